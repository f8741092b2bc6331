"""What changed between two graphs, told by mentions and statements."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.changes import CHANGES, KEPT_BUILDS, LISTED, Change, Item, Snapshot, compare, counts, read_snapshot, snapshot_of, write_changes


def graph(documents: str = "a", **entities: str) -> Snapshot:
    """Entities by id, each with the numbers of its mentions in document a."""
    found = {id: Item(id, {"label": id, "type": "Person"}, tuple(("a", mention) for mention in mentions)) for id, mentions in entities.items()}
    return Snapshot({"a": documents}, found, {})


def shown(change: Change) -> tuple[str, str, str]:
    return change.kind, "".join(i.id for i in change.old), "".join(i.id for i in change.new)


def kinds(old: Snapshot, new: Snapshot) -> list[tuple[str, str, str]]:
    return [shown(change) for change in compare(old, new)]


def test_each_kind_of_change_is_told_by_mentions() -> None:
    assert kinds(graph(A="12", B="3"), graph(A="12", B="3")) == []
    assert kinds(graph(A="12", B="3"), graph(A="123")) == [("merged", "AB", "A")]
    assert kinds(graph(A="123"), graph(A="12", B="3")) == [("split", "A", "AB")]
    assert kinds(graph(A="12"), graph(C="12")) == [("renamed", "A", "C")]
    assert kinds(graph(A="12"), graph(A="12", B="3")) == [("added", "", "B")]
    assert kinds(graph(A="12", B="3"), graph(A="12")) == [("removed", "B", "")]
    assert kinds(graph(A="12", B="34"), graph(A="13", B="24")) == [
        ("merged", "AB", "A"), ("merged", "AB", "B"), ("split", "A", "AB"), ("split", "B", "AB"),
    ]  # fmt: skip


def test_in_a_document_with_other_words_a_mention_proves_nothing() -> None:
    assert kinds(graph("old", A="12"), graph("new", B="12")) == [("added", "", "B"), ("removed", "A", "")]
    assert kinds(graph("old", A="12"), graph("new", A="34")) == []


def test_a_fact_changes_with_its_status() -> None:
    def fact(status: str, id: str = "f") -> Snapshot:
        return Snapshot({}, {}, {id: Item(id, {"label": "A met B"}, (("", "s"),), (status, False))})

    assert [(c.of, c.kind) for c in compare(fact("Asserted"), fact("Denied"))] == [("fact", "changed")]
    assert [(c.of, c.kind) for c in compare(fact("Asserted"), fact("Asserted", "g"))] == [("fact", "renamed")]


owners = st.dictionaries(st.sampled_from("123456"), st.sampled_from("ABCD"))


def owned(by: dict[str, str]) -> Snapshot:
    return graph(**{id: "".join(mention for mention, owner in sorted(by.items()) if owner == id) for id in sorted(set(by.values()))})


@given(owners, owners)
def test_whatever_is_gone_or_new_is_told_and_nothing_is_told_of_what_stayed(one: dict[str, str], two: dict[str, str]) -> None:
    changes = compare(owned(one), owned(two))
    touched = {item.id for change in changes for item in (*change.old, *change.new)}
    assert set(one.values()) ^ set(two.values()) <= touched
    assert compare(owned(one), owned(one)) == []
    back = {"added": "removed", "removed": "added", "merged": "split", "split": "merged", "renamed": "renamed"}
    assert sorted(map(shown, compare(owned(two), owned(one)))) == sorted((back[kind], new, old) for kind, old, new in map(shown, changes))


def test_many_changes_are_counted_and_old_builds_forgotten(tmp_path: Path) -> None:
    item = Item("A", {"label": "A"}, ())
    many = [Change("entity", "added", (), (item,))] * (LISTED + 1) + [Change("fact", "removed", (item,), ())]
    for _ in range(KEPT_BUILDS + 3):
        write_changes(tmp_path, tmp_path, Snapshot(), Snapshot(), many, {})
    lines = [json.loads(line) for line in (tmp_path / CHANGES).read_text(encoding="utf-8").splitlines()]
    assert sorted({line["build"] for line in lines}) == list(range(4, KEPT_BUILDS + 4))
    last = [line for line in lines if line["build"] == KEPT_BUILDS + 3]
    assert last[0]["entities"] == {"added": LISTED + 1}
    assert last[1:] == [{"build": KEPT_BUILDS + 3, "of": "fact", "change": "removed", "old": [{"id": "A", "label": "A"}], "new": []}]
    assert counts(many) == {"entity": {"added": LISTED + 1}, "fact": {"removed": 1}}


def test_a_graph_on_disk_is_the_graph_in_memory(built: Path) -> None:
    import kg

    assert compare(read_snapshot(built), snapshot_of(kg.load(built).resolution)) == []
    assert read_snapshot(built) == snapshot_of(kg.load(built).resolution)


def test_a_damaged_graph_is_none(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path) == Snapshot()
    for name in ("documents.jsonl", "entities.jsonl", "facts.jsonl"):
        (tmp_path / name).write_text('{"id": "x"}\n', encoding="utf-8")
    assert read_snapshot(tmp_path) == Snapshot()
