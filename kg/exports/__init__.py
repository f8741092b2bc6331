"""The graph in the formats of other programs: one table of formats, one set of filters.

Invariants:
    * The same graph and filters give the same bytes, whatever the machine's day, locale or hash seed.
    * A file is written aside and moved into place: a failed export leaves the old one.
    * `FORMATS` is the whole list; a name that is not in it is an error that lists the choices.

Reading this package imports no writer; each is imported when it is used.
"""

from __future__ import annotations

import difflib
import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import UsageError
from kg.model import Resolution
from kg.network.filters import Filters, LeftOut, select

if TYPE_CHECKING:
    from kg.config import Config
    from kg.ontology.terms import Ontology
    from kg.rdf import Run

__all__ = ["FORMATS", "Format", "export", "find_format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the graph can be written in.

    Attributes:
        name: what `kg export` takes.
        extension: usual end of a file's name, with its dot.
        description: one line for people.
        rdf: True where the writer needs the ontology, the configuration and the run.
    """

    name: str
    extension: str
    description: str
    rdf: bool = False


FORMATS: tuple[Format, ...] = (
    Format("gexf", ".gexf", "GEXF 1.3 for Gephi: colours, sizes, positions, dated edges, parallel edges kept apart"),
    Format("gexf-static", ".gexf", "GEXF 1.3 without a timeline, for Gephi Lite"),
    Format("graphml", ".graphml", "GraphML for NetworkX, igraph, yEd, Cytoscape"),
    Format("csv-edges", ".csv", "facts between entities, one a line"),
    Format("csv-nodes", ".csv", "entities, one a line"),
    Format("json", ".json", "node-link JSON for NetworkX and D3"),
    Format("cytoscape", ".json", "elements for cytoscape.js, with positions"),
    Format("statements", ".jsonl", "statements with their exact words, one JSON object a line"),
    Format("ttl", ".ttl", "RDF 1.1 Turtle", rdf=True),
    Format("trig", ".trig", "RDF 1.1 TriG: the graph, and each document's evidence in a graph of its own", rdf=True),
    Format("nt", ".nt", "RDF 1.1 N-Triples of what the Turtle holds, sorted", rdf=True),
    Format("nq", ".nq", "RDF 1.1 N-Quads of what the TriG holds, sorted", rdf=True),
    Format("jsonld", ".jsonld", "JSON-LD of what the TriG holds", rdf=True),
    Format("rdfxml", ".rdf", "RDF/XML of what the Turtle holds", rdf=True),
)


def find_format(name: str) -> Format:
    """Find a format by its name or by the end of a file's name.

    Args:
        name: `gexf`, `.gexf`, any case.

    Returns:
        The format; of several with one extension, the first.

    Raises:
        UsageError: there is none; the choices are listed.

    Example:
        >>> find_format("GEXF").name, find_format(".graphml").name
        ('gexf', 'graphml')
    """
    key = name.casefold()
    for known in FORMATS:
        if known.name == key or known.extension == key:
            return known
    names = [known.name for known in FORMATS]
    near = difflib.get_close_matches(key, names, n=1)
    raise UsageError(f"no export format is called {name!r}", remedy=(f"did you mean {near[0]}? " if near else "") + f"choose from {', '.join(names)}")


def export(
    format: str,
    resolution: Resolution,
    target: Path | str | BinaryIO,
    filters: Filters | None = None,
    *,
    ontology: Ontology | None = None,
    config: Config | None = None,
    run: Run | None = None,
) -> LeftOut:
    """Write the graph, or the part of it that passes the filters.

    Args:
        format: a name of `FORMATS`.
        resolution: the whole graph.
        target: path of the file to write, or a stream that takes bytes.
        filters: which facts are wanted; by default all.
        ontology: knows subclasses for filters by type; the RDF formats need it.
        config: its base starts the IRIs; the RDF formats need it.
        run: what made the graph; the RDF formats need it.

    Returns:
        How much was left out, and why.

    Raises:
        UsageError: the format is unknown, the file cannot be written, or an RDF format lacks what it needs.
        UnknownName: a filter names what the graph does not hold.

    Example:
        >>> out = io.BytesIO()
        >>> export("csv-edges", Resolution((), (), (), (), (), {}, {}), out).kept
        0
    """
    known = find_format(format)
    write = _writer(known, ontology, config, run)
    part, left_out = select(resolution, filters or Filters(), is_a=ontology.is_a if ontology else None)
    if isinstance(target, Path | str):
        _write_file(Path(target), lambda stream: write(part, stream))
    else:
        write(part, target)
    return left_out


def _writer(known: Format, ontology: Ontology | None, config: Config | None, run: Run | None) -> Callable[[Resolution, BinaryIO], None]:
    if known.rdf:
        if ontology is None or config is None or run is None:
            raise UsageError(f"{known.name} needs the ontology, the configuration and the run", remedy="export from a loaded graph: kg.load(out)")
        return _rdf_writer(known, ontology, config, run)
    if known.name.startswith("gexf"):
        from kg.exports.gexf import write_gexf

        is_a = ontology.is_a if ontology else None
        return lambda resolution, stream: write_gexf(resolution, stream, dynamic=known.name == "gexf", is_a=is_a)
    return _WRITERS[known.name]


def _rdf_writer(known: Format, ontology: Ontology, config: Config, run: Run) -> Callable[[Resolution, BinaryIO], None]:
    from kg.rdf import write_trig, write_turtle

    dataset = known.name in ("trig", "nq", "jsonld")

    def write_own(resolution: Resolution, stream: BinaryIO) -> None:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        (write_trig if dataset else write_turtle)(resolution, ontology, config, text, run=run)
        text.detach()

    def write_converted(resolution: Resolution, stream: BinaryIO) -> None:
        from kg.store import convert

        with tempfile.TemporaryDirectory(prefix="kg-export-") as folder:
            path = Path(folder) / "graph.trig"
            with path.open("wb") as own:
                write_own(resolution, own)
            convert(path, known.name, stream, base=config.base)

    return write_own if known.name in ("ttl", "trig") else write_converted


def _write_file(path: Path, write: Callable[[BinaryIO], None]) -> None:
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}", remedy="name a folder that exists and that you may write to") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        mask = os.umask(0)
        os.umask(mask)
        Path(aside).chmod(0o666 & ~mask)
        Path(aside).replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}", remedy="look at its permissions and the space on the disk") from error
    finally:
        Path(aside).unlink(missing_ok=True)


def _graphml(resolution: Resolution, stream: BinaryIO) -> None:
    from kg.exports.graphml import write_graphml

    write_graphml(resolution, stream)


def _csv_edges(resolution: Resolution, stream: BinaryIO) -> None:
    from kg.exports.tables import write_edges

    write_edges(resolution, stream)


def _csv_nodes(resolution: Resolution, stream: BinaryIO) -> None:
    from kg.exports.tables import write_nodes

    write_nodes(resolution, stream)


def _json(resolution: Resolution, stream: BinaryIO) -> None:
    from kg.exports.json_graphs import write_node_link

    write_node_link(resolution, stream)


def _cytoscape(resolution: Resolution, stream: BinaryIO) -> None:
    from kg.exports.json_graphs import write_cytoscape

    write_cytoscape(resolution, stream)


def _statements(resolution: Resolution, stream: BinaryIO) -> None:
    from kg.records import Names, line_of, statement_line

    names = Names.of(resolution)
    for statement in resolution.statements:
        stream.write(line_of(statement_line(statement, names)).encode("utf-8", "replace"))


_WRITERS: dict[str, Callable[[Resolution, BinaryIO], None]] = {
    "graphml": _graphml,
    "csv-edges": _csv_edges,
    "csv-nodes": _csv_nodes,
    "json": _json,
    "cytoscape": _cytoscape,
    "statements": _statements,
}
