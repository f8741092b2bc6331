"""What a base of known things says of entities: which of its things an entity is, and what follows for who is who.

Invariants: a link never parts what resolution joined; two entities that are one thing of the base are joined only if nothing that the
rules of this room know speaks against it (`Clusters.why_apart`), no judgement keeps them apart, and both bear a full name; two that the
rules keep apart are not both the thing: the clearly better one is, else neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from kg.entities.chains import Profile
from kg.entities.clusters import Clusters
from kg.entities.identities import Identities
from kg.entities.ledger import Ledger
from kg.model import Entity, Judgement

# By so much the better of two entities that cannot both be one thing must be ahead.
AHEAD = 0.1
JOINED = 0.9
ONE_THING = "one thing of the knowledge base: "

Verdict = Literal["same", "possibly", "no"]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an entity has to do with a thing of the base.

    Attributes:
        entity: id of the entity.
        address: IRI of the thing.
        verdict: `same`; `possibly`, where others fit as well; `no`, where the best is not good enough.
        score: in [0, 1].
        reasons: for people.
    """

    entity: str
    address: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


Recognise = Callable[[Identities], Sequence[Recognition]]
"""Looks entities up; several recognitions of one entity are of different things, and one at most is `same`."""


def take_recognitions(
    make: Callable[[], Identities],
    profiles: Sequence[Profile],
    clusters: Clusters,
    ledger: Ledger,
    publishers: Mapping[str, str],
    recognise: Recognise,
) -> Identities:
    """Look the entities up and let them have what is known of them.

    Args:
        make: makes the entities of the clusters as they stand.
        profiles: all chains.
        clusters: who is one with whom; some are joined.
        ledger: gets the reasons.
        publishers: made-up chain of the publisher of each document.
        recognise: looks entities up.

    Returns:
        The entities with links to the base.
    """
    identities = make()
    found = list(recognise(identities))
    if not found:
        return identities
    index_of = _index(identities, profiles, publishers)
    joined, found = _settle(identities, found, index_of, profiles, clusters, ledger)
    if joined:
        before = index_of
        identities = make()
        now = {index: entity for entity, index in _index(identities, profiles, publishers).items()}
        roots = {clusters.find(index): entity for index, entity in now.items()}
        found = _one_each(replace(r, entity=roots[clusters.find(before[r.entity])]) for r in found)
    else:
        identities = replace(identities, judgements=ledger.judgements())
    return _linked(identities, found)


def _index(identities: Identities, profiles: Sequence[Profile], publishers: Mapping[str, str]) -> dict[str, int]:
    """The index of the first chain of each entity."""
    entity_of = dict(identities.entity_of) | {chain: identities.publisher_of[document] for document, chain in publishers.items()}
    found: dict[str, int] = {}
    for index, profile in enumerate(profiles):
        found.setdefault(entity_of[profile.chain], index)
    return found


def _settle(
    identities: Identities, found: list[Recognition], index_of: Mapping[str, int], profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger
) -> tuple[bool, list[Recognition]]:
    """Decide about entities that are one thing of the base: join them, keep both, or take the link from one or both."""
    by_address: dict[str, dict[str, float]] = {}
    for entity in identities.entities:
        for address in entity.same_as:
            by_address.setdefault(address, {})[entity.id] = 2.0  # known before: beyond any score
    for recognition in found:
        if recognition.verdict == "same":
            by_address.setdefault(recognition.address, {})[recognition.entity] = recognition.score
    parted = _parted(profiles, clusters, ledger)
    entities = {entity.id: entity for entity in identities.entities}
    doubted: dict[tuple[str, str], tuple[Verdict, str]] = {}
    joined = False
    for address in sorted(by_address):
        bearers = sorted(by_address[address], key=lambda entity: (-by_address[address][entity], entity))
        for one, two in combinations(bearers, 2):
            if by_address[address][two] > 1.0:
                continue  # the gazetteer's own affair
            left, right = index_of[one], index_of[two]
            if clusters.find(left) == clusters.find(right):
                continue
            reason = clusters.why_apart(left, right)
            if reason:
                ledger.different(left, right, f"both look like {address}, but {reason}")
                clear = by_address[address][one] - by_address[address][two] >= AHEAD
                doubted[two, address] = ("no" if clear else "possibly", f"{entities[one].label} ({one}) looks like it too, and is another: {reason}")
                if not clear:
                    doubted[one, address] = ("possibly", f"{entities[two].label} ({two}) looks like it as much, and is another: {reason}")
            elif (clusters.find(left), clusters.find(right)) not in parted and clusters.of(left).full and clusters.of(right).full:
                clusters.join(left, right)
                ledger.same(left, right, JOINED, ONE_THING + address)
                joined, parted = True, _parted(profiles, clusters, ledger)
    return joined, [_doubted(r, *doubted[r.entity, r.address]) if (r.entity, r.address) in doubted else r for r in found]


def _doubted(recognition: Recognition, verdict: Verdict, reason: str) -> Recognition:
    return replace(recognition, verdict=verdict, reasons=(*recognition.reasons, reason)) if recognition.verdict == "same" else recognition


def _parted(profiles: Sequence[Profile], clusters: Clusters, ledger: Ledger) -> set[tuple[int, int]]:
    """The pairs of clusters that some judgement keeps apart."""
    index = {profile.chain: number for number, profile in enumerate(profiles)}
    pairs: set[tuple[int, int]] = set()
    for judgement in ledger.judgements():
        if not judgement.same and judgement.left in index and judgement.right in index:
            left, right = clusters.find(index[judgement.left]), clusters.find(index[judgement.right])
            pairs |= {(left, right), (right, left)}
    return pairs


def _one_each(found: Iterable[Recognition]) -> list[Recognition]:
    """Of several recognitions of one entity with one thing the best."""
    best: dict[tuple[str, str], Recognition] = {}
    for recognition in sorted(found, key=lambda r: (r.verdict != "same", -r.score)):
        best.setdefault((recognition.entity, recognition.address), recognition)
    return list(best.values())


def _linked(identities: Identities, found: Sequence[Recognition]) -> Identities:
    of: dict[str, list[Recognition]] = {}
    for recognition in found:
        of.setdefault(recognition.entity, []).append(recognition)
    written = {entity.id for entity in identities.entities}
    judged = (Judgement(r.entity, r.address, r.verdict == "same", r.score, r.reasons) for r in found if r.entity in written)
    judgements = sorted((*identities.judgements, *judged), key=lambda j: (j.left, j.right))
    entities = tuple(_with_links(entity, of.get(entity.id, ())) for entity in identities.entities)
    return replace(identities, entities=entities, judgements=tuple(judgements))


def _with_links(entity: Entity, found: Sequence[Recognition]) -> Entity:
    same = {r.address for r in found if r.verdict == "same"}
    possibly = {r.address for r in found if r.verdict == "possibly"}
    if not same and not possibly:
        return entity
    return replace(entity, same_as=tuple(sorted({*entity.same_as, *same})), possibly=tuple(sorted({*entity.possibly, *(possibly - same)})))
