"""Tables of things: CSV with the columns id, label, aliases, type, description, prior.

    id,label,aliases,type,description,prior
    Q312,Apple Inc.,Apple|Apple Computer,Organisation,American technology company,250
    https://staff.example/7,Li Wei,Wei Li,Person,chief financial officer of Acme Corp,

An id is an absolute IRI, an id of Wikidata, or the end of an IRI that `--base` begins. Columns may stand in any order; only id and label
are needed. Aliases are parted by `|`. A prior is a number, the greater the better known.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from kg.errors import UsageError
from kg.knowledge.classes import thing_classes
from kg.knowledge.items import Draft, Refused
from kg.knowledge.sources import Source
from kg.ontology.prefixes import VOCABULARIES
from kg.ontology.terms import Ontology

COLUMNS = ("id", "label", "aliases", "type", "description", "prior")
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:[^\s<>\"{}|^`\\]+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_LOCAL = re.compile(r"[^\s<>\"{}|^`\\]+")


def read_table(source: Source, ontology: Ontology, base: str, skipped: Counter[str]) -> Iterator[Draft | Refused]:
    """Read the rows of a table.

    Args:
        source: the file, in UTF-8.
        ontology: the classes that a row may name.
        base: start of the IRIs of ids that are none, or "".
        skipped: counts empty rows.

    Yields:
        A draft for each row, and what is wrong with each that is none.

    Raises:
        UsageError: the columns are not those of a table of things.
    """
    classes = {name.casefold(): name for name in thing_classes(ontology)}
    reader = csv.reader((line.decode("utf-8", "surrogateescape") + "\n" for line in source.lines()), strict=True)
    rows = _rows(reader)
    columns = _columns(next(rows, (1, None))[1], source)
    for line, row in rows:
        if row is None:
            yield Refused(line, "not CSV: a quotation mark is not closed, or stands where none may")
        elif not any(cell.strip() for cell in row):
            skipped["empty rows"] += 1
        elif len(row) != len(columns):
            yield Refused(line, f"{len(row)} cells where {len(columns)} were expected; a cell that holds a comma is quoted")
        else:
            yield _row(dict(zip(columns, (cell.strip() for cell in row), strict=True)), line, classes, base)


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | None]]:
    """Rows with the number of their first line; None for a row that is not CSV."""
    while True:
        line = int(getattr(reader, "line_num")) + 1  # noqa: B009  the type of a reader is private to csv
        try:
            row: list[str] | None = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = None
        yield line, row


def _columns(header: list[str] | None, source: Source) -> list[str]:
    columns = [cell.strip().lstrip("\ufeff").casefold() for cell in header or ()]
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown or len(set(columns)) != len(columns) or not {"id", "label"} <= set(columns):
        raise UsageError(f"{source.path}, line 1: the columns are {', '.join(columns) or 'none'}", remedy=f"expected: {', '.join(COLUMNS)}")
    return columns


def _row(cells: Mapping[str, str], line: int, classes: Mapping[str, str], base: str) -> Draft | Refused:
    id, label, kind, prior = cells["id"], cells["label"], cells.get("type", ""), cells.get("prior", "")
    if any("\udc80" <= character <= "\udcff" for cell in cells.values() for character in cell):
        return Refused(line, "not UTF-8")
    if _WIKIDATA.fullmatch(id):
        iri = VOCABULARIES["wd"] + id
    elif _IRI.fullmatch(id):
        iri = id
    elif base and _LOCAL.fullmatch(id):
        iri = base + id
    else:
        return Refused(line, f"the id {id!r} is neither an IRI nor an id of Wikidata; --base begins such ids")
    if not label:
        return Refused(line, "no label")
    if kind.casefold() not in classes and kind:
        return Refused(line, f"the type {kind!r} is none of {', '.join(sorted(classes.values()))}")
    known = None
    if prior:
        try:
            known = float(prior)
        except ValueError:
            known = -1.0
        if not math.isfinite(known) or known < 0:
            return Refused(line, f"the prior {prior!r} is no number from 0 on")
    aliases = {alias.strip() for alias in cells.get("aliases", "").split("|")} - {"", label}
    return Draft(iri, label, tuple(sorted(aliases)), cells.get("description", ""), known, classes.get(kind.casefold(), ""))
