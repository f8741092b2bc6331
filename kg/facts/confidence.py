"""How sure a fact is that its sources say it.

Invariants: results are in [0, 1] with four decimals; more independent origins never make a fact less sure; many statements of one
origin weigh no more than the best of them.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST = 0.99
# Of a relation of a thing to itself, which is nearly always misread.
SELF_RELATION = 0.3


def combine(evidence: Iterable[tuple[tuple[str, ...], float]], *, self_relation: bool = False) -> float:
    """Combine the confidence of statements by noisy-or over their origins (Pearl, 1988).

    Args:
        evidence: origin and confidence, in [0, 1], of each statement.
        self_relation: whether subject and object are one.

    Returns:
        1 - Π(1 - best of each origin), at most .99, unless one statement alone is surer; lowered for a self-relation.

    Example:
        >>> combine([(("a",), 0.8), (("b",), 0.5), (("a",), 0.6)])
        0.9
    """
    best: dict[tuple[str, ...], float] = {}
    for origin, confidence in evidence:
        best[origin] = max(best.get(origin, 0.0), confidence)
    doubt = 1.0
    for origin in sorted(best):
        doubt *= 1.0 - best[origin]
    sure = min(1.0 - doubt, max(MOST, *best.values())) if best else 0.0
    return round(min(1.0, max(0.0, sure * (SELF_RELATION if self_relation else 1.0))), 4)
