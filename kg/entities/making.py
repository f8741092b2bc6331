"""From clusters to entities: identifiers, labels, aliases.

Invariants: an identifier depends on the entity's class, its first named mention by (published, document, offset), and the best name
that the document of that mention gives it, so later documents do not change it; a label is a name as some text wrote it, or the
gazetteer's; `possibly` names entities that exist.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kg.entities.chains import Profile
from kg.entities.clusters import Clusters
from kg.entities.identities import Identities
from kg.entities.ledger import Ledger
from kg.entities.names import is_acronym, normalise
from kg.identifiers import digest, local_name
from kg.model import Entity, Extraction, Mention
from kg.ontology.terms import Ontology

_DETERMINER = re.compile(r"^(?:the|a|an|no)\s+", re.IGNORECASE)


def make_entities(
    profiles: Sequence[Profile],
    clusters: Clusters,
    ledger: Ledger,
    extractions: Iterable[Extraction],
    ontology: Ontology,
    publishers: Mapping[str, str],
    publisher_labels: Mapping[str, str],
    labels: Mapping[int, str] = MappingProxyType({}),
    types: Mapping[int, str] = MappingProxyType({}),
) -> Identities:
    """Turn clusters into entities.

    Args:
        profiles: all chains, publishers first, by order of publication.
        clusters: who is one with whom.
        ledger: judgements and what was left undecided.
        extractions: say which unnamed chains are used.
        ontology: the gazetteer's labels and links.
        publishers: made-up chain of the publisher of each document.
        publisher_labels: the publishers' names by chain.
        labels, types: the names and classes that people gave, by the root of the cluster.

    Returns:
        The finished identities.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(profiles)):
        members[clusters.find(index)].append(index)
    used = _used_chains(extractions)
    id_of_root: dict[int, str] = {}
    for root, indices in members.items():
        group = [profiles[i] for i in indices]
        id_of_root[root] = _identifier(group, publisher_labels, types.get(root) or _type(group))
    entities: list[Entity] = []
    entity_of: dict[str, str] = {}
    for root, indices in members.items():
        group = [profiles[i] for i in indices]
        identifier = id_of_root[root]
        for profile in group:
            if profile.document:
                entity_of[profile.chain] = identifier
        if not any(p.named or p.chain in used for p in group):
            continue
        candidates = {c for i in indices for c in ledger.possibly.get(i, ())}
        possibly = tuple(sorted({id_of_root[clusters.find(c)] for c in candidates} - {identifier}))
        given = (types.get(root) or _type(group), labels.get(root, ""))
        entities.append(_entity(identifier, group, publisher_labels, possibly, ontology, *given))
    entities.sort(key=lambda e: e.id)
    by_chain = {p.chain: id_of_root[clusters.find(i)] for i, p in enumerate(profiles) if not p.document}
    publisher_of = {document: by_chain[chain] for document, chain in sorted(publishers.items())}
    return Identities(tuple(entities), dict(sorted(entity_of.items())), publisher_of, ledger.judgements())


def _used_chains(extractions: Iterable[Extraction]) -> set[str]:
    """Chains that statements, attributions or groups name."""
    used: set[str] = set()
    for extraction in extractions:
        for mention in extraction.mentions:
            used.update(mention.members)
        for statement in extraction.statements:
            used.add(statement.subject.chain)
            if statement.object is not None:
                used.add(statement.object.chain)
            used.update(a.chain for a in statement.arguments)
            used.update(a.chain for a in statement.attribution)
            if statement.qualifiers.place is not None:
                used.add(statement.qualifiers.place.chain)
    used.discard("")
    return used


def _type(group: Sequence[Profile]) -> str:
    """The class of most chains, named ones before others, anything before `Thing`."""
    if entry_type := next((p.type for p in group if p.entry), ""):
        return entry_type
    if len(group) == 1:
        return group[0].type or "Thing"
    votes: Counter[str] = Counter()
    for profile in group:
        votes[profile.type or "Thing"] += 3 if profile.named else 1
    return min(votes, key=lambda t: (t == "Thing", -votes[t], t))


def _names(mentions: Iterable[Mention]) -> Counter[str]:
    """Names as written, without demonyms and without seats that stand for their state."""
    return Counter(m.name or m.span.text for m in mentions if m.kind == "name" and not m.metonym)


def _without_determiner(text: str) -> str:
    return _DETERMINER.sub("", " ".join(text.split()))


def _identifier(group: Sequence[Profile], publisher_labels: Mapping[str, str], type: str) -> str:
    """The gazetteer's local name, else name and hash."""
    if entry := next((p.entry for p in group if p.entry), ""):
        return entry
    for profile in group:
        if not profile.document:
            name = publisher_labels[profile.chain]
            return f"{local_name(name)}--{digest(type, profile.names[0])}"
    named = [m for p in group for m in p.mentions if m.kind == "name" and not m.metonym]
    if named:
        span = named[0].span
        name = best_name(_names(m for m in named if m.span.document == span.document), type)
        return f"{local_name(name)}--{digest(type, span.document, span.start, span.end)}"
    first = next((m for p in group for m in p.mentions if m.kind == "nominal"), group[0].mentions[0])
    words = _without_determiner(first.span.text)
    name = local_name(words[:1].upper() + words[1:48])
    return f"{name}--{digest(type, words, first.span.document, first.span.start, first.span.end)}"


def _entity(
    identifier: str,
    group: Sequence[Profile],
    publisher_labels: Mapping[str, str],
    possibly: tuple[str, ...],
    ontology: Ontology,
    type: str,
    label: str,
) -> Entity:
    mentions = sorted((m for p in group for m in p.mentions), key=lambda m: (m.span.document, m.span.start, m.span.end, m.id))
    names = _names(mentions)
    for profile in group:
        if not profile.document:
            names[publisher_labels[profile.chain]] += 1
    known = ontology.gazetteer.entries.get(identifier)
    if label:
        names[known.label if known else best_name(names, type) if names else label] += 1
    elif known is not None:
        label = known.label
    elif names:
        label = best_name(names, type)
    else:
        label = _description(mentions)
    aliases = tuple(sorted(set(names) - {label}))
    return Entity(identifier, type, label, aliases, tuple(mentions), known.same_as if known else (), possibly, known is not None)


def best_name(names: Mapping[str, int], type: str) -> str:
    """Choose the name to show.

    Args:
        names: how often each stands in the texts, as written; not empty.
        type: class without prefix; people are shown by a full name where there is one.

    Returns:
        The most frequent of the full, normally cased names; then the longest; then the first by alphabet.

    Example:
        >>> best_name({"Merkel": 9, "Angela Merkel": 2, "ANGELA MERKEL": 3}, "Person")
        'Angela Merkel'
    """

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        single = type == "Person" and " " not in normalise(name)
        shouted = name.isupper() and (len(names) > 1)
        acronym = type == "Organisation" and is_acronym(name)
        return (single, shouted or acronym or name.islower(), -names[name], -len(name), name)

    return min(names, key=rank)


def _description(mentions: Sequence[Mention]) -> str:
    """The words for what has no name: the first nominal, else the first demonym, group or pronoun."""
    kinds = ("nominal", "demonym", "group", "name", "pronoun")
    first = min(mentions, key=lambda m: (kinds.index(m.kind), m.span.document, m.span.start))
    return first.name or _without_determiner(first.span.text)
