"""Links that open a page at the words: url#:~:text=…

Invariants: only http and https are linked, so no name or address of an article can run a script; the words are percent-encoded whole.

Format: URL Fragment Text Directives, W3C Community Group draft (https://wicg.github.io/scroll-to-text-fragment/).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

WORDS = 6
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"`{}|^]")


def safe_url(url: str | None) -> str:
    """Give an address if a page may link to it, else "".

    Args:
        url: any text, or None.

    Returns:
        The address, if it is absolute http or https with a host and without blanks, controls or quotes.

    Example:
        >>> safe_url("https://news.example/a?b=1"), safe_url("javascript:alert(1)"), safe_url(None)
        ('https://news.example/a?b=1', '', '')
    """
    if not url or _FORBIDDEN.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and host else ""


def link_to_words(url: str | None, text: str) -> str:
    """Link to a page, scrolled to a passage.

    Args:
        url: address of the page.
        text: the passage as the page has it.

    Returns:
        The address with a text directive: the passage whole if it is at most twice `WORDS` words in one line, else its first and last
        `WORDS` words; without one if there is no text; "" if the address may not be linked.

    Example:
        >>> link_to_words("https://news.example/a#top", "Putin met Xi, at last")
        'https://news.example/a#top:~:text=Putin%20met%20Xi%2C%20at%20last'
        >>> link_to_words("javascript:alert(1)", "words")
        ''
    """
    safe = safe_url(url)
    words = text.split()
    if not safe or not words:
        return safe
    if len(words) <= 2 * WORDS and "\n" not in text.strip():
        directive = _encode(words)
    else:
        directive = f"{_encode(words[:WORDS])},{_encode(words[-WORDS:])}"
    address, mark, fragment = safe.partition("#")
    fragment = fragment.partition(":~:")[0] if mark else ""
    return f"{address}#{fragment}:~:text={directive}"


def _encode(words: list[str]) -> str:
    # "-" separates prefix and suffix in a directive and is not encoded by quote.
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
