"""What was found in each document, kept between builds.

`.kg/extractions.jsonl` in the out folder has one line a document, sorted by document: the flat row of its extraction. A row is used
again if its key is that of the document today: the key hashes all that the row depends on. A long build also notes each row as soon as
it has it, so that an interruption costs little.

Invariants: the file is a pure function of the documents, the model, the ontology and the code; a line that cannot be read (the last one
of an interrupted build) is as good as none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from kg.config import Config
from kg.identifiers import digest
from kg.model import Document, Extraction
from kg.pipeline.code import fingerprint
from kg.records import to_row

MAP_ROOMS = ("model", "identifiers", "annotations", "statements")


def base_key(config: Config, model: str, ontology: str) -> str:
    """Hash what all extractions of a build depend on.

    Args:
        config: gives the matrix library.
        model: what identifies the model (see `kg.pipeline.models.identify`).
        ontology: digest of the ontology.
    """
    return digest("map", model, ontology, config.blas, fingerprint(*MAP_ROOMS))


def content_key(document: Document, base: str) -> str:
    """Hash what the extraction of one document depends on: its text and metadata, and the base key."""
    return digest(
        base,
        document.id,
        document.text,
        document.title,
        document.url,
        document.publisher,
        document.published,
        document.language,
        document.supersedes,
        [[passage.start, passage.end, passage.kind] for passage in document.boilerplate],
    )


def read_cache(path: Path) -> dict[str, list[Any]]:
    """Read the rows of a cache.

    Args:
        path: may be missing.

    Returns:
        Rows by key.
    """
    rows: dict[str, list[Any]] = {}
    if not path.is_file():
        return rows
    with path.open("rb") as stream:
        for line in stream:
            try:
                row = json.loads(line)
                rows[row[1]] = row
            except (ValueError, LookupError, TypeError):
                continue
    return rows


def write_cache(path: Path, extractions: Iterable[Extraction]) -> None:
    """Write extractions in the order given."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for extraction in extractions:
            note_row(stream, extraction)


def note_row(stream: TextIO, extraction: Extraction) -> None:
    """Write one extraction as a line."""
    stream.write(json.dumps(to_row(extraction), ensure_ascii=False, separators=(",", ":")) + "\n")
