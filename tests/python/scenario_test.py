"""Scenarios, on the shipped data."""
from __future__ import annotations

import unittest
from collections.abc import Callable

import ketenzicht
from case_fixture import CaseTest
from ketenzicht import ScenarioReference, Status, SweepProgress

KEY = """
apiVersion: ketenzicht.nl/v1
kind: Scenario
id: scenarios/key
title: {nl: sleutel, en: key}
baseline: {date: 2021-11-18}
matrix: {modality: [denied, unknown, not_excluded]}
changes:
  - set: {fact: relations/politie-images-key-held-by-dji, modality: "${modality}", unknown_kind: not_stated}
queries:
  - {id: forensic, paths: {from: [processes/politie-forensic], to: [jurisdictions/cn]}}
assertions:
  - {query: forensic, when: {modality: denied}, status: blocked}
  - {query: forensic, when: {modality: unknown}, status: unknown}
"""


def many(numbers: int) -> str:
    """Three variants for every number."""
    return KEY.replace("matrix: {", "matrix: {number: [%s], " % ", ".join(
        f"'{number}'" for number in range(numbers))).replace(
            "unknown_kind: not_stated}",
            'unknown_kind: not_stated, attributes: {number: "${number}"}}')


MANY = many(80)


class ScenarioTest(CaseTest):
    def test_evaluates_what_is_sent(self) -> None:
        result = self.client.evaluate_scenario(
            ScenarioReference(content=KEY)).result
        self.assertTrue(result.holds)
        (pair,) = result.pairs
        self.assertEqual((pair.before, pair.after),
                         (Status.NOT_EXCLUDED, Status.BLOCKED))
        self.assertEqual(pair.because, (1,))

    def test_evaluates_what_is_stored(self) -> None:
        stored = self.client.list_scenarios().scenarios
        self.assertIn("scenarios/police-key-alone",
                      [one.id for one in stored])
        for one in stored:
            result = self.client.evaluate_scenario(
                ScenarioReference(name=one.id)).result
            self.assertTrue(result.holds, one.id)
        first = self.client.get_scenario(stored[0].id).scenario
        self.assertIn("kind: Scenario", first.content)

    def test_asks_a_variant_of_what_is_stored(self) -> None:
        def asked(**parameters: str) -> ScenarioReference:
            return ScenarioReference(name="scenarios/police-key-alone",
                                     parameters=parameters)

        result = self.client.evaluate_scenario(
            asked(believed="research")).result
        self.assertEqual([(one.name, one.value) for one in result.parameters],
                         [("believed", "research")])
        for wrong, meant in ((asked(beleived="research"), "believed"),
                             (asked(believed="reserch"), "research")):
            with self.assertRaises(ketenzicht.InvalidScenario) as raised:
                self.client.evaluate_scenario(wrong)
            self.assertIn(f"did you mean '{meant}'", str(raised.exception))

    def test_sweeps_every_variant_in_order(self) -> None:
        results = self.client.sweep_scenario(
            ScenarioReference(content=KEY)).to_list()
        self.assertEqual(
            [result.parameters[0].value for result in results],
            ["denied", "unknown", "not_excluded"])
        self.assertEqual([result.holds for result in results], [True] * 3)
        end = results.end
        self.assertEqual((end.done, end.variants, end.failed), (3, 3, 0))

    def test_tells_how_far_a_sweep_is(self) -> None:
        told: list[SweepProgress] = []
        seen: list[tuple[int, int]] = []
        sweep = self.client.sweep_scenario(
            ScenarioReference(content=MANY), on_progress=told.append)
        for number, _ in enumerate(sweep, 1):
            if not seen or seen[-1][1] != len(told):
                seen.append((number, len(told)))
        self.assertEqual([(one.done, one.variants, one.failed)
                          for one in told],
                         [(100, 240, 0), (200, 240, 0), (240, 240, 0)])
        # After the results that are done, not before them.
        self.assertEqual(seen, [(1, 0), (101, 1), (201, 2)])
        self.assertEqual(sweep.end.done, 240)

    def test_progress_counts_those_before_the_first(self) -> None:
        told: list[SweepProgress] = []
        rows = self.client.sweep_scenario(
            ScenarioReference(content=MANY.replace("blocked", "open")),
            first=200, on_progress=told.append).to_list()
        self.assertEqual((told[-1].done, told[-1].variants), (240, 240))
        self.assertEqual((rows.end.done, rows.end.failed),
                         (40, told[-1].failed))
        self.assertGreater(rows.end.failed, 0)

    def test_what_a_callback_raises_comes_out(self) -> None:
        def stop(progress: SweepProgress) -> None:
            raise KeyboardInterrupt(progress.done)
        sweep = self.client.sweep_scenario(ScenarioReference(content=MANY),
                                           on_progress=stop)
        with sweep, self.assertRaisesRegex(KeyboardInterrupt, "100"):
            list(sweep)

    def test_says_what_is_wrong_by_line(self) -> None:
        wrong = KEY.replace("key-held-by-dji", "key-held-by-djj")
        problems = self.client.validate_scenario(
            ScenarioReference(content=wrong)).problems
        self.assertEqual([problem.line for problem in problems], [9])
        self.assertIn("did you mean", problems[0].text)
        reference = ScenarioReference(content=wrong)
        asked: tuple[Callable[[], object], ...] = (
            lambda: self.client.evaluate_scenario(reference),
            lambda: self.client.sweep_scenario(reference).to_list())
        for ask in asked:
            with self.assertRaises(ketenzicht.InvalidScenario) as caught:
                ask()
            (problem,) = caught.exception.problems
            self.assertEqual(problem.place, "line 9, column 17")
            self.assertIn("did you mean", problem.text)

    def test_a_deadline_ends_a_sweep(self) -> None:
        sweep = self.client.sweep_scenario(
            ScenarioReference(content=many(3000)), timeout=0.3)
        with self.assertRaises(ketenzicht.Stopped) as caught:
            list(sweep)
        self.assertEqual(caught.exception.code, "DEADLINE_EXCEEDED")
        with self.assertRaises(RuntimeError):
            sweep.end

    def test_stores_updates_and_deletes(self) -> None:
        client = self.client
        created = client.create_scenario(KEY, request_id="create-key")
        self.assertEqual(created.scenario.variants, 3)
        again = client.create_scenario(KEY, request_id="create-key")
        self.assertEqual(again, created)
        with self.assertRaises(ketenzicht.AlreadyExists):
            client.create_scenario(KEY)
        with self.assertRaises(ketenzicht.InvalidScenario) as refused:
            client.update_scenario(KEY.replace("held-by-dji", "held-by-djj"))
        self.assertEqual([problem.place for problem in refused.exception.problems],
                         ["line 9, column 17"])
        other = KEY.replace("en: key", "en: the key")
        updated = client.update_scenario(
            other, id_="scenarios/key", expected_revision=created.revision)
        self.assertEqual(updated.revision, created.revision + 1)
        with self.assertRaises(ketenzicht.RevisionMismatch):
            client.delete_scenario("scenarios/key",
                                   expected_revision=created.revision)
        deleted = client.delete_scenario("scenarios/key")
        self.assertEqual(deleted.scenario.content, other)
        with self.assertRaises(ketenzicht.NotFound):
            client.get_scenario("scenarios/key")
        first = client.get_scenario("scenarios/key", revision=created.revision)
        self.assertEqual(first.scenario, created.scenario)


if __name__ == "__main__":
    unittest.main()
