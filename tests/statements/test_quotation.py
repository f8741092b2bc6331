"""Speech: quotations and their speakers, statements of saying and what they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Statement

Said = Callable[..., tuple[Statement, ...]]

LEFT = "Chad/NNP/nsubj>left@GPE left=leave/VBD/{} Mali/NNP/dobj>left@GPE"
ATTACKED = "Togo/NNP/nsubj>attacked@GPE attacked=attack/VBD/{} Mali/NNP/dobj>attacked@GPE"


def by(statements: tuple[Statement, ...], predicate: str) -> list[list[str]]:
    """Labels of the speakers of each statement with a predicate."""
    return [[a.label for a in s.attribution] for s in statements if s.predicate.id == predicate]


@pytest.mark.parametrize(
    "notation",
    [
        "“ " + LEFT.format("ccomp>said") + " , ” Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT .",
        "“ " + LEFT.format("ccomp>said") + " , ” said=say/VBD/ROOT Xi/NNP/nsubj>said@PERSON .",
        "Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT : “ " + LEFT.format("ccomp>said") + " . ”",
        "Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT that/IN/mark>left " + LEFT.format("ccomp>said") + " .",
        "Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT " + LEFT.format("ccomp>said") + " .",
    ],
    ids=["after", "inverted", "before", "that", "bare"],
)
def test_what_is_said_is_a_statement_of_its_own_and_the_sayings_object(said: Said, notation: str) -> None:
    statements = said(notation)
    assert len(statements) == 2
    left = next(s for s in statements if s.predicate.id == "kg:left")
    saying = next(s for s in statements if s.predicate.id == "kg:said")
    assert by(statements, "kg:left") == [["Xi"]]
    assert (saying.subject.label, saying.attribution, saying.extractor) == ("Xi", (), "quotation")
    assert saying.object is not None
    assert (saying.object.type, saying.object.statement, saying.object.chain, saying.object.value) == ("Statement", left.id, "", None)
    assert saying.object.text == "Chad left Mali"


def test_a_quotation_around_its_cue_is_said_whole(said: Said) -> None:
    statements = said(
        "“ " + LEFT.format("ccomp>said") + " , ” Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT , “ " + ATTACKED.format("ccomp>said") + " . ”"
    )
    assert by(statements, "kg:left") == by(statements, "kg:attacked") == [["Xi"]]
    held = [s.object.statement for s in statements if s.predicate.id == "kg:said" and s.object is not None]
    assert held == [s.id for s in statements if s.predicate.id != "kg:said"]


def test_the_first_sentences_of_a_quotation_are_said_too(said: Said) -> None:
    statements = said("“ " + LEFT.format("ROOT") + " . | " + ATTACKED.format("ccomp>said") + " , ” Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT .")
    assert by(statements, "kg:left") == by(statements, "kg:attacked") == [["Xi"]]


def test_the_cue_may_stand_in_the_next_sentence(said: Said) -> None:
    statements = said("“ " + LEFT.format("ROOT") + " . ” | Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT so/RB/advmod>said .")
    assert by(statements, "kg:left") == [["Xi"]]
    (saying,) = [s for s in statements if s.predicate.id == "kg:said"]
    assert saying.object is not None
    assert saying.object.statement == statements[0].id


def test_a_quotation_that_follows_at_once_has_the_same_speaker(said: Said) -> None:
    statements = said("“ " + LEFT.format("ccomp>said") + " , ” Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT . | “ " + ATTACKED.format("ROOT") + " . ”")
    assert by(statements, "kg:attacked") == [["Xi"]]


def test_we_and_i_are_the_speaker(said: Said) -> None:
    statements = said("“ We/PRP/nsubj>left left=leave/VBD/ccomp>said Mali/NNP/dobj>left@GPE , ” Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT .")
    (left,) = [s for s in statements if s.predicate.id == "kg:left"]
    assert (left.subject.label, left.subject.text) == ("Xi", "We")
    assert left.subject.chain == left.attribution[0].chain


def test_we_without_a_speaker_is_nobody(said: Said) -> None:
    assert said("We/PRP/nsubj>left left=leave/VBD/ROOT Mali/NNP/dobj>left@GPE .") == ()


def test_words_that_make_no_statement_are_held_as_words(said: Said) -> None:
    (saying,) = said("Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT that/IN/mark>rains it/PRP/nsubj>rains rains=rain/VBZ/ccomp>said .")
    assert saying.object is not None
    assert (saying.object.type, saying.object.text, saying.object.statement) == ("Text", "it rains", "")
    assert saying.object.value is not None


def test_a_denial_is_a_saying_of_what_is_negated(said: Said) -> None:
    statements = said("Xi/NNP/nsubj>denied@PERSON denied=deny/VBD/ROOT that/IN/mark>left " + LEFT.format("ccomp>denied") + " .")
    left = next(s for s in statements if s.predicate.id == "kg:left")
    saying = next(s for s in statements if s.predicate.id == "kg:said")
    assert (left.polarity, saying.polarity, saying.predicate.label) == ("negated", "affirmed", "denies")
    assert saying.object is not None
    assert saying.object.statement == left.id


def test_what_was_not_said_is_a_negated_saying(said: Said) -> None:
    statements = said("Xi/NNP/nsubj>say@PERSON did=do/VBD/aux>say not/RB/neg>say say/VB/ROOT that/IN/mark>left " + LEFT.format("ccomp>say") + " .")
    assert [(s.predicate.id, s.polarity, s.modality) for s in statements] == [("kg:said", "negated", "actual"), ("kg:left", "affirmed", "possible")]


def test_a_saying_is_not_attributed_to_who_says_it(said: Said) -> None:
    statements = said(
        "Iraq/NNP/nsubj>said@GPE said=say/VBD/ROOT it/PRP/nsubj>believed believed=believe/VBD/ccomp>said " + LEFT.format("ccomp>believed") + " ."
    )
    assert [(s.subject.label, s.attribution) for s in statements if s.predicate.id == "kg:said"] == [("Iraq", ()), ("Iraq", ())]


def test_a_saying_holds_the_first_statement_of_its_clause(said: Said) -> None:
    statements = said(
        "Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT Chad/NNP/nsubj>left@GPE left=leave/VBD/ccomp>said Mali/NNP/dobj>left@GPE and/CC/cc>Mali "
        "Togo/NNP/conj>Mali@GPE ."
    )
    (saying,) = [s for s in statements if s.predicate.id == "kg:said"]
    assert saying.object is not None
    assert saying.object.statement == next(s.id for s in statements if s.object is not None and s.object.label == "Mali")


def test_making_sure_is_no_saying(said: Said) -> None:
    statements = said("Xi/NNP/nsubj>let@PERSON let/VBD/ROOT Chad/NNP/nsubj>leave@GPE leave/VB/ccomp>let Mali/NNP/dobj>leave@GPE .")
    assert [s.predicate.id for s in statements] == ["kg:left"]


def test_the_words_of_a_report_leave_out_its_cue(said: Said) -> None:
    statements = said(LEFT.format("ROOT") + " , the/DT/det>agency agency/NN/dobj>left TASS/NNP/nsubj>reported@ORG reported=report/VBD/relcl>agency .")
    (saying,) = [s for s in statements if s.predicate.id == "kg:said"]
    assert saying.object is not None
    assert saying.object.text == "Chad left Mali"


@pytest.mark.parametrize("speaker", ["He/PRP/nsubj>said", "It/PRP/nsubj>said", "They/PRP/nsubj>said"])
def test_an_unknown_speaker_is_still_a_speaker(said: Said, speaker: str) -> None:
    (left,) = [s for s in said(f"{speaker} said=say/VBD/ROOT {LEFT.format('ccomp>said')} .") if s.predicate.id == "kg:left"]
    assert left.attribution or left.modality != "actual"


def test_quoted_words_without_a_speaker_are_not_asserted(said: Said) -> None:
    (left,) = said("“ " + LEFT.format("ROOT") + " . ”")
    assert left.attribution or left.modality != "actual"


def test_a_paragraph_that_is_all_quotation_goes_on_with_the_speaker_of_the_one_before(read_text: Callable[..., Any]) -> None:
    text = "“Nokia has bought a factory in Poland,” Tim Cook said.\n\n“Google sold the building to Nokia in March.”\n\nShares rose."
    _, statements = read_text(text)
    sold = next(s for s in statements if s.subject.label == "Google" and s.extractor == "verbal")
    assert [a.label for a in sold.attribution] == ["Tim Cook"]
