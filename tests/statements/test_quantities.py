"""Quantities: numerals, units, money, what is no quantity."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Value
from kg.statements.quantities import number, quantity
from kg.statements.reading import Reading

ReadingOf = Callable[..., Reading]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", 7.0),
        ("-3.5", -3.5),
        ("100,000", 100_000.0),
        ("1,234.5", 1234.5),
        ("10 billion", 1e10),
        ("2.5 mln", 2.5e6),
        ("5bn", 5e9),
        ("1.5M", 1.5e6),
        ("forty two", 42.0),
        ("twenty - five", 25.0),
        ("one hundred and five", 105.0),
        ("twenty five thousand", 25_000.0),
        ("a dozen", 12.0),
        ("million", 1e6),
        ("half", 0.5),
        ("No", 0.0),
    ],
)
def test_numerals_are_read(words: str, value: float) -> None:
    assert number(words.split()) == value


@pytest.mark.parametrize("words", ["", "a", "gas", "10 gas", "1,00", "12,34,56", "ten-ish", "1.2.3", "and"])
def test_other_words_are_no_number(words: str) -> None:
    assert number(words.split()) is None


def test_a_scale_counts_only_the_words_before_it() -> None:
    assert number("two million three hundred thousand".split()) == 2_300_000.0


SENTENCE = "Shell/NNP/nsubj>sold@ORG sold=sell/VBD/ROOT {} ."


@pytest.mark.parametrize(
    ("words", "head", "value", "whole"),
    [
        (
            "10/CD/compound>billion billion/CD/nummod>metres cubic/JJ/amod>metres metres=metre/NNS/dobj>sold",
            "metres",
            Value("10 billion cubic metres", "quantity", 1e10, "m3"),
            True,
        ),
        ("100/CD/nummod>tonnes tonnes=tonne/NNS/dobj>sold", "tonnes", Value("100 tonnes", "quantity", 100_000.0, "kg"), True),
        ("8.1/CD/nummod>pct pct/NN/dobj>sold", "pct", Value("8.1 pct", "percent", 8.1, "percent"), True),
        ("30/CD/nummod>% %/NN/dobj>sold", "%", Value("30%", "percent", 30.0, "percent"), True),
        ("two/CD/nummod>dollars dollars=dollar/NNS/dobj>sold", "dollars", Value("two dollars", "money", 2.0, "USD"), True),
        ("12/CD/nummod>cars cars=car/NNS/dobj>sold", "cars", Value("12 cars", "quantity", 12.0, "car"), False),
        ("$/$/quantmod>bn 5.4/CD/compound>bn bn/CD/dobj>sold", "bn", Value("$5.4 bn", "money", 5.4e9, "USD"), True),
        ("€/$/nmod>50 50/CD/dobj>sold", "50", Value("€ 50", "money", 50.0, "EUR"), True),
    ],
)
def test_a_number_and_its_noun_give_value_and_unit(reading_of: ReadingOf, words: str, head: str, value: Value, whole: bool) -> None:
    reading = reading_of(SENTENCE.format(words))
    measured = quantity(reading.parse, reading.parse.words.index(head), reading.lexicon)
    assert measured is not None
    assert (measured.value, measured.whole) == (value, whole)
    assert reading.parse.text[reading.parse.start[measured.first] : reading.parse.end[measured.last - 1]].startswith(value.text)


def test_what_bounds_a_number_is_in_its_words(reading_of: ReadingOf) -> None:
    reading = reading_of(SENTENCE.format("more=much/JJR/amod>12 than/IN/quantmod>12 12/CD/nummod>cars cars=car/NNS/dobj>sold"))
    measured = quantity(reading.parse, reading.parse.words.index("cars"), reading.lexicon)
    assert measured is not None
    assert measured.value == Value("more than 12 cars", "quantity", 12.0, "car")


@pytest.mark.parametrize(
    ("words", "head", "value"),
    [
        (
            "less=little/JJR/amod>12 than/IN/quantmod>12 12/CD/nummod>cars cars=car/NNS/dobj>sold",
            "cars",
            Value("less than 12 cars", "quantity", None, "car"),
        ),
        (
            "three/CD/quantmod>four to/TO/quantmod>four four/CD/nummod>pct pct/NN/dobj>sold",
            "pct",
            Value("three to four pct", "percent", None, "percent"),
        ),
        ("12/CD/dobj>sold or/CC/cc>12 more=much/JJR/conj>12", "12", Value("12 or more", "quantity", 12.0, "")),
        ("8/CD/nummod>pct pct/NN/dobj>sold of/IN/prep>pct it/PRP/pobj>of", "pct", Value("8 pct of it", "percent", 8.0, "percent")),
        (
            "two/CD/nummod>dollars dollars=dollar/NNS/dobj>sold a/DT/det>share share/NN/npadvmod>dollars",
            "dollars",
            Value("two dollars a share", "money", 2.0, "USD"),
        ),
    ],
)
def test_an_upper_bound_and_a_range_have_no_number_and_a_rate_its_words(reading_of: ReadingOf, words: str, head: str, value: Value) -> None:
    reading = reading_of(SENTENCE.format(words))
    measured = quantity(reading.parse, reading.parse.words.index(head), reading.lexicon)
    assert measured is not None
    assert measured.value == value


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the/DT/det>787 787/CD/dobj>sold", "787"),
        ("1987/CD/nummod>sales@DATE sales=sale/NNS/dobj>sold", "sales"),
        ("cars=car/NNS/dobj>sold", "cars"),
        ("it/PRP/dobj>sold in/IN/prep>sold 2021/CD/pobj>in@DATE", "2021"),
        ("some/DT/nummod>cars cars/NNS/dobj>sold", "cars"),
    ],
)
def test_a_noun_without_numeral_and_a_year_are_no_quantities(reading_of: ReadingOf, words: str, head: str) -> None:
    reading = reading_of(SENTENCE.format(words))
    assert quantity(reading.parse, reading.parse.words.index(head), reading.lexicon) is None


def test_a_second_amount_is_not_added_to_the_first() -> None:
    assert number(["199", "129"]) == 199.0
