"""Two organizations, the same product, another outcome: which facts do it.

    ./dev python service/python/examples/compare_police_and_defence.py
"""
from __future__ import annotations

import pathlib

import ketenzicht

DATA = pathlib.Path(__file__).resolve().parents[3] / "data"


def main() -> None:
    """The outcomes as a table, then the facts on which one side rests."""
    with ketenzicht.Client.open() as client:
        client.import_files(DATA)
        comparison = client.compare("organizations/defensie",
                                    "organizations/politie",
                                    "jurisdictions/cn", "2021-11-18")
        frame = comparison.to_dataframe()
        print(frame.groupby(["side", "status"]).size().to_string())
        for target in comparison.targets:
            print(f"\n{target.target}, {target.vector}: only one side rests on")
            for one in target.propositions:
                if bool(one.processes_a) != bool(one.processes_b):
                    side = "Defence" if one.processes_a else "police"
                    print(f"- {side}, {one.role}: {one.sentence.en} "
                          f"{one.citation.en}")


if __name__ == "__main__":
    main()
