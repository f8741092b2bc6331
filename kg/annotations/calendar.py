"""Days, months, years and longer periods as `Time` records.

Invariants: `begin` and `end` are the first and last day of a period (ISO 8601, both inclusive), "" where it is open; `value` is the shortest
ISO 8601 form of it: day, month, year, else an interval a/b with “..” for an open end.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import Granularity, Time

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.", "august aug aug.",
         "september sep sep. sept sept.", "october oct oct.", "november nov nov.", "december dec dec."), start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon mon.",
            "tuesday tue tue. tues tues.",
            "wednesday wed.",
            "thursday thu. thur. thurs thurs.",
            "friday fri fri.",
            "saturday sat.",
            "sunday sun.",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
FIRST_YEAR, LAST_YEAR = 1000, 2199


class Period:
    """A period of whole days.

    Args:
        begin: first day, or None if open.
        end: last day, or None if open.
        granularity: what the words name.
        edges: how the begin and end of an interval are written; by default as days.
    """

    __slots__ = ("begin", "edges", "end", "granularity")

    def __init__(self, begin: date | None, end: date | None, granularity: Granularity, edges: tuple[str, str] | None = None) -> None:
        self.begin = begin
        self.end = end
        self.granularity: Granularity = granularity
        self.edges = edges or (begin.isoformat() if begin is not None else "..", end.isoformat() if end is not None else "..")

    def __repr__(self) -> str:
        return f"Period({self.value!r}, {self.granularity!r})"

    @property
    def value(self) -> str:
        """ISO 8601: a day, month or year where the period is one, else an interval."""
        size = {"day": 10, "month": 7, "year": 4}.get(self.granularity)
        return self.edges[0][:size] if size is not None else "/".join(self.edges)

    def time(self, text: str, start: int, end: int) -> Time:
        """The record of this period, for words at code points [start, end)."""
        first = self.begin.isoformat() if self.begin is not None else ""
        last = self.end.isoformat() if self.end is not None else ""
        return Time(self.value, self.granularity, first, last, text, start, end)


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, "day")


def valid_day(year: int, month: int, number: int) -> date | None:
    """The day, or None if the calendar has none such.

    Example:
        >>> valid_day(2022, 2, 30) is None
        True
    """
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Period:
    """One month; a number beyond 1 to 12 counts on into other years.

    Example:
        >>> month(2022, 2), month(2022, 0)
        (Period('2022-02', 'month'), Period('2021-12', 'month'))
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), following - timedelta(days=1), "month")


def year(number: int) -> Period:
    """One year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def years(first: int, last: int, granularity: Granularity = "interval") -> Period:
    """Years, both inclusive.

    Example:
        >>> years(1990, 1999, "decade")
        Period('1990/1999', 'decade')
    """
    return Period(date(first, 1, 1), date(last, 12, 31), granularity, (f"{first:04}", f"{last:04}"))


def week(when: date, offset: int = 0) -> Period:
    """The week, Monday to Sunday, that lies `offset` weeks from a day's.

    Example:
        >>> week(date(2022, 2, 4), -1)
        Period('2022-01-24/2022-01-30', 'week')
    """
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=offset)
    return Period(monday, monday + timedelta(days=6), "week")


def weekend(when: date, offset: int = 0) -> Period:
    """Saturday and Sunday of a week."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=offset)
    return Period(monday + timedelta(days=5), monday + timedelta(days=6), "interval")


def quarter(year_number: int, number: int) -> Period:
    """One quarter, 1 to 4; a number beyond counts on into other years."""
    year_number, number = year_number + (number - 1) // 4, (number - 1) % 4 + 1
    first = month(year_number, number * 3 - 2)
    return Period(first.begin, month(year_number, number * 3).end, "quarter")


def half(year_number: int, number: int) -> Period:
    """The first or second half of a year."""
    return Period(month(year_number, 1 if number == 1 else 7).begin, month(year_number, 6 if number == 1 else 12).end, "interval")


def season(year_number: int, name: str) -> Period:
    """A northern season; a winter is named for the year it begins in.

    Example:
        >>> season(2021, "winter").end
        datetime.date(2022, 2, 28)
    """
    first, last = SEASONS[name]
    return Period(month(year_number, first).begin, month(year_number + (last < first), last).end, "season")


def span(first: Period | None, last: Period | None) -> Period:
    """From the beginning of one period (or open) to the end of another (or open), each written as it was.

    Example:
        >>> span(month(2020, 1), None), span(year(2004), year(2009))
        (Period('2020-01/..', 'interval'), Period('2004/2009', 'interval'))
    """
    return Period(
        first.begin if first is not None else None,
        last.end if last is not None else None,
        "interval",
        (_edge(first, 0), _edge(last, 1)),
    )


def _edge(period: Period | None, side: int) -> str:
    if period is None:
        return ".."
    return period.value if "/" not in period.value else period.edges[side]
