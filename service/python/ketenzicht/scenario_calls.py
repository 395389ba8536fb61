"""Calls of ScenarioService: what if. Nothing is written by any of them."""
from __future__ import annotations

from ketenzicht.arguments import (AnyRevision, AnyView, Ids, goal, ids,
                                  revision_message, view_message, with_from)
from ketenzicht.results import (EvaluateScenarioAnswer, GetScenarioAnswer,
                                ListScenariosAnswer, MeasurePlan,
                                MeasureWeights, ScenarioReference,
                                SinglePoints, Status, SweepScenarioAnswer,
                                ValidateScenarioAnswer)
from ketenzicht.transport import StreamCall, UnaryCall, read
from ketenzicht.v1 import measure_plan_pb2 as pb
from ketenzicht.v1 import scenario_pb2
from ketenzicht.values import to_message

_PROPOSE_MEASURES = read("ScenarioService", "ProposeMeasures")
_FIND_SINGLE_POINTS = read("ScenarioService", "FindSinglePoints")


def propose_measures(from_: Ids, to: Ids, view: AnyView, *,
                     status: Status | str | None = None,
                     tier: str | None = None,
                     likelihood_class: str | None = None,
                     vectors: Ids = (), expressions: Ids = (),
                     candidates: Ids = (), mandatory: Ids = (),
                     excluded: Ids = (), assumed_cost: float | None = None,
                     assumed_burden: float | None = None,
                     weights: MeasureWeights | None = None,
                     without_front: bool = False, without_worth: bool = False,
                     revision: AnyRevision = None,
                     timeout: float | None = None) -> UnaryCall[MeasurePlan]:
    """The cheapest set of candidate measures that brings every pair under a
    goal: one of `status`, `tier` ("T1") and `likelihood_class`.

    `state` says what is known of the set: only PlanState.CHEAPEST is proven.
    Ends before the timeout with what is known by then (`completeness`).
    """
    request = pb.ProposeMeasuresRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        candidates=ids(candidates), mandatory=ids(mandatory),
        excluded=ids(excluded), without_front=without_front,
        without_worth=without_worth, options=view_message(view),
        revision=revision_message(revision))
    to_message(goal(status, tier, likelihood_class), request.goal)
    if weights is not None:
        to_message(weights, request.weights)
    if assumed_cost is not None:
        request.assumed_cost = assumed_cost
    if assumed_burden is not None:
        request.assumed_burden = assumed_burden
    return UnaryCall(_PROPOSE_MEASURES, with_from(request, from_), timeout)


def single_points(from_: Ids, to: Ids, view: AnyView, *, vectors: Ids = (),
                  expressions: Ids = (), revision: AnyRevision = None,
                  timeout: float | None = None) -> UnaryCall[SinglePoints]:
    """The pairs that are blocked, with the measures on which alone that
    hangs."""
    request = pb.FindSinglePointsRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        options=view_message(view), revision=revision_message(revision))
    return UnaryCall(_FIND_SINGLE_POINTS, with_from(request, from_), timeout)


_EVALUATE_SCENARIO = read("ScenarioService", "EvaluateScenario")
_SWEEP_SCENARIO = read("ScenarioService", "SweepScenario")
_VALIDATE_SCENARIO = read("ScenarioService", "ValidateScenario")
_LIST_SCENARIOS = read("ScenarioService", "ListScenarios")
_GET_SCENARIO = read("ScenarioService", "GetScenario")


def evaluate_scenario(scenario: ScenarioReference, *, revision: int = 0,
                      without_reasons: bool = False,
                      timeout: float | None = None
                      ) -> UnaryCall[EvaluateScenarioAnswer]:
    """What a scenario changes, which pairs that moves and by which changes,
    and whether its assertions hold."""
    request = scenario_pb2.EvaluateScenarioRequest(
        revision=revision, without_reasons=without_reasons)
    to_message(scenario, request.scenario)
    return UnaryCall(_EVALUATE_SCENARIO, request, timeout)


def sweep_scenario(scenario: ScenarioReference, *, revision: int = 0,
                   first: int = 0, with_reasons: bool = False,
                   timeout: float | None = None
                   ) -> StreamCall[SweepScenarioAnswer, None, None]:
    """The result of every variant of a scenario, with progress in between.

    It is whole where the last progress has `done` equal to `variants`."""
    request = scenario_pb2.SweepScenarioRequest(
        revision=revision, first=first, with_reasons=with_reasons)
    to_message(scenario, request.scenario)
    return StreamCall(_SWEEP_SCENARIO, request, timeout,
                      item=SweepScenarioAnswer)


def validate_scenario(scenario: ScenarioReference, *, revision: int = 0,
                      timeout: float | None = None
                      ) -> UnaryCall[ValidateScenarioAnswer]:
    """What is wrong with a scenario, by line; none: it can be evaluated."""
    request = scenario_pb2.ValidateScenarioRequest(revision=revision)
    to_message(scenario, request.scenario)
    return UnaryCall(_VALIDATE_SCENARIO, request, timeout)


def list_scenarios(*, revision: AnyRevision = None,
                   timeout: float | None = None
                   ) -> UnaryCall[ListScenariosAnswer]:
    """The scenarios that are stored beside the facts."""
    request = scenario_pb2.ListScenariosRequest(
        revision=revision_message(revision))
    return UnaryCall(_LIST_SCENARIOS, request, timeout)


def get_scenario(id_: str, *, revision: AnyRevision = None,
                 timeout: float | None = None
                 ) -> UnaryCall[GetScenarioAnswer]:
    """A stored scenario, with its content."""
    request = scenario_pb2.GetScenarioRequest(
        id=id_, revision=revision_message(revision))
    return UnaryCall(_GET_SCENARIO, request, timeout)
