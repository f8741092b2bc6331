"""What statements add up to."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from kg.errors import KgError
from kg.model import Value

FRIDAY = "2022-02-04"
MET = {("Vladimir_Putin", "kg:met", "Xi_Jinping"), ("Xi_Jinping", "kg:met", "Vladimir_Putin")}


def test_a_meeting_in_two_outlets_is_one_fact_with_its_mirror(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04", "Example News"), story.Article("b", "2022-02-05", "Other Post")
    one = a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on(FRIDAY), confidence=0.8)
    two = b.say("Vladimir Putin", "kg:met", "Xi Jinping", time=story.on(FRIDAY), confidence=0.5)
    told = story.Told([a, b])
    fact = told.fact(one)
    assert told.fact(two) is fact
    (mirror,) = [f for f in told.facts if f.mirror_of]
    assert (mirror.mirror_of, mirror.subject, mirror.object, mirror.statements) == (fact.id, fact.object, fact.subject, fact.statements)
    assert (fact.status, fact.support, fact.opposed, fact.confidence) == ("Asserted", 2, 0, 0.9)
    assert fact.event == told.events.event_of[one.id]
    assert told.edges() == MET


def test_two_meetings_are_two_facts_and_one_standing_relation_is_one(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2022-02-04"))
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", time=story.on("2021-02-04"))
    a.say("Russia", "kg:borders", "China", time=story.on("2022-02-04"))
    a.say("Russia", "kg:borders", "China", time=story.on("2021-02-04"))
    assert sorted(f.predicate for f in story.Told([a]).facts if not f.mirror_of) == ["kg:borders", "kg:met", "kg:met"]


@pytest.mark.parametrize(
    ("by", "status", "edge"),
    [
        ((), "Asserted", True),
        (("TASS",), "Reported", True),
        (("Daily Times",), "Reported", True),
        (("Ada Byron",), "Claimed", False),
        (("Ada Byron", "TASS"), "Claimed", False),
        (("Example Post",), "Asserted", True),
    ],
)
def test_the_voice_decides(story: ModuleType, by: tuple[str, ...], status: str, edge: bool) -> None:
    a = story.Article("a", "2022-02-04", "Example Post")
    kinds = {"Daily Times": "Organisation", "Example Post": "Organisation"}
    speakers = [a.name(s, kinds.get(s, "Person")) if s != "TASS" else a.name(s) for s in by]
    said = a.say("Russia", "kg:attacked", "Ukraine", by=speakers)
    told = story.Told([a])
    assert told.fact(said).status == status
    assert bool(told.edges()) is edge


def test_a_medium_by_its_words_is_an_organisation_only(story: ModuleType) -> None:
    a = story.Article("a")
    said = a.say("Russia", "kg:attacked", "Ukraine", by=[a.name("Jonathan Press", "Person")])
    assert story.Told([a]).fact(said).status == "Claimed"


@pytest.mark.parametrize(
    ("speaker", "type", "kind", "edge"),
    [
        ("Putin", "Person", "name", True),
        ("Xi Jinping", "Person", "name", True),
        ("Russia", "State", "name", True),
        ("the Russian government", "Organisation", "nominal", True),
        ("China's president", "Person", "nominal", True),
        ("a Russian company", "Organisation", "nominal", False),
        ("Ada Byron", "Person", "name", False),
        ("Ukraine", "State", "name", False),
        ("TASS", "Organisation", "name", False),
    ],
)
def test_a_planned_commitment_is_an_edge_if_a_party_voices_it(story: ModuleType, speaker: str, type: str, kind: str, edge: bool) -> None:
    a = story.Article("a", "2022-02-04")
    by = a.name(speaker) if speaker in story.KNOWN else a.name(speaker, type, kind=kind)
    said = a.say("Russia", "kg:suppliesTo", "China", by=[by], modality="planned")
    told = story.Told([a])
    assert told.fact(said).status == "Planned"
    assert told.edges() == ({("Russia", "kg:suppliesTo", "China")} if edge else set())


def test_an_office_stated_in_the_graph_lets_its_holder_commit(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    ada = a.name("Ada Byron")
    said = a.say("Russia", "kg:suppliesTo", "China", by=[ada], modality="planned")
    assert not story.Told([a]).fact(said).direct
    a.say(ada, "kg:presidentOf", "China")
    assert story.Told([a]).fact(said).direct


def test_an_office_of_the_gazetteer_counts_only_in_its_time(story: ModuleType) -> None:
    a = story.Article("a", "2011-02-04")
    said = a.say("Russia", "kg:suppliesTo", "China", by=["Putin"], modality="planned")
    assert not story.Told([a]).fact(said).direct


def test_a_plan_that_rests_on_no_commitment_or_on_nobody_s_word_is_no_edge(story: ModuleType) -> None:
    a = story.Article("a", "2022-02-04")
    a.say("Russia", "kg:suppliesTo", "China", modality="planned")
    a.say("Xi Jinping", "kg:met", "Vladimir Putin", by=["Putin"], modality="planned")
    assert story.Told([a]).edges() == set()


def test_affirmed_and_denied_is_disputed_with_both_counts(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04", "Example Post"), story.Article("b", "2022-02-05", "Other Post")
    yes = a.say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY))
    no = b.say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY), polarity="negated", by=["Putin"])
    told = story.Told([a, b])
    fact = told.fact(yes)
    assert told.fact(no) is fact
    assert (fact.status, fact.support, fact.opposed, fact.direct) == ("Disputed", 1, 1, False)


def test_support_counts_roots_of_attribution_and_copies_once(story: ModuleType) -> None:
    copied = "The first sentence of this report has quite a few words. The second sentence of this report has many words too. "
    copied += "A third sentence of this report follows with its own words."
    articles = [story.Article("a", "2022-02-04", "Example Post"), story.Article("b", "2022-02-05", "Other Post"), story.Article("c", "2022-02-05")]
    for article in articles[:2]:
        article.write(copied)
    said = [x.say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY)) for x in articles]
    assert story.Told(articles).fact(said[0]).support == 2
    articles[2].say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY), by=["TASS"])
    articles[1].say("Russia", "kg:attacked", "Ukraine", time=story.on(FRIDAY), by=["Putin", "TASS"])
    assert story.Told(articles).fact(said[0]).support == 3


def test_a_superseded_text_alone_is_retracted_and_never_weighs_against_its_correction(story: ModuleType) -> None:
    old = story.Article("old", "2022-02-04", url="https://example.org/old")
    new = story.Article("new", "2022-02-05", supersedes="https://example.org/old")
    wrong = old.say("Russia", "kg:attacked", "Ukraine")
    right = old.say("Russia", "kg:borders", "China")
    new.say("Russia", "kg:borders", "China", polarity="negated")
    told = story.Told([old, new])
    assert (told.fact(wrong).status, told.fact(wrong).direct) == ("Retracted", False)
    assert (told.fact(right).status, told.fact(right).opposed, told.fact(right).support) == ("Denied", 1, 0)
    assert len(told.fact(right).statements) == 2


def test_a_saying_is_a_fact_about_the_fact_that_is_said(story: ModuleType) -> None:
    a, b = story.Article("a", "2022-02-04"), story.Article("b", "2022-02-04")
    sayings = []
    for article in (a, b):
        putin = article.name("Putin")
        attacked = article.say("Russia", "kg:attacked", "Ukraine", by=[putin])
        sayings.append(article.say(putin, "kg:said", attacked))
    told = story.Told([a, b])
    fact = told.fact(sayings[0])
    assert told.fact(sayings[1]) is fact
    assert (fact.status, fact.support, fact.object) == ("Asserted", 2, "")
    assert fact.statement in {s.object.statement for s in sayings}
    assert told.fact(attacked).status == "Claimed"


def test_a_saying_of_what_is_not_there_is_an_error(story: ModuleType) -> None:
    a = story.Article("a")
    met = a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    a.say("Putin", "kg:said", met)
    a.statements.remove(met)
    with pytest.raises(KgError, match="not there"):
        story.Told([a])


def test_a_statement_that_says_itself_is_an_error(story: ModuleType) -> None:
    a = story.Article("a")
    met = a.say("Xi Jinping", "kg:met", "Vladimir Putin")
    said = a.say("Putin", "kg:said", met)
    a.statements[-1] = replace(said, object=replace(said.object, statement=said.id))
    with pytest.raises(KgError, match="itself"):
        story.Told([a])


def test_values_of_one_number_and_unit_are_one_object(story: ModuleType) -> None:
    a = story.Article("a")
    one = a.say("Russia", "rel:has", Value("100,000 soldiers", "quantity", 1e5, "soldiers"), happening=False)
    two = a.say("Russia", "rel:has", Value("100 000 soldiers", "quantity", 1e5, "soldiers"), happening=False)
    told = story.Told([a])
    assert told.fact(one) is told.fact(two)
    assert told.fact(one).value == Value("100,000 soldiers", "quantity", 1e5, "soldiers")


def test_a_relation_of_a_thing_to_itself_is_no_edge_and_little_sure(story: ModuleType) -> None:
    a = story.Article("a")
    said = a.say("Russia", "kg:borders", "Russia", confidence=0.9)
    told = story.Told([a])
    (fact,) = told.facts
    assert (told.fact(said), fact.direct, fact.confidence) == (fact, False, 0.27)


def test_what_has_no_object_is_a_fact_without_edge(story: ModuleType) -> None:
    a = story.Article("a")
    said = a.say("Ada Byron", "kg:resigned")
    told = story.Told([a])
    assert (told.fact(said).status, told.edges()) == ("Asserted", set())


def test_a_weak_statement_is_no_edge(story: ModuleType) -> None:
    a = story.Article("a")
    a.say("Russia", "kg:attacked", "Ukraine", confidence=0.49)
    assert story.Told([a]).edges() == set()
