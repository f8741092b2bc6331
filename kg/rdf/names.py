"""The terms of one graph, written once and kept: IRIs of entities, events, facts, evidence, documents, places in texts."""

from __future__ import annotations

from functools import cache

from kg.identifiers import digest
from kg.model import Value
from kg.ontology.prefixes import DEFAULT_BASE
from kg.ontology.terms import Ontology
from kg.rdf.namespaces import DECLARED, document_iri, graph_iri, prefixes
from kg.rdf.syntax import iri, name

_MINTED_ROLE = "rel:role-"


class Names:
    """Writes the terms of a graph for one base.

    Args:
        base: absolute IRI that the graph's own names start with.
        ontology: its roles, and the prefixes of a user's own files.

    Example:
        >>> names = Names()
        >>> names.entity("Xi_Jinping"), names.term("kg:met"), names.characters("a.txt", 0, 7)
        ('ent:Xi_Jinping', 'kg:met', '<https://example.org/kg/doc/a.txt#char=0,7>')
    """

    def __init__(self, base: str = DEFAULT_BASE, ontology: Ontology | None = None) -> None:
        self.base = base
        known = prefixes(base)
        self.namespaces = {prefix: known[prefix] for prefix in DECLARED}
        self._others = {**(ontology.prefixes if ontology else {}), **known}
        self._roles = frozenset(ontology.roles if ontology else ())
        self.entity = cache(self._entity)
        self.document = cache(self._document)
        self.term = cache(self._term)
        self.role = cache(self._role)

    def _entity(self, entity: str) -> str:
        return name("ent", entity, self.namespaces)

    def _document(self, document: str) -> str:
        return f"<{document_iri(document, self.base)}>"

    def _term(self, prefixed: str) -> str:
        prefix, _, local = prefixed.partition(":")
        if local.startswith("//"):
            return iri(prefixed)
        return name(prefix, local, self.namespaces) if prefix in self.namespaces else iri(self._others[prefix] + local)

    def graph(self, document: str) -> str:
        """Write the IRI of a document's named graph."""
        return f"<{graph_iri(document, self.base)}>"

    def characters(self, document: str, start: int, end: int) -> str:
        """Write the IRI of the code points [start, end) of a document's text (RFC 5147)."""
        return f"{self.document(document)[:-1]}#char={start},{end}>"

    def event(self, event: str) -> str:
        """Write the IRI of an event or situation."""
        return name("ev", event, self.namespaces)

    def fact(self, fact: str) -> str:
        """Write the IRI of a fact."""
        return name("fact", fact, self.namespaces)

    def evidence(self, statement: str, part: str = "") -> str:
        """Write the IRI of the evidence that a statement is, or of a part of it (`goods`, `attribution-1`)."""
        return name("evid", f"{statement}-{part}" if part else statement, self.namespaces)

    def run(self, run: str) -> str:
        """Write the IRI of a run."""
        return name("run", run, self.namespaces)

    def extractor(self, extractor: str) -> str:
        """Write the IRI of a part of the program that finds statements."""
        return name("extr", extractor, self.namespaces)

    def value(self, value: Value) -> str:
        """Write the IRI of a value: a hash of all that it is, so equal values are one node."""
        return name("val", digest("value", value.text, value.datatype, value.value, value.unit), self.namespaces)

    def _role(self, role: str) -> str:
        """Write the property that a role is: SEM's for places, the ontology's, else one of the text's own words under `rel:`."""
        if role == "place":
            return "sem:hasPlace"
        return self.term(f"kg:{role}" if f"kg:{role}" in self._roles else f"{_MINTED_ROLE}{role}")

    def is_minted(self, role: str) -> bool:
        """Tell whether a role has its property under `rel:`."""
        return role != "place" and f"kg:{role}" not in self._roles

    def possibly(self, other: str) -> str:
        """Write what an entity may be: another entity, by its id, or a thing of another dataset, by its IRI (ids have no colon)."""
        return self.same_as(other) if ":" in other else self.entity(other)

    def same_as(self, address: str) -> str:
        """Write an IRI of another dataset, by its prefix where it is Wikidata's."""
        namespace = self.namespaces["wd"]
        return name("wd", address[len(namespace) :], self.namespaces) if address.startswith(namespace) else iri(address)
