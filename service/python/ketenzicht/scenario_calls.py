"""Calls of ScenarioService: what if. No fact is written by any of them."""
from __future__ import annotations

from collections.abc import Callable

from ketenzicht.arguments import (AnyRevision, AnyView, Ids, goal, ids,
                                  revision_message, view_message, with_from,
                                  write_options)
from ketenzicht.results import (CreateScenarioAnswer, DeleteScenarioAnswer,
                                EvaluateScenarioAnswer, GetScenarioAnswer,
                                ListScenariosAnswer, MeasurePlan,
                                MeasureWeights, ScenarioReference,
                                ScenarioResult, SinglePoints, Status,
                                SweepEnd, SweepProgress, UpdateScenarioAnswer,
                                ValidateScenarioAnswer)
from ketenzicht.transport import Part, StreamCall, UnaryCall, read, write
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


# Who is told how far a sweep is.
OnProgress = Callable[[SweepProgress], object]

_EVALUATE_SCENARIO = read("ScenarioService", "EvaluateScenario")
_SWEEP_SCENARIO = read("ScenarioService", "SweepScenario")
_VALIDATE_SCENARIO = read("ScenarioService", "ValidateScenario")
_LIST_SCENARIOS = read("ScenarioService", "ListScenarios")
_GET_SCENARIO = read("ScenarioService", "GetScenario")
_CREATE_SCENARIO = write("ScenarioService", "CreateScenario")
_UPDATE_SCENARIO = write("ScenarioService", "UpdateScenario")
_DELETE_SCENARIO = write("ScenarioService", "DeleteScenario")


def evaluate_scenario(scenario: ScenarioReference, *, revision: int = 0,
                      without_reasons: bool = False,
                      without_answers: bool = False,
                      moved_answers_only: bool = False,
                      timeout: float | None = None
                      ) -> UnaryCall[EvaluateScenarioAnswer]:
    """What a scenario changes, which pairs that moves and by which changes,
    and whether its assertions hold.

    The answers of thousands of queries are larger than a message may be:
    `without_answers` leaves them out, `moved_answers_only` has those that are
    otherwise and are not told as pairs."""
    request = scenario_pb2.EvaluateScenarioRequest(
        revision=revision, without_reasons=without_reasons,
        without_answers=without_answers,
        moved_answers_only=moved_answers_only)
    to_message(scenario, request.scenario)
    return UnaryCall(_EVALUATE_SCENARIO, request, timeout)


def sweep_scenario(scenario: ScenarioReference, *, revision: int = 0,
                   first: int = 0, with_reasons: bool = False,
                   on_progress: OnProgress | None = None,
                   timeout: float | None = None
                   ) -> StreamCall[ScenarioResult, None, SweepEnd]:
    """The result of every variant of a scenario, from the `first` on.

    With `parameters` in the reference, of the variants in which they have
    these values; `first` counts among those.

    `end` says how many there are and of how many an assertion does not hold; a
    stream that is cut off before it raises UnexpectedAnswer.

    `on_progress` is called with a SweepProgress (`done`, `variants`, `failed`)
    after every hundred variants and after the last one, by whoever reads the
    stream, after the results that are done; under asyncio in the event loop.
    What it raises comes out of the stream. It says nothing of the end.
    """
    request = scenario_pb2.SweepScenarioRequest(
        revision=revision, first=first, with_reasons=with_reasons)
    to_message(scenario, request.scenario)
    return StreamCall(_SWEEP_SCENARIO, request, timeout,
                      {"result": Part.ITEM, "progress": Part.PROGRESS,
                       "end": Part.END}, ScenarioResult,
                      on_progress=on_progress)


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


def create_scenario(content: str, *, id_: str = "",
                    expected_revision: int | None = None, request_id: str = "",
                    validate_only: bool = False, author: str = "",
                    timeout: float | None = None
                    ) -> UnaryCall[CreateScenarioAnswer]:
    """Stores a scenario beside the facts, as a revision of its own.

    Raises AlreadyExists, InvalidScenario with every problem and its line, and
    RevisionMismatch. Safe to send again under the same `request_id`.
    """
    request = scenario_pb2.CreateScenarioRequest(
        id=id_, content=content,
        options=write_options(expected_revision, request_id, validate_only,
                              author))
    return UnaryCall(_CREATE_SCENARIO, request, timeout)


def update_scenario(content: str, *, id_: str = "",
                    expected_revision: int | None = None, request_id: str = "",
                    validate_only: bool = False, author: str = "",
                    timeout: float | None = None
                    ) -> UnaryCall[UpdateScenarioAnswer]:
    """Stores another content of a scenario; older revisions keep the older.

    Raises NotFound, and as create_scenario does.
    """
    request = scenario_pb2.UpdateScenarioRequest(
        id=id_, content=content,
        options=write_options(expected_revision, request_id, validate_only,
                              author))
    return UnaryCall(_UPDATE_SCENARIO, request, timeout)


def delete_scenario(id_: str, *, expected_revision: int | None = None,
                    request_id: str = "", validate_only: bool = False,
                    author: str = "", timeout: float | None = None
                    ) -> UnaryCall[DeleteScenarioAnswer]:
    """Stores a scenario no longer; older revisions still have it.

    Raises NotFound and RevisionMismatch.
    """
    request = scenario_pb2.DeleteScenarioRequest(
        id=id_, options=write_options(expected_revision, request_id,
                                      validate_only, author))
    return UnaryCall(_DELETE_SCENARIO, request, timeout)
