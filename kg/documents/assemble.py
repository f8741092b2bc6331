"""From a text and what is known about it to a `Document`, or to the reason why not.

Invariants:
    * `Document.text` is the text that was given, character for character.
    * Every document has passed the same checks, whatever its file type: not empty, not too large, English, its date a date.
    * The maker of an id never looks at the clock, the file's time or the order of the inputs.
"""

from __future__ import annotations

import hashlib
import re

from kg.documents.boilerplate import find_boilerplate
from kg.documents.dates import parse_date
from kg.documents.encoding import check_characters
from kg.documents.language import foreign_language
from kg.documents.metadata import Metadata, is_address, normalise_url
from kg.errors import DocumentError
from kg.model import Document

MAX_CHARACTERS = 1_000_000  # of one document's text: the longest that spaCy's parser takes
_TITLE_CHARACTERS = 150
_HEAD = re.compile(r"\s*(?P<title>\S[^\r\n]*)(?:\r\n|\n|\r)(?P<next>[^\r\n]*)")


def make_document(
    text: str,
    *,
    source: str,
    id: str,
    metadata: Metadata = Metadata(),  # noqa: B008 - frozen
    published: str | None = None,
) -> Document:
    """Check a text and make a document of it.

    Args:
        text: what stands in the article, without front matter.
        source: the input as given, with a line number where there is one.
        id: its path below the source, used where `metadata` has neither address nor id.
        metadata: what is known about it.
        published: ISO 8601 date for a document without a date of its own.

    Returns:
        The document, its boilerplate marked.

    Raises:
        DocumentError: if the text is empty, longer than `MAX_CHARACTERS`, no text, or not English.

    Example:
        >>> document = make_document("Talks end\\n\\nThe two sides met on Friday.", source="news/a.txt", id="a.txt")
        >>> document.id, document.title, document.published
        ('a.txt', 'Talks end', None)
    """
    if not text.strip():
        raise DocumentError(source, "empty: it holds no text", remedy="remove it, or add the article's text")
    if len(text) > MAX_CHARACTERS:
        reason = f"too large: {len(text):,} characters, at most {MAX_CHARACTERS:,} are read as one document"
        raise DocumentError(source, reason, remedy="split it into its articles")
    check_characters(text, source=source)
    if metadata.language is None:
        foreign = foreign_language(text)
        if foreign is not None:
            raise DocumentError(source, f"not English: it looks like {foreign}", remedy="translate it; if it is English, give it language: en")
    elif metadata.language.split("-")[0] != "en":
        raise DocumentError(source, f"not English: its metadata says {metadata.language!r}", remedy="only English is read; translate it first")
    return Document(
        id=identity(metadata, id),
        source=source,
        text=text,
        title=metadata.title or headline(text),
        url=metadata.url,
        publisher=metadata.publisher,
        published=metadata.published or published,
        language="en",
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        supersedes=refer(metadata.supersedes),
        boilerplate=find_boilerplate(text, title=metadata.title),
    )


def identity(metadata: Metadata, path: str) -> str:
    """Return what a document is known by: its normalised address, else its own id, else its path below the source.

    Example:
        >>> identity(Metadata(url="https://Example.org/a?utm_source=x#top"), "a.txt"), identity(Metadata(), "a.txt")
        ('https://example.org/a', 'a.txt')
    """
    return normalise_url(metadata.url) if metadata.url else metadata.id or path


def refer(reference: str | None) -> str | None:
    """Return a reference to another document in the form of that document's id.

    Example:
        >>> refer("https://Example.org/a#top"), refer("2022/a.txt"), refer(None)
        ('https://example.org/a', '2022/a.txt', None)
    """
    return normalise_url(reference) if reference and is_address(reference) else reference


def headline(text: str) -> str | None:
    """Take the first line as title where it looks like a headline.

    It does if it is short, does not end like a sentence, and a blank line or a date line sets it off from more text.

    Returns:
        The line without its outer white space, or None.

    Example:
        >>> headline("Talks end in Geneva\\n\\nThe two sides met."), headline("They met.\\n\\nThey talked.")
        ('Talks end in Geneva', None)
    """
    match = _HEAD.match(text)
    if match is None:
        return None
    title, following = match["title"].strip(), match["next"].strip()
    if len(title) > _TITLE_CHARACTERS or title.endswith((".", ",", ";", ":", "…")) or not text[match.end() :].strip():
        return None
    if not any(character.isalpha() for character in title) or (following and not _is_date(following)):
        return None
    return title


def _is_date(line: str) -> bool:
    try:
        parse_date(line)
    except ValueError:
        return False
    return True
