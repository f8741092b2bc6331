from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import MAX_CHARACTERS, parse_text, read, read_lines
from kg.documents.assemble import headline
from kg.errors import DocumentError, UsageError
from kg.model import Document, Refusal

ARTICLE = "Talks end in Geneva\n\nThe two sides met on Friday. They will meet again next week, officials said.\n"
PAGE = (
    "<!DOCTYPE html><html><body><article><h1>Vote held</h1><p>The voters of the city went to the polls on Sunday, and the turnout was high.</p>"
    "<p>They chose a new mayor, who takes office in May and says that she will mend roads.</p></article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def documents(*sources: str, published: str | None = None) -> list[Document]:
    return [item for item in read(sources, published=published) if isinstance(item, Document)]


def refusals(*sources: str) -> list[Refusal]:
    return [item for item in read(sources) if isinstance(item, Refusal)]


@given(st.text(st.one_of(st.sampled_from("\r\n e\u0301👩‍🚀—\u2028\u0085\ufeff"), st.characters(exclude_categories=("Cs", "Cc"))), max_size=100))
def test_text_is_kept_character_for_character(text: str) -> None:
    text = "It was.\r\n" + text
    document = parse_text(("---\r\ntitle: A\r\nlanguage: en\r\n---\r\n" + text).encode(), source="a.txt")
    assert document.text == text
    assert all(0 <= p.start < p.end <= len(text) for p in document.boilerplate)


def test_every_type_is_read_beside_its_bad_neighbours(folder: Path) -> None:
    write("in/a.txt", ARTICLE)
    write("in/b.md", "# Deal *signed*\n\nThe company signed the deal.")
    write("in/c.html", PAGE)
    write("in/d.jsonl", '{"text": "One."}\n[]\n{"text": "Two."}')
    write("in/e.jsonl.gz", gzip.compress(b'{"text": "Three."}'))
    write("in/f.txt", "")
    write("in/g.txt", b"\x00\x01")
    write("in/h.html", "<html></html>")
    write("in/i.txt", "---\ntitle: A\n---\n \n")
    write("in/j.jsonl", "\n")
    write("in/k.jsonl.gz", b"not gzip")
    reader = read(["in", "missing"])
    found = list(reader)
    assert [(item.id, item.title) for item in found if isinstance(item, Document)] == [
        ("a.txt", "Talks end in Geneva"),
        ("b.md", "Deal signed"),
        ("c.html", "Vote held"),
        ("d.jsonl:1", None),
        ("d.jsonl:3", None),
        ("e.jsonl.gz:1", None),
    ]
    assert [(item.source, item.reason.split(":")[0]) for item in found if isinstance(item, Refusal)] == [
        ("missing", "no such file or folder"),
        ("in/d.jsonl:2", "no object but []"),
        ("in/f.txt", "empty"),
        ("in/g.txt", "binary"),
        ("in/h.html", "HTML without an article"),
        ("in/i.txt", "empty"),
        ("in/j.jsonl", "empty"),
        ("in/k.jsonl.gz:1", "broken file"),
    ]
    assert all(item.remedy for item in found if isinstance(item, Refusal))


def test_the_published_option_dates_only_the_undated(folder: Path) -> None:
    write("a.txt", "They met.")
    write("b.txt", "---\npublished: 2020-01-01\n---\nThey met again.")
    assert [document.published for document in documents("a.txt", "b.txt", published="4 Feb 2022")] == ["2022-02-04", "2020-01-01"]
    assert documents("a.txt")[0].published is None


@pytest.mark.parametrize("published", ["03/04/2022", "soon", ""])
def test_a_malformed_published_option_is_a_usage_error_at_once(published: str) -> None:
    with pytest.raises(UsageError, match="--published"):
        read([], published=published)


def test_one_text_as_sources_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="list of sources"):
        read("a.txt")


def test_two_texts_under_one_id_are_refused_and_equal_ones_are_read_once(folder: Path) -> None:
    write("x/a.txt", "They met.")
    write("y/a.txt", "They did not meet.")
    write("z/a.txt", "They met.")
    reader = read(["z", "y", "x"])
    found = list(reader)
    assert [item.source for item in found if isinstance(item, Document)] == ["x/a.txt"]
    [refusal] = [item for item in found if isinstance(item, Refusal)]
    assert refusal.source == "y/a.txt"
    assert "x/a.txt" in refusal.reason
    assert reader.repeated == 1


def test_the_same_address_is_the_same_document(folder: Path) -> None:
    write("a.txt", "---\nurl: https://example.org/a#top\n---\nThey met.")
    write("b.txt", "---\nurl: HTTPS://EXAMPLE.org/a?utm_source=x\n---\nThey met again.")
    assert [document.id for document in documents("a.txt", "b.txt")] == ["https://example.org/a"]
    assert len(refusals("a.txt", "b.txt")) == 1


def test_the_order_of_sources_changes_nothing(folder: Path) -> None:
    for name in ("x/a.txt", "x/b.txt", "y/c.txt", "d.txt"):
        write(name, f"They met in {name}.")
    assert list(read(["x", "y", "d.txt", "n"])) == list(read(["n", "d.txt", "y", "x", "x/b.txt"]))


def test_a_sidecar_stands_before_front_matter(folder: Path) -> None:
    write("a.txt", "---\ntitle: Own\npublisher: P\n---\nThey met.")
    write("a.txt.meta.toml", 'title = "Beside"\n')
    [document] = documents("a.txt")
    assert (document.title, document.publisher) == ("Beside", "P")
    write("a.txt.meta.toml", "title = \n")
    [refusal] = refusals("a.txt")
    assert refusal.source == "a.txt"
    assert "a.txt.meta.toml" in refusal.reason


def test_a_sidecar_of_json_lines_holds_for_all_lines(folder: Path) -> None:
    write("a.jsonl", '{"text": "One."}\n{"text": "Two.", "publisher": "Q"}')
    write("a.jsonl.meta.toml", 'publisher = "P"\npublished = 2022-02-04\n')
    assert [(item.publisher, item.published) for item in documents("a.jsonl")] == [("P", "2022-02-04"), ("Q", "2022-02-04")]
    write("a.jsonl.meta.toml", 'title = "T"\n')
    assert "each line is a document" in refusals("a.jsonl")[0].reason


def test_five_megabytes_are_refused_with_the_limit(folder: Path) -> None:
    write("a.txt", "The two sides met on Friday. " * 180_000)
    write("b.html", PAGE + f"<!--{'x' * 17_000_000}-->")
    write("c.txt", ARTICLE)
    assert [(item.source, item.reason.split(":")[0], "split it" in item.remedy) for item in refusals("a.txt", "b.html", "c.txt")] == [
        ("a.txt", "too large", True),
        ("b.html", "too large", True),
    ]
    assert len(documents("a.txt", "b.html", "c.txt")) == 1


def test_the_longest_text_is_read() -> None:
    text = ("The two sides met on Friday. " * (MAX_CHARACTERS // 29 + 1))[:MAX_CHARACTERS]
    assert parse_text(text, source="a.txt").text == text
    with pytest.raises(DocumentError, match="1,000,001 characters"):
        parse_text(text + ".", source="a.txt")


def test_memory_does_not_grow_with_the_number_of_documents(folder: Path) -> None:
    line = json.dumps({"text": "The two sides met on Friday. " * 300})
    write("a.jsonl", "".join(line.replace("Friday", f"day {number}") + "\n" for number in range(400)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in read(["a.jsonl"])) == 400
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_500_000, "half of the file's 3.5 MB"


def test_an_unreadable_file_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", ARTICLE)
    write("b.txt", ARTICLE)
    whole = Path.open

    def guarded(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return whole(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    [refusal] = refusals("a.txt", "b.txt")
    assert refusal == Refusal("a.txt", "cannot be read: Permission denied", "check the file and its permissions")


@pytest.mark.parametrize(
    ("data", "ids", "text"),
    [
        (ARTICLE.encode(), ["stdin"], ARTICLE),
        (b"\xef\xbb\xbf" + ARTICLE.encode(), ["stdin"], ARTICLE),
        (ARTICLE.encode("utf-16"), ["stdin"], ARTICLE),
        (b"---\ntitle: A\n---\nThey met.", ["stdin"], "They met."),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["stdin:1", "stdin:2"], "One."),
        (b'\n\n  {"text": "One."}', ["stdin:3"], "One."),
        (b'\xef\xbb\xbf{"text": "One.", "id": "x"}\r\n', ["x"], "One."),
        (b"{sic} he said.", ["stdin"], "{sic} he said."),
        (b"\n " + PAGE.encode(), ["stdin"], None),
    ],
)
def test_standard_input_is_recognised(data: bytes, ids: list[str], text: str | None) -> None:
    found = list(read(["-"], stdin=BytesIO(data)))
    assert [item.id for item in found if isinstance(item, Document)] == ids
    assert isinstance(found[0], Document)
    if text is None:
        assert "The voters of the city went" in found[0].text
    else:
        assert found[0].text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"\x00\x01", "binary"), (b'{"title": "A"}', "it has no text"), (b"a" * 17_000_000, "too large")],
)
def test_bad_standard_input_is_refused(data: bytes, reason: str) -> None:
    [refusal] = read(["-"], stdin=BytesIO(data))
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert refusal.source.startswith("-")


def test_lines_are_documents_of_their_own() -> None:
    lines = [b"\xef\xbb\xbfPutin met Xi.\r\n", b"\n", "Er sagte nichts über Öl.\n".encode(), b"\xff\n", b"a\x00b\n", b"End"]
    found = list(read_lines(lines, source="x.txt", id="x.txt", published="2022-02-04"))
    assert [(item.id, item.text, item.published) for item in found if isinstance(item, Document)] == [
        ("x.txt:1", "Putin met Xi.", "2022-02-04"),
        ("x.txt:3", "Er sagte nichts über Öl.", "2022-02-04"),
        ("x.txt:6", "End", "2022-02-04"),
    ]
    assert [item.source for item in found if isinstance(item, Refusal)] == ["x.txt:4", "x.txt:5"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks end\n\nThey met.", "Talks end"),
        ("\n\n  Talks end \r\n \r\nThey met.", "Talks end"),
        ("Talks end\nMonday, May 18, 2015\nThey met.", "Talks end"),
        ("Will talks end?\n\nThey met.", "Will talks end?"),
        ("They met.\n\nThey talked.", None),
        ("The minister said:\n\nThey talked.", None),
        ("The minister said that\nthey met.\n\nThey talked.", None),
        ("Talks end", None),
        ("Talks end\n\n", None),
        ("* * *\n\nThey met.", None),
        ("word " * 40 + "\n\nThey met.", None),
    ],
)
def test_the_first_line_is_the_title_where_it_looks_like_one(text: str, title: str | None) -> None:
    assert headline(text) == title


def test_importing_the_room_loads_no_reader_of_a_format() -> None:
    heavy = ["trafilatura", "lxml", "markdown_it", "charset_normalizer", "spacy", "rdflib"]
    code = f"import sys, kg.documents; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
