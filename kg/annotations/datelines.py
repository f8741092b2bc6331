"""The place and day of a dateline (“RAVENNA, Italy, March 31 (Reuters) -”), which stands before a report and is no part of its first sentence.

Invariants: the place is an entry of the gazetteer or nothing; the year is the one that brings the day nearest to publication.
"""

from __future__ import annotations

import re
from datetime import date

from kg.annotations.calendar import MONTHS, valid_day
from kg.model import Document
from kg.ontology.terms import Ontology

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
