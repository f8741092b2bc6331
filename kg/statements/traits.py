"""Traits of words: what the lexicon says that a clause's predicate does to what stands under it.

Invariants: a clause has at most one trait; a passive participle that is listed as an adjective (“is meant to”) has that adjective's.
"""

from __future__ import annotations

from kg.annotations.parse import Parse
from kg.ontology.terms import Lexicon, Trait
from kg.statements.clauses import Clause, Clauses


class Traits:
    """Looks up traits, each clause's once.

    Args:
        parse: the document's parse.
        clauses: its clauses.
        lexicon: traits by lemma.
    """

    def __init__(self, parse: Parse, clauses: Clauses, lexicon: Lexicon) -> None:
        self.parse = parse
        self.clauses = clauses
        self.lexicon = lexicon
        self._known: dict[int, Trait | None] = {}

    def word(self, lemma: str, *pos: str) -> Trait | None:
        """The lexicon's trait of a word, for one of these parts of speech."""
        for trait in self.lexicon.traits.get(lemma, ()):
            if trait.pos in pos:
                return trait
        return None

    def of(self, clause: Clause) -> Trait | None:
        """The trait of a clause's predicate: of its verb, or of the adjective or noun that its copula links."""
        if clause.head not in self._known:
            self._known[clause.head] = self._find(clause)
        return self._known[clause.head]

    def _find(self, clause: Clause) -> Trait | None:
        if clause.particle:
            found = self.word(f"{clause.lemma} {clause.particle}", "verb")
            if found is not None:
                return found
        if clause.passive:
            found = self.word(self.parse.words[clause.head].lower(), "adjective")  # “is meant to protect”, “a meeting set to take place”
            if found is not None:
                return found
        if clause.copula or clause.lemma in ("have", "make", "get", "seem", "look"):
            for token in (*clause.attributes, *(clause.objects if clause.lemma in ("have", "make") else ())):
                found = self.word(self.parse.lemmas[token], "adjective", "noun")
                if found is not None:
                    return found
        if any(self._infinitive(c) for c in clause.complements):
            # “agreed to buy”, “called on it to act”: with an infinitive the word plans or orders rather than reports
            for trait in self.lexicon.traits.get(clause.lemma, ()):
                if trait.pos == "verb" and (trait.modality or trait.polarity or trait.control):
                    return trait
        return self.word(clause.lemma, "verb")

    def _infinitive(self, token: int) -> bool:
        lower = self.clauses.by_head.get(token)
        return lower is not None and lower.link == "xcomp" and not lower.finite
