"""Chains in the making: what the mentions of one thing have told of it so far.

Invariants: a draft is in exactly one chain; joining chains keeps the lower number; what two chains know must agree (type, gender,
number, gazetteer entry) before they are joined. Look-ups are by index, so that the time for a document grows with its length alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.annotations.mentions import Draft


@dataclass(slots=True, eq=False)
class Chain:
    """One thing: drafts by position; what is known of it.

    Attributes:
        entity: the gazetteer's id it must mean, or "".
        words: the words of each of its names, in lower case.
        roles: titles and role nouns it bears; states: gazetteer ids beside them (“Russian president”).
        lemmas: heads of its nominals, with their modifiers.
        salience: weight of its recent mentions, as of sentence `seen`.
        members: chains of its members, if it is a group.
        voice: whether it is only an “I”, “we” or “you”.
        first: first token of its first mention.
        latest: the mention of it that was spoken of last.
        aloud: whether only quotations have spoken of it.
        serves: chains of the organisations that it holds an office of.
        spoke: sentence in which it last said something, or -1.
        generic: whether it is no one thing (“every country”).
    """

    number: int
    type: str
    drafts: list[Draft] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    entity: str = ""
    words: list[tuple[str, ...]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    lemmas: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    salience: float = 0.0
    seen: int = -1
    named: bool = False
    members: tuple[int, ...] = ()
    voice: bool = False
    first: int = 1 << 62
    latest: Draft | None = None
    aloud: bool = True
    serves: tuple[int, ...] = ()
    spoke: int = -1
    generic: bool = False

    def retype(self, kind: str) -> None:
        """Hold the thing to be of another type than its names seemed to tell."""
        self.type = kind
        self.gender = "" if kind == "Person" else "n"
        for draft in self.drafts:
            if draft.kind == "name":
                draft.type, draft.gender = kind, self.gender


_ANIMATE = frozenset(("Person",))
_COLLECTIVE = frozenset(("Organisation", "State", "Place", "Group"))
_BROAD = frozenset(("Thing", "Concept", ""))


def compatible(a: str, b: str) -> bool:
    """Whether a mention of one type may be of a chain of the other."""
    if a == b:
        return True
    if a in _ANIMATE or b in _ANIMATE:
        return False
    if a in _BROAD or b in _BROAD:
        return "State" not in (a, b)
    return {a, b} in (
        {"State", "Place"},
        {"Organisation", "Product"},
        {"Organisation", "Work"},
        {"Work", "Product"},
        {"Organisation", "Group"},
        {"Event", "Concept"},
    )


def seems_person(chain: Chain) -> bool:
    """Whether nothing but a guess at its form makes a name a person's: no title, no given name, no office."""
    return chain.type == "Person" and chain.named and not (chain.gender or chain.entity or chain.roles)


class Chains:
    """All chains of a document, by number."""

    def __init__(self) -> None:
        self.all: dict[int, Chain] = {}
        self.next = 0
        self.by_lemma: dict[str, dict[int, Chain]] = {}
        self.by_word: dict[str, dict[int, Chain]] = {}
        self.recent: dict[int, Chain] = {}

    def new(self, draft: Draft) -> Chain:
        """Begin a chain with a draft."""
        chain = Chain(self.next, draft.type)
        self.all[self.next] = chain
        self.next += 1
        self.add(chain, draft)
        return chain

    def add(self, chain: Chain, draft: Draft) -> None:
        """Put a draft in a chain and learn from it."""
        draft.chain = chain.number
        chain.drafts.append(draft)
        chain.first = min(chain.first, draft.first)
        chain.gender = chain.gender or draft.gender
        if draft.kind == "name":
            chain.named = True
            words = tuple(draft.name.lower().split())
            if words not in chain.words:
                chain.words.append(words)
                self.by_word.setdefault(words[-1], {})[chain.number] = chain
        chain.roles.update(draft.titles)
        if draft.plural and draft.kind != "pronoun":
            chain.plural = True

    def join(self, a: Chain, b: Chain) -> Chain:
        """Make one chain of two; the lower number stays."""
        if a is b:
            return a
        if b.number < a.number:
            a, b = b, a
        if not a.named and b.named:
            a.type = b.type
        for draft in b.drafts:
            draft.chain = a.number
        a.drafts.extend(b.drafts)
        a.gender = a.gender or b.gender
        a.plural = a.plural or b.plural
        a.entity = a.entity or b.entity
        a.words.extend(w for w in b.words if w not in a.words)
        a.roles |= b.roles
        a.states |= b.states
        a.lemmas.extend(b.lemmas)
        a.salience += b.salience
        a.seen = max(a.seen, b.seen)
        a.named = a.named or b.named
        a.members = a.members or b.members
        a.first = min(a.first, b.first)
        if a.latest is None or (b.latest is not None and b.latest.first > a.latest.first):
            a.latest = b.latest
        a.aloud = a.aloud and b.aloud
        a.serves = tuple(dict.fromkeys((*a.serves, *b.serves)))
        a.spoke = max(a.spoke, b.spoke)
        for lemma, _ in b.lemmas:
            self.by_lemma[lemma][a.number] = a
        for words in b.words:
            self.by_word[words[-1]][a.number] = a
        if b.number in self.recent and a.number not in self.recent:
            self.recent[a.number] = a
        self.recent.pop(b.number, None)
        del self.all[b.number]
        return a

    def mentioned(self, chain: Chain, draft: Draft, sentence: int, weight: float, *, quoted: bool) -> None:
        """Note that a chain has just been spoken of, and how prominently."""
        chain.latest = draft
        chain.aloud = chain.aloud and quoted
        gap = sentence - chain.seen
        chain.salience = weight + (chain.salience * 0.5**gap if chain.seen >= 0 else 0.0)
        chain.seen = sentence
        self.recent.pop(chain.number, None)
        self.recent[chain.number] = chain

    def since(self, sentence: int) -> Iterator[Chain]:
        """Chains spoken of in or after a sentence, the last one first."""
        for chain in reversed(self.recent.values()):
            if chain.seen < sentence:
                return
            yield chain

    def learn(self, chain: Chain, lemma: str, modifiers: frozenset[str]) -> None:
        """Note the head and the modifiers of a nominal of a chain."""
        if (lemma, modifiers) not in chain.lemmas:
            chain.lemmas.append((lemma, modifiers))
        self.by_lemma.setdefault(lemma, {})[chain.number] = chain
