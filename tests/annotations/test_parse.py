"""Parse: offsets, trees without white space, edges of subtrees."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.annotations.parse import Parse

VOCAB = spacy.blank("en").vocab


def doc_of(words: list[str], heads: list[int], spaces: list[bool] | None = None) -> Doc:
    return Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=["ROOT" if h == i else "dep" for i, h in enumerate(heads)])


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Heads of a projective tree, as a parser makes them."""

    def build(first: int, last: int, head: int | None, heads: dict[int, int]) -> None:
        if first >= last:
            return
        root = draw(st.integers(first, last - 1))
        heads[root] = root if head is None else head
        for a, b in ((first, root), (root + 1, last)):
            cut = draw(st.integers(a, b)) if a < b else a
            build(a, cut, root, heads)
            build(cut, b, root, heads)

    size = draw(st.integers(1, 12))
    heads: dict[int, int] = {}
    build(0, size, None, heads)
    return [heads[i] for i in range(size)]


@given(trees())
def test_edges_are_those_of_the_subtree(heads: list[int]) -> None:
    parse = Parse.of(doc_of([f"w{i}" for i in range(len(heads))], heads))
    below: list[set[int]] = [{i} for i in range(len(heads))]
    for i in range(len(heads)):
        h = i
        while heads[h] != h:
            h = heads[h]
            below[h].add(i)
    assert parse.left == [min(b) for b in below]
    assert parse.right == [max(b) for b in below]
    assert all(parse.heads[c] == i for i in range(len(heads)) for c in parse.children[i])


def test_white_space_is_no_token_and_its_dependents_go_to_its_head() -> None:
    doc = Doc(VOCAB, words=["Xi", " ", "met", "Putin"], spaces=[True, False, True, False], heads=[2, 0, 2, 1], deps=["nsubj", "dep", "ROOT", "dobj"])
    for token in doc:
        token.pos_ = "SPACE" if token.text == " " else "PROPN"
    parse = Parse.of(doc)
    assert parse.words == ["Xi", "met", "Putin"]
    assert parse.heads == [1, 1, 0]
    assert [parse.text[a:b] for a, b in zip(parse.start, parse.end, strict=True)] == parse.words


def test_a_text_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="5 characters"):
        Parse.of(doc_of(["Hello"], [0], [False]), "Hello!")


def test_an_empty_doc_has_an_empty_parse() -> None:
    parse = Parse.of(Doc(VOCAB))
    assert (parse.words, parse.sentences, parse.entities) == ([], [], [])


def test_entities_that_touch_stay_apart() -> None:
    doc = doc_of(["Paris", "London"], [0, 0])
    doc.set_ents([spacy.tokens.Span(doc, 0, 1, label="GPE"), spacy.tokens.Span(doc, 1, 2, label="GPE")])
    assert Parse.of(doc).entities == [(0, 1, "GPE"), (1, 2, "GPE")]


def tagged(words: list[str], tags: list[str], heads: list[int], spaces: list[bool]) -> Parse:
    deps = ["ROOT" if h == i else f"dep{i}" for i, h in enumerate(heads)]
    return Parse.of(Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=tags, lemmas=words))


def test_what_the_tagger_reads_as_one_word_is_one_token() -> None:
    parse = tagged(["a", "re", "-", "run", "began"], ["DT", "NN", "NN", "NN", "VBD"], [3, 4, 4, 4, 4], [True, False, False, True, False])
    assert parse.words == ["a", "re-run", "began"]
    assert parse.heads == [1, 2, 2]
    assert (parse.lemmas[1], parse.tags[1], parse.start, parse.end) == ("re-run", "NN", [0, 2, 9], [1, 8, 14])


@pytest.mark.parametrize("tag", ["HYPH", ":", "NNP"])
def test_a_hyphen_that_is_a_mark_parts_words(tag: str) -> None:
    parse = tagged(["well", "-", "known"], ["RB", tag, "VBN"], [2, 2, 2], [False, False, False])
    assert parse.words == ["well", "-", "known"]


def test_a_joined_word_makes_no_cycle() -> None:
    # “re” hangs on the root, “run” below the noun that hangs on “re”
    parse = tagged(["re", "-", "run", "talks"], ["NN", "NN", "NN", "NNS"], [0, 0, 3, 0], [False, False, True, False])
    assert (parse.heads, parse.deps) == ([0, 0], ["ROOT", "dep3"])
