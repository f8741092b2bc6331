"""RDF: the resolved graph as Turtle and TriG, and the check against its shapes.

Invariants: what is written is a pure function of the resolution, the ontology, the base and the run. Importing this room imports neither
rdflib nor pyshacl.
"""

from __future__ import annotations

from kg.rdf.namespaces import document_iri, escape_iri, graph_iri, prefixes
from kg.rdf.run import Run
from kg.rdf.validation import Report, Violation, validate
from kg.rdf.writer import write_trig, write_turtle

__all__ = ["Report", "Run", "Violation", "document_iri", "escape_iri", "graph_iri", "prefixes", "validate", "write_trig", "write_turtle"]
