from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.encoding import check_characters, decode
from kg.errors import DocumentError

NEWS = "“It’s time,” he said – café owners in Zürich don’t pay…\r\n“Nobody’s fault,” Müller said after the talks."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1250", "mac_roman"])
def test_an_encoding_is_recognised_and_gives_the_same_characters(encoding: str) -> None:
    assert decode(NEWS.encode(encoding), source="a.txt") == NEWS


def test_big_endian_marks_are_recognised() -> None:
    assert decode(b"\xfe\xff" + NEWS.encode("utf-16-be"), source="a.txt") == NEWS
    assert decode(b"\x00\x00\xfe\xff" + NEWS.encode("utf-32-be"), source="a.txt") == NEWS


@pytest.mark.parametrize("text", ["It cost £5, or €6.", "naïve café", "20° and ½ of it", "One “quoted” word", "Señor Peña of España"])
def test_short_windows_1252_is_not_mojibake(text: str) -> None:
    assert decode(text.encode("cp1252"), source="a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"words\x00words", "binary: a NUL byte at byte 5"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (b"{\\rtf1\\ansi words}", "an RTF file"),
        (b"PK\x03\x04rest", "zip file"),
        (bytes([1, 2, 3, 4]) * 20, "binary: 80 control characters"),
        (b"caf\xc3\xa9 and \xe2\x80\x99\nbut \xc3( too", "UTF-8 with a wrong byte 0xC3 in line 2"),
        (b"\xff\xfea\x00b", "starts with the mark of UTF-16-LE"),
        (bytes(range(128, 256)) * 4, "neither UTF-8 nor English text"),
        (b"plain \x93quoted\x94 Zur\xfcck \xff\xfe\xfd\xfc\xfb", "neither UTF-8 nor English text"),
        ("Привет, мир и люди всех стран".encode("cp1251"), "neither UTF-8 nor English text"),
        ("日本の首相は金曜日に北京で会談した".encode("shift_jis"), "neither UTF-8 nor English text"),
    ],
)
def test_bytes_that_are_no_english_text_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: ") as caught:
        decode(data, source="a.txt")
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body>Łódź</body></html>'
    assert "Łódź" in decode(page.format("iso-8859-2").encode("iso-8859-2"), source="a.html", html=True)


def test_latin_1_on_the_web_means_windows_1252() -> None:
    page = '<meta charset="ISO-8859-1"><p>“It’s”</p>'
    assert decode(page.encode("cp1252"), source="a.html", html=True) == page


def test_valid_utf8_stands_before_what_a_page_declares() -> None:
    page = '<meta charset="iso-8859-1"><p>Zürich’s</p>'
    assert decode(page.encode("utf-8"), source="a.html", html=True) == page


@pytest.mark.parametrize(
    ("charset", "reason"), [("no-such-charset", "unknown charset"), ("ascii-jp", "unknown charset"), ("shift_jis", "does not fit")]
)
def test_a_page_that_declares_what_it_is_not_is_refused(charset: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        decode(f'<meta charset="{charset}"><p>'.encode() + b"\xfc\xfd\xfe\x80</p>", source="a.html", html=True)


def test_a_stray_control_character_is_kept_and_many_are_refused() -> None:
    text = "words " * 100 + "\x03" + "words"
    assert decode(text.encode(), source="a.txt") == text
    with pytest.raises(DocumentError, match="control characters"):
        check_characters("ab\x03" * 10, source="a.txt")


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(DocumentError, match="lone surrogate at character 2"):
        check_characters("ab\ud83d", source="a.jsonl:1")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_text_comes_back_character_for_character(text: str, encoding: str) -> None:
    if encoding == "utf-8" and text.startswith(("\ufeff", "%PDF-", "{\\rtf")):
        return  # a mark of UTF-8 or of another format
    assert decode(text.encode(encoding), source="a.txt") == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_refusal(data: bytes) -> None:
    with suppress(DocumentError):
        text = decode(data, source="a.txt")
        assert "\x00" not in text
        assert text.encode("utf-8").decode("utf-8") == text
