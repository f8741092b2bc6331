"""What the tests of the ontology share: a small ontology on disk that a test may spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PREFIXES = """@prefix kg: <https://example.org/kg/ontology#> .
@prefix lex: <https://example.org/kg/lexicon#> .
@prefix ent: <https://example.org/kg/entity/> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix plover: <https://example.org/plover#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture
def mine(tmp_path: Path) -> Callable[[str], Path]:
    """Write a user's own Turtle file; its first line of content is line 9."""

    def write(text: str, name: str = "mine.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + text, encoding="utf-8")
        return path

    return write
