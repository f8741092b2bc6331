"""Linking: homonyms told apart by what the texts speak of, nothing linked where nothing tells, all of it with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.entities import Identities
from kg.knowledge import import_source
from kg.model import Entity, Judgement
from kg.ontology import Gazetteer, Ontology, load

WD = "http://www.wikidata.org/entity/"
Read = Callable[..., Identities]


def only(identities: Identities, label: str) -> Entity:
    [entity] = [entity for entity in identities.entities if label in (entity.label, *entity.aliases)]
    return entity


def same(entity: Entity) -> tuple[str, ...]:
    return tuple(address.removeprefix(WD) for address in entity.same_as)


def possibly(entity: Entity) -> tuple[str, ...]:
    return tuple(address.removeprefix(WD) for address in entity.possibly)


def judged(identities: Identities, entity: Entity) -> list[Judgement]:
    return [judgement for judgement in identities.judgements if judgement.left == entity.id and ":" in judgement.right]


ACME = "[Li Wei|Person], the chief financial officer of [Acme Corp|Organisation], spoke to investors about the maker's software."
BETA = "[Li Wei|Person] left [Beta Industries|Organisation], a German maker of machine tools, where Li was chief financial officer."


@pytest.fixture(scope="module")
def states_alone() -> Ontology:
    """The ontology with a gazetteer that knows states and nothing else."""
    known = load()
    entries = {id: replace(e, capital="", seats=()) for id, e in known.gazetteer.entries.items() if e.type == "State"}
    names = {name: kept for name, ids in known.gazetteer.names.items() if (kept := tuple(id for id in ids if id in entries))}
    return replace(known, gazetteer=Gazetteer(entries, names, known.gazetteer.demonyms))


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        (ACME, "Li Wei", "Q900000003"),
        (BETA, "Li Wei", "Q900000004"),
        ("[Michael Jordan|Person] watched the [Chicago Bulls|Organisation] lose, the former basketball player said.", "Michael Jordan", "Q41421"),
        ("[Michael Jordan|Person] teaches at the [University of California|Organisation] in [Berkeley|Place].", "Michael Jordan", "Q3308285"),
        ("A storm hit [Paris|Place] in [Lamar County|Place], [Texas|Place].", "Paris", "Q830149"),
        ("The strike halted trains in [Paris|Place], the capital of [France|State France].", "Paris", "Q90"),
        ("[Mercury|Place], the planet, is hard to see so close to the Sun.", "Mercury", "Q308"),
        ("The American label [Mercury|Organisation] released a record in the [United States|State United_States].", "Mercury", "Q900000012"),
        ("[George Washington|Person] was the first president.", "George Washington", "Q23"),
        ("[Ingrid Maria Sollander|Person] runs the [Northern Development Bank|Organisation].", "Ingrid Maria Sollander", "Q900000009"),
        ("[Ingrid Solander|Person] runs the [Northern Development Bank|Organisation].", "Ingrid Solander", "Q900000009"),
        ("[Sollander Ingrid|Person] runs the [Northern Development Bank|Organisation].", "Sollander Ingrid", "Q900000009"),
        ("Harbour cities founded the [ONP|Organisation] in [Port Verrin|Place].", "ONP", "Q900000011"),
        ("[Beta Industries GmbH|Organisation], a German maker of tools, closed.", "Beta Industries GmbH", "Q900000002"),
        ("The [Falcon 7|Product] of [Acme Corp|Organisation] is a telephone.", "Falcon 7", "Q900000031"),
        ("The [Clean Rivers Act|Law] passed in [Veltia|State].", "Clean Rivers Act", "Q900000032"),
    ],
)
def test_the_thing_that_the_texts_speak_of_is_linked(read: Read, states_alone: Ontology, text: str, label: str, expected: str) -> None:
    identities = read(text, ontology=states_alone)
    entity = only(identities, label)
    assert same(entity) == (expected,), judged(identities, entity)
    [judgement] = [j for j in judged(identities, entity) if j.same]
    assert judgement.right == WD + expected
    assert 0.65 <= judgement.score <= 1
    assert len(judgement.reasons) >= 4


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[Li Wei|Person] opened the shop on Monday.", "Li Wei"),
        ("[Li Wei|Person], a Chinese painter, opened the shop.", "Li Wei"),  # three of that country, and not a painter
        ("[Wei|Person] spoke.", "Wei"),
        ("The storm reached [Paris|Place].", "Paris"),
        ("[Washington|Person] told the court that he was innocent.", "Washington"),  # nobody is called so and nothing else
        ("[John Harlow|Person] won the race.", "John Harlow"),
        ("[Mercury|Person] sang.", "Mercury"),
        ("[Falcon 7|Person] sang.", "Falcon 7"),
        ("[Ingrid Solander|Person] sings in a choir.", "Ingrid Solander"),  # like a name, and nothing in common
        ("The [ONP|Organisation] won the match.", "ONP"),
        ("The [OFNP|Organisation] won the match.", "OFNP"),
        ("The [Onp|Organisation] won the match.", "Onp"),  # not written as an acronym
        ("[Nowhere Inc|Organisation] closed.", "Nowhere Inc"),
        ("[Neustadt am Belt|Place] is small.", "Neustadt am Belt"),  # without an English name
    ],
)
def test_nothing_is_linked_where_nothing_tells(read: Read, states_alone: Ontology, text: str, label: str) -> None:
    entity = only(read(text, ontology=states_alone), label)
    assert same(entity) == possibly(entity) == ()


def test_what_was_lacking_is_said(read: Read) -> None:
    identities = read("[John Harlow|Person] won the race.")
    [judgement] = judged(identities, only(identities, "John Harlow"))
    assert not judgement.same
    assert any("not known by name alone" in reason or "not good enough" in reason for reason in judgement.reasons)


def test_two_that_fit_as_well_are_both_possible(read: Read) -> None:
    identities = read("[John Harlow|Person], a politician in [Veltia|State], spoke.")
    harlow = only(identities, "John Harlow")
    assert same(harlow) == ()
    assert possibly(harlow) == ("Q900000007", "Q900000008")
    assert all("fit about as well" in judgement.reasons[-1] for judgement in judged(identities, harlow))


def test_the_gazetteer_has_the_last_word_on_what_it_knows(read: Read) -> None:
    identities = read(
        "[Georgia|Place Georgia_US] sent help to [Atlanta|Place]. [Jordan|State Jordan] did not.", "[Georgia|State Georgia] met [Tbilisi|Place]."
    )
    known = {entity.id: entity for entity in identities.entities if entity.known}
    assert same(known["Jordan"]) == ("Q810",)
    assert same(known["Georgia"]) == ("Q230",)
    assert not judged(identities, known["Jordan"])
    # an entry without a link of its own gets none that contradicts where it lies
    paris = read("A storm hit [Paris|Place Paris] in [Lamar County|Place], [Texas|Place].")
    assert same(only(paris, "Paris")) == ("Q90",)


def test_the_two_congos_are_not_mixed_up(read: Read) -> None:
    states = {
        e.id: same(e)
        for e in read("[Republic of the Congo|State Republic_of_the_Congo] and [DR Congo|State Democratic_Republic_of_the_Congo] met.").entities
    }
    assert states == {"Republic_of_the_Congo": ("Q971",), "Democratic_Republic_of_the_Congo": ("Q974",)}


def test_an_entity_whose_texts_speak_of_two_by_name_is_neither(read: Read) -> None:
    [li] = [entity for entity in read(ACME, BETA).entities if entity.label == "Li Wei"]
    assert (same(li), possibly(li)) == ((), ("Q900000003", "Q900000004"))


def test_other_names_of_one_thing_are_joined_where_nothing_speaks_against_it(read: Read) -> None:
    texts = (
        "The [Chicago Bulls|Organisation] won at basketball.",
        "The [Bulls|Organisation] of [Chicago|Place] played basketball in the [United States|State United_States].",
    )
    assert len([e for e in read(*texts, base=None).entities if e.type == "Organisation"]) == 2
    identities = read(*texts)
    [bulls] = [entity for entity in identities.entities if entity.type == "Organisation"]
    assert (bulls.label, bulls.aliases, same(bulls)) == ("Chicago Bulls", ("Bulls",), ("Q128109",))
    assert any("one thing of the knowledge base" in reason for j in identities.judgements for reason in j.reasons)
    assert set(identities.entity_of.values()) == {entity.id for entity in identities.entities}


def test_what_the_rules_keep_apart_is_not_one_thing(read: Read) -> None:
    texts = (
        "[Michael Jordan|Person] played for the [Chicago Bulls|Organisation].",
        "[Air Jordan|Person] played for the [Chicago Bulls|Organisation].",
    )
    identities = read(*texts)
    players = [entity for entity in identities.entities if entity.type == "Person"]
    assert len(players) == 2
    assert not all(same(player) for player in players)
    assert any("two full names" in reason for j in identities.judgements for reason in j.reasons)


def test_without_a_base_nothing_is_looked_up(read: Read) -> None:
    identities = read(ACME, BETA, base=None)
    assert not [judgement for judgement in identities.judgements if ":" in judgement.right]
    assert all(not entity.same_as for entity in identities.entities if not entity.known)


def test_a_base_of_ones_own_gives_links_beside_the_gazetteers(read: Read, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "id,label,type,description\nhttps://own.example/ge,Georgia,State,\nhttps://own.example/acme,Acme Corp,Organisation,\n", encoding="utf-8"
    )
    import_source(tmp_path / "own.csv", tmp_path / "own.sqlite", load())
    identities = read("[Georgia|State Georgia] sued [Acme Corp|Organisation].", base=tmp_path / "own.sqlite")
    assert only(identities, "Acme Corp").same_as == ("https://own.example/acme",)
    assert only(identities, "Georgia").same_as == (WD + "Q230", "https://own.example/ge")


TEXTS = [
    ACME,
    BETA,
    "The [Bulls|Organisation] of [Chicago|Place] played basketball.",
    "[Michael Jordan|Person] watched the [Chicago Bulls|Organisation] lose.",
    "[Michael Jordan|Person] teaches at the [University of California|Organisation] in [Berkeley|Place].",
    "[John Harlow|Person], a politician from [Port Verrin|Place] in [Veltia|State].",
    "A storm hit [Paris|Place] in [Lamar County|Place], [Texas|Place Texas].",
    "[Ingrid Solander|Person] runs the [Northern Development Bank|Organisation].",
    "[Mercury|Place] and [Mercury|Organisation], [Washington|Place] and [Washington|Person].",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
def test_links_are_of_entities_that_exist_and_one_to_one_data_set(read: Read, chosen: list[str]) -> None:
    identities = read(*chosen)
    ids = {entity.id for entity in identities.entities}
    assert {judgement.left for judgement in identities.judgements if ":" in judgement.right} <= ids
    assert set(identities.entity_of.values()) <= ids
    assert [e.id for e in identities.entities] == sorted(ids)
    for entity in identities.entities:
        assert len(entity.same_as) <= 1
        assert not set(entity.same_as) & set(entity.possibly)
        assert (
            len(entity.possibly) != 1
            or ":" not in entity.possibly[0]
            or any("looks like it" in r for j in judged(identities, entity) for r in j.reasons)
        )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1000))
def test_the_order_of_documents_does_not_matter(read: Read, seed: int) -> None:
    assert read(*TEXTS, shuffled=seed) == read(*TEXTS)
