"""What the parser reads of a document: the same characters at the same places, without the accidents of layout.

Invariants: a reading is as long as the text, code point for code point, so that offsets hold; a line feed in a reading is a
boundary that no sentence crosses (end of a paragraph, of a headline, of a dateline, edge of a boilerplate passage), and every other white
space is a blank.
"""

from __future__ import annotations

import re

from kg.errors import DocumentError
from kg.model import Document

MAXIMAL_CHARACTERS = 1_000_000
WRAPPED_LINE = 100  # a text whose lines are all shorter was broken into lines by a machine

_SPACES = dict.fromkeys((*range(10), 11, 12, *range(14, 32), *range(127, 161), *range(8192, 8208), *range(8232, 8240)), " ")
_SPACES |= dict.fromkeys((13, 5760, 8239, 8287, 8288, 12288, 65279), " ")
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_QUOTE_AS_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\"(?=s\b)")
_APOSTROPHE = re.compile(r"(?<=[^\W_])’(?=[^\W_])")
_PARTED_CLITIC = re.compile(r"(?<=[^\W\d_]) ['’] (?P<ending>s|re|m|ve|ll|d|t)(?=[ ,.;:!?])")
# “Moulinex <MOUP.PA>”, “its unit <Amylum NV>”
_TICKER = re.compile(r"<[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?>")
_BRACKETED = re.compile(r"<(?P<name>[A-Z][^<>=\n]{1,80})>")
# “NEW YORK, March 3 - ”, “BEIJING (AP) — ”: where an agency's report begins
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATELINE = re.compile(
    r"^(?:\([A-Z][\w ]{1,12}\) ?)?"
    rf"(?:[A-Z][A-Z.'’\- /]{{2,40}}|[A-Z][\w.'’\- /]{{2,40}}(?=, {_MONTH}|, [A-Z][\w.]+, {_MONTH}| \([A-Z]))"
    rf"(?:, (?!{_MONTH})[A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
    rf"(?:,? {_MONTH}[a-z]*\.? \d{{1,2}}(?:, \d{{4}})?)?"
    r"(?:,? \([A-Z][\w /]{1,20}\))? ?(?:--?|–|—)(?P<gap> )",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"^[^a-z\n]*[A-Z]{2}[^a-z\n]*[ ,][^a-z\n]*[A-Z]{3}[^a-z\n]*$", re.MULTILINE)
_CAPITAL_WORD = re.compile(r"[A-Z][A-Z'’]{3,}")


def reading(document: Document) -> str:
    """Give the text that the parser should read in a document's place.

    Line breaks within a paragraph, tabs, no-break spaces and control characters become blanks; the ends of paragraphs, of headlines
    and of boilerplate become line feeds; words of a line that is all in capitals get a capital only at their beginning; what stands for the
    apostrophe within a word becomes a straight one, and the clitic that blanks part from its word (“Tom ’ s”) stands beside it; a stock exchange's
    letters in angle brackets (“<ABC.N>”) become blanks, as do the brackets around a name.

    Args:
        document: with its boilerplate, if any was found.

    Returns:
        A string as long as the document's text.

    Raises:
        DocumentError: if the text is longer than `MAXIMAL_CHARACTERS`.

    Example:
        >>> reading(Document("a", "a.txt", "Xi met\\u00a0Putin\\n\\nThe two  talked."))
        'Xi met Putin\\n The two  talked.'
    """
    text = document.text
    if len(text) > MAXIMAL_CHARACTERS:
        raise DocumentError(document.source, f"{len(text)} characters, more than {MAXIMAL_CHARACTERS}", remedy="split it into its articles")
    result = text.translate(_SPACES)
    if "\n" in result:
        result = _broken(result)
    if '"' in result:
        result = _QUOTE_AS_APOSTROPHE.sub("'", result)
    if "’" in result or " '" in result:
        result = _APOSTROPHE.sub("'", _PARTED_CLITIC.sub(_clitic, result))
    if "<" in result:
        result = _BRACKETED.sub(r" \g<name> ", _TICKER.sub(lambda ticker: " " * len(ticker[0]), result))
    dateline = _DATELINE.search(result, 0, 1500)
    if dateline is not None:
        result = f"{result[: dateline.start('gap')]}\n{result[dateline.end('gap') :]}"
    result = _CAPITALS.sub(lambda line: _CAPITAL_WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), line[0]), result)
    for passage in document.boilerplate:
        for edge in (passage.start, passage.end):
            if 0 < edge < len(result):
                if result[edge - 1] == " ":
                    result = f"{result[: edge - 1]}\n{result[edge:]}"
                elif result[edge] == " ":
                    result = f"{result[:edge]}\n{result[edge + 1 :]}"
    return result


def _clitic(match: re.Match[str]) -> str:
    ending = f"'{match['ending']}"
    return ending + " " * (len(match[0]) - len(ending))


def _broken(text: str) -> str:
    """Tell the line breaks that end a paragraph from those that only end a line."""
    lines = text.split("\n")
    widest = max(map(len, lines))
    full = [len(line) for line in lines if len(line) >= widest * 0.6]
    wrapped = widest <= WRAPPED_LINE and len(full) >= 3 and len(full) * 2 >= sum(1 for line in lines if line.strip())

    def replaced(match: re.Match[str]) -> str:
        blank = match[0]
        begin, end = match.span()
        if blank.count("\n") == 1 and wrapped:
            line = text[text.rfind("\n", 0, begin) + 1 : begin]
            after = text[end : end + 1]
            indented = end - blank.rfind("\n") - begin - 1 >= 2
            short = len(line) < widest * 0.6
            if not indented and not (short and (_ENDED.search(line) or after.isupper())):
                return " " * len(blank)
        return "\n" + " " * (len(blank) - 1)

    return _BREAK.sub(replaced, text)
