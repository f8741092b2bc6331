"""Bad input: each kind is named with what to do about it, and the good input beside it is still built."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main

Snapshot = Callable[[Path], dict[str, bytes]]
Run = Callable[..., tuple[int, str, str]]
GOOD = "Angela Merkel met Emmanuel Macron in Paris on Friday, and the two leaders signed a treaty.\n"
GERMAN = (
    "Die Bundeskanzlerin hat sich am Freitag mit dem französischen Präsidenten in Paris getroffen. Dabei ging es um die Zukunft der "
    "Europäischen Union und um die gemeinsame Verteidigung. Die beiden Politiker wollen sich bald wieder treffen, wie ein Sprecher sagte.\n"
)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(list(map(str, arguments)))
        output, errors = capfd.readouterr()
        return int(caught.value.code or 0), output, errors

    return command


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with one good article; bad input goes beside it."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("broken.txt", b"The talks \xe2\x80 ended. " + b"\xff\xfe\x00" * 5 + "More \u2014 words\n".encode(), ""),
        ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", ""),
        ("list.jsonl", b"[1, 2]\n", "object"),
        ("notext.jsonl", b'{"title": "no text"}\n', "text"),
        ("nojson.jsonl", b"{\n", "JSON"),
        ("german.txt", GERMAN.encode(), "English"),
        ("long.txt", b"The two leaders met in Paris on Friday to talk about trade. " * 90_000, ""),
        ("date.txt", b"---\npublished: the other day\n---\n" + GOOD.encode(), "date"),
    ],
)
def test_a_bad_document_is_refused_with_its_reason_and_the_good_one_is_built(
    run: Run, news: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (news / name).write_bytes(content)
    out = tmp_path / "out"
    code, output, errors = run("build", news, "--out", out)
    assert (code, output) == (3, ""), errors
    assert f"refused: {news / name}" in errors
    [refusal] = [json.loads(line) for line in (out / "refused.jsonl").read_text(encoding="utf-8").splitlines()]
    assert refusal["source"].startswith(str(news / name))
    assert reason.casefold() in refusal["reason"].casefold()
    assert refusal["remedy"]
    assert [json.loads(line)["id"] for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()] == ["good.txt"]
    assert "1 refused" in errors


def test_the_good_lines_of_a_file_are_built_beside_the_bad(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "feed.jsonl", tmp_path / "out"
    lines = [json.dumps({"id": "a", "text": GOOD}), "3", json.dumps({"title": "none"}), json.dumps({"id": "b", "text": GOOD + "It was the third."})]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, _, errors = run("build", file, "--out", out, "--json")
    assert code == 3
    assert errors.count("refused: ") == 2
    assert f"{file}:2" in errors
    assert f"{file}:3" in errors
    assert len((out / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_missing_path_is_refused_beside_what_is_there(run: Run, news: Path, tmp_path: Path) -> None:
    code, _, errors = run("build", tmp_path / "gone", news, "--out", tmp_path / "out")
    assert code == 3
    assert str(tmp_path / "gone") in errors
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_a_folder_without_documents_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "picture.png").write_bytes(b"\x89PNG")
    code, _, errors = run("build", tmp_path / "none", "--out", tmp_path / "out")
    assert code == 3
    assert str(tmp_path / "none") in errors


def test_extract_refuses_as_build_does(run: Run, news: Path, tmp_path: Path) -> None:
    (news / "empty.txt").touch()
    code, output, errors = run("extract", news, "--out", tmp_path / "out")
    assert code == 3
    assert "kg:met" in output
    assert f"refused: {news / 'empty.txt'}" in errors
    code, _, errors = run("extract", news / "gone.txt", "--lines")
    assert code == 3
    assert "gone.txt" in errors


def test_a_malformed_date_is_a_usage_error(run: Run, news: Path, tmp_path: Path) -> None:
    code, _, errors = run("build", news, "--published", "last friday", "--out", tmp_path / "out")
    assert code == 2
    assert "last friday" in errors
    assert not (tmp_path / "out").exists()


def test_an_out_folder_below_a_file_is_a_usage_error(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        code, _, errors = run("build", news, "--out", out)
        assert code == 2
        assert "--out" in errors


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_an_out_folder_that_may_not_be_written_is_a_usage_error(run: Run, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o500)
    code, _, errors = run("build", news, "--out", out)
    assert code == 2
    assert "cannot be written" in errors


def test_an_out_folder_of_another_program_is_left_alone(run: Run, news: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("mine")
    before = snapshot(out)
    code, _, errors = run("build", news, "--out", out)
    assert code == 2
    assert "graph.ttl" in errors
    assert snapshot(out) == before


def test_building_the_folder_around_the_graph_twice_gives_the_same_bytes(
    run: Run, news: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news)
    assert run("build", ".")[0] == 0
    before = snapshot(news / "out")
    code, _, errors = run("build", ".")
    assert code == 0
    assert "1 document unchanged" in errors
    assert snapshot(news / "out") == before


def test_files_of_other_types_are_counted(run: Run, news: Path, tmp_path: Path) -> None:
    (news / "table.xlsx").touch()
    code, _, errors = run("build", news, "--out", tmp_path / "out")
    assert code == 0
    assert "skipped: 1 .xlsx" in errors


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHERE { ?x kg:met }", "line 1, column"),
        ("SELECT ?x\nWHERE { ?x kg:met ?y ", "line 2"),
        ("INSERT DATA { ent:A kg:met ent:B }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <http://example.org/x>", "LOAD"),
        ("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_query_that_is_malformed_or_would_do_more_than_read_is_refused(run: Run, built: Path, query: str, message: str) -> None:
    code, output, errors = run("query", query, "--out", built)
    assert (code, output) == (2, "")
    assert message in errors
    assert "Traceback" not in errors


def test_an_unknown_entity_comes_with_near_names(run: Run, built: Path) -> None:
    code, output, errors = run("show", "Xi Jingpin", "--out", built)
    assert (code, output) == (2, "")
    assert "Xi Jinping" in errors


def test_a_misspelt_command_or_option_is_a_usage_error(run: Run) -> None:
    assert run("biuld", "x")[0] == 2
    assert run("build", "x", "--uot", "y")[0] == 2
    assert run("build")[0] == 2
    assert run("extract", "x", "--arity", "3")[0] == 2


def test_no_graph_says_how_to_get_one(run: Run, tmp_path: Path) -> None:
    for command in (["stats"], ["show", "x"], ["query", "ASK {}"], ["validate"], ["export", "gexf"], ["remove", "x"]):
        code, _, errors = run(*command, "--out", tmp_path / "none")
        assert code == 2
        assert "there is no graph in" in errors


def test_a_missing_model_is_named_with_the_command_that_mends_it(run: Run, news: Path, tmp_path: Path) -> None:
    code, _, errors = run("build", news, "--out", tmp_path / "out", "--model", "en_core_web_none")
    assert code == 2
    assert "pip install en-core-web-none" in errors


def test_a_model_without_parser_is_unfit(run: Run, news: Path, tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    code, _, errors = run("extract", news, "--model", tmp_path / "blank")
    assert code == 2
    assert "parser" in errors


def test_a_mistake_in_the_configuration_names_file_and_line(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("\nmodle = 'x'\n", encoding="utf-8")
    code, _, errors = run("build", news, "--out", tmp_path / "out")
    assert code == 2
    assert "kg.toml, line 2: unknown key 'modle'" in errors
    assert "model" in errors


def test_a_graph_that_breaks_its_shapes_is_not_conforming(run: Run, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    text = (out / "graph.ttl").read_text(encoding="utf-8")
    (out / "graph.ttl").write_text(text + "\n<https://example.org/kg/fact/x> a <https://example.org/kg/ontology#Fact> .\n", encoding="utf-8")
    code, output, errors = run("validate", "--out", out)
    assert code == 4
    assert "fact/x" in output
    assert "fault" in errors


def test_a_bug_is_not_taken_for_a_mistake_of_the_user(monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    import kg.pipeline

    def broken(out: Path) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(kg.pipeline, "load", broken)
    with pytest.raises(ZeroDivisionError, match="boom"):
        main(["stats", "--out", str(built)])
