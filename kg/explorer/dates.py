"""Dates as people write them. Month names are English and fixed, not the machine's."""

from __future__ import annotations

import re

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def say_date(value: str) -> str:
    """Say an ISO 8601 date, month, year or interval in words.

    Args:
        value: `2022-02-04`, `2022-02`, `2022`, or an interval `a/b` whose open end is `..`.

    Returns:
        The words; what is none of these comes back as it is.

    Example:
        >>> say_date("2022-02-04"), say_date("2022-02/.."), say_date("2022-02-01/2022-02-07")
        ('4 February 2022', 'from February 2022', '1 February 2022 to 7 February 2022')
    """
    first, slash, last = value.partition("/")
    if slash:
        begin, end = say_date(first) if first != ".." else "", say_date(last) if last != ".." else ""
        return f"{begin} to {end}" if begin and end else f"from {begin}" if begin else f"until {end}" if end else value
    match = _DATE.fullmatch(value)
    if match is None:
        return value
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return value
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day else name
