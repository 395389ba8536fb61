"""Calls of AnalysisService: on what answers rest, and where they are cut."""
from __future__ import annotations

from collections.abc import Mapping

from ketenzicht.arguments import (AnyRevision, AnyView, Ids, ids,
                                  revision_message, view_message, with_from)
from ketenzicht.results import (ChokePoints, Cuttable, LoadBearings,
                                PairLikelihoods, Status)
from ketenzicht.transport import UnaryCall, read
from ketenzicht.v1 import (choke_points_pb2, exposure_pb2, load_bearing_pb2,
                           pair_likelihood_pb2)
from ketenzicht.values import enum_number

_FIND_LOAD_BEARING = read("AnalysisService", "FindLoadBearing")
_FIND_CHOKE_POINTS = read("AnalysisService", "FindChokePoints")
_ESTIMATE_LIKELIHOOD = read("AnalysisService", "EstimateLikelihood")


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
