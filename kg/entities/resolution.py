"""From chains to entities: the sieves in their order, most certain first.

Invariants: each sieve visits its candidates in an order that depends on the documents and not on how they were given; candidates
meet only under a shared key (a gazetteer entry, a document's surname, a full name), so work grows with the number of chains; a
chain that fits two clusters joins neither and is `possibly` both. Multi-pass sieves after Raghunathan et al. (2010).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.corrections import Replay
from kg.entities import across, anchors, within
from kg.entities.chains import Profile, profile_chains, profile_publisher
from kg.entities.clusters import Clusters
from kg.entities.correcting import Corrector
from kg.entities.families import settle_families
from kg.entities.identities import Identities
from kg.entities.ledger import Ledger
from kg.entities.making import make_entities
from kg.entities.recognition import Recognise, take_recognitions
from kg.model import Document, Extraction
from kg.ontology.terms import Ontology


def resolve_entities(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    ontology: Ontology,
    replay: Replay | None = None,
    *,
    recognise: Recognise | None = None,
) -> Identities:
    """Say who is who over a set of documents.

    Args:
        documents: each id once, in any order.
        extractions: one a document, in any order.
        ontology: classes, titles and the gazetteer.
        replay: corrections of people, if there are any; the extractions are those that `part_chains` gave.
        recognise: looks entities up in a base of known things, if there is one.

    Returns:
        Entities, the entity of each chain and of each publisher, and the reasons.

    Raises:
        KeyError: for an extraction whose document is not among `documents`.

    Example:
        >>> from kg.ontology.terms import Gazetteer, Lexicon
        >>> from kg.model import Mention, Span
        >>> def said(doc, name, start):
        ...     span = Span(doc, start, start + len(name), name)
        ...     return Mention(f"{doc}{start}", span, "Person", f"{doc}-{name}", "name", name=name)
        >>> docs = [Document("a", "a", "Ada Byron met Byron"), Document("b", "b", "Ada Byron")]
        >>> both = (said("a", "Ada Byron", 0), said("a", "Byron", 14))
        >>> found = [Extraction("a", "", both, ()), Extraction("b", "", (said("b", "Ada Byron", 0),), ())]
        >>> who = resolve_entities(docs, found, Ontology({}, {}, Lexicon(), Gazetteer(), ""))
        >>> [(e.label, len(e.mentions)) for e in who.entities]
        [('Ada Byron', 3)]
    """
    by_id = {d.id: d for d in documents}
    profiles: list[Profile] = []
    publisher_index: dict[str, int] = {}
    publishers: dict[str, str] = {}
    for document in sorted(by_id.values(), key=lambda d: d.id):
        if document.publisher and document.publisher.strip():
            profile = profile_publisher(document.publisher.strip(), ontology)
            publishers[document.id] = profile.chain
            if profile.chain not in publisher_index:
                publisher_index[profile.chain] = len(profiles)
                profiles.append(profile)
    names = {publishers[d]: by_id[d].publisher or "" for d in sorted(publishers, reverse=True)}
    profiles.extend(profile_chains(by_id, extractions, ontology))
    profiles = settle_families(profiles)

    ledger = Ledger(profiles)
    corrector = Corrector(profiles, replay, ontology) if replay else None
    if corrector:
        corrector.set_types()
        corrector.set_entries(ledger)
    several = anchors.anchor(profiles, ontology, ledger, corrector.barred if corrector else {})
    if corrector:
        corrector.settle_entries(ledger)
    clusters = Clusters(profiles, frozenset(ontology.lexicon.given_names))
    if corrector:
        corrector.tell_apart(clusters, ledger)
        corrector.join(clusters, ledger)
    anchors.join_entries(profiles, clusters, ledger, several)
    within.join_within_documents(profiles, clusters, ledger)
    across.join_across_documents(profiles, clusters, ledger, ontology)
    labels, types = (corrector.names(kind, clusters) if corrector else {} for kind in ("label", "type"))

    def make() -> Identities:
        return make_entities(profiles, clusters, ledger, extractions, ontology, publishers, publisher_labels=names, labels=labels, types=types)

    return make() if recognise is None else take_recognitions(make, profiles, clusters, ledger, publishers, recognise)
