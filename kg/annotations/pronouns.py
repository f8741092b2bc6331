"""What pronouns stand for: the most salient chain that agrees in type, gender and number.

Invariants: a pronoun never joins a chain of another gender or number, nor an argument of its own verb, nor the phrase it lies in; “I” joins the
chain of whoever speaks the quotation it lies in, if that is a person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.annotations.binding import SELVES, SUBJECTS, forbidden, governor, subjects_above, told_of_others
from kg.annotations.chains import Chain, compatible
from kg.annotations.mentions import Draft
from kg.annotations.vocabulary import FEMININE, FIRST, FIRST_PLURAL, MASCULINE, NEUTER, PLURAL, SECOND

if TYPE_CHECKING:
    from kg.annotations.coreference import Scene
    from kg.annotations.groups import Groups

REACH = 3  # sentences back
NEUTER_FIT = {"Organisation": 1.2, "State": 1.2, "Place": 0.7, "Concept": 0.6, "Thing": 0.8, "Event": 0.7}
PLURAL_THING, PLURAL_ORG, TOPIC, NEAR, SUBJ, FADE = 1.0, 0.6, 0.0, 1.6, 1.2, 0.5
MARGIN, FAR, FLOOR = 1.0, 3, 0.0
SAYER = 2.5  # how much better the subject of “said” fits a pronoun in what it said
APART = 0.4  # how much worse one of “they” fits a pronoun beside it
ALOUD = 0.4  # how much worse what only a quotation speaks of fits a pronoun outside
_QUANTIFIED = frozenset("any every each no neither either another anyone anybody everyone everybody someone somebody nobody no-one something anything "
    "everything nothing".split())
_SAID_OF_THINGS = frozenset("indicate suggest show continue call charge add signal imply figure rule post note maintain".split())
# what is written or told says so as well (“it said”)
_TELLING = frozenset(
    "report statement study letter document survey paper poll website site article book data figure research source text review note message "
    "newspaper magazine post questionnaire law rule act decree order ruling court".split()
)
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
        chain = self._reflexive(draft) if word in SELVES else None
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
            return NEUTER_FIT.get(chain.type, 0.9)
        if word in PLURAL:
            if chain.plural or chain.type == "Group":
                return 1.0 if chain.type in ("Group", "Person") or chain.members else PLURAL_THING
            if chain.type == "Organisation":
                return PLURAL_ORG
        return 0.0

    # ------------------------------------------------------------------ the candidates
    def _best(self, draft: Draft, groups: Groups) -> Chain | None:
        scene = self.scene
        parse = scene.parse
        quote = scene.quoted[draft.head]
        speaker = scene.speakers.get(quote) if quote >= 0 else None
        best: Chain | None = None
        top = second = 0.0
        subject = parse.deps[draft.head] in SUBJECTS
        barred = forbidden(scene, draft)
        near, sayer = subjects_above(scene, draft)
        wanted = self._wanted(draft)
        apart = groups.last_together() if not draft.plural and told_of_others(scene, draft) else ()
        for chain in scene.chains.since(scene.sentence - REACH):
            if chain.voice or chain.number in barred or (speaker is not None and speaker.chain == chain.number):
                continue
            fit = self._fits(draft, chain)
            if not fit:
                continue
            gap = scene.sentence - chain.seen
            latest = chain.latest
            if latest is None or (wanted and not wanted(chain)):
                continue
            if latest.lemma in _QUANTIFIED or parse.lower[latest.first] in _QUANTIFIED:
                if gap:
                    continue  # “every country” is none; only its own sentence may take it up
            score = fit * chain.salience * FADE**gap * (1 + TOPIC * min(len(chain.drafts), 20))
            if gap == 0 and chain.number in near:
                score *= NEAR
            if chain.number == sayer and quote < 0:
                score *= SAYER
            if subject and parse.deps[latest.head] in SUBJECTS:
                score *= SUBJ
            if chain.number in apart:
                score *= APART
            if quote < 0 and chain.aloud:
                score *= ALOUD
            if score > top:
                best, top, second = chain, score, top
            elif score > second:
                second = score
        if best is not None and draft.lemma in NEUTER:
            if scene.sentence - best.seen > FAR or second > MARGIN * top or top < FLOOR:
                return None
        return best

    def _wanted(self, draft: Draft) -> Callable[[Chain], bool] | None:
        """What the words about a pronoun ask of its chain: a speaker, or what “it” is said to be (“it was his first meeting”)."""
        parse = self.scene.parse
        verb = parse.heads[draft.head]
        if parse.deps[draft.head] != "nsubj":
            return None
        if parse.lemmas[verb] in self.scene.words.speech and parse.lemmas[verb] not in _SAID_OF_THINGS and draft.lemma in ("it", "they"):
            return _speaks
        if draft.lemma != "it" or parse.lemmas[verb] != "be":
            return None
        other = next((self.scene.at.get(c) for c in parse.children[verb] if parse.deps[c] == "attr"), None)
        if other is None or other.type not in ("Event", "Organisation", "Place", "State", "Law"):
            return None
        said = other.type
        return lambda chain: compatible(chain.type, said)

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
        verb = governor(parse, draft.head)
        for _ in range(4):
            for child in parse.children[verb]:
                if parse.deps[child] in SUBJECTS and child < draft.head:
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
        subject = next((c for c in parse.children[root] if parse.deps[c] in SUBJECTS and draft.head < c), -1)
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


def _speaks(chain: Chain) -> bool:
    """Whether a chain can say something: people and what they form, and what is written."""
    if chain.type in ("Person", "Organisation", "State", "Group", "Place", "Work", "Law"):
        return True
    return any(lemma in _TELLING for lemma, _ in chain.lemmas)
