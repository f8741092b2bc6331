"""What a source says of a thing (a draft), and what a knowledge base says of it (an item).

Invariants: a draft knows other things by their ids only; an item has their labels. A draft goes to text and back unchanged.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing as its source describes it.

    Attributes:
        iri: its id, absolute.
        label: its English name; "" for what only other things need (a class without a name).
        aliases: other English names, sorted.
        description: a few English words, or "".
        prior: how well it is known (for Wikidata the number of its pages in Wikipedias and sister projects), or None where not told.
        type: class without prefix where the source says it outright, else "".
        instances, subclasses: of Wikidata, ids of the classes that it is an instance of or below.
        relations: ids of what it has to do with.
        words: names of what it has to do with, where the source gives words.
        begin, end: years, or None.
        revision: a later one of the same thing replaces an earlier one.
    """

    iri: str
    label: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    prior: float | None = None
    type: str = ""
    instances: tuple[str, ...] = ()
    subclasses: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    begin: int | None = None
    end: int | None = None
    revision: int = 0

    def text(self) -> str:
        """Write the draft as a line of text.

        Example:
            >>> draft = Draft("http://a.example/1", "A", ("B",), prior=2.0)
            >>> Draft.read(draft.text()) == draft
            True
        """
        return json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Draft:
        """Read what `text` wrote."""
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in json.loads(text)]
        return cls(*values)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing as a knowledge base knows it.

    Attributes:
        number: its place in the base, the best known first.
        iri: its id, absolute.
        type: class of the ontology without prefix; `Thing` where not known.
        label: its name.
        description: a few words, or "".
        relations: names of what it has to do with.
        begin, end: years, or None.
        prior: how well it is known, or None where its source does not say.
    """

    number: int
    iri: str
    type: str
    label: str
    description: str
    relations: tuple[str, ...]
    begin: int | None
    end: int | None
    prior: float | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a source that is no description of a thing: its number from 1, and why."""

    line: int
    reason: str
