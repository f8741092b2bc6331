"""Loading: which pipelines are taken, and what the refusal of another says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from kg.annotations import load_pipeline
from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language


def test_a_missing_package_is_refused_with_the_command_that_installs_it() -> None:
    with pytest.raises(ModelError, match="pip install no-such-model") as caught:
        load_pipeline("no_such_model")
    assert "no_such_model" in caught.value.message


def test_a_missing_folder_is_refused_with_what_to_give_instead(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="path of a folder"):
        load_pipeline(str(tmp_path / "nothing"))


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(ModelError, match="not for English"):
        load_pipeline(str(tmp_path / "german"))


def test_a_pipeline_without_a_parser_is_refused_with_all_that_it_lacks(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="a dependency parser and a tagger of Penn tags and named entities"):
        load_pipeline(str(tmp_path / "blank"))


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=str(tmp_path)):
        load_pipeline(str(tmp_path))


def test_sentences_do_not_cross_line_feeds(nlp: Language) -> None:
    doc = nlp("Putin and Xi meet in Beijing\nThe two leaders spoke. They left.")
    assert [s.text.strip() for s in doc.sents] == ["Putin and Xi meet in Beijing", "The two leaders spoke.", "They left."]


def test_importing_the_room_loads_no_spacy() -> None:
    program = "import sys, kg.annotations; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_first_word_of_a_report_is_no_sentence(nlp: Language) -> None:
    doc = nlp("PALO ALTO, Calif., March 18 -\nCooperVision Inc said it has delayed its annual meeting to June 22.")
    assert [sentence.text for sentence in doc.sents][1].startswith("CooperVision Inc said")


def test_short_numerals_of_the_wires_are_read_as_numbers(nlp: Language) -> None:
    doc = nlp("Sales rose to 882 mln dlrs.")
    assert [(t.tag_, t.head.text) for t in doc if t.text == "mln"] == [("CD", "dlrs")]
