"""Of what each name is: a person, an organisation, a state, a place, …

Invariants: the gazetteer's type goes before a title's, a title's before an ending's (“… Ministry”, “… Inc”), an ending's before what the
parser calls the same words most often in the document; a name that two gazetteer entries bear keeps none unless its type or the document's
states tell which.
"""

from __future__ import annotations

import itertools
import re

from kg.annotations.name import LINKS, Name
from kg.annotations.name_evidence import judge_persons, noun_kind
from kg.annotations.parse import Parse
from kg.annotations.spelling import misspelt
from kg.annotations.vocabulary import Vocabulary


def type_names(parse: Parse, words: Vocabulary, spans: list[Name]) -> None:
    """Give each name its type: the gazetteer's, a title's, an ending's, else what the document calls it most."""
    entries = words.ontology.gazetteer.entries
    votes: dict[str, dict[str, int]] = {}
    keys = [" ".join(parse.lower[n.first : n.last]) for n in spans]
    surnames: set[str] = set()
    lone = {key for key in keys if " " not in key}
    states = frozenset(n.ids[0] for n in spans if len(n.ids) == 1 and entries[n.ids[0]].type == "State")
    homes = [entries[n.ids[0]].located_in for n in spans if len(n.ids) == 1 and entries[n.ids[0]].located_in]
    _take_for_persons(parse, words, spans)
    for name, key in zip(spans, keys, strict=True):
        if len(name.ids) > 1:
            name.ids = _choose(words, name, states, homes)
        if len(name.ids) == 1:
            name.type, name.certain = entries[name.ids[0]].type, True
        elif not name.certain:
            entity = _person(words, key)
            described = _described(parse, words, name)
            ending = ending_type(parse, words, name)
            if not ending and (_holds_office(parse, words, name) or _by_surname(parse, words, name, lone)):
                ending = "Person"
            if entity:
                name.ids, name.type, name.certain = (entity,), "Person", True
                ending = ""
            elif described and not ending:
                ending = described
            if ending:
                name.type, name.certain = ending, True
            elif (
                name.last - name.first in (2, 3)
                and parse.lower[name.first] in words.given
                and name.type in ("?", "Organisation", "Place", "Product", "Work")
                and not parse.words[name.first].isupper()
                and parse.lower[name.last - 1] not in words.ontology.lexicon.organisation_endings
                and not (name.type == "Place" and words.type_of.get(parse.lower[name.last - 1]) == "Place")
            ):
                if name.type == "?" or parse.lower[name.first + 1] not in LINKS:
                    name.type = "Person"
        if name.type == "Person" and name.last - name.first > 1:
            surnames.add(parse.lower[name.last - 1])
            surnames.add(parse.lower[name.first])
        counted = votes.setdefault(key, {})
        if name.type and name.type != "?":
            counted[name.type] = counted.get(name.type, 0) + (3 if name.certain else 1)
    companies = {
        " ".join(parse.lower[n.first : k])
        for n in spans
        if n.type == "Organisation" and n.certain
        for k in range(n.first + 1, n.last)
        if k - n.first > 1 or n.last - n.first == 2
    }
    first_words, inner_words = _company_words(parse, words, spans)
    companies |= first_words - surnames - _places(parse, words, spans, keys)
    inner_words -= surnames
    led = _led(parse, words, spans)
    doubtful = judge_persons(parse, words, spans, keys)
    for name, key in zip(spans, keys, strict=True):
        if not name.certain and (key in companies or key in led or (key in inner_words and name.type not in ("Place", "State", "Group"))):
            name.type = "Organisation"
            continue
        if key in doubtful and name.type == "Person" and not name.certain:
            others = {t: v for t, v in votes[key].items() if t != "Person"}
            name.type = doubtful[key] or (min(others, key=lambda t: (-others[t], t)) if others else "Thing")
            continue
        if name.certain and not (name.type in ("Place", "State") and key in surnames and name.last - name.first == 1 and name.title_first >= 0):
            continue
        if name.last - name.first == 1 and key in surnames and not name.ids:
            name.type = "Person"
            continue
        counted = votes[key]
        if counted:
            best = max(counted.values())
            winners = sorted(t for t, v in counted.items() if v == best)
            name.type = name.type if name.type in winners else winners[0]
        elif name.type == "?" or not name.type:
            name.type = _by_context(parse, words, name)


def _company_words(parse: Parse, words: Vocabulary, spans: list[Name]) -> tuple[set[str], set[str]]:
    """First words, and other words, of the names of companies alone: “Molecular” and “Packaging”, where the text has “Molecular Packaging Inc”."""
    lower = parse.lower
    demonyms = words.ontology.gazetteer.demonyms

    def telling(word: str) -> bool:
        return word not in words.given and word not in words.type_of and word not in demonyms and word not in words.company_endings

    firms = [n for n in spans if n.last - n.first > 2 and n.type == "Organisation" and not n.ids and lower[n.last - 1] in words.company_endings]
    first = {lower[n.first] for n in firms if telling(lower[n.first])}
    inner = {lower[k] for n in firms for k in range(n.first + 1, n.last - 1) if parse.words[k][0].isupper() and telling(lower[k])}
    return first, inner


def _places(parse: Parse, words: Vocabulary, spans: list[Name], keys: list[str]) -> set[str]:
    """Names that the parser takes for a place's and that stand where a place stands (“shipped it to Korea”), never where a firm does."""
    found: set[str] = set()
    firms: set[str] = set()
    for name, key in zip(spans, keys, strict=True):
        head = name.last - 1
        above = parse.heads[head]
        if name.type in ("Place", "State") and parse.deps[head] == "pobj" and parse.lower[above] in _LOCATIVE:
            found.add(key)
        if parse.deps[head] in ("compound", "nmod", "poss") and parse.lemmas[above] in words.ontology.lexicon.firm_words:
            firms.add(key)  # “Avana shares”
    return found - firms


def _person(words: Vocabulary, key: str) -> str:
    """The gazetteer's person whose full name this is but for one letter, or ""."""
    name = tuple(key.split())
    if len(name) < 2:
        return ""
    entries = words.ontology.gazetteer.entries
    fits = {
        entity
        for word in (name[0], name[-1])
        for entity in words.person_parts.get(word, ())
        if any(misspelt(name, tuple(n.lower().split())) for n in (entries[entity].label, *entries[entity].aliases))
    }
    return fits.pop() if len(fits) == 1 else ""


def _described(parse: Parse, words: Vocabulary, name: Name) -> str:
    """The type of a noun right before a name that says what it is: “the aid group Lantern Relief”, “the ferry Aurora”."""
    before = name.first - 1
    if before < 0 or parse.pos[before] != "NOUN" or parse.words[before] != parse.lower[before]:
        return ""
    if not any(parse.heads[k] == before for k in range(name.first, name.last)) and not name.first <= parse.heads[before] < name.last:
        return ""
    kind = noun_kind(words, parse.lemmas[before])
    return kind if kind == "Organisation" or parse.tags[before] == "NN" else ""


def _holds_office(parse: Parse, words: Vocabulary, name: Name) -> bool:
    """Whether an apposition gives a name of several words an office that only a person holds: “Jean-Marc Vernes, president of …”."""
    if name.last - name.first < 2 or parse.lower[name.first] == "the" or parse.words[name.last - 1].isupper():
        return False
    head = name.last - 1
    return any(
        parse.deps[c] == "appos" and c > head and parse.lemmas[c] in words.offices_of_persons and parse.tags[c] in ("NN", "NNP")
        for c in parse.children[head]
    )


def _by_surname(parse: Parse, words: Vocabulary, name: Name, lone: set[str]) -> bool:
    """Whether two words that say something are a person's: the text goes on with the second alone, never with the first."""
    if name.last - name.first != 2 or name.type not in ("Organisation", "?") or parse.words[name.last - 1].isupper():
        return False
    head = name.last - 1
    return (
        parse.lower[head] in lone
        and parse.lower[name.first] not in lone
        and parse.deps[head] == "nsubj"
        and parse.lemmas[parse.heads[head]] in words.speech
        and parse.lower[head] not in words.type_of
        and parse.lower[name.first] not in words.type_of_organisation
    )


def _led(parse: Parse, words: Vocabulary, spans: list[Name]) -> set[str]:
    """Names that stand before the head of an organisation (“Ferruzzi chairman Raul Gardini”), alone and behind a word for one (“Gruppo Ferruzzi”)."""
    lower = parse.lower
    led: set[str] = set()
    for name, following in itertools.pairwise(spans):
        if name.last - name.first > 1 or following.type != "Person" or following.title_first < 0 or lower[name.first] in words.given:
            continue
        gap = following.title_first - name.last
        if gap > 2 or name.titles or any(lower[k] != "'s" and lower[k] not in words.type_of_organisation for k in range(name.last, name.last + gap)):
            continue
        if following.titles and following.titles[0] in words.headships:
            led.add(lower[name.first])
    return led


def _take_for_persons(parse: Parse, words: Vocabulary, spans: list[Name]) -> None:
    """Take a place's entry from a lone surname of a person named in full before, where it is not spoken of as a place: “Jordan retired”."""
    entries = words.ontology.gazetteer.entries
    bearers: set[str] = set()
    places = {e for n in spans for i in n.ids for e in (entries[i].located_in, entries[i].capital) if e}
    for name in spans:
        lone = name.last - name.first == 1
        if not lone and not name.ids and name.type in ("Person", "Organisation", "?") and parse.lower[name.first] in words.given:
            bearers.add(parse.lower[name.last - 1])
        if not lone or not name.ids or parse.lower[name.first] not in bearers or any(entries[i].type not in ("Place", "State") for i in name.ids):
            continue
        head = name.first
        inside = parse.deps[head] == "pobj" and parse.lower[parse.heads[head]] in _LOCATIVE
        if not inside and not places & set(name.ids) and parse.deps[head] in ("nsubj", "nsubjpass", "poss", "dobj", "conj", "pobj"):
            name.ids, name.type, name.certain = (), "Person", True


_LOCATIVE = frozenset(("in", "at", "from", "to", "near", "into", "across", "outside", "throughout"))


def _choose(words: Vocabulary, name: Name, states: frozenset[str], homes: list[str]) -> tuple[str, ...]:
    """Which of several entries a name means: the one of the parser's type; the region among whose neighbours the document moves, else a state
    before its city; a seat of government or the one city that lies in a state of this document; else none."""
    gazetteer = words.ontology.gazetteer
    lands = [i for i in name.ids if gazetteer.entries[i].type == "State"]
    regions = [i for i in name.ids if gazetteer.entries[i].type == "Place"]
    if len(lands) == len(regions) == 1 and lands[0] not in homes and gazetteer.entries[regions[0]].located_in in homes:
        return (regions[0],)  # “Atlanta, Georgia”, in a text that never speaks of Tbilisi
    kinds = {"Place": ("State", "Place"), "Person": ("Person",), "Organisation": ("Organisation",)}.get(
        name.type, ("State", "Place", "Organisation", "Person")
    )
    for kind in kinds:
        fit = tuple(i for i in name.ids if gazetteer.entries[i].type == kind)
        if len(fit) > 1 and kind == "Place":
            near = tuple(i for i in fit if gazetteer.entries[i].located_in in states)
            seat = tuple(i for i in fit if i in gazetteer.seats)
            fit = next((f for f in (near, seat) if len(f) == 1), fit)
        if len(fit) == 1:
            return fit
        if fit:
            return name.ids
    return name.ids


_PRODUCT = re.compile(r"i[A-Z][a-z]\w*")  # “iTunes”
_VERSION = re.compile(r"\d{1,2}(?:\.\d)?")
_CODE = re.compile(r"[A-Z]{1,6}-?\d+[A-Z]?|[A-Z][A-Za-z]+-\d+[A-Z]?")


def ending_type(parse: Parse, words: Vocabulary, name: Name) -> str:
    """The type that a name's own words tell: a company's ending, a noun for an institution or place at its end, a code; "" if none does."""
    last = parse.lower[name.last - 1]
    if _PRODUCT.fullmatch(parse.words[name.first]) and last not in words.type_of:
        return "Product"
    if name.last - name.first == 1 and _CODE.fullmatch(parse.words[name.first]):
        return "Product" if name.type == "Product" else "Thing"
    if name.last - name.first > 1 and _VERSION.fullmatch(last) and parse.lower[name.last - 2] not in words.ontology.lexicon.numbered_nouns:
        if name.type in ("Person", "Event") or (name.type == "Organisation" and parse.words[name.last - 2].isupper()):
            return "Product"  # “Sismik 1”, “HTML 5”
    if name.last - name.first > 1:
        if last in words.ontology.lexicon.award_nouns:
            return "Thing"  # “the Booker Prize”
        if last in words.company_endings:
            return "Organisation"
        if name.type not in ("Place", "State", "Organisation"):
            given = parse.lower[name.first] in words.given
            if last in words.ontology.lexicon.organisation_endings and not given and parse.tags[name.last - 1] in ("NNP", "NNPS"):
                return "Organisation"
            if parse.lower[name.first] in words.ontology.lexicon.organisation_beginnings and not name.titles:
                return "Organisation"  # “Gruppo Ferruzzi”
        kind = words.type_of.get(last, "") or words.type_of.get(parse.lemmas[name.last - 1], "")
        given = parse.lower[name.first] in words.given and name.last - name.first == 2
        if kind == "Place" and given and (name.type == "Person" or not _located(parse, name)):
            return ""  # “Ann Field” is a woman
        if kind == "Event" and name.type in ("Person", "Organisation", "Place"):
            return ""
        if kind and kind != "Person" and not (kind == "Place" and name.type == "Organisation") and name.type != "Work":
            return kind
        for k in range(name.first + 1, name.last - 1):
            if parse.lower[k] in ("of", "for", "on"):
                kind = words.type_of.get(parse.lower[k - 1], "")
                return kind if kind != "Person" else ""
    return ""


def _located(parse: Parse, name: Name) -> bool:
    """Whether a name stands where a place stands: behind an article or a preposition of place."""
    head = name.last - 1
    return any(parse.deps[c] == "det" for c in parse.children[head]) or parse.lower[parse.heads[head]] in ("in", "at", "near", "to", "from", "around")


def _by_context(parse: Parse, words: Vocabulary, name: Name) -> str:
    head = name.last - 1
    word = parse.words[head]
    if name.last - name.first == 1 and word.isupper() and len(word) > 1:
        return "Organisation"
    above = parse.heads[head]
    if parse.deps[head] in ("nsubj", "nsubjpass") and parse.lemmas[above] in words.speech:
        return "Person"
    if parse.deps[head] == "nsubj" and name.last - name.first == 2 and not _located(parse, name) and parse.tags[head] == "NNP":
        return "Person"  # two unknown words that act
    if any(parse.deps[c] == "relcl" and "who" in parse.lower[parse.left[c] : c] for c in parse.children[head]):
        return "Person"
    for child in parse.children[head]:
        if parse.deps[child] == "appos" and parse.lemmas[child] in words.type_of:
            return words.type_of[parse.lemmas[child]]
    return "Thing"
