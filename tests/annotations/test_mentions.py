"""Mentions: spans, kinds, types, titles, metonyms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotations.records import Annotations
from kg.model import Document, Mention, Passage

Annotate = Callable[..., Annotations]
Find = Callable[[Annotations, str], Mention]


def words(annotations: Annotations) -> list[str]:
    return [m.mention.span.text for m in annotations.mentions]


def test_a_name_leaves_title_and_genitive_outside(annotated: Annotate, find: Find) -> None:
    found = annotated("China’s Foreign Minister Wang Yi met US Secretary of State Antony Blinken in Rome.")
    assert find(found, "Wang Yi").titles == ("foreign minister",)
    assert find(found, "Antony Blinken").titles == ("secretary of state",)
    assert find(found, "China").type == "State"
    assert not [w for w in words(found) if "Minister" in w]


def test_a_plural_title_belongs_to_each_name(annotated: Annotate, find: Find) -> None:
    found = annotated("The talks between Foreign Ministers Wang Yi and Sergey Lavrov ended.")
    assert find(found, "Wang Yi").titles == find(found, "Sergey Lavrov").titles == ("foreign minister",)


def test_a_nominal_has_its_determiner_and_a_short_of_phrase(annotated: Annotate) -> None:
    found = annotated("He attended the opening of the Winter Olympics, which was held in Beijing.")
    assert "the opening of the Winter Olympics" in words(found)


def test_clauses_and_other_prepositional_phrases_stay_outside(annotated: Annotate) -> None:
    found = annotated("The minister who resigned signed a new deal with the company on Monday.")
    assert {"The minister", "a new deal", "the company"} <= set(words(found))


def test_a_demonym_is_a_mention_of_its_state(annotated: Annotate, find: Find) -> None:
    mention = find(annotated("They bought Russian gas."), "Russian")
    assert (mention.kind, mention.gazetteer, mention.name) == ("demonym", "Russia", "Russia")


@pytest.mark.parametrize(
    ("text", "city", "metonym"),
    [
        ("Moscow said it was ready.", "Moscow", True),
        ("He arrived in Moscow on Friday.", "Moscow", False),
        ("Beijing wants to work with Moscow.", "Moscow", True),
        ("Moscow is the capital of Russia.", "Moscow", False),
        ("Relations with Kyiv are bad.", "Kyiv", True),
        ("He visited Kyiv.", "Kyiv", False),
    ],
)
def test_a_capital_stands_for_its_government_where_it_acts(annotated: Annotate, find: Find, text: str, city: str, metonym: bool) -> None:
    assert find(annotated(text), city).metonym is metonym


@pytest.mark.parametrize(
    ("text", "words_", "type_"),
    [
        ("The two sides held a meeting.", "a meeting", "Event"),
        ("The ministry denied it.", "The ministry", "Organisation"),
        ("The spokesman denied it.", "The spokesman", "Person"),
        ("They left the city.", "the city", "Place"),
        ("The country agreed.", "The country", "State"),
        ("Ford Motor Co said sales rose.", "Ford Motor Co", "Organisation"),
        ("The Ministry of Education said so.", "Ministry of Education", "Organisation"),
    ],
)
def test_types_come_from_the_lexicon_and_the_form_of_names(annotated: Annotate, find: Find, text: str, words_: str, type_: str) -> None:
    assert find(annotated(text), words_).type == type_


@pytest.mark.parametrize("text", ["It is likely that prices will rise.", "It rained in Paris.", "It seems that he left."])
def test_an_it_that_speaks_of_nothing_is_no_mention(annotated: Annotate, text: str) -> None:
    assert "It" not in words(annotated(text))


def test_a_surname_is_a_person_whatever_the_tagger_takes_it_for(annotated: Annotate, find: Find) -> None:
    found = annotated("Kathryn Waters is director of the gallery. Waters opened it.")
    assert find(found, "Waters").type == "Person"


def test_boilerplate_gives_no_mentions(annotated: Annotate) -> None:
    text = "Putin met Xi in Beijing. Follow Reuters on Twitter."
    start = text.index("Follow")
    found = annotated(text, boilerplate=(Passage(start, len(text), "share"),))
    assert all(m.mention.span.end <= start for m in found.mentions)
    assert found.skip == [parse_start >= start for parse_start in found.parse.start]


def test_what_a_head_stands_for_is_its_widest_mention(annotated: Annotate) -> None:
    found = annotated("The Chinese government's good relations with Kyiv ended.")
    head = found.parse.words.index("relations")
    assert found.at[head].mention.span.text == "The Chinese government's good relations with Kyiv"


PIECES = (
    *("Russian President Vladimir Putin", "China’s Xi", "the two leaders", "“We agree,”", "he said", "on Friday", "\n\n", "in Beijing", "met", "."),
    *(",", "and", "the deal of the century", "e\u0301migre\u0301", "😀", "<Sandoz Ltd>", "BEIJING (AP) —", "it", "their", "\r\n", "  ", "Moscow"),
    *("denied", "that"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
def test_on_any_text_spans_hold_their_words_and_mentions_never_cross(annotated: Annotate, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = annotated(text, published="2022-02-04")
    stack: list[tuple[int, int]] = []
    for located in found.mentions:
        span = located.mention.span
        assert text[span.start : span.end] == span.text
        assert located.head < located.last
        assert located.first <= located.head or located.mention.titles
        while stack and stack[-1][1] <= span.start:
            stack.pop()
        assert not stack or span.end <= stack[-1][1]
        stack.append((span.start, span.end))
        assert located.mention.chain in found.chains
        assert all(member in found.chains for member in located.mention.members)
    assert len({m.mention.id for m in found.mentions}) == len(found.mentions)


def test_ids_are_the_digests_of_their_keys(annotated: Annotate) -> None:
    from kg.identifiers import digest

    for located in annotated("Xi met Putin. He left.").mentions:
        span = located.mention.span
        assert located.mention.id == digest("mention", "doc", span.start, span.end)
    first = annotated("Xi met Putin.").mentions[0].mention
    assert first.chain == digest("chain", "doc", first.span.start, first.span.end)


def test_a_doc_of_another_text_is_refused(nlp: object, ontology: object) -> None:
    from kg.annotations import annotate

    with pytest.raises(ValueError, match="another text"):
        annotate(nlp("Short."), Document("a", "a", "A longer text."), ontology)  # type: ignore[operator, arg-type]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Ann Field and Robert Noor founded Kestrel.", "Ann Field", "Person"),
        ("The aid group Lantern Relief left.", "Lantern Relief", "Organisation"),
        ("Xi Jingping later visited the stadium.", "Xi Jingping", "Person"),
        ("Ostrana's president, Ilya Dorn, met reporters.", "Ilya Dorn", "Person"),
    ],
)
def test_what_stands_beside_a_name_and_how_it_is_spelled_tell_its_type(annotated: Annotate, find: Find, text: str, name: str, type_: str) -> None:
    assert find(annotated(text), name).type == type_


def test_two_surnames_that_the_parser_takes_for_one_name_are_two(annotated: Annotate) -> None:
    found = annotated("Ilya Dorn held talks with Sanna Weil. The talks between Dorn and Weil lasted three hours.")
    assert {"Dorn", "Weil"} <= set(words(found))
    assert "Dorn and Weil" not in words(found)


@pytest.mark.parametrize(
    ("text", "phrase", "head"),
    [
        ("The office called for a re-run of the bidding.", "a re-run of the bidding", "re-run"),
        ("He is the co-founder of Apple.", "the co-founder of Apple", "co-founder"),
        ("They announced counter-measures against the tariffs.", "counter-measures against the tariffs", "counter-measures"),
    ],
)
def test_a_word_with_a_prefix_is_one_mention(annotated: Annotate, text: str, phrase: str, head: str) -> None:
    found = annotated(text)
    located = next(m for m in found.mentions if m.mention.span.text == phrase)
    assert found.parse.words[located.head] == head
    assert "-" not in words(found)


def test_a_demonym_of_two_words_is_one_mention(annotated: Annotate, find: Find) -> None:
    found = annotated("South Korean officials met the president.")
    assert (find(found, "South Korean").kind, find(found, "South Korean").gazetteer) == ("demonym", "South_Korea")


@pytest.mark.parametrize("text", ["Someone called.", "They did nothing.", "Everyone left.", "He met no one."])
def test_an_indefinite_pronoun_is_no_mention(annotated: Annotate, text: str) -> None:
    assert not {"Someone", "nothing", "Everyone", "no one", "one"} & set(words(annotated(text)))


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("The letters were sent in place of official interviews.", "place of official interviews", "Thing"),
        ("Matters remain in an unsettled state.", "an unsettled state", "Thing"),
        ("The state of Texas sued.", "The state of Texas", "State"),
        ("The migrants are at sea.", "sea", "Thing"),
        ("The boat crossed the sea.", "the sea", "Place"),
        ("He had no political power.", "no political power", "Thing"),
    ],
)
def test_a_vague_noun_for_a_place_is_one_only_beside_a_name(annotated: Annotate, find: Find, text: str, phrase: str, kind: str) -> None:
    assert find(annotated(text), phrase).type == kind


def test_no_mention_begins_or_ends_with_a_mark(annotated: Annotate) -> None:
    found = annotated('My “dear friend” said the " death grip " was (quite) "old news" for the "grid" of the World Health Organisation (WHO).')
    assert not [w for w in words(found) if w[0] in "\"“”'‘’()" or w[-1] in "\"“”'‘’("]
