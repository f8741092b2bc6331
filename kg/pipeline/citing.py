"""Links that lead to words: text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

from urllib.parse import quote

LONG = 120  # characters; a longer quotation is named by its first and last words
EDGE_WORDS = 5


def text_fragment(words: str) -> str:
    """Make the end of an address that scrolls to words and marks them.

    Args:
        words: a quotation, as it stands in the text.

    Returns:
        `#:~:text=…`; white space within the words is one blank, as a page shows it.

    Example:
        >>> text_fragment("a well-known deal")
        '#:~:text=a%20well%2Dknown%20deal'
    """
    parts = words.split()
    if len(words) > LONG and len(parts) > 2 * EDGE_WORDS:
        return f"#:~:text={_encoded(parts[:EDGE_WORDS])},{_encoded(parts[-EDGE_WORDS:])}"
    return f"#:~:text={_encoded(parts)}"


def _encoded(parts: list[str]) -> str:
    # a hyphen, a comma and an ampersand have a meaning of their own in a fragment
    return quote(" ".join(parts), safe="").replace("-", "%2D")
