"""The graph's files of records, one JSON object a line, and the way back.

| file | a line is |
|---|---|
| `documents.jsonl` | a document with its text |
| `entities.jsonl` | an entity with its mentions |
| `statements.jsonl` | a statement, in document order |
| `events.jsonl` | a happening or a standing relation |
| `facts.jsonl` | a fact |
| `judgements.jsonl` | why two names were or were not taken for one thing |
| `refused.jsonl` | an input that was not built |

Invariants:
    * `read_resolution(folder)` equals what `write_resolution(folder, ...)` was given.
    * Keys stand in a fixed order; UTF-8 without escapes for letters; lines end with a line feed alone.
    * `start` and `end` are code points of the document's text, and `text[start:end]` is the `mention` or `text` beside them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import UsageError
from kg.model import Document, Refusal, Resolution, Statement
from kg.records.lines import (
    Line,
    Names,
    document_from,
    document_line,
    entity_from,
    entity_line,
    event_from,
    event_line,
    fact_from,
    fact_line,
    judgement_from,
    judgement_line,
    refusal_from,
    refusal_line,
    statement_from,
    statement_line,
)
from kg.records.rows import from_row, to_row

__all__ = [
    "DOCUMENTS",
    "ENTITIES",
    "EVENTS",
    "FACTS",
    "JUDGEMENTS",
    "RECORD_FILES",
    "REFUSED",
    "STATEMENTS",
    "Names",
    "from_row",
    "line_of",
    "read_documents",
    "read_lines",
    "read_refusals",
    "read_resolution",
    "statement_from",
    "statement_line",
    "to_row",
    "write_lines",
    "write_refusals",
    "write_resolution",
]

T = TypeVar("T")

DOCUMENTS = "documents.jsonl"
ENTITIES = "entities.jsonl"
STATEMENTS = "statements.jsonl"
EVENTS = "events.jsonl"
FACTS = "facts.jsonl"
JUDGEMENTS = "judgements.jsonl"
REFUSED = "refused.jsonl"
RECORD_FILES = (DOCUMENTS, ENTITIES, STATEMENTS, EVENTS, FACTS, JUDGEMENTS, REFUSED)


# ------------------------------------------------------------------------------------------------ lines
def line_of(record: Mapping[str, Any]) -> str:
    """Write one record as a line.

    Example:
        >>> line_of({"id": "é", "n": 1})
        '{"id": "é", "n": 1}\\n'
    """
    return json.dumps(record, ensure_ascii=False) + "\n"


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write records as JSON lines."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(line_of, records))


def read_lines(path: Path) -> Iterator[Line]:
    """Read JSON lines.

    Raises:
        UsageError: the file is missing, or a line is not a JSON object; the message names file and line.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            for number, text in enumerate(stream, start=1):
                try:
                    record = json.loads(text)
                except json.JSONDecodeError as error:
                    raise UsageError(f"{path}, line {number}: not JSON: {error.msg}", remedy="build the graph again") from error
                if not isinstance(record, dict):
                    raise UsageError(f"{path}, line {number}: not a JSON object", remedy="build the graph again")
                yield record
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file", remedy="run `kg build` first, or name the graph's folder with --out") from error


# ------------------------------------------------------------------------------------------------ files
def write_resolution(folder: Path, resolution: Resolution) -> None:
    """Write a resolved graph as files of records.

    Args:
        folder: an existing folder; files of the same names are replaced.
        resolution: the graph.
    """
    names = Names.of(resolution)
    publisher_of = resolution.publisher_of
    write_lines(folder / DOCUMENTS, (document_line(document, publisher_of.get(document.id, "")) for document in resolution.documents))
    write_lines(folder / ENTITIES, map(entity_line, resolution.entities))
    write_lines(folder / STATEMENTS, (statement_line(statement, names) for statement in resolution.statements))
    write_lines(folder / EVENTS, map(event_line, resolution.events))
    write_lines(folder / FACTS, (fact_line(fact, names) for fact in resolution.facts))
    write_lines(folder / JUDGEMENTS, map(judgement_line, resolution.judgements))


def read_resolution(folder: Path) -> Resolution:
    """Read a resolved graph from its files of records.

    Args:
        folder: where `write_resolution` wrote.

    Returns:
        A resolution equal to the one that was written.

    Raises:
        UsageError: a file is missing, or a line is not what it should be.
    """
    publisher_of: dict[str, str] = {}
    entity_of: dict[str, str] = {}
    fact_of: dict[str, str] = {}

    def document(line: Line) -> Document:
        if "publisher_entity" in line:
            publisher_of[line["id"]] = line["publisher_entity"]
        return document_from(line)

    def statement(line: Line) -> Statement:
        if "fact" in line:
            fact_of[line["id"]] = line["fact"]
        for part in (line["subject"], line["object"], *line["arguments"], line["qualifiers"].get("place"), *line["attribution"]):
            if part and "entity" in part:
                entity_of[part["chain"]] = part["entity"]
        return statement_from(line)

    documents = _records(folder / DOCUMENTS, document)
    statements = _records(folder / STATEMENTS, statement)
    entities = _records(folder / ENTITIES, entity_from)
    for entity in entities:
        for mention in entity.mentions:
            entity_of[mention.chain] = entity.id
    return Resolution(
        documents,
        statements,
        entities,
        _records(folder / EVENTS, event_from),
        _records(folder / FACTS, fact_from),
        entity_of,
        fact_of,
        publisher_of,
        _records(folder / JUDGEMENTS, judgement_from),
    )


def read_documents(folder: Path) -> tuple[Document, ...]:
    """Read the documents of a graph, with their texts, in the order of the file."""
    return _records(folder / DOCUMENTS, document_from)


def read_refusals(folder: Path) -> tuple[Refusal, ...]:
    """Read what was refused, in the order of the file."""
    return _records(folder / REFUSED, refusal_from)


def write_refusals(folder: Path, refusals: Iterable[Refusal]) -> None:
    """Write what was refused."""
    write_lines(folder / REFUSED, map(refusal_line, refusals))


def _records(path: Path, make: Callable[[Line], T]) -> tuple[T, ...]:
    found: list[T] = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            found.append(make(line))
        except (KeyError, TypeError) as error:
            raise UsageError(f"{path}, line {number}: not a record of this version: {error!r}", remedy="build the graph again") from error
    return tuple(found)
