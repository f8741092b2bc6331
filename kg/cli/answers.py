"""Commands that answer a person's question, each answer with its sources: show, path, conflicts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from kg.cli.options import DEFAULT_OUT, Everything, Json, Out, Quiet
from kg.cli.output import note, plural, result, result_json
from kg.model import Entity, Fact
from kg.pipeline import Evidence, KnowledgeGraph
from kg.pipeline.links import is_address

SURE = 0.8
MANY_QUOTES = 3


def thing(graph: KnowledgeGraph, fact: Fact) -> str:
    """Name the object of a fact."""
    if fact.object:
        return graph.lookup.label(fact.object)
    if fact.value is not None:
        return fact.value.text
    if fact.statement:
        said = graph.lookup.statements[fact.statement]
        return f"“{said.sentence.text}”"
    return ""


def sentence_of(graph: KnowledgeGraph, fact: Fact) -> str:
    """Put a fact into words."""
    return " ".join(part for part in (graph.lookup.label(fact.subject), fact.label, thing(graph, fact)) if part)


def heading(graph: KnowledgeGraph, fact: Fact) -> str:
    """Put a fact into words with its status, date, place and support."""
    time = graph.lookup.time(fact)
    _, place = graph.lookup.place(fact)
    support = plural(fact.support, "source") + (f", {fact.opposed} against" if fact.opposed else "")
    when = time.value + ("" if time.basis == "said" else " (inferred)") if time else "undated"
    parts = [fact.status, when, place, support, f"confidence {fact.confidence:.2f}"]
    return f"{sentence_of(graph, fact)}  [{' · '.join(part for part in parts if part)}]"


def source_of(evidence: Evidence) -> str:
    """Name publisher, date and speaker of a quotation."""
    document = evidence.document
    parts = [evidence.publisher or document.title or document.id, document.published or "undated"]
    if evidence.speakers:
        parts.append("said by " + ", as told by ".join(evidence.speakers))
    return f"{', '.join(parts)}; {document.url or document.id}; statement {evidence.statement.id}"


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """A quotation with its source, for a program."""
    document, statement = evidence.document, evidence.statement
    return {
        "statement": statement.id,
        "quote": evidence.quote,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
        "document": document.id,
        "title": document.title,
        "url": document.url,
        "link": evidence.link or None,
        "publisher": evidence.publisher or None,
        "published": document.published,
        "speakers": list(evidence.speakers),
        "polarity": statement.polarity,
        "modality": statement.modality,
        "confidence": statement.confidence,
    }


def fact_json(graph: KnowledgeGraph, fact: Fact) -> dict[str, Any]:
    """A fact with its quotations, for a program."""
    time = graph.lookup.time(fact)
    return {
        "id": fact.id,
        "subject": {"entity": fact.subject, "label": graph.lookup.label(fact.subject)},
        "predicate": {"id": fact.predicate, "label": fact.label},
        "object": {"entity": fact.object or None, "label": thing(graph, fact)},
        "status": fact.status,
        "direct": fact.direct,
        "time": time.value if time else None,
        "place": graph.lookup.place(fact)[1] or None,
        "support": fact.support,
        "opposed": fact.opposed,
        "confidence": fact.confidence,
        "evidence": [evidence_json(evidence) for evidence in graph.evidence(fact)],
    }


def write_quotes(evidence: Sequence[Evidence]) -> None:
    """Write quotations under a fact."""
    for item in evidence[:MANY_QUOTES]:
        result(f"      “{' '.join(item.quote.split())}”")
        result(f"        — {source_of(item)}")
    if len(evidence) > MANY_QUOTES:
        result(f"      and {plural(len(evidence) - MANY_QUOTES, 'more quotation')}")


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    out: Out = DEFAULT_OUT,
    everything: Everything = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show what the graph knows of an entity: each fact with its status, date, quotations and sources.

    Example: kg show "Xi Jinping"
    """
    import kg

    graph = kg.load(out)
    entity = graph.find(name)
    facts = graph.facts_about(entity)
    sure = [fact for fact in facts if everything or fact.confidence >= SURE]
    if as_json:
        result_json(entity_json(graph, entity) | {"facts": [fact_json(graph, fact) for fact in sure], "hidden": len(facts) - len(sure)})
        return
    result(f"{entity.label}  ({entity.type}, {entity.id})")
    if entity.aliases:
        result(f"  also: {', '.join(entity.aliases)}")
    found = links_of(graph, entity)
    if entity.same_as:
        result(f"  same as: {', '.join(entity.same_as)}")
    for link in found:
        result(f"  {VERDICTS[link['verdict']]} {link['address']}, score {link['score']:.2f}: {'; '.join(link['reasons'])}")
    if entity.possibly:
        result(f"  possibly: {', '.join(graph.lookup.label(id) or id for id in entity.possibly)}")
    documents = len({mention.span.document for mention in entity.mentions})
    result(f"  {plural(len(entity.mentions), 'mention')} in {plural(documents, 'document')}")
    for label, group in _groups(graph, entity, sure):
        result(f"\n  {label}")
        for fact in group:
            result(f"    {heading(graph, fact)}")
            write_quotes(graph.evidence(fact))
    if len(sure) < len(facts):
        note(f"\n{plural(len(facts) - len(sure), 'fact')} below confidence {SURE} hidden; --all shows them", quiet=quiet)


VERDICTS = {"same": "in the knowledge base:", "possibly": "possibly in the knowledge base:", "no": "not surely enough in the knowledge base:"}


def links_of(graph: KnowledgeGraph, entity: Entity) -> list[dict[str, Any]]:
    """What the knowledge base of a graph's build said of an entity, the best first."""
    found = [j for j in graph.resolution.judgements if j.left == entity.id and is_address(j.right)]
    found.sort(key=lambda judgement: (not judgement.same, -judgement.score, judgement.right))
    return [
        {
            "address": judgement.right,
            "verdict": "same" if judgement.same else "possibly" if judgement.right in entity.possibly else "no",
            "score": judgement.score,
            "reasons": list(judgement.reasons),
        }
        for judgement in found
    ]


def entity_json(graph: KnowledgeGraph, entity: Entity) -> dict[str, Any]:
    """What is known of an entity, for a program; `links` only where a knowledge base was asked."""
    links = links_of(graph, entity)
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "same_as": list(entity.same_as),
        "possibly": list(entity.possibly),
        "mentions": len(entity.mentions),
    } | ({"links": links} if links else {})


def _groups(graph: KnowledgeGraph, entity: Entity, facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        label = f"{fact.label} …" if fact.subject == entity.id else f"… {fact.label} {entity.label}"
        groups.setdefault(label, []).append(fact)

    def rank(fact: Fact) -> tuple[bool, float, str, str]:
        time = graph.lookup.time(fact)
        return (not fact.direct, -fact.confidence, time.value if time else "", fact.id)

    ordered = [(label, sorted(group, key=rank)) for label, group in groups.items()]
    return sorted(ordered, key=lambda pair: (not pair[1][0].direct, -sum(fact.support for fact in pair[1]), pair[0]))


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")],
    end: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    out: Out = DEFAULT_OUT,
    everything: Everything = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find the shortest chain of facts between two entities; denied facts do not count.

    Example: kg path "Wang Yi" NATO
    """
    import kg

    graph = kg.load(out)
    first, last = graph.find(start), graph.find(end)
    facts = [
        fact
        for fact in graph.facts
        if fact.object and not fact.mirror_of and fact.status not in ("Denied", "Retracted") and (everything or fact.confidence >= SURE)
    ]
    chain = _shortest(first.id, last.id, facts)
    if as_json:
        result_json(None if chain is None else [fact_json(graph, fact) for fact in chain])
    elif chain is None:
        result(f"no chain of facts leads from {first.label} to {last.label}")
        hidden = sum(bool(fact.object) and fact.confidence < SURE for fact in graph.facts if not fact.mirror_of)
        if hidden and not everything:
            note(f"{plural(hidden, 'fact')} below confidence {SURE} left out; --all uses them", quiet=quiet)
    else:
        for fact in chain:
            result(heading(graph, fact))
            write_quotes(graph.evidence(fact)[:1])


def _shortest(first: str, last: str, facts: Sequence[Fact]) -> list[Fact] | None:
    neighbours: dict[str, list[tuple[str, Fact]]] = {}
    for fact in sorted(facts, key=lambda fact: (not fact.direct, -fact.confidence, fact.id)):
        neighbours.setdefault(fact.subject, []).append((fact.object, fact))
        neighbours.setdefault(fact.object, []).append((fact.subject, fact))
    came: dict[str, tuple[str, Fact] | None] = {first: None}
    waiting = deque([first])
    while waiting and last not in came:
        here = waiting.popleft()
        for there, fact in neighbours.get(here, ()):
            if there not in came:
                came[there] = (here, fact)
                waiting.append(there)
    if last not in came:
        return None
    chain: list[Fact] = []
    step = came[last]
    while step is not None:
        chain.append(step[1])
        step = came[step[0]]
    return chain[::-1]


def conflicts(out: Out = DEFAULT_OUT, as_json: Json = False, quiet: Quiet = False) -> None:
    """List what some sources affirm and others deny, with the words of both sides.

    Example: kg conflicts
    """
    import kg

    graph = kg.load(out)
    found = [fact for fact in graph.facts if not fact.mirror_of and (fact.status == "Disputed" or (fact.support and fact.opposed))]
    if as_json:
        result_json([fact_json(graph, fact) for fact in found])
        return
    for fact in found:
        result(heading(graph, fact))
        for polarity, title in (("affirmed", "affirmed"), ("negated", "denied")):
            for item in graph.evidence(fact):
                if item.statement.polarity == polarity:
                    result(f"  {title}: “{' '.join(item.quote.split())}”")
                    result(f"        — {source_of(item)}")
    note(plural(len(found), "conflict"), quiet=quiet)


COMMANDS: dict[Callable[..., None], str] = {show: "show", path: "path", conflicts: "conflicts"}
