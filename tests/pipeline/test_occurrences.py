"""What happened, and when: events with what is said of them, chosen and in order of time."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import UnknownName, UsageError
from kg.model import Time
from kg.pipeline.occurrences import Occurrence, Window, window_of

ARTICLES = {
    "a.txt": (
        "---\npublisher: Harbour Wire\npublished: 2024-06-12\n---\n"
        "Angela Merkel met Emmanuel Macron in Berlin on Monday. Merkel visited Tokyo in 2021.\n\n"
        "Macron telephoned Merkel. Macron attacked Spain in April, Merkel said. Merkel did not meet Pedro Sanchez on Tuesday.\n"
    ),
    "b.txt": (
        "---\npublisher: The Quay\npublished: 2024-06-13\n---\n"
        "Merkel and Macron held talks in Berlin on Monday. German Chancellor Angela Merkel has discussed trade with Pedro Sanchez in Madrid.\n"
    ),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("occurrences")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return kg.build([folder / name for name in ARTICLES], out=folder / "out", write=["records"])


def the(found: tuple[Occurrence, ...], words: str) -> Occurrence:
    """The only occurrence with a fact of this relation."""
    [one] = [occurrence for occurrence in found if any(words in fact.label for fact in occurrence.facts)]
    return one


def test_a_timeline_is_in_order_of_time_and_ends_with_what_has_no_date(graph: kg.KnowledgeGraph) -> None:
    found = graph.timeline("Angela Merkel")
    dated = [occurrence.time.begin or occurrence.time.end for occurrence in found if occurrence.dated and occurrence.time]
    assert dated == sorted(dated)
    assert len(dated) >= 3
    flags = [(not occurrence.dated, not occurrence.dated and not occurrence.event.happening) for occurrence in found]
    assert flags == sorted(flags)
    assert any(not occurrence.dated for occurrence in found)
    undated = [occurrence.told for occurrence in found if not occurrence.dated and occurrence.event.happening]
    assert undated == sorted(undated)
    assert "2024-06-12" in undated


def test_an_occurrence_has_roles_facts_words_and_sources(graph: kg.KnowledgeGraph) -> None:
    [met] = [o for o in graph.timeline("Macron") if o.time and o.time.value == "2024-06-10"]
    assert met.roles == ("participant",)
    assert (met.facts[0].subject, met.facts[0].predicate, met.status) == ("Emmanuel_Macron", "kg:met", "Asserted")
    assert {item.publisher for item in met.evidence} == {"Harbour Wire", "The Quay"}
    assert {item.statement.id for item in met.evidence} == set(met.event.statements)
    assert met.told == "2024-06-12"
    assert 0 < met.confidence <= 1
    assert met.confidence == max(fact.confidence for fact in met.facts)


def test_a_place_has_a_timeline_too(graph: kg.KnowledgeGraph) -> None:
    assert "place" in {role for occurrence in graph.timeline("Berlin") for role in occurrence.roles}


def test_what_was_claimed_or_denied_is_told_with_its_speaker_and_status(graph: kg.KnowledgeGraph) -> None:
    claimed = the(graph.timeline("Macron"), "attacked")
    assert (claimed.status, claimed.evidence[0].speakers) == ("Claimed", ("Angela Merkel",))
    denied = [o.status for o in graph.find_events(between=("Merkel", "Pedro Sanchez"), begin="2024-06-11", end="2024-06-11")]
    assert denied == ["Denied"]


def test_between_asks_for_both(graph: kg.KnowledgeGraph) -> None:
    found = graph.find_events(between=("Macron", "Merkel"))
    assert {"Emmanuel_Macron", "Angela_Merkel"} <= {p.entity for p in the(found, "met").event.participants}
    assert not [o for o in found if any("visited" in fact.label for fact in o.facts)]
    with pytest.raises(UnknownName) as caught:
        graph.find_events(between=("Macron", "Angela Merkle"))
    assert caught.value.near[0] == "Angela Merkel"


@pytest.mark.parametrize(
    ("begin", "end", "met", "visited"),
    [
        ("2024-06-10", "2024-06-10", True, False),
        ("2024", "", True, False),
        ("", "2024-05", False, True),
        ("2021-06-30", "2021-07-01", False, True),
        ("2021-12-31/2024-06-10", "", True, True),
        ("2022/2023", "", False, False),
        ("2022/..", "", True, False),
    ],
)
def test_an_event_lies_in_a_window_if_it_overlaps_it(graph: kg.KnowledgeGraph, begin: str, end: str, met: bool, visited: bool) -> None:
    found = graph.timeline("Merkel", begin=begin, end=end)
    assert any(o.time and o.time.value == "2024-06-10" for o in found) == met
    assert any(fact.predicate == "kg:visited" for o in found for fact in o.facts) == visited
    assert all(o.dated for o in found)


def test_a_window_keeps_what_has_no_date_if_asked(graph: kg.KnowledgeGraph) -> None:
    kept = graph.find_events(begin="2024-06-10", end="2024-06-10", undated="keep")
    assert len(kept) > len(graph.find_events(begin="2024-06-10", end="2024-06-10"))
    assert [o for o in kept if not o.dated] == [o for o in graph.find_events() if not o.dated]


@pytest.mark.parametrize(
    ("type", "relations"),
    [
        ("CONSULT", {"kg:met", "kg:visited", "kg:phoned"}),
        ("plover:consult", {"kg:met", "kg:visited"}),
        ("VerbalCooperation", {"kg:met"}),
        ("material conflict", {"kg:attacked"}),
        ("kg:met", {"kg:met"}),
        ("travelledTo", {"kg:visited"}),
        ("attacked, met", {"kg:attacked", "kg:met"}),
        ("SANCTION", set()),
    ],
)
def test_a_type_is_an_event_type_or_a_relation_with_all_below_it(graph: kg.KnowledgeGraph, type: str, relations: set[str]) -> None:
    found = {fact.predicate for occurrence in graph.find_events(type=type) for fact in occurrence.facts}
    assert found >= relations
    if type in ("kg:met", "travelledTo", "material conflict"):
        assert "kg:attacked" not in found or type == "material conflict"
        assert "kg:discussed" not in found
    if not relations:
        assert not found


def test_an_unknown_type_says_what_is_expected_and_what_is_near(graph: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"an event type is one of .*CONSULT") as caught:
        graph.find_events(type="CONSLT")
    assert caught.value.near[0] == "CONSULT"


def test_a_place_holds_the_places_within_it(graph: kg.KnowledgeGraph) -> None:
    in_berlin = graph.find_events(at="Berlin", type="met")
    assert in_berlin
    assert graph.find_events(at="Germany", type="met") == in_berlin
    assert not graph.find_events(at="Japan", type="met")
    with pytest.raises(UnknownName):
        graph.find_events(at="Nowhere at all")


@pytest.mark.parametrize("window", [{"begin": "soon"}, {"end": "2024-06-31"}, {"begin": "2024", "end": "2023"}, {"begin": "2024/2025/2026"}])
def test_what_is_no_date_is_an_error(graph: kg.KnowledgeGraph, window: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        graph.find_events(**window)  # type: ignore[arg-type]


def test_open_ends_reach_for_ever() -> None:
    since = Time("2008-11/..", "interval", "2008-11-01", "", "since November 2008", 0, 19)
    until = Time("../2006", "interval", "", "2006-12-31", "until 2006", 0, 10)
    late, early = Window("2030-01-01", "2030-12-31"), Window("1990-01-01", "1990-12-31")
    assert (late.holds(since), early.holds(since)) == (True, False)
    assert (late.holds(until), early.holds(until)) == (False, True)
    assert window_of("", "", "drop") is None
    assert window_of("../2006", "", "keep") == Window("", "2006-12-31", undated=True)


def test_an_event_is_found_by_the_beginning_of_its_id_and_explained(graph: kg.KnowledgeGraph) -> None:
    [met] = [o.event for o in graph.find_events(type="met", at="Berlin")]
    assert graph.event(met.id[:10]) == met
    with pytest.raises(UnknownName, match="no event"):
        graph.event("zz")
    found = graph.explain(met.id)
    assert sorted(id for telling in found.tellings for id in telling.statements) == sorted(met.statements)
    assert all(telling.decision and telling.reasons for telling in found.tellings[1:])


def test_every_event_is_explained_by_the_joining_that_made_it(graph: kg.KnowledgeGraph) -> None:
    for event in graph.events:
        tellings = graph.explain(event).tellings
        assert sorted(id for telling in tellings for id in telling.statements) == sorted(event.statements)
        assert [bool(telling.decision) for telling in tellings] == [False, *[True] * (len(tellings) - 1)]


def test_a_graph_read_from_its_files_tells_the_same(graph: kg.KnowledgeGraph) -> None:
    read = kg.load(graph.out)
    assert read.timeline("Merkel") == graph.timeline("Merkel")
    assert [read.explain(event.id) for event in read.events] == [graph.explain(event.id) for event in graph.events]


def test_no_file_of_the_graph_is_touched(graph: kg.KnowledgeGraph) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path(graph.out).rglob("*")}
    graph.timeline("Merkel")
    graph.find_events(type="CONSULT")
    assert {path: path.stat().st_mtime_ns for path in Path(graph.out).rglob("*")} == before
