"""Classes, relations, roles, terms: what the files define, and that others name nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from kg.errors import ConfigurationError
from kg.model import Modality, Polarity, Status, Tense
from kg.ontology import KG, default_directory, load
from kg.ontology.closed import undefined_terms
from kg.ontology.turtle import read_turtle

Mine = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[2]
JSON_KEYS = """documents: id source title url publisher published language sha256 text
entities: id type label aliases same_as mentions mentions.document mentions.start mentions.end mentions.text
statements: id document clause fact subject subject.entity subject.label subject.type subject.mention subject.start subject.end predicate
 predicate.id predicate.label predicate.phrase predicate.start predicate.end object object.entity object.value object.statement object.label
 object.type object.mention object.start object.end arguments arguments.label arguments.mention arguments.start arguments.end arguments.value
 qualifiers.time qualifiers.place qualifiers.place.entity qualifiers.place.label qualifiers.quantity qualifiers.quantity.value
 qualifiers.quantity.unit qualifiers.quantity.text polarity modality tense attribution attribution.entity attribution.label attribution.cue
 confidence features extractor sentence sentence.start sentence.end sentence.text
events: id type label participants time place mentions mentions.document mentions.start mentions.end mentions.text statements
facts: id subject predicate object event status support opposed confidence statements
refused: source reason remedy"""


def keys_of_the_json_lines() -> set[str]:
    found = set()
    for part in re.split(r"\n(?! )", JSON_KEYS):
        file, _, keys = part.partition(":")
        found |= {f"{file}.{key}" for key in keys.split()}
    return found


def test_every_key_of_the_json_lines_has_a_term_and_each_term_names_a_real_key() -> None:
    schema = read_turtle(default_directory() / "kg.ttl")
    mapped = {term.value for properties in schema.subjects.values() for term in properties.get(f"{KG}jsonKey", ())}
    assert mapped == keys_of_the_json_lines()


@pytest.mark.parametrize("values", [Status, Polarity, Modality, Tense])
def test_every_value_of_the_records_is_an_individual(values: object) -> None:
    assert {f"kg:{value.capitalize()}" for value in get_args(values)} <= set(load().terms)


def test_every_class_and_term_has_a_label_and_a_comment_in_english() -> None:
    schema = read_turtle(default_directory() / "kg.ttl")
    label, comment = (f"http://www.w3.org/2000/01/rdf-schema#{key}" for key in ("label", "comment"))
    for subject, properties in schema.subjects.items():
        if subject.startswith(KG):
            for key in (label, comment):
                assert [term.language for term in properties.get(key, ())] == ["en"], subject


def test_symmetric_relations_have_the_same_role_on_both_sides() -> None:
    for relation in load().properties.values():
        if relation.symmetric:
            assert relation.subject_role == relation.object_role, relation.id
            assert not relation.inverse or relation.inverse == relation.id


def test_inverses_name_each_other_and_swap_domain_and_range() -> None:
    relations = load().properties
    paired = [relation for relation in relations.values() if relation.inverse]
    assert paired
    for relation in paired:
        other = relations[relation.inverse]
        assert other.inverse == relation.id
        assert (other.domain, other.range) == (relation.range, relation.domain), relation.id
        assert other.happening == relation.happening


def test_no_relation_is_below_itself() -> None:
    relations = load().properties

    def above(name: str) -> set[str]:
        return {ancestor for parent in relations[name].parents for ancestor in {parent, *above(parent)}}

    for name in relations:
        assert name not in above(name)


def test_the_relations_of_the_seed_reports_are_as_the_design_says() -> None:
    relations = load().properties
    assert relations["kg:met"].symmetric
    assert relations["kg:met"].happening
    assert relations["kg:met"].event_type == "plover:CONSULT"
    assert not relations["kg:met"].rests_on_commitment
    assert relations["kg:suppliesTo"].rests_on_commitment
    assert not relations["kg:suppliesTo"].happening
    assert relations["kg:cooperatesWith"].rests_on_commitment
    assert not relations["kg:attacked"].rests_on_commitment
    assert relations["kg:presidentOf"].parents == ("kg:headOf",)


def test_a_state_acts_and_is_a_place() -> None:
    ontology = load()
    assert ontology.is_a("State", "Agent")
    assert ontology.is_a("State", "Place")
    assert not ontology.is_a("Place", "Agent")
    assert ontology.classes["kg:Person"].also == ("schema:Person",)
    assert "rdf:Statement" in ontology.classes["kg:Fact"].also


def test_all_sixteen_plover_categories_have_our_own_definitions() -> None:
    names = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
    plover = read_turtle(default_directory() / "plover.ttl")
    for name in names.split():
        (definition,) = plover.subjects[f"https://example.org/plover#{name}"]["http://www.w3.org/2004/02/skos/core#definition"]
        assert len(definition.value) > 30


@pytest.mark.parametrize("folder", ["kg", "docs", "tests/queries", "benchmarks"])
def test_code_and_documents_name_only_terms_that_are_defined(folder: str) -> None:
    ontology = load()
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for suffix in ("py", "rq", "md", "js")
        for path in sorted((ROOT / folder).rglob(f"*.{suffix}"))
        for line, name in undefined_terms(path.read_text(encoding="utf-8"), ontology)
    ]
    assert found == []


def test_alignments_and_shapes_name_only_terms_that_are_defined() -> None:
    ontology = load()
    for name in ("alignments.ttl", "shapes.ttl"):
        text = (default_directory() / name).read_text(encoding="utf-8")
        assert list(undefined_terms(text, ontology)) == []


def test_an_undefined_term_is_found_with_its_line() -> None:
    text = 'a = "kg:met"\nb = f"kg:{role}"\nc = "kg:mett"\n'
    assert list(undefined_terms(text, load())) == [(3, "kg:mett")]


def test_a_user_adds_a_relation_and_a_class_under_a_prefix_of_their_own(mine: Mine) -> None:
    path = mine(
        "@prefix my: <https://me.example/#> .\n"
        'my:Weapon a owl:Class ; rdfs:label "weapon"@en ; rdfs:subClassOf kg:Product .\n'
        'my:armsWith a kg:Relation ; rdfs:label "arms with"@en ; rdfs:domain kg:State ; rdfs:range my:Weapon ; kg:eventType plover:AID .\n'
        'lex:arm kg:verb "arm" ; ontolex:denotes my:armsWith ; kg:slots "subject=subject with=object" .\n'
    )
    ontology = load(path)
    relation = ontology.properties["my:armsWith"]
    assert (relation.domain, relation.range, relation.event_type) == ("kg:State", "my:Weapon", "plover:AID")
    assert ontology.prefixes == {"my": "https://me.example/#"}
    assert any(frame.property == "my:armsWith" for frame in ontology.lexicon.frames["arm"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kg:x a kg:Relation ; rdfs:domain kg:Persn .", r"mine\.ttl:9: rdfs:domain of kg:x is kg:Persn.*kg:Person"),
        ("kg:x a kg:Relation ; owl:inverseOf kg:mett .", r"mine\.ttl:9: owl:inverseOf of kg:x is kg:mett.*kg:met"),
        ("kg:x a kg:Relation ; kg:eventType plover:CONSLT .", r"plover:CONSLT.*plover:CONSULT"),
        ("kg:x a kg:Relation ; kg:subjectRole kg:agnt .", r"kg:agnt.*kg:agent"),
        ("kg:x a kg:Relation ; rdfs:subPropertyOf kg:mett .", r"kg:x is below kg:mett.*kg:met"),
        ('kg:x a kg:Relation ; kg:happening "perhaps" .', r"kg:happening of kg:x is 'perhaps'"),
        ("kg:x a kg:Relation ; kg:symetric true .", r"relations have no kg:symetric"),
    ],
)
def test_a_relation_that_names_what_is_undefined_fails_with_line_and_near_choice(mine: Mine, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load(mine(text + "\n"))


def test_event_types_lie_below_wider_ones() -> None:
    ontology = load()
    assert ontology.broader["plover:CONSULT"] == "plover:VerbalCooperation"
    assert set(ontology.broader) | set(ontology.broader.values()) == set(ontology.event_types)
