"""Statements of nouns with arguments: event nouns, and the relations that a noun names.

Invariants: a noun that a light verb carries has made its statement with the verb; a relation of one thing to itself is none.

Source: the argument structure of nominalisations after Meyers et al., “NomBank” (2004).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Argument
from kg.ontology.terms import Frame
from kg.statements.context import Context
from kg.statements.frames import Match, distinct_pairs, matches
from kg.statements.nouns import noun_context, noun_place, noun_time
from kg.statements.phrases import noun_prepositions
from kg.statements.places import PLACE_TYPES
from kg.statements.predicates import mint, predicate, third_person
from kg.statements.reading import Reading
from kg.statements.roles import noun_words, owners

RELATION_PREPOSITIONS = frozenset(("with", "to", "against", "over", "on", "between", "toward", "towards"))


def nominal(reading: Reading) -> None:
    """Emit the statements of the nouns of a document, in order of position."""
    parse, skip, frames = reading.parse, reading.annotations.skip, reading.lexicon.frames
    for token in range(len(parse.words)):
        if skip[token]:
            continue
        if parse.pos[token] == "NOUN":
            if parse.children[token]:
                known = [f for f in frames.get(parse.lemmas[token], ()) if f.pos == "noun"]
                if not (known and _event(reading, token, known)):
                    _relation(reading, token)
        elif parse.deps[token] == "amod" and token > 1 and parse.words[token - 1] == "-":
            _hyphen(reading, token)


def _event(reading: Reading, noun: int, frames: Sequence[Frame]) -> bool:
    """“talks between A and B”, “its deployment of soldiers”, “Putin's visit to China”."""
    parse = reading.parse
    if _carried(reading, noun):
        return True
    slots = owners(reading, noun)
    clause = reading.clauses.above(noun)
    if clause is not None and noun in clause.objects and "subject" not in slots:
        slots["subject"] = reading.slot("subject", clause.agents if clause.passive else clause.subjects)
    found = matches(frames, slots, reading.ontology)
    if not found:
        return False
    context = noun_context(reading, noun)
    time, place = noun_time(reading, noun), noun_place(reading, noun)
    for match in found:
        rest = [
            (slot, a) for slot, fillers in slots.items() for a in fillers if slot not in match.consumed and slot not in ("poss", "mod", "subject")
        ]
        for subject, object in match.pairs:
            label = _nominal_label(reading, match, noun)
            reading.emit(
                token=noun,
                subject=subject,
                predicate=predicate(parse, match.frame.property, label, noun, noun + 1),
                object=object,
                context=context,
                extractor="nominal",
                roles=(*match.roles, *rest),
                time=time,
                place=place,
                frame=match.frame,
            )
    return True


def _nominal_label(reading: Reading, match: Match, noun: int) -> str:
    """The words between subject and object: the relation's label for what happens, “has … with” for what holds."""
    prop = reading.ontology.properties.get(match.frame.property)
    if prop is not None and prop.happening:
        return prop.label
    word = next((slot for slot, role in match.frame.slots if role == "object" and slot not in ("poss", "mod", "subject", "object")), "with")
    return f"has {noun_words(reading, noun)} {'with' if word == 'between' else word}"


def _carried(reading: Reading, noun: int) -> bool:
    """Whether a light verb carries the noun and has made its statement."""
    clause = reading.clauses.above(noun)
    if clause is None or noun not in clause.objects:
        return False
    return any(f.pos == "light" and clause.lemma in f.verbs for f in reading.lexicon.frames.get(reading.parse.lemmas[noun], ())) and bool(
        reading.by_clause.get(clause.head)
    )


def _relation(reading: Reading, noun: int) -> None:
    """“Russia's dispute with NATO”, “tensions between A and B”: what one thing has with another."""
    parse = reading.parse
    prepositions = [p for p in noun_prepositions(parse, noun) if p.word in RELATION_PREPOSITIONS and not reading.is_time(p.token)]
    if not prepositions:
        return
    lexicon = reading.lexicon
    if (
        parse.words[noun].lower() in lexicon.group_nouns
        or parse.lemmas[noun] in lexicon.person_nouns
        or parse.lemmas[noun] in lexicon.organisation_nouns
    ):
        return
    context: Context | None = None
    lemma, word = parse.lemmas[noun], noun_words(reading, noun)
    between = [a for p in prepositions if p.word == "between" for a in reading.slot("object", (p.token,))]
    owned: list[Argument] | None = None
    for left, right in distinct_pairs([a for a in between if a.chain]):
        context = context or noun_context(reading, noun)
        reading.emit(
            token=noun,
            subject=left,
            predicate=predicate(parse, mint(["have", lemma, "with"]), f"has {word} with", noun, noun + 1),
            object=right,
            context=context,
            extractor="nominal",
            happening=False,
            time=noun_time(reading, noun),
            place=noun_place(reading, noun),
        )
    for p in prepositions:
        if p.word == "between":
            continue
        if owned is None:
            slots = owners(reading, noun)
            owned = [
                a
                for slot in ("poss", "mod")
                for a in slots.get(slot, ())
                if a.chain and a.type in ("State", "Organisation", "Person", "Group", "Place")
            ]
        for owner in owned:
            for object in reading.slot("object", (p.token,)):
                context = context or noun_context(reading, noun)
                reading.emit(
                    token=noun,
                    subject=owner,
                    predicate=predicate(parse, mint(["have", lemma, p.word]), f"has {word} {p.word}", noun, noun + 1),
                    object=object,
                    context=context,
                    extractor="nominal",
                    happening=False,
                    time=noun_time(reading, noun),
                    place=noun_place(reading, noun),
                    features=("loose",) if p.word in ("on", "to", "over") else (),
                )


def _definite(reading: Reading, noun: int) -> bool:
    """Whether a noun phrase is a name or points to something known: “the US-led boycott”, not “a Japanese-made steak”."""
    parse = reading.parse
    return reading.annotations.at[noun].mention.kind == "name" or any(
        parse.deps[c] in ("det", "poss") and parse.words[c].lower() not in ("a", "an", "any", "no", "some", "every") for c in parse.children[noun]
    )


def _hyphen(reading: Reading, participle: int) -> None:
    """“the US-led boycott”, “London-based Acme”."""
    parse = reading.parse
    word = parse.words[participle].lower()
    host = parse.heads[participle]
    first = next(
        (c for c in parse.children[participle] if parse.deps[c] in ("npadvmod", "nsubj", "compound", "nmod", "advmod") and c < participle), -1
    )
    if first < 0 or parse.pos[first] not in ("PROPN", "NOUN") or host not in reading.annotations.at:
        return
    left = [a for a in reading.slot("subject", (first,)) if a.chain]
    right = reading.slot("object", (host,))
    context = Context("affirmed", "actual", "present", reading.contexts.background(host))
    if not left and reading.annotations.at[host].mention.kind == "name" and parse.tags[participle] == "VBN":
        value = reading.arguments.words("object", participle, first=first, last=participle)  # “the state-owned China Daily”
        for b in right:
            reading.emit(
                token=host,
                subject=b,
                predicate=predicate(parse, mint(["be"]), "is", first, participle + 1),
                object=value,
                context=context,
                extractor="nominal",
                happening=False,
            )
    for a in left:
        for b in right:
            if word == "based" and "kg:headquarteredIn" in reading.ontology.properties and a.type in PLACE_TYPES:
                reading.emit(
                    token=host,
                    subject=b,
                    predicate=predicate(parse, "kg:headquarteredIn", "is based in", participle, participle + 1),
                    object=a,
                    context=context,
                    extractor="nominal",
                    happening=False,
                )
            elif parse.tags[participle] == "VBN" and word != "based" and (word not in b.label.lower() or _definite(reading, host)):
                verb = parse.lemmas[participle]
                reading.emit(
                    token=host,
                    subject=a,
                    predicate=predicate(parse, mint([verb]), third_person(verb), participle, participle + 1),
                    object=b,
                    context=context,
                    extractor="nominal",
                    happening=False,
                )
