"""What commands write: results on standard output, notes and progress on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kg.model import Refusal
from kg.pipeline import BuildReport, Progress

PATIENCE = 1.5  # seconds of work before a progress bar appears
STAGES = {"read": "reading", "extract": "extracting", "resolve": "resolving", "write": "writing", "import": "importing", "index": "indexing"}
SHOWN_REFUSALS = 20


def result(text: str) -> None:
    """Write a line of the result."""
    sys.stdout.write(text + "\n")


def result_json(value: Any) -> None:
    """Write the result as JSON."""
    result(json.dumps(value, ensure_ascii=False, indent=2))


def note(text: str, *, quiet: bool = False) -> None:
    """Say something that is not the result."""
    if not quiet:
        sys.stderr.write(text + "\n")


def plural(count: int, noun: str, many: str = "") -> str:
    """Count things in words.

    Example:
        >>> plural(1, "fact"), plural(2, "entity", "entities")
        ('1 fact', '2 entities')
    """
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """Give something to report progress to: a bar on a terminal once the work has gone on for a while, else nothing.

    Args:
        quiet: never show a bar.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bar: Any = None
    task: Any = None
    begun = time.monotonic()
    stage_shown = ""

    def report(stage: str, done: int, total: int) -> None:
        nonlocal bar, task, stage_shown
        if bar is None:
            if time.monotonic() - begun < PATIENCE:
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            bar = Progress(*columns, console=Console(stderr=True), transient=True)
            bar.start()
        if stage != stage_shown:
            if task is not None:
                bar.remove_task(task)
            task = bar.add_task(STAGES[stage], total=total or None)
            stage_shown = stage
        bar.update(task, completed=done, total=total or None)

    try:
        yield report
    finally:
        if bar is not None:
            bar.stop()


def refusals(refused: tuple[Refusal, ...] | list[Refusal]) -> None:
    """Name the inputs that were refused; this is said even when quiet, for it is an error of some inputs."""
    for refusal in refused[:SHOWN_REFUSALS]:
        note(f"refused: {refusal.source}: {refusal.reason}" + (f" ({refusal.remedy})" if refusal.remedy else ""))
    if len(refused) > SHOWN_REFUSALS:
        note(f"refused: {len(refused) - SHOWN_REFUSALS} more, all listed in refused.jsonl")


def summary(report: BuildReport) -> str:
    """Say in a line what a build did.

    Example:
        >>> summary(BuildReport(added=2, unchanged=1))
        '2 documents added, 1 unchanged'
    """
    counts = (("added", report.added), ("replaced", report.replaced), ("unchanged", report.unchanged), ("removed", report.removed))
    parts = [f"{count:,} {what}" for what, count in counts if count]
    if parts:
        first, what = parts[0].split(" ")
        parts[0] = f"{first} {'document' if first == '1' else 'documents'} {what}"
    else:
        parts = ["no documents"]
    if report.repeated:
        parts.append(f"{report.repeated:,} repeated")
    if report.refused:
        parts.append(f"{len(report.refused):,} refused")
    if report.corrections:
        gone = sum(not outcome.applies for outcome in report.corrections)
        parts.append(plural(len(report.corrections), "correction") + " replayed" + (f", {gone:,} of them without effect" if gone else ""))
    if report.skipped:
        kinds = ", ".join(f"{count:,} {kind or 'without extension'}" for kind, count in report.skipped.items())
        parts.append(f"files of other types skipped: {kinds}")
    return ", ".join(parts)
