"""Noun phrases and prepositional phrases of a parse: conjuncts, examples, and what hangs on a preposition.

Invariants: everything here is a token of the parse; conjuncts come in order of position, the first named first.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotations.parse import Parse

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
EXAMPLES = frozenset(("including", "namely"))
# prepositions of three words, by their first two: “in connection with”, “on behalf of”
LONG_PREPOSITIONS = {
    ("in", noun): closing.split("|")
    for closing, nouns in (
        ("with", "connection line accordance conjunction cooperation touch contact keeping tandem parallel"),
        ("to", "response reaction addition relation proportion"),
        ("of", "charge favour favor spite view light front terms place case event search support defiance violation pursuit honour honor memory"),
        ("of", "wake face course process hands midst absence danger need excess aid control"),
        ("for", "exchange return retaliation"),
        ("to|with", "contrast comparison"),
    )
    for noun in nouns.split()
} | {
    ("on", "behalf"): ["of"],
    ("on", "account"): ["of"],
    ("on", "top"): ["of"],
    ("on", "basis"): ["of"],
    ("by", "means"): ["of"],
    ("by", "virtue"): ["of"],
    ("by", "way"): ["of"],
    ("at", "odds"): ["with"],
    ("at", "war"): ["with"],
    ("at", "expense"): ["of"],
    ("at", "risk"): ["of", "from"],
    ("with", "regard"): ["to"],
    ("with", "respect"): ["to"],
    ("with", "view"): ["to"],
    ("for", "sake"): ["of"],
    ("under", "pressure"): ["from"],
}


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


def joined(parse: Parse, prepositions: list[Prepositional]) -> list[Prepositional]:
    """Prepositional arguments with their long prepositions in one piece: “arrested in connection with | a fraud”; “in order to” is none."""
    found: list[Prepositional] = []
    closed: set[int] = set()
    for p in prepositions:
        noun = p.token
        if p.marker in closed:
            continue
        word = parse.words[noun].lower()
        closing = LONG_PREPOSITIONS.get((p.word, word), ())
        if p.word == "in" and word == "order" and noun == p.marker + 1:
            continue
        if not closing or any(parse.deps[c] != "det" for c in parse.children[noun] if c < noun) or noun - p.marker > 2:
            found.append(p)
            continue
        own = [q for q in noun_prepositions(parse, noun) if q.marker == noun + 1 and q.word in closing]
        own = own or [q for q in prepositions if q.marker == noun + 1 and q.word in closing]
        closed.update(q.marker for q in own)
        between = " ".join(w.lower() for w in parse.words[p.marker : noun + 1])
        found.extend(Prepositional(f"{between} {q.word}", p.marker, q.token) for q in own)
        if not own:
            found.append(p)
    return found


def phrase_end(parse: Parse, head: int, longest: int) -> int:
    """Last token of a verb's or adjective's phrase behind it, up to a number of tokens, without further clauses and what follows a comma."""
    last = head
    for child in parse.children[head]:
        if child < head or parse.deps[child] in ("punct", "advcl", "conj", "cc", "parataxis"):
            if child > head:
                break
            continue
        if parse.left[child] != last + 1:
            break
        if parse.right[child] - head > longest:
            last = child if parse.deps[child] == "dobj" and child - head <= longest else last
            break
        last = parse.right[child]
    while last > head and parse.pos[last] == "PUNCT":
        last -= 1
    return last
