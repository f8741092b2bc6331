"""Floors of this room's figures on annotated data that is not part of the project; lowering one is a deliberate act."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg.annotations import Annotations, Parse

Annotate = Callable[..., Annotations]
VALUES_FLOOR = 78.0  # F of dates' values, per cent
CHAINS_FLOOR = 54.0  # CoNLL average, per cent
OUTSIDE = frozenset(("punct", "nsubj", "nsubjpass", "aux", "ccomp", "advcl", "mark", "csubj", "parataxis", "neg", "advmod", "dep", "preconj"))


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def written(path: Path, lines: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def scored(shared: Path, script: str, *options: str | Path) -> str:
    command = [sys.executable, str(shared / "scorers" / script), *map(str, options)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def full_phrase(parse: Parse, head: int, first: int, last: int) -> tuple[int, int]:
    """The whole noun phrase that OntoNotes annotates: with clauses and prepositional phrases, without conjuncts."""
    inside = set(range(first, last))
    waiting = [head]
    while waiting:
        token = waiting.pop()
        inside.add(token)
        for child in parse.children[token]:
            dep = parse.deps[child]
            if token == head and (dep in ("conj", "cc") or (dep in OUTSIDE and parse.heads[head] == head) or dep in ("preconj", "dep")):
                continue
            if not (token == head and dep == "advmod" and child < first):
                waiting.append(child)
    a = b = head
    while a - 1 in inside:
        a -= 1
    while b + 1 in inside or (b + 2 in inside and parse.pos[b + 1] == "PUNCT"):
        b += 1
    while b > head and parse.pos[b] == "PUNCT" and parse.words[b] not in ')”"':
        b -= 1
    return a, b + 1


def ontonotes(annotations: Annotations) -> list[dict[str, Any]]:
    parse = annotations.parse
    spans: dict[tuple[int, int], str] = {}
    for located in annotations.mentions:
        kind = located.mention.kind
        if kind == "demonym" or (kind == "nominal" and parse.deps[located.head] == "appos"):
            continue  # that scheme has neither
        whole = (located.first, located.last) if kind == "pronoun" else full_phrase(parse, located.head, located.first, located.last)
        spans.setdefault((parse.start[whole[0]], parse.end[whole[1] - 1]), located.mention.chain)
    return [{"start": a, "end": b, "coref_cluster": chain} for (a, b), chain in spans.items()]


def test_values_of_dates(annotated: Annotate, shared: Path, tmp_path: Path) -> None:
    gold = rows(shared / "data" / "gum_dates_dev.jsonl.gz")
    found = []
    for row in gold:
        annotations = annotated(row["text"], published=row["meta"]["dct"])
        resolved = [(t, t.point) for t in annotations.times if t.point is not None]
        found.append(
            {"doc_id": row["doc_id"], "timexes": [{"start": p.start, "end": p.end_offset, "type": "DATE", "value": p.value} for _, p in resolved]}
        )
    printed = scored(shared, "timex.py", "--gold", written(tmp_path / "gold", gold), "--pred", written(tmp_path / "found", found))
    value = re.search(r"^value .*F ([\d.]+)$", printed, re.MULTILINE)
    assert value is not None
    assert float(value[1]) >= VALUES_FLOOR, printed


def test_chains(annotated: Annotate, shared: Path, tmp_path: Path) -> None:
    gold = rows(shared / "data" / "gum_newslike_dev.jsonl.gz")
    found = [{"doc_id": row["doc_id"], "mentions": ontonotes(annotated(row["text"], published=row["meta"].get("dateCreated")))} for row in gold]
    files = ("--gold", written(tmp_path / "gold", gold), "--pred", written(tmp_path / "found", found))
    printed = scored(shared, "coref.py", *files, "--key", "onto_mentions", "--drop-singletons", "--json")
    assert 100 * json.loads(printed)["conll"] >= CHAINS_FLOOR, printed
