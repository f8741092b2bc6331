"""A fact as a reader sees it: who, what, whom, when, where, who says so, in which words.

Invariants: cards are in reading order: confident ones first, then direct edges, more support, more confidence, earlier, by name and id;
facts of saying are no cards of their own, for they are the speakers of what was said.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.explorer.dates import say_date
from kg.explorer.links import link_to_words
from kg.explorer.quotes import Piece, mark_words
from kg.explorer.selection import CONFIDENT
from kg.model import Attribution, Fact, Resolution, Statement
from kg.network import Lookup, details

QUOTES = 5


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement: its marked words, who says so, and where it stands.

    Attributes:
        pieces: the sentence with its marks.
        speakers: innermost first, each with its cue (“Vladimir Putin (“said”)”).
        publisher, title, published: of the document; "" where not known; published in words.
        link: address that opens the page at the words, or "".
        note: what is not plain about it: “denied”, “planned”, “possible”, ...
    """

    pieces: tuple[Piece, ...]
    speakers: tuple[str, ...]
    publisher: str
    title: str
    published: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """One fact.

    Attributes:
        id: the fact's id.
        subject, object: entity ids, or "" where a value or nothing stands.
        subject_label, label, object_label: the fact as it reads.
        subject_type, object_type: classes, "" for values.
        status: as in `kg.model`.
        confident: True if its confidence is at least `CONFIDENT`.
        confidence: in [0, 1]; support, opposed: origins for and against.
        time: ISO 8601 or ""; time_text: in words; begin: first day or "".
        place: label or "".
        details: further arguments.
        quotes: at most `QUOTES`, of different documents first; more: how many are not shown.
    """

    id: str
    subject: str
    object: str
    subject_label: str
    label: str
    object_label: str
    subject_type: str
    object_type: str
    status: str
    confident: bool
    confidence: float
    support: int
    opposed: int
    time: str
    time_text: str
    begin: str
    place: str
    details: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int


def make_cards(resolution: Resolution, *, most: int) -> tuple[tuple[Card, ...], int, int]:
    """Turn facts into cards.

    Args:
        resolution: the graph.
        most: how many cards at most.

    Returns:
        The cards in reading order, how many facts could be cards, and how many of them are below `CONFIDENT`.
    """
    lookup = Lookup(resolution)
    facts = [fact for fact in resolution.facts if not fact.mirror_of and not fact.statement]
    begins = {fact.id: time.begin if (time := lookup.time(fact)) else "" for fact in facts}
    facts.sort(
        key=lambda fact: (
            fact.confidence < CONFIDENT,
            not fact.direct,
            -fact.support,
            -fact.confidence,
            begins[fact.id] or "~",
            lookup.label(fact.subject),
            fact.label,
            fact.id,
        )
    )
    unsure = sum(fact.confidence < CONFIDENT for fact in facts)
    return tuple(_card(fact, lookup, begins[fact.id]) for fact in facts[:most]), len(facts), unsure


def _card(fact: Fact, lookup: Lookup, begin: str) -> Card:
    time = lookup.time(fact)
    subject, target = lookup.entities.get(fact.subject), lookup.entities.get(fact.object)
    statements = _chosen([lookup.statements[statement] for statement in fact.statements])
    return Card(
        id=fact.id,
        subject=fact.subject,
        object=fact.object,
        subject_label=subject.label if subject else lookup.best(fact).subject.text,
        label=fact.label,
        object_label=target.label if target else fact.value.text if fact.value else "",
        subject_type=subject.type if subject else "",
        object_type=target.type if target else "",
        status=fact.status,
        confident=fact.confidence >= CONFIDENT,
        confidence=fact.confidence,
        support=fact.support,
        opposed=fact.opposed,
        time=time.value if time else "",
        time_text=say_date(time.value) + ("" if time.basis == "said" else " (inferred)") if time else "",
        begin=begin,
        place=lookup.place(fact)[1],
        details=tuple(details(fact, lookup)),
        quotes=tuple(_quote(statement, lookup) for statement in statements[:QUOTES]),
        more=max(0, len(statements) - QUOTES),
    )


def _chosen(statements: list[Statement]) -> list[Statement]:
    """Order statements so that each document comes once before any comes twice; else as they stand."""
    seen: dict[str, int] = {}
    ranked: list[tuple[int, int, Statement]] = []
    for number, statement in enumerate(statements):
        seen[statement.document] = seen.get(statement.document, 0) + 1
        ranked.append((seen[statement.document], number, statement))
    return [statement for _, _, statement in sorted(ranked, key=lambda item: item[:2])]


def _quote(statement: Statement, lookup: Lookup) -> Quote:
    document = lookup.documents[statement.document]
    modality = "" if statement.modality == "actual" else statement.modality
    notes = [note for note in ("negated" if statement.polarity == "negated" else "", modality) if note]
    return Quote(
        pieces=mark_words(statement),
        speakers=tuple(_speaker(speaker, lookup) for speaker in statement.attribution),
        publisher=lookup.publisher(document.id),
        title=document.title or document.id,
        published=say_date(document.published) if document.published else "",
        link=link_to_words(document.url, statement.sentence.text),
        note=", ".join(notes),
    )


def _speaker(speaker: Attribution, lookup: Lookup) -> str:
    return f"{lookup.speaker(speaker)} (“{speaker.cue}”)" if speaker.cue else lookup.speaker(speaker)
