"""GEXF: valid by its schema, readable by NetworkX, and by the rules that Gephi imposes."""

from __future__ import annotations

import io
import os
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from kg.exports.gexf import write_gexf
from kg.model import Resolution

NS = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
SHARED = Path(os.environ.get("KG_SHARED", str(Path(__file__).parents[3] / "shared")))


def gexf(resolution: Resolution, *, dynamic: bool = True) -> bytes:
    out = io.BytesIO()
    write_gexf(resolution, out, dynamic=dynamic)
    return out.getvalue()


def edges(data: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(data).iter(f"{NS}edge"))


@pytest.fixture(params=["sample", "hostile", "random", "empty"])
def graph(request: pytest.FixtureRequest) -> Resolution:
    if request.param == "empty":
        return Resolution((), (), (), (), (), {}, {})
    if request.param == "random":
        made: Resolution = request.getfixturevalue("random_graph")(30, 80)
        return made
    named: Resolution = request.getfixturevalue("hostile" if request.param == "hostile" else "resolution")
    return named


@pytest.mark.parametrize("dynamic", [True, False])
def test_it_is_valid_by_the_schema(graph: Resolution, dynamic: bool) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    schema = SHARED / "data" / "gexf-1.3" / "gexf.xsd"
    if not schema.is_file():
        pytest.skip(f"no GEXF schema at {schema}; set KG_SHARED")
    etree.XMLSchema(etree.parse(str(schema))).assertValid(etree.fromstring(gexf(graph, dynamic=dynamic)))


@pytest.mark.parametrize("dynamic", [True, False])
def test_networkx_reads_every_edge(graph: Resolution, dynamic: bool) -> None:
    back = networkx.read_gexf(io.BytesIO(gexf(graph, dynamic=dynamic)))
    assert back.number_of_edges() == sum(1 for fact in graph.facts if fact.object and not fact.mirror_of)


def test_hostile_names_come_back_as_they_were_but_for_control_characters(hostile: Resolution) -> None:
    back = networkx.read_gexf(io.BytesIO(gexf(hostile)))
    assert back.nodes["A<b>"]["label"] == "</script><script>document.title='owned'</script>"
    quote = next(iter(back.edges(data=True)))[2]["quote"]
    assert quote == hostile.documents[0].text.replace("\x0b", "").replace("\x00", "").replace("\ufffe", "")


def test_parallel_edges_have_kinds_and_ids_of_their_own(resolution: Resolution) -> None:
    found = edges(gexf(resolution))
    assert len({edge.get("id") for edge in found}) == len(found)
    keys = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in found]
    assert len(set(keys)) == len(keys)
    assert sorted(kind for source, _, kind in keys if source == "Vladimir_Putin" and kind) == ["kg:met", "kg:met 2"]
    assert all(float(edge.get("weight", "0")) > 0 for edge in found)


def test_dates_are_full_and_start_before_they_end(graph: Resolution) -> None:
    for edge in edges(gexf(graph)):
        spells = [edge, *edge.iter(f"{NS}spell")]
        previous = ""
        for spell in spells:
            start, end = spell.get("start"), spell.get("end")
            assert all(len(day) == 10 for day in (start, end) if day)
            if start and end:
                assert start < end
            if start and spell is not edge:
                assert previous < start
                previous = end or "9999"


def test_a_day_an_open_interval_and_an_undated_fact(resolution: Resolution) -> None:
    found = {(edge.get("source"), edge.get("kind")): edge for edge in edges(gexf(resolution))}
    met = found["Vladimir_Putin", "kg:met"]
    assert {met.get("start"), found["Vladimir_Putin", "kg:met 2"].get("start")} == {"2022-02-04", "2022-03-01"}
    gas = found["Russia", "kg:suppliesTo"]
    assert (gas.get("start"), gas.get("end")) == ("2022-02-04", None)
    attack = found["Russia", "kg:attacked"]
    assert (attack.get("start"), attack.get("end")) == (None, None)


def test_every_node_has_colour_size_and_place(graph: Resolution) -> None:
    for node in ElementTree.fromstring(gexf(graph)).iter(f"{NS}node"):
        size, shade, place = node.find(f"{VIZ}size"), node.find(f"{VIZ}color"), node.find(f"{VIZ}position")
        assert size is not None
        assert 4 <= float(size.get("value", "0")) <= 100
        assert shade is not None
        assert len(shade.get("hex", "")) == 7
        assert place is not None


def test_the_static_flavour_has_no_times_and_one_block_a_class(graph: Resolution) -> None:
    data = gexf(graph, dynamic=False)
    root = ElementTree.fromstring(data)
    assert sorted(block.get("class", "") for block in root.iter(f"{NS}attributes")) == ["edge", "node"]
    assert b"dynamic" not in data.replace(b"_dynamic", b"")
    assert all(edge.get("start") is None and edge.get("end") is None for edge in edges(data))


def test_no_attribute_is_an_any_uri_and_the_date_is_the_newest_documents(resolution: Resolution) -> None:
    data = gexf(resolution)
    assert b"anyURI" not in data
    assert b'lastmodifieddate="2022-03-20"' in data
