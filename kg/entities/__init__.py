"""Entities: who is who, within and across documents, by conservative rules that can be explained.

Example:
    >>> from kg.entities import resolve_entities
"""

from kg.entities.identities import Identities
from kg.entities.parting import part_chains
from kg.entities.recognition import ONE_THING, Recognise, Recognition, Verdict
from kg.entities.resolution import resolve_entities

__all__ = ["ONE_THING", "Identities", "Recognise", "Recognition", "Verdict", "part_chains", "resolve_entities"]
