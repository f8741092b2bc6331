"""Which thing of a base an entity is, if it is sure.

The names of an entity are looked up as they are; where nothing is found, its words (a middle name more, another order), then what is one
letter away. Candidates are scored (`scoring`). The best is linked if it is good and clearly ahead; where others are as good, the entity is
possibly each of them; else it is none, and the reasons say what was lacking.

Invariants: entities that the gazetteer links to a data set get no other link to it; an entity that resolution itself could not decide about
is not looked up; the outcome depends on the set of documents and the base, not on any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.entities import Identities, Recognition, Verdict
from kg.entities.names import compare_people, is_acronym, is_misspelling, normalise, strip_legal_form
from kg.knowledge.base import KnowledgeBase, Named
from kg.knowledge.context import Words, joined, telling_words
from kg.knowledge.items import Item
from kg.knowledge.scoring import GOOD, MATCHES, Score, Scorer, Surroundings
from kg.knowledge.storage import ACRONYM, LABEL
from kg.model import Document, Entity, Statement
from kg.ontology.terms import Ontology

AHEAD = 0.1
AHEAD_OF_NAMED = 0.25  # of a rival that the texts speak of by name as well: perhaps they speak of both
MOST_POSSIBLE = 5
WINDOW = 160  # characters on either side of a mention that are beside it
MENTIONS_READ, DOCUMENTS_READ = 24, 12
BEGINNING = 2  # letters that a misspelt word shares with the right one
MISSPELT_LENGTH = 5
_LOOKED_UP_FAMILIES = ("Person", "Organisation")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that bears a name of the entity: how the name was found, and as the base writes it."""

    item: Item
    match: str
    written: str


class Linker:
    """Looks entities up in a base; give it to `kg.entities.resolve_entities` as `recognise`.

    Args:
        base: open.
        ontology: classes and the gazetteer.
        documents: the texts.
        statements: tell which entities have to do with which.
    """

    def __init__(self, base: KnowledgeBase, ontology: Ontology, documents: Iterable[Document], statements: Iterable[Statement]) -> None:
        self._base = base
        self._ontology = ontology
        self._scorer = Scorer(base, ontology)
        self._texts = {document.id: document.text for document in documents}
        self._statements = tuple(statements)
        self._words = lru_cache(maxsize=4096)(lambda document: telling_words(self._texts[document]))

    def __call__(self, identities: Identities) -> list[Recognition]:
        """Look up the named entities.

        Args:
            identities: who is who so far.

        Returns:
            For each entity that some item may be, the decision about it: one item, several that are possible, or the best that is not
            good enough.
        """
        entities = {entity.id: entity for entity in identities.entities}
        publishers = set(identities.publisher_of.values())
        neighbours = self._neighbours(identities)
        countries = _countries(identities.entities)
        found: list[Recognition] = []
        for entity in identities.entities:
            if entity.possibly or not (entity.id in publishers or any(mention.kind == "name" for mention in entity.mentions)):
                continue
            candidates = self._candidates(entity)
            if candidates:
                beside = [entities[other].label for other in sorted(neighbours.get(entity.id, ())) if other in entities]
                found.extend(self._decide(entity, candidates, self._surroundings(entity, beside, countries)))
        return found

    # -------------------------------------------------------------------------------------------- names
    def _candidates(self, entity: Entity) -> list[Candidate]:
        """The items that an entity may be by name and class, each with the best of its names."""
        best: dict[int, Candidate] = {}
        for written in (entity.label, *entity.aliases):
            for candidate in self._named(written, entity):
                self._keep(candidate, entity, best)
        if not best and self._scorer.family(entity.type) in _LOOKED_UP_FAMILIES:
            for written in (entity.label, *entity.aliases):
                for candidate in self._like(normalise(written), entity):
                    self._keep(candidate, entity, best)
        return [best[number] for number in sorted(best)]

    def _keep(self, candidate: Candidate, entity: Entity, best: dict[int, Candidate]) -> None:
        item = candidate.item
        if not self._scorer.may_be(entity, item) or any(_dataset(item.iri) == _dataset(address) for address in entity.same_as):
            return
        before = best.get(item.number)
        if before is None or MATCHES[candidate.match] > MATCHES[before.match]:
            best[item.number] = candidate

    def _named(self, written: str, entity: Entity) -> Iterator[Candidate]:
        """What bears a name exactly; a person's single name must be the whole of the label."""
        person = self._scorer.family(entity.type) == "Person"
        normal = normalise(written)
        forms = dict.fromkeys((normal, strip_legal_form(normal)) if self._scorer.family(entity.type) == "Organisation" else (normal,))
        for form in forms:
            for named in self._base.named(form):
                if named.kind == ACRONYM and not is_acronym(written):
                    continue
                if person and " " not in form and named.kind != LABEL:
                    continue
                match = "acronym" if named.kind == ACRONYM else "label" if named.kind == LABEL else "alias"
                yield Candidate(named.item, match, named.written)

    def _like(self, name: str, entity: Entity) -> Iterator[Candidate]:
        """What bears a name of two words or more that is nearly this one."""
        words = name.split()
        if len(words) < 2:
            return
        given = self._ontology.lexicon.given_names
        if self._scorer.family(entity.type) == "Person":
            for named in self._base.with_words((words[0], words[-1])):
                if named.kind != ACRONYM and compare_people(name, named.name, given) in ("one has a middle name more", "same words in another order"):
                    yield Candidate(named.item, "variant", named.written)
        for named in self._misspelt(words):
            if named.kind != ACRONYM and is_misspelling(name, named.name, given):
                yield Candidate(named.item, "misspelt", named.written)

    def _misspelt(self, words: Sequence[str]) -> Iterator[Named]:
        """Names with all of the words but one, and one that begins like it."""
        for place, word in enumerate(words):
            if len(word) >= MISSPELT_LENGTH:
                yield from self._base.with_words([*words[:place], *words[place + 1 :]], word[:BEGINNING])

    # -------------------------------------------------------------------------------------------- context
    def _neighbours(self, identities: Identities) -> dict[str, set[str]]:
        """By entity, the entities that a statement names beside it."""
        entity_of = identities.entity_of
        found: dict[str, set[str]] = {}
        for statement in self._statements:
            arguments = (statement.subject, statement.object, *statement.arguments, statement.qualifiers.place)
            named = {entity_of[a.chain] for a in arguments if a is not None and a.chain in entity_of}
            if len(named) > 1:
                for entity in named:
                    found.setdefault(entity, set()).update(named - {entity})
        return found

    def _surroundings(self, entity: Entity, beside: Sequence[str], countries: dict[str, set[str]]) -> Surroundings:
        names = {entity.label, *entity.aliases}
        windows = []
        for mention in entity.mentions[:MENTIONS_READ]:
            span = mention.span
            text = self._texts[span.document]
            windows.append(text[max(0, span.start - WINDOW) : span.start] + " " + text[span.end : span.end + WINDOW])
        documents = sorted({mention.span.document for mention in entity.mentions})[:DOCUMENTS_READ]
        near = telling_words("\n".join((*windows, *beside)))
        far = joined((near, *(self._words(document) for document in documents)))
        own = telling_words(" ".join(sorted(names))).all | {word for name in names for word in normalise(name).split()} | {*map(normalise, names)}
        spoken = frozenset(state for document in documents for state in countries.get(document, ()) if state != entity.id)
        return Surroundings(near, Words(far.all, far.capitals), spoken, frozenset(own))

    # -------------------------------------------------------------------------------------------- the decision
    def _decide(self, entity: Entity, candidates: Sequence[Candidate], around: Surroundings) -> list[Recognition]:
        shares = _shares([candidate.item for candidate in candidates])
        scored = [
            (self._scorer.score(entity.type, c.item, c.match, c.written, share, around), c.item) for c, share in zip(candidates, shares, strict=True)
        ]
        scored.sort(key=lambda pair: (-pair[0].total, pair[0].lacking, pair[1].number))
        best, item = scored[0]
        rivals = [pair for pair in scored[1:] if best.total - pair[0].total < (AHEAD_OF_NAMED if pair[0].named and best.named else AHEAD)]
        if best.total < GOOD or best.lacking:
            return [_recognition(entity, item, best, "no", best.lacking or f"not good enough: {GOOD} is needed")]
        if rivals:
            contenders = [(best, item), *(pair for pair in rivals if pair[0].total >= GOOD and not pair[0].lacking)]
            if len(contenders) == 1:
                return [_recognition(entity, item, best, "no", f"not clearly ahead of {rivals[0][1].label} ({rivals[0][1].iri})")]
            names = ", ".join(other.iri for _, other in contenders[:MOST_POSSIBLE])
            why = f"{len(contenders)} fit about as well: {names}"
            return [_recognition(entity, other, score, "possibly", why) for score, other in contenders[:MOST_POSSIBLE]]
        if len(scored) > 1:
            second, other = scored[1]
            return [_recognition(entity, item, best, "same", f"{best.total - second.total:.2f} ahead of {other.label} ({other.iri})")]
        return [_recognition(entity, item, best, "same")]


def _recognition(entity: Entity, item: Item, score: Score, verdict: Verdict, *more: str) -> Recognition:
    described = f": {item.description}" if item.description else ""
    reasons = (f"{item.label}{described}", *score.reasons, *more)
    return Recognition(entity.id, item.iri, verdict, score.total, reasons)


def _shares(items: Sequence[Item]) -> list[float]:
    """Of what all items are known, the part of each; an item without a prior counts as little known."""
    weights = [1.0 + (item.prior or 0.0) for item in items]
    total = sum(weights)
    return [weight / total for weight in weights]


def _countries(entities: Iterable[Entity]) -> dict[str, set[str]]:
    """By document, the states of the gazetteer that it speaks of."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        if entity.known and entity.type == "State":
            for mention in entity.mentions:
                found.setdefault(mention.span.document, set()).add(entity.id)
    return found


def _dataset(address: str) -> str:
    """What comes before the local name of an IRI."""
    return address[: max(address.rfind("/"), address.rfind("#")) + 1]
