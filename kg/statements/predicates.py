"""Predicates: the words of a relation, a label that reads between subject and object, and an id.

Invariants: `phrase` is `text[start:end]`; a minted id depends on lemmas only, never on inflection, auxiliaries or negation, so that
“met”, “has met” and “will meet” are one relation; polarity, modality and tense live in the statement, not in its predicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.annotations.parse import Parse
from kg.model import Predicate

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_NOT_WORD = re.compile(r"[^\w]+")


def third_person(lemma: str) -> str:
    """The third person singular of a verb.

    Args:
        lemma: the verb's dictionary form.

    Example:
        >>> third_person("supply"), third_person("attend"), third_person("be"), third_person("reach")
        ('supplies', 'attends', 'is', 'reaches')
    """
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    return lemma + "s"


def mint(words: Iterable[str]) -> str:
    """An id below `rel:` from lemmas.

    Args:
        words: lemmas and prepositions, in reading order.

    Example:
        >>> mint(["look", "for"]), mint(["hold", "face-to-face", "talks", "with"])
        ('rel:look_for', 'rel:hold_face_to_face_talks_with')
    """
    parts = [p for word in words for p in _NOT_WORD.split(word.lower()) if p]
    return "rel:" + ("_".join(parts) or "related_to")


def trigger(parse: Parse, tokens: Sequence[int], blocked: Iterable[int] = ()) -> tuple[int, int]:
    """First token and last token + 1 of a trigger: a predicate group in one piece.

    Args:
        parse: the parse.
        tokens: the predicate group, head among them, by position; never empty.
        blocked: tokens that may not lie inside (arguments); the longest piece after the last of them is taken.
    """
    first, last = tokens[0], tokens[-1]
    for token in sorted(blocked):
        if first < token < last:
            later = [t for t in tokens if t > token]
            if later:
                first = later[0]
    return first, last + 1


def predicate(parse: Parse, name: str, label: str, first: int, last: int) -> Predicate:
    """A predicate whose phrase stands at tokens [first, last)."""
    start, end = parse.start[first], parse.end[last - 1]
    return Predicate(name, label, parse.text[start:end], start, end)
