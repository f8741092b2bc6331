"""Across documents: equal full names, single names with the same title or the same company of names, misspellings.

Invariants: a name alone never joins people whose titles have nothing in common, nor single names, nor generic or shortened names of
organisations; then both documents must speak of the same others (`Context`); nominals and pronouns never join across documents; where
two clusters fit, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.entities.chains import Profile
from kg.entities.clusters import Cluster, Clusters
from kg.entities.ledger import Ledger
from kg.entities.names import LEGAL_FORMS, is_misspelling, near_misses, normalise, short_forms
from kg.ontology.terms import Ontology

MISSPELT_NAME_LENGTH = 8
# Points of context (see `Context`) that a judgement needs beside the names.
TITLES_DIFFER = 3
NAME_IS_WEAK = 4
ONE_EDIT = 3
SINGLE_NAME = 5
DOCUMENTS_THAT_SHORTEN = 2
# Of a cluster that many documents speak of, so many are compared for context.
DOCUMENTS_COMPARED = 12


class Context:
    """The company of names in which documents speak of something.

    A shared name of a person, organisation, event or work counts 2 points, of a place 1; names that very many documents have (one in
    twenty, and more than five) count nothing.

    Args:
        profiles: all chains.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        names: dict[str, dict[str, int]] = {}
        for profile in profiles:
            if profile.named and profile.document:
                of_document = names.setdefault(profile.document, {})
                points = 1 if profile.family == "Place" else 2
                for name in (profile.entry,) if profile.entry else profile.full:
                    of_document[name] = points
        count: dict[str, int] = {}
        for found in names.values():
            for name in found:
                count[name] = count.get(name, 0) + 1
        limit = max(5, len(names) // 20)
        self._names = {d: {n: p for n, p in found.items() if count[n] <= limit} for d, found in names.items()}

    def shared(self, a: Cluster, b: Cluster, least: int) -> tuple[str, ...]:
        """Give the other names that a document of each cluster share, if they come to `least` points; else nothing."""
        own = a.full | b.full | {a.entry, b.entry}
        for one in sorted(a.documents)[:DOCUMENTS_COMPARED]:
            for two in sorted(b.documents)[:DOCUMENTS_COMPARED]:
                if one != two:
                    left, right = self._names.get(one, {}), self._names.get(two, {})
                    common = {n for n in left.keys() & right.keys() if n not in own}
                    if sum(min(left[n], right[n]) for n in common) >= least:
                        return tuple(sorted(common))
        return ()


def join_across_documents(profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger, ontology: Ontology) -> None:
    """Join what is one across documents.

    Args:
        profiles: all chains.
        clusters: changed in place.
        ledger: gets the reasons.
        ontology: its nouns for organisations and titles tell a generic name (“Parliament”) from a proper one.
    """
    context = Context(profiles)
    named = sorted({clusters.find(i) for i, p in enumerate(profiles) if p.named})
    generic = {w for noun in ontology.lexicon.organisation_nouns for w in normalise(noun).split()}
    generic |= {w for title in ontology.lexicon.titles for w in normalise(title).split()} | LEGAL_FORMS | {"of", "the", "and", "for"}
    _join_full_names(named, clusters, ledger, context, generic)
    _join_short_forms(named, clusters, ledger, generic)
    _join_single_names(named, profiles, clusters, ledger, context)
    _join_misspellings(named, clusters, ledger, context)


def _evidence(cluster: Cluster) -> tuple[bool, int, int, int]:
    return (not cluster.entry, -len(cluster.offices), -len(cluster.roles), cluster.root)


def _why_not(a: Cluster, b: Cluster, name: str, context: Context, generic: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Say why an equal full name is not enough, or what supports it."""
    if a.family == "Person" and a.roles and b.roles and a.roles.isdisjoint(b.roles) and not (a.entry or b.entry):
        if served := sorted(a.serves & b.serves):
            return ("", (f"both serve {served[0]}",))
        reason, least = f"same name but different titles: {' '.join(sorted(a.roles))} and {' '.join(sorted(b.roles))}", TITLES_DIFFER
    elif a.family != "Person" and all(w in generic for w in name.split()):
        reason, least = f"a name that many things have: {name}", NAME_IS_WEAK
    elif a.family != "Person" and (name in short_forms(a.full)) != (name in short_forms(b.full)):
        reason, least = f"only the short form of a longer name: {name}", NAME_IS_WEAK
    else:
        return ("", ())
    common = context.shared(a, b, least)
    return ("", (f"both texts speak of {', '.join(common[:3])}",)) if common else (reason, ())


def _join_full_names(named: list[int], clusters: Clusters, ledger: Ledger, context: Context, generic: set[str]) -> None:
    by_name: dict[str, list[int]] = {}
    for root in named:
        for name in sorted(clusters.of(root).full):
            by_name.setdefault(name, []).append(root)
    for name in sorted(by_name):
        if len(by_name[name]) < 2:
            continue
        groups: list[int] = []
        for root in sorted(by_name[name], key=lambda r: _evidence(clusters.of(r))):
            if any(clusters.find(g) == clusters.find(root) for g in groups):
                continue
            fits: list[tuple[int, tuple[str, ...]]] = []
            for group in groups:
                reason = clusters.why_apart(group, root)
                support: tuple[str, ...] = ()
                if not reason:
                    reason, support = _why_not(clusters.of(group), clusters.of(root), name, context, generic)
                if reason:
                    ledger.different(group, root, reason)
                else:
                    fits.append((group, support))
            if len(fits) > 1:
                fits = _better(root, fits, clusters, context)
            if len(fits) == 1:
                group, support = fits[0]
                clusters.join(group, root)
                ledger.same(group, root, 0.9, f"same full name: {name}", *support)
            else:
                if fits:
                    ledger.undecided(root, [g for g, _ in fits], f"{len(fits)} bear the name {name}")
                else:
                    groups.append(root)


def _join_short_forms(named: list[int], clusters: Clusters, ledger: Ledger, generic: set[str]) -> None:
    """A name that several documents use for one longer name, and none for another, means it where it stands alone (“Apple” for “Apple Computer”)."""
    long: dict[str, set[int]] = {}
    bare: dict[str, list[int]] = {}
    for root in sorted({clusters.find(r) for r in named}):
        cluster = clusters.of(root)
        if cluster.family in ("Person", ""):
            continue
        for name in short_forms(cluster.full):
            long.setdefault(name, set()).add(root)
        if len(cluster.full) == 1:
            bare.setdefault(next(iter(cluster.full)), []).append(root)
    for name in sorted(long.keys() & bare.keys()):
        if len(long[name]) != 1 or all(w in generic for w in name.split()):
            continue
        (root,) = long[name]
        if len(_documents_with(clusters, root, name)) < DOCUMENTS_THAT_SHORTEN:
            continue
        for other in bare[name]:
            if reason := clusters.join(root, other):
                ledger.different(root, other, reason)
            else:
                ledger.same(root, other, 0.8, f"in several texts {name} is short for one thing, and in none for another")


def _documents_with(clusters: Clusters, root: int, name: str) -> set[str]:
    """Documents where a cluster's chain bears a name and a longer one."""
    return {
        clusters.profiles[i].document
        for i in clusters.of(root).members
        if name in clusters.profiles[i].full and name in short_forms(clusters.profiles[i].full)
    }


def _better(root: int, fits: list[tuple[int, tuple[str, ...]]], clusters: Clusters, context: Context) -> list[tuple[int, tuple[str, ...]]]:
    """Of several that bear a name, the only one that shares a title or the company of names, if there is one."""
    titled = [f for f in fits if clusters.of(f[0]).roles & clusters.of(root).roles]
    if len(titled) == 1:
        return [(titled[0][0], (*titled[0][1], "the only one of that title"))]
    fellows = [f for f in fits if clusters.of(f[0]).serves & clusters.of(root).serves]
    if len(fellows) == 1:
        return [(fellows[0][0], (*fellows[0][1], "the only one who serves the same"))]
    near = [f for f in fits if context.shared(clusters.of(f[0]), clusters.of(root), TITLES_DIFFER)]
    if len(near) == 1:
        return [(near[0][0], (*near[0][1], "the only one in the same company of names"))]
    return fits


def _join_single_names(named: list[int], profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger, context: Context) -> None:
    """A surname alone joins the only person of all documents who bears it, if titles or the company of names agree too."""
    bearers: dict[str, set[int]] = {}
    singles: dict[str, list[int]] = {}
    for root in {clusters.find(r) for r in named}:
        cluster = clusters.of(root)
        if cluster.family != "Person":
            continue
        for name in cluster.full:
            words = name.split()
            bearers.setdefault(words[0], set()).add(root)
            bearers.setdefault(words[-1], set()).add(root)
        if not cluster.full and root not in ledger.possibly:
            names = {n for i in cluster.members for n in profiles[i].names}
            if len(names) == 1:
                singles.setdefault(names.pop(), []).append(root)
    for word in sorted(singles):
        people = sorted(bearers.get(word, ()))
        left: list[int] = []
        for root in sorted(singles[word]):
            fits = [p for p in people if not clusters.why_apart(p, root)]
            agreeing = {p: why for p in fits if (why := _agreement(clusters.of(p), clusters.of(root), context))}
            if len(people) == 1 and len(agreeing) == 1:
                other, why = next(iter(agreeing.items()))
                clusters.join(other, root)
                ledger.same(other, root, 0.8, f"the only person of all documents with the name {word}", why)
            elif len(agreeing) > 1 or (len(fits) > 1 and agreeing):
                ledger.undecided(root, fits, f"{len(fits)} people have the name {word}")
            else:
                left.append(root)
        groups: list[int] = []
        for root in left:
            fits = [g for g in groups if not clusters.why_apart(g, root) and _agreement(clusters.of(g), clusters.of(root), context)]
            if len(fits) == 1:
                why = _agreement(clusters.of(fits[0]), clusters.of(root), context)
                clusters.join(fits[0], root)
                ledger.same(fits[0], root, 0.75, f"same single name: {word}", why)
            else:
                if fits:
                    ledger.undecided(root, fits, f"{len(fits)} people have the name {word}")
                else:
                    groups.append(root)


def _agreement(a: Cluster, b: Cluster, context: Context) -> str:
    """Say what beside a single name makes two people one, or ""."""
    if a.genders and b.genders and a.genders.isdisjoint(b.genders):
        return ""
    if common := a.roles & b.roles:
        return f"same title: {' '.join(sorted(common))}"
    if common_names := context.shared(a, b, SINGLE_NAME):
        return f"both texts speak of {', '.join(common_names[:3])}"
    return ""


def _join_misspellings(named: list[int], clusters: Clusters, ledger: Ledger, context: Context) -> None:
    by_key: dict[str, dict[str, int]] = {}
    for root in sorted({clusters.find(r) for r in named}):
        cluster = clusters.of(root)
        if cluster.family == "Person":
            for name in sorted(cluster.full):
                if len(name) >= MISSPELT_NAME_LENGTH:
                    for key in set(near_misses(name)):
                        by_key.setdefault(key, {}).setdefault(name, root)
    pairs: set[tuple[str, str, int, int]] = set()
    for bucket in by_key.values():
        if len(bucket) > 1:
            names = sorted(bucket)
            for i, x in enumerate(names):
                for y in names[i + 1 :]:
                    if bucket[x] != bucket[y]:
                        pairs.add((x, y, bucket[x], bucket[y]))
    close: dict[int, set[int]] = {}
    accepted: list[tuple[str, str, int, int, str]] = []
    for x, y, a, b in sorted(pairs):
        if clusters.find(a) == clusters.find(b) or not is_misspelling(x, y, clusters.given_names):
            continue
        close.setdefault(a, set()).add(b)
        close.setdefault(b, set()).add(a)
        one, two = clusters.of(a), clusters.of(b)
        roles = one.roles & two.roles
        common = context.shared(one, two, ONE_EDIT)
        if roles or common:
            support = f"same title: {' '.join(sorted(roles))}" if roles else f"both texts speak of {', '.join(common[:3])}"
            accepted.append((x, y, a, b, support))
        else:
            ledger.different(a, b, f"{x} and {y} differ by one edit, and nothing else supports that they are one")
    for x, y, a, b, support in accepted:
        if len(close[a]) > 1 or len(close[b]) > 1:
            ledger.undecided(b if len(close[b]) > 1 else a, close[b] if len(close[b]) > 1 else close[a], "its name is one edit from two others")
        elif reason := clusters.join(a, b):
            ledger.different(a, b, reason)
        else:
            ledger.same(a, b, 0.8, f"{x} and {y} differ by one edit", support)
