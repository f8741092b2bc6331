"""The file of corrections: what is written reads back, what is taken back leaves no trace, what is malformed is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corrections import Correction, EntryPointer, MentionPointer, NamePointer, StatementPointer, added, read_corrections, withdrawn
from kg.corrections.reading import parse_corrections
from kg.corrections.writing import HEAD
from kg.errors import ConfigurationError, UsageError

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
numbers = st.integers(1, 9999)
names = st.builds(NamePointer, words, st.sampled_from(["", "Person", "Organisation"]))
entries = st.sampled_from(["Xi_Jinping", "Côte_d_Ivoire", "A--0f"]).map(EntryPointer)
mentions = st.builds(MentionPointer, words, words, words, numbers)
told = st.builds(StatementPointer, words, words, words, words, st.just("") | words, st.sampled_from(["", "kg:met"]), numbers)
things = names | entries | mentions
corrections = st.one_of(
    st.builds(
        lambda kind, a, b, note: Correction.of(kind, (a, b), note=note), st.sampled_from(["same", "different"]), things, things, words | st.just("")
    ),
    st.builds(lambda kind, a, b: Correction.of(kind, (a, b)), st.sampled_from(["same", "different"]), told, told),
    st.builds(lambda targets: Correction.of("wrong", tuple(targets)), st.lists(told, min_size=1, max_size=3, unique=True)),
    st.builds(lambda a, text: Correction.of("label", (a,), text=text), things, words),
    st.builds(lambda a: Correction.of("type", (a,), text="Place"), things),
)
WELL = """# mine
@prefix kg: <https://example.org/kg/ontology#> .
@prefix corr: <https://example.org/kg/correction/> .
@prefix ent: <https://example.org/kg/entity/> .

corr:a a kg:SameCorrection ;
  kg:first corr:a-1 ; kg:second ent:Xi_Jinping .
corr:a-1 a kg:NamePointer ; kg:bears "Xi Jingping" .
"""


@given(st.lists(corrections, max_size=6, unique_by=lambda c: c.id))
def test_what_is_written_reads_back_in_order(given_ones: list[Correction]) -> None:
    text = ""
    for correction in given_ones:
        text = added(text, correction)
    assert list(parse_corrections(text, "c.ttl")) == given_ones
    assert text.count("\n\n") == len(given_ones) + (1 if given_ones else 0)


@given(st.lists(corrections, min_size=1, max_size=5, unique_by=lambda c: c.id), st.data())
def test_what_is_taken_back_leaves_no_trace(given_ones: list[Correction], data: st.DataObject) -> None:
    texts = [HEAD]
    for correction in given_ones:
        texts.append(added(texts[-1], correction))
    assert withdrawn(texts[-1], given_ones[-1]) == texts[-2]
    gone = data.draw(st.sampled_from(given_ones))
    rest = [correction for correction in given_ones if correction is not gone]
    assert list(parse_corrections(withdrawn(texts[-1], gone), "c.ttl")) == rest


def test_a_file_written_by_hand_is_read_and_keeps_its_comments() -> None:
    [mine] = parse_corrections(WELL, "c.ttl")
    assert (mine.id, mine.kind, mine.targets, mine.line) == ("a", "same", (NamePointer("Xi Jingping"), EntryPointer("Xi_Jinping")), 6)
    new = Correction.of("label", (EntryPointer("Russia"),), text='“R”\n"')
    text = added(WELL, new)
    assert text.startswith(WELL)
    assert withdrawn(text, new) == WELL
    assert "# mine" in withdrawn(text, mine)


def test_a_file_without_prefixes_gets_whole_iris_and_a_missing_line_end_is_mended() -> None:
    new = Correction.of("type", (NamePointer("Acme", "Person"),), text="Organisation")
    text = added("# mine, without prefixes", new)
    assert list(parse_corrections(text, "c.ttl")) == [new]
    assert text.startswith("# mine, without prefixes\n")


def test_what_cannot_be_told_apart_is_not_taken_out_by_guess() -> None:
    both = WELL.replace('"Xi Jingping" .', '"Xi Jingping" .\ncorr:b a kg:LabelCorrection ; kg:target ent:Russia ; kg:newLabel "R" .')
    first, second = parse_corrections(both, "c.ttl")
    for correction in (first, second):
        with pytest.raises(UsageError, match="not written as kg fix writes it") as caught:
            withdrawn(both, correction)
        assert "by hand" in caught.value.remedy


def test_a_missing_file_has_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.ttl") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ('"Xi Jingping" .', '"Xi Jingping', 8, "malformed Turtle", "mend"),
        ("kg:SameCorrection", "kg:SameCorection", 6, "no correction and no pointer", "SameCorrection"),
        ("kg:first", "kg:frist", 6, "has frist", "first"),
        ("kg:first corr:a-1 ; ", "", 6, "has no first", "needs first, second"),
        ("kg:second ent:Xi_Jinping", "kg:second ent:Xi_Jinping, ent:Russia", 6, "second twice", "once"),
        ("kg:second ent:Xi_Jinping", "kg:second corr:gone", 6, "gone, which is not in the file", "add the pointer"),
        ("kg:second ent:Xi_Jinping", "kg:second corr:a", 6, "points at a correction", "name a pointer"),
        ("kg:second ent:Xi_Jinping", "kg:second [ a kg:NamePointer ]", 7, "blank node", "IRI of its own"),
        ('kg:bears "Xi Jingping"', "kg:bears kg:Person", 8, "bears of a-1", "quotation marks"),
        ('kg:bears "Xi Jingping"', 'kg:bears " "', 8, "bears of a-1", "quotation marks"),
        ('kg:bears "Xi Jingping"', 'kg:bears "Xi" ; kg:ofType "Person"', 8, "ofType of a-1", "kg:Person"),
        ("corr:a-1 a", "corr:a-2 a kg:NamePointer ; kg:bears \"X\" .\ncorr:a-1 a", 8, "no correction names the pointer a-2", "take the pointer out"),
        ("a kg:NamePointer ; kg:bears \"Xi Jingping\"",
         'a kg:MentionPointer ; kg:inDocument "d" ; kg:words "w" ; kg:inWords "w" ; kg:occurrence 0', 8, "occurrence of a-1 is '0'", "from 1"),
        ("a kg:NamePointer ; kg:bears \"Xi Jingping\"",
         'a kg:StatementPointer ; kg:inDocument "d" ; kg:inWords "w" ; kg:triggerWords "t" ; kg:subjectWords "s"', 6, "cannot be compared", "two"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named_with_its_line_and_a_remedy(tmp_path: Path, old: str, new: str, line: int, message: str, remedy: str) -> None:
    assert old in WELL
    file = tmp_path / "corrections.ttl"
    file.write_text(WELL.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_corrections(file)
    assert f"corrections.ttl:{line}: " in caught.value.message
    assert message in caught.value.message
    assert remedy in caught.value.remedy


def test_a_file_that_is_not_utf_8_or_no_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "corrections.ttl"
    file.write_bytes(b"# \xff\n")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        read_corrections(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_corrections(file)


def test_every_term_of_the_file_is_defined() -> None:
    import re

    from kg.corrections.reading import _KEYS
    from kg.ontology import load

    text = "".join(added("", c) for c in (Correction.of("same", (NamePointer("a", "Person"), MentionPointer("d", "w", "s", 2))),
                                          Correction.of("wrong", (StatementPointer("d", "s", "t", "a", "b", "kg:met", 3),), note="n"),
                                          Correction.of("label", (EntryPointer("Russia"),), text="x"),
                                          Correction.of("type", (EntryPointer("Russia"),), text="Place")))  # fmt: skip
    used = {*re.findall(r"\bkg:\w+", text), *(f"kg:{name}" for name in _KEYS), *(f"kg:{k}" for must, may in _KEYS.values() for k in must | may)}
    assert used <= set(load().terms)


def test_the_example_of_the_documentation_is_a_file_of_corrections() -> None:
    import re

    page = Path(__file__).parents[2] / "docs" / "reference" / "corrections.md"
    match = re.search(r"```turtle\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    assert [correction.kind for correction in parse_corrections(match[1], "corrections.ttl")] == ["different", "same", "label", "type", "wrong"]
