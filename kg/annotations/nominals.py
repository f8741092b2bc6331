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
from kg.annotations.topics import COMPANIES, is_company, is_target
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
# a company that is yet to be: “the company” alone is the one that makes it
_COMING = frozenset("new another proposed combined merged resulting joint unnamed generation surviving holding parent".split())
# names of companies that an agency, a union or a club would not bear
_OFFICIAL = frozenset(("agency", "organization", "organisation", "club"))
_PLAIN = frozenset(("company", "firm", "corporation", "group"))  # nouns that any company may be called by
_BEARING = frozenset("company firm group corporation newspaper magazine party airline conglomerate consortium".split())
_VERY = frozenset(("particular", "very"))  # modifiers that tell nothing from others
# last words of names of events
_HELD = frozenset("festival tournament conference fair expo championship championships cup games summit olympics marathon convention".split())
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


def determiner(scene: Scene, draft: Draft) -> str:
    """The word that makes a noun phrase definite, as of “the company”, “all the company”, “company said”; else its first word."""
    lower = scene.parse.lower
    if is_bare(scene, draft) or (lower[draft.first] in ("all", "half") and lower[draft.first + 1] == "the"):
        return "the"
    return lower[draft.first]


def is_bare(scene: Scene, draft: Draft) -> bool:
    """Whether “company” stands for “the company”: “As of October 16, company said …”."""
    parse, head = scene.parse, draft.head
    return (
        draft.first == head
        and draft.lemma in _GENERAL
        and not draft.plural
        and parse.words[head].islower()
        and parse.deps[head] == "nsubj"
        and parse.lemmas[parse.heads[head]] in scene.words.speech
    )


def name_of(scene: Scene, draft: Draft) -> Chain | None:
    """The organisation whose name a noun bears before it: “the Sunday Mail newspaper”, “the Acme group”."""
    parse = scene.parse
    if draft.lemma not in _BEARING or draft.plural or draft.type != "Organisation" or parse.lower[draft.first] != "the":
        return None
    for child in parse.children[draft.head]:
        name = scene.at.get(child)
        if name is not None and child < draft.head and parse.deps[child] in ("compound", "nmod") and name.kind == "name" and name.last == draft.head:
            chain = scene.chain(name)
            return chain if chain.type == "Organisation" and name.first - draft.first <= 2 else None
    return None


def take_up(scene: Scene, draft: Draft) -> Chain | None:
    """The chain that a definite noun phrase takes up: the same noun, a name that ends in it, or the one thing of its kind in view."""
    parse, chains = scene.parse, scene.chains
    first = determiner(scene, draft)
    if draft.lemma in VAGUE:
        return None
    words = modifiers(parse, draft.head) - _VERY
    narrowed = complement(parse, draft.head)
    if first in POINTING and not _NARROWING.isdisjoint(parse.lower[draft.head + 1 : draft.last + 1]):
        return None
    if narrowed >= 0 and (first != "the" or parse.deps[narrowed] in ("relcl", "acl")):
        return None  # “those people with a deficiency”, “the ship that sank”: said for the first time
    here = first in POINTING and draft.type in ("State", "Place")  # “this country” may be that of whoever speaks
    best: Chain | None = None
    place = -1
    if draft.type == "Organisation" and first == "the" and not words and narrowed < 0 and not draft.plural and is_target(parse, draft.head):
        sought = [c for c in scene.targets if c in chains.all and _may_be(scene, draft, chains.all[c])]
        if len(sought) == 1:
            return chains.all[sought[0]]
    doer = _doer(scene, draft) if draft.type == "Organisation" else -1
    for chain in chains.by_lemma.get(draft.lemma, {}).values():
        last = chain.latest
        if chain.number not in chains.all or last is None or chain.plural != draft.plural or chain.number == doer:
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
    if best is not None and draft.type == "Organisation" and not best.named and not words & _ANOTHER:
        best = _of_two(scene, draft, best)
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
        found = _in_view(scene, draft) or (_topical(scene, draft) if first == "the" else None)
        if found is not None:
            return found
    if not words and draft.lemma in scene.words.ontology.lexicon.product_nouns and first in ("the", "this"):
        return _in_view(scene, draft, "Product")  # “The aircraft landed”, where the text speaks of the Airbus A380
    if draft.lemma == "event" and not words:
        return _happening(scene)
    return _speaks_on(scene, draft, words) if first == "the" else None


def _happening(scene: Scene) -> Chain | None:
    """The one event with a name that was last spoken of: “the event” after “the Taipei Lantern Festival”."""
    near = [
        c for c in scene.chains.since(scene.sentence - 3) if c.named and (c.type == "Event" or any(words[-1] in _HELD for words in c.words if words))
    ]
    return near[0] if len(near) == 1 else None


def _of_two(scene: Scene, draft: Draft, best: Chain) -> Chain | None:
    """What “the company” takes up where an unnamed one was spoken of: not “the new company”; of “Acme became a company”, Acme."""
    last = best.latest
    if last is None or last.kind != "nominal":
        return best
    parse = scene.parse
    if parse.deps[last.head] == "attr":
        subject = next((scene.at.get(c) for c in parse.children[parse.heads[last.head]] if parse.deps[c] in SUBJECTS), None)
        if subject is not None and subject.chain >= 0 and scene.chain(subject).type == best.type:
            return scene.chain(subject)
    return None if any(others & _COMING for _, others in best.lemmas) else best


def _may_speak(scene: Scene, draft: Draft, words: frozenset[str]) -> bool:
    """Whether a noun phrase may be the organisation that has been speaking: the subject of a verb of speech, with no sign of being another."""
    parse = scene.parse
    general = draft.lemma in _GENERAL or draft.lemma.endswith(("er", "or", "maker")) or draft.lemma in _SPECIAL
    if draft.type != "Organisation" or not general or words & _ANOTHER or words == {"holding"} or scene.quoted[draft.head] >= 0:
        return False
    return parse.deps[draft.head] == "nsubj" and parse.lemmas[parse.heads[draft.head]] in scene.words.speech


def _speaking(scene: Scene, draft: Draft, words: frozenset[str]) -> Chain | None:
    """The organisation that speaks on: “The company also said …” after “Acme said …”, described anew or not."""
    if not _may_speak(scene, draft, words):
        return None
    near = scene.sentence - 2
    spoke = [c for c in scene.chains.since(near) if c.spoke >= near and _may_be(scene, draft, c)]
    return _one(scene, spoke)


def _speaks_on(scene: Scene, draft: Draft, words: frozenset[str]) -> Chain | None:
    """The organisation that the report is about, if no other has spoken since it did: “The company said …”, however far."""
    topic = _topic(scene, draft)
    if topic is None or not _may_speak(scene, draft, words):
        return None
    return (
        None if any(c.spoke >= topic.spoke and _may_be(scene, draft, c) and not _akin(c, topic) for c in scene.chains.since(topic.spoke)) else topic
    )


def _one(scene: Scene, chains: list[Chain]) -> Chain | None:
    """The only one of some chains; of “Kodak” and “Eastman Kodak Co”, the one that the report is about, or else the last spoken of."""
    if not chains or not all(_akin(chains[0], c) for c in chains[1:]):
        return None
    topic = scene.topic.chain if scene.topic is not None else -1
    return next((c for c in chains if c.number == topic), chains[0])


def _akin(a: Chain, b: Chain) -> bool:
    """Whether a name of one chain is part of a name of the other, so that they may be one."""
    return any(set(x) <= set(y) or set(y) <= set(x) for x in a.words for y in b.words)


def _may_be(scene: Scene, draft: Draft, chain: Chain) -> bool:
    """Whether a named chain may be meant by a noun for an organisation: “the airline” is no ministry."""
    if not chain.named or chain.type != draft.type or chain.plural:
        return False
    if draft.lemma in _OFFICIAL:
        return not any(words and words[-1] in scene.words.company_endings for words in chain.words)
    return draft.lemma not in COMPANIES or is_company(scene, chain)


def _topic(scene: Scene, draft: Draft) -> Chain | None:
    """The organisation that the report is about, if it may be meant and has been spoken of."""
    if scene.topic is None or draft.type != "Organisation" or draft.lemma not in _PLAIN or scene.topic.first >= draft.first:
        return None
    chain = scene.chain(scene.topic)
    return chain if _may_be(scene, draft, chain) else None


def _topical(scene: Scene, draft: Draft) -> Chain | None:
    """The organisation that the report is about, where no other that may be meant has been spoken of since."""
    topic = _topic(scene, draft)
    if topic is None or scene.quoted[draft.head] >= 0 or scene.sentence - topic.seen > REACH or topic.number == _doer(scene, draft):
        return None
    return None if any(_may_be(scene, draft, c) and not _akin(c, topic) for c in scene.chains.since(topic.seen)) else topic


def _doer(scene: Scene, draft: Draft) -> int:
    """The chain of the subject over a phrase that is no subject and no owner itself: “Acme took steps to gain control of the company”, another."""
    parse = scene.parse
    token = draft.head
    if parse.deps[token] in ("poss", *SUBJECTS):
        return -1
    if parse.deps[token] == "pobj" and parse.pos[parse.heads[parse.heads[token]]] == "NOUN" and not is_target(parse, token):
        return -1  # “Acme agreed to settle claims against the company”
    for _ in range(12):
        above = parse.heads[token]
        if above == token or parse.deps[token] == "ccomp":
            return -1
        for child in parse.children[above]:
            if parse.deps[child] in SUBJECTS and child < draft.head:
                other = scene.at.get(parse.heads[above] if parse.tags[child] in ("WP", "WDT") and parse.deps[above] == "relcl" else child)
                return other.chain if other is not None else -1
        token = above
    return -1


def _rivalled(scene: Scene, draft: Draft, best: Chain) -> bool:
    """Whether “the party” may as well be another organisation, that was the subject since the one of that name was last spoken of."""
    if draft.type != "Organisation" or scene.sentence - best.seen < 2:
        return False
    return any(
        chain.named
        and not _akin(chain, best)
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
    doer = _doer(scene, draft)
    for chain in scene.chains.since(scene.sentence - 2):
        gap = scene.sentence - chain.seen
        fits = chain.named and chain.type == kind and not chain.plural if kind else _may_be(scene, draft, chain)
        if fits and not (quote < 0 and chain.aloud) and chain.number != doer:
            last = chain.latest
            if last is None or (draft.first <= last.first and last.last <= draft.last):
                continue
            found.append((chain.salience * 0.5**gap * (1 + 0.15 * min(len(chain.drafts), 8)), chain.number))
    found.sort(reverse=True)
    if found and (len(found) == 1 or found[0][0] >= 1.5 * found[1][0]):
        return scene.chains.all[found[0][1]]
    return None
