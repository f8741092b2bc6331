"""Reports: the statements of one clause about one happening, taken together; the input of event resolution.

Invariants: statements with one trigger in one clause, of one polarity, are one report; a report reads statements and the entities
of their chains, nothing else; sayings are happenings too, of one kind only where the same is said; a time that is inferred tells no two
reports apart and joins none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.entities import Identities
from kg.events.days import Days, days_of, ordinal
from kg.model import Argument, Document, Statement, Value
from kg.ontology.terms import Ontology, Property

Order = tuple[str, str, int]
UNDATED = "9999-12-31"
IRREALIS = frozenset(("hypothetical", "desired"))
PROSPECTIVE = frozenset(("planned", "expected", "ordered", "possible"))
# Roles of what a happening is about or goes with: they do not tell one happening from another of the same kind.
_CIRCUMSTANCES = frozenset(
    ("time", "place", "topic", "content", "occasion", "cause", "result", "purpose", "reasonFor", "instrument", "manner", "amount")
)
_QUANTITIES = frozenset(("quantity", "money", "percent"))


@dataclass(slots=True)
class Report:
    """One clause's words about one happening.

    Attributes:
        order: (published, document, offset of the trigger).
        statements: by id order of the text.
        kinds: see `Reader.kinds`: reports of one happening share one.
        core: named entities that take part as subject or object, sorted.
        everyone: all entities that take part as subject or object, named or not, sorted.
        unnamed: heads of the unnamed participants in subject and object, lower case, sorted.
        roles: of each entity in `everyone`, its roles.
        days: the days it says, or None.
        published: day number of the publication, or None.
        places: entity ids.
        realis: `actual`, `prospective` or `irrealis`.
        polarity: `affirmed` or `negated`.
    """

    order: Order
    document: str
    statements: tuple[Statement, ...]
    kinds: tuple[str, ...]
    core: tuple[str, ...]
    everyone: tuple[str, ...]
    unnamed: tuple[str, ...]
    roles: dict[str, frozenset[str]]
    days: Days | None
    published: int | None
    places: tuple[str, ...]
    realis: str
    polarity: str


class Reader:
    """Reads statements with the entities of their chains.

    Args:
        documents: by id.
        identities: from `resolve_entities`.
        ontology: properties with their roles and event types; the gazetteer's places.
    """

    def __init__(self, documents: Mapping[str, Document], identities: Identities, ontology: Ontology) -> None:
        self.documents = documents
        self.entity_of = identities.entity_of
        self.entities = {e.id: e for e in identities.entities}
        self.ontology = ontology
        self._published = {d.id: ordinal(d.published) for d in documents.values()}
        self._named = {e.id for e in identities.entities if e.known or any(m.kind == "name" for m in e.mentions)}
        self._named |= set(identities.publisher_of.values())
        self._statements: dict[str, Statement] = {}
        self._roles = {role.removeprefix("kg:") for role in ontology.roles} - {"time", "place"}

    def entity(self, argument: Argument | None) -> str:
        """Give the entity of an argument, or "" if it has none."""
        return self.entity_of.get(argument.chain, "") if argument is not None and argument.chain else ""

    def is_named(self, entity: str) -> bool:
        """Tell whether a text or the gazetteer names an entity."""
        return entity in self._named

    def label(self, entity: str) -> str:
        """Give an entity's label, or "" for none."""
        known = self.entities.get(entity)
        return known.label if known is not None else ""

    def property_of(self, statement: Statement) -> Property | None:
        """Give the ontology's property of a statement's predicate, if it has one."""
        return self.ontology.properties.get(statement.predicate.id)

    def event_type(self, statement: Statement) -> str:
        """Give a statement's event type: its own, else its property's, else ""."""
        if statement.event_type:
            return statement.event_type
        known = self.property_of(statement)
        return known.event_type if known else ""

    def kinds(self, statement: Statement) -> Iterator[str]:
        """Give what a statement's happening may be the same kind as: its relation, what that is a kind of, and its event type with the roles of both.

        The roles keep apart what one type holds together: to meet somebody and to attend something are both consulting. A saying is of the
        kind of what it says.
        """
        said = self._statements.get(statement.object.statement) if statement.object is not None and statement.object.statement else None
        if said is not None:
            words = "" if self.entity(said.object) or said.object is None else (said.object.label or said.object.text).casefold()
            yield " ".join((statement.predicate.id, self.entity(said.subject), said.predicate.id, self.entity(said.object), words))
            return
        yield statement.predicate.id
        known = self.property_of(statement)
        if known is not None:
            yield from known.parents  # to sign an agreement with somebody is to agree with him
        type = known.event_type if known is not None else statement.event_type
        if type and (known is not None or not statement.predicate.id.startswith("rel:")):
            subject_role, object_role = self.roles(statement)
            yield f"{type} {subject_role} {object_role}"

    def roles(self, statement: Statement) -> tuple[str, str]:
        """Give the roles of subject and object; both sides of a symmetric relation have the same."""
        known = self.property_of(statement)
        if known is None:
            return "agent", "patient"
        return known.subject_role, known.subject_role if known.symmetric else known.object_role

    def participants(self, statements: Iterable[Statement]) -> list[tuple[str, str]]:
        """Give (role, entity) for subjects, objects and arguments whose role the ontology knows, sorted.

        Places and times are no participants, and who is a participant is not an agent too. Where some statements have a relation of the
        ontology, the subjects and objects of the others (“met in Beijing” beside “met Putin”) add nothing.
        """
        group = list(statements)
        known = self.principal(group)
        found: set[tuple[str, str]] = set()
        for statement in known:
            for argument, role in zip((statement.subject, statement.object), self.roles(statement), strict=True):
                if entity := self.entity(argument):
                    found.add((role, entity))
        for statement in group:
            for argument in statement.arguments:
                if argument.role in self._roles and (entity := self.entity(argument)):
                    found.add((argument.role, entity))
        return sorted(p for p in found if p[0] != "agent" or ("participant", p[1]) not in found)

    def principal(self, group: Sequence[Statement]) -> Sequence[Statement]:
        """Give the statements of a group whose relation the ontology knows; all, if it knows none."""
        return [s for s in group if s.predicate.id in self.ontology.properties] or group

    def places(self, statement: Statement) -> Iterator[str]:
        """Give the entities of a statement's place and place arguments."""
        if entity := self.entity(statement.qualifiers.place):
            yield entity
        for argument in statement.arguments:
            if argument.role == "place" and (entity := self.entity(argument)):
                yield entity

    def quantities(self, statement: Statement) -> Iterator[Value]:
        """Give a statement's quantities, amounts of money and percentages."""
        if statement.qualifiers.quantity is not None:
            yield statement.qualifiers.quantity
        for argument in (statement.object, *statement.arguments):
            if argument is not None and argument.value is not None and argument.value.datatype in _QUANTITIES:
                yield argument.value

    def order(self, statement: Statement) -> Order:
        """Give a statement's place in the order of publication."""
        document = self.documents[statement.document]
        return (document.published or UNDATED, statement.document, statement.predicate.start)

    def located_in(self, inner: str, outer: str) -> bool:
        """Tell whether the gazetteer says that a place lies in another."""
        return self.ontology.gazetteer.lies_in(inner, outer)

    def has_event(self, statement: Statement) -> bool:
        """Tell whether a statement speaks of a happening or situation: what someone only thinks of another statement does not."""
        if statement.object is None or not statement.object.statement:
            return True
        known = self.property_of(statement)
        return bool(self.event_type(statement)) or (known is not None and known.happening)

    def reports(self, statements: Iterable[Statement]) -> list[Report]:
        """Group the happenings among statements into reports.

        Returns:
            Reports by (published, document, offset).
        """
        groups: dict[tuple[str, str, int, int, str], list[Statement]] = defaultdict(list)
        statements = list(statements)
        self._statements = {s.id: s for s in statements}
        for statement in statements:
            if statement.happening and self.has_event(statement):
                p = statement.predicate
                groups[statement.document, statement.clause, p.start, p.end, statement.polarity].append(statement)
        reports = [self._report(group) for group in groups.values()]
        reports.sort(key=lambda r: (r.order, r.statements[0].id))
        return reports

    def _report(self, group: list[Statement]) -> Report:
        group.sort(key=lambda s: (s.subject.start, s.object.start if s.object else -1, s.id))
        first = group[0]
        named: set[str] = set()
        unnamed: set[str] = set()
        roles: dict[str, frozenset[str]] = {}
        places = {p for s in group for p in self.places(s)}
        for statement in self.principal(group):
            for argument, role in zip((statement.subject, statement.object), self.roles(statement), strict=True):
                if argument is None or role in _CIRCUMSTANCES:
                    continue
                entity = self.entity(argument)
                if entity in places and role == "patient":
                    continue
                if entity:
                    roles[entity] = roles.get(entity, frozenset()) | {role}
                if entity in self._named:
                    named.add(entity)
                elif entity or argument.value is not None:
                    unnamed.add(_head(argument.label or argument.text))
        kinds = {kind for s in self.principal(group) for kind in self.kinds(s)}
        return Report(
            self.order(first), first.document, tuple(group), tuple(sorted(kinds)), tuple(sorted(named)), tuple(sorted(roles)),
            tuple(sorted(unnamed)), roles, _common_days(group), self._published[first.document],
            tuple(sorted(places)), _realis(group), first.polarity,
        )  # fmt: skip


def _head(words: str) -> str:
    """The last word before an “of”, lower case: enough to tell a man from a deal."""
    return words.casefold().split(" of ")[0].split()[-1] if words.split() else ""


def _common_days(group: Sequence[Statement]) -> Days | None:
    """The days of the most specific time that a clause's own words give."""
    times = [s.qualifiers.time for s in group if s.qualifiers.time is not None and s.qualifiers.time.basis == "said"]
    found = [d for t in times if (d := days_of(t)) is not None]
    return min(found, key=lambda d: (d[1] - d[0], d)) if found else None


def _realis(group: Sequence[Statement]) -> str:
    """Whether a clause tells of a fact, of what lies ahead, or of what is only imagined; the firmest of its statements counts."""
    modalities = {s.modality for s in group}
    if "actual" in modalities:
        return "actual"
    return "prospective" if modalities & PROSPECTIVE else "irrealis"
