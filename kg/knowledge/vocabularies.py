"""SKOS vocabularies: concepts with their labels, in Turtle, RDF/XML or N-Triples.

A concept's name is its `skos:prefLabel` in English, else the one without a language; `altLabel` and `hiddenLabel` are other names; its
definition, scope note, or note describes it; what it is broader, narrower or related to tells what it has to do with. Its class is one of
kg, or of a vocabulary that kg's classes are aligned with (schema.org, PROV-O, SEM).

Invariants: triples may stand in any order; they are sorted on disk, not in memory.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from kg.errors import UsageError
from kg.knowledge.classes import thing_classes
from kg.knowledge.items import Draft
from kg.knowledge.sources import Source
from kg.ontology.prefixes import KG, VOCABULARIES, expand
from kg.ontology.terms import Ontology
from kg.ontology.triples import stream_triples

_SKOS, _RDFS, _RDF = VOCABULARIES["skos"], VOCABULARIES["rdfs"], VOCABULARIES["rdf"]
_DESCRIPTIONS = (_SKOS + "definition", _SKOS + "scopeNote", _SKOS + "note", _RDFS + "comment", VOCABULARIES["dcterms"] + "description")
_LABELS = (_SKOS + "prefLabel", _RDFS + "label")
_ALIASES = (_SKOS + "altLabel", _SKOS + "hiddenLabel")
_RELATIONS = (_SKOS + "broader", _SKOS + "related", _SKOS + "narrower")
_TYPE = _RDF + "type"
_READ = frozenset((*_DESCRIPTIONS, *_LABELS, *_ALIASES, *_RELATIONS, _TYPE))


def read_vocabulary(
    source: Source, ending: str, ontology: Ontology, staging: sqlite3.Connection, base: str, skipped: Counter[str]
) -> Iterator[Draft]:
    """Read the concepts of a vocabulary.

    Args:
        source: the file.
        ending: of its name, tells the syntax.
        ontology: classes and the other vocabularies' classes they are aligned with.
        staging: a database in which triples are sorted.
        base: IRI that relative ones start from, or "".
        skipped: counts concepts without an English name.

    Yields:
        A draft for each subject with a label, by IRI.

    Raises:
        UsageError: the file is malformed, or has no subject with a label.
    """
    classes = _classes(ontology)
    staging.execute("CREATE TABLE triple (subject TEXT, predicate TEXT, value TEXT, language TEXT)")
    rows = (
        (triple.subject, triple.predicate, triple.value, triple.language)
        for triple in stream_triples(source.pieces(), ending, name=str(source.path), base=base or None)
        if triple.predicate in _READ
    )
    staging.executemany("INSERT INTO triple VALUES (?, ?, ?, ?)", rows)
    found = False
    sorted_rows = staging.execute("SELECT DISTINCT subject, predicate, value, language FROM triple ORDER BY subject, predicate, value, language")
    for subject, group in groupby(sorted_rows, key=itemgetter(0)):
        said: dict[str, list[tuple[str, str]]] = {}
        for _, predicate, value, language in group:
            said.setdefault(predicate, []).append((value, language))
        labels = [value for predicate in _LABELS for value in _english(said.get(predicate, ()))]
        if labels:
            found = True
            yield _draft(subject, labels, said, classes)
        elif any(predicate in said for predicate in _LABELS):
            skipped["concepts without an English name"] += 1
    if not found:
        raise UsageError(
            f"{source.path}: no concept with an English label", remedy="a vocabulary has skos:prefLabel in English or without a language"
        )


def _draft(subject: str, labels: list[str], said: Mapping[str, list[tuple[str, str]]], classes: Mapping[str, str]) -> Draft:
    others = {value for predicate in _ALIASES for value in _english(said.get(predicate, ()))}
    kinds = [classes[value] for value, _ in said.get(_TYPE, ()) if value in classes]
    notes = [note for predicate in _DESCRIPTIONS for note in _english(said.get(predicate, ()))]
    related = dict.fromkeys(value for predicate in _RELATIONS for value, _ in said.get(predicate, ()))
    return Draft(
        subject,
        labels[0],
        tuple(sorted({*labels, *others} - {labels[0]})),
        notes[0] if notes else "",
        None,
        min(kinds) if kinds else "",
        relations=tuple(related),
    )


def _english(values: list[tuple[str, str]] | tuple[()]) -> list[str]:
    """The words in English, of those parts of English before others; else those without a language."""
    english = sorted((language, value) for value, language in values if language == "en" or language.startswith("en-"))
    return [value for _, value in english] or [value for value, language in values if not language]


def _classes(ontology: Ontology) -> dict[str, str]:
    """Our class for each class of ours and of the vocabularies that ours are aligned with, unless two of ours share it."""
    found: dict[str, set[str]] = {}
    for local in thing_classes(ontology):
        found.setdefault(KG + local, set()).add(local)
        for other in ontology.classes[f"kg:{local}"].also:
            iri = expand(other, more=ontology.prefixes)
            found.setdefault(iri, set()).add(local)
            if iri.startswith("https://schema.org/"):
                found.setdefault("http://" + iri.removeprefix("https://"), set()).add(local)
    return {iri: next(iter(names)) for iri, names in found.items() if len(names) == 1}
