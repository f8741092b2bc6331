"""What a build changed: `changes.jsonl`, the one file of a graph that tells of its past.

A line with counts for each build that changed anything, then a line for each entity and fact that was added, removed, renamed, merged or
split (and for each fact whose status changed), with old and new ids. An entity is renamed if its id, label or class is another, a fact if
its id is. Of one kind of change more than `LISTED` are only counted.

Invariants: a build that changes nothing writes nothing; what an entity was is told by its mentions in documents that did not change,
what a fact was by their statements; the work is linear in both graphs. The file is outside the rule of the same bytes, for it depends on
the builds before; it depends on neither clock nor order of input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.model import Resolution
from kg.records import DOCUMENTS, ENTITIES, FACTS, read_lines, write_lines

CHANGES = "changes.jsonl"
LISTED = 200
KEPT_BUILDS = 50
Part = tuple[str, str]
KINDS = ("added", "removed", "renamed", "merged", "split", "changed")


@dataclass(frozen=True, slots=True)
class Item:
    """An entity or a fact as a build left it.

    Attributes:
        id: its id.
        shown: what a line says of it, beside the id.
        parts: the mentions or statements by which it is known again, with their documents ("" for statements).
        state: for a fact, what else of it can change.
    """

    id: str
    shown: Mapping[str, Any]
    parts: tuple[Part, ...]
    state: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph as far as changes need it: hashes of documents, entities and facts by id."""

    documents: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, Item] = field(default_factory=dict)
    facts: Mapping[str, Item] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entity or a fact: what was there, and what is there now."""

    of: str
    kind: str
    old: tuple[Item, ...]
    new: tuple[Item, ...]

    def line(self) -> dict[str, Any]:
        """Give the change as a line without its build."""
        return {
            "of": self.of,
            "change": self.kind,
            "old": [{"id": item.id, **item.shown} for item in self.old],
            "new": [{"id": item.id, **item.shown} for item in self.new],
        }


def snapshot_of(resolution: Resolution) -> Snapshot:
    """Take a snapshot of a graph in memory."""
    labels = {entity.id: entity.label for entity in resolution.entities}
    facts: dict[str, Item] = {}
    for fact in resolution.facts:
        if not fact.mirror_of:
            thing = labels.get(fact.object) or (fact.value.text if fact.value else "")
            words = _words(labels.get(fact.subject, ""), fact.label, thing)
            facts[fact.id] = Item(fact.id, {"label": words, "status": fact.status}, _parts(fact.statements), (fact.status, fact.direct))
    return Snapshot(
        {document.id: document.sha256 for document in resolution.documents},
        {e.id: Item(e.id, {"label": e.label, "type": e.type}, tuple((m.span.document, m.id) for m in e.mentions)) for e in resolution.entities},
        facts,
    )


def read_snapshot(out: Path) -> Snapshot:
    """Take a snapshot of the graph in a folder; an empty one if there is none, or none that this version can read."""
    if not all((out / name).is_file() for name in (DOCUMENTS, ENTITIES, FACTS)):
        return Snapshot()
    try:
        return _read(out)
    except (UsageError, KeyError, TypeError, AttributeError):
        return Snapshot()


def _read(out: Path) -> Snapshot:
    facts: dict[str, Item] = {}
    for line in read_lines(out / FACTS):
        if not line["mirror_of"]:
            thing = line["object"] or {}
            words = _words(line["subject"].get("label", ""), line["predicate"]["label"], thing.get("label", ""))
            shown = {"label": words, "status": line["status"]}
            facts[line["id"]] = Item(line["id"], shown, _parts(line["statements"]), (line["status"], line["direct"]))
    return Snapshot(
        {line["id"]: line["sha256"] for line in read_lines(out / DOCUMENTS)},
        {
            line["id"]: Item(line["id"], {"label": line["label"], "type": line["type"]}, tuple((m["document"], m["id"]) for m in line["mentions"]))
            for line in read_lines(out / ENTITIES)
        },
        facts,
    )


def _parts(statements: Iterable[str]) -> tuple[Part, ...]:
    return tuple(("", statement) for statement in statements)


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def compare(old: Snapshot, new: Snapshot) -> list[Change]:
    """List what changed between two graphs.

    Args:
        old: the graph before.
        new: the graph after.

    Returns:
        Changes of entities, then of facts, each by kind and id.
    """
    mended = {id for id, hash in old.documents.items() if new.documents.get(id) != hash}
    found = [*_compared("entity", old.entities, new.entities, mended), *_compared("fact", old.facts, new.facts, mended)]
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(found, key=lambda c: (c.of, order[c.kind], [i.id for i in c.old], [i.id for i in c.new]))


def _compared(of: str, old: Mapping[str, Item], new: Mapping[str, Item], mended: Collection[str]) -> Iterator[Change]:
    now: dict[Part, str] = {part: item.id for item in new.values() for part in item.parts}
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for item in old.values():
        for part in item.parts:
            if part in now and part[0] not in mended:
                after[item.id].add(now[part])
                before[now[part]].add(item.id)
    for id in old.keys() & new.keys():
        if not after[id] and not before[id]:
            after[id].add(id)
            before[id].add(id)
    for id, item in old.items():
        targets = sorted(after[id])
        if not targets:
            yield Change(of, "removed", (item,), ())
        elif len(targets) > 1:
            yield Change(of, "split", (item,), tuple(new[target] for target in targets))
        elif len(before[targets[0]]) == 1:
            yield from _one_to_one(of, item, new[targets[0]])
    for id, item in new.items():
        sources = sorted(before[id])
        if not sources:
            yield Change(of, "added", (), (item,))
        elif len(sources) > 1:
            yield Change(of, "merged", tuple(old[source] for source in sources), (item,))


def _one_to_one(of: str, old: Item, new: Item) -> Iterator[Change]:
    if of == "entity":
        if (old.id, old.shown) != (new.id, new.shown):
            yield Change(of, "renamed", (old,), (new,))
    elif old.id != new.id:
        yield Change(of, "renamed", (old,), (new,))
    elif old.state != new.state:
        yield Change(of, "changed", (old,), (new,))


def counts(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Count changes by what they are of and their kind.

    Example:
        >>> counts([Change("entity", "added", (), ()), Change("entity", "added", (), ())])
        {'entity': {'added': 2}}
    """
    found: dict[str, dict[str, int]] = {}
    for change in changes:
        of = found.setdefault(change.of, {})
        of[change.kind] = of.get(change.kind, 0) + 1
    return found


def write_changes(previous: Path, folder: Path, old: Snapshot, new: Snapshot, changes: Sequence[Change], corrections: Mapping[str, int]) -> None:
    """Write the file of changes with those of this build at its end.

    Args:
        previous: the folder of the graph before; its file of changes is continued, up to `KEPT_BUILDS` builds.
        folder: where to write.
        old: the graph before.
        new: the graph after.
        changes: from `compare`.
        corrections: how many corrections were replayed and how many of them no longer apply.
    """
    lines: list[Mapping[str, Any]] = list(read_lines(previous / CHANGES)) if (previous / CHANGES).is_file() else []
    documents = {
        "added": len(new.documents.keys() - old.documents.keys()),
        "replaced": sum(old.documents[id] != new.documents[id] for id in old.documents.keys() & new.documents.keys()),
        "removed": len(old.documents.keys() - new.documents.keys()),
    }
    if changes or any(documents.values()):
        build = lines[-1]["build"] + 1 if lines else 1
        counted = counts(changes)
        lines = [line for line in lines if line["build"] > build - KEPT_BUILDS]
        found = {"entities": counted.get("entity", {}), "facts": counted.get("fact", {})}
        lines.append({"build": build, "documents": documents, **found, **({"corrections": dict(corrections)} if corrections else {})})
        lines += [{"build": build, **change.line()} for change in changes if counted[change.of][change.kind] <= LISTED]
    if lines:
        write_lines(folder / CHANGES, lines)
