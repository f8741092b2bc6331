"""The lexicon: frames, traits, lists, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.ontology import Frame, Trait, load

Mine = Callable[..., Path]


def frames(lemma: str, pos: str) -> list[Frame]:
    return [frame for frame in load().lexicon.frames.get(lemma, ()) if frame.pos == pos]


@pytest.mark.parametrize(
    ("lemma", "pos", "relation", "slots"),
    [
        ("meet", "verb", "kg:met", (("subject", "subject"), ("object", "object"))),
        ("meet", "verb", "kg:met", (("subject", "both"),)),
        ("president", "role", "kg:presidentOf", (("of", "object"),)),
        ("president", "role", "kg:presidentOf", (("poss", "object"),)),
        ("foreign minister", "role", "kg:foreignMinisterOf", (("mod", "object"),)),
    ],
)
def test_words_express_relations(lemma: str, pos: str, relation: str, slots: tuple[tuple[str, str], ...]) -> None:
    assert any(frame.property == relation and frame.slots == slots for frame in frames(lemma, pos))


def test_a_deal_to_supply_has_goods_and_recipient_both_ways_round() -> None:
    found = {frame.slots for frame in frames("supply", "verb") if frame.property == "kg:suppliesTo"}
    assert any(("to", "object") in slots and ("object", "goods!") in slots for slots in found)
    assert any(("object", "object") in slots and ("with", "goods!") in slots for slots in found)


def test_talks_are_carried_by_hold_and_sit_between_two() -> None:
    carried = [frame for frame in frames("talk", "light") if "hold" in frame.verbs]
    assert any(("with", "object") in frame.slots for frame in carried)
    assert any(("between", "both") in frame.slots for frame in frames("talk", "noun"))


def test_every_frame_is_well_formed() -> None:
    ontology = load()
    for lemma, found in ontology.lexicon.frames.items():
        assert lemma == lemma.strip()
        for frame in found:
            assert frame.lemma == lemma
            assert frame.property in ontology.properties
            assert 0 < frame.weight <= 1
            assert bool(frame.verbs) == (frame.pos == "light")
            roles = [role for _, role in frame.slots]
            assert roles.count("subject") <= 1
            assert roles.count("object") <= 1


@pytest.mark.parametrize(
    ("lemma", "pos", "expected"),
    [
        ("say", "verb", {"speech": True}),
        ("deny", "verb", {"speech": True, "polarity": "negated"}),
        ("plan", "verb", {"modality": "planned", "control": "subject"}),
        ("ready", "adjective", {"modality": "desired"}),
        ("may", "auxiliary", {"modality": "possible"}),
        ("if", "conjunction", {"modality": "hypothetical"}),
        ("fail", "verb", {"polarity": "negated", "control": "subject"}),
        ("refuse", "verb", {"polarity": "negated"}),
        ("order", "verb", {"modality": "ordered", "control": "object"}),
        ("likely", "adjective", {"raising": True}),
    ],
)
def test_words_have_the_trait(lemma: str, pos: str, expected: dict[str, object]) -> None:
    found = [trait for trait in load().lexicon.traits[lemma] if trait.pos == pos]
    assert any(all(getattr(trait, key) == value for key, value in expected.items()) for trait in found), found


def test_longer_titles_come_first() -> None:
    titles = load().lexicon.titles
    assert titles.index("foreign minister") < titles.index("minister")
    assert [len(title.split()) for title in titles] == sorted((len(title.split()) for title in titles), reverse=True)


def test_lists_of_words() -> None:
    lexicon = load().lexicon
    assert lexicon.person_nouns["spokeswoman"] == "f"
    assert lexicon.person_nouns["leader"] == ""
    assert lexicon.group_nouns["leaders"] == "Person"
    assert lexicon.group_nouns["countries"] == "State"
    assert lexicon.given_names["vladimir"] == "m"
    assert lexicon.given_names["angela"] == "f"
    assert lexicon.units["cubic metres"] == ("m3", 1.0)
    assert lexicon.units["bcm"] == ("m3", 1e9)
    assert lexicon.event_types["ceasefire"] == "plover:RETREAT"


def test_an_entry_gives_every_word_every_slot_list_and_its_traits(mine: Mine) -> None:
    path = mine(
        'lex:grumble kg:verb "grumble", "mutter" ; ontolex:denotes kg:criticised ; kg:slots "subject=subject about=object",'
        ' "subject=subject at=object" ;\n  kg:speech true ; kg:weight 0.5 ; kg:particle "on" ; kg:objectType kg:Agent .\n'
    )
    lexicon = load(path).lexicon
    for word in ("grumble", "mutter"):
        assert lexicon.frames[word] == tuple(
            Frame(word, "verb", "kg:criticised", (("subject", "subject"), (preposition, "object")), "on", (), "", "Agent", 0.5)
            for preposition in ("about", "at")
        )
        assert lexicon.traits[word] == (Trait(word, "verb", speech=True),)


def test_a_verb_without_slots_is_transitive_and_a_symmetric_one_takes_both(mine: Mine) -> None:
    lexicon = load(mine('lex:x kg:verb "xylophone" ; ontolex:denotes kg:met .\n')).lexicon
    assert [frame.slots for frame in lexicon.frames["xylophone"]] == [(("subject", "subject"), ("object", "object")), (("subject", "both"),)]


def test_a_modality_may_be_named_by_its_individual(mine: Mine) -> None:
    lexicon = load(mine('lex:x kg:verb "mooch" ; kg:modality kg:Planned ; kg:polarity kg:Negated .\n')).lexicon
    assert lexicon.traits["mooch"] == (Trait("mooch", "verb", modality="planned", polarity="negated"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('lex:x kg:verb "x" ; ontolex:denotes kg:suppliesTwo .', r"mine\.ttl:9: undefined relation kg:suppliesTwo.*kg:suppliesTo"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:slots "subjct=subject object=object" .', r"mine\.ttl:9: unknown slot 'subjct'.*subject"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:slots "subject=subject wiht=object" .', r"unknown slot 'wiht'.*with"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:slots "subject=subject object=objekt" .', r"unknown role 'objekt'.*object"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:slots "subject=subject object=object to=godos" .', r"unknown role 'godos'.*goods"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:slots "subject object" .', r"'subject' in the slots"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:slots "to=subject to=object" .', r"a slot stands twice"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:visited ; kg:slots "subject=both" .', r"kg:visited is not symmetric"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:visited ; kg:slots "subject=subject" .', r"lacks a subject or an object"),
        ('lex:x kg:noun "x" ; ontolex:denotes kg:met .', r"lex:x has no kg:slots"),
        ('lex:x kg:light "x" ; ontolex:denotes kg:met ; kg:slots "subject=both" .', r"lex:x has kg:light but no verbs"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:weight 1.5 .', r"kg:weight of lex:x is 1\.5"),
        ('lex:x kg:verb "x" ; ontolex:denotes kg:met ; kg:objectType kg:Placce .', r"undefined class kg:Placce.*kg:Place"),
        ('lex:x kg:verb "x" ; kg:modality "plannd" .', r"kg:modality is plannd.*planned"),
        ('lex:x kg:verb "x" ; kg:control "indirect" .', r"kg:control is indirect"),
        ("lex:x kg:speech true .", r"lex:x has no words"),
        ('lex:x kg:light "x" ; kg:speech true .', r"lex:x has traits but no words"),
        ('lex:x kg:eventWord "x" ; kg:eventType plover:CONSLT .', r"undefined event type 'plover:CONSLT'.*plover:CONSULT"),
        ('lex:x kg:unitWord "x" .', r"unit words but no unit"),
        ('lex:x kg:title "a" .\nlex:x kg:title "b" .', r"mine\.ttl:10: a second entry lex:x"),
        ('lex:x rdfs:label "nothing" .', r"lex:x has no words"),
    ],
)
def test_a_mistake_fails_with_its_place_and_near_choices(mine: Mine, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load(mine(text + "\n"))
