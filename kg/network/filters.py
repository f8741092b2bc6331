"""Which facts a view holds: one set of filters for `to_networkx()`, the exports and the picture.

Invariants:
    * Filters choose facts and never change one: support, status and confidence stay those of the whole graph.
    * A fact is left out for the first reason that fits, in the order of `REASONS`, so the counts add up.
    * The mirror of a symmetric fact follows the fact it mirrors and is not counted.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from kg.errors import UnknownName, UsageError
from kg.model import Entity, Fact, Resolution, Status
from kg.network.lookup import Lookup

Undated = Literal["keep", "drop"]
REASONS = ("relation", "type", "publisher", "status", "confidence", "not direct", "undated", "outside the dates", "away from the centre")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a fact must be to be seen; an empty field asks for nothing.

    Attributes:
        relations: ids with or without prefix (`kg:met`, `met`) or labels (“supplies natural gas to”).
        types: classes that the entities at both ends must have (`Person`), any case.
        publishers: names or ids of outlets; one of the fact's statements must come from one of them.
        begin: first day (YYYY-MM-DD) of the window that the fact's time must touch, or "" for an open one.
        end: last day of the window, or "".
        undated: whether a fact without a time is kept when a window is given.
        statuses: statuses that are wanted.
        min_confidence: least confidence, in [0, 1].
        direct: True for facts with a direct edge only.
        around: name or id of the entity in the centre, or "".
        hops: how many facts away from the centre an entity may be, at least 1.

    Example:
        >>> Filters().empty, Filters(types=("Person",)).empty
        (True, False)
    """

    relations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    begin: str = ""
    end: str = ""
    undated: Undated = "keep"
    statuses: tuple[Status, ...] = ()
    min_confidence: float = 0.0
    direct: bool = False
    around: str = ""
    hops: int = 1

    @property
    def empty(self) -> bool:
        """Tell whether every fact passes."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a view does not hold of the whole graph.

    Attributes:
        facts: facts of the whole graph that are not in the view (mirrors are not counted).
        kept: facts in the view.
        reasons: how many facts each reason left out, in the order of `REASONS`; only reasons that left something out.
        entities: entities of the whole graph that are not in the view.
    """

    facts: int = 0
    kept: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    entities: int = 0

    def __str__(self) -> str:
        """Say it in one line.

        Example:
            >>> str(LeftOut(3, 9, {"status": 2, "undated": 1}, 1))
            '9 facts, 3 left out (status: 2, undated: 1), 1 entity left out'
        """
        text = f"{self.kept} {_plural(self.kept, 'fact')}"
        if self.facts:
            text += f", {self.facts} left out ({', '.join(f'{reason}: {count}' for reason, count in self.reasons.items())})"
        if self.entities:
            text += f", {self.entities} {_plural(self.entities, 'entity')} left out"
        return text


def read_filters(
    *,
    relation: str | Iterable[str] = (),
    types: str | Iterable[str] = (),
    publisher: str | Iterable[str] = (),
    begin: str = "",
    end: str = "",
    undated: str = "keep",
    status: str | Iterable[str] = (),
    min_confidence: float = 0.0,
    direct: bool = False,
    around: str = "",
) -> Filters:
    """Read filters as people write them.

    Args:
        relation: relations, separated by commas.
        types: classes, separated by commas.
        publisher: outlets; a string is one name, since names may hold commas.
        begin: first day, month or year of the window (`2022`, `2022-02`, `2022-02-04`), or the window itself as an interval `a/b`.
        end: last day, month or year of the window.
        undated: `keep` or `drop`.
        status: statuses, separated by commas, any case.
        min_confidence: in [0, 1].
        direct: only facts with a direct edge.
        around: `NAME` or `NAME:HOPS`.

    Returns:
        The filters.

    Raises:
        UsageError: a date, status, number or choice is not one, with what was expected.

    Example:
        >>> read_filters(types="person, organisation", begin="2022-02", end="2022-02", around="Xi Jinping:2")
        ... # doctest: +NORMALIZE_WHITESPACE
        Filters(relations=(), types=('person', 'organisation'), publishers=(), begin='2022-02-01', end='2022-02-28',
                undated='keep', statuses=(), min_confidence=0.0, direct=False, around='Xi Jinping', hops=2)
    """
    if undated not in get_args(Undated):
        raise UsageError(f"undated: {undated!r}", remedy="write keep or drop")
    if not 0.0 <= min_confidence <= 1.0:
        raise UsageError(f"min-confidence: {min_confidence}", remedy="write a number from 0 to 1")
    if "/" in begin and not end:
        end = begin
    first, last = (_day(begin, "from", last=False), _day(end, "to", last=True))
    if first and last and first > last:
        raise UsageError(f"from {begin} lies after to {end}", remedy="exchange them")
    centre, hops = _centre(around)
    return Filters(
        relations=_items(relation),
        types=_items(types),
        publishers=(publisher,) if isinstance(publisher, str) and publisher else tuple(publisher),
        begin=first,
        end=last,
        undated="drop" if undated == "drop" else "keep",
        statuses=tuple(_status(name) for name in _items(status)),
        min_confidence=min_confidence,
        direct=direct,
        around=centre,
        hops=hops,
    )


def select(resolution: Resolution, filters: Filters, *, is_a: Callable[[str, str], bool] | None = None) -> tuple[Resolution, LeftOut]:
    """Restrict a graph to the facts that pass, with all that they rest on.

    Args:
        resolution: the whole graph.
        filters: what is wanted.
        is_a: tells whether a class is another or below it (`Ontology.is_a`), so that `organisation` holds companies too;
            without it, types are compared by name only.

    Returns:
        The part of the graph, and how much was left out. The part holds the kept facts, their statements, events, documents
        and entities, in the order of the whole.

    Raises:
        UnknownName: a relation, type, publisher or centre is not in the graph; the choices are named.
    """
    facts = [fact for fact in resolution.facts if not fact.mirror_of]
    if filters.empty:
        return resolution, LeftOut(kept=len(facts))
    lookup = Lookup(resolution)
    relations = _known_relations(filters.relations, facts)
    types = _known_types(filters.types, resolution.entities, is_a)
    publishers = _known_publishers(filters.publishers, lookup)
    counts: dict[str, int] = dict.fromkeys(REASONS, 0)
    kept: list[Fact] = []
    for fact in facts:
        reason = _reason(fact, filters, relations, types, publishers, lookup)
        if reason:
            counts[reason] += 1
        else:
            kept.append(fact)
    if filters.around:
        near = _near(lookup.entity_named(filters.around).id, filters.hops, kept)
        inside = [fact for fact in kept if fact.subject in near and (not fact.object or fact.object in near)]
        counts["away from the centre"] = len(kept) - len(inside)
        kept = inside
    part = _part(resolution, {fact.id for fact in kept}, lookup)
    reasons = {reason: count for reason, count in counts.items() if count}
    left_out = LeftOut(len(facts) - len(kept), len(kept), reasons, len(resolution.entities) - len(part.entities))
    return part, left_out


def _reason(fact: Fact, filters: Filters, relations: set[str], types: set[str], publishers: set[str], lookup: Lookup) -> str:
    if relations and fact.predicate not in relations:
        return "relation"
    if types and any(lookup.entities[end].type not in types for end in (fact.subject, fact.object) if end):
        return "type"
    if publishers and not any(lookup.publisher_key(lookup.statements[s].document) in publishers for s in fact.statements):
        return "publisher"
    if filters.statuses and fact.status not in filters.statuses:
        return "status"
    if fact.confidence < filters.min_confidence:
        return "confidence"
    if filters.direct and not fact.direct:
        return "not direct"
    time = lookup.time(fact)
    if time is None or not (time.begin or time.end):
        return "undated" if filters.undated == "drop" else ""
    if (filters.end and time.begin and time.begin > filters.end) or (filters.begin and time.end and time.end < filters.begin):
        return "outside the dates"
    return ""


def _near(centre: str, hops: int, facts: list[Fact]) -> set[str]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.object:
            neighbours[fact.subject].add(fact.object)
            neighbours[fact.object].add(fact.subject)
    near, rim = {centre}, {centre}
    for _ in range(hops):
        rim = {other for entity in rim for other in neighbours[entity]} - near
        near |= rim
    return near


def _part(resolution: Resolution, kept: set[str], lookup: Lookup) -> Resolution:
    facts = tuple(fact for fact in resolution.facts if fact.id in kept or fact.mirror_of in kept)
    wanted = {statement for fact in facts for statement in fact.statements}
    wanted |= {fact.statement for fact in facts if fact.statement}
    statements = tuple(statement for statement in resolution.statements if statement.id in wanted)
    happened = {fact.event for fact in facts}
    events = tuple(
        replace(event, statements=tuple(s for s in event.statements if s in wanted)) for event in resolution.events if event.id in happened
    )
    read = {statement.document for statement in statements}
    documents = tuple(document for document in resolution.documents if document.id in read)
    publisher_of = {d: entity for d, entity in resolution.publisher_of.items() if d in read}
    used = {end for fact in facts for end in (fact.subject, fact.object)}
    used |= {participant.entity for event in events for participant in event.participants} | {event.place for event in events}
    used |= set(publisher_of.values())
    for statement in statements:
        arguments = [statement.subject, statement.object, statement.qualifiers.place, *statement.arguments]
        chains = [argument.chain for argument in arguments if argument] + [speaker.chain for speaker in statement.attribution]
        used |= {lookup.entity_of.get(chain, "") for chain in chains if chain}
    entities = tuple(entity for entity in resolution.entities if entity.id in used)
    fact_of = {s: fact for s, fact in resolution.fact_of.items() if s in wanted}
    return replace(
        resolution,
        documents=documents,
        statements=statements,
        entities=entities,
        events=events,
        facts=facts,
        fact_of=fact_of,
        publisher_of=publisher_of,
    )


# ------------------------------------------------------------------------------------------------ names that the graph knows
def _known_relations(names: tuple[str, ...], facts: list[Fact]) -> set[str]:
    known: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for name in (fact.predicate, fact.predicate.partition(":")[2], fact.label):
            known[name.casefold()].add(fact.predicate)
    return {predicate for name in names for predicate in _find("relation", name, known)}


def _known_types(names: tuple[str, ...], entities: tuple[Entity, ...], is_a: Callable[[str, str], bool] | None) -> set[str]:
    known: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        known[entity.type.casefold()].add(entity.type)
    if is_a is None:
        return {kind for name in names for kind in _find("type", name, known)}
    present = sorted({entity.type for entity in entities})
    wanted: set[str] = set()
    for name in names:
        written = next((kind for kind in present if kind.casefold() == name.casefold()), name[:1].upper() + name[1:])
        below = {kind for kind in present if is_a(kind, written)}
        wanted |= below or _find("type", name, known)
    return wanted


def _known_publishers(names: tuple[str, ...], lookup: Lookup) -> set[str]:
    known: dict[str, set[str]] = defaultdict(set)
    for document in lookup.documents.values():
        key = lookup.publisher_key(document.id)
        entity = lookup.entities.get(key)
        for name in (key, document.publisher or "", *((entity.label, *entity.aliases) if entity else ())):
            if name:
                known[name.casefold()].add(key)
    return {publisher for name in names for publisher in _find("publisher", name, known)}


def _find(what: str, name: str, known: Mapping[str, set[str]]) -> set[str]:
    found = known.get(name.casefold())
    if found is None:
        near = difflib.get_close_matches(name.casefold(), sorted(known), n=5, cutoff=0.4) or sorted(known)[:8]
        raise UnknownName(f"no {what} of this graph is called {name!r}", near=tuple(near))
    return found


# ------------------------------------------------------------------------------------------------ what people write
def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _items(value: str | Iterable[str]) -> tuple[str, ...]:
    parts = [value] if isinstance(value, str) else list(value)
    return tuple(item.strip() for part in parts for item in part.split(",") if item.strip())


def _status(name: str) -> Status:
    for status in get_args(Status):
        if status.casefold() == name.casefold():
            return status  # type: ignore[no-any-return]  # get_args gives Any
    raise UsageError(f"status: {name!r}", remedy=f"write one of {', '.join(get_args(Status))}")


def _day(text: str, option: str, *, last: bool) -> str:
    if not text:
        return ""
    ends = text.split("/")
    written = ends[-1 if last else 0].strip()
    if len(ends) == 2 and written == "..":
        return ""
    match = _DATE.fullmatch(written) if len(ends) <= 2 else None
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = match.groups()
        if day:
            return datetime.date(int(year), int(month), int(day)).isoformat()
        first = datetime.date(int(year), int(month or (12 if last else 1)), 1)
        if not last:
            return first.isoformat()
        return (datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1) - datetime.timedelta(1)).isoformat()
    except (ValueError, OverflowError) as error:
        remedy = "write a day (2022-02-04), a month (2022-02), a year (2022) or an interval (2022-02/2022-04)"
        raise UsageError(f"{option}: {text!r} is not a date", remedy=remedy) from error


def _centre(text: str) -> tuple[str, int]:
    name, colon, hops = text.rpartition(":")
    if not colon or not hops.strip().isdecimal():
        return text, 1
    if int(hops) < 1:
        raise UsageError(f"around: {text!r}", remedy="write NAME or NAME:HOPS with at least one hop")
    return name.strip(), int(hops)
