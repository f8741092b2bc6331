"""The ontology's words as this room looks them up: by token, in lower case.

Invariants: a vocabulary is made once for an ontology and never changed; what is known about the world comes from the ontology, what stands
here is grammar (closed classes of English words).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.ontology.terms import Ontology, Property

MASCULINE = frozenset(("he", "him", "his", "himself"))
FEMININE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST = frozenset(("i", "me", "my", "mine", "myself"))
FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
SECOND = frozenset(("you", "your", "yours", "yourself", "yourselves"))
PERSONAL = MASCULINE | FEMININE | NEUTER | PLURAL | FIRST | FIRST_PLURAL | SECOND
CITIES = frozenset(("city", "town", "village", "capital"))
HEADSHIPS = frozenset(("kg:chairOf", "kg:ceoOf", "kg:directorOf", "kg:presidentOf"))
SPOKEN_FOR = HEADSHIPS | frozenset(
    f"kg:{name}" for name in ("spokespersonFor", "vicePresidentOf", "headOf", "leaderOf", "governorOf", "secretaryGeneralOf", "coachOf", "ministerOf")
)
NAME_ENDINGS = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
ENTITY_TYPES = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group", "EVENT": "Event",
    "WORK_OF_ART": "Work", "LAW": "Law", "PRODUCT": "Product",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Look-up tables of one ontology.

    Attributes:
        ontology: where they come from.
        names: by a name's first word in lower case, its names as (casefolded name, exact form or "", ids), longest first.
        titles: title phrases, lower case; title_words: the longest phrase's number of words.
        role_gender: nouns for people with their gender; titles' last words count as such nouns.
        type_of: noun lemma to type (Person, Organisation, Place, Event, …).
        bare: nouns that are titles only, and mean a person only behind a determiner (“the justice”).
        person_parts: by the casefolded last or first word of a gazetteer person's name, ids.
        offices: by (office's last words, state or organisation), (begin, end, person) in order.
        holders: by person, its offices as (role, of, begin, end).
        speech: lemmas of verbs of speech.
        type_of_organisation: nouns for organisations.
        given: given names with their gender.
        offices_of_persons: role nouns that only a person can hold (“president”, “wife”).
        headships: of these, those of the heads of organisations (“chairman”).
        demonym_ends: last words of demonyms of two words (“South Korean”).
        company_endings: “inc”, “ltd”.
        courtesies: “mr”, with gender.
        done_by_persons: verbs that express nothing but what people do, and do to nothing (“resign”).
        spokesmen: role nouns of those who speak for what they serve (“vice president”, “spokeswoman”).
    """

    ontology: Ontology
    names: dict[str, list[tuple[str, str, tuple[str, ...]]]]
    titles: frozenset[str]
    title_words: int
    role_gender: dict[str, str]
    type_of: dict[str, str]
    bare: frozenset[str]
    person_parts: dict[str, tuple[str, ...]]
    offices: dict[str, list[tuple[str, str, str, str]]]
    holders: dict[str, tuple[tuple[str, str, str, str], ...]]
    speech: frozenset[str]
    type_of_organisation: frozenset[str]
    given: dict[str, str]
    offices_of_persons: frozenset[str] = frozenset()
    headships: frozenset[str] = frozenset()
    demonym_ends: frozenset[str] = frozenset()
    done_by_persons: frozenset[str] = frozenset()
    company_endings: frozenset[str] = frozenset()
    courtesies: Mapping[str, str] = field(default_factory=dict)
    spokesmen: frozenset[str] = frozenset()


_last: list[Vocabulary] = []


def vocabulary(ontology: Ontology) -> Vocabulary:
    """Give the look-up tables of an ontology; those of the last one asked for are kept.

    Args:
        ontology: whose lexicon and gazetteer to index.

    Returns:
        The tables.
    """
    if not _last or _last[0].ontology is not ontology:
        _last[:] = [_make(ontology)]
    return _last[0]


def _make(ontology: Ontology) -> Vocabulary:
    lexicon, gazetteer = ontology.lexicon, ontology.gazetteer
    names: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    spelled: dict[str, set[str]] = {}
    for entry in gazetteer.entries.values():
        for name in (entry.label, *entry.aliases):
            spelled.setdefault(name.casefold(), set()).add(name)
    for folded, ids in gazetteer.names.items():
        forms = spelled.get(folded, set())
        # an acronym is a name only in capitals: “US” is a country, “us” is not
        exact = min(forms) if len(forms) == 1 and min(forms).isupper() and len(folded) <= 5 else ""
        first = first_word(folded)
        if first:
            names.setdefault(first, []).append((folded, exact, ids))
    for listed in names.values():
        listed.sort(key=lambda item: (-len(item[0]), item[0]))
    titles = frozenset(t.casefold() for t in lexicon.titles)
    role_gender = {noun.casefold(): gender for noun, gender in lexicon.person_nouns.items()}
    nouns = frozenset(role_gender)
    for title in sorted(titles):
        role_gender.setdefault(title.split(" of ", 1)[0].rsplit(" ", 1)[-1], lexicon.courtesies.get(title, ""))
    type_of: dict[str, str] = {}
    for lemma, frames in lexicon.frames.items():
        if any(f.pos == "noun" for f in frames):
            type_of[lemma] = "Event"
    type_of.update({noun: "Event" for noun in lexicon.event_types if noun not in type_of})
    type_of.update(dict.fromkeys(_folded(lexicon.place_nouns), "Place"))
    for noun, kind in lexicon.group_nouns.items():
        singular = noun.casefold().removesuffix("s")
        singular = f"{singular[:-2]}y" if singular.endswith("ie") else singular
        if kind == "State" and type_of.get(singular, "Place") == "Place" and singular not in CITIES:
            type_of[singular] = "State"
    type_of.update(dict.fromkeys(_folded(lexicon.organisation_nouns), "Organisation"))
    type_of.update(dict.fromkeys(role_gender, "Person"))
    parts: dict[str, set[str]] = {}
    offices: dict[str, list[tuple[str, str, str, str]]] = {}
    holders: dict[str, tuple[tuple[str, str, str, str], ...]] = {}
    for entry in gazetteer.entries.values():
        if entry.type == "Person":
            for name in (entry.label, *entry.aliases):
                for word in name.casefold().split():
                    parts.setdefault(word, set()).add(entry.id)
            holders[entry.id] = tuple((o.role.casefold(), o.of, o.begin, o.end) for o in entry.offices)
            for office in entry.offices:
                offices.setdefault(office.of, []).append((office.role.casefold(), office.begin, office.end, entry.id))
    for held in offices.values():
        held.sort()
    speech = frozenset(lemma for lemma, traits in lexicon.traits.items() if any(t.speech and t.pos == "verb" for t in traits))
    return Vocabulary(
        ontology,
        names,
        titles,
        max((t.count(" ") + 1 for t in titles), default=0),
        role_gender,
        type_of,
        frozenset(role_gender) - nouns,
        {word: tuple(sorted(ids)) for word, ids in parts.items()},
        offices,
        holders,
        speech,
        frozenset(_folded(lexicon.organisation_nouns)),
        {name.casefold(): gender for name, gender in lexicon.given_names.items()},
        _roles(ontology, lambda relation: relation.domain == "kg:Person") - frozenset(_folded(lexicon.organisation_nouns)),
        _roles(ontology, lambda relation: relation.id in HEADSHIPS),
        frozenset(demonym.rsplit(" ", 1)[1] for demonym in gazetteer.demonyms if " " in demonym),
        _deeds(ontology),
        lexicon.company_endings,
        lexicon.courtesies,
        spokesmen=_roles(ontology, lambda relation: relation.id in SPOKEN_FOR) | {"official", "officer", "executive", "secretary"},
    )


def _deeds(ontology: Ontology) -> frozenset[str]:
    """Verbs without an object all of whose relations want a person as subject (“resign from”)."""
    wanted = {name: p.domain for name, p in ontology.properties.items()}
    found = set()
    for lemma, frames in ontology.lexicon.frames.items():
        verbs = [f for f in frames if f.pos == "verb" and not f.particle]
        if verbs and all(wanted.get(f.property) == "kg:Person" and not any(slot == "object" for slot, _ in f.slots) for f in verbs):
            found.add(lemma)
    return frozenset(found)


def _roles(ontology: Ontology, fits: Callable[[Property], bool]) -> frozenset[str]:
    properties = ontology.properties
    return frozenset(
        lemma
        for lemma, frames in ontology.lexicon.frames.items()
        if any(f.pos == "role" and f.property in properties and fits(properties[f.property]) for f in frames)
    )


def _folded(words: Iterable[str]) -> list[str]:
    return [w.casefold() for w in words]


def first_word(name: str) -> str:
    """The first token that the tokeniser makes of a name, in lower case.

    Example:
        >>> first_word("guinea-bissau"), first_word("u.s. state department")
        ('guinea', 'u.s.')
    """
    word = name.split(" ", 1)[0]
    for mark in ("-", "–", "'s", "’s", "/", ","):
        if mark in word:
            head = word.split(mark, 1)[0]
            if head:
                word = head
    return word
