from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.front_matter import read_sidecar, split_front_matter
from kg.documents.metadata import Metadata
from kg.errors import DocumentError

FULL = """---
# how it came to us
title: "Talks: \\"day two\\" in Caf\\u00e9"
url: https://example.org/a?b=c#d   # with a fragment
publisher: 'Example''s News'
published: 4 February 2022
language: en-GB
corrects: 2022/a.txt
tags:
  - gas
  - trade
authors: [Ann, Bo]
note: |
  key: value inside a block
---
"""


def split(text: str) -> tuple[Metadata, str]:
    return split_front_matter(text, source="news/a.txt")


def test_all_keys_are_read_and_others_are_passed_over() -> None:
    metadata, text = split(FULL + "\nThey met.")
    assert metadata == Metadata(
        title='Talks: "day two" in Café',
        url="https://example.org/a?b=c#d",
        publisher="Example's News",
        published="2022-02-04",
        language="en-gb",
        supersedes="2022/a.txt",
    )
    assert text == "\nThey met."


# Line ends, emoji with joiners, combining marks, a second fence: whatever comes after the front matter.
TEXTS = st.text(st.one_of(st.sampled_from("\r\n-: e\u0301👩‍🚀\u2028\u0085\ufeff#\t"), st.characters(exclude_categories=["Cs"])), max_size=200)


@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["---", "...", "--- "]))
def test_the_text_is_exactly_what_follows_the_front_matter(text: str, end: str, fence: str) -> None:
    if end == "\r" and text.startswith("\n"):
        return  # the two are one line end
    head = end.join(["---", "title: A", "", "published: 2022-02-04", fence, ""])
    metadata, rest = split(head + text)
    assert rest == text
    assert (metadata.title, metadata.published) == ("A", "2022-02-04")


@given(TEXTS)
def test_a_text_without_front_matter_is_whole(text: str) -> None:
    if not text.startswith("---"):
        assert split(text) == (Metadata(), text)


@pytest.mark.parametrize(
    "text",
    [
        "---",
        "---\n",
        "---\n\nA rule above.\n\n---\nMore.",
        "--- a dash",
        "---\nThey met: at last.\n",
        "----\ntitle: A\n---\n",
        " ---\ntitle: A\n---\n",
        "---\nHe said it.\n---\nMore",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert split(text) == (Metadata(), text)


def test_empty_front_matter_is_taken_off() -> None:
    assert split("---\n---\nThey met.") == (Metadata(), "They met.")


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("Talks: day two", "Talks: day two"),
        ("It's over", "It's over"),
        ("A # comment", "A"),
        ("A#1", "A#1"),
        ('"A # no comment"', "A # no comment"),
        ('"A" # comment', "A"),
        ("'it''s'", "it's"),
        ('"\\ud83d\\ude80"', "🚀"),
        ("A\n  goes on", "A goes on"),
        (">-\n  A\n  goes on", "A goes on"),
        ("|\n\tA", "A"),
        ("~", None),
        ("null", None),
        ('""', None),
        ("", None),
        ("2022", "2022"),
    ],
)
def test_values_are_read_as_they_are_quoted(value: str, title: str | None) -> None:
    assert split(f"---\ntitle: {value}\n---\nText")[0].title == title


@pytest.mark.parametrize(
    ("lines", "number", "reason", "remedy"),
    [
        (["title: A", "published: 03/04/2022"], 3, "two ways", "4 February 2022"),
        (["published: soon"], 2, "no whole date", "2022-02-04"),
        (["", "# c", "url: example.org/a"], 4, "no absolute address", "https://"),
        (['title: "A'], 2, "does not end", "close it"),
        (["title: 'it's'"], 2, "does not end", "double it"),
        (['title: "C:\\q"'], 2, "unknown escape", "\\\\"),
        (["title: [A, B]"], 2, "list or table", "one line"),
        (["title:", "  - A"], 2, "list or table", "one line"),
        (["title:", "- A"], 2, "list or table", "one line"),
        (["title: {a: b}"], 2, "list or table", "one line"),
        (["title: A", "nonsense"], 3, "no line of front matter", "key: value"),
        (["title: A", "publisher: B", "Title: C"], 4, "stands twice (first in line 2)", "keep one"),
        (["date: 2022-02-04", "published: 2022-02-05"], 3, "stands twice", "keep one"),
        (["language: ???"], 2, "no language tag", "en-GB"),
        (['title: "\\u0000"'], 2, "no text can hold", "\\u0000"),
    ],
)
def test_a_wrong_line_is_named_with_its_remedy(lines: list[str], number: int, reason: str, remedy: str) -> None:
    with pytest.raises(DocumentError) as caught:
        split("\n".join(["---", *lines, "---", "They met."]))
    assert caught.value.source == f"news/a.txt:{number}"
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


def test_front_matter_that_is_not_closed_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"news/a\.txt:1: the front matter is not closed"):
        split("---\ntitle: A\n\nThey met.\n")


def test_a_sidecar_is_read_by_full_name_or_stem(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    assert read_sidecar(article, source="a.txt") == Metadata()
    (tmp_path / "a.meta.toml").write_text('title = "Stem"\n', encoding="utf-8")
    assert read_sidecar(article, source="a.txt").title == "Stem"
    (tmp_path / "a.txt.meta.toml").write_text('title = "Full"\npublished = 2022-02-04\ntags = ["a"]\n', encoding="utf-8")
    assert read_sidecar(article, source="a.txt") == Metadata(title="Full", published="2022-02-04")


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        (b'title = "A', "is no TOML"),
        (b"title = 3", "title is a number, expected text"),
        (b'title = ["A"]', "title is a list"),
        (b'date = "03/04/2022"', "two ways"),
        (b'title = "\xff"', "not UTF-8"),
    ],
)
def test_a_wrong_sidecar_is_named(tmp_path: Path, toml: bytes, reason: str) -> None:
    (tmp_path / "a.txt.meta.toml").write_bytes(toml)
    with pytest.raises(DocumentError, match=r"^news/a\.txt: its sidecar a\.txt\.meta\.toml") as caught:
        read_sidecar(tmp_path / "a.txt", source="news/a.txt")
    assert reason in caught.value.reason
    assert caught.value.remedy
