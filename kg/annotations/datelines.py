"""The place and day of a dateline (“RAVENNA, Italy, March 31 (Reuters) -”), which stands before a report and is no part of its first sentence.

Invariants: the place is an entry of the gazetteer or nothing; the year is the one that brings the day nearest to publication; the day of a
report is inferred (its `basis` is `report`) and has the words of the dateline or of the line that dates the text, or none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.annotations import calendar
from kg.annotations.calendar import MONTHS, valid_day
from kg.annotations.records import TimeExpression
from kg.model import Document, Time
from kg.ontology.terms import Ontology

SAME_REPORT = 31  # a line that dates a text lies this near to its publication
_DAY = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:, (?P<year>\d{4}))?")


def read_dateline(document: Document, ontology: Ontology) -> tuple[str, str]:
    """Read the first dateline of a document.

    Args:
        document: with its passages; one of the kind `dateline` is read.
        ontology: whose gazetteer knows the place.

    Returns:
        Local id of the place's gazetteer entry or "", and the ISO date or "".

    Example:
        >>> from kg.model import Passage
        >>> from kg.ontology import load
        >>> text = "PARIS, April 7 (Reuters) - They met."
        >>> read_dateline(Document("a", "a", text, published="1987-04-08", boilerplate=(Passage(0, 26, "dateline"),)), load())
        ('Paris', '1987-04-07')
    """
    for passage in document.boilerplate:
        if passage.kind == "dateline":
            words = document.text[passage.start : passage.end]
            return _place(words, ontology), _date(words, document.published)
    return "", ""


def report_day(document: Document, times: Sequence[TimeExpression], dateline: str) -> Time | None:
    """The day that a report is of: its dateline's, else that of the line that dates it, else of its publication.

    Args:
        document: with its passages.
        times: the document's dates.
        dateline: ISO date that the dateline names, or "".
    """
    published = date.fromisoformat(document.published[:10]) if document.published else None
    for passage in document.boilerplate:
        if passage.kind == "dateline" and dateline:
            match = _DAY.search(document.text, passage.start, passage.end)
            if match is not None:
                return replace(calendar.day(date.fromisoformat(dateline)).time(match[0], match.start(), match.end()), basis="report")
        if passage.kind == "date":
            for expression in times:
                point = expression.point
                if point is None or point.granularity != "day" or not passage.start <= point.start < passage.end:
                    continue
                if published is None or abs((date.fromisoformat(point.begin) - published).days) <= SAME_REPORT:
                    return replace(point, basis="report")
    return replace(calendar.day(published).time("", 0, 0), basis="report") if published is not None else None


def _place(words: str, ontology: Ontology) -> str:
    gazetteer = ontology.gazetteer
    parts = [part.strip() for part in re.split(r"[,(]|\s[-–—]", words.strip("-–— "))]
    ids = gazetteer.names.get(parts[0].casefold(), ())
    fit = [i for i in ids if gazetteer.entries[i].type in ("Place", "State")]
    if len(fit) > 1 and len(parts) > 1:
        within = gazetteer.names.get(parts[1].casefold(), ())
        fit = [i for i in fit if gazetteer.entries[i].located_in in within]
    return fit[0] if len(fit) == 1 else ""


def _date(words: str, published: str | None) -> str:
    match = _DAY.search(words)
    month = MONTHS.get(match["month"].lower()) if match is not None else None
    if match is None or month is None:
        return ""
    if match["year"]:
        years = [int(match["year"])]
    elif published:
        years = [int(published[:4]) + offset for offset in (-1, 0, 1)]
    else:
        return ""
    days = [day for day in (valid_day(year, month, int(match["day"])) for year in years) if day is not None]
    if not days:
        return ""
    now = date.fromisoformat(published[:10]) if published else days[0]
    return min(days, key=lambda day: abs((day - now).days)).isoformat()
