"""What surrounds a noun: polarity, modality, tense, attribution, time and place of what it speaks of.

Invariants: a noun carries the attribution of the clause it stands in; a plan, wish or denial that governs it (“wants talks”, “warned of an
invasion”, “any attack”) is its modality or polarity.
"""

from __future__ import annotations

from kg.model import Argument, Polarity, Time
from kg.statements.clauses import Clause
from kg.statements.context import Context
from kg.statements.phrases import noun_prepositions
from kg.statements.reading import Reading
from kg.statements.surface import MODALITIES, negate

OCCURS = frozenset(("take", "happen", "occur", "begin", "start", "open", "end", "close", "resume", "follow", "continue"))


def noun_context(reading: Reading, noun: int) -> Context:
    """Polarity, modality, tense and attribution of what a noun speaks of.

    Args:
        reading: the document.
        noun: the noun's token.
    """
    parse, contexts = reading.parse, reading.contexts
    clause = reading.clauses.above(noun)
    outer = contexts.of(clause) if clause is not None else Context()
    polarity: Polarity = "affirmed"
    modality = "actual"
    determiners = {parse.words[c].lower() for c in parse.children[noun] if parse.deps[c] == "det"}
    none = "no" in determiners
    if none:
        polarity = "negated"
    for child in parse.children[noun]:
        if parse.deps[child] in ("amod", "compound"):
            trait = contexts.trait(parse.lemmas[child], "adjective")
            if trait is not None and trait.modality in MODALITIES:
                modality = trait.modality
    if "any" in determiners and modality == "actual":
        modality = "hypothetical"
    attribution = contexts.within(noun, clause) if clause is not None else ()
    # words that govern the noun: “a plan for talks”, “warned of an invasion”, “rejected a deal”
    token, steps = noun, 0
    while steps < 4 and parse.heads[token] != token:
        upper = parse.heads[token]
        if upper in reading.clauses.by_head:
            governor = reading.clauses.by_head[upper]
            inside = noun not in governor.subjects and parse.deps[token] in ("dobj", "prep", "pobj", "attr", "conj")
            if inside:
                trait = contexts.verb_trait(governor)
                if trait is not None:
                    if trait.modality in MODALITIES and trait.modality and modality == "actual" and _complement(reading, token, upper):
                        modality = trait.modality
                    if trait.polarity == "negated" and parse.deps[token] == "dobj":
                        polarity = negate(polarity)
                    if trait.speech and not trait.polarity and _complement(reading, token, upper):
                        speaker = contexts.speaker(governor)  # “warned of an attack”, “reported an attack”: theirs is the word for it
                        attribution = (speaker, *attribution) if speaker is not None else attribution
                        modality = "possible" if modality == "actual" and (speaker is None or parse.deps[token] == "prep") else modality
                if parse.deps[token] in ("dobj", "attr") and modality == "actual":
                    modality = outer.modality
                    if outer.polarity == "negated" and not none:
                        polarity = negate(polarity)
            elif noun in governor.subjects and governor.passive and (trait := contexts.verb_trait(governor)) is not None:
                # “a meeting is planned”, “talks were cancelled”
                modality = trait.modality if modality == "actual" and trait.modality in MODALITIES else modality
                polarity = negate(polarity) if trait.polarity == "negated" else polarity
            elif (
                modality == "actual"
                and outer.modality in ("planned", "hypothetical")
                and noun in governor.subjects
                and governor.lemma in ("be", "take", "happen", "occur", "begin", "start")
            ):
                modality = outer.modality
            break
        if parse.pos[upper] == "NOUN" and upper != noun:
            trait = contexts.trait(parse.lemmas[upper], "noun")
            if trait is not None and trait.modality in MODALITIES and trait.modality and modality == "actual":
                modality = trait.modality
        token, steps = upper, steps + 1
    return Context(polarity, modality, outer.tense if modality == "actual" else None, attribution)  # type: ignore[arg-type]  # checked against the literal's values


def _complement(reading: Reading, token: int, verb: int) -> bool:
    """Whether a dependent of a verb is what its trait speaks of: its object, or the object of “for”, “of”, “to”."""
    parse = reading.parse
    return parse.deps[token] in ("dobj", "attr") or (
        parse.deps[token] == "prep" and parse.words[token].lower() in ("for", "of", "to", "on", "against")
    )


def noun_time(reading: Reading, noun: int) -> Time | None:
    """When a noun's happening was: by a date in its own phrase (“talks on Friday”), else by the verb that says that it took place."""
    found = reading.timeline.of_noun(noun)
    if found is not None:
        return found
    clause = _carrier(reading, noun)
    return reading.time(clause) if clause is not None else None


def noun_place(reading: Reading, noun: int) -> Argument | None:
    """Where a noun's happening was: by a place attached to it (“talks in Beijing”), else by the verb that says that it took place."""
    for p in noun_prepositions(reading.parse, noun):
        if reading.is_place(p):
            found = reading.places.argument(p.token)
            if found is not None:
                return found
    clause = _carrier(reading, noun)
    return reading.place(clause) if clause is not None else None


def _carrier(reading: Reading, noun: int) -> Clause | None:
    """The clause whose verb says that what a noun names took place: “held talks”, “the talks began”, “at the talks, they agreed”."""
    clause = reading.clauses.above(noun)
    if clause is None or clause.copula or clause.existential:
        return None
    parse = reading.parse
    dep, above = parse.deps[noun], parse.heads[noun]
    carried = noun in clause.objects and clause.lemma in reading.lexicon.support_verbs
    acts = noun in clause.subjects and dep == "nsubj" and clause.lemma in OCCURS
    occasion = dep == "pobj" and parse.lower[above] in ("in", "at", "during") and parse.heads[above] == clause.head
    return clause if carried or acts or occasion else None
