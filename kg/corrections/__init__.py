"""Corrections: what people decided, kept in `corrections.ttl` and replayed by every build.

A correction points at words, never at offsets or ids, so it holds for the same words whatever is built beside them.

    reading, writing    the file
    pointing            from a pointer to the mention or statement of today, and back
    replay              what a build does with them, and what no longer applies

Example:
    >>> from kg.corrections import Correction, NamePointer
    >>> Correction.of("same", (NamePointer("Xi Jingping"), NamePointer("Xi Jinping"))).says
    'same: “Xi Jingping” and “Xi Jinping”'
"""

from kg.corrections.outcomes import CORRECTIONS, Outcome, read_outcomes, write_outcomes
from kg.corrections.reading import read_corrections
from kg.corrections.records import Correction, EntryPointer, Kind, MentionPointer, NamePointer, Pointer, StatementPointer, describe
from kg.corrections.replay import Replay
from kg.corrections.writing import added, withdrawn

__all__ = [
    "CORRECTIONS",
    "Correction",
    "EntryPointer",
    "Kind",
    "MentionPointer",
    "NamePointer",
    "Outcome",
    "Pointer",
    "Replay",
    "StatementPointer",
    "added",
    "describe",
    "read_corrections",
    "read_outcomes",
    "withdrawn",
    "write_outcomes",
]
