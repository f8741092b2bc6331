"""The records that rooms exchange. Standard library only; frozen and slotted; equal by value.

Invariants:
    * An offset is a code point of `Document.text`; a pair of offsets is half-open [start, end).
    * `document.text[start:end] == text` for each span that carries its text.
    * The map (documents, annotations, statements) gives `Extraction`s, one a document, without shared state.
    * The reduce (entities, events, facts) gives one `Resolution` and edits no statement: it maps chains to entities and
      statements to facts. All that lies behind it (RDF, networks, exports) is a pure function of the `Resolution`.
    * Order is part of the value: tuples are sorted by their maker and never by a set's or a hash's accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "planned", "possible", "hypothetical", "desired", "expected", "ordered"]
Tense = Literal["past", "present", "future"]
Status = Literal["Asserted", "Reported", "Planned", "Claimed", "Possible", "Denied", "Disputed", "Retracted"]
MentionKind = Literal["name", "nominal", "pronoun", "demonym", "group"]
Basis = Literal["said", "context", "report"]
Granularity = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "interval", "time"]


# ------------------------------------------------------------------------------------------------ documents
@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document's text that is not news: kept in the text, not extracted.

    `kind` says what it is: `share`, `related`, `comments`, `caption`, `credit`, `navigation`, `subscription`, ...
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `id` is its URL, else its path below the source it was found in; `source` is the file as given.

    `published` is an ISO 8601 date (YYYY-MM-DD) or None; `language` an ISO 639-1 code; `sha256` the hash of the text in UTF-8.
    `supersedes` is the id or URL of a document that this one corrects, if it says so.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str = "en"
    sha256: str = ""
    supersedes: str | None = None
    boilerplate: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not built: a line of `refused.jsonl`."""

    source: str
    reason: str
    remedy: str


# ------------------------------------------------------------------------------------------------ the map
@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of one document's text, with the words that stand there."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that speaks of something.

    Attributes:
        id: hash of document, start and end.
        span: its exact place and words.
        type: class of the ontology without prefix: Person, Organisation, State, Place, Group, Event, Work, Product, Law, Concept, Thing.
        chain: id of the chain of mentions within the document that speak of the same thing (an id, not a number).
        kind: name, nominal (“the president”), pronoun, demonym (“Russian”), group (“the two leaders”).
        name: for names, the words that name it without titles, determiners and possessive ending; for demonyms, the gazetteer's label;
            for “its board”, what tells whose (“Acme's board”); else "".
        titles: role words beside or in it, lower case (“president”, “foreign minister”).
        members: chains of the members, if the mention is a group or a coordination that was resolved.
        metonym: True where a city or building stands for its government (“Moscow said”).
        gender: `m`, `f`, `n` or "" where unknown.
        gazetteer: IRI's local name of the gazetteer entry that the mention must mean, or "".
        countries: whom it belongs to: ISO 3166-1 alpha-3 codes (“Israeli troops”: `ISR`), `IGO` for what stands above countries.
        sector: part of society that it is of: `GOV`, `MIL`, `REB`, ... or "".
    """

    id: str
    span: Span
    type: str
    chain: str
    kind: MentionKind
    name: str = ""
    titles: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    metonym: bool = False
    gender: str = ""
    gazetteer: str = ""
    countries: tuple[str, ...] = ()
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity, an amount of money, a percentage, a date or plain words that are not a thing of their own.

    Attributes:
        text: the words.
        datatype: `quantity`, `money`, `percent`, `ordinal`, `date`, `text`.
        value: the number, or None.
        unit: `m3`, `USD`, `percent`, `people`, ... or "".
    """

    text: str
    datatype: str
    value: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """When: `value` is an ISO 8601 date, month, year or interval a/b (open ends as `..`); `text` and offsets are the words it came from.

    `begin` and `end` are its first and last day (YYYY-MM-DD), or "" where open. `basis` is how it is known: `said` by words that belong to
    what they date; inferred from the `context` (the day of which the clause or the sentence before it speaks, with its words); or the day of
    the `report` itself, of news told as new (the words of its dateline, or none).
    """

    value: str
    granularity: Granularity
    begin: str
    end: str
    text: str
    start: int
    end_offset: int
    basis: Basis = "said"


@dataclass(frozen=True, slots=True)
class Argument:
    """A slot of a statement, with its words at [start, end).

    Exactly one of these holds: `chain` is set (a thing: the chain that the mention resolves to; for a member of a group the
    member's chain, while the words stay those of the group), `value` is set, or `statement` is set (what was said).

    `role` is `subject`, `object`, or a role of the ontology without prefix: goods, recipient, topic, instrument, place, time, ...
    """

    role: str
    text: str
    start: int
    end: int
    type: str = ""
    label: str = ""
    chain: str = ""
    value: Value | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation as the text words it and as the ontology knows it.

    `id` is `kg:…` (a property of the ontology) or `rel:…` (minted from the words); `label` reads between subject and object;
    `phrase` is `text[start:end]`, the trigger words.
    """

    id: str
    label: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it: the speaker's words and chain, and the cue (“said”, “according to”)."""

    chain: str
    label: str
    text: str
    start: int
    end: int
    cue: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """When, where and how much."""

    time: Time | None = None
    place: Argument | None = None
    quantity: Value | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One mention of a relation in one sentence.

    Attributes:
        id: hash of document, argument and trigger spans, argument chains, predicate and attribution.
        clause: id shared by the statements of one clause.
        attribution: innermost speaker first; empty where the outlet speaks itself.
        confidence: in [0, 1], that the statement is what the sentence says.
        extractor: `verbal`, `nominal`, `quotation`, ...
        event_type: PLOVER type of the trigger (`plover:CONSULT`), or "".
        happening: True for what happens at a time (an event), False for what holds (a situation).
        features: what its confidence rests on, sorted (names in `kg/statements/weights.toml`).
    """

    id: str
    document: str
    clause: str
    subject: Argument
    predicate: Predicate
    object: Argument | None
    arguments: tuple[Argument, ...]
    qualifiers: Qualifiers
    sentence: Span
    polarity: Polarity
    modality: Modality
    tense: Tense | None
    attribution: tuple[Attribution, ...]
    confidence: float
    extractor: str
    event_type: str = ""
    happening: bool = True
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the map finds in one document. `key` is the hash of all that it depends on (text, metadata, model, configuration, version)."""

    document: str
    key: str
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


# ------------------------------------------------------------------------------------------------ the reduce
@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two chains or entities are the same, and why."""

    left: str
    right: str
    same: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that mentions of one or many documents speak of.

    Attributes:
        id: local name of its IRI below `<base>entity/` (`Vladimir_Putin`, `New_deal--9f…`).
        type: class of the ontology without prefix.
        label: its best name.
        aliases: other names it is called by, sorted.
        mentions: by document and offset.
        same_as: IRIs in other datasets (Wikidata), sorted.
        possibly: ids of entities, or IRIs in other datasets, that it may be, where more than one fits.
        known: True where the gazetteer knows it.
        countries, sector: whom it belongs to and what part of society it is, as its mentions are coded; see `Mention`.
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    same_as: tuple[str, ...] = ()
    possibly: tuple[str, ...] = ()
    known: bool = False
    countries: tuple[str, ...] = ()
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity's role in an event: `role` is a property of the ontology without prefix (participant, agent, patient, goods, ...)."""

    role: str
    entity: str


@dataclass(frozen=True, slots=True)
class Event:
    """A happening (`type` is a class or PLOVER type) or a standing relation (a `kg:Situation`).

    Attributes:
        id: hash of what makes it this event.
        type: `plover:CONSULT`, ... or "" where no type fits.
        happening: True for a happening, False for a standing relation.
        time: the interval in which it lies, or None.
        place: entity id, or "".
        quantities: values with unit.
        mentions: the trigger words.
        statements: ids.
    """

    id: str
    type: str
    label: str
    happening: bool
    participants: tuple[Participant, ...]
    time: Time | None
    place: str
    quantities: tuple[Value, ...]
    mentions: tuple[Span, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What statements that say the same of the same entities add up to.

    Attributes:
        id: hash of subject, predicate, object and, for happenings, event.
        subject: entity id.
        predicate: `kg:…` or `rel:…`; `label` reads between subject and object.
        object: entity id, or "" where `value` or `statement` is set or the relation has no object.
        value: literal object.
        statement: id of the statement that was said, for facts of saying.
        event: event id, or "".
        status: DESIGN's statuses; see `kg.facts`.
        direct: True where the fact has a direct edge in the graph.
        support: distinct origins of affirmed evidence; opposed: the same for negated.
        mirror_of: id of the fact of which this is the other direction (symmetric relations), or "".
        statements: ids, sorted by document and offset.
    """

    id: str
    subject: str
    predicate: str
    label: str
    object: str
    value: Value | None
    statement: str
    event: str
    status: Status
    direct: bool
    support: int
    opposed: int
    confidence: float
    mirror_of: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The resolved graph as records: what the reduce gives and what all projections read.

    `entity_of` maps each chain that a statement's argument or attribution names to an entity id; `fact_of` maps a statement id to its fact.
    Publishers are entities too: `publisher_of` maps a document id to the entity of its publisher.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    facts: tuple[Fact, ...]
    entity_of: Mapping[str, str]
    fact_of: Mapping[str, str]
    publisher_of: Mapping[str, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
