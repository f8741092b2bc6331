"""The shapes: a whole graph conforms, and each way to spoil it is named by its own message."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef

from kg.ontology import default_directory, prefixes

SH = Namespace("http://www.w3.org/ns/shacl#")
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items())
WHOLE = """
ent:A a kg:Person ; rdfs:label "A"@en .  ent:B a kg:State ; rdfs:label "B"@en .
ev:1 a sem:Event ; rdfs:label "A visited B"@en ; sem:eventType plover:CONSULT ; kg:agent ent:A ; sem:hasPlace ent:B ;
  sem:hasEarliestBeginTimeStamp "2022-02-04"^^xsd:date ; sem:hasLatestEndTimeStamp "2022-02-04"^^xsd:date .
fact:1 a kg:Fact, rdf:Statement ; rdf:subject ent:A ; rdf:predicate kg:visited ; rdf:object ent:B ; kg:predicateLabel "visited"@en ;
  kg:event ev:1 ; kg:status kg:Asserted ; kg:support 1 ; kg:opposed 0 ; kg:confidence 0.9 ; kg:evidence evid:1 .
evid:1 a kg:Evidence ; kg:quote <doc:1#0,12> ; kg:trigger "visited" ; rdf:subject ent:A ; rdf:predicate kg:visited ; rdf:object ent:B ;
  kg:polarity kg:Affirmed ; kg:modality kg:Actual ; kg:tense kg:Past ; kg:confidence 0.9 ; kg:extractor <x:verbal> ;
  prov:wasDerivedFrom <doc:1> ; prov:wasGeneratedBy run:1 .
<doc:1> a nif:Context, schema:NewsArticle ; nif:isString "A visited B." ; schema:datePublished "2022-02-05"^^xsd:date .
<doc:1#0,12> a nif:RFC5147String ; nif:referenceContext <doc:1> ; nif:beginIndex 0 ; nif:endIndex 12 ; nif:anchorOf "A visited B." .
"""
FACT = 'rdf:predicate kg:visited ; kg:predicateLabel "visited"@en ; kg:opposed 0 ; kg:confidence 0.9'
EVIDENCE = (
    'kg:trigger "x" ; rdf:subject ent:A ; rdf:predicate kg:met ; kg:confidence 1 ; kg:extractor <x:v> ;'
    " prov:wasDerivedFrom <doc:1> ; prov:wasGeneratedBy run:1"
)
# Node, what is said of it, a part of the message that must come.
BROKEN = [
    ("fact:a", f"a kg:Fact ; {FACT} ; rdf:subject ent:A, ent:B ; kg:status kg:Asserted ; kg:support 1 ; kg:evidence evid:1", "exactly one subject"),
    ("fact:b", f"a kg:Fact ; {FACT} ; rdf:subject ent:A ; kg:status kg:Past ; kg:support 1 ; kg:evidence evid:1", "exactly one status"),
    ("fact:c", f"a kg:Fact ; {FACT} ; rdf:subject ent:A ; kg:status kg:Asserted ; kg:support -1 ; kg:evidence evid:1", "one support"),
    ("fact:d", f"a kg:Fact ; {FACT} ; rdf:subject ent:A ; kg:status kg:Asserted ; kg:support 1", "has evidence"),
    ("fact:e", f"a kg:Fact ; {FACT} ; rdf:subject ent:A ; kg:support 1 ; kg:evidence evid:1", "exactly one status"),
    ("evid:a", f"a kg:Evidence ; {EVIDENCE} ; kg:polarity kg:Affirmed ; kg:modality kg:Actual", "quotes exactly one sentence"),
    ("evid:b", f"a kg:Evidence ; {EVIDENCE} ; kg:quote <doc:1#0,12> ; kg:modality kg:Actual", "affirms or negates"),
    ("evid:c", f"a kg:Evidence ; {EVIDENCE} ; kg:quote <doc:1#0,12> ; kg:polarity kg:Negated ; kg:modality kg:Denied", "exactly one modality"),
    ("<s:a>", 'a nif:RFC5147String ; nif:referenceContext <doc:1> ; nif:beginIndex 5 ; nif:endIndex 5 ; nif:anchorOf ""', "before it ends"),
    ("<s:b>", "a nif:RFC5147String ; nif:referenceContext <doc:1> ; nif:beginIndex 0 ; nif:endIndex 5", "its exact words"),
    ("<d:a>", "a nif:Context", "has its text"),
    ("<d:b>", 'a nif:Context ; nif:isString "" ; schema:datePublished "yesterday"', "day of publication"),
    ("ev:a", "a sem:Event", "has a label"),
    ("ev:b", 'a kg:Situation ; rdfs:label "b" ; sem:eventType plover:AID, plover:AGREE', "one type at most"),
    (
        "ev:c",
        'a sem:Event ; rdfs:label "c" ; sem:hasEarliestBeginTimeStamp "2022-02-05"^^xsd:date ; sem:hasLatestEndTimeStamp "2022-02-04"^^xsd:date',
        "not after its last",
    ),
    ("ent:a", "a kg:Organisation", "thing has a label"),
    ("<q:a>", 'a kg:Quantity ; kg:quantityText "1" ; kg:value 1, 2', "one number at most"),
    ("<at:a>", 'a kg:Attribution ; kg:rank 0 ; kg:cue "said"', "exactly one speaker"),
]


def check(turtle: str) -> set[tuple[str, str]]:
    folder = default_directory()
    data = Graph().parse(data=HEAD + turtle, format="turtle")
    data.parse(folder / "kg.ttl", format="turtle")
    shapes = Graph().parse(folder / "shapes.ttl", format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {(str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage))) for result in results}


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    return check(WHOLE + "".join(f"{node} {text} .\n" for node, text, _ in BROKEN))


def test_a_whole_graph_conforms() -> None:
    assert check(WHOLE) == set()


@pytest.mark.parametrize(("node", "message"), [(node, message) for node, _, message in BROKEN])
def test_what_is_broken_is_named_by_its_own_message(found: set[tuple[str, str]], node: str, message: str) -> None:
    prefix, _, local = node.partition(":")
    focus = node.strip("<>") if node.startswith("<") else prefixes()[prefix] + local
    assert any(at == focus and message in words for at, words in found), sorted(words for at, words in found if at == focus)


def test_nothing_whole_is_reported_beside_what_is_broken(found: set[tuple[str, str]]) -> None:
    broken = {node.strip("<>") if node.startswith("<") else prefixes()[node.partition(":")[0]] + node.partition(":")[2] for node, _, _ in BROKEN}
    assert {at for at, _ in found} == broken


def test_shapes_have_iris_and_english_messages() -> None:
    shapes = Graph().parse(default_directory() / "shapes.ttl", format="turtle")
    rules = set(shapes.subjects(RDF.type, SH.PropertyShape))
    assert rules
    for rule in rules:
        assert isinstance(rule, URIRef)
        message = shapes.value(rule, SH.message)
        assert message is not None
        assert getattr(message, "language", "") == "en"
