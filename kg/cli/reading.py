"""Commands that explain how the graph reads its texts: why, cite, relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.answers import VERDICTS, entity_json, evidence_json, links_of, sentence_of
from kg.cli.happenings import why_event
from kg.cli.options import DEFAULT_OUT, Json, Out, Quiet
from kg.cli.output import note, plural, result, result_json
from kg.errors import UnknownName
from kg.model import Argument, Entity, Event, Judgement, Statement
from kg.pipeline import KnowledgeGraph

if TYPE_CHECKING:
    from kg.corrections import Outcome

MANY_FEATURES = 4


def why(
    first: Annotated[
        str, typer.Argument(metavar="STATEMENT|EVENT|A", help="The id of a statement or event, or its beginning; or a name, alone or with another.")
    ],
    second: Annotated[str | None, typer.Argument(metavar="[B]", help="Another name.")] = None,
    out: Out = DEFAULT_OUT,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say why: of a statement, its words, clause, mapping and confidence; of an event, why its statements are taken for one and others are
    not; of two names, why they are or are not one entity; of two events, by their ids, what a correction decided.

    Of one name: which gazetteer entry or thing of the knowledge base it is, and why.

    Examples: kg why 3f9a    kg why "Xi Jinping" "Xi Jingping"
    """
    import kg

    graph = kg.load(out)
    if second is not None:
        if first in graph.lookup.events and second in graph.lookup.events:
            _why_events(graph, first, second, as_json=as_json, quiet=quiet)
            return
        _why_names(graph, first, second, as_json=as_json, quiet=quiet)
        return
    if (gone := _called_wrong(graph, first)) is not None:
        _why_gone(graph, *gone, as_json=as_json)
        return
    if (entity := _entity_meant(graph, first)) is not None:
        _why_name(graph, entity, as_json=as_json, quiet=quiet)
        return
    record = _identified(graph, first)
    if isinstance(record, Statement):
        _why_statement(graph, record, as_json=as_json)
    else:
        why_event(graph, record, as_json=as_json, quiet=quiet)


def _identified(graph: KnowledgeGraph, id: str) -> Statement | Event:
    """Find the statement or event whose id is, or starts with, some letters."""
    every: tuple[Statement | Event, ...] = (*graph.statements, *graph.events)
    records = {record.id: record for record in every if id and record.id.startswith(id)}
    if id in records or len(records) == 1:
        return records.get(id) or next(iter(records.values()))
    if records:
        raise UnknownName(f"several statements or events start with {id!r}", near=tuple(records)[:5])
    raise UnknownName(f"no statement or event has the id {id!r}; to compare two names, give both")


def _entity_meant(graph: KnowledgeGraph, name: str) -> Entity | None:
    """The entity that a name means, if no statement's or event's id begins with it."""
    if any(record.id.startswith(name) for records in (graph.statements, graph.events) for record in records):
        return None
    try:
        return graph.find(name)
    except UnknownName:
        return None


def _why_name(graph: KnowledgeGraph, entity: Entity, *, as_json: bool, quiet: bool) -> None:
    links = links_of(graph, entity)
    known = [judgement for judgement in graph.resolution.judgements if judgement.right == entity.id and judgement.same] if entity.known else []
    reasons = sorted({reason for judgement in known for reason in judgement.reasons})
    if as_json:
        result_json(entity_json(graph, entity) | {"known": entity.known, "reasons": reasons})
        return
    result(f"{entity.label}  ({entity.type}, {entity.id})")
    if entity.known:
        result(f"  known to the gazetteer{': ' if reasons else ''}{'; '.join(reasons)}")
    for address in entity.same_as:
        if not any(link["address"] == address for link in links):
            result(f"  same as {address}, by the gazetteer")
    for link in links:
        result(f"  {VERDICTS[link['verdict']]} {link['address']}, score {link['score']:.2f}")
        for reason in link["reasons"]:
            result(f"    {reason}")
    if not entity.known and not links:
        note("neither the gazetteer nor a knowledge base knows it: it is what its mentions are", quiet=quiet)


def _argument(graph: KnowledgeGraph, argument: Argument) -> dict[str, Any]:
    entity = graph.lookup.entity_of.get(argument.chain, "")
    return {
        "role": argument.role,
        "words": argument.text,
        "start": argument.start,
        "end": argument.end,
        "entity": entity or None,
        "label": graph.lookup.label(entity) or argument.label,
        "statement": argument.statement or None,
    }


def _explained(graph: KnowledgeGraph, statement: Statement) -> dict[str, Any]:
    from kg.statements.confidence import explained

    known = graph.ontology.properties.get(statement.predicate.id)
    fact = graph.lookup.facts.get(graph.resolution.fact_of.get(statement.id, ""))
    arguments = (statement.subject, statement.object, *statement.arguments, statement.qualifiers.place)
    predicate, time, quantity = statement.predicate, statement.qualifiers.time, statement.qualifiers.quantity
    return {
        "id": statement.id,
        "clause": statement.clause,
        "arguments": [_argument(graph, argument) for argument in arguments if argument is not None],
        "trigger": {"words": predicate.phrase, "start": predicate.start, "end": predicate.end},
        "relation": {"id": predicate.id, "label": predicate.label, "known": known is not None},
        "extractor": statement.extractor,
        "event_type": statement.event_type or None,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "tense": statement.tense,
        "time": {"value": time.value, "words": time.text} if time else None,
        "quantity": {"value": quantity.value, "unit": quantity.unit, "words": quantity.text} if quantity else None,
        "attribution": [{"speaker": graph.lookup.speaker(said), "words": said.text, "cue": said.cue} for said in statement.attribution],
        "confidence": statement.confidence,
        "features": [{"name": name, "weight": weight} for name, weight in explained(statement.features)],
        "fact": {"id": fact.id, "words": sentence_of(graph, fact), "status": fact.status, "direct": fact.direct} if fact else None,
        "same_clause": [other.id for other in graph.statements if other.clause == statement.clause and other.id != statement.id],
        "evidence": evidence_json(graph.evidence(statement)[0]),
    }


def _why_statement(graph: KnowledgeGraph, statement: Statement, *, as_json: bool) -> None:
    found = _explained(graph, statement)
    if as_json:
        result_json(found)
        return
    evidence = found["evidence"]
    result(f"statement {found['id']}, found by the {found['extractor']} extractor, confidence {found['confidence']:.2f}")
    result(f"  sentence    “{' '.join(evidence['quote'].split())}”")
    result(f"              {evidence['document']}, characters {evidence['start']} to {evidence['end']}")
    trigger, relation = found["trigger"], found["relation"]
    result(f"  trigger     “{trigger['words']}” at {trigger['start']} to {trigger['end']}")
    how = "a relation of the ontology" if relation["known"] else "no relation of the ontology fits: its own words"
    result(f"  relation    {relation['id']} (“{relation['label']}”), {how}")
    for argument in found["arguments"]:
        meaning = argument["entity"] or argument["statement"] or argument["label"]
        result(f"  {argument['role']:<11} “{argument['words']}” at {argument['start']} to {argument['end']}: {meaning}")
    if found["time"]:
        result(f"  time        {found['time']['value']} (“{found['time']['words']}”)")
    if found["quantity"]:
        result(f"  quantity    {found['quantity']['value']} {found['quantity']['unit']} (“{found['quantity']['words']}”)")
    tense = f", {found['tense']}" if found["tense"] else ""
    result(f"  meaning     {found['polarity']}, {found['modality']}{tense}")
    for said in found["attribution"]:
        result(f"  speaker     {said['speaker']} (“{said['words']}”, {said['cue']})")
    _write_features(found["features"])
    result(f"  clause      {found['clause']}" + (f", shared with {', '.join(found['same_clause'])}" if found["same_clause"] else ""))
    if found["fact"]:
        edge = "a direct edge" if found["fact"]["direct"] else "no direct edge"
        result(f"  fact        {found['fact']['words']}: {found['fact']['status']}, {edge} ({found['fact']['id']})")


def _called_wrong(graph: KnowledgeGraph, id: str) -> tuple[Statement, Outcome] | None:
    """The statement of an id that a correction took out, with what took it out; None if there is no such."""
    from kg.corrections import read_outcomes

    if not id or any(s.id.startswith(id) for s in graph.statements) or any(e.id.startswith(id) for e in graph.events):
        return None
    found = [(statement, outcome) for outcome in read_outcomes(graph.out) for statement in outcome.statements if statement.id.startswith(id)]
    return found[0] if len(found) == 1 else None


def _why_gone(graph: KnowledgeGraph, statement: Statement, outcome: Outcome, *, as_json: bool) -> None:
    evidence = graph.evidence(statement)[0]
    if as_json:
        correction = {"id": outcome.correction, "says": outcome.says, "note": outcome.note}
        result_json({"id": statement.id, "correction": correction, "evidence": evidence_json(evidence)})
        return
    result(f"statement {statement.id} supports no fact: correction {outcome.correction}")
    result(f"  {outcome.says}" + (f"; {outcome.note}" if outcome.note else ""))
    result(f"  sentence    “{' '.join(evidence.quote.split())}”")


def _why_events(graph: KnowledgeGraph, first: str, second: str, *, as_json: bool, quiet: bool) -> None:
    event_of = {statement: event for event in (first, second) for statement in graph.lookup.events[event].statements}
    found = [j for j in graph.resolution.judgements if j.left in event_of and j.right in event_of]
    found = [j for j in found if j.same == (first == second) == (event_of[j.left] == event_of[j.right])]
    if as_json:
        lines = [{"left": j.left, "right": j.right, "same": j.same, "score": j.score, "reasons": list(j.reasons)} for j in found]
        result_json({"left": first, "right": second, "same": first == second, "judgements": lines})
        return
    result(f"{first} and {second} are {'one event' if first == second else 'two events'}")
    for judgement in found:
        result(f"  statements {judgement.left} and {judgement.right}: {'same' if judgement.same else 'not the same'}")
        for reason in judgement.reasons:
            result(f"    {reason}")
    if not found:
        note("no correction speaks of them", quiet=quiet)


def _write_features(features: list[dict[str, Any]]) -> None:
    """Show what most raises and lowers a confidence, in log-odds."""
    for title, chosen in (("surer for", [f for f in features if f["weight"] > 0]), ("less for", [f for f in features if f["weight"] < 0][::-1])):
        if chosen:
            result(f"  {title:<11} " + ", ".join(f"{f['name']} {f['weight']:+.2f}" for f in chosen[:MANY_FEATURES]))


def _why_names(graph: KnowledgeGraph, first: str, second: str, *, as_json: bool, quiet: bool) -> None:
    left, right = graph.find(first), graph.find(second)
    chains = {mention.chain: entity.id for entity in (left, right) for mention in entity.mentions}
    words: dict[str, Counter[str]] = {}
    for entity in (left, right):
        for mention in entity.mentions:
            words.setdefault(mention.chain, Counter())[mention.name or mention.span.text] += 1
    same = left.id == right.id
    known = {left.id, right.id}

    def entity_of(side: str) -> str:
        return chains.get(side, side if side in known else "")

    def bears(side: str, name: str) -> bool:
        folded = name.casefold()
        return any(word.casefold() == folded for word in words.get(side, ())) or side.casefold().replace("_", " ") == folded

    found: list[Judgement] = []
    for judgement in graph.resolution.judgements:
        sides = (judgement.left, judgement.right)
        entities = tuple(map(entity_of, sides))
        if all(entities) and (len(set(entities)) == 2) != same:
            found.append(judgement)
    named = [judgement for judgement in found if any(bears(side, name) for side in (judgement.left, judgement.right) for name in (first, second))]
    found = named or found
    if as_json:
        result_json(
            {
                "left": left.id,
                "right": right.id,
                "same": same,
                "judgements": [
                    {
                        "left": _called(words, judgement.left),
                        "right": _called(words, judgement.right),
                        "same": judgement.same,
                        "score": judgement.score,
                        "reasons": list(judgement.reasons),
                    }
                    for judgement in found
                ],
            }
        )
        return
    result(f"{first} and {second} are {'one entity: ' + left.id if same else f'two entities: {left.id} and {right.id}'}")
    for judgement in found:
        verdict = "same" if judgement.same else "not the same"
        result(f"  “{_called(words, judgement.left)}” and “{_called(words, judgement.right)}”: {verdict}, score {judgement.score:.2f}")
        for reason in judgement.reasons:
            result(f"    {reason}")
    if not found:
        note("no rule compared them: " + ("each mention leads to the same entry" if same else "nothing suggested that they are one"), quiet=quiet)


def _called(words: dict[str, Counter[str]], chain: str) -> str:
    names = words.get(chain)
    return min(names, key=lambda name: (-names[name], name)) if names else chain.replace("_", " ")


def cite(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement's id or its beginning.")],
    out: Out = DEFAULT_OUT,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Quote a statement with publisher, date, speaker and a link to the words.

    Example: kg cite 3f9a
    """
    import kg

    graph = kg.load(out)
    [evidence] = graph.evidence(graph.statement(statement))
    if as_json:
        result_json(evidence_json(evidence))
        return
    document = evidence.document
    speakers = "".join(f" ({speaker})" for speaker in evidence.speakers[:1])
    result(f"“{' '.join(evidence.quote.split())}”{speakers}")
    parts = [evidence.publisher, f"“{document.title}”" if document.title else "", document.published or "undated"]
    result(", ".join(part for part in parts if part))
    result(evidence.link or f"{document.source}, characters {evidence.statement.sentence.start} to {evidence.statement.sentence.end}")


def relations(
    unmapped: Annotated[bool, typer.Option("--unmapped", help="What the text says and the ontology does not know.")] = False,
    out: Out = DEFAULT_OUT,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List the relations that the ontology knows, or those that the text has and the ontology does not, by frequency.

    Example: kg relations --unmapped
    """
    import kg

    graph = kg.load(out)
    used = Counter(statement.predicate.id for statement in graph.statements)
    labels = {statement.predicate.id: statement.predicate.label for statement in reversed(graph.statements)}
    examples = {statement.predicate.id: statement.sentence.text for statement in reversed(graph.statements)}
    properties = graph.ontology.properties
    if unmapped:
        chosen = [id for id in used if id not in properties]
    else:
        chosen = list(properties)
    chosen.sort(key=lambda id: (-used[id], id))
    rows = [
        {
            "relation": id,
            "label": properties[id].label if id in properties else labels[id],
            "statements": used[id],
            "example": " ".join(examples[id].split()) if id in examples else None,
        }
        for id in chosen
    ]
    if as_json:
        result_json(rows)
        return
    for row in rows:
        result(f"{row['statements']:>6}  {row['relation']}  ({row['label']})" + (f"  “{row['example']}”" if unmapped else ""))
    note(plural(len(rows), "relation"), quiet=quiet)


COMMANDS: dict[Callable[..., None], str] = {why: "why", cite: "cite", relations: "relations"}
