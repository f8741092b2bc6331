"""Options that several commands share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder of the graph.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")]
Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
Published = Annotated[str | None, typer.Option("--published", metavar="DATE", help="Date (YYYY-MM-DD) of documents that have none of their own.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Number of processes; by default as the documents are worth.")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME|PATH", help="English spaCy pipeline with a parser and named entities.")]
OntologyFiles = Annotated[list[Path] | None, typer.Option("--ontology", metavar="FILE", help="File that adds relations or words; may be repeated.")]
Knowledge = Annotated[
    Path | None, typer.Option("--kb", metavar="FILE", help="Base of known things, made by `kg kb import`, that entities are linked to.")
]
Sources = Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, globs, or - for standard input.")]
Everything = Annotated[bool, typer.Option("--all", help="Show what is below confidence .8 too.")]

Relation = Annotated[str, typer.Option("--relation", metavar="NAMES", help="Only these relations, separated by commas.")]
Types = Annotated[str, typer.Option("--types", metavar="NAMES", help="Only facts between these classes: person,organisation.")]
Publisher = Annotated[list[str] | None, typer.Option("--publisher", metavar="NAME", help="Only what this outlet reports; may be repeated.")]
From = Annotated[str, typer.Option("--from", metavar="DATE", help="First day, month or year; or the window as a/b.")]
To = Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, month or year.")]
Undated = Annotated[str, typer.Option("--undated", metavar="keep|drop", help="Whether a window of time keeps what has no date.")]
StatusNames = Annotated[str, typer.Option("--status", metavar="NAMES", help="Only these statuses: asserted,reported,claimed, ...")]
MinConfidence = Annotated[float, typer.Option("--min-confidence", metavar="0..1", help="Only facts that are at least this sure.")]
SureOption = Annotated[float, typer.Option("--min-confidence", metavar="0..1", min=0.0, max=1.0, help="Hide what is less sure than this.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Show so many at most, the earliest first.")]
Around = Annotated[str, typer.Option("--around", metavar="NAME[:HOPS]", help="Only the neighbourhood of an entity.")]

DEFAULT_OUT = Path("out")
