"""What pronouns stand for: the most salient chain that agrees in type, gender and number.

Invariants: a pronoun never joins a chain of another gender or number, nor an argument of its own verb, nor the phrase it lies in; “I” joins the
chain of whoever speaks the quotation it lies in, if that is a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotations.chains import Chain, compatible
from kg.annotations.mentions import Draft
from kg.annotations.vocabulary import FEMININE, FIRST, FIRST_PLURAL, MASCULINE, NEUTER, PLURAL, SECOND

if TYPE_CHECKING:
    from kg.annotations.coreference import Scene
    from kg.annotations.groups import Groups

REACH = 3  # sentences back
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_COLLECTIVE = frozenset(("Organisation", "State", "Group", "Place"))


class Pronouns:
    """Resolves the pronouns of one document from left to right.

    Args:
        scene: the document.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.first: list[Draft] = []
        self.voices: dict[tuple[str, int], Chain] = {}

    def resolve(self, draft: Draft, groups: Groups) -> None:
        """Put a pronoun in the chain that it stands for, or in one of its own."""
        chains = self.scene.chains
        word = draft.lemma
        for kind, listed in (("I", FIRST), ("we", FIRST_PLURAL), ("you", SECOND)):
            if word in listed:
                self._voice(kind, draft)
                return
        if word in ("this", "that", "these", "those"):
            chains.new(draft)
            return
        chain = self._explained(draft)
        if chain is not None:
            chains.add(chain, draft)
            return
        chain = self._reflexive(draft) if word in _REFLEXIVE else None
        chain = chain or self._cataphoric(draft) or self._best(draft, groups)
        if chain is None:
            chains.new(draft)
            return
        chains.add(chain, draft)
        if draft.plural:
            draft.type = chain.type
        elif draft.type == "Thing":
            draft.type = chain.type

    def _voice(self, kind: str, draft: Draft) -> None:
        """Keep one “I”, “we”, “you” for all quotations of a speaker, and one for what is not quoted."""
        scene = self.scene
        quote = scene.quoted[draft.head]
        speaker = scene.speakers.get(quote) if quote >= 0 else None
        key = (kind, -1 if quote < 0 else -2 - speaker.chain if speaker is not None and speaker.chain >= 0 else quote)
        chain = self.voices.get(key)
        if chain is None:
            chain = self.voices[key] = scene.chains.new(draft)
            chain.voice = True
        else:
            scene.chains.add(chain, draft)
        self.first.append(draft)

    # ------------------------------------------------------------------ agreement
    def _fits(self, draft: Draft, chain: Chain) -> float:
        """How well a chain's type, gender and number agree with a pronoun: 0 if they do not."""
        word = draft.lemma
        if word in MASCULINE or word in FEMININE:
            if chain.type != "Person" or chain.plural:
                return 0.0
            if chain.gender and chain.gender != draft.gender:
                return 0.0
            return 1.0 if chain.gender else 0.8
        if word in NEUTER:
            if chain.type in ("Person", "Group") or chain.plural:
                return 0.0
            return {"Organisation": 1.2, "State": 1.2, "Place": 0.7, "Concept": 0.6, "Thing": 0.8, "Event": 0.7}.get(chain.type, 0.9)
        if word in PLURAL:
            if chain.plural or chain.type == "Group":
                return 1.0
            if chain.type == "Organisation":
                return 0.6
        return 0.0

    def _barred(self, draft: Draft, chain: Chain) -> bool:
        """Whether grammar keeps a pronoun from a chain: an argument of the same verb, or the phrase around it."""
        parse = self.scene.parse
        possessive = parse.deps[draft.head] == "poss" or draft.lemma in _POSSESSIVE
        verb = self._governor(draft.head)
        for other in reversed(chain.drafts):
            if parse.sentence[other.head] != self.scene.sentence:
                if parse.sentence[other.head] < self.scene.sentence:
                    break
                continue
            if other.first <= draft.first and draft.last <= other.last:
                return True
            if not possessive and draft.lemma not in _REFLEXIVE and self._governor(other.head) == verb and parse.deps[other.head] != "poss":
                return True
        return False

    def _governor(self, head: int) -> int:
        parse = self.scene.parse
        above = parse.heads[head]
        steps = 0
        while parse.deps[head] in ("conj", "pobj", "appos") and steps < 6:
            head, steps = above, steps + 1
            above = parse.heads[head]
        if parse.pos[above] == "ADP":
            above = parse.heads[above]
        return above

    # ------------------------------------------------------------------ the candidates
    def _best(self, draft: Draft, groups: Groups) -> Chain | None:
        scene = self.scene
        parse = scene.parse
        speaker = scene.speakers.get(scene.quoted[draft.head]) if scene.quoted[draft.head] >= 0 else None
        best: Chain | None = None
        top = 0.0
        subject = parse.deps[draft.head] in ("nsubj", "nsubjpass")
        near = self._above(draft)
        said = self._said_of(draft)
        for chain in scene.chains.since(scene.sentence - REACH):
            if chain.voice:
                continue
            gap = scene.sentence - chain.seen
            fit = self._fits(draft, chain)
            if not fit or (said and not compatible(chain.type, said)) or (speaker is not None and speaker.chain == chain.number):
                continue
            score = fit * chain.salience * 0.5**gap
            last = chain.drafts[-1]
            if gap == 0 and chain.number in near:
                score *= 1.6
            if subject and parse.deps[last.head] in ("nsubj", "nsubjpass"):
                score *= 1.2
            if score > top and not self._barred(draft, chain):
                best, top = chain, score
        return best

    def _said_of(self, draft: Draft) -> str:
        """The type of what “it” is said to be (“it was his first meeting”), or ""."""
        parse = self.scene.parse
        verb = parse.heads[draft.head]
        if draft.lemma != "it" or parse.deps[draft.head] != "nsubj" or parse.lemmas[verb] != "be":
            return ""
        other = next((self.scene.at.get(c) for c in parse.children[verb] if parse.deps[c] == "attr"), None)
        return other.type if other is not None and other.type in ("Event", "Organisation", "Place", "State", "Law") else ""

    def _above(self, draft: Draft) -> set[int]:
        """Chains of the subjects of the verbs over a pronoun: of its own clause for a possessive, of the clauses that govern it."""
        scene = self.scene
        parse = scene.parse
        found: set[int] = set()
        verb = self._governor(draft.head)
        for _ in range(5):
            for child in parse.children[verb]:
                if parse.deps[child] in ("nsubj", "nsubjpass") and child < draft.head:
                    # “who” stands for the noun that its clause hangs on
                    other = scene.at.get(parse.heads[verb] if parse.tags[child] in ("WP", "WDT") and parse.deps[verb] == "relcl" else child)
                    if other is not None and other.chain >= 0:
                        found.add(other.chain)
            if parse.heads[verb] == verb:
                break
            verb = parse.heads[verb]
        return found

    def _explained(self, draft: Draft) -> Chain | None:
        """“He (Perot)”: a name in brackets behind a pronoun."""
        parse = self.scene.parse
        if draft.last + 2 >= len(parse.words) or parse.words[draft.last] not in ("(", "["):
            return None
        for i in range(draft.last + 1, min(draft.last + 5, len(parse.words) - 1)):
            other = self.scene.at.get(i)
            if (
                other is not None
                and other.kind == "name"
                and other.first == draft.last + 1
                and parse.words[other.last : other.last + 1] in ([")"], ["]"])
            ):
                chain = self.scene.chain(other)
                if chain.type == "Thing" and draft.gender in ("m", "f"):
                    chain.type = "Person"
                    for name in chain.drafts:
                        name.type = "Person"
                return chain if self._fits(draft, chain) else None
        return None

    def _reflexive(self, draft: Draft) -> Chain | None:
        scene = self.scene
        parse = scene.parse
        verb = self._governor(draft.head)
        for _ in range(4):
            for child in parse.children[verb]:
                if parse.deps[child] in ("nsubj", "nsubjpass") and child < draft.head:
                    other = scene.at.get(child)
                    if other is not None and other.chain >= 0 and self._fits(draft, scene.chain(other)):
                        return scene.chain(other)
            if parse.heads[verb] == verb:
                break
            verb = parse.heads[verb]
        return None

    def _cataphoric(self, draft: Draft) -> Chain | None:
        """“During his visit, Putin …”: a pronoun in a phrase before the subject of its sentence, where a name is the subject."""
        scene = self.scene
        parse = scene.parse
        begin, end = parse.sentences[scene.sentence]
        root = next((i for i in range(begin, end) if parse.heads[i] == i), begin)
        if draft.head > root:
            return None
        subject = next((c for c in parse.children[root] if parse.deps[c] in ("nsubj", "nsubjpass") and draft.head < c), -1)
        if subject < 0 or parse.left[subject] <= draft.head:
            return None
        if not any(parse.deps[c] in ("prep", "advcl") and parse.left[c] <= draft.head <= parse.right[c] for c in parse.children[root]):
            return None
        other = scene.at.get(subject)
        if other is None or other.kind != "name" or other.chain < 0:
            return None
        chain = scene.chain(other)
        return chain if self._fits(draft, chain) else None

    def first_person(self) -> None:
        """Give each “I” in a quotation to its speaker, “we” to a speaker that is an organisation or a state."""
        scene = self.scene
        for draft in self.first:
            speaker = scene.speakers.get(scene.quoted[draft.head]) if scene.quoted[draft.head] >= 0 else None
            if speaker is None or speaker.chain < 0:
                continue
            chain = scene.chain(speaker)
            if draft.lemma in SECOND or draft.chain == chain.number:
                continue
            if draft.lemma in FIRST if chain.type == "Person" else (draft.lemma in FIRST_PLURAL and chain.type in ("Organisation", "State", "Group")):
                draft.type = chain.type
                scene.chains.join(chain, scene.chain(draft))
