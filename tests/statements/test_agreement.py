"""Number agreement: which noun a relative clause is said of, from parses made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.statements.agreement import agreeing, noun_number, verb_number
from kg.statements.reading import Reading

ReadingOf = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("words", "verb", "governor", "said_of"),
    [
        (
            "They/PRP/nsubj>met met=meet/VBD/ROOT sailors=sailor/NNS/dobj>met at/IN/prep>met sea/NN/pobj>at who/WP/nsubj>are are=be/VBP/relcl>sea .",
            "are",
            "sea",
            ["sailors"],
        ),
        (
            "A/DT/det>climate climate/NN/ROOT of/IN/prep>climate rates=rate/NNS/pobj>of which/WDT/nsubj>helps helps=help/VBZ/relcl>rates .",
            "helps",
            "rates",
            ["climate"],
        ),
        ("bread/NN/ROOT and/CC/cc>bread wine/NN/conj>bread which/WDT/nsubj>are are=be/VBP/relcl>wine .", "are", "wine", ["bread", "wine"]),
        (
            "A/DT/det>climate climate/NN/ROOT of/IN/prep>climate rates=rate/NNS/pobj>of which/WDT/nsubj>helped helped=help/VBD/relcl>rates .",
            "helped",
            "rates",
            ["rates"],
        ),
    ],
)
def test_a_relative_clause_is_said_of_what_agrees(reading_of: ReadingOf, words: str, verb: str, governor: str, said_of: list[str]) -> None:
    parse = reading_of(words).parse
    found = agreeing(parse, parse.words.index(verb), parse.words.index(governor))
    assert [parse.words[t] for t in found] == said_of


def test_number_is_left_open_where_the_form_does_not_tell(reading_of: ReadingOf) -> None:
    parse = reading_of("The/DT/det>crew crew/NN/nsubj>left left=leave/VBD/ROOT .").parse
    assert verb_number(parse, parse.words.index("left")) is None
    assert noun_number(parse, parse.words.index("crew")) is None
