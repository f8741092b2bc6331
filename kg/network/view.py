"""The network as plain rows: what every graph format writes, whatever the library.

Invariants:
    * Values are str, int, float or bool; nothing is None; several values in one cell are joined by `SEPARATOR`.
    * Nodes are sorted by id, edges by (source, target, relation, id). An edge's id is its fact's.
    * A symmetric relation is one edge, marked `symmetric`, and not its mirror too.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from kg.model import Entity, Fact, Resolution, Statement
from kg.network.lookup import Lookup

SEPARATOR = " | "
Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Node:
    """An entity.

    Attributes:
        id: the entity's id, the local name of its IRI.
        label: its best name; aliases: the others, joined.
        type: its class without prefix.
        wikidata: Wikidata's id (`Q7747`) or ""; same_as: all IRIs in other data sets, joined.
        documents: how many documents mention it; mentions: how many times.
        degree: how many edges of the view touch it (a loop counts twice).
        facts: literal facts about it, joined (“resigned”, “grew by: 4 %”), or "".
    """

    id: str
    label: str
    type: str
    aliases: str
    wikidata: str
    same_as: str
    documents: int
    mentions: int
    degree: int
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two entities.

    Attributes:
        id: the fact's id.
        source, target: entity ids; the relation reads from source to target.
        relation: `kg:met`, `rel:…`; label: as it reads between the two.
        status, direct, confidence, support, opposed: see `kg.model.Fact`.
        weight: max(1, support), above 0 as Gephi asks.
        polarity: `affirmed`, `negated` or `mixed`.
        symmetric: True where it reads both ways.
        time: ISO 8601 date, month, year or interval, or ""; begin, end: its first and last day (YYYY-MM-DD), "" where open.
        place: label of the place; details: further arguments and quantities (“goods: natural gas”), joined.
        event: id of the event or situation; event_type: its type.
        quote: the sentence of the best statement.
        statements: how many statements; sources: how many documents they stand in.
        documents, urls, publishers, speakers: joined, in order of first appearance.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    status: str
    direct: bool
    confidence: float
    support: int
    opposed: int
    weight: float
    polarity: str
    symmetric: bool
    time: str
    begin: str
    end: str
    place: str
    details: str
    event: str
    event_type: str
    quote: str
    statements: int
    sources: int
    documents: str
    urls: str
    publishers: str
    speakers: str


_NODE_COLUMNS = tuple(column.name for column in fields(Node))
_EDGE_COLUMNS = tuple(column.name for column in fields(Edge))


@dataclass(frozen=True, slots=True)
class View:
    """A network: nodes, edges, and what of the graph has no place in it.

    Attributes:
        nodes: entities at an end of an edge or with a literal fact.
        edges: facts between two entities.
        literal: facts of which an end is a value or nothing; they are in `Node.facts` of their subject, not among the edges.
        saying: facts of saying; they are the `speakers` of the facts that were said.
        spells: by edge id, the days that it holds: disjoint pairs (first, last), sorted; "" where open; no entry where undated.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    literal: int
    saying: int
    spells: dict[str, tuple[tuple[str, str], ...]]


def tabulate(resolution: Resolution) -> View:
    """Lay a graph out as nodes and edges.

    Args:
        resolution: the graph, or the part of it that `select` gave.

    Returns:
        The rows.
    """
    lookup = Lookup(resolution)
    edges: list[Edge] = []
    spells: dict[str, tuple[tuple[str, str], ...]] = {}
    literals: dict[str, list[str]] = defaultdict(list)
    saying = bare = 0
    for fact in resolution.facts:
        if fact.mirror_of:
            continue
        if fact.subject and fact.object:
            edges.append(_edge(fact, lookup))
            found = merge((time.begin, time.end) for time in lookup.times(fact))
            if found:
                spells[fact.id] = found
        elif fact.statement:
            saying += 1
        elif not fact.subject:
            bare += 1
        else:
            literals[fact.subject].append(f"{fact.label}: {fact.value.text}" if fact.value else fact.label)
    degrees: Counter[str] = Counter()
    for edge in edges:
        degrees[edge.source] += 1
        degrees[edge.target] += 1
    nodes = [
        _node(entity, degrees[entity.id], literals.get(entity.id, ()))
        for entity in resolution.entities
        if degrees[entity.id] or entity.id in literals
    ]
    return View(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.relation, edge.id))),
        literal=sum(map(len, literals.values())) + bare,
        saying=saying,
        spells=spells,
    )


def as_row(record: Node | Edge) -> dict[str, Scalar]:
    """Give a node or edge as a dictionary of plain values, in the order of its attributes.

    Example:
        >>> as_row(Node("X", "X", "Person", "", "", "", 1, 2, 0))["mentions"]
        2
    """
    return {name: getattr(record, name) for name in columns(type(record))}


def columns(record: type[Node] | type[Edge]) -> tuple[str, ...]:
    """Name the attributes of nodes or edges in order.

    Example:
        >>> columns(Node)[:3]
        ('id', 'label', 'type')
    """
    return _NODE_COLUMNS if record is Node else _EDGE_COLUMNS


def merge(intervals: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Join intervals of days that overlap or touch.

    Args:
        intervals: pairs (first day, last day) as YYYY-MM-DD, both inclusive; "" is open; a pair open on both ends, with a date
            that is not one, or with its last day before its first says nothing about time and is passed over.

    Returns:
        Disjoint pairs, sorted.

    Example:
        >>> merge([("2022-02-04", "2022-02-04"), ("2022-02-05", "2022-02-06"), ("2022-03-01", "")])
        (('2022-02-04', '2022-02-06'), ('2022-03-01', ''))
    """
    days = sorted({(_ordinal(begin, 0), _ordinal(end, _FOREVER)) for begin, end in intervals if begin or end})
    joined: list[list[int]] = []
    for begin, end in days:
        if begin < 0 or end < begin:
            continue
        if joined and begin <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return tuple((_iso(begin) if begin else "", _iso(end) if end < _FOREVER else "") for begin, end in joined)


_FOREVER = datetime.date.max.toordinal() + 1


def _ordinal(day: str, open_end: int) -> int:
    if not day:
        return open_end
    try:
        return datetime.date.fromisoformat(day).toordinal() if len(day) == 10 else -1
    except ValueError:
        return -1


def _iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def _node(entity: Entity, degree: int, facts: Iterable[str]) -> Node:
    wikidata = next((iri.rsplit("/", 1)[1] for iri in entity.same_as if "wikidata.org/entity/" in iri), "")
    return Node(
        id=entity.id,
        label=entity.label,
        type=entity.type,
        aliases=_join(entity.aliases),
        wikidata=wikidata,
        same_as=_join(entity.same_as),
        documents=len({mention.span.document for mention in entity.mentions}),
        mentions=len(entity.mentions),
        degree=degree,
        facts=_join(sorted(facts)),
    )


def _edge(fact: Fact, lookup: Lookup) -> Edge:
    statements = [lookup.statements[statement] for statement in fact.statements]
    time = lookup.time(fact)
    event = lookup.events.get(fact.event)
    documents = list(dict.fromkeys(statement.document for statement in statements))
    spells = merge([(time.begin, time.end)]) if time else ()
    begin, end = spells[0] if spells else ("", "")
    return Edge(
        id=fact.id,
        source=fact.subject,
        target=fact.object,
        relation=fact.predicate,
        label=fact.label,
        status=fact.status,
        direct=fact.direct,
        confidence=round(fact.confidence, 4),
        support=fact.support,
        opposed=fact.opposed,
        weight=float(max(1, fact.support)),
        polarity=lookup.polarity(fact),
        symmetric=fact.id in lookup.mirrored,
        time=time.value if time else "",
        begin=begin,
        end=end,
        place=lookup.place(fact)[1],
        details=_join(details(fact, lookup)),
        event=fact.event,
        event_type=event.type if event else "",
        quote=lookup.best(fact).sentence.text if statements else "",
        statements=len(statements),
        sources=len(documents),
        documents=_join(documents),
        urls=_join(lookup.documents[d].url or "" for d in documents),
        publishers=_join(lookup.publisher(d) for d in documents),
        speakers=_join(lookup.speaker(a) for statement in statements for a in statement.attribution),
    )


def details(fact: Fact, lookup: Lookup) -> list[str]:
    """Say what a fact's statements tell beside subject, object, time and place: “goods: natural gas”, “quantity: 10 billion cubic metres”."""
    found: dict[str, None] = {}
    for statement in (lookup.statements[s] for s in fact.statements):
        for line in _arguments(statement, fact, lookup):
            found.setdefault(line)
    return list(found)


def _arguments(statement: Statement, fact: Fact, lookup: Lookup) -> Iterable[str]:
    for argument in statement.arguments:
        entity = lookup.entity_of.get(argument.chain, "") if argument.chain else ""
        if argument.role in ("time", "place") or argument.statement or (entity and entity in (fact.subject, fact.object)):
            continue
        yield f"{argument.role}: {lookup.label(entity) or argument.label or argument.text}"
    if statement.qualifiers.quantity is not None:
        yield f"quantity: {statement.qualifiers.quantity.text}"


def _join(values: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(value for value in values if value))
