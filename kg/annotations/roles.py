"""Persons by what they are: titles, offices, the state or organisation that they hold them in.

Invariants: a role noun joins a person only if exactly one person fits; an office holder that the text does not name is given only from the
gazetteer, and only for an office whose dates hold the day of publication.
"""

from __future__ import annotations

from kg.annotations.chains import Chain
from kg.annotations.mentions import Draft
from kg.annotations.scene import Scene

LEADERS = frozenset(
    "president,prime minister,premier,chancellor,king,queen,emperor,emir,sultan,crown prince,head of state,head of government,leader,party leader,"
    "supreme leader,general secretary,dictator,ruler,pope,ayatollah".split(",")
)
_MINISTERS = frozenset(("minister", "secretary"))  # who speak for their state, whatever department is theirs
_LIKE = {"premier": "prime minister", "prime minister": "premier", "head of state": "president", "monarch": "king"}
HOMES = frozenset(("country", "nation", "homeland", "capital"))  # what a person or a state may have one of
REACH = 12  # sentences that a role noun may look back over for a person


class Roles:
    """Resolves nouns for people (“the Russian leader”, “the president”).

    Args:
        scene: the document.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.held: dict[int, list[tuple[str, str]]] = {}

    def learn(self) -> None:
        """Note the offices of the document's persons: from the gazetteer, from titles and the states beside them, from copulas."""
        scene = self.scene
        for chain in scene.chains.all.values():
            if chain.type == "Person":
                if chain.entity:
                    for role, of, begin, end in scene.words.holders.get(chain.entity, ()):
                        if self._valid(begin, end):
                            chain.roles.add(role)
                            chain.states.add(of)
                            self.held.setdefault(chain.number, []).append((role, of))
                for draft in chain.drafts:
                    if draft.titles:
                        self._titled(chain, draft, draft.head, draft.titles)

    def _valid(self, begin: str, end: str) -> bool:
        day = self.scene.published
        return bool(day) and (not begin or begin <= day) and (not end or day <= end)

    def _titled(self, chain: Chain, draft: Draft, head: int, titles: tuple[str, ...]) -> None:
        states = self._states(head, draft.first)
        for title in titles:
            for state in states or [""]:
                self.held.setdefault(chain.number, []).append((title, state))
        chain.states.update(states)

    def _states(self, head: int, before: int) -> list[str]:
        """Gazetteer ids of what a role belongs to: a demonym, a name or genitive before it, “of …” behind it."""
        scene = self.scene
        parse = scene.parse
        found: list[str] = []
        for child in parse.children[head]:
            draft: Draft | None = None
            if parse.deps[child] in ("amod", "compound", "poss", "nmod"):
                draft = scene.at.get(child)
                if draft is None and child + 1 < head:
                    draft = scene.at.get(child)
            elif parse.deps[child] == "prep" and parse.lower[child] in ("of", "to", "for", "in"):
                draft = next((scene.at[c] for c in parse.children[child] if parse.deps[c] == "pobj" and c in scene.at), None)
            self._note(draft, found)
        if not found:
            # what stands before a title may hang on the title: “Russian Foreign Minister Sergey Lavrov”
            for i in range(before - 1, max(before - 6, -1), -1):
                if parse.pos[i] not in ("NOUN", "PROPN", "ADJ", "PART", "ADP") or parse.sentence[i] != parse.sentence[before]:
                    break
                draft = scene.at.get(i)
                if draft is not None and draft.kind in ("name", "demonym"):
                    self._note(draft, found)
                    break
        return found

    def _note(self, draft: Draft | None, found: list[str]) -> None:
        if draft is not None and draft.chain >= 0 and draft.kind in ("name", "demonym", "nominal", "pronoun"):
            entity = self.scene.chain(draft).entity
            entry = self.scene.words.ontology.gazetteer.entries.get(entity)
            if entry is not None and entry.type != "Person" and entity not in found:
                found.append(entity)

    def nations(self, number: int) -> list[str]:
        """Gazetteer ids of the states that a chain's person holds an office of, sorted."""
        entries = self.scene.words.ontology.gazetteer.entries
        return sorted({of for _, of in self.held.get(number, ()) if of in entries and entries[of].type == "State"})

    def spoken_for(self, chain: Chain) -> Chain | None:
        """What a person speaks for as “we”: the one organisation or state whose officer he is; the head of a state may mean but himself."""
        chains, spokesmen = self.scene.chains.all, self.scene.words.spokesmen
        served = {chains[number].number for number in chain.serves if number in chains}
        nations = self.nations(chain.number)
        titles = {title for title, _ in self.held.get(chain.number, ())}
        last = {title.rsplit(" ", 1)[-1] for title in titles}
        if len(served) == 1 and not nations:
            return chains[served.pop()]
        if len(nations) != 1 or titles & LEADERS or (served and not last & _MINISTERS) or not (titles | last) & spokesmen:
            return None
        return self.scene.of_entity(nations[0])

    def apposed(self, chain: Chain, name: Draft, nominal: Draft) -> None:
        """Learn the role that stands beside a name (“Sergey Lavrov, the Russian foreign minister”)."""
        if nominal.titles:
            self._titled(chain, nominal, nominal.head, nominal.titles)
            if name.kind == "name":
                name.titles = tuple(dict.fromkeys((*name.titles, *nominal.titles)))

    def resolve(self, draft: Draft) -> Chain | None:
        """The person that a role noun means, or None."""
        scene = self.scene
        parse = scene.parse
        if draft.kind != "nominal" or draft.type != "Person" or not draft.titles:
            return None
        if draft.lemma == "counterpart":
            return self.counterpart(draft)
        if parse.deps[draft.head] in ("attr", "oprd", "acomp"):
            self._copular(draft)
            return None
        first = parse.lower[draft.first]
        states = self._states(draft.head, draft.first)
        if first not in ("the", "this", "that") and not any(parse.deps[c] == "poss" for c in parse.children[draft.head]):
            return None
        role = draft.titles[-1]
        fits = []
        for number in self.held:
            chain = scene.chains.all.get(number)
            if (
                chain is None
                or chain.type != "Person"
                or chain.plural
                or not chain.named
                or (draft.gender and chain.gender and draft.gender != chain.gender)
            ):
                continue
            held = self.held.get(chain.number, ())
            if states:
                ok = any(matches(role, title) and state in states for title, state in held)
            else:
                ok = any(matches(role, title) for title, _ in held) and chain.seen >= 0 and scene.sentence - chain.seen <= REACH
                ok = ok and not any(
                    parse.deps[c] in ("poss", "compound", "prep") or (parse.deps[c] in ("relcl", "acl") and parse.words[parse.left[c] - 1] != ",")
                    for c in parse.children[draft.head]
                )
            if ok:
                fits.append(chain)
        if len(fits) > 1:
            near = sorted(fits, key=lambda c: (-c.seen, c.number))
            if not states and near[0].seen > near[1].seen and scene.sentence - near[0].seen <= 1:
                return near[0]
            return None
        if fits:
            return fits[0]
        holders = sorted(
            {
                entity
                for state in states
                for title, begin, end, entity in scene.words.offices.get(state, ())
                if matches(role, title) and self._valid(begin, end)
            }
        )
        if len(holders) == 1 and first == "the":
            draft.ids = (holders[0],)
            known = scene.of_entity(holders[0])
            if known is None:
                known = scene.chains.new(draft)
                known.entity = holders[0]
                known.drafts.clear()
            return known
        return None

    def counterpart(self, draft: Draft) -> Chain | None:
        """“his Russian counterpart”: who holds the same role in another state; learn it where the name stands beside."""
        scene = self.scene
        parse = scene.parse
        possessor = next((scene.at.get(c) for c in parse.children[draft.head] if parse.deps[c] == "poss"), None)
        states = self._states(draft.head, draft.first)
        if possessor is None or possessor.chain < 0 or not states:
            return None
        own = scene.chain(possessor)
        roles = [title for title, _ in self.held.get(own.number, ()) if title != "counterpart"]
        if draft.chain >= 0:
            for title in roles[:1]:
                self.held.setdefault(draft.chain, []).append((title, states[0]))
                scene.chain(draft).roles.add(title)
            return None
        fits = [
            c
            for c in scene.chains.all.values()
            if c is not own
            and c.type == "Person"
            and any(
                state in states and (title in roles or (title in LEADERS and LEADERS & set(roles))) for title, state in self.held.get(c.number, ())
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def belonging(self, draft: Draft) -> Chain | None:
        """“his country”, “the Chinese capital”: the one state of a person, the capital of a state."""
        scene = self.scene
        parse = scene.parse
        if draft.plural or draft.kind != "nominal":
            return None
        if draft.lemma in ("country", "nation", "homeland"):
            possessor = next((scene.at.get(c) for c in parse.children[draft.head] if parse.deps[c] == "poss"), None)
            if possessor is None or possessor.chain < 0 or possessor.kind not in ("pronoun", "name"):
                return None
            chain = scene.chain(possessor)
            if chain.type == "State":
                return None
            states = self.nations(chain.number)
            if len(states) != 1:
                return None
            return scene.of_entity(states[0])
        if draft.lemma == "capital":
            states = self._states(draft.head, draft.first)
            entry = scene.words.ontology.gazetteer.entries.get(states[0]) if len(states) == 1 else None
            if entry is None or not entry.capital or parse.deps[draft.head] == "attr":
                return None
            draft.ids = (entry.capital,)
            return scene.of_entity(entry.capital)
        return None

    def _copular(self, draft: Draft) -> None:
        """Learn from “Wang is the foreign minister of China”."""
        scene = self.scene
        parse = scene.parse
        verb = parse.heads[draft.head]
        subject = next((scene.at.get(c) for c in parse.children[verb] if parse.deps[c] == "nsubj"), None)
        if subject is not None and subject.chain >= 0 and scene.chain(subject).type == "Person" and parse.lemmas[verb] == "be":
            self._titled(scene.chain(subject), draft, draft.head, draft.titles)


def matches(role: str, title: str) -> bool:
    """Whether a role noun may speak of the holder of a title.

    Example:
        >>> matches("leader", "president"), matches("minister", "foreign minister"), matches("president", "prime minister")
        (True, True, False)
    """
    if role == title or _LIKE.get(role) == title:
        return True
    if role in ("leader", "ruler"):
        return title in LEADERS
    return title.endswith(f" {role}") and title != "prime minister" and role != "president"
