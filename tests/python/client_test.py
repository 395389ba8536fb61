"""Every method of the client, on the shipped data."""
from __future__ import annotations

import asyncio
import datetime
import inspect
import json
import typing
import unittest

import ketenzicht
from case_fixture import CHINA, DAY, FORENSIC, POLICE, CaseTest
from ketenzicht import (MeasureWeights, PlanState, SourceSelection, Status,
                        View)


class CatalogTest(CaseTest):
    def test_gets_a_fact_with_its_sentence(self) -> None:
        answer = self.client.get_fact(POLICE)
        assert answer.fact.entity is not None
        self.assertEqual(answer.fact.entity.name.nl, "de politie")
        self.assertEqual(answer.revision, 1)
        self.assertNotEqual(answer.sentence.en, answer.sentence.nl)

    def test_lists_all_pages_of_one_kind(self) -> None:
        first = self.client.list_facts(kind="uses", page_size=2)
        self.assertEqual(len(first.facts), 2)
        second = self.client.list_facts(kind="uses", page_size=2,
                                        page_token=first.next_page_token)
        found = list(self.client.facts(kind="uses"))
        self.assertEqual(tuple(found[:4]), first.facts + second.facts)
        ids = [fact.id for fact in found]
        self.assertEqual(ids, sorted(set(ids)))

    def test_finds_names_with_a_typing_error(self) -> None:
        answer = self.client.search("rijkswatersaat", kind="organization")
        self.assertEqual(answer.matches[0].fact.id,
                         "organizations/rijkswaterstaat")
        self.assertTrue(self.client.search("dji", page_size=1).truncated)

    def test_has_ontology_and_vectors(self) -> None:
        ontology = self.client.ontology()
        self.assertIn("espionage", [one.name for one in ontology.vectors])
        self.assertEqual(self.client.vector("espionage").label.nl, "spionage")
        own = self.client.vector(expression="exploited_by/^conducts")
        self.assertGreater(own.states, 0)


    def test_proposes_nothing_that_nobody_can_judge(self) -> None:
        found = self.client.same_candidates(kind="company").to_list()
        self.assertEqual(len(found), 0)
        self.assertTrue(found.complete)
        self.assertEqual(found.end.over_total, 0)


class FactTest(CaseTest):
    def test_judges_only_what_was_imported(self) -> None:
        with self.assertRaisesRegex(ketenzicht.UnsoundFacts,
                                    "was not imported"):
            self.client.judge_same("companies/sz-dji",
                                   "companies/unnamed-chinese-drone-maker",
                                   author="j.jansen", verdict="different")
        undone = self.client.judge_same(
            "companies/sz-dji", "companies/unnamed-chinese-drone-maker",
            author="j.jansen", verdict="undo")
        self.assertEqual((undone.judgement, undone.moved), ("", 0))

    def test_exports_facts_and_documents(self) -> None:
        items = self.client.export_facts().to_list()
        kinds = {type(item) for item in items}
        self.assertEqual(kinds, {ketenzicht.Fact, ketenzicht.Document})

    def test_what_was_exported_can_be_written(self) -> None:
        facts = [item for item in self.client.export_facts()
                 if isinstance(item, ketenzicht.Fact)]
        answer = self.client.write_facts(facts)
        self.assertEqual((answer.created, answer.changed), (0, 0))
        self.assertEqual(answer.unchanged, len(facts))
        self.assertEqual(answer.revision, 1)

    def test_exports_the_text_of_a_format(self) -> None:
        answers = self.client.export_text("opengraph").to_list()
        text = b"".join(answer.piece or b"" for answer in answers)
        self.assertGreater(len(json.loads(text)["graph"]["nodes"]), 400)
        self.assertEqual({answer.file for answer in answers}, {""})

    def test_exports_the_files_of_a_format(self) -> None:
        files: dict[str, bytes] = {}
        for answer in self.client.export_text("neo4j_csv"):
            files[answer.file] = (files.get(answer.file, b"")
                                  + (answer.piece or b""))
        self.assertEqual(list(files), ["nodes.csv", "relationships.csv"])
        self.assertTrue(files["nodes.csv"].startswith(b"id:ID,:LABEL,"))
        with self.assertRaisesRegex(ValueError, "graphml"):
            self.client.export_text("gexf")

    def test_checks_without_writing(self) -> None:
        text = """
apiVersion: ketenzicht.nl/v1
kind: Facts
defaults: {evidence: {source: sources/ah-tk-20212022-765,
                      asserted: 2021-11-18}}
entities:
  - {id: organizations/brandweer, kind: organization,
     name: {nl: de brandweer, en: the fire brigade}}
"""
        answer = self.client.import_texts({"mine.yaml": text},
                                          validate_only=True)
        self.assertEqual((answer.files, answer.created), (1, 1))
        with self.assertRaises(ketenzicht.NotFound):
            self.client.get_fact("organizations/brandweer")


class ExposureTest(CaseTest):
    def test_the_answer_of_the_cabinet(self) -> None:
        day = datetime.date(2021, 11, 18)
        rows = self.client.paths(FORENSIC, CHINA, day).to_list()
        pair = rows[0].pair
        self.assertIs(pair.status, Status.NOT_EXCLUDED)
        self.assertEqual(pair.status, "not_excluded")
        assert pair.tier is not None
        self.assertEqual((pair.tier.lowest, pair.tier.highest), ("T0", "T0"))
        self.assertEqual(rows[0].context.revision, 1)
        self.assertEqual(rows[0].context.options.date, DAY)
        self.assertTrue(rows.complete)

    def test_says_why_in_both_languages(self) -> None:
        answer = next(self.client.why(FORENSIC, CHINA, DAY))
        self.assertIn("not excluded", answer.pair.explanation.en)
        self.assertIn("niet uitgesloten", answer.pair.explanation.nl)

    def test_a_view_changes_the_answer(self) -> None:
        def status(view: View) -> Status:
            return next(self.client.paths(FORENSIC, CHINA, view)).pair.status
        denied = View(DAY, deny="relations/politie-images-key-held-by-dji")
        self.assertIs(status(denied), Status.BLOCKED)
        self.assertIs(status(View(DAY)), Status.NOT_EXCLUDED)
        # The options of an answer can be asked again.
        answer = next(self.client.paths(FORENSIC, CHINA, denied))
        again = next(self.client.paths(FORENSIC, CHINA,
                                       answer.context.options))
        self.assertEqual(again, answer)

    def test_no_path_is_not_none(self) -> None:
        answer = next(self.client.why(FORENSIC, "jurisdictions/kp", DAY))
        self.assertIs(answer.pair.status, Status.NO_PATH)
        self.assertEqual(answer.pair.paths, ())
        self.assertIn("That is not the same as no risk",
                      " ".join(answer.pair.explanation.en.split()))

    def test_whom_a_company_reaches(self) -> None:
        answer = self.client.affected("companies/sz-dji", DAY)
        self.assertEqual(answer.affected,
                         sum(one.processes for one in answer.statuses))
        self.assertEqual(answer.organizations[0].organization, POLICE)

    def test_lists_paths_and_goes_on(self) -> None:
        whole = self.client.list_paths(DAY, per_pair=1).to_list()
        self.assertEqual(whole.end.paths, len(whole))
        stream = self.client.list_paths(
            DAY, from_=SourceSelection(organizations=(POLICE,)), to=CHINA,
            weakest_status=Status.NOT_EXCLUDED, path_view="full")
        self.assertEqual(stream.head.vector, "espionage")
        listed = list(stream)
        self.assertTrue(listed)
        for path in listed:
            self.assertIn(path.status, (Status.OPEN, Status.NOT_EXCLUDED))
            self.assertIsNotNone(path.path)
        self.assertTrue(stream.end.completeness.complete)

    def test_matrix_has_a_cell_for_every_column(self) -> None:
        stream = self.client.matrix("processes/-", "jurisdictions/-", DAY)
        rows = list(stream)
        self.assertGreaterEqual(stream.head.rows, len(rows))
        for row in rows:
            assert isinstance(row, ketenzicht.MatrixRow)
            self.assertEqual(len(row.cells), len(stream.head.columns))
        best = self.client.matrix(POLICE, CHINA, DAY, detail="best")
        self.assertEqual(best.head.detail, "best")
        organizations = self.client.matrix("organizations/-", CHINA, DAY,
                                           by_organization=True)
        for one in organizations:
            self.assertIsInstance(one, ketenzicht.MatrixDistributionRow)

    def test_timeline_ends_with_its_end(self) -> None:
        stream = self.client.timeline(FORENSIC, CHINA, since="2019-01-01")
        with self.assertRaises(RuntimeError):
            stream.end
        rows = stream.to_list()
        self.assertIs(rows[0].steps[-1].status, Status.NOT_EXCLUDED)
        self.assertTrue(rows.end.completeness.complete)
        self.assertTrue(rows.complete)

    def test_compares_police_and_defence(self) -> None:
        answer = self.client.compare("organizations/defensie", POLICE, CHINA,
                                     DAY)
        self.assertEqual(answer.context_a.revision, 1)
        self.assertTrue(answer.targets[0].propositions)
        with_press = self.client.compare(
            POLICE, POLICE, CHINA, DAY,
            view_b=View(DAY, extra_source_types="press"))
        self.assertIn("press", with_press.context_b.options.source_types)
        self.assertNotIn("press", with_press.context_a.options.source_types)

    def test_answers_a_case(self) -> None:
        answers = self.client.case("2021Z16950").to_list()
        self.assertEqual([answer.number for answer in answers],
                         list(range(1, 15)))
        seventh = next(self.client.case("cases/2021Z16950", numbers=[7]))
        self.assertEqual(seventh, answers[6])


class ScenarioTest(CaseTest):
    def test_proposes_the_cheapest_measures(self) -> None:
        plan = self.client.propose_measures(
            POLICE, CHINA, View(DAY, lift=[
                "measures/politie-no-confidential-deployment"]),
            tier="T1", assumed_cost=1, assumed_burden=2,
            weights=MeasureWeights(cost=1, burden=1))
        self.assertIs(plan.state, PlanState.CHEAPEST)
        assert plan.set is not None
        self.assertEqual(plan.set.measures,
                         ("measures/politie-no-confidential-deployment",))
        self.assertEqual((plan.objective, plan.bound), (3.0, 3.0))
        self.assertTrue(plan.completeness.complete)

    def test_a_goal_is_one_thing(self) -> None:
        with self.assertRaisesRegex(ValueError, "one of status, tier"):
            self.client.propose_measures(POLICE, CHINA, DAY)
        with self.assertRaisesRegex(ValueError, "'fine' is not a valid"):
            self.client.propose_measures(POLICE, CHINA, DAY, status="fine")

    def test_finds_single_points(self) -> None:
        answer = self.client.single_points(POLICE, CHINA, DAY)
        points = {pair.process: [point.measure for point in pair.points]
                  for pair in answer.blocked}
        self.assertEqual(points["processes/politie-confidential"],
                         ["measures/politie-no-confidential-deployment"])


class MethodsTest(unittest.TestCase):
    def test_are_documented_with_their_signature(self) -> None:
        signature = inspect.signature(ketenzicht.Client.paths)
        self.assertEqual(list(signature.parameters)[:4],
                         ["self", "from_", "to", "view"])
        for client in (ketenzicht.Client, ketenzicht.aio.Client):
            for name, method in inspect.getmembers(client, callable):
                if not name.startswith("_"):
                    self.assertTrue(method.__doc__, name)
        search = inspect.signature(ketenzicht.aio.Client.search)
        self.assertEqual(search.return_annotation, "SearchAnswer")
        self.assertEqual(signature.return_annotation,
                         "Stream[PathsAnswer, None, None]")
        self.assertIn("Client.paths", repr(ketenzicht.Client.paths))

    def test_answer_as_their_client_does(self) -> None:
        self.assertFalse(asyncio.iscoroutinefunction(
            ketenzicht.Client.search))
        self.assertTrue(asyncio.iscoroutinefunction(
            ketenzicht.aio.Client.search))

        # One list makes the methods of both; it is mypy that runs this test.
        async def types(client: ketenzicht.Client,
                        other: ketenzicht.aio.Client) -> None:
            typing.assert_type(client.search("a"), ketenzicht.SearchAnswer)
            typing.assert_type(await other.search("a"),
                               ketenzicht.SearchAnswer)
            typing.assert_type(
                client.timeline("a", "b"),
                ketenzicht.Stream[ketenzicht.Timeline, None,
                                  ketenzicht.TimelineEnd])
            typing.assert_type(
                other.timeline("a", "b"),
                ketenzicht.aio.Stream[ketenzicht.Timeline, None,
                                      ketenzicht.TimelineEnd])
            client.search("a", pagesize=1)  # type: ignore[call-arg]
            await other.search(1)  # type: ignore[arg-type]
        self.assertTrue(callable(types))

    def test_both_clients_have_the_same(self) -> None:
        def names(client: type) -> set[str]:
            return {name for name in dir(client) if not name.startswith("_")}
        self.assertEqual(names(ketenzicht.aio.Client)
                         - names(ketenzicht.Client), {"start"})
        self.assertEqual(names(ketenzicht.Client)
                         - names(ketenzicht.aio.Client), set())


if __name__ == "__main__":
    unittest.main()
