"""How Wikidata is read: which of our classes its classes are, which of its properties tell of an item; from `wikidata.ttl`.

Invariants: the order of the file is kept, for it ranks classes that are equally near; the file is read when it is asked for, and no
graph depends on it but through a knowledge base that was imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.ontology.load import default_directory
from kg.ontology.prefixes import KG, VOCABULARIES, contract
from kg.ontology.turtle import read_turtle

FILE = "wikidata.ttl"
NOTHING = ""
_BROADER = VOCABULARIES["skos"] + "broadMatch"
_UNDER = VOCABULARIES["rdfs"] + "subPropertyOf"
_RELATION = VOCABULARIES["dcterms"] + "relation"
_BEGIN = VOCABULARIES["schema"] + "startDate"
_END = VOCABULARIES["schema"] + "endDate"


@dataclass(frozen=True, slots=True)
class WikidataTerms:
    """What of Wikidata is read.

    Attributes:
        classes: by the id of a class of Wikidata (`Q5`) our class without prefix, or `NOTHING` where its instances are no things of the
            world; in the order of the file.
        relations: ids of properties (`P106`) whose values tell what an item has to do with, in the order of the file.
        begins, ends: ids of properties that date the begin and the end of an item.
    """

    classes: Mapping[str, str]
    relations: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


def read_wikidata_terms(path: Path | None = None) -> WikidataTerms:
    """Read how Wikidata is to be read.

    Args:
        path: a Turtle file; the package's own by default.

    Raises:
        ConfigurationError: the file is missing, is malformed, or names neither a class of ours nor `owl:Nothing`.

    Example:
        >>> terms = read_wikidata_terms()
        >>> terms.classes["Q5"], terms.classes["Q4167410"], terms.relations[0]
        ('Person', '', 'P17')
    """
    file = read_turtle(path or default_directory() / FILE)
    classes: dict[str, str] = {}
    found: dict[str, list[str]] = {_RELATION: [], _BEGIN: [], _END: []}
    for iri, properties in file.subjects.items():
        local = iri.rsplit("/", 1)[-1]
        for term in properties.get(_BROADER, ()):
            if term.value != VOCABULARIES["owl"] + "Nothing" and not term.value.startswith(KG):
                remedy = "map a class to one of kg: or to owl:Nothing"
                raise file.wrong(f"{contract(iri)} is mapped to {contract(term.value)}", contract(iri), remedy=remedy)
            classes[local] = term.value.removeprefix(KG) if term.value.startswith(KG) else NOTHING
        for term in properties.get(_UNDER, ()):
            if term.value not in found:
                remedy = "map a property to dcterms:relation, schema:startDate or schema:endDate"
                raise file.wrong(f"{contract(iri)} is mapped to {contract(term.value)}", contract(iri), remedy=remedy)
            found[term.value].append(local)
    return WikidataTerms(classes, tuple(found[_RELATION]), tuple(found[_BEGIN]), tuple(found[_END]))
