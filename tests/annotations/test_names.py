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


def test_a_model_is_not_its_maker(annotated: Annotate, chain_of: Callable[[Annotations, str], list[str]]) -> None:
    found = annotated("The Boeing 747 landed late. Boeing apologised. Two other 747s waited, and the 747 was towed away by an Airbus A380-800.")
    assert names(found) == {"Boeing 747": "Product", "Boeing": "Organisation", "747s": "Product", "747": "Product", "Airbus A380-800": "Product"}
    assert chain_of(found, "Boeing 747") == ["Boeing 747", "747s", "747"]
    assert chain_of(found, "Boeing") == ["Boeing"]


@pytest.mark.parametrize("text", ["They gave Boeing 300 orders.", "It must pay Texaco 500 mln dlrs.", "Airbus, 380 workers said, is unfair."])
def test_a_number_that_counts_makes_no_model(annotated: Annotate, text: str) -> None:
    assert "Product" not in names(annotated(text)).values()


def test_who_flies_a_model_does_not_make_it(annotated: Annotate) -> None:
    found = names(annotated("The Airbus A330 crashed. Another Air France A330 landed."))
    assert found == {"Airbus A330": "Product", "Air France": "Organisation", "A330": "Product"}


def test_a_makers_name_for_what_it_makes_is_no_name_of_the_maker(annotated: Annotate) -> None:
    assert names(annotated("The new Airbus can carry 500 people. A Boeing crashed.")) == {}


def test_the_aircraft_is_the_model_in_view(annotated: Annotate, chain_of: Callable[[Annotations, str], list[str]]) -> None:
    found = annotated("The Airbus A380 left Hamburg on Monday. The aircraft landed in Dubai.")
    assert chain_of(found, "Airbus A380") == ["Airbus A380", "The aircraft"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lumeris Tubing Systems Inc signed a deal. It said Lumeris has developed a pump.", "Lumeris"),
        ("Private Labels Inc lost money. Private Labels makes vitamins.", "Private Labels"),
        ("Prince Co Inc sued them. A court said Prince must pay.", "Prince"),
        ("Harl Vantage Ltd fell. The move lets Vantage elect a board.", "Vantage"),
    ],
)
def test_a_firm_goes_by_the_first_words_of_its_name(annotated: Annotate, text: str, name: str) -> None:
    assert names(annotated(text))[name] == "Organisation"


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("The strike closed the Banco do Norte on Monday.", "Banco do Norte", "Organisation"),
        ("Sorrell Lynch and Co Inc <SLC> said profits rose.", "Sorrell Lynch and Co Inc", "Organisation"),
        ("General Ivo Brandt of the Turkish General Staff spoke.", "General Staff", "Organisation"),
        ("Boeing Commercial Airplanes CEO Anna Roth resigned.", "Boeing Commercial Airplanes", "Organisation"),
        ("The survey ship Tordis 1 sailed at dawn.", "Tordis 1", "Product"),
        ("She wrote the graphic novel Night Tide in Oslo.", "Night Tide", "Work"),
        ("They write it in HTML 5 now.", "HTML 5", "Product"),
        ("He bought a Toyota Camry in May.", "Toyota Camry", "Product"),
    ],
)
def test_names_are_whole_and_typed_by_what_stands_beside_them(annotated: Annotate, text: str, name: str, type: str) -> None:
    found = names(annotated(text))
    assert found.get(name) == type, found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kestrel is a nationwide chain of 900 shops.", "Kestrel"),
        ("Shares of Airbus parent EADS rose.", "EADS"),
        ("Its rival Bolt is late.", "Bolt"),
        ("They compared Safari with Firefox.", "Safari"),
        ("Analysts say Bredero shares are cheap.", "Bredero"),
    ],
)
def test_a_lone_word_is_no_person_without_evidence(annotated: Annotate, text: str, name: str) -> None:
    assert names(annotated(text)).get(name, "") != "Person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ginsberg will act as chief executive.", "Ginsberg"),
        ("Halvorsen told reporters that she would resign.", "Halvorsen"),
        ("It was written by Marilyn.", "Marilyn"),
        ("The book is by Mark Twain and Goscinny.", "Goscinny"),
        ("Mr Adeyemi left.", "Adeyemi"),
    ],
)
def test_a_lone_word_with_evidence_is_a_person(annotated: Annotate, text: str, name: str) -> None:
    assert names(annotated(text))[name] == "Person"


def test_a_name_holds_no_half_of_a_quotation(annotated: Annotate) -> None:
    for name in names(annotated('Robert "Bobby" Junger sang. He was Bobby" Junger to all.')):
        assert name.count('"') in (0, 2)


@pytest.mark.parametrize(
    ("text", "phrase", "type"),
    [
        ("Apple introduced the iPod music player.", "the iPod music player", "Thing"),
        ("A young computer maker paid the fine.", "A young computer maker", "Organisation"),
        ("Kim won the Player of the Year award.", "Player of the Year award", "Thing"),
        ("The film producer left early.", "The film producer", "Person"),
    ],
)
def test_a_noun_for_people_may_name_a_thing_or_a_firm(annotated: Annotate, find: Find, text: str, phrase: str, type: str) -> None:
    assert find(annotated(text), phrase).type == type


def test_a_father_and_a_son_of_one_name_stay_two(annotated: Annotate, chain_of: Callable[[Annotations, str], list[str]]) -> None:
    found = annotated("Harold Voss and Harold Voss Jr. run the firm. Harold Voss founded it.")
    assert chain_of(found, "Harold Voss Jr.") == ["Harold Voss Jr."]
    one = annotated("Harold Voss Jr. runs the firm. Harold Voss likes it.")
    assert chain_of(one, "Harold Voss Jr.") == ["Harold Voss Jr.", "Harold Voss"]


def test_a_known_firm_is_not_short_for_its_unit_nor_a_host_for_its_event(
    annotated: Annotate, chain_of: Callable[[Annotations, str], list[str]]
) -> None:
    found = annotated("Boeing Commercial Airplanes fell. Boeing rose. Voltmark opened the Voltmark Developers Conference. Voltmark showed a phone.")
    assert chain_of(found, "Boeing") == ["Boeing"]
    assert chain_of(found, "Voltmark") == ["Voltmark", "Voltmark"]


def test_or_between_commas_gives_a_product_its_other_name(annotated: Annotate, chain_of: Callable[[Annotations, str], list[str]]) -> None:
    found = annotated("The Boeing 787, or Dreamliner, is an airliner. It will carry 300 passengers.")
    assert chain_of(found, "Boeing 787")[:2] == ["Boeing 787", "Dreamliner"]
    assert "It" in chain_of(found, "Boeing 787")


@pytest.mark.parametrize("text", ["🇸 ", "🇸🇪 . – ( )", "( ’s"])
def test_signs_are_no_names(annotated: Annotate, text: str) -> None:
    assert not names(annotated(text))
