"""Which of our classes a thing of Wikidata is, by what it is an instance of and what that is a kind of.

Invariants: of the classes above a thing the nearest that we know decides, of several as near the one that `wikidata.ttl` ranks first; the
order in which a dump names things does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.knowledge.items import Draft
from kg.ontology.prefixes import VOCABULARIES
from kg.ontology.terms import Ontology
from kg.ontology.wikidata import NOTHING, WikidataTerms

DEEPEST = 12  # steps up from a class; Wikidata's longest sensible chains have about ten
THING, CONCEPT = "Thing", "Concept"
# What is a kind of these is one itself (a car is a product); a kind of anything else is an idea (a president, a city).
_KINDS_TOO = ("Product", "Group")
_ROOTS = ("Person", "Organisation", "State", "Place", "Group", "Event", "Work", "Product", "Law", CONCEPT, THING)
_ENTITY = VOCABULARIES["wd"]


def thing_classes(ontology: Ontology) -> tuple[str, ...]:
    """List the classes that a thing of the world may have, without prefix, sorted.

    Example:
        >>> from kg.ontology import load
        >>> classes = thing_classes(load())
        >>> "Person" in classes, "Fact" in classes
        (True, False)
    """
    names = (name.removeprefix("kg:") for name in ontology.classes if name.startswith("kg:"))
    return tuple(sorted(name for name in names if any(ontology.is_a(name, root) for root in _ROOTS)))


class Classes:
    """Finds classes.

    Args:
        terms: our class for some of Wikidata's.
        above: gives the classes directly above one (its P279), by id.
    """

    def __init__(self, terms: WikidataTerms, above: Callable[[str], Sequence[str]]) -> None:
        self._rank = {_ENTITY + local: (rank, kind) for rank, (local, kind) in enumerate(terms.classes.items())}
        self._above = above
        self._nearest = lru_cache(maxsize=1 << 18)(self._search)

    def of(self, draft: Draft) -> str:
        """Give the class of a thing, `Thing` where nothing tells, `NOTHING` for what is no thing of the world."""
        if draft.type:
            return draft.type
        found = [near for instance in draft.instances if (near := self._nearest(instance)) is not None]
        if found:
            return min(found)[2]
        if not draft.subclasses:
            return THING
        kinds = [near for parent in draft.subclasses if (near := self._nearest(parent)) is not None]
        return min(kinds)[2] if kinds and min(kinds)[2] in _KINDS_TOO else CONCEPT

    def _search(self, start: str) -> tuple[int, int, str] | None:
        """The nearest class that we know: steps up, its rank, our class."""
        seen, level = {start}, [start]
        for depth in range(DEEPEST):
            known = [self._rank[iri] for iri in level if iri in self._rank]
            if known:
                rank, kind = min(known)
                return depth, rank, kind
            level = [iri for iri in dict.fromkeys(iri for below in level for iri in self._above(below)) if iri not in seen]
            seen.update(level)
            if not level:
                break
        return None


__all__ = ["CONCEPT", "NOTHING", "THING", "Classes", "thing_classes"]
