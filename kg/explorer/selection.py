"""What the picture shows: the entities with most facts, named ones first, and the facts between them, as lines.

Invariants:
    * Facts below `CONFIDENT` are not drawn, unless there is no other.
    * Between two entities there are at most `LINES_A_PAIR` lines; facts of the same relation, direction and kind are one line.
    * The choice depends on the facts alone: ties are broken by id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from kg.model import Entity, Fact, Resolution

CONFIDENT = 0.8
MOST_ENTITIES = 40
MOST_LINES = 64
LINES_A_PAIR = 3

Kind = Literal["direct", "open", "against"]


@dataclass(frozen=True, slots=True)
class Line:
    """Facts that are drawn as one line.

    Attributes:
        source, target: entity ids; for symmetric relations the order says nothing.
        label: relations, as read from source to target.
        kind: `direct` (solid), `open` (planned, claimed, possible: dashed), `against` (denied, disputed, retracted: dashed, red).
        symmetric: True for no arrowhead on either end.
        support: the largest support of its facts.
        facts: ids.
    """

    source: str
    target: str
    label: str
    kind: Kind
    symmetric: bool
    support: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the picture shows, and how much there is beside it.

    Attributes:
        entities: sorted by number of facts, most first.
        degrees: facts of the whole graph that each has, by entity id.
        lines: sorted by rank, best first.
        all_entities: entities of the graph that have a fact with another entity.
        all_facts: facts between two entities, of any confidence.
        drawn: facts that the lines stand for.
    """

    entities: tuple[Entity, ...]
    degrees: dict[str, int]
    lines: tuple[Line, ...]
    all_entities: int
    all_facts: int
    drawn: int


def kind_of(fact: Fact) -> Kind:
    """Say how a fact is drawn: by whether it is a direct edge, and whether somebody says it is not so."""
    return "direct" if fact.direct else "against" if fact.status in ("Denied", "Disputed", "Retracted") else "open"


def choose(resolution: Resolution, *, most_entities: int = MOST_ENTITIES, most_lines: int = MOST_LINES) -> Shown:
    """Choose what to draw.

    Args:
        resolution: the graph.
        most_entities: how many entities at most.
        most_lines: how many lines at most.

    Returns:
        Entities and lines; no entity stands alone.
    """
    symmetric = {fact.mirror_of for fact in resolution.facts if fact.mirror_of}
    between = [fact for fact in resolution.facts if fact.subject and fact.object and not fact.mirror_of and fact.object != fact.subject]
    facts = [fact for fact in between if fact.confidence >= CONFIDENT] or between
    degrees: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for fact in facts:
        for end in (fact.subject, fact.object):
            degrees[end] += 1
            weights[end] += (2 if fact.direct else 1) * max(1, fact.support)
    named = {entity.id for entity in resolution.entities if entity.known or any(mention.kind == "name" for mention in entity.mentions)}
    ranked = sorted(degrees, key=lambda entity: (entity not in named, -degrees[entity], -weights[entity], entity))
    main = _joined(ranked, facts, most_entities)
    lines = _lines([fact for fact in facts if fact.subject in main and fact.object in main], symmetric)
    lines = sorted(lines, key=lambda line: (line.kind != "direct", -line.support, -len(line.facts), line.source, line.target, line.label))
    lines = lines[:most_lines]
    drawn = {end for line in lines for end in (line.source, line.target)}
    entities = sorted((entity for entity in resolution.entities if entity.id in drawn), key=lambda entity: (-degrees[entity.id], entity.id))
    return Shown(
        tuple(entities),
        dict(degrees),
        tuple(lines),
        len({end for fact in between for end in (fact.subject, fact.object)}),
        len(between),
        len({fact for line in lines for fact in line.facts}),
    )


def _joined(ranked: list[str], facts: list[Fact], most: int) -> set[str]:
    """Take entities in order until so many of them have a fact with another one taken; those that have none are not taken after all."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        neighbours[fact.subject].add(fact.object)
        neighbours[fact.object].add(fact.subject)
    waiting: set[str] = set()
    joined: set[str] = set()
    for entity in ranked:
        met = neighbours[entity] & (joined | waiting)
        added = ({entity} | met & waiting) if met else set()
        if len(joined) + len(added) > most:
            break
        joined |= added
        waiting -= added
        if not met:
            waiting.add(entity)
    return joined


def _lines(facts: list[Fact], symmetric: set[str]) -> list[Line]:
    pairs: dict[tuple[str, str], dict[tuple[str, str, bool, Kind], list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in sorted(facts, key=lambda fact: fact.id):
        both = fact.id in symmetric
        ends = (min(fact.subject, fact.object), max(fact.subject, fact.object))
        pairs[ends][ends[0] if both else fact.subject, fact.label, both, kind_of(fact)].append(fact)
    lines: list[Line] = []
    for ends, groups in pairs.items():
        made = [
            Line(
                start,
                ends[1] if start == ends[0] else ends[0],
                label + (f" ×{len(group)}" if len(group) > 1 else ""),
                kind,
                both,
                max(fact.support for fact in group),
                tuple(fact.id for fact in group),
            )
            for (start, label, both, kind), group in groups.items()
        ]
        made.sort(key=lambda line: (line.kind != "direct", -line.support, -len(line.facts), line.source, line.label))
        lines += made[:LINES_A_PAIR]
    return lines
