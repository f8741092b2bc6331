"""Dates and periods, normalised against the day of publication.

Invariants: time expressions are apart and by position; what depends on the day of publication is unresolved (`time` None) where that is
unknown; the day of publication itself is never given to an event by guess. Relative weekdays go by tense: in news “on Friday” is the
nearest Friday that the tense allows, the day of publication included (after Strötgen and Gertz, HeidelTime, 2013).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.annotations import calendar
from kg.annotations.calendar import MONTHS, WEEKDAYS, Period
from kg.annotations.intervals import dateline, expressions
from kg.annotations.parse import Parse
from kg.annotations.records import TimeExpression
from kg.annotations.relative import Relative
from kg.annotations.tense import tense_of
from kg.annotations.time_words import BEFORE_YEAR, DAYS, DECADE, ISO, LAST, NEXT, ORDINALS, THIS, TRIGGERS

FIRST_PLAIN_YEAR = 1900
SAME_DAY = 3  # days between publication and the line or dateline by which a text dates itself


def find_times(parse: Parse, skip: Sequence[bool], published: str | None) -> list[TimeExpression]:
    """Find and normalise the dates and periods of a document.

    Args:
        parse: of the document.
        skip: tokens that are not news.
        published: ISO date of publication, or None; a line near the beginning that is a date and nothing else stands for it, or
            corrects it by a few days.

    Returns:
        Expressions by position.
    """
    day = date.fromisoformat(published[:10]) if published else None
    finder = _Finder(parse, skip, day)
    found = finder.all()
    own = dateline(parse, found)
    if own is not None and own != day and (day is None or abs((own - day).days) <= SAME_DAY):
        found = _Finder(parse, skip, own).all()  # “yesterday” is the day before the one that the text itself is of
    return found


class _Finder(Relative):
    def all(self) -> list[TimeExpression]:
        words, lower = self.parse.words, self.parse.lower
        done = -1
        for i, word in enumerate(lower):
            kind = TRIGGERS.get(word, "")
            if not kind:
                if word[0].isdigit() or word[0] in "'’":
                    kind = "number" if len(word) >= 4 else ""
                elif word[-1] == "s" and word.startswith(("mid-", "early-", "late-")):
                    kind = "number"
                if not kind:
                    continue
            if i < done or self.skip[i]:
                continue
            self.begin, self.end = self.parse.sentences[self.parse.sentence[i]]
            self.begin = max(self.begin, done)
            if kind in ("month", "weekday") and not words[i][0].isupper():
                continue
            made: tuple[int, int, Period | None] | None = getattr(self, f"_{kind}")(i)
            if made is not None:
                first, last, period = made
                self.found.append((max(first, self.begin), last, period))
                done = last
                if period is not None and period.granularity in ("day", "week", "month", "year"):
                    self.reference = period
        self._entities()
        return expressions(self.parse, self.found)

    # ------------------------------------------------------------------ months and days of them
    def _month(self, i: int) -> tuple[int, int, Period | None] | None:
        parse = self.parse
        word = parse.lower[i]
        number = MONTHS[word]
        first, last = i, i + 1
        before, after = self._day_number(i - 1), self._day_number(last)
        if (
            word in ("may", "march", "mar", "sep", "sun", "jan", "dec", "august", "april", "june")
            and not before
            and not after
            and not self._year_number(last)
        ):
            if parse.pos[i] not in ("PROPN", "NOUN") or parse.entity[i] in ("PERSON", "ORG", "GPE", "PRODUCT", "WORK_OF_ART"):
                return None
            if word == "may" and i == self.begin:
                return None
        number_of_day = 0
        until = 0
        if before and self._word(i - 2) not in ("$", "article", "section"):
            number_of_day, first = before, i - 1
            if self._word(first - 1) in ("-", "–", "to", "and", "until") and self._day_number(first - 2) and self._word(first - 3) not in MONTHS:
                until, number_of_day, first = number_of_day, self._day_number(first - 2), first - 2
        elif self._word(i - 1) == "of" and (self._day_number(i - 2) or ORDINALS.get(self._word(i - 2))):
            number_of_day, first = self._day_number(i - 2) or ORDINALS[self._word(i - 2)], i - 2
            first -= self._word(first - 1) == "day"
        elif after and self._word(last + 1) not in ("pct", "percent", "%", "mln", "billion", "million", "people"):
            number_of_day, last = after, last + 1
            if (
                self._word(last) in ("-", "–", "to", "and")
                and self._day_number(last + 1)
                and (self._word(last) in "-–" or self._word(last + 2) not in MONTHS)
            ):
                until, last = self._day_number(last + 1), last + 2
        year_number, stop = 0, last
        for gap in (last, last + 1) if self._word(last) in (",", "of", "in") else (last,):
            if self._year_number(gap):
                year_number, stop = self._year_number(gap), gap + 1
        first = self._weekday_before(first)
        period: Period | None = None
        if year_number:
            last = stop
        else:
            relative = self._word(first - 1)
            if self._word(last) in ("last", "next", "this") and self._word(last + 1) in ("year", "month"):
                relative, last = self._word(last), last + 2
                year_number = self._shifted_year(relative)
            elif not number_of_day and relative in LAST | NEXT | THIS:
                first -= 1
                year_number = self._year_of_month(number, relative)
            else:
                year_number = self._nearest_year(number, number_of_day, i)
        if year_number:
            if number_of_day:
                begin = calendar.valid_day(year_number, number, number_of_day)
                finish = calendar.valid_day(year_number, number, until) if until else begin
                if begin is not None and finish is not None:
                    period = calendar.day(begin) if begin == finish else Period(begin, finish, "interval")
            else:
                period = calendar.month(year_number, number)
        if not number_of_day:
            first = self._approximate(first)
        return first, last, period

    def _weekday_before(self, first: int) -> int:
        if self._word(first - 1) == "," and self._word(first - 2) in WEEKDAYS:
            return first - 2
        if self._word(first - 1) in WEEKDAYS:
            return first - 1
        if self._word(first - 1) == "the" and self._word(first - 2) in WEEKDAYS:
            return first - 2
        return first

    def _year_of_month(self, number: int, relative: str) -> int:
        if self.published is None:
            return 0
        now = self.published
        if relative in LAST:
            return now.year - (number >= now.month)
        if relative in NEXT:
            return now.year + (number <= now.month)
        return now.year

    def _nearest_year(self, number: int, day_number: int, token: int) -> int:
        """The year whose such month or day is nearest to publication on the side that the tense allows."""
        now = self.published
        if now is None:
            return 0
        # more than any year's distance; a day within a month on the other side (“runs from May 3”, said on May 9) is nearer than one next year
        tense, penalty = tense_of(self.parse, token), 400
        penalty -= 100 if day_number and tense == "future" else 0
        above = self.parse.heads[token]
        if self.parse.deps[token] == "pobj":
            if self.parse.lower[above] == "for" and tense == "past":
                tense = "future"  # “contracts for May delivery”
            if self.parse.lower[above] == "since":
                tense = "past"
            above = self.parse.heads[above]
        if self.parse.pos[above] in ("NOUN", "PROPN"):
            penalty = 120  # the verb's tense is another thing's
            grand = self.parse.heads[above]
            if self.parse.lower[grand] == "for" and tense == "past":
                tense = "future"
        choices = []
        for candidate in (now.year - 1, now.year, now.year + 1):
            when = calendar.valid_day(candidate, number, day_number or 15)
            if when is None:
                continue
            distance = (when - now).days
            same = not day_number and candidate == now.year and number == now.month
            cost = 0 if same else abs(distance)
            if not same and ((tense == "past" and distance > 0) or (tense == "future" and distance < 0)):
                cost += penalty
            choices.append((cost, candidate))
        return min(choices)[1] if choices else 0

    # ------------------------------------------------------------------ weekdays and days beside today
    def _weekday(self, i: int) -> tuple[int, int, Period | None] | None:
        following = i + 1
        if self._word(following) in (",", "the") or self._day_number(following) or self._word(following) in MONTHS:
            at = following + (self._word(following) in (",", "the"))
            if self._day_number(at) and self._word(at + 1) in MONTHS:
                return self._month(at + 1)
            if self._word(at) in MONTHS and self._day_number(at + 1) and self.parse.words[at][0].isupper():
                return self._month(at)
        if self.parse.lower[i] in ("sat", "sun", "mon", "fri", "wed") and self.parse.pos[i] != "PROPN":
            return None
        first, last = i, self._with_part(i + 1)
        relative = self._word(i - 1)
        now = self.published
        if self.parse.tags[i] == "NNPS" or (self.parse.lower[i] + "s") == self.parse.words[i].lower():
            return first, last, None
        if relative in LAST | NEXT | THIS:
            first -= 1
        shift = ""
        if self._word(last) in ("last", "next", "this") and self._word(last + 1) == "week":
            shift, last = self._word(last), last + 2
        if now is None:
            return first, last, None
        target = WEEKDAYS[self.parse.lower[i]]
        back, ahead = (now.weekday() - target) % 7, (target - now.weekday()) % 7
        if shift:
            monday = calendar.week(now, {"last": -1, "next": 1}.get(shift, 0)).begin
            when = (monday or now) + timedelta(days=target)
        elif relative in LAST:
            when = now - timedelta(days=back or 7)
        elif relative in NEXT:
            when = now + timedelta(days=ahead or 7)
        elif back == 0:
            when = now
        elif tense_of(self.parse, i) in ("future", "present"):
            when = now + timedelta(days=ahead)
        else:
            when = now - timedelta(days=back)
        return first, last, calendar.day(when)

    def _day(self, i: int) -> tuple[int, int, Period | None] | None:
        last = self._with_part(i + 1)
        if self.published is None:
            return i, last, None
        if self.parse.lower[i] == "today" and self._word(i + 1) in ("'s", "’s") and self.parse.entity[i] == "ORG":
            return None
        return i, last, calendar.day(self.published + timedelta(days=DAYS[self.parse.lower[i]]))

    def _part(self, i: int) -> tuple[int, int, Period | None] | None:
        before = self._word(i - 1)
        if before in ("this", "last", "that"):
            now = self.published
            if before == "that" or now is None:
                return i - 1, i + 1, None
            return i - 1, i + 1, calendar.day(now - timedelta(days=before == "last"))
        return None

    # ------------------------------------------------------------------ years, decades, ISO dates
    def _number(self, i: int) -> tuple[int, int, Period | None] | None:
        word = self.parse.lower[i]
        match = ISO.match(self.parse.text, self.parse.start[i])
        if match is not None:
            when = calendar.valid_day(int(match[1]), int(match[2]), int(match[3]))
            last = i + 1
            while last < self.end and self.parse.end[last - 1] < match.end():
                last += 1
            return (i, last, calendar.day(when)) if when is not None and self.parse.end[last - 1] == match.end() else None
        decade = DECADE.fullmatch(word.split("-", 1)[-1] if word[0].isalpha() else word)
        if decade is not None:
            first = int(decade[1] + decade[2]) if decade[1] else 1900 + int(decade[3])
            return self._approximate(i - (self._word(i - 1) == "the")), i + 1, calendar.years(first, first + 9, "decade")
        number = self._year_number(i)
        if not number or not self._is_year(i, number):
            return None
        if self._word(i + 1) in ("'s", "’s", "s") and number % 10 == 0 and self._word(i - 1) == "the":
            return i - 1, i + 2, calendar.years(number, number + 9, "decade")
        if self._word(i + 1) in ("-", "–", "/") and re.fullmatch(r"\d\d", self._word(i + 2)) and self._word(i + 3) not in ("-", "–", "/"):
            end = number // 100 * 100 + int(self._word(i + 2))
            if number < end:
                return i, i + 3, calendar.years(number, end)
        return self._approximate(i), i + 1, calendar.year(number)

    def _is_year(self, i: int, number: int) -> bool:
        parse = self.parse
        before, after = self._word(i - 1), self._word(i + 1)
        if self._word(i + 1) in ("-", "–", "to") and self._year_number(i + 2) > number >= FIRST_PLAIN_YEAR:
            return True  # “over 1990 – 2010”
        if before in ("$", "£", "€", "#", "no.", "number", "about", "some", "over", "nearly", "almost", "least") or after in (
            "%",
            "pct",
            "percent",
            "people",
            "troops",
            "soldiers",
            "kilometers",
            "km",
            "miles",
            "dlrs",
            "gmt",
        ):
            return False
        if parse.deps[i] == "nummod" and (after == "year" or (parse.tags[parse.heads[i]] == "NNS" and parse.heads[i] > i and not before.isalpha())):
            return False
        if parse.deps[i] == "nummod" and parse.tags[parse.heads[i]] == "NNS" and parse.heads[i] > i and not 1900 <= number <= 2100:
            return False
        if parse.entity[i] == "DATE" or (
            1900 <= number <= 2100 and (before in BEFORE_YEAR or parse.entity[i] in ("EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "ORG", "FAC"))
        ):
            return True
        return (1900 <= number <= 2060 and parse.entity[i] not in ("MONEY", "QUANTITY", "PERCENT", "CARDINAL")) or (
            before in ("in", "since") and number >= 1500
        )

    # ------------------------------------------------------------------ what the parser calls a date; intervals
    def _entities(self) -> None:
        taken: set[int] = set()
        for first, last, _ in self.found:
            taken.update(range(first, last))
        for first, last, label in self.parse.entities:
            if label in ("DATE", "TIME") and not self.skip[first] and not any(i in taken for i in range(first, last)):
                if any(
                    self.parse.lower[i] in TRIGGERS or self.parse.lower[i] in ("now", "annual", "daily", "p.m.", "a.m.", "gmt", "era")
                    for i in range(first, last)
                ):
                    self.found.append((first, last, None))
        self.found.sort(key=lambda f: f[:2])
