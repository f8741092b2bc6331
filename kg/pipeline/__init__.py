"""The rooms joined: build a graph, open one, take documents out, or only extract statements.

    map        documents -> annotations -> statements     (`mapping`, `workers`, `cache`)
    reduce     entities -> events -> facts                (`resolving`)
    files      records, then projections                  (`building`, `projections`, `workspace`)
    graph      what users hold                            (`graph`)

Invariants: importing this package imports no heavy library; each is imported by the function that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Config
from kg.errors import UsageError
from kg.pipeline.building import BuildReport, Progress, build_graph, remove_documents
from kg.pipeline.graph import Evidence, KnowledgeGraph, load_graph
from kg.pipeline.mapping import Task, map_documents
from kg.pipeline.resolving import resolve

if TYPE_CHECKING:
    from kg.model import Document, Extraction, Refusal

__all__ = [
    "BuildReport",
    "Evidence",
    "KnowledgeGraph",
    "Progress",
    "Task",
    "build",
    "extract",
    "extract_documents",
    "load",
    "map_documents",
    "remove",
    "resolve",
]


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    out: str | Path = "out",
    published: str | None = None,
    jobs: int | None = None,
    write: Iterable[str] | None = None,
    config: Config | None = None,
    progress: Progress | None = None,
    check: bool = False,
) -> KnowledgeGraph:
    """Read documents, extract what they say, join it with what the out folder holds, and write the graph.

    Documents of earlier builds stay; new text under the same identity replaces the old. The graph appears in one piece: a build that
    fails or is interrupted leaves the previous one.

    Args:
        sources: files, folders, globs, and `-` for standard input.
        out: the folder of the graph; made if it does not exist.
        published: date (YYYY-MM-DD) of documents that have none of their own.
        jobs: number of processes; None for one, or as many as there are processors where the documents are worth it.
        write: which files to write beside the records: any of `ttl`, `trig`, `gexf`, `html`, `store`, or `records` for none; None for
            all, or for the store alone above 200,000 facts.
        config: in place of what `kg.toml` beside the out folder says.
        progress: called with a stage, how much of it is done and of how much.
        check: look for broken offsets and references before anything is written.

    Returns:
        The graph, with a `report` of what was added, replaced and refused.

    Raises:
        UsageError: a source or option makes no sense, or the out folder cannot be used.
        ModelError: the model is missing or unfit.
        ConfigurationError: kg.toml or an ontology file is wrong.
        BuildInProgress: another build holds the out folder.
        BuildError: the build failed; the previous graph is intact.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     article = Path(folder, "talks.txt")
        ...     _ = article.write_text("Vladimir Putin met Xi Jinping in Beijing on Friday.", encoding="utf-8")
        ...     graph = build([article], out=Path(folder, "out"), published="2022-02-05")
        ...     graph.find("Xi Jinping").id
        'Xi_Jinping'
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs is {jobs}", remedy="a number of processes is at least 1")
    names = [sources] if isinstance(sources, str | Path) else sources
    folder = Path(out)
    resolution, used, report = build_graph(names, folder, published=published, jobs=jobs, write=write, config=config, progress=progress, check=check)
    return KnowledgeGraph(folder, resolution=resolution, config=used, report=report)


def load(out: str | Path = "out") -> KnowledgeGraph:
    """Open a graph that was built.

    Args:
        out: its folder.

    Returns:
        The graph; its records are read when they are first asked for, without spaCy.

    Raises:
        UsageError: there is no graph.
    """
    return load_graph(Path(out))


def remove(documents: str | Iterable[str], *, out: str | Path = "out", progress: Progress | None = None) -> KnowledgeGraph:
    """Take documents out of a graph: the files are what they would be if it had never had them.

    Args:
        documents: ids, URLs or sources of documents, or sources of refused inputs.
        out: the folder of the graph.
        progress: as for `build`.

    Returns:
        The graph without them.

    Raises:
        UnknownName: the graph has no such document; near ones are listed, and nothing is removed.
        BuildInProgress: a build holds the out folder.
    """
    names = [documents] if isinstance(documents, str) else list(documents)
    folder = Path(out)
    resolution, used, report = remove_documents(names, folder, progress=progress)
    return KnowledgeGraph(folder, resolution=resolution, config=used, report=report)


def extract_documents(documents: Iterable[Document], *, config: Config | None = None, jobs: int | None = None) -> Iterator[Extraction]:
    """Extract mentions and statements from documents, one after the other.

    Args:
        documents: in any order; results come in the same.
        config: model and ontology; the defaults if None.
        jobs: number of processes, or None to decide by the size of the documents.

    Yields:
        One extraction a document, without a key.

    Raises:
        ModelError: the model is missing or unfit.
        BuildError: a worker process died; the message names the document.
    """
    from kg.records import from_row

    return map(from_row, map_documents(documents, config or Config(), jobs=jobs))


def extract(
    sources: str | Path | Iterable[str | Path], *, published: str | None = None, config: Config | None = None, jobs: int | None = None
) -> Iterator[Extraction | Refusal]:
    """Read documents and extract their statements, without a graph.

    Args:
        sources: files, folders, globs, and `-` for standard input.
        published: date (YYYY-MM-DD) of documents that have none of their own.
        config: model and ontology; the defaults if None.
        jobs: number of processes, or None to decide by the size of the documents.

    Yields:
        First an extraction for each document, in order, then the inputs that were refused.

    Raises:
        UsageError: a source or option makes no sense.
        ModelError: the model is missing or unfit.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     article = Path(folder, "talks.txt")
        ...     _ = article.write_text("Vladimir Putin met Xi Jinping in Beijing.", encoding="utf-8")
        ...     [found] = extract(article)
        >>> sorted({statement.predicate.id for statement in found.statements})
        ['kg:met']
    """
    from kg.documents import read
    from kg.model import Refusal as Refused

    names = [sources] if isinstance(sources, str | Path) else sources
    refused: list[Refusal] = []

    def documents() -> Iterator[Document]:
        for item in read([str(name) for name in names], published=published):
            if isinstance(item, Refused):
                refused.append(item)
            else:
                yield item

    yield from extract_documents(documents(), config=config, jobs=jobs)
    yield from refused
