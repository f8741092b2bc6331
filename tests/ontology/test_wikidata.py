"""How Wikidata is read: the table of its classes and properties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge.classes import Classes, thing_classes
from kg.knowledge.items import Draft
from kg.ontology import load
from kg.ontology.wikidata import NOTHING, read_wikidata_terms

WD = "http://www.wikidata.org/entity/"


def test_each_class_is_mapped_to_a_class_of_things() -> None:
    terms = read_wikidata_terms()
    assert set(terms.classes.values()) - {NOTHING} <= set(thing_classes(load()))
    assert {"Person", "Organisation", "State", "Place", "Event", "Work", "Product", "Law", "Group"} <= set(terms.classes.values())
    assert (terms.classes["Q5"], terms.classes["Q6256"], terms.classes["Q4167410"]) == ("Person", "State", NOTHING)
    assert {"P17", "P106", "P39"} <= set(terms.relations)
    assert (terms.begins[0], terms.ends[0]) == ("P569", "P570")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("wd:Q1 skos:broadMatch schema:Person .", r"mine\.ttl:\d+: wd:Q1 is mapped to schema:Person"),
        ("wdt:P1 rdfs:subPropertyOf schema:name .", r"mine\.ttl:\d+: wdt:P1 is mapped to schema:name"),
    ],
)
def test_what_is_mapped_elsewhere_is_refused(tmp_path: Path, line: str, message: str) -> None:
    prefixes = (
        "@prefix wd: <http://www.wikidata.org/entity/> .\n@prefix wdt: <http://www.wikidata.org/prop/direct/> .\n"
        "@prefix schema: <https://schema.org/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    )
    (tmp_path / "mine.ttl").write_text(prefixes + line, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        read_wikidata_terms(tmp_path / "mine.ttl")


def classes(above: dict[str, list[str]]) -> Callable[[Draft], str]:
    return Classes(read_wikidata_terms(), lambda iri: [WD + parent for parent in above.get(iri.removeprefix(WD), ())]).of


def draft(*instances: str, below: tuple[str, ...] = (), type: str = "") -> Draft:
    return Draft(WD + "Q1", "x", type=type, instances=tuple(WD + i for i in instances), subclasses=tuple(WD + s for s in below))


def test_the_nearest_class_decides_and_of_several_as_near_the_first_of_the_table() -> None:
    of = classes({"Q901": ["Q902"], "Q902": ["Q515"], "Q903": ["Q4830453", "Q902"], "Q904": ["Q905"], "Q905": ["Q904"]})
    assert of(draft("Q901")) == "Place"
    assert of(draft("Q903")) == "Organisation"
    assert of(draft("Q901", "Q5")) == "Person"
    assert of(draft("Q515", "Q3624078")) == "State"
    assert of(draft("Q515", "Q4167410")) == NOTHING
    assert of(draft("Q904")) == "Thing"  # a circle
    assert of(draft()) == "Thing"
    assert of(draft(below=("Q2424752",))) == "Product"
    assert of(draft(below=("Q5",))) == "Concept"
    assert of(draft("Q5", type="Work")) == "Work"
