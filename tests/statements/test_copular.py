"""Statements of being."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement

One = Callable[..., Statement]
Said = Callable[..., tuple[Statement, ...]]
Triples = Callable[..., list[tuple[str, str, str]]]

IS = "is=be/VBZ:AUX/ROOT"


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            f"Paris/NNP/nsubj>is@GPE {IS} the/DT/det>capital capital/NN/attr>is of/IN/prep>capital France/NNP/pobj>of@GPE .",
            [("Paris", "kg:capitalOf", "France")],
        ),
        (f"BP/NNP/nsubj>is@ORG {IS} a/DT/det>company company/NN/attr>is .", [("BP", "kg:isA", "company")]),
        (
            f"Chad/NNP/nsubj>is@GPE {IS} at/IN/prep>is war/NN/pobj>at with/IN/prep>war Mali/NNP/pobj>with@GPE .",
            [("Chad", "rel:be_at_war_with", "Mali")],
        ),
        (f"Chad/NNP/nsubj>is@GPE {IS} angry/JJ/acomp>is with/IN/prep>angry Mali/NNP/pobj>with@GPE .", [("Chad", "rel:be_angry_with", "Mali")]),
        (f"Chad/NNP/nsubj>is@GPE {IS} very/RB/advmod>angry angry/JJ/acomp>is .", [("Chad", "rel:be", "very angry")]),
        (f"Chad/NNP/nsubj>is@GPE {IS} in/IN/prep>is Africa/NNP/pobj>in@LOC .", [("Chad", "rel:be_in", "Africa")]),
        (
            "Chad/NNP/nsubj>became@GPE became=become/VBD/ROOT a/DT/det>member member/NN/attr>became of/IN/prep>member NATO/NNP/pobj>of@ORG .",
            [("Chad", "kg:memberOf", "NATO")],
        ),
        (
            (
                f"Yi/NNP/nsubj>is@PERSON {IS} president/NN/attr>is and/CC/cc>president director/NN/conj>president "
                "of/IN/prep>director BP/NNP/pobj>of@ORG ."
            ),
            [("Yi", "rel:be", "president"), ("Yi", "kg:directorOf", "BP")],
        ),
    ],
    ids=["role", "kind", "idiom", "adjective with", "adjective", "place", "became", "two roles"],
)
def test_what_something_is(triples: Triples, notation: str, expected: list[tuple[str, str, str]]) -> None:
    assert triples(notation) == expected


def test_what_holds_is_no_happening(one: One) -> None:
    statement = one(f"Paris/NNP/nsubj>is@GPE {IS} the/DT/det>capital capital/NN/attr>is of/IN/prep>capital France/NNP/pobj>of@GPE .", "kg:capitalOf")
    assert (statement.happening, statement.extractor) == (False, "copular")


@pytest.mark.parametrize(
    ("verb", "context"),
    [
        (f"{IS} not/RB/neg>is", ("negated", "actual", "present")),
        ("was=be/VBD:AUX/ROOT", ("affirmed", "actual", "past")),
        ("may/MD/aux>be be/VB:AUX/ROOT", ("affirmed", "possible", "present")),
        ("will/MD/aux>become become/VB/ROOT", ("affirmed", "planned", "future")),
    ],
)
def test_being_has_polarity_modality_and_tense(one: One, verb: str, context: tuple[str, str, str]) -> None:
    head = next(w for w in ("is", "was", "become", "be") if w in verb.replace("/", " ").replace("=", " ").split())
    statement = one(f"Yi/NNP/nsubj>{head}@PERSON {verb} director/NN/attr>{head} of/IN/prep>director BP/NNP/pobj>of@ORG .", "kg:directorOf")
    assert (statement.polarity, statement.modality, statement.tense) == context


def test_it_that_points_forward_is_nothing(triples: Triples) -> None:
    assert triples(f"It/PRP/nsubj>is {IS} the/DT/det>meeting first/JJ/amod>meeting meeting/NN/attr>is .") == []


def test_an_adjective_that_only_colours_says_nothing(triples: Triples) -> None:
    found = triples(f"Chad/NNP/nsubj>is@GPE {IS} likely/JJ/acomp>is to/TO/aux>leave leave/VB/xcomp>likely Mali/NNP/dobj>leave@GPE .")
    assert found == [("Chad", "kg:left", "Mali")]


def test_what_someone_calls_something_is_his_claim(said: Said) -> None:
    statements = said(
        "Wang/NNP/compound>Yi@PERSON Yi/NNP/nsubj>called@PERSON called=call/VBD/ROOT the/DT/det>fears "
        "fears=fear/NNS/dobj>called just/JJ/oprd>called ."
    )
    (claim,) = [s for s in statements if s.extractor == "copular"]
    assert (claim.subject.label, claim.object and claim.object.text) == ("fears", "just")
    assert [(a.label, a.cue) for a in claim.attribution] == [("Wang Yi", "called")]


def test_what_there_is_somewhere(triples: Triples) -> None:
    found = triples("There/EX/expl>were were=be/VBD:AUX/ROOT protests=protest/NNS/attr>were in/IN/prep>were Paris/NNP/pobj>in@GPE .")
    assert found == [("protests", "rel:be_in", "Paris")]


def test_what_there_is_somewhere_whichever_word_the_place_hangs_on(triples: Triples) -> None:
    found = triples("There/EX/expl>were were=be/VBD:AUX/ROOT protests=protest/NNS/attr>were in/IN/prep>protests Paris/NNP/pobj>in@GPE .")
    assert found == [("protests", "rel:be_in", "Paris")]


def test_an_appointment_is_an_office(said: Said) -> None:
    statements = said(
        "Ada/NNP/compound>Smith@PERSON Smith/NNP/nsubjpass>named@PERSON was=be/VBD/auxpass>named named=name/VBN/ROOT ambassador/NN/oprd>named "
        "to/IN/prep>ambassador Peru/NNP/pobj>to@GPE ."
    )
    office = next(s for s in statements if s.predicate.id == "kg:ambassadorTo")
    assert (office.subject.label, office.object and office.object.label) == ("Ada Smith", "Peru")
