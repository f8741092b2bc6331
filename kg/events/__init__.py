"""Events: what happened and what holds, from statements of one or many documents.

Example:
    >>> from kg.events import resolve_events
"""

from kg.events.happenings import Happenings
from kg.events.reasons import Apart, Explanation, Telling, explain
from kg.events.resolution import resolve_events

__all__ = ["Apart", "Explanation", "Happenings", "Telling", "explain", "resolve_events"]
