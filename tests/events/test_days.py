"""Intervals of days."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.events.days import days_of, is_vague, overlap
from kg.model import Time

SPAN = st.tuples(st.integers(1, 300), st.integers(1, 300)).map(lambda p: (min(p), max(p)))


@given(SPAN, SPAN)
def test_overlap_is_symmetric_and_lies_in_both(a: tuple[int, int], b: tuple[int, int]) -> None:
    shared = overlap(a, b)
    assert shared == overlap(b, a)
    days = set(range(a[0], a[1] + 1)) & set(range(b[0], b[1] + 1))
    assert (shared is None) == (not days)
    if shared:
        assert shared == (min(days), max(days))


def test_an_open_time_has_no_days_and_a_year_is_vague() -> None:
    assert days_of(Time("2022/..", "interval", "2022-01-01", "", "since 2022", 0, 10)) is None
    year = days_of(Time("2022", "year", "2022-01-01", "2022-12-31", "in 2022", 0, 7))
    month = days_of(Time("2022-01", "month", "2022-01-01", "2022-01-31", "in January", 0, 10))
    assert year is not None
    assert month is not None
    assert is_vague(year)
    assert not is_vague(month)
