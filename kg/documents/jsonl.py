"""JSON lines: one document a line, read one at a time.

Invariants: a bad line is refused with its number and the lines after it are still read; no more than one line is held in memory.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Protocol

from kg.documents.assemble import make_document
from kg.documents.metadata import Metadata, MetadataError, collect
from kg.errors import DocumentError
from kg.model import Document

MAX_LINE_BYTES = 16_000_000
_EXAMPLE = 'write one object a line, such as {"title": "…", "text": "…"}'
_UTF8_MARK = b"\xef\xbb\xbf"


class LineStream(Protocol):
    """What is read: a binary file, or anything that gives its lines."""

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line with its end, but no more than `size` bytes of it."""
        ...


def read_json_lines(
    stream: LineStream, *, source: str, id: str, published: str | None = None, metadata: Metadata | None = None
) -> Iterator[Document | DocumentError]:
    """Read a stream of JSON lines; blank lines are passed over.

    Args:
        stream: the bytes, uncompressed.
        source: name of the input; a document's source is `source:line`.
        id: the input's path below its source; a document without address and id is `id:line`.
        published: ISO 8601 date for documents without one.
        metadata: what holds for all lines that do not say otherwise (a sidecar's publisher, date and language).

    Yields:
        A document, or the error for a line that holds none.

    Example:
        >>> from io import BytesIO
        >>> [document.id for document in read_json_lines(BytesIO(b'{"text": "They met."}'), source="x.jsonl", id="x.jsonl")]
        ['x.jsonl:1']
    """
    number = 0
    while True:
        number += 1
        place = f"{source}:{number}"
        try:
            line = stream.readline(MAX_LINE_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield DocumentError(place, f"broken file: {error}", remedy="pack it again" if _is_gzip(error) else "check the disk and the file")
            return
        if not line:
            return
        if number == 1:
            if line[:2] in {b"\xff\xfe", b"\xfe\xff"}:
                yield DocumentError(place, "broken encoding: UTF-16, and JSON lines are UTF-8 (RFC 8259)", remedy="save it as UTF-8")
                return
            line = line.removeprefix(_UTF8_MARK)
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield DocumentError(place, f"too large: a line of more than {MAX_LINE_BYTES:,} bytes", remedy="split it into its articles, one a line")
            continue
        if not line.strip():
            continue
        try:
            yield parse_json_line(line, source=place, id=f"{id}:{number}", published=published, metadata=metadata)
        except DocumentError as error:
            yield error


def parse_json_line(line: bytes, *, source: str, id: str, published: str | None = None, metadata: Metadata | None = None) -> Document:
    """Make a document of one line.

    Args:
        line: a JSON object with `text` and optionally `id`, `title`, `url`, `publisher`, `published` or `date`, `language`,
            `corrects` or `supersedes`; other keys are left alone.
        source: file and line, for messages.
        id: identity of a document that has neither `url` nor `id`.
        published: ISO 8601 date for a document without one.
        metadata: what holds where the line does not say otherwise.

    Raises:
        DocumentError: if the line is no object, lacks text, has an unfit value, or its text is unfit (see `make_document`).

    Example:
        >>> parse_json_line(b'{"text": "They met.", "date": "4 February 2022"}', source="x.jsonl:1", id="x.jsonl:1").published
        '2022-02-04'
    """
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DocumentError(source, f"broken encoding: byte {error.start} of the line is not UTF-8", remedy="save it as UTF-8") from error
    except RecursionError as error:
        raise DocumentError(source, "no JSON that can be read: nested too deep", remedy=_EXAMPLE) from error
    except ValueError as error:
        raise DocumentError(source, f"no JSON: {error}", remedy=_EXAMPLE) from error
    if not isinstance(row, dict):
        raise DocumentError(source, f"no object but {json.dumps(row, ensure_ascii=True)[:40]}", remedy=_EXAMPLE)
    text = row.get("text")
    if not isinstance(text, str):
        reason = "its text is no string" if "text" in row else f"it has no text, only {', '.join(sorted(row)[:8]) or 'nothing'}"
        raise DocumentError(source, reason, remedy='put the article under the key "text"')
    try:
        known = collect(row).over(metadata or Metadata())
    except MetadataError as error:
        raise DocumentError(source, str(error), remedy=error.remedy) from error
    return make_document(text, source=source, id=id, metadata=known, published=published)


def _is_gzip(error: BaseException) -> bool:
    return isinstance(error, EOFError | zlib.error | gzip.BadGzipFile)
