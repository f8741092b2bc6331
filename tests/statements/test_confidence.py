"""Confidence: a probability of the features' weights; the features are what the statement and its sentence show."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Argument, Attribution, Predicate
from kg.ontology.terms import Frame
from kg.statements.confidence import LONG_SENTENCE, VERY_LONG_SENTENCE, confidence, explained, observed, of_sentence, weights
from kg.statements.context import Context

NAME = Argument("subject", "Chad", 0, 4, "State", "Chad", "c1")
OTHER = Argument("object", "Mali", 9, 13, "State", "Mali", "c2")
MET = Predicate("kg:met", "meets", "met", 5, 8)
SENTENCE = "Chad met Mali again."
FRAME = Frame("meet", "verb", "kg:met", (("subject", "subject"), ("object", "object")))
NAMES = sorted(set(weights()) - {"bias"})


def seen(
    *noted: str,
    subject: Argument = NAME,
    object: Argument | None = OTHER,
    predicate: Predicate = MET,
    frame: Frame | None = FRAME,
    extractor: str = "verbal",
    text: str = SENTENCE,
    context: Context = Context(),  # noqa: B008  frozen
    link: str = "root",
    clauses: int = 1,
) -> tuple[str, ...]:
    beside = of_sentence(text, clauses)
    return observed(subject, object, predicate, context, frame=frame, extractor=extractor, noted=noted, beside=beside, link=link)


@given(st.sets(st.sampled_from(NAMES)))
def test_it_is_the_logistic_of_the_sum_of_weights(features: set[str]) -> None:
    odds = weights()["bias"] + sum(weights()[name] for name in features)
    assert confidence(features) == round(1 / (1 + math.exp(-odds)), 2)
    assert 0 <= confidence(features) <= 1


def test_a_feature_without_a_weight_adds_nothing() -> None:
    assert confidence(["never seen"]) == confidence([])


def test_the_weights_are_plain_numbers() -> None:
    assert all(math.isfinite(weight) and abs(weight) < 5 for weight in weights().values())


def test_what_it_rests_on_is_told_greatest_first() -> None:
    told = explained([*NAMES, "never seen"])
    assert [weight for _, weight in told] == sorted((weight for _, weight in told), reverse=True)
    assert "never seen" not in dict(told)


def test_features_are_sorted_and_each_there_once() -> None:
    found = seen("loose", "loose", text="x" * (LONG_SENTENCE + 1))
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("found", "feature"),
    [
        (seen(), "mapped"),
        (seen(), "clause root"),
        (seen(), "subject named"),
        (seen(), "object state"),
        (seen("recovered subject"), "recovered subject"),
        (seen(object=None), "no object"),
        (seen(frame=None, predicate=replace(MET, id="rel:be_factor_in")), "minted be"),
        (seen(frame=None, predicate=replace(MET, id="rel:be_factor_in")), "long relation"),
        (seen(predicate=replace(MET, id="kg:said"), frame=None, extractor="quotation"), "said"),
        (seen(frame=replace(FRAME, weight=0.8)), "doubtful frame"),
        (seen(subject=replace(NAME, text="It", label="Chad")), "subject “it”"),
        (seen(subject=replace(NAME, text="its army", label="its army", type="Group")), "subject pointing"),
        (seen(object=replace(OTHER, type="Person", label="a soldier", text="a soldier")), "object unnamed"),
        (seen(object=replace(OTHER, type="Thing", label="one two three four five six")), "object long"),
        (seen(object=replace(OTHER, start=90, end=94)), "far object"),
        (seen(subject=replace(NAME, start=20, end=24)), "object first"),
        (seen(object=replace(OTHER, type="Thing", label="oil", text="oil")), "object bare"),
        (seen(text="Did Chad meet Mali?"), "question"),
        (seen(text="Chad meets Mali"), "headline"),
        (seen(text="x" * (LONG_SENTENCE + 1)), "long sentence"),
        (seen(text="x" * (VERY_LONG_SENTENCE + 1)), "very long sentence"),
        (seen(text="A, b, c, d, and e."), "many commas"),
        (seen(text="Chad (the state) met Mali."), "aside"),
        (seen(clauses=3), "several clauses"),
        (seen(clauses=5), "many clauses"),
        (seen(context=Context("negated")), "negated"),
        (seen(context=Context(modality="planned")), "planned"),
        (seen(context=Context(attribution=(Attribution("c3", "Niger", "Niger", 0, 5, "said", "State"),))), "attributed"),
    ],
)
def test_a_feature_is_seen_where_it_is(found: tuple[str, ...], feature: str) -> None:
    assert feature in found
    plain = seen()
    assert found == plain or feature not in plain
