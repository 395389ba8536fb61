"""Values from messages, and messages from values.

Every message of the contract has a frozen dataclass in ketenzicht.results and
every enum a StrEnum; here they are turned into each other, field by field.
What this version does not know (a value of an enum, a message in an Any, a
field that must be there) is an error and never a guess.
"""
from __future__ import annotations

import dataclasses
import functools
import keyword
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from google.protobuf import symbol_database
from google.protobuf.descriptor import (Descriptor, EnumDescriptor,
                                        FieldDescriptor)
from google.protobuf.message import DecodeError

from ketenzicht.errors import UnexpectedAnswer

if TYPE_CHECKING:
    import pandas

    from ketenzicht.scenario_frames import ScenarioFrames


@dataclasses.dataclass(frozen=True)
class Value:
    """What all values have in common: frozen, compared by what they hold."""


@dataclasses.dataclass(frozen=True)
class Response(Value):
    """What a call answers."""

    def to_dataframe(self) -> pandas.DataFrame:
        """The answer as a table; the columns are in ketenzicht.frames.

        Raises ImportError where pandas is not installed.
        """
        from ketenzicht import frames
        return frames.to_dataframe(self)


@dataclasses.dataclass(frozen=True)
class Evaluated(Response):
    """What came out of a scenario."""

    def frames(self) -> ScenarioFrames:
        """The pairs that move, the queries, facts, assertions and notes, each
        as a table; to_dataframe() has the pairs alone.

        Raises ImportError where pandas is not installed.
        """
        from ketenzicht import scenario_frames
        found: Any = self
        return scenario_frames.frames_of(found)


_classes: dict[str, type[Any]] = {}


def register(classes: Mapping[str, type[Any]]) -> None:
    """Makes classes known by the full names of their messages and enums."""
    _classes.update(classes)


def from_message(message: Any) -> Any:
    """The value of a message. Raises UnexpectedAnswer."""
    cls, readers = _reader(message.DESCRIPTOR)
    found = {}
    for name, field, convert, required in readers:
        if field.has_presence and not message.HasField(field.name):
            if required:
                raise UnexpectedAnswer(
                    f"{field.full_name} is missing in an answer")
            continue
        found[name] = convert(getattr(message, field.name))
    return cls(**found)


def to_message(value: Any, message: Any) -> Any:
    """Fills a message from the value of its class, and returns it.

    Raises TypeError for a value that is of another class.
    """
    cls = _class_of(message.DESCRIPTOR)
    if not isinstance(value, cls):
        raise TypeError(f"{cls.__name__} expected, not {value!r}")
    for field in message.DESCRIPTOR.fields:
        held = getattr(value, _attribute(field))
        if held is None:
            continue
        if _is_map(field):
            getattr(message, field.name).update(held)
        elif field.label == field.LABEL_REPEATED:
            _fill_list(field, held, getattr(message, field.name))
        elif field.message_type is not None:
            getattr(message, field.name).SetInParent()
            to_message(held, getattr(message, field.name))
        else:
            setattr(message, field.name, _scalar(field, held))
    return message


def enum_number(enum: EnumDescriptor, value: str) -> Any:
    """The number of a value: Status.OPEN, or "open".

    Raises ValueError for a name that is none, with those that are.
    """
    prefix = _prefix(enum)
    found = enum.values_by_name.get(prefix + str(value).upper())
    if found is None or found.number == 0:
        names = ", ".join(one.name.removeprefix(prefix).lower()
                          for one in enum.values if one.number != 0)
        raise ValueError(f"{value!r} is no {enum.name}: {names}")
    return found.number


def _class_of(descriptor: Descriptor | EnumDescriptor) -> type[Any]:
    # Imported late: results.py imports this file.
    from ketenzicht import results  # noqa: F401
    found = _classes.get(descriptor.full_name)
    if found is None:
        raise UnexpectedAnswer(f"no class is known for {descriptor.full_name}")
    return found


def _attribute(field: FieldDescriptor) -> str:
    name = cast(str, field.name)
    return name + "_" if keyword.iskeyword(name) else name


def _prefix(enum: EnumDescriptor) -> str:
    return cast(str, enum.values[0].name).removesuffix("UNSPECIFIED")


def _is_map(field: FieldDescriptor) -> bool:
    return (field.message_type is not None
            and field.message_type.GetOptions().map_entry)


_Reader = tuple[str, Any, Callable[[Any], Any], bool]


@functools.cache
def _reader(descriptor: Descriptor) -> tuple[type[Any], list[_Reader]]:
    """The class of a message, and how its fields are read."""
    cls = _class_of(descriptor)
    required = {field.name for field in dataclasses.fields(cls)
                if field.default is dataclasses.MISSING
                and field.default_factory is dataclasses.MISSING}
    return cls, [(_attribute(field), field, _convert(field),
                  _attribute(field) in required)
                 for field in descriptor.fields]


def _convert(field: FieldDescriptor) -> Callable[[Any], Any]:
    """How what a field holds becomes a value."""
    if _is_map(field):
        return lambda held: dict(held)
    one: Callable[[Any], Any] = _same
    if field.enum_type is not None:
        one = _enum_reader(field.enum_type)
    elif field.message_type is not None:
        is_any = field.message_type.full_name == "google.protobuf.Any"
        one = _from_any if is_any else from_message
    if field.label == field.LABEL_REPEATED:
        return functools.partial(_all, one)
    return one


def _same(held: Any) -> Any:
    return held


def _all(one: Callable[[Any], Any], held: Any) -> tuple[Any, ...]:
    return tuple(one(element) for element in held)


def _enum_reader(enum: EnumDescriptor) -> Callable[[int], StrEnum]:
    cls = _class_of(enum)
    prefix = _prefix(enum)
    members = {value.number: cls[value.name.removeprefix(prefix)]
               for value in enum.values}

    def read(number: int) -> StrEnum:
        if number not in members:
            raise UnexpectedAnswer(
                f"{enum.name} {number} is newer than this client")
        return cast(StrEnum, members[number])
    return read


def _from_any(held: Any) -> Any:
    name = held.TypeName()
    try:
        message = symbol_database.Default().GetSymbol(name)()
    except KeyError:
        raise UnexpectedAnswer(
            f"message {name} is newer than this client") from None
    try:
        held.Unpack(message)
    except DecodeError:
        raise UnexpectedAnswer(f"what says it is {name} is none") from None
    return from_message(message)


def _fill_list(field: FieldDescriptor, held: Any, target: Any) -> None:
    if isinstance(held, (str, bytes)):
        raise TypeError(f"a list expected for {field.full_name}: {held!r}")
    for element in held:
        if field.message_type is not None:
            to_message(element, target.add())
        else:
            target.append(_scalar(field, element))


def _scalar(field: FieldDescriptor, held: Any) -> Any:
    if field.enum_type is None:
        return held
    if str(held) == "unspecified":
        return 0
    return enum_number(field.enum_type, held)
