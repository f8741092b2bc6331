"""How sure a statement is: a logistic model of a few readable features, whose weights are data.

Invariants: in (0, 1), rounded to two digits; the same statement has the same confidence in every run; each feature is a plain property of
the statement and its sentence, and `weights.toml` says what it adds to or takes from the log-odds. A feature without a weight adds nothing.

The weights are fitted by `scripts/fit_confidence.py` to statements of news reports that readers judged one by one against their sentence
and article; `docs/quality.md` has the reliability curve on reports that were kept out of the fit.

Source: logistic regression as confidence of an extraction after Fader, Soderland and Etzioni (ReVerb, EMNLP 2011).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Argument, Predicate
    from kg.ontology.terms import Frame
    from kg.statements.context import Context

LONG_SENTENCE, VERY_LONG_SENTENCE = 160, 220  # characters
FAR = 70  # characters between subject and object
SEVERAL, MANY = 3, 5  # clauses of a sentence
LISTED = 4  # commas of a sentence with a list
LONG_ARGUMENT = 5  # words
POINTING = frozenset("this that these those its his her their our my it he she they we such".split())
ALONE = frozenset(("it", "they", "we"))
NAMED = frozenset(("Person", "Organisation", "State", "Place"))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature in log-odds, `bias` included."""
    found: dict[str, float] = tomllib.loads(files("kg.statements").joinpath("weights.toml").read_text(encoding="utf-8"))["weights"]
    return found


def confidence(features: Iterable[str]) -> float:
    """The confidence that a statement is what its sentence says.

    Args:
        features: what `observed` gave.

    Returns:
        A number in (0, 1), of two digits.
    """
    known = weights()
    odds = known["bias"] + sum(known.get(name, 0.0) for name in features)
    return round(1.0 / (1.0 + math.exp(-odds)), 2)


def explained(features: Iterable[str]) -> list[tuple[str, float]]:
    """What each feature adds to the log-odds, the greatest first; features that add nothing are left out."""
    known = weights()
    return sorted(((name, known[name]) for name in features if known.get(name)), key=lambda pair: (-pair[1], pair[0]))


def observed(
    subject: Argument,
    object: Argument | None,
    predicate: Predicate,
    context: Context,
    *,
    frame: Frame | None,
    extractor: str,
    noted: Iterable[str],
    beside: Iterable[str],
    link: str,
) -> tuple[str, ...]:
    """The features of a statement, sorted.

    Args:
        subject, object: its arguments.
        predicate: its relation.
        context: its polarity, modality and attribution.
        frame: the frame that mapped it, or None for a minted relation.
        extractor: verbal, copular, nominal, quotation, title, apposition.
        noted: what the extractors noted (“recovered subject”, “loose”).
        beside: features of its sentence (`of_sentence`).
        link: how its clause hangs on the sentence (root, conj, relcl, …), or "" for a statement of a noun.

    Returns:
        Names of features.
    """
    found = [*noted, extractor, *_of_relation(predicate, frame), *beside, *_of_context(context), *_of_argument("subject", subject)]
    if object is None:
        found.append("no object")
    else:
        found.extend(_of_argument("object", object))
        if object.start - subject.end > FAR:
            found.append("far object")
        if object.end <= subject.start:
            found.append("object first")
    if link:
        found.append(f"clause {link}")
    return tuple(sorted(set(found)))


def _of_relation(predicate: Predicate, frame: Frame | None) -> list[str]:
    found = ["mapped" if frame is not None else "minted"]
    if predicate.id == "kg:said":
        found = ["said"]
    elif frame is not None and frame.weight < 1:
        found.append("doubtful frame")
    words = predicate.id.partition(":")[2].count("_") + 1 if frame is None else 1
    if frame is None and predicate.id.startswith("rel:be_"):
        found.append("minted be")
    if frame is None and words > 2:
        found.append("long relation")
    return found


def _of_argument(role: str, argument: Argument) -> list[str]:
    label, text, kind = argument.label or argument.text, argument.text, argument.type
    found = [f"{role} {kind.lower() or 'untyped'}"]
    first = text.partition(" ")[0].lower()
    if first in POINTING:
        found.append(f"{role} “{first}”" if first in ALONE and len(first) == len(text) else f"{role} pointing")
    elif kind in NAMED:
        found.append(f"{role} named" if label[:1].isupper() else f"{role} unnamed")
    if " " not in label:
        if kind not in NAMED and label[:1].islower():
            found.append(f"{role} bare")
    elif kind != "Statement" and label.count(" ") >= LONG_ARGUMENT:
        found.append(f"{role} long")
    return found


def of_sentence(text: str, clauses: int) -> list[str]:
    """The features that all statements of a sentence share.

    Args:
        text: the sentence.
        clauses: how many clauses it has.
    """
    found = []
    if len(text) > LONG_SENTENCE:
        found.append("very long sentence" if len(text) > VERY_LONG_SENTENCE else "long sentence")
    if clauses >= SEVERAL:
        found.append("many clauses" if clauses >= MANY else "several clauses")
    if text.endswith("?"):
        found.append("question")
    if text.count(",") >= LISTED:
        found.append("many commas")
    if text[-1:].isalnum():
        found.append("headline")
    if any(mark in text for mark in (" -- ", " – ", " — ", "(", ":")):
        found.append("aside")
    return found


def _of_context(context: Context) -> list[str]:
    found: list[str] = [] if context.modality == "actual" else [context.modality]
    if context.polarity == "negated":
        found.append("negated")
    if context.attribution:
        found.append("attributed")
    return found
