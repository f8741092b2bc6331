"""Clauses: who fills the slots of a verb, whatever stands on the surface."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement
from kg.statements.clauses import Clause
from kg.statements.reading import Reading

ReadingOf = Callable[..., Reading]
Said = Callable[..., tuple[Statement, ...]]
ClausesOf = Callable[[str], dict[str, Clause]]


@pytest.fixture(scope="module")
def slots(reading_of: ReadingOf) -> Callable[[str, str], dict[str, list[str]]]:
    """Words of the heads that fill the slots of the clause of a verb."""

    def words(notation: str, verb: str) -> dict[str, list[str]]:
        reading = reading_of(notation)
        parse = reading.parse
        clause = reading.clauses.by_head[parse.words.index(verb)]
        found = {name: [parse.words[t] for t in getattr(clause, name)] for name in ("subjects", "objects", "indirect", "agents", "attributes")}
        for p in clause.prepositions:
            found.setdefault(p.word, []).append(parse.words[p.token])
        return {name: tokens for name, tokens in found.items() if tokens}

    return words


Slots = Callable[[str, str], dict[str, list[str]]]


# ------------------------------------------------------------------ the surface
def test_conjoined_subjects_and_objects_are_all_arguments(slots: Slots) -> None:
    found = slots(
        "Xi/NNP/nsubj>met and/CC/cc>Xi Putin/NNP/conj>Xi met=meet/VBD/ROOT Modi/NNP/dobj>met , Macron/NNP/conj>Modi "
        "and/CC/cc>Macron Scholz/NNP/conj>Macron .",
        "met",
    )
    assert found == {"subjects": ["Xi", "Putin"], "objects": ["Modi", "Macron", "Scholz"]}


def test_a_passive_keeps_its_surface_and_says_so(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = "Kyiv/NNP/nsubjpass>attacked was=be/VBD/auxpass>attacked attacked=attack/VBN/ROOT by/IN/agent>attacked Russia/NNP/pobj>by ."
    assert slots(notation, "attacked") == {"subjects": ["Kyiv"], "agents": ["Russia"]}
    assert clauses_of(notation)["attacked"].passive


def test_an_infinitive_may_be_passive(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = "Xi/NNP/nsubj>hopes hopes=hope/VBZ/ROOT to/TO/aux>met be/VB/auxpass>met met=meet/VBN/xcomp>hopes by/IN/agent>met Modi/NNP/pobj>by ."
    assert slots(notation, "met") == {"subjects": ["Xi"], "agents": ["Modi"]}
    assert clauses_of(notation)["met"].passive


def test_by_with_a_way_of_doing_is_no_agent(slots: Slots) -> None:
    notation = "Kyiv/NNP/nsubjpass>taken was=be/VBD/auxpass>taken taken=take/VBN/ROOT by/IN/agent>taken force/NN/pobj>by ."
    assert slots(notation, "taken") == {"subjects": ["Kyiv"]}


def test_both_forms_of_a_ditransitive(slots: Slots) -> None:
    assert slots("Sony/NNP/nsubj>gave gave=give/VBD/ROOT Toshiba/NNP/dative>gave loans/NNS/dobj>gave .", "gave") == {
        "subjects": ["Sony"],
        "objects": ["loans"],
        "indirect": ["Toshiba"],
    }
    assert slots("Sony/NNP/nsubj>gave gave=give/VBD/ROOT loans/NNS/dobj>gave to/IN/dative>gave Toshiba/NNP/pobj>to .", "gave") == {
        "subjects": ["Sony"],
        "objects": ["loans"],
        "to": ["Toshiba"],
    }


def test_a_preposition_of_two_words_and_conjoined_objects(slots: Slots) -> None:
    found = slots(
        "Exports=export/NNS/nsubj>fell fell=fall/VBD/ROOT because/IN/prep>fell of/IN/prep>because war/NN/pobj>of and/CC/cc>war drought/NN/conj>war .",
        "fell",
    )
    assert found == {"subjects": ["Exports"], "because of": ["war", "drought"]}


def test_a_particle_is_part_of_the_verb(clauses_of: ClausesOf) -> None:
    clause = clauses_of("Shell/NNP/nsubj>called called=call/VBD/ROOT off/RP/prt>called talks/NNS/dobj>called .")["called"]
    assert (clause.particle, clause.group) == ("off", [1, 2])


def test_there_is_no_subject(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = "There/EX/expl>were were=be/VBD:AUX/ROOT protests/NNS/attr>were in/IN/prep>were Paris/NNP/pobj>in@GPE ."
    assert slots(notation, "were") == {"attributes": ["protests"], "in": ["Paris"]}
    assert clauses_of(notation)["were"].existential


def test_examples_named_after_including_are_arguments_too(slots: Slots) -> None:
    found = slots(
        "Nations=nation/NNS/nsubj>met including/VBG:ADP/prep>Nations Chad/NNP/pobj>including and/CC/cc>Chad Mali/NNP/conj>Chad met=meet/VBD/ROOT .",
        "met",
    )
    assert found == {"subjects": ["Nations", "Chad", "Mali"]}


# ------------------------------------------------------------------ relative clauses
@pytest.mark.parametrize(
    ("notation", "verb", "expected"),
    [
        (
            "The/DT/det>firm firm/NN/nsubj>fell which/WDT/nsubj>bought bought=buy/VBD/relcl>firm Fitbit/NNP/dobj>bought fell=fall/VBD/ROOT .",
            "bought",
            {"subjects": ["firm"], "objects": ["Fitbit"]},
        ),
        (
            "The/DT/det>firm firm/NN/nsubj>fell that/WDT/dobj>bought Google/NNP/nsubj>bought bought=buy/VBD/relcl>firm fell=fall/VBD/ROOT .",
            "bought",
            {"subjects": ["Google"], "objects": ["firm"]},
        ),
        (
            "The/DT/det>firm firm/NN/nsubj>fell Google/NNP/nsubj>bought bought=buy/VBD/relcl>firm fell=fall/VBD/ROOT .",
            "bought",
            {"subjects": ["Google"], "objects": ["firm"]},
        ),
        (
            "The/DT/det>man man/NN/nsubj>fell with/IN/prep>met whom/WP/pobj>with Xi/NNP/nsubj>met met=meet/VBD/relcl>man fell=fall/VBD/ROOT .",
            "met",
            {"subjects": ["Xi"], "with": ["man"]},
        ),
        (
            "The/DT/det>city city/NN/nsubj>fell where/WRB/advmod>met Xi/NNP/nsubj>met met=meet/VBD/relcl>city fell=fall/VBD/ROOT .",
            "met",
            {"subjects": ["Xi"]},
        ),
        (
            "The/DT/det>city city/NN/nsubj>fell which/WDT/nsubjpass>bombed was=be/VBD/auxpass>bombed bombed=bomb/VBN/relcl>city fell=fall/VBD/ROOT .",
            "bombed",
            {"subjects": ["city"]},
        ),
    ],
    ids=["subject", "object", "no pronoun", "preposition", "adverb", "passive"],
)
def test_a_relative_clause_speaks_of_its_antecedent(slots: Slots, notation: str, verb: str, expected: dict[str, list[str]]) -> None:
    assert slots(notation, verb) == expected


def test_a_clause_on_what_something_is_speaks_of_the_thing(slots: Slots) -> None:
    rest = "which/WDT/nsubj>bought bought=buy/VBD/relcl>firm Fitbit/NNP/dobj>bought ."
    assert slots(f"Google/NNP/nsubj>is is=be/VBZ:AUX/ROOT a/DT/det>firm firm/NN/attr>is {rest}", "bought")["subjects"] == ["Google"]
    assert slots(f"Google/NNP/nsubj>is is=be/VBZ:AUX/ROOT the/DT/det>firm firm/NN/attr>is {rest}", "bought")["subjects"] == ["firm"]


@pytest.mark.parametrize("verb", ["is=be/VBZ:AUX/ROOT not/RB/neg>is", "may/MD/aux>be be/VB:AUX/ROOT"])
def test_what_something_is_not_says_nothing_of_it(said: Said, verb: str) -> None:
    head = "be" if "may" in verb else "is"
    statements = said(
        f"Google/NNP/nsubj>{head}@ORG {verb} a/DT/det>firm firm/NN/attr>{head} which/WDT/nsubj>bought bought=buy/VBD/relcl>firm "
        "Fitbit/NNP/dobj>bought@ORG ."
    )
    assert not [s for s in statements if s.subject.label == "Google" and (s.polarity, s.modality) == ("affirmed", "actual")]


# ------------------------------------------------------------------ missing subjects
@pytest.mark.parametrize(
    ("notation", "verb", "subjects"),
    [
        ("Xi/NNP/nsubj>plans plans=plan/VBZ/ROOT to/TO/aux>visit visit/VB/xcomp>plans Chad/NNP/dobj>visit .", "visit", ["Xi"]),
        ("Xi/NNP/nsubj>told told=tell/VBD/ROOT Modi/NNP/dobj>told to/TO/aux>visit visit/VB/xcomp>told Chad/NNP/dobj>visit .", "visit", ["Modi"]),
        (
            "Xi/NNP/nsubj>promised promised=promise/VBD/ROOT Modi/NNP/dobj>promised to/TO/aux>visit visit/VB/xcomp>promised Chad/NNP/dobj>visit .",
            "visit",
            ["Xi"],
        ),
        (
            "Xi/NNP/nsubj>called called=call/VBD/ROOT on/IN/prep>called Modi/NNP/pobj>on to/TO/aux>visit visit/VB/xcomp>called Chad/NNP/dobj>visit .",
            "visit",
            ["Modi"],
        ),
        (
            (
                "Xi/NNP/nsubjpass>expected is=be/VBZ/auxpass>expected expected=expect/VBN/ROOT to/TO/aux>visit "
                "visit/VB/xcomp>expected Chad/NNP/dobj>visit ."
            ),
            "visit",
            ["Xi"],
        ),
        ("Xi/NNP/nsubj>seems seems=seem/VBZ/ROOT to/TO/aux>like like/VB/xcomp>seems Chad/NNP/dobj>like .", "like", ["Xi"]),
        ("Xi/NNP/nsubj>is is=be/VBZ:AUX/ROOT ready/JJ/acomp>is to/TO/aux>visit visit/VB/xcomp>ready Chad/NNP/dobj>visit .", "visit", ["Xi"]),
        (
            (
                "Xi/NNP/nsubj>visited and/CC/cc>Xi Modi/NNP/conj>Xi visited=visit/VBD/ROOT Chad/NNP/dobj>visited "
                "and/CC/cc>visited left=leave/VBD/conj>visited Mali/NNP/dobj>left ."
            ),
            "left",
            ["Xi", "Modi"],
        ),
        (
            "Seeking=seek/VBG/advcl>visited aid/NN/dobj>Seeking , Xi/NNP/nsubj>visited visited=visit/VBD/ROOT Chad/NNP/dobj>visited .",
            "Seeking",
            ["Xi"],
        ),
        (
            (
                "After/IN/prep>visited meeting=meet/VBG/pcomp>After Modi/NNP/dobj>meeting , Xi/NNP/nsubj>visited "
                "visited=visit/VBD/ROOT Chad/NNP/dobj>visited ."
            ),
            "meeting",
            ["Xi"],
        ),
        ("The/DT/det>firm firm/NN/nsubj>fell making=make/VBG/acl>firm chips=chip/NNS/dobj>making fell=fall/VBD/ROOT .", "making", ["firm"]),
        (
            "China/NNP/nsubj>signed signed=sign/VBD/ROOT a/DT/det>deal deal/NN/dobj>signed to/TO/aux>buy buy/VB/acl>deal gas/NN/dobj>buy .",
            "buy",
            ["China"],
        ),
        (
            "China/NNP/poss>decision 's/POS/case>China decision/NN/nsubj>fell to/TO/aux>buy buy/VB/acl>decision gas/NN/dobj>buy fell=fall/VBD/ROOT .",
            "buy",
            ["China"],
        ),
    ],
    ids=[
        "subject",
        "object",
        "promise",
        "called on",
        "raising passive",
        "seem",
        "ready",
        "conjoined",
        "participle",
        "gerund",
        "noun",
        "deal to",
        "decision to",
    ],
)
def test_a_missing_subject_is_who_grammar_says(slots: Slots, notation: str, verb: str, subjects: list[str]) -> None:
    assert slots(notation, verb)["subjects"] == subjects


@pytest.mark.parametrize(
    ("notation", "verb", "subjects"),
    [
        pytest.param(
            "Mali/NNP/nsubj>accused accused=accuse/VBD/ROOT Chad/NNP/dobj>accused of/IN/prep>accused "
            "copying=copy/VBG/pcomp>of maps=map/NNS/dobj>copying .",
            "copying",
            ["Chad"],
            id="accused of",
        ),
        pytest.param(
            "Mali/NNP/nsubj>fined fined=fine/VBD/ROOT Chad/NNP/dobj>fined to/TO/aux>punish punish/VB/xcomp>fined Togo/NNP/dobj>punish .",
            "punish",
            ["Mali"],
            id="purpose",
        ),
    ],
)
def test_a_verb_controls_only_what_it_governs(slots: Slots, notation: str, verb: str, subjects: list[str]) -> None:
    assert slots(notation, verb)["subjects"] == subjects


def test_a_participle_of_what_was_acted_upon_is_passive(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = "Apple/NNP/nsubj>fell , founded=found/VBN/acl>Apple by/IN/agent>founded Jobs/NNP/pobj>by , fell=fall/VBD/ROOT ."
    assert slots(notation, "founded") == {"subjects": ["Apple"], "agents": ["Jobs"]}
    assert clauses_of(notation)["founded"].passive


def test_a_second_participle_shares_the_passive(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = (
        "Xi/NNP/nsubjpass>held was=be/VBD/auxpass>held held=hold/VBN/ROOT and/CC/cc>held fined=fine/VBN/conj>held "
        "by/IN/agent>fined Chad/NNP/pobj>by ."
    )
    assert slots(notation, "fined") == {"subjects": ["Xi"], "agents": ["Chad"]}
    assert clauses_of(notation)["fined"].passive


def test_a_verb_of_its_own_subject_shares_none(clauses_of: ClausesOf) -> None:
    found = clauses_of("Xi/NNP/nsubj>left left=leave/VBD/ROOT and/CC/cc>left Modi/NNP/nsubj>stayed stayed=stay/VBD/conj>left .")
    assert not found["stayed"].shared
    assert not found["left"].shared


def test_who_does_what_a_noun_alone_says_stays_open(slots: Slots) -> None:
    assert "subjects" not in slots("Plans=plan/NNS/nsubj>fell to/TO/aux>buy buy/VB/acl>Plans gas/NN/dobj>buy fell=fall/VBD/ROOT .", "buy")


# ------------------------------------------------------------------ what parsers get wrong
def test_a_noun_behind_after_is_the_subject_of_the_verb_that_follows(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = (
        "Mali/NNP/nsubjpass>isolated is=be/VBZ/auxpass>isolated isolated=isolate/VBN/ROOT after/IN/prep>isolated its/PRP$/poss>deployment "
        "deployment/NN/pobj>after of/IN/prep>deployment troops=troop/NNS/pobj>of prompted=prompt/VBD/advcl>isolated Chad/NNP/dobj>prompted ."
    )
    assert slots(notation, "prompted") == {"subjects": ["deployment"], "objects": ["Chad"]}
    assert slots(notation, "isolated") == {"subjects": ["Mali"]}
    clause = clauses_of(notation)["prompted"]
    assert (clause.link, clause.marker) == ("advcl", "after")


def test_a_cue_that_closes_a_sentence_reports_the_whole_of_it(slots: Slots, clauses_of: ClausesOf) -> None:
    notation = (
        "Iran/NNP/nsubj>tested has=have/VBZ/aux>tested tested=test/VBN/ROOT a/DT/det>missile missile/NN/dobj>tested , "
        "the/DT/det>agency agency/NN/dobj>tested TASS/NNP/nsubj>reported@ORG reported=report/VBD/relcl>agency ."
    )
    found = clauses_of(notation)
    assert (found["tested"].link, found["tested"].governor) == ("ccomp", found["reported"].head)
    assert found["reported"].complements == [found["tested"].head]
    assert slots(notation, "tested") == {"subjects": ["Iran"], "objects": ["missile"]}
    assert slots(notation, "reported") == {"subjects": ["TASS"]}


def test_two_verbs_share_the_object_behind_the_second(slots: Slots) -> None:
    notation = "Chad/NNP/nsubj>arrested arrested=arrest/VBD/ROOT and/CC/cc>arrested charged=charge/VBD/conj>arrested Xi/NNP/dobj>charged ."
    assert slots(notation, "arrested") == {"subjects": ["Chad"], "objects": ["Xi"]}


def test_a_headline_without_auxiliary_is_passive(clauses_of: ClausesOf) -> None:
    assert clauses_of("Hundreds=hundred/NNS/nsubj>arrested arrested=arrest/VBN/ROOT in/IN/prep>arrested Chad/NNP/pobj>in")["arrested"].passive
    assert not clauses_of("Hundreds=hundred/NNS/nsubj>arrested arrested=arrest/VBD/ROOT in/IN/prep>arrested Chad/NNP/pobj>in .")["arrested"].passive


def test_a_verb_taken_for_a_modifier_of_its_object_is_a_clause(slots: Slots) -> None:
    notation = "Dorn/NNP/nsubj>held@PERSON held=hold/VBD/amod>talks talks=talk/NNS/ROOT with/IN/prep>talks Xi/NNP/pobj>with@PERSON ."
    assert slots(notation, "held") == {"subjects": ["Dorn"], "objects": ["talks"], "with": ["Xi"]}


def test_a_semicolon_parts_what_is_said_from_what_stands_before_it(clauses_of: ClausesOf) -> None:
    found = clauses_of(
        "Chad/NNP/nsubj>won won=win/VBD/ccomp>says ; Mali/NNP/nsubj>says says=say/VBZ/ROOT it/PRP/nsubj>lost lost=lose/VBD/ccomp>says ."
    )
    assert found["won"].link == "root"
    assert found["says"].complements == [found["lost"].head]


@pytest.mark.parametrize(
    ("word", "lemma", "mended"),
    [("hopes", "hop", "hope"), ("rated", "rat", "rate"), ("rates", "rat", "rate"), ("passed", "pass", "pass"), ("visited", "visit", "visit")],
)
def test_a_lemma_gets_back_the_e_that_it_lost(clauses_of: ClausesOf, word: str, lemma: str, mended: str) -> None:
    tag = "VBZ" if word.endswith("s") else "VBD"
    assert clauses_of(f"Chad/NNP/nsubj {word}={lemma}/{tag}/ROOT Mali/NNP/dobj .")[word].lemma == mended


def test_a_capitalised_word_inside_a_sentence_is_a_verb_only_if_the_lexicon_knows_it(clauses_of: ClausesOf) -> None:
    assert list(clauses_of("Chad/NNP/nsubj Frobs=frob/VBZ/ROOT Mali/NNP/dobj .")) == []
    assert list(clauses_of("Chad/NNP/nsubj Meets=meet/VBZ/ROOT Mali/NNP/dobj .")) == ["Meets"]
