"""The phrases of `boilerplate.toml`, ready to be compared.

Invariants: phrases and lines are folded in the same way; the file is read once a process.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FIGURES = re.compile(r"\d[\d.,]*")
_OUTER = " \t*•·|>»›–—_-=~▶►→+"
_SHORT_WORDS = 9
_BAR_WORD = re.compile(r"[\w#\-]+")
_SHARE_PLACES = 2  # one alone may be a heading
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Bring a line into the form in which phrases are compared.

    Example:
        >>> fold("• 12  Comments")
        '# comments'
    """
    lower = _SPACE.sub(" ", text.casefold()).replace("’", "'").strip(_OUTER)
    return _FIGURES.sub("#", lower)


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases; `agencies` are news agencies, `pictures` those who are named under pictures alone; `labels` stand before a dash as places do."""

    lines: dict[str, str]
    starts: re.Pattern[str]
    start_kinds: dict[str, str]
    short_starts: re.Pattern[str]
    short_kinds: dict[str, str]
    signed: re.Pattern[str]
    agencies: frozenset[str]
    pictures: frozenset[str]
    share: frozenset[str]
    share_filler: frozenset[str]
    navigation: frozenset[str]
    labels: frozenset[str]

    def line(self, folded: str) -> str:
        """Return the kind of a line that is a phrase of its own, or ""."""
        return self.lines.get(folded) or self.lines.get(folded.rstrip(" :…"), "")

    def start(self, folded: str) -> str:
        """Return the kind of a line that begins with a phrase, or ""."""
        match = self.starts.match(folded)
        if match:
            return self.start_kinds[match.group()]
        if len(folded.split()) > _SHORT_WORDS or folded.endswith((".", "!", "?", ",")):
            return ""
        match = self.short_starts.match(folded)
        return self.short_kinds[match.group()] if match else ""

    def is_share_bar(self, folded: str) -> bool:
        """Tell whether a line is made of nothing but places to share it to."""
        places = 0
        for word in _BAR_WORD.findall(folded):
            if word in self.share:
                places += 1
            elif word not in self.share_filler:
                return False
        return places >= _SHARE_PLACES


@cache
def load_phrases() -> Phrases:
    """Read `boilerplate.toml`.

    Example:
        >>> load_phrases().line("view all comments")
        'comments'
    """
    data = tomllib.loads((files("kg.documents") / "boilerplate.toml").read_text(encoding="utf-8"))
    starts = {phrase: kind for kind, phrases in data["starts"].items() for phrase in phrases}
    short_starts = {phrase: kind for kind, phrases in data["short_starts"].items() for phrase in phrases}
    words = data["words"]
    return Phrases(
        lines={phrase: kind for kind, phrases in data["lines"].items() for phrase in phrases},
        starts=_beginning(starts),
        start_kinds=starts,
        short_starts=_beginning(short_starts),
        short_kinds=short_starts,
        signed=_beginning(data["signed"]["phrases"]),
        agencies=frozenset(data["credits"]["agencies"]),
        pictures=frozenset(data["credits"]["picture"]),
        share=frozenset(words["share"]),
        share_filler=frozenset(words["share_filler"]),
        navigation=frozenset(words["navigation"]),
        labels=frozenset(words["labels"]),
    )


def _beginning(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalnum() else "") for phrase in longest))
