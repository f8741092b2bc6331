"""Whom a mention belongs to, and what part of society it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.model import Mention

CODED = [
    ("Israeli troops left.", "Israeli troops", ("ISR",), "MIL"),
    ("US and British forces left.", "US and British forces", ("USA", "GBR"), "MIL"),
    ("The farmers in Peru complained.", "The farmers", ("PER",), "AGR"),
    ("Kenyan Foreign Minister Amos Okello spoke.", "Amos Okello", ("KEN",), "GOV"),
    ("The United Nations met.", "United Nations", ("IGO",), ""),
    ("Rebel leaders in Chad surrendered.", "Rebel leaders", ("TCD",), "REB"),
    ("A refugee camp in Nairobi burned.", "A refugee camp", ("KEN",), "REF"),
    ("The ethnic Albanians protested.", "The ethnic Albanians", (), "CVL"),
    ("Bosnian Serbs protested.", "Bosnian Serbs", ("BIH",), "CVL"),
    ("The demands of the Peruvian miners were met.", "The demands of the Peruvian miners", ("PER",), "LAB"),
    ("They fought in Northern Lebanon.", "Northern Lebanon", ("LBN",), ""),
    ("The minister left.", "The minister", (), "GOV"),
]


@pytest.mark.parametrize(("text", "words", "countries", "sector"), CODED)
def test_countries_and_sector(
    text: str,
    words: str,
    countries: tuple[str, ...],
    sector: str,
    annotated: Callable[..., Annotations],
    find: Callable[[Annotations, str], Mention],
) -> None:
    mention = find(annotated(text), words)
    assert (mention.countries, mention.sector) == (countries, sector)


def test_a_capital_that_acts_is_its_government(annotated: Callable[..., Annotations], find: Callable[[Annotations, str], Mention]) -> None:
    mention = find(annotated("Moscow accused Kyiv of lying."), "Moscow")
    assert (mention.countries, mention.sector) == (("RUS",), "GOV")
