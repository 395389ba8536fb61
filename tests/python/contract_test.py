"""That the client has all of the contract, and makes nothing up."""
from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing
import unittest
from collections.abc import Mapping
from typing import Any

import google.protobuf
import google.protobuf.any_pb2

import ketenzicht
import ketenzicht.v1
from case_fixture import CHINA, DAY, CaseTest
from ketenzicht import (analysis_calls, catalog_calls, errors, exposure_calls,
                        fact_calls, scenario_calls, values)
from ketenzicht.calls import Calls
from ketenzicht.client import Client
from ketenzicht.transport import Method
from ketenzicht.v1 import (error_reason_pb2, exposure_pb2,
                           exposure_service_pb2, fact_pb2, scenario_pb2)

NOT_IN_A_CLIENT: set[str] = set()
CALLS = (analysis_calls, catalog_calls, exposure_calls, fact_calls,
         scenario_calls)


def services() -> typing.Iterator[Any]:
    for module in pkgutil.iter_modules(ketenzicht.v1.__path__):
        if module.name.endswith("_pb2"):
            loaded = importlib.import_module(f"ketenzicht.v1.{module.name}")
            yield from loaded.DESCRIPTOR.services_by_name.values()


class ContractTest(unittest.TestCase):
    def test_every_method_can_be_called(self) -> None:
        called = {f"{one.service}.{one.name}"
                  for module in CALLS
                  for one in vars(module).values() if isinstance(one, Method)}
        declared = {f"{service.name}.{method.name}" for service in services()
                    for method in service.methods}
        self.assertEqual(declared - called, NOT_IN_A_CLIENT)
        self.assertEqual(called - declared, set())

    def test_every_call_is_a_method(self) -> None:
        built = {name for module in CALLS
                 for name, one in vars(module).items()
                 if inspect.isfunction(one) and not name.startswith("_")
                 and one.__module__ == module.__name__}
        methods = {name for name in vars(Calls) if not name.startswith("_")}
        self.assertEqual(built, methods)

    def test_every_reason_has_an_exception(self) -> None:
        reasons = {value.name.removeprefix("ERROR_REASON_") for value in
                   error_reason_pb2.ErrorReason.DESCRIPTOR.values
                   if value.number != 0}
        self.assertEqual(set(errors.BY_REASON), reasons)

    def test_google_is_not_shadowed(self) -> None:
        self.assertIn("dist-packages", google.protobuf.__file__ or "")
        from ketenzicht.rpc import status_pb2
        self.assertEqual(status_pb2.Status.DESCRIPTOR.full_name,
                         "ketenzicht.rpc.Status")


HINTS: dict[Any, dict[str, Any]] = {}


def hints_of(cls: Any) -> dict[str, Any]:
    if cls not in HINTS:
        HINTS[cls] = typing.get_type_hints(cls)
    return HINTS[cls]


def conforms(value: Any, hint: Any) -> bool:
    """Whether a value is what its annotation says, to the bottom."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return any(conforms(value, one) for one in typing.get_args(hint))
    if origin is tuple:
        return isinstance(value, tuple) and all(
            conforms(one, typing.get_args(hint)[0]) for one in value)
    if origin is Mapping:
        return isinstance(value, dict)
    if hint is None or hint is type(None):
        return value is None
    if not isinstance(value, hint):
        return False
    if not dataclasses.is_dataclass(value):
        return type(value) is hint
    return all(conforms(getattr(value, name), one)
               for name, one in hints_of(type(value)).items())


class ValuesTest(CaseTest):
    def answers(self) -> typing.Iterator[Any]:
        everything = ("processes/-", "jurisdictions/-", DAY)
        yield from self.client.export_facts()
        yield from self.client.why(*everything)
        yield from self.client.matrix(*everything)
        yield from self.client.list_paths(DAY, path_view="full")
        yield from self.client.timeline("organizations/politie", CHINA)
        yield from self.client.case("2021Z16950")
        yield self.client.compare("organizations/politie",
                                  "organizations/defensie", CHINA, DAY)
        yield self.client.affected("companies/sz-dji", DAY)
        yield self.client.propose_measures(*everything, status="blocked",
                                           assumed_cost=1, assumed_burden=1)
        yield self.client.single_points(*everything)
        yield self.client.load_bearing("organizations/politie", CHINA, DAY)
        yield self.client.choke_points(*everything)
        yield self.client.likelihood(*everything)
        yield self.client.contradictions(DAY, across_sources=True)
        yield self.client.unknowns(DAY)
        yield self.client.settle("processes/politie-forensic", CHINA, DAY,
                                 views=100)
        yield self.client.ontology()

    def test_are_of_the_classes_that_are_annotated(self) -> None:
        for answer in self.answers():
            self.assertTrue(conforms(answer, type(answer)), answer)

    def test_facts_go_there_and_back(self) -> None:
        facts = list(self.client.facts())
        self.assertGreater(len(facts), 400)
        for fact in facts:
            message = values.to_message(fact, fact_pb2.Fact())
            self.assertEqual(values.from_message(message), fact)


class NewerServerTest(unittest.TestCase):
    """What this client does not know is an error, never something else."""

    def test_an_unknown_status_is_refused(self) -> None:
        message = exposure_pb2.RelationInView.FromString(b"\x40\x11")
        with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                    "Status 17 is newer"):
            values.from_message(message)

    def test_an_answer_without_its_context_is_refused(self) -> None:
        message = exposure_service_pb2.FindAffectedResponse()
        message.completeness.complete = True
        with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                    "FindAffectedResponse.context is missing"):
            values.from_message(message)

    def test_an_absent_completeness_is_not_complete(self) -> None:
        message = exposure_pb2.PairExposure(process="processes/a")
        with self.assertRaises(ketenzicht.UnexpectedAnswer):
            values.from_message(message)

    def test_an_unknown_message_in_an_answer_is_refused(self) -> None:
        answer = scenario_pb2.ScenarioResult.Answer()
        answer.scenario.add().type_url = "x/ketenzicht.v1.Newer"
        with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                    "ketenzicht.v1.Newer is newer"):
            values.from_message(answer)

    def test_bytes_that_are_no_message_are_refused(self) -> None:
        answer = scenario_pb2.ScenarioResult.Answer()
        answer.scenario.add(type_url="x/ketenzicht.v1.Text", value=b"\xff")
        with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                    "ketenzicht.v1.Text is none"):
            values.from_message(answer)

    def test_a_known_message_in_an_answer_is_read(self) -> None:
        packed = google.protobuf.any_pb2.Any()
        packed.Pack(fact_pb2.Text(nl="ja"))
        answer = scenario_pb2.ScenarioResult.Answer(scenario=[packed])
        self.assertEqual(values.from_message(answer).scenario,
                         (ketenzicht.Text(nl="ja"),))


class ArgumentsTest(unittest.TestCase):
    def test_words_for_enums_are_checked(self) -> None:
        with Client.connect("127.0.0.1:1") as client:
            with self.assertRaisesRegex(ValueError, "tiers"):
                client.matrix("a", "b", DAY, detail="much")
            with self.assertRaises(TypeError):
                client.paths(1, "b", DAY)  # type: ignore[arg-type]
            with self.assertRaises(TypeError):
                client.paths("a", "b", 20211118)  # type: ignore[arg-type]
            with self.assertRaises(ValueError):
                client.paths("a", "b", DAY, timeout=0)

    def test_facts_of_a_wrong_shape_are_refused(self) -> None:
        fact = ketenzicht.Fact(id="a/b", because="c")  # type: ignore[arg-type]
        with self.assertRaisesRegex(TypeError, "a list expected"):
            values.to_message(fact, fact_pb2.Fact())
        with self.assertRaisesRegex(TypeError, "Fact expected"):
            values.to_message("a/b", fact_pb2.Fact())


if __name__ == "__main__":
    unittest.main()
