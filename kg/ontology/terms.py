"""What the ontology says, as records: classes, properties, the lexicon's frames and traits, the gazetteer's entries.

Invariants: everything here comes from the Turtle files of `ontology/` (and a user's own); nothing about the world or the
language is written in Python. Ids are prefixed names: `kg:met`, `kg:Person`, `plover:CONSULT`; `rel:` is for what is minted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class: `id` (`kg:Person`), English label, direct superclasses, and classes of other vocabularies that instances are typed with too."""

    id: str
    label: str
    parents: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property of direct edges.

    Attributes:
        id: `kg:met`.
        label: reads between subject and object (“met”).
        symmetric: written both ways.
        inverse: id of the inverse property, or "".
        parents: super-properties.
        domain, range: classes (`kg:Person`) that subject and object should have, or "" for any.
        rests_on_commitment: a plan counts if a party voices it (supplies, cooperates with).
        happening: True for events (met, attacked), False for standing relations (president of, borders, supplies).
        event_type: PLOVER type of its events, or "".
        subject_role, object_role: roles of the two in the event's n-ary node (`participant`, `agent`, `patient`, `recipient`, ...).
    """

    id: str
    label: str
    symmetric: bool = False
    inverse: str = ""
    parents: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""
    rests_on_commitment: bool = False
    happening: bool = True
    event_type: str = ""
    subject_role: str = "agent"
    object_role: str = "patient"


PartOfSpeech = Literal["verb", "noun", "light", "role", "adjective"]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a word with its arguments expresses a property.

    Attributes:
        lemma: head word's lemma (`supply`, `talk`, `president`); for `light`, the noun (`talks` has lemma `talk`) carried by `verbs`.
        pos: `verb` (supply), `noun` (an event noun: meeting, visit, deal), `light` (hold + talks), `role` (president, capital: the noun's
            holder is the subject), `adjective` (ready, loyal; with `be`).
        property: id of the property expressed.
        slots: from a syntactic slot to `subject`, `object` or a role. Syntactic slots: `subject`, `object`, `indirect`, `complement`
            (an infinitive or clause), `poss` (whose), `mod` (a demonym or name before the noun), a preposition (`with`, `to`, `of`,
            `between`; `agent` is the passive's by-phrase, which is turned round into `subject` before frames are looked up).
            A frame applies if every slot mapped to `subject` or `object` is filled. Where one slot stands for both (a plural
            subject of a symmetric verb: “Xi and Putin met”; `between`), map it to `both`.
        particle: a verb's particle (`carry` + `out`) or "".
        verbs: light verbs that may carry the noun (hold, have, make, pay, sign), for `light`.
        subject_type, object_type: classes without prefix that the fillers must have (a subclass will do), or "" for any.
        weight: in (0, 1], how sure the mapping is.
    """

    lemma: str
    pos: PartOfSpeech
    property: str
    slots: tuple[tuple[str, str], ...]
    particle: str = ""
    verbs: tuple[str, ...] = ()
    subject_type: str = ""
    object_type: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Trait:
    """What a word does to the clause below it (its complement, or its infinitive).

    Attributes:
        lemma: the word (`say`, `plan`, `deny`, `fail`, `ready`, `likely`, `refuse`).
        pos: `verb`, `noun`, `adjective`, `adverb`, `auxiliary` (will, may, should), `conjunction` (if, unless).
        speech: True if its subject is the speaker of the complement (say, write, claim, deny, according).
        modality: modality of the complement (`planned`, `desired`, `possible`, ...) or "" to leave it.
        polarity: `negated` if the complement did not happen or is denied (fail, refuse, deny), else "".
        factive: True if the complement is presented as true (know, reveal, welcome, regret).
        control: `subject` or `object`: which argument is the subject of its infinitive; "" if it takes none.
        raising: True if its subject is really the infinitive's (expect-passive, seem, be due to), so it says nothing of its own.
    """

    lemma: str
    pos: str
    speech: bool = False
    modality: str = ""
    polarity: str = ""
    factive: bool = False
    control: str = ""
    raising: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words. `frames` and `traits` are keyed by lemma; `titles` are role nouns that stand before a name, lower case, longest
    first where they share words (“foreign minister”, “president”); `event_types` maps a lemma to a PLOVER type where no property
    fits; `person_nouns` are nouns for people (`leader` → `m`/`f`/"" gender); `group_nouns` are nouns that may stand for several
    entities named before (leaders, sides, ministers, countries), in the plural as written, mapped to the class of the members;
    `given_names` are case-folded and map to `m` or `f`; `units` map words (singular and plural) to a unit and what a number before
    them is to be multiplied by; `empty_nouns` say nothing of their own as the object of a preposition (“at a time of”);
    `support_verbs` leave the meaning to their object (“experience relations with”); `stative_verbs` tell what holds rather than what
    happens (“own”, “contain”); `incomplete_words` say nothing without their complement (“is interested”, “gets”); the complement of a negated
    `negation_raising_verbs` is what is denied (“does not think that”); `organisation_beginnings` and `organisation_endings` begin and end
    the names of organisations and of little else (“Gruppo”, “Airways”); a number behind one of the `numbered_nouns` counts parts
    (“Chapter 11”) and is no version of a product; `vague_place_nouns` are places only beside a name (“state of Texas”, not “state of shock”);
    `product_nouns` and `work_nouns` say what named things are that are made (“the ferry Aurora”); `agent_nouns` are nouns for people
    that firms and states are called too (“its rival Acme”); `firm_words` are what only firms have (“Acme shares”); `award_nouns` end what
    is won (“the Player of the Year award”); `company_endings` are companies' forms behind their names; `courtesies` stand before a
    person's name and map to `m`, `f` or ""; `media_words` and `government_words` tell by its name what relays news or speaks for a state."""

    frames: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    traits: Mapping[str, tuple[Trait, ...]] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    event_types: Mapping[str, str] = field(default_factory=dict)
    person_nouns: Mapping[str, str] = field(default_factory=dict)
    organisation_nouns: tuple[str, ...] = ()
    place_nouns: tuple[str, ...] = ()
    group_nouns: Mapping[str, str] = field(default_factory=dict)
    given_names: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    empty_nouns: frozenset[str] = frozenset()
    support_verbs: frozenset[str] = frozenset()
    stative_verbs: frozenset[str] = frozenset()
    incomplete_words: frozenset[str] = frozenset()
    negation_raising_verbs: frozenset[str] = frozenset()
    organisation_beginnings: frozenset[str] = frozenset()
    organisation_endings: frozenset[str] = frozenset()
    numbered_nouns: frozenset[str] = frozenset()
    vague_place_nouns: frozenset[str] = frozenset()
    product_nouns: frozenset[str] = frozenset()
    work_nouns: frozenset[str] = frozenset()
    agent_nouns: frozenset[str] = frozenset()
    firm_words: frozenset[str] = frozenset()
    award_nouns: frozenset[str] = frozenset()
    company_endings: frozenset[str] = frozenset()
    courtesies: Mapping[str, str] = field(default_factory=dict)
    media_words: frozenset[str] = frozenset()
    government_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Office:
    """An office and who held it when: `role` is a title (“president”), `of` the local name of the state or organisation, dates are ISO or ""."""

    role: str
    of: str
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A gazetteer entry.

    Attributes:
        id: local name of the IRI (`Russia`, `Vladimir_Putin`), without base.
        type: class without prefix (State, Person, Organisation, Place).
        label: preferred English name.
        aliases: other names, as written.
        demonyms: “Russian”, “Russians”.
        capital, seat: ids of the capital and of other seats or metonyms of its government (“Moscow”, “Kremlin”), for states.
        located_in: id of the state or region, for places.
        offices: for persons.
        kind: for organisations: `agency` (a news agency), `newspaper`, `broadcaster`, `alliance`, `ministry`, `company`, ... or "".
        same_as: Wikidata IRIs.
        gender: for persons, `m`, `f` or "".
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    located_in: str = ""
    offices: tuple[Office, ...] = ()
    kind: str = ""
    same_as: tuple[str, ...] = ()
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by id; `names` maps a case-folded name or alias to the ids that bear it (sorted); `demonyms` maps a case-folded
    demonym to an id; `seats` maps the id of a capital or seat to the state (Brussels: the union) whose government it stands for."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)

    def lies_in(self, inner: str, outer: str) -> bool:
        """Tell whether an entry is another or lies in it, over any number of steps.

        Example:
            >>> Gazetteer({"Beijing": Entry("Beijing", "Place", "Beijing", located_in="China")}).lies_in("Beijing", "China")
            True
        """
        seen: set[str] = set()
        while inner and inner not in seen:
            if inner == outer:
                return True
            seen.add(inner)
            entry = self.entries.get(inner)
            inner = entry.located_in if entry else ""
        return False


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of it.

    Attributes:
        classes, properties: by prefixed name.
        digest: hash of the files it was read from, in order; `files` are their paths.
        roles: labels of the roles by prefixed name (`kg:goods`).
        event_types: labels of the event types by prefixed name (`plover:CONSULT`).
        broader: the next wider event type of each (`plover:CONSULT` is verbal cooperation).
        terms: labels (or "") of every term that the files define, by prefixed name.
        prefixes: namespaces that a user's files declare beyond kg's own.
    """

    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, Property]
    lexicon: Lexicon
    gazetteer: Gazetteer
    digest: str
    files: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    event_types: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def is_a(self, type: str, ancestor: str) -> bool:
        """Tell whether a class (without prefix) is `ancestor` or below it; any class is below "".

        Example:
            >>> Ontology({"kg:State": OntologyClass("kg:State", "state", ("kg:Place",))}, {}, Lexicon(), Gazetteer(), "").is_a("State", "Place")
            True
        """
        if not ancestor or type == ancestor:
            return True
        entry = self.classes.get(f"kg:{type}")
        return entry is not None and any(self.is_a(p.removeprefix("kg:"), ancestor) for p in entry.parents)
