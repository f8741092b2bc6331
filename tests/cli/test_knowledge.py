"""kg kb, and what build, show and why say with a base of known things."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.config import Config

DUMP = Path(__file__).parents[1] / "knowledge" / "dump.json"
WD = "http://www.wikidata.org/entity/"
Run = Callable[..., tuple[int, str, str]]
Kg = Callable[..., "subprocess.CompletedProcess[str]"]
Snapshot = Callable[[Path], dict[str, bytes]]
NEWS = {
    "acme.txt": (
        "---\npublisher: Northern Post\npublished: 2024-03-01\n---\n"
        "Li Wei, the chief financial officer of Acme Corp, met Ingrid Sollander in Port Verrin on Monday. Sollander leads the Northern "
        "Development Bank.\n\nAcme Corp makes software in the United States.\n"
    ),
    "beta.txt": (
        "---\npublisher: Southern Post\npublished: 2024-03-02\n---\n"
        "Li Wei, the chief financial officer of Beta Industries, resigned on Tuesday. Beta Industries is a German maker of machine tools.\n"
    ),
    "harlow.txt": "---\npublisher: Eastern Post\npublished: 2024-03-02\n---\nJohn Harlow, a politician from Veltia, visited Germany on Friday.\n",
}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(list(map(str, arguments)))
        output, errors = capfd.readouterr()
        return int(caught.value.code or 0), output, errors

    return command


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("base") / "kb.sqlite"
    with pytest.raises(SystemExit):
        main(["kb", "import", str(DUMP), "-o", str(target), "--quiet"])
    return target


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def linked(base: Path, news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("linked") / "out"
    kg.build([news], out=out, config=Config(knowledge_base=base), check=True)
    return out


# ------------------------------------------------------------------------------------------------ the base
def test_import_search_and_stats(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    code, output, errors = run("kb", "import", DUMP, "-o", target)
    assert (code, output) == (0, "")
    assert "56 things with 111 names" in errors
    code, output, _ = run("kb", "search", "li wei", "--kb", target)
    assert code == 0
    assert "Li Wei  (Person, 1971–): Chinese executive, chief financial officer of Acme Corp" in output
    code, output, _ = run("kb", "search", "Paris", "--kb", target, "--json", "--limit", 1)
    [paris] = json.loads(output)
    assert (paris["id"], paris["type"], paris["prior"], paris["aliases"]) == (f"{WD}Q90", "Place", 160.0, ["City of Light"])
    code, output, _ = run("kb", "search", "nobody at all", "--kb", target)
    assert (code, output) == (0, "")
    code, output, _ = run("kb", "stats", "--kb", target, "--json")
    counted = json.loads(output)
    assert (counted["entries"], counted["types"]["Person"], counted["skipped"]["property"], counted["refused"]) == (56, 10, 1, 0)
    code, output, _ = run("kb", "stats", "--kb", target)
    assert "10  Person" in output


def test_refused_lines_give_exit_code_3_and_lose_nothing_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("id,label\nQ1,One\nx,Two\n" + "".join(f"bad {n},Bad\n" for n in range(30)) + "Q3,Three\n", encoding="utf-8")
    target = tmp_path / "kb.sqlite"
    code, output, errors = run("kb", "import", tmp_path / "own.csv", "-o", target, "--json")
    assert code == 3
    counted = json.loads(output)
    assert (counted["entries"], counted["refused"]) == (2, 31)
    assert f"{tmp_path / 'own.csv'}, line 3: the id 'x'" in errors
    assert errors.count("refused: ") == 21
    code, output, _ = run("kb", "stats", "--kb", target, "--json")
    assert [line["line"] for line in json.loads(output)["refused_lines"]] == list(range(3, 34))


@pytest.mark.parametrize("command", [("search", "x"), ("stats",)])
def test_a_base_that_is_missing_or_anothers_is_a_usage_error(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"SQLite format 3\0" + bytes(100))
    for name, message in (("gone.sqlite", "no such knowledge base"), ("other.sqlite", "not a knowledge base of kg")):
        code, output, errors = run("kb", *command, "--kb", tmp_path / name)
        assert (code, output) == (2, "")
        assert message in errors
        assert "kg kb import" in errors


def test_the_base_of_kg_toml_is_the_default(run: Run, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("kb", "stats")[0] == 2
    shutil.copy(base, tmp_path / "kb.sqlite")
    assert run("kb", "stats")[0] == 0
    (tmp_path / "kb.sqlite").rename(tmp_path / "known.sqlite")
    (tmp_path / "kg.toml").write_text('kb = "known.sqlite"\n', encoding="utf-8")
    assert run("kb", "stats")[1].startswith("known.sqlite") or "known.sqlite" in run("kb", "stats")[1]


def test_each_command_has_help_with_an_example(run: Run) -> None:
    assert "import" in run("kb", "--help")[1]
    for command in ("import", "search", "stats"):
        code, output, _ = run("kb", command, "--help")
        assert code == 0
        assert f"kg kb {command}" in output
        assert "Example" in output


# ------------------------------------------------------------------------------------------------ graphs
def test_build_links_and_says_how_many(run: Run, base: Path, news: Path, linked: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    code, _, errors = run("build", news, "--kb", base, "--out", tmp_path / "out")
    assert code == 0
    assert "entities linked to" in errors
    ours, theirs = snapshot(tmp_path / "out"), snapshot(linked)
    paths = ".kg/build.json"  # names the base from where the folder is
    assert {name: data for name, data in ours.items() if name != paths} == {name: data for name, data in theirs.items() if name != paths}
    code, output, _ = run("build", news, "--kb", base, "--out", tmp_path / "out", "--json")
    links = json.loads(output)["links"]
    assert links["linked"] >= 5
    assert links["possibly"] == 1
    assert links["shared"] == []


def test_two_of_one_name_in_two_companies_are_linked_each_to_its_own(linked: Path) -> None:
    entities = [json.loads(line) for line in (linked / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    links = {mention["document"]: e["same_as"] for e in entities if e["label"] == "Li Wei" for mention in e["mentions"]}
    assert links == {"acme.txt": [f"{WD}Q900000003"], "beta.txt": [f"{WD}Q900000004"]}


def test_show_and_why_tell_a_link_with_its_reasons(run: Run, linked: Path) -> None:
    code, output, _ = run("show", "Acme Corp", "--out", linked)
    assert code == 0
    assert f"in the knowledge base: {WD}Q900000001, score" in output
    code, output, _ = run("why", "Acme Corp", "--out", linked)
    assert f"in the knowledge base: {WD}Q900000001" in output
    assert "its name is “Acme Corp”" in output
    code, output, _ = run("why", "John Harlow", "--out", linked)
    assert output.count("possibly in the knowledge base") == 2
    code, output, _ = run("show", "John Harlow", "--out", linked, "--json")
    assert [link["verdict"] for link in json.loads(output)["links"]] == ["possibly", "possibly"]
    code, output, _ = run("why", "Germany", "--out", linked)
    assert "known to the gazetteer" in output
    assert f"same as {WD}Q183, by the gazetteer" in output
    code, output, _ = run("why", "Germany", "--out", linked, "--json")
    assert json.loads(output)["known"] is True
    assert run("why", "Nobody", "--out", linked)[0] == 2


def test_the_rdf_has_the_links_and_conforms(run: Run, linked: Path) -> None:
    assert run("validate", "--out", linked)[0] == 0
    query = "SELECT ?who WHERE { ?who owl:sameAs wd:Q900000003 }"
    code, output, _ = run("query", query, "--out", linked, "--format", "csv")
    assert code == 0
    assert "Li_Wei--" in output
    query = "SELECT ?thing WHERE { ?who kg:possibly ?thing } ORDER BY ?thing"
    assert run("query", query, "--out", linked, "--format", "csv")[1].split()[1:] == [f"{WD}Q900000007", f"{WD}Q900000008"]
    assert kg.load(linked).resolution.entities


def test_removing_and_adding_keeps_to_the_base(run: Run, base: Path, news: Path, linked: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    config = Config(knowledge_base=base)
    kg.build([news], out=one, config=config)
    kg.remove(["harlow.txt"], out=one)
    kg.build([news / "acme.txt", news / "beta.txt"], out=two, config=config)
    assert snapshot(one) == snapshot(two)


def test_hash_seeds_and_workers_do_not_matter(run_kg: Kg, news: Path, base: Path, linked: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    for seed in (1, 2):
        out = tmp_path / str(seed) / "out"
        assert run_kg("kb", "import", DUMP, "-o", tmp_path / f"{seed}.sqlite", seed=seed).returncode == 0
        assert run_kg("build", news, "--kb", tmp_path / f"{seed}.sqlite", "--out", out, "--jobs", seed, seed=seed).returncode == 0
        assert (tmp_path / f"{seed}.sqlite").read_bytes() == base.read_bytes()
        made, expected = snapshot(out), snapshot(linked)
        assert {name: made[name] for name in made if name != ".kg/build.json"} == {n: expected[n] for n in expected if n != ".kg/build.json"}


def test_without_a_base_the_files_say_nothing_of_one(news: Path, base: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    kg.build([news], out=tmp_path / "one")
    kg.build([news], out=tmp_path / "two", config=Config(knowledge_base=base))
    kg.build([news], out=tmp_path / "two")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    assert b"knowledge" not in (tmp_path / "one" / ".kg" / "build.json").read_bytes()


def test_a_base_that_is_none_is_named_before_texts_are_read(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    for name, message in (("other", "not a knowledge base of kg"), ("gone", "no such knowledge base")):
        code, _, errors = run("build", news, "--kb", tmp_path / name, "--out", tmp_path / "out")
        assert code == 2
        assert message in errors
        assert not (tmp_path / "out").exists()
    (tmp_path / "kg.toml").write_text('kb = "gone"\n', encoding="utf-8")
    code, _, errors = run("build", news, "--out", tmp_path / "out")
    assert code == 2
    assert "kg.toml, line 1: kb is 'gone'" in errors
