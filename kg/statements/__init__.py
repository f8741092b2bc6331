"""Statements: what one annotated document says, as records.

    from kg.statements import extract
    statements = extract(annotations, ontology)

Four extractors read the same clauses: verbal (verbs, copulas), names (titles, appositions, ages), nominal (event nouns, relations that a
noun names) and quotation (who said what). `openie` renders the clauses as open triples.
Invariants: statements come in order of their place in the text; equal input gives equal output; nothing here knows other documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotations.records import Annotations
    from kg.model import Statement
    from kg.ontology.terms import Ontology

__all__ = ["extract"]


def extract(annotations: Annotations, ontology: Ontology) -> tuple[Statement, ...]:
    """The statements of one document.

    Args:
        annotations: the document's parse, mentions, dates and quotations.
        ontology: the lexicon that maps words to relations.

    Returns:
        Statements in order of sentence, trigger, subject and object.
    """
    from kg.statements.coding import addressed, code
    from kg.statements.names import beside_names
    from kg.statements.nominal import nominal
    from kg.statements.quotation import quotation
    from kg.statements.reading import Reading
    from kg.statements.verbal import verbal

    reading = Reading(annotations, ontology)
    verbal(reading)
    beside_names(reading)
    nominal(reading)
    quotation(reading)
    addressed(reading)
    code(reading)
    return tuple(
        sorted(
            reading.statements.values(),
            key=lambda s: (
                s.sentence.start,
                s.predicate.start,
                s.subject.start,
                s.object.start if s.object is not None else -1,
                s.predicate.id,
                s.id,
            ),
        )
    )
