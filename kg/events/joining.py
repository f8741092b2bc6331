"""Joining reports of one happening, within and across documents.

Invariants: reports join only under a shared kind (predicate or event type) and the same participants, or a subset that fits one
happening only; dated reports come before undated ones and specific days before vague ones; what fits two joins neither; the order of
work depends on (published, document, offset) alone. Candidates meet by kind, participants and day, so work grows with their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.events.days import NEAR_DAYS, Days, is_vague, overlap
from kg.events.decided import Decided, Marks
from kg.events.reports import Report
from kg.model import Judgement

Located = Callable[[str, str], bool]


@dataclass(slots=True)
class Happening:
    """Reports taken for one happening, and what they say together.

    Attributes:
        days: the days that all dated reports share, or None.
        published: first and last day of publication of the undated reports, or None.
        marks: the decisions of people that tell it from others.
    """

    number: int
    reports: list[Report]
    kinds: set[str]
    core: frozenset[str]
    everyone: frozenset[str]
    unnamed: set[str]
    roles: dict[str, frozenset[str]]
    days: Days | None
    published: Days | None
    places: set[str]
    realis: set[str]
    documents: set[str]
    gone: bool = False
    polarities: set[str] = field(default_factory=set)
    marks: Marks = frozenset()


def _start(number: int, report: Report) -> Happening:
    published = (report.published, report.published) if report.days is None and report.published is not None else None
    return Happening(
        number, [report], set(report.kinds), frozenset(report.core), frozenset(report.everyone), set(report.unnamed), dict(report.roles),
        report.days, published, set(report.places), {report.realis}, {report.document}, False, {report.polarity},
    )  # fmt: skip


def times_differ(a: Happening, b: Happening) -> str:
    """Say why two happenings cannot be at one time, or "".

    Two dates must overlap (a vague one, longer than a month, must be equal); an undated report is taken to speak of days within a week of
    its publication; two undated reports must be published within a week, or stand in one document.
    """
    if a.days is not None and b.days is not None:
        if (is_vague(a.days) or is_vague(b.days)) and a.days != b.days:
            return "one time is too vague to be the other"
        return "" if overlap(a.days, b.days) else "different days"
    if a.days is None and b.days is None:
        if a.published is None or b.published is None:
            return "" if a.documents & b.documents else "both undated, in different documents"
        first, last = min(a.published[0], b.published[0]), max(a.published[1], b.published[1])
        return "" if last - first <= NEAR_DAYS else "undated, and published more than a week apart"
    dated, undated = (a, b) if a.days is not None else (b, a)
    assert dated.days is not None
    if undated.published is None:
        return "" if dated.documents & undated.documents else "one is undated, in an undated document"
    near = (undated.published[0] - NEAR_DAYS, undated.published[1] + NEAR_DAYS)
    if is_vague(dated.days) or not overlap(dated.days, near):
        return "one is undated and published more than a week away from the day of the other"
    return ""


def differ(a: Happening, b: Happening, located: Located) -> str:
    """Say why two happenings of like kind and participants are two, or "" if nothing speaks against their being one."""
    if reason := times_differ(a, b):
        return reason
    same_place = any(located(x, y) or located(y, x) for x in a.places for y in b.places)
    if a.places and b.places and not same_place and not (a.documents & b.documents and _unplaced(a, b)):
        return "different places"
    if a.realis != b.realis and not (a.realis & b.realis):
        both_dated = a.days is not None and b.days is not None
        imagined = a.realis == {"irrealis"} or b.realis == {"irrealis"}
        if not both_dated and (imagined or not same_place):
            return "one is told as a fact, the other not, and no shared day or place says that they are one"
    for entity in a.roles.keys() & b.roles.keys():
        one, two = a.roles[entity], b.roles[entity]
        if one.isdisjoint(two) and "participant" not in one and "participant" not in two:
            return "a participant has another role"
    if a.everyone == b.everyone and a.documents == b.documents:
        return ""
    if len(a.core & b.core) < 2 and a.unnamed.isdisjoint(b.unnamed) and (a.unnamed or b.unnamed):
        return "other unnamed participants"
    return ""


def _unplaced(a: Happening, b: Happening) -> bool:
    """Whether one has only places of which no one knows where they lie: in one text, talks “in Beijing” and “at the guesthouse” may be one."""
    return all("--" in place for place in a.places) or all("--" in place for place in b.places)


class Joiner:
    """Collects happenings from reports.

    Args:
        located: tells whether a place is, or lies in, another.
        decided: what people decided, if they did.
    """

    def __init__(self, located: Located, decided: Decided | None = None) -> None:
        self._located = located
        self._decided = decided
        self._of_group: dict[int, Happening] = {}
        self.happenings: list[Happening] = []
        self.judgements: list[Judgement] = []
        # By (kind, participants) and day: of the happening if dated, else of publication.
        self._dated: dict[tuple[str, object, int], list[Happening]] = defaultdict(list)
        self._undated: dict[tuple[str, object, int], list[Happening]] = defaultdict(list)
        self._vague: dict[tuple[str, object, Days], list[Happening]] = defaultdict(list)
        self._in_document: dict[tuple[str, object, str], list[Happening]] = defaultdict(list)

    def join(self, reports: Sequence[Report]) -> list[Happening]:
        """Join reports.

        Args:
            reports: by (published, document, offset).

        Returns:
            Happenings, by their first report.
        """
        dated = [r for r in reports if r.days is not None]
        dated.sort(key=lambda r: (r.days[1] - r.days[0] if r.days else 0, not r.places, r.order, r.statements[0].id))
        undated = [r for r in reports if r.days is None]
        undated.sort(key=lambda r: (r.realis != "actual", not r.places, r.order, r.statements[0].id))
        for report in (*dated, *undated):
            new = _start(len(self.happenings), report)
            if self._decided is None or not self._place_decided(new, report, self._decided):
                self._place(new)
        self._join_subsets()
        found = [h for h in self.happenings if not h.gone]
        for happening in found:
            happening.reports.sort(key=lambda r: (r.order, r.statements[0].id))
        found.sort(key=lambda h: (h.reports[0].order, h.reports[0].statements[0].id))
        return found

    def _place_decided(self, new: Happening, report: Report, decided: Decided) -> bool:
        """Place a report that people decided on; whether it went to the happening of its group."""
        group = decided.group(report)
        if group is None:
            return False
        new.marks = decided.marks(report)
        into = self._of_group.get(group)
        if into is None:
            self._of_group[group] = self._place(new)
            return True
        self._merge(into, new, decided.why_one(group), score=1.0)
        self._index(into, new)
        return True

    def _keys(self, happening: Happening) -> list[tuple[str, object]]:
        sets: set[object] = {happening.core} if happening.core else set()
        return [(kind, s) for kind in sorted(happening.kinds) for s in sets]

    def _place(self, new: Happening) -> Happening:
        """Put a report to the happening that it fits, or make it one of its own; which one it went to."""
        candidates = self._candidates(new, self._keys(new))
        for kind in sorted(new.kinds):
            for document in new.documents:
                candidates.extend(self._in_document.get((kind, new.everyone, document), ()))
        fits = self._fits(new, candidates)
        if len(fits) > 1:
            fits = self._nearest(new, fits)
        if len(fits) == 1:
            self._merge(fits[0], new, "same kind, participants and time")
            self._index(fits[0], new)
            return fits[0]
        for other in fits:
            self._judge(other, new, False, 0.5, "fits more than one happening")
        self.happenings.append(new)
        self._index(new, new)
        return new

    def _candidates(self, new: Happening, keys: Iterable[tuple[str, object]]) -> list[Happening]:
        found: list[Happening] = []
        for kind, who in keys:
            if new.days is not None and is_vague(new.days):
                found.extend(self._vague.get((kind, who, new.days), ()))
                continue
            near = new.days or ((new.published[0] - NEAR_DAYS, new.published[1] + NEAR_DAYS) if new.published else None)
            if near is not None:
                for day in range(near[0], near[1] + 1):
                    found.extend(self._dated.get((kind, who, day), ()))
                    if new.days is None:
                        found.extend(self._undated.get((kind, who, day), ()))
        return found

    def _fits(self, new: Happening, candidates: Iterable[Happening]) -> list[Happening]:
        fits: list[Happening] = []
        seen: set[int] = {new.number}
        for other in sorted(candidates, key=lambda h: h.number):
            if other.gone or other.number in seen:
                continue
            seen.add(other.number)
            told = self._decided.why_two(other.marks, new.marks) if self._decided is not None else ""
            if reason := told or differ(other, new, self._located):
                self._judge(other, new, False, 0.0, reason)
            else:
                fits.append(other)
        return fits

    def _nearest(self, new: Happening, fits: list[Happening]) -> list[Happening]:
        """Of several that fit: the only dated one, the only one at the same place, or the only one in the same document, if there is one."""
        tests: tuple[Callable[[Happening], bool], ...] = (
            lambda h: h.days is not None,
            lambda h: bool(h.places & new.places),
            lambda h: h.days == new.days,
            lambda h: bool(h.documents & new.documents),
        )
        for test in tests:
            passing = [h for h in fits if test(h)]
            if len(passing) == 1:
                return passing
            fits = passing or fits
        return fits

    def _index(self, happening: Happening, part: Happening) -> None:
        """Make a happening findable under what a part of it says."""
        for key in [*self._keys(part), *((kind, entity) for kind in sorted(part.kinds) for entity in sorted(part.core))]:
            if part.days is not None and is_vague(part.days):
                self._vague[*key, part.days].append(happening)
            elif part.days is not None:
                for day in range(part.days[0], part.days[1] + 1):
                    self._dated[*key, day].append(happening)
            elif part.published is not None:
                self._undated[*key, part.published[0]].append(happening)
        for kind in sorted(part.kinds):
            for document in part.documents:
                self._in_document[kind, part.everyone, document].append(happening)

    def _judge(self, left: Happening, right: Happening, same: bool, score: float, reason: str) -> None:
        one, two = sorted((left.reports[0].statements[0].id, right.reports[0].statements[0].id))
        self.judgements.append(Judgement(one, two, same, score, (reason,)))

    def _merge(self, into: Happening, new: Happening, reason: str, *, score: float = 0.9) -> None:
        self._judge(into, new, True, score, reason)
        into.marks |= new.marks
        into.reports.extend(new.reports)
        into.kinds |= new.kinds
        into.core |= new.core
        into.everyone |= new.everyone
        into.unnamed |= new.unnamed
        for entity, roles in new.roles.items():
            into.roles[entity] = into.roles.get(entity, frozenset()) | roles
        into.places |= new.places
        into.realis |= new.realis
        into.documents |= new.documents
        into.polarities |= new.polarities
        if into.days is not None and new.days is not None:
            into.days = overlap(into.days, new.days) or into.days  # they always overlap but where people joined them
        else:
            into.days = into.days or new.days
        if into.days is not None:
            into.published = None
        elif new.published is not None:
            old = into.published or new.published
            into.published = (min(old[0], new.published[0]), max(old[1], new.published[1]))

    def _join_subsets(self) -> None:
        """Join a happening whose participants are some of another's, if it fits one only and has no other participants."""
        smaller = sorted((h for h in self.happenings if h.core and not h.unnamed), key=lambda h: (-len(h.core), h.number))
        for happening in smaller:
            first = min(happening.core)
            candidates = self._candidates(happening, [(kind, first) for kind in sorted(happening.kinds)])
            larger = [h for h in candidates if happening.core < h.core and not h.gone]
            fits = self._fits(happening, larger)
            if len(fits) > 1:
                fits = self._nearest(happening, fits)
            if len(fits) == 1:
                self._merge(fits[0], happening, "same kind and time, and its participants are some of the other's")
                happening.gone = True
                self._index(fits[0], happening)
            else:
                for other in fits:
                    self._judge(other, happening, False, 0.5, "fits more than one happening")
