"""Why statements were taken for one event, and why others were not.

Invariants: the joining is done anew by the same rules over the same statements, so what is told is what was decided; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.entities import Identities
from kg.events.days import NEAR_DAYS, Days
from kg.events.decided import Decided, Remembered
from kg.events.joining import Joiner
from kg.events.reports import Reader, Report
from kg.model import Document, Event, Judgement, Span, Statement
from kg.ontology.terms import Ontology


@dataclass(frozen=True, slots=True)
class Telling:
    """One clause that tells of an event.

    Attributes:
        trigger: the words that say what happened.
        statements: ids.
        decision: the rule by which it was joined to the others; "" for the one that stands first.
        reasons: what it shares with the others, and what only they say: kind, participants, time, place; empty for the first.
    """

    trigger: Span
    statements: tuple[str, ...]
    decision: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Another event that was compared and kept apart, with the reason."""

    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an event is one event.

    Attributes:
        event: the event.
        tellings: the clauses that tell of it, by publication; of a standing relation, all statements of it.
        apart: the events that it was kept apart from, by id.
    """

    event: Event
    tellings: tuple[Telling, ...]
    apart: tuple[Apart, ...]


def explain(
    event: Event,
    events: Iterable[Event],
    documents: Sequence[Document],
    statements: Iterable[Statement],
    identities: Identities,
    ontology: Ontology,
) -> Explanation:
    """Say why the statements of an event are taken for one.

    Args:
        event: the event.
        events: all events.
        documents: all documents.
        statements: all statements.
        identities: who is who; its judgements hold what people decided on happenings too.
        ontology: as for `resolve_events`.

    Returns:
        The clauses that tell of it with their reasons, and the events that were kept apart from it.

    Example:
        >>> from kg.ontology.terms import Gazetteer, Lexicon
        >>> nothing = Event("1", "", "", True, (), None, "", (), (), ())
        >>> explain(nothing, [nothing], [], [], Identities((), {}), Ontology({}, {}, Lexicon(), Gazetteer(), "")).tellings
        ()
    """
    reader = Reader({d.id: d for d in documents}, identities, ontology)
    if not event.happening:
        return Explanation(event, _of_situation(event, statements, reader), ())
    statements = tuple(statements)
    reports = reader.reports(statements)
    joiner = Joiner(reader.located_in, Decided(Remembered(identities.judgements, {s.id: s for s in statements}), reports))
    joiner.join(reports)
    own = set(event.statements)
    told = [r for r in reports if any(s.id in own for s in r.statements)]
    event_of = {statement: other.id for other in events for statement in other.statements}
    judged = [j for j in joiner.judgements if j.left in own or j.right in own]
    return Explanation(event, _tellings(told, judged, reader), _apart(event, judged, event_of))


def _of_situation(event: Event, statements: Iterable[Statement], reader: Reader) -> tuple[Telling, ...]:
    """A standing relation is one for its subject, relation and object."""
    own = set(event.statements)
    found = sorted((s for s in statements if s.id in own), key=lambda s: (reader.order(s), s.id))
    names = _listed(_labels((p.entity for p in event.participants), reader))
    tellings = []
    for number, statement in enumerate(found):
        reasons = (f"kind: {statement.predicate.id}", f"participants: {names}") if number else ()
        tellings.append(Telling(_trigger(statement), (statement.id,), "same subject, relation and object" if number else "", reasons))
    return tuple(tellings)


def _tellings(reports: Sequence[Report], judged: Sequence[Judgement], reader: Reader) -> tuple[Telling, ...]:
    told = []
    for number, report in enumerate(reports):
        first = report.statements[0]
        others = [other for other in reports if other is not report]
        decision = ""
        if number:
            rules = [j.reasons for j in judged if j.same and first.id in (j.left, j.right)]
            decision = "; ".join(dict.fromkeys(reason for rule in rules for reason in rule))
        reasons = _reasons(report, others, reader) if number else ()
        told.append(Telling(_trigger(first), tuple(s.id for s in report.statements), decision, reasons))
    return tuple(told)


def _trigger(statement: Statement) -> Span:
    predicate = statement.predicate
    return Span(statement.document, predicate.start, predicate.end, predicate.phrase)


def _apart(event: Event, judged: Sequence[Judgement], event_of: Mapping[str, str]) -> tuple[Apart, ...]:
    found: dict[str, str] = {}
    for judgement in judged:
        for side in (judgement.left, judgement.right):
            other = event_of.get(side, event.id)
            if not judgement.same and other != event.id:
                found.setdefault(other, "; ".join(judgement.reasons))
    return tuple(Apart(other, found[other]) for other in sorted(found))


# ------------------------------------------------------------------------------------------------ what two reports share
def _reasons(report: Report, others: Sequence[Report], reader: Reader) -> tuple[str, ...]:
    """Compare a report with the others of its event."""
    return (_kind(report, others), _participants(report, others, reader), _time(report, others), _place(report, others, reader))


def _kind(report: Report, others: Sequence[Report]) -> str:
    shared = [kind for kind in report.kinds if any(kind in other.kinds for other in others)]
    if not shared:
        return "kind: none that the others have"
    relations = [kind for kind in shared if " " not in kind]
    types = [kind.split(" ")[0] for kind in shared if " " in kind]
    words = dict.fromkeys(f"“{r.statements[0].predicate.phrase}”" for r in (report, *others) if not set(shared).isdisjoint(r.kinds))
    return f"kind: {_listed(words)}, each for {_listed(relations or types)}"


def _participants(report: Report, others: Sequence[Report], reader: Reader) -> str:
    own = _labels(report.everyone, reader)
    all_others = _labels(sorted({entity for other in others for entity in other.everyone}), reader)
    parts = [f"{_listed(name for name in own if name in all_others) or 'none'}, as the others"]
    if extra := _listed(name for name in own if name not in all_others):
        parts.append(f"only here {extra}")
    if left := _listed(name for name in all_others if name not in own):
        parts.append(f"only the others {left}")
    return "participants: " + "; ".join(parts)


def _time(report: Report, others: Sequence[Report]) -> str:
    dated = [other.days for other in others if other.days is not None]
    if report.days is not None:
        if not dated:
            return f"time: {_words(report.days)}; the others do not say it"
        same = all(days == report.days for days in dated)
        return f"time: {_words(report.days)}, " + ("as the others" if same else f"which overlaps {_listed(dict.fromkeys(map(_words, dated)))}")
    if report.published is None:
        return "time: not said, in an undated document" + (" with others of them" if any(o.document == report.document for o in others) else "")
    near = f"time: not said; published {_day(report.published)}"
    if dated:
        return f"{near}, within {NEAR_DAYS} days of {_listed(dict.fromkeys(map(_words, dated)))}"
    return f"{near}; the others do not say it either, and are published within {NEAR_DAYS} days"


def _place(report: Report, others: Sequence[Report], reader: Reader) -> str:
    places = dict.fromkeys(place for other in others for place in other.places)
    if not report.places:
        return "place: none said" + (f"; the others say {_listed(_labels(places, reader))}" if places else ", nor by the others")
    own = _listed(_labels(report.places, reader))
    if not places:
        return f"place: {own}; the others say none"
    if not places.keys().isdisjoint(report.places):
        return f"place: {own}, as the others"
    return f"place: {own}; the others say {_listed(_labels(places, reader))}"


def _labels(entities: Iterable[str], reader: Reader) -> list[str]:
    """The labels of entities: things without a name are compared by their words."""
    return list(dict.fromkeys(reader.label(entity) or entity for entity in entities))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _words(days: Days) -> str:
    return _day(days[0]) if days[0] == days[1] else f"{_day(days[0])} to {_day(days[1])}"


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()
