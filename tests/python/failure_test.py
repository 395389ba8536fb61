"""How calls fail: errors by reason, time, cancellation, limits, retries."""
from __future__ import annotations

import threading
import unittest
from collections.abc import Callable
from unittest import mock

import grpc

import ketenzicht
from case_fixture import CHINA, DAY, FORENSIC, POLICE, CaseTest
from ketenzicht import PathBudget, View, errors
from pretended_server import PretendedServer


class ReasonTest(CaseTest):
    def test_not_found(self) -> None:
        with self.assertRaises(ketenzicht.NotFound) as caught:
            self.client.get_fact("organizations/nobody")
        error = caught.exception
        self.assertEqual((error.code, error.reason),
                         ("NOT_FOUND", "NOT_FOUND"))
        self.assertIn("organizations/nobody", error.message)
        with self.assertRaises(ketenzicht.NotFound):
            list(self.client.paths("processes/nothing", CHINA, DAY))

    def test_unsound_facts_name_file_and_line(self) -> None:
        with self.assertRaises(ketenzicht.UnsoundFacts) as caught:
            self.client.import_texts({"mine.yaml": """
apiVersion: ketenzicht.nl/v1
kind: Facts
relations:
  - {id: relations/x, kind: uses, source: processes/politie-forensic,
     target: products/nothing, modality: affirmed,
     evidence: [{source: sources/ah-tk-20212022-765,
                 asserted: 2021-11-18}]}
"""})
        problem = caught.exception.problems[0]
        self.assertIn("mine.yaml:5", problem.place)
        self.assertIn("products/nothing", problem.text)
        self.assertIn("mine.yaml:5", str(caught.exception))

    def test_other_reasons(self) -> None:
        client = self.client
        cases: list[tuple[type[Exception], Callable[[], object]]] = [
            (ketenzicht.InvalidRequest,
             lambda: list(client.paths(POLICE, CHINA, "2021-13-01"))),
            (ketenzicht.InvalidRequest, lambda: client.search("")),
            (ketenzicht.InvalidRequest,
             lambda: client.vector(expression="uses//")),
            (ketenzicht.RevisionMismatch,
             lambda: client.write_facts(retracted=FORENSIC,
                                        expected_revision=812)),
            (ketenzicht.RevisionNotYet, lambda: client.get_fact(
                POLICE, revision=812)),
            (ketenzicht.RevisionNotYet, lambda: client.get_fact(
                POLICE, revision=ketenzicht.Revision(at_least=812)))]
        for error, call in cases:
            with self.subTest(error=error.__name__):
                with self.assertRaises(error):
                    call()

    def test_files_that_are_not_there(self) -> None:
        with self.assertRaises(FileNotFoundError):
            self.client.import_files("no-such-folder/facts.yaml")

    def test_an_empty_store_has_no_vocabulary(self) -> None:
        with ketenzicht.Client.open() as client:
            with self.assertRaises(ketenzicht.NoVocabulary):
                list(client.paths(POLICE, CHINA, DAY))

    def test_a_policy_without_measures_to_take(self) -> None:
        with self.assertRaises(ketenzicht.NotFound):
            self.client.propose_measures(POLICE, CHINA, DAY, tier="T9")


class TruncationTest(CaseTest):
    def test_a_search_budget(self) -> None:
        rows = self.client.paths(FORENSIC, CHINA, View(DAY),
                                 max_expansions=1).to_list()
        completeness = rows[0].pair.completeness
        self.assertFalse(completeness.complete)
        self.assertEqual((completeness.limit, completeness.limit_value),
                         ("expansions", 1))
        self.assertFalse(rows.complete)
        self.assertEqual(rows.truncations, (completeness,))
        frame = rows.to_dataframe()
        self.assertEqual(list(frame["complete"]), [False])
        self.assertEqual(list(frame["limit"]), ["expansions"])

    def test_a_list_goes_on_from_its_cursor(self) -> None:
        whole = self.client.list_paths(DAY).to_list()
        found, cursor = [], ""
        while True:
            rows = self.client.list_paths(DAY, budget=PathBudget(max_paths=5),
                                          cursor=cursor).to_list()
            found += list(rows)
            cursor = rows.end.cursor
            if not cursor:
                break
            self.assertFalse(rows.complete)
            self.assertEqual(rows.end.completeness.limit, "paths")
        self.assertEqual([path.relations for path in found],
                         [path.relations for path in whole])


class TimeTest(unittest.TestCase):
    def test_a_deadline_of_one_call(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address) as client:
                with self.assertRaises(ketenzicht.Stopped) as caught:
                    client.search("dji", timeout=0.2)
                self.assertEqual(caught.exception.code, "DEADLINE_EXCEEDED")
                self.assertEqual(client.get_fact("a/b").fact.id, "a/b")

    def test_a_long_time_is_no_short_one(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address) as client:
                for timeout in (1e9, 1e10, 1e300, float("inf")):
                    self.assertEqual(
                        client.get_fact("a/b", timeout=timeout).fact.id, "a/b")

    def test_a_deadline_of_the_client(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address,
                                           timeout=0.2) as client:
                with self.assertRaises(ketenzicht.Stopped):
                    client.search("dji")
                self.assertTrue(server.ended.wait(5))

    def test_no_path_of_a_cancelled_stream(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address) as client:
                stream = client.paths(POLICE, CHINA, DAY)
                next(stream)
                stream.cancel()
                with self.assertRaises(ketenzicht.Stopped) as caught:
                    next(stream)
                self.assertEqual(caught.exception.code, "CANCELLED")
                self.assertTrue(server.ended.wait(5))

    def test_closing_ends_what_is_running(self) -> None:
        with PretendedServer() as server:
            client = ketenzicht.Client.connect(server.address)
            stream = client.paths(POLICE, CHINA, DAY)
            next(stream)
            threading.Timer(0.2, client.close).start()
            with self.assertRaises(ketenzicht.Stopped):
                next(stream)
            self.assertTrue(server.ended.wait(5))

    def test_leaving_a_stream_stops_the_work(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address) as client:
                with client.paths(POLICE, CHINA, DAY) as stream:
                    next(stream)
                self.assertTrue(server.ended.wait(5))


class ServerAwayTest(unittest.TestCase):
    def test_reads_are_made_again(self) -> None:
        with PretendedServer(failures=2) as server:
            with ketenzicht.Client.connect(server.address) as client:
                self.assertEqual(client.get_fact("a/b").fact.id, "a/b")
            self.assertEqual(server.calls, ["GetFact"] * 3)

    def test_writes_are_not(self) -> None:
        writes: dict[str, Callable[[ketenzicht.Client], object]] = {
            "WriteFacts": lambda client: client.write_facts(),
            "ImportFiles":
                lambda client: client.import_texts({"a.yaml": ""})}
        for name, write in writes.items():
            with PretendedServer(failures=1) as server:
                with ketenzicht.Client.connect(server.address) as client:
                    with self.assertRaises(ketenzicht.ServerUnreachable):
                        write(client)
                self.assertEqual(server.calls, [name])

    def test_nobody_there(self) -> None:
        with ketenzicht.Client.connect("127.0.0.1:1") as client:
            with self.assertRaises(ketenzicht.ServerUnreachable) as caught:
                client.get_fact(POLICE)
            self.assertEqual(caught.exception.reason, "")

    def test_a_list_that_is_cut_off_is_no_list(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address) as client:
                with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                            "was cut off"):
                    client.list_paths(DAY).to_list()

    def test_a_sweep_that_is_cut_off_is_no_sweep(self) -> None:
        with PretendedServer() as server:
            with ketenzicht.Client.connect(server.address) as client:
                told: list[ketenzicht.SweepProgress] = []
                sweep = client.sweep_scenario(
                    ketenzicht.ScenarioReference(name="scenarios/a"),
                    on_progress=told.append)
                self.assertEqual(next(sweep).scenario, "scenarios/a")
                with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                            "was cut off"):
                    next(sweep)
                # All variants are done: that is not yet the end.
                self.assertEqual([(one.done, one.variants) for one in told],
                                 [(1, 1)])

    def test_what_is_left_of_a_stream_is_not_all_of_it(self) -> None:
        for name, what in (("scenarios/a", "was cut off"),
                           ("scenarios/newer", "is newer than this client")):
            with PretendedServer() as server:
                with ketenzicht.Client.connect(server.address) as client:
                    sweep = client.sweep_scenario(
                        ketenzicht.ScenarioReference(name=name))
                    for _ in range(2):
                        with self.assertRaisesRegex(
                                ketenzicht.UnexpectedAnswer, what):
                            sweep.to_list()
                    with self.assertRaises(RuntimeError):
                        sweep.end


class TrailerTest(unittest.TestCase):
    def test_details_that_are_none_are_left_alone(self) -> None:
        error = mock.Mock()
        error.code.return_value = grpc.StatusCode.UNAVAILABLE
        error.details.return_value = "away"
        error.trailing_metadata.return_value = (
            ("grpc-status-details-bin", b"\xff"),)
        found = errors.from_rpc_error(error)
        self.assertIsInstance(found, ketenzicht.ServerUnreachable)
        self.assertEqual((found.message, found.code, found.reason),
                         ("away", "UNAVAILABLE", ""))


if __name__ == "__main__":
    unittest.main()
