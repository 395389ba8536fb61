"""Calls of ExposureService: how processes are exposed to state actors.

`from_` is one or several ids of processes or organizations ("processes/-" for
all), `to` of authorities or jurisdictions ("jurisdictions/-", "authorities/-"),
`view` a day or a View. All raise NotFound for an id that does not exist and
NoVocabulary where nothing was imported.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ketenzicht.arguments import (AnyRevision, AnyView, Day, Ids, day, ids,
                                  revision_message, view_message, with_from)
from ketenzicht.results import (Affected, AnswerContext, CaseAnswer,
                                Comparison, ListedPath, MatrixDetail,
                                MatrixDistributionRow, MatrixHeader, MatrixRow,
                                PathBudget, PathListEnd, PathsAnswer, PathView,
                                SourceSelection, Status, TargetSelection,
                                Timeline, TimelineEnd, WhyAnswer)
from ketenzicht.transport import Part, StreamCall, UnaryCall, read
from ketenzicht.v1 import (comparison_pb2, exposure_pb2,
                           exposure_service_pb2 as pb, matrix_pb2,
                           path_list_pb2, timeline_pb2)
from ketenzicht.values import enum_number, from_message, to_message

_FIND_PATHS = read("ExposureService", "FindPaths")
_EXPLAIN_EXPOSURE = read("ExposureService", "ExplainExposure")
_FIND_AFFECTED = read("ExposureService", "FindAffected")
_LIST_PATHS = read("ExposureService", "ListPaths")
_COMPARE_EXPOSURE = read("ExposureService", "CompareExposure")
_GET_TIMELINE = read("ExposureService", "GetTimeline")
_GET_MATRIX = read("ExposureService", "GetMatrix")
_ANSWER_CASE = read("ExposureService", "AnswerCase")

# What the messages of a stream are, by the one field that they have.
PATH_LIST_PARTS = {"context": Part.HEAD, "path": Part.ITEM, "end": Part.END}
MATRIX_PARTS = {"header": Part.HEAD, "row": Part.ITEM,
                "distribution": Part.ITEM}
TIMELINE_PARTS = {"timeline": Part.ITEM, "end": Part.END}


@dataclass(frozen=True)
class PathListHead:
    """What a list of paths holds for."""
    context: AnswerContext
    # Name of the vector, or the expression.
    vector: str


def paths(from_: Ids, to: Ids, view: AnyView, *, vector: str = "",
          expression: str = "", max_paths: int = 0, max_expansions: int = 0,
          revision: AnyRevision = None, timeout: float | None = None
          ) -> StreamCall[PathsAnswer, None, None]:
    """The best paths of every pair: processes by id, targets as asked. Without
    explanations, which `why` gives."""
    request = pb.FindPathsRequest(
        query=_pairs(from_, to, vector, expression, max_paths, max_expansions),
        options=view_message(view), revision=revision_message(revision))
    return StreamCall(_FIND_PATHS, request, timeout, item=PathsAnswer)


def why(from_: Ids, to: Ids, view: AnyView, *, vector: str = "",
        expression: str = "", max_paths: int = 0, max_expansions: int = 0,
        revision: AnyRevision = None, timeout: float | None = None
        ) -> StreamCall[WhyAnswer, None, None]:
    """Why, or why not: the whole answer on every pair, in sentences with their
    sources (`pair.explanation`)."""
    request = pb.ExplainExposureRequest(
        query=_pairs(from_, to, vector, expression, max_paths, max_expansions),
        options=view_message(view), revision=revision_message(revision))
    return StreamCall(_EXPLAIN_EXPOSURE, request, timeout, item=WhyAnswer)


def affected(subject: str, view: AnyView, *, vectors: Ids = (),
             expressions: Ids = (), revision: AnyRevision = None,
             timeout: float | None = None) -> UnaryCall[Affected]:
    """The reverse: which processes and organizations a company, law, product,
    authority, listing or programme reaches. Without vectors: along all."""
    request = pb.FindAffectedRequest(
        subject=subject, vectors=ids(vectors), expressions=ids(expressions),
        options=view_message(view), revision=revision_message(revision))
    return UnaryCall(_FIND_AFFECTED, request, timeout)


def list_paths(view: AnyView, *, from_: SourceSelection | Ids = (),
               to: TargetSelection | Ids = (), vector: str = "",
               expression: str = "", per_pair: int = 0, overall: int = 0,
               weakest_status: Status | str | None = None,
               min_likelihood: float = 0.0, max_length: int = 0,
               path_view: PathView | str = PathView.BASIC,
               budget: PathBudget | None = None, cursor: str = "",
               revision: AnyRevision = None, timeout: float | None = None
               ) -> StreamCall[ListedPath, PathListHead, PathListEnd]:
    """Paths of many processes to many authorities: selected, filtered, within a
    budget, the best of each pair or `overall`.

    After the last path, `end` says whether that is all; if not, give
    `end.cursor`, with the same arguments, to go on.
    """
    request = path_list_pb2.ListPathsRequest(
        vector=vector, expression=expression, per_pair=per_pair,
        overall=overall, min_likelihood=min_likelihood, max_length=max_length,
        view=enum_number(path_list_pb2.PathView.DESCRIPTOR, path_view),
        cursor=cursor, options=view_message(view),
        revision=revision_message(revision))
    if not isinstance(from_, SourceSelection):
        from_ = SourceSelection(ids=ids(from_))
    if not isinstance(to, TargetSelection):
        to = TargetSelection(ids=ids(to))
    to_message(from_, getattr(request, "from"))
    to_message(to, request.to)
    to_message(budget or PathBudget(), request.budget)
    if weakest_status is not None:
        request.weakest_status = enum_number(exposure_pb2.Status.DESCRIPTOR,
                                             weakest_status)
    return StreamCall(
        _LIST_PATHS, request, timeout,
        PATH_LIST_PARTS, ListedPath,
        lambda message: PathListHead(from_message(message.context),
                                     message.vector))


def matrix(from_: Ids, to: Ids, view: AnyView, *, vector: str = "",
           expression: str = "",
           detail: MatrixDetail | str = MatrixDetail.TIERS,
           by_organization: bool = False, revision: AnyRevision = None,
           timeout: float | None = None
           ) -> StreamCall[MatrixRow | MatrixDistributionRow, MatrixHeader,
                           None]:
    """Every process, or organization, by every state. `head` has the columns;
    each row has a cell for each of them."""
    request = matrix_pb2.GetMatrixRequest(
        to=ids(to), vector=vector, expression=expression,
        detail=enum_number(matrix_pb2.MatrixDetail.DESCRIPTOR, detail),
        by_organization=by_organization, options=view_message(view),
        revision=revision_message(revision))
    return StreamCall(_GET_MATRIX, with_from(request, from_), timeout,
                      MATRIX_PARTS,
                      MatrixDistributionRow if by_organization else MatrixRow)


def timeline(from_: Ids, to: Ids, view: AnyView = "", *, vectors: Ids = (),
             expressions: Ids = (), since: Day = "", until: Day = "",
             revision: AnyRevision = None, timeout: float | None = None
             ) -> StreamCall[Timeline, None, TimelineEnd]:
    """How status and tier of pairs moved, with the facts behind each step. The
    date of the view is not asked. `end` says whether all days were looked
    at."""
    request = timeline_pb2.GetTimelineRequest(
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions),
        since=day(since), until=day(until), options=view_message(view),
        revision=revision_message(revision))
    return StreamCall(_GET_TIMELINE, with_from(request, from_), timeout,
                      TIMELINE_PARTS, Timeline)


def compare(a: Ids, b: Ids, to: Ids, view: AnyView, *,
            view_b: AnyView | None = None, vectors: Ids = (),
            expressions: Ids = (), revision: AnyRevision = None,
            revision_b: AnyRevision = None, timeout: float | None = None
            ) -> UnaryCall[Comparison]:
    """Two sides, side by side, with the reason of each difference. Side B has
    the view and revision of A where it is not given its own."""
    def side(from_: Ids, its_view: AnyView, its_revision: AnyRevision) -> Any:
        return with_from(comparison_pb2.ComparisonSide(
            options=view_message(its_view),
            revision=revision_message(its_revision)), from_)
    request = comparison_pb2.CompareExposureRequest(
        a=side(a, view, revision),
        b=side(b, view if view_b is None else view_b,
               revision if revision_b is None else revision_b),
        to=ids(to), vectors=ids(vectors), expressions=ids(expressions))
    return UnaryCall(_COMPARE_EXPOSURE, request, timeout)


def case(id: str, view: AnyView = "", *, numbers: Iterable[int] = (),
         revision: AnyRevision = None, timeout: float | None = None
         ) -> StreamCall[CaseAnswer, None, None]:
    """The questions of a case ("2021Z16950"), answered in their order; without
    a date as of that of the case."""
    request = pb.AnswerCaseRequest(
        id=id if "/" in id else f"cases/{id}", numbers=list(numbers),
        options=view_message(view), revision=revision_message(revision))
    return StreamCall(_ANSWER_CASE, request, timeout, item=CaseAnswer)


def _pairs(from_: Ids, to: Ids, vector: str, expression: str, max_paths: int,
           max_expansions: int) -> Any:
    query = pb.PairQuery(
        to=ids(to), vector=vector, expression=expression, max_paths=max_paths,
        max_expansions=max_expansions)
    return with_from(query, from_)
