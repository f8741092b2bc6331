"""The page as text: escaped, self-contained, complete, the same under every hash seed."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.config import Config
from kg.explorer import write_explorer
from kg.explorer.quotes import mark_words
from kg.model import Resolution


def page(resolution: Resolution, *, config: Config | None = None) -> str:
    out = io.BytesIO()
    write_explorer(resolution, out, config=config)
    return out.getvalue().decode()


class Outline(html.parser.HTMLParser):
    """Tags, attributes and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_pieces_joined_are_the_sentence(resolution: Resolution, hostile: Resolution) -> None:
    for statement in (*resolution.statements, *hostile.statements):
        assert "".join(piece.text for piece in mark_words(statement)) == statement.sentence.text


def test_the_marked_words_are_the_statements(resolution: Resolution) -> None:
    statement = next(s for s in resolution.statements if s.predicate.id == "kg:suppliesTo")
    marked = [(piece.text, piece.mark) for piece in mark_words(statement) if piece.mark]
    assert marked == [("Putin said", "speaker"), ("Russia", "subject"), ("supply", "trigger"), ("China", "object")]


def test_hostile_names_make_no_tags_and_no_handlers(hostile: Resolution) -> None:
    outline = Outline(page(hostile))
    assert outline.tags.count("script") == 1
    assert "img" not in outline.tags
    assert not [name for name, _ in outline.attributes if name.startswith("on")]
    assert not [value for name, value in outline.attributes if name in ("href", "src") and not value.startswith("#")]


def test_the_policy_names_the_very_style_and_script(resolution: Resolution) -> None:
    text = page(resolution)
    for tag in ("style", "script"):
        found = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert found is not None
        hashed = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{hashed}'" in text
    assert "default-src 'none'" in text
    assert " style=" not in text


def test_links_open_the_page_at_the_words(resolution: Resolution) -> None:
    assert 'href="https://north.example/a#:~:text=Vladimir%20Putin%20met%20Xi%20Jinping%20in%20Beijing%20on%20Friday."' in page(resolution)


def test_every_fact_has_a_card_with_its_words(resolution: Resolution) -> None:
    text = page(resolution, config=Config())
    for fact in resolution.facts:
        assert (f'id="fact-{fact.id}"' in text) is not bool(fact.mirror_of)
    assert f'data-iri="https://example.org/kg/fact/{resolution.facts[0].id}"' in text
    assert text.index('class="badge Asserted"') < text.index('class="badge Disputed"')


def test_long_lists_are_cut_and_say_so(random_graph: Callable[[int, int], Resolution], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.explorer.page.MOST_FACTS", 20)
    text = page(random_graph(30, 60))
    assert text.count("<article>") == 20
    assert "The first 20 of" in text


def test_an_empty_graph_has_a_page() -> None:
    assert "there is no picture" in page(Resolution((), (), (), (), (), {}, {}))


def test_the_same_bytes_under_every_hash_seed() -> None:
    program = (
        "import hashlib, importlib.util, io, sys\n"
        f"spec = importlib.util.spec_from_file_location('sample', {str(Path(__file__).parents[1] / 'network' / 'sample.py')!r})\n"
        "sample = importlib.util.module_from_spec(spec); sys.modules['sample'] = sample; spec.loader.exec_module(sample)\n"
        "from kg.explorer import write_explorer\nfrom kg.exports import FORMATS, export\n"
        "graph, out = sample.random_graph(40, 90), io.BytesIO()\nwrite_explorer(graph, out)\n"
        "for known in FORMATS:\n    if not known.rdf: export(known.name, graph, out)\n"
        "print(hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    root = str(Path(__file__).parents[2])
    seen = {
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": root}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1
