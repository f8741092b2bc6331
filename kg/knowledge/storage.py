"""The file of a knowledge base: SQLite, with FTS5 for the words of names.

    entries      the things, the best known first
    names        by their normal form (kg.entities.names): labels, other names, acronyms
    name_words   FTS5 over the names
    words        in the descriptions of how many entries a word stands: how telling it is
    refused      lines of the source that were no descriptions of things
    facts        format, source, counts, and a hash of the content

Invariants: a file is ours if SQLite's application id says so; it is opened read-only and taken as unchanging while it is open.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from kg.errors import MissingComponent, UsageError

APPLICATION = 0x6B67_6B62  # "kgkb"
VERSION = 1
_MAGIC = b"SQLite format 3\0"

LABEL, ALIAS, ACRONYM = 0, 1, 2

SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, iri TEXT NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL, description TEXT NOT NULL,
    relations TEXT NOT NULL, begin INTEGER, "end" INTEGER, prior REAL
);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL, entry INTEGER NOT NULL, kind INTEGER NOT NULL, written TEXT NOT NULL);
CREATE VIRTUAL TABLE name_words USING fts5(
    name, content='names', content_rowid='id', prefix='2 3', columnsize=0, tokenize='unicode61 remove_diacritics 0'
);
CREATE TABLE words (word TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE refused (line INTEGER NOT NULL, reason TEXT NOT NULL);
"""
# Made once the tables are full.
INDEXES = """
CREATE UNIQUE INDEX entry_by_iri ON entries (iri);
CREATE INDEX name_by_name ON names (name, entry);
"""


def demand_fts5() -> None:
    """Check that Python's SQLite can search words.

    Raises:
        MissingComponent: it was compiled without FTS5.
    """
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(word)")
        except sqlite3.OperationalError as error:
            message = f"a knowledge base needs SQLite with FTS5, and this Python's SQLite {sqlite3.sqlite_version} has none"
            raise MissingComponent(message, remedy="use a Python whose sqlite3 has it: those of python.org, Debian, conda and uv do") from error
    connection.close()


def is_ours(path: Path) -> bool:
    """Tell whether a file is a knowledge base, of whatever version.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}", remedy="name a file that `kg kb import` wrote") from error
    return head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION


def connect(path: Path) -> sqlite3.Connection:
    """Open a knowledge base for reading.

    Args:
        path: its file.

    Raises:
        UsageError: there is no such file, or it is none of ours, or of another version, or damaged.
        MissingComponent: Python's SQLite has no FTS5.
    """
    remedy = "make it with: kg kb import SOURCE -o FILE"
    if not path.is_file():
        raise UsageError(f"{path}: no such knowledge base", remedy=remedy)
    if not is_ours(path):
        raise UsageError(f"{path}: not a knowledge base of kg", remedy=remedy)
    demand_fts5()
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            connection.execute("SELECT value FROM facts").fetchall()
            connection.execute("SELECT number FROM entries JOIN names ON entry = number LIMIT 1").fetchall()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise UsageError(f"{path}: damaged: {error}", remedy="import it again") from error
    if version != VERSION:
        connection.close()
        raise UsageError(f"{path}: made by another version of kg (format {version}, not {VERSION})", remedy="import it again")
    return connection
