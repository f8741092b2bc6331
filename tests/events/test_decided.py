"""Decisions of people on happenings."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest

from kg.corrections import Correction, Replay
from kg.corrections.pointing import point_at_statement
from kg.entities import resolve_entities
from kg.errors import ConfigurationError
from kg.events import Happenings, resolve_events


def told(story: ModuleType, articles: Sequence[Any], *corrections: Correction) -> tuple[Happenings, Replay]:
    documents, found = [a.document() for a in articles], [a.extraction() for a in articles]
    replay = Replay(corrections, documents, found, story.ONTOLOGY)
    statements = [s for extraction in found for s in extraction.statements]
    identities = resolve_entities(documents, found, story.ONTOLOGY, replay)
    return resolve_events(documents, statements, identities, story.ONTOLOGY, replay), replay


def meeting(story: ModuleType, id: str, day: str | None, published: str = "2022-02-05") -> tuple[Any, Any]:
    one = story.Article(id, published)
    return one, one.say("Vladimir Putin", "kg:met", "Xi Jinping", time=story.on(day) if day else None)


def decision(kind: Any, *statements: Any) -> Correction:
    return Correction.of(kind, tuple(point_at_statement(s, (s,)) for s in statements), note="as the protocol says")


def test_reports_of_two_days_are_one_happening_if_a_person_says_so(story: ModuleType) -> None:
    (a, x), (b, y) = meeting(story, "a", "2022-02-03"), meeting(story, "b", "2022-02-04")
    apart, _ = told(story, [a, b])
    assert apart.event_of[x.id] != apart.event_of[y.id]
    found, replay = told(story, [a, b], decision("same", x, y))
    assert found.event_of[x.id] == found.event_of[y.id]
    assert len(found.events) == 1
    [judgement] = replay.judgements
    assert (judgement.same, judgement.score) == (True, 1.0)
    assert "as the protocol says" in judgement.reasons[0]


def test_reports_of_one_day_are_two_happenings_if_a_person_says_so_whatever_comes_between(story: ModuleType) -> None:
    pairs = [meeting(story, id, "2022-02-04") for id in "abcdef"]
    articles, statements = [a for a, _ in pairs], [s for _, s in pairs]
    one, _ = told(story, articles)
    assert len({one.event_of[s.id] for s in statements}) == 1
    correction = decision("different", statements[0], statements[4])
    for order in (articles, articles[::-1]):
        found, replay = told(story, order, correction)
        assert found.event_of[statements[0].id] != found.event_of[statements[4].id]
        assert replay.outcomes()[0].applies
        assert [j.same for j in replay.judgements] == [False]


def test_one_and_two_meet_in_an_error_that_names_both(story: ModuleType) -> None:
    pairs = [meeting(story, id, "2022-02-04") for id in "abc"]
    articles, (x, y, z) = [a for a, _ in pairs], [s for _, s in pairs]
    with pytest.raises(ConfigurationError, match=r"“same: .*” contradicts the new correction: “different: "):
        told(story, articles, decision("same", x, y), decision("same", y, z), decision("different", x, z))


def test_what_reports_no_happening_is_told(story: ModuleType) -> None:
    one = story.Article("a", "2022-02-05")
    supply = one.say("Russia", "kg:suppliesTo", "China")
    other, met = meeting(story, "b", "2022-02-04")
    found, replay = told(story, [one, other], decision("same", supply, met))
    assert replay.outcomes()[0].reason == "its words report no happening"
    assert len(found.events) == 2
    both = story.Article("c", "2022-02-05")
    x = both.say("Vladimir Putin", "kg:met", "Xi Jinping", clause="k")
    _, replay = told(story, [both, other], decision("different", x, met))
    assert replay.outcomes()[0].applies
