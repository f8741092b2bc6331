"""Periods that are named by their unit: “last week”, “two years ago”, “the first quarter of 1987”, “next spring”.

Invariants: without a day of publication what depends on it is unresolved; a number counts only beside its unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.annotations import calendar
from kg.annotations.calendar import FIRST_YEAR, LAST_YEAR, SEASONS, Period
from kg.annotations.parse import Parse
from kg.annotations.periods import ago, shifted, stretch
from kg.annotations.tense import tense_of
from kg.annotations.time_words import CENTURY, DAY, LAST, NEXT, NUMBERS, ORDINALS, PARTS, THIS, UNITS, YEAR


class Relative:
    """Reads expressions around a token of one document; `times` finds the tokens.

    Args:
        parse: of the document.
        skip: tokens that are not news.
        published: day of publication, or None.
    """

    def __init__(self, parse: Parse, skip: Sequence[bool], published: date | None) -> None:
        self.parse = parse
        self.skip = skip
        self.published = published
        self.found: list[tuple[int, int, Period | None]] = []
        self.begin = self.end = 0
        self.reference: Period | None = None

    # ------------------------------------------------------------------ words around a token
    def _word(self, i: int) -> str:
        return self.parse.lower[i] if self.begin <= i < self.end else ""

    def _day_number(self, i: int) -> int:
        match = DAY.fullmatch(self._word(i))
        number = int(match[1]) if match is not None else 0
        return number if 1 <= number <= 31 else 0

    def _year_number(self, i: int) -> int:
        word = self._word(i)
        return int(word) if YEAR.fullmatch(word) and FIRST_YEAR <= int(word) <= LAST_YEAR else 0

    def _with_part(self, last: int) -> int:
        return last + 1 if self._word(last) in PARTS else last

    def _approximate(self, first: int) -> int:
        if self._word(first - 1) in ("early", "late", "mid", "mid-"):
            return first - 1
        if self._word(first - 1) == "-" and self._word(first - 2) == "mid":
            return first - 2
        return first

    def _shifted_year(self, relative: str) -> int:
        if self.published is None:
            return 0
        return self.published.year + (relative in NEXT) - (relative in LAST)

    # ------------------------------------------------------------------ units
    def _unit(self, i: int) -> tuple[int, int, Period | None] | None:
        unit = UNITS[self.parse.lower[i]]
        count, first = self._count(i)
        after = self._word(i + 1)
        if after in ("ago", "earlier", "later", "before", "after"):
            if count:
                if after == "ago":
                    return first, i + 2, ago(self.published, unit, count) if self.published is not None else None
                if after in ("earlier", "later") or self._word(i + 2) in ("", ",", ".", "and", "but"):
                    return first, i + 2, self._beside(unit, -count if after in ("before", "earlier") else count)
                return first, i + 2, None
            if (
                self._word(i - 1) in ("the", "a", "that")
                and after in ("before", "after", "earlier", "later")
                and self._word(i + 2) not in ("the", "a", "his", "its", "it", "he", "they")
            ):
                return i - 1, i + 2, self._beside(unit, -1 if after in ("before", "earlier") else 1)
        at = first - 1
        direction = self._word(at)
        if unit in ("quarter", "half") and (ORDINALS.get(direction) or direction in LAST | NEXT | THIS):
            return self._quarter(i, at, unit)
        numeral = CENTURY.fullmatch(direction)
        if unit == "century" and (numeral is not None or direction in ORDINALS):
            number = int(numeral[1]) if numeral is not None else ORDINALS[direction]
            return at - (self._word(at - 1) == "the"), i + 1, calendar.years(number * 100 - 99, number * 100, "century")
        if direction in LAST or direction in NEXT or direction in THIS:
            start = at - (self._word(at - 1) == "the")
            start = self._approximate(start)
            if count and first < i:
                return start, i + 1, stretch(self.published, unit, count, ahead=direction in NEXT) if self.published is not None else None
            told = direction == "next" and start < at and unit in ("day", "month", "year") and tense_of(self.parse, i) == "past"
            if (direction in ("previous", "following") or told) and self.reference is not None:  # “the next day, she left”
                return start, i + 1, self._beside(unit, -1 if direction == "previous" else 1)
            if self.parse.tags[i] == "NNS" and direction not in THIS:
                return start, i + 1, None  # “in the last years”
            if direction == "past" and unit != "quarter" and self.published is not None:
                return start, i + 1, stretch(self.published, unit, 1, ahead=False)  # “in the past decade”
            if unit == "weekend" and direction in THIS and self.published is not None and self.published.weekday() < 4:
                if tense_of(self.parse, i) == "past":  # said at the week's beginning of what has been
                    return start, i + 1, self._beside_now(unit, -1)
            return start, i + 1, self._beside_now(unit, -1 if direction in LAST else 1 if direction in NEXT else 0)
        if direction in ("same", "that") and i - at == 1 and self.parse.tags[i] == "NN" and self.reference is not None:
            return at - (direction == "same" and self._word(at - 1) == "the"), i + 1, self._beside(unit, 0)
        if direction in ("few", "several") and self._word(at - 1) in LAST | NEXT:
            return at - 1, i + 1, None  # “in the past few days”
        if direction in ("recent", "coming") and i - at == 1:
            return at, i + 1, None
        if (
            unit == "year"
            and self._word(i - 1) == "the"
            and self._word(i - 2) == "of"
            and self._word(i - 3) in ("end", "beginning", "start")
            and self.published is not None
        ):
            return i - 1, i + 1, calendar.year(self.published.year)
        return None

    def _count(self, i: int) -> tuple[int, int]:
        """The number before a unit and where it begins: “two”, “a”, “a couple of”, “10”."""
        word = self._word(i - 1)
        if word == "]" and self._word(i - 3) == "[" and self._word(i - 2) in NUMBERS:  # a quotation's “[ten] years ago”
            return NUMBERS[self._word(i - 2)], i - 3
        if word in NUMBERS:
            first = i - 1
            if word in ("couple", "dozen", "hundred") and self._word(first - 1) == "a":
                first -= 1
            return NUMBERS[word], first
        if word.isdigit() and len(word) <= 3:
            return int(word), i - 1
        if word == "of" and self._word(i - 2) == "couple":
            return 2, i - 2 - (self._word(i - 3) == "a")
        return 0, i

    def _beside_now(self, unit: str, offset: int) -> Period | None:
        now = self.published
        return None if now is None else shifted(now, unit, offset)

    def _beside(self, unit: str, offset: int) -> Period | None:
        """Relative to the date named last (“the year before”, “the following month”)."""
        base = self.reference
        if (
            base is None
            or base.begin is None
            or (unit in ("day", "week") and base.granularity != "day")
            or (unit == "month" and base.granularity == "year")
        ):
            return None
        return shifted(base.begin, unit, offset)

    def _quarter(self, i: int, at: int, unit: str) -> tuple[int, int, Period | None] | None:
        word = self._word(at)
        number = ORDINALS.get(word, 0)
        if number > (4 if unit == "quarter" else 2):
            return None
        first, last = at - (self._word(at - 1) == "the"), i + 1
        year_number = 0
        if number:
            at_year = last + (self._word(last) in ("of", "in"))
            if self._year_number(at_year):
                year_number, last = self._year_number(at_year), at_year + 1
            elif self._word(at_year) in ("last", "this", "next") and self._word(at_year + 1) == "year":
                year_number, last = self._shifted_year(self._word(at_year)), at_year + 2
            elif unit == "half":
                return None
            elif self.published is not None:
                now = self.published
                year_number = now.year - ((number - 1) * 3 + 1 > now.month and tense_of(self.parse, i) == "past")
            if not year_number:
                return first, last, None
            return first, last, calendar.quarter(year_number, number) if unit == "quarter" else calendar.half(year_number, number)
        if unit == "half":
            return None
        if self.published is None:
            return first, last, None
        return first, last, shifted(self.published, "quarter", (word in NEXT) - (word in LAST))

    def _season(self, i: int) -> tuple[int, int, Period | None] | None:
        name = self.parse.lower[i]
        if self.parse.pos[i] not in ("NOUN", "PROPN"):
            return None
        before = self._word(i - 1)
        at_year = i + 1 + (self._word(i + 1) == "of")
        number = self._year_number(at_year)
        if number and self.parse.entity[i] != "EVENT":
            return i - (before == "the"), at_year + 1, calendar.season(number, name)
        now = self.published
        if before in LAST | NEXT | THIS:
            if now is None or before in ("following", "previous"):
                return i - 1, i + 1, None
            first = SEASONS[name][0]
            offset = {True: 0}.get(before in THIS, 0)
            if before in LAST:
                offset = 0 if first + 2 < now.month else -1
            elif before in NEXT:
                offset = 0 if first > now.month else 1
            return i - 1, i + 1, calendar.season(now.year + offset, name)
        return None
