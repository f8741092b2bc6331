"""Prefixed names and IRIs: the vocabularies that kg writes, and nothing else.

Invariants: a prefixed name is `prefix:local`; only the prefixes listed here (and those that a user's ontology file declares) are
expanded, an unknown one fails; names under the base (`ent:`, `fact:`, ...) move with the base, the vocabularies never do.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType

from kg.errors import ConfigurationError

DEFAULT_BASE = "https://example.org/kg/"
KG = "https://example.org/kg/ontology#"

VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "kg": KG,
        "lex": "https://example.org/kg/lexicon#",
        "plover": "https://example.org/plover#",
        "dcterms": "http://purl.org/dc/terms/",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "ontolex": "http://www.w3.org/ns/lemon/ontolex#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

# Prefix → folder below the base.
_BELOW_BASE: Mapping[str, str] = MappingProxyType(
    {
        "ent": "entity/",
        "ev": "event/",
        "fact": "fact/",
        "evid": "evidence/",
        "run": "run/",
        "rel": "relation/",
        "office": "office/",
        "doc": "doc/",
        "graph": "graph/",
    }
)


@lru_cache(maxsize=16)
def prefixes(base: str = DEFAULT_BASE) -> Mapping[str, str]:
    """List the prefixes of kg's vocabularies and of the names under a base.

    Args:
        base: absolute IRI that ends in `/` or `#`.

    Returns:
        Namespace IRIs by prefix, in alphabetic order of the prefixes; read-only.

    Example:
        >>> prefixes()["kg"], prefixes("https://news.example/")["ent"]
        ('https://example.org/kg/ontology#', 'https://news.example/entity/')
    """
    below = {prefix: base + folder for prefix, folder in _BELOW_BASE.items()}
    return MappingProxyType(dict(sorted({**VOCABULARIES, **below}.items())))


def expand(name: str, base: str = DEFAULT_BASE, more: Mapping[str, str] | None = None) -> str:
    """Turn a prefixed name into an absolute IRI.

    Args:
        name: `kg:met`; an absolute IRI (it holds `://`) is returned as it is.
        base: base IRI of the names under it.
        more: further namespaces by prefix, such as `Ontology.prefixes` of a user's files.

    Returns:
        The absolute IRI.

    Raises:
        ConfigurationError: no such prefix; the message lists near ones.

    Example:
        >>> expand("kg:met")
        'https://example.org/kg/ontology#met'
    """
    prefix, colon, local = name.partition(":")
    if not colon:
        raise ConfigurationError(f"{name!r} is no prefixed name", remedy="write prefix:name, as in kg:met")
    if local.startswith("//"):
        return name
    known = prefixes(base)
    namespace = known.get(prefix) or (more or {}).get(prefix)
    if namespace is None:
        choices = get_close_matches(prefix, [*known, *(more or {})], n=3, cutoff=0.3) or list(known)
        raise ConfigurationError(f"unknown prefix {prefix!r} in {name!r}", remedy=f"known: {', '.join(choices)}")
    return namespace + local


def contract(iri: str, base: str = DEFAULT_BASE, more: Mapping[str, str] | None = None) -> str:
    """Turn an absolute IRI into a prefixed name; the longest namespace that fits wins.

    Args:
        iri: absolute IRI.
        base: base IRI of the names under it.
        more: further namespaces by prefix.

    Returns:
        `prefix:local`, or the IRI itself where no namespace fits.

    Example:
        >>> contract("http://www.w3.org/ns/prov#wasDerivedFrom")
        'prov:wasDerivedFrom'
        >>> contract("https://nowhere.example/x")
        'https://nowhere.example/x'
    """
    for namespace, prefix in _longest_first(base) if not more else _order({**prefixes(base), **more}):
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@lru_cache(maxsize=16)
def _longest_first(base: str) -> tuple[tuple[str, str], ...]:
    return _order(prefixes(base))


def _order(namespaces: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((iri, prefix) for prefix, iri in namespaces.items()), key=lambda pair: (-len(pair[0]), pair)))
