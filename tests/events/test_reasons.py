"""Why statements are taken for one event, and why others are not."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from kg.events import Explanation, explain
from kg.model import Statement

FRIDAY = "2022-02-04"


def explained(story: ModuleType, articles: list[Any], statement: Statement) -> Explanation:
    told = story.Told(articles)
    [event] = [event for event in told.events.events if statement.id in event.statements]
    documents = [article.document() for article in articles]
    statements = [said for article in articles for said in article.statements]
    return explain(event, told.events.events, documents, statements, told.who, story.ONTOLOGY)


def test_two_reports_of_a_meeting_share_kind_participants_time_and_place(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    one = a.say("Xi Jinping", "kg:met", "Vladimir Putin", place="Beijing", time=story.on(FRIDAY))
    two = b.say("Vladimir Putin", "kg:met", "Xi Jinping")
    found = explained(story, [a, b], one)
    assert [telling.statements for telling in found.tellings] == [(one.id,), (two.id,)]
    first, second = found.tellings
    assert (first.decision, first.reasons) == ("", ())
    assert second.decision == "same kind, participants and time"
    assert second.reasons == (
        "kind: “met”, each for kg:met",
        "participants: Vladimir Putin, Xi Jinping, as the others",
        "time: not said; published 2022-02-05, within 7 days of 2022-02-04",
        "place: none said; the others say Beijing",
    )
    assert found.apart == ()


def test_meetings_at_different_places_are_kept_apart_with_the_reason(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-05")
    one = a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY, end="2022-02-08"), place="Beijing")
    two = a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY), place="Moscow")
    found = explained(story, [a], one)
    assert len(found.tellings) == 1
    assert [apart.reason for apart in found.apart] == ["different places"]
    assert explained(story, [a], two).apart[0].event == found.event.id


def test_a_standing_relation_is_one_for_its_subject_relation_and_object(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2023-02-05")
    one = a.say("Russia", "kg:borders", "Ukraine", happening=False)
    b.say("Ukraine", "kg:borders", "Russia", happening=False)
    found = explained(story, [a, b], one)
    assert [telling.decision for telling in found.tellings] == ["", "same subject, relation and object"]
    assert found.tellings[1].reasons[0] == "kind: kg:borders"
