"""From statements to facts.

Invariants: each statement belongs to one fact; a fact lists all its statements, those of superseded documents too, but its status,
support and confidence rest on the others if there are any; a symmetric relation gives a second fact, `mirror_of` the first, with the
same evidence, that no count includes; nothing depends on the order of input.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.entities import Identities
from kg.events import Happenings
from kg.facts.confidence import combine
from kg.facts.duplicates import copies
from kg.facts.keys import Key, Keys
from kg.facts.status import fact_status, grade, has_direct_edge
from kg.facts.voices import Voices
from kg.model import Document, Fact, Statement
from kg.ontology.terms import Ontology


def resolve_facts(
    documents: Sequence[Document], statements: Sequence[Statement], identities: Identities, happenings: Happenings, ontology: Ontology
) -> tuple[tuple[Fact, ...], dict[str, str]]:
    """Add up what statements say of the same entities.

    Args:
        documents: all documents of the statements, in any order.
        statements: in any order.
        identities: who is who among their chains.
        happenings: events of statements.
        ontology: symmetric relations, relations that rest on commitment, offices.

    Returns:
        Facts sorted by id, and the fact of each statement.

    Raises:
        KeyError: for a statement whose document or chain is unknown.
        KgError: if a saying's statement is missing, or a statement says itself.

    Example:
        >>> from kg.ontology.terms import Gazetteer, Lexicon
        >>> resolve_facts([], [], Identities((), {}), Happenings((), {}), Ontology({}, {}, Lexicon(), Gazetteer(), ""))
        ((), {})
    """
    by_id = {s.id: s for s in statements}
    keys = Keys(by_id, identities, happenings, ontology)
    voices = Voices(documents, by_id.values(), identities, ontology, copies(documents))
    superseded = superseded_documents(documents)
    groups: dict[Key, list[Statement]] = defaultdict(list)
    for statement in by_id.values():
        groups[keys.of(statement)].append(statement)
    facts: list[Fact] = []
    fact_of: dict[str, str] = {}
    for key, group in groups.items():
        group.sort(key=lambda s: (s.document, s.sentence.start, s.predicate.start, s.id))
        fact = _fact(key, group, voices, superseded, happenings, ontology)
        facts.append(fact)
        for statement in group:
            fact_of[statement.id] = fact.id
        known = ontology.properties.get(key.predicate)
        if known is not None and known.symmetric and key.object and key.object != key.subject:
            mirror = replace(key, subject=key.object, object=key.subject)
            facts.append(replace(fact, id=mirror.id(), subject=mirror.subject, object=mirror.object, mirror_of=fact.id))
    facts.sort(key=lambda f: f.id)
    return tuple(facts), dict(sorted(fact_of.items()))


def superseded_documents(documents: Sequence[Document]) -> frozenset[str]:
    """Give the ids of documents that another one corrects, naming its id or URL.

    Example:
        >>> sorted(superseded_documents([Document("a", "a", "", url="https://x.org/a"), Document("b", "b", "", supersedes="https://x.org/a")]))
        ['a']
    """
    corrected = {(d.supersedes, d.id) for d in documents if d.supersedes}
    named = defaultdict(set)
    for name, by in corrected:
        named[name].add(by)
    return frozenset(d.id for d in documents if (named.get(d.id, set()) | named.get(d.url or "", set())) - {d.id})


def _fact(key: Key, group: list[Statement], voices: Voices, superseded: frozenset[str], happenings: Happenings, ontology: Ontology) -> Fact:
    standing = [s for s in group if s.document not in superseded]
    counted = standing or group
    grades = {grade(voices.voice(s), s.polarity, s.modality) for s in counted}
    status = fact_status(grades, superseded=not standing)
    origins = [(voices.origin(s), s) for s in counted]
    weighed = "negated" if status == "Denied" else "affirmed"
    self_relation = bool(key.object) and key.object == key.subject
    evidence = [(origin, s.confidence) for origin, s in origins if s.polarity == weighed] or [(origin, s.confidence) for origin, s in origins]
    confidence = combine(evidence, self_relation=self_relation)
    first = group[0]
    known = ontology.properties.get(key.predicate)
    voiced = False
    if known is not None and known.rests_on_commitment and status == "Planned":
        parties = (key.subject, key.object)
        voiced = any(
            voices.commits(s, parties) for s in counted if grade(voices.voice(s), s.polarity, s.modality) == "Planned"
        )  # fmt: skip
    labels = Counter(s.predicate.label for s in group)
    return Fact(
        id=key.id(),
        subject=key.subject,
        predicate=key.predicate,
        label=known.label if known is not None else min(labels, key=lambda w: (-labels[w], w)),
        object=key.object,
        value=first.object.value if first.object is not None and not key.object else None,
        statement=first.object.statement if first.object is not None and not key.object else "",
        event=happenings.event_of.get(first.id, ""),
        status=status,
        direct=has_direct_edge(
            status,
            confidence,
            rests_on_commitment=known is not None and known.rests_on_commitment,
            voiced=voiced,
            complete=bool(key.subject) and first.object is not None and not self_relation,
        ),
        support=len({origin for origin, s in origins if s.polarity == "affirmed"}),
        opposed=len({origin for origin, s in origins if s.polarity == "negated"}),
        confidence=confidence,
        mirror_of="",
        statements=tuple(s.id for s in group),
    )
