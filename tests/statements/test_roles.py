"""Role nouns: whose office, what it is called, and who holds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement
from kg.statements.reading import Reading
from kg.statements.roles import noun_words, owners, role_name

One = Callable[..., Statement]
Triples = Callable[..., list[tuple[str, str, str]]]
ReadingOf = Callable[..., Reading]

WANG = "Wang/NNP/compound>Yi@PERSON Yi/NNP/{}@PERSON"


@pytest.mark.parametrize(
    ("notation", "noun", "slots"),
    [
        ("The/DT/det>president president/NN/ROOT of/IN/prep>president France/NNP/pobj>of@GPE .", "president", {"of": ["France"]}),
        ("France/NNP/poss>president@GPE 's/POS/case>France president/NN/ROOT .", "president", {"poss": ["France"]}),
        ("The/DT/det>president French/JJ/amod>president@NORP president/NN/ROOT .", "president", {"mod": ["France"]}),
        ("Apple/NNP/compound>director@ORG director/NN/ROOT .", "director", {"mod": ["Apple"]}),
        (
            "The/DT/det>envoy envoy/NN/ROOT to/IN/prep>envoy Chad/NNP/pobj>to@GPE and/CC/cc>Chad Mali/NNP/conj>Chad@GPE .",
            "envoy",
            {"to": ["Chad", "Mali"]},
        ),
        ("A/DT/det>president former/JJ/amod>president president/NN/ROOT .", "president", {}),
    ],
    ids=["of", "poss", "demonym", "name", "to", "none"],
)
def test_owners_stand_in_their_slots(reading_of: ReadingOf, notation: str, noun: str, slots: dict[str, list[str]]) -> None:
    reading = reading_of(notation)
    found = owners(reading, reading.parse.words.index(noun))
    assert {slot: [a.label for a in fillers] for slot, fillers in found.items()} == slots


def test_a_role_is_called_by_its_compound_without_names(reading_of: ReadingOf) -> None:
    reading = reading_of("The/DT/det>minister French/JJ/amod>minister@NORP Foreign/NNP/compound>minister minister/NN/ROOT .")
    assert role_name(reading, 3) == "foreign minister"


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("The/DT/det>ties close/JJ/amod>ties ties=tie/NNS/ROOT .", "close ties"),
        ("very/RB/advmod>close close/JJ/amod>ties trade/NN/compound>ties ties=tie/NNS/ROOT .", "ties"),
        ("French/JJ/amod>ties@NORP trade/NN/compound>ties ties=tie/NNS/ROOT .", "trade ties"),
        ("face/NN/npadvmod>talks talks=talk/NNS/ROOT .", "talks"),
    ],
)
def test_a_nouns_words_leave_out_determiners_and_names(reading_of: ReadingOf, notation: str, words: str) -> None:
    reading = reading_of(notation)
    assert noun_words(reading, next(i for i, d in enumerate(reading.parse.deps) if d == "ROOT")) == words


def test_a_counterpart_has_the_office_of_whose_counterpart_he_is(triples: Triples) -> None:
    found = triples(
        "China/NNP/poss>Minister@GPE 's/POS/case>China Foreign/NNP/compound>Minister Minister/NNP/compound>Yi Wang/NNP/compound>Yi@PERSON "
        "Yi/NNP/nsubj>met@PERSON met=meet/VBD/ROOT his/PRP$/poss>counterpart Russian/JJ/amod>counterpart@NORP counterpart/NN/dobj>met , "
        "Sergey/NNP/compound>Lavrov@PERSON Lavrov/NNP/appos>counterpart@PERSON ."
    )
    assert ("Sergey Lavrov", "kg:foreignMinisterOf", "Russia") in found
    assert ("Wang Yi", "kg:met", "Sergey Lavrov") in found
    assert ("Wang Yi", "kg:foreignMinisterOf", "Russia") not in found


def test_a_minister_of_something_has_no_owner_in_it(triples: Triples) -> None:
    found = triples(
        f"{WANG.format('nsubj>is')} is=be/VBZ:AUX/ROOT minister/NN/attr>is of/IN/prep>minister "
        "education/NN/pobj>of~1 of/IN/prep>education Italy/NNP/pobj>of~2@GPE ."
    )
    assert found == [("Wang Yi", "kg:ministerOf", "Italy")]
