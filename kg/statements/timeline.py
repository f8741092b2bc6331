"""When the happenings of a document were: by their own dates, by the clause they belong to, and by the story they stand in.

Invariants:
    * What is inferred says so (`basis`): from the `context`, which is the day that the clause above or the story before names, or from
      the day of the `report`.
    * Only what is told as done (past, actual, not in a quotation, not as background: “had met”, “once met”, “has met”) has its day from
      the story; the day of a report is that of its headline and first sentence, and of what follows them in the narrative past.
    * The narrative day changes with each recent day that a main clause names; an older or longer date ends it until speech resumes.

Source: the narrative past as in Reichenbach's and Dowty's accounts of temporal discourse; anchoring to the day of publication in news
after Chambers et al., “Dense event ordering with a multi-pass architecture” (TACL 2014).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.annotations.records import Annotations
from kg.model import Time
from kg.ontology.terms import Lexicon
from kg.statements.clauses import Clause, Clauses
from kg.statements.context import Context, Contexts
from kg.statements.dates import Dates

AT_HAND = 1  # days between a report and what is said without a date by others than those whose day it names
RECENT = 31  # days before a report that its story reaches back
REACH = 6  # sentences without news that a day of the story outlasts
CHANGES = frozenset(("kg:increasedTo", "kg:fellTo"))
_BACKGROUND = frozenset(
    """previously formerly originally once ever earlier ago already recently later afterwards afterward subsequently eventually initially first
    traditionally historically before since long often usually always frequently repeatedly sometimes generally typically still soon twice
    lately nowadays currently now""".split()
)
_LATER = frozenset("later afterwards afterward subsequently eventually soon then before earlier previously after since".split())
_TIMELESS = frozenset(("when", "whenever", "before", "since", "once", "until", "if"))
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
        self.lexicon = lexicon
        self.dates = Dates(annotations, clauses, lexicon)
        self._known: dict[int, Time | None] = {}
        self._story: dict[int, Time] | None = None
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
            if planned and expression.first < clause.head and not self._is_ahead(time):
                continue
            told = told or self.contexts.of(clause)
            if self._fits(time, told, expression.text):
                return time
        return None

    def _is_ahead(self, time: Time) -> bool:
        report = self.annotations.report
        return report is not None and time.begin > report.end

    def _fits(self, time: Time, context: Context, words: str) -> bool:
        """Whether a clause can have been at a time: what is told as past is not ahead of the report; “today” of what is always so is no day."""
        if context.tense == "past" and context.modality == "actual" and self._is_ahead(time):
            return False
        return not (words.lower() == "today" and context.tense == "present" and context.modality == "actual")

    def _leading(self, clause: Clause) -> Time | None:
        """The date that leads a sentence, for the verbs that are joined to its first one (“On Monday A met B and left”)."""
        upper = self.clauses.enclosing(clause)
        joined = clause.link == "conj" or (clause.link == "advcl" and clause.shared and not clause.finite and not clause.marker)
        if upper is None or not joined or self._has_adverb(clause, _LATER):
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
            found = self._joined(clause) or self._narrated(clause)
        self._active.discard(clause.head)
        self._known[clause.head] = found
        return found

    def _joined(self, clause: Clause) -> Time | None:
        """From the clause that it is one happening with, or a part of: “cancelled it on Friday, citing flaws”, “met on Friday and agreed”."""
        if self._has_adverb(clause, _LATER):
            return None
        upper = self.clauses.enclosing(clause)
        if upper is not None and self._together(clause, upper):
            time = self.of(upper)
            return _inferred(time) if clause.link != "conj" or (time is not None and time.granularity == "day") else None
        for complement in self._conjuncts(clause):
            if self._together(complement, clause) and not self._has_adverb(complement, _LATER):
                found = self.said(complement)
                if found is not None and found.granularity == "day":
                    return _inferred(found)
        return None

    def _together(self, clause: Clause, upper: Clause) -> bool:
        own, outer = self.contexts.of(clause), self.contexts.of(upper)
        if upper.copula or (self._is_perfect(clause) != self._is_perfect(upper) and clause.finite):
            return False
        if clause.link == "conj":
            return own.tense == outer.tense and own.modality == outer.modality and not self._stative(clause)
        if own.modality != "actual" or outer.modality != "actual" or self._stative(clause) or self._is_perfect(clause):
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

    # ------------------------------------------------------------------ the story
    def _narrated(self, clause: Clause) -> Time | None:
        if self._story is None:
            self._story = {}
            self._narrate(self._story)
        return self._story.get(clause.head)

    def _narrate(self, story: dict[int, Time]) -> None:
        """Walk the main clauses in order of the text, with the day that the story is at."""
        report = self._report()
        sentences: dict[int, list[Clause]] = {}
        for head in sorted(self.clauses.by_head):
            clause = self.clauses.by_head[head]
            if self._is_main(clause):
                sentences.setdefault(self.parse.sentence[head], []).append(clause)
        lead = self._lead(sentences)
        day = first = self._first_day(sentences, lead) or report
        since, heroes, aside = lead, set[str](), set[str]()
        past, named = self._past_sentences(), self._named_times()
        for number, clauses in sentences.items():
            for clause in clauses:
                own, told, who = self.said(clause), self.contexts.of(clause), self._who(clause)
                done = told.tense == "past" and told.modality == "actual"
                if own is not None:
                    if done and number >= lead:
                        day, since = self._recent(own), number
                        heroes, aside = (heroes | who, set()) if day is not None else (heroes, aside | who)
                    continue
                if clause.head in self.dates.unknown:
                    day, aside = (None, aside | who) if done else (day, aside)
                    continue
                if number <= lead:
                    if self._is_news(clause, told):
                        narrated = self._narrates(clause, told)
                        now = first if number < lead or narrated else report
                        if narrated and now is not None and not self.contexts.speaks(clause) and named.get(number, {now.value}) != {now.value}:
                            now = None
                        heroes |= who
                        day = day if done or number < lead else None  # “is on trial”: what follows tells how it came to that
                        if now is not None:
                            story[clause.head] = now
                    continue
                if self.contexts.speaks(clause):
                    time = (day or first) if told.tense == "past" else report
                    if time is not None and done and told.polarity == "affirmed" and not self._is_perfect(clause) and not self._set_apart(clause):
                        if who & heroes or self._at_hand(time):
                            story[clause.head] = time
                    elif told.tense == "present" and told.modality == "actual" and report is not None and not self._is_perfect(clause):
                        story[clause.head] = report
                    continue
                if number in past:
                    day, aside = None, aside | who
                elif day is None and who & heroes and not who & aside:
                    day, since, aside = first, number, set()  # the story goes on with those whom it began with
                if day is None or number - since > REACH or named.get(number, {day.value}) != {day.value}:
                    continue  # a sentence that names another day may be of that
                if self._narrates(clause, told) and not self._follows(clause, day):
                    story[clause.head] = day
                    since, heroes = number, heroes | who

    def _follows(self, clause: Clause, day: Time) -> bool:
        """“After the vote was lost, he resigned”: in a story that names no day itself, this may be long past."""
        return day.basis == "report" and any(c in self.clauses.by_head and self.clauses.by_head[c].marker == "after" for c in clause.complements)

    def _who(self, clause: Clause) -> set[str]:
        """The chains of a clause's subjects, or of the agents of a passive."""
        at = self.annotations.at
        return {at[t].mention.chain for t in (*clause.subjects, *clause.agents) if t in at}

    def _past_sentences(self) -> set[int]:
        """Sentences that name a day or period which is not the story's: they tell of what was before."""
        report = self.annotations.report
        found = set()
        for expression in self.annotations.times:
            time = expression.time
            if time is not None and (report is None or time.begin < report.begin) and self._recent(time) is None:
                found.add(self.parse.sentence[expression.head])
        return found

    def _named_times(self) -> dict[int, set[str]]:
        """The times, not ahead of the report, that the verbs of each sentence have."""
        named: dict[int, set[str]] = {}
        for head, expressions in self.dates.of_clause.items():
            for expression in expressions:
                if expression.time is not None and not self._is_ahead(expression.time):
                    named.setdefault(self.parse.sentence[head], set()).add(expression.time.value)
        return named

    def _at_hand(self, time: Time) -> bool:
        report = self.annotations.report
        return report is None or abs((date.fromisoformat(report.begin) - date.fromisoformat(time.begin)).days) <= AT_HAND

    def _report(self) -> Time | None:
        """The day of a dated report: one with a dateline, a line that dates it, or words that mean days near to it."""
        report = self.annotations.report
        if report is None or report.text:
            return report
        near = any(e.time is not None and e.time.granularity == "day" and self._recent(e.time) is not None for e in self.annotations.times)
        return report if near else None

    def _recent(self, time: Time) -> Time | None:
        """A day of the story, or None for what is older or longer than a day."""
        if time.granularity != "day":
            return None
        report = self.annotations.report
        if report is not None and not 0 <= (date.fromisoformat(report.begin) - date.fromisoformat(time.begin)).days <= RECENT:
            return None
        return _inferred(time)

    def _lead(self, sentences: dict[int, list[Clause]]) -> int:
        """The first sentence that is one, with its stop: what stands before it are headlines."""
        for number in sentences:
            _, last = self.parse.sentences[number]
            if self.parse.words[last - 1][-1] in '.!?”"':
                return number
        return -1

    def _first_day(self, sentences: dict[int, list[Clause]], lead: int) -> Time | None:
        """The day that the first sentences name as that of their news."""
        for number in sentences:
            if number > lead + 1:
                return None
            for clause in sentences[number]:
                told = self.contexts.of(clause)
                own = self.said(clause) if told.tense != "future" and told.modality == "actual" else None
                day = self._recent(own) if own is not None else None
                if day is not None:
                    return day
        return None

    def _is_main(self, clause: Clause) -> bool:
        """Whether a clause is told by the text itself: a root or joined to one, not quoted, or a verb of speech below its own words."""
        quoted = self.annotations.quoted
        if quoted and quoted[clause.head] >= 0:
            return False
        if clause.link == "conj":
            upper = self.clauses.enclosing(clause)
            return upper is not None and clause.finite and self._is_main(upper)
        return clause.link == "root"

    def _narrates(self, clause: Clause, told: Context) -> bool:
        """Whether a clause tells of something done at the story's time: in the simple past, and not as background."""
        if told.tense != "past" or told.modality != "actual" or told.polarity != "affirmed" or self._is_perfect(clause):
            return False
        return not clause.copula and not clause.existential and not self._stative(clause) and not self._set_apart(clause)

    def _is_news(self, clause: Clause, told: Context) -> bool:
        """Whether a headline or first sentence tells what is new: “A meets B”, “A has met B”, “A is meeting B”, “A met B”."""
        if told.modality != "actual" or told.polarity != "affirmed" or told.tense not in ("past", "present"):
            return False
        return not clause.copula and not clause.existential and not self._stative(clause) and not self._set_apart(clause)

    def _set_apart(self, clause: Clause) -> bool:
        """Whether adverbs or a clause of its own date a happening away from the story: “once met”, “when he was young, he met”."""
        if self._has_adverb(clause, _BACKGROUND):
            return True
        lower = (self.clauses.by_head.get(c) for c in clause.complements)
        return any(c is not None and c.link == "advcl" and c.finite and c.marker in _TIMELESS | {""} and self._has_when(c) for c in lower)

    def _has_when(self, clause: Clause) -> bool:
        if clause.marker in _TIMELESS:
            return True
        return any(self.parse.tags[c] == "WRB" for c in self.parse.children[clause.head])

    def _stative(self, clause: Clause) -> bool:
        """Whether a verb tells what holds, or how a figure changes over a period that the text does not name (“sales rose to”)."""
        lemma = clause.lemma
        return lemma in self.lexicon.stative_verbs or any(f.property in CHANGES for f in self.lexicon.frames.get(lemma, ()))

    def _has_adverb(self, clause: Clause, words: frozenset[str]) -> bool:
        lower, deps = self.parse.lower, self.parse.deps
        for c in self.parse.children[clause.head]:
            if deps[c] in ("advmod", "npadvmod", "prep") and lower[c] in words and not (deps[c] == "prep" and self.parse.children[c]):
                return True
        return False

    def _is_perfect(self, clause: Clause) -> bool:
        """“has met”, “had met”: done before the time that the text is at."""
        return self.parse.tags[clause.head] in ("VBN", "VBD") and any(
            self.parse.lemmas[t] in ("have", "'ve") for t in clause.group if t != clause.head
        )


def _inferred(time: Time | None) -> Time | None:
    return replace(time, basis="context") if time is not None and time.basis == "said" else time
