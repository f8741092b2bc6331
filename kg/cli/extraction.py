"""The command that only extracts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from kg.cli.building import REFUSED, configured
from kg.cli.options import DEFAULT_OUT, Jobs, Model, OntologyFiles, Out, Published, Quiet, Sources
from kg.cli.output import note, plural, refusals
from kg.errors import UsageError
from kg.model import Document, Refusal


def extract(
    sources: Sources,
    lines: Annotated[bool, typer.Option("--lines", help="Each line of the input is a document of its own.")] = False,
    arity: Annotated[
        str, typer.Option("--arity", metavar="n|2", help="With --openie: n for every argument, 2 for one object, the rest moved into the relation.")
    ] = "n",
    openie: Annotated[bool, typer.Option("--openie", help="Open triples made of the sentence's own words.")] = False,
    out: Out = DEFAULT_OUT,
    published: Published = None,
    jobs: Jobs = None,
    model: Model = None,
    ontology: OntologyFiles = None,
    quiet: Quiet = False,
) -> None:
    """Write the statements of documents as JSON lines, without building a graph.

    Example: kg extract article.txt | head
    """
    from kg.documents import read
    from kg.pipeline import Task, map_documents

    if arity not in ("n", "2"):
        raise UsageError(f"--arity is {arity!r}", remedy="choose n or 2")
    refused: list[Refusal] = []
    skipped: dict[str, int] = {}

    def documents() -> Iterator[Document]:
        if lines:
            items = _lines(sources, published)
        else:
            reader = read(sources, published=published, exclude=[out])
            skipped.update(reader.skipped)
            items = reader
        for item in items:
            if isinstance(item, Refusal):
                refused.append(item)
            else:
                yield item

    task = Task("openie" if openie else "lines", "2" if arity == "2" else "n", whole=lines)
    for text in map_documents(documents(), configured(out, model, ontology), jobs=jobs, task=task):
        sys.stdout.write(text)
    if skipped:
        note(f"files of other types skipped: {plural(sum(skipped.values()), 'file')}", quiet=quiet)
    if refused:
        sys.stdout.flush()
        refusals(refused)
        raise typer.Exit(REFUSED)


def _lines(sources: list[str], published: str | None) -> Iterator[Document | Refusal]:
    from pathlib import Path

    from kg.documents import read_lines

    for source in sources:
        if source == "-":
            yield from read_lines(sys.stdin.buffer, published=published)
            continue
        try:
            stream = Path(source).open("rb")  # noqa: SIM115  closed below; only the opening may fail
        except OSError as error:
            yield Refusal(source, f"cannot be read: {error.strerror}", "with --lines, name a file of lines, or - for standard input")
            continue
        with stream:
            yield from read_lines(stream, source=source, id=source, published=published)


COMMANDS: dict[Callable[..., None], str] = {extract: "extract"}
