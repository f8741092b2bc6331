"""The prefixes of the project's RDF, and the IRIs of what a graph holds.

Invariants: vocabularies are fixed, whatever the base; an IRI depends on nothing but the base and the identity of what it names;
no two documents share an IRI; every IRI is absolute and holds no character that Turtle or SPARQL would need escaped in `<...>`.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.identifiers import digest, local_name
from kg.ontology.prefixes import DEFAULT_BASE
from kg.ontology.prefixes import prefixes as ontology_prefixes

# Below the base, beside what `kg.ontology.prefixes` lists: numbers with their units, and the parts of the program that find statements.
_MORE_BELOW_BASE = {"extr": "extractor/", "val": "value/"}

# What files declare; a name under any other prefix is written in full.
DECLARED = "ent ev evid extr fact kg nif owl plover prov rdf rdfs rel run schema sem skos val wd xsd".split()

# A path is kept readable if no program that resolves or normalises IRIs could take it for another one.
_PLAIN_PATH = re.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))(?!.*--[0-9a-f]{16}$)[^:?#%\\]{1,150}")
_NOT_IN_PATH = re.compile(r"[^\w.~/\-]")
# RFC 3987: no controls, spaces, delimiters, private or non-characters; a percent sign only before two hexadecimal digits.
_LAST_OF_PLANES = "".join(chr(plane * 0x10000 + last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF))
_NOT_IN_IRI = re.compile(
    '[\x00-\x20<>"{}|\\\\^`\\[\\]\x7f-\x9f\u200e\u200f\u202a-\u202e\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
    f"\U000e0000-\U000e0fff\U000f0000-\U0010ffff{_LAST_OF_PLANES}]|%(?![0-9A-Fa-f]{{2}})"
)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.\-]*:/*(?:www\.)?")


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """List the prefixes of the vocabularies that graphs are written in, and of the names under a base.

    Args:
        base: absolute IRI that the graph's own names start with, ending in `/` or `#`.

    Returns:
        Prefix (without colon) to namespace, sorted by prefix.

    Example:
        >>> prefixes("https://news.example/")["ent"]
        'https://news.example/entity/'
    """
    below = {prefix: base + folder for prefix, folder in _MORE_BELOW_BASE.items()}
    return dict(sorted({**below, **ontology_prefixes(base)}.items()))


def escape_iri(iri: str) -> str:
    """Percent-encode the characters that may not stand in an IRI.

    Example:
        >>> escape_iri("http://a.example/b c")
        'http://a.example/b%20c'
    """
    return _NOT_IN_IRI.sub(lambda match: quote(match[0], safe=""), iri)


def document_path(document: str) -> str:
    """Name a document below `<base>doc/`, `<base>graph/`: its path where it is a plain one, else readable words and a hash.

    Args:
        document: its id: a URL, or a path below the source it was found in.

    Returns:
        A path of letters, digits, `_ - . ~ /` and percent-encoded characters; different ids give different paths.

    Example:
        >>> document_path("world/beijing.txt")
        'world/beijing.txt'
        >>> document_path("https://www.news.example/2022/xi-putin?id=7")
        'news_example_2022_xi-putin_id_7--42db6ed9e03f60ba'
    """
    if _PLAIN_PATH.fullmatch(document):
        return _NOT_IN_PATH.sub(lambda match: quote(match[0], safe=""), document)
    words = local_name(_SCHEME.sub("", document))[:60].strip("_-") or "unnamed"
    return f"{words}--{digest('document', document)}"


def document_iri(document: str, base: str = DEFAULT_BASE) -> str:
    """Give the IRI of a document: `<base>doc/` and its path.

    Example:
        >>> document_iri("beijing.txt")
        'https://example.org/kg/doc/beijing.txt'
    """
    return f"{base}doc/{document_path(document)}"


def graph_iri(document: str, base: str = DEFAULT_BASE) -> str:
    """Give the IRI of the named graph that holds a document's text, mentions and evidence.

    Example:
        >>> graph_iri("beijing.txt")
        'https://example.org/kg/graph/beijing.txt'
    """
    return f"{base}graph/{document_path(document)}"
