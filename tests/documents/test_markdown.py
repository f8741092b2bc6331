from __future__ import annotations

import pytest

from kg.documents import parse_markdown
from kg.documents.markdown import markdown_text
from kg.errors import DocumentError


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Bold** and *slanted* `code` words", "Bold and slanted  words"),
        ('A [link](https://example.org "t") and <https://example.org/a>', "A link and https://example.org/a"),
        ("![A photo](a.png) stands here", "stands here"),
        ("one\ntwo  \nthree", "one two\nthree"),
        ("# Head\nText", "Head\n\nText"),
        ("- one\n- two\n  - three\n\n1. four", "one\n\ntwo\n\nthree\n\nfour"),
        ("> quoted\n> words", "quoted words"),
        ("before\n\n```\ncode\n```\n\n    more code\n\nafter", "before\n\nafter"),
        ("before\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nafter", "before\n\nafter"),
        ("<div>raw</div>\n\nfish &amp; chips\\*", "fish & chips*"),
        ("He said <b>no</b>.\n\n---\n\nEnd", "He said no.\n\nEnd"),
        ("AT&T 3 * 4 snake_case_name", "AT&T 3 * 4 snake_case_name"),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert markdown_text(markdown)[0] == text + "\n"


def test_the_first_heading_of_level_one_is_the_title() -> None:
    document = parse_markdown("---\npublisher: B\n---\n\n## Kicker\n\n# Talks *end*\n\nThey met.\n", source="a.md")
    assert (document.title, document.publisher) == ("Talks end", "B")
    assert document.text == "Kicker\n\nTalks end\n\nThey met.\n"


def test_front_matter_stands_before_the_heading() -> None:
    assert parse_markdown("---\ntitle: Mine\n---\n# Other\n\nThey met.", source="a.md").title == "Mine"


def test_markdown_without_words_is_empty() -> None:
    with pytest.raises(DocumentError, match=r"a\.md: empty"):
        parse_markdown("![A](a.png)\n\n---\n", source="a.md")
