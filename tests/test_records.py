"""Records survive rows, JSON lines and files unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import (
    Argument,
    Attribution,
    Document,
    Entity,
    Event,
    Extraction,
    Fact,
    Judgement,
    Mention,
    Participant,
    Passage,
    Predicate,
    Qualifiers,
    Refusal,
    Resolution,
    Span,
    Statement,
    Time,
    Value,
)
from kg.records import (
    Names,
    from_row,
    line_of,
    read_refusals,
    read_resolution,
    statement_from,
    statement_line,
    to_row,
    write_refusals,
    write_resolution,
)

DOCUMENT = "a.txt"
words = st.text(st.characters(codec="utf-8"), max_size=8)
ids = st.text("0123456789abcdef", min_size=1, max_size=6)
offsets = st.integers(0, 1000)
numbers = st.floats(allow_nan=False, allow_infinity=False)
spans = st.builds(Span, st.just(DOCUMENT), offsets, offsets, words)
kinds = st.sampled_from(["name", "nominal", "pronoun", "demonym", "group"])
mentions = st.builds(
    Mention,
    ids,
    spans,
    words,
    ids,
    kinds,
    words,
    st.lists(words, max_size=2).map(tuple),
    st.lists(ids, max_size=2).map(tuple),
    st.booleans(),
    words,
    words,
)
values = st.builds(Value, words, st.sampled_from(["quantity", "money", "text"]), st.none() | numbers, words)
times = st.builds(Time, words, st.sampled_from(["day", "month", "interval"]), words, words, words, offsets, offsets)
chains = ids.map("chain-{}".format)
things = st.builds(Argument, words, words, offsets, offsets, words, words, chains)
literals = st.builds(
    lambda role, start, value: Argument(role, value.text, start, start + len(value.text), "", value.text, value=value), words, offsets, values
)
clauses = st.builds(lambda role, text, statement: Argument(role, text, 0, len(text), statement=statement), words, words, ids)
arguments = things | literals | clauses
statements = st.builds(
    Statement,
    id=ids,
    document=st.just(DOCUMENT),
    clause=ids,
    subject=things,
    predicate=st.builds(Predicate, words, words, words, offsets, offsets),
    object=st.none() | arguments,
    arguments=st.lists(arguments, max_size=3).map(tuple),
    qualifiers=st.builds(Qualifiers, st.none() | times, st.none() | things, st.none() | values),
    sentence=spans,
    polarity=st.sampled_from(["affirmed", "negated"]),
    modality=st.sampled_from(["actual", "planned"]),
    tense=st.sampled_from(["past", None]),
    attribution=st.lists(st.builds(Attribution, chains, words, words, offsets, offsets, words, words), max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    extractor=words,
    event_type=words,
    happening=st.booleans(),
)
extractions = st.builds(Extraction, st.just(DOCUMENT), ids, st.lists(mentions, max_size=3).map(tuple), st.lists(statements, max_size=3).map(tuple))


@given(extractions)
def test_an_extraction_survives_its_row_and_json(extraction: Extraction) -> None:
    row = to_row(extraction)
    assert from_row(row) == extraction
    assert from_row(json.loads(json.dumps(row, ensure_ascii=False))) == extraction


@given(statements)
def test_a_statement_survives_its_line_before_and_after_resolution(statement: Statement) -> None:
    entity = Entity("E", "State", "Another label", (), ())
    known = Names({statement.subject.chain: "E"}, {"E": entity}, {statement.id: "f"})
    for names in (None, known):
        assert statement_from(json.loads(line_of(statement_line(statement, names)))) == statement
    line = statement_line(statement, known)
    assert line["subject"]["entity"] == "E"
    assert line["subject"]["label"] == "Another label"
    assert line["fact"] == "f"
    assert "fact" not in statement_line(statement)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    found = draw(st.lists(statements, max_size=3, unique_by=lambda statement: statement.id))
    used = {a.chain for s in found for a in (s.subject, s.object, *s.arguments, s.qualifiers.place) if a and a.chain}
    used |= {said.chain for s in found for said in s.attribution}
    first = Entity(
        "E1", "Person", draw(words), draw(st.lists(words, max_size=2).map(tuple)), tuple(draw(st.lists(mentions, max_size=2))), ("wd:Q1",), ("E2",)
    )
    second = Entity("E2", "State", draw(words), (), (), known=True)
    entity_of = dict.fromkeys(sorted(used), "E2") | {mention.chain: "E1" for mention in first.mentions}
    spot = draw(spans)
    event = Event(
        "ev", "plover:CONSULT", draw(words), True, (Participant("agent", "E1"),), draw(st.none() | times), "E2", (draw(values),), (spot,), ("s",)
    )
    things = st.sampled_from(["E2", ""])
    fact = Fact("f", "E1", "kg:met", draw(words), draw(things), None, "", "ev", "Asserted", True, 1, 0, 0.5, "", ("s",))
    valued = Fact("g", "E1", "rel:cost", "cost", "", draw(values), "", "", "Claimed", False, 0, 2, 0.25, "f", ("s",))
    said = Fact("h", "E1", "kg:said", "said", "", None, "s", "", "Asserted", False, 1, 0, 0.5, "", ())
    document = Document(
        DOCUMENT, "x/a.txt", draw(words), draw(st.none() | words), None, "P", "2022-02-04", "en", "00", None, (Passage(1, 2, "share"),)
    )
    return Resolution(
        (document,),
        tuple(found),
        (first, second),
        (event,),
        (fact, valued, said),
        entity_of,
        {statement.id: "f" for statement in found},
        {DOCUMENT: "E2"},
        (Judgement("a", "b", False, 0.5, ("one", "two")),),
    )


@settings(max_examples=40)
@given(resolutions())
def test_a_graph_survives_its_files(tmp_path_factory: pytest.TempPathFactory, resolution: Resolution) -> None:
    folder = tmp_path_factory.mktemp("graph")
    write_resolution(folder, resolution)
    assert read_resolution(folder) == resolution


def test_refusals_survive_their_file(tmp_path: Path) -> None:
    refusals = (Refusal("a", "empty", "remove it"), Refusal("b", "line\u2028separator", ""))
    write_refusals(tmp_path, refusals)
    assert read_refusals(tmp_path) == refusals
    assert (tmp_path / "refused.jsonl").read_bytes().count(b"\n") == 2


@pytest.mark.parametrize(
    ("content", "what"), [("{", "line 1: not JSON"), ("[]", "line 1: not a JSON object"), ('{"source": "a"}', "line 1: not a record")]
)
def test_a_damaged_file_is_named_with_its_line(tmp_path: Path, content: str, what: str) -> None:
    (tmp_path / "refused.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=what):
        read_refusals(tmp_path)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build"):
        read_refusals(tmp_path)
