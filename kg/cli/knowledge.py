"""Commands about a base of known things: kb import, kb search, kb stats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import DEFAULT_OUT, Json, Quiet
from kg.cli.output import note, plural, progress_bar, result, result_json
from kg.config import load_config

if TYPE_CHECKING:
    from kg.knowledge import KnowledgeBase
    from kg.knowledge.base import Named

REFUSED = 3
SHOWN = 20
DEFAULT_FILE = Path("kb.sqlite")

app = typer.Typer(
    name="kb", help="Make and search a base of known things that `kg build --kb` links entities to.", no_args_is_help=True, rich_markup_mode=None
)

File = Annotated[Path | None, typer.Option("--kb", metavar="FILE", help="The base; by default that of kg.toml, else kb.sqlite.")]


def _opened(file: Path | None) -> KnowledgeBase:
    from kg.knowledge import KnowledgeBase

    return KnowledgeBase(file or load_config(DEFAULT_OUT).knowledge_base or DEFAULT_FILE)


@app.command("import")
def import_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A Wikidata JSON dump, a SKOS vocabulary (.ttl, .rdf, .nt) or a table (.csv); .gz and .bz2 too.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = DEFAULT_FILE,
    format: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="wikidata, skos or csv; by default as the name of the file says.")
    ] = None,
    base: Annotated[str, typer.Option("--base", metavar="IRI", help="Start of the IRIs of ids that are none.")] = "",
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make a base of known things of a Wikidata dump, a vocabulary or a table.

    A base that stands there is replaced in one step; lines that describe nothing are counted and named.

    Example: kg kb import latest-all.json.bz2 -o kb.sqlite
    """
    from kg.knowledge import import_source
    from kg.ontology import load

    with progress_bar(quiet=quiet) as progress:
        report = import_source(source, output, load(), format=format, base=base, progress=progress)
    if as_json:
        result_json(
            {
                "file": str(report.target),
                "format": report.format,
                "entries": report.entries,
                "names": report.names,
                "refused": report.refusals,
                "refused_lines": [{"line": refused.line, "reason": refused.reason} for refused in report.refused],
                "skipped": dict(report.skipped),
            }
        )
    note(f"{output}: {plural(report.entries, 'thing')} with {plural(report.names, 'name')} from {source}", quiet=quiet)
    if report.skipped:
        note("left out: " + ", ".join(f"{count:,} {what}" for what, count in report.skipped), quiet=quiet)
    if report.refusals:
        for refused in report.refused[:SHOWN]:
            note(f"refused: {source}, line {refused.line:,}: {refused.reason}")
        if report.refusals > SHOWN:
            note(f"refused: {report.refusals - SHOWN:,} more; kg kb stats --kb {output} --json lists them all")
        note(f"{plural(report.refusals, 'line')} refused", quiet=quiet)
        raise typer.Exit(REFUSED)


def _described(base: KnowledgeBase, named: Named) -> dict[str, Any]:
    item = named.item
    names = base.names_of(item)
    return {
        "id": item.iri,
        "label": item.label,
        "type": item.type,
        "description": item.description,
        "aliases": list(names[1:]),
        "relations": list(item.relations),
        "begin": item.begin,
        "end": item.end,
        "prior": item.prior,
        "found_by": named.written,
    }


@app.command("search")
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, words of it, or the beginning of one.")],
    file: File = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many things to give at most.")] = SHOWN,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find known things by name: those that bear it, then those with its words in a name; the best known first.

    Example: kg kb search "Li Wei"
    """
    with _opened(file) as base:
        found = [_described(base, named) for named in base.search(name, limit)]
    if as_json:
        result_json(found)
        return
    for item in found:
        years = f", {item['begin'] or ''}–{item['end'] or ''}" if item["begin"] or item["end"] else ""
        described = f": {item['description']}" if item["description"] else ""
        result(f"{item['label']}  ({item['type']}{years}){described}")
        result(f"  {item['id']}" + (f", prior {item['prior']:g}" if item["prior"] is not None else ""))
        if item["aliases"]:
            result(f"  also: {', '.join(item['aliases'])}")
        if item["relations"]:
            result(f"  see: {', '.join(item['relations'])}")
    note(plural(len(found), "thing"), quiet=quiet)


@app.command("stats")
def stats(file: File = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Count what a base of known things holds, by class, and what its source held that it does not.

    Example: kg kb stats --kb kb.sqlite
    """
    with _opened(file) as base:
        facts, types, skipped, refusals = base.facts, base.types(), base.skipped(), base.refusals()
        shown = list(base.refused()) if as_json else []
        path = base.path
    if as_json:
        result_json(
            {
                "file": str(path),
                "format": facts["format"],
                "source": facts["source"],
                "digest": facts["digest"],
                "entries": int(facts["entries"]),
                "names": int(facts["names"]),
                "types": types,
                "skipped": skipped,
                "refused": refusals,
                "refused_lines": [{"line": refused.line, "reason": refused.reason} for refused in shown],
            }
        )
        return
    result(f"{path}: {plural(int(facts['entries']), 'thing')} with {plural(int(facts['names']), 'name')}, from {facts['source']} ({facts['format']})")
    for type, count in types.items():
        result(f"{count:>10,}  {type}")
    for what, count in skipped.items():
        result(f"{count:>10,}  left out: {what}")
    if refusals:
        result(f"{refusals:>10,}  lines refused")
    note(f"content {facts['digest'][:16]}", quiet=quiet)
