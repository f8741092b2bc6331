"""What in a text is not news: marked, never removed.

Invariants:
    * Passages are sorted and disjoint, lie inside the text and neither begin nor end with white space.
    * A passage covers whole lines, except for the kind `dateline` (the place, day and agency before a report's first words),
      the kind `end` (an agency's mark after its last) and a `credit` in brackets after a paragraph.
    * A line inside a paragraph with hard line breaks is judged only where it cannot be the middle of a sentence.
    * Signals are shape (short lines, lists, brackets, repetition) and phrases in general use (`boilerplate.toml`); no publisher's
      own. When in doubt a passage is news.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.documents.credits import find_dateline, find_end_mark, is_byline, is_credit_line, split_caption
from kg.documents.dates import parse_date
from kg.documents.phrases import Phrases, fold, load_phrases
from kg.model import Passage

_LINE = re.compile(r"[^\r\n]+")
_PARAGRAPH_BREAK = re.compile(r"\r\n?[^\S\r\n]*\r\n?|\n[^\S\r\n]*\r?\n")
_START_CHARACTERS = 260  # a prompt is a sentence or two; what is longer is text
_HEAD_LINES = 3  # headline, standfirst and the first line of the report
_WRAPPED = 50  # a line shorter than this is not broken for want of room
_CLOSED = (".", "!", "?", ":", "…", '"', "”", "’", ")", "]")
_SEPARATORS = re.compile(r"\s+[|>»›·•/]+\s+|\s*[»›|]\s*")
_REPEATED_WORDS = 5  # of a paragraph that is more than a label or a row of a table
_SHINGLE = 4  # words in a row that must come again for a paragraph to be a repetition
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    folded: str
    first: bool  # the first of its paragraph
    last: bool
    kind: str = ""


def find_boilerplate(text: str, *, title: str | None = None) -> tuple[Passage, ...]:
    """Find the passages of a text that are not news.

    Args:
        text: a document's text.
        title: its title, if known from elsewhere than the text.

    Returns:
        Sorted, disjoint passages of the kinds `share`, `related`, `comments`, `subscription`, `cookies`, `copyright`,
        `advertisement`, `navigation`, `byline`, `note`, `date`, `credit`, `caption`, `headline` (said again), `repeat`, `dateline`, `end`.

    Example:
        >>> text = "BEIJING (Reuters) - They met.\\n\\nRead more: Talks end\\n"
        >>> [(passage.kind, text[passage.start : passage.end]) for passage in find_boilerplate(text)]
        [('dateline', 'BEIJING (Reuters) -'), ('related', 'Read more: Talks end')]
    """
    phrases = load_phrases()
    lines = _split(text)
    _mark_lines(lines, phrases)
    _mark_lists(lines, phrases)
    _mark_repetitions(lines, title)
    passages = [Passage(line.start, line.end, line.kind) for line in lines if line.kind]
    shingles = _Shingles(text)
    placed = False
    for number, line in enumerate(lines):
        if line.kind:
            continue
        if line.first:
            end = find_dateline(line.text, phrases, early=placed or number < _HEAD_LINES)
            if end:
                placed = True
                passages.append(Passage(line.start, line.start + end, "dateline"))
        if line.last:
            opening = _opening(lines, number)
            paragraph = text[lines[opening].start : line.end]
            for start, end, kind in split_caption(paragraph, phrases, shingles.repeated):
                passages.append(Passage(lines[opening].start + start, lines[opening].start + end, kind))
    if lines and not lines[-1].kind:
        mark = find_end_mark(text)
        if mark:
            passages.append(Passage(mark[0], mark[1], "end"))
    return _disjoint(passages)


def _split(text: str) -> list[_Line]:
    lines: list[_Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        first = not lines or _PARAGRAPH_BREAK.search(text, previous, match.start()) is not None
        if first and lines:
            lines[-1].last = True
        end = start + len(stripped)
        lines.append(_Line(start, end, stripped, fold(stripped[:_START_CHARACTERS]), first, False))
        previous = end
    if lines:
        lines[-1].last = True
    return lines


def _mark_lines(lines: list[_Line], phrases: Phrases) -> None:
    """Judge each line by itself, and let a prompt run on over the lines that go on in lower case."""
    before: _Line | None = None
    for line in lines:
        if line.first or before is None:
            free = True
        elif before.kind and line.text[0].islower() and not before.text.endswith(_CLOSED) and len(before.text) >= _WRAPPED:
            line.kind = before.kind
            before = line
            continue
        else:
            free = bool(before.kind) or before.text.endswith(_CLOSED) or (len(before.text) < _WRAPPED and not line.text[0].islower())
        if free:
            line.kind = _judge(line, phrases)
        before = line


def _judge(line: _Line, phrases: Phrases) -> str:
    kind = phrases.line(line.folded)
    if kind:
        return kind
    if len(line.text) <= _START_CHARACTERS:
        kind = phrases.start(line.folded)
        if kind:
            return kind
        if phrases.is_share_bar(line.folded):
            return "share"
        if _is_breadcrumb(line, phrases):
            return "navigation"
        if is_byline(line.text, phrases):
            return "byline"
        if is_credit_line(line.text, phrases, alone=line.first and line.last):
            return "credit"
        if _is_date(line.text):
            return "date"
    return ""


def _is_date(text: str) -> bool:
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return False
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _is_breadcrumb(line: _Line, phrases: Phrases) -> bool:
    if not any(mark in line.text for mark in "|>»›·•/"):
        return False
    parts = [part for part in _SEPARATORS.split(line.text) if part]
    return len(parts) >= 3 and all(len(part.split()) <= 4 for part in parts) and sum(fold(part) in phrases.navigation for part in parts) >= 2


def _mark_lists(lines: list[_Line], phrases: Phrases) -> None:
    """Mark menus: three or more short lines in a row of which most are sections; and the headlines under a heading such as “Related”."""
    run: list[_Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.text.split()) <= 4 and not line.text.endswith((".", "!", "?", ",", ":")) and line.kind in {"", "navigation"}:
            run.append(line)
            continue
        if len(run) >= 3 and sum(item.folded in phrases.navigation for item in run) * 2 > len(run):
            for item in run:
                item.kind = "navigation"
        run = []
    heading = False
    for line in lines:
        if line.kind == "related":
            heading = phrases.line(line.folded) == "related"
        elif heading and not line.kind and len(line.text) <= 120 and not line.text.endswith((".", "!", ":", ",", '"', "”", "’")) and not line.first:
            line.kind = "related"
        elif not line.kind or line.first:
            heading = False


def _mark_repetitions(lines: list[_Line], title: str | None) -> None:
    """Mark a headline or a whole paragraph that was said before, word for word."""
    if not lines:
        return
    first = lines[0]
    titles = {_spoken(title)} if title else set()
    if not first.text.endswith("."):
        titles.add(_spoken(first.text))
    seen = {_spoken(first.text)}
    for line in lines[1:]:
        if line.first and line.last and not line.kind:
            key = _spoken(line.text)
            if key in seen and len(key.split()) >= _REPEATED_WORDS:
                line.kind = "headline" if key in titles else "repeat"
            seen.add(key)


def _spoken(text: str) -> str:
    return " ".join(text.casefold().split())


def _opening(lines: list[_Line], number: int) -> int:
    """Return the number of the first line of the unmarked end of the paragraph that ends with this line."""
    while not lines[number].first and not lines[number - 1].kind:
        number -= 1
    return number


class _Shingles:
    """How often each row of four words comes in a text; counted at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: Counter[tuple[str, ...]] | None = None

    def repeated(self, part: str) -> float:
        """Return the share of the rows of words of a part of the text that come elsewhere in it too, in [0, 1]."""
        if self._counts is None:
            self._counts = Counter(_rows(self._text))
        own = Counter(_rows(part))
        total = sum(own.values())
        return sum(number for row, number in own.items() if self._counts[row] > number) / total if total else 0.0


def _rows(text: str) -> list[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return list(zip(*(words[shift:] for shift in range(_SHINGLE)), strict=False))


def _disjoint(passages: list[Passage]) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda item: (item.start, -item.end, item.kind)):
        if passage.start < passage.end and (not kept or passage.start >= kept[-1].end):
            kept.append(passage)
    return tuple(kept)
