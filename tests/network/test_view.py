"""Plain rows, and the NetworkX graph made of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import networkx
import pytest

from kg.model import Resolution
from kg.network import Lookup, View, merge, read_filters, tabulate, to_networkx


@pytest.fixture
def network(resolution: Resolution) -> View:
    return tabulate(resolution)


def test_a_symmetric_fact_is_one_edge(network: View) -> None:
    met = [edge for edge in network.edges if edge.relation == "kg:met"]
    assert [(edge.source, edge.target, edge.symmetric) for edge in met] == [
        ("Vladimir_Putin", "Xi_Jinping", True),
        ("Vladimir_Putin", "Xi_Jinping", True),
        ("Wang_Yi", "Sergey_Lavrov", True),
    ]
    assert {edge.symmetric for edge in network.edges if edge.relation != "kg:met"} == {False}


def test_an_edge_tells_when_where_who_and_in_which_words(network: View) -> None:
    first = next(edge for edge in network.edges if edge.support == 2)
    assert (first.time, first.begin, first.end, first.place) == ("2022-02-04", "2022-02-04", "2022-02-04", "Beijing")
    assert first.quote == "Vladimir Putin met Xi Jinping in Beijing on Friday."
    assert (first.sources, first.statements, first.publishers) == (2, 2, "North Wire | South Post")
    assert (first.documents, first.urls) == ("https://north.example/a | b", "https://north.example/a")
    gas = next(edge for edge in network.edges if edge.relation == "kg:suppliesTo")
    assert (gas.speakers, gas.status, gas.direct) == ("Vladimir Putin", "Planned", True)
    assert gas.details == "goods: natural gas | quantity: 10 billion cubic metres"


def test_the_polarity_and_the_best_statement_follow_the_status(resolution: Resolution, network: View) -> None:
    attacked = next(edge for edge in network.edges if edge.relation == "kg:attacked")
    assert (attacked.polarity, attacked.status, attacked.opposed) == ("mixed", "Disputed", 1)
    assert attacked.quote == "Ukraine said that Russia attacked Ukraine."
    denied = replace(resolution, facts=tuple(replace(f, status="Denied") for f in resolution.facts))
    edge = next(edge for edge in tabulate(denied).edges if edge.relation == "kg:attacked")
    assert edge.quote == "Lavrov denied that Russia attacked Ukraine."


def test_literal_facts_stand_in_their_nodes(network: View) -> None:
    assert network.literal == 1
    assert next(node for node in network.nodes if node.id == "natural_gas").facts == "grew by: 4 per cent"


def test_a_fact_without_a_subject_is_counted(resolution: Resolution) -> None:
    bare = replace(resolution, facts=tuple(replace(f, subject="") if f.predicate == "rel:grew_by" else f for f in resolution.facts))
    assert tabulate(bare).literal == 1
    assert "natural_gas" not in {node.id for node in tabulate(bare).nodes}


def test_nodes_count_their_documents_and_mentions(network: View) -> None:
    putin = next(node for node in network.nodes if node.id == "Vladimir_Putin")
    assert (putin.documents, putin.mentions, putin.degree) == (2, 3, 2)
    assert (putin.aliases, putin.wikidata) == ("Putin | President Putin", "Q7747")


@pytest.mark.parametrize(
    ("intervals", "merged"),
    [
        ([("2022-02-04", "2022-02-04"), ("2022-02-06", "2022-02-06")], (("2022-02-04", "2022-02-04"), ("2022-02-06", "2022-02-06"))),
        ([("2022-02-06", ""), ("", "2022-02-05")], (("", ""),)),
        ([("2022-02-01", "2022-02-28"), ("2022-02-04", "2022-02-05")], (("2022-02-01", "2022-02-28"),)),
        ([("", ""), ("2022", "2022"), ("2022-03-01", "2022-02-01"), ("2022-13-01", "")], ()),
        ([("9999-12-31", "9999-12-31")], (("9999-12-31", "9999-12-31"),)),
    ],
)
def test_intervals_are_joined(intervals: list[tuple[str, str]], merged: tuple[tuple[str, str], ...]) -> None:
    assert merge(intervals) == merged


def test_the_networkx_graph_holds_plain_values_that_every_writer_takes(resolution: Resolution) -> None:
    graph = to_networkx(resolution)
    values = [v for _, data in graph.nodes(data=True) for v in data.values()] + [v for *_, data in graph.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool}
    for write in (networkx.write_graphml_xml, networkx.write_gexf):
        out = io.BytesIO()
        write(graph, out)
        assert out.getvalue()


def test_edges_are_keyed_by_fact(resolution: Resolution) -> None:
    graph = to_networkx(resolution)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert {key for *_, key in graph.edges(keys=True)} == {f.id for f in resolution.facts if f.object and not f.mirror_of}
    assert graph.number_of_edges("Vladimir_Putin", "Xi_Jinping") == 2


def test_the_graph_says_what_was_left_out(resolution: Resolution) -> None:
    graph = to_networkx(resolution, read_filters(direct=True, min_confidence=0.8))
    assert graph.graph["facts_left_out"] == 2
    assert "not direct: 1" in graph.graph["left_out"]


def test_the_measures_are_what_they_say(random_graph: Callable[[int, int], Resolution]) -> None:
    graph = to_networkx(random_graph(40, 120))
    assert {node: data["degree"] for node, data in graph.nodes(data=True)} == dict(graph.degree())
    assert {node: data["degree_in"] for node, data in graph.nodes(data=True)} == dict(graph.in_degree())
    assert {node: data["weighted_degree"] for node, data in graph.nodes(data=True)} == dict(graph.degree(weight="weight"))


def test_pagerank_is_the_fixed_point_of_its_equation(random_graph: Callable[[int, int], Resolution]) -> None:
    graph = to_networkx(random_graph(40, 120))
    shares = dict(graph.nodes(data="pagerank"))
    out = dict(graph.out_degree(weight="weight"))
    idle = sum(shares[node] for node in graph if not out[node])
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-6)
    for node in graph:
        followed = sum(shares[source] * weight / out[source] for source, _, weight in graph.in_edges(node, data="weight"))
        assert shares[node] == pytest.approx(0.15 / len(graph) + 0.85 * (followed + idle / len(graph)), abs=1e-6)


def test_a_name_finds_its_entity(resolution: Resolution) -> None:
    lookup = Lookup(resolution)
    assert {lookup.entity_named(name).id for name in ("Vladimir_Putin", "vladimir putin", "president putin")} == {"Vladimir_Putin"}
