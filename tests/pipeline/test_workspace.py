"""The out folder: one build at a time, all or nothing, and hands off what is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import BuildInProgress, UsageError
from kg.pipeline.workspace import PARTIAL, Workspace


def write(out: Path, files: dict[str, str], outdated: tuple[str, ...] = ()) -> None:
    workspace = Workspace(out)
    with workspace.building():
        for name, text in files.items():
            (workspace.new / name).write_text(text)
        workspace.commit(outdated)


def test_what_is_committed_replaces_what_stood_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"a": "1", "b": "1"})
    (out / "README.md").write_text("mine")
    write(out, {"a": "2"}, outdated=("a", "b"))
    assert {path.name: path.read_text() for path in out.iterdir() if path.is_file()} == {"a": "2", "README.md": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_replaces_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for content in ("old", "new"):
        workspace = Workspace(out)
        with workspace.building():
            (workspace.new / "store").mkdir()
            (workspace.new / "store" / content).touch()
            workspace.commit(())
    assert [path.name for path in (out / "store").iterdir()] == ["new"]


def test_a_build_that_fails_leaves_the_previous(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"a": "1"})
    workspace = Workspace(out)

    def fail() -> None:
        with workspace.building():
            (workspace.new / "a").write_text("2")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (out / "a").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_long_build_had_read_waits_for_the_next(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "out")

    def fail() -> None:
        with workspace.building():
            (workspace.new / PARTIAL).write_text("row")
            (workspace.new / "a").touch()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with workspace.building():
        assert [path.name for path in workspace.new.iterdir()] == [PARTIAL]
        (workspace.new / "a").touch()
        workspace.commit(())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_commit_that_was_interrupted_is_completed_by_the_next_reader(tmp_path: Path, moved: int) -> None:
    out = tmp_path / "out"
    write(out, {"a": "1", "b": "1", "gone": "1"})
    # as a process leaves it that is killed while it moves its files
    new = tmp_path / ".out.kg-new"
    new.mkdir()
    for name in ("a", "b"):
        (new / name).write_text("2")
    for name in ("a", "b")[:moved]:
        (new / name).replace(out / name)
    plan = {"inside": False, "move": [["a", "a"], ["b", "b"]], "remove": ["gone"]}
    (out / ".kg" / "commit").write_text(json.dumps(plan))
    Workspace(out).settle()
    assert {path.name: path.read_text() for path in out.iterdir() if path.is_file()} == {"a": "2", "b": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_second_build_is_told_of_the_first_and_changes_nothing(tmp_path: Path) -> None:
    first, second = Workspace(tmp_path / "out"), Workspace(tmp_path / "out")
    with first.building():
        (first.new / "a").write_text("1")
        with pytest.raises(BuildInProgress, match="another build holds"), second.building():
            pytest.fail("two builds held one folder")
        first.commit(())
    assert (tmp_path / "out" / "a").read_text() == "1"


def test_a_lock_falls_with_its_holder(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a": "1"})
    assert (tmp_path / "out" / ".kg" / "lock").read_bytes() == b""
    write(tmp_path / "out", {"a": "2"})
    assert (tmp_path / "out" / "a").read_text() == "2"


def test_a_folder_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.docx"), Workspace(out).building():
        pytest.fail("a foreign folder was taken")
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]


def test_what_others_put_beside_a_graph_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"a": "1"})
    (out / "notes.txt").write_text("mine")
    write(out, {"a": "2"}, outdated=("graph.ttl",))
    assert (out / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("below", ["file/out", "file"])
def test_a_place_that_cannot_be_a_folder_is_a_usage_error(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="--out"), Workspace(tmp_path / below).building():
        pytest.fail("a regular file was taken for a folder")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_whose_surroundings_cannot_be_written_is_built_inside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / ".out.kg-new").write_text("in the way")
    write(out, {"a": "1"})
    assert (out / "a").read_text() == "1"
    assert not (out / ".kg" / "new").exists()
