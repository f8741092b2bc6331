"""How a clause tells what it tells: as done, as new, as background, or as what holds.

Invariants: only a clause's own words and the clauses below it count, beside its context.
"""

from __future__ import annotations

from kg.annotations.parse import Parse
from kg.ontology.terms import Lexicon
from kg.statements.clauses import Clause, Clauses
from kg.statements.context import Context

CHANGES = frozenset(("kg:increasedTo", "kg:fellTo"))
_BACKGROUND = frozenset(
    """previously formerly originally once ever earlier ago already recently later afterwards afterward subsequently eventually initially first
    traditionally historically before since long often usually always frequently repeatedly sometimes generally typically still soon twice
    lately nowadays currently now""".split()
)
_TIMELESS = frozenset(("when", "whenever", "before", "since", "once", "until", "if"))


class Telling:
    """Tells how the clauses of one document tell.

    Args:
        parse: the document's parse.
        clauses: its clauses.
        lexicon: stative verbs; verbs of figures that change.
    """

    def __init__(self, parse: Parse, clauses: Clauses, lexicon: Lexicon) -> None:
        self.parse = parse
        self.clauses = clauses
        self.lexicon = lexicon

    def narrates(self, clause: Clause, told: Context) -> bool:
        """Whether a clause tells of something done at the story's time: in the simple past, and not as background."""
        if told.tense != "past" or told.modality != "actual" or told.polarity != "affirmed" or self.is_perfect(clause):
            return False
        return not clause.copula and not clause.existential and not self.is_stative(clause) and not self.is_apart(clause)

    def is_news(self, clause: Clause, told: Context) -> bool:
        """Whether a headline or first sentence tells what is new: “A meets B”, “A has met B”, “A is meeting B”, “A met B”."""
        if told.modality != "actual" or told.polarity != "affirmed" or told.tense not in ("past", "present"):
            return False
        return not clause.copula and not clause.existential and not self.is_stative(clause) and not self.is_apart(clause)

    def is_apart(self, clause: Clause) -> bool:
        """Whether adverbs or a clause of its own date a happening away from the story: “once met”, “when he was young, he met”."""
        if self.has_adverb(clause, _BACKGROUND):
            return True
        lower = (self.clauses.by_head.get(c) for c in clause.complements)
        return any(c is not None and c.link == "advcl" and c.finite and c.marker in _TIMELESS | {""} and self._has_when(c) for c in lower)

    def _has_when(self, clause: Clause) -> bool:
        if clause.marker in _TIMELESS:
            return True
        return any(self.parse.tags[c] == "WRB" for c in self.parse.children[clause.head])

    def is_stative(self, clause: Clause) -> bool:
        """Whether a verb tells what holds, or how a figure changes over a period that the text does not name (“sales rose to”)."""
        lemma = clause.lemma
        return lemma in self.lexicon.stative_verbs or any(f.property in CHANGES for f in self.lexicon.frames.get(lemma, ()))

    def has_adverb(self, clause: Clause, words: frozenset[str]) -> bool:
        lower, deps = self.parse.lower, self.parse.deps
        for c in self.parse.children[clause.head]:
            if deps[c] in ("advmod", "npadvmod", "prep") and lower[c] in words and not (deps[c] == "prep" and self.parse.children[c]):
                return True
        return False

    def is_perfect(self, clause: Clause) -> bool:
        """“has met”, “had met”: done before the time that the text is at."""
        return self.parse.tags[clause.head] in ("VBN", "VBD") and any(
            self.parse.lemmas[t] in ("have", "'ve") for t in clause.group if t != clause.head
        )
