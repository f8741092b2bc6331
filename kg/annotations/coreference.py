"""Chains of mentions within one document: names first, then appositions, then nominals, pronouns and groups from left to right.

Invariants: every draft gets a chain; a mention joins a chain only if type, gender and number agree; where two chains fit a name or a
definite role equally it stays alone. After the sieves of Raghunathan et al. (2010) and the salience of Lappin and Leass (1994).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.annotations.aliases import chain_names
from kg.annotations.chains import Chain, Chains, compatible
from kg.annotations.groups import Groups
from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.pronouns import Pronouns
from kg.annotations.records import Quote
from kg.annotations.roles import Roles
from kg.annotations.vocabulary import CITIES, Vocabulary

DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
REACH = 20  # sentences that a definite noun phrase may look back over
MODIFIERS = frozenset(("amod", "compound", "nummod", "nmod"))
# nouns for an organisation that say little of what it is; “the union” or “the court” needs a name that bears the word
_GENERAL = frozenset("company firm corporation group organisation organization agency bank airline club newspaper conglomerate giant".split())
_WEIGHT = {"nsubj": 3.0, "nsubjpass": 2.6, "dobj": 2.0, "dative": 1.6, "pobj": 1.2, "poss": 1.2, "agent": 2.0, "attr": 1.0, "appos": 0.6, "conj": 0.0}


CARRIED = ("conj",)
EMBEDDED = 1.0


@dataclass(slots=True, eq=False)
class Scene:
    """What the resolvers share: the parse, the drafts by head, position and sentence, the chains so far."""

    parse: Parse
    words: Vocabulary
    drafts: Sequence[Draft]
    chains: Chains
    at: dict[int, Draft]
    quoted: Sequence[int]
    published: str
    speakers: dict[int, Draft] = field(default_factory=dict)
    sentence: int = 0
    within: Sequence[Sequence[Draft]] = ()
    entities: dict[str, int] = field(default_factory=dict)

    def chain(self, draft: Draft) -> Chain:
        """The chain of a draft that has one."""
        return self.chains.all[draft.chain]

    def spelled(self, draft: Draft) -> list[str]:
        """A draft's words in lower case, without a determiner."""
        first = draft.first + (self.parse.pos[draft.first] == "DET")
        return self.parse.lower[first : draft.last]

    def of_entity(self, entity: str) -> Chain | None:
        """The chain of a gazetteer entry, if the document speaks of it."""
        number = self.entities.get(entity, -1)
        return self.chains.all.get(number)


def chain_mentions(
    parse: Parse, words: Vocabulary, drafts: Sequence[Draft], quotes: Sequence[Quote], quoted: Sequence[int], published: str | None
) -> Chains:
    """Put every draft in a chain.

    Args:
        parse: of the document.
        words: the ontology's tables.
        drafts: by position; their `chain`, `kind`, `members`, `ids` and `titles` are set.
        quotes: by position.
        quoted: number of the quote of each token, or -1.
        published: ISO date, by which office holders are known, or None.

    Returns:
        The chains.
    """
    chains = Chains()
    chain_names(drafts, chains, words)
    at: dict[int, Draft] = {}
    for draft in drafts:
        at.setdefault(draft.head, draft)
    scene = Scene(parse, words, drafts, chains, at, quoted, published or "")
    within: list[list[Draft]] = [[] for _ in parse.sentences]
    for draft in drafts:
        within[parse.sentence[draft.head]].append(draft)
    scene.within = within
    scene.entities = {chain.entity: chain.number for chain in chains.all.values() if chain.entity}
    roles = Roles(scene)
    roles.learn()
    _appositions(scene, roles)
    _bracketed(scene)
    _descriptions(scene)
    scene.speakers = _speakers(scene, quotes)
    pronouns, groups = Pronouns(scene), Groups(scene, roles)
    for draft in sorted(drafts, key=lambda d: (d.head, d.first)):
        scene.sentence = parse.sentence[draft.head]
        if draft.chain < 0:
            if draft.kind == "pronoun":
                if not groups.pronoun(draft):
                    pronouns.resolve(draft, groups)
            elif not groups.nominal(draft):
                chain = roles.resolve(draft) or roles.belonging(draft) or _nominal(scene, draft)
                if chain is None:
                    chain = chains.new(draft)
                else:
                    chains.add(chain, draft)
                _learn(scene, chain, draft)
            if draft.chain < 0:
                chains.new(draft)
        elif draft.lemma == "counterpart":
            roles.counterpart(draft)
        _mention(scene, chains.all[draft.chain], draft)
        groups.saw(draft)
    groups.last()
    pronouns.first_person()
    return chains


# ------------------------------------------------------------------------------------------------ salience
def _mention(scene: Scene, chain: Chain, draft: Draft) -> None:
    weight = role_weight(scene.parse, draft.head)
    if draft.kind == "name":
        weight += 0.8
    elif draft.kind == "demonym":
        weight = 0.6
    scene.chains.mentioned(chain, draft, scene.sentence, weight, quoted=scene.quoted[draft.head] >= 0)


def role_weight(parse: Parse, head: int) -> float:
    """How much a mention's syntactic role lifts what it speaks of."""
    dep = parse.deps[head]
    if dep == "pobj" and parse.lower[parse.heads[head]] == "to" and parse.lower[parse.heads[parse.heads[head]]] == "according":
        return _WEIGHT["nsubj"]
    steps = 0
    while dep in CARRIED and steps < 6:
        head, steps = parse.heads[head], steps + 1
        dep = parse.deps[head]
    if dep in ("nsubj", "nsubjpass") and parse.deps[parse.heads[head]] in ("relcl", "advcl", "acl", "ccomp", "pcomp"):
        return _WEIGHT[dep] * EMBEDDED
    return _WEIGHT.get(dep, 1.0)


# ------------------------------------------------------------------------------------------------ appositions
def _appositions(scene: Scene, roles: Roles) -> None:
    parse, chains = scene.parse, scene.chains
    begins = {d.first: d for d in reversed(scene.drafts)}
    for draft in scene.drafts:
        head = draft.head
        if parse.deps[head] != "appos":
            # “Malaysia's Prime Minister, Najib Razak said”: beside each other, though the parser does not see it
            beside = begins.get(draft.last + 1) if draft.last + 1 < len(parse.words) and parse.words[draft.last] == "," else None
            if beside is not None and {draft.kind, beside.kind} == {"name", "nominal"} and draft.type == beside.type == "Person":
                role, name = (draft, beside) if draft.kind == "nominal" else (beside, draft)
                after = parse.lower[beside.last] if beside.last < len(parse.words) else ""
                if (
                    role.titles
                    and role.chain < 0
                    and not role.plural
                    and after not in ("and", "or")
                    and parse.deps[role.head] != "conj"
                    and parse.deps[name.head] != "conj"
                ):
                    chain = scene.chain(name)
                    chains.add(chain, role)
                    _learn(scene, chain, role)
                    roles.apposed(chain, name, role)
            continue
        above = scene.at.get(parse.heads[head])
        if above is None or above is draft or (above.first <= draft.first and draft.last <= above.last):
            continue
        if above.plural != draft.plural and "Group" not in (above.type, draft.type):
            continue
        if draft.kind == "name" and above.kind == "name":
            continue
        pair = (above, draft) if above.kind == "name" else (draft, above)
        name, nominal = pair
        if nominal.kind != "nominal" or name.kind not in ("name", "nominal") or nominal.plural or name.plural:
            continue
        if name.type == "Organisation" and nominal.type == "Person" and nominal.lemma in scene.words.type_of_organisation:
            nominal.type, nominal.gender, nominal.titles = "Organisation", "n", ()  # “Rosneft, the largest producer”
        if not compatible(name.type, nominal.type) or (name.type == "Place" and nominal.type in ("Thing", "Concept")):
            continue
        if any(parse.deps[c] == "conj" for c in parse.children[head]) and draft.kind == "name":
            continue
        chain = scene.chain(name) if name.chain >= 0 else chains.new(name)
        if nominal.chain < 0:
            chains.add(chain, nominal)
            _learn(scene, chain, nominal)
            roles.apposed(chain, name, nominal)


def _descriptions(scene: Scene) -> None:
    """Learn what a thing is from the noun before its name: “the battery maker Solvane” may come back as “the maker”."""
    parse = scene.parse
    for draft in scene.drafts:
        if draft.kind != "name" or not draft.first:
            continue
        last = draft.first - 1
        if parse.pos[last] != "NOUN" or parse.deps[last] not in ("compound", "nmod", "appos") or parse.sentence[last] != parse.sentence[draft.first]:
            continue
        first = last
        while first and parse.pos[first - 1] in ("NOUN", "ADJ", "PROPN") and parse.deps[first - 1] in MODIFIERS:
            first -= 1
        scene.chains.learn(scene.chain(draft), parse.lemmas[last], frozenset(parse.lower[first:last]))


def _bracketed(scene: Scene) -> None:
    """“Movimento 5 Stelle (M5S)”: a short form in brackets behind a name."""
    parse, chains = scene.parse, scene.chains
    ends = {d.last: d for d in scene.drafts if d.kind in ("name", "nominal")}
    for draft in scene.drafts:
        if draft.kind != "name" or draft.last - draft.first > 1 or not draft.first or parse.words[draft.first - 1] != "(":
            continue
        if draft.last >= len(parse.words) or parse.words[draft.last] != ")":
            continue
        full = ends.get(draft.first - 1)
        word = parse.words[draft.first]
        if full is None or sum(c.isupper() or c.isdigit() for c in word) < 2 or full.last - full.first < 2 or "Person" in (full.type, draft.type):
            continue
        if full.chain < 0:
            if full.kind == "nominal" and full.type == "Organisation":
                chains.add(scene.chain(draft), full)
            continue
        a, b = scene.chain(full), scene.chain(draft)
        if not (a.entity and b.entity and a.entity != b.entity):
            chains.join(a, b)


# ------------------------------------------------------------------------------------------------ nominals
def modifiers(parse: Parse, head: int) -> frozenset[str]:
    """The words before a noun that narrow what it may be, in lower case."""
    return frozenset(parse.lower[c] for c in parse.children[head] if c < head and parse.deps[c] in MODIFIERS)


def _learn(scene: Scene, chain: Chain, draft: Draft) -> None:
    scene.chains.learn(chain, draft.lemma, modifiers(scene.parse, draft.head))


def _complement(scene: Scene, head: int) -> int:
    """The token that an “of”, genitive or relative clause narrows a noun by, or -1."""
    parse = scene.parse
    for child in parse.children[head]:
        if parse.deps[child] in ("poss", "relcl", "acl") or (parse.deps[child] == "prep" and child > head):
            return child
    return -1


def _nominal(scene: Scene, draft: Draft) -> Chain | None:
    """The chain that a definite noun phrase takes up: the same noun, a name that ends in it, or the one thing of its kind in view."""
    parse, chains = scene.parse, scene.chains
    first = parse.lower[draft.first]
    if first not in DEFINITE or draft.lemma in ("one", "other", "rest", "same", "first", "latter", "former"):
        return None
    words = modifiers(parse, draft.head)
    narrowed = _complement(scene, draft.head)
    best: Chain | None = None
    place = -1
    for chain in chains.by_lemma.get(draft.lemma, {}).values():
        if chain.number not in chains.all or chain.seen < 0 or scene.sentence - chain.seen > REACH or chain.plural != draft.plural:
            continue
        last = chain.drafts[-1]
        if last.last <= place or (last.first <= draft.first and draft.last <= last.last):
            continue
        if narrowed >= 0:
            # “the sentence of the court”: narrowed by more than its noun, it takes up only what was narrowed alike
            fits = any(d.kind == "nominal" and d.lemma == draft.lemma and scene.spelled(d) == scene.spelled(draft) for d in chain.drafts[-4:]) or (
                scene.sentence - chain.seen <= 2 and any(words and lemma == draft.lemma and words == others for lemma, others in chain.lemmas)
            )
        else:
            fits = any(lemma == draft.lemma and words <= others | {"same"} for lemma, others in chain.lemmas)
        if fits:
            best, place = chain, last.last
    if best is not None:
        return best
    if narrowed >= 0 or draft.plural:
        return None
    if draft.type in ("Organisation", "Place", "Event", "State", "Work", "Law", "Thing", "Product"):
        bearers = [
            c
            for c in chains.by_word.get(draft.lemma, {}).values()
            if c.number in chains.all
            and c.seen >= 0
            and scene.sentence - c.seen <= REACH
            and any(w[-1] == draft.lemma and len(w) > 1 and words <= set(w) for w in c.words)
        ]
        if bearers:
            return max(bearers, key=lambda c: (c.seen, c.salience))
    if not words and (
        draft.type == "State"
        or (draft.type == "Organisation" and (draft.lemma in _GENERAL or draft.lemma.endswith(("er", "or"))))
        or (draft.type == "Place" and draft.lemma in CITIES)
    ):
        return _in_view(scene, draft)
    return None


def _in_view(scene: Scene, draft: Draft) -> Chain | None:
    """The most salient named thing of a nominal's type in this and the last two sentences, if it stands out."""
    found = []
    for chain in scene.chains.since(scene.sentence - 2):
        gap = scene.sentence - chain.seen
        if chain.named and chain.type == draft.type and not chain.plural:
            last = chain.drafts[-1]
            if draft.first <= last.first and last.last <= draft.last:
                continue
            found.append((chain.salience * 0.5**gap * (1 + 0.15 * min(len(chain.drafts), 8)), chain.number))
    found.sort(reverse=True)
    if found and (len(found) == 1 or found[0][0] >= 1.5 * found[1][0]):
        return scene.chains.all[found[0][1]]
    return None


# ------------------------------------------------------------------------------------------------ speakers
def _speakers(scene: Scene, quotes: Sequence[Quote]) -> dict[int, Draft]:
    """Whom each quote's words are by: the subject of a verb of speech beside it, else the speaker of the quote before in its paragraph."""
    parse = scene.parse
    found: dict[int, Draft] = {}
    verbs = [i for i, p in enumerate(parse.pos) if p == "VERB" and parse.lemmas[i] in scene.words.speech and scene.quoted[i] < 0]
    if not verbs:
        return found
    previous: tuple[int, Draft] | None = None
    for number, quote in enumerate(quotes):
        behind = verbs[bisect_left(verbs, quote.last) : bisect_left(verbs, quote.last + 10)]
        before = verbs[bisect_left(verbs, quote.first - 16) : bisect_left(verbs, quote.first)]
        for verb in (*behind, *reversed(before)):
            subject = next((c for c in parse.children[verb] if parse.deps[c] == "nsubj" and scene.quoted[c] < 0), -1)
            draft = scene.at.get(subject)
            if draft is not None and parse.text.count("\n", *sorted((quote.end, parse.start[verb]))) == 0:
                found[number] = draft
                break
        if number in found:
            previous = (quote.end, found[number])
        elif (
            previous is not None
            and (
                "\n" not in parse.text[previous[0] : quote.start]
                # a quotation that was left open goes on at the head of the next paragraph
                or (parse.text[previous[0] - 1] not in "\"”'’»" and not parse.text[previous[0] : quote.start].strip())
            )
        ):
            found[number] = previous[1]
            previous = (quote.end, previous[1])
    return found
