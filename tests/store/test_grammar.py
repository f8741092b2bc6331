"""What is wrong with a query is said in plain words, at the right place."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.ontology.prefixes import prefixes
from kg.store.grammar import recognise
from kg.store.tokens import tokenise

VALID = """
SELECT * { ?s ?p ?o }
--
PREFIX x: <http://x/> BASE <http://b/> SELECT DISTINCT ?s (COUNT(DISTINCT *) AS ?n) FROM <g> FROM NAMED <h> WHERE { ?s a x:C } GROUP BY ?s
--
SELECT ?a (GROUP_CONCAT(DISTINCT ?b; SEPARATOR=", ") AS ?c) { ?a x:p/^x:q*|!(x:r|^a)? ?b } GROUP BY ?a HAVING (COUNT(?b) > 1) ORDER BY DESC(?a) ?c
--
CONSTRUCT { ?s x:p [ x:q ( 1 -2 +3.5 ) ] } WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 3 OFFSET 4
--
CONSTRUCT WHERE { ?s ?p ?o . }
--
DESCRIBE ?x <http://y> { ?x a x:C ; x:d "e"@en, 'f'^^x:g, true ; . FILTER(?x NOT IN (1, 2) || !bound(?z) && -1 < 2 * (3 + 4)) }
--
DESCRIBE <http://y>
--
ASK { { ?s ?p ?o } UNION { ?s ?q ?o } OPTIONAL { ?s ?r ?o } MINUS { ?s a x:D }
  BIND(IF(?o = 1, <http://www.w3.org/2001/XMLSchema#string>(?o), NOW()) AS ?w) FILTER EXISTS { ?a ?b ?c } }
--
SELECT * { VALUES ?x { 1 "a"@en <http://x> UNDEF } VALUES (?y ?z) { (1 2) (UNDEF x:a) } { SELECT ?s { ?s ?p ?o } LIMIT 1 } } VALUES ?q { 1 }
--
SELECT * { _:b ?p ?o ; ?q ?r . [] a x:C . [ x:d ?e ] . (1 2) x:f () FILTER regex(str(?o), "^a", "i") }
--
SELECT (1 AS ?x) {}
"""


@pytest.mark.parametrize("query", VALID.split("--\n"))
def test_what_the_engine_accepts_is_recognised(query: str) -> None:
    pyoxigraph.Store().query(query, base_iri="http://base/", prefixes={"x": "http://x/"})
    recognise(query, tokenise(query))


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("", 1, 1, "found the end of the query, expected ASK, BASE, CONSTRUCT, DESCRIBE, PREFIX or SELECT"),
        ("SELEC ?s {}", 1, 1, "did you mean SELECT?"),
        ("SELECT ?s WHERE { ?s ?p }", 1, 25, r"found '}', expected a term \(variable, IRI or literal\)"),
        ("SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "variables are separated by spaces"),
        ("SELECT COUNT(?s) { ?s ?p ?o }", 1, 8, r"write \(COUNT\(\.\.\.\) AS \?name\)"),
        ("SELECT ?x\nWHERE {\n  ?s <http://a b> ?o\n}", 3, 6, "an IRI may not contain spaces"),
        ("SELECT ?s { ?s ?p ?o", 1, 21, r"1 more bracket\(s\) opened than closed"),
        ("ASK {\n\n ?s ?p ?o }}", 3, 12, "found '}', expected .* or the end of the query"),
        ("SELECT * { ?s ?p ?o } LIMIT x", 1, 29, "found x, expected a number"),
        ("SELECT * { ?s ?p ?o FILTER(lengt(?o) > 1) }", 1, 28, "there is no function lengt"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 && ) }", 1, 38, r"found '\)', expected an expression"),
        ("SELECT * { ?s ?p ?o . FILTER ?s = 1 }", 1, 30, r"expected a condition in \( \) or a function"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, r"found \?s, expected BY"),
        ("SELECT * { ?s ?p “x” }", 1, 18, "use straight quotes"),
        ("SELECT * { BIND(1 AS 2) }", 1, 22, r"found 2, expected a variable such as \?x"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_was_expected(query: str, line: int, column: int, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        recognise(query, tokenise(query))
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"line {line}, column {column}: ")
    with pytest.raises(SyntaxError):  # and the engine rejects it too
        pyoxigraph.Store().query(query, prefixes=dict(prefixes()))


def test_the_example_queries_are_recognised() -> None:
    for path in sorted((Path(__file__).parents[2] / "docs" / "queries").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        recognise(query, tokenise(query))
