"""RDF files as a stream of triples: what a room reads that needs no graph in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from kg.errors import UsageError

# By the ending of a file's name, the name that pyoxigraph gives the format.
RDF_FORMATS = {".ttl": "TURTLE", ".rdf": "RDF_XML", ".xml": "RDF_XML", ".owl": "RDF_XML", ".nt": "N_TRIPLES"}


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple: `value` is an IRI or the words of a literal, `language` its tag in lower case, or ""."""

    subject: str
    predicate: str
    value: str
    literal: bool
    language: str = ""


def stream_triples(stream: IO[bytes], ending: str, *, name: str, base: str | None = None) -> Iterator[Triple]:
    """Read an RDF file triple by triple.

    Args:
        stream: its bytes.
        ending: of the file's name, one of `RDF_FORMATS`.
        name: of the file, for messages.
        base: IRI that relative ones start from.

    Yields:
        The triples in the order of the file; those with a blank node are left out, for nothing outside the file can name one.

    Raises:
        UsageError: the file is malformed, with its line.

    Example:
        >>> import io
        >>> [t.value for t in stream_triples(io.BytesIO(b'<http://a> <http://b> "c"@EN .'), ".ttl", name="a.ttl")]
        ['c']
    """
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

    try:
        for quad in parse(input=stream, format=getattr(RdfFormat, RDF_FORMATS[ending]), base_iri=base):
            subject, target = quad.subject, quad.object
            if isinstance(subject, BlankNode) or isinstance(target, BlankNode) or not isinstance(subject, NamedNode):
                continue
            if isinstance(target, Literal):
                yield Triple(subject.value, quad.predicate.value, target.value, True, (target.language or "").lower())
            elif isinstance(target, NamedNode):
                yield Triple(subject.value, quad.predicate.value, target.value, False)
    except SyntaxError as error:
        where = f"{name}, line {error.lineno}" if error.lineno else name
        raise UsageError(f"{where}: malformed RDF: {error.msg}", remedy="mend the line or the one before it") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8", remedy="save the file as UTF-8") from error
