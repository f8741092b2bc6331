"""Decisions of people on happenings: which reports are of one, and which are not.

Invariants: reports of one happening share all marks that any of them has, so `different` holds through every join; two decisions that
cannot both hold are an error; a decision whose statements report no happening is told to the replay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from kg.corrections.replay import Ties
from kg.errors import KgError
from kg.events.reports import Report
from kg.model import Judgement

Marks = frozenset[tuple[int, int]]


class Decisions(Protocol):
    """Where decisions come from: the replay of corrections, or what a graph remembers of it."""

    ties: Ties

    def because(self, number: int) -> str:
        """Give the reason that a judgement names."""

    def miss(self, number: int, reason: str) -> None:
        """Note that a decision finds nothing to apply to."""

    def judge(self, number: int, left: str, right: str) -> None:
        """Note what a decision says of two statements."""

    def contradiction(self, same: int, different: int) -> KgError:
        """Make the error of two decisions that cannot both hold."""


class Remembered:
    """The decisions of the build that made a graph, from its judgements.

    Args:
        judgements: those on happenings are of two statements.
        statements: ids of all statements.
    """

    def __init__(self, judgements: Iterable[Judgement], statements: Mapping[str, object]) -> None:
        self.ties = Ties()
        self._reasons: list[str] = []
        for judgement in judgements:
            if judgement.left in statements and judgement.right in statements:
                tie = (len(self._reasons), judgement.left, judgement.right)
                (self.ties.one if judgement.same else self.ties.two).append(tie)
                self._reasons.append("; ".join(judgement.reasons))

    def because(self, number: int) -> str:
        """Give the reason that stands in the judgement."""
        return self._reasons[number]

    def miss(self, number: int, reason: str) -> None:
        """Do nothing: what did not apply left no judgement."""

    def judge(self, number: int, left: str, right: str) -> None:
        """Do nothing: it is judged already."""

    def contradiction(self, same: int, different: int) -> KgError:
        """Make the error of a graph whose judgements were changed by hand."""
        return KgError(f"two judgements contradict each other: {self._reasons[same]}; {self._reasons[different]}", remedy="build the graph again")


class Decided:
    """What people said of reports.

    Args:
        replay: the decisions; gets what does not apply.
        reports: of all documents.
    """

    def __init__(self, replay: Decisions, reports: Sequence[Report]) -> None:
        self._replay = replay
        ties = replay.ties
        report_of = {statement.id: number for number, report in enumerate(reports) for statement in report.statements}
        parent: dict[int, int] = {}

        def find(number: int) -> int:
            while parent.get(number, number) != number:
                number = parent[number]
            return number

        self._by: dict[int, int] = {}
        marks: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for number, left, right in (*ties.one, *ties.two):
            if left not in report_of or right not in report_of:
                replay.miss(number, "its words report no happening")
        for number, left, right in ties.one:
            if left in report_of and right in report_of:
                one, two = sorted((find(report_of[left]), find(report_of[right])))
                if one != two:
                    parent[two] = one
                self._by.setdefault(one, number)
                replay.judge(number, left, right)
        for number, left, right in ties.two:
            if left in report_of and report_of[left] == report_of.get(right):
                replay.miss(number, "both are words of one clause on one happening")
            ends = [find(report_of[statement]) for statement in (left, right) if statement in report_of]
            if len(ends) == 2 and report_of[left] != report_of[right]:
                if ends[0] == ends[1]:
                    raise replay.contradiction(self._by[ends[0]], number)
                replay.judge(number, left, right)
                for side, end in enumerate(ends):
                    marks[end].add((number, side))
        self._group = {report_of[s]: find(report_of[s]) for tie in (*ties.one, *ties.two) for s in tie[1:] if s in report_of}
        self._number = {id(reports[number]): number for number in self._group}
        self._marks = {root: frozenset(found) for root, found in marks.items()}

    def group(self, report: Report) -> int | None:
        """Give the number of the group of reports that people call one happening; None for a report of no decision."""
        return self._group.get(self._number.get(id(report), -1))

    def marks(self, report: Report) -> Marks:
        """Give the decisions that tell a report from others, each with its side."""
        group = self.group(report)
        return self._marks.get(group, frozenset()) if group is not None else frozenset()

    def why_one(self, group: int) -> str:
        """Give the reason for which the reports of a group are one happening."""
        return self._replay.because(self._by[group]) if group in self._by else ""

    def why_two(self, one: Marks, two: Marks) -> str:
        """Give the reason for which happenings with these marks are two, or ""."""
        numbers = sorted(number for number, side in one if (number, 1 - side) in two)
        return self._replay.because(numbers[0]) if numbers else ""
