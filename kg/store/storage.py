"""The store's folder: written in one go beside the old one, then only read.

Invariants: a store is never changed once it is written; its folder is complete when `write_store` returns; who calls it moves it into place.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BuildError, UsageError
from kg.ontology.prefixes import DEFAULT_BASE
from kg.store.engine import open_engine, run
from kg.store.isolated import run_isolated
from kg.store.results import Result

if TYPE_CHECKING:
    import pyoxigraph

_EXTENSIONS = {".trig": "TRIG", ".nq": "N_QUADS", ".ttl": "TURTLE", ".nt": "N_TRIPLES"}


def write_store(source: Path, directory: Path) -> int:
    """Load a file of RDF into a new store.

    Args:
        source: `graph.trig`; N-Quads, Turtle and N-Triples are read as well, by the name's ending.
        directory: folder to make; it must not exist or be empty.

    Returns:
        Number of quads in the store.

    Raises:
        BuildError: the file is malformed or cannot be read, or the folder cannot be written; nothing is left in its place.
        UsageError: the folder holds something, or the file's ending is unknown.
    """
    import pyoxigraph

    name = _EXTENSIONS.get(source.suffix)
    if name is None:
        raise UsageError(f"{source}: not RDF that a store loads", remedy=f"name a file ending in {', '.join(_EXTENSIONS)}")
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory}: is there already", remedy="name a folder that does not exist")
    try:
        store = pyoxigraph.Store(str(directory))
        store.bulk_load(path=str(source), format=getattr(pyoxigraph.RdfFormat, name))
        store.optimize()
        store.flush()
        return len(store)
    except (OSError, SyntaxError, RuntimeError) as error:
        shutil.rmtree(directory, ignore_errors=True)
        raise BuildError(f"{directory}: the store could not be written from {source}: {error}") from error


class Store:
    """A store that is open for reading.

    Args:
        directory: its folder.
        base: base IRI of the graph.

    Raises:
        UsageError: there is no store in the folder, or it is damaged.
    """

    def __init__(self, directory: Path, *, base: str = DEFAULT_BASE) -> None:
        self.directory = directory
        self.base = base
        self._engine: pyoxigraph.Store = open_engine(directory)

    @classmethod
    def open(cls, directory: Path, *, base: str = DEFAULT_BASE) -> Store:
        """Open a store for reading; the same as the constructor."""
        return cls(directory, base=base)

    def query(self, sparql: str, format: str = "table", *, timeout: float | None = None) -> Result:
        """Answer a query.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes need no declaration. The default graph is the union of all graphs.
            format: `table` (rows as values), or `json`, `csv`, `tsv`, `xml`, `ttl` (bytes; for a graph `json` is JSON-LD and `xml` RDF/XML).
            timeout: seconds after which the query is stopped, or None for no limit; with a limit it runs in a process of its own.

        Returns:
            The answer.

        Raises:
            QueryError: malformed or refused SPARQL, with line and column; no answer in time; no such format for such an answer.
            UsageError: an unknown format.
        """
        if timeout is not None:
            return run_isolated(self.directory, sparql, format, self.base, timeout)
        return run(self._engine, sparql, format, self.base)

    def __len__(self) -> int:
        return len(self._engine)


def open_store(directory: Path, *, base: str = DEFAULT_BASE) -> Store:
    """Open a store for reading.

    Args:
        directory: its folder.
        base: base IRI of the graph.

    Raises:
        UsageError: there is no store in the folder, or it is damaged.
    """
    return Store(directory, base=base)


def query(directory: Path, sparql: str, format: str = "table", *, base: str = DEFAULT_BASE, timeout: float | None = None) -> Result:
    """Open a store, answer one query, close it; see `Store.query`."""
    if timeout is not None:
        return run_isolated(directory, sparql, format, base, timeout)
    return run(open_engine(directory), sparql, format, base)
