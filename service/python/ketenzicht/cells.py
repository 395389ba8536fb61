"""Cells of tables: what values become in a row of pandas."""
from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Any

from ketenzicht import results

Row = dict[str, Any]


def flat(value: Any, prefix: str = "") -> Row:
    """The fields of a value, those of values within under both names."""
    row: Row = {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        name = prefix + field.name.rstrip("_")
        if isinstance(held, results.TierResult):
            row.update(tier_cells(held, name))
        elif dataclasses.is_dataclass(held):
            row.update(flat(held, name + "_"))
        elif isinstance(held, StrEnum):
            row[name] = str(held)
        else:
            row[name] = held
    return row


def tier_cells(tier: results.TierResult | None, name: str) -> Row:
    """A tier; None where none applies."""
    applies = tier is not None and tier.applicable
    return {f"{name}_lowest": tier.lowest if tier and applies else None,
            f"{name}_highest": tier.highest if tier and applies else None}


def likelihood_cells(interval: results.Interval | None) -> Row:
    """A likelihood, None where there is none."""
    return {"likelihood_low": interval.low if interval else None,
            "likelihood_best": interval.best if interval else None,
            "likelihood_high": interval.high if interval else None}


def text_cells(text: results.Text, name: str) -> Row:
    """A text in both languages."""
    return {f"{name}_nl": text.nl, f"{name}_en": text.en}


def complete_cells(completeness: results.Completeness | None) -> Row:
    """Whether it is complete; an answer that does not say is not."""
    return {"complete": completeness.complete if completeness else False,
            "limit": completeness.limit if completeness else "",
            "limit_value": completeness.limit_value if completeness else 0}


def context_cells(context: results.AnswerContext) -> Row:
    """What an answer holds for."""
    return {"revision": context.revision, "date": context.options.date}


def pandas_module() -> Any:
    """pandas. Raises ImportError, with what to install, where there is none."""
    try:
        import pandas
    except ImportError:
        raise ImportError(
            "to_dataframe needs pandas: apt-get install python3-pandas"
        ) from None
    return pandas
