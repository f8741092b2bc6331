"""Commands that correct the graph for good: fix same, different, wrong, label, type, undo, list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import DEFAULT_OUT, Json, Out, Quiet
from kg.cli.output import note as say
from kg.cli.output import plural, progress_bar, result, result_json

app = typer.Typer(
    name="fix",
    help="Correct the graph for good: every later build replays what was decided, whatever documents come or go.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; it is kept and shown with the correction.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
Thing = "A name (all that bears it, in all documents), an entity's id (that one), or DOCUMENT:WORDS[#N] (one mention)"
SHOWN_CHANGES = 30


@app.command("same")
def same(
    first: Annotated[str, typer.Argument(metavar="A", help=f"{Thing}; or an event's id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    out: Out = DEFAULT_OUT,
    note: Note = "",
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Two are one thing, or one happening.

    Examples: kg fix same "Xi Jingping" "Xi Jinping"    kg fix same "beijing.txt:he#2" "Xi Jinping" --note "he is the host"
    """
    _correct("same", (first, second), out, note, dry_run, quiet, as_json)


@app.command("different")
def different(
    first: Annotated[str, typer.Argument(metavar="A", help=f"{Thing}; or an event's id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another; of two that the gazetteer takes for one, the first remains its entry.")],
    out: Out = DEFAULT_OUT,
    note: Note = "",
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Two are not one, whatever suggests it, now and when more documents come.

    Example: kg fix different "acme.txt:Li Wei" "beta.txt:Li Wei" --note "two CFOs"
    """
    _correct("different", (first, second), out, note, dry_run, quiet, as_json)


@app.command("wrong")
def wrong(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT|FACT", help="The id of a statement or a fact, or its beginning.")],
    out: Out = DEFAULT_OUT,
    note: Note = "",
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """A statement is not what its words say: it is left out of facts and graph, and stays on record. Of a fact, all its present statements.

    Example: kg fix wrong 3f9a02c1 --note "the ministry, not the minister"
    """
    _correct("wrong", (statement,), out, note, dry_run, quiet, as_json)


@app.command("label")
def label(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help=f"{Thing}.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to call it.")],
    out: Out = DEFAULT_OUT,
    note: Note = "",
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Call a thing by another name; the names that texts give it stay as aliases.

    Example: kg fix label "GE" "General Electric"
    """
    _correct("label", (entity, text), out, note, dry_run, quiet, as_json)


@app.command("type")
def type_(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help=f"{Thing}.")],
    type: Annotated[str, typer.Argument(metavar="TYPE", help="Its class: Person, Organisation, Place, ...")],
    out: Out = DEFAULT_OUT,
    note: Note = "",
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """A thing is of another class.

    Example: kg fix type "Campo Verde" Organisation
    """
    _correct("type", (entity, type), out, note, dry_run, quiet, as_json)


@app.command("undo")
def undo(
    which: Annotated[str, typer.Argument(metavar="[N|last]", help="A number of kg fix list, or the beginning of an id.")] = "last",
    out: Out = DEFAULT_OUT,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take a correction back: the graph is what it would be without it.

    Example: kg fix undo 2
    """
    from kg.pipeline.correcting import take_back

    with progress_bar(quiet=quiet) as progress:
        fixed = take_back(out, which, dry_run=dry_run, progress=progress)
    _report(fixed, "taken back", quiet=quiet, as_json=as_json)


@app.command("list")
def list_(out: Out = DEFAULT_OUT, as_json: Json = False, quiet: Quiet = False) -> None:
    """List all corrections, and which of them find nothing to apply to any more.

    Example: kg fix list
    """
    from kg.pipeline.correcting import listed

    found = listed(out)
    if as_json:
        rows = []
        for item in found:
            outcome, correction = item.outcome, item.correction
            row = {"number": item.number, "id": correction.id, "kind": correction.kind, "says": correction.says, "note": correction.note}
            rows.append(
                {**row, "line": correction.line, "applies": outcome.applies if outcome else None, "reason": outcome.reason if outcome else ""}
            )
        result_json(rows)
        return
    for item in found:
        result(f"{item.number:>4}  {item.correction.says}" + (f"  — {item.correction.note}" if item.correction.note else ""))
        if item.outcome is None:
            result("      not replayed yet: build the graph again")
        elif not item.outcome.applies:
            result(f"      does not apply: {item.outcome.reason}")
    say(plural(len(found), "correction"), quiet=quiet)


def _correct(kind: Any, arguments: tuple[str, ...], out: Path, note: str, dry_run: bool, quiet: bool, as_json: bool) -> None:
    from kg.pipeline.correcting import correct

    with progress_bar(quiet=quiet) as progress:
        fixed = correct(out, kind, arguments, note=note, dry_run=dry_run, progress=progress)
    _report(fixed, "recorded", quiet=quiet, as_json=as_json)


def _report(fixed: Any, done: str, *, quiet: bool, as_json: bool) -> None:
    """Say what a correction did; `fixed` is a `kg.pipeline.correcting.Fixed`, whose room is not loaded to show a help page."""
    correction = fixed.correction
    missed = [outcome for outcome in fixed.outcomes if not outcome.applies]
    if as_json:
        result_json(
            {
                "correction": {"id": correction.id, "kind": correction.kind, "says": correction.says, "note": correction.note},
                "file": str(fixed.file),
                "written": not (fixed.dry_run or fixed.known),
                "replaces": fixed.replaced.says if fixed.replaced else None,
                "changes": [change.line() for change in fixed.changes],
                "without_effect": [{"id": o.correction, "says": o.says, "reason": o.reason} for o in missed],
            }
        )
    else:
        for change in fixed.changes[:SHOWN_CHANGES]:
            result(_line(change))
        if len(fixed.changes) > SHOWN_CHANGES:
            result(f"and {plural(len(fixed.changes) - SHOWN_CHANGES, 'more change')}")
    if fixed.known:
        say(f"{fixed.file} says so already: {correction.says}", quiet=quiet)
        return
    if fixed.replaced:
        say(f"in place of {fixed.replaced.says}", quiet=quiet)
    say(f"{f'would be {done}' if fixed.dry_run else done} in {fixed.file}: {correction.says}; {plural(len(fixed.changes), 'change')}", quiet=quiet)
    for outcome in missed:
        say(f"does not apply: {outcome.says}: {outcome.reason}", quiet=quiet)


def _line(change: Any) -> str:
    def shown(item: Any) -> str:
        more = item.shown.get("type") or item.shown.get("status")
        return f"{item.shown['label']} ({more}, {item.id})"

    sides = ["; ".join(map(shown, side)) for side in (change.old, change.new) if side]
    return f"{change.of} {change.kind}: {' → '.join(sides)}"
