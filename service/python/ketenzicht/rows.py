"""Streams of answers, read to their end."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from ketenzicht.errors import UnexpectedAnswer
from ketenzicht.results import Completeness
from ketenzicht.transport import Part, StreamCall

if TYPE_CHECKING:
    import pandas

Item = TypeVar("Item")
Head = TypeVar("Head")
End = TypeVar("End")


class Rows(Sequence[Item], Generic[Item, Head, End]):
    """All answers of a stream, with what came before and after them."""

    def __init__(self, items: Sequence[Item], head: Head, end: End,
                 item_type: type[Any] | None = None) -> None:
        self._items = tuple(items)
        # The class of the items, where it is known without one.
        self.item_type = item_type
        self.head = head
        self.end = end

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} rows, complete: {self.complete}>"

    @property
    def truncations(self) -> tuple[Completeness, ...]:
        """Of what is not complete: limit and value, each once."""
        found = [held for one in (*self._items, self.end)
                 for held in completeness_of(one) if not held.complete]
        return tuple(dict.fromkeys(found))

    @property
    def complete(self) -> bool:
        """Whether all there is was looked at, in every answer."""
        return not self.truncations

    def to_dataframe(self) -> pandas.DataFrame:
        """The answers as a table; the columns are in ketenzicht.frames.

        Raises ImportError where pandas is not installed.
        """
        from ketenzicht import frames
        return frames.to_dataframe(self)


def completeness_of(answer: Any) -> list[Completeness]:
    """What an answer says of being complete; in a case for each pair."""
    if hasattr(answer, "completeness"):
        return [answer.completeness]
    if hasattr(answer, "pair"):
        return completeness_of(answer.pair)
    return [pair.completeness for part in getattr(answer, "parts", ())
            for pair in part.pairs]


class Reading(Generic[Item, Head, End]):
    """What was read of a stream; the same for both clients."""

    def __init__(self, call: StreamCall[Item, Head, End]) -> None:
        self._call = call
        self._head: Any = None
        self._end: Any = None
        self._has_head = not call.has(Part.HEAD)
        self._has_end = False
        self._failure: UnexpectedAnswer | None = None
        # Whether the stream came to its end.
        self.ended = False

    def check(self) -> None:
        """Raises what made the stream useless, again: whoever reads on after
        that must not take what is left for all of it."""
        if self._failure is not None:
            raise self._failure

    def take(self, message: Any) -> list[Item]:
        """Notes a message: its item, or nothing for all that is none. Raises
        UnexpectedAnswer, and from then on."""
        try:
            part, value = self._call.sort(message)
            self._check_order(part)
        except UnexpectedAnswer as error:
            self._failure = error
            raise
        if part is Part.ITEM:
            return [value]
        if part is Part.HEAD:
            self._head, self._has_head = value, True
        elif part is Part.END:
            self._end, self._has_end = value, True
        elif self._call.on_progress is not None:
            self._call.on_progress(value)
        return []

    def finish(self) -> None:
        """Notes that no more comes. Raises UnexpectedAnswer for a stream that
        was cut off, and from then on."""
        if not self._has_head or (
                self._call.has(Part.END) and not self._has_end):
            self._failure = UnexpectedAnswer(
                f"the stream of {self._call.method.name} was cut off")
            raise self._failure
        self.ended = True

    def _check_order(self, part: Part) -> None:
        is_head_due = not self._has_head and part is not Part.PROGRESS
        if self._has_end or (part is Part.HEAD) != is_head_due:
            raise UnexpectedAnswer(
                f"{self._call.method.name} streams in another order")

    def rows(self, items: Sequence[Item]) -> Rows[Item, Head, End]:
        """Items that were read, with head and end."""
        return Rows(items, self.head, self.end, self._call.item)

    @property
    def has_head(self) -> bool:
        """Whether the head was read, or there is none."""
        return self._has_head

    @property
    def head(self) -> Head:
        """What stands before the items; None where a stream has none."""
        found: Head = self._head
        return found

    @property
    def end(self) -> End:
        """What stands after the items. Raises RuntimeError before that."""
        if not self.ended:
            raise RuntimeError("read all items first: the end comes after them")
        found: End = self._end
        return found
