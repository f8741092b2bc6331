"""The map: the same results from one process and from several, and clear errors from both."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator

import pytest

import kg.pipeline.workers as workers_module
from kg.config import Config
from kg.errors import BuildError, ModelError
from kg.model import Document
from kg.pipeline.mapping import Task, map_documents
from kg.pipeline.workers import Workers

SENTENCES = ("Vladimir Putin met Xi Jinping in Beijing.", "Angela Merkel visited Paris.", "France supplies wheat to Egypt.")
DOCUMENTS = [Document(f"{number}.txt", f"{number}.txt", SENTENCES[number % 3]) for number in range(70)]


def test_workers_give_what_one_process_gives_in_the_order_of_the_documents() -> None:
    seen: list[str] = []
    alone = list(map_documents(DOCUMENTS, Config(), jobs=1))
    together = list(map_documents(DOCUMENTS, Config(), jobs=2, progress=lambda done, document: seen.append(document.id)))
    assert together == alone
    assert [row[0] for row in together] == [document.id for document in DOCUMENTS] == seen


def test_neighbours_do_not_change_what_is_found() -> None:
    [alone] = map_documents(DOCUMENTS[:1], Config(), jobs=1)
    assert alone == next(iter(map_documents(DOCUMENTS, Config(), jobs=1)))


def test_lines_are_json_without_entity_ids() -> None:
    [lines] = map_documents(DOCUMENTS[:1], Config(), jobs=1, task=Task("lines"))
    assert '"predicate": {"id": "kg:met"' in lines
    assert '"entity"' not in lines


def test_no_documents_load_no_model() -> None:
    assert list(map_documents([], Config(model="no_such_model"), jobs=1)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_model_is_named_with_the_command_that_mends_it(jobs: int) -> None:
    with pytest.raises(ModelError, match="no_such_model") as caught:
        list(map_documents(DOCUMENTS[:2], Config(model="no_such_model"), jobs=jobs))
    assert "pip install" in caught.value.remedy


def test_a_worker_that_dies_names_the_document_it_had_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        workers_module,
        "_PROGRAM",
        "import kg.pipeline.workers as w, os, signal\n"
        "class Killed:\n"
        "    def __init__(self, *_): pass\n"
        "    def results(self, documents):\n"
        "        for document in documents:\n"
        "            if document.id == '3.txt': os.kill(os.getpid(), signal.SIGKILL)\n"
        "            yield document.id\n"
        "w.Mapper = Killed\n"
        "w.serve()",
    )
    with pytest.raises(BuildError, match=r"SIGKILL while reading the document 3\.txt"):
        list(map_documents(DOCUMENTS[:6], Config(), jobs=2))


def test_a_bug_in_a_worker_comes_with_its_document_and_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        workers_module,
        "_PROGRAM",
        "import kg.pipeline.workers as w\n"
        "class Broken:\n"
        "    def __init__(self, *_): pass\n"
        "    def results(self, documents):\n"
        "        error = ZeroDivisionError('boom')\n"
        "        error.add_note('while reading the document ' + documents[0].id)\n"
        "        raise error\n"
        "        yield\n"
        "w.Mapper = Broken\n"
        "w.serve()",
    )
    with pytest.raises(RuntimeError, match=r"ZeroDivisionError: boom while reading the document 0\.txt") as caught:
        list(map_documents(DOCUMENTS[:2], Config(), jobs=2))
    assert "Traceback" in caught.value.__notes__[0]


def test_workers_end_when_the_reader_of_results_stops() -> None:
    results = map_documents(DOCUMENTS, Config(), jobs=2)
    next(results)
    assert isinstance(results, Generator)
    results.close()
    pool = Workers(Config(), Task(), 1)
    pool.read(DOCUMENTS[:1])
    [process] = pool._all
    pool.close()
    assert process.returncode == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
