"""Markdown to the plain text that is stored: the words without their marks, one block a paragraph.

Invariants:
    * Headings, paragraphs, quotations and list items become paragraphs, set off by blank lines; a line break inside a paragraph
      becomes a space, a hard break a line break.
    * Links are their words; images, code, tables, raw HTML and rules are left out.
    * The conversion depends on nothing but the text (CommonMark 0.31).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def markdown_text(markdown: str) -> tuple[str, str | None]:
    """Convert Markdown to plain text.

    Args:
        markdown: the source, without front matter.

    Returns:
        The text, and the words of the first heading of level one, or None.

    Example:
        >>> markdown_text("# Talks end\\n\\nThe **two** sides [met](https://example.org).\\n\\n- gas\\n- oil")
        ('Talks end\\n\\nThe two sides met.\\n\\ngas\\n\\noil\\n', 'Talks end')
    """
    blocks: list[str] = []
    title: str | None = None
    table = 0
    before = ""
    for token in _parser().parse(markdown):
        if token.type in {"table_open", "table_close"}:
            table += 1 if token.type == "table_open" else -1
        elif token.type == "inline" and not table:
            block = _words(token.children or []).strip()
            if block:
                blocks.append(block)
                if title is None and before == "h1":
                    title = " ".join(block.split())
        before = token.tag if token.type == "heading_open" else ""
    return "".join(["\n\n".join(blocks), "\n" if blocks else ""]), title


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _words(tokens: Iterable[Token]) -> str:
    words = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(token.content if token.type == "text" else words.get(token.type, "") for token in tokens)
