"""Role nouns: “the president of Russia”, “China's foreign minister”, “Russian President Vladimir Putin”, “the Al Jazeera correspondent”.

Invariants: the holder of the role is the subject; what the role belongs to (owner, demonym, of-phrase, name before the noun) the object.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Argument, Time
from kg.statements.context import Context
from kg.statements.frames import matches
from kg.statements.phrases import noun_prepositions
from kg.statements.predicates import mint, predicate
from kg.statements.reading import Reading

FORMER = ("former", "ex", "ex-", "late", "then", "onetime", "outgoing", "would-be")
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last only".split())
OWNERS = ("State", "Organisation", "Place", "Person")
OWNING = ("of", "for", "to", "at", "in")


def owners(reading: Reading, noun: int, *, before: int | None = None) -> dict[str, list[Argument]]:
    """Who or what a noun belongs to, by slot: `poss`, `mod` (a demonym or name before it), `of`, `for`, `to`, ...

    Args:
        reading: the document.
        noun: token of the role noun.
        before: head of the noun phrase in which the role noun stands, if another (“Chinese President Xi Jinping”).
    """
    parse, at = reading.parse, reading.annotations.at
    found: dict[str, list[Argument]] = {}
    for host in (noun, before) if before is not None and before != noun else (noun,):
        for child in parse.children[host]:
            dep = parse.deps[child]
            if dep == "poss":
                found.setdefault("poss", []).extend(reading.slot("object", (child,)))
            elif dep in ("amod", "compound", "nmod") and child < noun and child in at and at[child].mention.kind in ("demonym", "name"):
                if not _may_own(reading, host, child, noun):
                    continue
                if host == noun or not at[child].last > noun:
                    found.setdefault("mod", []).extend(reading.slot("object", (child,)))
    for p in noun_prepositions(parse, noun):
        if not reading.is_time(p.token):
            found.setdefault(p.word, []).extend(reading.slot("object", (p.token,)))
    return found


def _may_own(reading: Reading, host: int, child: int, noun: int) -> bool:
    """Whether a name or demonym before a role noun is its owner: not “British” in “British Telecom”, nor “Dutch Agriculture” of its minister."""
    parse, at = reading.parse, reading.annotations.at
    located = at[child]
    if located.mention.kind == "demonym":
        names = [at[c] for c in parse.children[host] if c in at and c != child and at[c].mention.kind == "name"]
        return not any(name.first <= child < name.last for name in names)
    if located.mention.type not in ("State", "Organisation", "Place", "Group"):
        return False
    first = parse.words[located.first].lower()
    field = located.last - located.first > 1 and first in reading.ontology.gazetteer.demonyms and parse.lemmas[noun] in ("minister", "secretary")
    return not (field and not located.mention.gazetteer)


def role_name(reading: Reading, noun: int) -> str:
    """A role noun with what belongs to it in lower case: “foreign minister”, but “child” in “old child”."""
    parse, lexicon = reading.parse, reading.lexicon
    before = [c for c in parse.children[noun] if c < noun and parse.deps[c] in ("compound", "amod", "nmod") and c not in reading.annotations.at]
    own = parse.words[noun].lower()
    for start in range(len(before)):
        name = " ".join([*(parse.words[c].lower() for c in before[start:]), own])
        if name in lexicon.titles or any(f.pos == "role" for f in lexicon.frames.get(name, ())):
            return name
    return " ".join([*(parse.words[c].lower() for c in before if parse.deps[c] == "compound"), own])


def noun_words(reading: Reading, noun: int) -> str:
    """A noun with its last two modifiers in lower case, without names and determiners: “face-to-face talks”, “close bond”."""
    parse = reading.parse
    first = noun
    for child in reversed([c for c in parse.children[noun] if c < noun]):
        if (
            parse.deps[child] not in ("amod", "compound")
            or parse.pos[child] == "PROPN"
            or parse.right[child] != first - 1
            or child in reading.annotations.at
        ):
            break
        first = parse.left[child]
    words = parse.text[parse.start[first] : parse.end[noun]].lower().split()
    return " ".join(words if len(words) <= 3 else words[-1:])


def rank(reading: Reading, noun: int) -> str:
    """The superlative or ordinal before a noun: “holiest”, “third largest”; without it “site of Islam” would say something else."""
    parse = reading.parse
    words = [
        c for c in parse.children[noun] if c < noun and parse.deps[c] == "amod" and (parse.tags[c] == "JJS" or parse.words[c].lower() in ORDINALS)
    ]
    most = [c for c in parse.children[noun] if c < noun and parse.deps[c] == "amod" and any(parse.tags[a] == "RBS" for a in parse.children[c])]
    found = sorted({*words, *most, *(a for c in (*words, *most) for a in parse.children[c] if parse.deps[a] == "advmod" and a < c)})
    return " ".join(parse.words[t].lower() for t in found)


def role_statements(
    reading: Reading,
    token: int,
    holder: Argument,
    noun: int,
    context: Context,
    first: int,
    last: int,
    *,
    time: Time | None = None,
    extractor: str,
    slots: dict[str, list[Argument]] | None = None,
    features: Sequence[str] = (),
    always: bool = False,
) -> bool:
    """Emit what a role noun says of its holder.

    Args:
        reading: the document.
        token: head of the clause or noun phrase.
        holder: who holds the role.
        noun: token of the role noun.
        context: polarity, modality, attribution.
        first, last: tokens of the trigger.
        time: when it held.
        extractor: name of the extractor.
        slots: owners of the role; worked out if not given.
        features: what speaks against it.
        always: also take a noun that the lexicon does not know as a role.

    Returns:
        Whether a statement was made.
    """
    lexicon, parse = reading.lexicon, reading.parse
    full = role_name(reading, noun)
    lemma = parse.lemmas[noun]
    found = owners(reading, noun) if slots is None else slots
    if lemma == "counterpart":
        role = _role_of(reading, found.get("poss", ()))
        if not role or not found.get("mod"):
            return False
        full = lemma = role
        found = {"mod": found["mod"]}
    else:
        full, found = _compound_role(reading, noun, full, found)
    hosts = {noun, *([parse.heads[noun]] if parse.deps[noun] in ("compound", "nmod", "amod") else [])}
    before = {parse.words[c].lower() for host in hosts for c in parse.children[host] if c < noun}
    past = next((word for word in FORMER if word in before), "")
    if past:  # “the former president”: no longer what the lexicon's relation says
        full, always = f"{past} {full}", True
    frames = [
        f
        for name in dict.fromkeys((full, f"{full.rsplit(' ', 1)[0]} {lemma}" if " " in full else lemma, lemma))
        for f in lexicon.frames.get(name, ())
        if f.pos == "role" and not past
    ]
    if not frames and not always and full not in lexicon.titles and lemma not in lexicon.titles and not person_noun(reading, noun):
        return False
    made = False
    specific = [f for f in frames if f.lemma == full] or frames
    for match in matches(specific, {"subject": [holder], **found}, reading.ontology):
        for subject, object in match.pairs:
            phrase = predicate(parse, match.frame.property, f"is {full} of", first, last)
            made |= (
                reading.emit(
                    token=token,
                    subject=subject,
                    predicate=phrase,
                    object=object,
                    context=context,
                    extractor=extractor,
                    time=time,
                    frame=match.frame,
                    happening=False,
                    features=features,
                )
                is not None
            )
    if made:
        return True
    full = f"{rank(reading, noun)} {full}".strip()
    for slot in ("poss", "mod", *OWNING):
        for object in found.get(slot, ()):
            if not object.chain:
                continue
            word = slot if slot in OWNING else "of"
            phrase = predicate(parse, mint(["be", full, word]), f"is {full} {word}", first, last)
            made |= (
                reading.emit(
                    token=token,
                    subject=holder,
                    predicate=phrase,
                    object=object,
                    context=context,
                    extractor=extractor,
                    time=time,
                    happening=False,
                    features=features,
                )
                is not None
            )
        if made:
            return True
    return False


def _compound_role(reading: Reading, noun: int, full: str, found: dict[str, list[Argument]]) -> tuple[str, dict[str, list[Argument]]]:
    """“minister of education of Italy”, “the army's chief of staff”: the of-phrase belongs to the role, not to its owner."""
    parse, lexicon = reading.parse, reading.lexicon
    for p in noun_prepositions(parse, noun):
        words = " ".join(parse.words[t].lower() for t in range(p.token, p.token + 1))
        before = [parse.words[c].lower() for c in parse.children[p.token] if c < p.token and parse.deps[c] in ("amod", "compound")]
        name = f"{full} of {' '.join([*before, words])}"
        located = reading.annotations.at.get(p.token)
        field = parse.lemmas[noun] in ("minister", "secretary", "undersecretary") and located is not None and located.mention.type not in OWNERS
        if p.word == "of" and (field or name in lexicon.titles or any(f.pos == "role" for f in lexicon.frames.get(name, ()))):
            rest = {slot: fillers for slot, fillers in found.items() if slot != "of"}
            inner = [a for q in noun_prepositions(parse, p.token) if q.word in ("of", "for") for a in reading.slot("object", (q.token,))]
            if inner:
                rest["of"] = inner
            return name, rest
    return full, found


def _role_of(reading: Reading, holders: Sequence[Argument]) -> str:
    """The role that “his Russian counterpart” shares: the title of whose counterpart it is, in the text or by the gazetteer."""
    for holder in holders:
        mentions = reading.annotations.chains.get(holder.chain, ())
        for mention in mentions:
            if mention.titles:
                return mention.titles[-1]
        for mention in mentions:
            entry = reading.ontology.gazetteer.entries.get(mention.gazetteer) if mention.gazetteer else None
            if entry is not None and entry.offices:
                return entry.offices[-1].role
    return ""


def person_noun(reading: Reading, noun: int) -> bool:
    """Whether a noun names people by what they are or do."""
    return reading.parse.lemmas[noun] in reading.lexicon.person_nouns
