"""Tables: their columns, and that they say the same as the answers."""
from __future__ import annotations

import sys
import unittest
from typing import Any
from unittest import mock

import ketenzicht
from case_fixture import CHINA, DAY, FORENSIC, POLICE, CaseTest
from ketenzicht import frames

CONTEXT = ["complete", "limit", "limit_value", "revision", "date"]
STATUS = ["status", "tier_lowest", "tier_highest", "inherent_status",
          "inherent_tier_lowest", "inherent_tier_highest"]
LIKELIHOOD = ["likelihood_low", "likelihood_best", "likelihood_high"]


class FramesTest(CaseTest):
    def check(self, frame: Any, columns: list[str]) -> None:
        self.assertEqual(list(frame.columns), columns)
        self.assertGreater(len(frame), 0)

    def test_pairs(self) -> None:
        columns = ["process", "target", "vector", *STATUS, "paths",
                   *LIKELIHOOD, "summary_nl", "summary_en", *CONTEXT]
        frame = self.client.paths(POLICE, CHINA, DAY).to_dataframe()
        self.check(frame, columns)
        self.check(self.client.why(POLICE, CHINA, DAY).to_dataframe(), columns)
        row = frame[frame.process == FORENSIC].iloc[0]
        self.assertEqual((row.status, row.tier_lowest, row.complete, row.date),
                         ("not_excluded", "T0", True, DAY))
        blocked = frame[frame.status == "blocked"].iloc[0]
        self.assertIsNone(blocked.tier_lowest)

    def test_listed_paths(self) -> None:
        self.check(self.client.list_paths(DAY).to_dataframe(),
                   ["process", "target", "authority", "status", *LIKELIHOOD,
                    "likelihood_class", "length", "relations", "vector",
                    *CONTEXT])

    def test_matrices(self) -> None:
        stream = self.client.matrix("processes/-", "jurisdictions/-", DAY)
        rows = stream.to_list()
        frame = rows.to_dataframe()
        self.check(frame, [
            "process", "name_nl", "name_en", "target", "status",
            "likelihood_class", *LIKELIHOOD, "best_at_most", "class_at_most",
            "tier_lowest", "tier_highest", "inherent_status", "inherent_tier_lowest",
            "inherent_tier_highest", *CONTEXT[:3], "vector", "walks",
            *CONTEXT[3:]])
        self.assertEqual(len(frame), len(rows) * len(rows.head.columns))
        wide = frame.pivot(index="process", columns="target", values="status")
        self.assertEqual(wide.loc[FORENSIC, CHINA], "not_excluded")
        by = self.client.matrix("organizations/-", CHINA, DAY,
                                by_organization=True).to_dataframe()
        counts = ["open", "not_excluded", "unknown", "blocked", "no_path"]
        self.check(by, ["organization", "name_nl", "name_en", "target",
                        "processes", *counts, *CONTEXT[:3], "vector", "walks",
                        *CONTEXT[3:]])
        self.assertEqual(list(by[counts].sum(axis=1)), list(by["processes"]))

    def test_timeline(self) -> None:
        frame = self.client.timeline(FORENSIC, CHINA).to_dataframe()
        self.check(frame, ["process", "target", "vector", "from", "until",
                           *STATUS, "because", "searched_all", *CONTEXT[:4]])
        self.assertEqual(list(frame["until"])[:-1], list(frame["from"])[1:])

    def test_comparison(self) -> None:
        frame = self.client.compare("organizations/defensie", POLICE, CHINA,
                                    DAY).to_dataframe()
        self.check(frame, ["target", "vector", "side", "process", *STATUS,
                           "searched_all", *CONTEXT])
        self.assertEqual(set(frame["side"]), {"a", "b"})

    def test_affected_and_case(self) -> None:
        self.check(self.client.affected("companies/sz-dji",
                                        DAY).to_dataframe(),
                   ["process", "name_nl", "name_en", "organizations",
                    "vector", "status", "best_at_most", *CONTEXT])
        self.check(self.client.case("2021Z16950").to_dataframe(),
                   ["number", "question_nl", "question_en", "text_nl",
                    "text_en", "pairs", *CONTEXT])

    def test_measures(self) -> None:
        plan = self.client.propose_measures(
            POLICE, CHINA, DAY, status="blocked", assumed_cost=1,
            assumed_burden=1)
        self.check(plan.to_dataframe(),
                   ["process", "target", "vector", "reach", "status_before",
                    "status_after", "tier_before", "tier_after", "state",
                    *CONTEXT])
        self.check(ketenzicht.to_dataframe(plan.front),
                   ["measures", "cost", "burden", "above"])
        points = self.client.single_points(POLICE, CHINA, DAY)
        self.check(points.to_dataframe(),
                   ["process", "target", "vector", "measure",
                    "status_without", "tier_without_lowest",
                    "tier_without_highest", *CONTEXT])

    def test_contradictions_and_unknowns(self) -> None:
        press = ketenzicht.View(DAY, extra_source_types="press")
        frame = self.client.contradictions(press).to_dataframe()
        self.check(frame, [
            "number", "kind", "about", "topic", "side", "fact", "sentence_nl",
            "sentence_en", "says", "sources", "source_types", "speakers",
            "side_counts", "used", "excluded", "decisions", "places",
            "as_asked", *CONTEXT])
        self.assertEqual(len(frame), 2 * frame.number.max())
        app = frame[frame.fact
                    == "relations/press-politie-uses-dji-control-app"].iloc[0]
        self.assertEqual((app.kind, app.speakers), ("denial", ("Tweakers",)))
        unknown = self.client.unknowns(DAY, about=POLICE).to_dataframe()
        self.check(unknown, [
            "row", "id", "kind", "about", "sources", "speakers", "since",
            "otherwise", "counts", "omission", "sentence_nl", "sentence_en",
            *CONTEXT])
        few = self.client.unknowns(DAY, kinds="not_stated", limit=1)
        self.assertLessEqual(len(few.recorded), 1)
        with self.assertRaisesRegex(ValueError, "not_answered"):
            self.client.unknowns(DAY, kinds="not_said")

    def test_what_answers_hang_on(self) -> None:
        frame = self.client.load_bearing(POLICE, CHINA, DAY).to_dataframe()
        outcome = [f"{name}_{when}{bound}" for when in ("before", "after")
                   for name, bounds in (("status", ("",)),
                                        ("tier", ("_lowest", "_highest")),
                                        ("inherent_status", ("",)),
                                        ("inherent_tier",
                                         ("_lowest", "_highest")))
                   for bound in bounds]
        self.check(frame, ["rank", "facts", "made", "sentence_nl",
                           "sentence_en", "proposition_nl", "proposition_en",
                           "process", "target", "vector", *outcome,
                           "escalates", "confidence", *CONTEXT])
        first = frame.iloc[0]
        self.assertIn("does not touch", first.sentence_en)
        self.assertEqual(first.made, "affirmed")
        self.assertNotIn("not", first.proposition_en)

    def test_what_is_blocked_has_no_likelihood(self) -> None:
        frame = self.client.likelihood(POLICE, CHINA, DAY).to_dataframe()
        self.check(frame, ["process", "target", "vector", "status", "method",
                           "low", "low_lower", "low_upper",
                           "best", "best_lower", "best_upper",
                           "high", "high_lower", "high_upper",
                           "relations", "path_sets", "samples", "seed",
                           "confidence", *CONTEXT])
        blocked = frame[frame.status == "blocked"]
        self.assertGreater(len(blocked), 0)
        for column in ("method", "low", "best", "high", "path_sets"):
            self.assertTrue(blocked[column].isna().all(), column)
        self.assertFalse(frame[frame.status == "not_excluded"]
                         .low.isna().any())

    def test_choke_points(self) -> None:
        frame = self.client.choke_points(POLICE, CHINA, DAY).to_dataframe()
        self.check(frame, ["row", "element", "relation", "facts",
                           "sentence_nl", "sentence_en", "pairs", "share",
                           "of_all", "cuttable", "process", "target",
                           "vector", "status", *CONTEXT])
        others = frame[frame.row == "not_exposed"]
        self.assertEqual(set(others.status), {"blocked"})

    def test_settling(self) -> None:
        answer = self.client.settle(FORENSIC, CHINA, DAY, views=100)
        frame = answer.to_dataframe()
        self.check(frame, ["process", "target", "vector", "row", "findings",
                           "cost", "status", "tier_lowest", "tier_highest",
                           "proven", "smallest", *CONTEXT])
        self.assertEqual(frame.iloc[0]["row"], "now")
        self.assertEqual(frame.iloc[0]["status"], "not_excluded")
        question = answer.pairs[0].questions[0]
        dear = self.client.settle(FORENSIC, CHINA, DAY, views=100,
                                  costs={question.id: 7}, default_cost=2)
        self.assertEqual({one.id: one.cost for one in dear.pairs[0].questions
                          }[question.id], 7)

    def test_facts(self) -> None:
        columns = ["id", "kind", "modality", "unknown_kind", "name_nl",
                   "name_en", "source", "target", "from", "until", "inferred",
                   "verified", "evidence"]
        self.check(self.client.list_facts().to_dataframe(),
                   [*columns, "revision"])
        self.check(self.client.search("dji").to_dataframe(),
                   ["matched", *columns, "complete", "revision"])
        self.check(ketenzicht.to_dataframe(self.client.facts(kind="uses")),
                   columns)
        self.assertIn("document",
                      set(self.client.export_facts().to_dataframe()["kind"]))
        fact = self.client.get_fact(POLICE).to_dataframe()
        self.assertEqual(fact["fact_id"][0], POLICE)

    def test_a_table_without_rows_has_its_columns(self) -> None:
        full = self.client.list_paths(DAY).to_dataframe()
        empty = self.client.list_paths(DAY, max_length=1).to_dataframe()
        self.assertEqual(len(empty), 0)
        self.assertEqual(list(empty.columns), list(full.columns))
        self.assertEqual(len(empty[empty.status == "open"]), 0)
        nobody = self.client.affected("companies/parrot", DAY)
        self.assertEqual(nobody.processes, ())
        self.assertIn("status", nobody.to_dataframe().columns)

    def test_every_table_knows_its_columns(self) -> None:
        for cls in frames._ROWS:
            rows: Any = ketenzicht.Rows([], None, None, cls)
            self.assertTrue(frames.columns_of(rows), cls)

    def test_without_pandas_it_says_what_to_install(self) -> None:
        answer = self.client.get_fact(POLICE)
        with mock.patch.dict(sys.modules, {"pandas": None}):
            with self.assertRaisesRegex(ImportError, "python3-pandas"):
                answer.to_dataframe()

    def test_no_table_of_something_else(self) -> None:
        with self.assertRaisesRegex(TypeError, "no table"):
            ketenzicht.to_dataframe(3)


if __name__ == "__main__":
    unittest.main()
