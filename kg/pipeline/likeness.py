"""Names that look like a name that nothing bears: what an error offers."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 50.0
OF_A_WORD = 0.9  # a likeness to one word of a name counts for less than one to the whole


def near_names(name: str, names: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Choose names that look like another, by normalised edit distance of the whole or of a word (RapidFuzz's `ratio`).

    Args:
        name: what was asked for.
        names: what there is; order does not matter.
        limit: how many to give at most.

    Returns:
        The nearest first; none that shares less than half.

    Example:
        >>> near_names("Xi Jingping", ["Vladimir Putin", "Xi Jinping", "Beijing"])
        ('Xi Jinping', 'Beijing')
    """
    from rapidfuzz import fuzz

    wanted = name.casefold()

    def likeness(other: str) -> float:
        folded = other.casefold()
        return max(fuzz.ratio(wanted, folded), OF_A_WORD * max((fuzz.ratio(wanted, word) for word in folded.split()), default=0.0))

    scored = sorted((-likeness(other), other) for other in set(names))
    return tuple(other for score, other in scored[:limit] if -score >= LEAST)
