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
        self.heads = {draft.head: draft for draft in drafts}
        self.codes: dict[int, str] = {}
        self._find(drafts)
        self.coded = {parse.sentence[token] for token in self.codes}

    def _find(self, drafts: Sequence[Draft]) -> None:
        """Find the code of each token of a name or a demonym; none of what is opposed (“anti-Syrian”) or of no nation (“ethnic Albanians”)."""
        parse, demonyms = self.parse, self.gazetteer.demonyms
        for draft in drafts:
            if draft.kind == "name" or draft.ids:
                found = {entry_code(self.gazetteer, id) for id in draft.ids}
                code = (found.pop() if len(found) == 1 else "") or (self._part(draft) if draft.kind == "name" else "")
                if code:
                    self.codes.update(dict.fromkeys(range(draft.first, draft.last), code))
        for i, word in enumerate(parse.lower):
            if word in demonyms and i not in self.codes and parse.words[i][0].isupper():
                self.codes[i] = entry_code(self.gazetteer, demonyms[word])
        for i in [i for i in self.codes if i and (parse.lower[i - 1] in NO_NATION or (parse.words[i - 1] == "-" and parse.lower[i - 2] in OPPOSED))]:
            del self.codes[i]

    def of(self, draft: Draft) -> Actor:
        """The countries and the sector of a mention; nothing for a pronoun."""
        if draft.kind == "pronoun":
            return _NOBODY
        return self._countries(draft), self._sector(draft) or self._sector_behind(draft.head)

    # ------------------------------------------------------------------ countries
    def _countries(self, draft: Draft) -> Codes:
        head, parse = draft.head, self.parse
        if parse.sentence[head] not in self.coded:
            return self._office(draft)
        own = self.codes.get(head, "")
        if draft.kind == "name" and draft.ids:
            code = self.codes.get(draft.last - 1, "")
            if code:
                return (code,)
        if own and draft.kind != "name" and any(parse.lower[c] == "of" for c in parse.children[head]):
            return self._behind(head, 0) or (own,)  # “the Albanians of southern Serbia”
        before = self._before(head, 0)
        if before and (own or not draft.ids):
            return before
        if own:
            return (own,)
        inside = tuple(dict.fromkeys(self.codes[i] for i in range(draft.first, draft.last) if i in self.codes))
        return inside or self._office(draft) or self._behind(head, 0) or self._beside(head)

    def _part(self, draft: Draft) -> str:
        """“South Lebanon”, “the Montenegro Assembly”: a name that the gazetteer lacks, made of one that it has."""
        if draft.type == "Person":
            return ""
        parse, names = self.parse, self.gazetteer.names
        whole = {entry_code(self.gazetteer, id) for id in names.get(parse.text[parse.start[draft.first] : parse.end[draft.last - 1]].casefold(), ())}
        if len(whole) == 1 and (code := whole.pop()):
            return code
        for i in range(draft.first, draft.last):
            for id in names.get(parse.lower[i], ()) if parse.words[i][0].isupper() else ():
                if self.gazetteer.entries[id].type in ("State", "Place") and (code := entry_code(self.gazetteer, id)):
                    return code
        return ""

    def _office(self, draft: Draft) -> Codes:
        """“President Obama”: a surname with the title of an office that the gazetteer's bearers of the name held, all of one state."""
        parse = self.parse
        if draft.kind == "name":
            held = [(draft.last - 1, draft.titles)] if draft.titles else []
        elif self._of_word(draft.head) == "GOV":  # “the Bush administration”
            held = [(c, ()) for c in parse.children[draft.head] if parse.tags[c] == "NNP" and parse.deps[c] in ("compound", "nmod", "poss")]
        else:
            return ()
        codes = {
            entry_code(self.gazetteer, of)
            for token, titles in held
            for person in self.words.person_parts.get(parse.lower[token], ())
            for role, of, *_ in self.words.holders.get(person, ())
            if role in titles or not titles
        }
        return (codes.pop(),) if len(codes) == 1 else ()

    def _before(self, head: int, depth: int) -> Codes:
        """“Israeli troops”, “the Turkish government's plan”, “US and British forces”, “U.S. Secretary of State Warren Christopher”."""
        parse = self.parse
        found: list[str] = []
        for child in parse.children[head]:
            if child > head or (parse.deps[child] not in MODIFIERS and not (depth and parse.deps[child] == "conj")):
                continue
            code = self.codes.get(child)
            if code:
                closer = self._before(child, depth + 1) if parse.lower[child] in self.gazetteer.demonyms else ()
                return closer or tuple(dict.fromkeys((code, *(c for c in self._listed(child) if c))))
            if depth < DEEPEST:
                found.extend(self._before(child, depth + 1) or (self._behind(child, depth + 2) if parse.deps[child] in ("compound", "poss") else ()))
        return tuple(dict.fromkeys(found))

    def _listed(self, token: int) -> list[str]:
        parse = self.parse
        return [self.codes.get(c, "") for c in parse.children[token] if parse.deps[c] == "conj"]

    def _behind(self, head: int, depth: int) -> Codes:
        """“farmers in France”, “the withdrawal of its forces from Panama”, “the president of Armenia”."""
        parse = self.parse
        for child in parse.children[head]:
            if child < head or parse.deps[child] not in ("prep", "agent") or parse.lower[child] not in BEHIND:
                continue
            for token in parse.children[child]:
                if parse.deps[token] not in ("pobj", "pcomp"):
                    continue
                code = self.codes.get(token)
                if code:
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
                code = self.codes.get(child)
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
            code = self.codes.get(upper)
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
        found = next((f for t in draft.titles if (f := sectors.get(t) or sectors.get(t.rpartition(" ")[2]))), "")
        found = found or self._of_word(draft.head)
        if found in WEAK:
            closer = [] if draft.kind == "name" and draft.type == "Person" else list(range(draft.last - 1, draft.first - 1, -1))
            closer += [c for c in parse.children[draft.head] if c < draft.first and parse.deps[c] in ("compound", "amod", "nmod")]
            for token in closer:
                better = self._of_word(token)
                if better not in WEAK:
                    return better
                found = found or better
        return found

    def _of_word(self, token: int) -> str:
        found = self.sectors.get(self.parse.lemmas[token]) or self.sectors.get(self.parse.lower[token], "")
        if not found and self.parse.tags[token] in ("NNS", "NNPS") and self.parse.lower[token] in self.gazetteer.demonyms:
            return "CVL"  # “thousands of Nigerians”
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
