"""Importing: what a dump in Wikidata's form, a vocabulary and a table become, in any order and packing; what is refused, with its line."""

from __future__ import annotations

import bz2
import gzip
import json
import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import BuildError, MissingComponent, UsageError
from kg.knowledge import ImportReport, Item, KnowledgeBase, import_source, storage
from kg.ontology import load

WD = "http://www.wikidata.org/entity/"


def imported(source: Path, target: Path, **options: Any) -> ImportReport:
    return import_source(source, target, load(), **options)


def array(lines: Sequence[str]) -> str:
    return "[\n" + ",\n".join(lines) + "\n]\n"


def item(base: Path, local: str) -> Item:
    with KnowledgeBase(base) as knowledge:
        found = knowledge.item(WD + local if local.startswith("Q") else local)
    assert found is not None
    return found


def digest(base: Path) -> str:
    with KnowledgeBase(base) as knowledge:
        return knowledge.digest


# ------------------------------------------------------------------------------------------------ the dump
@pytest.mark.parametrize(
    ("local", "type"),
    [
        ("Q23", "Person"),
        ("Q230", "State"),
        ("Q1428", "Place"),
        ("Q830149", "Place"),  # an instance of a class three steps below city
        ("Q308", "Place"),
        ("Q925", "Product"),
        ("Q900000001", "Organisation"),
        ("Q900000031", "Product"),
        ("Q900000032", "Law"),
        ("Q900000033", "Event"),
        ("Q900000034", "Work"),
        ("Q900000035", "Group"),
        ("Q900000021", "Product"),  # a kind of product is one
        ("Q30461", "Concept"),  # a kind of anything else is an idea
        ("Q109292", "Thing"),  # an instance of what nothing tells about
    ],
)
def test_classes_of_wikidata_are_mapped_to_ours_by_the_nearest_that_is_known(base_file: Path, local: str, type: str) -> None:
    assert item(base_file, local).type == type


def test_an_item_has_its_names_its_prior_its_years_and_what_it_has_to_do_with(base_file: Path) -> None:
    found = item(base_file, "Q23")
    assert (found.label, found.description, found.prior) == ("George Washington", "Founding Father, 1st president of the United States", 155.0)
    assert (found.begin, found.end) == (1732, 1799)
    assert found.relations == ("United States", "politician", "President of the United States")
    with KnowledgeBase(base_file) as base:
        assert base.names_of(found) == ("George Washington", "General Washington", "Washington")


def test_deprecated_and_unknown_values_and_vague_dates_are_left_out_and_old_forms_read(base_file: Path) -> None:
    assert item(base_file, "Q900000003").relations == ("China", "Acme Corp")
    assert item(base_file, "Q15869").relations == ()
    assert item(base_file, "Q900000005").begin is None
    assert item(base_file, "Q3308285").relations == ("United States", "University of California, Berkeley")


def test_a_name_for_all_languages_stands_in_for_the_english_one(base_file: Path) -> None:
    assert item(base_file, "Q900000009").label == "Ingrid Sollander"


def test_pages_names_properties_and_the_nameless_are_counted_and_left_out(dump: Path, tmp_path: Path) -> None:
    report = imported(dump, tmp_path / "kb.sqlite")
    assert dict(report.skipped) == {"no things of the world (pages, names)": 2, "property": 1, "without an English name": 1}
    assert (report.entries, report.refusals) == (56, 0)
    with KnowledgeBase(tmp_path / "kb.sqlite") as base:
        assert not [named for named in base.named("washington") if "disambiguation" in named.item.description]


@pytest.mark.parametrize("packing", ["", ".gz", ".bz2"])
def test_a_packed_dump_gives_the_same_base_to_the_byte(lines: list[str], base_file: Path, tmp_path: Path, packing: str) -> None:
    data = array(lines).encode()
    packed = {"": data, ".gz": gzip.compress(data), ".bz2": bz2.compress(data)}[packing]
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"dump.json{packing}").write_bytes(packed)
        imported(folder / f"dump.json{packing}", folder / "kb.sqlite")
    assert (tmp_path / "one" / "kb.sqlite").read_bytes() == (tmp_path / "two" / "kb.sqlite").read_bytes()
    assert digest(tmp_path / "one" / "kb.sqlite") == digest(base_file)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_dump_does_not_matter(lines: list[str], base_file: Path, tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(lines, len(lines))
    (tmp_path / "dump.json").write_text(array(shuffled), encoding="utf-8")
    imported(tmp_path / "dump.json", tmp_path / "kb.sqlite")
    assert (tmp_path / "kb.sqlite").read_bytes() == base_file.read_bytes()


def test_lines_cut_out_of_a_dump_are_read_too(lines: list[str], base_file: Path, tmp_path: Path) -> None:
    (tmp_path / "some.json").write_text(",\r\n".join(lines) + ",\r\n\r\n", encoding="utf-8")
    assert imported(tmp_path / "some.json", tmp_path / "kb.sqlite").refusals == 0
    assert digest(tmp_path / "kb.sqlite") == digest(base_file)


def test_of_two_revisions_of_an_item_the_later_counts_whichever_comes_first(lines: list[str], tmp_path: Path) -> None:
    old = next(
        line for line in lines if '"id":"Q900000040"' in line and '"Port Verrin"' in line and line.startswith('{"type":"item","id":"Q900000040"')
    )
    new = old.replace("town on the northern coast", "city on the northern coast").replace('"lastrevid":2000000040', '"lastrevid":2000000041')
    assert new != old
    for order in ([old, new], [new, old]):
        (tmp_path / "dump.json").write_text(array(order), encoding="utf-8")
        report = imported(tmp_path / "dump.json", tmp_path / "kb.sqlite")
        assert item(tmp_path / "kb.sqlite", "Q900000040").description.startswith("city")
        assert dict(report.skipped) == {"repeated": 1}


# ------------------------------------------------------------------------------------------------ bad dumps
def test_malformed_lines_are_counted_and_named_and_the_others_are_all_there(lines: list[str], base_file: Path, tmp_path: Path) -> None:
    spoilt = [
        *lines[:5],
        lines[0][: len(lines[0]) // 2],
        *lines[5:9],
        '{"a": 1}',
        "null",
        '{"type":"item","id":"Q7","labels":{"en":"Peru"}}',
        '{"type":"item","id":"P7","labels":{}}',
        '{"type":"item","id":"Q8","labels":{"en":{"language":"en","value":"half \\ud83d"}}}',
        *lines[9:],
    ]
    data = array(spoilt).encode().replace(b'{"a": 1}', b'{"a": "\xff"}')
    (tmp_path / "dump.json").write_bytes(data)
    report = imported(tmp_path / "dump.json", tmp_path / "kb.sqlite")
    assert [refused.line for refused in report.refused] == [7, 12, 13, 14, 15, 16]
    assert [refused.reason.split(": ")[0] for refused in report.refused] == [
        "not JSON",
        "not UTF-8 at byte 7",
        "no entity",
        "Q7 is not in the form of an item",
        "no item",
        f"{WD}Q8 holds half a character (a lone surrogate)",
    ]
    assert digest(tmp_path / "kb.sqlite") == digest(base_file)
    with KnowledgeBase(tmp_path / "kb.sqlite") as base:
        assert tuple(base.refused()) == report.refused
        assert base.refusals() == 6


def test_an_array_that_is_not_closed_is_reported_with_its_last_line(lines: list[str], base_file: Path, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text("[\n" + ",\n".join(lines) + ",\n", encoding="utf-8")
    report = imported(tmp_path / "dump.json", tmp_path / "kb.sqlite")
    assert [(refused.line, "cut off" in refused.reason) for refused in report.refused] == [(len(lines) + 1, True)]
    assert digest(tmp_path / "kb.sqlite") == digest(base_file)


@pytest.mark.parametrize("packing", [".gz", ".bz2"])
def test_a_packed_file_that_breaks_off_leaves_the_base_as_it_was(lines: list[str], tmp_path: Path, packing: str) -> None:
    data = array([line.replace("human", f"human {number}") for number, line in enumerate(lines * 40)]).encode()
    packed = gzip.compress(data) if packing == ".gz" else bz2.compress(data)
    source, target = tmp_path / f"dump.json{packing}", tmp_path / "kb.sqlite"
    source.write_bytes(packed)
    imported(source, target)
    before = target.read_bytes()
    source.write_bytes(packed[: len(packed) * 2 // 3])
    with pytest.raises(BuildError, match="breaks off") as caught:
        imported(source, target)
    assert caught.value.exit_code == 5
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [source.name, "kb.sqlite"]


def test_damage_within_a_packed_file_is_named(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"[\n" + b'{"type":"property","id":"P1"},\n' * 5000 + b"]\n", mtime=0))
    packed[-6] ^= 0xFF
    (tmp_path / "dump.json.gz").write_bytes(packed)
    with pytest.raises(BuildError, match=r"breaks off after line 5,00\d"):
        imported(tmp_path / "dump.json.gz", tmp_path / "kb.sqlite")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("notes.json", b"just some words\n", "not a dump of Wikidata: line 1: not JSON"),
        ("list.json", b'[{"type":"item","id":"Q1"},{"type":"item","id":"Q2"}]', "not a dump of Wikidata: line 1: not JSON"),
        ("long.json", b"{}\n" * 1200, "not a dump of Wikidata: none of 1,000 lines"),
        ("empty.json", b"", "not a dump of Wikidata: it is empty"),
        ("empty.json.gz", gzip.compress(b""), "not a dump of Wikidata: it is empty"),
        ("plain.json.gz", b"[\n]\n", "not a gz file"),
        ("plain.json.bz2", b"[\n]\n", "not a bz2 file"),
        ("dump.txt", b"[\n]\n", "does not tell what it is"),
    ],
)
def test_what_is_no_dump_is_said_to_be_none(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        imported(tmp_path / name, tmp_path / "kb.sqlite")
    assert not (tmp_path / "kb.sqlite").exists()


def test_a_missing_source_and_a_folder_are_usage_errors(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    for name in ("gone.json", "folder.json"):
        with pytest.raises(UsageError, match=f"{name}: cannot be read"):
            imported(tmp_path / name, tmp_path / "kb.sqlite")


def test_a_file_of_another_program_is_not_overwritten(dump: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "kb.sqlite"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = foreign.read_bytes()
    for target in (foreign, tmp_path):
        with pytest.raises(UsageError, match="not overwritten"):
            imported(dump, target)
    assert foreign.read_bytes() == before
    with pytest.raises(UsageError, match="not a knowledge base of kg"):
        KnowledgeBase(foreign)
    with pytest.raises(UsageError, match="cannot be written"):
        imported(dump, tmp_path / "nowhere" / "kb.sqlite")


def test_importing_again_replaces_the_base(dump: Path, base_file: Path, tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("id,label\nQ1,Universe\n", encoding="utf-8")
    imported(tmp_path / "few.csv", tmp_path / "kb.sqlite")
    imported(dump, tmp_path / "kb.sqlite")
    assert digest(tmp_path / "kb.sqlite") == digest(base_file)


def test_a_damaged_base_and_one_of_another_version_are_named(base_file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "kb.sqlite"
    data = bytearray(base_file.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    damaged.write_bytes(data)
    with pytest.raises(UsageError, match="damaged"), KnowledgeBase(damaged) as base:
        base.search("Paris")
    damaged.write_bytes(base_file.read_bytes())
    with sqlite3.connect(damaged) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="another version of kg"):
        KnowledgeBase(damaged)


def test_a_sqlite_without_fts5_is_named(dump: Path, base_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(sqlite3.Connection):
        def execute(self, query: str, *values: Any) -> sqlite3.Cursor:  # type: ignore[override]
            if "fts5" in query:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(query, *values)

    connect = sqlite3.connect
    monkeypatch.setattr(storage.sqlite3, "connect", lambda *given, **more: connect(*given, **more, factory=Plain))
    with pytest.raises(MissingComponent, match="FTS5"):
        imported(dump, tmp_path / "kb.sqlite")
    with pytest.raises(MissingComponent, match="FTS5"):
        KnowledgeBase(base_file)


# ------------------------------------------------------------------------------------------------ vocabularies
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix kg: <https://example.org/kg/ontology#> .
@prefix v: <https://vocabulary.example/> .
v:ports a skos:Concept ; skos:prefLabel "Port authorities"@en ; skos:narrower v:verrin .
v:verrin a skos:Concept, schema:Organization ; skos:prefLabel "Verrin Harbour Board"@en, "Hafenamt Verrin"@de ;
  skos:altLabel "VHB"@en, "Harbour Board of Verrin"@en-GB ; skos:hiddenLabel "Verrin Harbor Board" ; skos:broader v:ports ;
  skos:definition "runs the port"@en, "betreibt den Hafen"@de .
v:lund a kg:Person ; skos:prefLabel "Ada Lund" .
v:deutsch a skos:Concept ; skos:prefLabel "Nur deutsch"@de .
v:odd skos:related [ skos:prefLabel "nobody"@en ] .
"""
RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="https://vocabulary.example/lund"><skos:prefLabel xml:lang="en">Ada Lund</skos:prefLabel></skos:Concept>
</rdf:RDF>
"""


def test_a_vocabulary_gives_its_concepts_with_english_names(tmp_path: Path) -> None:
    (tmp_path / "ports.ttl").write_text(TURTLE, encoding="utf-8")
    report = imported(tmp_path / "ports.ttl", tmp_path / "kb.sqlite")
    assert (report.entries, dict(report.skipped)) == (3, {"concepts without an English name": 1})
    board = item(tmp_path / "kb.sqlite", "https://vocabulary.example/verrin")
    assert (board.type, board.description, board.relations, board.prior) == ("Organisation", "runs the port", ("Port authorities",), None)
    assert item(tmp_path / "kb.sqlite", "https://vocabulary.example/lund").type == "Person"
    assert item(tmp_path / "kb.sqlite", "https://vocabulary.example/ports").type == "Thing"
    with KnowledgeBase(tmp_path / "kb.sqlite") as base:
        assert base.names_of(board) == ("Verrin Harbour Board", "Harbour Board of Verrin", "VHB", "Verrin Harbor Board")


def test_a_vocabulary_in_xml_packed(tmp_path: Path) -> None:
    (tmp_path / "people.rdf.gz").write_bytes(gzip.compress(RDF_XML.encode()))
    assert imported(tmp_path / "people.rdf.gz", tmp_path / "kb.sqlite").entries == 1


def test_malformed_rdf_is_named_with_its_line_and_an_empty_vocabulary_is_none(tmp_path: Path) -> None:
    (tmp_path / "ports.ttl").write_text(TURTLE.replace("skos:Concept ; skos:narrower", "skos:Concept ;; ;; ,").replace("v:lund a", "v:lund a a"))
    with pytest.raises(UsageError, match=r"ports\.ttl, line \d+: malformed RDF"):
        imported(tmp_path / "ports.ttl", tmp_path / "kb.sqlite")
    (tmp_path / "ports.ttl").write_text("<http://a.example/a> <http://a.example/b> 'c' .")
    with pytest.raises(UsageError, match="no concept with an English label"):
        imported(tmp_path / "ports.ttl", tmp_path / "kb.sqlite")
    assert not (tmp_path / "kb.sqlite").exists()


# ------------------------------------------------------------------------------------------------ tables
def test_a_table_gives_its_rows_and_names_the_lines_that_are_none(tmp_path: Path) -> None:
    rows = [
        "label,id,type,prior,aliases,description",
        'Acme Corp,Q900000001,organisation,3.5,Acme|"Acme, Inc.",maker of software',
        'Li Wei,https://staff.example/7,Person,,Wei Li| ,"chief financial officer, Acme Corp"',
        "Port Verrin,verrin,Place,,,",
        ",Q2,,,,",
        "No Number,Q3,,many,,",
        "No Class,Q4,Planet,,,",
        "Too Many,Q5,,,,,",
        ",,,,,",
        "Negative,Q6,,-1,,",
        'Two Lines,Q7,,,,"one\ntwo"',
        "After,Q8,,,,",
    ]
    (tmp_path / "own.csv").write_bytes("\n".join(rows).encode() + b"\nBroken \xff,Q9,,,,\n")
    report = imported(tmp_path / "own.csv", tmp_path / "kb.sqlite")
    assert [refused.line for refused in report.refused] == [2, 4, 5, 6, 7, 8, 10, 14]
    assert (report.entries, dict(report.skipped)) == (3, {"empty rows": 1})
    report = imported(tmp_path / "own.csv", tmp_path / "kb.sqlite", base="https://places.example/")
    assert [refused.line for refused in report.refused] == [2, 5, 6, 7, 8, 10, 14]
    found = item(tmp_path / "kb.sqlite", "https://staff.example/7")
    assert (found.type, found.prior, found.description) == ("Person", None, "chief financial officer, Acme Corp")
    assert item(tmp_path / "kb.sqlite", "https://places.example/verrin").label == "Port Verrin"
    assert item(tmp_path / "kb.sqlite", "Q8").label == "After"


def test_a_table_with_other_columns_is_none(tmp_path: Path) -> None:
    for head in ("name,iri", "id,label,label", "id,label,colour", ""):
        (tmp_path / "own.csv").write_text(f"{head}\nQ1,Universe\n", encoding="utf-8")
        with pytest.raises(UsageError, match="line 1: the columns are"):
            imported(tmp_path / "own.csv", tmp_path / "kb.sqlite")


def test_a_format_that_is_said_goes_before_the_name(dump: Path, base_file: Path, tmp_path: Path) -> None:
    (tmp_path / "latest").write_bytes(dump.read_bytes())
    imported(tmp_path / "latest", tmp_path / "kb.sqlite", format="wikidata")
    assert digest(tmp_path / "kb.sqlite") == digest(base_file)
    with pytest.raises(UsageError, match="--format is 'json'"):
        imported(tmp_path / "latest", tmp_path / "kb.sqlite", format="json")


# ------------------------------------------------------------------------------------------------ reading
def test_search_finds_names_then_words_then_beginnings_the_best_known_first(base_file: Path) -> None:
    with KnowledgeBase(base_file) as base:

        def found(name: str) -> list[str]:
            return [named.item.iri.removeprefix(WD) for named in base.search(name)]

        assert found("Washington") == ["Q23", "Q61", "Q1223"]
        assert found("GEORGIA") == ["Q230", "Q1428"]
        assert found("li we") == ["Q900000005", "Q900000003", "Q900000004"]
        assert found("Acme Corp.") == ["Q900000001"]
        assert found("mercury")[:2] == ["Q308", "Q925"]
        assert found("Farrokh") == ["Q15869"]
        assert found('" OR * NEAR(') == []
        assert found("") == []
        assert len(base.search("a", limit=2)) == 2


def test_a_word_that_few_descriptions_have_tells_more(base_file: Path) -> None:
    with KnowledgeBase(base_file) as base:
        assert 0 < base.weight("united") < base.weight("berkeley") <= base.weight("unheard") == 1


def test_progress_is_reported_in_bytes_and_entries(dump: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    (tmp_path / "ports.ttl").write_text(TURTLE, encoding="utf-8")
    for source in (tmp_path / "ports.ttl", dump):
        imported(source, tmp_path / "kb.sqlite", progress=lambda *given: seen.append(given))
    assert {stage for stage, _, _ in seen} == {"import", "index"}
    assert all(done <= total for _, done, total in seen)


def test_the_lines_of_the_dump_are_in_the_form_that_wikidata_writes(lines: list[str]) -> None:
    entities = [json.loads(line) for line in lines]
    assert 30 <= len(entities) <= 60
    assert all(entity["id"] for entity in entities)
