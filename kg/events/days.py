"""Intervals of days, for comparing times.

Invariants: a span is a pair of day numbers (proleptic Gregorian ordinals), first and last included, first ≤ last; an open end is
`None`; a publication date bounds an undated report for comparing only.
"""

from __future__ import annotations

from datetime import date

from kg.model import Time

# An undated report is taken to speak of days this near to its publication.
NEAR_DAYS = 7
# A longer interval is too vague to be the same time as a day within it.
VAGUE_DAYS = 31

Days = tuple[int, int]


def ordinal(day: str | None) -> int | None:
    """Give the number of an ISO 8601 day; None for none.

    Raises:
        ValueError: for words that are not an ISO day.

    Example:
        >>> ordinal("2022-02-05") - ordinal("2022-02-04"), ordinal("")
        (1, None)
    """
    return date.fromisoformat(day).toordinal() if day else None


def days_of(time: Time | None) -> Days | None:
    """Give the days of a time that is closed on both sides.

    Returns:
        (first, last), or None for no time or an open one.

    Example:
        >>> feb = Time("2022-02", "month", "2022-02-01", "2022-02-28", "in February", 0, 11)
        >>> first, last = days_of(feb)
        >>> last - first
        27
    """
    if time is None or not time.begin or not time.end:
        return None
    first, last = date.fromisoformat(time.begin).toordinal(), date.fromisoformat(time.end).toordinal()
    return (first, last) if first <= last else (last, first)


def overlap(a: Days, b: Days) -> Days | None:
    """Give the days that two spans share, or None.

    Example:
        >>> overlap((1, 5), (4, 9)), overlap((1, 2), (3, 4))
        ((4, 5), None)
    """
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None


def is_vague(days: Days) -> bool:
    """Tell whether a span is longer than a month."""
    return days[1] - days[0] >= VAGUE_DAYS


def length(days: Days) -> int:
    """Count the days of a span."""
    return days[1] - days[0] + 1
