"""Within a document: full names that are one name, surnames and single names, acronyms with their expansion.

Invariants: a single name joins the only person of the document that bears it, or none; titles and gender decide between several
only where exactly one of them agrees; an acronym joins the only organisation of the document that it abbreviates.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, groupby

from kg.entities.chains import Profile
from kg.entities.clusters import Clusters
from kg.entities.ledger import Ledger
from kg.entities.names import acronyms_of, compare_people

_SCORES = {"same words in another order": 0.9, "one has a middle name more": 0.9, "initials": 0.85, "misspelt": 0.85}


def join_within_documents(profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger) -> None:
    """Join chains of each document whose names say that they are one thing.

    Args:
        profiles: all chains; publishers belong to no document.
        clusters: changed in place.
        ledger: gets the reasons.
    """
    named = [i for i, p in enumerate(profiles) if p.named and p.document]
    named.sort(key=lambda i: (profiles[i].document, i))
    for _, group in groupby(named, key=lambda i: profiles[i].document):
        chains = list(group)
        _join_equal(chains, profiles, clusters, ledger)
        _join_full_names(chains, profiles, clusters, ledger)
        _join_single_names(chains, profiles, clusters, ledger)
        _join_acronyms(chains, profiles, clusters, ledger)


def _join_equal(chains: list[int], profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger) -> None:
    first: dict[str, list[int]] = {}
    for index in chains:
        for name in profiles[index].names:
            others = first.setdefault(name, [])
            for other in others:
                if clusters.find(other) == clusters.find(index):
                    break
                if reason := clusters.join(other, index):
                    ledger.different(other, index, reason)
                else:
                    ledger.same(other, index, 0.95, f"same name in one document: {name}")
                    break
            else:
                others.append(index)


def _join_full_names(chains: list[int], profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger) -> None:
    """Variants of one full name; a name that is a variant of two people joins neither."""
    by_word: dict[str, list[int]] = {}
    for index in chains:
        if profiles[index].family == "Person":
            for word in sorted({w for name in profiles[index].full for w in name.split() if len(w) > 1}):
                by_word.setdefault(word, []).append(index)
    pairs = {(a, b) for group in by_word.values() for a, b in combinations(group, 2) if clusters.find(a) != clusters.find(b)}
    variants: dict[int, dict[int, tuple[int, int, str]]] = {}
    for a, b in sorted(pairs):
        rules = {compare_people(x, y, clusters.given_names) for x in profiles[a].full for y in profiles[b].full} - {""}
        if rules:
            rule = min(rules, key=lambda r: (-_SCORES.get(r, 1.0), r))
            left, right = clusters.find(a), clusters.find(b)
            variants.setdefault(left, {}).setdefault(right, (a, b, rule))
            variants.setdefault(right, {}).setdefault(left, (b, a, rule))
    for root in sorted(variants):
        others = variants[root]
        if len(others) > 1 and not _are_one(list(others), variants):
            ledger.undecided(root, others, "its name is a variant of two others in the document")
            continue
        for other, (a, b, rule) in sorted(others.items()):
            if len(variants[other]) > 1 and not _are_one(list(variants[other]), variants):
                continue
            if clusters.find(a) == clusters.find(b):
                continue
            if _genders_differ(a, b, clusters):
                ledger.different(a, b, "different gender")
            elif reason := clusters.join(a, b):
                ledger.different(a, b, reason)
            else:
                ledger.same(a, b, _SCORES.get(rule, 0.95), f"{rule}, in one document")


def _are_one(roots: list[int], variants: dict[int, dict[int, tuple[int, int, str]]]) -> bool:
    """Tell whether all these are variants of each other too."""
    return all(b in variants.get(a, {}) for a, b in combinations(roots, 2))


def _join_single_names(chains: list[int], profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger) -> None:
    bearers: dict[str, list[int]] = {}
    for index in chains:
        if profiles[index].family == "Person":
            for name in profiles[index].full:
                words = name.split()
                for word in {words[0], words[-1]}:
                    bearers.setdefault(word, []).append(index)
    for index in chains:
        profile = profiles[index]
        if profile.family != "Person" or profile.entry or clusters.of(index).full or len(profile.names) != 1:
            continue
        word = profile.names[0]
        people = sorted({clusters.find(i): i for i in reversed(bearers.get(word, []))}.values())
        fits = [i for i in people if not _genders_differ(index, i, clusters) and not clusters.why_apart(index, i)]
        for other in people:
            if other not in fits:
                ledger.different(index, other, clusters.why_apart(index, other) or "different gender")
        reasons = [f"the only person of the document with the name {word}"]
        if len(fits) > 1 and profile.roles:
            titled = [i for i in fits if clusters.of(i).roles & profile.roles]
            if len(titled) == 1:
                fits, reasons = titled, [f"shares the name {word}", "the only one of that title in the document"]
        if len(fits) == 1:
            clusters.join(fits[0], index)
            ledger.same(fits[0], index, 0.9, *reasons)
        elif fits:
            ledger.undecided(index, fits, f"{len(fits)} people of the document have the name {word}")


def _genders_differ(a: int, b: int, clusters: Clusters) -> bool:
    one, two = clusters.of(a).genders & {"m", "f"}, clusters.of(b).genders & {"m", "f"}
    return bool(one and two and one.isdisjoint(two))


def _join_acronyms(chains: list[int], profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger) -> None:
    expansions: dict[str, dict[int, int]] = {}
    for index in chains:
        if profiles[index].family in ("Organisation", ""):
            for name in profiles[index].full:
                for acronym in acronyms_of(name):
                    expansions.setdefault(acronym, {}).setdefault(clusters.find(index), index)
    for index in chains:
        if profiles[index].family not in ("Organisation", ""):
            continue
        for acronym in sorted(profiles[index].acronyms):
            fits = sorted(i for i in expansions.get(acronym, {}).values() if clusters.find(i) != clusters.find(index))
            fits = [i for i in fits if not clusters.why_apart(i, index)]
            if len(fits) == 1:
                clusters.join(fits[0], index)
                ledger.same(fits[0], index, 0.9, f"{acronym.upper()} is the acronym of the only name in the document that it fits")
            elif len(fits) > 1:
                ledger.undecided(index, fits, f"{acronym.upper()} is the acronym of {len(fits)} names in the document")
