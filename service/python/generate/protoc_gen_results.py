"""A plugin of protoc: ketenzicht/results.py from the contract.

Every message that is not a request becomes a frozen dataclass, every enum a
StrEnum, with the comments of the contract as documentation. How messages turn
into them is in ketenzicht/values.py.
"""
from __future__ import annotations

import keyword
import sys
from collections.abc import Iterator
from typing import NamedTuple

from google.protobuf.compiler import plugin_pb2
from google.protobuf.descriptor_pb2 import (DescriptorProto,
                                            EnumDescriptorProto,
                                            FieldDescriptorProto,
                                            FileDescriptorProto)

from result_names import EVALUATED, NAMES, REQUIRED, REQUIRED_FIELDS

HEADER = '''"""What is asked about and answered, as plain values.

Made from the contract (proto/ketenzicht/v1); the words are the same. Values of
all classes can be given as arguments too, wherever one asks for them. A field
that is None is absent; an empty text is one that was not given.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ketenzicht.values import Evaluated, Response, Value, register
'''

SCALARS = {
    FieldDescriptorProto.TYPE_STRING: ("str", '""'),
    FieldDescriptorProto.TYPE_BYTES: ("bytes", 'b""'),
    FieldDescriptorProto.TYPE_BOOL: ("bool", "False"),
    FieldDescriptorProto.TYPE_DOUBLE: ("float", "0.0"),
    FieldDescriptorProto.TYPE_INT32: ("int", "0"),
    FieldDescriptorProto.TYPE_INT64: ("int", "0"),
    FieldDescriptorProto.TYPE_UINT64: ("int", "0"),
}


class Kind(NamedTuple):
    """A message or enum of the contract."""
    full_name: str   # ketenzicht.v1.FindAffectedResponse.Process
    name: str        # AffectedProcess
    comment: str
    message: DescriptorProto | None
    enum: EnumDescriptorProto | None
    comments: dict[int, str]  # of fields or values, by place


Comments = dict[tuple[int, ...], str]


def comments_of(file: FileDescriptorProto) -> Comments:
    """The comment before each element, by its path in the file."""
    return {tuple(at.path): " ".join(at.leading_comments.split())
            for at in file.source_code_info.location}


def python_name(full_name: str, parent: str) -> str:
    """What a message or enum is called in Python; `parent` is the name there of
    what it stands in."""
    name = full_name.removeprefix("ketenzicht.v1.")
    if name in NAMES:
        return NAMES[name]
    if parent:
        return parent + name.rpartition(".")[2]
    if name.endswith("Response"):
        return name.removesuffix("Response") + "Answer"
    return name


def enum_kind(enum: EnumDescriptorProto, scope: str, parent: str,
              path: tuple[int, ...], comments: Comments) -> Kind:
    """An enum; `scope` is the full name of what it stands in."""
    full_name = f"{scope}.{enum.name}"
    return Kind(full_name, python_name(full_name, parent),
                comments.get(path, ""), None, enum,
                {i: comments.get((*path, 2, i), "")
                 for i in range(len(enum.value))})


def message_kinds(message: DescriptorProto, scope: str, parent: str,
                  path: tuple[int, ...],
                  comments: Comments) -> Iterator[Kind]:
    """A message after what is nested in it; no requests and no map entries."""
    if message.name.endswith("Request") or message.options.map_entry:
        return
    full_name = f"{scope}.{message.name}"
    name = python_name(full_name, parent)
    for i, enum in enumerate(message.enum_type):
        yield enum_kind(enum, full_name, name, (*path, 4, i), comments)
    for i, nested in enumerate(message.nested_type):
        yield from message_kinds(nested, full_name, name, (*path, 3, i),
                                 comments)
    yield Kind(full_name, name, comments.get(path, ""), message, None,
               {i: comments.get((*path, 2, i), "")
                for i in range(len(message.field))})


def file_kinds(file: FileDescriptorProto) -> Iterator[Kind]:
    """Everything in a file that has a class in Python."""
    comments = comments_of(file)
    for i, enum in enumerate(file.enum_type):
        yield enum_kind(enum, file.package, "", (5, i), comments)
    for i, message in enumerate(file.message_type):
        yield from message_kinds(message, file.package, "", (4, i), comments)


def wrapped(text: str, indent: str) -> list[str]:
    """Lines of at most 79 characters."""
    lines, line = [], indent
    for word in text.split():
        if len(line) + len(word) > 78 and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += word + " "
    return [*lines, line.rstrip()] if line.strip() else lines


def documented(text: str) -> list[str]:
    """A docstring of a class."""
    text = (text or "As the contract has it.").replace("\\", "\\\\")
    lines = wrapped(text, "    ")
    return ['    """' + lines[0].strip(), *lines[1:-1],
            *([lines[-1] + '"""'] if len(lines) > 1 else [])] if len(
                lines) > 1 else [f'    """{lines[0].strip()}"""']


def enum_lines(kind: Kind) -> list[str]:
    """A StrEnum: values in lower case, without the prefix of the contract."""
    assert kind.enum is not None
    prefix = kind.enum.value[0].name.removesuffix("UNSPECIFIED")
    lines = ["", "", f"class {kind.name}(StrEnum):", *documented(kind.comment)]
    for i, value in enumerate(kind.enum.value):
        name = value.name.removeprefix(prefix)
        lines += wrapped(kind.comments[i], "    # ")
        lines.append(f'    {name} = "{name.lower()}"')
    return lines


def element_type(field: FieldDescriptorProto,
                 kinds: dict[str, Kind]) -> tuple[str, str]:
    """Type and default of one element of a field."""
    if field.type in SCALARS:
        return SCALARS[field.type]
    full_name = field.type_name.removeprefix(".")
    if full_name == "google.protobuf.Any":
        return "Value", "None"
    name = kinds[full_name].name
    if field.type == FieldDescriptorProto.TYPE_ENUM:
        return name, f"{name}.UNSPECIFIED"
    return name, "None"


def is_map(message: DescriptorProto, field: FieldDescriptorProto) -> bool:
    """Whether the field is a map; those of the contract are of strings."""
    return any(nested.options.map_entry and
               field.type_name.endswith(f".{message.name}.{nested.name}")
               for nested in message.nested_type)


def field_line(message: DescriptorProto, field: FieldDescriptorProto,
               kinds: dict[str, Kind]) -> str:
    """A field of a dataclass, with its default where it may be absent."""
    name = field.name + ("_" if keyword.iskeyword(field.name) else "")
    if is_map(message, field):
        return (f"    {name}: Mapping[str, str] = "
                "field(default_factory=dict)")
    kind, default = element_type(field, kinds)
    if field.label == FieldDescriptorProto.LABEL_REPEATED:
        return f"    {name}: tuple[{kind}, ...] = ()"
    in_oneof = field.HasField("oneof_index")
    is_message = field.type == FieldDescriptorProto.TYPE_MESSAGE
    if is_message and kind == "Text" and not in_oneof:
        return f"    {name}: Text = Text()"
    if is_message and not in_oneof and (
            kind in REQUIRED
            or f"{message.name}.{field.name}" in REQUIRED_FIELDS):
        return f"    {name}: {kind}"
    if is_message or in_oneof:
        return f"    {name}: {kind} | None = None"
    return f"    {name}: {kind} = {default}"


def message_lines(kind: Kind, kinds: dict[str, Kind]) -> list[str]:
    """A frozen dataclass."""
    assert kind.message is not None
    name = kind.message.name
    base = ("Evaluated" if name in EVALUATED
            else "Response" if name.endswith("Response") else "Value")
    lines = ["", "", "@dataclass(frozen=True, kw_only=True)",
             f"class {kind.name}({base}):", *documented(kind.comment)]
    for i, field in enumerate(kind.message.field):
        lines += wrapped(kind.comments[i], "    # ")
        lines.append(field_line(kind.message, field, kinds))
    return lines


def in_order(kinds: list[Kind]) -> list[Kind]:
    """Enums and Text first: defaults name them."""
    def rank(kind: Kind) -> int:
        return 0 if kind.enum is not None else 1 if kind.name == "Text" else 2
    return sorted(kinds, key=rank)


def results_text(files: list[FileDescriptorProto]) -> str:
    """The whole of results.py."""
    all_kinds = [kind for file in files for kind in file_kinds(file)]
    kinds = {kind.full_name: kind for kind in all_kinds}
    names = sorted(kind.name for kind in all_kinds)
    if len(set(names)) != len(names):
        sys.exit("two messages have one name in Python: see result_names.py")
    lines = []
    for kind in in_order(all_kinds):
        lines += (enum_lines(kind) if kind.enum is not None
                  else message_lines(kind, kinds))
    lines += ["", "", "register({"]
    lines += [f'    "{kind.full_name}": {kind.name},' for kind in all_kinds]
    lines += ["})", "", "__all__ = ["]
    lines += [f'    "{name}",' for name in names]
    return "\n".join([HEADER, *lines, "]", ""])


def main() -> None:
    """Speaks the protocol of protoc's plugins."""
    request = plugin_pb2.CodeGeneratorRequest.FromString(
        sys.stdin.buffer.read())
    files = [file for file in request.proto_file
             if file.name in request.file_to_generate]
    response = plugin_pb2.CodeGeneratorResponse()
    response.supported_features = response.FEATURE_PROTO3_OPTIONAL
    made = response.file.add()
    made.name = "ketenzicht/results.py"
    made.content = results_text(files)
    sys.stdout.buffer.write(response.SerializeToString())


if __name__ == "__main__":
    main()
