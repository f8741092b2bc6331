"""The tables of statuses, row by row."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from kg.facts.status import Voice, fact_status, grade, has_direct_edge
from kg.model import Modality, Polarity, Status

AHEAD = ("planned", "expected", "ordered")
UNSURE = ("possible", "hypothetical", "desired")


@pytest.mark.parametrize("voice", get_args(Voice))
@pytest.mark.parametrize("polarity", get_args(Polarity))
@pytest.mark.parametrize("modality", UNSURE)
def test_a_possibility_or_wish_is_possible_whoever_says_it(voice: Voice, polarity: Polarity, modality: Modality) -> None:
    assert grade(voice, polarity, modality) == "Possible"


@pytest.mark.parametrize("voice", get_args(Voice))
@pytest.mark.parametrize("modality", ["actual", *AHEAD])
def test_a_negation_is_denied_whoever_says_it(voice: Voice, modality: Modality) -> None:
    assert grade(voice, "negated", modality) == "Denied"


@pytest.mark.parametrize("voice", get_args(Voice))
@pytest.mark.parametrize("modality", AHEAD)
def test_what_lies_ahead_is_planned_whoever_says_it(voice: Voice, modality: Modality) -> None:
    assert grade(voice, "affirmed", modality) == "Planned"


@pytest.mark.parametrize(("voice", "status"), [("outlet", "Asserted"), ("agency", "Reported"), ("speaker", "Claimed")])
def test_what_is_said_to_be_so_depends_on_the_voice(voice: Voice, status: Status) -> None:
    assert grade(voice, "affirmed", "actual") == status


def test_each_combination_has_a_grade_and_an_unknown_word_is_an_error() -> None:
    for voice, polarity, modality in product(get_args(Voice), get_args(Polarity), get_args(Modality)):
        assert grade(voice, polarity, modality) in get_args(Status)
    with pytest.raises(ValueError, match="no status"):
        grade("outlet", "affirmed", "rumoured")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grades", "status"),
    [
        (["Asserted"], "Asserted"),
        (["Claimed", "Reported", "Asserted"], "Asserted"),
        (["Claimed", "Reported", "Planned"], "Reported"),
        (["Claimed", "Planned"], "Planned"),
        (["Claimed", "Possible"], "Claimed"),
        (["Possible"], "Possible"),
        (["Denied"], "Denied"),
        (["Denied", "Possible"], "Denied"),
        (["Denied", "Asserted"], "Disputed"),
        (["Denied", "Reported"], "Disputed"),
        (["Denied", "Planned"], "Disputed"),
        (["Denied", "Claimed", "Possible"], "Disputed"),
    ],
)
def test_a_fact_has_the_firmest_status_unless_it_is_denied_too(grades: list[Status], status: Status) -> None:
    assert fact_status(grades, superseded=False) == status
    assert fact_status(list(reversed(grades)), superseded=False) == status
    assert fact_status(grades, superseded=True) == "Retracted"


def test_a_fact_without_statements_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs a statement"):
        fact_status([], superseded=False)


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("rests", [True, False])
@pytest.mark.parametrize("voiced", [True, False])
@pytest.mark.parametrize("confidence", [0.49, 0.5, 1.0])
def test_only_what_is_asserted_reported_or_committed_to_has_an_edge(status: Status, rests: bool, voiced: bool, confidence: float) -> None:
    expected = (status in ("Asserted", "Reported") and confidence >= 0.5) or (status == "Planned" and rests and voiced)
    assert has_direct_edge(status, confidence, rests_on_commitment=rests, voiced=voiced, complete=True) is expected
    assert not has_direct_edge(status, confidence, rests_on_commitment=rests, voiced=voiced, complete=False)
