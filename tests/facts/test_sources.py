"""Copies, confidence and superseded documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.facts.confidence import combine
from kg.facts.duplicates import copies
from kg.facts.resolution import superseded_documents
from kg.model import Document, Passage

SENTENCES = [f"Sentence number {n} of the report has {n} words that nobody else writes." for n in range(8)]
EVIDENCE = st.lists(st.tuples(st.sampled_from([("a",), ("b",), ("c",)]), st.floats(0, 1)), min_size=1, max_size=6)


def _document(name: str, numbers: range, published: str | None = None, **given: object) -> Document:
    return Document(name, name, " ".join(SENTENCES[n] for n in numbers), published=published, **given)  # type: ignore[arg-type]


def test_a_cut_copy_belongs_to_the_earliest() -> None:
    found = copies([_document("a", range(4), "2022-01-02"), _document("b", range(8), "2022-01-01"), _document("c", range(6, 8))])
    assert found == {"a": "b", "b": "b", "c": "c"}


def test_case_spacing_and_marks_do_not_hide_a_copy() -> None:
    text = " ".join(SENTENCES)
    assert copies([Document("a", "a", text), Document("b", "b", text.upper().replace(". ", "!\n\n"))]) == {"a": "a", "b": "a"}


def test_shared_boilerplate_makes_no_copy() -> None:
    footer = " ".join(SENTENCES[:4])
    documents = [
        Document(name, name, f"{own} {footer}", boilerplate=(Passage(len(own) + 1, len(own) + 1 + len(footer), "subscription"),))
        for name, own in (("a", "Only this one tells of what the minister did."), ("b", "Another one tells of a football match instead."))
    ]
    assert copies(documents) == {"a": "a", "b": "b"}


@given(EVIDENCE)
def test_confidence_is_a_probability_whatever_the_order(evidence: list[tuple[tuple[str, ...], float]]) -> None:
    found = combine(evidence)
    assert 0 <= found <= 1
    assert found == combine(list(reversed(evidence)))
    assert found >= round(max(c for _, c in evidence), 4)


@given(EVIDENCE, st.floats(0, 1))
def test_another_origin_never_makes_a_fact_less_sure(evidence: list[tuple[tuple[str, ...], float]], more: float) -> None:
    assert combine([*evidence, (("d",), more)]) >= combine(evidence)


def test_a_document_is_superseded_by_another_only() -> None:
    documents = [Document("a", "a", "", url="https://x.org/a"), Document("b", "b", "", supersedes="a"), Document("c", "c", "", supersedes="c")]
    assert superseded_documents(documents) == {"a"}
