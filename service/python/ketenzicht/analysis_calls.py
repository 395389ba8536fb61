"""Calls of AnalysisService: on what answers rest, where they are cut, what
contradicts, and what would have to be known."""
from __future__ import annotations

from collections.abc import Mapping

from ketenzicht.arguments import (AnyRevision, AnyView, Ids, ids,
                                  revision_message, view_message, with_from)
from ketenzicht.results import (ChokePoints, Contradictions, Cuttable,
                                LoadBearings, PairLikelihoods, PairSettlings,
                                Status, Unknowns)
from ketenzicht.transport import UnaryCall, read
from ketenzicht.v1 import (choke_points_pb2, contradictions_pb2, exposure_pb2,
                           fact_pb2, load_bearing_pb2, pair_likelihood_pb2,
                           settling_pb2, unknowns_pb2)
from ketenzicht.values import enum_number

_FIND_LOAD_BEARING = read("AnalysisService", "FindLoadBearing")
_FIND_CHOKE_POINTS = read("AnalysisService", "FindChokePoints")
_ESTIMATE_LIKELIHOOD = read("AnalysisService", "EstimateLikelihood")
_FIND_CONTRADICTIONS = read("AnalysisService", "FindContradictions")
_FIND_UNKNOWNS = read("AnalysisService", "FindUnknowns")
_SETTLE_PAIRS = read("AnalysisService", "SettlePairs")


def load_bearing(from_: Ids, to: Ids, view: AnyView, *, vectors: Ids = (),
                 expressions: Ids = (), revision: AnyRevision = None,
                 timeout: float | None = None) -> UnaryCall[LoadBearings]:
    """On which propositions the answers hang: each that they rest on, and each
    recorded unknown, is made otherwise, all is derived anew, and what moves is
    told, escalations first. Ends before the timeout with what is known by then
    (`completeness`).
    """
    request = load_bearing_pb2.FindLoadBearingRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        options=view_message(view), revision=revision_message(revision))
    return UnaryCall(_FIND_LOAD_BEARING, with_from(request, from_), timeout)


def choke_points(from_: Ids, to: Ids, view: AnyView, *, vectors: Ids = (),
                 expressions: Ids = (), weakest: Status | str | None = None,
                 without_cut: bool = False,
                 cuttable: Cuttable | str | None = None,
                 not_cuttable: Ids = (), not_cuttable_kinds: Ids = (),
                 weights: Mapping[str, int] | None = None,
                 default_weight: int | None = None,
                 revision: AnyRevision = None,
                 timeout: float | None = None) -> UnaryCall[ChokePoints]:
    """The entities and relations that all paths of a pair pass, and the
    cheapest cut of all pairs: fewest elements, or least weight by `weights`
    (an id to what it weighs to do without it). Only CutState.CHEAPEST is
    proven.
    """
    request = choke_points_pb2.FindChokePointsRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        without_cut=without_cut, not_cuttable=ids(not_cuttable),
        not_cuttable_kinds=ids(not_cuttable_kinds),
        options=view_message(view), revision=revision_message(revision))
    if weakest is not None:
        request.weakest = enum_number(exposure_pb2.Status.DESCRIPTOR, weakest)
    if cuttable is not None:
        request.cuttable = enum_number(
            choke_points_pb2.Cuttable.DESCRIPTOR, cuttable)
    for fact, weight in (weights or {}).items():
        request.weights.add(fact=fact, weight=weight)
    if default_weight is not None:
        request.default_weight = default_weight
    return UnaryCall(_FIND_CHOKE_POINTS, with_from(request, from_), timeout)


def likelihood(from_: Ids, to: Ids, view: AnyView, *, vectors: Ids = (),
               expressions: Ids = (), weakest: Status | str | None = None,
               exact_path_sets: int | None = None, samples: int = 0,
               seed: int | None = None, confidence: float = 0,
               revision: AnyRevision = None, timeout: float | None = None
               ) -> UnaryCall[PairLikelihoods]:
    """How likely it is that at least one path of a pair is open: exact where it
    has few enough minimal path sets, else sampled, with an interval around what
    was found, each for the low bounds of all relations, their best estimates
    and their high bounds.
    """
    request = pair_likelihood_pb2.EstimateLikelihoodRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        samples=samples, confidence=confidence, options=view_message(view),
        revision=revision_message(revision))
    if weakest is not None:
        request.weakest = enum_number(exposure_pb2.Status.DESCRIPTOR, weakest)
    if exact_path_sets is not None:
        request.exact_path_sets = exact_path_sets
    if seed is not None:
        request.seed = seed
    return UnaryCall(_ESTIMATE_LIKELIHOOD, with_from(request, from_), timeout)


def contradictions(view: AnyView, *, about: Ids = (),
                   across_sources: bool = False, most: int = 0,
                   revision: AnyRevision = None, timeout: float | None = None
                   ) -> UnaryCall[Contradictions]:
    """What the record says that cannot both hold, and what organizations judge
    differently, each with both sides and who says them; nothing is resolved.
    Of the sources asked for or, `across_sources`, of all: `as_asked` then says
    whether those asked for alone have it. At most `most` are told (0: 1,000).
    """
    request = contradictions_pb2.FindContradictionsRequest(
        subjects=ids(about), across_sources=across_sources, most=most,
        options=view_message(view), revision=revision_message(revision))
    return UnaryCall(_FIND_CONTRADICTIONS, request, timeout)


def unknowns(view: AnyView, *, about: Ids = (), sources: Ids = (),
             kinds: Ids = (), only_counting: bool = False, limit: int = 0,
             revision: AnyRevision = None, timeout: float | None = None
             ) -> UnaryCall[Unknowns]:
    """What sources say is not known, of which kind, about what and since when;
    and, apart from that, what nobody recorded and the policy presumes. `kinds`
    are UnknownKind or their words. `left_out` says how many do not concern what
    it is asked `about`. An empty answer says that nothing is recorded as
    unknown, never that all is known. At most `limit` are told (0: 1,000).
    """
    request = unknowns_pb2.FindUnknownsRequest(
        subjects=ids(about), sources=ids(sources),
        kinds=[enum_number(fact_pb2.UnknownKind.DESCRIPTOR, kind)
               for kind in ids(kinds)],
        only_counting=only_counting, limit=limit, options=view_message(view),
        revision=revision_message(revision))
    return UnaryCall(_FIND_UNKNOWNS, request, timeout)


def settle(from_: Ids, to: Ids, view: AnyView, *, vectors: Ids = (),
           expressions: Ids = (), costs: Mapping[str, int] | None = None,
           default_cost: int | None = None, sets: int | None = None,
           views: int | None = None, revision: AnyRevision = None,
           timeout: float | None = None) -> UnaryCall[PairSettlings]:
    """What would have to be known to settle pairs: the open questions behind
    each, the most telling first, and the cheapest sets of findings that would
    make it exposed, not exposed, or give it one tier. `costs` says what it
    costs to answer a question, by its id. A pair that was not begun when the
    time was over is missing, and `completeness` says so: some tens of pairs are
    what a call has time for.
    """
    request = settling_pb2.SettlePairsRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        options=view_message(view), revision=revision_message(revision))
    for question, cost in (costs or {}).items():
        request.costs.add(question=question, cost=cost)
    if default_cost is not None:
        request.default_cost = default_cost
    if sets is not None:
        request.sets = sets
    if views is not None:
        request.views = views
    return UnaryCall(_SETTLE_PAIRS, with_from(request, from_), timeout)
