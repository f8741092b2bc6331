"""Times that are said and times that are inferred: from the clause above, from the story, from the day of the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Passage, Statement

# The Monday of a report.
PUBLISHED = "2023-06-12"
Told = Callable[..., dict[str, tuple[str, str] | None]]


@pytest.fixture
def told(read_text: Callable[..., Any]) -> Told:
    """The value and basis of the time of each trigger's first statement."""

    def read(text: str, *passages: Passage) -> dict[str, tuple[str, str] | None]:
        _, statements = read_text(text, published=PUBLISHED, boilerplate=passages)
        times: dict[str, tuple[str, str] | None] = {}
        for statement in statements:
            time = statement.qualifiers.time
            assert time is None or text[time.start : time.end_offset] == time.text
            times.setdefault(statement.predicate.phrase, (time.value, time.basis) if time is not None else None)
        return times

    return read


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The new pact replaces the 2009 accord between the two ports.", "replaces"),
        ("The harbour board violated the 2009 accord with its tariffs.", "violated"),
        ("Velda Corp paid bonuses to its clerks based on 2021 profits.", "paid"),
        ("The ratio rose to 1.4, up .05 from April.", "rose"),
        ("Exports reached 40 million euros, compared with 35 million in 2019.", "reached"),
        ("Mara Lund bought shares for 2025 delivery.", "bought"),
        ("Mara Lund left Oslo before Friday.", "left"),
        ("Today, many farmers grow barley.", "grow"),
    ],
)
def test_a_date_of_something_else_dates_no_verb(told: Told, text: str, trigger: str) -> None:
    assert told(text)[trigger] is None


def test_a_date_of_what_is_spoken_of_is_not_that_of_the_speech(told: Told) -> None:
    assert told("Mara Lund criticised Saturday's raid.")["criticised"] != ("2023-06-10", "said")


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Mara Lund praised the pilots in a May phone call.", "praised", "2023-05"),
        ("During her visit on Saturday, Mara Lund praised the pilots.", "praised", "2023-06-10"),
        ("Saturday's raid killed two smugglers.", "killed", "2023-06-10"),
        ("The attack on Saturday killed two smugglers.", "killed", "2023-06-10"),
        ("Failures in April rose 5 percent.", "rose", "2023-04"),
        ("The coins will go on sale from July 3.", "will go", "2023-07-03"),
        ("Mara Lund was treasurer of Norway from 1991 to 1996.", "was", "1991/1996"),
        ("In fiscal 2021, exports fell to 3 million tonnes from 4 million in 2020.", "fell", "2021"),
        ("On Friday, Mara Lund plans to meet Olaf Berg in Bergen.", "meet", "2023-06-16"),
    ],
)
def test_a_date_of_an_occasion_or_a_figure_dates_the_verb(told: Told, text: str, trigger: str, value: str) -> None:
    found = told(text)
    (time,) = [t for phrase, t in found.items() if trigger in phrase][:1]
    assert time == (value, "said"), found


def test_what_is_agreed_on_a_day_is_not_done_on_it(told: Told) -> None:
    found = told("Velda Corp agreed on Saturday to buy Norsk Bank.")
    assert [t for phrase, t in found.items() if "buy" in phrase] == [None]


def test_no_past_lies_ahead_of_its_report(told: Told) -> None:
    assert told("Velda Corp, which will run the new ferry, in July 2024, opened an office.")["opened"] is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The court cancelled the sale on Saturday, citing errors.", "citing"),
        ("Mara Lund met Olaf Berg on Saturday and visited a mill.", "visited"),
        ("Mara Lund spoke on Saturday at a fair, where she praised the pilots.", "praised"),
        ("Shares fell on Saturday as buyers left Oslo.", "left"),
    ],
)
def test_what_goes_with_a_dated_happening_has_its_day_by_inference(told: Told, text: str, trigger: str) -> None:
    assert told(text)[trigger] == ("2023-06-10", "context")


def test_what_comes_soon_after_is_not_dated(told: Told) -> None:
    found = told("In 1996 Mara Lund returned to Oslo and soon after founded Velda Corp.")
    assert found["returned"] == ("1996", "said")
    assert found["founded"] is None


def test_the_day_of_a_story_holds_for_what_follows(told: Told) -> None:
    found = told(
        "Mara Lund met Olaf Berg in Bergen on Saturday. She praised the pilots. They discussed the ferry. On Sunday she visited a mill. "
        "She thanked the workers."
    )
    assert found["praised"] == found["discussed"] == ("2023-06-10", "context")
    assert found["visited"] == ("2023-06-11", "said")
    assert found["thanked"] == ("2023-06-11", "context")


def test_background_is_not_dated_by_the_story(told: Told) -> None:
    found = told(
        "Mara Lund met Olaf Berg in Bergen on Saturday. Berg owned two mills. He had sold a third. Lund once praised the mills. "
        "Velda Corp bought Norsk Bank in 1998. The bank opened offices in Lima."
    )
    assert found["owned"] is found["had sold"] is found["praised"] is None
    assert found["bought"] == ("1998", "said")
    assert found["opened"] is None


def test_the_story_goes_on_with_those_whom_it_began_with(told: Told) -> None:
    found = told("Mara Lund unveiled a ferry on Saturday. In April, a blog obtained photographs of it. Lund demonstrated the engines.")
    assert found["obtained"] == ("2023-04", "said")
    assert found["demonstrated"] == ("2023-06-10", "context")


def test_the_report_dates_what_it_tells_as_new(told: Told) -> None:
    line = "BERGEN, June 12 (Reuters) - "
    text = f"{line}Velda Corp has bought Norsk Bank. Velda said it would sell two mills. It had sold a third."
    found = told(text, Passage(0, len(line), "dateline"))
    assert found["has bought"] == ("2023-06-12", "report")
    assert found["said"] == ("2023-06-12", "report")
    assert found["had sold"] is None


def test_an_undated_text_has_no_day_of_its_report(told: Told) -> None:
    assert told("Mara Lund founded a mill. She sold it.") == {"founded": None, "sold": None}


def test_a_figure_that_changes_is_not_dated_by_the_report(told: Told) -> None:
    line = "BERGEN, June 12 (Reuters) - "
    assert told(f"{line}Exports of barley fell to 3 million tonnes.", Passage(0, len(line), "dateline"))["fell"] is None


def test_others_than_those_of_the_story_speak_near_to_the_report(told: Told) -> None:
    found = told("Mara Lund sank a ferry on Wednesday. Olaf Berg said the ferry was old.")
    assert found["sank"] == ("2023-06-07", "said")
    assert found["said"] is None


def test_a_date_between_speech_and_what_is_said_is_the_speechs(told: Told) -> None:
    found = told("Officers said on Sunday they freed two pilots in Bergen.")
    assert found["said"] == ("2023-06-11", "said")
    assert found["freed"] is None


def test_a_sentence_that_names_another_day_is_not_dated_by_the_story(told: Told) -> None:
    line = "BERGEN, June 12 (Reuters) - "
    text = f"{line}Mara Lund has resigned. She brought the drawings that Olaf Berg made on June 2 to a museum."
    assert told(text, Passage(0, len(line), "dateline"))["brought"] is None


def test_an_event_noun_has_the_time_of_the_verb_that_carries_it(read_text: Callable[..., Any]) -> None:
    _, statements = read_text("Norway began its invasion of Sweden on Saturday.", published=PUBLISHED)

    def times(found: tuple[Statement, ...]) -> set[str]:
        return {s.qualifiers.time.value for s in found if s.qualifiers.time is not None}

    assert times(statements) == {"2023-06-10"}
