"""Dyads: the type of an event with the countries of its source and its target."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations import annotate, load_pipeline, reading
from kg.config import DEFAULT_MODEL
from kg.documents.assemble import make_document
from kg.entities import resolve_entities
from kg.events import resolve_events
from kg.events.dyads import Dyad, dyads
from kg.events.reports import Reader
from kg.model import Extraction
from kg.ontology import load
from kg.statements import extract

Codes = tuple[str, ...]
Code = Callable[[str], list[Dyad]]


@pytest.fixture(scope="module")
def coded() -> Code:
    nlp, ontology = load_pipeline(DEFAULT_MODEL), load()

    def code(text: str) -> list[Dyad]:
        document = make_document(text, source="a.txt", id="a.txt", published=None)
        annotations = annotate(nlp(reading(document)), document, ontology)
        extraction = Extraction(document.id, "", tuple(m.mention for m in annotations.mentions), extract(annotations, ontology))
        identities = resolve_entities([document], [extraction], ontology)
        happenings = resolve_events([document], extraction.statements, identities, ontology)
        return dyads(happenings.events, extraction.statements, Reader({document.id: document}, identities, ontology))

    return code


CASES: list[tuple[str, str, Codes, Codes]] = [
    ("Chinese leader Wang Min met Peruvian President Luis Soto.", "CONSULT", ("CHN",), ("PER",)),
    ("Peru rejected a Chilean proposal.", "REJECT", ("PER",), ("CHL",)),
    ("Kenya defended Chad and Mali.", "SUPPORT", ("KEN",), ("MLI", "TCD")),  # one deed, two targets
    ("Kenya withdrew its soldiers from Chad.", "RETREAT", ("KEN",), ("TCD",)),
    ("A Spanish pilot was arrested in Kenya.", "COERCE", ("KEN",), ("ESP",)),  # by those who rule the place
    ("A Spanish pilot was killed in Kenya.", "ASSAULT", (), ("ESP",)),  # nobody says by whom
    ("The Chadian army attacked the rebels.", "ASSAULT", ("TCD",), ("TCD",)),  # at home, where no one says otherwise
    ("Kenya charged that Ugandan soldiers had crossed the border.", "ACCUSE", ("KEN",), ("UGA",)),
    ("Italy put its navy on alert.", "MOBILIZE", ("ITA",), ()),
    ("Peruvian miners will strike unless Chile pays.", "THREATEN", ("PER",), ("CHL",)),
    ("Kenyan students blocked a road to show their anger at France.", "PROTEST", ("KEN",), ("FRA",)),
]


@pytest.mark.parametrize(("text", "type", "source", "target"), CASES)
def test_the_first_dyad_is_what_the_sentence_says(text: str, type: str, source: Codes, target: Codes, coded: Code) -> None:
    found = coded(text)
    assert (found[0].type, found[0].source, found[0].target) == (f"plover:{type}", source, target)
