"""Calls of FactService: facts in, and out again."""
from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ketenzicht.arguments import (AnyRevision, Ids, ids, revision_message,
                                  write_options)
from ketenzicht.results import (Document, ExportFactsAnswer, Fact, ImportAnswer,
                                ImportProgress, ImportReport, JudgeSameAnswer,
                                SameVerdict, WriteAnswer)
from ketenzicht.transport import Part, StreamCall, UnaryCall, read, write
from ketenzicht.v1 import fact_pb2, fact_service_pb2 as pb
from ketenzicht.values import enum_number, to_message

_WRITE_FACTS = write("FactService", "WriteFacts")
_IMPORT_FILES = write("FactService", "ImportFiles")
_IMPORT_SOURCE = write("FactService", "ImportSource")
_JUDGE_SAME = write("FactService", "JudgeSame")
_EXPORT_FACTS = read("FactService", "ExportFacts")

_PIECE_BYTES = 128 << 10
# What a folder is imported from; a file that is named may be called anything.
_ENDINGS = (".yaml", ".csv", ".tsv", ".jsonl", ".ndjson")
Path = str | os.PathLike[str]


def write_facts(facts: Iterable[Fact] = (), *, retracted: Ids = (),
                expected_revision: int | None = None, request_id: str = "",
                validate_only: bool = False, author: str = "",
                timeout: float | None = None) -> UnaryCall[WriteAnswer]:
    """Puts and retracts facts as one revision, or nothing.

    Raises UnsoundFacts with every problem, and RevisionMismatch. Safe to send
    again under the same `request_id`.
    """
    request = pb.WriteFactsRequest(
        facts=[to_message(fact, fact_pb2.Fact()) for fact in facts],
        retracted=ids(retracted),
        options=write_options(expected_revision, request_id, validate_only,
                              author))
    return UnaryCall(_WRITE_FACTS, request, timeout)


def import_files(paths: Path | Iterable[Path], *,
                 expected_revision: int | None = None, request_id: str = "",
                 validate_only: bool = False, author: str = "",
                 timeout: float | None = None) -> UnaryCall[ImportAnswer]:
    """Imports files, and of folders every .yaml, .csv, .tsv, .jsonl and
    .ndjson file, packed ones (.gz, .xz, .zst) too, as one revision, or nothing.

    Raises UnsoundFacts, each problem with file and line; OSError for a file
    that cannot be read.
    """
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    contents = {name: pathlib.Path(name).read_bytes()
                for path in several for name in _files_at(path)}
    return import_texts(contents, expected_revision=expected_revision,
                        request_id=request_id, validate_only=validate_only,
                        author=author, timeout=timeout)


def import_texts(contents: Mapping[str, str | bytes], *,
                 expected_revision: int | None = None, request_id: str = "",
                 validate_only: bool = False, author: str = "",
                 timeout: float | None = None) -> UnaryCall[ImportAnswer]:
    """As import_files, of texts by what they are called, such as
    {"mine.yaml": "apiVersion: ..."}."""
    options = write_options(expected_revision, request_id, validate_only,
                            author)
    requests = [pb.ImportFilesRequest(options=options),
                *_pieces(contents)]
    return UnaryCall(_IMPORT_FILES, requests, timeout, streams_request=True)


def import_source(files: Path | Iterable[Path], *, format: str = "",
                  mapping: Path | None = None, source: str = "",
                  refuse_dangling: bool = False, chunk_facts: int = 0,
                  expected_revision: int | None = None, request_id: str = "",
                  validate_only: bool = False, author: str = "",
                  timeout: float | None = None
                  ) -> StreamCall[ImportProgress, None, ImportReport]:
    """Imports one source of an outside format (docs/import.md), of one file or
    of those that make it up, as one revision, or nothing.

    Streams how far it is; `end` is the report. `format` is recognised where it
    is not given; `mapping` is a file to use instead of the stored mapping.
    Raises UnsoundFacts with every problem.
    """
    several = [files] if isinstance(files, (str, os.PathLike)) else list(files)
    names = [os.fspath(file) for file in several]
    placeholder, refuse = (pb.ImportSourceOptions.DANGLING_ENDS_PLACEHOLDER,
                           pb.ImportSourceOptions.DANGLING_ENDS_REFUSE)
    options = pb.ImportSourceOptions(
        write=write_options(expected_revision, request_id, validate_only,
                            author),
        files=names, format=format, source=source,
        dangling_ends=refuse if refuse_dangling else placeholder,
        chunk_facts=chunk_facts)
    if mapping is not None:
        options.mapping = pathlib.Path(mapping).read_text(encoding="utf-8")
        options.mapping_file = os.fspath(mapping)
    return StreamCall(_IMPORT_SOURCE, _source_requests(options, names), timeout,
                      {"progress": Part.ITEM, "report": Part.END},
                      ImportProgress, streams_request=True)


def judge_same(entity: str, same_as: str, *, author: str,
               verdict: SameVerdict | str = SameVerdict.SAME,
               reason: str = "", expected_revision: int | None = None,
               request_id: str = "", validate_only: bool = False,
               timeout: float | None = None) -> UnaryCall[JudgeSameAnswer]:
    """Judges that an imported entity is another one ("same"), that it is not
    ("different"), or neither any more ("undo"), as one revision, or nothing.

    Raises UnsoundFacts with every problem, such as identifiers that tell the
    two apart, and RevisionMismatch.
    """
    request = pb.JudgeSameRequest(
        entity=entity, same_as=same_as,
        verdict=enum_number(pb.SameVerdict.DESCRIPTOR, verdict), reason=reason,
        options=write_options(expected_revision, request_id, validate_only,
                              author))
    return UnaryCall(_JUDGE_SAME, request, timeout)


def export_facts(*, revision: AnyRevision = None,
                 timeout: float | None = None
                 ) -> StreamCall[Fact | Document, None, None]:
    """All facts of a revision, sorted by id, and its documents."""
    request = pb.ExportFactsRequest(revision=revision_message(revision))
    return StreamCall(_EXPORT_FACTS, request, timeout,
                      {"fact": Part.ITEM, "document": Part.ITEM}, Fact)


def export_text(format: str, *, revision: AnyRevision = None,
                timeout: float | None = None
                ) -> StreamCall[ExportFactsAnswer, None, None]:
    """All facts of a revision as the text of a format: "json_lines",
    "neo4j_csv", "graphml", "dot", "stix" or "opengraph" (docs/export.md).

    Answers have the text in order: `piece`, bytes that end anywhere, and the
    name of the `file` they are of, where the format has several. Raises
    ValueError for another format.
    """
    kinds = pb.ExportFactsRequest.Format.DESCRIPTOR
    request = pb.ExportFactsRequest(revision=revision_message(revision),
                                    format=enum_number(kinds, format))
    return StreamCall(_EXPORT_FACTS, request, timeout, item=ExportFactsAnswer)


def _files_at(path: Path) -> list[str]:
    """The file itself, or those below a folder, sorted."""
    start = pathlib.Path(path)
    if not start.is_dir():
        return [str(start)]
    return sorted(str(file) for file in start.rglob("*")
                  if _ending(file) in _ENDINGS and file.is_file())


def _ending(file: pathlib.Path) -> str:
    packed = file.suffix in (".gz", ".xz", ".zst")
    return file.with_suffix("").suffix if packed else file.suffix


def _source_requests(options: Any, names: list[str]) -> Iterator[Any]:
    """Files are read as they are sent."""
    yield pb.ImportSourceRequest(options=options)
    for name in names:
        with open(name, "rb") as file:
            while piece := file.read(_PIECE_BYTES):
                yield pb.ImportSourceRequest(
                    piece=pb.ImportFilesRequest.Piece(file=name, content=piece))


def _pieces(contents: Mapping[str, str | bytes]) -> Iterator[Any]:
    for name, content in contents.items():
        data = content.encode() if isinstance(content, str) else content
        for at in range(0, max(len(data), 1), _PIECE_BYTES):
            yield pb.ImportFilesRequest(piece=pb.ImportFilesRequest.Piece(
                file=name, content=data[at:at + _PIECE_BYTES]))
