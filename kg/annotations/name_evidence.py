"""What the text around a name says it is, where only the parser's guess says that it is a person.

Invariants: evidence is weighed over all mentions of the same words in a document; a lone word is a person's only if something speaks for it (a
given name, a title, speech, “he” or “who” beside it, a person named with it); what speaks for nothing is a Thing.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotations.name import Name
from kg.annotations.parse import Parse
from kg.annotations.vocabulary import FEMININE, MASCULINE, Vocabulary

_HUMAN = MASCULINE | FEMININE | {"who", "whom"}
_INSIDE = frozenset(("on", "in", "via", "into", "at", "inside"))


def judge_persons(parse: Parse, words: Vocabulary, spans: Sequence[Name], keys: Sequence[str]) -> dict[str, str]:
    """Say of names that the parser takes for persons what they rather are.

    Args:
        parse: of the document.
        words: the ontology's tables.
        spans: names by position.
        keys: their words in lower case, joined by blanks.

    Returns:
        By key, the type that the text supports, "" where it supports none; persons are absent.
    """
    guessed = {key for name, key in zip(spans, keys, strict=True) if name.type == "Person" and not name.ids}
    if not guessed:
        return {}
    at = {i: name for name in spans for i in range(name.first, name.last)}
    sure: set[str] = set()
    said: dict[str, dict[str, int]] = {}
    against: dict[str, int] = {}
    spoken: set[str] = set()
    for name, key in zip(spans, keys, strict=True):
        if key not in guessed:
            continue
        thing = _is_thing(parse, words, name)
        given = parse.lower[name.first] in words.given and not (thing and " " not in key)  # not “an Oscar host”
        if name.type == "Person" and (name.certain or given or _is_human(parse, words, name, at)):
            sure.add(key)
            continue
        if kind := described_as(parse, words, name) or _beside(parse, words, name, at):
            counted = said.setdefault(key, {})
            counted[kind] = counted.get(kind, 0) + 1
        if acts_as_person(parse, words, name):
            spoken.add(key)
        elif thing:
            against[key] = against.get(key, 0) + 1
    people = {word for key in sure for word in key.split()}
    people |= {word for name, key in zip(spans, keys, strict=True) if name.type == "Person" and name.ids for word in key.split()}
    people |= {key for key in guessed if key in words.person_parts}  # “Biden”, whom the gazetteer knows
    people |= {key.rsplit(" ", 1)[-1] for name, key in zip(spans, keys, strict=True) if name.type == "Person" and " " in key and key not in against}
    found: dict[str, str] = {}
    for key in sorted(guessed - sure):
        kinds = said.get(key, {})
        kind = min(kinds, key=lambda k: (-kinds[k], k)) if kinds else ""
        if people & set(key.split()) or kind == "Person" or (not kind and key in spoken):
            continue
        if kind or key in against or " " not in key:
            found[key] = kind
    return found


def described_as(parse: Parse, words: Vocabulary, name: Name) -> str:
    """The type that an apposition or a predicate gives a name: “Lorna, a chain of shops”, “the newspaper, Lorna”, “Lorna is a film”; else ""."""
    head = name.last - 1
    nouns = [c for c in parse.children[head] if parse.deps[c] == "appos" and c > head and parse.pos[c] == "NOUN"]
    above = parse.heads[head]
    if parse.deps[head] == "appos" and above < name.first and parse.pos[above] == "NOUN":
        nouns.append(above)
    if parse.deps[head] == "nsubj" and parse.lemmas[above] in ("be", "become", "remain"):
        nouns.extend(c for c in parse.children[above] if parse.deps[c] == "attr" and parse.pos[c] == "NOUN")
    for noun in nouns:
        if kind := noun_kind(words, parse.lemmas[noun]):
            return kind
    return ""


def noun_kind(words: Vocabulary, noun: str) -> str:
    """Of what type a thing is that is called by a noun, "" where the noun says nothing or is said of firms and people alike."""
    lexicon = words.ontology.lexicon
    if noun in lexicon.product_nouns:
        return "Product"
    if noun in lexicon.work_nouns:
        return "Work"
    if noun in lexicon.agent_nouns:
        return ""
    if noun in words.type_of_organisation:
        return "Organisation"
    kind = words.type_of.get(noun, "")
    return kind if kind in ("Person", "Place") else ""


def acts_as_person(parse: Parse, words: Vocabulary, name: Name) -> bool:
    """Whether a name is the subject of a verb of speech or of a verb in the past right behind it."""
    head = name.last - 1
    if parse.deps[head] != "nsubj":
        return False
    return parse.lemmas[parse.heads[head]] in words.speech or parse.tags[head + 1 : head + 2] == ["VBD"]


def _is_human(parse: Parse, words: Vocabulary, name: Name, at: dict[int, Name]) -> bool:
    """Whether a name is joined with a person's, or “he”, “her” or “who” stands behind it in its clause, or it does what only people do."""
    head = name.last - 1
    above = parse.heads[head]
    other = at.get(above) if parse.deps[head] == "conj" else None
    if other is not None and other.type == "Person" and (other.certain or parse.lower[other.first] in words.given):
        return True
    if any(parse.deps[c] == "relcl" and parse.lower[parse.left[c]] in ("who", "whom", "whose") for c in parse.children[head]):
        return True
    if parse.deps[head] not in ("nsubj", "nsubjpass"):
        return False
    if parse.deps[head] == "nsubj" and parse.lemmas[above] in words.done_by_persons:
        return True  # “Halvorsen resigned”
    for c in parse.children[above]:
        if parse.lower[c] == "as" and any(
            parse.lemmas[k] in words.role_gender and parse.lemmas[k] not in words.ontology.lexicon.agent_nouns for k in parse.children[c]
        ):
            return True  # “Ginsberg will act as chief executive”
    stop = parse.right[above] + 1
    return any(parse.lower[k] in _HUMAN for k in range(name.last, stop)) and not any(
        n.first >= name.last for n in (at[k] for k in range(name.last, stop) if k in at) if n.type in ("Person", "?")
    )


def _beside(parse: Parse, words: Vocabulary, name: Name, at: dict[int, Name]) -> str:
    """The type of what a name is joined with (“Bull, NEC and Honeywell”), or Organisation before what only firms have (“Lorna shares”)."""
    head = name.last - 1
    if parse.deps[head] in ("compound", "nmod", "poss") and parse.lemmas[parse.heads[head]] in words.ontology.lexicon.firm_words:
        return "Organisation"
    others = [parse.heads[head]] if parse.deps[head] == "conj" else []
    others.extend(c for c in parse.children[head] if parse.deps[c] == "conj")
    for k in others:
        other = at.get(k)
        if other is not None and (other.type == "Organisation" or (other.ids and other.type in ("Place", "State"))):
            return "Organisation" if other.type == "Organisation" else "Place"
    if name.last - name.first == 1 and len(parse.words[head]) > 2 and parse.words[head].isupper():
        return "Organisation"
    return ""


def _is_thing(parse: Parse, words: Vocabulary, name: Name) -> bool:
    """Whether a name is treated as a thing: “on Twitter”, “the Polaroid”, “Polaroid, which”."""
    head = name.last - 1
    above = parse.heads[head]
    return (
        any(parse.deps[c] == "det" or (parse.deps[c] == "relcl" and "which" in parse.lower[parse.left[c] : c]) for c in parse.children[head])
        or (parse.deps[head] in ("compound", "nmod") and parse.lemmas[above] not in words.role_gender and parse.pos[above] == "NOUN")
        or (parse.deps[head] == "pobj" and parse.lower[above] in _INSIDE)
    )
