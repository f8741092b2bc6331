"""Properties of the whole reduce over generated articles."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from types import ModuleType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.entities import resolve_entities
from kg.entities.names import compare_people, normalise
from kg.events import resolve_events
from kg.facts import resolve_facts

PEOPLE = ["Ada Byron", "Anna Petersen", "Anna Peterson", "Anna Petersonn", "John Adams", "Jane Adams", "Adams", "Petersen", "Byron", "Putin"]
PEOPLE += ["Xi Jinping", "Xi Jingping"]
OTHERS = [("Acme Corp", "Organisation"), ("Acme", "Organisation"), ("Acme", "Person"), ("ACM", "Organisation"), ("Russia", "State")]
OTHERS += [("Ukraine", "State"), ("Bell", "Organisation"), ("Bell Industries", "Organisation"), ("Bell Petroleum", "Organisation")]
SENTENCE = st.tuples(
    st.sampled_from([(p, "Person") for p in PEOPLE] + OTHERS),
    st.sampled_from(["kg:met", "kg:attacked", "kg:suppliesTo", "kg:cfoOf", "kg:resigned", "kg:said"]),
    st.sampled_from([(p, "Person") for p in PEOPLE] + OTHERS),
    st.sampled_from(["affirmed", "affirmed", "negated"]),
    st.sampled_from(["actual", "actual", "planned", "hypothetical"]),
    st.sampled_from([None, "2022-02-01", "2022-02-03", "2022-03-03"]),
    st.sampled_from(["", "", "TASS", "Putin"]),
)
ARTICLE = st.tuples(
    st.sampled_from([None, "2022-02-01", "2022-02-04", "2022-03-01"]),
    st.sampled_from([None, "TASS", "Example Post"]),
    st.sampled_from(["", "", "president", "coach"]),
    st.lists(SENTENCE, max_size=6),
)


def _write(story: ModuleType, told: list[Any]) -> list[Any]:
    articles = []
    for number, (published, publisher, title, sentences) in enumerate(told):
        article = story.Article(f"doc{number}", published, publisher)
        for (subject, type), predicate, (object, object_type), polarity, modality, day, speaker in sentences:
            one = article.name(subject, type, chain=f"{subject}/{type}", titles=(title,) if title and type == "Person" else ())
            if predicate == "kg:said":
                if article.statements:
                    article.say(one, predicate, article.statements[-1])
                continue
            two = None if predicate == "kg:resigned" else article.name(object, object_type, chain=f"{object}/{object_type}")
            article.say(
                one, predicate, two, polarity=polarity, modality=modality, time=story.on(day) if day else None, by=[speaker] if speaker else []
            )
        articles.append(article)
    return articles


@settings(max_examples=60, deadline=None)
@given(told=st.lists(ARTICLE, max_size=5), seed=st.randoms(use_true_random=False))
def test_any_order_of_documents_mentions_and_statements_gives_the_same_records(story: ModuleType, told: list[Any], seed: random.Random) -> None:
    articles = _write(story, told)
    expected = story.Told(articles).all()
    documents = [a.document() for a in articles]
    extractions = []
    for article in articles:
        e = article.extraction()
        mentions, said = seed.sample(e.mentions, len(e.mentions)), seed.sample(e.statements, len(e.statements))
        extractions.append(replace(e, mentions=tuple(mentions), statements=tuple(said)))
    seed.shuffle(documents)
    seed.shuffle(extractions)
    statements = [s for e in extractions for s in e.statements]
    seed.shuffle(statements)
    who = resolve_entities(documents, extractions, story.ONTOLOGY)
    events = resolve_events(documents, statements, who, story.ONTOLOGY)
    facts, fact_of = resolve_facts(documents, statements, who, events, story.ONTOLOGY)
    assert (who, events, facts, fact_of) == expected
    for found, wanted in zip((who.entity_of, who.publisher_of, events.event_of, fact_of), (expected[0].entity_of, expected[0].publisher_of,
                             expected[1].event_of, expected[3]), strict=True):  # fmt: skip
        assert list(found.items()) == list(wanted.items())


@settings(max_examples=40, deadline=None)
@given(told=st.lists(ARTICLE, min_size=1, max_size=5), data=st.data())
def test_removing_a_document_leaves_nothing_of_it(story: ModuleType, told: list[Any], data: st.DataObject) -> None:
    articles = _write(story, told)
    gone = data.draw(st.sampled_from(articles))
    rest = [a for a in articles if a is not gone]
    story.Told(articles)
    left = story.Told(rest)
    assert gone.id not in {m.span.document for e in left.who.entities for m in e.mentions}
    assert not {s.id for s in gone.statements} & {s for f in left.facts for s in f.statements}
    assert not {s.id for s in gone.statements} & {s for e in left.events.events for s in e.statements}


@settings(max_examples=80, deadline=None)
@given(told=st.lists(ARTICLE, max_size=5))
def test_no_entity_holds_two_that_are_known_to_differ(story: ModuleType, told: list[Any]) -> None:
    for entity in story.Told(_write(story, told)).who.entities:
        named = [m for m in entity.mentions if m.kind == "name"]
        assert len({m.gazetteer for m in named if m.gazetteer}) <= 1
        # a bare name may have been given the class that it has elsewhere; a person with a title or of two words keeps its own
        classes = {"Place" if m.type == "State" else m.type for m in named if m.type != "Person" or m.titles or " " in normalise(m.name)}
        assert "Person" not in classes or classes == {"Person"}
        full = sorted({normalise(m.name) for m in named if m.type == "Person" and " " in normalise(m.name)})
        for i, one in enumerate(full):
            for two in full[i + 1 :]:
                assert compare_people(one, two, story.ONTOLOGY.lexicon.given_names)


@settings(max_examples=60, deadline=None)
@given(told=st.lists(ARTICLE, max_size=5))
def test_each_record_refers_to_records_that_exist(story: ModuleType, told: list[Any]) -> None:
    articles = _write(story, told)
    made = story.Told(articles)
    entities = {e.id for e in made.who.entities}
    events = {e.id: e for e in made.events.events}
    facts = {f.id: f for f in made.facts}
    statements = {s.id: s for a in articles for s in a.statements}
    assert len(facts) == len(made.facts)
    assert len(events) == len(made.events.events)
    assert set(made.fact_of) == set(statements)
    for statement, fact in made.fact_of.items():
        assert statement in facts[fact].statements
        assert not facts[fact].mirror_of
    for fact in made.facts:
        assert {fact.subject, fact.object} - {""} <= entities
        assert not fact.event or set(fact.statements) <= set(events[fact.event].statements) or not events[fact.event].happening
        assert not fact.mirror_of or fact.mirror_of in facts
        assert 0 <= fact.confidence <= 1
        assert fact.support + fact.opposed > 0
        if fact.direct:
            assert fact.status in ("Asserted", "Reported", "Planned")
    for event in made.events.events:
        assert {p.entity for p in event.participants} <= entities
        assert all(made.events.event_of[s] == event.id for s in event.statements)
    for entity in made.who.entities:
        assert set(entity.possibly) <= entities
        assert all(a.span.start <= b.span.start for a, b in pairwise(entity.mentions) if a.span.document == b.span.document)
