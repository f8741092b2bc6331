"""Every format: written, read back, the same bytes again, and safe with hostile names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx
import pyoxigraph
import pytest

from kg.errors import UsageError
from kg.exports import FORMATS, export, find_format
from kg.model import Resolution
from kg.network import Filters, read_filters

PLAIN = [known.name for known in FORMATS if not known.rdf]


def written(name: str, resolution: Resolution, filters: Filters | None = None) -> bytes:
    out = io.BytesIO()
    export(name, resolution, out, filters)
    return out.getvalue()


@pytest.mark.parametrize("name", PLAIN)
def test_the_order_of_records_does_not_change_a_byte(resolution: Resolution, name: str) -> None:
    turned = replace(resolution, facts=resolution.facts[::-1], entities=resolution.entities[::-1], events=resolution.events[::-1])
    assert written(name, turned) == written(name, resolution)


@pytest.mark.parametrize("name", PLAIN)
def test_an_empty_graph_and_hostile_names_are_written_as_utf8(hostile: Resolution, name: str) -> None:
    assert written(name, Resolution((), (), (), (), (), {}, {})).decode() or name == "statements"
    assert written(name, hostile).decode()


def test_graphml_reads_back_with_every_parallel_edge(resolution: Resolution, hostile: Resolution) -> None:
    graph = networkx.parse_graphml(written("graphml", resolution).decode(), force_multigraph=True)
    assert graph.number_of_edges() == 6
    met = [data for _, _, data in graph.edges(data=True) if data["relation"] == "kg:met"]
    assert len(met) == 3
    assert all(data["symmetric"] is True and data["direct"] is True for data in met)
    back = networkx.parse_graphml(written("graphml", hostile).decode(), force_multigraph=True)
    assert back.nodes["A<b>"]["label"] == "</script><script>document.title='owned'</script>"


def test_csv_reads_back(resolution: Resolution, hostile: Resolution) -> None:
    edges = list(csv.DictReader(io.StringIO(written("csv-edges", resolution).decode(), newline="")))
    nodes = list(csv.DictReader(io.StringIO(written("csv-nodes", resolution).decode(), newline="")))
    assert {edge["Source"] for edge in edges} | {edge["Target"] for edge in edges} <= {node["Id"] for node in nodes}
    gas = next(edge for edge in edges if edge["relation"] == "kg:suppliesTo")
    assert (gas["status"], gas["details"], gas["begin"], gas["end"]) == (
        "Planned",
        "goods: natural gas | quantity: 10 billion cubic metres",
        "2022-02-04",
        "",
    )
    rows = list(csv.DictReader(io.StringIO(written("csv-edges", hostile).decode(), newline="")))
    assert rows[0]["quote"] == hostile.documents[0].text


def test_node_link_json_is_what_networkx_reads(resolution: Resolution) -> None:
    graph = networkx.node_link_graph(json.loads(written("json", resolution)), edges="edges")
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.number_of_edges() == 6
    assert graph.nodes["Vladimir_Putin"]["wikidata"] == "Q7747"


def test_cytoscape_elements_refer_to_their_nodes(resolution: Resolution) -> None:
    elements = json.loads(written("cytoscape", resolution))["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert {edge["data"][end] for edge in elements["edges"] for end in ("source", "target")} <= ids
    assert len({(node["position"]["x"], node["position"]["y"]) for node in elements["nodes"]}) == len(ids)


def test_statements_are_lines_whose_offsets_hold(resolution: Resolution) -> None:
    texts = {document.id: document.text for document in resolution.documents}
    lines = [json.loads(line) for line in written("statements", resolution).decode().splitlines()]
    assert len(lines) == len(resolution.statements)
    for line in lines:
        assert texts[line["document"]][line["subject"]["start"] : line["subject"]["end"]] == line["subject"]["mention"]


def test_filters_reach_every_format(resolution: Resolution) -> None:
    wanted = read_filters(relation="kg:met")
    for name in PLAIN:
        assert b"suppliesTo" in written(name, resolution) or name == "csv-nodes"
        assert b"suppliesTo" not in written(name, resolution, wanted)


def test_a_file_is_moved_into_place(resolution: Resolution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.json"
    assert export("json", resolution, target).kept == 7
    before = target.read_bytes()

    def broken(_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr("kg.exports.json_graphs.tabulate", broken)
    with pytest.raises(RuntimeError):
        export("json", resolution, target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_and_an_unknown_format_are_said(resolution: Resolution, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        export("json", resolution, tmp_path / "none" / "graph.json")
    with pytest.raises(UsageError, match="did you mean graphml"):
        find_format("grapml")
    with pytest.raises(UsageError, match="needs the ontology"):
        export("ttl", resolution, io.BytesIO())


@pytest.fixture(scope="module")
def rdf(resolution: Resolution) -> Callable[[str], bytes]:
    from kg.config import Config
    from kg.ontology import load
    from kg.rdf import Run

    def write(name: str) -> bytes:
        out = io.BytesIO()
        export(name, resolution, out, read_filters(relation="met"), ontology=load(), config=Config(), run=Run("0", "0", "none"))
        return out.getvalue()

    return write


@pytest.mark.parametrize(("name", "same"), [("nt", "ttl"), ("rdfxml", "ttl"), ("nq", "trig"), ("jsonld", "trig")])
def test_the_rdf_formats_hold_the_same(rdf: Callable[[str], bytes], name: str, same: str) -> None:
    names = {
        "ttl": pyoxigraph.RdfFormat.TURTLE,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "nt": pyoxigraph.RdfFormat.N_TRIPLES,
        "nq": pyoxigraph.RdfFormat.N_QUADS,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    }
    one, other = ({str(quad) for quad in pyoxigraph.parse(rdf(form), format=names[form])} for form in (name, same))
    assert one == other
    assert any("ontology#met" in quad for quad in one)
    assert not any("suppliesTo" in quad and "fact/" in quad for quad in one)


def test_large_graphs_are_written(random_graph: Callable[[int, int], Resolution]) -> None:
    graph = random_graph(400, 900)
    assert written("gexf", graph).count(b"<edge ") == sum(1 for fact in graph.facts if fact.object)
