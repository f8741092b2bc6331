"""Names: whole, of the right type, with the titles that are theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.model import Mention

Annotate = Callable[..., Annotations]
Find = Callable[[Annotations, str], Mention]


def names(annotations: Annotations) -> dict[str, str]:
    return {m.mention.name: m.mention.type for m in annotations.mentions if m.mention.kind == "name"}


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("W.R. Grace and Co said a jury in Chicago ordered it to pay.", "W.R. Grace and Co", "Organisation"),
        ("European Sugar, which Eridania Zuccherifici Nazionali SpA owns, rose.", "Eridania Zuccherifici Nazionali SpA", "Organisation"),
        ("They will meet at Platt's Music Hall in San Francisco.", "Platt's Music Hall", "Organisation"),
        ("The merger with <Scovill Inc> of France fell through.", "Scovill Inc", "Organisation"),
        ("The Sydney Morning Herald said so.", "Sydney Morning Herald", "Organisation"),
        ("A new subscription for iTunes was announced by the company.", "iTunes", "Product"),
    ],
)
def test_a_name_is_whole_and_of_its_type(annotated: Annotate, text: str, name: str, type: str) -> None:
    found = names(annotated(text))
    assert found[name] == type
    assert not [other for other in found if (other != name and other in name) or "<" in other or ">" in other]


def test_a_ticker_is_no_part_of_a_mention_and_no_name(annotated: Annotate) -> None:
    found = annotated("Appliance maker Moulinex <MOUP.PA> said it had sold its stake.")
    assert "Moulinex" in names(found)
    assert not [m for m in found.mentions if "MOUP" in m.mention.span.text]


def test_a_product_keeps_the_number_of_its_version(annotated: Annotate) -> None:
    found = names(annotated("Microsoft waits for the death of Internet Explorer 6. It offers Internet Explorer 9 now."))
    assert found["Internet Explorer 6"] == found["Internet Explorer 9"] == "Product"


@pytest.mark.parametrize(
    "text", ["Airbus won 20 orders.", "Route 52 was closed.", "The song was No. 1 in Britain.", "Boeing sold 6 planes to Qatar."]
)
def test_a_count_is_no_version(annotated: Annotate, text: str) -> None:
    assert "Product" not in names(annotated(text)).values()


def test_the_longer_form_that_the_text_uses_twice_holds_throughout(annotated: Annotate) -> None:
    text = "Ferruzzi owns European Sugar. European Sugar said the plan holds. Shares in European Sugar rose, and European Sugar went on."
    found = annotated(text)
    assert [m.mention.name for m in found.mentions if m.mention.kind == "name" and "Sugar" in m.mention.span.text] == ["European Sugar"] * 4


@pytest.mark.parametrize(
    ("text", "organisation", "person", "title"),
    [
        (
            "After the leak, CEO of the Refugee Council Enver Solomon told Sky News that he was wrong. Solomon left.",
            "Refugee Council",
            "Enver Solomon",
            "ceo",
        ),
        ("Chairman of Belgian starch producer <Amylum NV> Pierre Callebaut told Reuters so.", "Amylum NV", "Pierre Callebaut", "chairman"),
    ],
)
def test_an_office_parts_its_organisation_from_its_holder(
    annotated: Annotate, find: Find, text: str, organisation: str, person: str, title: str
) -> None:
    found = annotated(text)
    assert find(found, organisation).type == "Organisation"
    holder = find(found, person)
    assert (holder.type, holder.titles) == ("Person", (title,))
    located = next(m for m in found.mentions if m.mention == holder)
    assert found.parse.lower[located.head] == title  # where the clause finds its subject


def test_the_field_of_a_title_is_not_an_organisation_behind_an_article(annotated: Annotate, find: Find) -> None:
    assert find(annotated("Minister of Education Stefania Giannini resigned."), "Stefania Giannini").titles == ("minister of education",)


def test_a_noun_for_firms_before_a_name_is_no_persons_title(annotated: Annotate, find: Find) -> None:
    found = annotated("Jean-Marc Vernes, president of French sugar producer Beghin-Say, told Reuters that exports fell.")
    assert (find(found, "Beghin-Say").type, find(found, "Beghin-Say").titles) == ("Organisation", ())
    assert find(found, "Jean-Marc Vernes").type == "Person"


def test_who_has_a_chairman_is_an_organisation(annotated: Annotate, find: Find) -> None:
    found = annotated("Gruppo Ferruzzi is studying a project, Ferruzzi chairman Raul Gardini said. Ferruzzi agreed to buy it.")
    assert find(found, "Gruppo Ferruzzi").type == find(found, "Ferruzzi").type == "Organisation"
    assert find(found, "Raul Gardini").type == "Person"


def test_who_goes_on_by_the_second_word_is_a_person(annotated: Annotate, find: Find) -> None:
    found = annotated("Hikmat Nashashibi told a news conference that trade was low. Nashashibi said capital flows remain small.")
    assert find(found, "Hikmat Nashashibi").type == "Person"


def test_a_currency_is_no_state(annotated: Annotate) -> None:
    assert not [m for m in annotated("The bumpers were priced at US $ 29 in stores.").mentions if m.mention.type == "State"]


def test_a_name_stays_as_written(annotated: Annotate) -> None:
    assert "Tip O’Neill" in names(annotated("Speaker Tip O’Neill spoke."))
