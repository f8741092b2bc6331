"""Coded events against a gold record of news sentences with one event each: PLOVER's category, and the codes of source and target.

Each sentence is an article of its own. `strict` judges the first dyad of the article (`kg.events.dyads` puts what the sentence mainly says first),
`any` the best of all of them. The category is right if it is the gold's; the pair if the sets of source codes and of target codes are the gold's,
or, where the gold calls the event reciprocal, if all codes together are. A side that the gold leaves empty must be empty. Codes are compared as they
stand, slips of the gold included (`JAP`, `ITL`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.entities import Identities
from kg.events.dyads import Dyad, dyads
from kg.events.reports import Reader
from kg.model import Resolution
from kg.ontology.terms import Ontology

Marks = tuple[bool, bool, bool]


def coded(resolution: Resolution, ontology: Ontology) -> list[Dyad]:
    """The dyads of a resolved article, what it mainly says first."""
    identities = Identities(resolution.entities, dict(resolution.entity_of), dict(resolution.publisher_of), resolution.judgements)
    reader = Reader({d.id: d for d in resolution.documents}, identities, ontology)
    return dyads(resolution.events, resolution.statements, reader)


def marks(dyad: Dyad, event: Mapping[str, Any]) -> Marks:
    """Whether the category, the pair, and both are those of the gold event."""
    source, target = ({actor["code"] for actor in event[side]} for side in ("source", "target"))
    category = dyad.type == f"plover:{event['plover']}"
    pair = (set(dyad.source), set(dyad.target)) == (source, target)
    pair = pair or (bool(event["reciprocal"]) and {*dyad.source, *dyad.target} == source | target)
    return category, pair, category and pair


def tally(gold: Sequence[Mapping[str, Any]], found: Sequence[Sequence[Dyad]]) -> list[tuple[str, str]]:
    """Figures over all sentences: strict and any."""
    strict, best = [0, 0, 0], [0, 0, 0]
    for row, answers in zip(gold, found, strict=True):
        judged = [marks(dyad, row["events"][0]) for dyad in answers] or [(False, False, False)]
        for k in range(3):
            strict[k] += judged[0][k]
            best[k] += any(mark[k] for mark in judged)
    return [(f"events: PLOVER, {name}", _figures(counts, len(gold))) for name, counts in (("first event", strict), ("any event", best))]


def _figures(counts: Sequence[int], total: int) -> str:
    return "  ".join(f"{name} {count / total:.3f}" for name, count in zip(("category", "country pair", "both"), counts, strict=True))
