"""A store is written whole or not at all; files convert to other formats with the same triples."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.errors import BuildError, QueryError, UsageError
from kg.store import CONVERSIONS, convert, open_store, write_store


def test_a_store_holds_the_quads_of_its_file(trig_file: Path, tmp_path: Path) -> None:
    count = write_store(trig_file, tmp_path / "store")
    quads = set(pyoxigraph.parse(path=str(trig_file), format=pyoxigraph.RdfFormat.TRIG))
    assert count == len(quads)
    store = pyoxigraph.Store.read_only(str(tmp_path / "store"))
    assert sorted(map(str, store)) == sorted(map(str, quads))
    assert len(open_store(tmp_path / "store")) == count


def test_a_malformed_file_leaves_no_store(tmp_path: Path) -> None:
    bad = tmp_path / "bad.trig"
    bad.write_text("<http://e/a> <http://e/b> .")
    with pytest.raises(BuildError, match=r"could not be written from .*bad\.trig"):
        write_store(bad, tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_missing_file_leaves_no_store(tmp_path: Path) -> None:
    with pytest.raises(BuildError):
        write_store(tmp_path / "none.trig", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_folder_that_holds_something_is_left_alone(trig_file: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        write_store(trig_file, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_that_is_no_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"name a file ending in \.trig, \.nq, \.ttl, \.nt"):
        write_store(tmp_path / "news.txt", tmp_path / "store")


@pytest.mark.parametrize("format", sorted(CONVERSIONS))
def test_another_format_holds_the_same_triples(format: str, trig_file: Path) -> None:
    out = io.BytesIO()
    convert(trig_file, format, out)
    engine_name, graphs = CONVERSIONS[format]
    read = pyoxigraph.parse(out.getvalue(), format=getattr(pyoxigraph.RdfFormat, engine_name))
    wanted = pyoxigraph.parse(path=str(trig_file), format=pyoxigraph.RdfFormat.TRIG)
    if graphs:
        assert set(read) == set(wanted)
    else:
        assert {quad.triple for quad in read} == {quad.triple for quad in wanted}


def test_rdflib_reads_the_conversions(trig_file: Path, turtle: str) -> None:
    wanted = rdflib.Graph().parse(data=turtle, format="turtle")
    for format, name in (("nt", "nt"), ("rdfxml", "xml")):
        out = io.BytesIO()
        convert(trig_file, format, out)
        assert set(rdflib.Graph().parse(data=out.getvalue(), format=name)) == set(wanted)


def test_what_xml_cannot_hold_is_refused_and_not_dropped(tmp_path: Path) -> None:
    source = tmp_path / "graph.ttl"
    source.write_text('<http://e/a> <http://e/b> "bell \\u0007" .')
    with pytest.raises(UsageError, match=r"XML cannot hold the character U\+0007"):
        convert(source, "rdfxml", io.BytesIO())
    write_store(source, tmp_path / "store")
    with pytest.raises(QueryError, match=r"U\+0007.*take the format json"):
        open_store(tmp_path / "store").query("SELECT ?o { ?s ?p ?o }", "xml")


def test_sorted_formats_are_sorted(trig_file: Path) -> None:
    out = io.BytesIO()
    convert(trig_file, "nq", out)
    lines = out.getvalue().splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 600


def test_an_unknown_format_lists_the_choices(trig_file: Path) -> None:
    with pytest.raises(UsageError, match="choose from nt, nq, ttl, trig, jsonld, rdfxml"):
        convert(trig_file, "hdt", io.BytesIO())
