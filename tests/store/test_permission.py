"""Queries only read, only here, and cannot bring the engine down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store import Result, Store, query
from kg.store.permission import DEEPEST, LONGEST

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "queries").glob("*.rq"))


def attempt(folder: Path, text: str) -> Result | QueryError:
    """Answer a query, or give the error."""
    try:
        return query(folder, text)
    except QueryError as error:
        return error


@pytest.fixture(scope="session")
def store(store_folder: Path) -> Store:
    """Open the store of the hand-made graph."""
    return Store.open(store_folder)


@pytest.mark.parametrize(
    ("update", "word"),
    [
        ("INSERT DATA { ent:A kg:met ent:B }", "INSERT"),
        ("PREFIX x: <http://x/>\ndelete where { ?s ?p ?o }", "delete"),
        ("LOAD <http://localhost:9/x>", "LOAD"),
        ("CLEAR ALL", "CLEAR"),
        ("# harmless\nDROP GRAPH <http://g>", "DROP"),
        ("WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("COPY DEFAULT TO <http://g>", "COPY"),
    ],
)
def test_an_update_is_refused_and_named(store: Store, update: str, word: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match=f"{word.upper()} would change the graph") as caught:
        store.query(update)
    assert caught.value.line == update[: update.index(word)].count("\n") + 1
    assert len(store) == before


@pytest.mark.parametrize(
    "federated",
    [
        "SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
        # the engine reads a comparison, `)`, SERVICE and a comment here; the standard's lexer reads one IRI
        "SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE#>\n<http://localhost:9/> { ?x ?y ?z } }",
        "SELECT * { BIND(1 AS ?a) FILTER(?a<p:x)SERVICE#>\n?v { ?x ?y ?z } }",
    ],
)
def test_another_endpoint_is_never_called(store: Store, federated: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(federated)
    assert caught.value.line is not None
    assert caught.value.column is not None
    assert "port" not in str(caught.value)


@pytest.mark.parametrize(
    "harmless",
    [
        "SELECT * { ?s rdfs:label 'SERVICE' } # LOAD <x> SERVICE <http://localhost:9/> {}",
        'SELECT * { ?service rdfs:comment """DROP\n "ALL" SERVICE"""@service }',
        "SELECT * { ?insert <http://x/SERVICE/#load> kg:service, ent:DELETE }",
        "ASK { GRAPH <http://service.example/LOAD> { ?load ?p ?o } }",
    ],
)
def test_words_that_only_look_like_keywords_are_allowed(store: Store, harmless: str) -> None:
    assert len(store.query(harmless)) <= 1


def test_a_query_nested_or_long_beyond_measure_is_refused_before_the_engine_sees_it(store: Store) -> None:
    with pytest.raises(QueryError, match=f"nested deeper than {DEEPEST} levels"):
        store.query("ASK { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }")
    with pytest.raises(QueryError, match=f"more than {LONGEST} operators"):
        store.query("ASK { FILTER(1" + "+1" * 40_000 + ") }")


@pytest.mark.parametrize(
    "largest",
    [
        "'ASK { ' + '{' * 98 + '?s ?p ?o' + '}' * 98 + '}'",
        "'ASK { FILTER(' + '(' * 97 + '1' + ')' * 97 + ') }'",
        "'ASK { FILTER(' + '!' * 2990 + 'true) }'",
        "'ASK { FILTER(1' + '+1' * 2990 + ') }'",
        "'ASK { FILTER(?x = 1' + ' || ?x = 1' * 1490 + ') }'",
        "'ASK { ' + ''.join(f'BIND(1 AS ?x{n}) ' for n in range(1490)) + '}'",
        "'ASK { VALUES ?x { ' + '1 ' * 50_000 + '} }'",
    ],
)
def test_the_largest_queries_that_are_allowed_do_not_bring_the_engine_down(store_folder: Path, largest: str) -> None:
    program = (
        "import sys, threading; from pathlib import Path; from kg.store import query\n"
        f"thread = threading.Thread(target=lambda: print(query(Path(sys.argv[1]), {largest}).kind)); thread.start(); thread.join()"
    )
    done = subprocess.run([sys.executable, "-c", program, str(store_folder)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "boolean"), done.stderr


def test_a_query_that_runs_too_long_is_stopped(store_folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match="no answer within 1 seconds"):
        query(store_folder, endless, timeout=1)


def test_with_a_time_limit_the_answer_and_the_errors_are_the_same(store_folder: Path) -> None:
    text = "SELECT ?x { ent:Vladimir_Putin kg:met ?x }"
    assert query(store_folder, text, timeout=30) == query(store_folder, text)
    assert query(store_folder, text, "csv", timeout=30) == query(store_folder, text, "csv")
    for wrong in ("SELECT ?x {", "CLEAR ALL"):
        with pytest.raises(QueryError) as here:
            query(store_folder, wrong)
        with pytest.raises(QueryError) as there:
            query(store_folder, wrong, timeout=30)
        assert (str(here.value), here.value.line, here.value.column) == (str(there.value), there.value.line, there.value.column)


PIECES = sorted(
    {piece for path in EXAMPLES for piece in path.read_text(encoding="utf-8").split()}
    | {"SERVICE", "<", ">", "\\", "'", "#", "(", "}", "\ud800", "LOAD", "\x00"}
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(0, 60), st.integers(0, 3), st.lists(st.sampled_from(PIECES), max_size=2))
def test_a_garbled_query_gives_an_answer_or_an_error_with_its_place(store_folder: Path, path: Path, at: int, dropped: int, put: list[str]) -> None:
    words = path.read_text(encoding="utf-8").split("# ")[-1].split("\n", 1)[1].split()
    garbled = " ".join([*words[:at], *put, *words[at + dropped :]])
    outcome = attempt(store_folder, garbled)
    if isinstance(outcome, QueryError):
        assert outcome.line is not None
        assert outcome.column is not None
        assert "expected one of" not in str(outcome)  # the engine's own words are not for people
        assert "\\u{" not in str(outcome)
