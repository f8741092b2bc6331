"""Whether a text is English, by the share of its words that are function words.

The method is that of frequent-word language identification (Ingle 1976; Grefenstette, "Comparing two language identification
schemes", JADT 1995): function words are a third to a half of running text in the languages that have them, whatever its subject.

Invariants: short texts and texts that are mostly figures pass, for they show too little; nothing but the text decides.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

SAMPLE_CHARACTERS = 8_000  # of the start; more changes nothing
MIN_WORDS = 25  # fewer words show too little to judge
_FOREIGN_SHARE = 0.12  # function words of another language, at least, where it is named
_FOREIGN_WORDS = 4  # different ones among them: the rows of a table repeat one
_ENGLISH_SHARE = 0.03  # function words of English, fewer than which no running text has
_MIN_RUNNING = 80  # words from which on a text without English function words is not English, whatever it is
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FIGURE = re.compile(r"\d[\d.,]*")


def foreign_language(text: str) -> str | None:
    """Name the language of a text that is not English.

    Args:
        text: a document's text.

    Returns:
        None if the text is English or shows too little to judge; else the name of its language, or of its script, or “a language
        other than English” where it is none of those known here.

    Example:
        >>> foreign_language("The two leaders met in the capital on Friday.") is None
        True
        >>> foreign_language("Президент встретился с министром иностранных дел в пятницу в Москве, сообщило агентство.")
        'Cyrillic script'
    """
    sample = text[:SAMPLE_CHARACTERS]
    script = _script(sample)
    if script != "LATIN":
        return f"{script.capitalize()} script" if script else None
    words = _WORD.findall(sample.casefold().replace("’", "'"))
    figures = len(_FIGURE.findall(sample))
    if len(words) < MIN_WORDS or figures > len(words):
        return None
    names, languages_of = _languages()
    counts = dict.fromkeys(names, 0)
    different = dict.fromkeys(names, 0)
    for word, number in Counter(words).items():
        for code in languages_of.get(word, ()):
            counts[code] += number
            different[code] += 1
    english = counts.pop("en") / len(words)
    best = max(counts, key=lambda code: (counts[code], code))
    share = counts[best] / len(words)
    if share >= _FOREIGN_SHARE and share > english and different[best] >= _FOREIGN_WORDS:
        return names[best]
    if english < _ENGLISH_SHARE and len(words) >= _MIN_RUNNING and figures < len(words) / 5:
        return "a language other than English"
    return None


@cache
def _languages() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the name of each language by its code, and the codes of the languages of each function word."""
    data = tomllib.loads((files("kg.documents") / "languages.toml").read_text(encoding="utf-8"))
    languages_of: dict[str, tuple[str, ...]] = {}
    for code, entry in data.items():
        for word in dict.fromkeys(entry["words"].split()):
            languages_of[word] = (*languages_of.get(word, ()), code)
    return {code: entry["name"] for code, entry in data.items()}, languages_of


def _script(text: str) -> str:
    """Return the script of most letters by its Unicode name (LATIN, CYRILLIC, CJK, ...), or "" where there are too few letters."""
    counts: Counter[str] = Counter()
    for character, number in Counter(text).items():
        if character <= "\x7f":
            if character.isalpha():
                counts["LATIN"] += number
        elif unicodedata.category(character) in {"Lu", "Ll", "Lo"}:
            counts[unicodedata.name(character, "UNKNOWN").split()[0]] += number
    total = sum(counts.values())
    if total < 10:
        return ""
    latin = counts.pop("LATIN", 0)
    # One ideograph or syllable weighs more than a letter, so a third of the letters is enough to carry the text.
    return "LATIN" if latin >= total * 2 / 3 else max(counts, key=lambda script: (counts[script], script))
