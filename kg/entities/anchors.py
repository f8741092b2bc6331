"""Anchors: chains that the gazetteer knows, by the annotation, by an unambiguous name, or by a misspelling of one.

Invariants: a name that two entries bear anchors nothing here; a misspelling anchors only full names of people and organisations;
all chains of one entry are one entity.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.entities.chains import Profile, family_of
from kg.entities.clusters import Clusters, told_apart
from kg.entities.ledger import Ledger
from kg.entities.names import is_misspelling, near_misses, normalise, normalise_organisation
from kg.ontology.terms import Entry, Ontology

MISSPELT_NAME_LENGTH = 8


def anchor(
    profiles: list[Profile], ontology: Ontology, ledger: Ledger, barred: Mapping[str, Container[str]] = MappingProxyType({})
) -> dict[int, tuple[str, ...]]:
    """Find the gazetteer entry of named chains that the annotation left without one.

    Args:
        profiles: changed in place: a chain that is found gets the entry, its type and its full name.
        ontology: gazetteer and given names.
        ledger: gets the reasons.
        barred: by chain, the entries that people say it is not.

    Returns:
        Chains whose name several entries bear, with those entries.
    """
    gazetteer = ontology.gazetteer
    several: dict[int, tuple[str, ...]] = {}
    names: dict[str, set[str]] = {}
    for folded, ids in gazetteer.names.items():
        names.setdefault(normalise(folded), set()).update(ids)
    firms = _firm_index(ontology)
    near = _near_index(ontology)
    for index, profile in enumerate(profiles):
        if not profile.named or profile.entry:
            continue
        found: dict[str, tuple[float, str]] = {}
        for name in profile.full:
            if name in profile.acronyms:
                continue
            fits = sorted(e for e in names.get(name, ()) if _may_be(profile, gazetteer.entries[e], ontology))
            if len(fits) > 1:
                several[index] = tuple(fits)
            if len(fits) == 1 and len(names[name]) == 1:
                found.setdefault(fits[0], (1.0, f"the gazetteer's name: {name}"))
        if not found and profile.family == "Organisation" and len({e for n in profile.full for e in firms.get(n, ())}) == 1:
            entry = next(iter(firms.get(profile.full[0], ())), "")
            if entry and all(firms.get(n) == {entry} for n in profile.full) and not names.keys() & set(profile.full):
                found[entry] = (0.9, f"the gazetteer's name but for its legal form: {profile.full[0]}")
        if not found and profile.family in ("Person", "Organisation"):
            for name in profile.full:
                if len(name) < MISSPELT_NAME_LENGTH or " " not in name:
                    continue
                close = {pair for key in near_misses(name) for pair in near.get(key, ())}
                for known, entry in sorted(close):
                    if _may_be(profile, gazetteer.entries[entry], ontology) and is_misspelling(name, known, ontology.lexicon.given_names):
                        found.setdefault(entry, (0.9, f"one edit from the gazetteer's name {known}"))
        for entry in [entry for entry in found if entry in barred.get(profile.chain, ())]:
            del found[entry]
        if len(found) == 1:
            entry, (score, reason) = next(iter(found.items()))
            ledger.known(index, entry, score, reason)
            profiles[index] = anchored(profile, gazetteer.entries[entry], ontology)
            several.pop(index, None)
    return several


def _firm_index(ontology: Ontology) -> dict[str, set[str]]:
    """Names of companies without their legal form (“Apple” of “Apple Inc”), with all entries that bear them."""
    found: dict[str, set[str]] = {}
    for entry in ontology.gazetteer.entries.values():
        if entry.type == "Organisation":
            for name in (entry.label, *entry.aliases):
                found.setdefault(normalise_organisation(name), set()).add(entry.id)
    return found


def _near_index(ontology: Ontology) -> dict[str, list[tuple[str, str]]]:
    """Names of people and organisations of two words or more, by their near misses."""
    near: dict[str, list[tuple[str, str]]] = {}
    for entry in ontology.gazetteer.entries.values():
        if entry.type not in ("Person", "Organisation"):
            continue
        for name in sorted({normalise(n) for n in (entry.label, *entry.aliases)}):
            if len(name) >= MISSPELT_NAME_LENGTH and " " in name:
                for key in set(near_misses(name)):
                    near.setdefault(key, []).append((name, entry.id))
    return near


def _may_be(profile: Profile, entry: Entry, ontology: Ontology) -> bool:
    """Tell whether a chain's class and gender allow an entry."""
    if profile.gender and entry.gender and profile.gender != entry.gender:
        return False
    return profile.family == family_of(entry.type, ontology)


def anchored(profile: Profile, entry: Entry, ontology: Ontology) -> Profile:
    """Give a chain a gazetteer entry, with its class and gender; a person gets the entry's full name too."""
    family = family_of(entry.type, ontology)
    full = tuple(sorted({*profile.full, normalise(entry.label)})) if profile.family == "Person" else profile.full
    return replace(profile, entry=entry.id, type=entry.type, family=family, full=full, gender=entry.gender or profile.gender, named=True)


def join_entries(profiles: list[Profile], clusters: Clusters, ledger: Ledger, several: Mapping[int, tuple[str, ...]]) -> None:
    """Join all chains of one gazetteer entry; a chain that may be several entries (“Congo”) is possibly those that other chains are.

    A cluster that people told apart from the others of its entry is not that entry.
    """
    first: dict[str, int] = {}
    for index, profile in enumerate(profiles):
        if not profile.entry:
            continue
        before = first.setdefault(profile.entry, index)
        if before != index:
            one, two = clusters.of(before), clusters.of(index)
            if one.united or two.united:  # whatever else a person put to an entry, its other chains are it
                clusters.force(before, index)
            if reason := clusters.join(before, index):
                ledger.different(before, index, reason)
                if told_apart(one, two) is not None:
                    two.entry = ""
                    for member in two.members:
                        profiles[member] = replace(profiles[member], entry="")
            else:
                ledger.same(before, index, 1.0, f"the gazetteer's entry {profile.entry}")
    for index, entries in several.items():
        bearers = [first[entry] for entry in entries if entry in first]
        if len(bearers) > 1 and not clusters.of(index).entry:
            ledger.undecided(index, bearers, f"the gazetteer knows {len(entries)} of this name")
