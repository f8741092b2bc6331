"""From dates to time expressions: intervals between two dates, open ones, and the day that a text dates itself by.

Invariants: expressions are by position; where a date bounds an interval, the interval is its `time` and the date itself its `point`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.annotations import calendar
from kg.annotations.calendar import Period
from kg.annotations.parse import Parse
from kg.annotations.records import TimeExpression

DATELINE_REACH = 400  # characters from the beginning in which a line that is a date dates the text


def expressions(parse: Parse, found: Sequence[tuple[int, int, Period | None]]) -> list[TimeExpression]:
    """Make the records of dates, joining those that bound an interval (“from … to …”, “since …”, “until …”).

    Args:
        parse: of the document.
        found: first and last + 1 token of each date and its period, by position.

    Returns:
        Expressions by position; each of two that bound an interval has the whole of it as `time` and its own date as `point`.
    """
    periods = [p for _, _, p in found]
    joined: list[Period | None] = list(periods)
    for k, (first, last, period) in enumerate(found):
        before = parse.lower[first - 1] if first else ""
        if period is None:
            continue
        following = found[k + 1] if k + 1 < len(found) else None
        if following is not None and following[0] - last == 1 and following[2] is not None and period.granularity != "interval":
            between = parse.lower[last]
            if (
                (before == "from" and between in ("to", "until", "till", "through"))
                or (before == "between" and between == "and")
                or (between in ("-", "–") and period.granularity == following[2].granularity)
            ):
                whole = calendar.span(period, following[2])
                if whole.begin is not None and whole.end is not None and whole.begin <= whole.end:
                    joined[k] = joined[k + 1] = whole
                    continue
        if joined[k] is not period:
            continue
        if before in ("since", "from") and (before == "since" or parse.lower[last : last + 1] in (["on"], ["onwards"], ["onward"])):
            joined[k] = calendar.span(period, None)
        elif before in ("until", "till"):
            joined[k] = calendar.span(None, period)
    result = []
    for (first, last, period), interval in zip(found, joined, strict=True):
        start, end = parse.start[first], parse.end[last - 1]
        text = parse.text[start:end]
        head = last - 1
        for i in range(last - 1, first - 1, -1):
            if not first <= parse.heads[i] < last or parse.heads[i] == i:
                head = i
                break
        time = interval.time(text, start, end) if interval is not None else None
        point = time if interval is period or period is None else period.time(text, start, end)
        result.append(TimeExpression(first, last, head, text, time, point))
    return result


def dateline(parse: Parse, expressions: Sequence[TimeExpression]) -> date | None:
    """The day that a line of its own near the beginning of a text gives (below the headline), by which it dates itself."""
    for expression in expressions:
        start, end = parse.start[expression.first], parse.end[expression.last - 1]
        if start > DATELINE_REACH:
            return None
        before, after = parse.text[:start].rpartition("\n")[2], parse.text[end:].partition("\n")[0]
        if (
            expression.time is not None
            and expression.time.granularity == "day"
            and not before.strip()
            and not after.strip(" .")
            and end < len(parse.text)
        ):
            return date.fromisoformat(expression.time.value)
    return None
