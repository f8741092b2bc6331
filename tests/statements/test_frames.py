"""Frames: which apply to which fillers, and what they give."""

from __future__ import annotations

from kg.model import Argument
from kg.ontology.terms import Frame, Ontology
from kg.statements.frames import distinct_pairs, matches


def arg(label: str, type_: str, *, chain: str | None = None) -> Argument:
    return Argument("", label, 0, len(label), type_, label, label if chain is None else chain)


FIRM, STATE, WOMAN = arg("Shell", "Organisation"), arg("France", "State"), arg("Ada Lovelace", "Person")
GAS = arg("gas", "Thing")
TRANSITIVE = Frame("greet", "verb", "kg:greeted", (("subject", "subject"), ("object", "object")))


def frame(*slots: tuple[str, str], property_: str = "kg:met", pos: str = "verb", subject_type: str = "", object_type: str = "") -> Frame:
    return Frame("word", pos, property_, slots, subject_type=subject_type, object_type=object_type)  # type: ignore[arg-type]


def test_a_frame_needs_both_subject_and_object(ontology: Ontology) -> None:
    assert matches([TRANSITIVE], {"subject": [FIRM], "object": [STATE]}, ontology)[0].pairs == ((FIRM, STATE),)
    assert matches([TRANSITIVE], {"subject": [FIRM]}, ontology) == []
    assert matches([TRANSITIVE], {"object": [STATE]}, ontology) == []
    assert matches([TRANSITIVE], {"subject": [FIRM], "object": [], "with": [STATE]}, ontology) == []


def test_each_subject_goes_with_each_object_but_itself(ontology: Ontology) -> None:
    (match,) = matches([TRANSITIVE], {"subject": [FIRM, STATE], "object": [STATE, WOMAN]}, ontology)
    assert match.pairs == ((FIRM, STATE), (FIRM, WOMAN), (STATE, WOMAN))


def test_a_frame_takes_fillers_of_its_class_only(ontology: Ontology) -> None:
    typed = frame(("subject", "subject"), ("object", "object"), subject_type="Person", object_type="Place")
    assert matches([typed], {"subject": [WOMAN], "object": [STATE]}, ontology)[0].pairs == ((WOMAN, STATE),)
    assert matches([typed], {"subject": [WOMAN], "object": [STATE, GAS]}, ontology) == []  # or one conjunct would be lost
    assert matches([typed], {"subject": [WOMAN, FIRM], "object": [STATE]}, ontology) == []
    assert matches([typed], {"subject": [FIRM], "object": [STATE]}, ontology) == []
    assert matches([typed], {"subject": [WOMAN], "object": [FIRM]}, ontology) == []


def test_a_name_of_unknown_class_may_be_anything_and_a_common_noun_may_not(ontology: Ontology) -> None:
    typed = frame(("subject", "subject"), ("object", "object"), object_type="Organisation")
    assert matches([typed], {"subject": [FIRM], "object": [arg("Zorblax", "Thing")]}, ontology)
    assert matches([typed], {"subject": [FIRM], "object": [arg("Zorblax", "")]}, ontology)
    assert not matches([typed], {"subject": [FIRM], "object": [GAS]}, ontology)
    assert not matches([typed], {"subject": [FIRM], "object": [arg("freedom", "Concept")]}, ontology)


def test_a_quantity_fills_only_slots_for_quantities(ontology: Ontology) -> None:
    price = Argument("", "$5", 0, 2, "Quantity", "$5")
    slots = {"subject": [FIRM], "object": [price]}
    assert matches([frame(("subject", "subject"), ("object", "object"), object_type="Quantity")], slots, ontology)
    assert not matches([frame(("subject", "subject"), ("object", "object"), object_type="Organisation")], slots, ontology)
    assert not matches(
        [frame(("subject", "subject"), ("object", "object"), object_type="Quantity")], {"subject": [FIRM], "object": [STATE]}, ontology
    )


def test_both_pairs_the_fillers_of_one_slot_once(ontology: Ontology) -> None:
    both = frame(("subject", "both"))
    (match,) = matches([both], {"subject": [FIRM, STATE, WOMAN]}, ontology)
    assert match.pairs == ((FIRM, STATE), (FIRM, WOMAN), (STATE, WOMAN))
    assert matches([both], {"subject": [FIRM]}, ontology) == []
    assert matches([both], {"subject": [FIRM, arg("Shell plc", "Organisation", chain="Shell")]}, ontology) == []


def test_pairs_are_of_different_things() -> None:
    again = arg("the company", "Organisation", chain="Shell")
    assert distinct_pairs([FIRM, again, STATE]) == [(FIRM, STATE), (again, STATE)]
    words = arg("gas", "Text", chain="")
    assert distinct_pairs([words, words]) == []
    assert distinct_pairs([]) == []


def test_of_frames_for_one_object_slot_the_fullest_is_taken(ontology: Ontology) -> None:
    plain = frame(("subject", "subject"), ("to", "object"), property_="kg:sentTo")
    full = frame(("subject", "subject"), ("object", "goods"), ("to", "object"), property_="kg:suppliesTo")
    slots = {"subject": [FIRM], "object": [GAS], "to": [STATE]}
    assert [m.frame for m in matches([plain, full], slots, ontology)] == [full]
    assert [m.frame for m in matches([plain, full], {"subject": [FIRM], "to": [STATE]}, ontology)] == [plain]


def test_a_property_is_matched_once_and_another_object_slot_may_have_another_property(ontology: Ontology) -> None:
    first, second = frame(("subject", "subject"), ("object", "object")), frame(("subject", "subject"), ("with", "object"))
    other = frame(("subject", "subject"), ("object", "patient"), ("with", "object"), property_="kg:spokeWith")
    slots = {"subject": [FIRM], "object": [WOMAN], "with": [STATE]}
    assert [(m.frame, m.slot) for m in matches([first, second, other], slots, ontology)] == [(other, "with"), (first, "object")]


def test_a_role_marked_as_needed_must_be_filled(ontology: Ontology) -> None:
    needs = frame(("subject", "subject"), ("object", "goods!"), ("to", "object"))
    assert matches([needs], {"subject": [FIRM], "to": [STATE]}, ontology) == []
    (match,) = matches([needs], {"subject": [FIRM], "object": [GAS], "to": [STATE]}, ontology)
    assert match.roles == (("goods", GAS),)
    assert match.consumed == {"subject", "object", "to"}


def test_a_frame_without_object_applies_only_where_it_is_allowed(ontology: Ontology) -> None:
    bare = frame(("subject", "subject"))
    assert matches([bare], {"subject": [FIRM]}, ontology) == []
    assert matches([bare], {"subject": [FIRM]}, ontology, allow_no_object=True)[0].pairs == ((FIRM, None),)


def test_the_holder_of_a_role_is_its_subject(ontology: Ontology) -> None:
    role = frame(("of", "object"), property_="kg:presidentOf", pos="role")
    assert matches([role], {"subject": [WOMAN], "of": [STATE]}, ontology)[0].pairs == ((WOMAN, STATE),)


def test_a_frame_without_an_object_is_not_for_a_verb_that_has_one(ontology: Ontology) -> None:
    bare = frame(("subject", "subject"), ("to", "object"), property_="kg:increasedTo")
    acting = frame(("subject", "subject"), ("object", "object"), ("to", "result"), property_="kg:raised")
    slots = {"subject": [FIRM], "object": [GAS], "to": [STATE]}
    assert [m.frame for m in matches([bare, acting], slots, ontology)] == [acting]


def test_a_frame_that_leaves_the_indirect_object_out_is_not_taken(ontology: Ontology) -> None:
    price = frame(("subject", "subject"), ("object", "object"), property_="kg:priced")
    slots = {"subject": [FIRM], "object": [GAS], "indirect": [WOMAN]}
    assert matches([price], slots, ontology) == []
