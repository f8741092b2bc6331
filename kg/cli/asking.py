"""Commands for programs and for people who know SPARQL: query, stats, export."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import (
    DEFAULT_OUT,
    Around,
    From,
    Json,
    MinConfidence,
    Out,
    Publisher,
    Quiet,
    Relation,
    StatusNames,
    To,
    Types,
    Undated,
)
from kg.cli.output import note, plural, result, result_json
from kg.errors import UsageError
from kg.pipeline import KnowledgeGraph

WIDEST_CELL = 60


def query(
    sparql: Annotated[str, typer.Argument(metavar="SPARQL|FILE", help="A query, a file that holds one, or - for standard input.")],
    out: Out = DEFAULT_OUT,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="table, json, csv, tsv, xml or ttl.")] = "",
    as_json: Json = False,
    timeout: Annotated[float | None, typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Stop the query after this time.")] = None,
    quiet: Quiet = False,
) -> None:
    """Ask the graph in SPARQL 1.1. The prefixes ent, kg, rel, ev, fact, sem, ... need no declaration.

    Example: kg query 'SELECT ?who WHERE { ent:Vladimir_Putin kg:met ?who }' --format csv
    """
    import kg

    graph = kg.load(out)
    format = format or ("json" if as_json else "table")
    answer = graph.query(_text(sparql), format=format, timeout=timeout)
    if format != "table":
        sys.stdout.flush()
        sys.stdout.buffer.write(answer.body)
        sys.stdout.buffer.flush()
        return
    if answer.truth is not None:
        result("yes" if answer.truth else "no")
        return
    from kg.ontology import prefixes

    table([f"?{name}" if answer.kind == "rows" else name for name in answer.columns], answer.cells(prefixes(graph.config.base)))
    note(plural(len(answer), "row" if answer.kind == "rows" else "triple"), quiet=quiet)


def _text(argument: str) -> str:
    if argument == "-":
        return sys.stdin.read()
    try:
        path = Path(argument)
        if path.is_file():
            return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise UsageError(f"{argument}: not a query in UTF-8") from error
        # a long query is no path: the system says so
    if argument.endswith((".rq", ".sparql")) and not any(character in argument for character in "{}\n"):
        raise UsageError(f"{argument}: no such file", remedy="name a file that holds a query, or give the query itself")
    return argument


def table(header: list[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows as columns; on a terminal, long cells are cut."""
    wide = sys.stdout.isatty()
    cells = [tuple(" ".join(_cut(cell, wide).split()) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    for row in (tuple(header), tuple("-" * width for width in widths), *cells):
        result("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cut(cell: str, wide: bool) -> str:
    return cell[: WIDEST_CELL - 1] + "…" if wide and len(cell) > WIDEST_CELL else cell


def counts(graph: KnowledgeGraph) -> dict[str, Any]:
    """Count what is in a graph, and name the model that read it."""
    facts = [fact for fact in graph.facts if not fact.mirror_of]
    config = graph.config
    return {
        "model": config.model,
        "model_version": config.model_version,
        "version": graph.record.version if graph.record else None,
        "base": config.base,
        "documents": len(graph.documents),
        "refused": len(graph.refused),
        "words": sum(len(document.text.split()) for document in graph.documents),
        "entities": len(graph.entities),
        "mentions": sum(len(entity.mentions) for entity in graph.entities),
        "statements": len(graph.statements),
        "events": sum(event.happening for event in graph.events),
        "situations": sum(not event.happening for event in graph.events),
        "facts": len(facts),
        "direct_edges": sum(fact.direct for fact in graph.facts),
        "entity_types": _tally(entity.type for entity in graph.entities),
        "statuses": _tally(fact.status for fact in facts),
        "relations": _tally(fact.predicate for fact in facts if fact.predicate.startswith("kg:")),
        "unmapped_relations": len({fact.predicate for fact in facts if not fact.predicate.startswith("kg:")}),
        "extractors": _tally(statement.extractor for statement in graph.statements),
    }


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def stats(out: Out = DEFAULT_OUT, as_json: Json = False, quiet: Quiet = False) -> None:
    """Count what is in the graph.

    Example: kg stats --json
    """
    import kg

    found = counts(kg.load(out))
    if as_json:
        result_json(found)
        return
    for key, value in found.items():
        name = key.replace("_", " ")
        if isinstance(value, dict):
            result(f"{name}: " + ", ".join(f"{what} {count:,}" for what, count in value.items()))
        else:
            result(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="gexf, graphml, csv-edges, csv-nodes, json, cytoscape, statements, ttl, ...")],
    out: Out = DEFAULT_OUT,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; standard output if not given.")] = None,
    relation: Relation = "",
    types: Types = "",
    publisher: Publisher = None,
    begin: From = "",
    end: To = "",
    undated: Undated = "keep",
    status: StatusNames = "",
    min_confidence: MinConfidence = 0.0,
    direct: Annotated[bool, typer.Option("--direct", help="Only facts that are direct edges of the graph.")] = False,
    around: Around = "",
    quiet: Quiet = False,
) -> None:
    """Write the graph, or a part of it, for another program. How much was left out is said.

    Example: kg export gexf -o news.gexf --types person,state --from 2022-01 --min-confidence .8
    """
    import kg

    left_out = kg.load(out).export(
        format,
        output or sys.stdout.buffer,
        relation=relation,
        types=types,
        publisher=publisher or (),
        begin=begin,
        end=end,
        undated=undated,
        status=status,
        min_confidence=min_confidence,
        direct=direct,
        around=around,
    )
    note(f"{output}: {left_out}" if output else str(left_out), quiet=quiet)


COMMANDS: dict[Callable[..., None], str] = {query: "query", stats: "stats", export: "export"}
