"""What makes two statements one fact.

Invariants: a key is subject, predicate, object and, for happenings, event; the two directions of a symmetric relation have one key,
the smaller entity id first; the key of a saying holds the key of what was said, so that two reports of one saying are one fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.entities import Identities
from kg.errors import KgError
from kg.events import Happenings
from kg.identifiers import digest
from kg.model import Argument, Statement, Value
from kg.ontology.terms import Ontology


@dataclass(frozen=True, slots=True)
class Key:
    """Subject, predicate, object and event of a fact.

    Attributes:
        subject: entity id, or "" where the subject is a value.
        predicate: `kg:…` or `rel:…`.
        object: entity id or "".
        literal: what stands for the object (or, first, for the subject) where it is not an entity; empty if there is nothing.
        event: event id for happenings, else "".
    """

    subject: str
    predicate: str
    object: str
    literal: tuple[str, ...]
    event: str

    def id(self) -> str:
        """Give the fact's id."""
        return digest("fact", self.subject, self.predicate, self.object, self.literal, self.event)


class Keys:
    """Gives the key of each statement.

    Args:
        statements: all statements by id.
        identities: entities of chains.
        happenings: events of statements.
        ontology: symmetric relations.
    """

    def __init__(self, statements: Mapping[str, Statement], identities: Identities, happenings: Happenings, ontology: Ontology) -> None:
        self._statements = statements
        self._entity_of = identities.entity_of
        self._event_of = happenings.event_of
        self._symmetric = {p.id for p in ontology.properties.values() if p.symmetric}
        self._keys: dict[str, Key] = {}

    def of(self, statement: Statement) -> Key:
        """Give the key of the fact that a statement is evidence for.

        Raises:
            KgError: if a saying's statement is missing, or a statement says itself.
        """
        known = self._keys.get(statement.id)
        if known is not None:
            return known
        path = [statement]
        seen = {statement.id}
        while (said := self._said(path[-1])) is not None and said.id not in self._keys:
            if said.id in seen:
                raise KgError(f"{statement.document}: statement {said.id} is part of what it says itself")
            seen.add(said.id)
            path.append(said)
        for one in reversed(path):
            self._keys[one.id] = self._make(one)
        return self._keys[statement.id]

    def _said(self, statement: Statement) -> Statement | None:
        if statement.object is None or not statement.object.statement:
            return None
        said = self._statements.get(statement.object.statement)
        if said is None:
            raise KgError(f"{statement.document}: statement {statement.id} says {statement.object.statement}, which is not there")
        return said

    def _make(self, statement: Statement) -> Key:
        subject = self._entity(statement.subject)
        object = self._entity(statement.object)
        literal: tuple[str, ...] = ()
        if not subject:
            literal = ("subject", *_literal(statement.subject))
        if statement.object is not None and not object:
            said = self._said(statement)
            literal = (*literal, "statement", self._keys[said.id].id()) if said is not None else (*literal, *_literal(statement.object))
        if object and object < subject and statement.predicate.id in self._symmetric:
            subject, object = object, subject
        event = self._event_of.get(statement.id, "") if statement.happening else ""
        return Key(subject, statement.predicate.id, object, literal, event)

    def _entity(self, argument: Argument | None) -> str:
        return self._entity_of[argument.chain] if argument is not None and argument.chain else ""


def _literal(argument: Argument) -> tuple[str, ...]:
    """A value by its number and unit, else by its words."""
    if argument.value is not None:
        return literal_of(argument.value)
    return ("words", " ".join(argument.text.casefold().split()))


def literal_of(value: Value) -> tuple[str, ...]:
    """Give what makes two values one: number and unit, or words without case and spacing.

    Example:
        >>> literal_of(Value("10 billion cubic metres", "quantity", 1e10, "m3")) == literal_of(Value("10bn m³", "quantity", 1e10, "m3"))
        True
    """
    if value.value is not None:
        return (value.datatype, repr(float(value.value)), value.unit)
    return (value.datatype, " ".join(value.text.casefold().split()), value.unit)
