from __future__ import annotations

import gzip
import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.jsonl import MAX_LINE_BYTES, parse_json_line, read_json_lines
from kg.errors import DocumentError
from kg.model import Document


def read(data: bytes) -> list[Document | DocumentError]:
    return list(read_json_lines(BytesIO(data), source="in/x.jsonl", id="x.jsonl"))


def test_keys_fill_the_document() -> None:
    row = {
        "text": "They met.",
        "url": "https://example.org/a#b",
        "title": "A",
        "publisher": "B",
        "date": "4 Feb 2022",
        "language": "en",
        "corrects": "z",
        "more": [1],
    }
    document = parse_json_line(json.dumps(row).encode(), source="x:1", id="x:1")
    assert (document.id, document.title, document.publisher, document.published, document.supersedes) == (
        "https://example.org/a",
        "A",
        "B",
        "2022-02-04",
        "z",
    )


def test_identity_is_address_then_id_then_line() -> None:
    rows = [{"text": "A."}, {"text": "B.", "id": "b"}, {"text": "C.", "id": 7}, {"text": "D.", "id": "d", "url": "https://example.org/d"}]
    found = read("\n".join(json.dumps(row) for row in rows).encode())
    assert [(item.id, item.source) for item in found if isinstance(item, Document)] == [
        ("x.jsonl:1", "in/x.jsonl:1"),
        ("b", "in/x.jsonl:2"),
        ("7", "in/x.jsonl:3"),
        ("https://example.org/d", "in/x.jsonl:4"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[1]", "no object but [1]"),
        (b'"text"', "no object but"),
        (b"null", "no object but null"),
        (b"{}", "it has no text"),
        (b'{"title": "A", "body": "B"}', "it has no text, only body, title"),
        (b'{"text": 3}', "its text is no string"),
        (b'{"text": null}', "its text is no string"),
        (b'{"text": " "}', "empty"),
        (b'{"text": "A.", ', "no JSON"),
        (b"not json", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"text": "caf\xe9"}', "byte 13 of the line is not UTF-8"),
        (b'{"text": "A.", "date": "03/04/2022"}', "two ways"),
        (b'{"text": "A.", "title": ["B"]}', "title is a list"),
        (b'{"text": "A.", "url": "a.html"}', "no absolute address"),
        (b'{"text": "A.\\u0000"}', "binary"),
        (b'{"text": "A.\\ud83d"}', "lone surrogate"),
        (b'{"text": "A.", "language": "de"}', "not English"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_are_read(line: bytes, reason: str) -> None:
    first, bad, last = read(b'{"text": "One."}\n' + line + b'\n\n{"text": "Two."}')
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert last.id == "x.jsonl:4"
    assert isinstance(bad, DocumentError)
    assert bad.source == "in/x.jsonl:2"
    assert reason in bad.reason
    assert bad.remedy


def test_a_line_that_is_too_long_is_refused_and_the_next_is_read() -> None:
    long, last = read(b'{"text": "' + b"a" * (2 * MAX_LINE_BYTES) + b'"}\n{"text": "Two."}\n')
    assert isinstance(long, DocumentError)
    assert "too large" in long.reason
    assert isinstance(last, Document)


def test_marks_and_utf16() -> None:
    [document] = read(b"\xef\xbb\xbf" + b'{"text": "One."}\r\n')
    assert isinstance(document, Document)
    [refused] = read('{"text": "One."}'.encode("utf-16"))
    assert isinstance(refused, DocumentError)
    assert "UTF-16" in refused.reason


@pytest.mark.parametrize("cut", [5, 30, -6])
def test_a_broken_gzip_file_is_refused_after_what_can_be_read(cut: int) -> None:
    packed = gzip.compress(b'{"text": "One."}\n' * 3, mtime=0)[:cut]
    with gzip.open(BytesIO(packed), "rb") as stream:
        *_, refused = read_json_lines(stream, source="x.jsonl.gz", id="x.jsonl.gz")
    assert isinstance(refused, DocumentError)
    assert "broken file" in refused.reason


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: "It is: " + text), max_size=5))
def test_texts_are_kept_character_for_character(texts: list[str]) -> None:
    data = "".join(json.dumps({"text": text, "language": "en"}) + "\n" for text in texts).encode()
    assert [item.text for item in read(data) if isinstance(item, Document)] == texts


@given(st.binary(max_size=200))
def test_any_bytes_are_documents_or_refusals(data: bytes) -> None:
    for item in read(data):
        assert isinstance(item, Document | DocumentError)
