"""Datelines: the place and day before a report, which are no part of its first sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.datelines import read_dateline
from kg.annotations.records import Annotations
from kg.model import Document, Passage
from kg.ontology.terms import Ontology

Annotate = Callable[..., Annotations]


@pytest.mark.parametrize(
    ("line", "published", "expected"),
    [
        ("PARIS, April 7 -", "1987-04-07", ("Paris", "1987-04-07")),
        ("MOSCOW, Dec 31 (Reuters) -", "2022-01-01", ("Moscow", "2021-12-31")),
        ("PARIS, April 7, 1987 -", None, ("Paris", "1987-04-07")),
        ("PARIS, April 7 -", None, ("Paris", "")),
        ("NOWHEREVILLE (AP) —", "2022-01-01", ("", "")),
    ],
)
def test_place_and_day(ontology: Ontology, line: str, published: str | None, expected: tuple[str, str]) -> None:
    text = f"{line} They met."
    document = Document("a", "a", text, published=published, boilerplate=(Passage(0, len(line), "dateline"),))
    assert read_dateline(document, ontology) == expected


def test_a_dateline_dates_no_sentence(annotated: Annotate) -> None:
    line = "PARIS, April 7 -"
    found = annotated(f"{line} The group said it sold its stake.", published="1987-04-08", boilerplate=(Passage(0, len(line), "dateline"),))
    assert (found.times, found.dateline_place, found.dateline_date) == ([], "Paris", "1987-04-07")
