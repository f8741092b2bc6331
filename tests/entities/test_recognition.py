"""What follows for who is who from a base of known things: joined only where the rules allow it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from kg.entities import Identities, Recognition, resolve_entities

ADDRESS = "https://known.example/1"
OTHER = "https://known.example/2"


@pytest.fixture
def tell(story: ModuleType) -> Any:
    """Resolve articles with what is said of the entities by their labels: (label, address, verdict, score)."""

    def resolve(articles: list[Any], *said: tuple[str, str, str, float]) -> Identities:
        def recognise(identities: Identities) -> list[Recognition]:
            return [
                Recognition(entity.id, address, verdict, score, ("so it is said",))  # type: ignore[arg-type]
                for label, address, verdict, score in said
                for entity in identities.entities
                if entity.label == label
            ]

        return resolve_entities([a.document() for a in articles], [a.extraction() for a in articles], story.ONTOLOGY, recognise=recognise)

    return resolve


def articles(story: ModuleType, *names: tuple[str, str]) -> list[Any]:
    found = []
    for number, (name, type) in enumerate(names):
        article = story.Article(f"doc{number}", "2022-02-04", None)
        article.name(name, type)
        found.append(article)
    return found


def links(identities: Identities) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {entity.label: (entity.same_as, entity.possibly) for entity in identities.entities}


def test_a_link_and_possible_ones_are_recorded_with_their_reasons(story: ModuleType, tell: Any) -> None:
    told = articles(story, ("Ada Byron", "Person"), ("Bell Industries", "Organisation"))
    identities = tell(
        told, ("Ada Byron", ADDRESS, "same", 0.9), ("Bell Industries", ADDRESS, "possibly", 0.7), ("Bell Industries", OTHER, "possibly", 0.7)
    )
    assert links(identities) == {"Ada Byron": ((ADDRESS,), ()), "Bell Industries": ((), (ADDRESS, OTHER))}
    assert {(j.right, j.same, j.score, j.reasons) for j in identities.judgements} == {
        (ADDRESS, True, 0.9, ("so it is said",)),
        (ADDRESS, False, 0.7, ("so it is said",)),
        (OTHER, False, 0.7, ("so it is said",)),
    }


def test_two_names_of_one_thing_are_joined_if_no_rule_keeps_them_apart(story: ModuleType, tell: Any) -> None:
    told = articles(story, ("Tiflis", "Place"), ("Tbilisi", "Place"))
    identities = tell(told, ("Tiflis", ADDRESS, "same", 0.9), ("Tbilisi", ADDRESS, "same", 0.8))
    [city] = identities.entities
    assert (len(city.mentions), city.same_as) == (2, (ADDRESS,))
    assert set(identities.entity_of.values()) == {city.id}
    [joined] = [j for j in identities.judgements if j.right != ADDRESS]
    assert (joined.same, joined.reasons) == (True, (f"one thing of the knowledge base: {ADDRESS}",))
    assert len([j for j in identities.judgements if j.right == ADDRESS]) == 1


def test_two_people_with_two_full_names_are_not_both_the_thing(story: ModuleType, tell: Any) -> None:
    told = articles(story, ("Ada Byron", "Person"), ("Augusta King", "Person"))
    clear = tell(told, ("Ada Byron", ADDRESS, "same", 0.95), ("Augusta King", ADDRESS, "same", 0.7))
    assert links(clear) == {"Ada Byron": ((ADDRESS,), ()), "Augusta King": ((), ())}
    assert any("is another: two full names" in reason for j in clear.judgements for reason in j.reasons)
    close = tell(told, ("Ada Byron", ADDRESS, "same", 0.75), ("Augusta King", ADDRESS, "same", 0.7))
    assert links(close) == {"Ada Byron": ((), (ADDRESS,)), "Augusta King": ((), (ADDRESS,))}


def test_what_a_judgement_keeps_apart_is_linked_and_not_joined(story: ModuleType, tell: Any) -> None:
    told = []
    for number, title in enumerate(("minister", "coach")):
        article = story.Article(f"doc{number}", "2022-02-04", None)
        article.name("Ada Byron", "Person", titles=(title,))
        told.append(article)
    identities = tell(told, ("Ada Byron", ADDRESS, "same", 0.9))
    assert [entity.same_as for entity in identities.entities] == [(ADDRESS,), (ADDRESS,)]


def test_a_single_name_is_linked_and_not_joined(story: ModuleType, tell: Any) -> None:
    identities = tell(
        articles(story, ("Ada Byron", "Person"), ("Byron", "Person")), ("Ada Byron", ADDRESS, "same", 0.9), ("Byron", ADDRESS, "same", 0.8)
    )
    assert [entity.same_as for entity in identities.entities] == [(ADDRESS,), (ADDRESS,)]


def test_what_is_linked_to_an_entry_of_the_gazetteer_becomes_it(story: ModuleType, tell: Any) -> None:
    russia = "http://www.wikidata.org/entity/Q159"
    told = articles(story, ("Russia", "State"), ("Rossiya", "State"))
    identities = tell(told, ("Rossiya", russia, "same", 0.8))
    [state] = identities.entities
    assert (state.id, state.same_as, len(state.mentions)) == ("Russia", (russia,), 2)


def test_nothing_said_changes_nothing(story: ModuleType, tell: Any) -> None:
    told = articles(story, ("Ada Byron", "Person"), ("Russia", "State"))
    assert tell(told) == resolve_entities([a.document() for a in told], [a.extraction() for a in told], story.ONTOLOGY)
