"""Figures as a Markdown table, on standard output or in a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Rows = Sequence[tuple[str, str]]


def table(rows: Rows) -> str:
    """The figures as a Markdown table."""
    width = max(len(name) for name, _ in rows)
    body = [f"| {name:<{width}} | {figures} |" for name, figures in rows]
    return "\n".join([f"| {'measure':<{width}} | figures |", f"|{'-' * (width + 2)}|---|", *body])


def write_into(page: Path, mark: str, rows: Rows, command: str) -> None:
    """Put a table between the marks of a page; a page without them is refused.

    Args:
        page: a Markdown page.
        mark: what the marks are called: `<!-- MARK -->` and `<!-- end of MARK -->`.
        rows: the figures.
        command: what was run.
    """
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"{page}: the marks {begin!r} and {end!r} were expected")
    page.write_text(f"{before}{begin}\n\nBy `{command}`:\n\n{table(rows)}\n\n{end}{after}", encoding="utf-8")
