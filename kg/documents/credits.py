"""Who wrote, took and carried it: datelines, bylines, picture credits and the captions they end.

Invariants: all offsets are relative to the text given; patterns are bounded, so that time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.documents.phrases import Phrases

_MONTH = (
    r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DASH = r"(?:--?|[–—])"
_PLACE_WORD = r"[A-Z][\w.’'\-]*"
_PLACE = rf"{_PLACE_WORD}(?:[ /]{_PLACE_WORD}){{0,3}}(?:, ?{_PLACE_WORD}(?: {_PLACE_WORD}){{0,2}}){{0,2}}"
_CAPITALS = r"[A-Z][A-Z.’'\-]+(?:[ /][A-Z][A-Z.’'\-]*){0,3}(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}){0,2}"
_AGENCY = r"\((?P<agency>[\w .,/&\-]{2,40})\)"
_WITH_AGENCY = re.compile(rf"(?:{_PLACE}(?:,? {_DAY})?,? ?)?{_AGENCY}(?:\s*{_DASH}(?=\s|[A-Z“\"])|(?=\s?[A-Z“\"‘]))")
_WITH_DAY = re.compile(rf"{_PLACE} ?,? ?{_DAY}(?:, [A-Z][\w ]{{1,20}})? {{0,2}}{_DASH}(?=\s)")
_CITY = re.compile(rf"{_CAPITALS} ?{_DASH}(?=\s+[A-Z“\"‘])")
_ACRONYM = re.compile(r"[A-Z]{2,6}")

_NAME = r"(?:[A-Z][\w.’'\-]*|de|da|van|von|der|den|al|bin|el|la|le)"
_BYLINE = re.compile(rf"(?:By|BY) {_NAME}(?: {_NAME}){{0,4}}(?:(?:,| and| \||,? in| at|;) {_NAME}(?: {_NAME}){{0,4}}){{0,4}}")
_SIGNING = frozenset("by and in at for the with additional reporting writing editing de da van von der den al bin el la le".split())
_CONTRIBUTED = re.compile(r".{3,160} contributed (?:reporting )?to this (?:report|story|article)\.?")
_EMBED = re.compile(r"[—–-] .{1,60} \(@\w{1,20}\) .{6,30}|(?:https?://)?pic\.twitter\.com/\w+")
_LABEL_WORD = r"(?:Photos?|Images?|Pictures?|Photograph|Credits?|(?:Photo|Image|Picture) credits?|PHOTOS?|IMAGE|CREDIT)"
_LABEL = re.compile(rf"[(\[]?{_LABEL_WORD}(?: by|:| ©) ?[^.!?]{{2,80}}\.?[)\]]?")
_SITE = r"(?:site\S*|https?://\S+|(?:[\w\-]+\.)+[a-z]{2,6}\S*)"
_SOURCE = re.compile(rf"(?:[Ss]ource|SOURCE|[Vv]ia)(?: ?: ?| ){_SITE}|(?:Source|SOURCE|Sources): ?[A-Z][^.!?]{{1,60}}")
_ADDRESS_LINE = re.compile(r"(?:https?://|www\.)\S+")
_SLASH = re.compile(rf"{_NAME}(?:[ ,]+{_NAME}){{0,5}} ?/ ?{_NAME}(?:[ /,]+{_NAME}){{0,5}}")
_BRACKETED_END = re.compile(r"[(\[](?P<credit>[^()\[\]\n]{2,90})[)\]]\.?$")
_LABELLED_END = re.compile(r"(?:Image|Photo|Picture|Photograph|Photo credit|Image credit|Credit|File photo|FILE PHOTO)s?: ?[^.!?:\n]{2,60}\.?$")
_LABELLED_START = re.compile(r"(?:FILE PHOTO|File photo|File picture|FILE|Photo|PHOTO|Image|Picture|Caption|CAPTION)(?::| -| –| —)\s")
_CREDIT_WORD = re.compile(r"\b(?:[Pp]hotos?|PHOTO|[Ff]ile|FILE|[Ii]mage|[Pp]icture|[Cc]ourtesy|[Hh]andout|[Cc]redit|[Pp]ool|[Ss]creengrab)\b")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]{0,2}\s+(?=[\"“‘(]?[A-Z])")
_END_MARK = re.compile(r"(?<=[.!?\")”])\s+(?P<mark>REUTERS?|Reuters?|ENDS|-ends-|-30-|###|Enditem)[.;:&#\d\s]{0,8}$")
_REPEATED = 0.25  # of its rows of four words; chance alone gives a caption none or one
_CAPTION_SENTENCES = 2


def find_dateline(paragraph: str, phrases: Phrases, *, early: bool) -> int:
    """Find the place, day and agency before the first words of a report.

    Args:
        paragraph: text from the start of a paragraph.
        phrases: the agencies.
        early: whether a place in capitals is enough, as in the first paragraphs and after another dateline.

    Returns:
        The end of the dateline (the dash included, the space after it not), or 0.

    Example:
        >>> from kg.documents.phrases import load_phrases
        >>> find_dateline("(dpa) Both sides want more.", load_phrases(), early=True)
        5
    """
    head = paragraph[:160]
    match = _WITH_AGENCY.match(head)
    if match:
        dashed = match.group()[-1] in "-–—"
        parts = re.split(r"\s*[/,]\s*|\s+[\-–—]\s+", match["agency"])
        if any(part in phrases.agencies for part in (match["agency"], *parts)) or (dashed and _ACRONYM.fullmatch(match["agency"])):
            return match.end()
    match = _WITH_DAY.match(head)
    if match is None and early:
        match = _CITY.match(head)
        if match and match.group().rstrip(" -–—").casefold() in phrases.labels:
            return 0
    return match.end() if match else 0


def find_end_mark(text: str) -> tuple[int, int] | None:
    """Find an agency's mark after the last sentence of a text.

    Example:
        >>> find_end_mark("They met.  REUTER\\n")
        (11, 17)
    """
    tail = max(0, len(text.rstrip()) - 40)
    match = _END_MARK.search(text, tail)
    return (match.start("mark"), match.start("mark") + len(match.group().strip())) if match else None


def is_byline(line: str, phrases: Phrases) -> bool:
    """Tell whether a line says who wrote the report, and nothing else.

    Example:
        >>> from kg.documents.phrases import load_phrases
        >>> is_byline("By Ann Smith and Bo Li", load_phrases()), is_byline("By Friday they had met.", load_phrases())
        (True, False)
    """
    if _CONTRIBUTED.fullmatch(line) or _EMBED.fullmatch(line) or (_BYLINE.fullmatch(line) and " " in line[3:]):
        return True
    inner = line.strip("()[]")
    if not phrases.signed.match(inner.lower()):
        return False
    words = re.findall(r"\w[\w.’'\-]*", inner)
    return all(word[0].isupper() or word in _SIGNING for word in words[1:])


def is_credit_line(line: str, phrases: Phrases, *, alone: bool) -> bool:
    """Tell whether a line is a picture credit or names the source, and nothing else.

    Args:
        line: one line without outer white space.
        phrases: the agencies.
        alone: whether it is a paragraph of its own.

    Example:
        >>> from kg.documents.phrases import load_phrases
        >>> is_credit_line("Mikhail Metzel / Imago", load_phrases(), alone=True)
        True
    """
    if len(line) > 120:
        return False
    if _LABEL.fullmatch(line) or _SOURCE.fullmatch(line) or _ADDRESS_LINE.fullmatch(line):
        return True
    bracketed = line[0] in "([" and line[-1] in ")]"
    inner = line[1:-1] if bracketed else line
    if bracketed and _is_credit(inner, phrases):
        return True
    if inner in phrases.agencies or inner in phrases.pictures:
        return alone
    return bool(_SLASH.fullmatch(inner)) and _names_agency(inner, phrases)


def split_caption(paragraph: str, phrases: Phrases, repeated: Callable[[str], float]) -> Iterator[tuple[int, int, str]]:
    """Find a picture's caption in a paragraph that ends in a credit.

    A short paragraph that ends in the credit of a photographer is a caption. One that ends in an agency's name alone is so if it has no
    full stop or says what is said elsewhere in the text. Of a longer paragraph only a last sentence that is said elsewhere is a
    caption that was glued to it; else the brackets alone are marked.

    Args:
        paragraph: a whole paragraph.
        phrases: the agencies.
        repeated: share of the rows of words of a part that come elsewhere in the text.

    Yields:
        Start, end and kind (`caption` or `credit`).
    """
    if _LABELLED_START.match(paragraph) and len(paragraph) <= 400:
        yield 0, len(paragraph), "caption"
        return
    tail = max(0, len(paragraph) - 120)
    labelled = _LABELLED_END.search(paragraph, tail)
    match = labelled or _BRACKETED_END.search(paragraph, tail)
    if match is None or (labelled is None and not _is_credit(match["credit"], phrases)):
        return
    body = paragraph[: match.start()].rstrip()
    if not body:
        yield match.start(), match.end(), "credit"
        return
    strong = labelled is not None or "/" in match.group() or bool(_CREDIT_WORD.search(match.group()))
    breaks = [found.end() for found in _SENTENCE_END.finditer(body)]
    unclosed = body[-1] not in '.!?…”"’'
    if len(breaks) < _CAPTION_SENTENCES and (strong or unclosed or repeated(body) >= _REPEATED):
        yield 0, len(paragraph), "caption"
    elif breaks and repeated(body[breaks[-1] :]) >= _REPEATED:
        yield breaks[-1], len(paragraph), "caption"
    else:
        yield match.start(), match.end(), "credit"


def _is_credit(words: str, phrases: Phrases) -> bool:
    return _names_agency(words, phrases) or bool(re.match(r"(?:Photo|Image|Picture|Courtesy|Credit|File)\b.{0,3}(?:by|of|:|/)", words, re.IGNORECASE))


def _names_agency(words: str, phrases: Phrases) -> bool:
    parts = [words.strip(), *re.split(r"\s*[/|,:]\s*|\s+via\s+", words)]
    return any(part in phrases.agencies or part in phrases.pictures for part in parts)
