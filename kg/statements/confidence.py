"""How sure a statement is: a product of a few readable factors.

Invariants: in [0, 1], rounded to two digits; the same statement has the same confidence in every run; each factor below says what it
costs. A factor is near the share of right statements among those it applies to, relative to those it does not, in 447 statements of
sixteen news reports that were read by eye.
"""

from __future__ import annotations

from kg.model import Argument, Span
from kg.ontology.terms import Frame
from kg.statements.context import Context

BASE = {"verbal": 0.98, "copular": 0.95, "nominal": 0.95, "title": 0.98, "apposition": 0.95, "quotation": 0.98}
FACTORS = {
    "unmapped": 0.94,
    "pronoun": 0.87,
    "group": 0.92,
    "plain words": 0.92,
    "no object": 0.8,
    "rare verb": 0.95,
    "further argument": 0.88,
    "shared subject": 0.93,
    "recovered subject": 0.85,
    "loose": 0.8,
    "coreference": 0.9,
    "not actual": 0.84,
    "negated": 0.88,
    "attributed": 0.93,
    "common noun": 0.97,
    "far object": 0.87,
    "several clauses": 0.96,
    "many clauses": 0.86,
    "long sentence": 0.9,
    "very long sentence": 0.76,
    "question": 0.5,
}
SPEECH = ("quotation", "title", "apposition")  # the context of what is said, not of the saying, makes these err
LONG_SENTENCE, VERY_LONG_SENTENCE = 160, 220  # characters
FAR = 70  # characters between subject and object
SEVERAL, MANY = 3, 5  # clauses of a sentence


def confidence(
    subject: Argument,
    object: Argument | None,
    context: Context,
    sentence: Span,
    *,
    frame: Frame | None,
    extractor: str,
    features: frozenset[str],
    clauses: int = 1,
) -> float:
    """The confidence that a statement is what its sentence says.

    Args:
        subject, object: its arguments.
        context: its polarity, modality and attribution.
        sentence: its sentence.
        frame: the frame that mapped it, or None for a minted relation.
        extractor: a key of `BASE`.
        features: keys of `FACTORS` that the extractor found.
        clauses: how many clauses the sentence has.

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
        found.add("very long sentence" if len(sentence.text) > VERY_LONG_SENTENCE else "long sentence")
    if clauses >= SEVERAL:
        found.add("many clauses" if clauses >= MANY else "several clauses")
    if object is not None and object.start - subject.end > FAR and extractor not in SPEECH:
        found.add("far object")
    if extractor not in SPEECH:
        if context.modality != "actual":
            found.add("not actual")
        if context.polarity == "negated":
            found.add("negated")
        if context.attribution:
            found.add("attributed")
        if not subject.label[:1].isupper():
            found.add("common noun")
    if sentence.text.endswith("?"):
        found.add("question")
    for name in sorted(found):
        value *= FACTORS[name]
    return round(min(max(value, 0.0), 1.0), 2)
