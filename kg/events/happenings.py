"""The record that event resolution hands to facts and the pipeline.

Invariants: a statement belongs to one event at most; each event lists its statements, and `event_of` says the same the other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Event, Judgement


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened and what holds.

    Attributes:
        events: happenings and situations, sorted by id.
        event_of: event id of each statement that has one (what is merely thought has none).
        judgements: why mentions of happenings were joined or left apart; `left` and `right` are event mentions' statement ids.
    """

    events: tuple[Event, ...]
    event_of: Mapping[str, str]
    judgements: tuple[Judgement, ...] = ()
