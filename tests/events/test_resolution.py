"""What happened and what holds."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from kg.model import Participant, Value

FRIDAY = "2022-02-04"


def test_a_meeting_told_in_two_articles_is_one_event_with_both_statements(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    one = a.say("Xi Jinping", "kg:met", "Vladimir Putin", place="Beijing")
    two = b.say("Vladimir Putin", "kg:met", "Xi Jinping", time=story.on(FRIDAY))
    (event,) = story.Told([a, b]).events.events
    assert set(event.statements) == {one.id, two.id}
    assert event.label == "Xi Jinping met Vladimir Putin in Beijing"
    assert event.participants == (Participant("participant", "Vladimir_Putin"), Participant("participant", "Xi_Jinping"))
    assert (event.type, event.place, event.time) == ("plover:CONSULT", "Beijing", two.qualifiers.time)
    assert {m.text for m in event.mentions} == {"met"}


def test_two_meetings_a_month_apart_are_two(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-03-04")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2022-02-04"))
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2022-03-04"))
    assert len(story.Told([a, b]).events.events) == 2


@pytest.mark.parametrize(("published", "events"), [("2022-02-11", 1), ("2022-02-12", 2), (None, 2)])
def test_undated_reports_join_within_a_week_of_each_other(story: ModuleType, published: str | None, events: int) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", published)
    a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    b.say("Xi Jinping", "kg:met", "Vladimir Putin")
    assert len(story.Told([a, b]).events.events) == events


def test_an_undated_report_does_not_join_a_day_long_before_its_publication(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    now = a.say("Xi Jinping", "kg:met", "Vladimir Putin", place="Beijing")
    then = a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2021-12-15"))
    told = story.Told([a])
    assert told.events.event_of[now.id] != told.events.event_of[then.id]


def test_what_fits_two_days_joins_neither(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-05"), story.Article("b", "2022-02-05")
    one = a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2022-02-03"))
    two = a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2022-02-04"))
    either = b.say("Xi Jinping", "kg:met", "Vladimir Putin")
    told = story.Told([a, b])
    assert len({told.events.event_of[s.id] for s in (one, two, either)}) == 3
    assert any(not j.same and "more than one" in j.reasons[0] for j in told.events.judgements)


@pytest.mark.parametrize(("day", "events"), [(FRIDAY, 1), ("2022-02-08", 2)])
def test_a_planned_and_a_reported_meeting_of_one_day_are_one(story: ModuleType, day: str, events: int) -> None:
    a, b = story.Article("a", "2022-02-03"), story.Article("b", "2022-02-05")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", modality="planned", time=story.on(FRIDAY))
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(day))
    assert len(story.Told([a, b]).events.events) == events


def test_an_undated_plan_is_not_the_meeting_that_took_place(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-05")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", modality="planned")
    labels = [e.label for e in story.Told([a]).events.events]
    assert sorted(labels) == ["Xi Jinping met Vladimir Putin", "Xi Jinping met Vladimir Putin (planned or possible)"]


def test_a_possible_attack_is_not_the_attack_that_took_place(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-05")
    a.say("Russia", "kg:attacked", "Ukraine")
    a.say("Russia", "kg:attacked", "Ukraine", modality="hypothetical")
    assert len(story.Told([a]).events.events) == 2


def test_who_attacks_whom_makes_two_attacks(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-05")
    a.say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY))
    a.say("Ukraine", "kg:attacked", "Russia", time=story.on(FRIDAY))
    assert len(story.Told([a]).events.events) == 2


def test_a_denial_is_about_the_same_happening(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY))
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY), polarity="negated")
    assert len(story.Told([a, b]).events.events) == 1


def test_some_of_the_participants_fit_the_only_happening_of_that_day(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-04")
    a.say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY))
    b.say("Russia", "kg:attacked", time=story.on(FRIDAY))
    assert len(story.Told([a, b]).events.events) == 1
    c = story.Article("c", "2022-02-04")
    c.say("Russia", "kg:attacked", c.name("Georgia", "State", gazetteer="Georgia"), time=story.on(FRIDAY))
    assert len(story.Told([a, b, c]).events.events) == 3


def test_relations_of_one_type_but_other_roles_are_two_happenings(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY))
    a.say("Xi Jinping", "kg:visited", "Vladimir Putin", time=story.on(FRIDAY))
    assert [e.type for e in story.Told([a]).events.events] == ["plover:CONSULT"] * 2


def test_different_places_are_different_happenings_and_a_city_lies_in_its_state(story: ModuleType) -> None:
    a, b, c = (story.Article(i, "2022-02-04") for i in "abc")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY), place="Beijing")
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY), place="China")
    (event,) = story.Told([a, b]).events.events
    assert event.place == "Beijing"
    c.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY), place="Moscow")
    assert len(story.Told([a, b, c]).events.events) == 2


def test_unnamed_others_keep_happenings_apart_across_documents(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-04")
    a.say("Russia", "kg:attacked", a.name("a school", "Place", kind="nominal"))
    b.say("Russia", "kg:attacked", b.name("a bridge", "Place", kind="nominal"))
    assert len(story.Told([a, b]).events.events) == 2


def test_statements_of_one_trigger_are_one_event(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    one = a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    third = a.name("Ada Byron")
    a.statements.append(replace(one, id="other", object=a.argument(third, "object")))
    (event,) = story.Told([a]).events.events
    assert len(event.participants) == 3


def test_a_saying_is_an_event_and_a_thought_is_none(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    met = a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    said = a.say("TASS", "kg:said", met)
    thought = a.say("Ada Byron", "rel:believe", met)
    told = story.Told([a])
    assert thought.id not in told.events.event_of
    (saying,) = [e for e in told.events.events if e.id == told.events.event_of[said.id]]
    assert [p.role for p in saying.participants] == ["speaker"]


def test_sayings_are_one_where_the_same_is_said(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    one = a.say("TASS", "kg:said", a.say("Xi Jinping", "kg:met", "Vladimir Putin"))
    two = b.say("TASS", "kg:said", b.say("Xi Jinping", "kg:met", "Vladimir Putin"))
    other = b.say("TASS", "kg:said", b.say("Ada Byron", "kg:resigned"))
    event_of = story.Told([a, b]).events.event_of
    assert event_of[one.id] == event_of[two.id] != event_of[other.id]


def test_a_time_that_is_said_goes_before_one_that_is_inferred(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=replace(story.on("2022-02-05"), basis="report"))
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2022-01-31", end="2022-02-06"))
    (event,) = story.Told([a, b]).events.events
    assert event.time is not None
    assert (event.time.value, event.time.basis) == ("2022-01-31/2022-02-06", "said")


def test_an_inferred_time_is_an_events_where_none_is_said_and_joins_nothing(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=replace(story.on("2022-02-04"), basis="report"))
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=replace(story.on("2022-02-05"), basis="report"))
    (event,) = story.Told([a, b]).events.events
    assert event.time is not None
    assert (event.time.value, event.time.basis) == ("2022-02-04", "report")


def test_a_standing_relation_has_no_inferred_time(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    a.say("Russia", "kg:suppliesTo", "China", time=replace(story.on("2022-02-04"), basis="report"))
    (situation,) = story.Told([a]).events.events
    assert situation.time is None


def test_a_saying_with_a_listener_is_an_event(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    met = a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    said = a.say("Ada Byron", "kg:said", met)
    listener = a.argument(a.name("Dmitry Peskov"), "recipient")
    a.statements[a.statements.index(said)] = replace(said, arguments=(listener,))
    assert said.id in story.Told([a]).events.event_of


def test_an_event_without_object_is_one(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    a.say("Ada Byron", "kg:resigned")
    (event,) = story.Told([a]).events.events
    assert (event.label, [p.role for p in event.participants]) == ("Ada Byron resigned", ["agent"])


def test_a_standing_relation_is_one_situation_with_the_whole_interval_and_its_goods(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2023-02-04")
    gas = a.name("natural gas", "Product", kind="nominal")
    volume = Value("10 billion cubic metres", "quantity", 1e10, "m3")
    a.say("Russia", "kg:suppliesTo", "China", arguments=[("goods", gas)], quantity=volume, time=story.on("2022-01-01", end="2022-12-31"))
    b.say("Russia", "kg:suppliesTo", "China", modality="planned", time=story.on("2023-01-01", end="2023-12-31"))
    told = story.Told([a, b])
    (situation,) = told.events.events
    assert not situation.happening
    assert {p.role for p in situation.participants} == {"supplier", "recipient", "goods"}
    assert situation.quantities == (volume,)
    assert situation.time is not None
    assert situation.time.value == "2022-01-01/2023-12-31"


def test_both_directions_of_a_symmetric_standing_relation_are_one_situation(story: ModuleType) -> None:
    a = story.Article("a")
    a.say("Russia", "kg:borders", "China")
    a.say("China", "kg:borders", "Russia")
    assert len(story.Told([a]).events.events) == 1


def test_publication_is_never_the_time_of_an_event(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    (event,) = story.Told([a]).events.events
    assert event.time is None


def test_a_later_article_does_not_rename_an_event(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-05")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY))
    (before,) = story.Told([a]).events.events
    b.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY))
    (after,) = story.Told([a, b]).events.events
    assert before.id == after.id
