"""News documents: files, folders, globs and standard input to `Document`s, and the reasons for what is refused.

    sources        which files a source names, and the id of each
    encoding       bytes to characters
    front_matter   `---` lines at the head of a text; sidecars
    metadata       title, address, publisher, date, language, checked; addresses as identities
    dates          publication dates in one reading or none
    language       whether a text is English
    markdown, html, jsonl      the types
    boilerplate    what in a text is not news
    assemble       text and metadata to a document, after the same checks for all
    reader         one after the other, each id once

Importing this room loads none of the libraries that it uses (trafilatura, markdown-it-py, charset-normalizer).
"""

from __future__ import annotations

from kg.documents.assemble import MAX_CHARACTERS, make_document
from kg.documents.boilerplate import find_boilerplate
from kg.documents.dates import parse_date
from kg.documents.metadata import Metadata, normalise_url
from kg.documents.reader import MAX_BYTES, Reader, parse_html, parse_markdown, parse_text, read, read_lines
from kg.documents.sources import TYPES

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "TYPES",
    "Metadata",
    "Reader",
    "find_boilerplate",
    "make_document",
    "normalise_url",
    "parse_date",
    "parse_html",
    "parse_markdown",
    "parse_text",
    "read",
    "read_lines",
]
