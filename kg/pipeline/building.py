"""Building and taking apart: documents in, files out.

Invariants:
    * The files of a build are a pure function of the documents in the graph, the refused inputs, and the build record; so building in
      several steps equals building at once, and removing a document equals never having had it.
    * A document that did not change is not read by the model again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Config, corrections_file, load_config
from kg.errors import BuildError, UnknownName, UsageError
from kg.model import Document, Extraction, Refusal, Resolution
from kg.pipeline.cache import base_key, content_key, note_row, read_cache, write_cache
from kg.pipeline.changes import Change, compare, read_snapshot, snapshot_of, write_changes
from kg.pipeline.checking import find_faults
from kg.pipeline.likeness import near_names
from kg.pipeline.links import Links, check_knowledge, links_of, open_knowledge
from kg.pipeline.mapping import map_documents
from kg.pipeline.models import identify
from kg.pipeline.projections import FILES, choose, project
from kg.pipeline.provenance import BuildRecord, config_of, read_record, relative, write_record
from kg.pipeline.resolving import resolve
from kg.pipeline.workspace import PARTIAL, Workspace, replace_file
from kg.records import DOCUMENTS, REFUSED, from_row, read_documents, read_refusals, write_refusals, write_resolution

if TYPE_CHECKING:
    from kg.corrections import Correction, Outcome
    from kg.ontology import Ontology
    from kg.rdf import Run

Progress = Callable[[str, int, int], None]
"""Called with a stage (`read`, `extract`, `resolve`, `write`), how much of it is done, and of how much (0 if unknown)."""

# From this many documents on, an interrupted build leaves what it had read to the next one.
MANY_UNREAD = 200


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        added, replaced, unchanged: documents among the sources.
        removed: documents taken out.
        extracted: documents that the model read; the others were known.
        refused: inputs of this build that were not built.
        skipped: number of files of other types, by type.
        repeated: documents that stood twice among the sources.
        corrections: what became of each correction that was replayed.
        changes: what it added, removed, renamed, merged and split.
        links: what the knowledge base gave; None for a build without one.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    extracted: int = 0
    refused: tuple[Refusal, ...] = ()
    skipped: Mapping[str, int] | None = None
    repeated: int = 0
    corrections: tuple[Outcome, ...] = ()
    changes: tuple[Change, ...] = ()
    links: Links | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came out of a build.

    Attributes:
        resolution, config: the graph and what it was built with.
        extracted: documents that the model read.
        corrections: what became of each.
        changes: against the graph before.
    """

    resolution: Resolution
    config: Config
    extracted: int
    corrections: tuple[Outcome, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Another content of the file of corrections, for the build that is to replay it and then write it.

    Attributes:
        corrections: all that it holds.
        text: its text.
        dry_run: find out what would change and write nothing.
    """

    corrections: tuple[Correction, ...]
    text: str
    dry_run: bool = False


def build_graph(
    sources: Iterable[str | Path],
    out: Path,
    *,
    published: str | None,
    jobs: int | None,
    write: Iterable[str] | None,
    config: Config | None,
    progress: Progress | None,
    check: bool,
) -> tuple[Resolution, Config, BuildReport]:
    """Add documents to a graph; see `kg.build`."""
    from kg.documents import read

    names = [str(source) for source in sources]
    if not names:
        raise UsageError("nothing to build", remedy="name files, folders or globs, or - for standard input")
    config = config or load_config(out)
    write = None if write is None else list(write)
    choose(write, 0)
    workspace = Workspace(out)
    workspace.check()
    check_knowledge(config)
    reader = read(names, published=published, exclude=[out, workspace.new, corrections_file(out, config)])
    with workspace.building():
        before = {document.id: document for document in _previous(out)}
        documents = dict(before)
        refused: list[Refusal] = []
        counts = {"added": 0, "replaced": 0, "unchanged": 0}
        read_sources = set()
        for number, item in enumerate(reader, start=1):
            if isinstance(item, Refusal):
                refused.append(item)
            else:
                old = before.get(item.id)
                counts["added" if old is None else "unchanged" if old.sha256 == item.sha256 else "replaced"] += 1
                documents[item.id] = item
                read_sources.add(item.source)
            if progress:
                progress("read", number, 0)
        kept = [r for r in _previous_refusals(out) if r.source not in read_sources and not any(_covers(name, r.source) for name in names)]
        refusals = sorted({*kept, *refused}, key=lambda refusal: (refusal.source, refusal.reason))
        made = _make(workspace, documents, refusals, config, write=write, jobs=jobs, progress=progress, check=check)
    report = BuildReport(
        **counts,
        extracted=made.extracted,
        refused=tuple(refused),
        skipped=dict(sorted(reader.skipped.items())),
        repeated=reader.repeated,
        corrections=made.corrections,
        changes=made.changes,
        links=links_of(made.resolution) if config.knowledge_base else None,
    )
    return made.resolution, made.config, report


def remove_documents(names: Sequence[str], out: Path, *, progress: Progress | None = None) -> tuple[Resolution, Config, BuildReport]:
    """Take documents out of a graph; see `kg.remove`."""
    workspace = Workspace(out)
    workspace.settle()
    if not (out / DOCUMENTS).is_file():
        raise UsageError(f"there is no graph in {out}", remedy="name the graph's folder with --out")
    with workspace.building():
        documents = {document.id: document for document in read_documents(out)}
        refusals = list(_previous_refusals(out))
        gone: set[str] = set()
        for name in names:
            found = {id for id, document in documents.items() if name in (id, document.source, document.url)}
            dropped = [refusal for refusal in refusals if refusal.source == name]
            if not found and not dropped:
                raise UnknownName(f"no document of {out} is {name!r}", near=near_names(name, documents))
            gone |= found
            refusals = [refusal for refusal in refusals if refusal not in dropped]
        record = read_record(out)
        for id in gone:
            del documents[id]
        made = _make(
            workspace, documents, refusals, config_of(out, record), write=record.write if record else None, jobs=None, progress=progress, check=False
        )
    links = links_of(made.resolution) if made.config.knowledge_base else None
    report = BuildReport(removed=len(gone), extracted=made.extracted, corrections=made.corrections, changes=made.changes, links=links)
    return made.resolution, made.config, report


def rebuild(workspace: Workspace, config: Config, edit: Edit, *, progress: Progress | None = None) -> Made:
    """Resolve a graph again from what was found in its documents, under other corrections.

    Args:
        workspace: of a graph; held by the caller, unless this is a dry run.
        config: what it was built with.
        edit: the corrections.
        progress: as for `kg.build`.

    Returns:
        The graph as it is, or would be, with its changes.

    Raises:
        ConfigurationError: two corrections cannot both hold.
        BuildError: the graph cannot be written; it is as it was.
    """
    documents = {document.id: document for document in read_documents(workspace.out)}
    record = read_record(workspace.out)
    write = record.write if record else None
    refusals = _previous_refusals(workspace.out)
    return _make(workspace, documents, refusals, config, write=write, jobs=None, progress=progress, check=False, edit=edit)


def _make(
    workspace: Workspace,
    documents: Mapping[str, Document],
    refusals: Sequence[Refusal],
    config: Config,
    *,
    write: Iterable[str] | None,
    jobs: int | None,
    progress: Progress | None,
    check: bool,
    edit: Edit | None = None,
) -> Made:
    from kg.corrections import CORRECTIONS, Replay, read_corrections, write_outcomes
    from kg.ontology import load

    file = corrections_file(workspace.out, config)
    corrections = read_corrections(file) if edit is None else edit.corrections
    ordered = [documents[id] for id in sorted(documents)]
    ontology = load(*config.ontology)
    model = identify(config.model)
    config = replace(config, model_version=model.version)
    base = base_key(config, model.key, ontology.digest)
    extractions, extracted = _extractions(workspace, ordered, config, base, jobs, progress, keep=edit is None)
    if progress:
        progress("resolve", 0, 0)
    replay = Replay(corrections, ordered, extractions, ontology, file) if corrections else None
    with open_knowledge(config) as knowledge:
        resolution = resolve(ordered, extractions, ontology, replay, knowledge)
    if check:
        _demand_no_faults(resolution)
    outcomes = replay.outcomes() if replay else ()
    old, new = read_snapshot(workspace.out), snapshot_of(resolution)
    made = Made(resolution, config, extracted, outcomes, tuple(compare(old, new)))
    if edit is not None and edit.dry_run:
        return made
    chosen = choose(write, len(resolution.facts))
    record = _record(workspace.out, config, ontology, chosen, knowledge.digest if knowledge else "")
    if progress:
        progress("write", 0, 0)
    try:
        write_resolution(workspace.new, resolution)
        write_refusals(workspace.new, refusals)
        write_outcomes(workspace.new, outcomes)
        replayed = {"replayed": len(outcomes), "without effect": sum(not o.applies for o in outcomes)} if outcomes else {}
        write_changes(workspace.out, workspace.new, old, new, made.changes, replayed)
        write_cache(workspace.new / "extractions.jsonl", extractions)
        write_record(workspace.new, record)
        project(resolution, ontology, config, run_of(record, config), workspace.new, chosen)
        if edit is not None:
            replace_file(file, edit.text)
    except OSError as error:
        raise BuildError(f"{workspace.out}: the graph cannot be written: {error}", remedy="make room, or name another --out") from error
    workspace.commit([*FILES.values(), CORRECTIONS])
    return made


def _record(out: Path, config: Config, ontology: Ontology, chosen: Sequence[str], knowledge: str) -> BuildRecord:
    import kg

    return BuildRecord(
        version=kg.__version__,
        model=config.model,
        model_version=config.model_version,
        base=config.base,
        blas=config.blas,
        ontology=relative(out, config.ontology),
        ontology_digest=ontology.digest,
        write=tuple(name for name in FILES if name in chosen) or ("records",),
        knowledge_base=relative(out, (config.knowledge_base,))[0] if config.knowledge_base else "",
        knowledge_digest=knowledge,
    )


def _extractions(
    workspace: Workspace, documents: Sequence[Document], config: Config, base: str, jobs: int | None, progress: Progress | None, *, keep: bool
) -> tuple[list[Extraction], int]:
    partial = workspace.new / PARTIAL
    rows = read_cache(workspace.state / "extractions.jsonl") | read_cache(partial)
    keys = {document.id: content_key(document, base) for document in documents}
    unread = [document for document in documents if keys[document.id] not in rows]
    found: dict[str, Extraction] = {}
    if unread:
        report = None if progress is None else (lambda done, _: progress("extract", done, len(unread)))
        with partial.open("a", encoding="utf-8", newline="\n") if keep and len(unread) >= MANY_UNREAD else nullcontext() as notes:
            for document, row in zip(unread, map_documents(unread, config, jobs=jobs, progress=report), strict=True):
                found[document.id] = replace(from_row(row), key=keys[document.id])
                if notes is not None:
                    note_row(notes, found[document.id])
    return [found[d.id] if d.id in found else from_row(rows[keys[d.id]]) for d in documents], len(unread)


def run_of(record: BuildRecord | None, config: Config) -> Run:
    """The run that the RDF names as its maker; of a graph whose record was lost, as far as the configuration tells."""
    from kg.rdf import Run

    if record is None:
        return Run("unknown", config.digest(), config.model)
    configuration = config.digest() + record.ontology_digest[:16] + record.knowledge_digest[:16]
    return Run(record.version, configuration, record.model, record.model_version)


def _demand_no_faults(resolution: Resolution) -> None:
    faults = list(find_faults(resolution))
    if faults:
        shown = "; ".join(faults[:5])
        raise BuildError(f"the graph does not hold together, {len(faults)} faults: {shown}", remedy="this is a bug in kg: please report it")


def _previous(out: Path) -> tuple[Document, ...]:
    return read_documents(out) if (out / DOCUMENTS).is_file() else ()


def _previous_refusals(out: Path) -> tuple[Refusal, ...]:
    return read_refusals(out) if (out / REFUSED).is_file() else ()


def _covers(source: str, refused: str) -> bool:
    """Whether a source of this build is, or holds, an input that an earlier build refused: then this build has the last word on it."""
    if source == "-":
        return refused == "-" or refused.startswith("-:")
    if any(character in source for character in "*?["):
        return fnmatch(refused, source) or fnmatch(refused, source + ":*")
    source, refused = os.path.normpath(source), os.path.normpath(refused)
    if source == ".":
        return not Path(refused).is_absolute() and not refused.startswith("..")
    return refused == source or refused.startswith((source + os.sep, source + ":"))
