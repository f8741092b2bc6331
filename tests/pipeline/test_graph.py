"""The graph that users hold, and that every word it quotes stands where it says."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import UnknownName, UsageError
from kg.model import Document, Resolution
from kg.ontology import load as load_ontology
from kg.pipeline import extract_documents, resolve
from kg.pipeline.checking import find_faults
from kg.pipeline.citing import text_fragment


@pytest.fixture(scope="module")
def graph(built: Path) -> kg.KnowledgeGraph:
    return kg.load(built)


def test_a_name_finds_its_entity_by_label_alias_or_id(graph: kg.KnowledgeGraph) -> None:
    assert graph.find("xi jinping") == graph.find("Xi_Jinping") == graph.find("Xi Jinping")
    with pytest.raises(UnknownName) as caught:
        graph.find("Xi Jingpin")
    assert caught.value.near[0] == "Xi Jinping"


def test_a_fact_opens_its_words_and_their_source(graph: kg.KnowledgeGraph) -> None:
    [met] = [fact for fact in graph.facts_about("Xi_Jinping") if fact.predicate == "kg:met" and fact.object == "Vladimir_Putin" and fact.direct]
    assert met.subject == "Xi_Jinping"
    evidence = graph.evidence(met)
    assert evidence == graph.evidence(met.id)
    assert [item.publisher for item in evidence] == ["Northern Wire", "The Quay"]
    assert evidence[0].quote == "Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on Friday."
    assert evidence[0].link.startswith("https://north.example/summit#:~:text=Russian%20President")
    for item in evidence:
        sentence = item.statement.sentence
        assert item.document.text[sentence.start : sentence.end] == item.quote


def test_what_somebody_said_names_the_speaker(graph: kg.KnowledgeGraph) -> None:
    supplied = [fact for fact in graph.facts if fact.predicate == "kg:suppliesTo" and fact.subject == "Russia" and fact.object == "China"]
    assert supplied
    assert {item.speakers for item in graph.evidence(supplied[0])} == {("Vladimir Putin",)}


def test_a_query_needs_no_records(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    for name in ("statements", "entities", "facts", "events"):
        (out / f"{name}.jsonl").unlink()
    answer = kg.load(out).query("SELECT ?x WHERE { ent:Vladimir_Putin kg:met ?x }")
    assert [str(row["x"]) for row in answer] == ["https://example.org/kg/entity/Xi_Jinping"]


def test_the_network_and_the_exports_hold_the_facts(graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = graph.to_networkx(types="person")
    assert network.has_edge("Xi_Jinping", "Vladimir_Putin") or network.has_edge("Vladimir_Putin", "Xi_Jinping")
    graph.export("ttl", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == (graph.out / "graph.ttl").read_bytes()
    part = io.BytesIO()
    left_out = graph.export("csv-edges", part, relation="kg:met")
    assert left_out.facts > 0
    assert b"kg:met" in part.getvalue()


def test_a_statement_is_found_by_the_beginning_of_its_id(graph: kg.KnowledgeGraph) -> None:
    first = graph.statements[0]
    assert graph.statement(first.id) == graph.statement(first.id[:12]) == first
    with pytest.raises(UnknownName, match="no statement"):
        graph.statement("zz")
    with pytest.raises(UnknownName, match="no statement"):
        graph.statement("")


def test_a_graph_that_was_copied_without_its_state_is_still_read(graph: kg.KnowledgeGraph, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "copy", ignore=shutil.ignore_patterns(".kg"))
    copy = kg.load(tmp_path / "copy")
    assert copy.resolution == graph.resolution
    assert copy.query("ASK { ent:Vladimir_Putin kg:met ent:Xi_Jinping }").truth is True


def test_no_graph_is_a_usage_error_that_names_the_way(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no graph"):
        kg.load(tmp_path)


def test_a_link_to_long_words_names_their_ends() -> None:
    words = "one two three four five " + "and so on " * 20 + "six seven eight nine ten"
    assert text_fragment(words) == "#:~:text=one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten"


# ------------------------------------------------------------------------------------------------ offsets
PIECES = (
    "Russian President Vladimir Putin met Xi Jinping in Beijing on Friday.",
    "“Russia has prepared a new deal to supply China with 10 billion cubic metres of gas,” Putin said.",
    "Angela Merkel 🇩🇪 visited Zu\u0308rich with Emmanuel Macron 👩‍👩‍👧.",
    "The two leaders did not meet Wang Yi, according to the Xinhua news agency.",
    "Moscow said that it would not attack Ukraine.",
    "\u202bישראל\u202c and Egypt signed a cease\u00adfire.",
    "José\u00a0Marti\u0301 denied he had met Lavrov on 3\u202fMarch 2022 — twice…",
    "Mr. O’Neil’s company, ACME Ltd., bought Widgets plc for $4.5bn.",
)
GAPS = ("\r\n\r\n", "\n\n", " ", "  ", "\r\n", "\t", "\u2028", "\n \n")
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=30).filter(lambda text: text.isprintable()), min_size=1, max_size=6).flatmap(
    lambda pieces: st.lists(st.sampled_from(GAPS), min_size=len(pieces), max_size=len(pieces)).map(
        lambda gaps: "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))
    )
)


def resolved(texts: list[str]) -> Resolution:
    documents = [Document(f"{n}.txt", f"{n}.txt", text, publisher="P", published="2022-02-05") for n, text in enumerate(texts)]
    return resolve(documents, list(extract_documents(documents, jobs=1)), load_ontology())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=2))
def test_every_quoted_word_stands_where_it_says_in_any_text(generated: list[str]) -> None:
    assert list(find_faults(resolved(generated))) == []


def test_every_quoted_word_stands_where_it_says_in_real_news(shared: Path) -> None:
    files = sorted((shared / "data" / "seeds").glob("*.txt"))
    assert list(find_faults(resolved([file.read_bytes().decode() for file in files]))) == []


def test_a_displaced_word_is_a_fault(graph: kg.KnowledgeGraph) -> None:
    whole = graph.resolution
    moved = tuple(
        Document(document.id, document.source, "x" + document.text) if document.id == whole.documents[0].id else document
        for document in whole.documents
    )
    faults = list(find_faults(Resolution(moved, whole.statements, whole.entities, whole.events, whole.facts, whole.entity_of, whole.fact_of)))
    assert faults
    assert all("not the words" in fault for fault in faults)
