"""Words that tell one thing from another: of texts around a name, and of descriptions.

Invariants: words are compared without case, accents and plural “s”; words of three letters or fewer tell nothing unless they are written
in capitals; words of grammar tell nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORTEST = 4
_WORD = re.compile(r"[^\W_]+")
# Words of grammar with four letters or more, and those that report.
GRAMMAR = frozenset(
    "about above across after again against along also although always among another around because been before behind being below "
    "between beyond both cannot could does doing done down during each either else even ever every from further have having here hers "
    "herself himself however into itself just last least less like many might mine more most much must myself near neither never next "
    "none only onto other others ours over own quite rather same second several shall should since some still such than that their "
    "theirs them themselves then there these they this those though through thus till toward towards under unless until unto upon very "
    "were what whatever when where whether which while whom whose will with within without would year years your yours first said says "
    "told tell known called including".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """Telling words: all of them, and those that are written with a capital."""

    all: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()

    def __or__(self, other: Words) -> Words:
        return Words(self.all | other.all, self.capitals | other.capitals)


def telling_words(text: str) -> Words:
    """Find the words of a text that may tell something.

    Args:
        text: any.

    Returns:
        Their forms for comparing.

    Example:
        >>> sorted(telling_words("The CFO of IBM spoke to Müller's engineers").all)
        ['cfo', 'engineer', 'ibm', 'muller', 'spoke']
    """
    found: set[str] = set()
    capitals: set[str] = set()
    for form, word in forms_of(text):
        found.add(form)
        if word[0].isupper():
            capitals.add(form)
    return Words(frozenset(found), frozenset(capitals))


def forms_of(text: str) -> Iterator[tuple[str, str]]:
    """Find the words of a text that may tell something, each as it is compared and as it is written (without accents).

    Example:
        >>> list(forms_of("the Chicago Bulls"))
        [('chicago', 'Chicago'), ('bull', 'Bulls')]
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for word in dict.fromkeys(_WORD.findall(text)):
        if len(word) < SHORTEST and not (len(word) > 1 and word.isupper() and word.isalpha()):
            continue
        folded = word.casefold()
        if folded in GRAMMAR:
            continue
        yield (folded[:-1] if len(folded) > SHORTEST and folded.endswith("s") and not folded.endswith("ss") else folded), word


def joined(parts: Iterable[Words]) -> Words:
    """Put words together."""
    found = Words()
    for part in parts:
        found = found | part
    return found
