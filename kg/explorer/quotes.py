"""A sentence with the words of its statement marked: subject, trigger, object, speaker.

Invariant: the pieces of a sentence, joined, are the sentence; each piece has at most one mark; of marks that overlap the shortest wins.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Statement


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; `mark` is `subject`, `trigger`, `object`, `speaker` or ""."""

    text: str
    mark: str


def mark_words(statement: Statement) -> tuple[Piece, ...]:
    """Cut a statement's sentence into marked pieces.

    Args:
        statement: its spans are code points of the document, as the sentence's are.

    Returns:
        The pieces in order. Words outside the sentence (a subject named before) are not marked.

    Example:
        >>> from kg.model import Argument, Predicate, Qualifiers, Span
        >>> said = Statement("s", "d", "c", Argument("subject", "Xi", 10, 12), Predicate("kg:met", "met", "met", 13, 16), None, (), Qualifiers(),
        ...                  Span("d", 10, 17, "Xi met."), "affirmed", "actual", "past", (), 0.9, "verbal")
        >>> [(piece.text, piece.mark) for piece in mark_words(said)]
        [('Xi', 'subject'), (' ', ''), ('met', 'trigger'), ('.', '')]
    """
    sentence = statement.sentence
    spans = [(statement.subject.start, statement.subject.end, "subject"), (statement.predicate.start, statement.predicate.end, "trigger")]
    if statement.object is not None:
        spans.append((statement.object.start, statement.object.end, "object"))
    spans += [(speaker.start, speaker.end, "speaker") for speaker in statement.attribution]
    clipped = [(max(start, sentence.start), min(end, sentence.end), mark) for start, end, mark in spans]
    # Longest first: a later, shorter mark overwrites what it covers.
    clipped = sorted((span for span in clipped if span[0] < span[1]), key=lambda span: span[0] - span[1])
    marks = [""] * len(sentence.text)
    for start, end, mark in clipped:
        for place in range(start - sentence.start, min(end - sentence.start, len(marks))):
            marks[place] = mark
    pieces: list[Piece] = []
    begin = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[begin]:
            pieces.append(Piece(sentence.text[begin:place], marks[begin]))
            begin = place
    return tuple(pieces)
