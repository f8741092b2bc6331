"""The gazetteer: what it knows, its indexes, what a user adds, what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.ontology import default_directory, load

Mine = Callable[..., Path]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("US", "United_States"),
        ("U.S.", "United_States"),
        ("America", "United_States"),
        ("Britain", "United_Kingdom"),
        ("USSR", "Soviet_Union"),
        ("West Germany", "West_Germany"),
        ("Burma", "Myanmar"),
        ("Kiev", "Kyiv"),
        ("Peking", "Beijing"),
        ("Washington", "Washington_D_C"),
        ("Xi Jinping", "Xi_Jinping"),
        ("Sergei Lavrov", "Sergey_Lavrov"),
        ("NATO", "NATO"),
        ("UN", "United_Nations"),
        ("dpa", "Deutsche_Presse-Agentur"),
        ("Xinhua News Agency", "Xinhua"),
    ],
)
def test_a_name_is_known(name: str, identifier: str) -> None:
    assert load().gazetteer.names[name.casefold()] == (identifier,)


@pytest.mark.parametrize(
    ("demonym", "identifier"),
    [
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("British", "United_Kingdom"),
        ("Dutch", "Netherlands"),
        ("French", "France"),
        ("Chinese", "China"),
        ("Pole", "Poland"),
        ("Iraqis", "Iraq"),
        ("Soviet", "Soviet_Union"),
        ("Palestinians", "Palestine"),
    ],
)
def test_a_demonym_is_known(demonym: str, identifier: str) -> None:
    assert load().gazetteer.demonyms[demonym.casefold()] == identifier


def test_ambiguous_names_keep_all_their_entries() -> None:
    names = load().gazetteer.names
    assert names["georgia"] == ("Georgia", "Georgia_United_States")
    assert names["congo"] == ("Democratic_Republic_of_the_Congo", "Republic_of_the_Congo")


def test_nothing_that_much_of_the_news_is_about_is_ambiguous() -> None:
    names = load().gazetteer.names
    for name in "london paris moscow berlin birmingham cambridge jordan chad china new york washington luxembourg singapore ireland".split():
        assert len(names.get(name, ("",))) == 1, name


@pytest.mark.parametrize(
    ("seat", "government"),
    [
        ("Moscow", "Russia"),
        ("Kremlin", "Russia"),
        ("White_House", "United_States"),
        ("Washington_D_C", "United_States"),
        ("Downing_Street", "United_Kingdom"),
        ("Brussels", "European_Union"),
        ("The_Hague", "Netherlands"),
        ("Beijing", "China"),
    ],
)
def test_a_seat_stands_for_its_government(seat: str, government: str) -> None:
    assert load().gazetteer.seats[seat] == government


def test_the_states_of_the_united_nations_have_demonyms_and_wikidata_ids() -> None:
    states = [entry for entry in load().gazetteer.entries.values() if entry.type == "State"]
    assert len(states) > 200
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q\d+", address) for entry in states for address in entry.same_as)
    assert sum(bool(entry.demonyms) for entry in states) > 200
    assert sum(bool(entry.capital) for entry in states) > 180


def test_office_holders_have_their_dates() -> None:
    entries = load().gazetteer.entries
    putin = entries["Vladimir_Putin"]
    assert putin.same_as == ("http://www.wikidata.org/entity/Q7747",)
    assert putin.gender == "m"
    assert [(office.role, office.of, office.begin, office.end) for office in putin.offices][-1] == ("president", "Russia", "2012-05-07", "")
    assert entries["Xi_Jinping"].same_as == ("http://www.wikidata.org/entity/Q15031",)


def test_the_offices_of_a_person_are_in_order_and_end_after_they_begin() -> None:
    for entry in load().gazetteer.entries.values():
        for office in entry.offices:
            assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", day) for day in (office.begin, office.end)), entry.id
            assert not office.begin or not office.end or office.begin < office.end, entry.id


def test_two_people_never_hold_the_highest_office_of_a_state_at_once() -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for entry in load().gazetteer.entries.values():
        for office in entry.offices:
            if office.role in ("president", "prime minister", "chancellor", "king", "secretary of state", "secretary-general", "pope"):
                held.setdefault((office.role, office.of), []).append((office.begin or "0", office.end or "9", entry.id))
    for terms in held.values():
        terms.sort()
        for (_, end, first), (begin, _, second) in pairwise(terms):
            assert end <= begin, (first, second)


def test_every_id_is_the_readable_end_of_an_iri() -> None:
    for identifier in load().gazetteer.entries:
        assert re.fullmatch(r"[\w\-]+", identifier), identifier


def test_no_wikidata_id_is_given_to_two_entries() -> None:
    addresses = [address for entry in load().gazetteer.entries.values() for address in entry.same_as]
    assert len(addresses) == len(set(addresses))


def test_the_committed_file_says_how_it_was_made() -> None:
    head = (default_directory() / "gazetteer.ttl").read_text(encoding="utf-8")[:400]
    assert "scripts/build_gazetteer.py" in head
    assert "GeoNames" in head


def test_a_user_adds_to_an_entry_and_makes_new_ones(mine: Mine) -> None:
    path = mine(
        'ent:Russia skos:altLabel "Rossiya"@en .\n'
        'ent:Example_Party a kg:Organisation ; skos:prefLabel "Example Party"@en ; kg:kind "party" ; kg:locatedIn ent:Russia .\n'
        'ent:Jane_Roe a kg:Person ; skos:prefLabel "Jane Roe"@en ; kg:gender "f" ; kg:office ent:Jane_Roe--chair .\n'
        'ent:Jane_Roe--chair a kg:Office ; kg:role "chair" ; kg:of ent:Example_Party .\n'
    )
    gazetteer = load(path).gazetteer
    assert gazetteer.names["rossiya"] == ("Russia",)
    assert gazetteer.entries["Russia"].demonyms == ("Russian", "Russians")
    assert gazetteer.entries["Example_Party"].kind == "party"
    assert [office.of for office in gazetteer.entries["Jane_Roe"].offices] == ["Example_Party"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ent:X a kg:Stat ; skos:prefLabel "X"@en .', r"mine\.ttl:9: ent:X has kg:Stat.*kg:State"),
        ('ent:X a kg:State ; skos:prefLabel "X"@en ; kg:capital ent:Mosco .', r"mine\.ttl:9: ent:X names ent:Mosco.*Moscow"),
        ('ent:X a kg:State ; skos:prefLabel "X"@en ; kg:slots "x" .', r"ent:X cannot have kg:slots"),
        ('ent:X skos:altLabel "Y"@en .', r"mine\.ttl:9: ent:X is in no earlier file"),
        ('ent:X a kg:Person ; skos:prefLabel "X"@en ; kg:office ent:Y .', r"undefined office ent:Y"),
        ("ent:X a kg:Office ; kg:of ent:Russia .", r"the office ent:X has no kg:role"),
    ],
)
def test_a_mistake_fails_with_its_place(mine: Mine, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load(mine(text + "\n"))
