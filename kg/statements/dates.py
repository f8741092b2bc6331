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

_COMPARES = frozenset(("than", "versus", "vs", "vs.", "against", "compared", "comparison", "unlike"))
_BOUNDS = frozenset(("before", "after", "prior", "ahead", "following", "past", "beyond", "despite", "pending", "toward", "towards"))
_OWN = frozenset(("of", "for", "from", "to", "about", "through"))  # “the elections of 1997”, “contracts for May”
_PARTS = frozenset(
    """end beginning start middle rest close course month week day morning afternoon evening night eve half quarter part period outset dawn year
    calendar fiscal""".split()
)
_OCCASIONS = frozenset(("in", "at", "during", "on", "throughout", "amid"))
_MODIFIERS = frozenset(("nummod", "compound", "amod", "nmod", "poss", "quantmod"))
_BETWEEN = frozenset(("in", "for", "at", "on", "of", "the"))  # between an amount and its date
_NEXT = 6  # tokens from one date that something is compared with to the next
_INSIDE = frozenset(("dobj", "pobj", "prep", "attr", "conj", "npadvmod", "oprd", "dative", "agent", "acomp", "advmod", "dep", "pcomp"))
_AMOUNTS = frozenset(("pct", "percent", "%", "mln", "million", "billion", "bln", "level", "dlrs", "stg"))
_BRIEF = frozenset(("hour", "hours", "minute", "minutes", "now", "gmt", "p.m.", "a.m."))  # words of a time within a day
_MOST_STEPS = 12


class Dates:
    """The dates of one document, by what they date.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        lexicon: event nouns and support verbs.

    Attributes:
        of_clause: by the token of a clause's verb.
        of_noun: by a noun's token; `behind` holds those of them that may as well be the verb's.
        unknown: verbs that an unresolved period stands beside (“in recent years”).
    """

    def __init__(self, annotations: Annotations, clauses: Clauses, lexicon: Lexicon) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self.lexicon = lexicon
        self.of_clause: dict[int, list[TimeExpression]] = defaultdict(list)
        self.of_noun: dict[int, list[TimeExpression]] = defaultdict(list)
        self.behind: dict[int, list[TimeExpression]] = defaultdict(list)
        self.unknown: set[int] = set()
        self._compared = -_NEXT  # behind the last date that something was compared with
        for expression in annotations.times:
            if not annotations.skip[expression.first] and not self._names(expression):
                self._attach(expression)

    def is_event(self, noun: int) -> bool:
        """Whether a noun speaks of something that happens: “talks”, “a call”, “the opening ceremony”."""
        lemma = self.parse.lemmas[noun]
        if lemma in self.lexicon.event_types or any(f.pos in ("noun", "light") for f in self.lexicon.frames.get(lemma, ())):
            return True
        located = self.annotations.at.get(noun)
        return located is not None and located.mention.type == "Event"

    # ------------------------------------------------------------------ attachment
    def _names(self, expression: TimeExpression) -> bool:
        """Whether a year is the last word of a name: “the World Cup 2010”."""
        before = expression.first - 1
        return expression.text.isdigit() and before >= 0 and self.parse.pos[before] == "PROPN" and before not in self.annotations.time_at

    def _attach(self, expression: TimeExpression) -> None:
        if expression.noun >= 0:
            self.of_noun[expression.noun].append(expression)
            return
        if self._bounds_or_compares(expression):
            marker = self.parse.heads[expression.head]
            if self.parse.lower[marker] in _BOUNDS and self._clause(self.parse.heads[marker]) is not None:
                self.unknown.add(self.parse.heads[marker])  # “left before Friday”: no day, and none to be inferred
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
                if deps[token] in _MODIFIERS and parse.lemmas[above] not in _PARTS:
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
        clause = self._speech_before(clause, expression) or clause
        if expression.time is not None:
            self.of_clause[clause.head].append(expression)
        elif _BRIEF.isdisjoint(self.parse.lower[expression.first : expression.last]):
            self.unknown.add(clause.head)

    def _speech_before(self, clause: Clause, expression: TimeExpression) -> Clause | None:
        """“said on Sunday they had left”: a date between a verb of speech and what is said is the speech's, whatever the parser takes it for."""
        upper = self.clauses.enclosing(clause) if clause.link == "ccomp" and clause.subjects else None
        if upper is None or not upper.head < expression.first or expression.last != min(self.parse.left[t] for t in clause.subjects):
            return None
        if "," in self.parse.lower[upper.head : expression.first] or clause.marker in self.parse.lower[upper.head : expression.first]:
            return None
        return upper if any(t.speech for t in self.lexicon.traits.get(upper.lemma, ())) else None

    def _bounds_or_compares(self, expression: TimeExpression) -> bool:
        """“up .07 from December”, “against 3.9 last week”, “before late summer”: the date of something else, or of none."""
        parse = self.parse
        if expression.time is not None and expression.time is not expression.point:
            return False  # “from 2004 to 2009”, “since 1949”
        token = expression.head
        for _ in range(3):
            if parse.deps[token] not in ("pobj", "prep", "pcomp", "npadvmod") or parse.heads[token] == token:
                break
            token = parse.heads[token]
            word = parse.lower[token]
            if word in _BOUNDS or word in _COMPARES or (word == "with" and parse.lower[parse.heads[token]] in _COMPARES):
                return True
            if word == "from" and not self._ahead(token):
                return True
            if word == "as" and parse.lower[token + 1 : token + 2] == ["in"]:
                return True
            if parse.pos[token] in ("VERB", "AUX", "NOUN", "PROPN"):
                break
        before = expression.first - 1
        while before > 0 and (parse.lower[before] in _BETWEEN or parse.lemmas[before] in _PARTS):
            before -= 1
        if not self._is_amount(before):
            return False
        # “against 144 million in January and 281 million in February”
        more = expression.first - self._compared <= _NEXT and parse.sentence[self._compared - 1] == parse.sentence[before]
        if more or self._is_compared(before):
            self._compared = expression.last
            return True
        return False

    def _ahead(self, marker: int) -> bool:
        """“will go on sale from March 23”: the day that something is to begin."""
        clause = self.clauses.above(marker)
        return clause is not None and (clause.marker == "to" or any(self.parse.tags[t] == "MD" for t in clause.group))

    def _is_amount(self, token: int) -> bool:
        parse = self.parse
        if token < 0:
            return False
        return parse.pos[token] == "NUM" or parse.lower[token] in _AMOUNTS or any(parse.deps[c] == "nummod" for c in parse.children[token])

    def _is_compared(self, token: int) -> bool:
        """Whether an amount is what another is compared with: “from six pct”, “against 3.9”, “than 1.2 mln”."""
        parse = self.parse
        for _ in range(4):
            if parse.lower[token] in _COMPARES or (parse.lower[token] in ("from", "after") and parse.deps[token] == "prep"):
                return True
            if parse.pos[token] in ("VERB", "AUX") or parse.heads[token] == token:
                return False
            token = parse.heads[token]
        return False

    def _inside(self, expression: TimeExpression, noun: int) -> None:
        """A date that modifies a noun: “the 1991 agreement”, “in a December phone call”, “held a Friday meeting”, “January's figures rose”."""
        self.of_noun[noun].append(expression)
        clause = self.clauses.above(noun)
        if clause is None:
            return
        parse = self.parse
        above = parse.heads[noun]
        size = expression.time.granularity if expression.time is not None else ""
        if not self.is_event(noun) and size != "day":
            brief = size in ("month", "quarter")
            if (brief or parse.deps[expression.head] == "poss") and self._measures(clause, noun):
                self._date(clause, expression)
            return
        occasion = parse.deps[noun] == "pobj" and parse.lower[above] in _OCCASIONS and self._clause(parse.heads[above]) is clause
        carried = noun in clause.objects and clause.lemma in self.lexicon.support_verbs
        if occasion or (self.is_event(noun) and (carried or self._acts(clause, noun))):
            self._date(clause, expression)

    def _acts(self, clause: Clause, noun: int) -> bool:
        """“Friday's attack killed two”: what an event does is done when it happens; what is said of it is not."""
        return noun in clause.subjects and self.parse.deps[noun] == "nsubj" and not clause.copula and clause.lemma not in self.lexicon.traits

    def _measures(self, clause: Clause, noun: int) -> bool:
        """“failures in February rose 10 percent”, “its surplus in 1986 was larger”: a figure of a period, and what is said of it."""
        if noun not in clause.subjects or self.parse.deps[noun] != "nsubj":
            return False
        return clause.copula or all(self._is_amount(t) or self.parse.entity[t] in ("PERCENT", "MONEY", "CARDINAL") for t in clause.objects)

    def _behind(self, expression: TimeExpression, noun: int, word: str) -> None:
        """A date behind a noun: “the elections of 1997”, “the attack on Friday killed two”, “signed an agreement in 1991”."""
        parse = self.parse
        self.of_noun[noun].append(expression)
        clause = self.clauses.above(noun)
        long = expression.time is not expression.point  # “secretary from 1957 to 1961”
        if clause is None or (word in _OWN and not long and not (word == "for" and self._measures(clause, noun))):
            return
        self.behind[noun].append(expression)
        token = noun
        for _ in range(_MOST_STEPS):
            if token == clause.head or self._clause(token) is clause:
                break
            dep = parse.deps[token]
            if dep in ("nsubj", "nsubjpass"):
                if token != noun or not (self._acts(clause, noun) if self.is_event(noun) else self._measures(clause, noun)):
                    return
            elif dep not in _INSIDE or parse.lower[token] in _COMPARES:
                return
            token = parse.heads[token]
        self._date(clause, expression)
