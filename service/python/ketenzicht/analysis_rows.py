"""Rows of tables of what an analyst asks next."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ketenzicht import results
from ketenzicht.cells import (Row, complete_cells, context_cells, text_cells,
                              tier_cells)


def _load_bearing_rows(answer: results.LoadBearings, head: Any,
                       end: Any) -> Iterator[Row]:
    for rank, one in enumerate(answer.propositions, start=1):
        for pair in one.moved:
            yield {"rank": rank, "facts": one.facts, "made": str(one.turn),
                   **text_cells(one.sentence, "sentence"),
                   "process": pair.process, "target": pair.target,
                   "vector": pair.vector,
                   "status_before": str(pair.before.status),
                   **tier_cells(pair.before.tier, "tier_before"),
                   "status_after": str(pair.after.status),
                   **tier_cells(pair.after.tier, "tier_after"),
                   "escalates": pair.escalates,
                   **complete_cells(answer.completeness),
                   **context_cells(answer.context)}


def _choke_point_rows(answer: results.ChokePoints, head: Any,
                      end: Any) -> Iterator[Row]:
    for point in answer.points:
        yield {"row": "choke_point", **_element_cells(point.element),
               "pairs": len(point.pairs), "share": point.share,
               "of_all": point.of_all, "cuttable": point.cuttable,
               **complete_cells(answer.completeness),
               **context_cells(answer.context)}
    if answer.cut is None:
        return
    for one in answer.cut.elements:
        yield {"row": "cut", **_element_cells(one.element),
               "pairs": len(one.pairs), "share": one.share,
               "of_all": None, "cuttable": True,
               **complete_cells(answer.cut.completeness),
               **context_cells(answer.context)}


def _element_cells(element: results.PathElement) -> Row:
    return {"element": element.id, "relation": element.relation,
            "facts": element.facts, **text_cells(element.sentence, "sentence")}


def _likelihood_rows(answer: results.PairLikelihoods, head: Any,
                     end: Any) -> Iterator[Row]:
    for pair in answer.pairs:
        yield {"process": pair.process, "target": pair.target,
               "vector": pair.vector, "method": str(pair.method),
               "low": pair.low.value, "low_lower": pair.low.lower,
               "best": pair.best.value if pair.best else None,
               "high": pair.high.value, "high_upper": pair.high.upper,
               "relations": pair.relations, "path_sets": pair.path_sets,
               "samples": pair.samples, "seed": pair.seed,
               **complete_cells(pair.completeness),
               **context_cells(answer.context)}


ROWS: Mapping[type[Any], Callable[[Any, Any, Any], Iterator[Row]]] = {
    results.LoadBearings: _load_bearing_rows,
    results.ChokePoints: _choke_point_rows,
    results.PairLikelihoods: _likelihood_rows,
}
