"""A user's `relations.csv`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.ontology import load

HEAD = "relation,verbs,nouns,subject type,object type\n"


def table(folder: Path, rows: str, head: str = HEAD) -> Path:
    path = folder / "relations.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def test_a_new_relation_gets_a_name_and_its_words(tmp_path: Path) -> None:
    ontology = load(table(tmp_path, "sells arms to,sell arms|vote for,arms sale,State,State\n".replace("sell arms|", "carry out for|")))
    relation = ontology.properties["rel:sellsArmsTo"]
    assert (relation.label, relation.domain, relation.range) == ("sells arms to", "kg:State", "kg:State")
    (vote,) = [frame for frame in ontology.lexicon.frames["vote"] if frame.property == relation.id]
    assert vote.slots == (("subject", "subject"), ("for", "object"))
    assert (vote.subject_type, vote.object_type) == ("State", "State")
    (carry,) = [frame for frame in ontology.lexicon.frames["carry"] if frame.property == relation.id]
    assert (carry.particle, carry.slots) == ("out", (("subject", "subject"), ("for", "object")))
    nouns = {frame.slots for frame in ontology.lexicon.frames["arms sale"]}
    assert (("by", "subject"), ("of", "object")) in nouns


def test_a_relation_of_the_ontology_gets_more_words(tmp_path: Path) -> None:
    ontology = load(table(tmp_path, "kg:met,hobnob with;schmooze,,,\n"))
    assert ontology.properties["kg:met"] == load().properties["kg:met"]
    assert [frame.property for frame in ontology.lexicon.frames["hobnob"]] == ["kg:met"]
    assert ontology.lexicon.frames["schmooze"][0].slots == (("subject", "subject"), ("object", "object"))


def test_a_noun_is_between_two_only_where_the_relation_is_symmetric(tmp_path: Path) -> None:
    frames = load(table(tmp_path, "kg:met,,powwow,,\nsells arms to,,gunrunning,,\n")).lexicon.frames
    both = (("between", "both"),)
    assert both in {frame.slots for frame in frames["powwow"]}
    assert both not in {frame.slots for frame in frames["gunrunning"]}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("kg:mett,meet,,,\n", r"relations\.csv:2: undefined relation kg:mett.*kg:met"),
        ("knows,,,,\n", r"relations\.csv:2: a row needs a relation and a verb or a noun"),
        ("knows,know,,Persn,\n", r"relations\.csv:2: undefined class 'Persn'.*Person"),
        ("knows,know,,Person,Person\nloves,love,,\n", r"relations\.csv:3: not 5 cells"),
        ("knows,know,,Person,Person,x\n", r"relations\.csv:2: not 5 cells"),
        ("knows,know all about,,,\n", r"'know all about' is not a verb with a particle or preposition"),
        ("…,know,,,\n", r"has no letters"),
    ],
)
def test_a_mistake_fails_with_file_and_line(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load(table(tmp_path, rows))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"relations\.csv:1: the columns are relation, words.*expected: relation, verbs"):
        load(table(tmp_path, "knows,know\n", head="relation,words\n"))
