"""Reading: where statements are made, with ids, offsets, roles, times and places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Attribution, Passage, Statement, Value
from kg.statements.context import Context
from kg.statements.predicates import predicate
from kg.statements.reading import Reading

One = Callable[..., Statement]
Said = Callable[..., tuple[Statement, ...]]
ReadingOf = Callable[..., Reading]
Triples = Callable[..., list[tuple[str, str, str]]]

MET = "Chad/NNP/nsubj>met@GPE met=meet/VBD/ROOT Mali/NNP/dobj>met@GPE ."
RICH = (
    "“ Chad/NNP/nsubj>sold@GPE sold=sell/VBD/ccomp>said 10/CD/nummod>tonnes tonnes=tonne/NNS/dobj>sold "
    "of/IN/prep>tonnes crude/JJ/amod>oil oil/NN/pobj>of "
    "to/IN/dative>sold Mali/NNP/pobj>to@GPE in/IN/prep>sold Paris/NNP/pobj>in@GPE on/IN/prep>sold "
    "Friday/NNP/pobj>on@DATE , ” Emmanuel/NNP/compound>Macron@PERSON "
    "Macron/NNP/nsubj>said@PERSON said=say/VBD/ROOT . | "
)


def places(statement: Statement) -> list[tuple[int, int, str]]:
    """Every place that a statement names, with the words that should stand there."""
    found = [(statement.predicate.start, statement.predicate.end, statement.predicate.phrase)]
    found.append((statement.sentence.start, statement.sentence.end, statement.sentence.text))
    arguments = [statement.subject, *statement.arguments, *([statement.object] if statement.object else [])]
    if statement.qualifiers.place is not None:
        arguments.append(statement.qualifiers.place)
    found.extend((a.start, a.end, a.text) for a in arguments)
    found.extend((a.start, a.end, a.text) for a in statement.attribution)
    if statement.qualifiers.time is not None:
        time = statement.qualifiers.time
        found.append((time.start, time.end_offset, time.text))
    return found


def test_every_place_holds_its_words(said: Said, annotated: Callable[..., object], doc_of: Callable[[str], object]) -> None:
    text = str(doc_of(RICH + MET))
    statements = said(RICH + MET, published="2022-02-05")
    assert len(statements) >= 4
    for statement in statements:
        for start, end, words in places(statement):
            assert text[start:end] == words


def test_a_statement_has_its_qualifiers(said: Said) -> None:
    sold = next(s for s in said(RICH + MET, published="2022-02-05") if s.predicate.id == "kg:sellsTo")
    assert sold.qualifiers.time is not None
    assert sold.qualifiers.place is not None
    assert (sold.qualifiers.time.value, sold.qualifiers.place.label) == ("2022-02-04", "Paris")
    assert sold.qualifiers.quantity == Value("10 tonnes", "quantity", 10_000.0, "kg")
    assert ("goods", "crude oil") in [(a.role, a.label) for a in sold.arguments]
    assert sold.sentence.text.startswith("“Chad sold")


def test_ids_are_stable_and_apart(said: Said) -> None:
    first, second = said(RICH + MET), said(RICH + MET)
    assert first == second
    assert len({s.id for s in first}) == len(first)


def test_ids_depend_on_the_words_and_their_place(said: Said) -> None:
    (plain,) = said(MET)
    (negated,) = said(MET.replace("met=meet/VBD/ROOT", "did=do/VBD/aux>met not/RB/neg>met met=meet/VB/ROOT"))
    moved = said("So/RB/advmod>met " + MET)[0]
    assert len({plain.id, negated.id, moved.id}) == 3


def test_what_follows_does_not_change_the_statements_before_it(said: Said) -> None:
    alone, more = said(MET), said(MET + " | " + MET.replace("met", "left").replace("meet", "leave"))
    assert more[: len(alone)] == alone
    assert len(more) == 2


def test_statements_of_one_clause_share_its_id_and_others_do_not(said: Said) -> None:
    statements = said(
        "Chad/NNP/nsubj>met@GPE met=meet/VBD/ROOT Mali/NNP/dobj>met@GPE and/CC/cc>Mali Togo/NNP/conj>Mali@GPE . | "
        "Benin/NNP/nsubj>left@GPE left=leave/VBD/ROOT Niger/NNP/dobj>left@GPE ."
    )
    assert [s.clause == statements[0].clause for s in statements] == [True, True, False]


def test_nothing_is_related_to_itself(triples: Triples) -> None:
    assert triples("Chad/NNP/nsubj>praised@GPE praised=praise/VBD/ROOT Chad/NNP/dobj>praised@GPE .") == []
    twice = triples("Chad/NNP/nsubj>met@GPE and/CC/cc>Chad~1 Chad/NNP/conj>Chad~1@GPE met=meet/VBD/ROOT .")
    assert ("Chad", "kg:met", "Chad") not in twice


@pytest.mark.parametrize("word", ["Nothing", "Everyone", "This", "Those"])
def test_words_that_name_nothing_are_in_no_statement(triples: Triples, word: str) -> None:
    assert triples(f"{word}/NN:PRON/nsubj>met met=meet/VBD/ROOT Chad/NNP/dobj>met@GPE .") == []


@pytest.mark.parametrize("word", ["itself/PRP", "everyone/NN:PRON"])
def test_an_object_that_names_nothing_makes_no_statement_without_object(triples: Triples, word: str) -> None:
    assert triples(f"Chad/NNP/nsubj>praised@GPE praised=praise/VBD/ROOT {word}/dobj>praised .") == []


def test_boilerplate_is_not_read(said: Said, doc_of: Callable[[str], object]) -> None:
    notation = MET + " | " + MET.replace("Chad", "Togo")
    text = str(doc_of(notation))
    start = text.index("Togo")
    (statement,) = said(notation, boilerplate=(Passage(start, len(text), "related"),))
    assert statement.subject.label == "Chad"


def test_a_statement_is_made_once(reading_of: ReadingOf) -> None:
    reading = reading_of(MET)
    parse = reading.parse
    (subject,), (object_,) = reading.slot("subject", [0]), reading.slot("object", [2])

    def emit(extractor: str = "verbal") -> Statement | None:
        return reading.emit(
            token=1, subject=subject, predicate=predicate(parse, "kg:met", "met", 1, 2), object=object_, context=Context(), extractor=extractor
        )

    first = emit()
    assert first is not None
    assert emit() is first
    assert list(reading.statements.values()) == [first]
    assert (first.subject.role, first.object and first.object.role) == ("subject", "object")
    assert (first.event_type, first.happening) == ("plover:CONSULT", True)


def test_an_id_tells_apart_what_is_said_how_and_by_whom(reading_of: ReadingOf) -> None:
    speaker = Attribution("c1", "Xi", "Xi", 0, 2, "said")
    plain: dict[str, Any] = {"first": 1, "name": "kg:met", "token": 1, "attribution": ()}
    changes: tuple[dict[str, Any], ...] = ({}, {"first": 0}, {"name": "kg:left"}, {"attribution": (speaker,)}, {"swap": True})
    ids = []
    for change in changes:
        reading, how = reading_of(MET), plain | change
        (left,), (right,) = reading.slot("subject", [2 if "swap" in change else 0]), reading.slot("object", [0 if "swap" in change else 2])
        made = reading.emit(
            token=1,
            subject=left,
            predicate=predicate(reading.parse, how["name"], "met", how["first"], 2),
            object=right,
            context=Context(attribution=how["attribution"]),
            extractor="verbal",
        )
        assert made is not None
        ids.append(made.id)
    assert len(set(ids)) == len(changes)


def test_a_subject_must_be_a_thing(reading_of: ReadingOf) -> None:
    reading = reading_of("Chad/NNP/nsubj>paid@GPE paid=pay/VBD/ROOT $/$/nmod>5 5/CD/dobj>paid .")
    (money,), (chad,) = reading.slot("subject", [3]), reading.slot("object", [0])
    made = reading.emit(
        token=1, subject=money, predicate=predicate(reading.parse, "rel:pay", "pays", 1, 2), object=chad, context=Context(), extractor="verbal"
    )
    assert made is None
    assert reading.statements == {}


def test_an_unknown_property_is_minted_from_its_words(reading_of: ReadingOf) -> None:
    reading = reading_of(MET)
    assert reading.known("kg:met", "meet") == "kg:met"
    assert reading.known("kg:frobbed", "frob") == "rel:frob"


def test_statements_stand_in_the_order_of_the_text(said: Said) -> None:
    statements = said(RICH + MET)
    keys = [(s.sentence.start, s.predicate.start) for s in statements]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("preposition", "place"),
    [
        ("in", "Togo"),
        ("near", "Togo"),
        ("on", None),
    ],
)
def test_where_it_happened_and_what_it_was_about(one: One, preposition: str, place: str | None) -> None:
    statement = one(
        f"Chad/NNP/nsubj>held@GPE held=hold/VBD/ROOT talks=talk/NNS/dobj>held with/IN/prep>talks Mali/NNP/pobj>with@GPE {preposition}/IN/prep>talks "
        f"Togo/NNP/pobj>{preposition}@GPE .",
        "kg:met",
    )
    found = statement.qualifiers.place
    assert (found.label if found is not None else None) == place


def test_a_place_goes_with_the_noun_that_a_repair_moves(said: Said) -> None:
    statements = said(
        "Mali/NNP/nsubjpass>isolated@GPE is=be/VBZ/auxpass>isolated isolated=isolate/VBN/ROOT after/IN/prep>isolated its/PRP$/poss>deployment "
        "deployment/NN/pobj>after of/IN/prep>deployment troops=troop/NNS/pobj>of in/IN/prep>deployment Niger/NNP/pobj>in@GPE "
        "prompted=prompt/VBD/advcl>isolated Chad/NNP/dobj>prompted@GPE ."
    )
    assert all(s.qualifiers.place is None for s in statements if s.predicate.phrase == "is isolated")


def test_a_date_that_leads_a_sentence_dates_the_verbs_joined_to_its_first_one(read_text: Callable[..., Any]) -> None:
    _, statements = read_text("On Monday Joe Biden met Olaf Scholz in Berlin and visited a factory.", published="2024-05-24")
    times = {s.predicate.id: s.qualifiers.time.value for s in statements if s.qualifiers.time is not None}
    assert times["kg:met"] == times["kg:visited"] == "2024-05-20"


def test_a_date_behind_the_first_verb_is_only_inferred_for_the_next(read_text: Callable[..., Any]) -> None:
    _, statements = read_text("Joe Biden met Olaf Scholz on Monday and praised a factory.", published="2024-05-24")
    times = {s.predicate.id: (s.qualifiers.time.value, s.qualifiers.time.basis) for s in statements if s.qualifiers.time is not None}
    assert times == {"kg:met": ("2024-05-20", "said"), "kg:praised": ("2024-05-20", "context")}


def test_a_year_behind_the_first_verb_is_its_own(read_text: Callable[..., Any]) -> None:
    _, statements = read_text("Joe Biden met Olaf Scholz in 2019 and praised a factory.", published="2024-05-24")
    assert [s.predicate.id for s in statements if s.qualifiers.time is not None] == ["kg:met"]
