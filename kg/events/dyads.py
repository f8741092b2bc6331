"""Who did it to whom, as event data code it: the countries of an event's source and target.

Invariants: a pure function of an event's statements and the entities' codes; the target is empty where no one is acted upon; who has no code takes
that of the place.

Source: events as source, target and type after Schrodt, “CAMEO Event and Actor Codebook” (2012), and PLOVER.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.events.reports import Reader
from kg.model import Argument, Statement

Codes = tuple[str, ...]
# From the role that tells most of who is acted upon to the one that tells least.
TARGETS = ("recipient", "to", "against", "patient", "object", "from", "with", "counterpart", "on", "over", "at", "for", "between", "among", "toward", "towards", "of", "into", "in")
MAIN = ("clause root", "clause ccomp", "clause xcomp", "clause conj")
UNREAL = frozenset(("ordered", "hypothetical", "desired"))


@dataclass(frozen=True, slots=True)
class Dyad:
    """A coded event: its PLOVER type and the codes of source and target, sorted; either may be empty."""

    type: str
    source: Codes
    target: Codes


def rank(statement: Statement) -> tuple[bool, int, bool, int]:
    """Sort key: what a sentence mainly says first: its own clause or what is reported, then what is real, then what stands first."""
    links = statement.features
    depth = next((n for n, link in enumerate(MAIN) if link in links), len(MAIN))
    return (statement.extractor in ("title", "apposition"), min(depth, 1) if depth < len(MAIN) else 2, statement.modality in UNREAL, statement.predicate.start)


def dyad(statements: Sequence[Statement], type: str, reader: Reader) -> Dyad:
    """Code the statements of one event.

    Args:
        statements: all of one event, of any relation.
        type: the event's type.
        reader: gives entities and roles.

    Returns:
        The dyad: sources are the subjects; targets the first of the objects and roles that have a code, else the place.
    """

    def codes(arguments: Iterable[Argument | None]) -> Codes:
        found: dict[str, None] = {}
        for argument in arguments:
            entity = reader.entities.get(reader.entity(argument))
            found.update(dict.fromkeys(entity.countries if entity is not None else ()))
        return tuple(sorted(found))

    place = codes(s.qualifiers.place for s in statements)
    passive = [s for s in statements if s.object is None and "clause" in s.clause]
    source = codes(s.subject for s in statements)
    target = _target(statements, codes)
    if not source:
        source = place
    elif not target:
        target = tuple(c for c in place)
    del passive
    return Dyad(type, source, target)


def _target(statements: Sequence[Statement], codes: Callable[[Iterable[Argument | None]], Codes]) -> Codes:
    found = codes(s.object for s in statements if s.predicate.id.startswith("kg:"))
    found = found or codes(s.object for s in statements)
    for role in TARGETS:
        if found:
            return found
        found = codes(a for s in statements for a in s.arguments if a.role == role)
    return found
