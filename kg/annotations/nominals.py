"""Definite noun phrases that take up what was spoken of before: “the company”, “the San Diego-based bank”, “this agreement”.

Invariants: a noun phrase joins a chain only if its noun, its modifiers and its complement allow it, and one chain stands out; else it is new.
"""

from __future__ import annotations

from kg.annotations.appositions import modifiers
from kg.annotations.binding import SUBJECTS, subjects_above
from kg.annotations.chains import Chain
from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.scene import Scene
from kg.annotations.vocabulary import CITIES

REACH = 20  # sentences that a definite noun phrase may look back over
# nouns for an organisation that say little of what it is; “the union” or “the court” needs a name that bears the word
_GENERAL = frozenset("company firm corporation group organisation organization agency bank airline club newspaper conglomerate giant".split())
_SPECIAL = frozenset("utility insurer carrier chain concern unit union brewery refiner retailer charity university party".split())
# a company described by these is not the one that has been speaking
_ANOTHER = frozenset(
    "new other another proposed former parent target combined merged resulting joint second first third rival private unnamed generation "
    "central surviving successor second-largest acquired same whole smaller larger".split()
)
POINTING = frozenset(("this", "that", "these", "those"))
_NARROWING = frozenset(("with", "who", "that", "which", "whose", "whom", "without"))
# modifiers that tell one of a kind from the others
_ORDERED = frozenset("previous earlier other similar past future former".split())
_LOOSE = frozenset("people problem issue situation matter thing case point part way".split())
NEARBY = 2  # sentences that “this country” may look back over
# nouns and numerals that point to another thing each time
VAGUE = frozenset("one other rest same first second third fourth last next latter former whole most few".split())


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


def take_up(scene: Scene, draft: Draft) -> Chain | None:
    """The chain that a definite noun phrase takes up: the same noun, a name that ends in it, or the one thing of its kind in view."""
    parse, chains = scene.parse, scene.chains
    first = parse.lower[draft.first]
    if draft.lemma in VAGUE:
        return None
    words = modifiers(parse, draft.head)
    narrowed = complement(parse, draft.head)
    if first in POINTING and not _NARROWING.isdisjoint(parse.lower[draft.head + 1 : draft.last + 1]):
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
    if best is not None and not (not words and _rivalled(scene, draft, best)):
        return best
    if best is None and first == "the" and narrowed < 0 and not draft.plural:
        speaker = _speaking(scene, draft, words)
        if speaker is not None:
            return speaker
    if best is not None or narrowed >= 0 or draft.plural:
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
    if not words and draft.lemma in scene.words.ontology.lexicon.product_nouns and first in ("the", "this"):
        return _in_view(scene, draft, "Product")  # “The aircraft landed”, where the text speaks of the Airbus A380
    return None


def _speaking(scene: Scene, draft: Draft, words: frozenset[str]) -> Chain | None:
    """The organisation that speaks on: “The company also said …” after “Acme said …”, described anew or not."""
    parse = scene.parse
    general = draft.lemma in _GENERAL or draft.lemma.endswith(("er", "or", "maker")) or draft.lemma in _SPECIAL
    if draft.type != "Organisation" or not general or words & _ANOTHER or words == {"holding"} or scene.quoted[draft.head] >= 0:
        return None
    if parse.deps[draft.head] != "nsubj" or parse.lemmas[parse.heads[draft.head]] not in scene.words.speech:
        return None
    spoke = [c for c in scene.chains.since(scene.sentence - 2) if c.spoke >= scene.sentence - 2 and c.named and c.type == draft.type and not c.plural]
    return spoke[0] if len(spoke) == 1 else None


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


def _in_view(scene: Scene, draft: Draft, kind: str = "") -> Chain | None:
    """The most salient named thing of a nominal's type in this and the last two sentences, if it stands out."""
    if draft.type == "Organisation":
        served = _served(scene, draft)
        if served is not None:
            return served
    found = []
    quote = scene.quoted[draft.head]
    for chain in scene.chains.since(scene.sentence - 2):
        gap = scene.sentence - chain.seen
        if chain.named and chain.type == (kind or draft.type) and not chain.plural and not (quote < 0 and chain.aloud):
            last = chain.latest
            if last is None or (draft.first <= last.first and last.last <= draft.last):
                continue
            found.append((chain.salience * 0.5**gap * (1 + 0.15 * min(len(chain.drafts), 8)), chain.number))
    found.sort(reverse=True)
    if found and (len(found) == 1 or found[0][0] >= 1.5 * found[1][0]):
        return scene.chains.all[found[0][1]]
    return None
