"""Quotations: which words stand between quotation marks.

Invariants: quotes are apart, by position, and none crosses the end of a paragraph, but one that is left open and opened again at the head of
the next paragraph goes on as a quote of its own; marks inside a quote of another style belong to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.annotations.parse import Parse
from kg.annotations.records import Quote

SCARE_WORDS = 3  # fewer words between marks name something or keep a distance from it

_MARK = re.compile(r"``|''|[\"“”„«»‹›‟]|(?<![^\W_])[‘'‚](?=[^\W_])|(?<=[^\s(\[])['’](?![^\W_])")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", "``": "''", "‟": "”"}


def find_quotes(parse: Parse, text: str | None = None) -> tuple[list[Quote], list[int]]:
    """Find the quotations of a text.

    Args:
        parse: of the document.
        text: its reading (`kg.annotations.reading`), in which a line feed ends a paragraph; by default the parse's text.

    Returns:
        The quotes by position, and for each token the number of its quote, or -1.

    Example: see the tests; a Parse is needed.
    """
    text = parse.text if text is None else text
    quoted = [-1] * len(parse.words)
    quotes: list[Quote] = []
    if not _MARK.search(text):
        return quotes, quoted
    spans: list[tuple[int, int]] = []
    begin = 0
    for paragraph in text.split("\n"):
        if paragraph:
            spans.extend(_in_paragraph(text, begin, begin + len(paragraph)))
        begin += len(paragraph) + 1
    for a, b in spans:
        first = bisect_left(parse.start, a)
        last = bisect_right(parse.end, b)
        if last > first:
            for token in range(first, last):
                quoted[token] = len(quotes)
            quotes.append(Quote(a, b, first, last))
    return quotes, quoted


def _in_paragraph(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    closers = ""
    for match in _MARK.finditer(text, begin, end):
        mark, at = match[0], match.start()
        if opened >= 0:
            if mark in closers and not (mark in "\"'" and _opens(text, at, begin, end)) and not (mark in "'’" and _elided(text, at)):
                spans.append((opened, match.end()))
                opened = -1
        elif mark in _CLOSERS:
            opened, closers = at, _CLOSERS[mark]
        elif mark == '"' and (_opens(text, at, begin, end) or not _closes(text, at, begin)):
            opened, closers = at, '"'
        elif mark == "'" and _opens(text, at, begin, end):
            opened, closers = at, "'"
        if mark in ("“", "„") and opened >= 0 and opened < at and text[opened] in "“„":
            opened = at  # the last one was never closed
    if opened >= 0 and text[opened] in '"“„«``' and end - opened > 1:
        spans.append((opened, end))  # left open at the end of its paragraph
    return spans


def _opens(text: str, at: int, begin: int, end: int) -> bool:
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "([-–—/‘“") and not after.isspace()


def _closes(text: str, at: int, begin: int) -> bool:
    return at > begin and not text[at - 1].isspace()


def _elided(text: str, at: int) -> bool:
    """Whether an apostrophe after an s may be a genitive (“the leaders’ talks”): no stop before it and a word after it."""
    return text[at - 1] in "sS" and re.match(r"\s+[a-z]", text[at + 1 : at + 3]) is not None
