"""Clusters of chains with cannot-link: joining never puts two things known to differ together, by whatever path.

Invariants: no cluster ever holds two gazetteer entries, two families, two full names of people that do not agree, unless a person joined
them, nor ever two chains declared apart or told apart by a person; a refused join changes nothing; what a cluster knows is the union of
what its chains know. The idea is that of constrained clustering (Wagstaff et al., 2001), with the constraints kept for each cluster so
that A≈B≈C cannot bridge A≠C.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from kg.entities.chains import Profile
from kg.entities.names import GENERATIONS, compare_people, is_misspelling, short_forms


@dataclass(slots=True)
class Cluster:
    """What the chains of one cluster know together.

    Attributes:
        root: index of its first chain.
        members: indices of its chains.
        apart: roots (at the time of declaring) of clusters known to differ.
        declared: pairs of full names that one chain bears, hence both names of one thing.
        marks: what people told apart: the number of the decision, and the side of it on which the cluster stands.
        united: whether a person joined some of it, so that its names need not agree with each other.
    """

    root: int
    members: list[int]
    entry: str
    family: str
    full: set[str]
    acronyms: set[str]
    roles: set[str]
    genders: set[str]
    offices: dict[str, frozenset[str]]
    documents: set[str]
    apart: set[int] = field(default_factory=set)
    declared: set[tuple[str, str]] = field(default_factory=set)
    serves: set[str] = field(default_factory=set)
    marks: set[tuple[int, int]] = field(default_factory=set)
    united: bool = False


class Clusters:
    """Union-find over profiles that refuses to join what is known to differ.

    Args:
        profiles: in their order; a cluster's root is its first.
        given_names: case-folded given names, to tell Maria from Mario.
    """

    def __init__(self, profiles: Sequence[Profile], given_names: Collection[str] = ()) -> None:
        self.profiles = profiles
        self.given_names = given_names
        self._parent = list(range(len(profiles)))
        self._clusters: dict[int, Cluster] = {}
        self.reasons: dict[int, str] = {}

    def find(self, index: int) -> int:
        """Give the root of a chain's cluster: the index of its first chain."""
        parent = self._parent
        root = index
        while parent[root] != root:
            root = parent[root]
        while parent[index] != root:
            parent[index], index = root, parent[index]
        return root

    def of(self, index: int) -> Cluster:
        """Give the cluster that a chain is in."""
        root = self.find(index)
        cluster = self._clusters.get(root)
        if cluster is None:
            p = self.profiles[root]
            declared = {(a, b) for a in p.full for b in p.full if a != b}
            cluster = self._clusters[root] = Cluster(
                root, [root], p.entry, p.family, set(p.full), set(p.acronyms), set(p.roles), {p.gender} - {""}, dict(p.offices),
                {p.document} - {""}, set(), declared, set(p.serves),
            )  # fmt: skip
        return cluster

    def why_apart(self, left: int, right: int) -> str:
        """Say why the clusters of two chains may not be joined.

        Args:
            left: index of a chain.
            right: index of a chain.

        Returns:
            The reason, or "" if nothing is known against it (or they are one already).
        """
        a, b = self.of(left), self.of(right)
        if a is b:
            return ""
        if (number := told_apart(a, b)) is not None:
            return self.reasons[number]
        if a.entry and b.entry and a.entry != b.entry:
            return f"the gazetteer knows them as two: {min(a.entry, b.entry)} and {max(a.entry, b.entry)}"
        if a.family and b.family and a.family != b.family:
            return f"one is a {min(a.family, b.family)}, the other a {max(a.family, b.family)}"
        if any(self.find(x) == b.root for x in a.apart) or any(self.find(x) == a.root for x in b.apart):
            return "declared different"
        if not (a.entry and a.entry == b.entry):
            if reason := self._names_differ(a, b):
                return reason
            if reason := offices_differ(a, b):
                return reason
        return ""

    def _names_differ(self, a: Cluster, b: Cluster) -> str:
        family = a.family or b.family
        one, two = a.full - a.acronyms, b.full - b.acronyms
        if (a.united or b.united) and (not one.isdisjoint(two) or any(compare_people(x, y, self.given_names) for x in one for y in two)):
            return ""
        if family == "Person":
            for x in sorted(_least(one)):
                for y in sorted(_least(two)):
                    if x == y or (x, y) in a.declared or (x, y) in b.declared:
                        continue
                    if not compare_people(x, y, self.given_names):
                        return f"two full names: {min(x, y)} and {max(x, y)}"
        elif family == "Organisation":
            # “Bell Industries, or Bell” and “Bell Petroleum, or Bell” share a short form only.
            long, other = one - short_forms(one), two - short_forms(two)
            if long and other and not _agree(long, other) and not any(is_misspelling(x, y) for x in long for y in other):
                return f"two full names: {', '.join(sorted((min(long), min(other))))}"
        return ""

    def join(self, left: int, right: int) -> str:
        """Join the clusters of two chains unless they are known to differ.

        Args:
            left: index of a chain.
            right: index of a chain.

        Returns:
            "" if they are one now, else the reason against it.
        """
        a, b = self.of(left), self.of(right)
        if a is b:
            return ""
        if reason := self.why_apart(left, right):
            return reason
        self._unite(a, b)
        return ""

    def force(self, left: int, right: int) -> int | None:
        """Join the clusters of two chains because a person says so, whatever speaks against it but another such decision.

        Args:
            left: index of a chain.
            right: index of a chain.

        Returns:
            None if they are one now, else the number of the decision that tells them apart.
        """
        a, b = self.of(left), self.of(right)
        if a is b:
            return None
        if (number := told_apart(a, b)) is not None:
            return number
        a.united = b.united = True
        self._unite(a, b)
        return None

    def _unite(self, a: Cluster, b: Cluster) -> None:
        if b.root < a.root:
            a, b = b, a
        self._parent[b.root] = a.root
        a.members.extend(b.members)
        a.entry = a.entry or b.entry
        a.family = a.family or b.family
        a.full |= b.full
        a.acronyms |= b.acronyms
        a.roles |= b.roles
        a.genders |= b.genders
        for role, held in b.offices.items():
            a.offices[role] = a.offices.get(role, frozenset()) | held
        a.documents |= b.documents
        a.apart |= b.apart
        a.declared |= b.declared
        a.serves |= b.serves
        a.marks |= b.marks
        a.united |= b.united
        del self._clusters[b.root]

    def declare_apart(self, left: int, right: int) -> None:
        """Record that the clusters of two chains differ, for good."""
        a, b = self.of(left), self.of(right)
        a.apart.add(b.root)
        b.apart.add(a.root)


def told_apart(a: Cluster, b: Cluster) -> int | None:
    """Give the number of the first decision by which people told two clusters apart, or None."""
    fewer, more = (a.marks, b.marks) if len(a.marks) <= len(b.marks) else (b.marks, a.marks)
    return min((number for number, side in fewer if (number, 1 - side) in more), default=None)


def _least(names: set[str]) -> set[str]:
    """A person's full names without those that only add words at an end of another (“Ann Ray Returns” beside “Ann Ray”)."""
    if len(names) < 2:
        return names
    return {
        n for n in names if n.rsplit(" ", 1)[-1] in GENERATIONS or not any(m != n and (n.startswith(f"{m} ") or n.endswith(f" {m}")) for m in names)
    }


def offices_differ(a: Cluster, b: Cluster) -> str:
    """Say whether two clusters hold the same role in different things (“CFO of Acme”, “CFO of Beta”), which makes them two.

    Returns:
        The reason, or "" if they share one, or no role is known of both.
    """
    for role in sorted(a.offices.keys() & b.offices.keys()):
        one, two = a.offices[role], b.offices[role]
        if one and two and not _agree(one, two):
            return f"{role} of {', '.join(sorted(one))} and of {', '.join(sorted(two))}"
    return ""


def _agree(one: Iterable[str], two: Iterable[str]) -> bool:
    """Tell whether two sets of names share one, or one name's words are among another's (“acme”, “acme holdings”)."""
    words = [frozenset(y.split()) for y in two]
    return any(w <= y or y <= w for x in one for w in (frozenset(x.split()),) for y in words)
