"""The evidence of one document: its statements with their arguments and speakers, and the words they point at.

Invariants: each place in the text is one node, whatever points at it; `nif:anchorOf` is cut from the text, never copied from a record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Argument, Document, Statement
from kg.rdf.descriptions import Description, Graph, Place, Properties, Section, confidence, document_description, english, time_properties
from kg.rdf.syntax import literal


class Strings:
    """Collects the places of a text that are pointed at.

    Args:
        graph: writes the terms.
        document: the document.
    """

    def __init__(self, graph: Graph, document: Document) -> None:
        self._graph = graph
        self._document = document
        self._more: dict[tuple[int, int], Properties] = {}

    def at(self, start: int, end: int) -> str:
        """Write the term of the code points [start, end) and keep them, to be described once."""
        self._more.setdefault((start, end), {})
        return self._graph.names.characters(self._document.id, start, end)

    def add(self, start: int, end: int, predicate: str, target: str) -> str:
        """Say more of the code points [start, end)."""
        term = self.at(start, end)
        self._more[start, end].setdefault(predicate, []).append(target)
        return term

    def descriptions(self) -> Iterator[Description]:
        """Describe the places in the order of the text."""
        context = self._graph.names.document(self._document.id)
        text = self._document.text
        for (start, end), more in sorted(self._more.items()):
            properties: Properties = {
                "a": ["nif:RFC5147String"],
                "nif:referenceContext": [context],
                "nif:beginIndex": [str(start)],
                "nif:endIndex": [str(end)],
                "nif:anchorOf": [literal(text[start:end])],
            }
            for predicate, targets in more.items():
                properties.setdefault(predicate, []).extend(targets)
            yield self._graph.names.characters(self._document.id, start, end), properties


def document_sections(graph: Graph) -> Iterator[Section]:
    """Describe each document with its evidence, in the order of the documents' ids.

    Args:
        graph: the graph; its `places` are filled.

    Yields:
        For each document the sections of its named graph: the document, its evidence, the places in its text.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.resolution.statements:
        by_document[statement.document].append(statement)
    names = graph.names
    documents = {document.url: names.document(document.id) for document in graph.resolution.documents if document.url}
    documents |= {document.id: names.document(document.id) for document in graph.resolution.documents}
    for document in sorted(graph.resolution.documents, key=lambda document: document.id):
        strings = Strings(graph, document)
        evidence = [description for statement in by_document[document.id] for description in _evidence(graph, statement, strings)]
        pointers = list(_pointers(strings, graph.places.get(document.id, ())))
        subject, properties = document_description(graph, document, documents)
        for passage in document.boilerplate:
            term = strings.add(passage.start, passage.end, "a", "kg:Passage")
            strings.add(passage.start, passage.end, "kg:passageKind", literal(passage.kind))
            properties.setdefault("kg:boilerplate", []).append(term)
        named = names.graph(document.id)
        yield Section(f"Document {document.id}", [(subject, properties)], named)
        yield Section("Evidence", evidence, named)
        yield Section("Mentions", pointers, named)
        yield Section("Places in the text", list(strings.descriptions()), named)


def _pointers(strings: Strings, places: Iterable[Place]) -> Iterator[Description]:
    pointers: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for place in places:
        pointers[place.subject][place.predicate].append(strings.at(place.start, place.end))
        if place.mention:
            strings.add(place.start, place.end, "kg:mentionKind", literal(place.mention.kind))
            if place.mention.metonym:
                strings.add(place.start, place.end, "kg:metonym", "true")
    yield from pointers.items()


def _evidence(graph: Graph, statement: Statement, strings: Strings) -> Iterator[Description]:
    names = graph.names
    predicate = statement.predicate
    properties: Properties = {
        "a": ["kg:Evidence"],
        "kg:quote": [strings.at(statement.sentence.start, statement.sentence.end)],
        "rdf:predicate": [names.term(predicate.id)],
        "kg:predicateLabel": [english(predicate.label)],
        "kg:trigger": [literal(predicate.phrase)],
        "kg:triggerString": [strings.at(predicate.start, predicate.end)],
        "kg:clause": [literal(statement.clause)],
        "kg:polarity": [f"kg:{statement.polarity.capitalize()}"],
        "kg:modality": [f"kg:{statement.modality.capitalize()}"],
        "kg:confidence": [confidence(statement.confidence)],
        "kg:confidenceFeatures": [literal("; ".join(statement.features))],
        "kg:extractor": [names.extractor(statement.extractor)],
        "prov:wasDerivedFrom": [names.document(statement.document)],
        "prov:wasGeneratedBy": [names.run(graph.run.id)],
    }
    if statement.tense:
        properties["kg:tense"] = [f"kg:{statement.tense.capitalize()}"]
    _add_arguments(graph, statement, strings, properties)
    _add_qualifiers(graph, statement, strings, properties)
    speakers = list(_attributions(graph, statement, strings))
    if speakers:
        properties["kg:attribution"] = [subject for subject, _ in speakers]
        properties["kg:attributedTo"] = [speaker for _, speaking in speakers for speaker in speaking["kg:speaker"]]
    yield names.evidence(statement.id), properties
    yield from speakers


def _add_arguments(graph: Graph, statement: Statement, strings: Strings, properties: Properties) -> None:
    subject, target = statement.subject, statement.object
    properties["rdf:subject"] = [_filler(graph, subject)]
    properties["kg:subjectMention"] = [strings.at(subject.start, subject.end)]
    if target:
        properties["kg:statement" if target.statement else "rdf:object"] = [_filler(graph, target)]
        properties["kg:objectMention"] = [strings.at(target.start, target.end)]
    for argument in statement.arguments:
        if argument.role == "time":  # its words; the day they mean is a qualifier
            properties.setdefault("kg:timeText", []).append(literal(argument.text))
        else:
            properties.setdefault(graph.names.role(argument.role), []).append(_filler(graph, argument))
        properties.setdefault("kg:argumentMention", []).append(strings.at(argument.start, argument.end))


def _filler(graph: Graph, argument: Argument) -> str:
    if argument.chain:
        return graph.names.entity(graph.resolution.entity_of[argument.chain])
    if argument.value:
        return graph.value(argument.value)
    return graph.names.evidence(argument.statement)


def _add_qualifiers(graph: Graph, statement: Statement, strings: Strings, properties: Properties) -> None:
    qualifiers = statement.qualifiers
    if qualifiers.time:
        for predicate, targets in time_properties(qualifiers.time).items():
            properties.setdefault(predicate, []).extend(targets)
        if qualifiers.time.text:
            properties["kg:timeString"] = [strings.at(qualifiers.time.start, qualifiers.time.end_offset)]
    if qualifiers.quantity:
        properties["kg:quantity"] = [graph.value(qualifiers.quantity)]
    place = qualifiers.place
    if place and place not in statement.arguments:
        properties.setdefault(graph.names.role("place"), []).append(_filler(graph, place))
        properties.setdefault("kg:argumentMention", []).append(strings.at(place.start, place.end))


def _attributions(graph: Graph, statement: Statement, strings: Strings) -> Iterator[Description]:
    for rank, attribution in enumerate(statement.attribution):
        yield (
            graph.names.evidence(statement.id, f"speaker-{rank}"),
            {
                "a": ["kg:Attribution"],
                "kg:rank": [str(rank)],
                "kg:speaker": [graph.names.entity(graph.resolution.entity_of[attribution.chain])],
                "kg:speakerWords": [literal(attribution.text)],
                "kg:speakerMention": [strings.at(attribution.start, attribution.end)],
                "kg:cue": [literal(attribution.cue)],
            },
        )
