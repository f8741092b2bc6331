"""Predicates: labels in the third person, minted ids, triggers in one piece."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement
from kg.statements.predicates import mint, predicate, third_person, trigger
from kg.statements.reading import Reading

Said = Callable[..., tuple[Statement, ...]]
ReadingOf = Callable[..., Reading]


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("be", "is"),
        ("have", "has"),
        ("do", "does"),
        ("go", "goes"),
        ("meet", "meets"),
        ("deny", "denies"),
        ("buy", "buys"),
        ("convey", "conveys"),
        ("veto", "vetoes"),
        ("pass", "passes"),
        ("push", "pushes"),
        ("attach", "attaches"),
        ("tax", "taxes"),
        ("buzz", "buzzes"),
        ("praise", "praises"),
    ],
)
def test_the_third_person_follows_english_spelling(lemma: str, form: str) -> None:
    assert third_person(lemma) == form


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["look", "for"], "rel:look_for"),
        (["Look", "FOR"], "rel:look_for"),
        (["hold", "face-to-face", "talks"], "rel:hold_face_to_face_talks"),
        (["be", "at odds", "with"], "rel:be_at_odds_with"),
        (["naïve"], "rel:naïve"),
        (["", "—"], "rel:related_to"),
        ([], "rel:related_to"),
    ],
)
def test_a_minted_id_is_made_of_lemmas_in_order(words: list[str], name: str) -> None:
    assert mint(words) == name


@pytest.mark.parametrize(
    "verb",
    [
        "dethroned=dethrone/VBD/ROOT",
        "has=have/VBZ/aux>dethroned dethroned=dethrone/VBN/ROOT",
        "will/MD/aux>dethrone dethrone/VB/ROOT",
        "did=do/VBD/aux>dethrone not/RB/neg>dethrone dethrone/VB/ROOT",
    ],
)
def test_inflection_auxiliaries_and_negation_leave_the_relation_the_same(said: Said, verb: str) -> None:
    (statement,) = said(f"Macron/NNP/nsubj@PERSON {verb} Scholz/NNP/dobj@PERSON .")
    assert statement.predicate.id == "rel:dethrone"
    assert statement.predicate.label == "dethrones"


def test_a_trigger_is_one_piece_behind_an_argument_that_parts_the_verb(reading_of: ReadingOf) -> None:
    reading = reading_of("Did=do/VBD/aux>attack Iran/NNP/nsubj>attack@GPE attack/VB/ROOT Israel/NNP/dobj>attack@GPE ?")
    assert trigger(reading.parse, [0, 2], [1, 3]) == (2, 3)
    assert trigger(reading.parse, [0, 2]) == (0, 3)
    assert trigger(reading.parse, [2], [1, 3]) == (2, 3)


def test_a_phrase_is_the_text_between_its_offsets(reading_of: ReadingOf) -> None:
    parse = reading_of("Iran/NNP/nsubj>attack@GPE did=do/VBD/aux>attack not/RB/neg>attack attack/VB/ROOT Israel/NNP/dobj>attack@GPE .").parse
    made = predicate(parse, "kg:attacked", "attacks", 1, 4)
    assert made.phrase == "did not attack"
    assert parse.text[made.start : made.end] == made.phrase
