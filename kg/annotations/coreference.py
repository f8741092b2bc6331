"""Chains of mentions within one document: names first, then appositions, then nominals, pronouns and groups from left to right.

Invariants: every draft gets a chain; a mention joins a chain only if type, gender and number agree; where two chains fit a name or a
definite role equally it stays alone. After the sieves of Raghunathan et al. (2010) and the salience of Lappin and Leass (1994).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.annotations.aliases import chain_names
from kg.annotations.appositions import join_appositions, join_brackets, learn, learn_descriptions, learn_service, learn_which, modifiers
from kg.annotations.binding import QUANTIFIED, SUBJECTS, forbidden, subjects_above
from kg.annotations.chains import Chain, Chains
from kg.annotations.groups import Groups
from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.pronouns import Pronouns
from kg.annotations.records import Quote
from kg.annotations.roles import HOMES, Roles
from kg.annotations.vocabulary import CITIES, Vocabulary

DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
REACH = 20  # sentences that a definite noun phrase may look back over
# nouns for an organisation that say little of what it is; “the union” or “the court” needs a name that bears the word
_GENERAL = frozenset("company firm corporation group organisation organization agency bank airline club newspaper conglomerate giant".split())
_WEIGHT = {"nsubj": 3.0, "nsubjpass": 2.6, "dobj": 2.0, "dative": 1.6, "pobj": 1.2, "poss": 0.8, "agent": 2.0, "attr": 1.0, "appos": 0.6, "conj": 0.0}


POINTING = frozenset(("this", "that", "these", "those"))
_NARROWING = frozenset(("with", "who", "that", "which", "whose", "whom", "without"))
# modifiers that tell one of a kind from the others
_ORDERED = frozenset("previous earlier other similar past future former".split())
_LOOSE = frozenset("people problem issue situation matter thing case point part way".split())
NEARBY = 2  # sentences that “this country” may look back over
# nouns and numerals that point to another thing each time
VAGUE = frozenset("one other rest same first second third fourth last next latter former whole most few".split())


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
    learn_which(scene)
    join_appositions(scene, roles)
    join_brackets(scene)
    learn_descriptions(scene)
    learn_service(scene)
    scene.speakers = _speakers(scene, quotes)
    pronouns, groups = Pronouns(scene), Groups(scene, roles)
    for draft in sorted(drafts, key=lambda d: (d.head, d.first)):
        scene.sentence = parse.sentence[draft.head]
        if draft.chain < 0:
            if draft.kind == "pronoun":
                if not groups.pronoun(draft):
                    pronouns.resolve(draft, groups)
            elif not groups.nominal(draft):
                chain = roles.resolve(draft) if draft.titles else None
                if chain is None and draft.lemma in HOMES:
                    chain = roles.belonging(draft)
                if chain is None and parse.lower[draft.first] in DEFINITE:
                    chain = _nominal(scene, draft)
                if chain is None or (chain.named and chain.number in forbidden(scene, draft)):
                    chain = chains.new(draft)
                else:
                    chains.add(chain, draft)
                learn(scene, chain, draft)
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
    parse, head = scene.parse, draft.head
    if parse.deps[head] == "nsubj" and parse.lemmas[parse.heads[head]] in scene.words.speech:
        chain.spoke = scene.sentence
    if chain.latest is None and draft.kind == "nominal":
        chain.generic = draft.lemma in QUANTIFIED or parse.lower[draft.first] in QUANTIFIED
    scene.chains.mentioned(chain, draft, scene.sentence, weight, quoted=scene.quoted[draft.head] >= 0)


def role_weight(parse: Parse, head: int) -> float:
    """How much a mention's syntactic role lifts what it speaks of."""
    dep = parse.deps[head]
    if dep == "pobj" and parse.lower[parse.heads[head]] == "to" and parse.lower[parse.heads[parse.heads[head]]] == "according":
        return _WEIGHT["nsubj"]
    steps = 0
    while dep == "conj" and steps < 6:
        head, steps = parse.heads[head], steps + 1
        dep = parse.deps[head]
    return _WEIGHT.get(dep, 1.0)


# ------------------------------------------------------------------------------------------------ nominals
def complement(parse: Parse, head: int) -> int:
    """The token that a genitive, a phrase or a clause without a comma narrows a noun by, or -1."""
    for child in parse.children[head]:
        dep = parse.deps[child]
        if dep == "poss" or (child > head and dep in ("prep", "relcl", "acl") and parse.words[parse.left[child] - 1] != ","):
            return child
    return -1


def _alike(scene: Scene, head: int, narrowed: int) -> bool:
    """Whether a noun is narrowed by the same words as another."""
    parse = scene.parse
    own = complement(parse, head)
    if own < 0:
        return False
    a, b = (parse.lower[parse.left[c] : parse.right[c] + 1] for c in (own, narrowed))
    return a == b


def _nominal(scene: Scene, draft: Draft) -> Chain | None:
    """The chain that a definite noun phrase takes up: the same noun, a name that ends in it, or the one thing of its kind in view."""
    parse, chains = scene.parse, scene.chains
    first = parse.lower[draft.first]
    if draft.lemma in VAGUE:
        return None
    words = modifiers(parse, draft.head)
    narrowed = complement(parse, draft.head)
    if first in POINTING and draft.last < len(parse.words) and parse.lower[draft.last] in _NARROWING:
        return None
    if narrowed >= 0 and (first != "the" or parse.deps[narrowed] in ("relcl", "acl")):
        return None  # “those people with a deficiency”, “the ship that sank”: said for the first time
    here = first in POINTING and draft.type in ("State", "Place")  # “this country” may be that of whoever speaks
    best: Chain | None = None
    place = -1
    for chain in chains.by_lemma.get(draft.lemma, {}).values():
        last = chain.latest
        if chain.number not in chains.all or last is None or chain.plural != draft.plural:
            continue
        if scene.sentence - chain.seen > (NEARBY if here or draft.lemma in _LOOSE else REACH) or (here and not chain.named):
            continue
        if last.first <= place or (last.first <= draft.first and draft.last <= last.last) or chain.generic:
            continue
        if narrowed >= 0:
            # “the sentence of the court”: narrowed by more than its noun, it takes up only what was narrowed alike
            fits = any(
                d.kind == "nominal" and d.lemma == draft.lemma and scene.spelled(d) == scene.spelled(draft) and _alike(scene, d.head, narrowed)
                for d in chain.drafts[-4:]
            )
        else:
            fits = any(lemma == draft.lemma and words <= others | {"same"} and others & _ORDERED <= words for lemma, others in chain.lemmas)
        if fits:
            best, place = chain, last.first
    if best is not None:
        return None if not words and _rivalled(scene, draft, best) else best
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
            nearest = max(bearers, key=lambda c: (c.seen, c.salience))
            return None if not words and _rivalled(scene, draft, nearest) else nearest
    if not words and (
        (draft.type == "State" and draft.lemma != "state")
        or (draft.type == "Organisation" and (draft.lemma in _GENERAL or draft.lemma.endswith(("er", "or"))))
        or (draft.type == "Place" and draft.lemma in CITIES)
    ):
        return _in_view(scene, draft)
    return None


def _rivalled(scene: Scene, draft: Draft, best: Chain) -> bool:
    """Whether “the party” may as well be another organisation, that was the subject since the one of that name was last spoken of."""
    if draft.type != "Organisation" or scene.sentence - best.seen < 2:
        return False
    return any(
        chain.named
        and chain is not best
        and chain.type == draft.type
        and chain.latest is not None
        and scene.parse.deps[chain.latest.head] in SUBJECTS
        for chain in scene.chains.since(scene.sentence - 1)
    )


def _served(scene: Scene, draft: Draft) -> Chain | None:
    """The organisation of the person who speaks of “the company”."""
    above, _ = subjects_above(scene, draft)
    quote = scene.quoted[draft.head]
    speaker = scene.speakers.get(quote) if quote >= 0 else None
    chains = scene.chains.all
    numbers = (above | {speaker.chain}) if speaker is not None else above
    served = {n for number in numbers if number in chains for n in chains[number].serves if n in chains and chains[n].type == draft.type}
    return chains[served.pop()] if len(served) == 1 else None


def _in_view(scene: Scene, draft: Draft) -> Chain | None:
    """The most salient named thing of a nominal's type in this and the last two sentences, if it stands out."""
    if draft.type == "Organisation":
        served = _served(scene, draft)
        if served is not None:
            return served
    found = []
    quote = scene.quoted[draft.head]
    for chain in scene.chains.since(scene.sentence - 2):
        gap = scene.sentence - chain.seen
        if chain.named and chain.type == draft.type and not chain.plural and not (quote < 0 and chain.aloud):
            last = chain.latest
            if last is None or (draft.first <= last.first and last.last <= draft.last):
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
