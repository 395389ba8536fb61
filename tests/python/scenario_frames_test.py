"""What scenarios do, as tables."""
from __future__ import annotations

import dataclasses
import sys
import unittest
from collections.abc import Callable
from typing import Any
from unittest import mock

import ketenzicht
from case_fixture import CHINA, DAY, FORENSIC, POLICE, CaseTest
from ketenzicht import Revision, ScenarioFrames, ScenarioReference
from scenario_test import KEY

DESPITE = ScenarioReference(
    name="scenarios/police-confidential-despite-decision")
HELD = "relations/politie-images-key-held-by-dji"
AFTER = ["revision", "date_before", "date_after"]
COLUMNS = {
    "variants": ["version", "title_nl", "title_en", "holds", "assertions",
                 "assertions_failed", "queries", "queries_changed",
                 "pairs_moved", "facts_changed", "notes"],
    "pairs": ["query", "process", "target", "status_before", "status_after",
              "tier_before_lowest", "tier_before_highest",
              "tier_after_lowest", "tier_after_highest", "because",
              "smallest", "path_before_nl", "path_before_en",
              "path_after_nl", "path_after_en", "likelihood_before_low",
              "likelihood_before_best", "likelihood_before_high",
              "likelihood_after_low", "likelihood_after_best",
              "likelihood_after_high"],
    "queries": ["query", "kind", "changed", "moved", "baseline_error",
                "scenario_error", "baseline_digest", "scenario_digest"],
    "facts": ["fact", "kind", "change", "before_nl", "before_en", "after_nl",
              "after_en", "differences"],
    "assertions": ["number", "query", "text", "holds", "instead", "line",
                   "column"],
    "notes": ["line", "column", "text"],
}
# The one pair is not on record before the changes.
NEW = """
apiVersion: ketenzicht.nl/v1
kind: Scenario
id: scenarios/new-body
title: {nl: een nieuwe, en: a new one}
baseline: {date: 2021-11-18}
changes:
  - add: {entity: {id: processes/new-body, kind: process,
                   name: {nl: nieuw, en: new}}}
queries:
  - {id: new, paths: {from: [processes/new-body], to: [jurisdictions/cn]}}
assertions:
  - {query: new, status: open}
"""

EVERY = """
apiVersion: ketenzicht.nl/v1
kind: Scenario
id: scenarios/every
title: {nl: elk soort, en: every kind}
baseline: {date: 2021-11-18}
changes:
  - deny: relations/politie-images-key-held-by-dji
queries:
  - {id: a, paths: {from: [organizations/politie], to: [jurisdictions/cn]}}
  - {id: b, matrix: {from: [organizations/politie], to: [jurisdictions/cn]}}
  - {id: c, list: {from: [organizations/politie], to: [jurisdictions/cn]}}
  - {id: d, timeline: {from: [processes/politie-forensic],
                       to: [jurisdictions/cn], since: 2021-01-01}}
  - {id: e, affected: {subject: companies/sz-dji}}
"""


class EvaluatedTest(CaseTest):
    def check(self, frames: ScenarioFrames, *parameters: str) -> None:
        """Every table has its columns, with rows or without."""
        for field in dataclasses.fields(frames):
            self.assertEqual(
                list(getattr(frames, field.name).columns),
                ["scenario", *parameters, *COLUMNS[field.name], *AFTER])

    def test_pairs_that_move(self) -> None:
        answer = self.client.evaluate_scenario(DESPITE)
        frame = answer.to_dataframe()
        (row,) = frame.to_dict("records")
        self.assertEqual(
            (row["query"], row["process"], row["target"]),
            ("confidential", "processes/politie-confidential", CHINA))
        self.assertEqual((row["status_before"], row["status_after"]),
                         ("blocked", "not_excluded"))
        self.assertEqual((row["tier_before_lowest"], row["tier_after_lowest"],
                          row["tier_after_highest"]), (None, "T3", "T3"))
        self.assertEqual((row["because"], row["smallest"]), ((1,), True))
        self.assertEqual((row["scenario"], row["revision"], row["date_after"]),
                         (DESPITE.name, 1, DAY))
        pair = answer.result.pairs[0]
        self.assertEqual(row["path_after_en"], pair.path_after.en)
        for same in (answer.frames().pairs, answer.result.to_dataframe(),
                     ketenzicht.to_dataframe([answer]),
                     ketenzicht.to_dataframe(iter([answer.result]))):
            self.assertTrue(frame.equals(same))

    def test_all_else_it_says(self) -> None:
        answer = self.client.evaluate_scenario(DESPITE)
        frames = answer.frames()
        self.check(frames)
        result = answer.result
        (variant,) = frames.variants.to_dict("records")
        self.assertEqual(
            (variant["holds"], variant["assertions"], variant["queries"],
             variant["queries_changed"], variant["pairs_moved"],
             variant["facts_changed"], variant["notes"]),
            (True, 2, 1, 1, 1, len(result.facts), 1))
        (query,) = frames.queries.to_dict("records")
        self.assertEqual((query["query"], query["kind"], query["changed"],
                          query["moved"]), ("confidential", "why", True, 1))
        facts = frames.facts.set_index("fact")
        self.assertEqual(list(facts.index), [one.fact for one in result.facts])
        self.assertEqual(
            facts.loc["measures/politie-no-confidential-deployment", "kind"],
            "changed")
        self.assertEqual(set(facts["change"]), {0, 1})
        self.assertEqual(list(frames.assertions["text"]),
                         [one.text for one in result.assertions])
        self.assertEqual(list(frames.notes["line"]),
                         [one.line for one in result.notes])

    def test_what_does_not_hold(self) -> None:
        wrong = KEY.replace("status: blocked", "status: open")
        frames = self.client.evaluate_scenario(
            ScenarioReference(content=wrong)).frames()
        self.check(frames, "parameter_modality")
        failed = frames.assertions[~frames.assertions.holds]
        self.assertIn("blocked", failed["instead"].iloc[0])
        self.assertEqual(list(frames.variants["assertions_failed"]), [1])

    def test_what_is_not_there_is_none(self) -> None:
        frames = self.client.evaluate_scenario(
            ScenarioReference(content=NEW)).frames()
        (pair,) = frames.pairs.to_dict("records")
        self.assertIsNone(pair["status_before"])
        self.assertEqual(pair["status_after"], "no_path")
        self.assertNotEqual(frames.queries["baseline_error"][0], "")
        self.assertEqual(frames.queries["scenario_error"][0], "")
        moved = self.client.evaluate_scenario(
            DESPITE, without_reasons=True).to_dataframe()
        # Not False: that would say that a part of them does it.
        self.assertEqual((moved["because"][0], moved["smallest"][0]),
                         ((), None))

    def test_where_nothing_moves_there_are_columns(self) -> None:
        answer = self.client.evaluate_scenario(ScenarioReference(
            content=KEY, parameters={"modality": "not_excluded"}))
        self.assertEqual(answer.result.pairs, ())
        self.check(answer.frames(), "parameter_modality")
        self.assertEqual(list(answer.to_dataframe().columns),
                         list(answer.frames().pairs.columns))

    def test_answers_are_as_those_of_their_call(self) -> None:
        result = self.client.evaluate_scenario(
            ScenarioReference(content=EVERY)).result
        under = Revision(scenario=ScenarioReference(content=EVERY))
        for answer in result.answers:
            for side, revision in ((answer.baseline, Revision()),
                                   (answer.scenario, under)):
                found = ketenzicht.to_dataframe(side)
                with self.subTest(kind=answer.kind):
                    self.assertGreater(len(found), 0)
                    self.assertTrue(found.equals(
                        self.table(answer.kind, revision)))

    def table(self, kind: str, revision: Revision) -> Any:
        """What the call of a kind has to say itself."""
        client = self.client
        pairs = (POLICE, CHINA, DAY)
        calls: dict[str, Callable[[], Any]] = {
            "paths": lambda: client.paths(*pairs, revision=revision),
            "matrix": lambda: client.matrix(*pairs, revision=revision),
            "list": lambda: client.list_paths(
                DAY, from_=POLICE, to=CHINA, revision=revision),
            "timeline": lambda: client.timeline(
                FORENSIC, CHINA, since="2021-01-01", revision=revision),
            "affected": lambda: client.affected(
                "companies/sz-dji", DAY, revision=revision)}
        return calls[kind]().to_dataframe()

    def test_an_answer_of_something_newer_is_refused(self) -> None:
        with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer, "newer"):
            ketenzicht.to_dataframe([ketenzicht.GetMatrixAnswer()])


class SweptTest(CaseTest):
    def test_every_variant(self) -> None:
        sweep = self.client.sweep_scenario(ScenarioReference(content=KEY),
                                           with_reasons=True)
        rows = sweep.to_list()
        frames = ketenzicht.frames_of(rows)
        moved = frames.variants.set_index("parameter_modality")["pairs_moved"]
        self.assertEqual(moved.to_dict(),
                         {"denied": 1, "unknown": 1, "not_excluded": 0})
        pairs = frames.pairs.set_index(["parameter_modality", "process"])
        self.assertEqual(pairs.loc[("denied", FORENSIC), "status_after"],
                         "blocked")
        self.assertEqual(list(frames.pairs["because"]), [(1,), (1,)])
        self.assertEqual(list(frames.facts.loc[frames.facts.change == 1,
                                               "fact"]), [HELD] * 3)
        self.assertTrue(rows.to_dataframe().equals(frames.pairs))

    def test_a_stream_is_read_to_its_end(self) -> None:
        sweep = self.client.sweep_scenario(ScenarioReference(content=KEY))
        self.assertEqual(len(ketenzicht.frames_of(sweep).variants), 3)
        self.assertEqual(sweep.end.done, 3)

    def test_several_scenarios_have_the_columns_of_all(self) -> None:
        answers = [self.client.evaluate_scenario(DESPITE),
                   self.client.evaluate_scenario(
                       ScenarioReference(content=KEY))]
        frames = ketenzicht.frames_of(answers)
        self.assertEqual(list(frames.variants["parameter_modality"]),
                         [None, "denied"])
        self.assertEqual(list(frames.pairs["scenario"]),
                         [answer.result.scenario for answer in answers])

    def test_without_variants_there_are_columns(self) -> None:
        rows: Any = self.client.sweep_scenario(
            ScenarioReference(content=KEY), first=3).to_list()
        self.assertEqual(len(rows), 0)
        frame = rows.to_dataframe()
        self.assertEqual(list(frame.columns),
                         ["scenario", *COLUMNS["pairs"], *AFTER])
        self.assertEqual(len(ketenzicht.frames_of(rows).variants), 0)


class OthersTest(unittest.TestCase):
    def test_are_refused(self) -> None:
        other: Any
        for other in ("scenarios/a", [ketenzicht.Text(nl="a")]):
            with self.assertRaisesRegex(TypeError, "no result of a scenario"):
                ketenzicht.frames_of(other)
        for other in (3, None):
            with self.assertRaises(TypeError):
                ketenzicht.frames_of(other)

    def test_none_have_tables_without_rows(self) -> None:
        self.assertEqual(len(ketenzicht.frames_of([]).variants), 0)
        self.assertEqual(list(ketenzicht.to_dataframe([]).columns), [])

    def test_without_pandas_it_says_what_to_install(self) -> None:
        with mock.patch.dict(sys.modules, {"pandas": None}):
            with self.assertRaisesRegex(ImportError, "python3-pandas"):
                ketenzicht.ScenarioResult().frames()


if __name__ == "__main__":
    unittest.main()
