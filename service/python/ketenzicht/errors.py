"""How a call fails.

Every error of a service carries a reason (proto/ketenzicht/v1/
error_reason.proto lists them and what to do); each reason has a class here, and
all are KetenzichtError:

    try:
        client.get_fact("organizations/politie")
    except ketenzicht.NotFound as error:
        print(error.message)
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from google.protobuf.message import DecodeError


@dataclass(frozen=True)
class Problem:
    """Something that is wrong with what was sent."""
    # Where: "file:line", or the field; empty where there is no place.
    place: str
    # What.
    text: str


class KetenzichtError(Exception):
    """A call failed.

    `code` is the name of gRPC's code, such as "NOT_FOUND"; `reason` that of the
    contract's ErrorReason without its prefix, empty where the service did not
    speak; `message` is for people; `problems` is all that is wrong, where the
    service says it.
    """

    def __init__(self, message: str, *, code: str = "", reason: str = "",
                 problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.reason = reason
        self.problems = problems

    def __str__(self) -> str:
        """The message with its reason, then a line for each problem."""
        name = self.reason or self.code
        lines = [f"{self.message} ({name})" if name else self.message]
        lines += [f"{problem.place}: {problem.text}" if problem.place
                  else problem.text for problem in self.problems]
        return "\n".join(lines)


class InvalidRequest(KetenzichtError):
    """An argument is missing, malformed or out of range."""


class UnsoundFacts(KetenzichtError):
    """Facts are not sound together. Nothing was written; see `problems`."""


class NotFound(KetenzichtError):
    """There is no fact, case, vector or revision of that name."""


class RevisionMismatch(KetenzichtError):
    """The store is at another revision than the write expects."""


class NoVocabulary(KetenzichtError):
    """There is no ontology or policy yet: import them."""


class LimitExceeded(KetenzichtError):
    """A limit was exceeded; the message names limit and value."""


class RevisionNotYet(KetenzichtError):
    """The revision asked for is not there yet."""


class Stopped(KetenzichtError):
    """The call was cancelled, or its deadline passed."""


class DataLoss(KetenzichtError):
    """Stored bytes are not what was written."""


class InternalError(KetenzichtError):
    """A fault of the service; its log says more."""


class StoreUnavailable(KetenzichtError):
    """The store cannot be used now; trying again later may help."""


class InvalidScenario(KetenzichtError):
    """A scenario is not well formed, or cannot be laid over the facts; see
    `problems`."""


class AlreadyExists(KetenzichtError):
    """There is one of that id already: update it, or choose another id."""


class ServerUnreachable(KetenzichtError):
    """No server answers at the address."""


class ServerNotStarted(KetenzichtError):
    """The embedded server did not start; the message has what it said."""


class UnexpectedAnswer(KetenzichtError):
    """The answer is not one that this version of the client can read, or was
    cut off. Nothing of it is made up."""


BY_REASON: dict[str, type[KetenzichtError]] = {
    "INVALID_REQUEST": InvalidRequest,
    "UNSOUND_FACTS": UnsoundFacts,
    "NOT_FOUND": NotFound,
    "REVISION_MISMATCH": RevisionMismatch,
    "NO_VOCABULARY": NoVocabulary,
    "LIMIT_EXCEEDED": LimitExceeded,
    "REVISION_NOT_YET": RevisionNotYet,
    "STOPPED": Stopped,
    "DATA_LOSS": DataLoss,
    "INTERNAL": InternalError,
    "STORE_UNAVAILABLE": StoreUnavailable,
    "INVALID_SCENARIO": InvalidScenario,
    "ALREADY_EXISTS": AlreadyExists,
}

# Where gRPC ends a call without the service having spoken.
_BY_CODE: dict[str, type[KetenzichtError]] = {
    "CANCELLED": Stopped,
    "DEADLINE_EXCEEDED": Stopped,
    "RESOURCE_EXHAUSTED": LimitExceeded,
    "UNAVAILABLE": ServerUnreachable,
}


def from_rpc_error(error: Any) -> KetenzichtError:
    """The exception for an error of gRPC, from its code and its trailers."""
    code = error.code().name
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            try:
                reason, problems = _details(value)
            except DecodeError:
                break  # Not of the service: something between added it.
            cls = BY_REASON.get(reason, KetenzichtError)
            return cls(error.details() or "", code=code, reason=reason,
                       problems=problems)
    cls = _BY_CODE.get(code, KetenzichtError)
    return cls(error.details() or code, code=code)


def _details(trailer: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Reason and problems in a google.rpc.Status; the package has its own copy
    of these messages, under another name."""
    from ketenzicht.rpc import error_details_pb2, status_pb2
    reason = ""
    problems: tuple[Problem, ...] = ()
    for any_detail in status_pb2.Status.FromString(trailer).details:
        name = any_detail.type_url.rpartition("/")[2]
        if name == "google.rpc.ErrorInfo":
            reason = error_details_pb2.ErrorInfo.FromString(
                any_detail.value).reason
        elif name == "google.rpc.BadRequest":
            bad = error_details_pb2.BadRequest.FromString(any_detail.value)
            problems = tuple(Problem(violation.field, violation.description)
                             for violation in bad.field_violations)
    return reason, problems
