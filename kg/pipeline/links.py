"""The knowledge base of a build: opened for it, and what it gave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.config import Config
from kg.model import Resolution

if TYPE_CHECKING:
    from kg.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing of the knowledge base that several entities of the graph are linked to: its IRI and their ids, sorted."""

    address: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """What a knowledge base gave.

    Attributes:
        linked: entities that are a thing of it.
        possibly: entities that several things fit about as well.
        unsure: entities whose best candidate was not good enough.
        shared: things that several entities are linked to and that nothing allowed to join.
        joined: pairs of chains that were joined because they are one thing.
    """

    linked: int
    possibly: int
    unsure: int
    shared: tuple[Shared, ...]
    joined: int


@contextmanager
def open_knowledge(config: Config) -> Iterator[KnowledgeBase | None]:
    """Open the knowledge base that a configuration names, if it names one.

    Raises:
        UsageError: it is missing, or is none.
        MissingComponent: Python's SQLite has no FTS5.
    """
    if config.knowledge_base is None:
        yield None
        return
    from kg.knowledge import KnowledgeBase

    with KnowledgeBase(config.knowledge_base) as base:
        yield base


def check_knowledge(config: Config) -> None:
    """Find out whether the knowledge base can be opened: before texts are read for an hour, not after.

    Raises:
        UsageError: it is missing, or is none.
        MissingComponent: Python's SQLite has no FTS5.
    """
    with open_knowledge(config):
        pass


def is_address(name: str) -> bool:
    """Tell an IRI of another dataset from the id of an entity or a chain, which has no colon.

    Example:
        >>> is_address("http://www.wikidata.org/entity/Q42"), is_address("Douglas_Adams--1f")
        (True, False)
    """
    return ":" in name


def links_of(resolution: Resolution) -> Links:
    """Count what a knowledge base gave to a graph.

    Args:
        resolution: made with the knowledge base.
    """
    from kg.entities import ONE_THING

    verdicts = {(j.left, j.right): j.same for j in resolution.judgements if is_address(j.right)}
    entities = {entity.id: entity for entity in resolution.entities}
    linked = {entity for (entity, _), same in verdicts.items() if same}
    possibly = {entity for entity, address in verdicts if entity in entities and address in entities[entity].possibly}
    bearers: dict[str, list[str]] = {}
    for entity in resolution.entities:
        for address in entity.same_as:
            bearers.setdefault(address, []).append(entity.id)
    given = {address for (_, address), same in verdicts.items() if same}
    shared = tuple(Shared(address, tuple(sorted(ids))) for address, ids in sorted(bearers.items()) if len(ids) > 1 and address in given)
    joined = sum(any(reason.startswith(ONE_THING) for reason in j.reasons) for j in resolution.judgements if j.same)
    return Links(len(linked), len(possibly), len({entity for entity, _ in verdicts} - linked - possibly), shared, joined)
