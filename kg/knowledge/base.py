"""Reading a knowledge base: by name, by the words of names, by id.

Invariants: what is found comes in the order of the base, the best known first, and of one thing once; at most `MOST` things bear a name
as far as a look-up goes, which are the best known of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.entities.names import normalise, strip_legal_form
from kg.errors import UsageError
from kg.knowledge.items import Item, Refused
from kg.knowledge.storage import connect

MOST = 64
_ITEM = (
    'entries.number, entries.iri, entries.type, entries.label, entries.description, entries.relations, entries.begin, entries."end", entries.prior'
)


@dataclass(frozen=True, slots=True)
class Named:
    """An item with the name by which it was found: its normal form, what kind of name it is, and as the base writes it."""

    item: Item
    name: str
    kind: int
    written: str


class KnowledgeBase:
    """A knowledge base that is open for reading; close it, or use it in a `with` block.

    Args:
        path: a file that `import_source` wrote.

    Attributes:
        path: as given.
        facts: format, source, counts and digest.

    Raises:
        UsageError: there is no such file, or it is no knowledge base of this version, or damaged.
        MissingComponent: Python's SQLite has no FTS5.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)
        self.facts: dict[str, str] = dict(self._connection.execute("SELECT key, value FROM facts"))
        self._size = int(self.facts["entries"])
        self._spread = log(self._size + 2)
        self.weight = lru_cache(maxsize=1 << 16)(self._weight)
        self._item = lru_cache(maxsize=1 << 14)(self._load)

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def digest(self) -> str:
        """Hash of the content: 64 hexadecimal characters."""
        return self.facts["digest"]

    def _rows(self, query: str, *values: Any) -> list[Any]:
        try:
            with closing(self._connection.execute(query, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{self.path}: damaged: {error}", remedy="import it again") from error

    def _load(self, number: int) -> Item:
        [row] = self._rows(f"SELECT {_ITEM} FROM entries WHERE number = ?", number)
        return _item(row)

    def item(self, iri: str) -> Item | None:
        """Give what the base says of a thing, by its id."""
        rows = self._rows("SELECT number FROM entries WHERE iri = ?", iri)
        return self._item(rows[0][0]) if rows else None

    def named(self, name: str) -> tuple[Named, ...]:
        """Find the things that bear a name.

        Args:
            name: in its normal form (`kg.entities.names.normalise`).
        """
        rows = self._rows("SELECT entry, name, kind, written FROM names WHERE name = ? ORDER BY entry LIMIT ?", name, MOST)
        return tuple(Named(self._item(entry), *rest) for entry, *rest in rows)

    def with_words(self, words: Iterable[str], beginning: str = "", limit: int = MOST) -> tuple[Named, ...]:
        """Find names by their words, in any order.

        Args:
            words: normal forms of words that all stand in the name.
            beginning: of a further word, or "".
            limit: how many names to give at most, those of the best known things.
        """
        parts = [f'"{word}"' for word in words] + ([f'"{beginning}"*'] if beginning else [])
        rows = self._rows(
            "SELECT names.entry, names.name, names.kind, names.written FROM name_words JOIN names ON names.id = name_words.rowid "
            "WHERE name_words MATCH ? ORDER BY name_words.rowid LIMIT ?",
            " AND ".join(parts),
            limit,
        )
        return tuple(Named(self._item(entry), *rest) for entry, *rest in rows)

    def _weight(self, word: str) -> float:
        """How telling a word of a description is, in [0, 1]: 1 where one description has it, 0 where all have (inverse document frequency)."""
        rows = self._rows("SELECT entries FROM words WHERE word = ?", word)
        return max(0.0, log((self._size + 2) / (rows[0][0] + 1)) / self._spread) if rows else 1.0

    def search(self, name: str, limit: int = 20) -> tuple[Named, ...]:
        """Find what a person asks for: what bears the name, then what has its words in a name; the best known first.

        Args:
            name: as written; the last word may be a beginning.
            limit: how many things to give at most.
        """
        normal = normalise(name)
        words = normal.split()
        found: dict[int, Named] = {}
        for form in dict.fromkeys((normal, strip_legal_form(normal))):
            for named in self.named(form):
                found.setdefault(named.item.number, named)
        if words:
            for named in (*self.with_words(words, limit=4 * limit), *self.with_words(words[:-1], words[-1], limit=4 * limit)):
                found.setdefault(named.item.number, named)
        return tuple(found.values())[:limit]

    def names_of(self, item: Item) -> tuple[str, ...]:
        """List the names of a thing as written, its label first."""
        rows = self._rows("SELECT written FROM names WHERE entry = ? ORDER BY id", item.number)
        return tuple(dict.fromkeys((item.label, *(row[0] for row in rows))))

    def types(self) -> dict[str, int]:
        """Count the things by class, the most frequent first."""
        return dict(self._rows("SELECT type, count(*) FROM entries GROUP BY type ORDER BY count(*) DESC, type"))

    def skipped(self) -> dict[str, int]:
        """Count what the import left out, by reason."""
        return dict(json.loads(self.facts["skipped"]))

    def refused(self) -> Iterator[Refused]:
        """Go over the lines that the import refused, in their order."""
        with closing(self._connection.execute("SELECT line, reason FROM refused ORDER BY rowid")) as cursor:
            for line, reason in cursor:
                yield Refused(line, reason)

    def refusals(self) -> int:
        """Count the lines that the import refused."""
        return int(self._rows("SELECT count(*) FROM refused")[0][0])


def _item(row: Any) -> Item:
    number, iri, type, label, description, relations, begin, end, prior = row
    return Item(number, iri, type, label, description, tuple(json.loads(relations)), begin, end, prior)
