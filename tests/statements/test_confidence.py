"""Confidence: bounded, and each doubt only lowers it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Argument, Span
from kg.ontology.terms import Frame
from kg.statements.confidence import BASE, FACTORS, LONG_SENTENCE, confidence
from kg.statements.context import Context

NAME = Argument("subject", "Chad", 0, 4, "State", "Chad", "c1")
OTHER = Argument("object", "Mali", 10, 14, "State", "Mali", "c2")
WORDS = Argument("object", "very angry", 10, 20, "Text", "very angry")
SENTENCE = Span("doc", 0, 20, "Chad met Mali again.")
FRAME = Frame("meet", "verb", "kg:met", (("subject", "subject"), ("object", "object")))
FEATURES = sorted(FACTORS)


def sure(*features: str, object: Argument | None = OTHER, frame: Frame | None = FRAME, extractor: str = "verbal", text: str = SENTENCE.text) -> float:
    sentence = replace(SENTENCE, text=text)
    return confidence(NAME, object, Context(), sentence, frame=frame, extractor=extractor, features=frozenset(features))


def test_every_base_and_factor_is_a_share() -> None:
    assert all(0 < value <= 1 for value in (*BASE.values(), *FACTORS.values()))


@pytest.mark.parametrize("extractor", sorted(BASE))
def test_without_doubt_it_is_the_extractors_base(extractor: str) -> None:
    assert sure(extractor=extractor) == BASE[extractor]


@given(st.sampled_from(sorted(BASE)), st.floats(0.01, 1), st.sets(st.sampled_from(FEATURES)), st.sampled_from(FEATURES))
def test_it_lies_between_0_and_1_and_a_further_doubt_never_raises_it(extractor: str, weight: float, features: set[str], more: str) -> None:
    frame = replace(FRAME, weight=weight)
    less = sure(*features, more, frame=frame, extractor=extractor)
    assert 0 <= less <= sure(*features, frame=frame, extractor=extractor) <= 1


@given(st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_surer_frame_never_gives_less(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert sure(frame=replace(FRAME, weight=low)) <= sure(frame=replace(FRAME, weight=high))


@pytest.mark.parametrize(
    "doubtful",
    [
        sure(frame=None),
        sure(object=None),
        sure(object=WORDS),
        sure(text="Did Chad meet Mali?"),
        sure(text="x" * (LONG_SENTENCE + 1)),
        *(sure(name) for name in FEATURES),
    ],
)
def test_each_doubt_costs(doubtful: float) -> None:
    assert doubtful < sure()


def test_a_doubt_counts_once() -> None:
    assert sure("no object", object=None) == sure(object=None)


def test_an_unknown_feature_is_an_error() -> None:
    with pytest.raises(KeyError):
        sure("misspelt")


def test_it_has_two_digits() -> None:
    value = sure("pronoun", "group", frame=replace(FRAME, weight=0.777))
    assert value == round(value, 2)
