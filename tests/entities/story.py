"""Articles made by hand: each call appends words to the text and gives the records that the map would find there.

`text[start:end]` holds by construction: every span is cut from the text that the call itself appended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kg.entities import Identities, resolve_entities
from kg.events import Happenings, resolve_events
from kg.facts import resolve_facts
from kg.identifiers import digest
from kg.model import (
    Argument,
    Attribution,
    Document,
    Extraction,
    Fact,
    Mention,
    Modality,
    Polarity,
    Predicate,
    Qualifiers,
    Span,
    Statement,
    Time,
    Value,
)  # fmt: skip
from kg.ontology.terms import Entry, Frame, Gazetteer, Lexicon, Office, Ontology, OntologyClass, Property


def _gazetteer() -> Gazetteer:
    entries = [
        Entry("Russia", "State", "Russia", ("Russian Federation",), ("Russian",), "Moscow", same_as=("http://www.wikidata.org/entity/Q159",)),
        Entry("China", "State", "China", (), ("Chinese",), "Beijing"),
        Entry("Ukraine", "State", "Ukraine", (), ("Ukrainian",)),
        Entry("Georgia", "State", "Georgia"),
        Entry("Georgia_US", "Place", "Georgia"),
        Entry("Moscow", "Place", "Moscow", located_in="Russia"),
        Entry("Beijing", "Place", "Beijing", located_in="China"),
        Entry("Vladimir_Putin", "Person", "Vladimir Putin", offices=(Office("president", "Russia", "2012-05-07"),), gender="m"),
        Entry("Xi_Jinping", "Person", "Xi Jinping", offices=(Office("president", "China"),), gender="m"),
        Entry("TASS", "Organisation", "TASS", kind="agency"),
        Entry("Foreign_Ministry_of_China", "Organisation", "Chinese Ministry of Foreign Affairs", kind="ministry", located_in="China"),
        Entry("Congo", "State", "Congo", ("Republic of the Congo",)),
        Entry("Umbra_Inc", "Organisation", "Umbra Inc", kind="company"),
        Entry("Urland", "State", "Urland", ("UR",)),
        Entry("DR_Congo", "State", "Democratic Republic of the Congo", ("Congo",)),
    ]
    names: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        for name in (entry.label, *entry.aliases):
            names[name.casefold()] = tuple(sorted({*names.get(name.casefold(), ()), entry.id}))
    demonyms = {d.casefold(): e.id for e in entries for d in e.demonyms}
    return Gazetteer({e.id: e for e in entries}, names, demonyms, {"Moscow": "Russia", "Beijing": "China"})


def _properties() -> dict[str, Property]:
    both = {"subject_role": "participant", "object_role": "participant"}
    holder: dict[str, Any] = {"happening": False, "subject_role": "holder", "object_role": "organisation"}
    found = [
        Property("kg:met", "met", symmetric=True, event_type="plover:CONSULT", **both),
        Property("kg:visited", "visited", event_type="plover:CONSULT", subject_role="agent", object_role="destination"),
        Property("kg:attacked", "attacked", event_type="plover:ASSAULT"),
        Property("kg:resigned", "resigned"),
        Property("kg:accused", "accused", event_type="plover:ACCUSE"),
        Property("kg:said", "said", subject_role="speaker", object_role="content"),
        Property("kg:suppliesTo", "supplies", happening=False, rests_on_commitment=True, subject_role="supplier", object_role="recipient"),
        Property("kg:borders", "borders", symmetric=True, happening=False, **both),
        Property("kg:leaderOf", "is a leader of", **holder),
        Property("kg:presidentOf", "is president of", parents=("kg:leaderOf",), **holder),
        Property("kg:cfoOf", "is chief financial officer of", parents=("kg:leaderOf",), domain="kg:Person", **holder),
        Property("kg:founded", "founded"),
    ]
    return {p.id: p for p in found}


ONTOLOGY = Ontology(
    classes={
        f"kg:{c}": OntologyClass(f"kg:{c}", c.lower(), parents)
        for c, parents in (("Person", ()), ("Organisation", ()), ("Place", ()), ("State", ("kg:Place",)), ("Group", ()), ("Thing", ()))
    },
    properties=_properties(),
    lexicon=Lexicon(
        frames={
            "president": (Frame("president", "role", "kg:presidentOf", (("of", "object"),)),),
            "chief financial officer": (Frame("chief financial officer", "role", "kg:cfoOf", (("of", "object"),)),),
            "cfo": (Frame("cfo", "role", "kg:cfoOf", (("of", "object"),)),),
            "founder": (Frame("founder", "role", "kg:founded", (("of", "object"),)),),
        },
        titles=("foreign minister", "minister", "president", "chancellor", "senator", "mr", "coach"),
        given_names={"maria": "f", "mario": "m", "xi": ""},
        organisation_nouns=("parliament", "ministry", "government"),
        media_words=frozenset(("news", "times", "press")),
        government_words=frozenset(("government", "ministry")),
    ),
    gazetteer=_gazetteer(),
    digest="story",
    roles={f"kg:{r}": r for r in ("participant", "agent", "patient", "goods", "topic", "place", "supplier", "recipient", "holder", "organisation")},
)

KNOWN = {
    "Russia": ("State", "Russia"), "China": ("State", "China"), "Ukraine": ("State", "Ukraine"), "Moscow": ("Place", "Moscow"),
    "Beijing": ("Place", "Beijing"), "Vladimir Putin": ("Person", "Vladimir_Putin"), "Putin": ("Person", "Vladimir_Putin"),
    "Xi Jinping": ("Person", "Xi_Jinping"), "TASS": ("Organisation", "TASS"),
}  # fmt: skip


def on(day: str, *, end: str = "") -> Time:
    """A day, or the interval from `day` to `end`."""
    return Time(f"{day}/{end}" if end else day, "interval" if end else "day", day, end or day, day, 0, 0)


class Article:
    """One document as it grows."""

    def __init__(self, id: str, published: str | None = None, publisher: str | None = None, *, url: str | None = None, supersedes: str | None = None):
        self.id = id
        self._document = Document(id, id, "", url=url, publisher=publisher, published=published, supersedes=supersedes)
        self.text = ""
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self._sentence = 0

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + " "
        return Span(self.id, start, start + len(words), words)

    def name(self, words: str, type: str = "", *, chain: str = "", **given: Any) -> Mention:
        """Append a mention; by default a name, in the chain of its own words."""
        known_type, entry = KNOWN.get(words, (type or "Person", ""))
        span = self.write(words)
        kind = given.pop("kind", "name")
        given.setdefault("gazetteer", entry)
        given.setdefault("name", words if kind == "name" else "")
        mention = Mention(digest(self.id, span.start, span.end), span, type or known_type, f"{self.id}/{chain or words}", kind, **given)
        self.mentions.append(mention)
        return mention

    def argument(self, what: str | Mention | Value | Statement, role: str) -> Argument:
        if isinstance(what, Statement):
            return Argument(role, what.sentence.text, what.sentence.start, what.sentence.end, statement=what.id)
        if isinstance(what, Value):
            span = self.write(what.text)
            return Argument(role, what.text, span.start, span.end, label=what.text, value=what)
        mention = self.name(what) if isinstance(what, str) else what
        span = mention.span
        return Argument(role, span.text, span.start, span.end, mention.type, mention.name or span.text, mention.chain)

    def say(
        self,
        subject: str | Mention,
        predicate: str,
        object: str | Mention | Value | Statement | None = None,
        *,
        by: Sequence[str | Mention] = (),
        time: Time | None = None,
        place: str | Mention | None = None,
        polarity: Polarity = "affirmed",
        modality: Modality = "actual",
        confidence: float = 0.9,
        happening: bool | None = None,
        clause: str = "",
        arguments: Iterable[tuple[str, str | Mention | Value]] = (),
        quantity: Value | None = None,
    ) -> Statement:
        """Append a sentence that says it; `by` are the speakers, innermost first."""
        start = len(self.text)
        one = self.argument(subject, "subject")
        phrase = predicate.partition(":")[2]
        trigger = self.write(phrase)
        two = self.argument(object, "object") if object is not None else None
        more = tuple(self.argument(what, role) for role, what in arguments)
        where = self.argument(place, "place") if place is not None else None
        speakers = []
        for speaker in by:
            mention = self.name(speaker) if isinstance(speaker, str) else speaker
            span = mention.span
            speakers.append(Attribution(mention.chain, mention.name or span.text, span.text, span.start, span.end, "said", mention.type))
        self.text = self.text.rstrip() + "."
        sentence = Span(self.id, start, len(self.text), self.text[start:])
        self.text += " "
        known = ONTOLOGY.properties.get(predicate)
        self._sentence += 1
        statement = Statement(
            digest(self.id, trigger.start, one.chain, two.chain if two else "", predicate), self.id, clause or f"{self.id}#{self._sentence}",
            one, Predicate(predicate, known.label if known else phrase, phrase, trigger.start, trigger.end), two, more,
            Qualifiers(time, where, quantity), sentence, polarity, modality, "past", tuple(speakers), confidence, "verbal", "",
            (known.happening if known else True) if happening is None else happening,
        )  # fmt: skip
        self.statements.append(statement)
        return statement

    def document(self) -> Document:
        return replace(self._document, text=self.text)

    def extraction(self) -> Extraction:
        return Extraction(self.id, "", tuple(self.mentions), tuple(self.statements))


class Told:
    """What the reduce makes of articles."""

    def __init__(self, articles: Iterable[Article], ontology: Ontology = ONTOLOGY) -> None:
        told = list(articles)
        documents = [a.document() for a in told]
        statements = [s for a in told for s in a.statements]
        self.who: Identities = resolve_entities(documents, [a.extraction() for a in told], ontology)
        self.events: Happenings = resolve_events(documents, statements, self.who, ontology)
        self.facts, self.fact_of = resolve_facts(documents, statements, self.who, self.events, ontology)

    def entity(self, mention: Mention) -> str:
        return self.who.entity_of[mention.chain]

    def fact(self, statement: Statement) -> Fact:
        return next(f for f in self.facts if f.id == self.fact_of[statement.id])

    def edges(self) -> set[tuple[str, str, str]]:
        return {(f.subject, f.predicate, f.object) for f in self.facts if f.direct}

    def all(self) -> tuple[Any, ...]:
        return (self.who, self.events, self.facts, self.fact_of)
