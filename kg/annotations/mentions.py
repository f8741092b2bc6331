"""Every noun phrase, name, pronoun and demonym of a document, as drafts that coreference then joins in chains.

Invariants: drafts are by position (first, then the wider) and never cross; a name covers the name only, a nominal its determiner,
premodifiers, head, a short “of …” phrase and what else restricts the noun; words in boilerplate and in time expressions give none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.annotations.metonyms import acts
from kg.annotations.name import Name
from kg.annotations.noun_phrases import completed, noun_phrase
from kg.annotations.parse import Parse
from kg.annotations.pleonastic import is_pleonastic
from kg.annotations.vocabulary import FEMININE, MASCULINE, NEUTER, PERSONAL, PLURAL, Vocabulary

ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj", "appos", "poss", "ROOT", "agent", "oprd"))
_INDEFINITE = frozenset(f"{a}{b}" for a in ("some", "any", "every", "no") for b in ("one", "body", "thing")) | {"no-one", "none"}
_EDGES = frozenset("\" “ ” „ « » ' ‘ ’ `` '' ( ) [ ] { } < > , ; :".split())
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "acy", "dom")
_ROLE_PREFIXES = ("under", "vice-", "ex-", "co-", "sub")
_PERSON_ENDINGS = ("man", "men", "woman", "women", "person", "people", "holder", "keeper", "worker", "goer", "seeker", "folk")
_PEOPLE = frozenset(
    "poor rich elderly young old sick wounded injured dead homeless unemployed disabled blind missing innocent accused deceased powerful wealthy "
    "needy hungry many few others".split()
)
_WHOLE = frozenset(("Person", "Group", "Organisation", "State", "Place"))  # the noun says who or where they are
_DEICTIC = frozenset(("this", "that", "these", "those"))


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making.

    `chain` is the number of its chain, `ids` the gazetteer's entries it may mean, `core` its end without what restricts it behind its noun, or 0.
    """

    first: int
    last: int
    head: int
    kind: str
    type: str
    name: str = ""
    titles: tuple[str, ...] = ()
    gender: str = ""
    ids: tuple[str, ...] = ()
    metonym: bool = False
    plural: bool = False
    chain: int = -1
    members: tuple[int, ...] = ()
    lemma: str = ""
    certain: bool = False
    core: int = 0


def draft_mentions(parse: Parse, words: Vocabulary, names: Sequence[Name], skip: Sequence[bool], timed: Sequence[bool], text: str) -> list[Draft]:
    """Draft the mentions of a document.

    Args:
        parse: of the document.
        words: the ontology's tables.
        names: by position.
        skip: tokens that are not news.
        timed: tokens that lie in time expressions.
        text: the reading that the parse was made of.

    Returns:
        Drafts by position, the wider first.
    """
    drafts: list[Draft] = []
    covered: dict[int, Draft] = {}
    titled: dict[int, Draft] = {}
    for name in names:
        draft = _name(parse, words, name, text)
        drafts.append(draft)
        for i in range(name.first, name.last):
            covered[i] = draft
        for i in range(max(name.title_first, 0), name.first) if name.title_first >= 0 else ():
            titled[i] = draft
    spans: dict[int, tuple[int, int]] = {}
    demonyms, demonym_ends = words.ontology.gazetteer.demonyms, words.demonym_ends
    pos, lower, deps, tags = parse.pos, parse.lower, parse.deps, parse.tags
    for i, p in enumerate(pos):
        if p in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "VERB", "ADV") and not skip[i] and not timed[i]:
            word = lower[i]
            wide = i
            if word in demonym_ends and i and f"{lower[i - 1]} {word}" in demonyms and i - 1 not in covered and parse.words[i - 1][0].isupper():
                word, wide = f"{lower[i - 1]} {word}", i - 1  # “South Korean”
            if word in demonyms and parse.words[i][0].isupper() and not (p in ("NOUN", "PROPN") and deps[i] in ARGUMENTS and deps[i] != "poss"):
                inside = covered.get(i)
                if inside is None or (inside.last - inside.first > 1 and inside.type == "Organisation"):
                    entry = words.ontology.gazetteer.entries.get(demonyms[word])
                    drafts.append(
                        Draft(wide, i + 1, i, "demonym", entry.type if entry else "State", entry.label if entry else "", ids=(demonyms[word],))
                    )
                continue
            if i in covered:
                continue
            if p == "PRON" or word in PERSONAL:
                made = _pronoun(parse, i)
            elif p in ("NOUN", "PROPN"):
                if i in titled or deps[i] == "compound" or (deps[i] in ("nmod", "amod", "npadvmod", "advmod") and tags[i] != "NNS"):
                    continue
                made = _nominal(parse, words, i, covered, spans, timed)
            elif p == "VERB":
                continue
            else:
                made = _headless(parse, i, covered, spans, words)
            if made is not None:
                drafts.append(made)
    drafts.sort(key=lambda d: (d.first, -d.last))
    return _uncrossed(drafts)


def _name(parse: Parse, words: Vocabulary, name: Name, text: str) -> Draft:
    first, last = name.first, name.last
    bottom = name.title_first if name.title_first >= 0 else first
    head = last - 1
    for i in range(last - 1, bottom - 1, -1):
        if not bottom <= parse.heads[i] < last or parse.heads[i] == i:
            head = i
            break
    plural = parse.tags[last - 1] == "NNPS" and name.type in ("Group",)
    gender = name.gender
    entry = words.ontology.gazetteer.entries.get(name.ids[0]) if len(name.ids) == 1 else None
    if name.type == "Person":
        gender = (entry.gender if entry is not None else "") or gender or words.given.get(parse.lower[first], "")
    elif name.type not in ("Group", "Thing"):
        gender = "n"
    seats = words.ontology.gazetteer.seats
    metonym = len(name.ids) == 1 and name.ids[0] in seats and acts(parse, words, head)
    label = " ".join(text[parse.start[first] : parse.end[last - 1]].split())
    if "'" in label:  # as written, where the reading has only another apostrophe
        written = " ".join(parse.text[parse.start[first] : parse.end[last - 1]].split())
        label = written if written.replace("’", "'") == label else label
    return Draft(
        first, last, head, "name", name.type, label, name.titles, gender, name.ids, metonym, plural, lemma=parse.lower[last - 1], certain=name.certain
    )


# ------------------------------------------------------------------------------------------------ pronouns
def _pronoun(parse: Parse, i: int) -> Draft | None:
    word = parse.lower[i]
    if parse.tags[i] in ("WDT", "WP", "IN"):
        return None  # a relative pronoun is what its clause hangs on
    if word in MASCULINE:
        return Draft(i, i + 1, i, "pronoun", "Person", gender="m", lemma=word)
    if word in FEMININE:
        return Draft(i, i + 1, i, "pronoun", "Person", gender="f", lemma=word)
    if word in NEUTER:
        return None if word == "it" and is_pleonastic(parse, i) else Draft(i, i + 1, i, "pronoun", "Thing", gender="n", lemma=word)
    if word in PLURAL:
        return Draft(i, i + 1, i, "pronoun", "Group", plural=True, lemma=word)
    if word in PERSONAL:
        return Draft(i, i + 1, i, "pronoun", "Person", plural=word in ("we", "us", "our", "ours", "ourselves"), lemma=word)
    if word in _DEICTIC and parse.deps[i] in ARGUMENTS:
        return Draft(i, i + 1, i, "pronoun", "Thing", gender="n", plural=word in ("these", "those"), lemma=word)
    return None  # “someone” and “nothing” name nothing


# ------------------------------------------------------------------------------------------------ noun phrases
def _nominal(
    parse: Parse, words: Vocabulary, i: int, covered: dict[int, Draft], spans: dict[int, tuple[int, int]], timed: Sequence[bool]
) -> Draft | None:
    word = parse.lower[i]
    if not (word[0].isalpha() or len(word) > 2) or word in _INDEFINITE:
        return None
    if word == "one" and i and parse.lower[i - 1] in ("no", "any", "every", "some"):
        return None
    if word in ("%", "pct", "percent", "p.m.", "a.m.", "c.", "ca.", "circa"):
        return None
    if (i and parse.words[i - 1] == "-" and parse.end[i - 1] == parse.start[i]) or (
        i + 1 < len(parse.words) and parse.words[i + 1] == "-" and parse.end[i] == parse.start[i + 1]
    ):
        if parse.deps[i] not in ARGUMENTS or (i + 1 < len(parse.words) and parse.words[i + 1] == "-"):
            return None  # part of a compound: “face-to-face”
    first, last = _trimmed(parse, i, *noun_phrase(parse, i, covered, spans))
    plural = parse.tags[i] in ("NNS", "NNPS")
    lemma = parse.lemmas[i]
    kind = noun_type(words, lemma, word)
    if kind == "Person":
        kind = _person_or_thing(parse, words, i, last, covered)
    gender = ""
    if kind in ("State", "Organisation", "Place") and (parse.lower[first] == "no" or (kind != "Organisation" and _vague(parse, words, i, covered))):
        kind = "Thing"
    if (
        kind == "Person"
        and lemma in words.bare
        and parse.pos[first] not in ("DET", "PRON")
        and parse.deps[first] != "poss"
        and parse.deps[i] != "appos"
        and not lemma.startswith(_ROLE_PREFIXES)
    ):
        kind = ""
    if kind == "Person":
        gender = words.role_gender.get(lemma, "")
        if plural:
            kind = "Group"
    elif kind in ("State", "Organisation") and plural:
        kind = "Group"
    elif not kind:
        if word in words.ontology.gazetteer.demonyms or (i and f"{parse.lower[i - 1]} {word}" in words.ontology.gazetteer.demonyms):
            kind, plural = "Group", True
        elif _who(parse, i):
            kind = "Group" if plural else "Person"
        else:
            kind = "Concept" if lemma.endswith(_ABSTRACT) else "Thing"
    if kind not in ("Person", "Group"):
        gender = "n"
    core = last
    if kind not in _WHOLE:
        last = completed(parse, i, last, covered, spans, timed)
    draft = Draft(first, last, i, "nominal", kind, gender=gender, plural=plural, lemma=lemma, core=core)
    if kind in ("Person", "Group"):
        draft.titles = _role_phrase(parse, words, i)
    return draft


def _person_or_thing(parse: Parse, words: Vocabulary, i: int, last: int, covered: dict[int, Draft]) -> str:
    """What a noun for people is in its phrase: “music player” and “Woman of the Year award” are things, “computer maker” is a firm."""
    lexicon, lemma = words.ontology.lexicon, parse.lemmas[i]
    before = i - 1 if i and parse.deps[i - 1] == "compound" and parse.heads[i - 1] == i else -1
    if before >= 0:
        pair = f"{parse.lemmas[before]} {lemma}"
        name = covered.get(before)
        if pair in lexicon.product_nouns or (name is not None and name.type == "Product" and lemma not in words.offices_of_persons):
            return ""
        if lemma in words.type_of_organisation and pair not in words.role_gender and (name is None or name.type != "Person"):
            return "Organisation"
    if last > i + 1 and parse.words[i][0].isupper() and parse.lemmas[last - 1] in lexicon.award_nouns:
        return ""
    return "Person"


def _trimmed(parse: Parse, head: int, first: int, last: int) -> tuple[int, int]:
    """A phrase without quotation marks and brackets at its edges."""
    while first < head and parse.words[first] in _EDGES:
        first += 1
    while last - 1 > head and parse.words[last - 1] in _EDGES:
        last -= 1
    return first, last


def _vague(parse: Parse, words: Vocabulary, i: int, covered: dict[int, Draft]) -> bool:
    """Whether a noun for a place means none: “in place of talks”, “a state of shock”, “a sea of troubles”, “an unsettled state”."""
    lemma = parse.lemmas[i]
    if lemma not in words.ontology.lexicon.vague_place_nouns:
        return False
    for child in parse.children[i]:
        if child > i and parse.deps[child] == "prep" and parse.lower[child] == "of":
            return not any(k in covered or noun_type(words, parse.lemmas[k], parse.lower[k]) in ("Place", "State") for k in parse.children[child])
    first = parse.left[i]
    if first == i:
        return True  # “at sea”, “in place”, “in areas”
    return lemma == "place" or (lemma == "state" and parse.lower[first] in ("a", "an") and parse.deps[i] == "pobj" and i - first > 1)


def noun_type(words: Vocabulary, lemma: str, word: str) -> str:
    """The type that the lexicon gives a noun, or ""."""
    kind = words.type_of.get(lemma) or words.type_of.get(word, "")
    if kind:
        return kind
    if any(lemma.startswith(p) and lemma.removeprefix(p) in words.role_gender for p in _ROLE_PREFIXES):
        return "Person"
    if lemma.endswith(_PERSON_ENDINGS) and lemma not in ("human", "ottoman", "roman", "talisman"):
        return "Person"
    group = words.ontology.lexicon.group_nouns
    members = group.get(lemma) or group.get(word, "")
    return members if members not in ("Group", "Agent") else ""


def _role_phrase(parse: Parse, words: Vocabulary, head: int) -> tuple[str, ...]:
    """The role that a noun for a person names, with the words that make it a title (“foreign minister”)."""
    singular = parse.lemmas[head]
    for size in range(min(words.title_words, head + 1), 1, -1):
        phrase = " ".join((*parse.lower[head - size + 1 : head], singular))
        if phrase in words.titles:
            return (phrase,)
    # “secretary of state”: the title goes on behind its head
    for size in range(words.title_words, 1, -1):
        phrase = " ".join((singular, *parse.lower[head + 1 : head + size]))
        if phrase in words.titles:
            return (phrase,)
    known = singular in words.role_gender or singular in words.titles
    return (singular,) if known or any(singular.startswith(p) and singular.removeprefix(p) in words.role_gender for p in _ROLE_PREFIXES) else ()


def _who(parse: Parse, i: int) -> bool:
    return any(parse.deps[c] == "relcl" and "who" in parse.lower[parse.left[c] : c] for c in parse.children[i])


def _headless(parse: Parse, i: int, covered: dict[int, Draft], spans: dict[int, tuple[int, int]], words: Vocabulary) -> Draft | None:
    """“the two”, “both”, “the poor”, “each other”: phrases whose head is no noun."""
    word, dep = parse.lower[i], parse.deps[i]
    if word == "other" and i and parse.lower[i - 1] == "each":
        return Draft(i - 1, i + 1, i, "pronoun", "Group", plural=True, lemma="each other")
    if word == "another" and i and parse.lower[i - 1] == "one":
        return Draft(i - 1, i + 1, i, "pronoun", "Group", plural=True, lemma="each other")
    if dep not in ARGUMENTS or dep in ("ROOT", "attr", "conj", "appos"):
        return None
    determined = any(parse.deps[c] == "det" and parse.lower[c] in ("the", "those", "these") for c in parse.children[i])
    pos = parse.pos[i]
    if pos == "NUM" and determined and parse.lower[i] in ("two", "three", "four", "2", "3", "five", "six"):
        first, last = noun_phrase(parse, i, covered, spans)
        return Draft(first, last, i, "nominal", "Group", plural=True, lemma="two" if word == "2" else word)
    if pos == "NUM" and not determined:
        whole = next(
            (t for c in parse.children[i] if c == i + 1 and parse.lower[c] == "of" for t in parse.children[c] if parse.deps[t] == "pobj"), -1
        )
        if whole >= 0 and parse.pos[whole] == "NOUN":
            return _part(parse, i, whole, covered, spans, words)
    if word == "both" and dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return Draft(i, i + 1, i, "nominal", "Group", plural=True, lemma="both")
    if pos == "ADJ" and (determined or word in ("many", "several", "few", "others")) and parse.tags[i] in ("JJ", "JJS", "JJR"):
        first, last = noun_phrase(parse, i, covered, spans)
        people = word in _PEOPLE
        return Draft(first, last, i, "nominal", "Group" if people else "Thing", plural=people, gender="" if people else "n", lemma=parse.lemmas[i])
    if word in _DEICTIC and dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return Draft(i, i + 1, i, "pronoun", "Thing", gender="n", plural=word in ("these", "those"), lemma=word)
    return None


def _part(parse: Parse, numeral: int, whole: int, covered: dict[int, Draft], spans: dict[int, tuple[int, int]], words: Vocabulary) -> Draft:
    """“one of the men”, “500,000 of the workers”: some of them, not they."""
    first, last = noun_phrase(parse, numeral, covered, spans)
    kind = noun_type(words, parse.lemmas[whole], parse.lower[whole]) or "Thing"
    plural = parse.lower[numeral] != "one"
    if plural and kind in ("Person", "Organisation", "State"):
        kind = "Group"
    return Draft(first, last, numeral, "nominal", kind, gender="" if kind in ("Person", "Group") else "n", plural=plural, lemma=parse.lower[numeral])


def _uncrossed(drafts: list[Draft]) -> list[Draft]:
    """Leave out doubles and, of two drafts that cross, the nominal (the later one, if both are).

    Where only what restricts a noun crosses, that is cut off.
    """
    kept: list[Draft] = []
    stack: list[Draft] = []
    for draft in drafts:
        while stack and stack[-1].last <= draft.first:
            stack.pop()
        if stack and stack[-1].first == draft.first and stack[-1].last == draft.last:
            continue
        while stack and draft.last > stack[-1].last and not 0 < draft.core <= stack[-1].last:
            if 0 < stack[-1].core <= draft.first:
                shortened = stack.pop()
                shortened.last = shortened.core
            elif draft.kind == "name" and stack[-1].kind != "name":
                kept.remove(stack.pop())
            else:
                break
        if stack and draft.last > stack[-1].last:
            if not 0 < draft.core <= stack[-1].last:
                continue
            draft.last = draft.core
        stack.append(draft)
        kept.append(draft)
    return kept
