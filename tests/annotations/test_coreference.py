"""Chains: names, roles, appositions, pronouns, groups, speakers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.model import Mention

Annotate = Callable[..., Annotations]
Words = Callable[[Annotations, str], list[str]]
Find = Callable[[Annotations, str], Mention]

SUMMIT = (
    "Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on Friday. The two leaders discussed trade. "
    "Putin said Russia wants to supply gas to China. The Russian leader left on Saturday."
)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Wang Yi spoke. Wang left.", "Wang Yi", ["Wang Yi", "Wang"]),
        ("Xi Jinping spoke. Xi Jingping left.", "Xi Jinping", ["Xi Jinping", "Xi Jingping"]),
        ("The European Union (EU) agreed. The EU paid.", "European Union", ["European Union", "EU", "EU"]),
        ("United-Guardian Inc said so. United-Guardian agreed.", "United-Guardian Inc", ["United-Guardian Inc", "United-Guardian"]),
        ("Moscow is ready. Russia agreed. Russian gas is cheap.", "Russia", ["Moscow", "Russia", "Russian"]),
    ],
)
def test_names_of_one_thing_are_one_chain(annotated: Annotate, chain_of: Words, text: str, name: str, expected: list[str]) -> None:
    assert chain_of(annotated(text), name) == expected


def test_two_people_who_share_a_surname_are_never_one(annotated: Annotate, find: Find) -> None:
    found = annotated("Bill Clinton and Hillary Clinton spoke. Clinton left.")
    chains = {find(found, name).chain for name in ("Bill Clinton", "Hillary Clinton", "Clinton")}
    assert len(chains) == 3


def test_a_city_that_acts_and_the_city_itself_are_two(annotated: Annotate) -> None:
    found = annotated("Beijing denied it. He arrived in Beijing.")
    city = [m.mention for m in found.mentions if m.mention.span.text == "Beijing"]
    assert [m.metonym for m in city] == [True, False]
    assert city[0].chain != city[1].chain


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Sergey Lavrov, the Russian foreign minister, left.", "Sergey Lavrov", "the Russian foreign minister"),
        ("Claudio De Vincenti, undersecretary to the prime minister, said so.", "Claudio De Vincenti", "undersecretary"),
        ("Malaysia's Prime Minister, Najib Razak, agreed.", "Najib Razak", "Malaysia's Prime Minister"),
    ],
)
def test_an_apposition_is_what_it_stands_beside(annotated: Annotate, find: Find, text: str, name: str, role: str) -> None:
    found = annotated(text)
    assert find(found, name).chain == find(found, role).chain


def test_an_apposition_gives_the_name_its_title(annotated: Annotate, find: Find) -> None:
    assert find(annotated("Sergey Lavrov, the Russian foreign minister, left."), "Sergey Lavrov").titles == ("foreign minister",)


def test_a_role_with_its_state_is_the_person_who_holds_it(annotated: Annotate, find: Find) -> None:
    found = annotated(SUMMIT, published="2022-02-05")
    assert find(found, "The Russian leader").chain == find(found, "Vladimir Putin").chain


def test_a_role_that_two_people_hold_joins_neither(annotated: Annotate, find: Find) -> None:
    found = annotated("President Joko Widodo met President Emmanuel Macron at noon. They ate. They walked. They left. The president spoke.")
    assert find(found, "The president").chain not in {find(found, "Joko Widodo").chain, find(found, "Emmanuel Macron").chain}


def test_the_counterpart_of_a_minister_is_the_minister_of_the_other_state(annotated: Annotate, find: Find) -> None:
    found = annotated("Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergey Lavrov. Wang thanked his Russian counterpart.")
    assert find(found, "his Russian counterpart").chain == find(found, "Sergey Lavrov").chain


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Putin met Angela Merkel. She thanked the president.", "She", "Angela Merkel"),
        ("During his visit, Putin praised China.", "his", "Putin"),
        ("Apple said it had sold its shares.", "its", "Apple"),
        ("Putin said he would go.", "he", "Putin"),
        ("He (Perot) left.", "He", "Perot"),
        ("John Smith hurt himself.", "himself", "John Smith"),
    ],
)
def test_a_pronoun_is_of_the_chain_that_agrees(annotated: Annotate, find: Find, text: str, pronoun: str, name: str) -> None:
    found = annotated(text)
    assert find(found, pronoun).chain == find(found, name).chain


def test_a_pronoun_is_never_an_argument_of_its_own_verb(annotated: Annotate, find: Find) -> None:
    found = annotated("John Smith praised him.")
    assert find(found, "him").chain != find(found, "John Smith").chain


def test_she_is_never_a_man(annotated: Annotate, find: Find) -> None:
    found = annotated("John Smith spoke at length. She left.")
    assert find(found, "She").chain != find(found, "John Smith").chain


def test_i_is_whoever_speaks_the_quotation(annotated: Annotate, find: Find) -> None:
    found = annotated("“I will go,” said John Smith. Mary Jones wept.")
    assert find(found, "I").chain == find(found, "John Smith").chain


@pytest.mark.parametrize(
    ("text", "group", "expected"),
    [
        (SUMMIT, "The two leaders", ["Vladimir Putin", "Xi Jinping"]),
        ("Germany and France agreed. The two countries will trade.", "The two countries", ["Germany", "France"]),
        ("Putin and Xi Jinping met. They talked.", "They", ["Putin", "Xi Jinping"]),
        ("Russia and China praised each other.", "each other", ["Russia", "China"]),
        ("Beijing is ready to work with Moscow. Both sides agreed.", "Both sides", ["Beijing", "Moscow"]),
        ("Peru and Chile have each blamed the other.", "the other", ["Peru", "Chile"]),
        (
            "The foreign ministers of both countries met. Foreign Ministers Wang Yi and Sergey Lavrov talked.",
            "The foreign ministers of both countries",
            ["Wang Yi", "Sergey Lavrov"],
        ),
    ],
)
def test_a_group_has_its_members(annotated: Annotate, members_of: Words, text: str, group: str, expected: list[str]) -> None:
    assert members_of(annotated(text), group) == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Tom Hale and Ivan Petrov kept goal. Both sides had chances.", "Both sides"),
        ("Nigeria and Kenya met. The developed market countries were absent.", "The developed market countries"),
    ],
)
def test_a_group_is_of_what_its_words_fit(annotated: Annotate, find: Find, text: str, group: str) -> None:
    assert not find(annotated(text), group).members


def test_a_group_whose_members_are_unknown_has_none(annotated: Annotate, find: Find) -> None:
    mention = find(annotated("The two countries agreed."), "The two countries")
    assert (mention.kind, mention.members) == ("nominal", ())


def test_the_same_text_gives_the_same_annotations_under_any_hash_seed() -> None:
    program = (
        "from kg.annotations import *; from kg.config import DEFAULT_MODEL; from kg.model import Document; from kg.ontology import load\n"
        f"d = Document('a', 'a', {SUMMIT!r}, published='2022-02-05')\n"
        "print(annotate(load_pipeline(DEFAULT_MODEL)(reading(d)), d, load()))"
    )
    printed = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=dict(os.environ, PYTHONHASHSEED=seed)).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
