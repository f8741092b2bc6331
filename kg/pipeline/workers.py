"""Processes that read documents, and the pool that feeds them.

A worker is a fresh Python that runs `serve` below: it takes pickled messages from its standard input and answers on its standard
output. It is not a fork (spaCy's threads do not survive one) and does not import the caller's main module, so a script or a notebook
that calls `kg.build(jobs=4)` needs no guard.

Invariants:
    * A worker whose parent is gone sees the end of its input and ends.
    * A worker that dies makes an error that names the documents it had in hand.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import IO, Any

import kg.errors
from kg.config import Config
from kg.errors import BuildError, KgError
from kg.model import Document
from kg.pipeline.mapping import Mapper, Task

_LENGTH = struct.Struct("<Q")
_PROGRAM = "from kg.pipeline.workers import serve; serve()"
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def _send(stream: IO[bytes], message: Any) -> None:
    data = pickle.dumps(message, protocol=5)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


class Workers:
    """A fixed number of worker processes; each is started when it is first needed.

    Args:
        config: model and ontology.
        task: what to make of each document.
        jobs: number of processes, at least 1.
    """

    def __init__(self, config: Config, task: Task, jobs: int) -> None:
        self._start = (config, task)
        self._all: list[subprocess.Popen[bytes]] = []
        self._idle: queue.LifoQueue[subprocess.Popen[bytes] | None] = queue.LifoQueue()
        self._closed = threading.Event()
        for _ in range(jobs):
            self._idle.put(None)

    def read(self, documents: Sequence[Document]) -> list[Any]:
        """Have a worker read some documents; safe to call from as many threads as there are workers.

        Raises:
            BuildError: the worker died.
            KgError: what the worker raised.
        """
        worker = self._idle.get()
        done: list[Any] = []
        try:
            worker = worker or self._launch()
            assert worker.stdin
            assert worker.stdout
            _send(worker.stdin, documents)
            for _ in documents:
                kind, content = _receive(worker.stdout)
                if kind != "result":
                    raise _failure(kind, content)
                done.append(content)
        except (EOFError, OSError) as error:
            if self._closed.is_set() or worker is None:
                raise BuildError(f"a worker did not start or was stopped: {error!r}") from error
            died, worker = worker, None
            raise BuildError(_epitaph(died.wait(), documents[len(done) :]), remedy="build without these documents, or with --jobs 1") from error
        finally:
            # a thread that waits for a worker must never wait in vain
            self._idle.put(worker)
        return done

    def _launch(self) -> subprocess.Popen[bytes]:
        if self._closed.is_set():
            raise BrokenPipeError("the pool is closed")
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path))
        environment |= dict.fromkeys(_THREADS, "1")
        worker = subprocess.Popen([sys.executable, "-P", "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self._all.append(worker)
        if self._closed.is_set():
            worker.kill()
        assert worker.stdin
        _send(worker.stdin, self._start)
        return worker

    def close(self) -> None:
        """End all workers at once."""
        self._closed.set()
        for worker in self._all:
            worker.kill()
        for worker in self._all:
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                if stream:
                    try:
                        stream.close()
                    except OSError:  # what was still to be sent has no reader any more
                        continue


def _failure(kind: str, content: tuple[str, str, str]) -> Exception:
    name, message, remedy = content
    if kind == "refusal":
        error = getattr(kg.errors, name, BuildError)
        return error(message, remedy=remedy) if error in _PLAIN else BuildError(message, remedy=remedy)
    bug = RuntimeError(f"{name}: {message}")
    bug.add_note(remedy)
    return bug


_PLAIN = (kg.errors.ModelError, kg.errors.ConfigurationError, kg.errors.UsageError, kg.errors.MissingComponent)


def _epitaph(code: int, documents: Sequence[Document]) -> str:
    cause = f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    names = ", ".join(document.id for document in documents[:3])
    more = f" or one of the {len(documents) - 1} read together with it" if len(documents) > 1 else ""
    return f"a worker was {cause} while reading the document {documents[0].id}{more} ({names}{', …' if len(documents) > 3 else ''})"


def serve() -> None:
    """Read documents for a parent process until its end of the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # answers go to the real standard output; whatever a library prints goes to standard error
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    mapper: Mapper | None = None
    try:
        config, task = _receive(requests)
        while True:
            documents = _receive(requests)
            try:
                mapper = mapper or Mapper(config, task)
                for result in mapper.results(documents):
                    _send(answers, ("result", result))
            except KgError as error:
                _send(answers, ("refusal", (type(error).__name__, error.message, error.remedy)))
            except Exception as error:  # noqa: BLE001  a bug is reported where the build runs
                notes = "\n".join(getattr(error, "__notes__", ()))
                _send(answers, ("bug", (type(error).__name__, f"{error} {notes}".strip(), traceback.format_exc())))
    except (EOFError, BrokenPipeError):
        return
