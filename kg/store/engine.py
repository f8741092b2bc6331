"""Oxigraph: the one place that runs a query, and turns its answer into plain values before the call returns.

Invariants: the engine's objects never leave a call, for they are bound to their thread; nothing here writes to a store that is queried;
the union of all graphs is the default graph unless the query names its dataset by FROM.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import KgError, QueryError, UsageError
from kg.ontology.prefixes import DEFAULT_BASE, prefixes
from kg.store.markup import escape_returns
from kg.store.permission import check_permission, explain, has_dataset
from kg.store.results import Kind, Result, Row, Term
from kg.store.tokens import error_at, tokenise

if TYPE_CHECKING:
    import pyoxigraph

Format = Literal["table", "json", "csv", "tsv", "xml", "ttl"]
FORMATS: tuple[str, ...] = get_args(Format)
_MISSING_STORE = "build the graph first: kg build SOURCE --out ..."


def open_engine(directory: Path) -> pyoxigraph.Store:
    """Open a store to read it.

    Args:
        directory: the store's folder; it may be replaced as a whole while it is read, for the files that were opened stay readable.

    Raises:
        UsageError: there is no store, or it is damaged.
    """
    import pyoxigraph

    if not (directory / "CURRENT").is_file():
        raise UsageError(f"{directory}: no store", remedy=_MISSING_STORE)
    try:
        return pyoxigraph.Store.read_only(str(directory))
    except (OSError, RuntimeError):  # swapped between two of the files that opening reads? then the new one is whole
        try:
            return pyoxigraph.Store.read_only(str(directory))
        except (OSError, RuntimeError) as error:
            raise UsageError(f"{directory}: the store cannot be read: {error}", remedy="build the graph again") from error


def run(store: pyoxigraph.Store, query: str, format: str, base: str = DEFAULT_BASE) -> Result:
    """Answer a query.

    Args:
        store: where to look.
        query: SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes need no declaration, and relative IRIs are under `base`.
        format: one of `FORMATS`.
        base: base IRI of the graph.

    Returns:
        Rows for `table`, else the bytes of the format.

    Raises:
        QueryError: the query is malformed or refused, or its answer has no such format.
        UsageError: an unknown format.
    """
    if format not in FORMATS:
        raise UsageError(f"no result format is called {format!r}", remedy=f"choose from {', '.join(FORMATS)}")
    known = prefixes(base)
    text = query.removeprefix("\ufeff")
    tokens = tokenise(text)
    check_permission(text, tokens)
    try:
        answer = store.query(text, base_iri=base, prefixes=dict(known), use_default_graph_as_union=not has_dataset(tokens))
        return _result(answer, format, known)
    except SyntaxError as error:
        raise explain(text, tokens, known, str(error)) from error
    except RuntimeError as error:
        raise error_at(text, tokens[0].start, f"the query cannot be answered: {error}") from error
    except OSError as error:
        raise KgError(f"the store cannot be read: {error}", remedy="build the graph again") from error


def _result(answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples, format: str, known: Mapping[str, str]) -> Result:
    import pyoxigraph

    if isinstance(answer, pyoxigraph.QueryTriples):
        return _graph(answer, format, known)
    if format == "ttl":
        raise QueryError("the answer is a table, and Turtle holds graphs", remedy="use CONSTRUCT or DESCRIBE, or the format csv, tsv, json or xml")
    if isinstance(answer, pyoxigraph.QueryBoolean):
        truth = bool(answer)
        if format == "table":
            word = Term("literal", "true" if truth else "false", "http://www.w3.org/2001/XMLSchema#boolean")
            return Result("boolean", ("answer",), ((word,),), truth=truth)
        return Result("boolean", ("answer",), body=_serialise(answer, format), truth=truth)
    columns = tuple(variable.value for variable in answer.variables)
    if format == "table":
        return Result("rows", columns, tuple(tuple(None if term is None else _term(term) for term in solution) for solution in answer))
    return Result("rows", columns, body=_serialise(answer, format))


def _serialise(answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, format: str) -> bytes:
    import pyoxigraph

    formats = pyoxigraph.QueryResultsFormat
    chosen = {"json": formats.JSON, "csv": formats.CSV, "tsv": formats.TSV, "xml": formats.XML}[format]
    body = answer.serialize(format=chosen)
    return _finished(body, format)


def _finished(body: bytes | None, format: str) -> bytes:
    """End a text with a line feed, and see that XML can hold it."""
    if body is None:
        raise KgError(f"the engine wrote no {format}")
    if format == "xml":
        try:
            body = escape_returns(body)
        except UsageError as error:
            raise QueryError(error.message, remedy="take the format json") from error
    return body if body.endswith(b"\n") else body + b"\n"


def _graph(answer: pyoxigraph.QueryTriples, format: str, known: Mapping[str, str]) -> Result:
    import pyoxigraph

    triples = sorted(set(answer), key=str)
    columns = ("subject", "predicate", "object")
    kind: Kind = "graph"
    if format == "table":
        rows: tuple[Row, ...] = tuple((_term(triple.subject), _term(triple.predicate), _term(triple.object)) for triple in triples)
        return Result(kind, columns, rows)
    if format in ("csv", "tsv"):
        return Result(kind, columns, body=_triple_table(triples, format))
    formats = pyoxigraph.RdfFormat
    chosen = {"ttl": formats.TURTLE, "xml": formats.RDF_XML, "json": formats.JSON_LD}[format]
    return Result(kind, columns, body=_finished(pyoxigraph.serialize(triples, format=chosen, prefixes=_used(triples, known)), format))


def _used(triples: list[pyoxigraph.Triple], known: Mapping[str, str]) -> dict[str, str]:
    text = "\n".join(map(str, triples))
    return {prefix: namespace for prefix, namespace in known.items() if namespace in text}


def _triple_table(triples: list[pyoxigraph.Triple], format: str) -> bytes:
    """Triples as a table in SPARQL's CSV and TSV, written as the answer of a SELECT would be."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    answer = store.query("SELECT ?subject ?predicate ?object { ?subject ?predicate ?object } ORDER BY ?subject ?predicate ?object")
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        raise KgError("a SELECT gave no rows")
    return _serialise(answer, format)


def _term(term: object) -> Term:
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, pyoxigraph.Literal):
        return Term("literal", term.value, term.datatype.value, term.language or "")
    if isinstance(term, pyoxigraph.BlankNode):
        return Term("blank", term.value)
    return Term("triple", str(term))
