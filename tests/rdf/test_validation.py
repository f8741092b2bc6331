"""Shapes, defined properties and true quotes are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ConfigurationError, UsageError
from kg.rdf import validate

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://example.org/kg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
kg:FactShape a sh:NodeShape ; sh:targetClass kg:Fact ;
  sh:property kg:FactStatus, kg:FactConfidence .
kg:FactStatus sh:path kg:status ; sh:minCount 1 ; sh:class kg:Status ; sh:message "a fact has a status" .
kg:FactConfidence sh:path kg:confidence ; sh:datatype xsd:decimal ; sh:maxInclusive 1 ; sh:message "confidence is at most 1" .
"""


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give two small shapes."""
    path = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    path.write_text(SHAPES)
    return path


def written(folder: Path, turtle: str) -> Path:
    """Put a graph into an out folder."""
    (folder / "graph.ttl").write_text(turtle, encoding="utf-8", newline="\n")
    return folder


def test_the_hand_made_graph_conforms_and_every_property_is_defined(tmp_path: Path, turtle: str, shapes: Path) -> None:
    report = validate(written(tmp_path, turtle), shapes=shapes)
    assert report.violations == ()
    assert report.conforms
    assert report.triples > 600
    assert report.shapes == 1


def test_the_hand_made_graph_conforms_to_the_shapes_of_the_ontology(tmp_path: Path, turtle: str) -> None:
    report = validate(written(tmp_path, turtle))
    assert [violation for violation in report.violations if violation.severity == "Violation"] == []
    assert report.shapes > 3


def test_a_broken_shape_is_named_with_node_path_and_message(tmp_path: Path, turtle: str, shapes: Path) -> None:
    broken = turtle.replace("kg:status kg:Disputed", "kg:status kg:Nonsense").replace("kg:confidence 0.93", "kg:confidence 1.93", 1)
    report = validate(written(tmp_path, broken), shapes=shapes)
    assert not report.conforms
    assert {(violation.path.rpartition("#")[2], violation.message) for violation in report.violations} == {
        ("status", "a fact has a status"),
        ("confidence", "confidence is at most 1"),
    }
    assert all(violation.focus.startswith("https://example.org/kg/fact/") for violation in report.violations)
    assert list(report.violations) == sorted(report.violations)


def test_a_property_that_is_defined_nowhere_is_found(tmp_path: Path, turtle: str, shapes: Path) -> None:
    stray = "ent:Russia kg:suplies ent:China . ent:Russia <http://elsewhere.example/p> 1 .\n"
    report = validate(written(tmp_path, turtle + stray), shapes=shapes)
    assert [violation.focus for violation in report.violations] == ["http://elsewhere.example/p", "https://example.org/kg/ontology#suplies"]


def test_a_minted_relation_must_be_declared_under_the_base(tmp_path: Path, turtle: str, shapes: Path) -> None:
    graph = written(tmp_path, turtle + "ent:Russia rel:hums ent:China .\n")
    assert [violation.focus for violation in validate(graph, shapes=shapes).violations] == ["https://example.org/kg/relation/hums"]
    declared = written(tmp_path, turtle + "ent:Russia rel:hums ent:China . rel:hums a rdf:Property .\n")
    assert validate(declared, shapes=shapes).conforms


def test_a_users_ontology_defines_properties_too(tmp_path: Path, turtle: str, shapes: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("<http://elsewhere.example/p> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> .")
    graph = written(tmp_path, turtle + "ent:Russia <http://elsewhere.example/p> 1 .\n")
    assert validate(graph, shapes=shapes, ontology=[mine]).conforms
    assert not validate(graph, shapes=shapes).conforms


def test_a_quote_that_does_not_stand_at_its_place_is_found(tmp_path: Path, turtle: str, shapes: Path) -> None:
    graph = written(tmp_path, turtle.replace('nif:anchorOf "met"', 'nif:anchorOf "mat"'))
    (violation,) = validate(graph, shapes=shapes).violations
    assert violation.focus == "https://example.org/kg/doc/beijing.txt#char=33,36"
    assert violation.value == "mat"


def test_a_missing_or_malformed_graph_is_a_clear_error(tmp_path: Path, shapes: Path) -> None:
    with pytest.raises(UsageError, match=r"graph\.ttl: no graph \(build it first"):
        validate(tmp_path, shapes=shapes)
    with pytest.raises(UsageError, match="cannot be read as Turtle"):
        validate(written(tmp_path, "this is no turtle"), shapes=shapes)


def test_missing_shapes_are_a_clear_error(tmp_path: Path, turtle: str) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.ttl: no such file"):
        validate(written(tmp_path, turtle), shapes=tmp_path / "nowhere.ttl")
