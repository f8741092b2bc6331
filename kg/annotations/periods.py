"""Periods that lie at a distance from a day: last week, two years ago, the past ten days.

Invariants: pure functions of the day; None where the words name no unit of the calendar or lead out of its years.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.annotations import calendar
from kg.annotations.calendar import FIRST_YEAR, LAST_YEAR, Period


def ago(now: date, unit: str, count: int) -> Period | None:
    """The unit of time that lies so many units before a day, or None for what is no unit of the calendar.

    Example:
        >>> ago(date(2022, 2, 4), "year", 2)
        Period('2020', 'year')
    """
    if unit == "day":
        return calendar.day(now - timedelta(days=count))
    if unit == "week":
        return calendar.week(now, -count)
    if unit == "month":
        return calendar.month(now.year, now.month - count)
    if unit == "year" and now.year - count >= FIRST_YEAR:
        return calendar.year(now.year - count)
    if unit == "decade" and now.year - 10 * count >= FIRST_YEAR:
        return calendar.year(now.year - 10 * count)
    return None


def stretch(now: date, unit: str, count: int, *, ahead: bool) -> Period | None:
    """“the past two years”: from so long before a day until it, or from it so long ahead.

    Example:
        >>> stretch(date(2022, 2, 4), "year", 2, ahead=False)
        Period('2020-02-04/2022-02-04', 'interval')
    """
    if unit not in ("day", "week", "month", "year", "decade"):
        return None
    sign = 1 if ahead else -1
    if unit in ("day", "week"):
        other = now + timedelta(days=sign * count * (7 if unit == "week" else 1))
    else:
        months = count * {"month": 1, "year": 12, "decade": 120}[unit] * sign
        total = now.year * 12 + now.month - 1 + months
        if not FIRST_YEAR <= total // 12 <= LAST_YEAR:
            return None
        moved = calendar.month(total // 12, total % 12 + 1)
        if moved.begin is None or moved.end is None:
            return None
        other = min(moved.begin + timedelta(days=now.day - 1), moved.end)
    return Period(min(now, other), max(now, other), "interval")


def shifted(now: date, unit: str, offset: int) -> Period | None:
    """The day, week, month, … that lies so many of them from the one that a day is in.

    Example:
        >>> shifted(date(2022, 2, 4), "month", -1)
        Period('2022-01', 'month')
    """
    if unit == "day":
        return calendar.day(now + timedelta(days=offset))
    if unit == "week":
        return calendar.week(now, offset)
    if unit == "weekend":
        return calendar.weekend(now, offset)
    if unit == "month":
        return calendar.month(now.year, now.month + offset)
    if unit == "quarter":
        return calendar.quarter(now.year, (now.month - 1) // 3 + 1 + offset)
    if unit == "year":
        return calendar.year(now.year + offset)
    if unit == "decade":
        first = now.year // 10 * 10 + 10 * offset
        return calendar.years(first, first + 9, "decade")
    if unit == "century":
        first = (now.year - 1) // 100 * 100 + 1 + 100 * offset
        return calendar.years(first, first + 99, "century")
    return None
