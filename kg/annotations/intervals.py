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

BRACKET_REACH = 8  # tokens between a date and the bracket that it stands in
_AFTER = frozenset(("after", "before", "since", "following", "until"))
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
                (before in ("from", "in") and between in ("to", "until", "till", "through"))
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
        result.append(TimeExpression(first, last, head, text, time, point, _noun(parse, first, head)))
    return result


def _noun(parse: Parse, first: int, head: int) -> int:
    """The noun whose own date this is, or -1: a name before its bracket, what stands behind “after”, “before” or “since”."""
    deps, heads, lower = parse.deps, parse.heads, parse.lower
    begin = parse.sentences[parse.sentence[first]][0]
    for k in range(first - 1, max(begin, first - BRACKET_REACH), -1):
        if lower[k] == ")":
            break
        if lower[k] == "(":
            return k - 1 if parse.pos[k - 1] in ("PROPN", "NOUN") else -1
    above = heads[head]
    if deps[head] != "pobj" or deps[above] != "prep":
        return -1
    owner = heads[above]
    if parse.pos[owner] in ("NOUN", "PROPN"):
        top = owner
        for _ in range(4):
            marker = heads[top]
            if deps[top] == "conj" or (deps[top] == "pobj" and lower[marker] == "of"):
                top = marker if deps[top] == "conj" else heads[marker]
                continue
            break
        return owner if deps[top] == "pobj" and lower[heads[top]] in _AFTER and heads[top] < head else -1
    # “after the death of his mother in 1846 and his father in 1848, he sailed”: a phrase before the verb reaches to its comma
    if above < owner:
        for child in parse.children[owner]:
            if child >= above:
                break
            if deps[child] == "prep" and lower[child] in _AFTER and "," not in lower[child:above]:
                nouns = [k for k in range(child + 1, above) if parse.pos[k] in ("NOUN", "PROPN") and deps[k] in ("pobj", "conj")]
                return nouns[-1] if nouns else -1
    return -1


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
