"""The days of a document's main clauses, as far as the story they stand in tells them.

Invariants:
    * Only what is told as done (past, actual, not in a quotation, not as background: “had met”, “once met”, “has met”) has its day from
      the story; the day of a report is that of its headline and first sentence, and of what follows them in the narrative past.
    * The story's day changes with each recent day that a main clause names; an older or longer date ends it until the people of the
      story return.

Source: the narrative past as in accounts of temporal discourse since Dowty, “The effects of aspectual class on the temporal structure of
discourse” (1986); anchoring to the day of publication in news after Chambers et al., “Dense event ordering with a multi-pass
architecture” (TACL 2014).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.annotations.records import Annotations
from kg.model import Time
from kg.statements.clauses import Clause, Clauses
from kg.statements.context import Context, Contexts
from kg.statements.dates import Dates
from kg.statements.telling import Telling

AT_HAND = 1  # days between a report and what is said without a date by others than those whose day it names
RECENT = 31  # days before a report that its story reaches back
REACH = 6  # sentences without news that a day of the story outlasts


class Story:
    """The story of one document.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        contexts: polarity, modality and tense of clauses.
        dates: which clause a date belongs to.
        telling: how clauses tell.
        said: the time that a clause's own words give.

    Attributes:
        days: by the token of a main clause's verb.
        report: the day of a dated report, or None.
    """

    def __init__(
        self,
        annotations: Annotations,
        clauses: Clauses,
        contexts: Contexts,
        dates: Dates,
        telling: Telling,
        said: Callable[[Clause], Time | None],
    ) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self.contexts = contexts
        self.dates = dates
        self.telling = telling
        self.said = said
        self.days: dict[int, Time] = {}
        self.report = self._dated_report()
        self._sentences: dict[int, list[Clause]] = {}
        for head in sorted(clauses.by_head):
            if self._is_main(clauses.by_head[head]):
                self._sentences.setdefault(self.parse.sentence[head], []).append(clauses.by_head[head])
        self._past, self._named = self._past_sentences(), self._named_times()
        self._lead = self._since = self._now = self._first_sentence()
        self._opening = self._day = self._first_day() or self.report
        self._heroes: set[str] = set()  # chains of those whom the story is about
        self._aside: set[str] = set()  # chains of those of whom was told what lies before it
        self._walk()

    def _walk(self) -> None:
        """Go through the main clauses in order of the text, with the day that the story is at."""
        for number, clauses in self._sentences.items():
            for clause in clauses:
                told = self.contexts.of(clause)
                self._now = number
                if self.said(clause) is not None or clause.head in self.dates.unknown:
                    self._dated(clause, told)
                elif number <= self._lead:
                    self._first(clause, told)
                elif self.contexts.speaks(clause):
                    self._spoken(clause, told)
                else:
                    self._told(clause, told)

    def _dated(self, clause: Clause, told: Context) -> None:
        """A clause with a date: a recent day is that of what follows; after another, what follows is not of the story."""
        if not _done(told) or self._now < self._lead:
            return
        own, who = self.said(clause), self._who(clause)
        self._day, self._since = self._recent(own) if own is not None else None, self._now
        if self._day is None:
            self._aside |= who
        else:
            self._heroes |= who
            self._aside = set()

    def _first(self, clause: Clause, told: Context) -> None:
        """A headline or first sentence: news of the story's day, or of the report's."""
        if not self.telling.is_news(clause, told):
            return
        headline, narrated = self._now < self._lead, self.telling.narrates(clause, told)
        day = self._opening if headline or narrated else self.report
        self._heroes |= self._who(clause)
        if not headline and not _done(told):
            self._day = None  # “is on trial”: what follows tells how it came to that
        if day is not None and (not narrated or self.contexts.speaks(clause) or self._is_of(day)):
            self.days[clause.head] = day

    def _spoken(self, clause: Clause, told: Context) -> None:
        """Words of someone: of the story's day if its people speak or the report is near to it; what someone says now is of the report's."""
        if self.telling.is_perfect(clause) or told.modality != "actual":
            return
        if told.tense == "present" and self.report is not None:
            self.days[clause.head] = self.report
        day = self._day or self._opening
        if told.tense != "past" or told.polarity != "affirmed" or day is None or self.telling.is_apart(clause):
            return
        if self._at_hand(day) or self._who(clause) & self._heroes:
            self.days[clause.head] = day

    def _told(self, clause: Clause, told: Context) -> None:
        """What is done in the narrative past is of the story's day, until a sentence goes back behind it and as soon as its people return."""
        who = self._who(clause)
        if self._now in self._past:
            self._day, self._aside = None, self._aside | who
        elif self._day is None and who & self._heroes and not who & self._aside:
            self._day, self._since, self._aside = self._opening, self._now, set()
        day = self._day
        if day is None or self._now - self._since > REACH or not self._is_of(day):
            return
        if self.telling.narrates(clause, told) and not self._follows(clause, day):
            self.days[clause.head] = day
            self._since = self._now
            self._heroes |= who

    def _is_of(self, day: Time) -> bool:
        """Whether the sentence names no other day, of which it may be."""
        return self._named.get(self._now, {day.value}) == {day.value}

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
                if expression.time is not None and not is_ahead(expression.time, self.annotations.report):
                    named.setdefault(self.parse.sentence[head], set()).add(expression.time.value)
        return named

    def _at_hand(self, time: Time) -> bool:
        report = self.annotations.report
        return report is None or abs((date.fromisoformat(report.begin) - date.fromisoformat(time.begin)).days) <= AT_HAND

    def _dated_report(self) -> Time | None:
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
        return inferred(time)

    def _first_sentence(self) -> int:
        """The first sentence that is one, with its stop: what stands before it are headlines."""
        for number in self._sentences:
            _, last = self.parse.sentences[number]
            if self.parse.words[last - 1][-1] in '.!?”"':
                return number
        return -1

    def _first_day(self) -> Time | None:
        """The day that the first sentences name as that of their news."""
        for number, clauses in self._sentences.items():
            if number > self._lead + 1:
                return None
            for clause in clauses:
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


def _done(told: Context) -> bool:
    return told.tense == "past" and told.modality == "actual"


def is_ahead(time: Time, report: Time | None) -> bool:
    """Tell whether a time begins after the day of a report."""
    return report is not None and time.begin > report.end


def inferred(time: Time) -> Time:
    """A time as that of something else than the words say, from the context."""
    return replace(time, basis="context") if time.basis == "said" else time
