"""Readings: what the parser gets in a text's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotations.reading import MAXIMAL_CHARACTERS, reading
from kg.errors import DocumentError
from kg.model import Document, Passage


def read(text: str, *boilerplate: Passage) -> str:
    return reading(Document("a", "a.txt", text, boilerplate=boilerplate))


@given(st.text(alphabet=st.sampled_from(list("aB .\n\r\t\u00a0\u2028\x00“\"'-😀e\u0301")), max_size=200))
def test_a_reading_is_as_long_as_its_text_and_has_no_other_white_space_than_blanks_and_line_feeds(text: str) -> None:
    result = read(text)
    assert len(result) == len(text)
    assert all(c in " \n" for c in result if c.isspace())
    assert all(a == b for a, b in zip(result, text, strict=True) if a.isalnum() and b.islower())


@given(st.text(alphabet=st.sampled_from(list("ab .\n")), max_size=80), st.data())
def test_boilerplate_never_changes_the_length(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    assert len(read(text, Passage(edges[0], edges[1], "share"))) == len(text)


def test_lines_that_a_machine_broke_are_joined_and_paragraphs_are_not() -> None:
    line = "The two leaders met on Friday for talks on trade and on gas\n"
    text = line * 3 + "at last.\n\nThey agreed."
    result = read(text)
    assert result.count("\n") == 1
    assert result[len(text) - len("\n\nThey agreed.") :] == "\n They agreed."


def test_each_line_of_a_text_with_long_lines_is_a_paragraph() -> None:
    text = "Headline without a stop\n" + "A long sentence of the report. " * 5 + "\nAnother."
    assert read(text).count("\n") == 2


@pytest.mark.parametrize(
    "text",
    [
        "NEW YORK, March 3 - Analysts said.",
        "BEIJING (AP) — Xi met Putin.",
        "NATICK, Mass., March 2 - Prime said.",
        "Toronto, April 7 - Two firms agreed.",
        "BEIJING, Feb 4 (Reuters) - Xi met Putin.",
        "MOSCOW — Putin spoke.",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text: str) -> None:
    before, _, after = read(text).partition("\n")
    assert before[-1] in "-—"
    assert after[0].isupper()


def test_a_dash_in_a_sentence_is_no_dateline() -> None:
    assert "\n" not in read("Xi met Putin - and left.")


def test_a_headline_in_capitals_gets_small_letters() -> None:
    assert read("PUTIN AND XI MEET IN BEIJING\n\nThe US said.") == "Putin AND XI Meet IN Beijing\n The US said."


def test_an_apostrophe_written_as_a_double_mark_is_mended() -> None:
    assert read('President Suharto"s government said "yes".') == 'President Suharto\'s government said "yes".'


def test_the_edges_of_boilerplate_are_boundaries() -> None:
    text = "He left. Share this page They stayed."
    assert read(text, Passage(9, 24, "share")) == "He left.\nShare this page\nThey stayed."


def test_a_text_beyond_the_limit_is_refused_with_its_source() -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: 1000001 characters"):
        read("a" * (MAXIMAL_CHARACTERS + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We’re at Tom’s.", "We're at Tom's."),
        ("Microsoft ’ s Longhorn", "Microsoft's   Longhorn"),
        ("the leaders’ talks", "the leaders’ talks"),
        ("He said ‘no’ to it.", "He said ‘no’ to it."),
        ("Moulinex <MOUP.PA> rose", "Moulinex           rose"),
        ("its unit <Amylum NV> fell", "its unit  Amylum NV  fell"),
        ("if a < b and c > d", "if a < b and c > d"),
    ],
)
def test_clitics_and_angle_brackets_are_mended_in_place(text: str, expected: str) -> None:
    assert read(text) == expected
    assert len(expected) == len(text)
