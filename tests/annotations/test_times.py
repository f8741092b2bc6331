"""Dates and periods against a day of publication: Friday, 4 February 2022."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.annotations.parse import Parse
from kg.annotations.times import find_times

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = "2022-02-04"
Values = Callable[..., list[tuple[str, str | None]]]


@pytest.fixture
def values(nlp: Language) -> Values:
    def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
        parse = Parse.of(nlp(text))
        found = find_times(parse, [False] * len(parse.words), published)
        for expression in found:
            assert expression.first <= expression.head < expression.last
            if expression.time is not None:
                assert text[expression.time.start : expression.time.end_offset] == expression.text == expression.time.text
        return [(f.text, f.time.value if f.time is not None else None) for f in found]

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Monday.", [("Monday", "2022-01-31")]),
        ("They will meet on Monday.", [("Monday", "2022-02-07")]),
        ("They met on Friday.", [("Friday", "2022-02-04")]),
        ("They will meet on Friday evening.", [("Friday evening", "2022-02-04")]),
        ("He is expected to arrive on Sunday.", [("Sunday", "2022-02-06")]),
        ("The talks last Friday failed.", [("last Friday", "2022-01-28")]),
        ("The next round is next Tuesday.", [("next Tuesday", "2022-02-08")]),
        ("They met yesterday and will meet tomorrow.", [("yesterday", "2022-02-03"), ("tomorrow", "2022-02-05")]),
        ("He spoke last night.", [("last night", "2022-02-03")]),
    ],
)
def test_days_relative_to_publication_go_by_tense(values: Values, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on Tuesday, 8 March 2022.", [("Tuesday, 8 March 2022", "2022-03-08")]),
        ("The attacks of Sept 11, 2001, changed it.", [("Sept 11, 2001", "2001-09-11")]),
        ("It was signed on 2022-02-03 in Paris.", [("2022-02-03", "2022-02-03")]),
        ("It happened on the 5th of March 1998.", [("5th of March 1998", "1998-03-05")]),
        ("He left office in March.", [("March", "2021-03")]),
        ("The vote is due in March.", [("March", "2022-03")]),
        ("It was founded in January 2020.", [("January 2020", "2020-01")]),
        ("It grew in 1987.", [("1987", "1987")]),
        ("It fell in the mid-1990s.", [("the mid-1990s", "1990/1999")]),
        ("He may go.", []),
        ("About 2000 people died.", []),
    ],
)
def test_dates_of_the_calendar(values: Values, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell last week.", "2022-01-24/2022-01-30"),
        ("It fell last month.", "2022-01"),
        ("It will rise next year.", "2023"),
        ("He died two years ago.", "2020"),
        ("It rose in the past two years.", "2020-02-04/2022-02-04"),
        ("It grew in the first quarter of 1987.", "1987-01-01/1987-03-31"),
        ("It opened in the summer of 2019.", "2019-06-01/2019-08-31"),
        ("It has ruled since 1949.", "1949/.."),
        ("He has not left since January 2020.", "2020-01/.."),
        ("It lasted until May 2020.", "../2020-05"),
        ("The army stayed from 5 to 9 May 2021.", "2021-05-05/2021-05-09"),
    ],
)
def test_periods_are_intervals_or_their_iso_form(values: Values, text: str, expected: str) -> None:
    assert [value for _, value in values(text)] == [expected]


def test_two_dates_that_bound_an_interval_share_it_and_keep_their_own_point(nlp: Language) -> None:
    parse = Parse.of(nlp("It grew between 2010 and 2014."))
    found = find_times(parse, [False] * len(parse.words), None)
    assert [f.time.value for f in found if f.time is not None] == ["2010/2014", "2010/2014"]
    assert [f.point.value for f in found if f.point is not None] == ["2010", "2014"]


@pytest.mark.parametrize("text", ["They met on Friday.", "They met yesterday.", "It fell last week.", "He died two years ago.", "They met on 3 May."])
def test_without_a_day_of_publication_relative_dates_stay_unresolved(values: Values, text: str) -> None:
    assert [value for _, value in values(text, published=None)] == [None]


def test_a_line_that_is_a_date_dates_a_text_without_a_day_of_publication(values: Values) -> None:
    text = "Leaders meet in Beijing\nFebruary 4, 2022\nThey met on Thursday."
    assert values(text, published=None) == [("February 4, 2022", "2022-02-04"), ("Thursday", "2022-02-03")]


def test_vague_periods_are_known_and_unresolved(values: Values) -> None:
    assert values("It grew in recent years.") == [("recent years", None)]


def test_begin_and_end_are_days(nlp: Language) -> None:
    parse = Parse.of(nlp("It fell in February 2020."))
    (found,) = find_times(parse, [False] * len(parse.words), None)
    assert found.time is not None
    assert (found.time.granularity, found.time.begin, found.time.end) == ("month", "2020-02-01", "2020-02-29")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2004 to 2009 he led the party.", [("2004", "2004/2009"), ("2009", "2004/2009")]),
        ("His appointment, if confirmed by the board on April 16, is final.", [("April 16", "2022-04-16")]),
        ("They sold bills maturing on March 19.", [("March 19", "2022-03-19")]),
        ("Sales fell in the past decade.", [("the past decade", "2012-02-04/2022-02-04")]),
    ],
)
def test_what_lies_ahead_and_what_lasts(values: Values, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_this_weekend_said_of_the_past_on_a_monday_is_over(values: Values) -> None:
    assert values("He was a guest at the fair this weekend.", "2015-09-22") == [("this weekend", "2015-09-19/2015-09-20")]
    assert values("He will be a guest at the fair this weekend.", "2015-09-22") == [("this weekend", "2015-09-26/2015-09-27")]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("After the death of his mother in 1846, he sailed west.", ["death"]),
        ("After the death of his mother in 1846 and his father in 1848, he sailed west.", ["death", "father"]),
        ("Joshua Norton (c. 1818 – January 8, 1880) was a citizen.", ["Norton", "Norton"]),
        ("He met Xi in 2019.", [""]),
        ("In 2019 he met Xi.", [""]),
    ],
)
def test_a_date_of_a_noun_does_not_date_the_clause(nlp: Language, text: str, nouns: list[str]) -> None:
    parse = Parse.of(nlp(text))
    found = find_times(parse, [False] * len(parse.words), PUBLISHED)
    assert [parse.words[f.noun] if f.noun >= 0 else "" for f in found] == nouns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 3 March 1998. Two days later they parted.", "1998-03-05"),
        ("They met on 3 March 1998. A week earlier he had left.", "1998-02-23/1998-03-01"),
        ("She joined in 1984. One year later she was fired.", "1985"),
        ("They met on 3 March 1998. The next day they parted.", "1998-03-04"),
        ("They met on 3 March 1998. They parted the same day.", "1998-03-03"),
        ("They met on 3 March 1998 and parted two months later.", "1998-05"),
    ],
)
def test_what_is_told_from_the_last_date(values: Values, text: str, expected: str) -> None:
    assert values(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“[Ten] years ago a firm was born,” he said.", ["2012"]),
        ("The fair is to run from February 1 until February 9.", ["2022-02-01/2022-02-09", "2022-02-01/2022-02-09"]),
        ("They studied rainfall over 1990 – 2010.", ["1990/2010", "1990/2010"]),
        ("In the past few days workers met.", [None]),
    ],
)
def test_dates_that_are_hard_to_see(values: Values, text: str, expected: list[str | None]) -> None:
    found = [value for _, value in values(text)]
    assert sorted(found, key=str) == sorted(expected, key=str)
