"""Commands that tell what happened, and when: timeline, events; and, for `kg why`, why statements are taken for one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.answers import MANY_QUOTES, SURE, evidence_json, fact_json, source_of, thing
from kg.cli.options import DEFAULT_OUT, Everything, From, Json, Limit, Out, Quiet, SureOption, To, Undated
from kg.cli.output import note, plural, result, result_json
from kg.model import Basis, Event, Fact, Time
from kg.pipeline import Evidence, KnowledgeGraph

if TYPE_CHECKING:
    from kg.events import Explanation, Telling
    from kg.pipeline.occurrences import Occurrence

WIDTH_OF_DAY = 10
SHOWN_APART = 10
BASES: dict[Basis, str] = {"said": "", "context": "date inferred", "report": "date of the report"}
GROUPS = ("dated", "undated", "undated, standing")


def timeline(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    out: Out = DEFAULT_OUT,
    begin: From = "",
    end: To = "",
    undated: Undated = "drop",
    everything: Everything = False,
    sure: SureOption = SURE,
    limit: Limit = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Tell in order of time what an entity took part in, as what, and what happened there; each with its quotations, speakers and sources.

    Dates are days, months or years; an event lies between two of them if its own interval overlaps. Those without a date come last.

    Example: kg timeline "Xi Jinping" --from 2022-02
    """
    import kg

    graph = kg.load(out)
    entity = graph.find(name)
    found = graph.timeline(entity, begin=begin, end=end, undated=_counted(undated))
    chosen = _Chosen(found, windowed=bool(begin or end), undated=undated, least=0.0 if everything else sure, limit=limit)
    if as_json:
        about = {"id": entity.id, "type": entity.type, "label": entity.label}
        result_json({"entity": about} | _chosen_json(graph, chosen))
        return
    result(f"{entity.label}  ({entity.type}, {entity.id})")
    _write(graph, chosen)
    note(chosen.summary(), quiet=quiet)


def events(
    out: Out = DEFAULT_OUT,
    between: Annotated[tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Two entities that both take part.")] = None,
    begin: From = "",
    end: To = "",
    undated: Undated = "drop",
    type: Annotated[str, typer.Option("--type", metavar="NAMES", help="Types of PLOVER (CONSULT) or relations (met), separated by commas.")] = "",
    at: Annotated[str, typer.Option("--at", metavar="PLACE", help="Where: a place, or one that it lies in.")] = "",
    everything: Everything = False,
    sure: SureOption = SURE,
    limit: Limit = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List events in order of time, each with its quotations, speakers and sources: between two entities, in a time, of a type, at a place.

    Dates are days, months or years; an event lies between two of them if its own interval overlaps. Those without a date come last.

    Examples: kg events --between Russia China --from 2022-02-01 --to 2022-03    kg events --type ASSAULT --at Ukraine --all
    """
    import kg

    graph = kg.load(out)
    found = graph.find_events(between=between or (), begin=begin, end=end, undated=_counted(undated), type=type, at=at)
    chosen = _Chosen(found, windowed=bool(begin or end), undated=undated, least=0.0 if everything else sure, limit=limit)
    if as_json:
        result_json(_chosen_json(graph, chosen))
        return
    _write(graph, chosen)
    note(chosen.summary(), quiet=quiet)


def _counted(undated: str) -> str:
    """Ask for undated events even where they are dropped: those are counted. What is no choice is left for the graph to refuse."""
    return "keep" if undated == "drop" else undated


class _Chosen:
    """What is shown of what was found, and how much is not.

    Args:
        found: occurrences in order of time, with undated ones.
        windowed: whether a window of time was asked for.
        undated: `keep` or `drop`: whether the window keeps undated ones.
        least: least confidence.
        limit: how many to show at most, or None.
    """

    def __init__(self, found: Sequence[Occurrence], *, windowed: bool, undated: str, least: float, limit: int | None) -> None:
        in_time = [o for o in found if o.dated or not windowed or undated == "keep"]
        sure = [o for o in in_time if o.confidence >= least]
        self.least = least
        self.left_out = len(found) - len(in_time)
        self.hidden = len(in_time) - len(sure)
        self.shown = sure if limit is None else sure[:limit]
        self.more = len(sure) - len(self.shown)
        self.dated = sum(o.dated for o in sure)
        self.undated = len(sure) - self.dated
        self.groups = {title: ([o for o in self.shown if _group(o) == title], sum(_group(o) == title for o in sure)) for title in GROUPS}

    def summary(self) -> str:
        """Say in words what is shown and what is not."""
        said = plural(len(self.shown), "event")
        if self.shown:
            said += f", {sum(o.dated for o in self.shown):,} of them dated"
        parts = [said]
        if self.more:
            parts.append(f"{self.more:,} more: a higher --limit shows them")
        if self.hidden:
            parts.append(f"{self.hidden:,} below confidence {self.least:g} hidden: --all or a lower --min-confidence shows them")
        if self.left_out:
            parts.append(f"{self.left_out:,} without a date left out: --undated keep shows them")
        return "; ".join(parts)


def _group(occurrence: Occurrence) -> str:
    """The heading of `GROUPS` that an occurrence stands under."""
    return GROUPS[0] if occurrence.dated else GROUPS[1] if occurrence.event.happening else GROUPS[2]


# ------------------------------------------------------------------------------------------------ for people
def _write(graph: KnowledgeGraph, chosen: _Chosen) -> None:
    for title, (group, total) in chosen.groups.items():
        if group:
            result(f"\n{title} ({len(group):,}{f' of {total:,}' if total > len(group) else ''})")
        for occurrence in group:
            _write_occurrence(graph, occurrence)


def _write_occurrence(graph: KnowledgeGraph, occurrence: Occurrence) -> None:
    event, (first, *others) = occurrence.event, told_together(graph, occurrence.facts)
    head, place = occurrence.facts[0], graph.lookup.label(event.place)
    words = first[0] + (f" in {place}" if place and place not in first[0] else "")
    sources = plural(head.support, "source") + (f", {head.opposed} against" if head.opposed else "")
    marks = [head.status, BASES[event.time.basis] if event.time else "", sources, f"confidence {occurrence.confidence:.2f}"]
    result(f"\n  {_when(occurrence)}{words}  [{' · '.join(mark for mark in marks if mark)}]")
    for sentence, fact in others:
        _write_detail(f"also: {sentence}" + (f"  [{fact.status}]" if fact.status != head.status else ""))
    kind = graph.ontology.event_types.get(event.type, "")
    parts = [kind, f"as {listed(occurrence.roles)}" if occurrence.roles else "", *_more(graph, event, [words, *(words for words, _ in others)])]
    _write_detail(" · ".join([*(part for part in parts if part), f"event {event.id}"]))
    _write_quotes(occurrence.evidence, disputed=head.status == "Disputed")


def _write_detail(text: str) -> None:
    result(f"      {text}")


def _when(occurrence: Occurrence) -> str:
    """The date, or when it was first told, before the words of an event."""
    if occurrence.time is not None and occurrence.dated:
        return f"{time_in_words(occurrence.time):<{WIDTH_OF_DAY}}  "
    return f"told {occurrence.told}  " if occurrence.told else ""


def time_in_words(time: Time) -> str:
    """Write an interval so that it reads.

    Example:
        >>> time_in_words(Time("2008-11/..", "interval", "2008-11-01", "", "since November", 0, 14))
        'since 2008-11'
    """
    begin, slash, end = time.value.partition("/")
    if not slash:
        return time.value
    if begin == ".." or end == "..":
        return f"since {begin}" if end == ".." else f"until {end}"
    return f"{begin} to {end}"


def told_together(graph: KnowledgeGraph, facts: Sequence[Fact]) -> list[tuple[str, Fact]]:
    """Put the facts of an event into few sentences: “Xi discussed energy and trade”.

    Args:
        graph: knows the labels.
        facts: at least one.

    Returns:
        Sentences, each with the first of its facts. What a sentence before says too is left out: that Putin discussed the same (he stands
        among the participants), and “makes batteries” after “makes batteries for power grids”.
    """
    together: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        together.setdefault((graph.lookup.label(fact.subject), fact.label, fact.status), []).append(fact)
    found: list[tuple[str, Fact]] = []
    said_of_others: set[tuple[str, str, str]] = set()
    for (subject, label, status), group in together.items():
        things = _things(graph, group)
        words = " ".join(part for part in (subject, label, things) if part)
        repeated = any(fact.status == status and f"{sentence} ".startswith(f"{words} ") for sentence, fact in found)
        if not repeated and (label, status, things) not in said_of_others:
            found.append((words, group[0]))
        said_of_others.add((label, status, things))
    return found


def _things(graph: KnowledgeGraph, facts: Sequence[Fact]) -> str:
    """Name the objects of facts with one subject and relation: “trade and energy”, or what was said, each thing after a semicolon."""
    said = [fact for fact in facts if fact.statement]
    if not said:
        return listed(dict.fromkeys(sorted(_short(thing(graph, fact)) for fact in facts)))
    sentences = {sentence for fact in said for sentence in _sentences(graph, fact)}
    others = [fact for fact in facts if not fact.statement and not sentences.issuperset(_sentences(graph, fact))]
    return "that " + "; ".join(dict.fromkeys([*(said_in_words(graph, fact.statement) for fact in said), *(_short(thing(graph, f)) for f in others)]))


def _sentences(graph: KnowledgeGraph, fact: Fact) -> set[tuple[str, int]]:
    """Where the sentences of a fact begin."""
    statements = (graph.lookup.statements[id] for id in fact.statements)
    return {(statement.document, statement.sentence.start) for statement in statements}


def said_in_words(graph: KnowledgeGraph, id: str) -> str:
    """Put what somebody said into words: “Boeing cancelled programme (planned)”.

    Args:
        graph: knows the labels.
        id: the statement that was said.
    """
    lookup = graph.lookup
    statement = lookup.statements[id]
    fact = lookup.facts[graph.resolution.fact_of[id]]
    object = said_in_words(graph, fact.statement) if fact.statement else _short(thing(graph, fact))
    words = " ".join(part for part in (lookup.label(fact.subject), fact.label, object) if part)
    marks = ["denied"] if statement.polarity == "negated" else []
    marks += [] if statement.modality == "actual" else [statement.modality]
    return words + (f" ({', '.join(marks)})" if marks else "")


def _short(words: str) -> str:
    return " ".join(words.split())


def listed(names: Iterable[str]) -> str:
    """Write names as a list.

    Example:
        >>> listed(["oil", "gas", "coal"])
        'oil, gas and coal'
    """
    *most, last = [name for name in names if name] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _more(graph: KnowledgeGraph, event: Event, sentences: Sequence[str]) -> list[str]:
    """Name what the sentences do not: participants by role, and amounts in a measure (“two leaders” counts participants)."""
    told = " ".join(sentences)
    named: dict[str, list[str]] = {}
    filled: set[str] = set()  # roles of those that the sentences name
    for participant in event.participants:
        label = graph.lookup.label(participant.entity)
        if label in told:
            filled.add(participant.role)
        elif label not in named.setdefault(participant.role, []):
            named[participant.role].append(label)
    measures = {unit for unit, _ in graph.ontology.lexicon.units.values()}
    measured = (_short(value.text) for value in event.quantities if value.datatype != "quantity" or value.unit in measures)
    amounts = list(dict.fromkeys(amount for amount in measured if amount not in told))
    others = [f"{'other ' if role in filled else ''}{role}: {listed(labels)}" for role, labels in named.items() if labels]
    return others + ([f"how much: {listed(amounts)}"] if amounts else [])


def _write_quotes(evidence: Sequence[Evidence], *, disputed: bool = False) -> None:
    """Write each sentence once, with its source, however many statements it makes; of a dispute, say which of them deny."""
    sentences = list({(item.document.id, item.statement.sentence.start, item.speakers): item for item in reversed(evidence)}.values())[::-1]
    for item in sentences[:MANY_QUOTES]:
        side = "denied: " if disputed and item.statement.polarity == "negated" else ""
        result(f"      {side}“{_short(item.quote)}”")
        result(f"        — {source_of(item)}")
    if len(sentences) > MANY_QUOTES:
        result(f"      and {plural(len(sentences) - MANY_QUOTES, 'more quotation')}")


# ------------------------------------------------------------------------------------------------ for programs
def _chosen_json(graph: KnowledgeGraph, chosen: _Chosen) -> dict[str, Any]:
    return {
        "events": [_occurrence_json(graph, occurrence) for occurrence in chosen.shown],
        "dated": chosen.dated,
        "undated": chosen.undated,
        "more": chosen.more,
        "hidden": chosen.hidden,
        "left_out": chosen.left_out,
    }


def _occurrence_json(graph: KnowledgeGraph, occurrence: Occurrence) -> dict[str, Any]:
    time = occurrence.time
    return {
        **_event_json(graph, occurrence.event),
        "begin": time.begin or None if time else None,
        "end": time.end or None if time else None,
        "told": occurrence.told or None,
        "roles": list(occurrence.roles),
        "status": occurrence.status,
        "confidence": occurrence.confidence,
        "facts": [{key: value for key, value in fact_json(graph, fact).items() if key != "evidence"} for fact in occurrence.facts],
        "evidence": [evidence_json(item) for item in occurrence.evidence],
    }


def _event_json(graph: KnowledgeGraph, event: Event) -> dict[str, Any]:
    label = graph.lookup.label
    return {
        "id": event.id,
        "type": event.type or None,
        "label": event.label,
        "happening": event.happening,
        "time": event.time.value if event.time else None,
        "time_words": event.time.text or None if event.time else None,
        "time_basis": event.time.basis if event.time else None,
        "place": {"entity": event.place, "label": label(event.place)} if event.place else None,
        "participants": [{"role": p.role, "entity": p.entity, "label": label(p.entity)} for p in event.participants],
        "quantities": [{"value": value.value, "unit": value.unit or None, "text": value.text} for value in event.quantities],
    }


# ------------------------------------------------------------------------------------------------ why an event is one
def why_event(graph: KnowledgeGraph, event: Event, *, as_json: bool, quiet: bool) -> None:
    """Say why statements of several sentences or documents are taken for one event, and which events were kept apart from it.

    Args:
        graph: the graph of the event.
        event: the event.
        as_json: write it as JSON.
        quiet: leave notes out.
    """
    found = graph.explain(event)
    if as_json:
        result_json(_explanation_json(graph, found))
        return
    kind = "happening" if event.happening else "standing relation"
    result(f"event {event.id}, a {kind}: {event.label}")
    if event.type:
        result(f"  type          {event.type} ({graph.ontology.event_types.get(event.type, '')})")
    roles: dict[str, list[str]] = {}
    for participant in event.participants:
        roles.setdefault(participant.role, []).append(graph.lookup.label(participant.entity) or participant.entity)
    for role, names in roles.items():
        result(f"  {role:<13} {listed(dict.fromkeys(names))}")
    result(f"  time          {_dated(event.time)}" if event.time else "  time          not known")
    if event.place:
        result(f"  place         {graph.lookup.label(event.place)}")
    documents = len({telling.trigger.document for telling in found.tellings})
    several = len(found.tellings) > 1
    result(f"\n{plural(len(found.tellings), 'clause')} of {plural(documents, 'document')} tell{'' if several else 's'} of it")
    for number, telling in enumerate(found.tellings, start=1):
        _write_telling(graph, number, telling)
    if found.apart:
        result(f"\nkept apart from {plural(len(found.apart), 'other event')}")
        for apart in found.apart[:SHOWN_APART]:
            other = graph.lookup.events[apart.event]
            result(f"  {other.label}  [{time_in_words(other.time) if other.time else 'undated'} · event {other.id}]")
            result(f"      {apart.reason}")
        if len(found.apart) > SHOWN_APART:
            note(f"and {len(found.apart) - SHOWN_APART:,} more: --json lists all", quiet=quiet)


def _dated(time: Time) -> str:
    """A time with the words that say it, and how it is known if they do not."""
    known = [part for part in (f"“{time.text}”" if time.text else "", BASES[time.basis]) if part]
    return f"{time_in_words(time)} ({', '.join(known)})"


def _write_telling(graph: KnowledgeGraph, number: int, telling: Telling) -> None:
    evidence = graph.evidence(graph.lookup.statements[telling.statements[0]])
    result(f"\n  {number}. “{_short(telling.trigger.text)}”" + (f"  joined: {telling.decision}" if telling.decision else ""))
    for reason in telling.reasons:
        subject, _, words = reason.partition(": ")
        result(f"      {subject + ':':<13} {words}")
    _write_quotes(evidence)


def _explanation_json(graph: KnowledgeGraph, found: Explanation) -> dict[str, Any]:
    statements = graph.lookup.statements
    return {
        **_event_json(graph, found.event),
        "tellings": [
            {
                "trigger": {"words": telling.trigger.text, "start": telling.trigger.start, "end": telling.trigger.end},
                "statements": list(telling.statements),
                "decision": telling.decision or None,
                "reasons": list(telling.reasons),
                "evidence": evidence_json(graph.evidence(statements[telling.statements[0]])[0]),
            }
            for telling in found.tellings
        ],
        "apart": [{"event": apart.event, "label": graph.lookup.events[apart.event].label, "reason": apart.reason} for apart in found.apart],
    }


COMMANDS: dict[Callable[..., None], str] = {timeline: "timeline", events: "events"}
