"""Filters: what stays, what is left out and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import UnknownName, UsageError
from kg.model import Resolution
from kg.network import REASONS, Filters, read_filters, select


def facts(resolution: Resolution) -> list[tuple[str, str, str]]:
    return sorted((f.subject, f.predicate, f.object) for f in resolution.facts if not f.mirror_of)


def test_no_filter_gives_the_whole_graph_itself(resolution: Resolution) -> None:
    part, left_out = select(resolution, Filters())
    assert part is resolution
    assert (left_out.facts, left_out.kept, left_out.reasons) == (0, 7, {})


@pytest.mark.parametrize("name", ["kg:met", "met", "MET"])
def test_a_relation_is_found_by_id_and_by_label(resolution: Resolution, name: str) -> None:
    part, left_out = select(resolution, read_filters(relation=name))
    assert {f.predicate for f in part.facts} == {"kg:met"}
    assert (left_out.kept, left_out.facts, left_out.reasons) == (3, 4, {"relation": 4})


def test_mirrors_follow_their_facts(resolution: Resolution) -> None:
    part, _ = select(resolution, read_filters(relation="kg:met", begin="2022-03"))
    assert [bool(f.mirror_of) for f in part.facts] == [False, True]


def test_types_must_fit_both_ends(resolution: Resolution) -> None:
    part, left_out = select(resolution, read_filters(types="state"))
    assert facts(part) == [("Russia", "kg:attacked", "Ukraine"), ("Russia", "kg:suppliesTo", "China")]
    assert left_out.reasons == {"type": 5}


def test_types_include_subclasses_where_the_ontology_says_so(resolution: Resolution) -> None:
    part, _ = select(resolution, read_filters(types="place"), is_a=lambda kind, above: kind == above or (kind, above) == ("State", "Place"))
    assert facts(part) == [("Russia", "kg:attacked", "Ukraine"), ("Russia", "kg:suppliesTo", "China")]


@pytest.mark.parametrize(
    ("window", "met"),
    [
        ({"begin": "2022-02-04", "end": "2022-02-04"}, 1),
        ({"begin": "2022-03-31"}, 1),
        ({"end": "2022-02-03"}, 1),
        ({"begin": "2022"}, 3),
        ({"begin": "2023"}, 0),
    ],
)
def test_a_window_keeps_what_touches_it(resolution: Resolution, window: dict[str, str], met: int) -> None:
    part, left_out = select(resolution, read_filters(relation="met", undated="drop", **window))  # type: ignore[arg-type]
    assert len([f for f in part.facts if not f.mirror_of]) == met
    assert left_out.reasons.get("outside the dates", 0) == 3 - met


def test_undated_facts_are_kept_or_dropped_as_asked(resolution: Resolution) -> None:
    kept, _ = select(resolution, read_filters(begin="2022-02-04", end="2022-02-04"))
    dropped, left_out = select(resolution, read_filters(begin="2022-02-04", end="2022-02-04", undated="drop"))
    assert len(facts(kept)) - len(facts(dropped)) == left_out.reasons["undated"] == 3


def test_an_open_interval_reaches_into_every_later_window(resolution: Resolution) -> None:
    part, _ = select(resolution, read_filters(begin="2030", undated="drop"))
    assert facts(part) == [("Russia", "kg:suppliesTo", "China")]


def test_publishers_are_named_as_people_name_them(resolution: Resolution) -> None:
    part, left_out = select(resolution, read_filters(publisher="south post"))
    assert {s for f in part.facts for s in f.statements} == {s.id for s in part.statements}
    assert left_out.kept == 3


def test_status_confidence_and_direct_edges(resolution: Resolution) -> None:
    assert facts(select(resolution, read_filters(status="planned"))[0]) == [("Russia", "kg:suppliesTo", "China")]
    assert select(resolution, read_filters(min_confidence=0.8))[1].reasons == {"confidence": 1}
    assert select(resolution, Filters(direct=True))[1].reasons == {"not direct": 1}


def test_around_counts_hops(resolution: Resolution) -> None:
    one, left_out = select(resolution, read_filters(around="Putin"))
    assert facts(one) == [("Vladimir_Putin", "kg:met", "Xi_Jinping")] * 2
    assert left_out.reasons == {"away from the centre": 5}
    assert len(facts(select(resolution, read_filters(around="Ukraine:1"))[0])) == 1
    assert len(facts(select(resolution, read_filters(around="Ukraine:2"))[0])) == 3


def test_the_reasons_add_up_and_the_part_stands_alone(resolution: Resolution) -> None:
    part, left_out = select(resolution, read_filters(types="person,state", min_confidence=0.7, undated="drop", direct=True))
    assert sum(left_out.reasons.values()) == left_out.facts
    assert list(left_out.reasons) == [reason for reason in REASONS if reason in left_out.reasons]
    entities, statements = {e.id for e in part.entities}, {s.id for s in part.statements}
    assert {end for f in part.facts for end in (f.subject, f.object) if end} <= entities
    assert {s for f in part.facts for s in f.statements} == statements
    assert {s.document for s in part.statements} == {d.id for d in part.documents}
    assert set(part.fact_of) == statements
    assert left_out.entities == len(resolution.entities) - len(entities)
    assert "left out" in str(left_out)


@pytest.mark.parametrize(
    ("begin", "end", "window"),
    [
        ("2022-02/2022-04", "", ("2022-02-01", "2022-04-30")),
        ("2022-02-04/..", "", ("2022-02-04", "")),
        ("../2022", "", ("", "2022-12-31")),
        ("2021/2022", "2023", ("2021-01-01", "2023-12-31")),
    ],
)
def test_a_window_may_be_an_interval(begin: str, end: str, window: tuple[str, str]) -> None:
    filters = read_filters(begin=begin, end=end)
    assert (filters.begin, filters.end) == window


@pytest.mark.parametrize(
    "wrong",
    [
        {"begin": "2021/2022/2023"},
        {"begin": "2023/2022"},
        {"begin": ".."},
        {"begin": "yesterday"},
        {"end": "2022-02-30"},
        {"begin": "2023", "end": "2022"},
        {"status": "Sure"},
        {"undated": "maybe"},
        {"min_confidence": 1.5},
        {"around": "Putin:0"},
    ],
)
def test_what_is_not_a_filter_is_said(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        read_filters(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("unknown", [{"relation": "mett"}, {"types": "persn"}, {"publisher": "North Wir"}, {"around": "Vladimir Putn"}])
def test_an_unknown_name_lists_near_ones(resolution: Resolution, unknown: dict[str, str]) -> None:
    with pytest.raises(UnknownName) as raised:
        select(resolution, read_filters(**unknown))  # type: ignore[arg-type]
    assert raised.value.near


def test_the_order_of_the_whole_does_not_matter(resolution: Resolution) -> None:
    wanted = read_filters(types="state,person", begin="2022-02")
    turned = replace(resolution, facts=resolution.facts[::-1], entities=resolution.entities[::-1])
    assert facts(select(resolution, wanted)[0]) == facts(select(turned, wanted)[0])
