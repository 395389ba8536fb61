"""What calls take: ids, views, revisions, goals; from Python's own types."""
from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ketenzicht.results import (Change, ChangeOp, MeasureGoal, Revision, Status,
                                ViewOptions)
from ketenzicht.values import to_message
from ketenzicht.v1 import fact_service_pb2, view_pb2

Message = TypeVar("Message")

# One id, or several.
Ids = str | Iterable[str]
# A day: a date, or "2021-11-18".
Day = datetime.date | str


@dataclass(frozen=True)
class View:
    """Which facts count, and how, when a question is answered.

        View("2021-11-18", extra_source_types=["press"])
        View("2021-11-18", deny=["relations/politie-images-key-held-by-dji"])

    Lists may be a single string.
    """
    # The day as of which is asked.
    date: Day = ""
    # Without measures: inherent rather than residual exposure.
    inherent: bool = False
    # On facts that a source states, without what was inferred.
    stated_only: bool = False
    # On facts that somebody checked against the source.
    verified_only: bool = False
    # Without what the policy presumes where nothing is stated.
    without_presumptions: bool = False
    # Types of source that count. Empty: the policy's default.
    source_types: Ids = ()
    # Types of source that count on top of those: "press", "law" ...
    extra_source_types: Ids = ()
    # Sources, by id, that count whatever their type.
    sources: Ids = ()
    # Factors that count on top of those that the policy enables.
    factors: Ids = ()
    # As if these relations or measures were not recorded: unknown.
    remove: Ids = ()
    # As if these relations were denied.
    deny: Ids = ()
    # As if these measures were in place.
    take: Ids = ()
    # As if these measures were candidates only.
    lift: Ids = ()

    def options(self) -> ViewOptions:
        """The same as the contract has it."""
        changes = [Change(op=op, fact=fact) for op, facts in (
            (ChangeOp.REMOVE, self.remove), (ChangeOp.DENY, self.deny),
            (ChangeOp.TAKE, self.take), (ChangeOp.LIFT, self.lift))
            for fact in ids(facts)]
        return ViewOptions(
            date=day(self.date), inherent=self.inherent,
            stated_only=self.stated_only, verified_only=self.verified_only,
            without_presumptions=self.without_presumptions,
            source_types=ids(self.source_types),
            extra_source_types=ids(self.extra_source_types),
            sources=ids(self.sources), changes=tuple(changes),
            factors=ids(self.factors))


# A view, the options of an earlier answer, or only a day.
AnyView = View | ViewOptions | Day
# A revision by number, or as the contract has it; None is the latest.
AnyRevision = int | Revision | None


def ids(value: Ids) -> tuple[str, ...]:
    """Several ids, of one or several. Raises TypeError for anything else."""
    found = (value,) if isinstance(value, str) else tuple(value)
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"an id is a string, not {one!r}")
    return found


def with_from(request: Message, from_: Ids) -> Message:
    """The request with its field `from`, which is a word of Python."""
    getattr(request, "from").extend(ids(from_))
    return request


def day(value: Day) -> str:
    """A day as the contract writes it. What a string says, the service checks."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise TypeError(f"a day is a date or a string, not {value!r}")
    return value


def view_message(view: AnyView) -> Any:
    """The message of a view."""
    if isinstance(view, (str, datetime.date)):
        view = View(view)
    if isinstance(view, View):
        view = view.options()
    return to_message(view, view_pb2.ViewOptions())


def revision_message(revision: AnyRevision) -> Any:
    """The message of a revision."""
    if revision is None:
        revision = Revision()
    if isinstance(revision, int):
        revision = Revision(exact=revision)
    return to_message(revision, view_pb2.Revision())


def write_options(expected_revision: int | None, request_id: str,
                  validate_only: bool, author: str) -> Any:
    """The message of how something is written."""
    options = fact_service_pb2.WriteOptions(
        request_id=request_id, author=author, validate_only=validate_only)
    if expected_revision is not None:
        options.expected_revision = expected_revision
    return options


def goal(status: Status | str | None, tier: str | None,
         likelihood_class: str | None) -> MeasureGoal:
    """A goal, of which exactly one is given. Raises ValueError otherwise."""
    if [status, tier, likelihood_class].count(None) != 2:
        raise ValueError(
            "a goal is one of status, tier and likelihood_class")
    return MeasureGoal(
        status=None if status is None else Status(status), tier=tier,
        likelihood_class=likelihood_class)
