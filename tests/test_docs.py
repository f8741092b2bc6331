"""The documentation says what the program does: every command and option, every example, every file, every link."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import reference_pages  # noqa: E402 - the folder of the pages is put on the path first
import refresh  # noqa: E402

PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "out" / "README.md"])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
RENEW = "run `python docs/refresh.py` and read what it changes"


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    assert (DOCS / "reference" / "commands.md").read_text(encoding="utf-8") == reference_pages.commands_page(), RENEW


def test_the_reference_of_the_ontology_is_what_the_ontology_says() -> None:
    assert (DOCS / "reference" / "ontology.md").read_text(encoding="utf-8") == reference_pages.ontology_page(), RENEW


def test_every_command_and_option_says_what_it_is_for() -> None:
    from typer.main import get_command

    from kg.cli.app import app

    silent = []
    for path, command in reference_pages.command_groups(get_command(app)):
        if not re.search("Examples?:", command.help or ""):
            silent.append(f"kg {' '.join(path)}: no example")
        silent.extend(f"kg {' '.join(path)} {p.opts[0]}" for p in command.params if not (getattr(p, "help", "") or "--help" in p.opts))
    assert not silent


def test_the_tutorial_or_the_readme_uses_every_command() -> None:
    from typer.main import get_command

    from kg.cli.app import app

    shown = (DOCS / "tutorial.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    unused = [" ".join(path) for path, _ in reference_pages.command_groups(get_command(app)) if f"kg {' '.join(path)}" not in shown]
    assert not unused


@pytest.mark.parametrize("page", refresh.PAGES, ids=lambda p: p.name)
def test_every_example_runs_and_prints_what_stands_below_it(page: Path) -> None:
    text, problems = refresh.renewed(page)
    assert not problems, "\n".join(problems)
    assert text == page.read_text(encoding="utf-8"), RENEW


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert not broken


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings give."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def test_every_file_of_a_build_is_documented(tmp_path: Path) -> None:
    import kg

    article = tmp_path / "a.txt"
    article.write_text("Vladimir Putin met Xi Jinping in Beijing.\n", encoding="utf-8")
    kg.build(article, out=tmp_path / "out")
    page = (DOCS / "reference" / "files.md").read_text(encoding="utf-8")
    written = {p.name for p in (tmp_path / "out").iterdir()}
    assert "statements.jsonl" in written
    assert not {name for name in written if f"`{name}`" not in page and f"`{name}/`" not in page}


def test_every_key_of_the_configuration_is_documented() -> None:
    from dataclasses import fields

    from kg.config import Config

    page = (DOCS / "reference" / "configuration.md").read_text(encoding="utf-8")
    keys = {field.name for field in fields(Config)} - {"file", "model_version"}
    assert not {key for key in keys if f"`{key}`" not in page}


def test_every_public_name_of_the_library_is_documented() -> None:
    import kg

    page = (DOCS / "reference" / "library.md").read_text(encoding="utf-8")
    assert not {name for name in kg.__all__ if name not in page}


def test_an_output_with_a_gap_fits_only_what_agrees_around_the_gap() -> None:
    assert refresh.fits("one\n…\nfour", "one\ntwo\nthree\nfour")
    assert refresh.fits("in … s", "in 1.2 s")
    assert not refresh.fits("one\n…\nfour", "one\ntwo\nfive")
    assert not refresh.fits("", "something")
