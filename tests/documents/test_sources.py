from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.documents.sources import find_inputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = [
        "news/a.txt",
        "news/2022/b.md",
        "news/2022/c.HTML",
        "news/2022/deep/d.jsonl.gz",
        "news/e.ndjson",
        "news/a.txt.meta.toml",
        "news/photo.jpg",
        "news/table.csv",
        "news/other.csv",
        "news/README.md",
        "news/LICENSE",
        "news/.hidden.txt",
        "news/.git/f.txt",
        "out/README.md",
        "out/documents.jsonl",
        "out/statements.jsonl",
        "out/x.txt",
        "other/out/documents.jsonl",
        "other/out/statements.jsonl",
        "other/g.txt",
        "empty/photo.jpg",
    ]
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("They met.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(*sources: str, exclude: tuple[Path, ...] = ()) -> list[str]:
    return [item.id for item in find_inputs(sources, exclude=exclude).inputs]


NEWS = ["2022/b.md", "2022/c.HTML", "2022/deep/d.jsonl.gz", "a.txt", "e.ndjson"]


@pytest.mark.parametrize("source", ["news", "news/", "./news", "news/**", "news/**/*", "news/*"])
def test_a_folder_is_read_whole_with_paths_below_it_as_ids(folder: Path, source: str) -> None:
    assert ids(source) == NEWS


def test_an_absolute_folder_gives_the_same_ids(folder: Path) -> None:
    assert ids(str(folder / "news")) == NEWS


def test_sources_are_as_given(folder: Path) -> None:
    assert [item.source for item in find_inputs(["news"]).inputs] == [f"news/{id}" for id in NEWS]
    assert [item.source for item in find_inputs([str(folder / "news" / "a.txt")]).inputs] == [(folder / "news" / "a.txt").as_posix()]


def test_other_types_are_counted_and_sidecars_and_hidden_files_are_not(folder: Path) -> None:
    assert dict(find_inputs(["news"]).skipped) == {".csv": 2, ".jpg": 1, "LICENSE": 1, "README.md": 1}
    assert dict(find_inputs(["news", "news/*.csv", "."]).skipped)[".csv"] == 2


def test_a_sidecar_without_an_article_is_counted(folder: Path) -> None:
    (folder / "other" / "g.meta.toml").write_text("", encoding="utf-8")
    assert dict(find_inputs(["other"]).skipped) == {}
    (folder / "other" / "gone.txt.meta.toml").write_text("", encoding="utf-8")
    assert dict(find_inputs(["other"]).skipped) == {".toml": 1}


def test_a_named_readme_is_read(folder: Path) -> None:
    assert ids("news/README.md") == ["README.md"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("news/*.txt", ["a.txt"]),
        ("news/**/*.md", ["2022/b.md"]),
        ("**/*.md", ["news/2022/b.md"]),
        ("news/20*/*.md", ["2022/b.md"]),
        ("news/20*", ["2022/b.md", "2022/c.HTML", "2022/deep/d.jsonl.gz"]),
        ("news/[ab].txt", ["a.txt"]),
        ("news/2022/?.md", ["b.md"]),
    ],
)
def test_globs(folder: Path, pattern: str, found: list[str]) -> None:
    assert ids(pattern) == found


def test_a_name_with_glob_characters_is_a_file_if_it_exists(folder: Path) -> None:
    (folder / "news" / "a[1].txt").write_text("They met.", encoding="utf-8")
    assert ids("news/a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    "sources", [(".", "news/a.txt"), ("news/a.txt", "."), ("news", ".", "./news/*.txt"), ("news/*.txt", "news/../news/a.txt", ".")]
)
def test_a_file_reached_twice_is_one_under_its_longest_path(folder: Path, sources: tuple[str, ...]) -> None:
    assert ids(*sources).count("news/a.txt") == 1
    assert "a.txt" not in ids(*sources)


def test_a_link_to_a_file_is_that_file(folder: Path) -> None:
    (folder / "news" / "z.txt").symlink_to(folder / "news" / "a.txt")
    (folder / "news" / "loop").symlink_to(folder / "news", target_is_directory=True)
    assert len(ids("news")) == len(NEWS)


def test_the_order_of_sources_changes_nothing(folder: Path) -> None:
    assert find_inputs(["news", "other", "nothing"]) == find_inputs(["nothing", "other", "news", "other"])


def test_out_folders_are_never_sources(folder: Path) -> None:
    assert ids(".") == ["news/" + id for id in NEWS] + ["other/g.txt"]
    assert ids("other/*") == ["g.txt"]
    assert ids("**/*.txt") == ["news/a.txt", "other/g.txt"]
    (folder / "out" / "statements.jsonl").unlink()
    assert "out/x.txt" in ids(".")
    assert "out/x.txt" not in ids(".", exclude=(Path("out"),))
    assert "out/x.txt" not in ids("**/*.txt", exclude=(folder / "out",))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.txt", "no such file or folder"),
        ("empty", "a folder without documents"),
        ("news/*.pdf", "no document matches it"),
        ("news/*.csv", "no document matches it"),
        ("news/photo.jpg", "a file of type .jpg, which is not read"),
        ("news/LICENSE", "a file of type LICENSE, which is not read"),
        ("out", "an out folder"),
        ("out/x.txt", "lies in the out folder"),
        ("a\x00b", "no such file or folder"),
        ("", "no path but an empty text"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_a_source_is_refused_with_a_remedy(folder: Path, source: str, reason: str) -> None:
    found = find_inputs([source, "other/g.txt"], exclude=[folder / "out"])
    [refusal] = found.refusals
    assert refusal.source == source
    assert refusal.reason.startswith(reason)
    assert refusal.remedy
    assert [item.id for item in found.inputs] == ["g.txt"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX file names are bytes")
def test_a_file_name_that_is_not_utf8_is_refused(folder: Path) -> None:
    try:
        Path(os.fsdecode(b"news/M\xe4rz.txt")).write_text("They met.", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    found = find_inputs(["news"])
    assert [refusal.reason for refusal in found.refusals] == ["its name is not UTF-8"]
    assert [item.id for item in found.inputs] == NEWS
