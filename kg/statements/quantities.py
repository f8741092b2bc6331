"""Numbers with their units: “10 billion cubic metres”, “$5.4 bn”, “100,000 soldiers”, “a quarter”, “8.1 pct”.

Invariants: a value keeps its words; the unit is the lexicon's code (m3, USD, percent) or the counted noun's lemma; nothing is
converted but by the lexicon's factors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.annotations.parse import Parse
from kg.model import Value
from kg.ontology.terms import Lexicon

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
    "dozen": 12.0,
    "k": 1e3,
}
NUMERALS = {
    "zero": 0,
    "no": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "half": 0.5,
    "quarter": 0.25,
}
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "nz$": "NZD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "s$": "SGD"}
# what bounds a number, and of that what bounds it from above
UPPER = frozenset(("less than", "fewer than", "up to", "at most", "no more than", "not more than", "under", "below", "as little as", "as few as"))
BOUNDS = UPPER | frozenset(
    (
        *("more than", "greater than", "at least", "as much as", "as many as", "no less than", "no fewer than", "not less than", "close to"),
        *("about", "around", "some", "nearly", "almost", "approximately", "roughly", "over", "above", "just over", "well over", "only about"),
    )
)
LONGEST_WHOLE = 10  # tokens of “of the market” behind “70 percent”
_NUMBER = re.compile(r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_GLUED = re.compile(r"^([+-]?[\d,]*\.?\d+)(k|m|mn|bn|b|mln|bln|trn)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity at tokens [first, last); `whole` where the words are nothing but the number and its unit."""

    first: int
    last: int
    value: Value
    whole: bool


def number(words: list[str]) -> float | None:
    """Read a numeral of one or more words.

    Args:
        words: such as ["10", "billion"], ["100,000"], ["twenty", "-", "five"].

    Returns:
        The number, or None if a word is no part of a numeral.

    Example:
        >>> number(["10", "billion"]), number(["100,000"]), number(["forty", "two"])
        (10000000000.0, 100000.0, 42.0)
    """
    total: float | None = None  # what is finished by a scale
    part: float | None = None  # what still may be scaled
    digits = False
    for raw in words:
        word = raw.lower()
        glued = _GLUED.match(word)
        if _NUMBER.match(word):
            if digits:
                break  # “$199 / £129”: a second amount
            digits = True
            part = (part or 0.0) + float(word.replace(",", ""))
        elif glued:
            part = (part or 0.0) + float(glued[1].replace(",", "")) * SCALES[glued[2]]
        elif word in ("hundred", "dozen"):
            part = (1.0 if part is None else part) * SCALES[word]
        elif word in SCALES:
            total = (total or 0.0) + (1.0 if part is None else part) * SCALES[word]
            part = None
        elif word in NUMERALS:
            part = (part or 0.0) + NUMERALS[word]
        elif word not in ("-", "and", "a"):
            return None
    return None if total is None and part is None else round((total or 0.0) + (part or 0.0), 6)


def quantity(parse: Parse, token: int, lexicon: Lexicon) -> Measured | None:
    """The quantity that a noun's head token carries, or None.

    Its words hold what bounds the number (“less than 10 lbs”) and what it is a rate of (“28 dlrs per lb”, “70 percent of the market”).
    A range and an upper bound have no number: “three to four pct” is neither three nor seven.

    Args:
        parse: the parse.
        token: head of a noun phrase or a numeral.
        lexicon: units.
    """
    numerals = [c for c in parse.children[token] if (parse.deps[c] == "nummod" or parse.tags[c] in ("CD", "$")) and not _year(parse, c)]
    numerals = _beside(parse, token, numerals)
    own = parse.tags[token] == "CD" and (parse.pos[token] == "NUM") and not _model(parse, token)
    if not numerals and not own:
        return None
    core = sorted({*numerals, *(x for n in numerals for x in _modifiers(parse, n)), *([token, *_modifiers(parse, token)] if own else [])})
    currency = next((CURRENCIES[parse.words[i].lower()] for i in core if parse.words[i].lower() in CURRENCIES), "")
    amount = number([parse.words[i] for i in core if parse.words[i].lower() not in CURRENCIES])
    if amount is None:
        return None
    first, upper = bounded(parse, core[0])
    last = max(core[-1], token) + 1
    value: float | None = None if upper or _is_range(parse, core) else amount
    if own:
        last, ranged = _or_more(parse, token, last)
        value = None if ranged else value
        text = parse.text[parse.start[first] : parse.end[last - 1]]
        if currency:
            return Measured(first, last, Value(text, "money", value, currency), True)
        if parse.entity[token] in ("DATE", "TIME"):
            return None
        return Measured(first, last, Value(text, "quantity", value, ""), True)
    between = [parse.words[i].lower() for i in range(core[-1] + 1, token)]
    unit = " ".join([*between, parse.lemmas[token]])
    found = lexicon.units.get(unit) or lexicon.units.get(" ".join([*between, parse.words[token].lower()])) or lexicon.units.get(parse.lemmas[token])
    if found is not None:
        code, factor = found
        kind = "percent" if code == "percent" else "money" if len(code) == 3 and code.isupper() else "quantity"
        last = _rate(parse, token, share=kind == "percent")
        text = parse.text[parse.start[first] : parse.end[last - 1]]
        return Measured(first, last, Value(text, kind, None if value is None else round(value * factor, 6), code), True)
    text = parse.text[parse.start[first] : parse.end[token]]
    if currency:
        return Measured(first, last, Value(text, "money", value, currency), False)
    return Measured(first, last, Value(text, "quantity", value, parse.lemmas[token]), False)


def _model(parse: Parse, numeral: int) -> bool:
    """Whether a bare number with an article is a name: “orders for the 787”."""
    article = any(parse.deps[c] == "det" and parse.words[c].lower() in ("the", "a", "an") for c in parse.children[numeral])
    return article and parse.words[numeral].isdigit() and len(parse.words[numeral]) == 3


def _year(parse: Parse, numeral: int) -> bool:
    """Whether a numeral before a noun dates it: “1987 sales”."""
    word = parse.words[numeral]
    return len(word) == 4 and word[:2] in ("18", "19", "20") and word.isdigit() and parse.entity[numeral] == "DATE"


def bounded(parse: Parse, first: int) -> tuple[int, bool]:
    """First token of what bounds a number that begins at a token (“less than”, “up to”, “about”), and whether it bounds it from above."""
    words = [w.lower() for w in parse.words[max(0, first - 3) : first]]
    for size in (3, 2, 1):
        phrase = " ".join(words[-size:])
        if len(words) < size or phrase not in BOUNDS:
            continue
        if phrase == "up to" and parse.deps[first - 1] == "prep" and parse.deps[first - 2] in ("prt", "advmod"):
            continue  # “edged up to 14 dlrs”: the way it went
        if size == 1 and parse.deps[first - 1] not in ("advmod", "quantmod", "amod"):
            continue  # “talks about five firms”
        return first - size, phrase in UPPER
    return first, False


def _is_range(parse: Parse, core: list[int]) -> bool:
    """“three to four”, “43 or 48”, “between two and three”: two numbers, not one of two words."""
    for i, j in pairwise(core):
        words = {parse.words[t].lower() for t in range(i + 1, j)}
        if words & {"to", "or"} or ("-" in words and parse.words[i][:1].isdigit()):
            return True
        if "and" in words and "between" in (w.lower() for w in parse.words[max(0, core[0] - 2) : core[0]]):
            return True
    return False


def _or_more(parse: Parse, numeral: int, last: int) -> tuple[int, bool]:
    """The end of “107 or more” and “43 to 48 dlrs”, and whether that is a range."""
    for child in parse.children[numeral]:
        if child < numeral:
            continue
        if parse.deps[child] == "conj" and parse.words[child].lower() in ("more", "less", "fewer", "so") and child <= numeral + 2:
            return child + 1, parse.words[child].lower() in ("less", "fewer")
        if child == numeral + 1 and parse.words[child].lower() == "to":
            for token in parse.children[child]:
                if parse.deps[token] == "pobj" and any(parse.tags[c] == "CD" for c in parse.children[token]) and token <= child + 3:
                    return _rate(parse, token, share=False), True
    return last, False


def _rate(parse: Parse, unit: int, *, share: bool) -> int:
    """Last + 1 token of a measure with what it is a rate of: “per lb”, “a share”, and for a `share` its whole (“of the market”)."""
    last = unit + 1
    for child in parse.children[unit]:
        if parse.left[child] != last or parse.right[child] - unit > LONGEST_WHOLE:
            continue
        word = parse.words[child].lower()
        if parse.deps[child] == "prep" and (
            word == "per" or (share and word == "of" and any(parse.deps[c] == "pobj" for c in parse.children[child]))
        ):
            last = whole_end(parse, child)
        elif parse.deps[child] == "npadvmod" and child == last + 1 and parse.words[last].lower() in ("a", "an"):
            last = child + 1
    return last


def whole_end(parse: Parse, marker: int) -> int:
    """Last + 1 token of a preposition's phrase, without what follows a comma or a relative adverb or pronoun."""
    last = max([marker, *(c for c in parse.children[marker] if parse.deps[c] == "pobj")]) + 1
    while last <= parse.right[marker] and parse.words[last] not in (",", ";", "(", "<") and parse.tags[last] not in ("WDT", "WP", "WRB"):
        last += 1
    return last


def _beside(parse: Parse, token: int, numerals: list[int]) -> list[int]:
    """The numerals of one amount: those that stand together nearest before a noun, with its scale (“250 mln dlrs”), or else behind it."""
    before = sorted(c for c in numerals if c < token)
    if not before:
        return [c for c in numerals if c > token][:1]
    kept = [before[-1]]
    for c in reversed(before[:-1]):
        if any(parse.words[t] in ("(", ")", ",", "to", "or", "and") for t in range(c + 1, kept[-1])):
            break
        kept.append(c)
    scales = [t for t in range(kept[0] + 1, token) if parse.words[t].lower() in SCALES]
    return sorted({*kept, *scales})


def _modifiers(parse: Parse, numeral: int) -> list[int]:
    """Parts of a numeral below its head: “10” and “$” below “billion”; not “more than”."""
    return [c for c in parse.children[numeral] if parse.tags[c] in ("CD", "$") or parse.words[c].lower() in CURRENCIES]
