"""How the police's processes are exposed to China, and on what that rests.

    ./dev python service/python/examples/police_by_china.py

Imports the shipped data into a server of its own and asks as of the day of the
cabinet's answer. With the address of a server as argument, asks that one.
"""
from __future__ import annotations

import pathlib
import sys

import ketenzicht
from ketenzicht import Status

DATA = pathlib.Path(__file__).resolve().parents[3] / "data"
DAY = "2021-11-18"


def connect() -> ketenzicht.Client:
    """The server that was named, or one of our own with the shipped data."""
    if len(sys.argv) > 1:
        return ketenzicht.Client.connect(sys.argv[1])
    client = ketenzicht.Client.open()
    client.import_files(DATA)
    return client


def main() -> None:
    """A line for each process, then the whole answer on the most exposed."""
    with connect() as client:
        rows = client.why("organizations/politie", "jurisdictions/cn",
                          DAY).to_list()
        order = list(Status)
        for answer in sorted(rows,
                             key=lambda one: order.index(one.pair.status)):
            pair = answer.pair
            print(f"{pair.process:42} {pair.status:13} "
                  f"without measures: {pair.inherent_status}")
        print()
        forensic = next(answer for answer in rows
                        if answer.pair.process == "processes/politie-forensic")
        print(forensic.pair.explanation.en)
        print()
        print(forensic.context.text.en)
        if not rows.complete:
            print("Not all was looked at:", rows.truncations)


if __name__ == "__main__":
    main()
