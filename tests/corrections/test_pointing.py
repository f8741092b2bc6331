"""Pointers find their words wherever these stand, and say what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corrections import MentionPointer
from kg.corrections.pointing import Places, occurrences, point_at_mention, point_at_statement
from kg.model import Argument, Document, Extraction, Mention, Predicate, Qualifiers, Span, Statement

TEXT = "Ada Byron met Li Wei. Then he left. Li Wei stayed; he did not.\n\nThen he left. Li Wei slept."


def mention(text: str, words: str, number: int = 1, *, document: str = "a") -> Mention:
    start, end = occurrences(text, words)[number - 1]
    return Mention(f"{document}{start}", Span(document, start, end, text[start:end]), "Person", "c", "name")


def every_mention(text: str) -> list[Mention]:
    return [mention(text, words, n + 1) for words in ("Ada Byron", "Li Wei", "he") for n in range(len(occurrences(text, words)))]


def statement(text: str, subject: str, phrase: str, *, label: str = "", number: int = 1, id: str = "s") -> Statement:
    start, end = occurrences(text, f"{subject} {phrase}")[number - 1]
    at = start + len(subject) + 1
    argument = Argument("subject", subject, start, start + len(subject), "Person", label or subject, "c")
    sentence = Span("a", start, end + 1, text[start : end + 1])
    return Statement(
        id, "a", "k", argument, Predicate("rel:x", phrase, phrase, at, end), None, (), Qualifiers(), sentence, "affirmed", "actual", "past", (), 0.9,
        "verbal",
    )  # fmt: skip


def places(text: str, statements: tuple[Statement, ...] = ()) -> Places:
    return Places([Document("a", "a", text)], [Extraction("a", "", tuple(every_mention(text)), statements)])


@pytest.mark.parametrize("moved", [TEXT, "A new beginning.\n" + TEXT, TEXT.replace("Then he left.", "Then\nhe  left."), TEXT + " Li Wei woke."])
def test_each_mention_is_found_again_by_its_words_where_the_text_around_it_moved(moved: str) -> None:
    before = every_mention(TEXT)
    after = every_mention(moved)
    for one in before:
        same = [m for m in after if m.span.text.split() == one.span.text.split()]
        nth = [m for m in before if m.span.text == one.span.text].index(one)
        found = places(moved).mention(point_at_mention(one, Document("a", "a", TEXT), {}))
        assert isinstance(found, Mention)
        assert (found.span.text.split(), found.span.start) == (one.span.text.split(), same[nth].span.start)


@given(st.text("ab .\n", max_size=1500), st.text("ab .\n", max_size=1500))
def test_whatever_stands_around_it_a_mention_is_found_by_its_pointer(before: str, after: str) -> None:
    text = f"{before} Q {after}"
    start = len(before) + 1
    one = Mention("m", Span("a", start, start + 1, "Q"), "Thing", "c", "name")
    pointer = point_at_mention(one, Document("a", "a", text), {})
    assert Places([Document("a", "a", text)], [Extraction("a", "", (one,), ())]).mention(pointer) == one


def test_what_is_gone_is_said() -> None:
    pointer = point_at_mention(mention(TEXT, "Li Wei", 2), Document("a", "a", TEXT), {})
    assert places(TEXT.replace("stayed", "waited")).mention(pointer) == "a does not have these words any more"
    assert places(TEXT).mention(replace(pointer, document="b")) == "no document b in the graph"
    assert places(TEXT).mention(replace(pointer, occurrence=7)) == "a does not have these words any more"
    assert places(TEXT).mention(MentionPointer("a", "slept", "Li Wei slept.")) == "nothing is mentioned by these words of a any more"


def test_a_mention_with_other_edges_is_the_nearest_one() -> None:
    pointer = MentionPointer("a", "Wei", "Li Wei slept.")
    found = places(TEXT).mention(pointer)
    assert isinstance(found, Mention)
    assert found.span.text == "Li Wei"


def test_words_that_are_a_part_of_words_are_found_too() -> None:
    text = "It has 30GB or 60GB of room."
    for number, start in enumerate((9, 17), start=1):
        one = Mention("m", Span("a", start, start + 2, "GB"), "Thing", "c", "name")
        pointer = point_at_mention(one, Document("a", "a", text), {})
        assert pointer.occurrence == number
        assert Places([Document("a", "a", text)], [Extraction("a", "", (one,), ())]).mention(pointer) == one


def test_statements_of_equal_words_are_counted() -> None:
    one, two = (statement(TEXT, "he", "left", number=n, id=f"s{n}") for n in (1, 2))
    pointer = point_at_statement(two, (one, two))
    assert pointer.occurrence == 2
    assert places(TEXT, (two, one)).statement(pointer) == two
    assert places(TEXT, (one,)).statement(pointer) == "no such statement is read from these words of a any more"
    assert places("Else.", ()).statement(pointer) == "a does not have these words any more"
    assert Places([], []).statement(pointer) == "no document a in the graph"


def test_members_of_a_group_are_told_apart_by_what_they_name() -> None:
    one, two = (statement(TEXT, "he", "left", label=label, id=label) for label in ("Ada", "Li"))
    for chosen in (one, two):
        assert places(TEXT, (two, one)).statement(point_at_statement(chosen, (one, two))) == chosen
