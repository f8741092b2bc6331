"""Where it happened: certain places, parts of places, places that lead a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Where = Callable[[str], dict[str, str | None]]


@pytest.fixture
def where(read_text: Callable[..., Any]) -> Where:
    """The place of each trigger's last statement."""

    def read(text: str) -> dict[str, str | None]:
        _, statements = read_text(text)
        places = {}
        for statement in statements:
            place = statement.qualifiers.place
            places[statement.predicate.phrase] = place.label if place is not None else None
        return places

    return read


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Velda Corp financed the purchase with two million euros in working capital.", "financed"),
        ("The board made progress in some areas.", "made"),
        ("The economy grew by 4 percent in his first year in power.", "grew"),
    ],
)
def test_a_common_noun_is_a_place_only_where_it_means_a_certain_one(where: Where, text: str, trigger: str) -> None:
    assert where(text)[trigger] is None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Guards arrested two smugglers near the border.", "arrested", "border"),
        ("In eastern Norway, frost damaged the barley.", "damaged", "eastern Norway"),
        ("In Norway, workers started to demand shorter days.", "demand", "Norway"),
        ("In Norway, workers met and founded a union.", "founded", "Norway"),
        ("Readers sent drawings at www.velda.example.", "sent", "www.velda.example"),
    ],
)
def test_the_place_is_the_one_that_the_words_name(where: Where, text: str, trigger: str, place: str) -> None:
    found = where(text)
    assert [p for phrase, p in found.items() if trigger in phrase] == [place], found


def test_of_several_places_a_statement_has_the_one_that_it_names(read_text: Callable[..., Any]) -> None:
    _, statements = read_text("Velda Corp operates in Norway, Sweden and Denmark.")
    pairs = {(s.object.label, s.qualifiers.place.label) for s in statements if s.object is not None and s.qualifiers.place is not None}
    assert pairs == {(name, name) for name in ("Norway", "Sweden", "Denmark")}
