"""Number agreement of verbs with their subjects, where it tells which of several nouns a clause is said of.

Invariants: a noun is left only for one that agrees with the verb; where number says nothing, the parser's choice stands.
"""

from __future__ import annotations

from kg.annotations.parse import Parse
from kg.statements.phrases import conjuncts

SINGULAR = {"is": True, "was": True, "has": True, "does": True, "are": False, "were": False, "have": False, "do": False}
CLIMB = ("pobj", "conj", "prep")


def verb_number(parse: Parse, head: int) -> bool | None:
    """Whether a finite verb is singular, by its first auxiliary or its own form; None where its form does not tell."""
    first = min([head, *(c for c in parse.children[head] if c < head and parse.deps[c] in ("aux", "auxpass"))])
    word = parse.words[first].lower()
    if word in SINGULAR:
        return SINGULAR[word]
    return {"VBZ": True, "VBP": False}.get(parse.tags[first])


def noun_number(parse: Parse, noun: int) -> bool | None:
    """Whether a noun is singular; None for what may be either (“people”, “police”, numerals, pronouns)."""
    tag = parse.tags[noun]
    if tag in ("NNS", "NNPS"):
        return False
    return True if tag in ("NN", "NNP") and parse.words[noun].lower() not in COLLECTIVE else None


def agreeing(parse: Parse, verb: int, antecedent: int) -> list[int]:
    """What a relative clause is said of: its governor, or the noun above it that alone agrees with the verb.

    “migrants at sea who are …”, “an environment of low rates and stable prices, which gives …”; with a plural verb behind a list, all of
    the list (“A and B, which are …”).

    Args:
        parse: of the document.
        verb: head of the relative clause.
        antecedent: the noun that the parser hangs it on.
    """
    if not any(parse.tags[c] in ("WDT", "WP") and parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[verb]):
        return [antecedent]
    singular = verb_number(parse, verb)
    if singular is None or noun_number(parse, antecedent) in (None, singular):
        return [antecedent]
    if not singular and parse.deps[antecedent] == "conj":
        return conjuncts(parse, _first(parse, antecedent))
    token = antecedent
    for _ in range(6):
        if parse.deps[token] not in CLIMB:
            break
        marker, token = token, parse.heads[token]
        if parse.deps[marker] == "prep" and parse.pos[token] == "VERB":  # “saved migrants at sea who are …”, the phrase hung on the verb
            objects = [c for c in parse.children[token] if token < c < marker and parse.deps[c] == "dobj" and noun_number(parse, c) is singular]
            return objects or [antecedent]
        if parse.pos[token] in ("NOUN", "PROPN") and noun_number(parse, token) is singular:
            return [token]
    return [antecedent]


def _first(parse: Parse, conjunct: int) -> int:
    while parse.deps[conjunct] == "conj" and parse.pos[parse.heads[conjunct]] in ("NOUN", "PROPN"):
        conjunct = parse.heads[conjunct]
    return conjunct


COLLECTIVE = frozenset(
    """people police staff team group committee government company majority number couple series data media family crew public board
    cabinet council press half rest percent pct lot variety range aircraft""".split()
)
