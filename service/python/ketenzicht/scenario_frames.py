"""What scenarios do, as tables of pandas.

    frames = client.evaluate_scenario(reference).frames()
    frames.pairs[frames.pairs.status_after == "blocked"]
    frames = ketenzicht.frames_of(client.sweep_scenario(reference))
    frames.variants[~frames.variants.holds]

Every row says which variant it is of: `scenario`, and a column for each
parameter (`parameter_modality`; None where the scenario has no such one), then
what its table is about, then `revision`, `date_before` and `date_after`. Texts
come twice, as `..._nl` and `..._en`.

The answers themselves are tables as of the calls of the same name, before and
after the changes:

    for answer in client.evaluate_scenario(reference).result.answers:
        ketenzicht.to_dataframe(answer.baseline)
        ketenzicht.to_dataframe(answer.scenario)
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ketenzicht.cells import (Row, likelihood_cells, pandas_module, text_cells,
                              tier_cells)
from ketenzicht.results import (EvaluateScenarioAnswer, Interval,
                                ScenarioResult, ScenarioResultAssertion,
                                ScenarioResultFactChange, ScenarioResultNote,
                                ScenarioResultPairChange,
                                ScenarioResultQueryOutcome, Status)
from ketenzicht.rows import Rows

if TYPE_CHECKING:
    import pandas

Element = TypeVar("Element")
AnyResult = EvaluateScenarioAnswer | ScenarioResult


@dataclass(frozen=True, eq=False)
class ScenarioFrames:
    """The tables of one or several results of scenarios."""
    # A row for each result, also where it moves nothing: `version`, `title_nl`,
    # `title_en`, `holds`, then how many there are: `assertions`,
    # `assertions_failed`, `queries`, `queries_changed`, `pairs_moved`,
    # `facts_changed`, `notes`.
    variants: pandas.DataFrame
    # A row for each pair whose status, tier or likelihood moves: `query`, `process`,
    # `target`, `status_before`, `status_after` (None: the pair is not there, or
    # could not be asked), `tier_before_lowest`, `tier_before_highest` and the
    # same `after` (None: no tier applies), `because` (numbers of the changes
    # that do it; none where that was not looked for, or not found), `smallest`
    # (no part of them does it too; None where there are none),
    # `path_before_nl` and so on: the best path, `likelihood_before_low` and so
    # on: its likelihood (None: there is no path).
    pairs: pandas.DataFrame
    # A row for each query: `query`, `kind`, `changed`, `moved` (how many
    # messages of its answer), `baseline_error`, `scenario_error`,
    # `baseline_digest`, `scenario_digest` (the same answer has the same one,
    # also of another variant).
    queries: pandas.DataFrame
    # A row for each fact that is otherwise: `fact`, `kind` (added, removed or
    # changed), `change` (its number; 0: the scenario itself), `before_nl` and
    # so on: the fact in a sentence; `differences`: of one that is changed,
    # each field that differs, before → after.
    facts: pandas.DataFrame
    # A row for each assertion: `number`, `query`, `text`, `holds`, `instead`
    # (what there is, where it does not hold), `line`, `column`.
    assertions: pandas.DataFrame
    # A row for each note: `line`, `column`, `text`.
    notes: pandas.DataFrame


def frames_of(values: AnyResult | Iterable[AnyResult]) -> ScenarioFrames:
    """The tables of an evaluated scenario, of several, or of a sweep: its
    stream, which is read to its end, or its Rows.

    Raises TypeError for anything else, and ImportError, with what to install,
    where there is no pandas.
    """
    if not isinstance(values, (EvaluateScenarioAnswer, ScenarioResult)):
        values = list(values)
    results = results_in(values) if values else []
    if results is None:
        raise TypeError(f"no result of a scenario: {values!r}")
    return ScenarioFrames(
        variants=_VARIANTS.frame(results), pairs=PAIRS.frame(results),
        queries=_QUERIES.frame(results), facts=_FACTS.frame(results),
        assertions=_ASSERTIONS.frame(results), notes=_NOTES.frame(results))


def results_in(values: Any) -> list[ScenarioResult] | None:
    """The results of scenarios that values are; None where they are others, or
    an empty list, of which nobody knows."""
    if isinstance(values, Rows) and values.item_type is ScenarioResult:
        return list(values)
    if isinstance(values, (EvaluateScenarioAnswer, ScenarioResult)):
        values = (values,)
    if (not isinstance(values, Sequence) or not values or not all(
            isinstance(one, (EvaluateScenarioAnswer, ScenarioResult))
            for one in values)):
        return None
    return [one.result if isinstance(one, EvaluateScenarioAnswer) else one
            for one in values]


@dataclass(frozen=True)
class Table(Generic[Element]):
    """One of the tables."""
    # What of a result has a row.
    elements: Callable[[ScenarioResult], Iterable[Element]]
    # The cells of one.
    cells: Callable[[Element], Row]
    # One that is empty: it has the same columns.
    empty: Element

    def rows(self, results: Sequence[ScenarioResult]) -> Iterator[Row]:
        """The rows, as dicts with all columns."""
        parameters = _parameters(results)
        for result in results:
            before, after = _variant(result, parameters)
            for element in self.elements(result):
                yield {**before, **self.cells(element), **after}

    def columns(self, results: Sequence[ScenarioResult]) -> list[str]:
        """The columns, which are there without rows too."""
        before, after = _variant(ScenarioResult(), _parameters(results))
        return [*before, *self.cells(self.empty), *after]

    def frame(self, results: Sequence[ScenarioResult]) -> pandas.DataFrame:
        """The table itself."""
        return pandas_module().DataFrame(list(self.rows(results)),
                                         columns=self.columns(results))


def _parameters(results: Iterable[ScenarioResult]) -> list[str]:
    """The names of all parameters, in the order in which they come."""
    return list(dict.fromkeys(one.name for result in results
                              for one in result.parameters))


def _variant(result: ScenarioResult, parameters: Iterable[str]
             ) -> tuple[Row, Row]:
    """What stands before and after the cells of every row of a result."""
    values = {one.name: one.value for one in result.parameters}
    return ({"scenario": result.scenario,
             # A parameter may be called as a column is.
             **{f"parameter_{name}": values.get(name) for name in parameters}},
            {"revision": result.revision, "date_before": result.date_before,
             "date_after": result.date_after})


def _result_cells(result: ScenarioResult) -> Row:
    return {"version": result.version, **text_cells(result.title, "title"),
            "holds": result.holds, "assertions": len(result.assertions),
            "assertions_failed": sum(not one.holds
                                     for one in result.assertions),
            "queries": len(result.queries),
            "queries_changed": sum(one.changed for one in result.queries),
            "pairs_moved": len(result.pairs),
            "facts_changed": len(result.facts), "notes": len(result.notes)}


def _pair_cells(pair: ScenarioResultPairChange) -> Row:
    return {"query": pair.query, "process": pair.process,
            "target": pair.target, "status_before": _status(pair.before),
            "status_after": _status(pair.after),
            **tier_cells(pair.tier_before, "tier_before"),
            **tier_cells(pair.tier_after, "tier_after"),
            "because": pair.because,
            # False would say that a part of them is enough.
            "smallest": pair.smallest if pair.because else None,
            **text_cells(pair.path_before, "path_before"),
            **text_cells(pair.path_after, "path_after"),
            **_likelihood_cells(pair.likelihood_before, "before"),
            **_likelihood_cells(pair.likelihood_after, "after")}


def _likelihood_cells(interval: Interval | None, side: str) -> Row:
    cells = likelihood_cells(interval)
    return {name.replace("_", f"_{side}_"): cell
            for name, cell in cells.items()}


def _status(status: Status) -> str | None:
    return None if status is Status.UNSPECIFIED else str(status)


def _query_cells(one: ScenarioResultQueryOutcome) -> Row:
    return {"query": one.query, "kind": one.kind, "changed": one.changed,
            "moved": one.moved, "baseline_error": one.baseline_error,
            "scenario_error": one.scenario_error,
            "baseline_digest": one.baseline_digest,
            "scenario_digest": one.scenario_digest}


def _fact_cells(one: ScenarioResultFactChange) -> Row:
    return {"fact": one.fact, "kind": str(one.kind), "change": one.change,
            **text_cells(one.before, "before"),
            **text_cells(one.after, "after"),
            "differences": tuple(
                f"{field.field}: {field.before} → {field.after}"
                for field in one.differences)}


def _assertion_cells(one: ScenarioResultAssertion) -> Row:
    return {"number": one.number, "query": one.query, "text": one.text,
            "holds": one.holds, "instead": one.instead, "line": one.line,
            "column": one.column}


def _note_cells(note: ScenarioResultNote) -> Row:
    return {"line": note.line, "column": note.column, "text": note.text}


PAIRS = Table(lambda result: result.pairs, _pair_cells,
              ScenarioResultPairChange())
_VARIANTS = Table(lambda result: (result,), _result_cells, ScenarioResult())
_QUERIES = Table(lambda result: result.queries, _query_cells,
                 ScenarioResultQueryOutcome())
_FACTS = Table(lambda result: result.facts, _fact_cells,
               ScenarioResultFactChange())
_ASSERTIONS = Table(lambda result: result.assertions, _assertion_cells,
                    ScenarioResultAssertion())
_NOTES = Table(lambda result: result.notes, _note_cells, ScenarioResultNote())
