"""The reduce: all extractions to one resolved graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Document, Extraction, Resolution

if TYPE_CHECKING:
    from kg.corrections import Replay
    from kg.knowledge import KnowledgeBase
    from kg.ontology import Ontology


def resolve(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    ontology: Ontology,
    replay: Replay | None = None,
    knowledge: KnowledgeBase | None = None,
) -> Resolution:
    """Find who is who, what happened, and what the statements add up to, across all documents.

    Args:
        documents: sorted by id.
        extractions: one a document, in the same order.
        ontology: knows classes, properties and the gazetteer.
        replay: the corrections of people, made for these documents; it learns what no longer applies.
        knowledge: known things that entities are linked to, or None.

    Returns:
        The resolved graph; a pure function of the set of documents and of corrections.

    Raises:
        ConfigurationError: two corrections cannot both hold.

    Example:
        >>> from kg.ontology import load
        >>> resolve((), (), load()).facts
        ()
    """
    from kg.entities import part_chains, resolve_entities
    from kg.events import resolve_events
    from kg.facts import resolve_facts

    if replay:
        extractions = part_chains(replay.without_wrong(extractions), replay, ontology)
    statements = tuple(statement for extraction in extractions for statement in extraction.statements)
    recognise = None
    if knowledge is not None:
        from kg.knowledge import Linker

        recognise = Linker(knowledge, ontology, documents, statements)
    identities = resolve_entities(documents, extractions, ontology, replay, recognise=recognise)
    happenings = resolve_events(documents, statements, identities, ontology, replay)
    facts, fact_of = resolve_facts(documents, statements, identities, happenings, ontology)
    written = {entity.id for entity in identities.entities}
    return Resolution(
        documents=tuple(documents),
        statements=statements,
        entities=identities.entities,
        events=happenings.events,
        facts=facts,
        entity_of={chain: entity for chain, entity in identities.entity_of.items() if entity in written},
        fact_of=fact_of,
        publisher_of=identities.publisher_of,
        judgements=(*identities.judgements, *sorted(replay.judgements, key=lambda j: (j.left, j.right))) if replay else identities.judgements,
    )
