"""Whether two spellings are of one person's name.

Invariants: symmetric; names are tuples of words in lower case; two forms that differ by gender (“Mario” and “Maria”) are two names.
"""

from __future__ import annotations

from kg.annotations.vocabulary import NAME_ENDINGS

MINIMAL_MISSPELT = 5  # letters of a word that may have one wrong


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names, in lower case, are spellings of one.

    Example:
        >>> same_person(("xi", "jinping"), ("xi", "jingping")), same_person(("j.", "smith"), ("john", "smith"))
        (True, True)
        >>> same_person(("li", "wei"), ("li", "na"))
        False
    """
    if len(a) < 2 or len(b) < 2:
        return False
    a, b = tuple(w for w in a if w not in NAME_ENDINGS), tuple(w for w in b if w not in NAME_ENDINGS)
    if len(a) < 2 or len(b) < 2:
        return a == b
    if a[-1] == b[-1]:
        if a[0] == b[0]:
            return len(a) == 2 or len(b) == 2 or a == b
        short, long = (a[0], b[0]) if len(a[0]) < len(b[0]) else (b[0], a[0])
        if len(short.rstrip(".")) == 1 and long.startswith(short.rstrip(".")):
            return True
    if len(a) != len(b) and (a[0] == b[0] or a[-1] == b[-1]):
        short_name, long_name = (a, b) if len(a) < len(b) else (b, a)
        return long_name[-len(short_name) :] == short_name or long_name[: len(short_name)] == short_name
    return misspelt(a, b)


def misspelt(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ by one letter in one long word.

    Example:
        >>> misspelt(("xi", "jingping"), ("xi", "jinping"))
        True
    """
    if len(a) != len(b) or len(a) < 2:
        return False
    wrong = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(wrong) != 1:
        return not wrong
    x, y = wrong[0]
    if x.endswith("a") != y.endswith("a") and one_edit(x[:-1], y[:-1]) and (x[:-1] in (y, y[:-1]) or y[:-1] == x):
        return False  # “Mario” and “Maria”, “Lavrov” and “Lavrova” are two
    return min(len(x), len(y)) >= MINIMAL_MISSPELT and x[0] == y[0] and one_edit(x, y)


def one_edit(x: str, y: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped turn one word into the other.

    Example:
        >>> one_edit("lavrov", "lavorv"), one_edit("lavrov", "lavrova"), one_edit("wang", "wong"), one_edit("wang", "weng yi")
        (True, True, True, False)
    """
    if len(x) > len(y):
        x, y = y, x
    if len(y) - len(x) > 1:
        return False
    k = 0
    while k < len(x) and x[k] == y[k]:
        k += 1
    if len(x) < len(y):
        return x[k:] == y[k + 1 :]
    return x[k + 1 :] == y[k + 1 :] or (k + 1 < len(x) and x[k] == y[k + 1] and x[k + 1] == y[k] and x[k + 2 :] == y[k + 2 :])
