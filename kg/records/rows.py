"""Extractions as flat rows: what workers hand back and what the cache keeps.

Nested dataclasses cost many times more to pickle than tuples of strings and numbers, so an extraction crosses process borders and lies
on disk as tuples. A row has the fields of its record in their order; the document is named once, in the row of the extraction.

Invariants:
    * `from_row(to_row(x)) == x`, also when the row went through JSON.
    * A field added to a record with plain values is carried without a change here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from kg.model import Argument, Attribution, Extraction, Mention, Predicate, Qualifiers, Span, Statement, Time, Value

Row = Sequence[Any]


def _reader(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


_mention = _reader(Mention)
_value = _reader(Value)
_time = _reader(Time)
_argument = _reader(Argument)
_predicate = _reader(Predicate)
_attribution = _reader(Attribution)
_statement = _reader(Statement)

_ARGUMENT_VALUE = [field.name for field in fields(Argument)].index("value")
_MENTION = {field.name: number for number, field in enumerate(fields(Mention))}
_STATEMENT = {field.name: number for number, field in enumerate(fields(Statement))}


def to_row(extraction: Extraction) -> tuple[Any, ...]:
    """Flatten an extraction.

    Args:
        extraction: all its mentions and statements belong to its document.

    Returns:
        (document, key, rows of mentions, rows of statements): tuples of strings, numbers, booleans and None.

    Example:
        >>> to_row(Extraction("a.txt", "9f", (), ()))
        ('a.txt', '9f', (), ())
    """
    return (
        extraction.document,
        extraction.key,
        tuple(map(_mention_row, extraction.mentions)),
        tuple(map(_statement_row, extraction.statements)),
    )


def from_row(row: Row) -> Extraction:
    """Rebuild an extraction.

    Args:
        row: what `to_row` gave; lists in place of tuples will do.

    Returns:
        An extraction equal to the one that was flattened.

    Example:
        >>> from_row(["a.txt", "9f", [], []])
        Extraction(document='a.txt', key='9f', mentions=(), statements=())
    """
    document, key, mentions, statements = row
    return Extraction(
        document,
        key,
        tuple(mention_from(document, mention) for mention in mentions),
        tuple(statement_from(document, statement) for statement in statements),
    )


def _mention_row(mention: Mention) -> tuple[Any, ...]:
    row = list(_mention(mention))
    span = mention.span
    row[_MENTION["span"]] = (span.start, span.end, span.text)
    return tuple(row)


def mention_from(document: str, row: Row) -> Mention:
    """Rebuild one mention of a document from its row."""
    values = list(row)
    values[_MENTION["span"]] = Span(document, *values[_MENTION["span"]])
    values[_MENTION["titles"]] = tuple(values[_MENTION["titles"]])
    values[_MENTION["members"]] = tuple(values[_MENTION["members"]])
    values[_MENTION["countries"]] = tuple(values[_MENTION["countries"]])
    return Mention(*values)


def _argument_row(argument: Argument | None) -> tuple[Any, ...] | None:
    if argument is None:
        return None
    row = _argument(argument)
    if argument.value is None:
        return row
    flat = list(row)
    flat[_ARGUMENT_VALUE] = _value(argument.value)
    return tuple(flat)


def _argument_from(row: Row | None) -> Argument | None:
    if row is None:
        return None
    values = list(row)
    if values[_ARGUMENT_VALUE] is not None:
        values[_ARGUMENT_VALUE] = Value(*values[_ARGUMENT_VALUE])
    return Argument(*values)


def _statement_row(statement: Statement) -> tuple[Any, ...]:
    row = list(_statement(statement))
    at = _STATEMENT
    qualifiers, sentence = statement.qualifiers, statement.sentence
    row[at["document"]] = None
    row[at["subject"]] = _argument_row(statement.subject)
    row[at["predicate"]] = _predicate(statement.predicate)
    row[at["object"]] = _argument_row(statement.object)
    row[at["arguments"]] = tuple(map(_argument_row, statement.arguments))
    row[at["qualifiers"]] = (
        None if qualifiers.time is None else _time(qualifiers.time),
        _argument_row(qualifiers.place),
        None if qualifiers.quantity is None else _value(qualifiers.quantity),
    )
    row[at["sentence"]] = (sentence.start, sentence.end, sentence.text)
    row[at["attribution"]] = tuple(map(_attribution, statement.attribution))
    return tuple(row)


def statement_from(document: str, row: Row) -> Statement:
    """Rebuild one statement of a document from its row."""
    values = list(row)
    at = _STATEMENT
    time, place, quantity = values[at["qualifiers"]]
    values[at["document"]] = document
    values[at["subject"]] = _argument_from(values[at["subject"]])
    values[at["predicate"]] = Predicate(*values[at["predicate"]])
    values[at["object"]] = _argument_from(values[at["object"]])
    values[at["arguments"]] = tuple(_argument_from(argument) for argument in values[at["arguments"]])
    values[at["qualifiers"]] = Qualifiers(
        None if time is None else Time(*time), _argument_from(place), None if quantity is None else Value(*quantity)
    )
    values[at["sentence"]] = Span(document, *values[at["sentence"]])
    values[at["attribution"]] = tuple(Attribution(*attribution) for attribution in values[at["attribution"]])
    values[at["features"]] = tuple(values[at["features"]])
    return Statement(*values)
