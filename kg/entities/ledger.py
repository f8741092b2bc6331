"""What resolution decided and why: judgements, and what was left undecided.

Invariants: each decision stands under the two chains it was about, the smaller id left; the same pair has one judgement, the
first; `possibly` holds chains, resolved to entities only at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.entities.chains import Profile
from kg.model import Judgement


class Ledger:
    """Collects judgements.

    Args:
        profiles: the chains that indices mean.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._judged: dict[tuple[str, str], Judgement] = {}
        self.possibly: dict[int, set[int]] = {}

    def _note(self, left: str, right: str, same: bool, score: float, reasons: tuple[str, ...]) -> None:
        if right < left:
            left, right = right, left
        self._judged.setdefault((left, right), Judgement(left, right, same, score, reasons))

    def same(self, left: int, right: int, score: float, *reasons: str) -> None:
        """Note that two chains are one thing; `score` in [0, 1] is how sure the rule is."""
        self._note(self._profiles[left].chain, self._profiles[right].chain, True, score, reasons)

    def known(self, index: int, entry: str, score: float, *reasons: str) -> None:
        """Note that a chain is a gazetteer entry."""
        self._note(self._profiles[index].chain, entry, True, score, reasons)

    def different(self, left: int, right: int, *reasons: str) -> None:
        """Note that two chains with like names were kept apart."""
        self._note(self._profiles[left].chain, self._profiles[right].chain, False, 0.0, reasons)

    def undecided(self, index: int, candidates: Iterable[int], reason: str) -> None:
        """Note that a chain fits several and was joined to none."""
        fits = set(candidates)
        self.possibly.setdefault(index, set()).update(fits)
        for candidate in sorted(fits):
            self._note(self._profiles[index].chain, self._profiles[candidate].chain, False, 0.5, (reason,))

    def judgements(self) -> tuple[Judgement, ...]:
        """Give all judgements, sorted by the two chains."""
        return tuple(self._judged[pair] for pair in sorted(self._judged))
