"""Records as JSON objects, one a line of a file, and back.

Invariants:
    * Each `x_from(x_line(x)) == x`; ids of entities and facts, which resolution adds to a statement, are in the line and not in the record.
    * Keys stand in a fixed order.
    * `start` and `end` are code points of the document's text, and `text[start:end]` is the `mention` or `text` beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import (
    Argument,
    Attribution,
    Document,
    Entity,
    Event,
    Fact,
    Judgement,
    Mention,
    Participant,
    Passage,
    Predicate,
    Qualifiers,
    Refusal,
    Resolution,
    Span,
    Statement,
    Time,
    Value,
)

Line = dict[str, Any]


# ------------------------------------------------------------------------------------------------ parts
@dataclass(frozen=True, slots=True)
class Names:
    """Which entity a chain is, and what entities are called; empty before resolution.

    Attributes:
        entity_of: entity id by chain.
        entities: entity by id.
        fact_of: fact id by statement.
    """

    entity_of: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    fact_of: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, resolution: Resolution) -> Names:
        """Take the names from a resolution."""
        return cls(resolution.entity_of, {entity.id: entity for entity in resolution.entities}, resolution.fact_of)


def _value_keys(value: Value) -> Line:
    line: Line = {"datatype": value.datatype}
    if value.value is not None:
        line["number"] = value.value
    if value.unit:
        line["unit"] = value.unit
    return line


def _value_from(text: str, line: Line) -> Value:
    return Value(text, line["datatype"], line.get("number"), line.get("unit", ""))


def _quantity_line(value: Value) -> Line:
    return {"value": value.value, "unit": value.unit, "text": value.text, "datatype": value.datatype}


def _quantity_from(line: Line) -> Value:
    return Value(line["text"], line["datatype"], line["value"], line["unit"])


def _time_words(time: Time) -> Line:
    return {
        "granularity": time.granularity,
        "first": time.begin,
        "last": time.end,
        "text": time.text,
        "start": time.start,
        "end": time.end_offset,
        "basis": time.basis,
    }


def _time_from(value: str, line: Line) -> Time:
    return Time(value, line["granularity"], line["first"], line["last"], line["text"], line["start"], line["end"], line.get("basis", "said"))


def _argument_line(argument: Argument, names: Names, role: str = "") -> Line:
    line: Line = {} if argument.role == role else {"role": argument.role}
    label, type = argument.label, argument.type
    if argument.value is not None:
        line["value"] = argument.value.text
        label = label or argument.value.text
    elif argument.statement:
        line["statement"] = argument.statement
    elif entity := names.entities.get(names.entity_of.get(argument.chain, "")):
        line["entity"] = entity.id
        label, type = entity.label, entity.type
    line |= {"label": label or argument.text, "type": type, "mention": argument.text, "start": argument.start, "end": argument.end}
    if argument.value is not None:
        line |= _value_keys(argument.value)
    if argument.chain:
        line["chain"] = argument.chain
    if (line["label"], line["type"]) != (argument.label, argument.type):
        # what the document alone gave, where the whole graph knows better
        line["local"] = {"label": argument.label, "type": argument.type}
    return line


def _argument_from(line: Line, role: str = "") -> Argument:
    local = line.get("local", line)
    return Argument(
        line.get("role", role),
        line["mention"],
        line["start"],
        line["end"],
        local["type"],
        local["label"],
        line.get("chain", ""),
        _value_from(line["value"], line) if "value" in line else None,
        line.get("statement", ""),
    )


def _attribution_line(said: Attribution, names: Names) -> Line:
    line: Line = {}
    label = said.label
    if entity := names.entities.get(names.entity_of.get(said.chain, "")):
        line["entity"] = entity.id
        label = entity.label
    line |= {"label": label, "cue": said.cue, "mention": said.text, "start": said.start, "end": said.end}
    line |= {"type": said.type, "chain": said.chain}
    if label != said.label:
        line["local"] = {"label": said.label}
    return line


def _attribution_from(line: Line) -> Attribution:
    label = line.get("local", line)["label"]
    return Attribution(line["chain"], label, line["mention"], line["start"], line["end"], line["cue"], line["type"])


# ------------------------------------------------------------------------------------------------ statements
def statement_line(statement: Statement, names: Names | None = None) -> Line:
    """Turn a statement into a line of `statements.jsonl`.

    Args:
        statement: one statement.
        names: what resolution found; without it the line has no ids of entities and facts.

    Returns:
        A dictionary with the keys of the file format, in order.
    """
    names = names or Names()
    line: Line = {"id": statement.id, "document": statement.document, "clause": statement.clause}
    if fact := names.fact_of.get(statement.id):
        line["fact"] = fact
    predicate, qualifiers, sentence = statement.predicate, statement.qualifiers, statement.sentence
    line["subject"] = _argument_line(statement.subject, names, "subject")
    line["predicate"] = {
        "id": predicate.id,
        "label": predicate.label,
        "phrase": predicate.phrase,
        "start": predicate.start,
        "end": predicate.end,
    }
    line["object"] = None if statement.object is None else _argument_line(statement.object, names, "object")
    line["arguments"] = [_argument_line(argument, names) for argument in statement.arguments]
    found: Line = {}
    if qualifiers.time is not None:
        found["time"] = qualifiers.time.value
        found["time_words"] = _time_words(qualifiers.time)
    if qualifiers.place is not None:
        found["place"] = _argument_line(qualifiers.place, names)
    if qualifiers.quantity is not None:
        found["quantity"] = _quantity_line(qualifiers.quantity)
    line["qualifiers"] = found
    line |= {"polarity": statement.polarity, "modality": statement.modality, "tense": statement.tense}
    line["attribution"] = [_attribution_line(said, names) for said in statement.attribution]
    line |= {"confidence": statement.confidence, "extractor": statement.extractor}
    line["sentence"] = {"start": sentence.start, "end": sentence.end, "text": sentence.text}
    line |= {"event_type": statement.event_type, "happening": statement.happening, "features": list(statement.features)}
    return line


def statement_from(line: Line) -> Statement:
    """Read a line of `statements.jsonl`, whether or not it has ids of entities and facts."""
    document, found, predicate, sentence = line["document"], line["qualifiers"], line["predicate"], line["sentence"]
    qualifiers = Qualifiers(
        _time_from(found["time"], found["time_words"]) if "time" in found else None,
        _argument_from(found["place"]) if "place" in found else None,
        _quantity_from(found["quantity"]) if "quantity" in found else None,
    )
    return Statement(
        line["id"],
        document,
        line["clause"],
        _argument_from(line["subject"], "subject"),
        Predicate(predicate["id"], predicate["label"], predicate["phrase"], predicate["start"], predicate["end"]),
        None if line["object"] is None else _argument_from(line["object"], "object"),
        tuple(map(_argument_from, line["arguments"])),
        qualifiers,
        Span(document, sentence["start"], sentence["end"], sentence["text"]),
        line["polarity"],
        line["modality"],
        line["tense"],
        tuple(map(_attribution_from, line["attribution"])),
        line["confidence"],
        line["extractor"],
        line["event_type"],
        line["happening"],
        tuple(line["features"]),
    )


# ------------------------------------------------------------------------------------------------ documents
def document_line(document: Document, publisher: str = "") -> Line:
    """Turn a document into a line of `documents.jsonl`; `publisher` is the id of its publisher's entity, if any."""
    line: Line = {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "sha256": document.sha256,
        "supersedes": document.supersedes,
        "boilerplate": [{"start": passage.start, "end": passage.end, "kind": passage.kind} for passage in document.boilerplate],
    }
    if publisher:
        line["publisher_entity"] = publisher
    return line | {"text": document.text}


def document_from(line: Line) -> Document:
    """Read a line of `documents.jsonl`."""
    return Document(
        line["id"],
        line["source"],
        line["text"],
        line["title"],
        line["url"],
        line["publisher"],
        line["published"],
        line["language"],
        line["sha256"],
        line["supersedes"],
        tuple(Passage(passage["start"], passage["end"], passage["kind"]) for passage in line["boilerplate"]),
    )


def refusal_line(refusal: Refusal) -> Line:
    """Turn a refusal into a line of `refused.jsonl`."""
    return {"source": refusal.source, "reason": refusal.reason, "remedy": refusal.remedy}


def refusal_from(line: Line) -> Refusal:
    """Read a line of `refused.jsonl`."""
    return Refusal(line["source"], line["reason"], line["remedy"])


# ------------------------------------------------------------------------------------------------ what resolution finds
def _span_line(span: Span) -> Line:
    return {"document": span.document, "start": span.start, "end": span.end, "text": span.text}


def _span_from(line: Line) -> Span:
    return Span(line["document"], line["start"], line["end"], line["text"])


def _mention_line(mention: Mention) -> Line:
    line = _span_line(mention.span) | {"id": mention.id, "type": mention.type, "kind": mention.kind, "chain": mention.chain}
    more: Line = {
        "name": mention.name,
        "titles": list(mention.titles),
        "members": list(mention.members),
        "metonym": mention.metonym,
        "gender": mention.gender,
        "gazetteer": mention.gazetteer,
    }
    return line | {key: value for key, value in more.items() if value}


def _mention_from(line: Line) -> Mention:
    return Mention(
        line["id"],
        _span_from(line),
        line["type"],
        line["chain"],
        line["kind"],
        line.get("name", ""),
        tuple(line.get("titles", ())),
        tuple(line.get("members", ())),
        line.get("metonym", False),
        line.get("gender", ""),
        line.get("gazetteer", ""),
    )


def entity_line(entity: Entity) -> Line:
    """Turn an entity into a line of `entities.jsonl`."""
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "same_as": list(entity.same_as),
        "possibly": list(entity.possibly),
        "known": entity.known,
        "mentions": list(map(_mention_line, entity.mentions)),
    }


def entity_from(line: Line) -> Entity:
    """Read a line of `entities.jsonl`."""
    return Entity(
        line["id"],
        line["type"],
        line["label"],
        tuple(line["aliases"]),
        tuple(map(_mention_from, line["mentions"])),
        tuple(line["same_as"]),
        tuple(line["possibly"]),
        line["known"],
    )


def event_line(event: Event) -> Line:
    """Turn an event into a line of `events.jsonl`."""
    return {
        "id": event.id,
        "type": event.type,
        "label": event.label,
        "happening": event.happening,
        "participants": [{"role": participant.role, "entity": participant.entity} for participant in event.participants],
        "time": None if event.time is None else event.time.value,
        "time_words": None if event.time is None else _time_words(event.time),
        "place": event.place or None,
        "quantities": list(map(_quantity_line, event.quantities)),
        "mentions": list(map(_span_line, event.mentions)),
        "statements": list(event.statements),
    }


def event_from(line: Line) -> Event:
    """Read a line of `events.jsonl`."""
    return Event(
        line["id"],
        line["type"],
        line["label"],
        line["happening"],
        tuple(Participant(participant["role"], participant["entity"]) for participant in line["participants"]),
        None if line["time"] is None else _time_from(line["time"], line["time_words"]),
        line["place"] or "",
        tuple(map(_quantity_from, line["quantities"])),
        tuple(map(_span_from, line["mentions"])),
        tuple(line["statements"]),
    )


def fact_line(fact: Fact, names: Names) -> Line:
    """Turn a fact into a line of `facts.jsonl`; labels come from `names`."""

    def entity(id: str) -> Line:
        found = names.entities.get(id)
        return {"entity": id, "label": found.label, "type": found.type} if found else {"entity": id}

    thing: Line | None = None
    if fact.object:
        thing = entity(fact.object)
    elif fact.value is not None:
        thing = {"value": fact.value.text, "label": fact.value.text} | _value_keys(fact.value)
    elif fact.statement:
        thing = {"statement": fact.statement}
    return {
        "id": fact.id,
        "subject": entity(fact.subject),
        "predicate": {"id": fact.predicate, "label": fact.label},
        "object": thing,
        "event": fact.event or None,
        "status": fact.status,
        "direct": fact.direct,
        "support": fact.support,
        "opposed": fact.opposed,
        "confidence": fact.confidence,
        "mirror_of": fact.mirror_of or None,
        "statements": list(fact.statements),
    }


def fact_from(line: Line) -> Fact:
    """Read a line of `facts.jsonl`."""
    thing = line["object"] or {}
    return Fact(
        line["id"],
        line["subject"]["entity"],
        line["predicate"]["id"],
        line["predicate"]["label"],
        thing.get("entity", ""),
        _value_from(thing["value"], thing) if "value" in thing else None,
        thing.get("statement", ""),
        line["event"] or "",
        line["status"],
        line["direct"],
        line["support"],
        line["opposed"],
        line["confidence"],
        line["mirror_of"] or "",
        tuple(line["statements"]),
    )


def judgement_line(judgement: Judgement) -> Line:
    """Turn a judgement into a line of `judgements.jsonl`."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "same": judgement.same,
        "score": judgement.score,
        "reasons": list(judgement.reasons),
    }


def judgement_from(line: Line) -> Judgement:
    """Read a line of `judgements.jsonl`."""
    return Judgement(line["left"], line["right"], line["same"], line["score"], tuple(line["reasons"]))
