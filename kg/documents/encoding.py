"""From bytes to characters, without a single wrong letter, or not at all.

Invariants:
    * A byte order mark decides and is not part of the text; then valid UTF-8 decides; then what a page declares; only then is an
      encoding detected.
    * Nothing is replaced or dropped: bytes that fit no encoding, or fit one only by giving letters that no text would hold,
      are refused.
    * Line ends are kept as they are.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import DocumentError

MAX_ODDITY = 0.2  # of the characters beyond ASCII: more, and the encoding is not the right one
MAX_FOREIGN_LETTERS = 0.25  # of the letters of a text whose encoding had to be detected
CONTROL_SHARE = 0.005  # more control characters than this share of a text: not text but data
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = ((b"%PDF-", "a PDF file"), (b"{\\rtf", "an RTF file"), (b"\x1f\x8b", "a gzip file"), (b"PK\x03\x04", "a zip file or office document"))
_META_CHARSET = re.compile(rb"<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-.:]+)", re.IGNORECASE)
_DECLARATION_BYTES = 4096
# What the name iso-8859-1 and its like mean on the web (WHATWG Encoding Standard §4.2).
_LATIN = {"iso8859-1", "ascii", "latin_1", "iso8859-15"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_IN_WORD = frozenset("’'‘ʼ-‐‑–—·/…\u00ad\u200b\u200c\u200d\u2060")
_SAVE_AS_UTF8 = "save it as UTF-8 text"


def decode(data: bytes, *, source: str, html: bool = False) -> str:
    """Decode a whole file.

    Args:
        data: the bytes.
        source: name of the input, for messages.
        html: whether to heed the encoding that the page declares.

    Returns:
        The text without byte order mark, its line ends as they were.

    Raises:
        DocumentError: if the bytes are no text or fit no encoding.

    Example:
        >>> decode("it’s".encode("cp1252"), source="a.txt")
        'it’s'
    """
    text = _by_mark(data, source)
    if text is None:
        for magic, name in _FORMATS:
            if data.startswith(magic):
                raise DocumentError(source, f"{name}, not text", remedy="convert it to plain text or HTML first")
        nul = data.find(b"\x00")
        if nul >= 0:
            raise DocumentError(source, f"binary: a NUL byte at byte {nul}", remedy=f"remove it, or {_SAVE_AS_UTF8}")
        text = _utf8_or_legacy(data, source, html)
    check_characters(text, source=source)
    return text


def check_characters(text: str, *, source: str) -> None:
    """Refuse what is no text: NUL characters, lone surrogates, or control characters beyond `CONTROL_SHARE`.

    Raises:
        DocumentError: naming the character and its offset.

    Example:
        >>> check_characters("plain words", source="a.txt")
    """
    controls = _CONTROL.findall(text)
    if "\x00" in controls or len(controls) > max(2, CONTROL_SHARE * len(text)):
        offset = _CONTROL.search(text)
        at = offset.start() if offset else 0
        reason = f"binary: {len(controls)} control characters, the first (U+{ord(controls[0]):04X}) at character {at}"
        raise DocumentError(source, reason, remedy=f"remove it, or {_SAVE_AS_UTF8}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = f"broken encoding: a lone surrogate at character {error.start}"
        raise DocumentError(source, reason, remedy="write characters beyond U+FFFF as surrogate pairs or as themselves") from error


def utf8_name(text: str) -> bool:
    """Tell whether a file name that came from the system is valid UTF-8.

    Example:
        >>> utf8_name("März.txt"), utf8_name("M\\udce4rz.txt")
        (True, False)
    """
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _by_mark(data: bytes, source: str) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"broken encoding: starts with the mark of {encoding.upper()}, but byte {error.start + len(mark)} does not fit"
                raise DocumentError(source, reason, remedy=_SAVE_AS_UTF8) from error
    return None


def _utf8_or_legacy(data: bytes, source: str, html: bool) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        failure = error
    declared = _declared(data, source) if html else None
    if declared is not None:
        try:
            return data.decode(declared)
        except UnicodeDecodeError as error:
            reason = f"broken encoding: declares {declared}, but byte {error.start} does not fit"
            raise DocumentError(source, reason, remedy=f"correct the declared charset, or {_SAVE_AS_UTF8}") from error
    line = data.count(b"\n", 0, failure.start) + 1
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if sum(character > "\x7f" for character in lenient) - broken >= broken:
        reason = f"broken encoding: UTF-8 with a wrong byte 0x{data[failure.start]:02X} in line {line} (byte {failure.start})"
        raise DocumentError(source, reason, remedy=f"correct the line, or {_SAVE_AS_UTF8}")
    text = _detect(data)
    if text is None:
        reason = f"broken encoding: neither UTF-8 nor English text in another known encoding (first in line {line}, byte {failure.start})"
        raise DocumentError(source, reason, remedy=_SAVE_AS_UTF8)
    return text


def _declared(data: bytes, source: str) -> str | None:
    match = _META_CHARSET.search(data, 0, _DECLARATION_BYTES)
    if match is None:
        return None
    name = match.group(1).decode("ascii")
    try:
        codec = codecs.lookup(name).name
    except LookupError as error:
        raise DocumentError(source, f"declares the unknown charset {name!r}", remedy=f"correct the declared charset, or {_SAVE_AS_UTF8}") from error
    if codec.startswith("utf"):
        return None  # it is not UTF-8, and UTF-16 would have had NUL bytes or a mark
    return "cp1252" if codec in _LATIN else codec


def _detect(data: bytes) -> str | None:
    """Choose between Windows-1252, the library's guess and Mac Roman by what each would put inside words; None if all are bad."""
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    best: tuple[float, str] | None = None
    # Only English is read, so letters beyond ASCII are rare; where they are not, the encoding is wrong or the language is another.
    for encoding in ("cp1252", *([guess.encoding] if guess else []), "mac_roman"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        oddity = _oddity(text)
        if best is None or oddity < best[0]:
            best = (oddity, text)
    return best[1] if best is not None and best[0] <= MAX_ODDITY and _foreign_letters(best[1]) <= MAX_FOREIGN_LETTERS else None


def _foreign_letters(text: str) -> float:
    letters = sum(character.isalpha() for character in text)
    return sum(character.isalpha() and character > "\x7f" for character in text) / letters if letters else 0.0


def _oddity(text: str) -> float:
    """Share of the characters beyond ASCII that stand where no writer puts them, in [0, 1]."""
    odd = total = 0
    padded = f" {text} "
    for place, character in enumerate(padded):
        if character <= "\x7f":
            continue
        total += 1
        before, after = padded[place - 1], padded[place + 1]
        category = unicodedata.category(character)
        if category in {"Lu", "Ll", "Lt", "Lo"}:
            wrong_case = category == "Lu" and before.islower()
            run = before > "\x7f" and after > "\x7f" and before.isalpha() and after.isalpha()
            odd += wrong_case or run or (category == "Ll" and after.isupper()) or _alien(character, before) or _alien(character, after)
        elif category in {"Cc", "Cn", "Co", "Lm"} or (category == "Sk" and character != "´"):
            odd += 1
        elif character not in _IN_WORD:
            odd += before.isalpha() and after.isalpha()
    return odd / total if total else 0.0


def _alien(character: str, neighbour: str) -> bool:
    if not neighbour.isalpha():
        return False
    return unicodedata.name(character, "?").split()[0] != unicodedata.name(neighbour, "?").split()[0]
