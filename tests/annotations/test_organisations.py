"""Organisations in a report: what “the company” is, for whom an officer says “we”, whose “its board” is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.model import Mention

Annotate = Callable[..., Annotations]
Find = Callable[[Annotations, str], Mention]

BID = "Harbour Foods Corp said it holds a stake in Lindqvist Mills Corp of Oslo. The buyer told regulators it may seek control of the company."


def last_of(annotations: Annotations, words: str) -> Mention:
    """The last mention with these words."""
    return [m.mention for m in annotations.mentions if m.mention.span.text == words][-1]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # the report's own organisation, however far, if no other has spoken
        (
            "Lindqvist Mills Corp said profits rose. Costs fell. Prices were stable. Demand was strong. The company said it was pleased.",
            "The company",
            "Lindqvist Mills Corp",
        ),
        ("Lindqvist Mills Corp said profits rose. In a filing, company said it was pleased.", "company", "Lindqvist Mills Corp"),
        (
            "Lindqvist Mills Corp's plan will be changed, a spokesman said. The mill burned. The company has insurance.",
            "The company",
            "Lindqvist Mills Corp",
        ),
        # no ministry, no commission
        (
            "Lindqvist Mills Corp accused the Trade Commission. The Trade Commission erred. The company will sue.",
            "The company",
            "Lindqvist Mills Corp",
        ),
        # what is bid for
        (BID, "the company", "Lindqvist Mills Corp"),
        # not one that is yet to be
        (
            "Lindqvist Mills Corp said it will form a new company. Work begins in May. The company said it was pleased.",
            "The company",
            "Lindqvist Mills Corp",
        ),
        # with its name before it
        ("Evening Courier Ltd was sold. The Evening Courier newspaper reported losses.", "The Evening Courier newspaper", "Evening Courier"),
        ("Lindqvist Mills Corp failed after all the company's bids. The company left.", "The company", "Lindqvist Mills Corp"),
        ("The Harbour Lights Festival began on Monday. Thousands of people came to the event.", "the event", "Harbour Lights Festival"),
    ],
)
def test_the_company_is_what_the_report_is_about(annotated: Annotate, find: Find, text: str, phrase: str, name: str) -> None:
    found = annotated(text)
    assert last_of(found, phrase).chain == find(found, name).chain


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        (
            "Lindqvist Mills Corp sued Harbour Foods Corp. Harbour Foods Corp said it was surprised. The company left.",
            "The company",
            "Lindqvist Mills Corp",
        ),
        ("The Trade Commission spoke. The company sued.", "The company", "Trade Commission"),
        ("Harbour Foods Corp said it acquired the company.", "the company", "Harbour Foods Corp"),
        (
            "Lindqvist Mills Corp and Harbour Foods Corp agreed. Work began. Talks went on. The company said it was pleased.",
            "The company",
            "Lindqvist Mills Corp",
        ),
    ],
)
def test_the_company_may_be_another(annotated: Annotate, find: Find, text: str, phrase: str, name: str) -> None:
    found = annotated(text)
    assert last_of(found, phrase).chain != find(found, name).chain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lindqvist Mills Corp spokeswoman Clara Moss defended the plan. “We need new looms,” Moss said.", "Lindqvist Mills Corp"),
        ("Clara Moss, vice president of Lindqvist Mills Corp, was calm. “We need new looms,” she said.", "Lindqvist Mills Corp"),
        ("Lindqvist Mills Corp raised prices. “We need new looms,” a company spokesman said.", "Lindqvist Mills Corp"),
        ("Peru's Finance Minister Clara Moss was calm. “We need new loans,” Moss said.", "Peru"),
        ("Lindqvist Mills Corp chairman Tom Hale left. “It is hard,” said Hale.\n“We need new looms.”", "Lindqvist Mills Corp"),
    ],
)
def test_we_of_an_officer_is_what_he_speaks_for(annotated: Annotate, find: Find, text: str, name: str) -> None:
    found = annotated(text)
    assert find(found, "We").chain == find(found, name).chain


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Clara Moss, an analyst at Lindqvist Mills Corp, was calm. “We expect rain,” she said.", "We"),
        ("Former Lindqvist Mills Corp chairman Tom Hale left. “We expect rain,” Hale said.", "We"),
        ("Lindqvist Mills Corp chairman Tom Hale left. “I expect rain,” Hale said.", "I"),
        ("Peru's President Clara Moss was calm. “We expect rain,” Moss said.", "We"),
    ],
)
def test_we_of_others_and_i_is_no_organisation(annotated: Annotate, find: Find, text: str, word: str) -> None:
    found = annotated(text)
    chain = find(found, word).chain
    assert all(m.type in ("Person",) for m in found.chains[chain])


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Lindqvist Mills Corp lost. Two directors left its board.", "its board", "Lindqvist Mills Corp's board"),
        ("Clara Moss won. Her father wept.", "Her father", "Clara Moss's father"),
        ("The weavers went home, for their pay was late.", "their pay", "weavers' pay"),
        ("They helped five towns whose water supply was cut.", "whose water supply", "five towns' water supply"),
        ("Lindqvist Mills Corp named its board.", "its board", ""),
    ],
)
def test_what_is_owned_is_called_by_its_owner(annotated: Annotate, find: Find, text: str, words: str, label: str) -> None:
    assert find(annotated(text), words).name.replace("Moss' ", "Moss's ") == label


def test_the_same_of_the_same_owner_is_one(annotated: Annotate) -> None:
    found = annotated("Lindqvist Mills Corp trusts its board. Its board met in May. Harbour Foods Corp changed its board.")
    chains = [m.mention.chain for m in found.mentions if m.mention.span.text.lower() == "its board"]
    assert chains[0] == chains[1] != chains[2]
