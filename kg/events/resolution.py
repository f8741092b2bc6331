"""From statements to events.

Invariants: a pure function of the set of statements; each statement that has an event has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.corrections import Replay
from kg.entities import Identities
from kg.events.decided import Decided
from kg.events.happenings import Happenings
from kg.events.joining import Joiner
from kg.events.making import make_event, situations
from kg.events.reports import Reader
from kg.model import Document, Event, Statement
from kg.ontology.terms import Ontology


def resolve_events(
    documents: Sequence[Document], statements: Sequence[Statement], identities: Identities, ontology: Ontology, replay: Replay | None = None
) -> Happenings:
    """Say what happened and what holds, over a set of documents.

    Args:
        documents: all documents of the statements, in any order.
        statements: in any order.
        identities: who is who among their chains.
        ontology: roles and event types of properties; the gazetteer's places.
        replay: corrections of people, if there are any.

    Returns:
        Events and situations, and the event of each statement.

    Raises:
        KeyError: for a statement whose document is not among `documents`.

    Example:
        >>> from kg.ontology.terms import Gazetteer, Lexicon
        >>> resolve_events([], [], Identities((), {}), Ontology({}, {}, Lexicon(), Gazetteer(), "")).events
        ()
    """
    reader = Reader({d.id: d for d in documents}, identities, ontology)
    reports = reader.reports(statements)
    joiner = Joiner(reader.located_in, Decided(replay, reports) if replay else None)
    events: list[Event] = [make_event(h, reader) for h in joiner.join(reports)]
    events += situations(statements, reader)
    events.sort(key=lambda e: e.id)
    event_of = {statement: event.id for event in events for statement in event.statements}
    return Happenings(tuple(events), dict(sorted(event_of.items())), tuple(dict.fromkeys(joiner.judgements)))
