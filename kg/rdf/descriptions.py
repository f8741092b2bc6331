"""The resolved graph as descriptions: a subject with its properties, each term as Turtle writes it.

Invariants: a pure function of the resolution, the ontology, the base and the run; no blank nodes; a description is whole (a subject is
described once in each graph); what belongs to a document's own graph needs nothing but that document, its statements and the mentions in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Document, Entity, Event, Fact, Mention, Resolution, Time, Value
from kg.ontology.terms import Ontology
from kg.rdf.names import Names
from kg.rdf.run import Run
from kg.rdf.syntax import decimal, literal

Properties = dict[str, list[str]]
Description = tuple[str, Properties]

_CONFIDENCE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document's text, [start, end), that `subject` (a term) points at by `predicate`."""

    start: int
    end: int
    subject: str
    predicate: str
    mention: Mention | None = None


@dataclass(slots=True)
class Section:
    """Descriptions of one kind; `graph` is the named graph they belong to, or "" for the default graph."""

    title: str
    descriptions: list[Description]
    graph: str = ""


@dataclass(slots=True)
class Graph:
    """What the descriptions are made from.

    Attributes:
        resolution: the resolved graph.
        ontology: classes and properties.
        names: writes the terms.
        run: the run.
        places: mentions of entities and trigger words of events, by document id.
        quantities: every number with its unit that the graph refers to, by term.
    """

    resolution: Resolution
    ontology: Ontology
    names: Names
    run: Run
    places: dict[str, list[Place]] = field(default_factory=dict)
    quantities: dict[str, Value] = field(default_factory=dict)

    def value(self, value: Value) -> str:
        """Write a value: a number as a node, kept to be described once; plain words as a literal."""
        if value.value is None:
            return english(value.text)
        term = self.names.value(value)
        self.quantities[term] = value
        return term


def english(text: str) -> str:
    """Write a label in English."""
    return literal(text, "@en")


def confidence(number: float) -> str:
    """Write a confidence in [0, 1] with at most 4 digits."""
    return decimal(round(number, _CONFIDENCE_DIGITS), _CONFIDENCE_DIGITS)


def time_properties(time: Time) -> Properties:
    """Describe when: SEM's time stamps where the interval is closed, its granularity, ISO value and words."""
    properties: Properties = {
        "kg:granularity": [literal(time.granularity)],
        "kg:time": [literal(time.value)],
        "kg:timeBasis": [literal(time.basis)],
    }
    if time.begin:
        properties["sem:hasEarliestBeginTimeStamp"] = [literal(time.begin, "^^xsd:date")]
    if time.end:
        properties["sem:hasLatestEndTimeStamp"] = [literal(time.end, "^^xsd:date")]
    if time.text:
        properties["kg:timeText"] = [literal(time.text)]
    return properties


def gather_places(resolution: Resolution, names: Names) -> dict[str, list[Place]]:
    """Collect the mentions of entities and the trigger words of events by document."""
    places: dict[str, list[Place]] = defaultdict(list)
    for entity in resolution.entities:
        subject = names.entity(entity.id)
        for mention in entity.mentions:
            span = mention.span
            places[span.document].append(Place(span.start, span.end, subject, "kg:mention", mention))
    for event in resolution.events:
        subject = names.event(event.id)
        for span in event.mentions:
            places[span.document].append(Place(span.start, span.end, subject, "kg:triggerString"))
    return dict(places)


def default_sections(graph: Graph) -> Iterator[Section]:
    """Describe what stands above single documents: direct edges, entities, events, facts, quantities, minted relations, the run."""
    resolution = graph.resolution
    yield Section("Direct edges", list(_direct_edges(graph)))
    yield Section("Entities", [_entity(graph, entity) for entity in resolution.entities])
    yield Section("Events and situations", [_event(graph, event) for event in resolution.events])
    yield Section("Facts", [_fact(graph, fact) for fact in resolution.facts])
    _gather_quantities(graph)
    yield Section("Quantities", [_quantity(term, value) for term, value in graph.quantities.items()])
    yield Section("Relations and roles that no ontology entry covers, in the words of the texts", list(_minted_relations(graph)))
    yield Section("Run", [_run(graph), *_extractors(graph)])


def _direct_edges(graph: Graph) -> Iterator[Description]:
    edges: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for fact in graph.resolution.facts:
        if fact.direct and fact.subject and (target := _object(graph, fact)):
            edges[graph.names.entity(fact.subject)][graph.names.term(fact.predicate)].append(target)
    yield from edges.items()


def _object(graph: Graph, fact: Fact) -> str:
    if fact.object:
        return graph.names.entity(fact.object)
    if fact.statement:
        return graph.names.evidence(fact.statement)
    return graph.value(fact.value) if fact.value else ""


def _entity(graph: Graph, entity: Entity) -> Description:
    names = graph.names
    entry = graph.ontology.classes.get(f"kg:{entity.type}")
    properties: Properties = {
        "a": [names.term(f"kg:{entity.type}"), *(names.term(other) for other in (entry.also if entry else ()))],
        "rdfs:label": [english(entity.label)],
        "kg:known": ["true" if entity.known else "false"],
    }
    if entity.aliases:
        properties["skos:altLabel"] = [english(alias) for alias in entity.aliases]
    if entity.countries:
        properties["kg:country"] = [literal(code) for code in entity.countries]
    if entity.sector:
        properties["kg:sector"] = [literal(entity.sector)]
    if entity.same_as:
        properties["owl:sameAs"] = [names.same_as(address) for address in entity.same_as]
    if entity.possibly:
        properties["kg:possibly"] = [names.possibly(other) for other in entity.possibly]
    return names.entity(entity.id), properties


def _event(graph: Graph, event: Event) -> Description:
    names = graph.names
    properties: Properties = defaultdict(list)
    properties["a"] = ["sem:Event" if event.happening else "kg:Situation"]
    properties["rdfs:label"] = [english(event.label)]
    if event.type:
        properties["sem:eventType"] = [names.term(event.type)]
    for participant in event.participants:
        properties[names.role(participant.role)].append(names.entity(participant.entity))
    if event.place:
        properties["sem:hasPlace"].append(names.entity(event.place))
    if event.time:
        properties.update(time_properties(event.time))
    if event.quantities:
        properties["kg:quantity"] = [graph.value(quantity) for quantity in event.quantities]
    if event.statements:
        properties["kg:evidence"] = [names.evidence(statement) for statement in event.statements]
    return names.event(event.id), properties


def _fact(graph: Graph, fact: Fact) -> Description:
    names = graph.names
    properties: Properties = {
        "a": ["kg:Fact", "rdf:Statement"],
        "rdf:predicate": [names.term(fact.predicate)],
        "kg:predicateLabel": [english(fact.label)],
        "kg:status": [f"kg:{fact.status}"],
        "kg:support": [str(fact.support)],
        "kg:opposed": [str(fact.opposed)],
        "kg:confidence": [confidence(fact.confidence)],
        "kg:direct": ["true" if fact.direct else "false"],
    }
    if fact.subject:  # a fact without one breaks its shape, which is where it is reported
        properties["rdf:subject"] = [names.entity(fact.subject)]
    if target := _object(graph, fact):
        properties["rdf:object"] = [target]
    if fact.event:
        properties["kg:event"] = [names.event(fact.event)]
    if fact.mirror_of:
        properties["kg:mirrorOf"] = [names.fact(fact.mirror_of)]
    if fact.statements:
        properties["kg:evidence"] = [names.evidence(statement) for statement in fact.statements]
    return names.fact(fact.id), properties


def _gather_quantities(graph: Graph) -> None:
    for statement in graph.resolution.statements:
        qualifiers = statement.qualifiers
        for argument in (statement.subject, statement.object, *statement.arguments, qualifiers.place):
            if argument and argument.value:
                graph.value(argument.value)
        if qualifiers.quantity:
            graph.value(qualifiers.quantity)


def _quantity(term: str, value: Value) -> Description:
    properties: Properties = {
        "a": ["kg:Quantity"],
        "rdfs:label": [english(value.text)],
        "kg:quantityText": [literal(value.text)],
        "kg:valueKind": [literal(value.datatype)],
    }
    if value.value is not None:
        properties["kg:value"] = [decimal(value.value)]
    if value.unit:
        properties["kg:unit"] = [literal(value.unit)]
    return term, properties


def _minted_relations(graph: Graph) -> Iterator[Description]:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in graph.resolution.statements:
        if statement.predicate.id.startswith("rel:"):
            labels[statement.predicate.id][statement.predicate.label] += 1
    for fact in graph.resolution.facts:
        if fact.predicate.startswith("rel:"):
            labels[fact.predicate][fact.label] += 1
    for predicate, counts in labels.items():
        known = graph.ontology.properties.get(predicate)
        label = known.label if known else min(counts, key=lambda text: (-counts[text], text))
        properties: Properties = {"a": ["rdf:Property"], "rdfs:label": [english(label)]}
        if known and known.parents:
            properties["rdfs:subPropertyOf"] = [graph.names.term(parent) for parent in known.parents]
        yield graph.names.term(predicate), properties
    roles = {participant.role for event in graph.resolution.events for participant in event.participants}
    roles |= {argument.role for statement in graph.resolution.statements for argument in statement.arguments if argument.role != "time"}
    for role in sorted(filter(graph.names.is_minted, roles)):
        yield graph.names.role(role), {"a": ["kg:Role", "rdf:Property"], "rdfs:label": [english(role)]}


def _run(graph: Graph) -> Description:
    run = graph.run
    model = f"{run.model} {run.model_version}".strip()
    return graph.names.run(run.id), {
        "a": ["kg:Run", "prov:Activity"],
        "rdfs:label": [english(f"kg {run.version} with {model}")],
        "kg:version": [literal(run.version)],
        "kg:configuration": [literal(run.configuration)],
        "kg:model": [literal(model)],
    }


def _extractors(graph: Graph) -> Iterator[Description]:
    for extractor in sorted({statement.extractor for statement in graph.resolution.statements}):
        yield graph.names.extractor(extractor), {"a": ["kg:Extractor"], "rdfs:label": [english(extractor)]}


def document_description(graph: Graph, document: Document, documents: dict[str, str]) -> Description:
    """Describe a document: what it is, where it is from, its text.

    Args:
        graph: names, and the publishers.
        document: the document.
        documents: the document's term by id and by URL, for `supersedes`.

    Returns:
        The description, without the passages and quotes that lie in it.
    """
    properties: Properties = {
        "a": ["nif:Context", "schema:NewsArticle"],
        "nif:isString": [literal(document.text)],
        "kg:key": [literal(document.id)],
        "schema:inLanguage": [literal(document.language)],
        "kg:source": [literal(document.source)],
    }
    if document.title:
        properties["schema:headline"] = [literal(document.title)]
    if document.url:
        properties["schema:url"] = [literal(document.url, "^^xsd:anyURI")]
    if document.published:
        properties["schema:datePublished"] = [literal(document.published, "^^xsd:date")]
    if document.sha256:
        properties["kg:sha256"] = [literal(document.sha256)]
    if publisher := graph.resolution.publisher_of.get(document.id):
        properties["schema:publisher"] = [graph.names.entity(publisher)]
    if document.supersedes:
        properties["kg:supersedes"] = [documents.get(document.supersedes) or graph.names.document(document.supersedes)]
    return graph.names.document(document.id), properties
