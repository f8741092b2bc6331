"""The reduce: all extractions to one resolved graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Document, Extraction, Resolution

if TYPE_CHECKING:
    from kg.knowledge import KnowledgeBase
    from kg.ontology import Ontology


def resolve(
    documents: Sequence[Document], extractions: Sequence[Extraction], ontology: Ontology, *, knowledge: KnowledgeBase | None = None
) -> Resolution:
    """Find who is who, what happened, and what the statements add up to, across all documents.

    Args:
        documents: sorted by id.
        extractions: one a document, in the same order.
        ontology: knows classes, properties and the gazetteer.
        knowledge: known things that entities are linked to, or None.

    Returns:
        The resolved graph; a pure function of the set of documents.

    Example:
        >>> from kg.ontology import load
        >>> resolve((), (), load()).facts
        ()
    """
    from kg.entities import resolve_entities
    from kg.events import resolve_events
    from kg.facts import resolve_facts

    statements = tuple(statement for extraction in extractions for statement in extraction.statements)
    recognise = None
    if knowledge is not None:
        from kg.knowledge import Linker

        recognise = Linker(knowledge, ontology, documents, statements)
    identities = resolve_entities(documents, extractions, ontology, recognise=recognise)
    happenings = resolve_events(documents, statements, identities, ontology)
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
        judgements=identities.judgements,
    )
