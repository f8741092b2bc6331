"""Arguments: things, group members, quantities and words from a syntactic head."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Argument, Value
from kg.statements.arguments import in_role, plain
from kg.statements.reading import Reading

ReadingOf = Callable[..., Reading]

LEADERS = (
    "Vladimir/NNP/compound>Putin@PERSON Putin/NNP/nsubj>left@PERSON and/CC/cc>Putin Xi/NNP/compound>Jinping@PERSON "
    "Jinping/NNP/conj>Putin@PERSON left=leave/VBD/ROOT . |"
)


@pytest.fixture(scope="module")
def of(reading_of: ReadingOf) -> Callable[[str, str], list[Argument]]:
    """Arguments that the last token with some words gives."""

    def make(notation: str, word: str) -> list[Argument]:
        reading = reading_of(notation, published="2022-02-05")
        words = reading.parse.words
        return reading.arguments.of("object", len(words) - 1 - words[::-1].index(word))

    return make


Of = Callable[[str, str], list[Argument]]


def test_a_name_gives_its_thing_with_label_type_and_place(of: Of) -> None:
    (argument,) = of("Chad/NNP/nsubj>met@GPE met=meet/VBD/ROOT Vladimir/NNP/compound>Putin@PERSON Putin/NNP/dobj>met@PERSON .", "Putin")
    assert (argument.role, argument.label, argument.type, argument.text) == ("object", "Vladimir Putin", "Person", "Vladimir Putin")
    assert (argument.start, argument.end) == (9, 23)
    assert argument.chain
    assert argument.value is None


def test_a_group_gives_its_members_with_the_groups_words(of: Of) -> None:
    found = of(f"{LEADERS} The/DT/det>leaders two/CD/nummod>leaders leaders=leader/NNS/nsubj>met met=meet/VBD/ROOT .", "leaders")
    assert [(a.label, a.text) for a in found] == [("Vladimir Putin", "The two leaders"), ("Xi Jinping", "The two leaders")]
    assert len({a.chain for a in found}) == 2


def test_they_are_those_named_before(of: Of) -> None:
    found = of(f"{LEADERS} They/PRP/nsubj>met met=meet/VBD/ROOT Modi/NNP/dobj>met@PERSON .", "They")
    assert [(a.label, a.text) for a in found] == [("Vladimir Putin", "They"), ("Xi Jinping", "They")]


def test_a_pronoun_is_called_by_the_name_of_its_antecedent(of: Of) -> None:
    (argument,) = of(
        "Vladimir/NNP/compound>Putin@PERSON Putin/NNP/nsubj>left@PERSON left=leave/VBD/ROOT . | He/PRP/nsubj>met "
        "met=meet/VBD/ROOT Modi/NNP/dobj>met@PERSON .",
        "He",
    )
    assert (argument.label, argument.text, argument.type) == ("Vladimir Putin", "He", "Person")


def test_an_it_that_speaks_of_nothing_gives_nothing(of: Of) -> None:
    assert of("It/PRP/nsubj>rained rained=rain/VBD/ROOT in/IN/prep>rained Paris/NNP/pobj>in@GPE .", "It") == []


@pytest.mark.parametrize("pronoun", ["They/PRP", "He/PRP", "It/PRP"])
def test_a_pronoun_without_antecedent_is_in_no_statement(said: Callable[..., tuple[object, ...]], pronoun: str) -> None:
    assert said(f"{pronoun}/nsubj>attacked attacked=attack/VBD/ROOT Israel/NNP/dobj>attacked@GPE .") == ()


def test_a_capital_that_acts_is_called_by_its_state(of: Of) -> None:
    (argument,) = of("Moscow/NNP/nsubj>said@GPE said=say/VBD/ROOT so/RB/advmod>said .", "Moscow")
    assert (argument.label, argument.type, argument.text) == ("Russia", "State", "Moscow")


def test_a_demonym_is_called_by_its_state(of: Of) -> None:
    (argument,) = of("Chad/NNP/nsubj>bought@GPE bought=buy/VBD/ROOT Russian/JJ/amod>gas@NORP gas/NN/dobj>bought .", "Russian")
    assert (argument.label, argument.type) == ("Russia", "State")


def test_money_is_a_value_with_the_places_of_its_words(of: Of) -> None:
    (argument,) = of("Oil/NN/nsubj>cost cost/VBD/ROOT $/$/quantmod>bn 5.4/CD/compound>bn bn/CD/dobj>cost .", "bn")
    assert (argument.type, argument.text, argument.value) == ("Quantity", "$5.4 bn", Value("$5.4 bn", "money", 5.4e9, "USD"))
    assert argument.chain == ""


def test_a_measure_of_something_is_the_thing_and_its_quantity_is_kept(reading_of: ReadingOf) -> None:
    reading = reading_of(
        "Shell/NNP/nsubj>sold@ORG sold=sell/VBD/ROOT 10/CD/compound>billion billion/CD/nummod>metres cubic/JJ/amod>metres metres=metre/NNS/dobj>sold "
        "of/IN/prep>metres gas/NN/pobj>of ."
    )
    (argument,) = reading.arguments.of("object", reading.parse.words.index("metres"))
    assert argument.label == "gas"
    assert reading.arguments.counts[argument.start, argument.end] == Value("10 billion cubic metres", "quantity", 1e10, "m3")


def test_counted_things_are_things_with_a_number(reading_of: ReadingOf) -> None:
    reading = reading_of("Shell/NNP/nsubj>sold@ORG sold=sell/VBD/ROOT 12/CD/nummod>cars cars=car/NNS/dobj>sold .")
    (argument,) = reading.arguments.of("object", reading.parse.words.index("cars"))
    assert (argument.text, bool(argument.chain)) == ("12 cars", True)
    assert reading.arguments.counts[argument.start, argument.end].value == 12.0


def test_a_date_is_a_value_of_its_own(of: Of) -> None:
    (argument,) = of(
        "Chad/NNP/nsubj>chose@GPE chose=choose/VBD/ROOT 4/CD/nummod>February@DATE February/NNP/dobj>chose@DATE 2022/CD/nummod>February@DATE .",
        "February",
    )
    assert (argument.type, argument.label, argument.text) == ("Time", "2022-02-04", "4 February 2022")
    assert argument.value == Value("4 February 2022", "date")


def test_the_name_beside_a_common_noun_stands_for_it(of: Of) -> None:
    (argument,) = of(
        "Chad/NNP/nsubj>met@GPE met=meet/VBD/ROOT the/DT/det>minister minister/NN/dobj>met , "
        "Wang/NNP/compound>Yi@PERSON Yi/NNP/appos>minister@PERSON .",
        "minister",
    )
    assert (argument.label, argument.text) == ("Wang Yi", "Wang Yi")


def test_words_reach_over_close_modifiers_and_not_over_clauses(reading_of: ReadingOf) -> None:
    reading = reading_of(
        "They/PRP/nsubj>are are=be/VBP:AUX/ROOT very/RB/advmod>happy happy/JJ/acomp>are because/IN/mark>won "
        "Chad/NNP/nsubj>won@GPE won=win/VBD/advcl>happy ."
    )
    argument = reading.arguments.words("object", 3)
    assert (argument.text, argument.label, argument.type) == ("very happy", "very happy", "Text")
    assert argument.value == Value("very happy", "text")


def test_every_argument_lies_at_its_words(reading_of: ReadingOf) -> None:
    reading = reading_of(
        f"{LEADERS} The/DT/det>leaders two/CD/nummod>leaders leaders=leader/NNS/nsubj>sold sold=sell/VBD/ROOT "
        "China/NNP/dative>sold@GPE 10/CD/nummod>tonnes "
        "tonnes=tonne/NNS/dobj>sold of/IN/prep>tonnes natural/JJ/amod>gas gas/NN/pobj>of for/IN/prep>sold "
        "$/$/quantmod>5 5/CD/pobj>for on/IN/prep>sold "
        "Friday/NNP/pobj>on@DATE .",
        published="2022-02-05",
    )
    found = [a for token in range(len(reading.parse.words)) for a in reading.arguments.of("object", token)]
    assert len(found) >= 8
    assert all(reading.parse.text[a.start : a.end] == a.text for a in found)


@pytest.mark.parametrize(
    ("text", "bare"), [("the  new deal", "new deal"), ("Its\ngas", "gas"), ("The", "The"), ("Theresa May", "Theresa May"), ("a", "a")]
)
def test_plain_words_have_no_determiner_and_single_spaces(text: str, bare: str) -> None:
    assert plain(text) == bare


def test_a_role_changes_nothing_else() -> None:
    argument = Argument("object", "gas", 3, 6, "Thing", "gas", "c1", None, "")
    assert in_role(argument, "goods") == Argument("goods", "gas", 3, 6, "Thing", "gas", "c1", None, "")
    assert in_role(argument, "object") is argument
