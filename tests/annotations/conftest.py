"""The trained pipeline and the ontology, loaded once for this room's end-to-end cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.annotations import annotate, load_pipeline, reading
from kg.annotations.records import Annotations
from kg.config import DEFAULT_MODEL
from kg.model import Document, Mention
from kg.ontology import load
from kg.ontology.terms import Ontology

if TYPE_CHECKING:
    from spacy.language import Language

Annotate = Callable[..., Annotations]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline(DEFAULT_MODEL)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load()


@pytest.fixture(scope="session")
def annotated(nlp: Language, ontology: Ontology) -> Annotate:
    """Annotate a text; keyword arguments go to its Document."""

    def make(text: str, **metadata: object) -> Annotations:
        document = Document("doc", "doc.txt", text, **metadata)  # type: ignore[arg-type]
        return annotate(nlp(reading(document)), document, ontology)

    return make


@pytest.fixture(scope="session")
def chain_of() -> Callable[[Annotations, str], list[str]]:
    """Words of all mentions in the chain of the first mention that has these words."""

    def words(annotations: Annotations, text: str) -> list[str]:
        return [m.span.text for m in annotations.chains[mention(annotations, text).chain]]

    return words


@pytest.fixture(scope="session")
def find() -> Callable[[Annotations, str], Mention]:
    return mention


@pytest.fixture(scope="session")
def members_of() -> Callable[[Annotations, str], list[str]]:
    """First words of each member of the group that has these words."""

    def words(annotations: Annotations, text: str) -> list[str]:
        return [annotations.chains[member][0].span.text for member in mention(annotations, text).members]

    return words


def mention(annotations: Annotations, text: str) -> Mention:
    found = next((m.mention for m in annotations.mentions if m.mention.span.text == text), None)
    assert found is not None, f"no mention {text!r} among {[m.mention.span.text for m in annotations.mentions]}"
    return found
