"""Publication dates as people, feeds and agencies write them.

Invariants: a date is taken only if it can be read in one way: day, month and year are all there, and a month is a word or
the date is in the order year, month, day. A date keeps the day that it was written with, whatever its time zone.
"""

from __future__ import annotations

import re
from datetime import date

DATE_REMEDY = "write it as 2022-02-04, or as 4 February 2022"
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ZONE = r"(?:\s*(?:Z|[A-Z]{2,5}|(?:GMT|UTC)?\s?[+\-−]\d{1,2}:?\d{0,2}))?"
_CLOCK = rf"\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?{_ZONE}(?:\s*\([A-Z]+\))?"
_TIME = rf"(?:(?:\s*,)?\s*(?:at\s+|\|\s*|[-–—]\s+)?{_CLOCK})?"
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?\s*,?\s+)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:(?:T|\s+)\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?" + _ZONE + ")?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d{4,6}" + _ZONE + ")?",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})" + _TIME,
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?(?:\s+|-){_MONTH},?(?:\s+|-){_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}{_TIME}",
    )
)


def parse_date(text: str) -> str:
    """Read a date, with or without a time of day.

    Forms: ISO 8601 dates and date-times, year/month/day, RFC 2822, and English with the month as a word in either order. Dates
    made of numbers in the order of a country (03/04/2022) are refused, for they can be read in two ways.

    Args:
        text: the date as written.

    Returns:
        The day as YYYY-MM-DD.

    Raises:
        ValueError: if the text is no whole date, can be read in two ways, or names a weekday that the day is not.

    Example:
        >>> [parse_date(text) for text in ("2022-02-04T10:00:00Z", "Friday, February 4, 2022", "4-FEB-1987 12:33:01")]
        ['2022-02-04', '2022-02-04', '1987-02-04']
    """
    text = " ".join(text.split())
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            break
    else:
        if re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b.*", text):
            raise ValueError(f"the date {text!r} can be read in two ways")
        raise ValueError(f"{text!r} is no whole date")
    word = match["month"]
    month = int(word) if word.isdigit() else _find(word, _MONTHS)
    if month == 0:
        raise ValueError(f"{text!r} is no date: {word!r} is no month")
    try:
        day = date(int(match["year"]), month, int(match["day"]))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from error
    weekday = match.groupdict().get("weekday")
    if weekday is not None:
        named = _find(weekday, _DAYS)
        if named == 0:
            raise ValueError(f"{text!r} is no date: {weekday!r} is no weekday")
        if named != day.isoweekday():
            raise ValueError(f"{text!r} contradicts itself: {day.isoformat()} is a {_DAYS[day.weekday()].capitalize()}")
    return day.isoformat()


def _find(word: str, names: tuple[str, ...]) -> int:
    """Return the 1-based place of a name or of its abbreviation (three letters or more), or 0."""
    lower = word.lower()
    return next((place for place, name in enumerate(names, 1) if name.startswith(lower)), 0)
