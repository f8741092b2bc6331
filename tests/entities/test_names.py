"""Names as compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.names import compare_people, is_acronym, is_misspelling, near_misses, normalise, strip_legal_form

LETTERS = st.text(st.characters(codec="ascii", categories=("Ll",)), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Xi Jinping", "xi jinping"),
        ("the United States", "united states"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Putin’s", "putin"),
        ("The", "the"),
        ("…", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_article_and_possessive(written: str, compared: str) -> None:
    assert normalise(written) == compared


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("xi jinping", "xi jingping", "misspelt"),
        ("sergey lavrov", "sergei lavrov", "misspelt"),
        ("joseph biden", "joseph r biden", "one has a middle name more"),
        ("j biden", "joseph biden", "initials"),
        ("george w bush", "george h w bush", ""),
        ("maria silva", "mario silva", ""),
        ("tim cook", "tom cook", ""),
        ("donald trump", "donald trump jr", ""),
        ("john smith", "jane smith", ""),
    ],
)
def test_full_names_agree_by_rule_and_either_way_round(left: str, right: str, rule: str) -> None:
    given_names = {"maria", "mario"}
    assert compare_people(left, right, given_names) == rule
    assert compare_people(right, left, given_names) == rule


def test_legal_forms_come_off_but_something_stays() -> None:
    assert strip_legal_form("acme inc") == strip_legal_form("acme corp") == "acme"
    assert strip_legal_form("co inc") == "co"


def test_an_acronym_is_written_in_capitals() -> None:
    assert is_acronym("NATO")
    assert not is_acronym("Nato")
    assert not is_acronym("VLADIMIRPUTIN")


@given(LETTERS, LETTERS, st.integers(0, 8), st.characters(codec="ascii", categories=("Ll",)))
def test_names_one_edit_apart_share_a_key(first: str, word: str, place: int, letter: str) -> None:
    name = f"{first} {word}"
    for other in (name[:place] + letter + name[place:], name[:place] + name[place + 1 :], name[:place] + letter + name[place + 1 :]):
        assert not set(near_misses(name)).isdisjoint(near_misses(other))


@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_comparing_is_symmetric(a: str, b: str, c: str, d: str) -> None:
    assert is_misspelling(f"{a} {b}", f"{c} {d}") == is_misspelling(f"{c} {d}", f"{a} {b}")
    assert compare_people(f"{a} {b}", f"{c} {d}") == compare_people(f"{c} {d}", f"{a} {b}")
