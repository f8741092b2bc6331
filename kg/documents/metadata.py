"""What is known about a document beside its text, and how its address becomes its identity.

Invariants:
    * A `Metadata` holds checked values only: `published` is an ISO 8601 date, `language` a lower-case ISO 639-1 code or
      tag, `url` an absolute address; what is unknown is None.
    * Two addresses that differ only in fragment, tracking parameters, case of scheme and host, or default port are one identity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from urllib.parse import quote, urlsplit, urlunsplit

from kg.documents.dates import DATE_REMEDY, parse_date

# Every name that front matter, a sidecar or a JSON line may use, and the field it fills.
KEYS: Mapping[str, str] = {
    "id": "id",
    "doc_id": "id",
    "title": "title",
    "url": "url",
    "publisher": "publisher",
    "published": "published",
    "date": "published",
    "language": "language",
    "lang": "language",
    "corrects": "supersedes",
    "supersedes": "supersedes",
}
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:\S+")
_TRACKING = re.compile(r"(?:utm_[^=]*|gclid|fbclid)(?:=.*)?", re.IGNORECASE | re.DOTALL)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


class MetadataError(ValueError):
    """A value that a field cannot hold; `remedy` says what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself, or is said about it; None where nothing is known.

    `supersedes` is the address or id of the document that this one corrects.
    """

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    supersedes: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return these values, with those of `other` where these are unknown.

        Example:
            >>> Metadata(title="A").over(Metadata(title="B", publisher="C"))
            Metadata(id=None, title='A', url=None, publisher='C', published=None, language=None, supersedes=None)
        """
        missing = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


def check_value(field: str, value: object) -> str | None:
    """Check one value and bring it into the form that `Metadata` holds.

    Args:
        field: a field of `Metadata`.
        value: what was written: text, a date, a whole number (for `id`), or None.

    Returns:
        The value as text, or None if it is empty.

    Raises:
        MetadataError: if the value has another type, is no date, or no absolute address.

    Example:
        >>> check_value("published", "4 February 2022")
        '2022-02-04'
    """
    if value is None:
        return None
    if field == "published" and isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise MetadataError(f"{field} is {_kind(value)}, expected text", f"write {field} as one quoted value")
    text = " ".join(value.split())
    if not text:
        return None
    if any("\ud800" <= character <= "\udfff" or character == "\x00" for character in text):
        raise MetadataError(f"{field} holds a character that no text can hold", "remove the escape \\u0000 or the lone surrogate")
    if field == "published":
        try:
            return parse_date(text)
        except ValueError as error:
            raise MetadataError(str(error), DATE_REMEDY) from error
    if field == "url" and not _ADDRESS.fullmatch(text):
        raise MetadataError(f"url {text!r} is no absolute address", "write the whole address, such as https://example.org/news/1")
    if field == "language":
        return _language(text)
    return text


def collect(values: Mapping[str, object]) -> Metadata:
    """Take the known keys of a mapping; other keys are not ours and are left alone.

    Raises:
        MetadataError: if a value is unfit (see `check_value`).

    Example:
        >>> collect({"title": "Talks end", "date": "2022-02-04", "tags": ["a"]}).published
        '2022-02-04'
    """
    found: dict[str, str | None] = {}
    for key, value in values.items():
        field = KEYS.get(key)
        if field is not None:
            checked = check_value(field, value)
            # `published` stands before its synonym `date`, whatever their order.
            if found.get(field) is None or (checked is not None and key == field):
                found[field] = checked
    return Metadata(**found)


def normalise_url(url: str) -> str:
    """Bring an address into the form that serves as identity.

    Fragment and tracking parameters (`utm_…`, `gclid`, `fbclid`) go; scheme and host become lower case; a default port goes; an
    empty path becomes `/`; characters that an IRI cannot hold are percent-encoded (RFC 3986 §6.2.2–6.2.3).

    Example:
        >>> normalise_url("HTTPS://Example.org/News?id=7&utm_source=feed#top")
        'https://example.org/News?id=7'
    """
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), parts.netloc
    if host:
        user, at, name = host.rpartition("@")
        host = user + at + name.lower().removesuffix(_DEFAULT_PORTS.get(scheme, "\n"))
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair))
    path = parts.path or ("/" if host else "")
    return _encode(urlunsplit((scheme, host, path, query, "")))


def is_address(text: str) -> bool:
    """Tell whether a text is an absolute address rather than a path or a name.

    Example:
        >>> is_address("https://example.org/"), is_address("news/a.txt")
        (True, False)
    """
    return bool(_ADDRESS.fullmatch(text)) and "://" in text


def _encode(address: str) -> str:
    return re.sub(r"[\x00-\x20<>\"{}|\\^`]", lambda match: quote(match.group(), safe=""), address)


def _language(text: str) -> str:
    if text.casefold() in {"english", "eng"}:
        return "en"
    if not _LANGUAGE.fullmatch(text):
        raise MetadataError(f"language {text!r} is no language tag", "write en, en-GB or en-US")
    return text.replace("_", "-").lower()


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), f"a {type(value).__name__}")
