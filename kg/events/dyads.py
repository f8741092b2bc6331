"""Who did it to whom, as event data code it: the type of an event with the countries of its source and its target.

Invariants: a pure function of statements, their events and the entities' codes; one dyad for each clause and type; the target is empty where
nobody is acted upon. Who has no country of their own is taken to be of the place, else (a part of society, no name abroad) of the other side.

Source: events as source, target and type after Schrodt, “CAMEO Event and Actor Codebook” (2012), and PLOVER.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.events.reports import Reader
from kg.model import Argument, Event, Statement

Codes = tuple[str, ...]
# From the role that tells most of who is acted upon to the one that tells least.
TARGETS = (
    *("recipient", "to", "destination", "against", "patient", "from", "origin", "with", "counterpart", "on", "over", "at", "for"),
    *("between", "among", "toward", "towards", "of", "into", "in", "out of"),
)
MAIN = ("clause root", "clause ccomp", "clause xcomp", "clause conj")
UNREAL = frozenset(("ordered", "hypothetical", "desired"))
OWN = frozenset(("plover:MOBILIZE", "plover:RETREAT", "plover:AID", "plover:COOPERATE"))  # done with one's own people or for those abroad
STANCES = frozenset(("plover:AGREE", "plover:THREATEN", "plover:REJECT"))
ATTITUDES = frozenset(("rel:be_opposed_to", "rel:be_committed_to", "rel:be_concerned_about"))  # passive in form only
OF_AUTHORITY = frozenset(("plover:ACCUSE", "plover:COERCE"))  # “was arrested in France”: by those who rule the place


@dataclass(frozen=True, slots=True)
class Dyad:
    """A coded event: its PLOVER type, the codes of source and target (sorted; either may be empty), and the statements that say it."""

    type: str
    source: Codes
    target: Codes
    statements: tuple[Statement, ...]


def dyads(events: Iterable[Event], statements: Iterable[Statement], reader: Reader) -> list[Dyad]:
    """Code events.

    Args:
        events: of one document or of many.
        statements: all that the events name.
        reader: gives entities.

    Returns:
        A dyad for each clause and type, what a document mainly says first.
    """
    by_id: dict[str, Statement] = {}
    beside: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in statements:
        by_id[statement.id] = statement
        beside[statement.document, statement.sentence.start].append(statement)
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for event in events:
        for id in event.statements if event.type else ():
            statement = by_id[id]
            groups[statement.document, statement.clause, event.type].append(statement)
    found = [_dyad(sorted(group, key=_order), key[2], reader, by_id) for key, group in groups.items()]
    found.sort(key=lambda d: min(map(_order, d.statements)))
    return [_settled(dyad, beside[dyad.statements[0].document, dyad.statements[0].sentence.start], reader) for dyad in found]


def _order(statement: Statement) -> tuple[bool, bool, bool, str, int]:
    """What a sentence mainly says goes first: what is real, of its own clause or of what is reported, then what stands first."""
    beside = statement.extractor in ("title", "apposition", "nominal")
    unreal = statement.modality in UNREAL and statement.event_type not in STANCES
    main = any(link in statement.features for link in MAIN)
    return beside, unreal, not main, statement.document, statement.predicate.start


def _codes(arguments: Iterable[Argument | None], reader: Reader) -> Codes:
    found: set[str] = set()
    for argument in arguments:
        entity = reader.entities.get(reader.entity(argument))
        found.update(entity.countries if entity is not None else ())
    return tuple(sorted(found))


def _passive(statement: Statement) -> bool:
    """“were killed in a bombing”: the subject is who was acted upon, and no one says by whom."""
    return statement.extractor == "verbal" and statement.predicate.id.startswith("rel:be_") and statement.predicate.id not in ATTITUDES


def _dyad(statements: Sequence[Statement], type: str, reader: Reader, by_id: Mapping[str, Statement]) -> Dyad:
    active = [s for s in statements if not _passive(s)]
    if not active:
        return Dyad(type, (), _codes((s.subject for s in statements), reader), tuple(statements))
    known = [s for s in active if s.predicate.id.startswith("kg:")]
    target = _codes((s.object for s in known), reader) or _codes((s.object for s in active), reader)
    said = [by_id[s.object.statement] for s in active if s.object is not None and s.object.statement in by_id]
    if type == "plover:ACCUSE":  # “charged that Ethiopia had broken the truce”
        target = target or _codes((s.subject for s in said), reader)
    for role in TARGETS:
        target = target or _codes((a for s in active for a in s.arguments if a.role == role), reader)
    return Dyad(type, _codes((s.subject for s in active), reader), target, tuple(statements))


def _settled(dyad: Dyad, sentence: Sequence[Statement], reader: Reader) -> Dyad:
    """Fill an empty side: from what the same source does besides, from the condition of a threat, from the place, from the other side."""
    active = [s for s in dyad.statements if not _passive(s)]
    if not active:
        held = dyad.type in OF_AUTHORITY and not dyad.source
        return replace(dyad, source=_codes((s.qualifiers.place for s in dyad.statements), reader)) if held else dyad
    place = _codes((s.qualifiers.place for s in active), reader)
    source, target = dyad.source, dyad.target
    if not source:
        source = place or ((target or _sole(sentence, reader)) if _agent([s.subject for s in active], reader) else ())
    if not target:
        target = _besides(dyad, sentence, reader) or place
    if (
        not target
        and dyad.type not in OWN
        and _agent([x for s in active for x in (s.object, *(a for a in s.arguments if a.role in TARGETS))], reader)
    ):
        target = source
    return replace(dyad, source=source, target=target)


def _besides(dyad: Dyad, sentence: Sequence[Statement], reader: Reader) -> Codes:
    """“blocked a road to show their disapproval of France”, “will strike unless Israel pays”: whom else the source deals with in the sentence."""
    who = {reader.entity(s.subject) for s in dyad.statements} - {""}
    own = [s for s in sentence if reader.entity(s.subject) in who and s not in dyad.statements and s.happening and s.extractor == "verbal"]
    for statement in sorted(own, key=_order):
        found = _codes((statement.object, *(a for a in statement.arguments if a.role in TARGETS)), reader)
        if found and found != dyad.source:
            return found
    if dyad.type == "plover:THREATEN":
        conditions = [s.subject for s in sentence if s.modality == "hypothetical" and reader.entity(s.subject) not in who]
        return _codes(conditions[:1], reader) or (dyad.source if _agent(conditions[:1], reader) else ())
    return ()


def _sole(sentence: Sequence[Statement], reader: Reader) -> Codes:
    """The one country that a sentence speaks of: “the minister let the rally go on, said the Pakistani police”."""
    found = _codes((a for s in sentence for a in (s.subject, s.object, *s.arguments, s.qualifiers.place)), reader)
    for said in (a for s in sentence for a in s.attribution):
        entity = reader.entities.get(reader.entity_of.get(said.chain, ""))
        found = tuple(sorted({*found, *(entity.countries if entity is not None else ())}))
    return found if len(found) == 1 else ()


def _agent(arguments: Iterable[Argument | None], reader: Reader) -> bool:
    """Whether one of the arguments is of a part of society at home (“the rebels”, “prisoners”)."""
    for argument in arguments:
        entity = reader.entities.get(reader.entity(argument))
        if entity is not None and (entity.sector or entity.type in ("Person", "Group")) and entity.sector != "REF":
            return True
    return False
