"""Terms are written so that every parser reads back the same."""

from __future__ import annotations

import math

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.rdf.namespaces import document_iri, document_path, graph_iri
from kg.rdf.syntax import decimal, iri, literal, name

XSD = "http://www.w3.org/2001/XMLSchema#"
NAMESPACES = {"ent": "https://example.org/kg/entity/", "xsd": XSD}
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in NAMESPACES.items())

text_without_surrogates = st.text(st.characters(exclude_categories=("Cs",)))
hostile = st.lists(
    st.sampled_from(
        ['"', "\\", "\n", "\r", "\t", "\x00", "\x1b", "]]>", "\u202e", "\ufeff", "é", "e\u0301", "👩‍👩‍👧", "\U0010ffff", "\\u0041", "'''"]
    )
)


def both(turtle: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Read one triple's object by both parsers: value, datatype, language."""
    (quad,) = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    ((_, _, other),) = rdflib.Graph().parse(data=turtle, format="turtle")
    first = quad.object
    assert isinstance(first, pyoxigraph.Literal)
    assert isinstance(other, rdflib.Literal)
    datatype = str(other.datatype or (f"{XSD}string" if not other.language else "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"))
    return (first.value, first.datatype.value, first.language or ""), (str(other), datatype, other.language or "")


@given(st.one_of(text_without_surrogates, hostile.map("".join)))
@example('He said: "no"\\\r\n\u2028')
def test_a_literal_reads_back_as_the_same_string_in_both_parsers(text: str) -> None:
    written = literal(text, "@en")
    assert "\n" not in written
    for value, _, language in both(f"<http://e/a> <http://e/b> {written} ."):
        assert (value, language) == (text, "en")


@given(st.one_of(text_without_surrogates.filter(bool), st.from_regex(r"[\w\-]+", fullmatch=True)))
@example("Wang_Yi--2²")
@example("a.b")
@example("-leading")
@example("·x")
def test_a_name_reads_back_as_the_same_iri_in_both_parsers(local: str) -> None:
    written = name("ent", local, NAMESPACES)
    turtle = f"{HEAD}{written} <http://e/b> 1 ."
    (quad,) = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    ((subject, _, _),) = rdflib.Graph().parse(data=turtle, format="turtle")
    assert quad.subject.value == str(subject) == iri(NAMESPACES["ent"] + local)[1:-1]  # type: ignore[union-attr]


def test_a_local_name_that_needs_no_escape_is_prefixed_and_another_is_written_in_full() -> None:
    assert name("ent", "Côte_d_Ivoire", NAMESPACES) == "ent:Côte_d_Ivoire"
    assert name("ent", "U.S.", NAMESPACES) == "<https://example.org/kg/entity/U.S.>"


def test_an_undeclared_prefix_fails() -> None:
    with pytest.raises(KeyError):
        name("nope", "x", NAMESPACES)


@given(st.floats())
@example(1e18)
@example(1e-13)
@example(0.1 + 0.2)
@example(-0.0)
def test_a_number_reads_back_equal_and_survives_a_store(number: float) -> None:
    written = decimal(number)
    first, second = both(f"{HEAD}<http://e/a> <http://e/b> {written} .")
    value, datatype, _ = first
    assert datatype == second[1]
    if math.isnan(number):
        assert value == "NaN"
    elif datatype == f"{XSD}double":  # rdflib writes doubles in its own way
        assert float(value.replace("INF", "inf")) == float(second[0].replace("INF", "inf")) == number
    else:
        assert value == second[0]
        assert float(value) == pytest.approx(number, abs=5.1e-13)
        assert abs(number) < 1e18
    store = pyoxigraph.Store()
    store.load(f"{HEAD}<http://e/a> <http://e/b> {written} .", format=pyoxigraph.RdfFormat.TURTLE)
    (quad,) = store
    kept = quad.object.value  # type: ignore[union-attr]
    assert kept == value or (datatype == f"{XSD}double" and float(kept.replace("INF", "inf")) == number)


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.93, "0.93"), (1.0, '"1"^^xsd:decimal'), (0.5000, "0.5"), (-1.25, "-1.25"), (math.inf, '"INF"^^xsd:double'), (1e-20, '"1.0E-20"^^xsd:double')],
)
def test_numbers_are_written_in_one_way(number: float, written: str) -> None:
    assert decimal(number) == written


paths = st.one_of(
    text_without_surrogates.filter(bool),
    st.sampled_from(["a", "a/", "a/./b", "a/../b", "../a", "a//b", "a%20b", "a b", "a?b", "a#b", "http://x/a", "/a", "."]),
)


@given(paths, paths)
def test_documents_have_different_iris_if_their_ids_differ(left: str, right: str) -> None:
    assert (document_path(left) == document_path(right)) == (left == right)


@given(paths)
def test_the_iri_of_a_document_is_valid_and_needs_no_normalising(document: str) -> None:
    address = document_iri(document)
    pyoxigraph.NamedNode(address)
    triple = f"<{address}#char=0,1> <http://e/b> <{graph_iri(document)}> ."
    (quad,) = pyoxigraph.parse(triple, format=pyoxigraph.RdfFormat.TURTLE)
    ((subject, _, target),) = rdflib.Graph().parse(data=triple, format="turtle")
    assert quad.subject.value == str(subject) == f"{address}#char=0,1"  # type: ignore[union-attr]
    assert quad.object.value == str(target)  # type: ignore[union-attr]


def test_a_plain_path_stays_readable() -> None:
    assert document_iri("world/beijing meeting.txt") == "https://example.org/kg/doc/world/beijing%20meeting.txt"
