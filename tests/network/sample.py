"""A small graph made by hand: two outlets, a meeting, a planned deal, a denial, a claim, a plain fact; and a builder for others.

Every span is found by its words in the text, so `text[start:end]` holds by construction.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

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
    Predicate,
    Qualifiers,
    Resolution,
    Span,
    Statement,
    Time,
    Value,
)


def day(text: str, words: str = "") -> Time:
    """A day, month or interval a/b with its first and last day."""
    first, _, last = text.partition("/")
    last = last or first
    if len(first) == 7:
        following = datetime.date(int(first[:4]) + int(first[5:]) // 12, int(first[5:]) % 12 + 1, 1)
        return Time(text, "month", f"{first}-01", (following - datetime.timedelta(1)).isoformat(), words or text, 0, 0)
    begin, end = ("" if first == ".." else first), ("" if last == ".." else last)
    return Time(text, "interval" if "/" in text else "day", begin, end, words or text, 0, 0)


@dataclass
class Builder:
    """Collects records; `build` gives the resolution."""

    documents: list[Document] = field(default_factory=list)
    types: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    entity_of: dict[str, str] = field(default_factory=dict)
    fact_of: dict[str, str] = field(default_factory=dict)
    publisher_of: dict[str, str] = field(default_factory=dict)

    def document(self, id: str, text: str, publisher: str = "", url: str | None = None, published: str | None = "2022-02-05") -> None:
        self.documents.append(Document(id, f"{id}.txt", text, title=text[:20], url=url, publisher=publisher or None, published=published))
        if publisher:
            entity = publisher.replace(" ", "_")
            self.entity(entity, "Organisation", publisher)
            self.publisher_of[id] = entity

    def entity(self, id: str, type: str, label: str = "", aliases: tuple[str, ...] = (), same_as: tuple[str, ...] = ()) -> None:
        self.types.setdefault(id, (type, label or id.replace("_", " "), aliases, same_as))

    def argument(self, role: str, entity: str, words: str, document: str) -> Argument:
        text = next(d.text for d in self.documents if d.id == document)
        start = text.index(words)
        type, label, _, _ = self.types[entity]
        chain = digest("chain", document, start, start + len(words))
        if chain not in self.entity_of:
            span = Span(document, start, start + len(words), words)
            self.mentions.setdefault(entity, []).append(Mention(digest(document, start, start + len(words)), span, type, chain, "name", label))
        self.entity_of[chain] = entity
        return Argument(role, words, start, start + len(words), type, label, chain)

    def say(
        self,
        document: str,
        sentence: str,
        subject: tuple[str, str],
        trigger: str,
        target: tuple[str, str] | Value | None,
        predicate: str,
        label: str,
        *,
        speaker: tuple[str, str] | None = None,
        time: Time | None = None,
        place: tuple[str, str] | None = None,
        quantity: Value | None = None,
        goods: tuple[str, str] | None = None,
        polarity: str = "affirmed",
        modality: str = "actual",
        confidence: float = 0.9,
    ) -> str:
        text = next(d.text for d in self.documents if d.id == document)
        start = text.index(sentence)
        at = text.index(trigger, start)
        left = self.argument("subject", *subject, document)
        right: Argument | None = None
        if isinstance(target, Value):
            where = text.index(target.text)
            right = Argument("object", target.text, where, where + len(target.text), value=target)
        elif target is not None:
            right = self.argument("object", *target, document)
        attribution: tuple[Attribution, ...] = ()
        if speaker:
            said = self.argument("speaker", *speaker, document)
            attribution = (Attribution(said.chain, said.label, said.text, said.start, said.end, "said", said.type),)
        identifier = digest(document, at, left.chain, right.chain if right else "", predicate, attribution != (), polarity)
        self.statements.append(
            Statement(
                identifier,
                document,
                identifier,
                left,
                Predicate(predicate, label, trigger, at, at + len(trigger)),
                right,
                (self.argument("goods", *goods, document),) if goods else (),
                Qualifiers(time, self.argument("place", *place, document) if place else None, quantity),
                Span(document, start, start + len(sentence), sentence),
                polarity,
                modality,
                "past",
                attribution,
                confidence,
                "verbal",  # type: ignore[arg-type]
            )
        )
        return identifier

    def fact(
        self,
        *statements: str,
        status: str = "Asserted",
        direct: bool = True,
        support: int = 1,
        opposed: int = 0,
        symmetric: bool = False,
        event: str = "",
        event_type: str = "",
        time: Time | None = None,
        place: str = "",
    ) -> str:
        said = [next(s for s in self.statements if s.id == i) for i in statements]
        first = said[0]
        subject = self.entity_of[first.subject.chain]
        other = self.entity_of[first.object.chain] if first.object and first.object.chain else ""
        value = first.object.value if first.object else None
        confidence = max(s.confidence for s in said)
        if event:
            roles = tuple(Participant("participant", entity) for entity in (subject, other) if entity)
            spans = tuple(Span(s.document, s.predicate.start, s.predicate.end, s.predicate.phrase) for s in said)
            self.events.append(Event(event, event_type, event, bool(event_type), roles, time, place, (), spans, statements))
        identifier = digest("fact", subject, first.predicate.id, other, value.text if value else "", event)
        self.facts.append(
            Fact(
                identifier,
                subject,
                first.predicate.id,
                first.predicate.label,
                other,
                value,
                "",
                event,
                status,
                direct,
                support,
                opposed,  # type: ignore[arg-type]
                confidence,
                "",
                statements,
            )
        )
        self.fact_of.update(dict.fromkeys(statements, identifier))
        if symmetric:
            mirror = digest("fact", other, first.predicate.id, subject, "", event)
            self.facts.append(
                Fact(
                    mirror,
                    other,
                    first.predicate.id,
                    first.predicate.label,
                    subject,
                    None,
                    "",
                    event,
                    status,
                    direct,
                    support,
                    opposed,  # type: ignore[arg-type]
                    confidence,
                    identifier,
                    statements,
                )
            )
        return identifier

    def build(self) -> Resolution:
        entities = tuple(
            Entity(id, type, label, aliases, tuple(self.mentions.get(id, ())), same_as)
            for id, (type, label, aliases, same_as) in sorted(self.types.items())
        )
        return Resolution(
            tuple(self.documents),
            tuple(self.statements),
            entities,
            tuple(self.events),
            tuple(self.facts),
            self.entity_of,
            self.fact_of,
            self.publisher_of,
        )


PUTIN, XI = ("Vladimir_Putin", "Vladimir Putin"), ("Xi_Jinping", "Xi Jinping")


def sample() -> Resolution:
    """Eight facts of six relations between nine entities, told by two outlets."""
    builder = Builder()
    builder.document(
        "https://north.example/a",
        "Vladimir Putin met Xi Jinping in Beijing on Friday. Putin said Russia will supply China with 10 billion cubic metres of natural gas. "
        "Wang Yi held talks with Sergey Lavrov on Thursday. Lavrov denied that Russia attacked Ukraine. The exchange grew by 4 per cent.",
        "North Wire",
        "https://north.example/a",
    )
    builder.document(
        "b",
        "Xi Jinping and Vladimir Putin held talks in Beijing. Ukraine said that Russia attacked Ukraine. In March the two met again: "
        "Vladimir Putin met Xi Jinping.",
        "South Post",
        None,
        "2022-03-20",
    )
    builder.entity("Vladimir_Putin", "Person", aliases=("Putin", "President Putin"), same_as=("http://www.wikidata.org/entity/Q7747",))
    for person in ("Xi_Jinping", "Wang_Yi", "Sergey_Lavrov"):
        builder.entity(person, "Person")
    for state in ("Russia", "China", "Ukraine"):
        builder.entity(state, "State")
    builder.entity("Beijing", "Place")
    builder.entity("natural_gas", "Product")
    a, b, friday, march = "https://north.example/a", "b", day("2022-02-04", "on Friday"), day("2022-03", "In March")
    met = builder.say(
        a,
        "Vladimir Putin met Xi Jinping in Beijing on Friday.",
        PUTIN,
        "met",
        XI,
        "kg:met",
        "met",
        time=friday,
        place=("Beijing", "Beijing"),
        confidence=0.95,
    )
    talks = builder.say(b, "Xi Jinping and Vladimir Putin held talks in Beijing.", PUTIN, "held talks", XI, "kg:met", "met", confidence=0.9)
    builder.fact(met, talks, support=2, symmetric=True, event="e1", event_type="plover:CONSULT", time=friday, place="Beijing")
    again = builder.say(b, "In March the two met again: Vladimir Putin met Xi Jinping.", PUTIN, "met Xi", XI, "kg:met", "met", time=march)
    builder.fact(again, symmetric=True, event="e2", event_type="plover:CONSULT", time=march)
    gas = builder.say(
        a,
        "Putin said Russia will supply China with 10 billion cubic metres of natural gas.",
        ("Russia", "Russia"),
        "supply",
        ("China", "China"),
        "kg:suppliesTo",
        "supplies to",
        speaker=("Vladimir_Putin", "Putin said"),
        modality="planned",
        goods=("natural_gas", "natural gas"),
        quantity=Value("10 billion cubic metres", "quantity", 10e9, "m3"),
    )
    builder.fact(gas, status="Planned", event="e3", time=day("2022-02-04/.."))
    thursday = day("2022-02-03", "on Thursday")
    wang = builder.say(
        a,
        "Wang Yi held talks with Sergey Lavrov on Thursday.",
        ("Wang_Yi", "Wang Yi"),
        "held talks",
        ("Sergey_Lavrov", "Sergey Lavrov"),
        "kg:met",
        "met",
        time=thursday,
    )
    builder.fact(wang, symmetric=True, event="e4", event_type="plover:CONSULT", time=thursday)
    denied = builder.say(
        a,
        "Lavrov denied that Russia attacked Ukraine.",
        ("Russia", "Russia attacked"),
        "attacked",
        ("Ukraine", "Ukraine"),
        "kg:attacked",
        "attacked",
        speaker=("Sergey_Lavrov", "Lavrov denied"),
        polarity="negated",
        confidence=0.85,
    )
    claimed = builder.say(
        b,
        "Ukraine said that Russia attacked Ukraine.",
        ("Russia", "Russia"),
        "attacked",
        ("Ukraine", "attacked Ukraine"),
        "kg:attacked",
        "attacked",
        speaker=("Ukraine", "Ukraine"),
        confidence=0.82,
    )
    builder.fact(denied, claimed, status="Disputed", direct=False, support=1, opposed=1, event="e5", event_type="plover:ASSAULT")
    neighbour = builder.say(
        a,
        "Lavrov denied that Russia attacked Ukraine.",
        ("Sergey_Lavrov", "Lavrov"),
        "denied",
        ("Russia", "Russia attacked"),
        "rel:speaks_for",
        "speaks for",
        confidence=0.6,
    )
    builder.fact(neighbour)
    grew = builder.say(
        a,
        "The exchange grew by 4 per cent.",
        ("natural_gas", "The exchange"),
        "grew",
        Value("4 per cent", "percent", 4.0, "percent"),
        "rel:grew_by",
        "grew by",
        confidence=0.8,
    )
    builder.fact(grew)
    return builder.build()


def hostile() -> Resolution:
    """Names, texts and links that try to break out of every format."""
    builder = Builder()
    name, other = "</script><script>document.title='owned'</script>", "\" onclick='alert(1)' \x0b\x00]]> <!-- \ufffe &amp;"
    text = f"{name} paid {other}\n\tin full. ${{1}} `x` \u202ereversed\u202c \U0001f600"
    builder.document("bad\x01id", text, "<img src=x onerror=alert(1)>", "javascript:alert(document.domain)")
    builder.entity("A<b>", "Person", name, (name, other), ("javascript:alert(1)",))
    builder.entity("B\"'", "Space'ship\"", other)
    paid = builder.say("bad\x01id", text, ("A<b>", name), "paid", ("B\"'", other), 'rel:paid_"<', "paid </text><script>", confidence=0.9)
    builder.fact(paid, event="e\x02", time=day("2022-02-04"))
    return builder.build()


def random_graph(entities: int, facts: int) -> Resolution:
    """Many entities in a chain of hubs; deterministic."""
    builder = Builder()
    names = [f"Entity {number}" for number in range(entities)]
    builder.document("d", "Start. " + " ".join(f"{name} met." for name in names), "North Wire", "https://north.example/d")
    kinds = ("Person", "State", "Organisation", "Place", "Event")
    for number, name in enumerate(names):
        builder.entity(name.replace(" ", "_"), kinds[number % 5], name)
    for number in range(facts):
        left, right = number % entities, (number * number + 7 * number // 3 + 1) % max(2, entities // 5)
        if left == right:
            continue
        said = builder.say(
            "d",
            "Start.",
            (names[left].replace(" ", "_"), names[left] + " "),
            "met",
            (names[right].replace(" ", "_"), names[right] + " "),
            f"rel:r{number}",
            f"relation {number % 7}",
            confidence=0.7 + number % 4 / 10,
        )
        builder.fact(said, direct=number % 3 > 0, status="Asserted" if number % 3 else "Claimed")
    return builder.build()
