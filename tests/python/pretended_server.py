"""A server that answers as a test wants, to see what the client does then."""
from __future__ import annotations

import threading
from concurrent import futures
from types import TracebackType
from typing import Any

import grpc

from ketenzicht.v1 import (catalog_service_pb2, catalog_service_pb2_grpc,
                           exposure_service_pb2, exposure_service_pb2_grpc,
                           fact_service_pb2, fact_service_pb2_grpc,
                           path_list_pb2, scenario_pb2,
                           scenario_service_pb2_grpc)


class PretendedServer:
    """Fails the first `failures` calls with UNAVAILABLE; SearchFacts and
    FindPaths wait until their call is ended; lists of paths and sweeps have no
    end; a sweep of scenarios/newer has, but a message that nobody knows."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.calls: list[str] = []
        # Set once a call that waits was ended by its client.
        self.ended = threading.Event()
        self._server: Any = grpc.server(futures.ThreadPoolExecutor(4))
        stubs: tuple[tuple[Any, Any], ...] = (
            (catalog_service_pb2_grpc.add_CatalogServiceServicer_to_server,
             Catalog(self)),
            (fact_service_pb2_grpc.add_FactServiceServicer_to_server,
             Facts(self)),
            (exposure_service_pb2_grpc.add_ExposureServiceServicer_to_server,
             Exposure(self)),
            (scenario_service_pb2_grpc.add_ScenarioServiceServicer_to_server,
             Scenarios()))
        for add, servicer in stubs:
            add(servicer, self._server)
        port = self._server.add_insecure_port("127.0.0.1:0")
        self.address = f"127.0.0.1:{port}"

    def __enter__(self) -> PretendedServer:
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None,
                 error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._server.stop(None).wait()

    def note(self, name: str, context: Any) -> None:
        """Counts a call, and fails it while there are failures left."""
        self.calls.append(name)
        if len(self.calls) <= self.failures:
            context.abort(grpc.StatusCode.UNAVAILABLE, "away for a moment")

    def watch(self, context: Any) -> None:
        """Notes when the client ends the call."""
        if not context.add_callback(self.ended.set):
            self.ended.set()


class Catalog(catalog_service_pb2_grpc.CatalogServiceServicer):
    def __init__(self, server: PretendedServer) -> None:
        self._server = server

    def GetFact(self, request: Any, context: Any) -> Any:
        self._server.note("GetFact", context)
        answer = catalog_service_pb2.GetFactResponse()
        answer.fact.id = request.id
        return answer

    def SearchFacts(self, request: Any, context: Any) -> Any:
        self._server.watch(context)
        self._server.ended.wait(30)
        return catalog_service_pb2.SearchFactsResponse()


class Facts(fact_service_pb2_grpc.FactServiceServicer):
    def __init__(self, server: PretendedServer) -> None:
        self._server = server

    def WriteFacts(self, request: Any, context: Any) -> Any:
        self._server.note("WriteFacts", context)
        return fact_service_pb2.WriteFactsResponse()

    def ImportFiles(self, requests: Any, context: Any) -> Any:
        self._server.note("ImportFiles", context)
        return fact_service_pb2.ImportFilesResponse()


class Exposure(exposure_service_pb2_grpc.ExposureServiceServicer):
    def __init__(self, server: PretendedServer) -> None:
        self._server = server

    def FindPaths(self, request: Any, context: Any) -> Any:
        self._server.watch(context)
        answer = exposure_service_pb2.FindPathsResponse()
        answer.pair.completeness.complete = True
        answer.context.options.date = "2021-11-18"
        yield answer
        self._server.ended.wait(30)

    def ListPaths(self, request: Any, context: Any) -> Any:
        first = path_list_pb2.ListPathsResponse()
        first.context.options.date = "2021-11-18"
        yield first
        yield path_list_pb2.ListPathsResponse(
            path=path_list_pb2.ListedPath(process="processes/a"))


class Scenarios(scenario_service_pb2_grpc.ScenarioServiceServicer):
    def SweepScenario(self, request: Any, context: Any) -> Any:
        if request.scenario.name == "scenarios/newer":
            yield scenario_pb2.SweepScenarioResponse()
        answer = scenario_pb2.SweepScenarioResponse()
        answer.result.scenario = "scenarios/a"
        yield answer
        answer = scenario_pb2.SweepScenarioResponse()
        answer.progress.done = answer.progress.variants = 1
        yield answer
        if request.scenario.name == "scenarios/newer":
            yield scenario_pb2.SweepScenarioResponse(
                end=scenario_pb2.SweepEnd(variants=1, done=1))
