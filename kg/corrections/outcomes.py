"""What a build did with each correction: `corrections.jsonl`, which only a graph with corrections has.

Invariants: one line a correction, in the order of the corrections' ids; a statement that was taken out stands here as it was read, so
nothing that a person called wrong is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.model import Statement
from kg.records import read_lines, statement_from, statement_line, write_lines

CORRECTIONS = "corrections.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction.

    Attributes:
        correction: its id.
        says: the decision in a line.
        note: why.
        applies: whether it found all that it is about.
        reason: why not, or what of it is gone; "" if all is well.
        statements: what was taken out, as it was read; sayings of a wrong statement go with it.
    """

    correction: str
    says: str
    note: str
    applies: bool
    reason: str = ""
    statements: tuple[Statement, ...] = ()


def write_outcomes(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """Write outcomes into a folder; nothing if there are none."""
    lines: list[Mapping[str, object]] = [
        {
            "id": outcome.correction,
            "says": outcome.says,
            "note": outcome.note,
            "applies": outcome.applies,
            "reason": outcome.reason,
            "statements": [statement_line(statement) for statement in outcome.statements],
        }
        for outcome in sorted(outcomes, key=lambda outcome: outcome.correction)
    ]
    if lines:
        write_lines(folder / CORRECTIONS, lines)


def read_outcomes(folder: Path) -> tuple[Outcome, ...]:
    """Read what the last build did with its corrections; empty if it had none.

    Raises:
        UsageError: the file is damaged.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return ()
    try:
        return tuple(
            Outcome(line["id"], line["says"], line["note"], line["applies"], line["reason"], tuple(map(statement_from, line["statements"])))
            for line in read_lines(path)
        )
    except (KeyError, TypeError) as error:
        raise UsageError(f"{path}: not a record of this version: {error!r}", remedy="build the graph again") from error
