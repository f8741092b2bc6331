"""The record that entity resolution hands to events, facts and the pipeline.

Invariants: `entity_of` covers each chain of each mention; `entities` holds each named entity, each entity that a statement, an
attribution or a group names, and each publisher; both are pure functions of the set of documents, not of their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Entity, Judgement


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is who.

    Attributes:
        entities: sorted by id.
        entity_of: entity id of each chain.
        publisher_of: entity id of the publisher of each document that names one.
        judgements: why chains were joined, kept apart or left undecided; sorted. `left` and `right` are chain ids (or a gazetteer
            entry's local name on the right, where a chain was joined to the entry).
    """

    entities: tuple[Entity, ...]
    entity_of: Mapping[str, str]
    publisher_of: Mapping[str, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
