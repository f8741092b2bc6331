"""Queries on the hand-made graph; the same body runs on every backend."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib

from kg.errors import QueryError, UsageError
from kg.ontology.prefixes import prefixes
from kg.store import Result, Store, open_store, query, write_store

QUERIES = sorted((Path(__file__).parents[2] / "docs" / "queries").glob("*.rq"))
Rows = list[tuple[str, ...]]
Ask = Callable[[str], Rows]


@pytest.fixture(scope="session", params=["oxigraph", "rdflib"])
def ask(request: pytest.FixtureRequest, store_folder: Path, turtle: str) -> Ask:
    """Give a function from SPARQL to rows of strings, for each backend: the store, and rdflib over graph.ttl."""
    if request.param == "oxigraph":
        return lambda sparql: [tuple("" if term is None else term.value for term in row) for row in query(store_folder, sparql).rows]
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    namespaces = dict(prefixes())
    return lambda sparql: [tuple("" if term is None else str(term) for term in row) for row in graph.query(sparql, initNs=namespaces)]


def test_direct_edges_answer_simple_questions(ask: Ask) -> None:
    assert ask("SELECT ?x { ent:Vladimir_Putin kg:met ?x }") == [("https://example.org/kg/entity/Xi_Jinping",)]
    assert ask("SELECT ?x { ent:Russia kg:suppliesTo ?x }") == [("https://example.org/kg/entity/China",)]
    assert ask("SELECT ?x { ent:Russia kg:attacked ?x }") == []


def test_times_compare_as_dates(ask: Ask) -> None:
    when = 'SELECT ?l {{ ?e a sem:Event ; rdfs:label ?l ; sem:hasEarliestBeginTimeStamp ?b FILTER(?b {} "2022-02-04"^^xsd:date) }}'
    assert ask(when.format(">=")) == [("Vladimir Putin met Xi Jinping in Beijing",)]
    assert ask(when.format(">")) == []


def test_numbers_compare_as_numbers(ask: Ask) -> None:
    assert ask("SELECT ?w { ?q kg:value ?v ; kg:quantityText ?w FILTER(?v > 9e9 && ?v < 11e9) }") == [("10 billion cubic metres",)]
    assert len(ask("SELECT ?f { ?f a kg:Fact ; kg:confidence ?c FILTER(?c >= 0.93 && ?c < 1) }")) == 7


def test_a_fact_leads_to_its_words_and_its_source(ask: Ask) -> None:
    rows = ask(
        "SELECT ?words ?publisher { ?f a kg:Fact ; rdf:predicate kg:met ; rdf:subject ent:Vladimir_Putin ; kg:evidence ?e . "
        "?e kg:quote/nif:anchorOf ?words ; prov:wasDerivedFrom/schema:publisher/rdfs:label ?publisher } ORDER BY ?publisher"
    )
    assert rows == [
        ("Xi and Putin held talks in the Chinese capital on 4 February, TASS reported.", "TASS"),
        ("Russian President Vladimir Putin met Xi Jinping in Beijing on Friday.", 'The "Example" News\\'),
    ]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_an_example_query_finds_something_in_every_backend(ask: Ask, path: Path) -> None:
    assert ask(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_an_example_query_says_first_what_it_answers(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith("?")


def test_there_are_fifteen_example_queries() -> None:
    assert len(QUERIES) == 15


def test_both_backends_give_the_same_rows_for_the_example_queries(store_folder: Path, turtle: str) -> None:
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    for path in QUERIES:
        sparql = path.read_text(encoding="utf-8")
        ours = sorted(tuple("" if term is None else term.value for term in row) for row in query(store_folder, sparql).rows)
        theirs = sorted(tuple("" if term is None else str(term) for term in row) for row in graph.query(sparql, initNs=dict(prefixes())))
        assert ours == theirs, path.name


# ------------------------------------------------------------------------------------------------ what only the store does
@pytest.fixture(scope="session")
def store(store_folder: Path) -> Store:
    """Open the store of the hand-made graph."""
    return open_store(store_folder)


MET = "SELECT ?x ?none { ent:Vladimir_Putin kg:met ?x }"
XI = "https://example.org/kg/entity/Xi_Jinping"


def test_select_in_every_format(store: Store) -> None:
    table = store.query(MET)
    assert table.columns == ("x", "none")
    assert list(table.cells(prefixes())) == [("ent:Xi_Jinping", "")]
    assert [row["x"].value for row in table if row["x"]] == [XI]
    assert json.loads(store.query(MET, "json").body)["results"]["bindings"] == [{"x": {"type": "uri", "value": XI}}]
    assert list(csv.reader(io.StringIO(store.query(MET, "csv").body.decode()))) == [["x", "none"], [XI, ""]]
    assert store.query(MET, "tsv").body == f"?x\t?none\n<{XI}>\t\n".encode()
    assert XI in "".join(ElementTree.fromstring(store.query(MET, "xml").body).itertext())


def test_ask_in_every_format(store: Store) -> None:
    yes = store.query("ASK { ent:Vladimir_Putin kg:met ent:Xi_Jinping }")
    assert (yes.kind, yes.truth, bool(yes), list(yes.cells({}))) == ("boolean", True, True, [("true",)])
    assert not store.query("ASK { ent:Vladimir_Putin kg:met ent:China }")
    assert json.loads(store.query("ASK {}", "json").body)["boolean"] is True
    assert store.query("ASK {}", "csv").body.strip() == b"true"
    assert b"<boolean>true</boolean>" in store.query("ASK {}", "xml").body


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's JSON-LD reader uses what rdflib deprecates
def test_construct_and_describe_in_every_format(store: Store) -> None:
    construct = "CONSTRUCT { ?a kg:knows ?b } WHERE { ?a kg:met ?b }"
    wanted = {(XI, "https://example.org/kg/entity/Vladimir_Putin"), ("https://example.org/kg/entity/Vladimir_Putin", XI)}
    turtle = store.query(construct, "ttl").body
    assert b"ent:Vladimir_Putin kg:knows ent:Xi_Jinping" in turtle
    for format, rdf in (("ttl", "turtle"), ("xml", "xml"), ("json", "json-ld")):
        graph = rdflib.Graph().parse(data=store.query(construct, format).body, format=rdf)
        assert {(str(subject), str(target)) for subject, _, target in graph} == wanted
    rows = list(csv.reader(io.StringIO(store.query(construct, "csv").body.decode())))
    assert rows[0] == ["subject", "predicate", "object"]
    assert {(subject, target) for subject, _, target in rows[1:]} == wanted
    assert store.query(construct).columns == ("subject", "predicate", "object")
    assert ("ent:Beijing", "owl:sameAs", "wd:Q956") in list(store.query("DESCRIBE ent:Beijing").cells(prefixes()))


def test_a_graph_is_written_the_same_way_each_time(store: Store) -> None:
    assert store.query("DESCRIBE ent:Xi_Jinping", "ttl") == store.query("DESCRIBE ent:Xi_Jinping", "ttl")


def test_a_table_cannot_be_turtle(store: Store) -> None:
    for sparql in (MET, "ASK {}"):
        with pytest.raises(QueryError, match="use CONSTRUCT or DESCRIBE"):
            store.query(sparql, "ttl")


def test_an_unknown_format_lists_the_choices(store: Store) -> None:
    with pytest.raises(UsageError, match="choose from table, json, csv, tsv, xml, ttl"):
        store.query(MET, "yaml")


def test_the_default_graph_is_the_union_and_each_document_is_a_graph(store: Store) -> None:
    assert store.query("ASK { ?f a kg:Fact . ?e a kg:Evidence }")
    assert len(store.query("SELECT DISTINCT ?g { GRAPH ?g { ?e a kg:Evidence } }")) == 3
    assert not store.query("ASK { GRAPH ?g { ?f a kg:Fact } }")


def test_from_names_the_dataset_and_an_absent_graph_is_empty(store: Store) -> None:
    beijing = "<https://example.org/kg/graph/beijing.txt>"
    assert len(store.query(f"SELECT ?e FROM {beijing} {{ ?e a kg:Evidence }}")) == 3
    assert len(store.query(f"SELECT ?e FROM NAMED {beijing} {{ GRAPH ?g {{ ?e a kg:Evidence }} }}")) == 3
    assert len(store.query("SELECT * FROM <http://absent.example/> { ?s ?p ?o }")) == 0
    assert len(store.query("SELECT * FROM NAMED <http://absent.example/> { GRAPH ?g { ?s ?p ?o } }")) == 0
    assert len(store.query(f"SELECT * FROM {beijing} {{ ?f a kg:Fact }}")) == 0


def test_relative_iris_are_under_the_base(store: Store) -> None:
    assert store.query("ASK { <doc/beijing.txt> nif:isString ?text }")


def test_prefixes_may_be_declared_or_not_and_errors_keep_the_users_lines(store: Store) -> None:
    assert store.query("PREFIX kg: <https://example.org/kg/ontology#>\nASK { ent:Russia kg:suppliesTo ent:China }")
    assert not store.query("PREFIX kg: <http://other.example/>\nASK { ent:Russia kg:suppliesTo ent:China }")
    with pytest.raises(QueryError) as caught:
        store.query("PREFIX kg: <https://example.org/kg/ontology#>\nSELECT ?x {\n  ?x kg:met }")
    assert (caught.value.line, caught.value.column) == (3, 13)


@pytest.mark.parametrize(
    ("sparql", "line", "column", "message"),
    [
        ("SELECT * {\n ?s sema:hasPlace ?o }", 2, 5, r"the prefix sema: is not declared \(did you mean sem:"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", 1, 1, "neither in GROUP BY nor inside an aggregate"),
        ("SELECT * { BIND(1 AS ?x)\n BIND(2 AS ?x) }", 2, 12, r"\?x has a value already"),
        ("SELECT * { ?s ?p <http://[bad> }", 1, 18, "is no valid IRI"),
        ("SELECT * { ?s ?p <http://a/%zz> }", 1, 18, "is no valid IRI"),
        ("SELECT * { FILTER(<http://unknown/f>(1)) ?s ?p ?o }", 1, 1, "cannot be answered"),
        ("SELECT * { ?s ?p }", 1, 18, r"expected a term \(variable, IRI or literal\)"),
        ("SELECT * { _:a ?p ?o . { _:a ?q ?r } }", 1, 1, "_:names used in two groups"),
    ],
)
def test_a_rejected_query_is_explained(store: Store, sparql: str, line: int, column: int, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        store.query(sparql)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_answer_may_be_used_in_another_thread(store_folder: Path) -> None:
    answers: list[Result] = []
    thread = threading.Thread(target=lambda: answers.append(query(store_folder, MET)))
    thread.start()
    thread.join()
    assert list(answers[0].cells(prefixes())) == [("ent:Xi_Jinping", "")]


def test_a_missing_or_damaged_store_is_a_clear_error(tmp_path: Path, store_folder: Path) -> None:
    with pytest.raises(UsageError, match="no store"):
        query(tmp_path / "nowhere", MET)
    with pytest.raises(UsageError, match="no store"):
        query(tmp_path, MET)
    damaged = tmp_path / "damaged"
    shutil.copytree(store_folder, damaged)
    for file in damaged.glob("*.sst"):
        file.unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        query(damaged, MET)


def test_an_open_store_answers_while_another_takes_its_place(tmp_path: Path, store_folder: Path) -> None:
    place, old, new = tmp_path / "store", tmp_path / "old", tmp_path / "new"
    shutil.copytree(store_folder, place)
    empty = tmp_path / "empty.trig"
    empty.write_text("")
    write_store(empty, new)
    opened = open_store(place)
    place.rename(old)
    new.rename(place)
    shutil.rmtree(old)
    assert len(opened.query(MET)) == 1
    assert len(query(place, MET)) == 0


def test_a_query_from_a_cold_start_loads_no_other_library_and_takes_less_than_a_second(store_folder: Path) -> None:
    program = (
        "import sys, time\n"
        "from pathlib import Path; import kg.store; assert 'pyoxigraph' not in sys.modules\n"
        f"assert len(kg.store.query(Path(sys.argv[1]), {MET!r})) == 1\n"
        "assert not {'rdflib', 'spacy', 'networkx', 'pyshacl', 'trafilatura'} & set(sys.modules), sys.modules\n"
        "print(time.process_time())"
    )
    done = subprocess.run([sys.executable, "-c", program, str(store_folder)], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1
