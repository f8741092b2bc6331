"""A small dump in Wikidata's form (the people and companies in it are made up, and have ids from Q900000001 on), and texts marked by hand."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.entities import Identities, resolve_entities
from kg.identifiers import digest
from kg.knowledge import KnowledgeBase, Linker, import_source
from kg.model import Document, Extraction, Mention, Span
from kg.ontology import Ontology, load

DUMP = Path(__file__).parent / "dump.json"
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
Read = Callable[..., Identities]


@pytest.fixture(scope="session")
def dump() -> Path:
    return DUMP


@pytest.fixture(scope="session")
def lines() -> list[str]:
    """The entities of the dump, one a line, without what stands around them."""
    return [line.removesuffix(",") for line in DUMP.read_text(encoding="utf-8").splitlines() if line.startswith("{")]


@pytest.fixture(scope="session")
def base_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("base") / "kb.sqlite"
    import_source(DUMP, target, load())
    return target


def marked(id: str, text: str, **metadata: str) -> tuple[Document, Extraction]:
    """A document from a text in which names are marked: “[Li Wei|Person] spoke”. Equal names are one chain."""
    plain, mentions, end = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        name, type = match[1], match[2]
        type, _, more = type.partition(" ")
        span = Span(id, len(plain), len(plain) + len(name), name)
        mentions.append(Mention(digest(id, span.start), span, type, digest(id, name), "name", name=name, gazetteer=more))
        plain, end = plain + name, match.end()
    return Document(id, id, plain + text[end:], **metadata), Extraction(id, "", tuple(mentions), ())


@pytest.fixture
def read(base_file: Path) -> Read:
    """Resolve marked texts against the base."""

    def resolve(*texts: str, base: Path | None = base_file, ontology: Ontology | None = None, shuffled: int | None = None) -> Identities:
        told = [marked(f"doc{number}", text) for number, text in enumerate(texts)]
        if shuffled is not None:
            random.Random(shuffled).shuffle(told)
        documents, extractions = [d for d, _ in told], [e for _, e in told]
        ontology = ontology or load()
        if base is None:
            return resolve_entities(documents, extractions, ontology)
        with KnowledgeBase(base) as knowledge:
            linker = Linker(knowledge, ontology, documents, ())
            return resolve_entities(documents, extractions, ontology, recognise=linker)

    return resolve
