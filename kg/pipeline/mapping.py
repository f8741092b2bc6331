"""The map: documents to what is found in each, in the order of the documents, in this process or in several.

Invariants:
    * What is found in a document depends on the document, the model and the ontology alone, never on its neighbours or the number of processes.
    * Results come in the order of the documents.
    * Only plain rows cross from one process to another.
"""

from __future__ import annotations

import gc
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from kg.config import Config
from kg.model import Document, Extraction
from kg.records import line_of, statement_line, to_row

if TYPE_CHECKING:
    from kg.ontology import Ontology

BATCH = 64
CHUNK_DOCUMENTS = 32
CHUNK_CHARACTERS = 60_000
# A worker needs about two seconds to import and load the model; one process reads about 40,000 characters in a second.
WORTH_WORKERS = 300_000

Progress = Callable[[int, Document], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What to make of each document.

    Attributes:
        kind: `rows` (an extraction as a flat row), `lines` (its statements as JSON lines), `openie` (open triples as JSON lines).
        arity: for open triples, `n` for all arguments of a relation, `2` for one object.
        whole: for open triples, whether the sentence of a triple is the whole document.
    """

    kind: Literal["rows", "lines", "openie"] = "rows"
    arity: Literal["n", "2"] = "n"
    whole: bool = False


class Mapper:
    """A loaded model and ontology, ready to read documents.

    Args:
        config: names the model and the ontology files.
        task: what to make of each document.

    Raises:
        ModelError: the model is missing or unfit.
        ConfigurationError: an ontology file is wrong.
    """

    def __init__(self, config: Config, task: Task) -> None:
        from kg.ontology import load

        self._task = task
        self._ontology: Ontology = load(*config.ontology)
        self._nlp = _pipeline(config.model, config.blas)

    def results(self, documents: Iterable[Document]) -> Iterator[Any]:
        """Give what the task makes of each document, in order.

        Args:
            documents: each fit for the model (not longer than its limit).
        """
        from kg.annotations import annotate
        from kg.annotations.reading import reading

        texts = ((reading(document), document) for document in documents)
        make = {"rows": self._row, "lines": self._lines, "openie": self._open_triples}[self._task.kind]
        for doc, document in self._nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
            try:
                result = make(annotate(doc, document, self._ontology))
            except Exception as error:
                error.add_note(f"while reading the document {document.id} ({document.source})")
                raise
            yield result

    def _row(self, annotations: Any) -> Any:
        from kg.statements import extract

        mentions = tuple(located.mention for located in annotations.mentions)
        return to_row(Extraction(annotations.document.id, "", mentions, extract(annotations, self._ontology)))

    def _lines(self, annotations: Any) -> str:
        from kg.statements import extract

        return "".join(line_of(statement_line(statement)) for statement in extract(annotations, self._ontology))

    def _open_triples(self, annotations: Any) -> str:
        from kg.statements.openie import open_triples

        triples = open_triples(annotations, self._ontology.lexicon, arity=2 if self._task.arity == "2" else 0, whole=self._task.whole)
        return "".join(json.dumps(triple.as_row(), ensure_ascii=False) + "\n" for triple in triples)


@lru_cache(maxsize=1)
def _pipeline(model: str, blas: str) -> Any:
    from kg.annotations import load_pipeline

    nlp = load_pipeline(model)
    if blas == "numpy":
        _use_numpy(nlp)
    gc.collect()
    gc.freeze()  # the model and the ontology stay: the collector need not walk them again with every document
    return nlp


def _use_numpy(nlp: Any) -> None:
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            node.ops = type(node.ops)(use_blis=False)


def map_documents(
    documents: Iterable[Document], config: Config, *, jobs: int | None = None, task: Task | None = None, progress: Progress | None = None
) -> Iterator[Any]:
    """Map documents to results, in order.

    Args:
        documents: read one after the other; a few hundred at most are held at a time.
        config: model and ontology.
        jobs: number of processes; None for as many as there are processors if the documents are worth it.
        task: what to make of each document.
        progress: called with the number of documents done and the latest of them.

    Yields:
        What the task makes of each document.

    Raises:
        ModelError: the model is missing or unfit.
        BuildError: a worker died; the message names the document.
    """
    task = task or Task()
    stream = iter(documents)
    held: list[Document] = []
    characters = 0
    if jobs is None:
        for document in stream:
            held.append(document)
            characters += len(document.text)
            if characters > WORTH_WORKERS:
                break
        jobs = processors() if characters > WORTH_WORKERS else 1
    documents = chain(held, stream)
    if jobs > 1:
        yield from _in_workers(documents, config, jobs, task, progress)
        return
    first = next(documents, None)
    if first is None:
        return
    waiting: deque[Document] = deque()

    def noted() -> Iterator[Document]:
        for document in chain([first], documents):
            waiting.append(document)
            yield document

    limit_threads(config)
    for done, result in enumerate(Mapper(config, task).results(noted()), start=1):
        document = waiting.popleft()
        if progress:
            progress(done, document)
        yield result


def processors() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def limit_threads(config: Config) -> None:
    """Ask the matrix library for one thread, which is faster for spaCy's small matrices; it takes effect if numpy is not loaded yet."""
    if config.blas == "numpy":
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
            os.environ.setdefault(name, "1")


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    characters = 0
    for document in documents:
        chunk.append(document)
        characters += len(document.text)
        if len(chunk) >= CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _in_workers(documents: Iterable[Document], config: Config, jobs: int, task: Task, progress: Progress | None) -> Iterator[Any]:
    from kg.pipeline.workers import Workers

    done = 0
    with closing(Workers(config, task, jobs)) as workers, ThreadPoolExecutor(jobs) as threads:
        # the inner context waits for its threads, which wait for workers: they must be gone first if something goes wrong
        running: deque[tuple[Sequence[Document], Future[list[Any]]]] = deque()
        chunks = _chunks(documents)
        try:
            while True:
                while len(running) < 2 * jobs and (chunk := next(chunks, None)) is not None:
                    running.append((chunk, threads.submit(workers.read, chunk)))
                if not running:
                    return
                read, future = running.popleft()
                for document, result in zip(read, future.result(), strict=True):
                    done += 1
                    if progress:
                        progress(done, document)
                    yield result
        finally:
            workers.close()
            threads.shutdown(wait=False, cancel_futures=True)
