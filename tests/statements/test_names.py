"""What stands beside a name: titles, appositions, ages, places, roles of nouns that a name was given to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement, Value

One = Callable[..., Statement]
Said = Callable[..., tuple[Statement, ...]]
Triples = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("notation", "triple"),
    [
        (
            (
                "China/NNP/poss>Minister@GPE 's/POS/case>China Foreign/NNP/compound>Minister Minister/NNP/compound>Yi Wang/NNP/compound>Yi@PERSON "
                "Yi/NNP/nsubj>left@PERSON left=leave/VBD/ROOT ."
            ),
            ("Wang Yi", "kg:foreignMinisterOf", "China"),
        ),
        (
            (
                "French/JJ/amod>President@NORP President/NNP/compound>Macron Emmanuel/NNP/compound>Macron@PERSON "
                "Macron/NNP/nsubj>left@PERSON left=leave/VBD/ROOT ."
            ),
            ("Emmanuel Macron", "kg:presidentOf", "France"),
        ),
        (
            (
                "Apple/NNP/nmod>executive@ORG chief/JJ/amod>executive executive/NN/compound>Cook "
                "Tim/NNP/compound>Cook@PERSON Cook/NNP/nsubj>left@PERSON "
                "left=leave/VBD/ROOT ."
            ),
            ("Tim Cook", "kg:ceoOf", "Apple"),
        ),
    ],
    ids=["poss", "demonym", "name"],
)
def test_a_title_before_a_name_says_its_office(said: Callable[..., tuple[Statement, ...]], notation: str, triple: tuple[str, str, str]) -> None:
    (statement,) = [s for s in said(notation) if s.extractor == "title"]
    assert (statement.subject.label, statement.predicate.id, statement.object and statement.object.label) == triple
    assert (statement.polarity, statement.modality, statement.tense, statement.happening) == ("affirmed", "actual", "present", False)


def test_a_courtesy_is_no_role(triples: Triples) -> None:
    found = triples(
        "Mr/NNP/compound>Cook Tim/NNP/compound>Cook@PERSON Cook/NNP/nsubj>met@PERSON met=meet/VBD/ROOT "
        "Wang/NNP/compound>Yi@PERSON Yi/NNP/dobj>met@PERSON ."
    )
    assert found == [("Tim Cook", "kg:met", "Wang Yi")]


def test_a_title_without_owner_is_a_role_in_words(one: One) -> None:
    statement = one("Captain/NNP/compound>Cook Tim/NNP/compound>Cook@PERSON Cook/NNP/nsubj>left@PERSON left=leave/VBD/ROOT .", "kg:hasRole")
    assert (statement.subject.label, statement.object and statement.object.text) == ("Tim Cook", "Captain")


@pytest.mark.parametrize(
    "notation",
    [
        (
            "Former/JJ/amod>President French/JJ/amod>President@NORP President/NNP/compound>Sarkozy "
            "Nicolas/NNP/compound>Sarkozy@PERSON Sarkozy/NNP/nsubj>left@PERSON "
            "left=leave/VBD/ROOT ."
        ),
        (
            "Nicolas/NNP/compound>Sarkozy@PERSON Sarkozy/NNP/nsubj>left@PERSON , the/DT/det>president "
            "former/JJ/amod>president president/NN/appos>Sarkozy "
            "of/IN/prep>president France/NNP/pobj>of@GPE , left=leave/VBD/ROOT ."
        ),
    ],
    ids=["title", "apposition"],
)
def test_a_former_office_is_not_said_to_be_held(triples: Triples, notation: str) -> None:
    found = triples(notation)
    assert ("Nicolas Sarkozy", "rel:be_former_president_of", "France") in found
    assert not [t for t in found if t[1] == "kg:presidentOf"]


def test_an_apposition_says_its_office_on_either_side(triples: Triples) -> None:
    after = triples(
        "Tim/NNP/compound>Cook@PERSON Cook/NNP/nsubj>left@PERSON , the/DT/det>director director/NN/appos>Cook "
        "of/IN/prep>director Apple/NNP/pobj>of@ORG , "
        "left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE ."
    )
    before = triples(
        "The/DT/det>director director/NN/nsubj>left of/IN/prep>director Apple/NNP/pobj>of@ORG , "
        "Tim/NNP/compound>Cook@PERSON Cook/NNP/appos>director@PERSON , "
        "left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE ."
    )
    for found in (after, before):
        assert ("Tim Cook", "kg:directorOf", "Apple") in found
        assert ("Tim Cook", "kg:left", "Chad") in found


def test_a_plural_apposition_says_nothing_of_one_name(triples: Triples) -> None:
    found = triples(
        "Chad/NNP/nsubj>left@GPE , ministers=minister/NNS/appos>Chad of/IN/prep>ministers Mali/NNP/pobj>of@GPE , "
        "left=leave/VBD/ROOT Togo/NNP/dobj>left@GPE ."
    )
    assert found == [("Chad", "kg:left", "Togo")]


def test_a_city_with_its_state_lies_in_it(one: One) -> None:
    statement = one("Chad/NNP/nsubj>left@GPE left=leave/VBD/ROOT Lyon/NNP/dobj>left@GPE , France/NNP/appos>Lyon@+GPE .", "kg:locatedIn")
    assert (statement.subject.label, statement.object and statement.object.label, statement.happening) == ("Lyon", "France", False)


def test_whose_reporter_someone_is(one: One) -> None:
    statement = one(
        "Reuters/NNP/poss>Yu@ORG 's/POS/case>Reuters Katrina/NNP/compound>Yu@PERSON Yu/NNP/nsubj>left@PERSON "
        "left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE .",
        "kg:worksFor",
    )
    assert (statement.subject.label, statement.object and statement.object.label) == ("Katrina Yu", "Reuters")


@pytest.mark.parametrize(
    "age",
    [", 42/CD/appos>Sam ,", ", aged=aged/VBN/amod>Sam 42/CD/npadvmod>aged ,"],
    ids=["bare", "aged"],
)
def test_an_age_is_a_number_of_years(one: One, age: str) -> None:
    statement = one(f"Thomas/NNP/compound>Sam@PERSON Sam/NNP/nsubj>left@PERSON {age} left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE .", "kg:hasAge")
    assert statement.subject.label == "Thomas Sam"
    assert statement.object is not None
    assert statement.object.value == Value("42", "quantity", 42.0, "years")


@pytest.mark.parametrize("number", ["1984", "0", "forty"])
def test_no_other_number_is_an_age(triples: Triples, number: str) -> None:
    found = triples(
        f"Thomas/NNP/compound>Sam@PERSON Sam/NNP/nsubj>left@PERSON , {number}/CD/appos>Sam , left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE ."
    )
    assert "kg:hasAge" not in {predicate for _, predicate, _ in found}


def test_a_noun_says_the_role_of_whom_it_was_used_for(said: Said) -> None:
    statements = said(
        "Vladimir/NNP/compound>Putin@PERSON Putin/NNP/nsubj>met@PERSON met=meet/VBD/ROOT "
        "Xi/NNP/compound>Jinping@PERSON Jinping/NNP/dobj>met@PERSON . | "
        "The/DT/det>leader Chinese/JJ/amod>leader@NORP leader/NN/nsubj>left left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE .",
        published="2022-02-05",
    )
    (role,) = [s for s in statements if s.predicate.id == "kg:leaderOf"]
    assert (role.subject.label, role.subject.text, role.object and role.object.label) == ("Xi Jinping", "The Chinese leader", "China")
    assert "coreference" in role.features
