"""How well an item fits an entity: by name, class, context, and how well known it is.

    score = .3 name + .2 class + .4 context + .1 fame + .1 share         at most 1

A score of .65 is good: a label and the class alone give .5, so something else must speak for an item: that it is well known and the only
one of its name, or that the texts speak of what its description speaks of. Names of people are borne by many: a person who is little
known needs a name in common beside their own, which a country's is not. So does whoever is found by a misspelt name.

Invariants: a score depends on the entity, its texts and the base, not on other entities; it is rounded, so that machines agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p

from kg.entities.chains import family_of
from kg.entities.names import LEGAL_FORMS, normalise
from kg.knowledge.base import KnowledgeBase
from kg.knowledge.classes import CONCEPT, THING
from kg.knowledge.context import Words, forms_of
from kg.knowledge.items import Item
from kg.model import Entity
from kg.ontology.terms import Ontology

NAME, CLASS, CONTEXT, FAME, SHARE = 0.3, 0.2, 0.4, 0.1, 0.1
GOOD = 0.65
DIGITS = 4
# By how a name was found, how much it says.
MATCHES = {"label": 1.0, "alias": 0.9, "variant": 0.8, "acronym": 0.7, "misspelt": 0.6}
SAME_CLASS, SAME_FAMILY, UNKNOWN_CLASS, OTHER_CLASS = 1.0, 0.8, 0.4, 0.0
# What a word in common adds to the context, before its weight: part of a name, or any other; beside the entity, or anywhere in its texts.
NAMED_NEAR, NAMED_FAR, COMMON_NEAR, COMMON_FAR, COUNTRY = 0.5, 0.3, 0.15, 0.05, 0.15
MOST_COMMON = 0.3  # what words that are parts of no name, and countries, can come to together
FAMOUS = 100.0  # a prior from which a thing counts as known to everybody
WELL_KNOWN = 20.0  # a person of this prior needs no other name in common
UNTOLD_FAME = 0.5  # of a base without priors, whose makers chose what to put into it
_UNSURE = (THING, CONCEPT, "")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an entity's texts speak of.

    Attributes:
        near: words beside its mentions and names of its neighbours; far: words of its documents.
        countries: ids of the states of the gazetteer that its documents speak of.
        own: words of its own names, which tell nothing more.
    """

    near: Words
    far: Words
    countries: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an item's description speaks of: words of names, other words, ids of states of the gazetteer, and the words as written."""

    named: frozenset[str]
    common: frozenset[str]
    countries: frozenset[str]
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """How well an item fits an entity.

    Attributes:
        total: in [0, 1].
        named: whether the texts speak of a name that its description speaks of.
        lacking: why it is not enough, where a name in common is needed and there is none; else "".
        reasons: for people.
    """

    total: float
    named: bool
    lacking: str
    reasons: tuple[str, ...]


class Scorer:
    """Scores items.

    Args:
        base: tells how telling words are.
        ontology: classes, and the gazetteer's states with their demonyms.
    """

    def __init__(self, base: KnowledgeBase, ontology: Ontology) -> None:
        self._base = base
        self._ontology = ontology
        self._states: dict[str, str] = {}
        for entry in ontology.gazetteer.entries.values():
            if entry.type == "State":
                for name in (entry.label, *entry.aliases, *entry.demonyms):
                    self._states.setdefault(normalise(name), entry.id)
        self._capitals = {entry.capital: entry.id for entry in ontology.gazetteer.entries.values() if entry.capital}
        self._subjects: dict[int, Subject] = {}
        self._families: dict[str, str] = {}

    def family(self, type: str) -> str:
        """The family of a class: what one thing is never two of."""
        if type not in self._families:
            self._families[type] = "" if type in _UNSURE else family_of(type, self._ontology) or type
        return self._families[type]

    def may_be(self, entity: Entity, item: Item) -> bool:
        """Tell whether an entity may be an item at all.

        A person is nothing but a person; what the gazetteer places in a state is nothing that lies in others.
        """
        one, two = self.family(entity.type), self.family(item.type)
        if one and two and one != two and "Person" in (one, two):
            return False
        state = self._state_of(entity.id) if entity.known else ""
        countries = self.subject(item).countries if state else frozenset[str]()
        return not countries or state in countries

    def _state_of(self, entry: str) -> str:
        """The state in which the gazetteer places an entry of its own, or ""."""
        entries, seen = self._ontology.gazetteer.entries, {entry}
        while (place := entries.get(entry)) is not None and place.type != "State":
            entry = place.located_in or self._capitals.get(entry, "")
            if entry in seen:
                return ""
            seen.add(entry)
        return entry if place is not None and len(seen) > 1 else ""

    def class_agreement(self, entity_type: str, item: Item) -> float:
        """How well classes agree, in [0, 1]."""
        one, two = self.family(entity_type), self.family(item.type)
        if not one or not two:
            return UNKNOWN_CLASS
        if one != two:
            return OTHER_CLASS
        return SAME_CLASS if entity_type == item.type else SAME_FAMILY

    def score(self, entity_type: str, item: Item, match: str, written: str, share: float, around: Surroundings) -> Score:
        """Score an item.

        Args:
            entity_type: class of the entity, without prefix.
            item: a thing that bears one of its names.
            match: how the name was found, a key of `MATCHES`.
            written: the name as the base writes it.
            share: of what all things of the name are known, its part, in [0, 1].
            around: what the entity's texts speak of.
        """
        agreement = self.class_agreement(entity_type, item)
        context, named, words = self._context(item, around)
        fame = UNTOLD_FAME if item.prior is None else min(1.0, log1p(item.prior) / log1p(FAMOUS))
        total = NAME * MATCHES[match] + CLASS * agreement + CONTEXT * context + FAME * fame + SHARE * share
        lacking = ""
        if not named and match == "misspelt":
            lacking = "a name like its own is not enough without another name in common"
        elif not named and self.family(item.type) == "Person" and (item.prior is None or item.prior < WELL_KNOWN):
            lacking = "a person who is not well known is not known by name alone: no other name is in common"
        if item.type == entity_type or not agreement:
            kind = item.type if agreement else f"{item.type} there, {entity_type} here"
        else:
            kind = f"{item.type} there, {entity_type} here, which agree" if agreement > UNKNOWN_CLASS else f"class: {item.type} and {entity_type}"
        reasons = [f"{_HOW[match]} “{written}”", kind]
        reasons.append(f"the texts speak of {', '.join(words[:5])}" if words else "the texts speak of nothing that its description names")
        reasons.append("the only one of this name" if share > 0.999 else f"{share:.0%} of what is known by this name")
        if item.prior is not None:
            reasons.append(f"prior {item.prior:g}")
        return Score(round(min(1.0, total), DIGITS), named, lacking, tuple(reasons))

    def _context(self, item: Item, around: Surroundings) -> tuple[float, bool, list[str]]:
        """How much of what an item's description speaks of the texts speak of, whether a name is among it, and which words."""
        subject = self.subject(item)
        weight = self._base.weight
        hits: list[tuple[float, str]] = []
        for word in sorted((subject.named & around.far.capitals) - around.own):
            hits.append((weight(word) * (NAMED_NEAR if word in around.near.capitals else NAMED_FAR), word))
        named = sum(points for points, _ in hits)
        # a word of a name that stands in the texts without a capital is a word like others
        plain = (subject.common | (subject.named - around.far.capitals)) & around.far.all
        others = [(weight(word) * (COMMON_NEAR if word in around.near.all else COMMON_FAR), word) for word in sorted(plain - around.own)]
        own = {self._states.get(word, "") for word in around.own}
        entries = self._ontology.gazetteer.entries
        others += [(COUNTRY, entries[id].label) for id in sorted((subject.countries & around.countries) - own)]
        total = named + min(MOST_COMMON, sum(sorted(points for points, _ in others)))
        words = [subject.written.get(word, word) for _, word in sorted((*hits, *others), key=lambda hit: (-hit[0], hit[1]))]
        return min(1.0, round(total, DIGITS)), bool(hits), words

    def subject(self, item: Item) -> Subject:
        """What an item's description speaks of."""
        found = self._subjects.get(item.number)
        if found is None:
            found = self._subjects[item.number] = self._read_subject(item)
        return found

    def _read_subject(self, item: Item) -> Subject:
        countries: set[str] = set()
        named: set[str] = set()
        written: dict[str, str] = {str(year): str(year) for year in (item.begin, item.end) if year is not None}
        for relation in item.relations:
            for form, word in forms_of(self._without_states(relation, countries)):
                written.setdefault(form, word)
                if word[0].isupper():
                    named.add(form)
        rest = self._without_states(item.description, countries).split()
        for form, word in forms_of(" ".join(rest)):
            written.setdefault(form, word)
            # the first word of a description has its capital from its place
            if word[0].isupper() and not rest[0].startswith(word):
                named.add(form)
        named -= LEGAL_FORMS
        return Subject(frozenset(named), frozenset(written.keys() - named), frozenset(countries), written)

    def _without_states(self, text: str, found: set[str]) -> str:
        """Take the names of states and what is called after them out of a text."""
        words = text.split()
        kept: list[str] = []
        place = 0
        while place < len(words):
            for length in (4, 3, 2, 1):
                state = self._states.get(normalise(" ".join(words[place : place + length])))
                if state and words[place][:1].isupper():
                    found.add(state)
                    place += length
                    break
            else:
                kept.append(words[place])
                place += 1
        return " ".join(kept)


_HOW = {
    "label": "its name is",
    "alias": "it is also called",
    "variant": "the same words or more are in its name",
    "acronym": "an acronym of",
    "misspelt": "one letter from its name",
}
