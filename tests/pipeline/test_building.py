"""Builds: the same bytes by every way, all or nothing, and exactly undone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import BuildError, BuildInProgress, UnknownName, UsageError
from kg.model import Resolution
from kg.pipeline import building
from kg.pipeline.projections import project
from kg.pipeline.workspace import Workspace

Snapshot = Callable[[Path], dict[str, bytes]]
Kg = Callable[..., "subprocess.CompletedProcess[str]"]
EXTRA = (
    "---\npublisher: Late Post\npublished: 2022-02-06\n---\nAngela Merkel visited Paris on Friday. France denied that it supplies wheat to Egypt.\n"
)


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    file = tmp_path / "extra.txt"
    file.write_text(EXTRA, encoding="utf-8")
    return file


def test_a_graph_comes_back_from_its_files_as_it_was_built(articles: Path, tmp_path: Path) -> None:
    graph = kg.build([articles], out=tmp_path / "out", check=True)
    assert kg.load(tmp_path / "out").resolution == graph.resolution
    assert graph.report is not None
    assert (graph.report.added, graph.report.extracted, graph.report.refused) == (2, 2, ())


def test_building_twice_gives_the_same_bytes_and_reads_nothing_again(articles: Path, built: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    report = kg.build([articles], out=out).report
    assert report is not None
    assert (report.unchanged, report.extracted) == (2, 0)
    assert snapshot(out) == snapshot(built)


def test_building_in_steps_equals_building_at_once(articles: Path, built: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    for name in ("talks.txt", "summit.txt"):
        shutil.copy(articles / name, tmp_path / name)
        kg.build([articles / name], out=out)
    assert snapshot(out) == snapshot(built)


def test_removing_a_document_equals_never_having_had_it(built: Path, extra: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    added = kg.build([extra], out=out)
    assert snapshot(out) != snapshot(built)
    assert {document.id for document in added.documents} >= {"extra.txt"}
    graph = kg.remove("extra.txt", out=out)
    assert graph.report is not None
    assert (graph.report.removed, graph.report.extracted) == (1, 0)
    assert snapshot(out) == snapshot(built)


def test_removing_the_last_document_leaves_an_empty_graph(extra: Path, tmp_path: Path) -> None:
    kg.build([extra], out=tmp_path / "out")
    assert kg.remove([str(extra)], out=tmp_path / "out").resolution == Resolution((), (), (), (), (), {}, {})


def test_an_unknown_document_removes_nothing(built: Path, snapshot: Snapshot) -> None:
    before = snapshot(built)
    with pytest.raises(UnknownName) as caught:
        kg.remove(["https://north.example/summit", "https://quay.example/talk"], out=built)
    assert "https://quay.example/talks" in caught.value.near
    assert snapshot(built) == before


def test_new_text_under_the_same_identity_replaces_the_old(extra: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    kg.build([extra], out=out)
    extra.write_text(EXTRA.replace("Paris", "Vienna"), encoding="utf-8")
    graph = kg.build([extra], out=out)
    assert graph.report is not None
    assert (graph.report.added, graph.report.replaced, len(graph.documents)) == (0, 1, 1)
    kg.build([extra], out=tmp_path / "fresh")
    assert snapshot(out) == snapshot(tmp_path / "fresh")


@pytest.mark.parametrize(("seed", "jobs", "reverse"), [(1, 1, True), (2, 2, False)])
def test_the_bytes_depend_neither_on_hash_seeds_nor_workers_nor_order(
    articles: Path, built: Path, tmp_path: Path, run_kg: Kg, snapshot: Snapshot, seed: int, jobs: int, reverse: bool
) -> None:
    sources = sorted(articles.iterdir(), reverse=reverse)
    done = run_kg("build", *sources, "--out", tmp_path / "out", "--jobs", jobs, "-q", seed=seed)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert snapshot(tmp_path / "out") == snapshot(built)


def test_the_folder_of_the_graph_is_never_a_source(extra: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    kg.build([tmp_path], out=out)
    before = snapshot(out)
    (out / "README.md").write_text("not an article, though it has words enough to be one", encoding="utf-8")
    graph = kg.build([tmp_path], out=out)
    assert [document.id for document in graph.documents] == ["extra.txt"]
    assert snapshot(out) == before | {"README.md": (out / "README.md").read_bytes()}


def test_only_chosen_files_are_written_and_older_ones_do_not_linger(built: Path, extra: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    graph = kg.build([extra], out=out, write=["ttl"])
    assert {path.name for path in out.iterdir() if path.suffix != ".jsonl"} == {".kg", "graph.ttl"}
    with pytest.raises(UsageError, match="no store"):
        graph.query("ASK {}")
    with pytest.raises(UsageError, match="choose from") as caught:
        kg.build([extra], out=out, write=["turtle", "gefx"])
    assert "gexf" in str(caught.value)


def test_what_was_refused_is_remembered_until_it_is_mended(extra: Path, tmp_path: Path) -> None:
    out, bad = tmp_path / "out", tmp_path / "bad.txt"
    bad.touch()
    graph = kg.build([bad, extra], out=out)
    assert [refusal.source for refusal in graph.refused] == [str(bad)]
    assert [document.id for document in graph.documents] == ["extra.txt"]
    assert [refusal.source for refusal in kg.build([extra], out=out).refused] == [str(bad)]
    bad.write_text(EXTRA.replace("Merkel", "Scholz"), encoding="utf-8")
    assert kg.build([bad], out=out).refused == ()


@pytest.mark.parametrize("room", ["resolve", "project"])
def test_a_build_that_fails_leaves_the_previous_graph(
    built: Path, extra: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(building, room, fail)
    with pytest.raises((OSError, BuildError), match="no space left"):
        kg.build([extra], out=out)
    assert snapshot(out) == snapshot(built)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["extra.txt", "out"]


def test_a_long_build_that_failed_is_taken_up_where_it_was(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    original = project

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(building, "MANY_UNREAD", 2)
    monkeypatch.setattr(building, "project", fail)
    with pytest.raises(BuildError, match="no space left"):
        kg.build([articles], out=out)
    monkeypatch.setattr(building, "project", original)
    report = kg.build([articles], out=out).report
    assert report is not None
    assert (report.added, report.extracted) == (2, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_a_build_that_is_interrupted_leaves_the_previous_graph(
    built: Path, extra: Path, tmp_path: Path, snapshot: Snapshot, run_kg: Kg, name: str
) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    program = (
        "import sys, time, kg.pipeline.building as building\n"
        "original = building.project\n"
        "def slow(*arguments):\n"
        "    original(*arguments); sys.stdout.write('written\\n'); sys.stdout.flush(); time.sleep(60)\n"
        "building.project = slow\n"
        f"from kg.cli import main; main(['build', {str(extra)!r}, '--out', {str(out)!r}])\n"
    )
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.Signals[name])
        _, errors = process.communicate(timeout=120)
    assert process.returncode == (130 if name == "SIGINT" else -signal.SIGKILL), errors
    assert "Traceback" not in errors
    assert snapshot(out) == snapshot(built)
    assert run_kg("stats", "--out", out).returncode == 0
    assert kg.build([extra], out=out).find("Angela Merkel").type == "Person"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["extra.txt", "out"]


def test_two_builds_at_once_are_told_apart(built: Path, extra: Path, tmp_path: Path, run_kg: Kg, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    with Workspace(out).building():
        with pytest.raises(BuildInProgress):
            kg.build([extra], out=out)
        begun = time.monotonic()
        done = run_kg("build", extra, "--out", out)
        assert done.returncode == 6
        assert "another build holds" in done.stderr
        assert time.monotonic() - begun < 50
    assert snapshot(out) == snapshot(built)


def test_nothing_to_build_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to build"):
        kg.build([], out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
