"""Scenarios: one evaluated, one swept, and any other question asked under one.

    ./dev python service/python/examples/scenarios.py

Ends with 1 where an assertion of a scenario does not hold.
"""
from __future__ import annotations

import pathlib
import sys

import ketenzicht
from ketenzicht import Revision, ScenarioReference

DATA = pathlib.Path(__file__).resolve().parents[3] / "data"
DAY = "2021-11-18"
FORENSIC = "processes/politie-forensic"
CHINA = "jurisdictions/cn"

# What is known of DJI holding the key of the police's footage, four times over.
KEY = """
apiVersion: ketenzicht.nl/v1
kind: Scenario
id: scenarios/key-of-the-footage
title: {nl: wie de sleutel heeft, en: who holds the key}
baseline: {date: 2021-11-18}
matrix:
  key: [affirmed, not_excluded, unknown, denied]
changes:
  - set: {fact: relations/politie-images-key-held-by-dji, modality: "${key}", unknown_kind: not_stated}
queries:
  - {id: forensic, paths: {from: [processes/politie-forensic], to: [jurisdictions/cn], vector: espionage}}
assertions:
  - {query: forensic, when: {key: unknown}, status: unknown}
  - {query: forensic, when: {key: denied}, status: blocked}
"""


def evaluate(client: ketenzicht.Client) -> bool:
    """One that is stored: what it moves, and by which of its changes."""
    result = client.evaluate_scenario(ScenarioReference(
        name="scenarios/police-confidential-despite-decision")).result
    print(result.title.en)
    for note in result.notes:
        print(f"  line {note.line}: {note.text}")
    for pair in result.pairs:
        print(f"  {pair.process}: {pair.before} -> {pair.after}, "
              f"by changes {list(pair.because)}")
    for one in result.assertions:
        print(f"  {'holds' if one.holds else 'FAILS'}  {one.text}")
    return result.holds


def sweep(client: ketenzicht.Client) -> bool:
    """Every variant of one that is sent, as they come."""
    print("\nwho holds the key")
    with client.sweep_scenario(ScenarioReference(content=KEY)) as results:
        for result in results:
            (key,) = result.parameters
            moved = [f"{pair.before} -> {pair.after}" for pair in result.pairs]
            print(f"  {key.value:13} {', '.join(moved) or 'nothing moves'}")
        end = results.end
    print(f"  {end.done} of {end.variants} variants, {end.failed} fail")
    return end.failed == 0


def ask(client: ketenzicht.Client) -> None:
    """Any other question, under a variant: the facts are read as it has them."""
    under = Revision(scenario=ScenarioReference(
        content=KEY, parameters={"key": "denied"}))
    answer = client.why(FORENSIC, CHINA, DAY, revision=under).to_list()[0]
    print("\n" + answer.pair.explanation.en)
    print("\n" + answer.context.text.en)


def main() -> int:
    """The exit code: 0 where all assertions hold."""
    with ketenzicht.Client.open() as client:
        client.import_files(DATA)
        holds = [evaluate(client), sweep(client)]
        ask(client)
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
