"""The store: the graph in Oxigraph, and SPARQL queries that only read.

Invariants: importing this room does not import pyoxigraph; no object of the engine leaves it; what a query may do is decided before it runs.
"""

from __future__ import annotations

from kg.store.conversion import CONVERSIONS, convert
from kg.store.engine import FORMATS
from kg.store.results import Result, Term
from kg.store.storage import Store, open_store, query, write_store

__all__ = ["CONVERSIONS", "FORMATS", "Result", "Store", "Term", "convert", "open_store", "query", "write_store"]
