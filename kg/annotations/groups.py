"""Groups: “the two leaders”, “both sides”, “the pair”, “they”, “each other”, with their members.

Invariants: a group's members are chains of the class its noun names, at least two, each once, in order of their first mention; a group whose
members are not certain has none and stays a plain nominal or pronoun.

What belongs together is learned as the text goes on: from coordinations (“Putin and Xi”), from what two things do to or with each other
(“Xi met Putin”, “Russia's ties with China”), from groups already resolved, and for states from their office holders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotations.mentions import Draft
from kg.annotations.roles import matches

if TYPE_CHECKING:
    from kg.annotations.roles import Roles
    from kg.annotations.scene import Scene

REACH = 6  # sentences that a group noun may look back over
FADING = 0.75  # by which evidence that two things belong together fades with each sentence
NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "couple": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4}
CLASSES = frozenset(("Person", "State", "Organisation"))
_DETERMINERS = frozenset(("the", "both", "these", "those", "neither", "either"))
_ANY = ("State", "Person", "Organisation")
_SIDES = ("State", "Organisation")  # what “both sides” may be
_SOMEONE = frozenset(("someone", "somebody", "anyone", "anybody", "whoever"))
_DEALINGS = frozenset(("with", "against", "between", "to", "and", "by", "toward", "towards"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "poss", "pobj", "agent"))


class Groups:
    """Resolves the groups of one document from left to right.

    Args:
        scene: the document.
        roles: its persons' offices.
    """

    def __init__(self, scene: Scene, roles: Roles) -> None:
        self.scene = scene
        self.roles = roles
        self.nouns = scene.words.ontology.lexicon.group_nouns
        self.coordinations: list[tuple[int, int, tuple[int, ...]]] = []  # sentence, token, chains
        self.together: dict[tuple[int, ...], tuple[float, int]] = {}  # chains: strength, sentence of the last evidence
        self.dealing: dict[int, list[Draft]] = {}
        self.groups: dict[tuple[int, ...], int] = {}
        self.plurals: list[Draft] = []
        self.open: list[Draft] = []
        self.sayer: Draft | None = None  # the last that said something and are several
        self.latest: tuple[int, tuple[int, ...]] = (-9, ())  # sentence and chains of what was last named together

    # ------------------------------------------------------------------ what belongs together
    def saw(self, draft: Draft) -> None:
        """Learn from a mention that has its chain."""
        if draft.kind == "group" or (draft.plural and draft.kind == "nominal" and draft.type == "Group"):
            self.plurals.append(draft)
        if draft.plural and draft.kind in ("nominal", "group") and (draft.type in CLASSES or draft.type == "Group" or draft.lemma == "source"):
            if self._says(draft):
                self.sayer = draft
        if draft.kind == "demonym" or self._class(draft.chain) not in CLASSES:
            return
        parse, at = self.scene.parse, self.scene.at
        head = draft.head
        if parse.deps[head] == "conj":
            members = [draft]
            while parse.deps[head] == "conj" and len(members) <= 8:
                head = parse.heads[head]
                other = at.get(head)
                if other is None or other.chain < 0:
                    return
                members.append(other)
            if any(parse.deps[c] == "conj" for c in parse.children[draft.head]):
                return  # not the last
            numbers = tuple(dict.fromkeys(m.chain for m in reversed(members)))
            if len(numbers) > 1 and len({self._class(n) for n in numbers}) == 1 and not any(m.plural for m in members):
                self.coordinations.append((parse.sentence[draft.head], draft.head, numbers))
                self.latest = parse.sentence[draft.head], numbers
                self._evidence(numbers, 1.5 if parse.deps[head] in ("nsubj", "nsubjpass") else 1.0)
            return
        dep, above = parse.deps[head], parse.heads[head]
        if dep not in _ARGUMENTS or draft.plural:
            return
        if dep in ("pobj", "agent"):
            if parse.lower[above] not in _DEALINGS:
                return
            above = parse.heads[above]
        above = self._deed(above)
        others = self.dealing.setdefault(above, [])
        for other in others:
            if other.chain != draft.chain and self._class(other.chain) == self._class(draft.chain):
                self._evidence((other.chain, draft.chain), 0.7)
        others.append(draft)

    def _deed(self, verb: int) -> int:
        """The word under which the subject of a verb stands: that of the verb above an infinitive, participle or second predicate."""
        parse = self.scene.parse
        for _ in range(5):
            if parse.deps[verb] not in ("xcomp", "conj", "acomp", "pcomp", "advcl") or any(
                parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[verb]
            ):
                break
            verb = parse.heads[verb]
        return verb

    def _evidence(self, numbers: tuple[int, ...], weight: float) -> None:
        sentence = self.scene.sentence
        key = tuple(sorted(numbers))
        strength, last = self.together.get(key, (0.0, sentence))
        self.together[key] = strength * FADING ** (sentence - last) + weight, sentence
        if all(self._class(n) == "Person" for n in key):
            states = [self.roles.nations(n) for n in key]
            if all(len(s) == 1 for s in states):
                found = [self.scene.of_entity(s[0]) for s in states]
                nations = tuple(dict.fromkeys(c.number for c in found if c is not None))
                if len(nations) == len(key) and all(self._class(n) == "State" for n in nations):
                    self._evidence(nations, 0.8 * weight)

    def _class(self, number: int) -> str:
        chain = self.scene.chains.all.get(number)
        return "" if chain is None else chain.type

    def _is(self, number: int, kind: str, role: str) -> bool:
        chain = self.scene.chains.all.get(number)
        if chain is None or chain.plural or (chain.type != kind and not self.scene.words.ontology.is_a(chain.type, kind)):
            return False
        return not role or any(matches(role, title) for title, _ in self.roles.held.get(number, ()))

    def _strongest(self, kind: str, count: int, role: str) -> tuple[tuple[int, ...], float]:
        """The chains of a class (and role) that belong together most, and how strongly."""
        best: tuple[int, ...] = ()
        top = 0.0
        faded = [numbers for numbers, (_, last) in self.together.items() if self.scene.sentence - last > REACH]
        for numbers in faded:
            del self.together[numbers]
        for numbers, (strength, last) in self.together.items():
            gap = self.scene.sentence - last
            if len(numbers) == count or not count:
                score = strength * FADING**gap
                if score > top and all(self._is(n, kind, role) for n in numbers):
                    best, top = numbers, score
        return best, top

    def _salient(self, kind: str, count: int, role: str, reach: int) -> tuple[int, ...]:
        """The most salient named chains of a class (and role), if just so many stand out."""
        scene = self.scene
        found = []
        for chain in scene.chains.since(scene.sentence - reach):
            gap = scene.sentence - chain.seen
            if chain.named and chain.type in CLASSES and self._is(chain.number, kind, role):
                found.append((chain.salience * 0.5**gap * (1 + 0.1 * len(chain.drafts)), chain.number))
        found.sort(key=lambda f: (-f[0], f[1]))
        if len(found) < count or (len(found) > count and found[count - 1][0] < 1.5 * found[count][0]):
            return ()
        return tuple(sorted(number for _, number in found[:count]))

    # ------------------------------------------------------------------ nouns
    def nominal(self, draft: Draft) -> bool:
        """Give a group noun its members.

        Returns:
            True if the draft is a group and has its chain.
        """
        parse = self.scene.parse
        lemma, word = draft.lemma, parse.lower[draft.head]
        if lemma == "other" and parse.lower[draft.first] == "the" and draft.last - draft.first == 2:
            return self._other(draft)
        kind = self.nouns.get(word) or self.nouns.get(lemma, "")
        numeral = lemma in ("both", "two", "three") and parse.pos[draft.head] in ("NUM", "PRON", "DET")
        if not (kind or numeral) or not (draft.plural or word in NUMBERS) or parse.lower[draft.first] not in _DETERMINERS:
            return False
        role = draft.titles[0] if draft.titles and kind == "Person" else ""
        count = NUMBERS.get(parse.lower[draft.first], 0) or NUMBERS.get(word, 0)
        shared = 0
        for child in parse.children[draft.head]:
            if child < draft.head:
                count = max(count, NUMBERS.get(parse.lower[child], 0))
                if (
                    parse.deps[child] in ("amod", "compound", "nmod", "poss")
                    and child not in self.scene.at
                    and not draft.titles
                    and (kind != "State" or not count)
                ):
                    return False  # “the other Western companies”, “the oil-rich countries”: narrowed by more than their number
            elif parse.deps[child] in ("relcl", "acl", "prep"):
                inner = next((c for c in parse.children[child] if parse.deps[c] == "pobj"), -1)
                shared = next((NUMBERS[parse.lower[c]] for c in parse.children[inner] if parse.lower[c] in NUMBERS), 0) if inner >= 0 else 0
                if not (role and shared):
                    return False
        count = count or shared
        if role in ("man", "woman", "person", "official", "politician", "colleague", "diplomat"):
            role = ""
        members = self._members(kind, count, role, sides=lemma == "side")
        if not members:
            if role and count:
                self.open.append(draft)
            return False
        self._give(draft, members)
        return True

    def _other(self, draft: Draft) -> bool:
        """“Peru and Chile have each blamed the other”: as if each other."""
        parse = self.scene.parse
        verb = parse.heads[draft.head]
        for _ in range(4):
            subject = next((c for c in parse.children[verb] if parse.deps[c] in ("nsubj", "nsubjpass") and c < draft.head), -1)
            if subject >= 0:
                other = self.scene.at.get(subject)
                beside = (*parse.children[verb], *parse.children[subject])
                return other is not None and any(parse.lower[c] == "each" for c in beside) and self._follow(draft, other, subject)
            if parse.heads[verb] == verb:
                break
            verb = parse.heads[verb]
        return False

    def _members(self, kind: str, count: int, role: str, *, sides: bool = False) -> tuple[int, ...]:
        if role:
            members, _ = self._strongest("Person", count, role)
            if members:
                return members
            held = self._holders(role)
            return held if len(held) == (count or 2) else self._salient("Person", count or 2, role, REACH)
        if kind in ("", "Person") and self.scene.sentence - self.latest[0] <= 1:
            live = [n for n in self.latest[1] if n in self.scene.chains.all]
            if len(live) == (count or 2):
                return self.latest[1]  # “the two”, “the pair”
        kinds = (kind,) if kind in CLASSES and kind != "Person" else _SIDES if sides else _ANY
        found = [self._strongest(each, count, "") for each in kinds]
        if kind == "Person":  # “the pair” may be two states
            found = [(numbers, score * (1.2 if self._class(numbers[0]) == "Person" else 1.0)) for numbers, score in found if numbers]
        best, top = max(found, key=lambda f: f[1], default=((), 0.0))
        if top >= 0.15:
            return best
        return self._salient(kind, count or 2, "", 3) if kind in CLASSES and (count or kind == "State") else ()

    def _holders(self, role: str) -> tuple[int, ...]:
        return tuple(
            number
            for number in sorted(self.roles.held)
            if (chain := self.scene.chains.all.get(number)) is not None
            and chain.type == "Person"
            and chain.named
            and any(matches(role, title) for title, _ in self.roles.held[number])
        )

    def last(self) -> None:
        """Give role groups that come before their members (“the foreign ministers of both countries”) the two persons who bear the role."""
        for draft in self.open:
            chain = self.scene.chain(draft)
            held = self._holders(draft.titles[0])
            if len(held) == 2 and not draft.members and len(chain.drafts) == 1:
                draft.kind, draft.members, draft.type = "group", held, "Person"
                chain.members, chain.type = held, "Person"

    # ------------------------------------------------------------------ pronouns
    def pronoun(self, draft: Draft) -> bool:
        """Give “they” the members of a coordination or group that has just been named, “each other” the subject's.

        Returns:
            True if the draft is a group and has its chain.
        """
        if draft.lemma not in ("they", "them", "their", "theirs", "themselves", "each other"):
            return False
        scene = self.scene
        parse = scene.parse
        if draft.lemma == "each other":
            verb = parse.heads[draft.head]
            for _ in range(4):
                subject = next((c for c in parse.children[verb] if parse.deps[c] in ("nsubj", "nsubjpass") and c < draft.head), -1)
                other = scene.at.get(subject)
                if other is not None:
                    return self._follow(draft, other, subject)
                if parse.heads[verb] == verb:
                    break
                verb = parse.heads[verb]
            return False
        if self._someone(draft):
            scene.chains.new(draft)
            return True
        if draft.lemma == "they" and self.sayer is not None and self._says(draft) and self._speak_on(self.sayer):
            # “They said …” of those who spoke, not of whom they spoke
            draft.type, draft.members = self.sayer.type, self.sayer.members
            draft.kind = "group" if draft.members else draft.kind
            scene.chains.add(scene.chain(self.sayer), draft)
            return True
        plural = self._plural_before(draft)
        together = next((c for c in reversed(self.coordinations) if c[1] < draft.head), None)
        if (
            together is not None
            and scene.sentence - together[0] <= 1
            and (plural is None or plural.head < together[1])
            and all(n in scene.chains.all for n in together[2])
        ):
            self._give(draft, together[2])
            return True
        if plural is not None and plural.kind == "group":
            draft.kind, draft.members, draft.type = "group", plural.members, plural.type
            scene.chains.add(scene.chain(plural), draft)
            return True
        return False

    def _says(self, draft: Draft) -> bool:
        """Whether a mention is the subject of a verb of speech, outside quotations."""
        parse, head = self.scene.parse, draft.head
        verb = parse.heads[head]
        if parse.deps[head] != "nsubj" or parse.lemmas[verb] not in self.scene.words.speech or self.scene.quoted[head] >= 0:
            return False
        return not any(parse.deps[c] == "dobj" for c in parse.children[verb] if parse.lemmas[verb] != "tell")

    def _speak_on(self, sayer: Draft) -> bool:
        """Whether those who spoke may go on speaking: no others have been a subject together since."""
        scene = self.scene
        parse = scene.parse
        spoke = parse.sentence[sayer.head]
        if scene.sentence - spoke > 2:
            return False
        after = [other.head for other in self.plurals if other.kind == "group" and parse.sentence[other.head] > spoke]
        after.extend(token for sentence, token, _ in self.coordinations if sentence > spoke)
        return not any(self._leads(token) for token in after)

    def _leads(self, token: int) -> bool:
        parse = self.scene.parse
        for _ in range(8):
            if parse.deps[token] != "conj":
                break
            token = parse.heads[token]
        return parse.deps[token] in ("nsubj", "nsubjpass")

    def _someone(self, draft: Draft) -> bool:
        """Whether “they” is one whom its sentence has not named: “if someone arrives, they will be sent back”."""
        parse = self.scene.parse
        begin, _ = parse.sentences[parse.sentence[draft.head]]
        return any(parse.lower[i] in _SOMEONE and parse.deps[i] in ("nsubj", "nsubjpass") for i in range(begin, draft.head))

    def last_together(self) -> tuple[int, ...]:
        """The chains of the last coordination, if it stands in this sentence or the one before."""
        last = self.coordinations[-1] if self.coordinations else None
        return last[2] if last is not None and self.scene.sentence - last[0] <= 1 else ()

    def _plural_before(self, draft: Draft) -> Draft | None:
        """The last plural phrase for people or states before a pronoun, in its sentence or the one before; a subject's goes before others."""
        scene = self.scene
        parse = scene.parse
        for other in reversed(self.plurals):
            if scene.sentence - parse.sentence[other.head] > 1:
                return None
            if other.head < draft.head and not other.first <= draft.first < other.last:
                return other
        return None

    def _follow(self, draft: Draft, other: Draft, subject: int) -> bool:
        """Let a reciprocal take its subject's members."""
        scene = self.scene
        parse = scene.parse
        if other.chain >= 0 and other.members:
            draft.kind, draft.members, draft.type = "group", other.members, other.type
            scene.chains.add(scene.chain(other), draft)
            return True
        members = [other]
        token = subject
        while len(members) <= 8:
            token = next((c for c in parse.children[token] if parse.deps[c] == "conj"), -1)
            nearby = scene.at.get(token)
            if nearby is None:
                break
            members.append(nearby)
        numbers = tuple(dict.fromkeys(m.chain for m in members if m.chain >= 0))
        if len(numbers) > 1:
            self._give(draft, numbers)
            return True
        if other.plural and other.chain >= 0:
            scene.chains.add(scene.chain(other), draft)
            return True
        return False

    def _give(self, draft: Draft, members: tuple[int, ...]) -> None:
        """Make a draft a group with these members, in the chain of an earlier group with the same."""
        scene = self.scene
        members = tuple(sorted(members, key=lambda n: scene.chains.all[n].first))
        draft.kind, draft.members, draft.plural = "group", members, True
        draft.type = self._class(members[0])
        known = scene.chains.all.get(self.groups.get(members, -1))
        if known is None:
            known = scene.chains.new(draft)
            known.members, known.plural = members, True
            self.groups[members] = known.number
        else:
            scene.chains.add(known, draft)
        self.latest = scene.sentence, members
        if draft.lemma not in ("they", "them", "their", "theirs", "themselves"):
            self._evidence(members, 1.0)
