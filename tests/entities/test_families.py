"""A bare name has the class that it has elsewhere; a fuller one keeps its own."""

from __future__ import annotations

from kg.entities.chains import Profile
from kg.entities.families import settle_families
from kg.model import Mention, Span


def profile(document: str, name: str, family: str, *, mentions: int = 1, roles: tuple[str, ...] = ()) -> Profile:
    found = tuple(
        Mention(f"{document}{i}", Span(document, i * 10, i * 10 + len(name), name), family, document, "name", name=name) for i in range(mentions)
    )
    return Profile(f"{document}-{name}", document, ("", document, 0), found, family, family, (name.lower(),), (), roles=frozenset(roles), named=True)


def test_a_bare_name_gives_way_to_the_class_it_mostly_has() -> None:
    settled = settle_families([profile("a", "Ostrana", "Person"), profile("b", "Ostrana", "Place", mentions=3), profile("c", "Ostrana", "Place")])
    assert [p.family for p in settled] == ["Place", "Place", "Place"]
    assert settled[0].type == "Place"


def test_a_title_keeps_the_class() -> None:
    settled = settle_families([profile("a", "Grant", "Person", roles=("president",)), profile("b", "Grant", "Place", mentions=5)])
    assert [p.family for p in settled] == ["Person", "Place"]


def test_even_weights_decide_nothing() -> None:
    settled = settle_families([profile("a", "Ostrana", "Organisation", mentions=2), profile("b", "Ostrana", "Place", mentions=2)])
    assert [p.family for p in settled] == ["Organisation", "Place"]


def test_a_person_of_one_bare_word_is_only_half_believed() -> None:
    settled = settle_families([profile("a", "Ostrana", "Person", mentions=2), profile("b", "Ostrana", "Place", mentions=2)])
    assert [p.family for p in settled] == ["Place", "Place"]


def test_the_order_of_documents_does_not_matter() -> None:
    several = [profile("a", "Ostrana", "Person"), profile("b", "Ostrana", "Place", mentions=3), profile("c", "Ostrana", "Organisation", mentions=2)]
    assert settle_families(several) == list(reversed(settle_families(list(reversed(several)))))
