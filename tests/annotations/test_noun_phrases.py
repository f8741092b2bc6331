"""Noun phrases with what restricts their noun, by the trained pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations

Annotate = Callable[..., Annotations]


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("Revenues in the dairy division fell.", "Revenues", "Revenues in the dairy division"),
        ("Income from its cable operations was steady.", "Income", "Income from its cable operations"),
        ("The mayor voiced a desire to find a solution.", "desire", "a desire to find a solution"),
        ("The mayor ended a policy of sending back boats.", "policy", "a policy of sending back boats"),
        ("They heard a sound louder than a horn.", "sound", "a sound louder than a horn"),
        ("The chef grows crops that need little water.", "crops", "crops that need little water"),
        ("The factory announced sales on Friday.", "sales", "sales"),
        ("The dispute, between neighbours, ended.", "dispute", "The dispute"),
        ("There were riots in Lisbon.", "riots", "riots"),
        ("The mayor praised the doctor from the village.", "doctor", "the doctor"),
    ],
)
def test_a_noun_keeps_what_restricts_it(annotated: Annotate, text: str, head: str, phrase: str) -> None:
    found = annotated(text)
    assert found.at[found.parse.words.index(head)].mention.span.text == phrase
