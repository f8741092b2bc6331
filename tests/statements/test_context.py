"""Context: polarity, modality, tense and attribution of what a clause says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Statement
from kg.statements.surface import negate

One = Callable[..., Statement]
Said = Callable[..., tuple[Statement, ...]]

# “Iran … Israel”: what happens to the verb `attack` between the two
IRAN = "Iran/NNP/nsubj>{}@GPE"
ISRAEL = "Israel/NNP/dobj>attack@GPE ."


def head_word(notation: str) -> str:
    return notation.split()[-1].split("/")[0].split("=")[0]


def shown(statement: Statement) -> tuple[str, str, str | None]:
    return statement.polarity, statement.modality, statement.tense


def speakers(statement: Statement) -> list[tuple[str, str]]:
    return [(a.label, a.cue) for a in statement.attribution]


@pytest.mark.parametrize(("times", "polarity"), [(0, "affirmed"), (1, "negated"), (2, "affirmed"), (3, "negated")])
def test_two_negations_cancel_out(times: int, polarity: str) -> None:
    assert negate("affirmed", times) == polarity


# ------------------------------------------------------------------ a clause's own words
@pytest.mark.parametrize(
    ("verb", "context"),
    [
        ("attacked=attack/VBD/ROOT", ("affirmed", "actual", "past")),
        ("attacks=attack/VBZ/ROOT", ("affirmed", "actual", "present")),
        ("has=have/VBZ/aux attacked=attack/VBN/ROOT", ("affirmed", "actual", "past")),
        ("had=have/VBD/aux attacked=attack/VBN/ROOT", ("affirmed", "actual", "past")),
        ("is=be/VBZ/aux attacking=attack/VBG/ROOT", ("affirmed", "actual", "present")),
        ("was=be/VBD/aux attacking=attack/VBG/ROOT", ("affirmed", "actual", "past")),
        ("did=do/VBD/aux not/RB/neg attack/VB/ROOT", ("negated", "actual", "past")),
        ("does=do/VBZ/aux n't=not/RB/neg attack/VB/ROOT", ("negated", "actual", "present")),
        ("never/RB/neg attacked=attack/VBD/ROOT", ("negated", "actual", "past")),
        ("hardly/RB/advmod attacked=attack/VBD/ROOT", ("negated", "actual", "past")),
        ("will/MD/aux attack/VB/ROOT", ("affirmed", "planned", "future")),
        ("will/MD/aux not/RB/neg attack/VB/ROOT", ("negated", "planned", "future")),
        ("may/MD/aux attack/VB/ROOT", ("affirmed", "possible", "present")),
        ("could/MD/aux have/VB/aux attacked=attack/VBN/ROOT", ("affirmed", "possible", "present")),
        ("would/MD/aux attack/VB/ROOT", ("affirmed", "hypothetical", "present")),
        ("should/MD/aux attack/VB/ROOT", ("affirmed", "ordered", "present")),
        ("must/MD/aux attack/VB/ROOT", ("affirmed", "ordered", "present")),
        ("reportedly/RB/advmod attacked=attack/VBD/ROOT", ("affirmed", "possible", "past")),
        ("probably/RB/advmod attacked=attack/VBD/ROOT", ("affirmed", "expected", "past")),
        ("to/TO/aux attack/VB/ROOT", ("affirmed", "planned", "future")),
    ],
)
def test_auxiliaries_negation_and_adverbs(one: One, verb: str, context: tuple[str, str, str]) -> None:
    assert shown(one(f"Iran/NNP/nsubj@GPE {verb} Israel/NNP/dobj@GPE .", "kg:attacked")) == context


def test_what_happens_by_itself_is_expected_and_not_planned(one: One) -> None:
    statement = one("Prices=price/NNS/nsubj>outrun will/MD/aux>outrun outrun/VB/ROOT Israel/NNP/dobj>outrun@GPE .", "rel:outrun")
    assert shown(statement) == ("affirmed", "expected", "future")


@pytest.mark.parametrize("determiner", ["No/DT/det>state", "Neither/DT/det>state"])
def test_a_negative_determiner_negates(one: One, determiner: str) -> None:
    statement = one(f"{determiner} state/NN/nsubj>attacked attacked=attack/VBD/ROOT Israel/NNP/dobj>attacked@GPE .", "kg:attacked")
    assert statement.polarity == "negated"


def test_neither_nor_negates_both_verbs(said: Said) -> None:
    statements = said(
        "Iran/NNP/nsubj>attacked@GPE neither/CC/preconj>attacked attacked=attack/VBD/ROOT Israel/NNP/dobj>attacked@GPE nor/CC/cc>attacked "
        "bombed=bomb/VBD/conj>attacked Iraq/NNP/dobj>bombed@GPE ."
    )
    assert [(s.predicate.id, s.polarity) for s in statements] == [("kg:attacked", "negated"), ("kg:bombed", "negated")]


def test_no_longer_negates(one: One) -> None:
    statement = one("Iran/NNP/nsubj@GPE no/RB/neg>longer longer/RB/advmod controls=control/VBZ/ROOT Iraq/NNP/dobj@GPE .", "kg:controls")
    assert statement.polarity == "negated"


def test_a_conjunct_shares_the_negation_of_its_auxiliary_but_not_of_another(said: Said) -> None:
    shared = said(
        "Iran/NNP/nsubj>attack@GPE did=do/VBD/aux>attack not/RB/neg>attack attack/VB/ROOT Israel/NNP/dobj>attack@GPE or/CC/cc>attack "
        "bomb/VB/conj>attack Iraq/NNP/dobj>bomb@GPE ."
    )
    assert [s.polarity for s in shared] == ["negated", "negated"]
    apart = said(
        "Iran/NNP/nsubj>attacked@GPE attacked=attack/VBD/ROOT Israel/NNP/dobj>attacked@GPE but/CC/cc>attacked did=do/VBD/aux>bomb not/RB/neg>bomb "
        "bomb/VB/conj>attacked Iraq/NNP/dobj>bomb@GPE ."
    )
    assert [s.polarity for s in apart] == ["affirmed", "negated"]


@pytest.mark.parametrize(
    ("marker", "modality"),
    [("If/IN/mark>attacks", "hypothetical"), ("Unless/IN/mark>attacks", "hypothetical"), ("Because/IN/mark>attacks", "actual")],
)
def test_a_condition_is_hypothetical_and_a_reason_actual(one: One, marker: str, modality: str) -> None:
    statement = one(
        f"{marker} Iran/NNP/nsubj>attacks@GPE attacks=attack/VBZ/advcl>wins Israel/NNP/dobj>attacks@GPE , "
        "Iraq/NNP/nsubj>wins@GPE wins=win/VBZ/ROOT .",
        "kg:attacked",
    )
    assert shown(statement) == ("affirmed", modality, "present")


def test_would_with_a_condition_is_hypothetical(one: One) -> None:
    statement = one(
        "Iran/NNP/nsubj>attack@GPE would/MD/aux>attack attack/VB/ROOT Israel/NNP/dobj>attack@GPE if/IN/mark>left Iraq/NNP/nsubj>left@GPE "
        "left=leave/VBD/advcl>attack .",
        "kg:attacked",
    )
    assert shown(statement)[:2] == ("affirmed", "hypothetical")


def test_will_under_a_condition_is_no_plan(one: One) -> None:
    statement = one(
        "If/IN/mark>leaves Iraq/NNP/nsubj>leaves@GPE leaves=leave/VBZ/advcl>attack , Iran/NNP/nsubj>attack@GPE will/MD/aux>attack attack/VB/ROOT "
        "Israel/NNP/dobj>attack@GPE .",
        "kg:attacked",
    )
    assert statement.modality == "hypothetical"


def test_a_question_asserts_nothing(one: One) -> None:
    statement = one("Did=do/VBD/aux>attack Iran/NNP/nsubj>attack@GPE attack/VB/ROOT Israel/NNP/dobj>attack@GPE ?", "kg:attacked")
    assert statement.modality != "actual"


# ------------------------------------------------------------------ what governs a clause
@pytest.mark.parametrize(
    ("governor", "context"),
    [
        ("plans=plan/VBZ/ROOT", ("affirmed", "planned", "present")),
        ("wants=want/VBZ/ROOT", ("affirmed", "desired", "present")),
        ("failed=fail/VBD/ROOT", ("negated", "actual", "past")),
        ("refused=refuse/VBD/ROOT", ("negated", "actual", "past")),
        ("seems=seem/VBZ/ROOT", ("affirmed", "possible", "present")),
        ("managed=manage/VBD/ROOT", ("affirmed", "actual", "past")),
        ("did=do/VBD/aux>fail not/RB/neg>fail fail/VB/ROOT", ("affirmed", "actual", "past")),
        ("does=do/VBZ/aux>plan not/RB/neg>plan plan/VB/ROOT", ("negated", "planned", "present")),
        ("may/MD/aux>try try/VB/ROOT", ("affirmed", "possible", "present")),
    ],
)
def test_a_verb_colours_its_infinitive_and_says_nothing_of_its_own(said: Said, governor: str, context: tuple[str, str, str]) -> None:
    verb = head_word(governor)
    (statement,) = said(f"Iran/NNP/nsubj>{verb}@GPE {governor} to/TO/aux>attack attack/VB/xcomp>{verb} {ISRAEL}")
    assert statement.predicate.id == "kg:attacked"
    assert shown(statement) == context


@pytest.mark.parametrize(
    ("adjective", "polarity", "modality"),
    [
        ("ready", "affirmed", "desired"),
        ("prepared", "affirmed", "planned"),
        ("likely", "affirmed", "expected"),
        pytest.param(
            "unlikely",
            "negated",
            "expected",
        ),
    ],
)
def test_an_adjective_colours_its_infinitive(said: Said, adjective: str, polarity: str, modality: str) -> None:
    (statement,) = said(f"Iran/NNP/nsubj>is@GPE is=be/VBZ:AUX/ROOT {adjective}/JJ/acomp>is to/TO/aux>attack attack/VB/xcomp>{adjective} {ISRAEL}")
    assert shown(statement)[:2] == (polarity, modality)


@pytest.mark.parametrize(
    ("passive", "context"),
    [("expected=expect", ("affirmed", "expected", "present")), ("ordered=order", ("affirmed", "ordered", "present"))],
)
def test_a_passive_of_expectation_or_order_colours_its_infinitive(one: One, passive: str, context: tuple[str, str, str]) -> None:
    word = passive.split("=")[0]
    statement = one(
        f"Iran/NNP/nsubjpass>{word}@GPE is=be/VBZ/auxpass>{word} {passive}/VBN/ROOT to/TO/aux>attack attack/VB/xcomp>{word} {ISRAEL}", "kg:attacked"
    )
    assert shown(statement) == context


def test_what_is_said_to_have_happened_is_only_possible(one: One) -> None:
    statement = one(
        "Iran/NNP/nsubjpass>said@GPE is=be/VBZ/auxpass>said said=say/VBN/ROOT to/TO/aux>attacked have/VB/aux>attacked attacked=attack/VBN/xcomp>said "
        "Israel/NNP/dobj>attacked@GPE .",
        "kg:attacked",
    )
    assert statement.attribution or statement.modality != "actual"


@pytest.mark.parametrize(
    ("cue", "context"),
    [
        ("said=say/VBD/ROOT", ("affirmed", "actual", "past")),
        ("denied=deny/VBD/ROOT", ("negated", "actual", "past")),
        ("did=do/VBD/aux>say not/RB/neg>say say/VB/ROOT", ("affirmed", "possible", "past")),
        ("does=do/VBZ/aux>believe not/RB/neg>believe believe/VB/ROOT", ("negated", "actual", "past")),
        ("does=do/VBZ/aux>think n't=not/RB/neg>think think/VB/ROOT", ("negated", "actual", "past")),
        ("hopes=hope/VBZ/ROOT", ("affirmed", "desired", "past")),
    ],
)
def test_a_verb_of_speech_or_thought_colours_its_clause(one: One, cue: str, context: tuple[str, str, str]) -> None:
    verb = head_word(cue)
    statement = one(
        f"Iraq/NNP/nsubj>{verb}@GPE {cue} that/IN/mark>attacked Iran/NNP/nsubj>attacked@GPE "
        f"attacked=attack/VBD/ccomp>{verb} Israel/NNP/dobj>attacked@GPE .",
        "kg:attacked",
    )
    assert shown(statement) == context
    assert [a.label for a in statement.attribution] == ["Iraq"]


def test_what_is_known_is_true_and_nobodys_claim(one: One) -> None:
    clause = "that/IN/mark>attacked Iran/NNP/nsubj>attacked@GPE attacked=attack/VBD/ccomp>{} Israel/NNP/dobj>attacked@GPE ."
    known = one(f"Iraq/NNP/nsubj>knows@GPE knows=know/VBZ/ROOT {clause.format('knows')}", "kg:attacked")
    assert (shown(known), known.attribution) == (("affirmed", "actual", "past"), ())
    unknown = one(f"Iraq/NNP/nsubj>know@GPE did=do/VBD/aux>know not/RB/neg>know know/VB/ROOT {clause.format('know')}", "kg:attacked")
    assert (shown(unknown), unknown.attribution) == (("affirmed", "actual", "past"), ())


def test_would_in_a_past_report_is_a_plan_for_the_future(one: One) -> None:
    statement = one(
        "Iraq/NNP/nsubj>said@GPE said=say/VBD/ROOT it/PRP/nsubj>attack would/MD/aux>attack attack/VB/ccomp>said Israel/NNP/dobj>attack@GPE .",
        "kg:attacked",
    )
    assert shown(statement) == ("affirmed", "planned", "future")
    assert statement.subject.label == "Iraq"


def test_without_denies_and_a_purpose_is_a_wish(one: One) -> None:
    without = one(
        "Iran/NNP/nsubj>won@GPE won=win/VBD/ROOT without/IN/prep>won attacking=attack/VBG/pcomp>without Israel/NNP/dobj>attacking@GPE .",
        "kg:attacked",
    )
    assert without.polarity == "negated"
    purpose = one(
        "Iran/NNP/nsubj>marched@GPE marched=march/VBD/ROOT to/TO/aux>attack attack/VB/advcl>marched Israel/NNP/dobj>attack@GPE .", "kg:attacked"
    )
    assert shown(purpose)[:2] == ("affirmed", "desired")


def test_instead_of_denies(one: One) -> None:
    rest = "attacking=attack/VBG/pcomp>of Israel/NNP/dobj>attacking@GPE , Iran/NNP/nsubj>left@GPE left=leave/VBD/ROOT ."
    assert one(f"Instead/RB/advmod>left of/IN/prep>Instead {rest}", "kg:attacked").polarity == "negated"


def test_instead_of_denies_whichever_word_heads_it(one: One) -> None:
    rest = "attacking=attack/VBG/pcomp>of Israel/NNP/dobj>attacking@GPE , Iran/NNP/nsubj>left@GPE left=leave/VBD/ROOT ."
    assert one(f"Instead/RB/advmod>of of/IN/prep>left {rest}", "kg:attacked").polarity == "negated"


# ------------------------------------------------------------------ who says it
ATTACKED = "Iran/NNP/nsubj>attacked@GPE attacked=attack/VBD/{} Israel/NNP/dobj>attacked@GPE"


def test_the_outlets_own_voice_has_no_attribution(one: One) -> None:
    assert one(ATTACKED.format("ROOT") + " .", "kg:attacked").attribution == ()


def test_nested_speakers_stand_innermost_first(one: One, said: Said) -> None:
    notation = (
        "Reuters/NNP/nsubj>reported@ORG reported=report/VBD/ROOT that/IN/mark>said Iraq/NNP/nsubj>said@GPE said=say/VBD/ccomp>reported "
        + ATTACKED.format("ccomp>said")
        + " ."
    )
    assert speakers(one(notation, "kg:attacked")) == [("Iraq", "said"), ("Reuters", "reported")]
    sayings = [s for s in said(notation) if s.predicate.id == "kg:said"]
    assert [(s.subject.label, speakers(s)) for s in sayings] == [("Reuters", []), ("Iraq", [("Reuters", "reported")])]


def test_according_to_is_a_speaker(one: One) -> None:
    notation = "According=accord/VBG/prep>attacked to/IN/prep>According Reuters/NNP/pobj>to@ORG , " + ATTACKED.format("ROOT") + " ."
    assert speakers(one(notation, "kg:attacked")) == [("Reuters", "according to")]


def test_according_to_within_a_report_is_the_inner_speaker(one: One) -> None:
    notation = (
        "Reuters/NNP/nsubj>said@ORG said=say/VBD/ROOT "
        + ATTACKED.format("ccomp>said")
        + " according=accord/VBG/prep>attacked to/IN/prep>according Iraq/NNP/pobj>to@GPE ."
    )
    assert speakers(one(notation, "kg:attacked")) == [("Iraq", "according to"), ("Reuters", "said")]


def test_each_speaker_counts_once(one: One) -> None:
    notation = (
        "Iraq/NNP/nsubj>said@GPE said=say/VBD/ROOT it/PRP/nsubj>believed believed=believe/VBD/ccomp>said " + ATTACKED.format("ccomp>believed") + " ."
    )
    assert speakers(one(notation, "kg:attacked")) == [("Iraq", "believed")]


def test_the_agent_of_a_passive_speaks(one: One) -> None:
    notation = (
        "Cyprus/NNP/nsubjpass>told@GPE was=be/VBD/auxpass>told told=tell/VBN/ROOT by/IN/agent>told Iraq/NNP/pobj>by@GPE that/IN/mark>attacked "
        + ATTACKED.format("ccomp>told")
        + " ."
    )
    assert speakers(one(notation, "kg:attacked")) == [("Iraq", "told")]


def test_a_claim_belongs_to_its_owner_and_its_denial_negates_it(one: One) -> None:
    clause = "that/IN/mark>attacked " + ATTACKED.format("acl>claim") + " ."
    owned = one(f"Iraq/NNP/poss>claim@GPE 's/POS/case>Iraq claim/NN/nsubj>spread {clause.removesuffix(' .')} spread/VBD/ROOT .", "kg:attacked")
    assert (speakers(owned), owned.polarity) == ([("Iraq", "claim")], "affirmed")
    denied = one(f"Cyprus/NNP/nsubj>denied@GPE denied=deny/VBD/ROOT a/DT/det>claim claim/NN/dobj>denied {clause}", "kg:attacked")
    assert (speakers(denied), denied.polarity) == ([("Cyprus", "denied")], "negated")


def test_a_closing_cue_speaks_for_its_sentence(said: Said) -> None:
    statements = said(
        "Iran/NNP/nsubj>tested@GPE has=have/VBZ/aux>tested tested=test/VBN/ROOT a/DT/det>missile missile/NN/dobj>tested , "
        "the/DT/det>agency agency/NN/dobj>tested TASS/NNP/nsubj>reported@ORG reported=report/VBD/relcl>agency ."
    )
    tested = next(s for s in statements if s.predicate.id == "kg:tested")
    assert speakers(tested) == [("TASS", "reported")]
    saying = next(s for s in statements if s.predicate.id == "kg:said")
    assert (saying.subject.label, saying.object and saying.object.statement) == ("TASS", tested.id)


@pytest.mark.parametrize(
    "notation",
    [
        (
            "Iran/NNP/nsubj>attacked@GPE , Iraq/NNP/nsubj>said@GPE said=say/VBD/parataxis>attacked , "
            "has=have/VBZ/aux>attacked attacked=attack/VBN/ROOT "
            "Israel/NNP/dobj>attacked@GPE ."
        ),
        ATTACKED.format("ROOT")
        + " , Iraq/NNP/nsubj>said@GPE said=say/VBD/parataxis>attacked , citing=cite/VBG/advcl>said officials=official/NNS/dobj>citing .",
    ],
    ids=["in the middle", "with a source of its own"],
)
def test_a_cue_between_commas_speaks_for_its_sentence(one: One, notation: str) -> None:
    assert speakers(one(notation, "kg:attacked")) == [("Iraq", "said")]


def test_as_someone_reported_is_a_source(one: One) -> None:
    notation = ATTACKED.format("ROOT") + " , as/IN/mark>reported Reuters/NNP/nsubj>reported@ORG reported=report/VBD/advcl>attacked ."
    assert speakers(one(notation, "kg:attacked")) == [("Reuters", "reported")]


def test_a_rumour_is_no_assertion(one: One) -> None:
    notation = "Rumours=rumour/NNS/nsubj>spread that/IN/mark>attacked " + ATTACKED.format("acl>Rumours") + " spread/VBD/ROOT ."
    statement = one(notation, "kg:attacked")
    assert statement.attribution or statement.modality != "actual"


def test_a_report_governs_its_clause_whatever_the_parser_calls_it(one: One) -> None:
    notation = (
        "Iraq/NNP/poss>report@GPE 's/POS/case>Iraq report/NN/nsubj>spread that/WDT/mark>attacked "
        + ATTACKED.format("relcl>report")
        + " spread/VBD/ROOT ."
    )
    assert speakers(one(notation, "kg:attacked")) == [("Iraq", "report")]


def test_a_parse_that_governs_in_a_circle_ends(said: Said) -> None:
    statements = said(
        "“ Iran/NNP/nsubj>attacked@GPE attacked=attack/VBD/ROOT Israel/NNP/dobj>attacked@GPE on/IN/prep>attacked Friday/NNP/pobj>on@DATE ”  "
        "Iraq/NNP/nsubj>said@GPE said=say/VBD/conj>attacked ."
    )
    assert {s.predicate.id for s in statements} >= {"kg:attacked"}
