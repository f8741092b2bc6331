"""kg fix: what it shows, records and takes back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main

Run = Callable[..., tuple[int, str, str]]
COMMANDS = ("same", "different", "wrong", "label", "type", "undo", "list")


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "out"))


@pytest.fixture
def run(out: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a copy of the small graph: exit code, standard output, standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main([*map(str, arguments), "--out", str(out)])
        output, errors = capfd.readouterr()
        return int(caught.value.code or 0), output, errors

    return command


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example_and_the_common_options(run: Run, command: str) -> None:
    code, text, _ = run("fix", command, "--help")
    assert code == 0
    assert "Example" in text
    for option in ("--out", "--quiet", "--json"):
        assert option in text
    if command not in ("list", "undo"):
        assert "--note" in text
    if command != "list":
        assert "--dry-run" in text


def test_a_correction_is_shown_recorded_explained_and_taken_back(run: Run, out: Path) -> None:
    code, shown, errors = run("fix", "same", "Wang Yi", "Sergey Lavrov", "--note", "only to try", "--dry-run")
    assert code == 0
    assert shown.startswith("entity merged: Sergey Lavrov (Person, Sergey_Lavrov); Wang Yi (Person, Wang_Yi) → ")
    assert "would be recorded in" in errors
    assert not (out.parent / "corrections.ttl").exists()
    code, output, errors = run("fix", "same", "Wang Yi", "Sergey Lavrov", "--note", "only to try")
    assert (code, output) == (0, shown)
    assert "recorded in" in errors
    code, output, _ = run("why", "Wang Yi", "Sergey Lavrov")
    assert "are one entity" in output
    assert "only to try" in output
    assert "same: Wang Yi (gazetteer) and Sergey Lavrov (gazetteer)" in output
    assert "already" in run("fix", "same", "Sergey Lavrov", "Wang Yi")[2]
    code, output, _ = run("fix", "list")
    assert output.startswith("   1  same: Wang Yi (gazetteer) and Sergey Lavrov (gazetteer)  — only to try")
    code, output, errors = run("fix", "undo", "1")
    assert code == 0
    assert output.startswith("entity split: ")
    assert "taken back" in errors
    assert run("fix", "list")[1:] == ("", "0 corrections\n")


def test_a_correction_is_told_as_json(run: Run, out: Path) -> None:
    code, output, _ = run("fix", "label", "Beijing", "Peking", "--json", "--note", "old style")
    assert code == 0
    told = json.loads(output)
    assert (told["written"], told["replaces"], told["without_effect"]) == (True, None, [])
    assert told["correction"]["note"] == "old style"
    renamed = [change for change in told["changes"] if change["of"] == "entity"]
    assert [(change["change"], change["new"][0]["label"]) for change in renamed] == [("renamed", "Peking")]
    [row] = json.loads(run("fix", "list", "--json")[1])
    assert (row["number"], row["applies"], row["kind"]) == (1, True, "label")
    assert json.loads(run("fix", "undo", "--json", "--dry-run")[1])["written"] is False
    assert json.loads(run("fix", "undo", "--json")[1])["written"] is True


def test_a_wrong_statement_can_still_be_asked_for(run: Run, out: Path) -> None:
    lines = [json.loads(line) for line in (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    statement = next(line for line in lines if line["predicate"]["id"] == "kg:met")
    assert run("fix", "wrong", statement["id"], "-q", "--note", "they did not")[0] == 0
    code, output, _ = run("why", statement["id"])
    assert code == 0
    assert "supports no fact: correction" in output
    assert "they did not" in output
    assert json.loads(run("why", statement["id"], "--json")[1])["evidence"]["quote"] == statement["sentence"]["text"]
    assert run("validate")[0] == 0


def test_events_are_parted_and_explained(run: Run, out: Path) -> None:
    events = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    event = next(e for e in events if e["happening"] and len({m["document"] for m in e["mentions"]}) == 2)
    first, second = event["statements"][0], event["statements"][-1]
    code, output, errors = run("fix", "different", first, second, "--note", "two days")
    assert code == 0, errors
    assert output
    lines = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    one, two = (next(e["id"] for e in lines if s in e["statements"]) for s in (first, second))
    assert one != two
    code, output, _ = run("why", one, two)
    assert code == 0
    assert "two events" in output
    assert "two days" in output
    assert "two days" in run("why", one)[1]
    assert run("fix", "same", one, two)[0] == 2
    assert run("fix", "undo", "-q")[0] == 0
    assert run("fix", "same", first, second, "--note", "one evening", "-q")[0] == 0
    lines = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "one evening" in run("why", next(e["id"] for e in lines if first in e["statements"]))[1]


def test_a_build_says_what_no_longer_applies_and_ends_well(run: Run, out: Path, articles: Path) -> None:
    (out.parent / "corrections.ttl").write_text(
        "@prefix kg: <https://example.org/kg/ontology#> .\n"
        'kg:c1 a kg:LabelCorrection ; kg:target kg:p ; kg:newLabel "X" .\nkg:p a kg:NamePointer ; kg:bears "Nobody" .\n',
        encoding="utf-8",
    )
    assert "not replayed yet" in run("fix", "list")[1]
    code, _, errors = run("build", articles)
    assert code == 0
    assert "1 correction replayed, 1 of them without effect" in errors
    assert "a correction does not apply: label: “Nobody” is X: nothing in the graph is that" in errors
    assert "does not apply: nothing in the graph is that" in run("fix", "list")[1]
    code, output, _ = run("build", articles, "--json")
    assert json.loads(output)["without_effect"][0]["reason"] == "nothing in the graph is that"
    code, _, errors = run("fix", "undo")
    assert code == 2
    assert "by hand" in errors


def test_errors_say_what_to_do(run: Run, out: Path) -> None:
    code, output, errors = run("fix", "same", "Xi Jinpin", "Beijing")
    assert (code, output) == (2, "")
    assert "Xi Jinping" in errors
    (out.parent / "corrections.ttl").write_text("nonsense", encoding="utf-8")
    code, _, errors = run("fix", "list")
    assert code == 2
    assert "corrections.ttl:1: malformed Turtle" in errors
