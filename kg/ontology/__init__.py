"""The ontology: what kg knows of the world and of words, as data in Turtle files.

Invariants: importing this room reads nothing; `load` reads the files, checks every name in them and returns frozen records.
"""

from __future__ import annotations

from kg.ontology.load import default_directory, load
from kg.ontology.prefixes import DEFAULT_BASE, KG, contract, expand, prefixes
from kg.ontology.terms import Entry, Frame, Gazetteer, Lexicon, Office, Ontology, OntologyClass, Property, Trait

__all__ = [
    "DEFAULT_BASE",
    "KG",
    "Entry",
    "Frame",
    "Gazetteer",
    "Lexicon",
    "Office",
    "Ontology",
    "OntologyClass",
    "Property",
    "Trait",
    "contract",
    "default_directory",
    "expand",
    "load",
    "prefixes",
]
