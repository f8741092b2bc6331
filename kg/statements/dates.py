"""Which clause or noun a date belongs to, by the words themselves.

Invariants: a date that stands inside another noun's phrase (“the 1991 agreement”, “profits for 1986”) dates that noun alone; one that
something is compared with or that only bounds it (“up from December”, “than in 1986”, “before Friday”) dates nothing; a date is not
later than the report where the clause tells of the past.
"""

from __future__ import annotations

from collections import defaultdict

from kg.annotations.records import Annotations, TimeExpression
from kg.ontology.terms import Lexicon
from kg.statements.clauses import Clause, Clauses

_COMPARES = frozenset(("than", "versus", "vs", "vs.", "against", "compared", "comparison", "from", "below", "above", "unlike", "as", "with"))
_BOUNDS = frozenset(("before", "after", "prior", "ahead", "following", "past", "beyond", "despite", "pending", "toward", "towards"))
_OWN = frozenset(("of", "for", "from", "to", "about", "through"))  # “the elections of 1997”, “contracts for May”
_PARTS = frozenset(
    "end beginning start middle rest close course month week day morning afternoon evening night eve half quarter part period outset dawn".split()
)
_OCCASIONS = frozenset(("in", "at", "during", "on", "throughout", "amid"))
_MODIFIERS = frozenset(("nummod", "compound", "amod", "nmod", "poss", "quantmod"))
_INSIDE = frozenset(("dobj", "pobj", "prep", "attr", "conj", "npadvmod", "oprd", "dative", "agent", "acomp", "advmod", "dep", "pcomp"))
_ACTIVE = frozenset(("nsubj",))
_MOST_STEPS = 12


class Dates:
    """The dates of one document, by what they date.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        lexicon: event nouns and support verbs.

    Attributes:
        of_clause: by the token of a clause's verb.
        of_noun: by a noun's token.
        unknown: verbs that an unresolved period stands beside (“in recent years”).
    """

    def __init__(self, annotations: Annotations, clauses: Clauses, lexicon: Lexicon) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self.lexicon = lexicon
        self.of_clause: dict[int, list[TimeExpression]] = defaultdict(list)
        self.of_noun: dict[int, list[TimeExpression]] = defaultdict(list)
        self.unknown: set[int] = set()
        for expression in annotations.times:
            if not annotations.skip[expression.first]:
                self._attach(expression)

    def is_event(self, noun: int) -> bool:
        """Whether a noun speaks of something that happens: “talks”, “a call”, “the opening ceremony”."""
        lemma = self.parse.lemmas[noun]
        if lemma in self.lexicon.event_types or any(f.pos in ("noun", "light") for f in self.lexicon.frames.get(lemma, ())):
            return True
        located = self.annotations.at.get(noun)
        return located is not None and located.mention.type == "Event"

    # ------------------------------------------------------------------ attachment
    def _attach(self, expression: TimeExpression) -> None:
        if expression.noun >= 0:
            self.of_noun[expression.noun].append(expression)
            return
        if self._bounds_or_compares(expression):
            return
        parse = self.parse
        deps, heads, pos = parse.deps, parse.heads, parse.pos
        token = expression.head
        for _ in range(_MOST_STEPS):
            clause = self._clause(token)
            if clause is not None and not expression.first <= token < expression.last:
                self._date(clause, expression)
                return
            above = heads[token]
            if above == token:
                return
            if pos[above] in ("NOUN", "PROPN") and not expression.first <= above < expression.last:
                if deps[token] in _MODIFIERS:
                    self._inside(expression, above)
                    return
                if deps[token] in ("prep", "npadvmod", "advmod", "appos") and self._clause(above) is None:
                    word = parse.lower[token] if deps[token] == "prep" else ""
                    if not (word in ("of", "in") and parse.lemmas[above] in _PARTS):
                        self._behind(expression, above, word)
                        return
            token = above

    def _clause(self, token: int) -> Clause | None:
        return self.clauses.by_head.get(self.clauses.carrier.get(token, token))

    def _date(self, clause: Clause, expression: TimeExpression) -> None:
        if expression.time is None:
            self.unknown.add(clause.head)
        else:
            self.of_clause[clause.head].append(expression)

    def _bounds_or_compares(self, expression: TimeExpression) -> bool:
        """“up .07 from December”, “than in 1986”, “before late summer”: the date of something else, or of none."""
        parse = self.parse
        token = expression.head
        if expression.time is not None and expression.time is not expression.point:
            return False  # “from 2004 to 2009”, “since 1949”
        for _ in range(3):
            if parse.deps[token] not in ("pobj", "prep", "pcomp", "npadvmod") or parse.heads[token] == token:
                return False
            token = parse.heads[token]
            word = parse.lower[token]
            if word in _BOUNDS or (word in _COMPARES and not (word == "as" and self._as_of(token, expression))):
                return True
            if parse.pos[token] in ("VERB", "AUX", "NOUN", "PROPN"):
                return False
        return False

    def _as_of(self, token: int, expression: TimeExpression) -> bool:
        return self.parse.lower[token + 1 : token + 2] in (["of"], ["early"], ["recently"]) and token < expression.first

    def _inside(self, expression: TimeExpression, noun: int) -> None:
        """A date that modifies a noun: “the 1991 agreement”, “in a December phone call”, “held a Friday meeting”."""
        self.of_noun[noun].append(expression)
        clause = self.clauses.above(noun)
        if clause is None or not self.is_event(noun):
            return
        parse = self.parse
        above = parse.heads[noun]
        occasion = parse.deps[noun] == "pobj" and parse.lower[above] in _OCCASIONS and self._clause(parse.heads[above]) is clause
        carried = noun in clause.objects and clause.lemma in self.lexicon.support_verbs
        acts = noun in clause.subjects and parse.deps[noun] in _ACTIVE and clause.lemma not in self.lexicon.traits
        if occasion or carried or acts:
            self._date(clause, expression)

    def _behind(self, expression: TimeExpression, noun: int, word: str) -> None:
        """A date behind a noun: “the elections of 1997”, “the attack on Friday killed two”, “signed an agreement in 1991”."""
        parse = self.parse
        self.of_noun[noun].append(expression)
        if word in _OWN:
            return
        clause = self.clauses.above(noun)
        if clause is None:
            return
        token = noun
        for _ in range(_MOST_STEPS):
            if token == clause.head or self._clause(token) is clause:
                break
            if parse.deps[token] in ("nsubj", "nsubjpass"):
                acts = token == noun and parse.deps[token] in _ACTIVE and self.is_event(noun) and clause.lemma not in self.lexicon.traits
                if not acts or clause.copula:
                    return
            elif parse.deps[token] not in _INSIDE:
                return
            token = parse.heads[token]
        self._date(clause, expression)
