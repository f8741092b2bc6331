"""Facts: what statements that say the same of the same entities add up to, and how each stands.

Example:
    >>> from kg.facts import resolve_facts
"""

from kg.facts.resolution import resolve_facts

__all__ = ["resolve_facts"]
