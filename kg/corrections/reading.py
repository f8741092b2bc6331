"""The file of corrections, read.

Invariants: corrections come in the order of the file; whatever cannot be understood is an error with its line and a remedy, for a
correction that is passed over in silence is a decision lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.corrections.records import Correction, EntryPointer, Kind, MentionPointer, NamePointer, Pointer, StatementPointer
from kg.errors import ConfigurationError
from kg.ontology.prefixes import DEFAULT_BASE, KG, prefixes
from kg.ontology.turtle import Properties, Turtle, near, parse_turtle, read_turtle

CORRECTION = f"{DEFAULT_BASE}correction/"
_ENTITY = prefixes()["ent"]
_TYPE = prefixes()["rdf"] + "type"
_KINDS: Mapping[str, Kind] = {f"{kind.capitalize()}Correction": kind for kind in ("same", "different", "wrong", "label", "type")}
_NUMBER = prefixes()["xsd"] + "integer"

# What each class of subjects must have, and may have.
_KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "SameCorrection": (frozenset(("first", "second")), frozenset(("note",))),
    "DifferentCorrection": (frozenset(("first", "second")), frozenset(("note",))),
    "WrongCorrection": (frozenset(("target",)), frozenset(("note",))),
    "LabelCorrection": (frozenset(("target", "newLabel")), frozenset(("note",))),
    "TypeCorrection": (frozenset(("target", "newType")), frozenset(("note",))),
    "NamePointer": (frozenset(("bears",)), frozenset(("ofType",))),
    "MentionPointer": (frozenset(("inDocument", "words", "inWords")), frozenset(("occurrence",))),
    "StatementPointer": (
        frozenset(("inDocument", "inWords", "triggerWords", "subjectWords")),
        frozenset(("objectWords", "relation", "occurrence")),
    ),
}


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections.

    Args:
        path: may be missing, which is the same as empty.

    Returns:
        The corrections in the order of the file.

    Raises:
        ConfigurationError: the file is malformed, or says what no correction can say; with the line.
    """
    return _corrections(read_turtle(path)) if path.exists() else ()


def parse_corrections(text: str, name: str) -> tuple[Correction, ...]:
    """Read the text of a file of corrections; `name` is the file's, for messages."""
    return _corrections(parse_turtle(Path(name), text))


def _corrections(file: Turtle) -> tuple[Correction, ...]:
    reader = _Reader(file)
    return tuple(sorted(reader.corrections(), key=lambda correction: correction.line))


class _Reader:
    """Reads the subjects of one file; lines are found once for all of them."""

    def __init__(self, file: Turtle) -> None:
        self._file = file
        self._lines: dict[str, int] = {}
        for number, line in enumerate(file.text.splitlines(), start=1):
            for word in re.findall(r"[^\s;,]+", line.split(" #", 1)[0])[:1]:
                self._lines.setdefault(_local(word.strip("<>")), number)

    def corrections(self) -> Iterator[Correction]:
        used: set[str] = set()
        for iri, properties in self._file.subjects.items():
            kind = self._class(iri, properties)
            if kind in _KINDS:
                yield self._correction(iri, properties, _KINDS[kind], used)
        for iri, properties in self._file.subjects.items():
            if self._class(iri, properties) not in _KINDS and iri not in used:
                raise self._wrong(iri, f"no correction names the pointer {_local(iri)}", "add the correction, or take the pointer out")

    def _class(self, iri: str, properties: Properties) -> str:
        names = [_local(term.value) for term in properties.get(_TYPE, ()) if term.value.startswith(KG)]
        known = [name for name in names if name in _KEYS]
        if len(known) != 1:
            remedy = near(names[0], list(_KEYS)) if names else f"say which it is: {', '.join(_KEYS)}"
            raise self._wrong(iri, f"{_local(iri)} is no correction and no pointer", remedy)
        must, may = _KEYS[known[0]]
        keys = {key for key in properties if key != _TYPE}
        for key in sorted(keys):
            if not key.startswith(KG) or _local(key) not in must | may:
                raise self._wrong(iri, f"{_local(iri)} has {_local(key)}, which no {known[0]} has", near(_local(key), sorted(must | may)))
        for key in sorted(must):
            if KG + key not in keys:
                raise self._wrong(iri, f"{_local(iri)} has no {key}", f"a {known[0]} needs {', '.join(sorted(must))}")
        for key in sorted(keys):
            if len(properties[key]) > 1 and not (_local(key) == "target" and known[0] == "WrongCorrection"):
                raise self._wrong(iri, f"{_local(iri)} has {_local(key)} twice", "say it once")
        return known[0]

    def _correction(self, iri: str, properties: Properties, kind: Kind, used: set[str]) -> Correction:
        keys = ("first", "second") if kind in ("same", "different") else ("target",)
        targets = tuple(self._pointer(iri, term, used) for key in keys for term in properties[KG + key])
        statements = [isinstance(target, StatementPointer) for target in targets]
        if kind == "wrong" and not all(statements):
            raise self._wrong(iri, "only a statement can be wrong", "point at it by a StatementPointer")
        if kind in ("label", "type") and any(statements):
            raise self._wrong(iri, f"a statement has no {kind}", "point at a name, a mention or an entry of the gazetteer")
        if any(statements) and not all(statements):
            raise self._wrong(iri, "a happening and a thing cannot be compared", "point at two statements, or at two things")
        text = ""
        if kind == "label":
            text = self._text(iri, properties, "newLabel")
        elif kind == "type":
            text = self._name(iri, properties, "newType")
        note = self._text(iri, properties, "note", empty=True) if KG + "note" in properties else ""
        return Correction(_local(iri), kind, targets, text, note, self._line(iri))

    def _pointer(self, owner: str, term: Any, used: set[str]) -> Pointer:
        iri = str(term.value)
        if iri.startswith(_ENTITY):
            return EntryPointer(iri.removeprefix(_ENTITY))
        properties = self._file.subjects.get(iri)
        if properties is None:
            raise self._wrong(owner, f"{_local(owner)} names {_local(iri)}, which is not in the file", "add the pointer, or name an entry (ent:…)")
        used.add(iri)
        kind = self._class(iri, properties)
        if kind == "NamePointer":
            return NamePointer(self._text(iri, properties, "bears"), self._name(iri, properties, "ofType") if KG + "ofType" in properties else "")
        if kind in _KINDS:
            raise self._wrong(owner, f"{_local(owner)} points at a correction", "name a pointer, or an entry (ent:…)")
        document, around = self._text(iri, properties, "inDocument"), self._text(iri, properties, "inWords")
        occurrence = self._number(iri, properties)
        if kind == "MentionPointer":
            return MentionPointer(document, self._text(iri, properties, "words"), around, occurrence)
        subject, trigger = self._text(iri, properties, "subjectWords"), self._text(iri, properties, "triggerWords")
        more = [self._text(iri, properties, key) if KG + key in properties else "" for key in ("objectWords", "relation")]
        return StatementPointer(document, around, trigger, subject, more[0], more[1], occurrence)

    def _text(self, iri: str, properties: Properties, key: str, *, empty: bool = False) -> str:
        text = str(properties[KG + key][0].value)
        if not hasattr(properties[KG + key][0], "datatype") or not (empty or text.strip()):
            raise self._wrong(iri, f"{key} of {_local(iri)} is {text!r}", "expected words in quotation marks")
        return text

    def _name(self, iri: str, properties: Properties, key: str) -> str:
        value = str(properties[KG + key][0].value)
        if not value.startswith(KG) or hasattr(properties[KG + key][0], "datatype"):
            raise self._wrong(iri, f"{key} of {_local(iri)} is {value!r}", "expected a class of the ontology, as in kg:Person")
        return value.removeprefix(KG)

    def _number(self, iri: str, properties: Properties) -> int:
        terms = properties.get(KG + "occurrence")
        if not terms:
            return 1
        if getattr(getattr(terms[0], "datatype", None), "value", "") != _NUMBER or not re.fullmatch(r"\+?0*[1-9]\d{0,8}", terms[0].value):
            raise self._wrong(iri, f"occurrence of {_local(iri)} is {terms[0].value!r}", "expected a whole number from 1")
        return int(terms[0].value)

    def _line(self, iri: str) -> int:
        return self._lines.get(_local(iri), 1)

    def _wrong(self, iri: str, message: str, remedy: str) -> ConfigurationError:
        return ConfigurationError(f"{self._file.path}:{self._line(iri)}: {message}", remedy=remedy)


def _local(iri: str) -> str:
    """The end of an IRI or of a prefixed name.

    Example:
        >>> _local("https://example.org/kg/ontology#bears"), _local("corr:a1-first")
        ('bears', 'a1-first')
    """
    return re.split(r"[/#:]", iri)[-1]
