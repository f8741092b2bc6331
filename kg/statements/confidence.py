"""How sure a statement is: a product of a few readable factors.

Invariants: in [0, 1], rounded to two digits; the same statement has the same confidence in every run; each factor below says what it
costs. A factor is the share of right statements among those it applies to, relative to those it does not, as read by eye in news.
"""

from __future__ import annotations

from kg.model import Argument, Span
from kg.ontology.terms import Frame
from kg.statements.context import Context

BASE = {"verbal": 0.9, "copular": 0.88, "nominal": 0.88, "title": 0.95, "apposition": 0.85, "quotation": 0.93}
FACTORS = {
    "unmapped": 0.97,
    "pronoun": 0.87,
    "group": 0.92,
    "plain words": 0.9,
    "no object": 0.8,
    "rare verb": 0.93,
    "further argument": 0.92,
    "shared subject": 0.94,
    "recovered subject": 0.88,
    "loose": 0.8,
    "coreference": 0.9,
    "possession": 0.75,
    "long sentence": 0.93,
    "short": 0.8,
    "question": 0.5,
    "damaged": 0.6,
}
LONG_SENTENCE = 260  # characters


def confidence(
    subject: Argument, object: Argument | None, context: Context, sentence: Span, *, frame: Frame | None, extractor: str, features: frozenset[str]
) -> float:
    """The confidence that a statement is what its sentence says.

    Args:
        subject, object: its arguments.
        context: its polarity, modality and attribution.
        sentence: its sentence.
        frame: the frame that mapped it, or None for a minted relation.
        extractor: a key of `BASE`.
        features: keys of `FACTORS` that the extractor found.

    Returns:
        A number in [0, 1].
    """
    value = BASE[extractor] * (frame.weight if frame is not None else FACTORS["unmapped"])
    found = set(features)
    for argument in (subject, object):
        if argument is None:
            found.add("no object")
        elif argument.type == "Text":
            found.add("plain words")
    if len(sentence.text) > LONG_SENTENCE:
        found.add("long sentence")
    if sentence.text.endswith("?"):
        found.add("question")
    for name in sorted(found):
        value *= FACTORS[name]
    return round(min(max(value, 0.0), 1.0), 2)
