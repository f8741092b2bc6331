"""Writes descriptions as Turtle and TriG, as a stream, in a stable order.

Invariants: sections come in a fixed order; within one, subjects are sorted, predicates are sorted with `a` first, objects are sorted and
never repeated; every line ends in a line feed. A graph's size in memory is that of one section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TextIO

from kg.model import Resolution
from kg.ontology.terms import Ontology
from kg.rdf.descriptions import Graph, Properties, Section, default_sections, gather_places
from kg.rdf.evidence import document_sections
from kg.rdf.names import Names
from kg.rdf.namespaces import DECLARED
from kg.rdf.run import Run


class Settings(Protocol):
    """What the writers need of the configuration."""

    @property
    def base(self) -> str:
        """Absolute IRI that the graph's own names start with, ending in `/` or `#`."""


def write_turtle(resolution: Resolution, ontology: Ontology, config: Settings, stream: TextIO, *, run: Run) -> None:
    """Write the resolved graph as RDF 1.1 Turtle (https://www.w3.org/TR/turtle/).

    Args:
        resolution: the resolved graph.
        ontology: classes and properties.
        config: gives the base IRI.
        stream: a text stream in UTF-8 that leaves line ends alone (`newline="\\n"`).
        run: the run that made the graph.

    Raises:
        KeyError: a record refers to a chain that no entity stands for.
    """
    graph = _graph(resolution, ontology, config, run)
    _write_prefixes(graph.names, stream)
    for section in _sections(graph):
        _write_section(section, stream)


def write_trig(resolution: Resolution, ontology: Ontology, config: Settings, stream: TextIO, *, run: Run) -> None:
    """Write the resolved graph as an RDF 1.1 dataset in TriG (https://www.w3.org/TR/trig/).

    The default graph holds entities, events, facts and direct edges; each document's text, mentions and evidence are in its named graph.

    Args:
        resolution: the resolved graph.
        ontology: classes and properties.
        config: gives the base IRI.
        stream: a text stream in UTF-8 that leaves line ends alone (`newline="\\n"`).
        run: the run that made the graph.

    Raises:
        KeyError: a record refers to a chain that no entity stands for.
    """
    graph = _graph(resolution, ontology, config, run)
    _write_prefixes(graph.names, stream)
    current = ""
    for section in _sections(graph):
        if section.graph != current:
            if current:
                stream.write("\n}\n")
            if section.graph:
                stream.write(f"\n{section.graph} {{\n")
            current = section.graph
        _write_section(section, stream)
    if current:
        stream.write("\n}\n")


def _graph(resolution: Resolution, ontology: Ontology, config: Settings, run: Run) -> Graph:
    names = Names(config.base, ontology)
    return Graph(resolution, ontology, names, run, gather_places(resolution, names))


def _sections(graph: Graph) -> Iterator[Section]:
    yield from default_sections(graph)
    yield from document_sections(graph)


def _write_prefixes(names: Names, stream: TextIO) -> None:
    stream.writelines(f"@prefix {prefix}: <{names.namespaces[prefix]}> .\n" for prefix in DECLARED)


def _write_section(section: Section, stream: TextIO) -> None:
    if not section.descriptions:
        return
    title = " ".join(section.title.split())
    stream.write(f"\n# {title}\n\n")
    stream.writelines(_blocks(sorted(section.descriptions, key=lambda description: description[0])))


def _blocks(descriptions: Iterable[tuple[str, Properties]]) -> Iterator[str]:
    for subject, properties in descriptions:
        lines = []
        for predicate in sorted(properties, key=lambda term: (term != "a", term)):
            targets = properties[predicate]
            lines.append(f"{predicate} {targets[0] if len(targets) == 1 else ', '.join(sorted(set(targets)))}")
        joined = " ;\n  ".join(lines)
        yield f"{subject} {joined} .\n"
