"""What the remembered attribute ruler gives is what the pipeline's own gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.annotations.attributes import ATTRIBUTES, LEMMAS, remember_attributes, remember_lemmas
from kg.config import DEFAULT_MODEL

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*"))
SPOKEN = "There's no way they ain't gonna go. Let's go, c'mon y'all! There is one. You gotta say there 's\n\n two. Did he do it? He did."
WRITTEN = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE"]


@pytest.fixture(scope="module")
def own() -> Any:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def remembered() -> Any:
    nlp = spacy.load(DEFAULT_MODEL)
    assert remember_attributes(nlp)
    return nlp


def test_equal_attributes_on_the_sample_articles_and_on_spoken_words(own: Any, remembered: Any) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SEEDS if path.suffix in (".md", ".txt")] + [SPOKEN]
    assert len(texts) > 5
    for text in texts * 2:  # at the second time everything is remembered
        left, right = own(text), remembered(text)
        assert (left.to_array(WRITTEN) == right.to_array(WRITTEN)).all()


def test_the_ruler_is_asked_only_for_what_is_new(remembered: Any) -> None:
    component = remembered.get_pipe(ATTRIBUTES)
    remembered("The minister met the press.")
    calls = []
    ruler, component._ruler = component._ruler, lambda doc: calls.append(doc)
    try:
        remembered("The minister met the press.")
    finally:
        component._ruler = ruler
    assert calls == []


def test_a_pipeline_without_a_ruler_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    assert not remember_attributes(nlp)
    assert nlp.pipe_names == []


def test_a_ruler_that_reads_more_than_form_tag_and_dependency_is_left_as_it_is() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.get_pipe("attribute_ruler").add([[{"ENT_TYPE": "PERSON"}]], {"POS": "PROPN"})
    assert not remember_attributes(nlp)
    assert "attribute_ruler" in nlp.pipe_names


def test_equal_lemmas(own: Any) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    assert remember_attributes(nlp)
    assert remember_lemmas(nlp)
    texts = [path.read_text(encoding="utf-8") for path in SEEDS if path.suffix in (".md", ".txt")] + [SPOKEN]
    for text in texts * 2:
        left, right = own(text), nlp(text)
        assert (left.to_array(WRITTEN) == right.to_array(WRITTEN)).all()


def test_a_lemma_is_asked_for_once(own: Any) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    assert remember_lemmas(nlp)
    nlp("The ministers met the press.")
    component = nlp.get_pipe(LEMMAS)
    component._lemmatizer = None
    assert [token.lemma_ for token in nlp("The ministers met the press.")] == ["the", "minister", "meet", "the", "press", "."]


def test_a_lemmatizer_of_another_kind_is_left_as_it_is() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.get_pipe("lemmatizer").overwrite = True
    assert not remember_lemmas(nlp)
    assert not remember_lemmas(spacy.blank("en"))
