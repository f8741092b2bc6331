"""Decisions of people beat every rule, through every chain of joins, and say why."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corrections import Correction, EntryPointer, MentionPointer, NamePointer, Replay
from kg.entities import Identities, part_chains, resolve_entities
from kg.errors import ConfigurationError


def told(story: ModuleType, articles: Sequence[Any], *corrections: Correction) -> tuple[Identities, Replay]:
    documents, found = [a.document() for a in articles], [a.extraction() for a in articles]
    replay = Replay(corrections, documents, found, story.ONTOLOGY)
    parted = part_chains(replay.without_wrong(found), replay, story.ONTOLOGY)
    return resolve_entities(documents, parted, story.ONTOLOGY, replay), replay


def who(identities: Identities, mention: Any, replay: Replay) -> str:
    return identities.entity_of[replay.chain_of.get(mention.id, mention.chain)]


def names(*pair: str, type: str = "Person") -> tuple[NamePointer, ...]:
    return tuple(NamePointer(name, type) for name in pair)


def article(story: ModuleType, id: str, *mentions: str, published: str = "2024-01-01", **given_ones: Any) -> tuple[Any, list[Any]]:
    one = story.Article(id, published)
    found = [one.name(words, **given_ones) for words in mentions]
    one.text += "."
    return one, found


def pointer(one: Any, words: str, number: int = 1) -> MentionPointer:
    return MentionPointer(one.id, words, one.text, number)


def test_different_names_never_end_in_one_whatever_lies_between(story: ModuleType) -> None:
    articles, mentions = zip(
        *(article(story, f"d{n}", name) for n, name in enumerate(("Anna Ray Stern", "Anna Stern", "Anna Roy Stern"))), strict=True
    )
    b = story.Article("bridge", "2023-01-01")
    bridge = [b.name(name) for name in ("Anna Ray Stern", "Anna Stern")]
    c = story.Article("other", "2023-01-02")
    more = [c.name(name) for name in ("Anna Stern", "Anna Roy Stern")]
    correction = Correction.of("different", names("Anna Ray Stern", "Anna Roy Stern"), note="mother and daughter")
    found, replay = told(story, [*articles, b, c], correction)
    assert who(found, mentions[0][0], replay) != who(found, mentions[2][0], replay)
    assert who(found, bridge[0], replay) != who(found, more[1], replay)
    assert any(j.reasons == (replay.because(0),) and not j.same for j in found.judgements)
    assert "mother and daughter" in replay.because(0)


def test_a_similarity_over_a_third_does_not_bridge_a_difference(story: ModuleType) -> None:
    articles, mentions = zip(*(article(story, f"d{n}", name) for n, name in enumerate(("Marko Vessin", "Marco Vessin", "Marko Vessin"))), strict=True)
    one = Correction.of("same", names("Marko Vessin", "Marco Vessin"))
    two = Correction.of("different", (pointer(articles[0], "Marko Vessin"), pointer(articles[2], "Marko Vessin")))
    found, replay = told(story, articles, one, two)
    assert who(found, mentions[0][0], replay) != who(found, mentions[2][0], replay)


def test_same_joins_what_no_rule_would_and_says_why(story: ModuleType) -> None:
    (a, [x]), (b, [y]) = article(story, "a", "Sabine Kehl"), article(story, "b", "Sabine Orlo")
    apart, nothing = told(story, [a, b])
    assert who(apart, x, nothing) != who(apart, y, nothing)
    found, replay = told(story, [a, b], Correction.of("same", names("Sabine Kehl", "Sabine Orlo"), note="married name"))
    assert who(found, x, replay) == who(found, y, replay)
    [entity] = found.entities
    assert {entity.label, *entity.aliases} == {"Sabine Kehl", "Sabine Orlo"}
    assert [j.reasons for j in found.judgements if j.score == 1.0] == [(replay.because(0),)]
    assert replay.outcomes()[0].applies


def test_a_name_means_all_that_bear_it_and_a_mention_only_itself(story: ModuleType) -> None:
    pairs = [article(story, f"d{n}", "Lena Moor") for n in range(3)] + [article(story, "e", "Helena Moor")]
    articles = [a for a, _ in pairs]
    first, second, third, helena = (m for _, [m] in pairs)
    found, replay = told(story, articles, Correction.of("same", names("Lena Moor", "Helena Moor")))
    assert len({who(found, m, replay) for m in (first, second, third, helena)}) == 1
    only = Correction.of("different", (pointer(articles[1], "Lena Moor"), NamePointer("Lena Moor", "Person")))
    found, replay = told(story, articles, only)
    assert who(found, first, replay) == who(found, third, replay) != who(found, second, replay)
    assert replay.outcomes()[0].applies


def test_offices_keep_two_of_one_name_apart_under_a_correction_of_names(story: ModuleType) -> None:
    articles = []
    weis = []
    for id, company in (("a", "Acme"), ("b", "Beta")):
        one = story.Article(id, "2024-01-01")
        wei, firm = one.name("Li Wei"), one.name(company, "Organisation")
        one.say(wei, "kg:cfoOf", firm)
        articles.append(one)
        weis.append(wei)
    third, [turned] = article(story, "c", "Wei Li")
    found, replay = told(story, [*articles, third], Correction.of("same", names("Wei Li", "Li Wei")))
    assert who(found, weis[0], replay) != who(found, weis[1], replay)
    entity = next(e for e in found.entities if e.id == who(found, turned, replay))
    assert set(entity.possibly) == {who(found, w, replay) for w in weis}


def test_a_pronoun_taken_for_the_wrong_one_leaves_its_chain_with_its_arguments(story: ModuleType) -> None:
    one = story.Article("a", "2024-01-01")
    ada = one.name("Ada Byron")
    karl = one.name("Karl Lund")
    he = one.name("he", "Person", chain="Ada Byron", kind="pronoun")
    said = one.say(he, "kg:resigned")
    one.text += "."
    correction = Correction.of("same", (pointer(one, "he"), NamePointer("Karl Lund", "Person")))
    found, replay = told(story, [one], correction)
    assert who(found, he, replay) == who(found, karl, replay) != who(found, ada, replay)
    [parted] = part_chains([one.extraction()], Replay([correction], [one.document()], [one.extraction()], story.ONTOLOGY), story.ONTOLOGY)
    [statement] = parted.statements
    assert statement.id == said.id
    assert found.entity_of[statement.subject.chain] == who(found, karl, replay)
    assert parted.mentions[0] == ada


def test_two_of_one_chain_are_told_apart(story: ModuleType) -> None:
    one = story.Article("a", "2024-01-01")
    first, second = one.name("Jo Park"), one.name("Jo Park")
    one.text += "."
    correction = Correction.of("different", (pointer(one, "Jo Park", 1), pointer(one, "Jo Park", 2)))
    found, replay = told(story, [one], correction)
    assert who(found, first, replay) != who(found, second, replay)
    one = story.Article("b", "2024-01-01")
    x, y = one.name("Jo Park", chain="j"), one.name("Joan Park", chain="j")
    found, replay = told(story, [one], Correction.of("different", names("Jo Park", "Joan Park")))
    assert who(found, x, replay) != who(found, y, replay)


def test_the_gazetteer_gives_way(story: ModuleType) -> None:
    (a, [x]), (b, [y]) = article(story, "a", "Vladimir Putin"), article(story, "b", "Vladimir Putin")
    correction = Correction.of("different", (pointer(b, "Vladimir Putin"), EntryPointer("Vladimir_Putin")), note="a namesake")
    found, replay = told(story, [a, b], correction)
    assert (who(found, x, replay), who(found, y, replay) == "Vladimir_Putin") == ("Vladimir_Putin", False)
    both = Correction.of("different", (pointer(a, "Vladimir Putin"), pointer(b, "Vladimir Putin")))
    found, replay = told(story, [a, b], both)
    assert who(found, x, replay) == "Vladimir_Putin" != who(found, y, replay)
    swapped = Correction.of("different", (pointer(b, "Vladimir Putin"), pointer(a, "Vladimir Putin")))
    found, replay = told(story, [a, b], swapped)
    assert who(found, y, replay) == "Vladimir_Putin" != who(found, x, replay)


def test_a_name_is_an_entry_if_a_person_says_so(story: ModuleType) -> None:
    (a, [x]), (b, [y]) = article(story, "a", "Ksi Dzinping"), article(story, "b", "Xi Jinping")
    found, replay = told(story, [a, b], Correction.of("same", (NamePointer("Ksi Dzinping", "Person"), EntryPointer("Xi_Jinping"))))
    assert who(found, x, replay) == who(found, y, replay) == "Xi_Jinping"
    assert any("Xi_Jinping" in (j.left, j.right) and j.reasons == (replay.because(0),) for j in found.judgements)
    (c, [z]) = article(story, "c", "Ksi Dzinping")
    but = Correction.of("different", (pointer(c, "Ksi Dzinping"), EntryPointer("Xi_Jinping")))
    found, replay = told(story, [a, b, c], Correction.of("same", (NamePointer("Ksi Dzinping"), EntryPointer("Xi_Jinping"))), but)
    assert who(found, x, replay) == "Xi_Jinping" != who(found, z, replay)


def test_two_entries_are_one_if_a_person_says_so(story: ModuleType) -> None:
    a = story.Article("a", "2024-01-01")
    x, y = a.name("Moscow"), a.name("Beijing")
    found, replay = told(story, [a], Correction.of("same", (EntryPointer("Moscow"), EntryPointer("Beijing"))))
    assert who(found, x, replay) == who(found, y, replay) == "Beijing"
    assert len({e.id for e in found.entities}) == len(found.entities)


def test_a_class_and_a_label_are_given(story: ModuleType) -> None:
    a, [x] = article(story, "a", "Campo Verde")
    b, [y] = article(story, "b", "Campo Verde", type="Organisation")
    given_type = Correction.of("type", (NamePointer("Campo Verde"),), text="Organisation")
    label = Correction.of("label", (NamePointer("Campo Verde", "Organisation"),), text="Campo Verde S.A.")
    found, replay = told(story, [a, b], given_type, label)
    assert who(found, x, replay) == who(found, y, replay)
    [entity] = found.entities
    assert (entity.type, entity.label, entity.aliases) == ("Organisation", "Campo Verde S.A.", ("Campo Verde",))
    known = Correction.of("label", (EntryPointer("Russia"),), text="Russian Federation")
    c, _ = article(story, "c", "Russia")
    found, replay = told(story, [c], known)
    [entity] = found.entities
    assert (entity.id, entity.label, entity.aliases) == ("Russia", "Russian Federation", ("Russia",))


def test_an_entry_gets_another_class_as_a_whole(story: ModuleType) -> None:
    (a, [x]), (b, [y]) = article(story, "a", "Moscow"), article(story, "b", "Moscow")
    third = story.Article("c", "2024-01-01")
    z = third.name("Kremlin", "Organisation", chain="k", gazetteer="Moscow")
    third.name("the tower", "Organisation", chain="k", kind="nominal")
    found, replay = told(story, [a, b, third], Correction.of("type", (NamePointer("Kremlin"),), text="Organisation"))
    assert {who(found, m, replay) for m in (x, y, z)} == {"Moscow"}
    assert [(e.id, e.type) for e in found.entities] == [("Moscow", "Organisation")]


def test_what_is_put_to_an_entry_does_not_part_it_from_its_other_chains(story: ModuleType) -> None:
    (a, [x]), (b, [y]) = article(story, "a", "Moscow"), article(story, "b", "Moscow")
    c, [z] = article(story, "c", "Red Walls", type="Organisation", published="2023-01-01")
    found, replay = told(story, [a, b, c], Correction.of("same", (NamePointer("Red Walls"), pointer(b, "Moscow"))))
    assert {who(found, m, replay) for m in (x, y, z)} == {"Moscow"}
    assert len(found.entities) == 1


def test_of_two_labels_the_later_in_the_file_holds_and_the_other_is_told(story: ModuleType) -> None:
    from dataclasses import replace

    a, _ = article(story, "a", "Ada Byron")
    one = replace(Correction.of("label", (NamePointer("Ada Byron"),), text="A"), line=9)
    two = replace(Correction.of("label", (pointer(a, "Ada Byron"),), text="B"), line=3)
    found, replay = told(story, [a], two, one)
    assert [e.label for e in found.entities] == ["A"]
    assert {o.says: o.applies for o in replay.outcomes()} == {one.says: True, two.says: False}


@pytest.mark.parametrize("order", [0, 1])
def test_two_that_cannot_both_hold_are_named_with_both_lines(story: ModuleType, order: int) -> None:
    from dataclasses import replace

    a, _ = article(story, "a", "Ada Byron")
    b, _ = article(story, "b", "Eve Moor")
    c, _ = article(story, "c", "Ida Lund")
    ones = [
        replace(Correction.of("same", names("Ada Byron", "Eve Moor")), line=11),
        replace(Correction.of("same", names("Eve Moor", "Ida Lund")), line=22),
        replace(Correction.of("different", names("Ada Byron", "Ida Lund")), line=33),
    ]
    with pytest.raises(ConfigurationError, match=r"corrections\.ttl:(11|22): “same: .*” contradicts line 33: “different: ") as caught:
        told(story, [a, b, c], *(ones if order else reversed(ones)))
    assert "kg fix undo" in caught.value.remedy
    mention = pointer(a, "Ada Byron")
    pair = [Correction.of(kind, (mention, EntryPointer("Xi_Jinping"))) for kind in ("same", "different")]  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="contradicts"):
        told(story, [a], *pair)
    other = pointer(b, "Eve Moor")
    three = [Correction.of("same", (spot, EntryPointer("Xi_Jinping"))) for spot in (mention, other)] + [Correction.of("different", (mention, other))]
    with pytest.raises(ConfigurationError, match="contradicts"):
        told(story, [a, b], *three)
    pair = [Correction.of(kind, (EntryPointer("Russia"), EntryPointer("China"))) for kind in ("same", "different")]  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="contradicts"):
        told(story, [a], *pair)


def test_what_no_longer_applies_is_told(story: ModuleType) -> None:
    a, _ = article(story, "a", "Ada Byron")
    gone = [
        Correction.of("same", names("Ada Byron", "Nobody Atall")),
        Correction.of("different", (pointer(a, "Ada Byron"), MentionPointer("b", "Ada", "Ada."))),
        Correction.of("label", (NamePointer("Nobody"),), text="x"),
        Correction.of("same", (EntryPointer("Atlantis"), NamePointer("Ada Byron"))),
        Correction.of("type", (NamePointer("Nobody"),), text="Person"),
    ]
    _, replay = told(story, [a], *gone)
    assert {o.says: o.reason for o in replay.outcomes()} == {
        gone[0].says: "nothing is called “Nobody Atall”",
        gone[1].says: "no document b in the graph",
        gone[2].says: "nothing in the graph is that",
        gone[3].says: "the gazetteer has no entry Atlantis",
        gone[4].says: "nothing in the graph is that",
    }
    assert not any(o.applies for o in replay.outcomes())


def test_an_unknown_class_is_refused_with_near_ones(story: ModuleType) -> None:
    a, _ = article(story, "a", "Ada Byron")
    with pytest.raises(ConfigurationError, match="'Persn' is no class of things") as caught:
        told(story, [a], Correction.of("type", (NamePointer("Ada Byron"),), text="Persn"))
    assert "Person" in caught.value.remedy


NAMES = ("Ada Byron", "Ada King", "A Byron", "Eve Byron", "Byron", "Vladimir Putin")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_differences_hold_and_order_does_not_matter(story: ModuleType, data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), min_size=2, max_size=5))
    articles = []
    for number, found in enumerate(texts):
        one = story.Article(f"d{number}", f"2024-01-0{number + 1}")
        for name in found:
            one.name(name)
        one.text += "."
        articles.append(one)
    spots = [pointer(a, name, 1) for a, found in zip(articles, texts, strict=True) for name in dict.fromkeys(found)]
    target = st.sampled_from([*spots, *map(NamePointer, NAMES), EntryPointer("Vladimir_Putin"), EntryPointer("Xi_Jinping")])
    kinds = st.sampled_from(["same", "different", "different"])
    pairs = data.draw(st.lists(st.tuples(kinds, target, target).filter(lambda p: p[1] != p[2]), max_size=5))
    corrections = list({c.id: c for c in (Correction.of(kind, (a, b)) for kind, a, b in pairs)}.values())  # type: ignore[arg-type]
    outcomes = []
    for order in itertools.islice(itertools.permutations(range(len(corrections))), 3):
        shuffled = data.draw(st.permutations(articles))
        try:
            found_ones, replay = told(story, shuffled, *(corrections[i] for i in order))
        except ConfigurationError:
            outcomes.append(None)
            continue
        outcomes.append((found_ones, replay.outcomes()))
        assert len({e.id for e in found_ones.entities}) == len(found_ones.entities)
        for number, correction in enumerate(replay.corrections):
            if correction.kind != "different" or not all(isinstance(t, MentionPointer) for t in correction.targets):
                continue
            decision = next(d for d in replay.decisions if d.number == number)
            left, right = (who(found_ones, mention, replay) for mention in decision.targets)
            assert left != right or decision.targets[0] == decision.targets[1]
    assert all(outcome == outcomes[0] for outcome in outcomes)
