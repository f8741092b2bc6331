"""Importing: a source becomes a knowledge base, whole or not at all.

Drafts are first collected in a database of their own beside the target, since what a thing is and what its relations are called may
stand anywhere in the source; then they are written in order. The target is replaced in one step at the end.

Invariants: the content depends on what the source says and not on the order in which it says it; memory does not grow with the source;
of two descriptions of one thing the later revision counts, else the greater text; a source that breaks off leaves the target as it was.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.entities.names import acronyms_of, normalise, strip_legal_form
from kg.errors import BuildError, UsageError
from kg.knowledge.classes import NOTHING, THING, Classes
from kg.knowledge.context import telling_words
from kg.knowledge.items import Draft, Refused
from kg.knowledge.sources import Source, kind_of, opened
from kg.knowledge.storage import ACRONYM, ALIAS, INDEXES, LABEL, SCHEMA, demand_fts5, is_ours
from kg.knowledge.tables import read_table
from kg.knowledge.vocabularies import read_vocabulary
from kg.knowledge.wikidata import read_dump
from kg.ontology.terms import Ontology
from kg.ontology.wikidata import read_wikidata_terms

Progress = Callable[[str, int, int], None]
SHORTEST_ACRONYM = 3
WORDS_HELD = 500_000
REPORTED = 5_000  # drafts between two reports of progress
_WITH_ACRONYMS = ("Organisation", "Law", "Event")
_NAMELESS, _NO_THING, _REPEATED = "without an English name", "no things of the world (pages, names)", "repeated"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        target: the file.
        format: of the source.
        entries, names: how many the base has.
        refused: lines that were no descriptions of things, the first hundred of them; the base lists all.
        refusals: how many there were.
        skipped: how many descriptions were left out, by reason.
    """

    target: Path
    format: str
    entries: int
    names: int
    refused: tuple[Refused, ...]
    refusals: int
    skipped: tuple[tuple[str, int], ...]


SHOWN = 100


def import_source(
    source: Path, target: Path, ontology: Ontology, *, format: str | None = None, base: str = "", progress: Progress | None = None
) -> ImportReport:
    """Make a knowledge base of a source.

    Args:
        source: a Wikidata JSON dump, a SKOS vocabulary or a CSV table, plain, `.gz` or `.bz2`.
        target: the file to write; a knowledge base that stands there is replaced in one step.
        ontology: classes.
        format: `wikidata`, `skos` or `csv`; None to tell by the name.
        base: start of the IRIs of ids that are none.
        progress: called with a stage, how much of it is done and of how much.

    Returns:
        What was imported, refused and left out.

    Raises:
        UsageError: the source is missing or is not what it should be, or the target is another program's file or cannot be written.
        BuildError: the source breaks off; the target is as it was.
        MissingComponent: Python's SQLite has no FTS5.
    """
    kind, ending = kind_of(source, format)
    demand_fts5()
    if target.exists() and not (target.is_file() and is_ours(target)):
        raise UsageError(f"{target}: not a knowledge base of kg, and not overwritten", remedy="name another file with -o")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
            new = Path(folder, "new.sqlite")
            with closing(_database(Path(folder, "staging.sqlite"))) as staging, closing(_database(new)) as database:
                importer = _Importer(staging, database, ontology, progress)
                with opened(source) as stream:
                    importer.collect(stream, kind, ending, base)
                report = importer.write(target, kind, source.name)
            new.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}", remedy="name a file with -o in a folder that you may write") from error
    except sqlite3.OperationalError as error:
        raise BuildError(f"{target}: cannot be written: {error}", remedy="make room, or name another file with -o") from error
    return report


def _database(path: Path) -> sqlite3.Connection:
    """A new database, without the safety that a file that is thrown away on failure does not need."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
    return connection


class _Importer:
    def __init__(self, staging: sqlite3.Connection, database: sqlite3.Connection, ontology: Ontology, progress: Progress | None) -> None:
        self._staging = staging
        self._database = database
        self._ontology = ontology
        self._progress = progress
        self._terms = read_wikidata_terms()
        self._skipped: Counter[str] = Counter()
        self._refused: list[Refused] = []
        self._words: Counter[str] = Counter()
        self._entries = 0
        self._names = 0
        staging.execute("CREATE TABLE draft (iri TEXT PRIMARY KEY, revision INTEGER, label TEXT, prior REAL, text TEXT) WITHOUT ROWID")
        database.executescript(SCHEMA)

    def collect(self, source: Source, kind: str, ending: str, base: str) -> None:
        """Read the whole source into the staging database."""
        if progress := self._progress:
            source.report = lambda: progress("import", source.done(), source.size)
        drafts: Iterator[Draft | Refused]
        if kind == "wikidata":
            drafts = read_dump(source, self._terms, self._skipped)
        elif kind == "skos":
            drafts = read_vocabulary(source, ending, self._ontology, self._staging, base, self._skipped)
        else:
            drafts = read_table(source, self._ontology, base, self._skipped)
        self._staging.execute("BEGIN")
        self._database.execute("BEGIN")
        for number, draft in enumerate(drafts):
            if number % REPORTED == 0:
                source.report()
            if isinstance(draft, Refused):
                self._refuse(draft)
            elif _has_half_characters(text := draft.text()):
                self._refuse(Refused(source.line, f"{draft.iri} holds half a character (a lone surrogate)"))
            else:
                self._stage(draft, text)
        self._staging.execute("COMMIT")

    def _refuse(self, refused: Refused) -> None:
        self._database.execute("INSERT INTO refused VALUES (?, ?)", (refused.line, refused.reason))
        if len(self._refused) < SHOWN:
            self._refused.append(refused)

    def _stage(self, draft: Draft, text: str) -> None:
        prior = -1.0 if draft.prior is None else draft.prior
        done = self._staging.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?) ON CONFLICT (iri) DO NOTHING", (draft.iri, draft.revision, draft.label, prior, text)
        )
        if done.rowcount == 0:
            self._skipped[_REPEATED] += 1
            self._staging.execute(
                "UPDATE draft SET revision = ?2, label = ?3, prior = ?4, text = ?5 WHERE iri = ?1 AND (revision, text) < (?2, ?5)",
                (draft.iri, draft.revision, draft.label, prior, text),
            )

    def write(self, target: Path, kind: str, source: str) -> ImportReport:
        """Write the base from what was collected."""
        total = self._staging.execute("SELECT count(*) FROM draft").fetchone()[0]
        classes = Classes(self._terms, self._above)
        content = hashlib.sha256()
        rows = self._staging.execute("SELECT text FROM draft ORDER BY prior DESC, iri")
        for done, (text,) in enumerate(rows):
            if self._progress and done % REPORTED == 0:
                self._progress("index", done, total)
            draft = Draft.read(text)
            type = classes.of(draft)
            if not draft.label or type == NOTHING:
                self._skipped[_NO_THING if draft.label else _NAMELESS] += 1
                continue
            self._write_entry(draft, type, content)
        self._flush_words(last=True)
        self._finish(kind, source, content.hexdigest())
        count = self._database.execute("SELECT count(*) FROM refused").fetchone()[0]
        skipped = tuple(sorted(self._skipped.items()))
        return ImportReport(target, kind, self._entries, self._names, tuple(self._refused), count, skipped)

    def _above(self, iri: str) -> tuple[str, ...]:
        row = self._staging.execute("SELECT text FROM draft WHERE iri = ?", (iri,)).fetchone()
        return Draft.read(row[0]).subclasses if row else ()

    def _label(self, iri: str) -> str:
        row = self._staging.execute("SELECT label FROM draft WHERE iri = ?", (iri,)).fetchone()
        return str(row[0]) if row else ""

    def _write_entry(self, draft: Draft, type: str, content: hashlib._Hash) -> None:
        labels = (self._label(iri) for iri in draft.relations)
        relations = json.dumps([*filter(None, labels), *draft.words], ensure_ascii=False)
        row = (draft.iri, type or THING, draft.label, draft.description, relations, draft.begin, draft.end, draft.prior)
        self._entries += 1
        self._database.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (self._entries, *row))
        names = list(_names(draft, type))
        for name, kind, written in names:
            self._names += 1
            self._database.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?)", (self._names, name, self._entries, kind, written))
            if kind != ACRONYM:
                self._database.execute("INSERT INTO name_words (rowid, name) VALUES (?, ?)", (self._names, name))
        content.update(json.dumps([*row, names], ensure_ascii=False).encode() + b"\n")
        self._words.update(telling_words(f"{draft.description}\n{relations}").all)
        self._flush_words()

    def _flush_words(self, *, last: bool = False) -> None:
        if last or len(self._words) > WORDS_HELD:
            self._staging.execute("CREATE TABLE IF NOT EXISTS word (word TEXT PRIMARY KEY, entries INTEGER) WITHOUT ROWID")
            self._staging.executemany(
                "INSERT INTO word VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET entries = entries + excluded.entries", self._words.items()
            )
            self._words.clear()

    def _finish(self, kind: str, source: str, digest: str) -> None:
        database = self._database
        words = self._staging.execute("SELECT word, entries FROM word ORDER BY word")
        database.executemany("INSERT INTO words VALUES (?, ?)", words)
        facts = {
            "digest": digest,
            "entries": str(self._entries),
            "format": kind,
            "names": str(self._names),
            "skipped": json.dumps(dict(sorted(self._skipped.items())), ensure_ascii=False),
            "source": source,
        }
        database.executemany("INSERT INTO facts VALUES (?, ?)", sorted(facts.items()))
        database.execute("INSERT INTO name_words (name_words) VALUES ('optimize')")
        database.execute("COMMIT")
        database.executescript(INDEXES)


def _has_half_characters(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _names(draft: Draft, type: str) -> Iterator[tuple[str, int, str]]:
    """The normal forms of a thing's names, each once, the label's first."""
    seen: set[str] = set()
    for kind, written in ((LABEL, draft.label), *((ALIAS, alias) for alias in draft.aliases)):
        name = normalise(written)
        forms = (name, strip_legal_form(name)) if type == "Organisation" else (name,)
        for form in forms:
            if form and form not in seen:
                seen.add(form)
                yield form, kind, written
    if type in _WITH_ACRONYMS:
        for acronym in acronyms_of(normalise(draft.label)):
            if len(acronym) >= SHORTEST_ACRONYM and acronym not in seen:
                seen.add(acronym)
                yield acronym, ACRONYM, draft.label
