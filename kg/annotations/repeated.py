"""Noun phrases of an owner that are said again in the same words: “its board”, “Acme's board”.

Invariants: the words are the same, and so is the owner; a phrase that a number, a clause or a far complement narrows is never taken up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotations.binding import QUANTIFIED
from kg.annotations.nominals import REACH

if TYPE_CHECKING:
    from kg.annotations.chains import Chain
    from kg.annotations.mentions import Draft
    from kg.annotations.scene import Scene

_POINTERS = frozenset("such some many most several few more other same own all both each half another certain".split())


class Repeated:
    """The noun phrases of one document by their words and owners.

    Args:
        scene: the document.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.said: dict[tuple[int, tuple[str, ...]], Draft] = {}

    def find(self, draft: Draft) -> Chain | None:
        """The chain of the phrase that was said in the same words, if any; the phrase is noted for those to come."""
        key = self._key(draft)
        if key is None:
            return None
        scene = self.scene
        known = self.said.get(key)
        self.said[key] = draft
        if known is None or known.chain < 0 or known.plural != draft.plural or known.type != draft.type:
            return None
        chain = scene.chains.all.get(known.chain)
        return chain if chain is not None and scene.sentence - scene.parse.sentence[known.head] <= REACH else None

    def _key(self, draft: Draft) -> tuple[int, tuple[str, ...]] | None:
        parse, head = self.scene.parse, draft.head
        owner = -1
        first = draft.first
        for child in parse.children[head]:
            dep = parse.deps[child]
            if dep == "poss" and child < head:
                other = self.scene.at.get(child)
                if other is None or other.chain < 0 or other.first != draft.first:
                    return None
                owner, first = other.chain, other.last + (parse.tags[other.last] == "POS")
            elif dep == "nummod" or (dep in ("prep", "relcl", "acl", "appos") and child >= draft.last):
                return None
        if owner < 0 or first >= draft.last:
            return None
        words = tuple(parse.lower[first : draft.last])
        return None if words[0] in _POINTERS or words[0] in QUANTIFIED else (owner, words)
