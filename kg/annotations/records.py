"""What the annotations room hands to the statements room, within one process: token positions beside the records of `kg.model`."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.annotations.parse import Parse
from kg.model import Document, Mention, Time


@dataclass(slots=True)
class Located:
    """A mention at its tokens [first, last) with its syntactic head, which for a name may be the title before it (“Minister Wang”)."""

    first: int
    last: int
    head: int
    mention: Mention


@dataclass(slots=True)
class TimeExpression:
    """A date or period at its tokens [first, last) with its syntactic head; `time` is None where it cannot be resolved.

    `point` is the date that the words themselves name, where `time` is an interval that it bounds (“since 1949”, “from 2004 to 2009”); else `time`.
    `noun` is the token of the noun whose own date it is (“after the death of his mother in 1846”, “Ann Ray (1818–1880)”), so that it does
    not date the clause, or -1.
    """

    first: int
    last: int
    head: int
    text: str
    time: Time | None
    point: Time | None = None
    noun: int = -1


@dataclass(slots=True)
class Quote:
    """Quoted words: code points of the text, [start, end) with the marks, and the tokens [first, last) with the marks."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Annotations:
    """One document, annotated.

    Attributes:
        document: the document.
        parse: its parse.
        skip: True for each token that lies in boilerplate.
        mentions: by position; every noun phrase, name, pronoun, demonym and group that may be an argument. Mentions never cross: they are apart
            or nested.
        at: the mention whose syntactic head is a token (the widest, if several).
        chains: mentions by chain id, in order of position.
        times: by position.
        time_at: the time expression that covers a token.
        quotes: by position.
        quoted: number of the quote that a token lies in, or -1.
        dateline_place: local id of the gazetteer's entry for the place that a dateline names (“PARIS, April 7 -”), or "".
        dateline_date: ISO date that a dateline names, or "".
        report: the day that the text reports on as its own: of its dateline, of the line that dates it, or of its publication; else None.
    """

    document: Document
    parse: Parse
    skip: list[bool]
    mentions: list[Located] = field(default_factory=list)
    at: dict[int, Located] = field(default_factory=dict)
    chains: dict[str, list[Mention]] = field(default_factory=dict)
    times: list[TimeExpression] = field(default_factory=list)
    time_at: dict[int, TimeExpression] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    dateline_place: str = ""
    dateline_date: str = ""
    report: Time | None = None
