"""Who speaks: outlets, agencies and other speakers; the origin of each statement; for whom a speaker can commit.

Invariants: an outlet that is cited by itself speaks in its own voice; the origin of a statement is the outermost speaker, else the
publisher of the earliest copy of its document; a speaker commits for itself, for what it holds an office in on the day of the
document (gazetteer or office stated in the graph), and for the state whose seat or government it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.entities import Identities
from kg.facts.status import Voice
from kg.model import Attribution, Document, Entity, Statement
from kg.ontology.terms import Ontology

# Kinds of gazetteer organisations that relay news.
MEDIA_KINDS = frozenset(("agency", "newspaper", "broadcaster", "magazine", "outlet"))
# Kinds of what speaks for the state that it belongs to.
GOVERNMENT_KINDS = frozenset(("ministry", "government", "parliament"))
# Holding one of these, or a relation below one, is to speak for the organisation or state held.
OFFICES = ("kg:leaderOf", "kg:ministerOf", "kg:spokespersonFor")
_STEPS = 3


class Voices:
    """Knows speakers.

    Args:
        documents: all documents.
        statements: all statements; those of offices say who can commit for whom.
        identities: who is who.
        ontology: gazetteer and office relations.
        copy_of: earliest copy of each document, from `kg.facts.duplicates.copies`.
    """

    def __init__(
        self, documents: Sequence[Document], statements: Iterable[Statement], identities: Identities, ontology: Ontology, copy_of: Mapping[str, str]
    ) -> None:
        self._documents = {d.id: d for d in documents}
        self._entity_of = identities.entity_of
        self._publisher_of = identities.publisher_of
        self._entities = {e.id: e for e in identities.entities}
        self._gazetteer = ontology.gazetteer
        self._media_words, self._government_words = ontology.lexicon.media_words, ontology.lexicon.government_words
        self._copy_of = copy_of
        self._outlets = set(identities.publisher_of.values())
        self._media: dict[str, bool] = {}
        self._spoken_for: dict[tuple[str, str], frozenset[str]] = {}
        offices = {name for name in ontology.properties if _is_office(name, ontology)}
        self._held: dict[str, set[str]] = defaultdict(set)
        for s in statements:
            if s.predicate.id in offices and s.polarity == "affirmed" and s.modality == "actual" and s.object is not None:
                holder, held = self._entity_of.get(s.subject.chain, ""), self._entity_of.get(s.object.chain, "")
                if holder and held and holder != held:
                    self._held[holder].add(held)
        self._people = {word for frames in ontology.lexicon.frames.values() for f in frames if f.pos == "role" and f.property in offices
                        for word in f.lemma.casefold().split()}  # fmt: skip

    def speaker(self, attribution: Attribution) -> str:
        """Give the entity of a speaker, or "" if its words stand for none."""
        return self._entity_of.get(attribution.chain, "") if attribution.chain else ""

    def is_medium(self, entity: str) -> bool:
        """Tell whether an entity relays news: a publisher of a document, a medium of the gazetteer, or an organisation named like one."""
        if entity not in self._media:
            self._media[entity] = self._looks_like_medium(entity)
        return self._media[entity]

    def _looks_like_medium(self, entity: str) -> bool:
        if entity in self._outlets:
            return True
        entry = self._gazetteer.entries.get(entity)
        if entry is not None and entry.kind:
            return entry.kind in MEDIA_KINDS
        known = self._entities.get(entity)
        return known is not None and known.type == "Organisation" and not self._media_words.isdisjoint(known.label.casefold().split())

    def voice(self, statement: Statement) -> Voice:
        """Say in whose voice a statement stands.

        Returns:
            `outlet` without attribution or where the outlet cites only itself; `agency` where all speakers relay news; else `speaker`.
        """
        speakers = [self.speaker(a) for a in statement.attribution]
        publisher = self._publisher_of.get(statement.document, "")
        if all(s and s == publisher for s in speakers):
            return "outlet"
        return "agency" if all(s and self.is_medium(s) for s in speakers) else "speaker"

    def origin(self, statement: Statement) -> tuple[str, ...]:
        """Give what a statement goes back to; equal for statements that are no independent witnesses."""
        earliest = self._copy_of.get(statement.document, statement.document)
        if statement.attribution:
            root = statement.attribution[-1]
            entity = self.speaker(root)
            known = self._entities.get(entity)
            if known is not None and (known.known or entity in self._outlets or any(m.kind == "name" for m in known.mentions)):
                return ("entity", entity)
            return ("words", earliest, " ".join((root.label or root.text).casefold().split()))
        publisher = self._publisher_of.get(earliest, "")
        return ("entity", publisher) if publisher else ("document", earliest)

    def commits(self, statement: Statement, parties: Iterable[str]) -> bool:
        """Tell whether a speaker of a statement is a party, holds an office of a party, or speaks for a state that is one.

        Args:
            statement: its chain of attribution.
            parties: entity ids.
        """
        wanted = frozenset(p for p in parties if p)
        day = self._documents[statement.document].published or ""
        return any((speaker := self.speaker(a)) and not wanted.isdisjoint(self.spoken_for(speaker, day)) for a in statement.attribution)

    def spoken_for(self, speaker: str, day: str) -> frozenset[str]:
        """Give all for whom a speaker can commit on an ISO day ("" for any): itself, its offices, its state, and theirs."""
        key = (speaker, day)
        if key not in self._spoken_for:
            found = {speaker}
            edge = {speaker}
            for _ in range(_STEPS):
                edge = {t for e in edge for t in self._directly_for(e, day)} - found
                found |= edge
            self._spoken_for[key] = frozenset(found)
        return self._spoken_for[key]

    def _directly_for(self, entity: str, day: str) -> set[str]:
        found = set(self._held.get(entity, ()))
        entry = self._gazetteer.entries.get(entity)
        if entry is not None:
            for office in entry.offices:
                if not day or ((not office.begin or office.begin <= day) and (not office.end or day <= office.end)):
                    found.add(office.of)
            if entry.kind in GOVERNMENT_KINDS and entry.located_in:
                found.add(entry.located_in)
        known = self._entities.get(entity)
        if known is not None and (entry is None or not entry.kind):
            found |= self._state_in_name(known)
        found.discard(entity)
        return found

    def _state_in_name(self, entity: Entity) -> set[str]:
        """States whose demonym or name stands in the words for a government or office: “the Chinese government”, “Russia's president”."""
        if entity.known or entity.type not in ("Organisation", "Person", "Group", "Thing") or self.is_medium(entity.id):
            return set()
        found: set[str] = set()
        texts = {entity.label, *entity.aliases, *(m.span.text for m in entity.mentions if m.kind == "nominal")}
        for text in texts:
            words = [w.removesuffix("'s").removesuffix("\u2019s") for w in text.casefold().replace("\u2019", "'").split()]
            if self._government_words.isdisjoint(words) and (entity.type == "Organisation" or self._people.isdisjoint(words)):
                continue
            for word in words:
                states = {self._gazetteer.demonyms.get(word, "")} | set(self._gazetteer.names.get(word, ()))
                states = {s for s in states if s and self._gazetteer.entries[s].type == "State"}
                if len(states) == 1:
                    found |= states
        return found if len(found) == 1 else set()


def _is_office(name: str, ontology: Ontology, depth: int = 0) -> bool:
    """Tell whether a relation is one of `OFFICES` or below one."""
    if name in OFFICES:
        return True
    known = ontology.properties.get(name)
    return known is not None and depth < 16 and any(_is_office(parent, ontology, depth + 1) for parent in known.parents)
