"""Whom a mention belongs to, as event data code it: countries by ISO 3166-1 alpha-3 (or what stands above them: IGO), and the sector of society.

Invariants: codes come from the gazetteer and sectors from the lexicon; a mention is coded by its own name, else by what stands before its head
(“Israeli troops”), else behind it (“farmers in France”), else beside it (“the emir, Sheikh Hamad of Qatar”).

Source: actors as country and role codes after Schrodt, “CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook” (2012).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.vocabulary import Vocabulary
from kg.ontology.terms import Gazetteer

Codes = tuple[str, ...]
Actor = tuple[Codes, str]

MODIFIERS = frozenset(("amod", "compound", "poss", "nmod", "npadvmod", "nummod", "quantmod", "appos", "det", "advmod"))
BEHIND = frozenset("of in from at near by to between among with on for against within inside outside around across over into throughout".split())
OPPOSED = frozenset(("anti", "pro", "non"))
NO_NATION = frozenset(("ethnic",))  # “ethnic Albanians”: not of Albania
WEAK = frozenset(("GOV", "CVL", ""))  # what a closer word may say better: “rebel leaders”
DEEPEST = 4
_NOBODY: Actor = ((), "")


def entry_code(gazetteer: Gazetteer, id: str) -> str:
    """The code of an entry: its own, else of where it lies, whose seat it is, or whose office it holds; "" if none has one.

    Example:
        >>> from kg.ontology.terms import Entry
        >>> of = {"Mali": Entry("Mali", "State", "Mali", code="MLI"), "Gao": Entry("Gao", "Place", "Gao", located_in="Mali")}
        >>> entry_code(Gazetteer(of), "Gao")
        'MLI'
    """
    for _ in range(DEEPEST):
        entry = gazetteer.entries.get(id)
        if entry is None:
            return ""
        if entry.code:
            return entry.code
        id = entry.located_in or gazetteer.seats.get(id, "") or (max(entry.offices, key=lambda o: o.begin).of if entry.offices else "")
    return ""


class Actors:
    """Codes the mentions of one document.

    Args:
        parse: the document's parse.
        words: the ontology's tables.
        drafts: all mentions.
    """

    def __init__(self, parse: Parse, words: Vocabulary, drafts: Sequence[Draft]) -> None:
        self.parse = parse
        self.words = words
        self.gazetteer = words.ontology.gazetteer
        self.sectors: Mapping[str, str] = words.ontology.lexicon.sector_nouns
        self.known: dict[int, str] = {}
        self.heads = {draft.head: draft for draft in drafts}
        for draft in drafts:
            if draft.kind in ("name", "demonym") and draft.ids:
                codes = {entry_code(self.gazetteer, id) for id in draft.ids}
                code = codes.pop() if len(codes) == 1 else ""
                if code:
                    self.known.update(dict.fromkeys(range(draft.first, draft.last), code))
        for draft in drafts:
            if draft.kind == "name" and draft.last - 1 not in self.known and (part := self._part(draft)):
                self.known.update(dict.fromkeys(range(draft.first, draft.last), part[0]))

    def of(self, draft: Draft) -> Actor:
        """The countries and the sector of a mention; nothing for a pronoun."""
        if draft.kind == "pronoun":
            return _NOBODY
        return self._countries(draft), self._sector(draft) or self._sector_behind(draft.head)

    # ------------------------------------------------------------------ countries
    def _countries(self, draft: Draft) -> Codes:
        head, parse = draft.head, self.parse
        if draft.kind == "name" and draft.ids:
            code = self.known.get(draft.last - 1, "")
            if code:
                return (code,)
        own = self._at(head)
        if own and draft.kind != "name" and any(parse.lower[c] == "of" for c in parse.children[head]):
            return self._behind(head, 0) or (own,)  # “the Albanians of southern Serbia”
        before = self._before(head, 0)
        if before and (own or not draft.ids):
            return before
        if own and not self._ethnic(head):
            return (own,)
        inside = tuple(dict.fromkeys(code for i in range(draft.first, draft.last) if (code := self._at(i)) and not self._ethnic(i)))
        return inside or self._part(draft) or self._office(draft) or self._behind(head, 0) or self._beside(head)

    def _part(self, draft: Draft) -> Codes:
        """“South Lebanon”, “the Montenegro Assembly”: a name that the gazetteer lacks, made of one that it has."""
        if draft.kind == "name" and draft.type == "Person":
            return ()
        name = self.parse.text[self.parse.start[draft.first] : self.parse.end[draft.last - 1]].casefold()
        whole = {entry_code(self.gazetteer, id) for id in self.gazetteer.names.get(name, ())}
        if len(whole) == 1 and (code := whole.pop()):
            return (code,)
        for i in range(draft.first, draft.last):
            if self.parse.words[i][0].isupper():
                for id in self.gazetteer.names.get(self.parse.lower[i], ()):
                    code = entry_code(self.gazetteer, id) if self.gazetteer.entries[id].type in ("State", "Place") else ""
                    if code:
                        return (code,)
        return ()

    def _office(self, draft: Draft) -> Codes:
        """“President Obama”: a surname with the title of an office that the gazetteer's bearers of the name held, all of one state."""
        if draft.kind != "name" or not draft.titles:
            return ()
        codes = {
            entry_code(self.gazetteer, of)
            for person in self.words.person_parts.get(self.parse.lower[draft.last - 1], ())
            for role, of, *_ in self.words.holders.get(person, ())
            if role in draft.titles
        }
        return (codes.pop(),) if len(codes) == 1 else ()

    def _at(self, token: int) -> str:
        """The code of a name or demonym at a token; none of what is opposed (“anti-Syrian”)."""
        if token > 1 and self.parse.words[token - 1] == "-" and self.parse.lower[token - 2] in OPPOSED:
            return ""
        code = self.known.get(token)
        if code is not None:
            return code
        word = self.parse.lower[token]
        if word in self.gazetteer.demonyms and self.parse.words[token][0].isupper():
            return entry_code(self.gazetteer, self.gazetteer.demonyms[word])
        return ""

    def _ethnic(self, token: int) -> bool:
        return token > 0 and self.parse.lower[token - 1] in NO_NATION

    def _before(self, head: int, depth: int) -> Codes:
        """“Israeli troops”, “the Turkish government's plan”, “US and British forces”, “U.S. Secretary of State Warren Christopher”."""
        parse = self.parse
        found: list[str] = []
        for child in parse.children[head]:
            if child > head or (parse.deps[child] not in MODIFIERS and not (depth and parse.deps[child] == "conj")):
                continue
            code = self._at(child)
            if code and not self._ethnic(child):
                closer = self._before(child, depth + 1) if child not in self.known or parse.lower[child] in self.gazetteer.demonyms else ()
                return closer or tuple(dict.fromkeys((code, *(c for c in self._listed(child) if c))))
            if depth < DEEPEST:
                found.extend(self._before(child, depth + 1) or (self._behind(child, depth + 2) if parse.deps[child] in ("compound", "poss") else ()))
        return tuple(dict.fromkeys(found))

    def _listed(self, token: int) -> list[str]:
        parse = self.parse
        return [self._at(c) for c in parse.children[token] if parse.deps[c] == "conj"]

    def _behind(self, head: int, depth: int) -> Codes:
        """“farmers in France”, “the withdrawal of its forces from Panama”, “the president of Armenia”."""
        parse = self.parse
        for child in parse.children[head]:
            if child < head or parse.deps[child] not in ("prep", "agent") or parse.lower[child] not in BEHIND:
                continue
            for token in parse.children[child]:
                if parse.deps[token] not in ("pobj", "pcomp"):
                    continue
                code = self._at(token)
                if code and not self._ethnic(token):
                    return tuple(dict.fromkeys((code, *(c for c in self._listed(token) if c))))
                further = self._before(token, 1) or (self._behind(token, depth + 1) if depth < DEEPEST else ())
                if further:
                    return further
        return ()

    def _beside(self, head: int) -> Codes:
        """“Qatar's emir, Sheikh Hamad”: what the name stands in apposition to, or the other way round."""
        parse = self.parse
        for child in parse.children[head]:
            if parse.deps[child] == "appos":
                code = self._at(child)
                found = (code,) if code else self._before(child, 1) or self._behind(child, 1)
                if found:
                    return found
            elif child > head and parse.deps[child] == "acl":  # “a group based in Trinidad”, “crimes committed by Croat forces”
                acted = [c for c in parse.children[child] if parse.deps[c] == "dobj"]  # “refugees fleeing the war in Liberia”
                found = self._behind(child, 2) or next((f for c in acted if (f := self._before(c, 1) or self._behind(c, 2))), ())
                if found:
                    return found
        upper = parse.heads[head]
        if upper != head and parse.deps[head] == "appos":
            code = self._at(upper)
            return (code,) if code else self._before(upper, 1) or self._behind(upper, 1)
        return ()

    # ------------------------------------------------------------------ sectors
    def _sector(self, draft: Draft) -> str:
        """“rebel leaders” REB, “the army” MIL, “Minister Wang” GOV; a capital that acts is its government."""
        parse, sectors = self.parse, self.sectors
        if draft.metonym:
            return "GOV"
        if len(draft.ids) == 1:
            entry = self.gazetteer.entries.get(draft.ids[0])
            if entry is not None:
                return sectors.get(entry.kind, "") or ("GOV" if entry.offices else "")
        found = ""
        for title in draft.titles:
            found = sectors.get(title, "") or sectors.get(title.rpartition(" ")[2], "")
            if found:
                break
        found = found or sectors.get(parse.lemmas[draft.head], "") or sectors.get(parse.lower[draft.head], "")
        if found in WEAK:
            words = range(draft.last - 1, draft.first - 1, -1) if draft.type != "Person" or draft.kind != "name" else ()
            closer = [sectors.get(parse.lemmas[i], "") or sectors.get(parse.lower[i], "") for i in words]
            closer += [sectors.get(parse.lemmas[c], "") for c in parse.children[draft.head] if parse.deps[c] in ("compound", "amod", "nmod")]
            found = next((s for s in closer if s not in WEAK), found) or next((s for s in closer if s), "")
        return found

    def _sector_behind(self, head: int) -> str:
        """“demands from the rebels” REB, “a march held by students” EDU: of whom it is."""
        parse = self.parse
        for child in parse.children[head]:
            if child < head:
                continue
            if parse.deps[child] in ("prep", "agent") and parse.lower[child] in ("of", "from", "by"):
                for token in parse.children[child]:
                    found = self._sector(self.heads[token]) if token in self.heads and parse.deps[token] == "pobj" else ""
                    if found:
                        return found
            elif parse.deps[child] == "acl":
                found = self._sector_behind(child)
                if found:
                    return found
        return ""
