"""Parses built by hand, what the statements room makes of them, and the trained pipeline for end-to-end cases.

A parse is written as one string, a token a word of it, `WORD[=LEMMA]/TAG[:POS][/DEP[>HEAD]][@ENTITY]`:

    Xi/NNP/nsubj>met@PERSON met=meet/VBD/ROOT Putin/NNP/dobj>met@PERSON .

HEAD is a word of the same sentence (`met~2` its second occurrence there); a mark alone hangs on the sentence's root; `|` parts sentences.
The lemma is the word in lower case and the part of speech follows from the tag where they are not given; `'s` and marks close up to what stands
before them. Neighbours with the same ENTITY are one name, unless the later one is written `@+ENTITY`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotations import annotate, load_pipeline, reading
from kg.annotations.records import Annotations
from kg.config import DEFAULT_MODEL
from kg.model import Argument, Document, Statement
from kg.ontology import load
from kg.ontology.terms import Ontology
from kg.statements import extract
from kg.statements.clauses import Clause, Clauses
from kg.statements.reading import Reading

if TYPE_CHECKING:
    from spacy.language import Language

Brief = tuple[str, str, str]

VOCAB = spacy.blank("en").vocab
MARKS = {",": ",", ".": ".", "?": ".", "!": ".", ":": ":", ";": ":", "—": ":", "“": "``", "”": "''", "-": "HYPH", "(": "-LRB-", ")": "-RRB-"}
POS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("PRP", "PRP$", "WP", "WP$", "WDT", "EX"), "PRON"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "ADV"),
    **dict.fromkeys(("IN", "RP"), "ADP"),
    **dict.fromkeys(("TO", "POS"), "PART"),
    **dict.fromkeys(MARKS.values(), "PUNCT"),
    "MD": "AUX",
    "DT": "DET",
    "CC": "CCONJ",
    "CD": "NUM",
    "$": "SYM",
    "WRB": "SCONJ",
}
CLOSES_UP = (",", ".", "?", "!", ":", ";", "”", ")", "'s", "’s", "n't", "n’t", "%", "-")
OPENS = ("“", "(", "$", "-")


def build(notation: str) -> Doc:
    """The Doc that a notation stands for."""
    words: list[str] = []
    lemmas: list[str] = []
    tags: list[str] = []
    pos: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    entities: list[str] = []
    for sentence in notation.split("|"):
        first = len(words)
        wanted: list[str] = []
        for item in sentence.split():
            if item in MARKS:
                item = f"{item}/{MARKS[item]}/punct"
            item, _, entity = item.partition("@")
            word, tag, *relation = item.split("/")
            word, _, lemma = word.partition("=")
            tag, _, part = tag.partition(":") if tag != ":" else (":", "", "PUNCT")
            dep, _, head = (relation or ["ROOT"])[0].partition(">")
            if not part:
                part = "AUX" if dep in ("aux", "auxpass") and tag != "TO" else POS[tag]
            words.append(word)
            lemmas.append(lemma or word.lower())
            tags.append(tag)
            pos.append(part)
            deps.append(dep)
            wanted.append(head)
            inside = entities and entities[-1][2:] == entity and len(entities) > first
            begins = entity.startswith("+") or not inside
            entities.append(("B-" if begins else "I-") + entity.removeprefix("+") if entity else "O")
        root = first + deps[first:].index("ROOT")
        heads.extend(_head(words[first:], head, root - first) + first for head in wanted)
    spaces = [after not in CLOSES_UP and word not in OPENS for word, after in zip(words, [*words[1:], "."], strict=True)]
    return Doc(VOCAB, words=words, spaces=spaces, lemmas=lemmas, tags=tags, pos=pos, deps=deps, heads=heads, ents=entities)


def _head(words: list[str], head: str, root: int) -> int:
    if not head:
        return root
    word, _, number = head.partition("~")
    places = [i for i, w in enumerate(words) if w == word]
    assert len(places) == 1 or number, f"{head} is {len(places)} words of {' '.join(words)}"
    return places[int(number or 1) - 1]


def label(argument: Argument | None) -> str:
    """What fills a slot, in short: its label, `∅` where there is nothing."""
    return "∅" if argument is None else argument.label or argument.text


def brief(statements: tuple[Statement, ...]) -> list[Brief]:
    """Subject, predicate and object of each statement, in order."""
    return [(label(s.subject), s.predicate.id, label(s.object)) for s in statements]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load()


@pytest.fixture(scope="session")
def doc_of() -> Callable[[str], Doc]:
    return build


@pytest.fixture(scope="session")
def annotated(ontology: Ontology) -> Callable[..., Annotations]:
    """Annotations of a parse built by hand; keyword arguments go to its Document."""

    def make(notation: str, **metadata: object) -> Annotations:
        doc = build(notation)
        return annotate(doc, Document("doc", "doc.txt", doc.text, **metadata), ontology)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def reading_of(annotated: Callable[..., Annotations], ontology: Ontology) -> Callable[..., Reading]:
    """A document being read, before any extractor has run."""
    return lambda notation, **metadata: Reading(annotated(notation, **metadata), ontology)


@pytest.fixture(scope="session")
def clauses_of(reading_of: Callable[..., Reading]) -> Callable[[str], dict[str, Clause]]:
    """Clauses by the word of their verb."""

    def make(notation: str) -> dict[str, Clause]:
        clauses: Clauses = reading_of(notation).clauses
        return {clauses.parse.words[head]: clause for head, clause in clauses.by_head.items()}

    return make


@pytest.fixture(scope="session")
def said(annotated: Callable[..., Annotations], ontology: Ontology) -> Callable[..., tuple[Statement, ...]]:
    """Statements of a parse built by hand."""
    return lambda notation, **metadata: extract(annotated(notation, **metadata), ontology)


@pytest.fixture(scope="session")
def triples(said: Callable[..., tuple[Statement, ...]]) -> Callable[..., list[Brief]]:
    """Subject, predicate and object of each statement of a parse built by hand."""
    return lambda notation, **metadata: brief(said(notation, **metadata))


@pytest.fixture(scope="session")
def one(said: Callable[..., tuple[Statement, ...]]) -> Callable[..., Statement]:
    """The statement of a parse built by hand that has a predicate; there must be just one."""

    def find(notation: str, predicate: str, **metadata: object) -> Statement:
        statements = said(notation, **metadata)
        found = [s for s in statements if s.predicate.id == predicate]
        assert len(found) == 1, brief(statements)
        return found[0]

    return find


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline(DEFAULT_MODEL)


@pytest.fixture(scope="session")
def read_text(nlp: Language, ontology: Ontology) -> Callable[..., tuple[Annotations, tuple[Statement, ...]]]:
    """Annotations and statements of a text by the trained pipeline; keyword arguments go to its Document."""

    def read(text: str, **metadata: object) -> tuple[Annotations, tuple[Statement, ...]]:
        document = Document("doc", "doc.txt", text, **metadata)  # type: ignore[arg-type]
        annotations = annotate(nlp(reading(document)), document, ontology)
        return annotations, extract(annotations, ontology)

    return read
