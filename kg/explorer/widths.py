"""How wide text is when it is drawn, without the font: enough to keep labels apart.

The widths are rounded up from what common sans-serif faces have in their metrics, in 1/1000 of the font size, so a label rather has a little
more room than it needs.
"""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("fijlrtI.,:;'!|()[]{}-‐’‘ ")
_WIDE = frozenset("mwMWQ@%&—…")
_BOLD = 1.06


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a line of text.

    Args:
        text: one line.
        size: font size in pixels.
        bold: True for bold letters.

    Returns:
        Pixels.

    Example:
        >>> text_width("ill", 10) < text_width("MWM", 10)
        True
    """
    total = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        if unicodedata.east_asian_width(character) in "WF":
            total += 1020
        elif character in _NARROW:
            total += 330
        elif character in _WIDE:
            total += 900
        elif character.isupper() or character.isdigit():
            total += 690 if character.isupper() else 560
        else:
            total += 560
    return total * size / 1000.0 * (_BOLD if bold else 1.0)


def shorten(text: str, most: int) -> str:
    """Cut text to at most so many characters, at a space where one is near, with an ellipsis.

    Example:
        >>> shorten("Organisation for Security and Co-operation in Europe", 24)
        'Organisation for…'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:-") + "…"
