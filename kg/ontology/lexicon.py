"""The words, read from `lexicon.ttl` and a user's own files; the head of `lexicon.ttl` documents the format.

Invariants: an entry is a subject with words; each word of an entry gets each frame of the entry and its traits; frames of a lemma keep the
order of the files; a relation, slot, role, class or key that is not known fails with file, line and near choices.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from kg.errors import ConfigurationError
from kg.ontology.prefixes import DEFAULT_BASE, KG, VOCABULARIES, contract
from kg.ontology.schema import Schema
from kg.ontology.terms import Frame, Lexicon, PartOfSpeech, Property, Trait
from kg.ontology.turtle import Properties, Turtle, near

_RDF_TYPE = VOCABULARIES["rdf"] + "type"
_OFFICE = KG + "Office"
_ENTRY = re.compile(r"^(lex:[^\s;,.]+)\s", re.MULTILINE)
_DENOTES = VOCABULARIES["ontolex"] + "denotes"
FRAME_WORDS: Mapping[str, str] = {KG + key: key for key in ("verb", "noun", "light", "role", "adjective")}
TRAIT_WORDS: Mapping[str, str] = {KG + key: key for key in ("verb", "noun", "adjective", "adverb", "auxiliary", "conjunction")}
_PLAIN = (  # lists whose words have nothing beside them
    "emptyNoun",
    "stativeVerb",
    "incompleteWord",
    "supportVerb",
    "negationRaisingVerb",
    "organisationBeginning",
    "organisationEnding",
    "numberedNoun",
    "vaguePlaceNoun",
    "productNoun",
    "workNoun",
    "agentNoun",
    "firmWord",
    "awardNoun",
    "companyEnding",
    "mediaWord",
    "governmentWord",
    "carrierVerb",
    "endingVerb",
    "givingVerb",
    "sendingVerb",
    "blockingVerb",
    "aimNoun",
    "decisionVerb",
    "protester",
    "thoroughfare",
)
_WITH_MORE = (
    "title",
    "personNoun",
    "organisationNoun",
    "placeNoun",
    "groupNoun",
    "givenName",
    "unitWord",
    "eventWord",
    "courtesy",
    "eventVerb",
    "eventNoun",
    "sectorNoun",
)
LIST_WORDS: Mapping[str, str] = {KG + key: key for key in (*_WITH_MORE, *_PLAIN)}
_TRAIT_KEYS: Mapping[str, str] = {KG + key: key for key in ("speech", "modality", "polarity", "factive", "control", "raising")}
_OTHER_KEYS: Mapping[str, str] = {
    KG + key: key
    for key in ("slots", "particle", "carriedBy", "subjectType", "objectType", "weight", "gender", "members", "unit", "factor", "eventType", "sector")
}
_KEYS = {**FRAME_WORDS, **TRAIT_WORDS, **LIST_WORDS, **_TRAIT_KEYS, **_OTHER_KEYS}

SYNTACTIC_SLOTS = frozenset({"subject", "object", "indirect", "complement", "poss", "mod", "agent"})
PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid among around as at before behind "
    "below between beyond by despite during for from "
    "in including inside into near of off on onto outside over per round since through throughout "
    "to toward towards under until up upon via with within without".split()
)
_MODALITIES = ("actual", "planned", "possible", "hypothetical", "desired", "expected", "ordered")
_CONTROLS = ("subject", "object")
_DEFAULT_SLOTS: Mapping[str, tuple[str, ...]] = {
    "verb": ("subject=subject object=object",),
    "role": ("of=object", "poss=object", "mod=object"),
}

Slots = tuple[tuple[str, str], ...]


class _Reader:
    """Gathers the lists of a Lexicon while it goes over the entries of the files."""

    def __init__(self, schema: Schema, namespaces: Mapping[str, str]) -> None:
        self.schema = schema
        self.namespaces = namespaces
        self.frames: dict[str, list[Frame]] = {}
        self.traits: dict[str, list[Trait]] = {}
        self.titles: dict[str, None] = {}
        self.event_types: dict[str, str] = {}
        self.person_nouns: dict[str, str] = {}
        self.organisation_nouns: dict[str, None] = {}
        self.place_nouns: dict[str, None] = {}
        self.group_nouns: dict[str, str] = {}
        self.given_names: dict[str, str] = {}
        self.courtesies: dict[str, str] = {}
        self.units: dict[str, tuple[str, float]] = {}
        self.sets: dict[str, set[str]] = {key: set() for key in _PLAIN}
        self.event_verbs: dict[str, str] = {}
        self.event_nouns: dict[str, str] = {}
        self.sector_nouns: dict[str, str] = {}
        self._slots: dict[str, Slots] = {}

    def short(self, iri: str) -> str:
        return contract(iri, DEFAULT_BASE, self.namespaces)

    def read_entry(self, file: Turtle, iri: str, properties: Properties) -> None:
        """Read one entry: its frames, its traits or its list of words."""
        for key in properties:
            if key.startswith(KG) and key not in _KEYS:
                raise file.wrong(f"lexicon entries have no {contract(key)}", contract(key), remedy=near(contract(key), [contract(k) for k in _KEYS]))
        if _DENOTES in properties:
            self.read_frames(file, iri, properties)
        if any(key in properties for key in _TRAIT_KEYS):
            self.read_traits(file, iri, properties)
        self.read_words(file, iri, properties)

    def read_frames(self, file: Turtle, iri: str, properties: Properties) -> None:
        """Add a frame for each word, relation and slot list of an entry."""
        particle = _first(properties, KG + "particle")
        carriers = tuple(term.value for term in properties.get(KG + "carriedBy", ()))
        subject_type = self.class_of(file, properties, KG + "subjectType")
        object_type = self.class_of(file, properties, KG + "objectType")
        weight = self.number(file, iri, properties, KG + "weight", 1.0)
        if not 0.0 < weight <= 1.0:
            raise file.wrong(f"kg:weight of {self.short(iri)} is {weight}", _local(iri), remedy="weights are above 0 and at most 1")
        relations = [self.relation(file, term.value) for term in properties[_DENOTES]]
        for key, pos in FRAME_WORDS.items():
            words = properties.get(key, ())
            if words and pos == "light" and not carriers:
                raise file.wrong(f"{self.short(iri)} has kg:light but no verbs", _local(iri), remedy="add kg:carriedBy")
            for relation in relations:
                for slots in self.slot_lists(file, iri, properties, pos, relation) if words else ():
                    for word in words:
                        frame = Frame(
                            word.value,
                            cast(PartOfSpeech, pos),
                            relation.id,
                            slots,
                            particle=particle,
                            verbs=carriers if pos == "light" else (),
                            subject_type=subject_type,
                            object_type=object_type,
                            weight=weight,
                        )
                        self.frames.setdefault(word.value, []).append(frame)

    def slot_lists(self, file: Turtle, iri: str, properties: Properties, pos: str, relation: Property) -> list[Slots]:
        """Read `kg:slots`, or the default of the part of speech (both ways round if the relation is symmetric)."""
        texts: list[str] = [term.value for term in properties.get(KG + "slots", ())] or list(_DEFAULT_SLOTS.get(pos, ()))
        if pos == "verb" and KG + "slots" not in properties and relation.symmetric:
            texts.append("subject=both")
        if not texts:
            raise file.wrong(f"{self.short(iri)} has no kg:slots", _local(iri), remedy='write as in kg:slots "poss=subject with=object"')
        lists = [self.parse_slots(file, text) for text in texts]
        for text, slots in zip(texts, lists, strict=True):
            roles = {role for _, role in slots}
            if "both" in roles and not relation.symmetric:
                raise file.wrong(f"both in {text!r}, but {relation.id} is not symmetric", self.short(iri), remedy="name subject and object apart")
            if not ({"both"} <= roles or ({"object"} <= roles and (pos == "role" or "subject" in roles))):
                raise file.wrong(f"{text!r} lacks a subject or an object", self.short(iri), remedy="map a slot to each, or one to both")
        return lists

    def parse_slots(self, file: Turtle, text: str) -> Slots:
        """Read `subject=subject object=goods to=object`; each slot and each role must be known."""
        known = self._slots.get(text)
        if known is not None:
            return known
        pairs: list[tuple[str, str]] = []
        for part in text.split():
            slot, equals, role = part.partition("=")
            if not equals:
                raise file.wrong(f"{part!r} in the slots {text!r}", text, remedy="write slot=role, as in with=object")
            if slot not in SYNTACTIC_SLOTS and slot not in PREPOSITIONS:
                raise file.wrong(f"unknown slot {slot!r} in {text!r}", text, remedy=near(slot, sorted(SYNTACTIC_SLOTS | PREPOSITIONS)))
            if role not in ("subject", "object", "both") and f"kg:{role.removesuffix('!')}" not in self.schema.roles:
                roles = ["subject", "object", "both", *(name.removeprefix("kg:") for name in self.schema.roles)]
                raise file.wrong(f"unknown role {role!r} in {text!r}", text, remedy=near(role, roles))
            pairs.append((slot, role))
        if len({slot for slot, _ in pairs}) < len(pairs):
            raise file.wrong(f"a slot stands twice in {text!r}", text, remedy="write two kg:slots instead")
        self._slots[text] = tuple(pairs)
        return self._slots[text]

    def relation(self, file: Turtle, iri: str) -> Property:
        """Find the relation that an entry denotes."""
        name = self.short(iri)
        relation = self.schema.properties.get(name)
        if relation is None:
            raise file.wrong(f"undefined relation {name}", name, remedy=near(name, self.schema.properties))
        return relation

    def class_of(self, file: Turtle, properties: Properties, key: str) -> str:
        """Read a class, without prefix where it is kg's own."""
        value = _first(properties, key)
        if not value:
            return ""
        name = self.short(value)
        if name not in self.schema.classes:
            raise file.wrong(f"undefined class {name}", name, value, remedy=near(name, self.schema.classes))
        return name.removeprefix("kg:")

    def number(self, file: Turtle, iri: str, properties: Properties, key: str, default: float) -> float:
        """Read a number."""
        value = _first(properties, key)
        try:
            return float(value) if value else default
        except ValueError as error:
            raise file.wrong(f"{contract(key)} of {self.short(iri)} is {value!r}", value, remedy="write a number") from error

    def choice(self, file: Turtle, properties: Properties, key: str, choices: Sequence[str]) -> str:
        """Read one of a few words, or an individual (`kg:Planned`) that stands for it."""
        value = _first(properties, key)
        word = value[len(KG) :].lower() if value.startswith(KG) else value
        if word and word not in choices:
            raise file.wrong(f"{contract(key)} is {self.short(value)}", self.short(value), value, remedy=near(word, choices))
        return word

    def read_traits(self, file: Turtle, iri: str, properties: Properties) -> None:
        """Add a trait for each word of an entry."""
        words = [(pos, term.value) for key, pos in TRAIT_WORDS.items() for term in properties.get(key, ())]
        if not words:
            raise file.wrong(f"{self.short(iri)} has traits but no words", _local(iri), remedy='add words, as in kg:verb "say"')
        flags = {key: self.choice(file, properties, KG + key, ("true", "false")) == "true" for key in ("speech", "factive", "raising")}
        modality = self.choice(file, properties, KG + "modality", _MODALITIES)
        polarity = self.choice(file, properties, KG + "polarity", ("negated",))
        control = self.choice(file, properties, KG + "control", _CONTROLS)
        for pos, word in words:
            trait = Trait(word, pos, flags["speech"], modality, polarity, flags["factive"], control, flags["raising"])
            self.traits.setdefault(word, []).append(trait)

    def event_type(self, file: Turtle, iri: str, properties: Properties) -> str:
        """Read the PLOVER type of an entry's event words."""
        found = self.short(_first(properties, KG + "eventType"))
        if found not in self.schema.event_types:
            raise file.wrong(f"undefined event type {found!r}", found, _local(iri), remedy=near(found, self.schema.event_types))
        return found

    def read_words(self, file: Turtle, iri: str, properties: Properties) -> None:
        """Add the words of the lists: titles, nouns, given names, units, event words."""
        gender = self.choice(file, properties, KG + "gender", ("m", "f"))
        for key, target in ((KG + "title", self.titles), (KG + "organisationNoun", self.organisation_nouns), (KG + "placeNoun", self.place_nouns)):
            for term in properties.get(key, ()):
                target[term.value] = None
        for key, words in self.sets.items():
            words.update(term.value for term in properties.get(KG + key, ()))
        for term in properties.get(KG + "personNoun", ()):
            self.person_nouns[term.value] = gender
        for term in properties.get(KG + "givenName", ()):
            self.given_names[term.value.casefold()] = gender
        for term in properties.get(KG + "courtesy", ()):
            self.courtesies[term.value] = gender
        if KG + "groupNoun" in properties:
            members = self.class_of(file, properties, KG + "members")
            for term in properties[KG + "groupNoun"]:
                self.group_nouns[term.value] = members
        if KG + "unitWord" in properties:
            unit, factor = _first(properties, KG + "unit"), self.number(file, iri, properties, KG + "factor", 1.0)
            if not unit:
                raise file.wrong(f"{self.short(iri)} has unit words but no unit", _local(iri), remedy='add kg:unit "m3"')
            for term in properties[KG + "unitWord"]:
                self.units[term.value] = (unit, factor)
        for key, typed in (("eventWord", self.event_types), ("eventVerb", self.event_verbs), ("eventNoun", self.event_nouns)):
            if KG + key in properties:
                event_type = self.event_type(file, iri, properties)
                for term in properties[KG + key]:
                    typed.setdefault(term.value, event_type)
        if KG + "sectorNoun" in properties:
            sector = _first(properties, KG + "sector")
            if not sector:
                raise file.wrong(f"{self.short(iri)} has sector nouns but no sector", _local(iri), remedy='add kg:sector "GOV"')
            for term in properties[KG + "sectorNoun"]:
                self.sector_nouns.setdefault(term.value, sector)


def read_lexicon(files: Sequence[Turtle], schema: Schema, namespaces: Mapping[str, str], frames: Sequence[Frame] = ()) -> Lexicon:
    """Read the words of lexicon files.

    Args:
        files: parsed files; subjects without words are left to other readers.
        schema: the relations, roles, classes and event types that entries may name.
        namespaces: prefixes that the files declare beyond kg's own.
        frames: frames from elsewhere (`relations.csv`), tried after those of the files.

    Returns:
        The lexicon.

    Raises:
        ConfigurationError: an entry names something unknown; with file, line and near choices.
    """
    reader = _Reader(schema, namespaces)
    triggers = {**FRAME_WORDS, **TRAIT_WORDS, **LIST_WORDS, _DENOTES: "denotes"}
    for file in files:
        _check_names(file)
        for iri, properties in file.subjects.items():
            if any(term.value == _OFFICE for term in properties.get(_RDF_TYPE, ())):
                continue
            if any(key in triggers for key in properties):
                reader.read_entry(file, iri, properties)
            elif iri.startswith(VOCABULARIES["lex"]):
                raise file.wrong(f"{contract(iri)} has no words", _local(iri), remedy="add kg:verb, kg:noun, ...: see the head of lexicon.ttl")
    for frame in frames:
        reader.frames.setdefault(frame.lemma, []).append(frame)
    return Lexicon(
        frames={lemma: tuple(dict.fromkeys(found)) for lemma, found in reader.frames.items()},
        traits={lemma: tuple(dict.fromkeys(found)) for lemma, found in reader.traits.items()},
        titles=tuple(sorted(reader.titles, key=lambda title: (-len(title.split()), title))),
        event_types=reader.event_types,
        person_nouns=reader.person_nouns,
        organisation_nouns=tuple(sorted(reader.organisation_nouns)),
        place_nouns=tuple(sorted(reader.place_nouns)),
        group_nouns=reader.group_nouns,
        given_names=reader.given_names,
        units=reader.units,
        empty_nouns=frozenset(reader.sets["emptyNoun"]),
        stative_verbs=frozenset(reader.sets["stativeVerb"]),
        support_verbs=frozenset(reader.sets["supportVerb"]),
        incomplete_words=frozenset(reader.sets["incompleteWord"]),
        negation_raising_verbs=frozenset(reader.sets["negationRaisingVerb"]),
        organisation_beginnings=frozenset(reader.sets["organisationBeginning"]),
        organisation_endings=frozenset(reader.sets["organisationEnding"]),
        numbered_nouns=frozenset(reader.sets["numberedNoun"]),
        vague_place_nouns=frozenset(reader.sets["vaguePlaceNoun"]),
        product_nouns=frozenset(reader.sets["productNoun"]),
        work_nouns=frozenset(reader.sets["workNoun"]),
        agent_nouns=frozenset(reader.sets["agentNoun"]),
        firm_words=frozenset(reader.sets["firmWord"]),
        award_nouns=frozenset(reader.sets["awardNoun"]),
        company_endings=frozenset(reader.sets["companyEnding"]),
        courtesies=reader.courtesies,
        media_words=frozenset(reader.sets["mediaWord"]),
        government_words=frozenset(reader.sets["governmentWord"]),
        event_verbs=reader.event_verbs,
        event_nouns=reader.event_nouns,
        carrier_verbs=frozenset(reader.sets["carrierVerb"]),
        ending_verbs=frozenset(reader.sets["endingVerb"]),
        giving_verbs=frozenset(reader.sets["givingVerb"]),
        sending_verbs=frozenset(reader.sets["sendingVerb"]),
        blocking_verbs=frozenset(reader.sets["blockingVerb"]),
        aim_nouns=frozenset(reader.sets["aimNoun"]),
        decision_verbs=frozenset(reader.sets["decisionVerb"]),
        protesters=frozenset(reader.sets["protester"]),
        thoroughfares=frozenset(reader.sets["thoroughfare"]),
        sector_nouns=reader.sector_nouns,
    )


def _check_names(file: Turtle) -> None:
    """Refuse two entries of one name, whose words and slots would run into one another."""
    seen: set[str] = set()
    for match in _ENTRY.finditer(file.text):
        if match[1] in seen:
            line = file.text.count("\n", 0, match.start()) + 1
            raise ConfigurationError(f"{file.path}:{line}: a second entry {match[1]}", remedy="give it a name of its own")
        seen.add(match[1])


def _first(properties: Mapping[str, Sequence[Any]], key: str) -> str:
    terms = properties.get(key)
    return str(terms[0].value) if terms else ""


def _local(iri: str) -> str:
    return contract(iri)
