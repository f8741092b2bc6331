"""Names as compared: normal forms, legal forms, initials, misspellings.

Invariants: a name is normalised only for comparing and never for showing; every comparison is symmetric; a comparison says by
which rule two names agree, or "" if they do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

# Legal forms of companies (a selection of the ISO 20275 entity legal forms that English news writes after a name).
LEGAL_FORMS = frozenset((
    "ab", "ag", "as", "asa", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "jsc", "kgaa", "kk", "limited",
    "llc", "llp", "lp", "ltd", "nv", "oao", "ooo", "oy", "oyj", "pao", "plc", "pte", "pty", "sa", "sarl", "se", "spa", "srl",
))  # fmt: skip
# Words behind a name that tell a father from a son.
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
# Words that an acronym may pass over.
_SMALL = frozenset(("a", "an", "and", "at", "de", "for", "in", "la", "of", "on", "the", "to"))
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile("['\u2019]s?$")
MISSPELT_TOKEN_LENGTH = 5


@lru_cache(maxsize=1 << 17)
def normalise(name: str) -> str:
    """Give the form in which equal names are equal: no case, accents, punctuation, possessive or article, one spelling of “-isation”.

    Args:
        name: as written.

    Returns:
        Words of letters and digits joined by single spaces; "" for a name without any.

    Example:
        >>> normalise("The  O'Neill-Škoda Co.'s")
        'o neill skoda co'
    """
    text = _POSSESSIVE.sub("", name.strip())
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = _WORD.findall(text.casefold().replace("ization", "isation"))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1 << 16)
def strip_legal_form(name: str) -> str:
    """Take the legal forms off the end of a normalised name; something always remains.

    Args:
        name: from `normalise`.

    Returns:
        The name without “Inc”, “Corp”, “Co Ltd” and the like.

    Example:
        >>> strip_legal_form("acme motor co ltd"), strip_legal_form("co")
        ('acme motor', 'co')
    """
    words = name.split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")


@lru_cache(maxsize=1 << 16)
def normalise_organisation(name: str) -> str:
    """Give the form in which equal names of organisations are equal: as `normalise`, initials in one, without “and” and legal form.

    Args:
        name: as written.

    Example:
        >>> normalise_organisation("Acme Tool & Die N.V."), normalise_organisation("Acme Tool and Die"), normalise_organisation("U.S. Mint")
        ('acme tool die', 'acme tool die', 'us mint')
    """
    words = normalise(_INITIALS.sub(lambda match: match[0].replace(".", "") + " ", name)).split()
    return strip_legal_form(" ".join(w for w in words if w != "and") or " ".join(words))


def short_forms(names: Collection[str]) -> frozenset[str]:
    """Give those of a thing's normalised names that are part of a longer one of them.

    Example:
        >>> sorted(short_forms({"bell", "bell industries", "acme"}))
        ['bell']
    """
    if len(names) < 2:
        return frozenset()
    words = {name: frozenset(name.split()) for name in names}
    return frozenset(n for n in names if any(words[n] < words[m] for m in names))


def is_acronym(written: str) -> bool:
    """Tell whether a name as written is an acronym: one word of two to seven capitals, with or without full stops.

    Example:
        >>> is_acronym("NATO"), is_acronym("U.S."), is_acronym("Nato"), is_acronym("X")
        (True, True, False, False)
    """
    letters = written.replace(".", "")
    return 2 <= len(letters) <= 7 and letters.isalpha() and letters.isupper()


def acronyms_of(name: str) -> tuple[str, ...]:
    """Give the acronyms that a normalised name of two words or more may have.

    Args:
        name: from `normalise`.

    Returns:
        Its initials with and without small words, lower case, sorted; empty for a single word.

    Example:
        >>> acronyms_of("organization of american states")
        ('oas', 'ooas')
    """
    words = name.split()
    if len(words) < 2:
        return ()
    found = {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}
    return tuple(sorted(a for a in found if len(a) > 1))


def near_misses(name: str) -> Iterator[str]:
    """Give the keys under which names that differ by one edit meet: the name and all that remain after leaving out one letter.

    Two names within one insertion, deletion, substitution or neighbouring transposition share a key (the deletion neighbourhood of
    Mor and Fraenkel, 1982).

    Example:
        >>> sorted(set(near_misses("xi")))
        ['i', 'x', 'xi']
    """
    yield name
    for place in range(len(name)):
        yield name[:place] + name[place + 1 :]


def is_misspelling(left: str, right: str, given_names: Collection[str] = ()) -> bool:
    """Tell whether two normalised names of two words or more look like one name, once misspelt.

    Just one word differs, by one edit (optimal string alignment), has five letters or more in both, begins with the same letter,
    and the two words are not both known given names (Maria and Mario are two people).

    Args:
        left: from `normalise`.
        right: from `normalise`.
        given_names: case-folded given names.

    Example:
        >>> is_misspelling("xi jingping", "xi jinping"), is_misspelling("tim cook", "tom cook")
        (True, False)
    """
    from rapidfuzz.distance import OSA

    one, two = left.split(), right.split()
    if len(one) != len(two) or len(one) < 2:
        return False
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    if min(len(a), len(b)) < MISSPELT_TOKEN_LENGTH or a[0] != b[0] or a.isdigit() or b.isdigit():
        return False
    if a in given_names and b in given_names:
        return False
    return bool(OSA.distance(a, b, score_cutoff=1) <= 1)


def compare_people(left: str, right: str, given_names: Collection[str] = ()) -> str:
    """Say by which rule two full names of people agree.

    Args:
        left: from `normalise`, two words or more.
        right: from `normalise`, two words or more.
        given_names: case-folded given names.

    Returns:
        `same name`, `same words in another order`, `one has a middle name more`, `initials`, `misspelt`, or "" if they differ.

    Example:
        >>> compare_people("xi jinping", "jinping xi"), compare_people("joe r biden", "joe biden"), compare_people("j biden", "joe biden")
        ('same words in another order', 'one has a middle name more', 'initials')
        >>> compare_people("hunter biden", "joe biden"), compare_people("al ford jr", "al ford")
        ('', '')
    """
    if left == right:
        return "same name"
    one, two = left.split(), right.split()
    if len(one) == len(two) == 2 and one == two[::-1]:
        return "same words in another order"
    if one[-1] == two[-1] and len(one) > 1 and len(two) > 1:
        if one[0] == two[0] and _middle_agrees(one[1:-1], two[1:-1]):
            return "one has a middle name more"
        if one[0][0] == two[0][0] and (len(one[0]) == 1 or len(two[0]) == 1) and _middle_agrees(one[1:-1], two[1:-1]):
            return "initials"
    return "misspelt" if is_misspelling(left, right, given_names) else ""


def _middle_agrees(one: list[str], two: list[str]) -> bool:
    """Tell whether middle names can be of one person: one side has none, or they agree up to initials."""
    if not one or not two:
        return True
    return len(one) == len(two) and all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in zip(one, two, strict=True))
