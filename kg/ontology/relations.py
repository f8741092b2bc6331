"""`relations.csv`: a user's own relations, one a row.

    relation,verbs,nouns,subject type,object type
    sells arms to,sell|deliver,sale|delivery,State,State
    kg:met,confer with,,,

Invariants: a relation with a prefix is one that the ontology has, and gets the words; any other becomes `rel:` plus its words in camel case.
Verbs and nouns are lemmas, parted by `|` or `;`; a verb may bring a particle or a preposition (“carry out”, “vote for”).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from kg.errors import ConfigurationError
from kg.ontology.lexicon import PREPOSITIONS
from kg.ontology.schema import Schema
from kg.ontology.terms import Frame, Property
from kg.ontology.turtle import near

COLUMNS = ("relation", "verbs", "nouns", "subject type", "object type")
_PARTICLES = frozenset({"out", "up", "down", "off", "away", "back", "on", "over"})
_NOUN_SLOTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("by", "subject"), ("of", "object")),
    (("poss", "subject"), ("of", "object")),
    (("poss", "subject"), ("to", "object")),
    (("poss", "subject"), ("with", "object")),
)
_BETWEEN: tuple[tuple[str, str], ...] = (("between", "both"),)


def read_relations(path: Path, schema: Schema) -> list[Frame]:
    """Read a file of relations; new ones are added to the schema.

    Args:
        path: a CSV file in UTF-8 with the columns `relation`, `verbs`, `nouns`, `subject type`, `object type`.
        schema: gets the relations that it does not have yet.

    Returns:
        The frames of the words.

    Raises:
        ConfigurationError: no such file, other columns, a row without relation or words, an unknown class or relation; with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror})", remedy="name an existing file") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}", remedy="save the file as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = tuple(name.strip().lower() for name in reader.fieldnames or ())
    if columns != COLUMNS:
        raise ConfigurationError(f"{path}:1: the columns are {', '.join(columns) or 'none'}", remedy=f"expected: {', '.join(COLUMNS)}")
    reader.fieldnames = list(COLUMNS)
    frames: list[Frame] = []
    for row in reader:
        place = f"{path}:{reader.line_num}"
        if None in row or None in row.values():
            raise ConfigurationError(f"{place}: not {len(COLUMNS)} cells", remedy="quote a cell that holds a comma")
        frames.extend(_read_row({key: value.strip() for key, value in row.items()}, place, schema))
    return frames


def _read_row(row: Mapping[str, str], place: str, schema: Schema) -> list[Frame]:
    label = row["relation"]
    verbs, nouns = _words(row["verbs"]), _words(row["nouns"])
    if not label or not (verbs or nouns):
        raise ConfigurationError(f"{place}: a row needs a relation and a verb or a noun", remedy="fill the cells or delete the row")
    types = {key: _class(row[key], place, schema) for key in ("subject type", "object type")}
    name = label
    if ":" in label:
        if label not in schema.properties:
            raise ConfigurationError(f"{place}: undefined relation {label}", remedy=near(label, schema.properties))
    else:
        words = re.findall(r"\w+", label)
        if not words:
            raise ConfigurationError(f"{place}: the relation {label!r} has no letters", remedy="name it by words, as in sells arms to")
        name = "rel:" + words[0].lower() + "".join(word[:1].upper() + word[1:] for word in words[1:])
        domain, range_ = (f"kg:{types[key]}" if types[key] else "" for key in ("subject type", "object type"))
        schema.properties.setdefault(name, Property(name, label, domain=domain, range=range_))
        schema.terms.setdefault(name, label)
    frames: list[Frame] = []
    for verb in verbs:
        lemma, *rest = verb.split()
        particle = rest[0] if rest and rest[0] in _PARTICLES and (len(rest) > 1 or rest[0] not in PREPOSITIONS) else ""
        after = rest[1:] if particle else rest
        if len(after) > 1 or (after and after[0] not in PREPOSITIONS):
            raise ConfigurationError(f"{place}: {verb!r} is not a verb with a particle or preposition", remedy="write as in vote for, carry out")
        pair = (("subject", "subject"), (after[0] if after else "object", "object"))
        frames.append(Frame(lemma, "verb", name, pair, particle, (), types["subject type"], types["object type"]))
    for noun in nouns:
        for slots in (*_NOUN_SLOTS, _BETWEEN) if schema.properties[name].symmetric else _NOUN_SLOTS:
            frames.append(Frame(noun, "noun", name, slots, "", (), types["subject type"], types["object type"]))
    return frames


def _words(cell: str) -> list[str]:
    return [word for word in (part.strip().lower() for part in re.split(r"[|;]", cell)) if word]


def _class(cell: str, place: str, schema: Schema) -> str:
    if cell and f"kg:{cell.removeprefix('kg:')}" not in schema.classes:
        raise ConfigurationError(f"{place}: undefined class {cell!r}", remedy=near(cell, [name.removeprefix("kg:") for name in schema.classes]))
    return cell.removeprefix("kg:")
