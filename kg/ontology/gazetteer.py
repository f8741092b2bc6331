"""Known entities, read from `gazetteer.ttl` and a user's own files.

Invariants: an entry is a subject with `skos:prefLabel` and a class of kg; its id is the local name of its IRI; `names` and `demonyms` are
keyed by case-folded text; a name that several entries bear keeps them all, sorted. An entry of a later file with the id of an earlier one
adds to it. A seat that is named as such goes before a capital: Brussels stands for the European Union, not for Belgium.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.errors import ConfigurationError
from kg.ontology.prefixes import DEFAULT_BASE, KG, VOCABULARIES, contract, prefixes
from kg.ontology.schema import Schema
from kg.ontology.terms import Entry, Gazetteer, Office
from kg.ontology.turtle import Properties, Turtle, near

_RDF_TYPE = VOCABULARIES["rdf"] + "type"
_LABEL = VOCABULARIES["skos"] + "prefLabel"
_ALIAS = VOCABULARIES["skos"] + "altLabel"
_SAME = VOCABULARIES["owl"] + "sameAs"
_ENTITY = prefixes()["ent"]
_KEYS = frozenset(KG + key for key in ("demonym", "capital", "seat", "locatedIn", "office", "kind", "gender", "isoCode", "actorCode"))
_TYPES_LESS = frozenset({_ALIAS, _SAME}) | _KEYS
_OFFICE_KEYS = frozenset(KG + key for key in ("role", "of", "begin", "end"))


def read_gazetteer(files: Sequence[Turtle], schema: Schema) -> Gazetteer:
    """Read the entries of gazetteer files.

    Args:
        files: parsed files; subjects without `skos:prefLabel` are left to other readers.
        schema: the classes that entries may have.

    Returns:
        The entries with their indexes.

    Raises:
        ConfigurationError: an entry lacks a known class, has an unknown key, or names an entry that no file has.
    """
    classes = {KG + name.removeprefix("kg:"): name.removeprefix("kg:") for name in schema.classes if name.startswith("kg:")}
    offices: dict[str, Office] = {}
    for file in files:
        for iri, properties in file.of_type(KG + "Office"):
            _check_keys(file, iri, properties, _OFFICE_KEYS)
            role, of = _first(properties, KG + "role"), _local(_first(properties, KG + "of"))
            if not role:
                raise file.wrong(f"the office {contract(iri)} has no kg:role", contract(iri), remedy='add kg:role "president"')
            offices[iri] = Office(role, of, _first(properties, KG + "begin"), _first(properties, KG + "end"))
    entries: dict[str, Entry] = {}
    for file in files:
        for iri, properties in file.subjects.items():
            if _LABEL in properties and iri.startswith(_ENTITY):
                entry = _read_entry(file, iri, properties, classes, offices)
                entries[entry.id] = _merge(entries[entry.id], entry) if entry.id in entries else entry
            elif iri.startswith(_ENTITY) and _TYPES_LESS.intersection(properties):
                before = entries.get(_local(iri))
                if before is None:
                    raise file.wrong(f"{contract(iri)} is in no earlier file", contract(iri), remedy="add skos:prefLabel and a class")
                addition = _read_entry(file, iri, properties, classes, offices, before)
                entries[before.id] = _merge(before, addition)
    _check_references(files, entries)
    return _index(entries)


def _read_entry(
    file: Turtle, iri: str, properties: Properties, classes: Mapping[str, str], offices: Mapping[str, Office], before: Entry | None = None
) -> Entry:
    get = properties.get
    kind = before.type if before else ""
    for term in get(_RDF_TYPE, ()):
        kind = classes.get(term.value, kind)
    if not kind:
        found = ", ".join(contract(term.value) for term in get(_RDF_TYPE, ())) or "no class"
        raise file.wrong(f"{contract(iri)} has {found}", contract(iri), remedy=near(found, [f"kg:{name}" for name in classes.values()]))
    if not _KEYS.issuperset(key for key in properties if key.startswith(KG)):
        _check_keys(file, iri, properties, _KEYS)
    held = get(KG + "office", ())
    for term in held:
        if term.value not in offices:
            raise file.wrong(f"undefined office {contract(term.value)}", contract(term.value), remedy="define it as a kg:Office")
    return Entry(
        id=_local(iri),
        type=kind,
        label=_first(properties, _LABEL) or (before.label if before else ""),
        aliases=tuple([term.value for term in get(_ALIAS, ())]),
        demonyms=tuple([term.value for term in get(KG + "demonym", ())]),
        capital=_local(_first(properties, KG + "capital")),
        seats=tuple([_local(term.value) for term in get(KG + "seat", ())]),
        located_in=_local(_first(properties, KG + "locatedIn")),
        offices=tuple([offices[term.value] for term in held]),
        kind=_first(properties, KG + "kind"),
        same_as=tuple([term.value for term in get(_SAME, ())]),
        gender=_first(properties, KG + "gender"),
        code=_first(properties, KG + "isoCode") or _first(properties, KG + "actorCode"),
    )


def _merge(before: Entry, after: Entry) -> Entry:
    """Join two entries of one id: the later one's label, class and single values win, lists are joined in order."""

    def join(*lists: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item for items in lists for item in items))

    older = () if before.label == after.label else (before.label,)
    return Entry(
        id=before.id,
        type=after.type,
        label=after.label,
        aliases=tuple(alias for alias in join(older, before.aliases, after.aliases) if alias != after.label),
        demonyms=join(before.demonyms, after.demonyms),
        capital=after.capital or before.capital,
        seats=join(before.seats, after.seats),
        located_in=after.located_in or before.located_in,
        offices=tuple(dict.fromkeys((*before.offices, *after.offices))),
        kind=after.kind or before.kind,
        same_as=join(before.same_as, after.same_as),
        gender=after.gender or before.gender,
        code=after.code or before.code,
    )


def _check_keys(file: Turtle, iri: str, properties: Properties, keys: frozenset[str]) -> None:
    for key in properties:
        if key.startswith(KG) and key not in keys:
            choices = [contract(known) for known in sorted(keys)]
            raise file.wrong(f"{contract(iri)} cannot have {contract(key)}", contract(key), remedy=near(contract(key), choices))


def _check_references(files: Sequence[Turtle], entries: Mapping[str, Entry]) -> None:
    for entry in entries.values():
        targets = [entry.capital, *entry.seats, entry.located_in, *(office.of for office in entry.offices)]
        for target in targets:
            if target and target not in entries:
                place = next((found for file in files if (found := file.place(f"ent:{target}")) != str(file.path)), str(files[-1].path))
                raise ConfigurationError(f"{place}: ent:{entry.id} names ent:{target}, which no file has", remedy=near(target, sorted(entries)))


def _index(entries: Mapping[str, Entry]) -> Gazetteer:
    names: dict[str, list[str]] = {}
    demonyms: dict[str, str] = {}
    seats: dict[str, str] = {}
    for entry in entries.values():
        for seat in entry.seats:
            seats.setdefault(seat, entry.id)
    for entry in entries.values():
        for name in {entry.label.casefold(): None, **{alias.casefold(): None for alias in entry.aliases}}:
            names.setdefault(name, []).append(entry.id)
        for demonym in entry.demonyms:
            demonyms.setdefault(demonym.casefold(), entry.id)
        if entry.capital and entry.type == "State":
            seats.setdefault(entry.capital, entry.id)
    return Gazetteer(dict(entries), {name: tuple(sorted(ids)) for name, ids in names.items()}, demonyms, seats)


def _first(properties: Mapping[str, Sequence[Any]], key: str) -> str:
    terms = properties.get(key)
    return str(terms[0].value) if terms else ""


def _local(iri: str) -> str:
    return iri[len(_ENTITY) :] if iri.startswith(_ENTITY) else contract(iri, DEFAULT_BASE) if iri else ""
