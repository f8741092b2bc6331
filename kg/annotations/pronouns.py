"""What pronouns stand for: the most salient chain that agrees in type, gender and number.

Invariants: a pronoun never joins a chain of another gender or number, nor one that grammar forbids (`binding`); “it” is left alone where two chains
fit it about as well; “I” joins the chain of whoever speaks the quotation it lies in, if that is a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotations.binding import SELVES, SUBJECTS, forbidden, governor, subjects_above, told_of_others
from kg.annotations.chains import Chain, compatible, seems_person
from kg.annotations.mentions import Draft
from kg.annotations.vocabulary import FEMININE, FIRST, FIRST_PLURAL, MASCULINE, NEUTER, PLURAL, SECOND

if TYPE_CHECKING:
    from kg.annotations.groups import Groups
    from kg.annotations.roles import Roles
    from kg.annotations.scene import Scene

REACH = 2  # sentences back
FAR = 1  # sentences back that “it” may look for what says nothing
FADE = 0.35  # by which salience fades with each sentence
FLOOR, MARGIN = 0.6, 0.9  # “it” is left alone where the best chain is weaker than the one, or the next best as good as this share of it
_NEUTER = {"Place": 0.7, "Concept": 0.8}  # how well “it” fits, where not 1
_PLURAL_FOR_ONE = 0.2  # how well “they” fits one organisation
# by how much better or worse a chain fits …
_NEAR = 1.6  # the subject of a verb over the pronoun
_SAYER = 2.5  # the subject of “said”, where the pronoun is the subject of what is said
_PARALLEL = 1.2  # a subject, where the pronoun is one
_SPOKE = 1.5  # who spoke last, where the pronoun says something
_GENERIC = 0.6  # “every country”
_LED = 0.5  # a thing or an event, where the pronoun is a person's whom it has (“its director”)
_THING = 0.4  # an organisation or a state, where the pronoun is said to be a thing
_DONE = 0.5  # things, where the pronoun does something to something
_APART = 0.4  # one of “they”, where the pronoun stands beside them
_ALOUD = 0.2  # what only quotations speak of, where the pronoun stands in none
_MEASURES = frozenset("time year month day week hour minute second point percent pct mile kilometre metre".split())
_SAID_OF_THINGS = frozenset("indicate suggest show continue call charge add signal imply figure rule post note maintain".split())
# what is written or told says so as well (“it said”)
_TELLING = frozenset(
    "report statement study letter document survey paper poll website site article book data figure research source text review note message "
    "newspaper magazine post questionnaire law rule act decree order ruling court".split()
)


@dataclass(slots=True)
class _Signs:
    """What the words about a pronoun tell of its chain.

    Attributes:
        near, sayer: see `subjects_above`.
        apart: chains that its clause calls “they”.
        subject: whether it is one.
        spoken: the sentence since which a chain must have spoken to go on speaking.
        leads: whether it has a director, a spokesman.
        thing: whether it is said to be a thing, or to hold something (“in it”).
        acts: whether it is plural and does something to something.
        quoted: whether it is quoted.
        deps: the parse's.
    """

    near: set[int]
    sayer: int
    apart: tuple[int, ...]
    subject: bool
    spoken: int
    leads: bool
    thing: bool
    acts: bool
    quoted: bool
    deps: list[str]

    def weight(self, chain: Chain, gap: int) -> float:
        """By how much they lift a chain that was last spoken of some sentences ago."""
        weight = 1.0
        if gap == 0 and chain.number in self.near:
            weight *= _NEAR
        if chain.number == self.sayer:
            weight *= _SAYER
        if self.subject and chain.latest is not None and self.deps[chain.latest.head] in SUBJECTS:
            weight *= _PARALLEL
        if chain.spoke >= self.spoken:
            weight *= _SPOKE
        if self.leads and chain.type in ("Thing", "Concept", "Event"):
            weight *= _LED
        if self.thing and chain.type in ("Organisation", "State"):
            weight *= _THING
        if self.acts and chain.type in ("Thing", "Concept") and not chain.members:
            weight *= _DONE
        if chain.generic:
            weight *= _GENERIC
        if chain.number in self.apart:
            weight *= _APART
        if chain.aloud and not self.quoted:
            weight *= _ALOUD
        return weight


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
        word, parse = draft.lemma, self.scene.parse
        if word in MASCULINE or word in FEMININE:
            if chain.type != "Person" or chain.plural:
                return 0.0
            if chain.gender and chain.gender != draft.gender:
                return 0.0
            return 1.0 if chain.gender else 0.8
        if word in NEUTER:
            if chain.type in ("Person", "Group") or chain.plural:
                return 0.0
            return _NEUTER.get(chain.type, 1.0)
        if word in PLURAL:
            if chain.plural or chain.type == "Group":
                return 1.0
            latest = chain.latest
            if latest is not None and latest.first and parse.tags[latest.head] == "NNPS" and parse.lower[latest.first - 1] == "the":
                return 0.9  # “the Greens”
            if chain.gender in ("m", "f"):
                return 0.0
            if chain.type == "Organisation":
                return _PLURAL_FOR_ONE
        return 0.0

    # ------------------------------------------------------------------ the candidates
    def _best(self, draft: Draft, groups: Groups) -> Chain | None:
        scene = self.scene
        best: Chain | None = None
        top = second = 0.0
        barred = forbidden(scene, draft)
        speaker = scene.speakers.get(scene.quoted[draft.head]) if scene.quoted[draft.head] >= 0 else None
        if speaker is not None and speaker.chain >= 0:
            barred.add(speaker.chain)  # who speaks of himself says “I”
        wanted = self._wanted(draft)
        signs = self._signs(draft, groups)
        if draft.lemma in NEUTER and signs.sayer >= 0 and seems_person(scene.chains.all[signs.sayer]):
            return None  # whether “Voltmark” is a person or a company is not known
        for chain in scene.chains.since(scene.sentence - REACH):
            if chain.voice or chain.number in barred:
                continue
            fit = self._fits(draft, chain)
            gap = scene.sentence - chain.seen
            if not fit or (draft.plural and chain.latest is not None and chain.latest.lemma in _MEASURES):
                continue
            # “every country” is none; only its own sentence may take it up
            if (wanted and not wanted(chain)) or (chain.generic and gap):
                continue
            score = fit * chain.salience * FADE**gap * signs.weight(chain, gap)
            if score > top:
                best, top, second = chain, score, top
            elif score > second:
                second = score
        if best is not None and draft.lemma in NEUTER:
            far = scene.sentence - best.seen > FAR and wanted is not _speaks
            if far or top < FLOOR or second > MARGIN * top:
                return None
        return best

    def _signs(self, draft: Draft, groups: Groups) -> _Signs:
        scene = self.scene
        parse = scene.parse
        deps, above = parse.deps, parse.heads[draft.head]
        near, sayer = subjects_above(scene, draft)
        subject = deps[draft.head] in SUBJECTS
        quoted = scene.quoted[draft.head] >= 0
        owned = scene.at.get(above) if draft.lemma in ("its", "their") and deps[draft.head] == "poss" else None
        return _Signs(
            near,
            -1 if quoted else sayer,
            groups.last_together() if not draft.plural and told_of_others(scene, draft) else (),
            subject,
            scene.sentence - 1 if deps[draft.head] == "nsubj" and parse.lemmas[above] in scene.words.speech else 1 << 62,
            owned is not None and owned.type in ("Person", "Group") and bool(owned.titles),
            draft.lemma == "it" and self._thing(draft.head),
            draft.plural and subject and any(deps[c] == "dobj" for c in parse.children[above]),
            quoted,
            deps,
        )

    def _thing(self, head: int) -> bool:
        """Whether “it” is a thing by what is said of it (“it is a product”, “in it he wrote”)."""
        parse = self.scene.parse
        above = parse.heads[head]
        if parse.deps[head] == "pobj":
            return parse.lower[above] in ("in", "inside", "within", "on")
        if parse.deps[head] != "nsubj":
            return False
        for verb in (above, *(c for c in parse.children[above] if parse.deps[c] == "xcomp")):
            if parse.lemmas[verb] == "be":
                other = next((self.scene.at.get(c) for c in parse.children[verb] if parse.deps[c] == "attr"), None)
                return other is not None and other.kind == "nominal" and other.type in ("Thing", "Product", "Work", "Concept", "Event")
        return False

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
        if draft.head > root or parse.deps[draft.head] == "pobj":
            return None
        subject = next((c for c in parse.children[root] if parse.deps[c] in SUBJECTS and draft.head < c), -1)
        if subject < 0 or parse.left[subject] <= draft.head:
            return None
        if not any(parse.deps[c] in ("prep", "advcl") and parse.left[c] <= draft.head <= parse.right[c] for c in parse.children[root]):
            return None
        other = scene.at.get(subject)
        if other is None or other.kind not in ("name", "nominal") or other.chain < 0:
            return None
        chain = scene.chain(other)
        return chain if chain.named and self._fits(draft, chain) else None

    def first_person(self, roles: Roles) -> None:
        """Give each “I” in a quotation to its speaker, “we” to a speaker that is an organisation or a state, or to that for which he speaks."""
        scene = self.scene
        for draft in self.first:
            speaker = scene.speakers.get(scene.quoted[draft.head]) if scene.quoted[draft.head] >= 0 else None
            if speaker is None or speaker.chain < 0:
                continue
            chain = scene.chain(speaker)
            if draft.lemma in SECOND or draft.chain == chain.number:
                continue
            meant: Chain | None = None
            if chain.type == "Person":
                meant = chain if draft.lemma in FIRST else roles.spoken_for(chain) if draft.lemma in FIRST_PLURAL else None
            elif draft.lemma in FIRST_PLURAL and chain.type in ("Organisation", "State", "Group"):
                meant = chain
            if meant is not None and draft.chain != meant.number:
                for voice in scene.chain(draft).drafts:
                    voice.type = meant.type
                scene.chains.join(meant, scene.chain(draft))


def _speaks(chain: Chain) -> bool:
    """Whether a chain can say something: people and what they form, and what is written."""
    if chain.type in ("Person", "Organisation", "State", "Group", "Place", "Work", "Law"):
        return True
    return any(lemma in _TELLING for lemma, _ in chain.lemmas)
