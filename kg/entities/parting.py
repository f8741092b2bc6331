"""Chains taken apart because a person says so: a mention that its document's chain does not belong with leaves it.

Invariants: nothing is taken apart but where a correction asks for it; a mention that leaves takes the arguments that stand on its words
along, so a statement keeps its words, its id and its document and only means another; work is linear in the chains.

Who leaves a chain that both sides of `different` share: a mention that is pointed at leaves the rest; of two that are pointed at, the
one that is no name, else the later; of two names, all that bear the second; of a name and an entry of the gazetteer, what bears the name.
Under `same`, a pronoun or a description that is pointed at leaves a chain that has a name, for it was taken for the wrong one; a name
takes its chain along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.corrections import EntryPointer, NamePointer, Replay
from kg.corrections.replay import Decision, Target
from kg.entities.chains import spellings
from kg.identifiers import digest
from kg.model import Argument, Attribution, Extraction, Mention, Statement
from kg.ontology.terms import Ontology

Slot = TypeVar("Slot", Argument, Attribution)


def part_chains(extractions: Sequence[Extraction], replay: Replay, ontology: Ontology) -> list[Extraction]:
    """Take chains apart as corrections ask.

    Args:
        extractions: one a document.
        replay: its decisions; gets the new chain of each mention that left one.
        ontology: its gazetteer says for which state a seat stands.

    Returns:
        The extractions in the same order, those of other documents as they were.
    """
    chains = _Chains(extractions, replay.decisions, ontology)
    for decision in replay.decisions:
        if decision.correction.kind in ("same", "different"):
            for leaving in chains.leaving(decision):
                chain = digest("parted", leaving[0].chain, sorted(mention.id for mention in leaving))
                for mention in leaving:
                    replay.chain_of.setdefault(mention.id, chain)
    if not replay.chain_of:
        return list(extractions)
    return [_parted(extraction, replay.chain_of) for extraction in extractions]


class _Chains:
    """The chains that decisions may take apart: those of mentions pointed at, and those that bear a name of `different`."""

    def __init__(self, extractions: Sequence[Extraction], decisions: Iterable[Decision], ontology: Ontology) -> None:
        self._ontology = ontology
        decided = [d for d in decisions if d.correction.kind in ("same", "different")]
        wanted = {m.chain for d in decided for m in d.targets if isinstance(m, Mention)}
        self._names = {form for d in decided for t in d.targets if isinstance(t, NamePointer) for form in spellings(t.name, self._ontology)}
        general = any(d.correction.kind == "different" and not any(isinstance(t, Mention) for t in d.targets) for d in decided)
        self._normal: dict[str, frozenset[str]] = {}
        self._bearing: dict[str, set[str]] = defaultdict(set)
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        if general:
            for extraction in extractions:
                for mention in extraction.mentions:
                    for form in self._forms(mention) & self._names:
                        self._bearing[form].add(mention.chain)
                        wanted.add(mention.chain)
        if wanted:
            for extraction in extractions:
                for mention in extraction.mentions:
                    if mention.chain in wanted:
                        self._mentions[mention.chain].append(mention)

    def _forms(self, mention: Mention) -> frozenset[str]:
        if mention.kind != "name" or not mention.name:
            return frozenset()
        if mention.name not in self._normal:
            self._normal[mention.name] = spellings(mention.name, self._ontology)
        return self._normal[mention.name]

    def _means(self, mention: Mention, target: Target) -> bool:
        if isinstance(target, Mention):
            return mention.id == target.id
        if isinstance(target, NamePointer):
            return not self._forms(mention).isdisjoint(spellings(target.name, self._ontology))
        meant = self._ontology.gazetteer.seats.get(mention.gazetteer, mention.gazetteer) if mention.metonym else mention.gazetteer
        return meant == target.entry

    def leaving(self, decision: Decision) -> list[list[Mention]]:
        """Give, for each chain that a decision takes apart, the mentions that leave it."""
        pointed = [target for target in decision.targets if isinstance(target, Mention)]
        if decision.correction.kind == "same":
            return [[mention] for mention in pointed if self._was_mistaken(mention, decision)]
        if pointed:
            chains = {mention.chain for mention in pointed}
        else:
            chains = {
                c
                for t in decision.targets
                if isinstance(t, NamePointer)
                for form in spellings(t.name, self._ontology)
                for c in self._bearing.get(form, ())
            }
        found = [self._second_part(self._mentions[chain], decision) for chain in sorted(chains)]
        return [mentions for mentions in found if mentions]

    def _was_mistaken(self, mention: Mention, decision: Decision) -> bool:
        """Whether a mention stands in a chain that names another than the one it shall be."""
        chain = self._mentions[mention.chain]
        if mention.kind == "name" or not any(other.kind == "name" or other.gazetteer for other in chain):
            return False
        others = [t for t in decision.targets if t != mention]
        return not any(self._means(one, target) for one in chain for target in others)

    def _second_part(self, chain: list[Mention], decision: Decision) -> list[Mention]:
        """The mentions that leave one chain so that it does not hold both sides of a decision."""
        one, two = decision.targets
        left, right = ([m for m in chain if self._means(m, target)] for target in (one, two))
        both = {m.id for m in left} & {m.id for m in right}
        first_is_special = _rank(one) > _rank(two)
        if first_is_special:
            right = [m for m in right if m.id not in both]
        else:
            left = [m for m in left if m.id not in both]
        if not left or not right:
            return []
        if isinstance(one, Mention) and isinstance(two, Mention):
            named = [m.kind == "name" for m in (one, two)]
            if named[0] != named[1]:
                return left if named[1] else right
            return right if two.span.start > one.span.start else left
        return left if first_is_special else right


def _rank(target: Target) -> int:
    """How special a target is: a mention before a name, a name before an entry."""
    return 2 if isinstance(target, Mention) else 0 if isinstance(target, EntryPointer) else 1


def _parted(extraction: Extraction, chain_of: dict[str, str]) -> Extraction:
    """An extraction with its mentions in their new chains, and the arguments that stand on their words."""
    left: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.id in chain_of:
            left[mention.chain].append(mention)
    if not left:
        return extraction
    stayed: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.chain in left and mention.id not in chain_of:
            stayed[mention.chain].append(mention)

    def moved(slot: Slot) -> Slot:
        on = [m for m in left.get(slot.chain, ()) if m.span.start < slot.end and slot.start < m.span.end]
        exact = [m for m in on if (m.span.start, m.span.end) == (slot.start, slot.end)]
        if not on or (not exact and any(m.span.start < slot.end and slot.start < m.span.end for m in stayed[slot.chain])):
            return slot
        return replace(slot, chain=chain_of[(exact or on)[0].id])

    def meant(statement: Statement) -> Statement:
        qualifiers = statement.qualifiers
        return replace(
            statement,
            subject=moved(statement.subject),
            object=moved(statement.object) if statement.object is not None else None,
            arguments=tuple(map(moved, statement.arguments)),
            qualifiers=replace(qualifiers, place=moved(qualifiers.place)) if qualifiers.place is not None else qualifiers,
            attribution=tuple(map(moved, statement.attribution)),
        )

    mentions = tuple(replace(m, chain=chain_of[m.id]) if m.id in chain_of else m for m in extraction.mentions)
    return replace(extraction, mentions=mentions, statements=tuple(map(meant, extraction.statements)))
