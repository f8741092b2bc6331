"""The PLOVER type of statements: by words, by what the object is, by what is not yet done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.model import Statement

ReadText = Callable[..., tuple[Annotations, tuple[Statement, ...]]]

TYPED = {
    # the verb, or the noun that it carries
    "Norwegian envoys undertook a mediation effort.": "CONSULT",
    "Peru launched an investigation into the mayor.": "ACCUSE",
    "Kenya's foreign minister arrived in Lima for talks with Peruvian leaders.": "CONSULT",
    "Cuban fishermen went on strike.": "PROTEST",
    # what the verb undoes, hands over, moves or stops
    "Japan suspended aid to Chad.": "SANCTION",
    "Ghana lifted the curfew in Accra.": "CONCEDE",
    "Chad ended the war.": "RETREAT",
    "Italy recalled its ambassador from Chad.": "SANCTION",
    "Japan handed over medicine to Kenyan doctors.": "AID",
    "India sent troops to the border.": "MOBILIZE",
    "Kenyan police broke up the rally.": "COERCE",
    "Bolivian farmers blocked the road to Oruro.": "PROTEST",
    "Kenyan teachers gathered for a protest.": "PROTEST",
    "Iraq barred the inspectors from the site.": "REJECT",
    "Kenya ended two days of talks with Chad.": "CONSULT",
    # what is offered, refused, threatened or to come
    "Egypt agreed to free the sailors.": "AGREE",
    "Japan will send food to Kenya.": "AGREE",
    "Peru is ready to negotiate with Chile.": "AGREE",
    "India expressed readiness to hold talks with Nepal.": "AGREE",
    "Chad refused to meet Libya.": "REJECT",
    "Chad will not help Libya.": "REJECT",
    "Libya threatened to bomb Chad.": "THREATEN",
    "Italian pilots said they will strike on Monday.": "THREATEN",
    "Kenya will withdraw its soldiers unless Chad pays.": "THREATEN",
    "Peru may expel Chile's ambassador.": "THREATEN",
    "The mayor decided to lift the ban.": "CONCEDE",
}


@pytest.mark.parametrize("text", TYPED)
def test_a_statement_is_typed_by_its_words_and_their_context(text: str, read_text: ReadText) -> None:
    _, statements = read_text(text)
    types = [s.event_type for s in statements if s.extractor == "verbal" and s.event_type]
    assert f"plover:{TYPED[text]}" in types, [(s.predicate.id, s.event_type) for s in statements]


def test_what_merely_is_so_is_no_deed(read_text: ReadText) -> None:
    _, statements = read_text("The price declined. The reserves hit a record.")
    assert {s.event_type for s in statements} <= {""}


def test_the_noun_behind_be_types_a_state(read_text: ReadText) -> None:
    _, statements = read_text("Kenyan doctors have been on strike.")
    assert [s.event_type for s in statements] == ["plover:PROTEST"]


def test_an_exercise_is_cooperation_if_joint_and_a_show_of_force_if_not(read_text: ReadText) -> None:
    _, joint = read_text("Jordan and Egypt held joint exercises.")
    _, alone = read_text("Jordan held military exercises.")
    assert {s.event_type for s in joint} == {"plover:COOPERATE"}
    assert {s.event_type for s in alone} == {"plover:MOBILIZE"}


ADDRESSED = {
    "Peru demanded that Chile return the ship.": ("Peru", "kg:demandedOf", "Chile"),
    "Kenya said that Chad must free the pilots.": ("Kenya", "kg:demandedOf", "Chad"),
    "Kenya said that Chad should free the pilots.": ("Kenya", "kg:urged", "Chad"),
    "The Shining Path issued a declaration demanding that Peru free its leader.": ("Shining Path", "kg:demandedOf", "Peru"),
    "France called on Mali to hold a vote.": ("France", "kg:urged", "Mali"),
    "Ghana allowed Togo to send observers.": ("Ghana", "rel:allow", "Togo"),
}


@pytest.mark.parametrize("text", ADDRESSED)
def test_who_should_do_it_is_addressed(text: str, read_text: ReadText) -> None:
    _, statements = read_text(text)
    found = [(s.subject.label, s.predicate.id, s.object.label) for s in statements if s.object is not None]
    assert ADDRESSED[text] in found, found


def test_no_one_is_addressed_by_a_report_or_by_things(read_text: ReadText) -> None:
    for text in ("Kenya said that Chad freed the pilots.", "Kenya said that the weather must improve."):
        _, statements = read_text(text)
        assert not {s.predicate.id for s in statements} & {"kg:demandedOf", "kg:urged"}
