"""Clusters never hold what is known to differ."""

from __future__ import annotations

from types import ModuleType

import pytest

from kg.entities.chains import Profile, profile_chains
from kg.entities.clusters import Clusters


def _profiles(story: ModuleType, *names: tuple[str, str]) -> list[Profile]:
    article = story.Article("a")
    for number, (name, type) in enumerate(names):
        article.name(name, type, chain=str(number))
    return profile_chains({"a": article.document()}, [article.extraction()], story.ONTOLOGY)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (("Putin", "Person"), ("Xi Jinping", "Person"), "the gazetteer knows them as two"),
        (("Ada Byron", "Person"), ("Ada Byron", "Place"), "one is a Person"),
        (("John Adams", "Person"), ("Jane Adams", "Person"), "two full names"),
        (("Acme Motor", "Organisation"), ("Acme Bank", "Organisation"), "two full names"),
    ],
)
def test_a_join_of_two_that_differ_is_refused_with_the_reason(story: ModuleType, left: tuple[str, str], right: tuple[str, str], reason: str) -> None:
    clusters = Clusters(_profiles(story, left, right))
    assert clusters.join(0, 1).startswith(reason)
    assert clusters.find(0) != clusters.find(1)


def test_what_was_declared_apart_stays_apart_through_others(story: ModuleType) -> None:
    clusters = Clusters(_profiles(story, *[("Ada Byron", "Person")] * 4))
    clusters.declare_apart(0, 3)
    assert clusters.join(0, 1) == ""
    assert clusters.join(2, 3) == ""
    assert clusters.join(1, 2) == "declared different"
    assert clusters.find(0) == clusters.find(1) != clusters.find(2) == clusters.find(3)


def test_joining_is_closed_and_the_root_is_the_first(story: ModuleType) -> None:
    clusters = Clusters(_profiles(story, *[("Ada Byron", "Person")] * 3))
    assert clusters.join(2, 1) == clusters.join(1, 0) == ""
    assert {clusters.find(i) for i in range(3)} == {0}
    assert sorted(clusters.of(2).members) == [0, 1, 2]


def test_what_a_person_joined_takes_a_name_that_fits_one_of_its_own(story: ModuleType) -> None:
    clusters = Clusters(_profiles(story, *((name, "Person") for name in ("Sabine Kehl", "Sabine Orlo", "S. Orlo"))))
    assert "two full names" in clusters.join(0, 1)
    assert clusters.force(0, 1) is None
    assert clusters.join(0, 2) == ""
    assert clusters.find(2) == 0
