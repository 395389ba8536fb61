"""Answers of streams that are in the result of a scenario, as the stream of
the same call has them."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ketenzicht import exposure_calls
from ketenzicht.errors import UnexpectedAnswer
from ketenzicht.results import (GetMatrixAnswer, GetTimelineAnswer,
                                ListedPath, ListPathsAnswer, MatrixRow,
                                Timeline)
from ketenzicht.rows import Rows
from ketenzicht.transport import Part

# The parts of what is streamed, and the class of its items.
_STREAMS: Mapping[type[Any], tuple[Mapping[str, Part], type[Any]]] = {
    GetMatrixAnswer: (exposure_calls.MATRIX_PARTS, MatrixRow),
    ListPathsAnswer: (exposure_calls.PATH_LIST_PARTS, ListedPath),
    GetTimelineAnswer: (exposure_calls.TIMELINE_PARTS, Timeline),
}


def rows_in(values: Any) -> Rows[Any, Any, Any] | None:
    """The rows that several answers of one stream are; None for others.

    Raises UnexpectedAnswer for one that this version does not know.
    """
    if not isinstance(values, (list, tuple)) or not values:
        return None
    cls = type(values[0])
    if cls not in _STREAMS or not all(isinstance(one, cls) for one in values):
        return None
    parts, item_type = _STREAMS[cls]
    head: Any = None
    end: Any = None
    items = []
    for one in values:
        name = next((name for name in parts
                     if getattr(one, name) is not None), None)
        if name is None:
            raise UnexpectedAnswer(
                f"{cls.__name__} has what is newer than this client")
        held = getattr(one, name)
        if parts[name] is Part.ITEM:
            items.append(held)
        elif parts[name] is Part.END:
            end = held
        elif isinstance(one, ListPathsAnswer):
            head = exposure_calls.PathListHead(held, one.vector)
        else:
            head = held
    return Rows(items, head, end, type(items[0]) if items else item_type)
