"""Corrections that last: written beside the out folder, and replayed at once from what was found in the documents before.

Invariants: the file of corrections and the graph change together or not at all: a correction that contradicts another, or that cannot be
resolved, is not written; one lock guards builds and corrections; no document is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import corrections_file
from kg.errors import ConfigurationError, UsageError
from kg.pipeline.building import Edit, Made, Progress, rebuild
from kg.pipeline.graph import load_graph
from kg.pipeline.provenance import config_of, read_record
from kg.pipeline.workspace import Workspace

if TYPE_CHECKING:
    from kg.corrections import Correction, Kind, Outcome
    from kg.pipeline.changes import Change
    from kg.pipeline.naming import Names


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a correction, or taking one back, did.

    Attributes:
        file: the file of corrections.
        correction: what was added or taken back.
        replaced: an earlier label or class of the same that the new one replaces.
        known: whether the same correction stood there already; then nothing was done.
        dry_run: whether nothing was written.
        changes: of entities and facts.
        outcomes: what became of all corrections.
    """

    file: Path
    correction: Correction
    replaced: Correction | None
    known: bool
    dry_run: bool
    changes: tuple[Change, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction in its file.

    Attributes:
        number: from 1, in the order of the file.
        correction: it.
        outcome: what the last build did with it; None if that build did not know it.
    """

    number: int
    correction: Correction
    outcome: Outcome | None


def correct(out: Path, kind: Kind, arguments: tuple[str, ...], *, note: str = "", dry_run: bool = False, progress: Progress | None = None) -> Fixed:
    """Record a correction and resolve the graph again.

    Args:
        out: the folder of the graph.
        kind: `same`, `different`, `wrong`, `label` or `type`.
        arguments: two things or happenings; a statement or fact; a thing and its label or class (see `kg.pipeline.naming`).
        note: why.
        dry_run: find out what would change and write nothing.
        progress: as for `kg.build`.

    Returns:
        What it changed.

    Raises:
        UnknownName: an argument means nothing in the graph.
        UsageError: an argument could mean two things.
        ConfigurationError: the correction contradicts another, or the file of corrections is malformed.
        BuildInProgress: a build holds the graph.
        BuildError: the graph cannot be written; graph and corrections are as they were.
    """
    from kg.pipeline.naming import Names

    def edit(before: tuple[Correction, ...], text: str) -> _Edited:
        from kg.corrections import added, withdrawn

        new = _made(kind, arguments, note, Names(load_graph(out)), out)
        if any(_same(old, new) for old in before):
            return _Edited(new, None, before, text)
        replaced = next((old for old in before if kind in ("label", "type") and old.kind == kind and old.targets == new.targets), None)
        kept = tuple(old for old in before if old is not replaced)
        return _Edited(new, replaced, (*kept, new), added(withdrawn(text, replaced) if replaced else text, new))

    return _edited(out, edit, dry_run=dry_run, progress=progress)


def take_back(out: Path, which: str = "last", *, dry_run: bool = False, progress: Progress | None = None) -> Fixed:
    """Take a correction out of the file and resolve the graph again.

    Args:
        out: the folder of the graph.
        which: `last`, a number of `listed`, or the beginning of an id.
        dry_run: find out what would change and write nothing.
        progress: as for `kg.build`.

    Returns:
        What it changed.

    Raises:
        UsageError: there is no such correction, or it is not written so that it can be taken out.
    """

    def edit(before: tuple[Correction, ...], text: str) -> _Edited:
        from kg.corrections import withdrawn

        old = _chosen(before, which)
        return _Edited(old, None, tuple(c for c in before if c is not old), withdrawn(text, old))

    return _edited(out, edit, dry_run=dry_run, progress=progress)


def listed(out: Path) -> tuple[Listed, ...]:
    """List the corrections of a graph in the order of their file, each with what the last build did with it.

    Raises:
        ConfigurationError: the file is malformed.
    """
    from kg.corrections import read_corrections, read_outcomes

    Workspace(out).settle()
    outcomes = {outcome.correction: outcome for outcome in read_outcomes(out)}
    found = read_corrections(corrections_file(out, config_of(out, read_record(out), new_corrections=True)))
    return tuple(Listed(number, correction, outcomes.get(correction.id)) for number, correction in enumerate(found, start=1))


@dataclass(frozen=True, slots=True)
class _Edited:
    """A correction that was added or taken out, and the file after it; the same text if nothing is to be done."""

    correction: Correction
    replaced: Correction | None
    corrections: tuple[Correction, ...]
    text: str


def _edited(out: Path, edit: Callable[[tuple[Correction, ...], str], _Edited], *, dry_run: bool, progress: Progress | None) -> Fixed:
    from kg.corrections.reading import parse_corrections

    load_graph(out)
    workspace = Workspace(out)
    with nullcontext() if dry_run else workspace.building():
        config = config_of(out, read_record(out), new_corrections=True)
        file = corrections_file(out, config)
        text = _text(file)
        change = edit(parse_corrections(text, str(file)), text)
        if change.text == text:
            return Fixed(file, change.correction, None, True, dry_run, (), ())
        made: Made = rebuild(workspace, config, Edit(parse_corrections(change.text, str(file)), change.text, dry_run), progress=progress)
    return Fixed(file, change.correction, change.replaced, False, dry_run, made.changes, made.corrections)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read ({error.strerror})", remedy="make it a file that you may read") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: not UTF-8 at byte {error.start}", remedy="save the file as UTF-8") from error


def _made(kind: Kind, arguments: tuple[str, ...], note: str, names: Names, out: Path) -> Correction:
    from kg.corrections import Correction
    from kg.corrections.replay import check_type, things

    note = " ".join(note.split())
    if kind == "wrong":
        return Correction.of(kind, names.statements(arguments[0]), note=note)
    first, second = arguments
    if kind in ("same", "different"):
        return Correction.of(kind, names.two(first, second, apart=kind == "different"), note=note)
    second = " ".join(second.split())
    if not second:
        raise UsageError(f"the {kind} is empty", remedy="give one")
    if kind == "type":
        second = second.removeprefix("kg:")
        second = second[:1].upper() + second[1:]
        check_type(second, things(load_graph(out).ontology))
    return Correction.of(kind, (names.thing(first, any_type=kind == "type"),), text=second, note=note)


def _same(old: Correction, new: Correction) -> bool:
    return (old.kind, old.text) == (new.kind, new.text) and (old.targets == new.targets or (old.kind == "same" and old.targets == new.targets[::-1]))


def _chosen(corrections: tuple[Correction, ...], which: str) -> Correction:
    if not corrections:
        raise UsageError("there are no corrections", remedy="kg fix list shows what there is")
    if which == "last":
        return corrections[-1]
    if which.isdecimal() and 1 <= int(which) <= len(corrections):
        return corrections[int(which) - 1]
    found = [correction for correction in corrections if len(which) >= 4 and correction.id.startswith(which)]
    if len(found) != 1:
        raise UsageError(f"no correction is {which!r}", remedy=f"give last, a number from 1 to {len(corrections)}, or an id; kg fix list shows them")
    return found[0]
