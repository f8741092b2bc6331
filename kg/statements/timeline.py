"""When the happenings of a document were: by their own dates, by the clause they belong to, and by the story they stand in.

Invariants: what is inferred says so (`basis`): from the `context`, which is the day that the clause above or the story before names, or
from the day of the `report`; a plan has no date of its planning, and what comes later none of what came before.
"""

from __future__ import annotations

from kg.annotations.records import Annotations
from kg.model import Time
from kg.ontology.terms import Lexicon
from kg.statements.clauses import Clause, Clauses
from kg.statements.context import Context, Contexts
from kg.statements.dates import Dates
from kg.statements.story import Story, inferred, is_ahead
from kg.statements.telling import Telling

_LATER = frozenset("later afterwards afterward subsequently eventually soon then before earlier previously after since".split())
_AT_ONCE = frozenset(("", "while", "by", "in", "when", "with", "without"))
_SAME_TIME = frozenset(("as", "while"))


class Timeline:
    """The times of one document's clauses.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        contexts: polarity, modality and tense of clauses.
        lexicon: stative verbs.
    """

    def __init__(self, annotations: Annotations, clauses: Clauses, contexts: Contexts, lexicon: Lexicon) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self.contexts = contexts
        self.dates = Dates(annotations, clauses, lexicon)
        self.telling = Telling(annotations.parse, clauses, lexicon)
        self._known: dict[int, Time | None] = {}
        self._story: Story | None = None
        self._active: set[int] = set()

    # ------------------------------------------------------------------ by its own words
    def said(self, clause: Clause) -> Time | None:
        """The date that a clause's own words give, or those of a verb that is one happening with it (“began to meet on Friday”)."""
        found = self._own(clause.head, clause)
        if found is not None:
            return found
        upper = self.clauses.enclosing(clause)
        if upper is not None and clause.link == "xcomp" and not clause.finite and not self.contexts.speaks(upper):
            found = self._own(upper.head, clause, planned=self.contexts.of(clause).modality != "actual")
            if found is not None:
                return found
        for complement in clause.complements:
            lower = self.clauses.by_head.get(complement)
            if lower is not None and lower.link == "xcomp" and not lower.finite and self.contexts.of(lower).modality == "actual":
                found = self._own(lower.head, clause)
                if found is not None:
                    return found
        return self._leading(clause)

    def _own(self, head: int, clause: Clause, *, planned: bool = False) -> Time | None:
        """The date at a verb; of a plan (“agreed on Friday to meet”) only one behind it or ahead of the report is what is planned."""
        found = self.dates.of_clause.get(head)
        if not found:
            return None
        told = None
        for expression in found:
            time = expression.time
            if time is None or self.parse.lower[expression.head] == "season":
                continue
            if planned and expression.first < clause.head and not is_ahead(time, self.annotations.report):
                continue
            told = told or self.contexts.of(clause)
            if self._fits(time, told, expression.text):
                return time
        return None

    def _fits(self, time: Time, context: Context, words: str) -> bool:
        """Whether a clause can have been at a time: what is told as past is not ahead of the report; “today” of what is always so is no day."""
        if context.tense == "past" and context.modality == "actual" and is_ahead(time, self.annotations.report):
            return False
        return not (words.lower() == "today" and context.tense == "present" and context.modality == "actual")

    def _leading(self, clause: Clause) -> Time | None:
        """The date that leads a sentence, for the verbs that are joined to its first one (“On Monday A met B and left”)."""
        upper = self.clauses.enclosing(clause)
        joined = clause.link == "conj" or (clause.link == "advcl" and clause.shared and not clause.finite and not clause.marker)
        if upper is None or not joined or self.telling.has_adverb(clause, _LATER):
            return None
        for expression in self.dates.of_clause.get(upper.head, ()):
            if expression.last <= upper.group[0] and expression.last <= min(upper.subjects, default=upper.head):
                if expression.time is not None and self._fits(expression.time, self.contexts.of(clause), expression.text):
                    return expression.time
        return self._leading(upper)

    def of_noun(self, noun: int) -> Time | None:
        """The date inside a noun's own phrase (“talks on Friday”, “Friday's ceremony”, “talks with them on Friday”)."""
        for token in (noun, *(t for c in self.parse.children[noun] if self.parse.deps[c] == "prep" for t in self.parse.children[c])):
            for expression in (self.dates.of_noun if token == noun else self.dates.behind).get(token, ()):
                if expression.time is not None:
                    return expression.time
        return None

    # ------------------------------------------------------------------ inferred
    def of(self, clause: Clause) -> Time | None:
        """When a clause's happening was, said or inferred."""
        if clause.head in self._known:
            return self._known[clause.head]
        if clause.head in self._active:  # a malformed parse may turn in a circle
            return None
        self._active.add(clause.head)
        found = self.said(clause)
        if found is None and clause.head not in self.dates.unknown:
            found = self._joined(clause) or self._told(clause)
        self._active.discard(clause.head)
        self._known[clause.head] = found
        return found

    def _joined(self, clause: Clause) -> Time | None:
        """From the clause that it is one happening with, or a part of: “cancelled it on Friday, citing flaws”, “met on Friday and agreed”."""
        if self.telling.has_adverb(clause, _LATER):
            return None
        upper = self.clauses.enclosing(clause)
        if upper is not None and self._together(clause, upper):
            time = self.of(upper)
            return inferred(time) if time is not None and (clause.link != "conj" or time.granularity == "day") else None
        for complement in self._conjuncts(clause):
            if self._together(complement, clause) and not self.telling.has_adverb(complement, _LATER):
                found = self.said(complement)
                if found is not None and found.granularity == "day":
                    return inferred(found)
        return None

    def _together(self, clause: Clause, upper: Clause) -> bool:
        own, outer = self.contexts.of(clause), self.contexts.of(upper)
        if upper.copula or (self.telling.is_perfect(clause) != self.telling.is_perfect(upper) and clause.finite):
            return False
        if clause.link == "conj":
            return own.tense == outer.tense and own.modality == outer.modality and not self.telling.is_stative(clause)
        if own.modality != "actual" or outer.modality != "actual" or self.telling.is_stative(clause) or self.telling.is_perfect(clause):
            return False
        if clause.finite and clause.link == "relcl":  # “at a meeting, where he spoke”
            return own.tense == outer.tense == "past" and any(self.parse.lower[c] == "where" for c in self.parse.children[clause.head])
        if clause.finite:
            return clause.link == "advcl" and clause.marker in _SAME_TIME and own.tense == outer.tense == "past"
        if clause.link == "xcomp":
            return not self.contexts.speaks(upper)
        return clause.shared and clause.link in ("advcl", "pcomp") and clause.marker in _AT_ONCE and self.parse.tags[clause.head] == "VBG"

    def _conjuncts(self, clause: Clause) -> list[Clause]:
        found = (self.clauses.by_head.get(c) for c in self.parse.children[clause.head] if self.parse.deps[c] == "conj")
        return [c for c in found if c is not None and c.shared]

    def _told(self, clause: Clause) -> Time | None:
        """From the story that it is told in."""
        if self._story is None:
            self._story = Story(self.annotations, self.clauses, self.contexts, self.dates, self.telling, self.said)
        return self._story.days.get(clause.head)
