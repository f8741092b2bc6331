"""The reader: one document after the other, each as soon as its file is read.

Invariants:
    * One file, or one line of a file, is in memory at a time; of what was read before, only ids and hashes are kept.
    * Two different texts never share an id: the second is refused, naming both. The same text under the same id is one document.
    * A bad input gives a refusal and leaves the others alone.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.documents.assemble import make_document
from kg.documents.dates import DATE_REMEDY, parse_date
from kg.documents.encoding import decode
from kg.documents.front_matter import read_sidecar, split_front_matter
from kg.documents.html import html_text
from kg.documents.jsonl import read_json_lines
from kg.documents.markdown import markdown_text
from kg.documents.metadata import Metadata
from kg.documents.sources import STDIN, Input, find_inputs
from kg.errors import DocumentError, UsageError
from kg.model import Document, Refusal

MAX_BYTES = 16_000_000  # of a file that holds one document
STDIN_ID = "stdin"
_LINES = {".jsonl", ".jsonl.gz", ".ndjson"}
_PAGES = {".html", ".htm"}
_MARKDOWN = {".md", ".markdown"}
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml")


class Reader(Iterator[Document | Refusal]):
    """Iterates over the documents and refusals of some sources; made by `read`.

    Attributes:
        skipped: number of files that are of no type that is read, by type; complete from the start.
        repeated: number of documents whose id and text had been read before; complete at the end.
    """

    def __init__(self, sources: Iterable[str], *, published: str | None, exclude: Iterable[Path], stdin: BinaryIO | None) -> None:
        found = find_inputs(sources, exclude=exclude)
        self.skipped: Counter[str] = found.skipped
        self.repeated = 0
        self._published = published
        self._stdin = stdin
        self._read: dict[str, tuple[str, str]] = {}
        self._results = self._iterate(found.inputs, found.refusals, found.stdin)

    def __next__(self) -> Document | Refusal:
        return next(self._results)

    def _iterate(self, inputs: list[Input], refusals: list[Refusal], stdin: bool) -> Iterator[Document | Refusal]:
        yield from refusals
        for item in inputs:
            yield from self._once(_read_file(item, self._published))
        if stdin:
            yield from self._once(_read_stdin(self._stdin or sys.stdin.buffer, self._published))

    def _once(self, results: Iterator[Document | DocumentError]) -> Iterator[Document | Refusal]:
        for result in results:
            if isinstance(result, DocumentError):
                yield Refusal(result.source, result.reason, result.remedy)
                continue
            before = self._read.get(result.id)
            if before is None:
                self._read[result.id] = (result.sha256, result.source)
                yield result
            elif before[0] == result.sha256:
                self.repeated += 1
            else:
                reason = f"another text than that of {before[1]} under the same id {result.id}"
                yield Refusal(result.source, reason, "give each its own url or id, or build the folder that holds both")


def read(sources: Iterable[str], *, published: str | None = None, exclude: Iterable[Path] = (), stdin: BinaryIO | None = None) -> Reader:
    """Read news documents, one at a time and in an order that depends on the inputs alone.

    Args:
        sources: files, folders, globs (`**` too) and `-` for standard input.
        published: date of documents without a date of their own, in a form that `parse_date` reads.
        exclude: files and folders that are never sources, such as the out folder.
        stdin: what `-` reads; standard input if None.

    Returns:
        An iterator over documents and refusals that also counts what it passes over (`skipped`, `repeated`).

    Raises:
        UsageError: at once, if `published` is no date.

    Example:
        >>> from io import BytesIO
        >>> [document.title for document in read(["-"], stdin=BytesIO(b"Talks end\\n\\nThe two sides met."))]
        ['Talks end']
    """
    if isinstance(sources, str):
        raise UsageError(f"sources is the text {sources!r}, expected a list of sources", remedy=f"write [{sources!r}]")
    return Reader(sources, published=_option(published), exclude=exclude, stdin=stdin)


def read_lines(stream: Iterable[bytes], *, source: str = STDIN, id: str = STDIN_ID, published: str | None = None) -> Iterator[Document | Refusal]:
    """Read a stream in which each line is a document of its own: a sentence to extract from.

    The line is the text, without its line end; it has no title and no boilerplate and may be in any language. Blank lines are
    passed over.

    Args:
        stream: lines of UTF-8.
        source: name of the input; a document's source is `source:line`.
        id: the input's id; a document's id is `id:line`.
        published: date of the documents.

    Raises:
        UsageError: if `published` is no date.

    Example:
        >>> [document.text for document in read_lines([b"Putin met Xi.\\n", b"\\n", b"They talked."])]
        ['Putin met Xi.', 'They talked.']
    """
    return _iterate_lines(stream, source, id, _option(published))


def parse_text(data: bytes | str, *, source: str, id: str | None = None, metadata: Metadata | None = None, published: str | None = None) -> Document:
    """Make a document of plain text with or without front matter.

    Args:
        data: the file's bytes, or its text.
        source: name of the input.
        id: its path below its source; `source` if None.
        metadata: what is known from elsewhere (a sidecar); it stands before what the front matter says.
        published: ISO 8601 date for a document without one.

    Raises:
        DocumentError: if it cannot be a document.

    Example:
        >>> parse_text("---\\npublished: 4 Feb 2022\\n---\\nThey met.", source="a.txt").published
        '2022-02-04'
    """
    own, text = split_front_matter(_characters(data, source), source=source)
    return make_document(text, source=source, id=id or source, metadata=(metadata or Metadata()).over(own), published=published)


def parse_markdown(
    data: bytes | str, *, source: str, id: str | None = None, metadata: Metadata | None = None, published: str | None = None
) -> Document:
    """Make a document of Markdown with or without front matter; its text is the plain text (see `kg.documents.markdown`).

    Arguments and errors are those of `parse_text`.

    Example:
        >>> parse_markdown("# Talks end\\n\\nThey *met*.", source="a.md").text
        'Talks end\\n\\nThey met.\\n'
    """
    own, markdown = split_front_matter(_characters(data, source), source=source)
    text, title = markdown_text(markdown)
    known = (metadata or Metadata()).over(own).over(Metadata(title=title))
    return make_document(text, source=source, id=id or source, metadata=known, published=published)


def parse_html(data: bytes | str, *, source: str, id: str | None = None, metadata: Metadata | None = None, published: str | None = None) -> Document:
    """Make a document of the article of a web page; its text is the extracted text (see `kg.documents.html`).

    Arguments and errors are those of `parse_text`; a page without an article is an error too.
    """
    page = decode(data, source=source, html=True) if isinstance(data, bytes) else data
    if not page.strip():
        raise DocumentError(source, "empty: it holds no text", remedy="remove it, or save the page again")
    text, own = html_text(page, source=source)
    return make_document(text, source=source, id=id or source, metadata=(metadata or Metadata()).over(own), published=published)


def _option(published: str | None) -> str | None:
    if published is None:
        return None
    try:
        return parse_date(published)
    except ValueError as error:
        raise UsageError(f"--published: {error}", remedy=DATE_REMEDY) from error


def _characters(data: bytes | str, source: str) -> str:
    return decode(data, source=source) if isinstance(data, bytes) else data


def _read_file(item: Input, published: str | None) -> Iterator[Document | DocumentError]:
    try:
        if item.type in _LINES:
            yield from _read_line_file(item, published)
        else:
            yield _read_article(item, published)
    except DocumentError as error:
        yield error
    except OSError as error:
        yield DocumentError(item.source, f"cannot be read: {error.strerror or error}", remedy="check the file and its permissions")


def _read_line_file(item: Input, published: str | None) -> Iterator[Document | DocumentError]:
    metadata = read_sidecar(item.path, source=item.source)
    if metadata.id or metadata.url or metadata.title or metadata.supersedes:
        reason = "its sidecar names one document (id, url, title or supersedes), but each line is a document"
        raise DocumentError(item.source, reason, remedy="keep publisher, published and language, and write the rest into the lines")
    with gzip.open(item.path, "rb") if item.type.endswith(".gz") else item.path.open("rb") as stream:
        some = False
        for result in read_json_lines(stream, source=item.source, id=item.id, published=published, metadata=metadata):
            some = True
            yield result
    if not some:
        yield DocumentError(item.source, "empty: it holds no line", remedy="remove it")


def _read_article(item: Input, published: str | None) -> Document:
    with item.path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    metadata = read_sidecar(item.path, source=item.source)
    return _parse(item.type, data, item.source, item.id, metadata, published)


def _parse(type: str, data: bytes, source: str, id: str, metadata: Metadata, published: str | None) -> Document:
    if len(data) > MAX_BYTES:
        raise DocumentError(source, f"too large: more than {MAX_BYTES:,} bytes", remedy="split it into its articles")
    parse = parse_html if type in _PAGES else parse_markdown if type in _MARKDOWN else parse_text
    return parse(data, source=source, id=id, metadata=metadata, published=published)


def _read_stdin(stream: BinaryIO, published: str | None) -> Iterator[Document | DocumentError]:
    """Recognise JSON lines by a first line that opens an object, pages by their first tag; all else is plain text."""
    first = b""
    while not first.removeprefix(b"\xef\xbb\xbf").strip() and len(first) <= MAX_BYTES:
        line = stream.readline(MAX_BYTES)
        if not line:
            break
        first += line
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b'{"', b"{ ")):
        yield from read_json_lines(_Rest(first, stream), source=STDIN, id=STDIN_ID, published=published)
        return
    data = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
    kind = ".html" if start[:20].lower().startswith(_PAGE_STARTS) else ".txt"
    try:
        yield _parse(kind, data, STDIN, STDIN_ID, Metadata(), published)
    except DocumentError as error:
        yield error


class _Rest:
    """A stream whose first bytes have been looked at already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = BytesIO(first)
        self._rest = rest

    def readline(self, size: int = -1, /) -> bytes:
        line = self._first.readline(size)
        return line if line.endswith(b"\n") or len(line) == size else line + self._rest.readline(size - len(line) if size >= 0 else -1)


def _iterate_lines(stream: Iterable[bytes], source: str, id: str, published: str | None) -> Iterator[Document | Refusal]:
    import hashlib

    from kg.documents.encoding import check_characters

    for number, line in enumerate(stream, 1):
        place = f"{source}:{number}"
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            if not text.strip():
                continue
            check_characters(text, source=place)
        except UnicodeDecodeError as error:
            yield Refusal(place, f"broken encoding: byte {error.start} of the line is not UTF-8", "save it as UTF-8")
        except DocumentError as error:
            yield Refusal(error.source, error.reason, error.remedy)
        else:
            yield Document(f"{id}:{number}", place, text, published=published, sha256=hashlib.sha256(text.encode()).hexdigest())
