"""A cheap check that a resolved graph holds together; SHACL checks what is written."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Resolution


def find_faults(resolution: Resolution) -> Iterator[str]:
    """Find broken offsets and references.

    Args:
        resolution: the graph.

    Yields:
        One line a fault: words that do not stand where they should, ids that lead nowhere, numbers out of bounds.

    Example:
        >>> list(find_faults(Resolution((), (), (), (), (), {}, {})))
        []
    """
    texts = {document.id: document.text for document in resolution.documents}
    entities = {entity.id for entity in resolution.entities}
    statements = {statement.id for statement in resolution.statements}
    events = {event.id for event in resolution.events}
    facts = {fact.id for fact in resolution.facts}
    for kind, ids, records in (
        ("entity", entities, resolution.entities),
        ("statement", statements, resolution.statements),
        ("event", events, resolution.events),
        ("fact", facts, resolution.facts),
    ):
        if len(ids) != len(records):
            yield f"two {kind} records have one id"
    yield from _faults_of_words(resolution, texts)
    for statement in resolution.statements:
        if not 0.0 <= statement.confidence <= 1.0:
            yield f"statement {statement.id}: confidence {statement.confidence}"
        for argument in (statement.subject, statement.object, *statement.arguments, statement.qualifiers.place):
            if argument is None:
                continue
            if argument.chain and resolution.entity_of.get(argument.chain) not in entities:
                yield f"statement {statement.id}: no entity for {argument.role} {argument.text!r}"
            if argument.statement and argument.statement not in statements:
                yield f"statement {statement.id}: what was said, {argument.statement}, is no statement"
    for fact in resolution.facts:
        things = (fact.subject, fact.object) if fact.object else (fact.subject,)
        yield from (f"fact {fact.id}: no entity {id!r}" for id in things if id not in entities)
        yield from (f"fact {fact.id}: no statement {id!r}" for id in fact.statements if id not in statements)
        if fact.event and fact.event not in events:
            yield f"fact {fact.id}: no event {fact.event!r}"
        if fact.mirror_of and fact.mirror_of not in facts:
            yield f"fact {fact.id}: no fact {fact.mirror_of!r} to mirror"
        if not fact.statements:
            yield f"fact {fact.id}: no statement supports it"
    for event in resolution.events:
        things = (*(participant.entity for participant in event.participants), *([event.place] if event.place else ()))
        yield from (f"event {event.id}: no entity {id!r}" for id in things if id not in entities)
        yield from (f"event {event.id}: no statement {id!r}" for id in event.statements if id not in statements)


def _faults_of_words(resolution: Resolution, texts: dict[str, str]) -> Iterator[str]:
    def words() -> Iterator[tuple[str, int, int, str]]:
        for entity in resolution.entities:
            for mention in entity.mentions:
                span = mention.span
                yield span.document, span.start, span.end, span.text
        for event in resolution.events:
            for span in event.mentions:
                yield span.document, span.start, span.end, span.text
        for statement in resolution.statements:
            sentence, predicate, time = statement.sentence, statement.predicate, statement.qualifiers.time
            yield statement.document, sentence.start, sentence.end, sentence.text
            yield statement.document, predicate.start, predicate.end, predicate.phrase
            if time is not None:
                yield statement.document, time.start, time.end_offset, time.text
            for argument in (statement.subject, statement.object, *statement.arguments, statement.qualifiers.place):
                if argument is not None:
                    yield statement.document, argument.start, argument.end, argument.text
            for said in statement.attribution:
                yield statement.document, said.start, said.end, said.text

    for document, start, end, text in words():
        if texts.get(document, "")[start:end] != text:
            yield f"{document} [{start}, {end}): not the words {text!r}"
