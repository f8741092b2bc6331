"""Statements of nouns with arguments: event nouns, relations, participles with a hyphen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement

One = Callable[..., Statement]
Said = Callable[..., tuple[Statement, ...]]
Triples = Callable[..., list[tuple[str, str, str]]]

BETWEEN = "between/IN/prep>{0} Iran/NNP/pobj>between@GPE and/CC/cc>Iran Israel/NNP/conj>Iran@GPE"


# ------------------------------------------------------------------ event nouns
@pytest.mark.parametrize(
    ("phrase", "triple"),
    [
        ("Talks=talk/NNS/nsubj>ended " + BETWEEN.format("Talks"), ("Iran", "kg:met", "Israel")),
        ("Iran/NNP/poss>visit@GPE 's/POS/case>Iran visit/NN/nsubj>ended to/IN/prep>visit Israel/NNP/pobj>to@GPE", ("Iran", "kg:visited", "Israel")),
        (
            "The/DT/det>visit visit/NN/nsubj>ended by/IN/prep>visit Iran/NNP/pobj>by@GPE to/IN/prep>visit Israel/NNP/pobj>to@GPE",
            ("Iran", "kg:visited", "Israel"),
        ),
        (
            "The/DT/det>attack Iranian/JJ/amod>attack@NORP attack/NN/nsubj>ended on/IN/prep>attack Israel/NNP/pobj>on@GPE",
            ("Iran", "kg:attacked", "Israel"),
        ),
        (
            "Iran/NNP/poss>attack@GPE 's/POS/case>Iran attack/NN/nsubj>ended against/IN/prep>attack Israel/NNP/pobj>against@GPE",
            ("Iran", "kg:attacked", "Israel"),
        ),
    ],
    ids=["between", "poss", "by", "demonym", "against"],
)
def test_an_event_noun_is_a_statement(said: Said, phrase: str, triple: tuple[str, str, str]) -> None:
    (statement,) = [s for s in said(f"{phrase} ended=end/VBD/ROOT .") if s.extractor == "nominal"]
    assert (statement.subject.label, statement.predicate.id, statement.object and statement.object.label) == triple
    assert (statement.polarity, statement.modality, statement.happening) == ("affirmed", "actual", True)
    assert statement.predicate.phrase.lower() in ("talks", "visit", "attack")


def test_goods_and_place_of_a_deployment(said: Said) -> None:
    statements = said(
        "Iran/NNP/poss>deployment@GPE 's/POS/case>Iran deployment/NN/nsubj>ended of/IN/prep>deployment "
        "troops=troop/NNS/pobj>of in/IN/prep>deployment "
        "Syria/NNP/pobj>in@GPE ended=end/VBD/ROOT ."
    )
    deployed = next(s for s in statements if s.predicate.id == "kg:deployedTo")
    assert (deployed.subject.label, deployed.object and deployed.object.label) == ("Iran", "Syria")
    assert ("goods", "troops") in [(a.role, a.label) for a in deployed.arguments]
    assert deployed.qualifiers.place is not None
    assert deployed.qualifiers.place.label == "Syria"


def test_a_noun_that_a_light_verb_carries_is_said_once(triples: Triples) -> None:
    found = triples("Iran/NNP/nsubj>held@GPE held=hold/VBD/ROOT talks=talk/NNS/dobj>held with/IN/prep>talks Israel/NNP/pobj>with@GPE .")
    assert found == [("Iran", "kg:met", "Israel")]
    its = triples(
        "Iran/NNP/nsubj>held@GPE held=hold/VBD/ROOT its/PRP$/poss>talks talks=talk/NNS/dobj>held with/IN/prep>talks Israel/NNP/pobj>with@GPE ."
    )
    assert its == [("Iran", "kg:met", "Israel")]


# ------------------------------------------------------------------ relations that a noun names
@pytest.mark.parametrize(
    ("phrase", "triple"),
    [
        ("A/DT/det>bond bond/NN/nsubj>ended " + BETWEEN.format("bond"), ("Iran", "rel:have_bond_with", "Israel")),
        (
            "Iran/NNP/poss>bond@GPE 's/POS/case>Iran bond/NN/nsubj>ended with/IN/prep>bond Israel/NNP/pobj>with@GPE",
            ("Iran", "rel:have_bond_with", "Israel"),
        ),
        (
            "The/DT/det>bond Iranian/JJ/amod>bond@NORP bond/NN/nsubj>ended over/IN/prep>bond Syria/NNP/pobj>over@GPE",
            ("Iran", "rel:have_bond_over", "Syria"),
        ),
    ],
    ids=["between", "poss", "demonym"],
)
def test_a_relation_that_no_frame_knows_is_minted(said: Said, phrase: str, triple: tuple[str, str, str]) -> None:
    (statement,) = [s for s in said(f"{phrase} ended=end/VBD/ROOT .") if s.extractor == "nominal"]
    assert (statement.subject.label, statement.predicate.id, statement.object and statement.object.label) == triple
    assert not statement.happening


def test_people_and_groups_are_no_relations(triples: Triples) -> None:
    found = triples(
        "Iran/NNP/poss>minister@GPE 's/POS/case>Iran minister/NN/nsubj>left with/IN/prep>minister Syria/NNP/pobj>with@GPE left=leave/VBD/ROOT ."
    )
    assert not [t for t in found if t[1].startswith("rel:have")]


# ------------------------------------------------------------------ participles with a hyphen
def test_based_and_led(triples: Triples) -> None:
    based = triples("London/NNP/npadvmod>based@GPE - based=base/VBN/amod>BP BP/NNP/nsubj>left@ORG left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE .")
    assert ("BP", "kg:headquarteredIn", "London") in based
    led = triples(
        "The/DT/det>coalition France/NNP/npadvmod>led@GPE - led=lead/VBN/amod>coalition coalition/NN/nsubj>left "
        "left=leave/VBD/ROOT Chad/NNP/dobj>left@GPE ."
    )
    assert ("France", "rel:lead", "France-led coalition") in led
