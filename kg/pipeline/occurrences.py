"""What happened, and when: events with what is said of them, in order of time.

Invariants:
    * An occurrence is an event of the graph; its facts, words and sources are those of the event, none is left out.
    * Dated occurrences come first, by their first day (an open beginning counts as the last day), then undated happenings, then what holds
      without a date; undated ones by the publication of the first report.
    * An event lies in a window if its interval overlaps it; one without a date lies in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.model import Argument, Event, Fact, Statement, Status, Time
from kg.pipeline.likeness import near_names

if TYPE_CHECKING:
    from kg.pipeline.graph import Evidence, KnowledgeGraph

PLACE = "place"
_NEVER = "9999-12-31"
_MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event with what is said of it.

    Attributes:
        event: the event or situation.
        facts: its facts, the best first: those that name the entities asked for, of these the direct and the surest; symmetric ones start
            with the entity asked for.
        roles: the roles of the entity asked for (`agent`, `place`, ...), sorted; empty if none was asked for.
        evidence: the words, those of the first facts first.
        confidence: of the surest fact that names the entities asked for, in [0, 1].
        told: day of the first publication that tells of it, or "".
    """

    event: Event
    facts: tuple[Fact, ...]
    roles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    told: str

    @property
    def status(self) -> Status:
        """The status of the best fact."""
        return self.facts[0].status

    @property
    def time(self) -> Time | None:
        """When it happened or held; None if nothing says so."""
        return self.event.time

    @property
    def dated(self) -> bool:
        """Tell whether a day at least at one end is known."""
        return self.time is not None and bool(self.time.begin or self.time.end)


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which something must lie, at least in part.

    Attributes:
        begin: first day (YYYY-MM-DD), or "" for an open beginning.
        end: last day, or "" for an open end.
        undated: whether what has no date lies in it.

    Example:
        >>> february = Time("2022-02", "month", "2022-02-01", "2022-02-28", "in February", 0, 11)
        >>> Window("2022-02-28").holds(february), Window("2022-03-01", "2022-12-31").holds(february), Window("2022-01-01").holds(None)
        (True, False, False)
    """

    begin: str = ""
    end: str = ""
    undated: bool = False

    def holds(self, time: Time | None) -> bool:
        """Tell whether a time shares a day with the window; an open end of a time reaches for ever."""
        if time is None or not (time.begin or time.end):
            return self.undated
        return not (self.end and time.begin and time.begin > self.end) and not (self.begin and time.end and time.end < self.begin)


class Occurrences:
    """Finds occurrences in a graph.

    Args:
        graph: the graph; its records are read.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._lookup = graph.lookup
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        self._mirrors: dict[str, Fact] = {}
        for fact in graph.facts:
            if fact.mirror_of:
                self._mirrors[fact.mirror_of] = fact
            elif fact.event:
                self._facts[fact.event].append(fact)

    def of_entity(self, entity: str, *, window: Window | None = None) -> list[Occurrence]:
        """List the events that an entity takes part in, or that happen there.

        Args:
            entity: its id.
            window: when they happen.
        """
        found = []
        for event in self._graph.events:
            if (window is None or window.holds(event.time)) and (roles := self.roles(event, entity)):
                found.append(self._occurrence(event, (entity,), roles))
        return ordered(found)

    def select(
        self,
        *,
        between: Sequence[str] = (),
        window: Window | None = None,
        kinds: frozenset[str] | None = None,
        places: frozenset[str] | None = None,
    ) -> list[Occurrence]:
        """List the events that meet every condition that is set.

        Args:
            between: ids of entities that all take part.
            window: when they happen.
            kinds: event types and relations, one of which it must have, see `kinds_named`.
            places: entity ids of which one, or a place within it, is where it happens.
        """
        found = []
        for event in self._graph.events:
            if window is not None and not window.holds(event.time):
                continue
            if not all(set(self.roles(event, entity)) - {PLACE} for entity in between):
                continue
            if kinds is not None and kinds.isdisjoint(self._kinds(event)):
                continue
            if places is not None and not self._lies_in(event, places):
                continue
            found.append(self._occurrence(event, between, ()))
        return ordered(found)

    def roles(self, event: Event, entity: str) -> tuple[str, ...]:
        """Give the roles of an entity in an event, sorted; a fact may name it without one: then it is `mentioned`."""
        roles = {participant.role for participant in event.participants if participant.entity == entity}
        if event.place == entity:
            roles.add(PLACE)
        if not roles and any(entity in (fact.subject, fact.object) for fact in self._facts[event.id]):
            roles.add(_MENTIONED)
        return tuple(sorted(roles))

    def _kinds(self, event: Event) -> set[str]:
        properties = self._graph.ontology.properties
        kinds = {event.type}
        for fact in self._facts[event.id]:
            kinds.add(fact.predicate)
            if fact.predicate in properties:
                kinds.add(properties[fact.predicate].event_type)
        kinds.update(self._lookup.statements[id].event_type for id in event.statements)
        return kinds - {""}

    def _lies_in(self, event: Event, places: frozenset[str]) -> bool:
        lies_in = self._graph.ontology.gazetteer.lies_in
        said = {event.place}
        for id in event.statements:
            statement = self._lookup.statements[id]
            arguments = [statement.qualifiers.place, *(a for a in statement.arguments if a.role == PLACE)]
            said |= {self._lookup.entity_of.get(argument.chain, "") for argument in arguments if argument is not None}
        return any(lies_in(inner, outer) for inner in said if inner for outer in places)

    def _occurrence(self, event: Event, asked: Sequence[str], roles: tuple[str, ...]) -> Occurrence:
        statements = self._lookup.statements
        named = {id: self._names(statements[id]) for id in event.statements}
        wanted = set(asked)

        def rank(fact: Fact) -> tuple[int, bool, bool, bool, float, str]:
            missing = min((len(wanted - named[id]) for id in fact.statements if id in named), default=len(wanted))
            retracted = fact.status == "Retracted"
            return (missing, retracted, not fact.direct, not fact.predicate.startswith("kg:"), -fact.confidence, fact.id)

        facts = sorted(self._facts[event.id], key=rank)
        best = [fact for fact in facts if rank(fact)[0] == rank(facts[0])[0]]
        order = [id for fact in facts for id in fact.statements]
        turned = (self._mirrors.get(fact.id, fact) if asked and fact.object == asked[0] else fact for fact in facts)
        documents = self._lookup.documents
        return Occurrence(
            event,
            tuple(turned),
            roles,
            tuple(evidence for id in dict.fromkeys(order) for evidence in self._graph.evidence(statements[id])),
            max(fact.confidence for fact in best),
            min((documents[statements[id].document].published or _NEVER for id in event.statements), default=_NEVER).replace(_NEVER, ""),
        )

    def _names(self, statement: Statement) -> set[str]:
        """Give the entities that a statement names in any slot."""
        slots: list[Argument | None] = [statement.subject, statement.object, statement.qualifiers.place, *statement.arguments]
        return {self._lookup.entity_of.get(argument.chain, "") for argument in slots if argument is not None} - {""}


def ordered(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Put occurrences in order of time; see the invariants of this module."""

    def rank(occurrence: Occurrence) -> tuple[bool, bool, str, str, str, int, str]:
        event, time = occurrence.event, occurrence.time
        first = min(event.mentions, key=lambda span: (span.document, span.start), default=None)
        place = (first.document, first.start) if first else ("", 0)
        if time is not None and occurrence.dated:
            return (False, False, time.begin or time.end, time.end or _NEVER, *place, event.id)
        return (True, not event.happening, occurrence.told or _NEVER, "", *place, event.id)

    return sorted(found, key=rank)


def window_of(begin: str, end: str, undated: str) -> Window | None:
    """Read a window of time as people write it; None for no window.

    Args:
        begin: first day, month or year (`2022-02-04`, `2022-02`, `2022`), or an interval `a/b` that is the window; "" for an open beginning.
        end: last day, month or year, or "".
        undated: `keep` or `drop`: whether what has no date is in it.

    Raises:
        UsageError: a date is none, with what was expected, or the end lies before the beginning.

    Example:
        >>> window_of("2022-02", "2022", "drop")
        Window(begin='2022-02-01', end='2022-12-31', undated=False)
    """
    from kg.network import read_filters

    filters = read_filters(begin=begin, end=end, undated=undated)
    return Window(filters.begin, filters.end, filters.undated == "keep") if filters.begin or filters.end else None


def kinds_named(graph: KnowledgeGraph, names: str) -> frozenset[str]:
    """Read the names of event types and relations.

    Args:
        graph: knows its ontology and the relations that its texts have beside it.
        names: event types (`CONSULT`, `plover:CONSULT`, `verbal cooperation`) and relations (`met`, `kg:met`, `rel:visit_with`, or a label), any
            case, separated by commas.

    Returns:
        Ids of all that is meant: with an event type those below it, with a relation its sub-properties.

    Raises:
        UnknownName: nothing is called so; what was expected is said, and near names are listed.
    """
    ontology = graph.ontology
    parents = {id: (wider,) for id, wider in ontology.broader.items()} | {id: known.parents for id, known in ontology.properties.items()}
    labels = dict(ontology.event_types) | {fact.predicate: fact.label for fact in graph.facts}
    labels |= {id: known.label for id, known in ontology.properties.items()}
    known: dict[str, set[str]] = defaultdict(set)
    for id, label in labels.items():
        for name in (id, id.partition(":")[2], label):
            known[name.casefold()].add(id)
    found: set[str] = set()
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name.casefold() not in known:
            types = ", ".join(id.partition(":")[2] for id in ontology.event_types)
            expected = f"an event type is one of {types}; `kg relations` lists the relations"
            raise UnknownName(f"no event type or relation is called {name!r}: {expected}", near=near_names(name, _offered(labels)))
        found |= known[name.casefold()]
    return frozenset(id for id in labels if found & _upwards(id, parents)) | frozenset(found)


def _offered(labels: Iterable[str]) -> set[str]:
    """What an error may offer: event types and the ontology's relations without prefix, the texts' own relations as they are."""
    return {id if id.startswith("rel:") else id.partition(":")[2] for id in labels}


def _upwards(id: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    """A name with all that stand above it."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(parents.get(here, ()))
    return found


def places_named(graph: KnowledgeGraph, name: str) -> frozenset[str]:
    """Find the places that a name means: an entity of the graph, else entries of the gazetteer (of a place that holds others).

    Raises:
        UnknownName: nothing is called so; near names are listed.
    """
    try:
        return frozenset((graph.find(name).id,))
    except UnknownName:
        known = frozenset(graph.ontology.gazetteer.names.get(name.casefold(), ()))
        if not known:
            raise
        return known
