"""Quotations of every style of marks."""

from __future__ import annotations

import pytest
import spacy

from kg.annotations.parse import Parse
from kg.annotations.quotes import find_quotes

NLP = spacy.blank("en")


def quoted(text: str) -> list[str]:
    parse = Parse.of(NLP(text))
    quotes, numbers = find_quotes(parse)
    for number, quote in enumerate(quotes):
        inside = {i for i, n in enumerate(numbers) if n == number}
        assert inside == set(range(quote.first, quote.last))
    return [text[q.start : q.end] for q in quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” he said. “It is done.”", ["“We agree,”", "“It is done.”"]),
        ('He said "yes" and left.', ['"yes"']),
        ("He called it ‘fair’ and went.", ["‘fair’"]),
        ("Er sagte: „We agree“ and left.", ["„We agree“"]),
        ("Il a dit «We agree» today.", ["«We agree»"]),
        ("He said `` we agree'' and left.", ["`` we agree''"]),
        ("“He called it ‘fair’ and left,” she said.", ["“He called it ‘fair’ and left,”"]),
        ("The leaders’ talks and Xi’s visit didn’t end.", []),
        ("He said 'the leaders' talks were fair' and left.", ["'the leaders' talks were fair'"]),
        ("Plain words.", []),
    ],
)
def test_marks_of_each_style_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_left_open_ends_with_its_paragraph_and_goes_on_in_the_next() -> None:
    assert quoted("“We agree.\n“It is done,” he said.") == ["“We agree.", "“It is done,”"]


def test_a_mark_that_is_never_closed_does_not_swallow_the_next_paragraph() -> None:
    assert quoted('He said "yes.\nShe left.') == ['"yes.']
