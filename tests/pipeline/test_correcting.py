"""Corrections through a whole build: they last, they are undone without a trace, they fail without a trace, and nothing is read again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import BuildError, BuildInProgress, ConfigurationError, UnknownName, UsageError
from kg.pipeline import building
from kg.pipeline.correcting import correct, listed, take_back
from kg.pipeline.projections import project
from kg.pipeline.workspace import Workspace

Snapshot = Callable[[Path], dict[str, bytes]]
HEAD = "---\npublisher: {publisher}\npublished: 2024-03-{day:02}\n---\n"
ACME = "Li Wei, the chief financial officer of Acme, resigned on Monday. Li Wei said he would leave Shanghai.\n"
BETA = "Beta hired Li Wei in Boston on Tuesday. Li Wei praised Helen Marsh.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles on two people of one name, built into `out` beside it."""
    folder = tmp_path / "news"
    folder.mkdir()
    for day, (name, text) in enumerate((("acme.txt", ACME), ("beta.txt", BETA)), start=1):
        (folder / name).write_text(HEAD.format(publisher=f"Daily {day}", day=day) + text, encoding="utf-8")
    kg.build([folder], out=tmp_path / "out", write=["ttl", "trig"])
    return folder


def entity_of(out: Path, document: str, words: str) -> str:
    graph = kg.load(out)
    [found] = {e.id for e in graph.entities for m in e.mentions if m.span.document.endswith(document) and m.span.text == words}
    return found


def changes(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "changes.jsonl").read_text(encoding="utf-8").splitlines()]


def test_different_holds_after_ten_more_articles_and_says_why(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    correct(out, "same", ("acme.txt:Li Wei", "beta.txt:Li Wei"))
    assert entity_of(out, "acme.txt", "Li Wei") == entity_of(out, "beta.txt", "Li Wei")
    take_back(out)
    correct(out, "different", ("acme.txt:Li Wei", "beta.txt:Li Wei"), note="two CFOs")
    for number in range(10):
        text = f"Li Wei met Helen Marsh in Boston on Friday. Acme said that Li Wei had left Shanghai.\n\nIn town {number} nothing happened.\n"
        (news / f"more{number}.txt").write_text(HEAD.format(publisher=f"Paper {number}", day=10 + number) + text, encoding="utf-8")
    graph = kg.build([news], out=out, write=["ttl"])
    assert len(graph.documents) == 12
    assert entity_of(out, "acme.txt", "Li Wei") != entity_of(out, "beta.txt", "Li Wei")
    assert graph.report is not None
    assert [outcome.applies for outcome in graph.report.corrections] == [True]
    assert any("two CFOs" in reason for judgement in graph.resolution.judgements for reason in judgement.reasons)


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("same", ("acme.txt:Li Wei", "Helen Marsh")),
        ("different", ("acme.txt:Li Wei#2", "acme.txt:Li Wei#1")),
        ("label", ("Helen Marsh", "Helen B. Marsh")),
        ("type", ("Acme", "Place")),
        ("wrong", ("{statement}",)),
    ],
)
def test_a_correction_that_is_taken_back_leaves_the_graph_as_it_was(
    news: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, kind: Any, arguments: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    before = snapshot(out)
    graph = kg.load(out)

    def read_again(*_: object, **__: object) -> None:
        raise AssertionError("a document was read again")

    monkeypatch.setattr(building, "map_documents", read_again)
    given = tuple(argument.format(statement=graph.statements[0].id[:10]) for argument in arguments)
    dry = correct(out, kind, given, dry_run=True)
    assert snapshot(out) == before
    assert not (tmp_path / "corrections.ttl").exists()
    fixed = correct(out, kind, given, note="as I know")
    assert fixed.changes == dry.changes != ()
    assert snapshot(out) != before
    assert kg.load(out).resolution.documents == graph.documents
    assert [item.correction.note for item in listed(out)] == ["as I know"]
    after = snapshot(out)
    assert kg.build([news], out=out, write=["ttl", "trig"]).report.changes == ()  # type: ignore[union-attr]
    assert snapshot(out) == after
    take_back(out)
    assert snapshot(out) == before
    assert listed(out) == ()


def test_corrections_in_any_order_give_the_same_bytes(news: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out, other = tmp_path / "out", tmp_path / "other" / "out"
    shutil.copytree(out, other)
    ones: list[tuple[Any, tuple[str, ...]]] = [
        ("different", ("acme.txt:Li Wei", "beta.txt:Li Wei")),
        ("label", ("Acme", "Acme Ltd")),
        ("type", ("Beta", "Place")),
    ]
    for kind, arguments in ones:
        correct(out, kind, arguments)
    for kind, arguments in reversed(ones):
        correct(other, kind, arguments)
    assert snapshot(out) == snapshot(other)
    assert (tmp_path / "corrections.ttl").read_bytes() != (tmp_path / "other" / "corrections.ttl").read_bytes()
    fresh = tmp_path / "fresh"
    kg.build([news], out=fresh, write=["ttl", "trig"])
    assert snapshot(fresh) == snapshot(out)


def test_a_wrong_statement_leaves_facts_and_graph_and_stays_on_record(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    graph = kg.load(out)
    statement = next(s for s in graph.statements if s.predicate.phrase == "hired")
    fact = graph.resolution.fact_of[statement.id]
    correct(out, "wrong", (fact[:12],), note="a rumour")
    after = kg.load(out)
    assert fact not in after.lookup.facts
    assert statement.id not in after.lookup.statements
    assert statement.id not in (out / "graph.trig").read_text(encoding="utf-8")
    [line] = [json.loads(line) for line in (out / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [s["id"] for s in line["statements"]] == [statement.id]
    assert kg.load(out).validate().conforms
    (news / "beta.txt").write_text(
        (news / "beta.txt").read_text(encoding="utf-8").replace("Beta hired", "Spring came late.\n\nBeta hired"), encoding="utf-8"
    )
    moved = kg.build([news], out=out, write=["ttl", "trig"])
    assert not [s for s in moved.statements if s.predicate.phrase == "hired"]
    (news / "beta.txt").write_text((news / "beta.txt").read_text(encoding="utf-8").replace("Beta hired", "Beta has hired"), encoding="utf-8")
    gone = kg.build([news], out=out, write=["ttl", "trig"])
    assert gone.report is not None
    [outcome] = gone.report.corrections
    assert (outcome.applies, outcome.reason) == (False, f"{statement.document} does not have these words any more")
    [item] = listed(out)
    assert item.outcome == outcome


def test_what_is_said_to_be_wrong_takes_its_saying_along(tmp_path: Path) -> None:
    out, article = tmp_path / "out", tmp_path / "a.txt"
    article.write_text("Helen Marsh said that Beta hired Li Wei.\n", encoding="utf-8")
    graph = kg.build([article], out=out, write=["ttl"])
    said = next(s.object.statement for s in graph.statements if s.object is not None and s.object.statement)
    correct(out, "wrong", (said,))
    after = kg.load(out)
    assert said not in after.lookup.statements
    assert not [s for s in after.statements if s.object is not None and s.object.statement]
    assert list(kg.pipeline.building.find_faults(after.resolution)) == []  # type: ignore[attr-defined]


def test_a_removed_document_makes_its_correction_idle_and_nothing_fails(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    correct(out, "different", ("acme.txt:Li Wei", "beta.txt:Li Wei"))
    document = next(d.id for d in kg.load(out).documents if d.id.endswith("beta.txt"))
    graph = kg.remove(document, out=out)
    assert graph.report is not None
    assert [o.reason for o in graph.report.corrections] == [f"no document {document} in the graph"]
    kg.build([news], out=out, write=["ttl", "trig"])
    assert [item.outcome.applies for item in listed(out) if item.outcome] == [True]


def test_a_new_label_takes_the_place_of_the_old(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    correct(out, "label", ("Helen Marsh", "H. Marsh"))
    fixed = correct(out, "label", ("Helen Marsh", "Helen Marsh Jr"))
    assert fixed.replaced is not None
    assert [item.correction.text for item in listed(out)] == ["Helen Marsh Jr"]
    assert correct(out, "label", ("Helen Marsh", "Helen Marsh Jr")).known
    assert kg.load(out).find("Helen Marsh Jr").aliases == ("Helen Marsh",)


def test_a_contradiction_changes_nothing_and_names_both(news: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    correct(out, "different", ("acme.txt:Li Wei", "beta.txt:Li Wei"))
    before, text = snapshot(out), (tmp_path / "corrections.ttl").read_bytes()
    with pytest.raises(ConfigurationError, match=r"corrections.ttl:\d+: “same: .*contradicts line \d+: “different") as caught:
        correct(out, "same", ("beta.txt:Li Wei", "acme.txt:Li Wei"))
    assert caught.value.exit_code == 2
    assert (snapshot(out), (tmp_path / "corrections.ttl").read_bytes()) == (before, text)


def test_a_malformed_file_stops_builds_and_corrections_and_leaves_the_graph(news: Path, tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "out"
    correct(out, "label", ("Acme", "Acme Ltd"))
    before = snapshot(out)
    with (tmp_path / "corrections.ttl").open("a", encoding="utf-8") as stream:
        stream.write("\ncorr:x a kg:SameCorrection ; kg:first\n")
    for act in (lambda: kg.build([news], out=out), lambda: correct(out, "label", ("Beta", "B")), lambda: take_back(out), lambda: listed(out)):
        with pytest.raises(ConfigurationError, match=r"corrections.ttl:\d+: malformed Turtle") as caught:
            act()
        assert caught.value.remedy
    assert snapshot(out) == before
    assert kg.load(out).find("Acme Ltd").label == "Acme Ltd"


def test_a_graph_that_cannot_be_written_keeps_its_corrections_too(
    news: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    before = snapshot(out)

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(building, "project", fail)
    with pytest.raises(BuildError, match="no space left"):
        correct(out, "label", ("Acme", "Acme Ltd"))
    monkeypatch.setattr(building, "project", project)
    assert snapshot(out) == before
    assert not (tmp_path / "corrections.ttl").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "out"]


def test_one_lock_guards_builds_and_corrections(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Workspace(out).building():
        with pytest.raises(BuildInProgress):
            correct(out, "label", ("Acme", "Acme Ltd"))
        with pytest.raises(BuildInProgress):
            take_back(out)
        assert correct(out, "label", ("Acme", "Acme Ltd"), dry_run=True).changes
    assert not (tmp_path / "corrections.ttl").exists()


@pytest.mark.parametrize(
    ("kind", "arguments", "error", "message"),
    [
        ("same", ("Helen March", "Acme"), UnknownName, "no entity is called"),
        ("same", ("Helen Marsh", "Helen Marshall"), UnknownName, "no entity is called"),
        ("different", ("Helen Marsh", "helen marsh"), UsageError, "are the same"),
        ("same", ("acme.txt:Li Wo", "Acme"), UnknownName, "mentions nothing"),
        ("same", ("acme.txt:Li Wei#3", "Acme"), UsageError, "only 2 times"),
        ("type", ("Acme", "Compny"), ConfigurationError, "no class of things"),
        ("label", ("Acme", "  "), UsageError, "empty"),
        ("wrong", ("ffffffffffffffff",), UnknownName, "no statement and no fact"),
        ("wrong", ("",), UnknownName, "no statement and no fact"),
    ],
)
def test_an_argument_that_means_nothing_or_two_is_refused(
    news: Path, tmp_path: Path, snapshot: Snapshot, kind: Any, arguments: tuple[str, ...], error: type[Exception], message: str
) -> None:
    before = snapshot(tmp_path / "out")
    with pytest.raises(error, match=message):
        correct(tmp_path / "out", kind, arguments)
    assert snapshot(tmp_path / "out") == before
    assert not (tmp_path / "corrections.ttl").exists()


def test_two_of_one_name_must_be_told_apart_by_id_or_words(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    correct(out, "different", ("acme.txt:Li Wei", "beta.txt:Li Wei"))
    with pytest.raises(UsageError, match="2 entities are called 'Li Wei'") as caught:
        correct(out, "label", ("Li Wei", "Li Wei (Acme)"))
    assert "acme.txt:Li Wei" in caught.value.remedy
    correct(out, "label", (entity_of(out, "acme.txt", "Li Wei"), "Li Wei (Acme)"))
    graph = kg.load(out)
    assert {e.label for e in graph.entities if "Li Wei" in (e.label, *e.aliases)} == {"Li Wei (Acme)", "Li Wei"}


def test_taking_back_what_is_not_there_is_refused(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match="no corrections"):
        take_back(out)
    correct(out, "label", ("Acme", "Acme Ltd"))
    for which in ("0", "2", "first", "abcdef"):
        with pytest.raises(UsageError, match="no correction is") as caught:
            take_back(out, which)
        assert "1" in caught.value.remedy
    take_back(out, listed(out)[0].correction.id[:6])


def test_kg_toml_may_name_the_file_and_a_missing_one_is_an_error_but_for_a_first_correction(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "kg.toml").write_text('corrections = "decided.ttl"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"corrections is 'decided\.ttl'"):
        kg.build([news], out=out)
    assert listed(out) == ()
    correct(out, "label", ("Acme", "Acme Ltd"))
    assert (tmp_path / "decided.ttl").is_file()
    assert not (tmp_path / "corrections.ttl").exists()
    assert kg.build([news], out=out).find("Acme").label == "Acme Ltd"


def test_changes_tell_what_each_build_did(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    [first, *_] = changes(out)
    assert (first["build"], first["documents"]) == (1, {"added": 2, "replaced": 0, "removed": 0})
    before = (out / "changes.jsonl").read_bytes()
    kg.build([news], out=out, write=["ttl", "trig"])
    assert (out / "changes.jsonl").read_bytes() == before
    old = {document: entity_of(out, document, "Li Wei") for document in ("acme.txt", "beta.txt")}
    correct(out, "same" if old["acme.txt"] != old["beta.txt"] else "different", ("acme.txt:Li Wei", "beta.txt:Li Wei"))
    made = [line for line in changes(out) if line["build"] == 2]
    assert made[0]["corrections"] == {"replayed": 1, "without effect": 0}
    assert [line["change"] for line in made[1:] if line["of"] == "entity"] in (["merged"], ["split"])
    kg.remove(next(d.id for d in kg.load(out).documents if d.id.endswith("beta.txt")), out=out)
    gone = [line for line in changes(out) if line["build"] == 3]
    assert gone[0]["documents"]["removed"] == 1
    assert "Helen Marsh" in [line["old"][0]["label"] for line in gone[1:] if line["change"] == "removed"]


def test_what_can_not_be_a_folder_of_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no graph"):
        correct(tmp_path / "none", "label", ("A", "B"))
    assert list(tmp_path.iterdir()) == []
