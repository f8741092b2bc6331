"""News articles in, a trustworthy knowledge graph out.

Every edge opens the exact words it came from, says who claimed it, when it happened, and whether it happened at all.

    import kg
    graph = kg.build(["seeds/"])
    graph.query("SELECT ?x WHERE { ent:Vladimir_Putin kg:met ?x }")
    graph.to_networkx()
    graph.export("gexf", "news.gexf")

Invariants:
    * Importing `kg` loads, reads and registers nothing: neither spaCy nor an RDF library. What stands below is imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.config import Config
    from kg.errors import (
        BuildError,
        BuildInProgress,
        ConfigurationError,
        DocumentError,
        KgError,
        MissingComponent,
        ModelError,
        NotConforming,
        QueryError,
        UnknownName,
        UsageError,
    )
    from kg.pipeline import KnowledgeGraph, build, extract, load, remove

    __version__: str

_HOMES = {
    "build": "kg.pipeline",
    "extract": "kg.pipeline",
    "load": "kg.pipeline",
    "remove": "kg.pipeline",
    "KnowledgeGraph": "kg.pipeline",
    "Config": "kg.config",
    "BuildError": "kg.errors",
    "BuildInProgress": "kg.errors",
    "ConfigurationError": "kg.errors",
    "DocumentError": "kg.errors",
    "KgError": "kg.errors",
    "MissingComponent": "kg.errors",
    "ModelError": "kg.errors",
    "NotConforming": "kg.errors",
    "QueryError": "kg.errors",
    "UnknownName": "kg.errors",
    "UsageError": "kg.errors",
}

__all__ = [
    "BuildError",
    "BuildInProgress",
    "Config",
    "ConfigurationError",
    "DocumentError",
    "KgError",
    "KnowledgeGraph",
    "MissingComponent",
    "ModelError",
    "NotConforming",
    "QueryError",
    "UnknownName",
    "UsageError",
    "__version__",
    "build",
    "extract",
    "load",
    "remove",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(home), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("newskg")
    except PackageNotFoundError:
        return "0+unknown"


def __dir__() -> list[str]:
    return sorted(__all__)
