"""RDF files in other formats, by Oxigraph's writers.

Invariants: the triples are those of the file that is read; formats without graphs hold the triples of all graphs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from kg.errors import UsageError
from kg.ontology.prefixes import DEFAULT_BASE, prefixes
from kg.store.markup import escape_returns

# Format to (name in the engine, whether it holds graphs).
CONVERSIONS: Mapping[str, tuple[str, bool]] = {
    "nt": ("N_TRIPLES", False),
    "nq": ("N_QUADS", True),
    "ttl": ("TURTLE", False),
    "trig": ("TRIG", True),
    "jsonld": ("JSON_LD", True),
    "rdfxml": ("RDF_XML", False),
}


def convert(source: Path, format: str, stream: BinaryIO, *, base: str = DEFAULT_BASE) -> None:
    """Write a Turtle or TriG file in another format.

    Args:
        source: `graph.ttl` or `graph.trig`.
        format: a key of `CONVERSIONS`; `nt` and `nq` are sorted, the others keep the file's order.
        stream: takes bytes.
        base: base IRI of the graph, for prefixes.

    Raises:
        UsageError: an unknown format, or the file is missing or malformed, or holds what the format cannot.

    Example:
        >>> import io, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder) / "graph.ttl"
        ...     _ = file.write_text("<http://e/a> <http://e/b> 'c' .")
        ...     convert(file, "nt", out := io.BytesIO())
        >>> out.getvalue()
        b'<http://e/a> <http://e/b> "c" .\\n'
    """
    import pyoxigraph

    if format not in CONVERSIONS:
        raise UsageError(f"no RDF format is called {format!r}", remedy=f"choose from {', '.join(CONVERSIONS)}")
    name, graphs = CONVERSIONS[format]
    try:
        quads = pyoxigraph.parse(path=str(source), format=pyoxigraph.RdfFormat.TRIG)
        items = list(quads) if graphs else [quad.triple for quad in quads]
    except (OSError, SyntaxError) as error:
        raise UsageError(f"{source}: cannot be read as Turtle or TriG: {error}") from error
    if format in ("nt", "nq"):
        stream.writelines(sorted({f"{item} .\n".encode() for item in items}))
        return
    chosen = getattr(pyoxigraph.RdfFormat, name)
    if format == "rdfxml":
        written = pyoxigraph.serialize(items, format=chosen, prefixes=dict(prefixes(base)))
        stream.write(escape_returns(written or b""))
    else:
        pyoxigraph.serialize(items, stream, format=chosen, prefixes=dict(prefixes(base)))
