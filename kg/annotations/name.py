"""A name in the making, between the steps that find, trim and type it.

Invariants: tokens [first, last) hold the name alone; its titles stand at [title_first, first) or nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

# words that join the parts of a name
LINKS = frozenset("of for the and & de du da del la al van von der bin el - – / ibn y e dos".split())


@dataclass(slots=True, eq=False)
class Name:
    """A name at tokens [first, last): its type (or ""), the gazetteer's ids, titles beside it, gender if a title tells it."""

    first: int
    last: int
    type: str
    ids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    gender: str = ""
    title_first: int = -1
    certain: bool = False
