from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.dates import parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-02-04", "2022-02-04"),
        ("20220204", "2022-02-04"),
        ("2022/2/4", "2022-02-04"),
        ("2022-02-04T10:15:00Z", "2022-02-04"),
        ("2022-02-04 10:15", "2022-02-04"),
        ("2022-02-04T23:30:00.123-05:00", "2022-02-04"),
        ("2022-02-04T23:30:00+0000", "2022-02-04"),
        ("4 February 2022", "2022-02-04"),
        ("4th of February 2022", "2022-02-04"),
        ("4 Feb. 2022, 10:32 GMT", "2022-02-04"),
        ("February 4, 2022", "2022-02-04"),
        ("Feb 4 2022", "2022-02-04"),
        ("Sept. 5, 2021 at 7:05 p.m. EDT", "2021-09-05"),
        ("Friday, February 4, 2022", "2022-02-04"),
        ("Fri, 04 Feb 2022 10:00:00 +0000", "2022-02-04"),
        ("Fri, 4 Feb 2022 10:00:00 GMT", "2022-02-04"),
        ("Fri, 4 Feb 2022 10:00:00 -0500 (EST)", "2022-02-04"),
        ("4-FEB-1987 12:33:01", "1987-02-04"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26"),
        ("  1 May 2020 ", "2020-05-01"),
    ],
)
def test_forms_with_one_reading_are_taken(text: str, day: str) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2022", "two ways"),
        ("3.4.2022", "two ways"),
        ("03-04-22", "two ways"),
        ("February 2022", "no whole date"),
        ("2022", "no whole date"),
        ("2022-02", "no whole date"),
        ("yesterday", "no whole date"),
        ("", "no whole date"),
        ("4 Feb 22", "no whole date"),
        ("2022-02-30", "day"),
        ("2022-13-01", "month"),
        ("31 April 2022", "day"),
        ("4 Febtober 2022", "no month"),
        ("Saturday, 5 Foo 2022", "no month"),
        ("Monday, February 4, 2022", "Friday"),
        ("Noday, February 4, 2022", "no weekday"),
        ("2022-02-04T10:00 or so", "no whole date"),
        ("5 Ma 2022", "no whole date"),
    ],
)
def test_what_has_no_reading_or_two_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 +0000", "%d-%b-%Y"]))
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_an_error(text: str) -> None:
    try:
        day = parse_date(text)
    except ValueError:
        return
    assert date.fromisoformat(day).isoformat() == day
