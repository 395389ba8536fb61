"""What if: measures lifted, denied facts, and the cheapest way back.

    ./dev python service/python/examples/what_if_measures.py

Asks many questions at once, with asyncio, and ends with 1 where what it expects
does not hold: so a script can guard a conclusion.
"""
from __future__ import annotations

import asyncio
import pathlib
import sys

from ketenzicht import PlanState, Status, View, aio

DATA = pathlib.Path(__file__).resolve().parents[3] / "data"
DAY = "2021-11-18"
FORENSIC = "processes/politie-forensic"
POLICE = "organizations/politie"
CHINA = "jurisdictions/cn"
DEPLOYMENT = "measures/politie-no-confidential-deployment"

WHAT_IF = {
    "as it is": (View(DAY), Status.NOT_EXCLUDED),
    "only the police hold the key": (
        View(DAY, deny="relations/politie-images-key-held-by-dji"),
        Status.BLOCKED),
    "nobody says who holds the key": (
        View(DAY, remove="relations/politie-images-key-held-by-dji"),
        Status.UNKNOWN),
}


async def status(client: aio.Client, view: View) -> Status:
    """The status of the forensic use."""
    rows = await client.paths(FORENSIC, CHINA, view).to_list()
    return rows[0].pair.status


async def propose(client: aio.Client) -> bool:
    """Lifts a decision, and asks what is the cheapest way to be back."""
    points = await client.single_points(POLICE, CHINA, DAY)
    print("\n" + points.text.en)
    plan = await client.propose_measures(
        POLICE, CHINA, View(DAY, lift=DEPLOYMENT), tier="T1", assumed_cost=1,
        assumed_burden=1)
    print("\n" + plan.text.en)
    return (plan.state is PlanState.CHEAPEST and plan.set is not None
            and plan.set.measures == (DEPLOYMENT,))


async def main() -> int:
    """The exit code: 0 where all is as expected."""
    async with aio.Client.open() as client:
        await client.import_files(DATA)
        found = await asyncio.gather(*(
            status(client, view) for view, _ in WHAT_IF.values()))
        fine = True
        for (name, (_, expected)), got in zip(WHAT_IF.items(), found):
            fine = fine and got is expected
            print(f"{name:32} {got:13} "
                  f"{'as expected' if got is expected else expected}")
        return 0 if await propose(client) and fine else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
