"""Commands that make and change a graph: demo, build, remove, validate."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import DEFAULT_OUT, Jobs, Json, Knowledge, Model, OntologyFiles, Out, Published, Quiet, Sources
from kg.cli.output import note, plural, progress_bar, refusals, result, result_json, summary
from kg.config import Config, load_config, override
from kg.errors import NotConforming
from kg.pipeline import KnowledgeGraph
from kg.pipeline.changes import counts
from kg.pipeline.links import Links

REFUSED = 3


def configured(out: Path, model: str | None, ontology: list[Path] | None, knowledge: Path | None = None) -> Config:
    """The configuration of kg.toml with what the command was told in its place."""
    return override(load_config(out), model=model, ontology=tuple(ontology or ()), knowledge_base=knowledge)


def size(graph: KnowledgeGraph) -> str:
    """Say how large a graph is."""
    facts = sum(not fact.mirror_of for fact in graph.facts)
    counts = (plural(len(graph.documents), "document"), plural(len(graph.entities), "entity", "entities"), plural(facts, "fact"))
    return ", ".join(counts) + f" from {plural(len(graph.statements), 'statement')}"


def demo(
    out: Out = DEFAULT_OUT,
    open_picture: Annotated[
        bool | None, typer.Option("--open/--no-open", help="Open the picture in a browser; by default only from a terminal.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Build the sample articles that ship with the package and open the picture.

    Example: kg demo
    """
    import kg
    from kg.pipeline.samples import sample_articles

    with progress_bar(quiet=quiet) as progress:
        graph = kg.build([sample_articles()], out=out, progress=progress)
    picture = (out / "graph.html").resolve()
    note(f"{out}: {size(graph)}", quiet=quiet)
    result(str(picture))
    note("Open this file in a browser. Next: kg show \"Xi Jinping\", kg stats, kg query 'SELECT ?a ?b WHERE { ?a kg:met ?b }'", quiet=quiet)
    if open_picture or (open_picture is None and sys.stdout.isatty()):
        import webbrowser

        webbrowser.open(picture.as_uri())
    if graph.report and graph.report.refused:
        refusals(graph.report.refused)
        raise typer.Exit(REFUSED)


def build(
    sources: Sources,
    out: Out = DEFAULT_OUT,
    published: Published = None,
    jobs: Jobs = None,
    write: Annotated[
        str | None, typer.Option("--write", metavar="NAMES", help="Files to write beside the records: ttl,trig,gexf,html,store, or records for none.")
    ] = None,
    model: Model = None,
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="Start of the graph's own IRIs.")] = None,
    ontology: OntologyFiles = None,
    kb: Knowledge = None,
    check: Annotated[bool, typer.Option("--check", help="Look for broken offsets and references before writing.")] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Read documents, extract what they say, and write the graph.

    Documents of earlier builds stay in the graph; new text under the same URL or path replaces the old.

    Example: kg build news/ article.html 'feeds/*.jsonl' --published 2022-02-04
    """
    import kg

    config = configured(out, model, ontology, kb)
    if base:
        config = replace(config, base=base)
    with progress_bar(quiet=quiet) as progress:
        chosen = None if write is None else write.split(",")
        graph = kg.build(sources, out=out, published=published, jobs=jobs, write=chosen, config=config, progress=progress, check=check)
    _finish(graph, quiet=quiet, as_json=as_json)


def remove(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Ids, URLs or files of documents, or of refused inputs.")],
    out: Out = DEFAULT_OUT,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take documents out of the graph, as if it had never had them.

    Example: kg remove beijing.txt
    """
    import kg

    with progress_bar(quiet=quiet) as progress:
        graph = kg.remove(documents, out=out, progress=progress)
    _finish(graph, quiet=quiet, as_json=as_json)


def _finish(graph: KnowledgeGraph, *, quiet: bool, as_json: bool) -> None:
    report = graph.report
    assert report is not None
    if as_json:
        result_json(
            {
                "out": str(graph.out),
                "added": report.added,
                "replaced": report.replaced,
                "unchanged": report.unchanged,
                "removed": report.removed,
                "extracted": report.extracted,
                "repeated": report.repeated,
                "refused": [{"source": r.source, "reason": r.reason, "remedy": r.remedy} for r in report.refused],
                "skipped": dict(report.skipped or {}),
                "corrections": len(report.corrections),
                "without_effect": [{"id": o.correction, "says": o.says, "reason": o.reason} for o in report.corrections if not o.applies],
                "changes": counts(report.changes),
                "documents": len(graph.documents),
                "entities": len(graph.entities),
                "events": len(graph.events),
                "facts": sum(not fact.mirror_of for fact in graph.facts),
                "statements": len(graph.statements),
            }
            | ({"links": _links_json(report.links)} if report.links else {})
        )
    note(summary(report), quiet=quiet)
    for outcome in report.corrections:
        if not outcome.applies:
            note(f"a correction does not apply: {outcome.says}: {outcome.reason}", quiet=quiet)
    note(f"{graph.out}: {size(graph)}", quiet=quiet)
    if report.links:
        _note_links(graph, report.links, quiet=quiet)
    if (graph.out / "graph.html").is_file():
        note(f"picture: {graph.out / 'graph.html'}", quiet=quiet)
    if report.refused:
        refusals(report.refused)
        note(f"why each was refused stands in {graph.out / 'refused.jsonl'}", quiet=quiet)
        raise typer.Exit(REFUSED)


def _links_json(links: Links) -> dict[str, Any]:
    return {
        "linked": links.linked,
        "possibly": links.possibly,
        "unsure": links.unsure,
        "joined": links.joined,
        "shared": [{"address": shared.address, "entities": list(shared.entities)} for shared in links.shared],
    }


def _note_links(graph: KnowledgeGraph, links: Links, *, quiet: bool) -> None:
    parts = [f"{plural(links.linked, 'entity', 'entities')} linked to {graph.config.knowledge_base}"]
    parts += [
        f"{count:,} {what}" for count, what in ((links.possibly, "possibly"), (links.unsure, "not surely enough"), (links.joined, "joined")) if count
    ]
    note(", ".join(parts), quiet=quiet)
    for shared in links.shared:
        names = ", ".join(f"{graph.lookup.label(id)} ({id})" for id in shared.entities)
        note(f"linked to one thing, and kept apart: {names}: {shared.address}", quiet=quiet)


def validate(out: Out = DEFAULT_OUT, quiet: Quiet = False, as_json: Json = False) -> None:
    """Check the graph against its shapes (SHACL), and that all words stand where they are said to.

    Example: kg validate
    """
    import kg
    from kg.pipeline.checking import find_faults

    graph = kg.load(out)
    faults = list(find_faults(graph.resolution))
    report = graph.validate()
    faults += [
        " ".join(part for part in (violation.focus, violation.path, violation.message, violation.value and f"({violation.value})") if part)
        for violation in report.violations
        if violation.severity == "Violation"
    ]
    if as_json:
        result_json({"conforms": not faults, "faults": faults})
    elif faults:
        for fault in faults:
            result(fault)
    if faults:
        raise NotConforming(f"{out}: {plural(len(faults), 'fault')}", remedy="" if quiet else "each is listed above; please report them")
    note(f"{out} conforms: {report.triples:,} triples checked against {plural(report.shapes, 'shape')}", quiet=quiet)


COMMANDS: dict[Callable[..., None], str] = {demo: "demo", build: "build", remove: "remove", validate: "validate"}
