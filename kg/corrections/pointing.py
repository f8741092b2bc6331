"""From a pointer to what it means in the documents of today, and back.

Invariants: words are looked for in the text, so a pointer holds as long as they stand there, wherever that is; spacing does not count;
each document is indexed once, and only if a pointer names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.corrections.records import MentionPointer, StatementPointer
from kg.model import Document, Extraction, Mention, Span, Statement

_LONGEST = 400
_BREAK = re.compile(r"(?<=[.!?][\"'”’)\s])\s*|\n+")


class Places:
    """Finds what pointers point at.

    Args:
        documents: of the graph.
        extractions: one a document.
    """

    def __init__(self, documents: Iterable[Document], extractions: Iterable[Extraction]) -> None:
        self._documents = {document.id: document for document in documents}
        self._extractions = {extraction.document: extraction for extraction in extractions}

    def mention(self, pointer: MentionPointer) -> Mention | str:
        """Find a mention.

        Returns:
            It, or why there is none.
        """
        document = self._documents.get(pointer.document)
        if document is None:
            return f"no document {pointer.document} in the graph"
        place = _nth(_within(document.text, pointer.around, pointer.words), pointer.occurrence)
        if place is None:
            return f"{pointer.document} does not have these words any more"
        start, end = place
        mentions = self._extractions[document.id].mentions
        touching = [m for m in mentions if m.span.start < end and m.span.end > start]
        if not touching:
            return f"nothing is mentioned by these words of {pointer.document} any more"
        return min(touching, key=lambda m: (abs(m.span.start - start) + abs(m.span.end - end), m.span.start, m.id))

    def statement(self, pointer: StatementPointer) -> Statement | str:
        """Find a statement.

        Returns:
            It, or why there is none.
        """
        document = self._documents.get(pointer.document)
        if document is None:
            return f"no document {pointer.document} in the graph"
        around = occurrences(document.text, pointer.around)
        if not around:
            return f"{pointer.document} does not have these words any more"
        fitting = [s for s in self._extractions[document.id].statements if _fits(s, pointer) and any(a <= s.predicate.start < b for a, b in around)]
        found = sorted(fitting, key=_order)
        if pointer.occurrence > len(found):
            return f"no such statement is read from these words of {pointer.document} any more"
        return found[pointer.occurrence - 1]


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Find where words stand, with whatever spacing: as whole words, else (“GB” in “30GB”) within words.

    Returns:
        Places [start, end), in order, none within another.

    Example:
        >>> occurrences("Li Wei met Li\\nWei, not Li Weiss.", "Li Wei")
        [(0, 6), (11, 17)]
    """
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join(map(re.escape, parts))
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", parts[-1]) else ""
    whole = [match.span() for match in re.finditer(before + pattern + after, text)]
    return whole or [match.span() for match in re.finditer(pattern, text)]


def _within(text: str, around: str, words: str) -> list[tuple[int, int]]:
    """The places of words within the places of the words around them."""
    return [(a + start, a + end) for a, b in occurrences(text, around) for start, end in occurrences(text[a:b], words)]


def _nth(places: Sequence[tuple[int, int]], number: int) -> tuple[int, int] | None:
    return places[number - 1] if number <= len(places) else None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _fits(statement: Statement, pointer: StatementPointer) -> bool:
    object = statement.object.text if statement.object is not None else ""
    return (
        _plain(statement.predicate.phrase) == _plain(pointer.trigger)
        and _plain(statement.subject.text) == _plain(pointer.subject)
        and _plain(object) == _plain(pointer.object)
        and pointer.relation in ("", statement.predicate.id)
    )


def _order(statement: Statement) -> tuple[object, ...]:
    """Statements with equal words (the members of a group) by place, then by what they name."""
    object = statement.object.label if statement.object is not None else ""
    return (statement.predicate.start, statement.subject.start, statement.subject.label, object, statement.id)


# ------------------------------------------------------------------------------------------------ back
def point_at_mention(mention: Mention, document: Document, sentences: Mapping[str, Sequence[Span]]) -> MentionPointer:
    """Point at a mention.

    Args:
        mention: of the document.
        document: holds it.
        sentences: the sentences of statements by document; words outside them are quoted with what stands beside them.
    """
    span = mention.span
    around = next((s.text for s in sentences.get(document.id, ()) if s.start <= span.start and span.end <= s.end), "")
    around = _plain(around or _surroundings(document.text, span.start, span.end))
    words = _plain(span.text)
    places = _within(document.text, around, words)
    number = next((n for n, (start, end) in enumerate(places, start=1) if start <= span.start < end or span.start <= start < span.end), 1)
    return MentionPointer(document.id, words, around, number)


def _surroundings(text: str, start: int, end: int) -> str:
    """The sentence around a place, as far as line ends and full stops tell it, and no more than some hundred characters."""
    before = [match.end() for match in _BREAK.finditer(text, max(0, start - _LONGEST), start)]
    after = _BREAK.search(text, end, end + _LONGEST)
    first, last = before[-1] if before else _edge(text, start, -1), after.start() if after else _edge(text, end, 1)
    return text[first:last]


def _edge(text: str, place: int, step: int) -> int:
    """The last gap between words that is no farther than the longest quotation from a place."""
    limit = place + step * _LONGEST
    if limit <= 0 or limit >= len(text):
        return max(0, min(limit, len(text)))
    return next((at for at in range(limit, place, -step) if text[at].isspace()), place)


def point_at_statement(statement: Statement, others: Iterable[Statement]) -> StatementPointer:
    """Point at a statement.

    Args:
        statement: what to point at.
        others: all statements of its document.
    """
    object = _plain(statement.object.text) if statement.object is not None else ""
    pointer = StatementPointer(
        statement.document, _plain(statement.sentence.text), _plain(statement.predicate.phrase), _plain(statement.subject.text), object,
        statement.predicate.id,
    )  # fmt: skip
    same = [s for s in others if s.document == statement.document and _plain(s.sentence.text) == pointer.around and _fits(s, pointer)]
    number = [s.id for s in sorted(same, key=_order)].index(statement.id) + 1
    return StatementPointer(pointer.document, pointer.around, pointer.trigger, pointer.subject, pointer.object, pointer.relation, number)
