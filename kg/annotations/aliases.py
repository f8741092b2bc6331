"""Which names of one document name the same thing: parts of names, misspellings, acronyms, short forms, the gazetteer.

Invariants: all names of a document are compared before any pronoun or nominal is; a name that fits two chains joins neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.annotations.chains import Chain, Chains
from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.spelling import misspelt, same_person
from kg.annotations.vocabulary import NAME_ENDINGS, Vocabulary

_SMALL = frozenset(("of", "the", "and", "for", "&", "de", "in", "on", "to", "-", "'s", "’s", "."))


def chain_names(parse: Parse, drafts: Sequence[Draft], chains: Chains, words: Vocabulary) -> None:
    """Put the names and demonyms among the drafts in chains.

    Args:
        parse: of the document.
        drafts: of the document, by position.
        chains: where the chains are begun.
        words: the ontology's tables.
    """
    seats = words.ontology.gazetteer.seats
    same: dict[tuple[str, str, bool], Chain] = {}
    named: list[Chain] = []
    for draft in drafts:
        if draft.kind not in ("name", "demonym"):
            continue
        entity = draft.ids[0] if len(draft.ids) == 1 else ""
        if draft.metonym:
            entity = seats[entity]
        if draft.kind == "demonym":
            key = (entity, "entity", False)
        else:
            key = (" ".join(draft.name.lower().split()), "Person" if draft.type == "Person" else "", draft.metonym)
        chain = same.get(key)
        if chain is None:
            chain = same[key] = chains.new(draft)
            if draft.kind == "demonym":
                chain.named = True
            named.append(chain)
            chain.entity = entity
        else:
            chains.add(chain, draft)
            chain.entity = chain.entity or entity
            if chain.type in ("Thing", "Concept") and draft.type != chain.type:
                chain.type = draft.type
        if draft.metonym:
            chain.type = "State"
    persons = [c for c in named if c.type == "Person"]
    _strangers(persons, words)
    by_entity: dict[str, Chain] = {}
    for chain in list(named):
        if chain.entity:
            known = by_entity.get(chain.entity)
            by_entity[chain.entity] = chain if known is None else chains.join(known, chain)
    named = [c for c in named if c.number in chains.all]
    _join_persons([c for c in named if c.type == "Person"], chains, _generations(parse, persons))
    others = [c for c in named if c.number in chains.all and c.type != "Person"]
    _join_others(others, chains, words)
    _join_other_names(parse, drafts, chains)


def _join_other_names(parse: Parse, drafts: Sequence[Draft], chains: Chains) -> None:
    """Join the second name that “or” gives a product between commas: “the Boeing 787, or Dreamliner, is”."""
    before: Draft | None = None
    for draft in drafts:
        if draft.kind != "name":
            continue
        if before is not None and draft.type == before.type == "Product" and draft.first - before.last == 2:
            between = parse.lower[before.last : draft.first]
            closed = parse.lower[draft.last : draft.last + 1]
            if between == [",", "or"] and closed == [","] and before.chain in chains.all and draft.chain in chains.all:
                chains.join(chains.all[before.chain], chains.all[draft.chain])
        before = draft


def _generations(parse: Parse, persons: list[Chain]) -> frozenset[tuple[str, ...]]:
    """Names that one sentence has with and without “Jr.” or “III”: a father and a son, who stay two."""
    found: set[tuple[str, ...]] = set()
    for chain in persons:
        for name in chain.words:
            if len(name) > 2 and name[-1] in NAME_ENDINGS:
                sentences = {parse.sentence[d.head] for d in chain.drafts}
                for other in persons:
                    if name[:-1] in other.words and sentences & {parse.sentence[d.head] for d in other.drafts}:
                        found.add(name[:-1])
    return frozenset(found)


def _strangers(persons: list[Chain], words: Vocabulary) -> None:
    """Take a gazetteer entry from a bare surname that another full name of the text bears."""
    full = [c for c in persons if len(c.words[0]) > 1]
    for chain in persons:
        if chain.entity and len(chain.words[0]) == 1 and chain.drafts[0].kind == "name":
            word = chain.words[0][0]
            bearers = [c for c in full if word in (c.words[0][-1], c.words[0][0])]
            held = {o[0] for o in words.holders.get(chain.entity, ())}
            if bearers and all(c.entity != chain.entity for c in bearers) and not chain.roles & held:
                chain.entity = ""
                for draft in chain.drafts:
                    draft.ids = ()


def _join_persons(persons: list[Chain], chains: Chains, generations: frozenset[tuple[str, ...]]) -> None:
    full = [c for c in persons if any(len(w) > 1 for w in c.words)]
    ends: dict[str, list[Chain]] = {}  # two spellings of a name share its first or its last word
    for chain in full:
        for word in dict.fromkeys(w for name in chain.words for w in (name[0], _part(name, -1))):
            ends.setdefault(word, []).append(chain)
    for listed in ends.values():
        for i, one in enumerate(listed):
            for other in listed[i + 1 :]:
                if one.number in chains.all and other.number in chains.all and _agree(one, other):
                    if any(same_person(a, b) and not (a != b and generations & {a, b}) for a in one.words for b in other.words):
                        one = chains.join(one, other)
    known = {c.number for c in full}
    for chain in persons:
        if chain.number not in chains.all or chain.number in known:
            continue
        word = chain.words[0][0]
        for position in (-1, 0):
            fits = [
                c
                for c in ends.get(word, ())
                if c.number in chains.all and _agree(c, chain) and any(_part(w, position) == word for w in c.words if len(w) > 1)
            ]
            if len(fits) > 1:
                # whom the text had named in full before the first bare name
                before = [c for c in fits if c.first < chain.drafts[0].first]
                fits = before if len(before) == 1 else fits
            if len(fits) > 1:
                titled = [c for c in fits if c.roles & chain.roles]
                fits = titled if len(titled) == 1 else fits
            if len(fits) == 1:
                chains.join(fits[0], chain)
            if fits:
                break


def _part(name: tuple[str, ...], position: int) -> str:
    if position == -1 and name[-1] in NAME_ENDINGS and len(name) > 2:
        return name[-2]
    return name[position]


def _agree(a: Chain, b: Chain) -> bool:
    return not (a.entity and b.entity and a.entity != b.entity) and not (a.gender and b.gender and a.gender != b.gender)


def _join_others(others: list[Chain], chains: Chains, words: Vocabulary) -> None:
    acronyms: dict[str, list[Chain]] = {}
    for chain in others:
        for name in chain.words:
            if len(name) > 2 or (len(name) == 2 and chain.type == "Organisation"):
                for letters in _acronyms(name, words.company_endings):
                    acronyms.setdefault(letters, []).append(chain)
    cores: dict[tuple[str, ...], list[Chain]] = {}
    ends: dict[str, list[Chain]] = {}
    models: dict[str, list[Chain]] = {}
    for chain in others:
        for name in chain.words:
            cores.setdefault(core(name, words.company_endings), []).append(chain)
            for word in dict.fromkeys((name[0], name[-1])):
                ends.setdefault(word, []).append(chain)
            for word in _numbers(name) if chain.type == "Product" else ():
                models.setdefault(word, []).append(chain)
    for chain in others:
        if chain.number not in chains.all or chain.drafts[0].kind != "name":
            continue
        name = chain.words[0]
        fits = _fits(chain, cores.get(core(name, words.company_endings), ()), chains)
        if not fits and chain.type == "Product":
            fits = [c for c in _fits(chain, _near(name, ends, models), chains) if c.type == "Product" and any(_one_model(name, w) for w in c.words)]
        elif not fits and len(name) == 1:
            written = chain.drafts[0].name
            if written.replace(".", "").isupper() and len(written) > 1:
                fits = _fits(chain, acronyms.get(written.replace(".", "").lower(), ()), chains)
            elif chain.type in ("Organisation", "Thing", "Product", "Work", "Place") and len(name[0]) > 3:
                near = _fits(chain, ends.get(name[0], ()), chains)
                fits = [
                    c
                    for c in near
                    if c.type == "Organisation" and any(len(w) > 1 and w[0] == name[0] and _shortens(chain, c, w, words) for w in c.words)
                ]
        elif not fits:
            near = _fits(chain, (*ends.get(name[0], ()), *ends.get(name[-1], ())), chains)
            fits = [c for c in near if any(misspelt(name, w) for w in c.words)]
            if not fits and chain.type == "Organisation":
                # “World Health Organization” and “Health Organization”: the shorter is the longer's beginning or end
                fits = [
                    c
                    for c in near
                    if c.type == "Organisation"
                    and any(len(w) > len(name) and name in (w[: len(name)], w[-len(name) :]) and _shortens(chain, c, w, words) for w in c.words)
                ]
        if len(fits) == 1:
            chains.join(fits[0], chain)
        elif fits and chain.type == "Product" and all(_one_model(v, w) for c in fits for v in c.words for d in fits for w in d.words):
            for other in fits:
                chain = chains.join(chain, other)


def _shortens(chain: Chain, other: Chain, name: tuple[str, ...], words: Vocabulary) -> bool:
    """Whether an organisation's name may be short for a longer one: a known firm's is not (“Boeing”, “Boeing Commercial Airplanes”), nor a
    host's for its event (“Acme”, “Acme Developers Conference”)."""
    if words.type_of.get(name[-1]) == "Event" and chain.words[0] != name[-len(chain.words[0]) :]:
        return False
    if not chain.entity or other.entity:
        return True
    rest = name[len(chain.words[0]) :] if name[: len(chain.words[0])] == chain.words[0] else ()
    return bool(rest) and all(word in words.company_endings or word in _SMALL for word in rest)


def _numbers(name: tuple[str, ...]) -> tuple[str, ...]:
    """Model numbers among a name's words, in the singular: “787s” gives “787”."""
    return tuple(w.removesuffix("'s").removesuffix("s") for w in name if len(w) > 2 and any(c.isdigit() for c in w))


def _near(name: tuple[str, ...], ends: dict[str, list[Chain]], models: dict[str, list[Chain]]) -> list[Chain]:
    near = [chain for word in _numbers(name) for chain in models.get(word, ())]
    return near or [*ends.get(name[-1], ()), *ends.get(name[-1].removesuffix("s"), ())]


def _one_model(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names are of one product: equal model numbers (“Boeing 787”, “787 Dreamliner”), or one ends the other (“Dreamliner”).

    Two that name different things beside the number are two: “Galaxy S400”, “Volvo S400”.
    """
    one, two = _numbers(a), _numbers(b)
    if one or two:
        if one and two:
            return one == two and not (a[0] not in one and b[0] not in two and a[0] != b[0])
        return a[-1] == b[-1] or a == b[-len(a) :] or b == a[-len(b) :]
    short, long = (a, b) if len(a) < len(b) else (b, a)
    stem = (*short[:-1], short[-1].removesuffix("s"))
    return len(short[-1]) > 3 and (long[-len(short) :] in (short, stem) or (*long[:-1], long[-1].removesuffix("s"))[-len(short) :] == stem)


def _fits(chain: Chain, found: Iterable[Chain], chains: Chains) -> list[Chain]:
    fits: list[Chain] = []
    for other in found:
        if other is chain or other.number not in chains.all or other in fits or other.type == "Person" or not _agree(other, chain):
            continue
        if "State" in (chain.type, other.type) or (chain.type == "Place") != (other.type == "Place"):
            continue
        fits.append(other)
    return fits


def core(name: tuple[str, ...], endings: Collection[str]) -> tuple[str, ...]:
    """The words of a name without company endings, hyphens, points and “the”.

    Example:
        >>> core(("the", "united-guardian", "inc"), ("inc",)), core(("u.n.",), ())
        (('united', 'guardian'), ('un',))
    """
    words = [w for part in name for w in part.replace("-", " ").replace(".", "").split()]
    while len(words) > 1 and words[-1] in endings:
        words.pop()
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    return tuple(words)


def _acronyms(name: tuple[str, ...], endings: Collection[str]) -> tuple[str, ...]:
    words = core(name, endings)
    short = "".join(w[0] for w in words if w not in _SMALL)
    long = "".join(w[0] for w in words)
    return (short,) if short == long else (short, long)
