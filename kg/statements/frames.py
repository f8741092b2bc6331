"""Frames: from the syntactic slots of a verb, noun or adjective to a property and its roles.

Invariants: a frame applies only if each of its slots that stands for the subject or the object is filled by something of the
right class; of frames for one property, the one that fills most slots is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Argument
from kg.ontology.terms import Frame, Ontology

Slots = Mapping[str, Sequence[Argument]]


@dataclass(frozen=True, slots=True)
class Match:
    """A frame with its fillers: pairs of subject and object, and the other roles; `slot` is where the object came from."""

    frame: Frame
    pairs: tuple[tuple[Argument, Argument | None], ...]
    roles: tuple[tuple[str, Argument], ...]
    slot: str
    consumed: frozenset[str]


def distinct_pairs(arguments: Sequence[Argument]) -> list[tuple[Argument, Argument]]:
    """Pairs of different things among the fillers of one slot (“Xi and Putin met”), each once, in order."""
    found = []
    for i, a in enumerate(arguments):
        for b in arguments[i + 1 :]:
            if (a.chain or a.text) != (b.chain or b.text):
                found.append((a, b))
    return found


def matches(frames: Iterable[Frame], slots: Slots, ontology: Ontology, *, allow_no_object: bool = False) -> list[Match]:
    """The frames that apply, best first, one a property and one an object slot.

    Args:
        frames: candidates of one lemma.
        slots: fillers by syntactic slot.
        ontology: classes.
        allow_no_object: also take frames without an object slot.
    """
    found: list[Match] = []
    for frame in frames:
        match = _match(frame, slots, ontology, allow_no_object)
        if match is not None:
            found.append(match)
    # most slots first, then the frames that ask for a class; stable: the lexicon's order decides between equals
    measured = bool(slots.get("object")) and all(a.type == "Quantity" for a in slots["object"])  # “increased 2 pct to 5,000” raised nothing
    found.sort(key=lambda m: (measured and m.frame.object_type != "Quantity", -len(m.consumed), not m.frame.subject_type, not m.frame.object_type))
    kept: list[Match] = []
    for match in found:
        if all(m.frame.property != match.frame.property and m.slot != match.slot for m in kept):
            kept.append(match)
    acted_on = slots.get("object", ())
    if any(a.type != "Quantity" for a in acted_on) or (acted_on and not any("object" in match.consumed for match in kept)):
        # “ran the books for” is not “ran for”, “raised its stake to” not “rose to”; but “rose 2 pct to”
        kept = [match for match in kept if match.frame.pos != "verb" or "object" in match.consumed]
    if slots.get("indirect"):  # “cost the firm a fortune” is not “cost a fortune”
        kept = [match for match in kept if match.frame.pos != "verb" or "indirect" in match.consumed]
    return kept


def _fits(argument: Argument, type: str, ontology: Ontology) -> bool:
    if not type:
        return True
    if type == "Quantity" or argument.type == "Quantity":
        return argument.type in ("Quantity", type) and type in ("Quantity", "Thing", "Concept")
    if argument.type in ("", "Thing"):  # a name of unknown class may be anything, a common noun not
        return argument.label.rsplit(" ", 1)[-1][:1].isupper() or type in ("Thing", "Concept", "Work", "Product")
    if argument.type == "Concept":
        return type in ("Concept", "Thing", "Work")
    return (
        ontology.is_a(argument.type, type)
        or (type == "Organisation" and argument.type in ("State", "Group"))
        or (type == "Person" and argument.type == "Group")
    )


def _match(frame: Frame, slots: Slots, ontology: Ontology, allow_no_object: bool) -> Match | None:
    subjects: list[Argument] = []
    objects: list[Argument] = []
    both: list[Argument] = []
    roles: list[tuple[str, Argument]] = []
    consumed: set[str] = set()
    object_slot = ""
    wants_object = False
    for slot, role in frame.slots:
        fillers = slots.get(slot, ())
        if role == "subject":
            if all(_fits(a, frame.subject_type, ontology) for a in fillers):
                subjects.extend(fillers)
        elif role == "object":
            wants_object = True
            if fillers and all(_fits(a, frame.object_type, ontology) for a in fillers):  # all or none: no conjunct may be lost
                objects.extend(fillers)
                object_slot = object_slot or slot
        elif role == "both":
            both.extend(a for a in fillers if _fits(a, frame.subject_type, ontology))
        else:
            if role.endswith("!") and not fillers:
                return None
            roles.extend((role.removesuffix("!"), a) for a in fillers)
        if fillers:
            consumed.add(slot)
    pairs: list[tuple[Argument, Argument | None]]
    if not subjects and frame.pos == "role":
        subjects.extend(a for a in slots.get("subject", ()) if _fits(a, frame.subject_type, ontology))
    if both:
        pairs = list(distinct_pairs(both))
    elif not subjects or (wants_object and not objects) or (not wants_object and not allow_no_object):
        return None
    elif wants_object:
        pairs = [(s, o) for s in subjects for o in objects if not s.chain or s.chain != o.chain]
    else:
        pairs = [(s, None) for s in subjects]
    if not pairs:
        return None
    return Match(frame, tuple(pairs), tuple(roles), object_slot, frozenset(consumed))
