"""Who is who over small sets of texts: names that several things bear, from the words to the entities."""

from __future__ import annotations

import pytest

from kg.model import Document, Resolution
from kg.ontology import load
from kg.pipeline import extract_documents, resolve


def told(*texts: str) -> tuple[Resolution, list[dict[str, str]]]:
    """What the texts resolve to, and, of each, the entity of each mention by its words."""
    documents = [Document(f"d{i}", f"d{i}", text, published=f"2024-03-0{i + 1}") for i, text in enumerate(texts)]
    extractions = list(extract_documents(documents))
    resolution = resolve(documents, extractions, load())
    return resolution, [{m.span.text: resolution.entity_of.get(m.chain, "") for m in e.mentions} for e in extractions]


def test_georgia_is_the_state_among_its_neighbours_and_else_the_country() -> None:
    _, (east, west) = told("Georgia's parliament in Tbilisi voted on Monday.", "Voters in Alabama were calm. Atlanta, Georgia, was calm too.")
    assert (east["Georgia"], west["Georgia"]) == ("Georgia", "Georgia_United_States")


def test_jordan_is_the_player_whom_the_text_names_in_full_and_else_the_kingdom() -> None:
    _, (sport, politics) = told("Michael Jordan scored 40 points. Jordan retired at once.", "Leaders flew to Amman. Jordan signed a deal with Iraq.")
    assert sport["Jordan"] == sport["Michael Jordan"] != politics["Jordan"] == "Jordan"


def test_washington_is_a_man_a_government_and_a_city() -> None:
    texts = ("Denzel Washington won an award. Washington thanked his wife.", "Washington imposed sanctions on Iran.", "He lives in Washington.")
    _, (man, government, city) = told(*texts)
    assert man["Washington"] == man["Denzel Washington"]
    assert (government["Washington"], city["Washington"]) == ("United_States", "Washington_D_C")


def test_the_two_congos_stay_two_and_a_bare_congo_is_neither() -> None:
    texts = ("Rebels of the Democratic Republic of the Congo seized Goma.", "The Republic of the Congo voted.", "Congo held a vote.")
    resolution, (east, west, bare) = told(*texts)
    two = {east["Democratic Republic of the Congo"], next(e for words, e in west.items() if words.endswith("Republic of the Congo"))}
    assert two == {"Democratic_Republic_of_the_Congo", "Republic_of_the_Congo"}
    assert bare["Congo"] not in two
    assert set(next(e.possibly for e in resolution.entities if e.id == bare["Congo"])) == two


def test_two_officers_of_one_name_in_two_firms_stay_two() -> None:
    texts = ("Li Wei, chief financial officer of Acme Corp, resigned.", "Li Wei, chief financial officer of Beta Inc, spoke.")
    _, (acme, beta) = told(*texts)
    assert acme["Li Wei"] != beta["Li Wei"]


def test_sherlock_and_mr_holmes_are_sherlock_holmes() -> None:
    resolution, (found,) = told("Sherlock Holmes left. Mr. Holmes smiled. Sherlock laughed.")
    assert found["Sherlock Holmes"] == found["Holmes"] == found["Sherlock"]
    assert next(e.label for e in resolution.entities if e.id == found["Holmes"]) == "Sherlock Holmes"


@pytest.mark.parametrize("later", ["Apple won the case.", "Apple Inc. lost."])
def test_a_firm_is_one_however_its_name_is_cut_and_its_namesake_another(later: str) -> None:
    _, (one, two, other) = told("Apple Computer sued Samsung. Apple won.", later, "Apple Corps sued Apple Computer.")
    assert one["Apple"] == one["Apple Computer"] == next(e for words, e in two.items() if words.startswith("Apple")) == "Apple_Inc"
    assert other["Apple Corps"] != other["Apple Computer"] == "Apple_Inc"
