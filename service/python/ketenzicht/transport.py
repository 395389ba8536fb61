"""Calls before they are made, and the channel they are made on.

A call is a value: which method, which request, how its answer is read. The
client and the asyncio client make the same calls.
"""
from __future__ import annotations

import enum
import importlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ketenzicht.errors import UnexpectedAnswer
from ketenzicht.values import from_message

Result = TypeVar("Result")
Item = TypeVar("Item")
Head = TypeVar("Head")
End = TypeVar("End")

# Seconds before a call is given up, where neither client nor call says.
DEFAULT_TIMEOUT = 30.0
# Some ten times as long, and gRPC, which counts nanoseconds, takes the deadline
# for one that has passed.
_LONGEST_TIMEOUT = 1e9
_MAX_RECEIVE_BYTES = 64 << 20


@dataclass(frozen=True)
class Method:
    """A method of a service, by the names of the contract."""
    service: str
    name: str


_reads: list[Method] = []


def read(service: str, name: str) -> Method:
    """A method that writes nothing: made again where the server is away."""
    method = Method(service, name)
    _reads.append(method)
    return method


def write(service: str, name: str) -> Method:
    """A method that writes: never made twice."""
    return Method(service, name)


@dataclass(frozen=True)
class UnaryCall(Generic[Result]):
    """One answer to one request, or to a stream of requests."""
    method: Method
    request: Any
    # Seconds; None: as the client has it.
    timeout: float | None = None
    # Whether `request` is several messages.
    streams_request: bool = False
    # How the answer is read.
    convert: Callable[[Any], Result] = from_message


class Part(enum.Enum):
    """What a message of a stream is."""
    HEAD = 1
    ITEM = 2
    END = 3
    # Says how far it is: for `on_progress`, never an item.
    PROGRESS = 4


@dataclass(frozen=True)
class StreamCall(Generic[Item, Head, End]):
    """A stream of answers to one request."""
    method: Method
    request: Any
    timeout: float | None = None
    # What the fields are of which a message has one. Empty: messages are items.
    parts: Mapping[str, Part] = field(default_factory=dict)
    # The class of the items: what columns a table without rows has.
    item: type[Any] | None = None
    # How the first message is read, where that is not only its field.
    convert_head: Callable[[Any], Any] | None = None
    # Who is told how far it is.
    on_progress: Callable[[Any], object] | None = None
    # Whether `request` is several messages.
    streams_request: bool = False

    def sort(self, message: Any) -> tuple[Part, Any]:
        """What a message is, and its value. Raises UnexpectedAnswer."""
        if not self.parts:
            return Part.ITEM, from_message(message)
        name = next((one for one in self.parts if message.HasField(one)), None)
        if name is None:
            raise UnexpectedAnswer(
                f"{self.method.name} streams what is newer than this client")
        part = self.parts[name]
        if part is Part.HEAD and self.convert_head is not None:
            return part, self.convert_head(message)
        return part, from_message(getattr(message, name))

    def has(self, part: Part) -> bool:
        """Whether its stream has such a part."""
        return part in self.parts.values()


def stub_method(channel: Any, method: Method) -> Any:
    """The callable of gRPC for a method, from the generated stubs."""
    words = "".join("_" + c.lower() if c.isupper() else c
                    for c in method.service).lstrip("_")
    module = importlib.import_module(f"ketenzicht.v1.{words}_pb2_grpc")
    return getattr(getattr(module, method.service + "Stub")(channel),
                   method.name)


def seconds(timeout: float | None, default: float) -> float | None:
    """The timeout that gRPC takes. Raises ValueError for one that is none."""
    chosen = default if timeout is None else timeout
    if math.isnan(chosen) or chosen <= 0:
        raise ValueError(f"a timeout is more than 0 seconds, not {chosen}")
    return None if chosen > _LONGEST_TIMEOUT else chosen


def channel_options(embedded: bool) -> list[tuple[str, Any]]:
    """Sizes, and retries of reads where the server is away for a moment."""
    names: Iterable[dict[str, str]] = [
        {"service": f"ketenzicht.v1.{method.service}", "method": method.name}
        for method in _reads]
    config = {"methodConfig": [{
        "name": names,
        "retryPolicy": {
            "maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "2s",
            "backoffMultiplier": 3, "retryableStatusCodes": ["UNAVAILABLE"]},
    }]}
    options: list[tuple[str, Any]] = [
        ("grpc.max_receive_message_length", _MAX_RECEIVE_BYTES),
        ("grpc.enable_retries", 1),
        ("grpc.service_config", json.dumps(config))]
    if embedded:
        options.append(("grpc.enable_http_proxy", 0))
    return options
