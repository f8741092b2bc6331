"""Short articles of our own, each about one phenomenon, with what must and what must not be found in them.

A case is a folder: `article.txt`, and `expected.jsonl` with one expectation a line:

    {"subject": "Wang Yi", "predicate": "kg:met", "object": "Sergey Lavrov", "time": "2022-02-03"}     some statement says so
    {"not": {"subject": "Facebook", "predicate": "*", "object": "*"}}                                   none does
    {"known_failure": "why", ...}                                                                       it does not hold yet

Subjects, objects, places and speakers are labels of resolved entities; `*` in a pattern stands for any characters, letter case is
ignored. Further keys: polarity, modality, attribution (all speakers, innermost first), time, place, quantity ([value, unit]),
arguments (patterns of further arguments), status and direct (of the statement's fact).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.annotations import annotate, load_pipeline, reading
from kg.config import DEFAULT_MODEL
from kg.documents import read
from kg.model import Document, Extraction
from kg.ontology import load
from kg.pipeline import resolve
from kg.records import Names, statement_line
from kg.statements import extract

CASES = Path(__file__).parent / "cases"


@cache
def nlp() -> Any:
    return load_pipeline(DEFAULT_MODEL)


@cache
def rows(case: str) -> tuple[dict[str, Any], ...]:
    """The lines of `statements.jsonl` of a case, each with its fact's status."""
    ontology = load()
    (document,) = read([str(CASES / case / "article.txt")])
    assert isinstance(document, Document)
    annotations = annotate(nlp()(reading(document)), document, ontology)
    mentions = tuple(located.mention for located in annotations.mentions)
    resolution = resolve([document], [Extraction(document.id, "", mentions, extract(annotations, ontology))], ontology)
    facts = {fact.id: fact for fact in resolution.facts}
    found = []
    for statement in resolution.statements:
        row = statement_line(statement, Names.of(resolution))
        fact = facts[resolution.fact_of[statement.id]]
        found.append({**row, "status": fact.status, "direct": fact.direct})
    return tuple(found)


def like(pattern: str, text: str) -> bool:
    """Whether a label fits a pattern, letter case and outer space aside."""
    return fnmatchcase(text.strip().lower(), pattern.lower())


def label(part: Mapping[str, Any] | None) -> str:
    return "" if part is None else str(part["label"])


def says(row: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    """Whether a statement says what is expected of it."""
    qualifiers = row["qualifiers"]
    found = {
        "subject": lambda v: like(v, label(row["subject"])),
        "predicate": lambda v: like(v, row["predicate"]["id"]),
        "object": lambda v: like(v, label(row["object"])),
        "polarity": lambda v: row["polarity"] == v,
        "modality": lambda v: row["modality"] == v,
        "attribution": lambda v: [a["label"] for a in row["attribution"]] == v,
        "time": lambda v: qualifiers.get("time") == v,
        "place": lambda v: like(v, label(qualifiers.get("place"))),
        "quantity": lambda v: [qualifiers.get("quantity", {}).get(k) for k in ("value", "unit")] == v,
        "arguments": lambda v: all(any(like(p, label(a)) for a in row["arguments"]) for p in v),
        "status": lambda v: row["status"] == v,
        "direct": lambda v: row["direct"] == v,
    }
    return all(found[key](value) for key, value in expected.items())


def line(row: Mapping[str, Any]) -> str:
    """A statement as one line of a failure's message."""
    speakers = ", ".join(a["label"] for a in row["attribution"])
    stance = f"{row['polarity']} {row['modality']} {row['qualifiers'].get('time')} by={speakers} {row['status']} direct={row['direct']}"
    return f"  {label(row['subject'])} | {row['predicate']['id']} | {label(row['object'])} [{stance}]"


def expectations() -> list[Any]:
    """All expectations of all cases, as parameters."""
    parameters = []
    for path in sorted(CASES.glob("*/expected.jsonl")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            expected = json.loads(text)
            reason = expected.pop("known_failure", None)
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            parameters.append(pytest.param(path.parent.name, expected, marks=marks, id=f"{path.parent.name}-{number}"))
    return parameters


@pytest.mark.parametrize(("case", "expected"), expectations())
def test_the_case_says_what_is_expected(case: str, expected: dict[str, Any]) -> None:
    forbidden = expected.get("not")
    found = [row for row in rows(case) if says(row, forbidden or expected)]
    shown = "\n".join(map(line, rows(case)))
    if forbidden:
        assert not found, f"found: {forbidden}\namong\n{shown}"
    else:
        assert found, f"missing: {expected}\namong\n{shown}"


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_every_quote_stands_in_the_text_of_the_case(case: str) -> None:
    (document,) = read([str(CASES / case / "article.txt")])
    assert isinstance(document, Document)
    for row in rows(case):
        parts = [row["subject"], *([row["object"]] if row["object"] else []), *row["arguments"], *row["attribution"]]
        for part in parts:
            assert document.text[part["start"] : part["end"]] == part["mention"]
        sentence = row["sentence"]
        assert document.text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_a_pattern_fits_any_letter_case_and_nothing_else() -> None:
    assert like("*stadium*", "the Olympic Stadium")
    assert not like("stadium", "the Olympic stadium")
