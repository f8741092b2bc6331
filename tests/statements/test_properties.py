"""On any text: every place holds its words, and the same text gives the same statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotations.records import Annotations
from kg.model import Statement
from kg.ontology.terms import Ontology
from kg.statements import extract

ReadText = Callable[..., tuple[Annotations, tuple[Statement, ...]]]
Place = tuple[int, int, str]

SENTENCES = (
    "Russian President Vladimir Putin met Xi Jinping in Beijing on Friday.",
    "China’s Foreign Minister Wang Yi held talks with his Russian counterpart, Sergey Lavrov.",
    "“We will supply 10\u00a0billion cubic metres of gas to China,” he said.",
    '"It was a mistake," Tim Cook, the chief executive of Apple, told reporters.',
    "The two leaders denied that they had agreed a deal worth $5.4 bn.",
    "Jose\u0301 Marti\u0301nez arrested 12 soldiers 🇺🇦 near Kyiv 😀.",
    "Iran has tested a missile, the agency TASS reported.",
    "According to Reuters, Shell is expected to buy BP — its rival — for £3bn",
    "Talks between A\u030angstro\u0308m AB and Côte d'Ivoire's government collapsed!",
    "Both sides said they were “ready to talk”",
    "Would London-based BP leave Moscow?",
    "👩‍👩‍👧 praised NATO and, without paying, left.",
    "‘Its deployment of troops prompted Washington to act’,",
    "<b>Oil</b> fell 3 per cent\t(to $50) & rose.",
)
BETWEEN = (" ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\u00a0", "", "\u200b", "\u2028", " 🙂 ", "\u0301", " “", "” ", " — ")
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(BETWEEN)), min_size=1, max_size=5).map(
    lambda parts: "".join(a + b for a, b in parts)
)


def places(annotations: Annotations, statements: tuple[Statement, ...]) -> Iterator[Place]:
    """Every place that mentions and statements name, with the words that should stand there."""
    for located in annotations.mentions:
        yield located.mention.span.start, located.mention.span.end, located.mention.span.text
    for s in statements:
        yield s.sentence.start, s.sentence.end, s.sentence.text
        yield s.predicate.start, s.predicate.end, s.predicate.phrase
        for argument in (s.subject, s.object, s.qualifiers.place, *s.arguments):
            if argument is not None:
                yield argument.start, argument.end, argument.text
        for speaker in s.attribution:
            yield speaker.start, speaker.end, speaker.text
        if s.qualifiers.time is not None:
            yield s.qualifiers.time.start, s.qualifiers.time.end_offset, s.qualifiers.time.text


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=TEXTS)
def test_every_place_holds_its_words_and_nothing_is_empty(text: str, read_text: ReadText) -> None:
    annotations, statements = read_text(text, published="2022-02-05")
    for start, end, words in places(annotations, statements):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    for s in statements:
        assert s.sentence.start <= s.predicate.start < s.predicate.end <= s.sentence.end
        assert 0 <= s.confidence <= 1
        assert s.subject.chain in annotations.chains
        assert s.object is None or s.object.chain != s.subject.chain
        assert s.object is None or bool(s.object.chain) + (s.object.value is not None) + bool(s.object.statement) == 1
        assert len({a.chain for a in s.attribution}) == len(s.attribution)
    ids = {s.id for s in statements}
    assert len(ids) == len(statements)
    assert all(s.object.statement in ids for s in statements if s.object is not None and s.object.statement)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=TEXTS)
def test_the_same_text_says_the_same_twice(text: str, read_text: ReadText, ontology: Ontology) -> None:
    annotations, statements = read_text(text, published="2022-02-05")
    assert extract(annotations, ontology) == statements
    assert read_text(text, published="2022-02-05")[1] == statements
