"""Answers as tables of pandas.

    client.paths(...).to_dataframe()
    ketenzicht.to_dataframe(plan.front)        # any values of one class

A table has a row for each pair, cell, path, process, step, fact ...; `rows_of`
has the columns of each answer. Every answer about exposure has `revision` and
`date` (of a timeline only `revision`), and `complete`, `limit`, `limit_value`:
where `complete` is False, rows may be missing, or their status may be better
known than it is told. Texts come twice, as `..._nl` and `..._en`. A tier that
does not apply is None. Of a scenario, or a sweep, it has a row for each pair
that moves; ketenzicht.scenario_frames has these and all else that they say,
and to_dataframe(answer.scenario) what one of `result.answers` has.
Values of other classes come with their own fields.
"""
from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ketenzicht import analysis_rows, results, scenario_frames
from ketenzicht.cells import (Row, complete_cells, context_cells, flat,
                              likelihood_cells, pandas_module, text_cells,
                              tier_cells)
from ketenzicht.exposure_calls import PathListHead
from ketenzicht.rows import Rows
from ketenzicht.streamed import rows_in
from ketenzicht.values import Value

if TYPE_CHECKING:
    import pandas

def to_dataframe(values: Any) -> pandas.DataFrame:
    """A table of an answer, of Rows, or of values of one class.

    Raises ImportError, with what to install, where there is no pandas.
    """
    pandas = pandas_module()
    if isinstance(values, Iterator):
        values = list(values)
    streamed = rows_in(values)
    if streamed is not None:
        values = streamed
    rows = list(rows_of(values))
    return pandas.DataFrame(rows, columns=None if rows else columns_of(values))


def rows_of(values: Any) -> Iterator[Row]:
    """The rows that to_dataframe has, as dicts."""
    scenarios = scenario_frames.results_in(values)
    if scenarios:
        yield from scenario_frames.PAIRS.rows(scenarios)
    elif isinstance(values, Rows):
        for one in values:
            yield from _rows_of_one(one, values.head, values.end)
    elif isinstance(values, Value):
        yield from _rows_of_one(values, None, None)
    elif isinstance(values, Iterable):
        for one in values:
            yield from _rows_of_one(one, None, None)
    else:
        raise TypeError(f"no table can be made of {values!r}")


def columns_of(values: Any) -> list[str]:
    """The columns of a table that has no rows."""
    scenarios = scenario_frames.results_in(values)
    if scenarios is not None:
        return scenario_frames.PAIRS.columns(scenarios)
    cls = values.item_type if isinstance(values, Rows) else type(values)
    if cls not in _ROWS:
        return []
    head, end = ((values.head, values.end) if isinstance(values, Rows)
                 else (None, None))
    # A table may have rows of several kinds, with the same columns.
    return list(dict.fromkeys(
        name for row in _rows_of_one(_blank(cls), head, end) for name in row))


def _blank(hint: Any) -> Any:
    """A value in which every list has one element."""
    if typing.get_origin(hint) is tuple:
        element = typing.get_args(hint)[0]
        return (_blank(element),) if dataclasses.is_dataclass(element) else ()
    hints = typing.get_type_hints(hint)
    return hint(**{
        field.name: _blank(hints[field.name])
        for field in dataclasses.fields(hint)
        if typing.get_origin(hints[field.name]) is tuple
        or (field.default is dataclasses.MISSING
            and field.default_factory is dataclasses.MISSING)})


def _rows_of_one(one: Any, head: Any, end: Any) -> Iterator[Row]:
    for cls, rows in _ROWS.items():
        if isinstance(one, cls):
            yield from rows(one, head, end)
            return
    yield flat(one)


def _status_and_tiers(answer: Any) -> Row:
    """Of what has a status and a tier, with measures and without."""
    return {"status": str(answer.status), **tier_cells(answer.tier, "tier"),
            "inherent_status": str(answer.inherent_status),
            **tier_cells(answer.inherent_tier, "inherent_tier")}


def _pair_rows(answer: Any, head: Any, end: Any) -> Iterator[Row]:
    pair: results.PairExposure = answer.pair
    best = pair.paths[0].likelihood if pair.paths else None
    yield {"process": pair.process, "target": pair.target,
           "vector": pair.vector, **_status_and_tiers(pair),
           "paths": len(pair.paths), **likelihood_cells(best),
           **text_cells(pair.summary, "summary"),
           **complete_cells(pair.completeness),
           **context_cells(answer.context)}


def _listed_rows(path: results.ListedPath, head: PathListHead | None,
                 end: results.PathListEnd | None) -> Iterator[Row]:
    row = {"process": path.process, "target": path.target,
           "authority": path.authority, "status": str(path.status),
           **likelihood_cells(path.likelihood),
           "likelihood_class": path.likelihood_class_name,
           "length": len(path.relations), "relations": path.relations}
    if head is not None:
        row |= {"vector": head.vector,
                **complete_cells(end.completeness if end else None),
                **context_cells(head.context)}
    yield row


def _matrix_rows(row: results.MatrixRow, head: results.MatrixHeader | None,
                 end: Any) -> Iterator[Row]:
    columns = head.columns if head else ()
    for at, cell in enumerate(row.cells):
        yield {"process": row.process, **text_cells(row.name, "name"),
               "target": columns[at].id if at < len(columns) else None,
               "status": str(cell.status),
               "likelihood_class":
                   cell.likelihood_class if cell.likelihood else None,
               **likelihood_cells(cell.likelihood),
               "best_at_most": cell.best_at_most,
               "class_at_most":
                   None if cell.likelihood else cell.likelihood_class,
               **tier_cells(cell.tier, "tier"),
               "inherent_status": str(cell.inherent_status),
               **tier_cells(cell.inherent_tier, "inherent_tier"),
               **complete_cells(row.completeness),
               **(_header(head) if head else {})}


def _distribution_rows(row: results.MatrixDistributionRow,
                       head: results.MatrixHeader | None,
                       end: Any) -> Iterator[Row]:
    columns = head.columns if head else ()
    for at, column in enumerate(row.distributions):
        counts = {str(status): 0 for status in results.Status
                  if status is not results.Status.UNSPECIFIED}
        for count in column.statuses:
            counts[str(count.status)] = count.processes
        yield {"organization": row.organization,
               **text_cells(row.name, "name"),
               "target": columns[at].id if at < len(columns) else None,
               "processes": column.processes, **counts,
               **complete_cells(row.completeness),
               **(_header(head) if head else {})}


def _header(head: results.MatrixHeader) -> Row:
    return {"vector": head.vector, "walks": head.walks,
            **context_cells(head.context)}


def _affected_rows(answer: results.Affected, head: Any,
                   end: Any) -> Iterator[Row]:
    for one in answer.processes:
        yield {"process": one.process, **text_cells(one.name, "name"),
               "organizations": one.organizations, "vector": one.vector,
               "status": str(one.status), "best_at_most": one.best_at_most,
               **complete_cells(answer.completeness),
               **context_cells(answer.context)}


def _timeline_rows(timeline: results.Timeline, head: Any,
                   end: results.TimelineEnd | None) -> Iterator[Row]:
    for step, after in zip(timeline.steps, (*timeline.steps[1:], None)):
        yield {"process": timeline.process, "target": timeline.target,
               "vector": timeline.vector, "from": step.from_ or None,
               "until": after.from_ if after else None,
               **_status_and_tiers(step),
               "because": tuple(moved.fact for moved in step.because),
               "searched_all": step.searched_all,
               **complete_cells(end.completeness if end else None),
               "revision": timeline.revision}


def _comparison_rows(answer: results.Comparison, head: Any,
                     end: Any) -> Iterator[Row]:
    for target in answer.targets:
        for side, pairs, context in (
                ("a", target.a, answer.context_a),
                ("b", target.b, answer.context_b)):
            for pair in pairs:
                yield {"target": target.target, "vector": target.vector,
                       "side": side, "process": pair.process,
                       **_status_and_tiers(pair),
                       "searched_all": pair.searched_all,
                       **complete_cells(answer.completeness),
                       **context_cells(context)}


def _case_rows(answer: results.CaseAnswer, head: Any,
               end: Any) -> Iterator[Row]:
    pairs = [pair for part in answer.parts for pair in part.pairs]
    cut = [pair.completeness for pair in pairs
           if not pair.completeness.complete]
    yield {"number": answer.number, **text_cells(answer.question, "question"),
           **text_cells(answer.text, "text"), "pairs": len(pairs),
           **complete_cells(cut[0] if cut else
                       results.Completeness(complete=True)),
           **context_cells(answer.context)}


def _plan_rows(plan: results.MeasurePlan, head: Any,
               end: Any) -> Iterator[Row]:
    for pair in plan.pairs:
        after = pair.after
        yield {"process": pair.process, "target": pair.target,
               "vector": pair.vector, "reach": str(pair.reach),
               "status_before": str(pair.before.status),
               "status_after": str(after.status) if after else None,
               "tier_before": pair.before.highest_tier or None,
               "tier_after": (after.highest_tier or None) if after else None,
               "state": str(plan.state), **complete_cells(plan.completeness),
               **context_cells(plan.context)}


def _single_point_rows(answer: results.SinglePoints, head: Any,
                       end: Any) -> Iterator[Row]:
    for pair in answer.blocked:
        # A pair that hangs on no measure alone is told too.
        for point in pair.points or (None,):
            yield {"process": pair.process, "target": pair.target,
                   "vector": pair.vector,
                   "measure": point.measure if point else None,
                   "status_without": str(point.status) if point else None,
                   **tier_cells(point.tier if point else None, "tier_without"),
                   **complete_cells(answer.completeness),
                   **context_cells(answer.context)}


def _end_name(end: results.End | None) -> str | None:
    if end is None:
        return None
    if end.selector is not None:
        return f"{{{end.selector.label.en or end.selector.label.nl}}}"
    return end.id


def _fact_rows(fact: results.Fact, head: Any, end: Any) -> Iterator[Row]:
    entity, relation, measure = fact.entity, fact.relation, fact.measure
    named = entity or measure
    yield {"id": fact.id,
           "kind": (entity.kind if entity else relation.kind if relation
                    else "measure"),
           "modality": str(fact.modality),
           "unknown_kind": (str(fact.unknown_kind)
                            if fact.unknown_kind is not None else None),
           **text_cells(named.name if named else results.Text(), "name"),
           "source": _end_name(relation.source) if relation else None,
           "target": _end_name(relation.target) if relation else None,
           "from": _bound(fact.valid.from_ if fact.valid else None),
           "until": _bound(fact.valid.until if fact.valid else None),
           "inferred": fact.origin is not None and fact.origin.inferred,
           "verified": fact.verified is not False,
           "evidence": tuple(f"{one.source} {one.locator}".strip()
                             for one in fact.evidence)}


def _bound(bound: results.Bound | None) -> str:
    """A date, "open" or "not_stated": three different things."""
    if bound is None:
        return str(results.BoundKind.NOT_STATED)
    return bound.date or str(bound.kind)


def _document_rows(document: results.Document, head: Any,
                   end: Any) -> Iterator[Row]:
    yield {"id": document.name, "kind": "document"}


def _page_rows(page: results.FactPage, head: Any, end: Any) -> Iterator[Row]:
    for fact in page.facts:
        for row in _fact_rows(fact, head, end):
            yield {**row, "revision": page.revision}


def _search_rows(answer: results.SearchAnswer, head: Any,
                 end: Any) -> Iterator[Row]:
    for match in answer.matches:
        for row in _fact_rows(match.fact, head, end):
            yield {"matched": match.matched, **row,
                   "complete": not answer.truncated,
                   "revision": answer.revision}


_ROWS: Mapping[type[Any], Callable[[Any, Any, Any], Iterator[Row]]] = {
    results.PathsAnswer: _pair_rows,
    results.WhyAnswer: _pair_rows,
    results.ListedPath: _listed_rows,
    results.MatrixRow: _matrix_rows,
    results.MatrixDistributionRow: _distribution_rows,
    results.Affected: _affected_rows,
    results.Timeline: _timeline_rows,
    results.Comparison: _comparison_rows,
    results.CaseAnswer: _case_rows,
    results.MeasurePlan: _plan_rows,
    results.SinglePoints: _single_point_rows,
    results.Fact: _fact_rows,
    results.Document: _document_rows,
    results.FactPage: _page_rows,
    results.SearchAnswer: _search_rows,
    **analysis_rows.ROWS,
}
