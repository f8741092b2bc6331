"""Decisions of people on who is who, applied before any rule of resolution has its say.

Invariants: `different` holds through every chain of joins, for it marks clusters and marks are inherited; `same` joins whatever rules say
against it, but never two that a person told apart: that is an error that names both. What bears a name is all that bears it, in all
documents; two that the gazetteer or their offices tell apart stay two even then. Decisions are taken in the order of their ids and
chains in the order of publication, so neither the order of the file nor that of the documents decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.corrections import EntryPointer, NamePointer, Replay
from kg.corrections.replay import Decision, Target
from kg.entities.anchors import anchored
from kg.entities.chains import Profile, family_of, spellings
from kg.entities.clusters import Clusters, offices_differ, told_apart
from kg.entities.ledger import Ledger
from kg.entities.names import normalise
from kg.model import Mention
from kg.ontology.terms import Ontology


class Corrector:
    """Applies decisions; its methods are called in the order in which they stand here.

    Args:
        profiles: all chains; changed in place.
        replay: the decisions; gets what no longer applies.
        ontology: gazetteer and classes.
    """

    def __init__(self, profiles: list[Profile], replay: Replay, ontology: Ontology) -> None:
        self._profiles = profiles
        self._replay = replay
        self._ontology = ontology
        self._index = {profile.chain: index for index, profile in enumerate(profiles)}
        self._bearers: dict[str, list[int]] = {}
        wanted = {form for d in replay.decisions for t in d.targets if isinstance(t, NamePointer) for form in spellings(t.name, ontology)}
        for index, profile in enumerate(profiles if wanted else ()):
            for name in profile.names:
                if name in wanted:
                    self._bearers.setdefault(name, []).append(index)
        self.barred: dict[str, dict[str, int]] = {}
        self._one: dict[str, str] = {}
        self._said: dict[int, int] = {}
        self._members: dict[str, list[int]] | None = None

    def _entry(self, entry: str) -> str:
        """The entry that stands for all that people call one with an entry."""
        while self._one.get(entry, entry) != entry:
            entry = self._one[entry]
        return entry

    def _of_kind(self, kind: str) -> list[Decision]:
        return [decision for decision in self._replay.decisions if decision.correction.kind == kind]

    def _chains(self, target: Target, families: Iterable[str] = ()) -> list[int]:
        """The chains that a target means today, in order; of a name, those of its class or of one of the families."""
        if isinstance(target, Mention):
            return [self._index[self._replay.chain_of.get(target.id, target.chain)]]
        if isinstance(target, EntryPointer):
            if self._members is None:
                self._members = {}
                for index, profile in enumerate(self._profiles):
                    if profile.entry:
                        self._members.setdefault(profile.entry, []).append(index)
            return self._members.get(self._entry(target.entry), [])
        allowed = {*families, family_of(target.type, self._ontology), ""} if target.type else None
        found = {index for form in spellings(target.name, self._ontology) for index in self._bearers.get(form, ())}
        return sorted(index for index in found if allowed is None or self._profiles[index].family in allowed)

    def _sides(self, decision: Decision) -> tuple[list[int], list[int]]:
        """The chains of both sides; a chain that is pointed at does not count as one of the others of its name."""
        one, two = decision.targets
        families = [family_of(t.type, self._ontology) for t in (one, two) if isinstance(t, NamePointer) and t.type]
        families = families if decision.correction.kind == "same" else []
        left, right = self._chains(one, families), self._chains(two, families)
        if decision.correction.kind == "different":
            both = set(left) & set(right)
            if isinstance(one, Mention) or isinstance(two, EntryPointer):
                right = [index for index in right if index not in both]
            else:
                left = [index for index in left if index not in both]
            if both and not (left and right):
                self._replay.miss(decision.number, "both sides mean the same")
        for target, found in ((one, left), (two, right)):
            if not found and isinstance(target, NamePointer) and not self._chains(target, families):
                self._replay.miss(decision.number, f"nothing is called “{target.name}”")
        return left, right

    # ---------------------------------------------------------------------------------------- before the gazetteer
    def set_types(self) -> None:
        """Give chains the class that a person gave what bears their name; an entry of the gazetteer gets it as a whole, at the end."""
        decided = [(decision, self._chains(decision.targets[0])) for decision in self._of_kind("type")]
        for decision, chains in sorted(decided, key=lambda pair: (pair[0].correction.line == 0, pair[0].correction.line)):
            if isinstance(decision.targets[0], NamePointer):
                type = decision.correction.text
                for index in chains:
                    if not self._profiles[index].entry:
                        self._profiles[index] = retyped(self._profiles[index], type, family_of(type, self._ontology))

    def set_entries(self, ledger: Ledger) -> None:
        """Give chains the gazetteer entry that a person says they are, and take from them the one that they are not."""
        for decision in self._of_kind("different"):
            for entry, others in self._with_entry(decision):
                for index in others:
                    self.barred.setdefault(self._profiles[index].chain, {})[entry] = decision.number
                    if self._profiles[index].entry == entry:
                        self._profiles[index] = unanchored(self._profiles[index], self._ontology)
        special = sorted(self._of_kind("same"), key=lambda d: (any(isinstance(t, Mention) for t in d.targets), d.number))
        for decision in special:
            for entry, others in self._with_entry(decision):
                for index in others:
                    apart = self.barred.get(self._profiles[index].chain, {}).get(entry)
                    if apart is None:
                        self._profiles[index] = anchored(self._profiles[index], self._ontology.gazetteer.entries[entry], self._ontology)
                        ledger.known(index, entry, 1.0, self._replay.because(decision.number))
                        self._said[index] = decision.number
                    elif any(isinstance(t, Mention) for t in decision.targets) or self._is_general(apart):
                        raise self._replay.contradiction(decision.number, apart)

    def _is_general(self, number: int) -> bool:
        decision = next(d for d in self._replay.decisions if d.number == number)
        return not any(isinstance(target, Mention) for target in decision.targets)

    def _with_entry(self, decision: Decision) -> list[tuple[str, list[int]]]:
        """The entry of a decision on an entry and something else, with the chains of the other side."""
        entries = [target.entry for target in decision.targets if isinstance(target, EntryPointer)]
        others = [target for target in decision.targets if not isinstance(target, EntryPointer)]
        if len(entries) != 1:
            return []
        chains = self._chains(others[0], [family_of(self._ontology.gazetteer.entries[entries[0]].type, self._ontology)])
        if not chains and isinstance(others[0], NamePointer):
            self._replay.miss(decision.number, f"nothing is called “{others[0].name}”")
        return [(entries[0], chains)]

    # ---------------------------------------------------------------------------------------- after the gazetteer
    def settle_entries(self, ledger: Ledger) -> None:
        """Make one entry of two that a person calls one; where two are told apart and both are one entry, the first remains it."""
        by: dict[str, int] = {}
        for decision in self._of_kind("same"):
            entries = [target.entry for target in decision.targets if isinstance(target, EntryPointer)]
            if len(entries) == 2:
                first, second = sorted(map(self._entry, entries))
                if first != second:
                    self._one[second] = first
                by.setdefault(first, decision.number)
        for decision in self._of_kind("different"):
            entries = [target.entry for target in decision.targets if isinstance(target, EntryPointer)]
            if len(entries) == 2 and self._entry(entries[0]) == self._entry(entries[1]):
                raise self._replay.contradiction(by[self._entry(entries[0])], decision.number)
        for index, profile in enumerate(self._profiles if self._one else ()):
            if profile.entry and self._entry(profile.entry) != profile.entry:
                self._profiles[index] = self._of_one(profile)
                if entry := self._profiles[index].entry:
                    ledger.known(index, entry, 1.0, self._replay.because(by[entry]))
        for decision in self._of_kind("different"):
            if not any(isinstance(target, EntryPointer) for target in decision.targets):
                self._part_entry(decision)

    def _part_entry(self, decision: Decision) -> None:
        """Where both sides are one entry, leave it to the first; or to the second, if a person said of that alone that it is the entry."""
        left, right = self._sides(decision)
        for entry in sorted(({self._profiles[i].entry for i in left} & {self._profiles[i].entry for i in right}) - {""}):
            ones, others = ([i for i in side if self._profiles[i].entry == entry] for side in (left, right))
            said = [i for i in others if i in self._said]
            if said and any(i in self._said for i in ones):
                raise self._replay.contradiction(self._said[said[0]], decision.number)
            for index in ones if said else others:
                self._profiles[index] = unanchored(self._profiles[index], self._ontology)

    def _of_one(self, profile: Profile) -> Profile:
        """A chain of an entry that is one with another; unless a person says that it is not that other."""
        entry = self._ontology.gazetteer.entries[self._entry(profile.entry)]
        if any(self._entry(other) == entry.id for other in self.barred.get(profile.chain, ())):
            return unanchored(profile, self._ontology)
        return replace(profile, entry=entry.id, type=entry.type, family=family_of(entry.type, self._ontology))

    def tell_apart(self, clusters: Clusters, ledger: Ledger) -> None:
        """Mark what a person told apart."""
        self._members = None
        self._join_entries(clusters)
        for decision in self._of_kind("different"):
            left, right = self._sides(decision)
            clusters.reasons[decision.number] = self._replay.because(decision.number)
            for side, (target, chains) in enumerate(zip(decision.targets, (left, right), strict=True)):
                for index in chains[:1] if isinstance(target, EntryPointer) else chains:
                    clusters.of(index).marks.add((decision.number, side))
            if left and right:
                ledger.different(left[0], right[0], self._replay.because(decision.number))

    def _join_entries(self, clusters: Clusters) -> None:
        """All chains of an entry that decisions name are one, so that one of them can stand for all."""
        named = {target.entry for d in self._replay.decisions for target in d.targets if isinstance(target, EntryPointer)}
        for entry in sorted(named):
            chains = self._chains(EntryPointer(entry))
            for index in chains:
                clusters.force(chains[0], index)

    def join(self, clusters: Clusters, ledger: Ledger) -> None:
        """Join what a person calls one: mentions first, then all that bears a name; what is an entry was joined before."""
        decided = sorted(self._of_kind("same"), key=lambda d: (any(isinstance(t, NamePointer) for t in d.targets), d.number))
        for decision in decided:
            if not any(isinstance(target, EntryPointer) for target in decision.targets):
                left, right = self._sides(decision)
                if left and right:
                    self._join_names(decision, left, right, clusters, ledger)

    def _join_names(self, decision: Decision, left: list[int], right: list[int], clusters: Clusters, ledger: Ledger) -> None:
        groups: list[int] = []
        apart: int | None = None
        pointed = [i for t, side in zip(decision.targets, (left, right), strict=True) if isinstance(t, Mention) for i in side]
        for index in dict.fromkeys((*pointed, *sorted({*left, *right}))):
            fits: list[int] = []
            for group in groups:
                number = told_apart(clusters.of(group), clusters.of(index))
                apart = number if apart is None else apart
                if number is None and (index in pointed or not self._known_apart(group, index, clusters)):
                    fits.append(group)
            if len(fits) == 1:
                clusters.force(fits[0], index)
                ledger.same(fits[0], index, 1.0, self._replay.because(decision.number))
            elif fits:
                ledger.undecided(index, fits, f"{len(fits)} fit, though: {self._replay.because(decision.number)}")
            else:
                groups.append(index)
        if {clusters.find(i) for i in left}.isdisjoint({clusters.find(i) for i in right}):
            if apart is not None:
                raise self._replay.contradiction(decision.number, apart)
            self._replay.miss(decision.number, "the gazetteer or their offices tell all of them apart")

    @staticmethod
    def _known_apart(left: int, right: int, clusters: Clusters) -> bool:
        a, b = clusters.of(left), clusters.of(right)
        if a is b:
            return False
        return bool(a.entry and b.entry and a.entry != b.entry) or bool(offices_differ(a, b))

    # ---------------------------------------------------------------------------------------- at the end
    def names(self, kind: str, clusters: Clusters) -> Mapping[int, str]:
        """Give the labels (or classes) that people gave, by the root of the cluster; of two for one thing, the later of the file."""
        self._members = None
        given: dict[int, tuple[tuple[bool, int], Decision]] = {}
        for decision in self._of_kind(kind):
            chains = self._chains(decision.targets[0])
            if not chains:
                self._replay.miss(decision.number, "nothing in the graph is that")
            order = (decision.correction.line == 0, decision.correction.line)
            for root in sorted({clusters.find(index) for index in chains}):
                before = given.get(root)
                if before is not None and before[1].correction.text != decision.correction.text:
                    lost, won = (before[1], decision) if before[0] < order else (decision, before[1])
                    self._replay.miss(lost.number, f"overruled by “{won.correction.says}”")
                if before is None or before[0] < order:
                    given[root] = (order, decision)
        return {root: decision.correction.text for root, (_, decision) in given.items()}


def retyped(profile: Profile, type: str, family: str) -> Profile:
    """Give a chain another class; as a person it is named in full by two words or more."""
    full = tuple(name for name in profile.names if family != "Person" or " " in name)
    return replace(profile, type=type, family=family, full=full)


def unanchored(profile: Profile, ontology: Ontology) -> Profile:
    """Take its gazetteer entry from a chain, and the full name that came with it, if no text of its own has that."""
    entry = ontology.gazetteer.entries[profile.entry]
    label = normalise(entry.label)
    written = {form for m in profile.mentions if m.kind == "name" for form in spellings(m.name or m.span.text, ontology)}
    return replace(
        profile,
        entry="",
        names=tuple(name for name in profile.names if name != label or name in written),
        full=tuple(name for name in profile.full if name != label or name in written),
    )
