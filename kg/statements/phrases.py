"""Noun phrases and prepositional phrases of a parse: conjuncts, examples, and what hangs on a preposition.

Invariants: everything here is a token of the parse; conjuncts come in order of position, the first named first.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotations.parse import Parse

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
EXAMPLES = frozenset(("including", "namely"))


@dataclass(slots=True)
class Prepositional:
    """A prepositional argument: `word` in lower case (“with”, “according to”), the preposition's token, the noun's head token."""

    word: str
    marker: int
    token: int


def conjuncts(parse: Parse, token: int) -> list[int]:
    """The nominal conjuncts of a noun, itself first: “Xi” in “Xi, Putin and Modi” gives the three heads."""
    found = [token]
    queue = [token]
    while queue:
        for child in parse.children[queue.pop()]:
            if parse.deps[child] == "conj" and parse.pos[child] in NOMINAL:
                found.append(child)
                queue.append(child)
    return sorted(found)


def with_examples(parse: Parse, token: int) -> list[int]:
    """A noun's conjuncts, and the names that it is said to include (“countries including the US and Canada”)."""
    found = conjuncts(parse, token)
    for noun in list(found):
        for child in parse.children[noun]:
            if parse.deps[child] != "prep":
                continue
            word = parse.words[child].lower()
            if word in EXAMPLES:
                found.extend(t for c in parse.children[child] if parse.deps[c] == "pobj" for t in conjuncts(parse, c) if parse.pos[t] == "PROPN")
            elif word == "of":  # “a number of countries including …”
                for inner in (c for c in parse.children[child] if parse.deps[c] == "pobj"):
                    found.extend(t for t in with_examples(parse, inner) if t not in conjuncts(parse, inner))
    return found


def noun_prepositions(parse: Parse, noun: int) -> list[Prepositional]:
    """Prepositional arguments of a noun (“talks” in “talks with Russia on gas”), conjoined objects included."""
    found: list[Prepositional] = []
    for child in parse.children[noun]:
        if parse.deps[child] in ("prep", "agent"):
            found.extend(prepositional(parse, child))
    return found


def prepositional(parse: Parse, marker: int, prefix: str = "") -> list[Prepositional]:
    """The arguments of a preposition: its objects and their conjuncts; of a longer one (“ahead of”), of its last word."""
    word = f"{prefix} {parse.words[marker].lower()}".strip()
    found: list[Prepositional] = []
    for child in parse.children[marker]:
        dep = parse.deps[child]
        if dep == "pobj" or (dep == "pcomp" and parse.pos[child] in NOMINAL):
            found.extend(Prepositional(word, marker, token) for token in conjuncts(parse, child))
        elif dep == "prep" and not found:
            found.extend(prepositional(parse, child, word))
        elif dep == "conj" and parse.pos[child] == "ADP":
            found.extend(prepositional(parse, child))
    return found
