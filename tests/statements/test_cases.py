"""News sentences end to end by the trained pipeline: what must be found in each, and what must not (`cases.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from kg.annotations.records import Annotations
from kg.model import Modality, Statement

ReadText = Callable[..., tuple[Annotations, tuple[Statement, ...]]]

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
MODALITIES = get_args(Modality)
PUBLISHED = "2022-02-05"


def seen(statement: Statement) -> dict[str, str]:
    """What a case may ask of a statement."""
    time, place = statement.qualifiers.time, statement.qualifiers.place
    return {
        "polarity": statement.polarity,
        "modality": statement.modality,
        "by": ", ".join(a.label for a in statement.attribution),
        "on": time.value if time is not None else "",
        "at": place.label if place is not None else "",
        **{a.role: a.label for a in statement.arguments},
    }


def written(statement: Statement) -> str:
    """A statement as a case writes it."""
    object_ = "-" if statement.object is None else statement.object.label
    flags = {k: v for k, v in seen(statement).items() if v not in ("", "affirmed", "actual")}
    return " | ".join([statement.subject.label, statement.predicate.id, object_, *(f"{k}={v}" for k, v in flags.items())])


def wanted(line: str) -> tuple[list[str], dict[str, str]]:
    """Subject, predicate, object and what else a line of a case asks."""
    subject, predicate, object_, *flags = (part.strip() for part in line.split("|"))
    asked: dict[str, str] = {}
    for flag in flags:
        name, _, value = flag.partition("=")
        if value:
            asked[name] = value
        elif name == "negated":
            asked["polarity"] = name
        elif name == "asserted":
            asked |= {"polarity": "affirmed", "modality": "actual", "by": ""}
        else:
            assert name in MODALITIES, line
            asked["modality"] = name
    return [subject, predicate, object_], asked


def fits(statement: Statement, line: str, *, exact: bool) -> bool:
    """Whether a statement is what a line asks for; `exact`: what the line does not name must be as in plain news."""
    triple, asked = wanted(line)
    if exact:
        asked = {"polarity": "affirmed", "modality": "actual", "by": "", **asked}
    object_ = "-" if statement.object is None else statement.object.label
    slots = ({statement.subject.label}, {statement.predicate.id, statement.predicate.label}, {object_})
    found = seen(statement)
    return all(want in ("*", *have) for want, have in zip(triple, slots, strict=True)) and all(found.get(k) == v for k, v in asked.items())


def parameters() -> list[Any]:
    return [
        pytest.param(case, id=case["text"][:60], marks=[pytest.mark.xfail(strict=True, reason=case["bug"])] if "bug" in case else [])
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_a_sentence_says_what_it_must_and_no_more(case: dict[str, Any], read_text: ReadText) -> None:
    _, statements = read_text(case["text"], published=PUBLISHED)
    found = [written(s) for s in statements]
    missing = [line for line in case.get("has", []) if not any(fits(s, line, exact=True) for s in statements)]
    assert not missing, found
    wrong = [line for line in case.get("lacks", []) if any(fits(s, line, exact=False) for s in statements)]
    assert not wrong, found
    if "count" in case:
        assert len(statements) == case["count"], found


def test_every_case_asks_for_something_and_is_written_once() -> None:
    assert all(set(case) <= {"text", "has", "lacks", "count", "bug"} for case in CASES)
    assert all(case.get("has") or case.get("lacks") or "count" in case for case in CASES)
    assert len({case["text"] for case in CASES}) == len(CASES)
