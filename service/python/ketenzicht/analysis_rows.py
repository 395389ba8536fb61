"""Rows of tables of what an analyst asks next."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
                   **text_cells(one.proposition, "proposition"),
                   "process": pair.process, "target": pair.target,
                   "vector": pair.vector,
                   **_outcome_cells(pair.before, "before"),
                   **_outcome_cells(pair.after, "after"),
                   "escalates": pair.escalates, "confidence": one.confidence,
                   **complete_cells(answer.completeness),
                   **context_cells(answer.context)}


def _outcome_cells(outcome: results.PairOutcome, when: str) -> Row:
    return {f"status_{when}": str(outcome.status),
            **tier_cells(outcome.tier, f"tier_{when}"),
            f"inherent_status_{when}": str(outcome.inherent_status),
            **tier_cells(outcome.inherent_tier, f"inherent_tier_{when}")}


def _choke_point_rows(answer: results.ChokePoints, head: Any,
                      end: Any) -> Iterator[Row]:
    """Choke points, the elements of the cut, and the pairs that are not
    exposed: each kind leaves the columns of the others empty."""
    no_pair = {"process": None, "target": None, "vector": None,
               "status": None}
    for point in answer.points:
        yield {"row": "choke_point", **_element_cells(point.element),
               "pairs": len(point.pairs), "share": point.share,
               "of_all": point.of_all, "cuttable": point.cuttable, **no_pair,
               **complete_cells(answer.completeness),
               **context_cells(answer.context)}
    for one in answer.cut.elements if answer.cut else ():
        yield {"row": "cut", **_element_cells(one.element),
               "pairs": len(one.pairs), "share": one.share,
               "of_all": None, "cuttable": True, **no_pair,
               **complete_cells(answer.cut.completeness if answer.cut
                                else answer.completeness),
               **context_cells(answer.context)}
    for pair in answer.not_exposed:
        yield {"row": "not_exposed", "element": None, "relation": None,
               "facts": (), "sentence_nl": None, "sentence_en": None,
               "pairs": None, "share": None, "of_all": None, "cuttable": None,
               "process": pair.process, "target": pair.target,
               "vector": pair.vector, "status": str(pair.status),
               **complete_cells(answer.completeness),
               **context_cells(answer.context)}


def _element_cells(element: results.PathElement) -> Row:
    return {"element": element.id, "relation": element.relation,
            "facts": element.facts, **text_cells(element.sentence, "sentence")}


def _bound_cells(name: str, bound: Any) -> Row:
    return {name: bound.value if bound else None,
            f"{name}_lower": bound.lower if bound else None,
            f"{name}_upper": bound.upper if bound else None}


def _likelihood_rows(answer: results.PairLikelihoods, head: Any,
                     end: Any) -> Iterator[Row]:
    for pair in answer.pairs:
        # Where no path counts there is no likelihood, and not 0.
        counts = pair.low is not None
        yield {"process": pair.process, "target": pair.target,
               "vector": pair.vector, "status": str(pair.status),
               "method": str(pair.method) if counts else None,
               **_bound_cells("low", pair.low),
               **_bound_cells("best", pair.best),
               **_bound_cells("high", pair.high),
               "relations": pair.relations if counts else None,
               "path_sets": pair.path_sets,
               "samples": pair.samples if counts else None,
               "seed": pair.seed if counts else None,
               "confidence": pair.confidence if counts else None,
               **complete_cells(pair.completeness),
               **context_cells(answer.context)}


def _contradiction_rows(answer: results.Contradictions, head: Any,
                        end: Any) -> Iterator[Row]:
    for number, one in enumerate(answer.contradictions, start=1):
        for at, side in enumerate(one.sides, start=1):
            voices = side.voices
            yield {"number": number, "kind": str(one.kind),
                   "about": one.about, "topic": one.topic, "side": at,
                   "fact": side.fact, **text_cells(side.sentence, "sentence"),
                   "says": side.says,
                   "sources": _each_once(one.source for one in voices),
                   "source_types": _each_once(
                       one.source_type for one in voices),
                   "speakers": _each_once(one.speaker for one in voices),
                   "side_counts": side.counts,
                   "used": _each_once(use.fact for use in side.used),
                   "excluded": _each_once(use.fact for use in side.excluded),
                   "decisions": _each_once(
                       decision for use in side.excluded
                       for decision in use.decisions),
                   "places": one.num_places, "as_asked": one.as_asked,
                   **complete_cells(answer.completeness),
                   **context_cells(answer.context)}


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _unknown_rows(answer: results.Unknowns, head: Any,
                  end: Any) -> Iterator[Row]:
    for one in answer.recorded:
        yield {"row": "recorded", "id": one.fact, "kind": str(one.kind),
               "about": one.about, "sources": one.sources,
               "speakers": one.speakers, "since": one.since or None,
               "otherwise": one.otherwise, "counts": not one.omission,
               "omission": one.omission,
               **text_cells(one.sentence, "sentence"),
               **complete_cells(answer.completeness),
               **context_cells(answer.context)}
    for presumed in answer.presumed:
        yield {"row": "presumed", "id": presumed.id, "kind": None,
               "about": presumed.about, "sources": (), "speakers": (),
               "since": None, "otherwise": (), "counts": True, "omission": "",
               **text_cells(presumed.sentence, "sentence"),
               **complete_cells(answer.completeness),
               **context_cells(answer.context)}


def _settling_rows(answer: results.PairSettlings, head: Any,
                   end: Any) -> Iterator[Row]:
    for pair in answer.pairs:
        for row, findings, cost, outcome, proven, smallest in _settled(pair):
            yield {"process": pair.process, "target": pair.target,
                   "vector": pair.vector, "row": row, "findings": findings,
                   "cost": cost, "status": str(outcome.status),
                   **tier_cells(outcome.tier, "tier"), "proven": proven,
                   "smallest": smallest,
                   **complete_cells(pair.completeness
                                    if answer.completeness.complete
                                    else answer.completeness),
                   **context_cells(answer.context)}


_Settled = tuple[str, tuple[str, ...], int | None, results.PairOutcome,
                 bool | None, bool | None]


def _settled(pair: results.PairSettling) -> Iterator[_Settled]:
    """The pair as it is; each question found true or false alone; and each set
    of findings, "+ID" for what is found true, "-ID" for what is found false: of
    the question's proposition, put positively, whatever the fact of that id
    says."""
    yield "now", (), None, pair.now, None, None
    for question in pair.questions:
        for sign, outcome in (("+", question.if_true),
                              ("-", question.if_false)):
            if outcome is not None:
                yield ("question", (sign + question.id,), question.cost,
                       outcome, None, None)
    for row, settling in (("exposed", pair.exposed),
                          ("not_exposed", pair.not_exposed),
                          ("one_tier", pair.one_tier)):
        for at, one in enumerate(settling.sets):
            findings = tuple(
                ("+" if finding.holds else "-")
                + pair.questions[finding.question].id
                for finding in one.findings)
            yield (row, findings, one.cost, one.outcome, at < settling.proven,
                   one.smallest)


ROWS: Mapping[type[Any], Callable[[Any, Any, Any], Iterator[Row]]] = {
    results.LoadBearings: _load_bearing_rows,
    results.ChokePoints: _choke_point_rows,
    results.PairLikelihoods: _likelihood_rows,
    results.Contradictions: _contradiction_rows,
    results.Unknowns: _unknown_rows,
    results.PairSettlings: _settling_rows,
}
