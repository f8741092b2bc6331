"""What surrounds a noun: polarity, modality, attribution and time of what it speaks of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement

One = Callable[..., Statement]

BETWEEN = "between/IN/prep>{0} Iran/NNP/pobj>between@GPE and/CC/cc>Iran Israel/NNP/conj>Iran@GPE"


@pytest.mark.parametrize(
    ("governor", "context"),
    [
        ("Iraq/NNP/nsubj>wants@GPE wants=want/VBZ/ROOT talks=talk/NNS/dobj>wants", ("affirmed", "desired")),
        ("Iraq/NNP/nsubj>fears@GPE fears=fear/VBZ/ROOT talks=talk/NNS/dobj>fears", ("affirmed", "possible")),
        ("Iraq/NNP/nsubj>hopes@GPE hopes=hope/VBZ/ROOT for/IN/prep>hopes talks=talk/NNS/pobj>for", ("affirmed", "desired")),
        ("Iraq/NNP/nsubj>rejected@GPE rejected=reject/VBD/ROOT talks=talk/NNS/dobj>rejected", ("negated", "actual")),
        ("Iraq/NNP/nsubj>recalled@GPE recalled=recall/VBD/ROOT any/DT/det>talks talks=talk/NNS/dobj>recalled", ("affirmed", "hypothetical")),
        ("Iraq/NNP/nsubj>recalled@GPE recalled=recall/VBD/ROOT talks=talk/NNS/dobj>recalled", ("affirmed", "actual")),
    ],
    ids=["wants", "fears", "hopes for", "rejected", "any", "recalled"],
)
def test_what_governs_a_noun_colours_it(one: One, governor: str, context: tuple[str, str]) -> None:
    statement = one(f"{governor} {BETWEEN.format('talks')} .", "kg:met")
    assert (statement.polarity, statement.modality) == context


@pytest.mark.parametrize(
    ("notation", "wrong"),
    [
        pytest.param(
            "There/EX/expl>were were=be/VBD:AUX/ROOT no/DT/det>talks talks=talk/NNS/attr>were " + BETWEEN.format("talks") + " .",
            ("affirmed", "actual"),
            id="no talks",
        ),
        pytest.param(
            "Talks=talk/NNS/nsubjpass>cancelled " + BETWEEN.format("Talks") + " were=be/VBD/auxpass>cancelled cancelled=cancel/VBN/ROOT .",
            ("affirmed", "actual"),
            id="cancelled",
        ),
        pytest.param(
            "Talks=talk/NNS/nsubjpass>planned " + BETWEEN.format("Talks") + " are=be/VBP/auxpass>planned planned=plan/VBN/ROOT .",
            ("affirmed", "actual"),
            id="planned",
        ),
        pytest.param(
            "Iraq/NNP/nsubj>warned@GPE warned=warn/VBD/ROOT of/IN/prep>warned talks=talk/NNS/pobj>of " + BETWEEN.format("talks") + " .",
            ("affirmed", "actual"),
            id="warned of",
        ),
    ],
)
def test_a_noun_that_did_not_happen_is_not_asserted(one: One, notation: str, wrong: tuple[str, str]) -> None:
    statement = one(notation, "kg:met")
    assert (statement.polarity, statement.modality) != wrong or statement.attribution


def test_a_noun_in_reported_speech_is_the_speakers(one: One) -> None:
    statement = one(
        "Iraq/NNP/nsubj>said@GPE said=say/VBD/ROOT talks=talk/NNS/nsubj>ended " + BETWEEN.format("talks") + " ended=end/VBD/ccomp>said .", "kg:met"
    )
    assert [a.label for a in statement.attribution] == ["Iraq"]


def test_a_time_inside_the_phrase_is_the_events(one: One) -> None:
    statement = one(
        "Talks=talk/NNS/nsubj>ended " + BETWEEN.format("Talks") + " on/IN/prep>Talks Friday/NNP/pobj>on@DATE ended=end/VBD/ROOT .",
        "kg:met",
        published="2022-02-05",
    )
    assert statement.qualifiers.time is not None
    assert (statement.qualifiers.time.value, statement.qualifiers.time.text) == ("2022-02-04", "Friday")


def test_a_time_outside_the_phrase_is_not_the_events(one: One) -> None:
    statement = one(
        "On/IN/prep>spoke Friday/NNP/pobj>On@DATE Iraq/NNP/nsubj>spoke@GPE spoke=speak/VBD/ROOT of/IN/prep>spoke talks=talk/NNS/pobj>of "
        + BETWEEN.format("talks")
        + " .",
        "kg:met",
        published="2022-02-05",
    )
    assert statement.qualifiers.time is None
