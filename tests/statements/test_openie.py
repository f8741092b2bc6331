"""Open triples: the sentence's own words, in order, with one object or all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.ontology.terms import Ontology
from kg.statements.openie import OpenTriple, open_triples

Open = Callable[..., list[OpenTriple]]
SUPPLY = (
    "Chad/NNP/nsubj>sold@GPE has=have/VBZ/aux>sold sold=sell/VBN/ROOT crude/JJ/amod>oil oil/NN/dobj>sold to/IN/dative>sold Mali/NNP/pobj>to@GPE "
    "in/IN/prep>sold May/NNP/pobj>in@DATE ."
)


@pytest.fixture
def opened(annotated: Callable[..., Annotations], ontology: Ontology) -> Open:
    return lambda notation, **options: open_triples(annotated(notation), ontology.lexicon, **options)


def rows(found: list[OpenTriple]) -> list[tuple[str, ...]]:
    return [(t.subject, t.relation, *t.objects) for t in found]


def test_all_arguments_stand_in_one_triple(opened: Open) -> None:
    assert rows(opened(SUPPLY)) == [("Chad", "has sold", "crude oil", "to Mali", "in May")]


def test_with_arity_2_a_further_argument_takes_the_object_into_the_relation(opened: Open) -> None:
    assert rows(opened(SUPPLY, arity=2)) == [
        ("Chad", "has sold", "crude oil"),
        ("Chad", "has sold crude oil to", "Mali"),
        ("Chad", "has sold crude oil in", "May"),
    ]


SENTENCES = {
    "ditransitive": SUPPLY,
    "conjuncts": (
        "Chad/NNP/nsubj>met@GPE and/CC/cc>Chad Mali/NNP/conj>Chad@GPE met=meet/VBD/ROOT Togo/NNP/dobj>met@GPE "
        "and/CC/cc>Togo Benin/NNP/conj>Togo@GPE ."
    ),
    "passive": "Chad/NNP/nsubjpass>attacked@GPE was=be/VBD/auxpass>attacked attacked=attack/VBN/ROOT by/IN/agent>attacked Mali/NNP/pobj>by@GPE .",
    "control": (
        "Chad/NNP/nsubj>wants@GPE wants=want/VBZ/ROOT to/TO/aux>buy buy/VB/xcomp>wants Mali/NNP/poss>oil@GPE 's/POS/case>Mali oil/NN/dobj>buy ."
    ),
    "relative": (
        "The/DT/det>firm firm/NN/nsubj>fell which/WDT/nsubj>bought bought=buy/VBD/relcl>firm Fitbit/NNP/dobj>bought "
        "fell=fall/VBD/ROOT by/IN/prep>fell half/NN/pobj>by ."
    ),
    "said": "Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT that/IN/mark>left Chad/NNP/nsubj>left@GPE left=leave/VBD/ccomp>said Mali/NNP/dobj>left@GPE .",
    "copula": "Paris/NNP/nsubj>is@GPE is=be/VBZ:AUX/ROOT the/DT/det>capital capital/NN/attr>is of/IN/prep>capital France/NNP/pobj>of@GPE .",
    "existential": "There/EX/expl>were were=be/VBD:AUX/ROOT protests=protest/NNS/attr>were in/IN/prep>were Paris/NNP/pobj>in@GPE .",
}


def in_order(part: str, sentence: str) -> bool:
    """Whether the words of a part stand in a sentence in their order."""
    at = 0
    for word in part.split():
        found = sentence.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


@pytest.mark.parametrize("arity", [0, 2])
@pytest.mark.parametrize("notation", SENTENCES.values(), ids=SENTENCES)
def test_slots_are_words_of_the_sentence_in_order(opened: Open, notation: str, arity: int) -> None:
    found = opened(notation, arity=arity)
    assert found
    for triple in found:
        assert all(in_order(part, triple.sentence) for part in (triple.subject, triple.relation, *triple.objects))
        assert 0 <= triple.confidence <= 1
        assert triple.subject
        assert triple.relation
        assert all(triple.objects)
        if arity == 2:
            assert len(triple.objects) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("passive", [("Chad", "was attacked", "by Mali")]),
        ("conjuncts", [("Chad and Mali", "met", "Togo and Benin")]),
        ("control", [("Chad", "wants to buy", "Mali's oil")]),
        ("relative", [("The firm", "bought", "Fitbit"), ("The firm", "fell", "by half")]),
        ("copula", [("Paris", "is", "the capital of France")]),
        ("existential", [("protests", "were", "in Paris")]),
    ],
)
def test_a_clause_is_said_in_its_own_words(opened: Open, name: str, expected: list[tuple[str, ...]]) -> None:
    found = [tuple(" ".join(part.split()) for part in row) for row in rows(opened(SENTENCES[name]))]
    relation_first = [(s, r.removesuffix(" by").removesuffix(" in"), *o) for s, r, *o in found]
    plain = [(s, r, *(part.removeprefix("by ").removeprefix("in ") for part in o)) for s, r, *o in relation_first]
    assert plain == [(s, r, *(part.removeprefix("by ").removeprefix("in ") for part in o)) for s, r, *o in expected]


def test_conjuncts_are_parted_in_binary_triples(opened: Open) -> None:
    found = rows(opened(SENTENCES["conjuncts"], arity=2))
    assert found == [("Chad", "met", "Togo"), ("Chad", "met", "Benin"), ("Mali", "met", "Togo"), ("Mali", "met", "Benin")]


def test_what_is_said_before_its_cue_is_what_is_said(opened: Open) -> None:
    notation = "Chad/NNP/nsubj>left@GPE left=leave/VBD/ccomp>said Mali/NNP/dobj>left@GPE ,/,/punct>said Xi/NNP/nsubj>said@PERSON said=say/VBD/ROOT ."
    assert ("Xi", "said", "Chad left Mali") in rows(opened(notation))


def test_a_noun_that_a_clause_describes_stands_without_it(opened: Open) -> None:
    notation = "Chad/NNP/nsubj>sold@GPE sold=sell/VBD/ROOT bonds=bond/NNS/dobj>sold priced=price/VBN/acl>bonds at/IN/prep>priced par/NN/pobj>at ."
    assert ("bonds", "priced at", "par") in rows(opened(notation))


def test_an_it_that_stands_for_a_clause_is_no_subject(opened: Open) -> None:
    notation = (
        "It/PRP/nsubj>is is=be/VBZ:AUX/ROOT possible/JJ/acomp>is that/IN/mark>left Chad/NNP/nsubj>left@GPE left=leave/VBD/ccomp>is "
        "Mali/NNP/dobj>left@GPE ."
    )
    assert rows(opened(notation)) == [("Chad", "left", "Mali")]


def test_an_adjective_takes_its_preposition_into_the_relation(opened: Open) -> None:
    notation = "Chad/NNP/nsubj>is@GPE is=be/VBZ:AUX/ROOT rich/JJ/acomp>is in/IN/prep>rich oil/NN/pobj>in ."
    assert rows(opened(notation)) == [("Chad", "is rich in", "oil")]


def test_what_leads_a_sentence_holds_for_the_verbs_joined_to_its_first(opened: Open) -> None:
    notation = (
        "In/IN/prep>left May/NNP/pobj>In@DATE Chad/NNP/nsubj>left@GPE left=leave/VBD/ROOT Mali/NNP/dobj>left@GPE and/CC/cc>left "
        "joined=join/VBD/conj>left Togo/NNP/dobj>joined@GPE ."
    )
    assert ("Chad", "joined", "Togo", "In May") in rows(opened(notation))


def test_a_line_is_repeated_whole_where_it_is_the_document(annotated: Callable[..., Annotations], ontology: Ontology) -> None:
    annotations = annotated(SUPPLY)
    annotations.parse.text += "  "
    (whole,) = open_triples(annotations, ontology.lexicon, whole=True)
    (part,) = open_triples(annotations, ontology.lexicon)
    assert (whole.sentence, part.sentence) == (annotations.parse.text, annotations.parse.text.strip())


def test_a_row_has_the_keys_that_the_command_prints(opened: Open) -> None:
    row = opened(SUPPLY)[0].as_row()
    assert list(row) == ["sentence", "subject", "relation", "objects", "confidence"]
    assert row["objects"] == ["crude oil", "to Mali", "in May"]
