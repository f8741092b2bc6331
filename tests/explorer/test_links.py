"""Links to words: only to where a link may go, and with the words whole."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explorer.dates import say_date
from kg.explorer.links import link_to_words, safe_url
from kg.explorer.widths import shorten


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x", "file:///etc/passwd",
        "//host/path", "relative", "https://", "http:///path", 'https://a.example/"onclick="x', "https://a.example/<script>",
        "https://[::1", "", None,
    ],
)  # fmt: skip
def test_other_addresses_are_not_linked(url: str | None) -> None:
    assert safe_url(url) == ""
    assert link_to_words(url, "words") == ""


def test_long_passages_are_named_by_their_ends() -> None:
    words = [f"w{number}" for number in range(30)]
    assert link_to_words("https://a.example/x", " ".join(words)) == (
        "https://a.example/x#:~:text=w0%20w1%20w2%20w3%20w4%20w5,w24%20w25%20w26%20w27%20w28%20w29"
    )


def test_marks_of_the_syntax_are_encoded() -> None:
    assert link_to_words("https://a.example/", "time-honoured, & “close”").endswith("text=time%2Dhonoured%2C%20%26%20%E2%80%9Cclose%E2%80%9D")


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_short_passages_come_back_by_decoding(text: str) -> None:
    words = text.split()
    link = link_to_words("https://a.example/x", text)
    if words and len(words) <= 12 and "\n" not in text.strip():
        assert unquote(link.partition("text=")[2]) == " ".join(words)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2022", "2022"),
        ("2022-02", "February 2022"),
        ("../2022-02-04", "until 4 February 2022"),
        ("2022-02-04/2022-02-06", "4 February 2022 to 6 February 2022"),
        ("2022-99", "2022-99"),
        ("soon", "soon"),
        ("../..", "../.."),
    ],
)
def test_dates_are_said(value: str, said: str) -> None:
    assert say_date(value) == said


@given(st.text(max_size=80), st.integers(min_value=4, max_value=40))
def test_shortened_text_is_short(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most
