"""From happenings and standing relations to events.

Invariants: an event's id depends on its first report (happenings) or on subject, relation and object (situations), so later documents
do not change it; its time is said by a statement, else inferred from the context, else the day of the report that tells of it as new, and
its `basis` says which; a standing relation has the times that are said of it; all tuples are sorted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.events.days import days_of
from kg.events.joining import Happening
from kg.events.reports import Reader
from kg.identifiers import digest
from kg.model import Event, Participant, Span, Statement, Time, Value

_BASES = ("said", "context", "report")


def make_event(happening: Happening, reader: Reader) -> Event:
    """Turn a happening into an event.

    Args:
        happening: its reports sorted.
        reader: gives entities, roles and labels.

    Returns:
        The event; its time is the most specific that a statement gives, one that is said before one that is inferred.
    """
    first = happening.reports[0]
    statements = [s for r in happening.reports for s in r.statements]
    p = first.statements[0].predicate
    identifier = digest("event", first.document, first.statements[0].clause, p.start, p.end, first.polarity)
    return _event(identifier, True, statements, _most_specific(statements), reader, _suffix(happening))


def make_situation(key: tuple[str, str, str, str], statements: list[Statement], reader: Reader) -> Event:
    """Turn the statements of one standing relation into a situation.

    Args:
        key: subject, predicate, and object as an entity or as words.
        statements: in any order.
        reader: gives entities, roles and labels.

    Returns:
        The situation; its time runs from the first begin to the last end that statements give.
    """
    statements.sort(key=lambda s: (reader.order(s), s.id))
    return _event(digest("situation", *key), False, statements, _joined(statements), reader, "")


def _event(identifier: str, happening: bool, statements: Sequence[Statement], time: Time | None, reader: Reader, suffix: str) -> Event:
    types = Counter(t for s in statements if (t := reader.event_type(s)))
    type = min(types, key=lambda t: (-types[t], t)) if types else ""
    participants = reader.participants(statements)
    place = _place(statements, reader)
    values: dict[tuple[str, float | None, str], Value] = {}
    spans: dict[tuple[str, int, int], Span] = {}
    for statement in statements:
        for value in reader.quantities(statement):
            values.setdefault((value.text, value.value, value.unit), value)
        p = statement.predicate
        spans.setdefault((statement.document, p.start, p.end), Span(statement.document, p.start, p.end, p.phrase))
    return Event(
        id=identifier,
        type=type,
        label=_label(statements, place, reader) + suffix,
        happening=happening,
        participants=tuple(Participant(role, entity) for role, entity in participants),
        time=time,
        place=place,
        quantities=tuple(values[k] for k in sorted(values, key=lambda k: (k[0], str(k[1]), k[2]))),
        mentions=tuple(spans[k] for k in sorted(spans)),
        statements=tuple(s.id for s in statements),
    )


def _suffix(happening: Happening) -> str:
    """What a label must add where nobody says that it happened."""
    if happening.polarities == {"negated"}:
        return " (denied)"
    if "actual" in happening.realis:
        return ""
    return " (planned or possible)" if "prospective" in happening.realis else " (not said to happen)"


def _most_specific(statements: Iterable[Statement]) -> Time | None:
    """The time said with the fewest days, the first of equals, an open one only where there is no other; else so of those inferred."""
    best: tuple[tuple[int, int], Time] | None = None
    for statement in statements:
        time = statement.qualifiers.time
        if time is None:
            continue
        days = days_of(time)
        rank = (_BASES.index(time.basis), days[1] - days[0] if days else 10**9)
        if best is None or rank < best[0]:
            best = (rank, time)
    return best[1] if best else None


def _joined(statements: Iterable[Statement]) -> Time | None:
    """The interval from the first begin to the last end that are said; open where a statement leaves it open."""
    times = [s.qualifiers.time for s in statements if s.qualifiers.time is not None and s.qualifiers.time.basis == "said"]
    if not times:
        return None
    first = times[0]
    if all((t.begin, t.end) == (first.begin, first.end) for t in times):
        return first
    begin = min(t.begin for t in times) if all(t.begin for t in times) else ""
    end = max(t.end for t in times) if all(t.end for t in times) else ""
    return Time(f"{begin or '..'}/{end or '..'}", "interval", begin, end, first.text, first.start, first.end_offset)


def _place(statements: Iterable[Statement], reader: Reader) -> str:
    """The most specific of the places said, then the one said most often."""
    said: Counter[str] = Counter(p for s in statements for p in reader.places(s))
    specific = [p for p in said if not any(q != p and reader.located_in(q, p) for q in said)]
    return min(specific, key=lambda p: (-said[p], p)) if specific else ""


def _label(statements: Iterable[Statement], place: str, reader: Reader) -> str:
    """Subject, relation, object and place of the best statement: affirmed, actual, of a known relation, with an object."""

    def rank(s: Statement) -> tuple[bool, bool, bool, bool, str]:
        has_object = bool(reader.entity(s.object))
        return (s.polarity != "affirmed", s.modality != "actual", not s.predicate.id.startswith("kg:"), not has_object, "")

    best = min(statements, key=rank)
    known = reader.property_of(best)
    subject, object = reader.entity(best.subject), reader.entity(best.object)
    words = [reader.label(subject) or best.subject.label or best.subject.text, known.label if known else best.predicate.label]
    if object:
        words.append(reader.label(object))
    elif best.object is not None:
        words.append(best.object.label or best.object.text)
    if place and place not in (subject, object):
        words.append(f"in {reader.label(place)}")
    return " ".join(w for w in words if w)


def situations(statements: Iterable[Statement], reader: Reader) -> list[Event]:
    """Make a situation for each standing relation: one for each subject, predicate and object, both directions of a symmetric one together."""
    groups: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.happening or not reader.has_event(statement):
            continue
        subject, object = reader.entity(statement.subject), reader.entity(statement.object)
        words = ""
        if not object and statement.object is not None:
            words = " ".join((statement.object.label or statement.object.text).casefold().split())
        if not subject:
            subject = " ".join((statement.subject.label or statement.subject.text).casefold().split())
        known = reader.property_of(statement)
        if known is not None and known.symmetric and object and object < subject:
            subject, object = object, subject
        groups[subject, statement.predicate.id, object, words].append(statement)
    return [make_situation(key, groups[key], reader) for key in sorted(groups)]
