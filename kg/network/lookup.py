"""A resolved graph by its ids: what stands behind a fact, without searching.

Invariant: a lookup reads the `Resolution` and decides nothing about the world; where it has to choose one of several (the best
statement of a fact, the time that a fact is shown with), the rule stands in the docstring.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from kg.errors import UnknownName
from kg.model import Attribution, Document, Entity, Event, Fact, Resolution, Statement, Time


class Lookup:
    """The records of a resolution by id.

    Args:
        resolution: the graph.

    Attributes:
        entities, events, documents, statements, facts: records by their ids.
        mirrored: ids of facts that another fact mirrors: symmetric relations, of which a view shows one direction.
    """

    def __init__(self, resolution: Resolution) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in resolution.entities}
        self.events: Mapping[str, Event] = {event.id: event for event in resolution.events}
        self.documents: Mapping[str, Document] = {document.id: document for document in resolution.documents}
        self.statements: Mapping[str, Statement] = {statement.id: statement for statement in resolution.statements}
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in resolution.facts}
        self.mirrored = frozenset(fact.mirror_of for fact in resolution.facts if fact.mirror_of)
        self.entity_of = resolution.entity_of
        self.publisher_of = resolution.publisher_of

    def best(self, fact: Fact) -> Statement:
        """Choose the statement that shows a fact best.

        Args:
            fact: one with at least one statement.

        Returns:
            Of the statements with the polarity that the status speaks of (negated for Denied), the first of those with the
            highest confidence.
        """
        wanted = "negated" if fact.status == "Denied" else "affirmed"
        statements = [self.statements[statement] for statement in fact.statements]
        return max(statements, key=lambda statement: (statement.polarity == wanted, statement.confidence))

    def polarity(self, fact: Fact) -> str:
        """Say whether a fact's statements affirm or negate it: `affirmed`, `negated` or `mixed`."""
        polarities = {self.statements[statement].polarity for statement in fact.statements}
        return polarities.pop() if len(polarities) == 1 else "mixed"

    def time(self, fact: Fact) -> Time | None:
        """Find when a fact holds: its event's time, else the time of its best dated statement, said if it is of what holds, else None."""
        event = self.events.get(fact.event)
        if event is not None and event.time is not None:
            return event.time
        dated = [s for s in map(self.statements.__getitem__, fact.statements) if _dates(s)]
        return max(dated, key=lambda statement: statement.confidence).qualifiers.time if dated else None

    def times(self, fact: Fact) -> tuple[Time, ...]:
        """List all times that a fact holds at: its event's time, else the times of its statements."""
        event = self.events.get(fact.event)
        if event is not None and event.happening and event.time is not None:
            return (event.time,)
        times = [self.statements[s].qualifiers.time for s in fact.statements if _dates(self.statements[s])]
        found = [time for time in times if time is not None]
        return tuple(found) if found or event is None or event.time is None else (event.time,)

    def place(self, fact: Fact) -> tuple[str, str]:
        """Find where: the entity id (or "") and the label of the event's place, else of its best placed statement's."""
        event = self.events.get(fact.event)
        if event is not None and event.place:
            return event.place, self.label(event.place)
        for identifier in fact.statements:
            place = self.statements[identifier].qualifiers.place
            if place is not None:
                entity = self.entity_of.get(place.chain, "")
                return entity, self.label(entity) or place.label or place.text
        return "", ""

    def label(self, entity: str) -> str:
        """Name an entity; "" for none."""
        found = self.entities.get(entity)
        return found.label if found is not None else ""

    def speaker(self, attribution: Attribution) -> str:
        """Name the speaker of an attribution: its entity's label, else the words."""
        return self.label(self.entity_of.get(attribution.chain, "")) or attribution.label or attribution.text

    def publisher(self, document: str) -> str:
        """Name the publisher of a document; "" where it is not known."""
        return self.label(self.publisher_of.get(document, "")) or self.documents[document].publisher or ""

    def publisher_key(self, document: str) -> str:
        """Give what tells publishers apart: the entity's id, else the name as the document gives it, else ""."""
        return self.publisher_of.get(document) or self.documents[document].publisher or ""

    def entity_named(self, name: str) -> Entity:
        """Find the entity that a name means.

        Args:
            name: an id, else a label, else an alias, in any case.

        Returns:
            The entity; of several with one label, the one with most mentions, then the first.

        Raises:
            UnknownName: nothing is called so; near names are listed.
        """
        if name in self.entities:
            return self.entities[name]
        key = name.casefold()
        for names in (lambda e: (e.label,), lambda e: e.aliases):
            found = [entity for entity in self.entities.values() if key in (n.casefold() for n in names(entity))]
            if found:
                return max(found, key=lambda entity: len(entity.mentions))
        labels = {entity.label.casefold(): entity.label for entity in self.entities.values()}
        near = difflib.get_close_matches(key, sorted(labels), n=5, cutoff=0.5)
        raise UnknownName(f"no entity is called {name!r}", near=tuple(labels[label] for label in near))


def _dates(statement: Statement) -> bool:
    """Whether a statement has a time that is its fact's: an inferred day is that of a happening, and not of what holds."""
    time = statement.qualifiers.time
    return time is not None and (statement.happening or time.basis == "said")
