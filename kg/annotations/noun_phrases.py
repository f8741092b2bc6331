"""How far a noun phrase reaches: premodifiers, head, a short “of …” phrase, and what else restricts the noun behind it.

Invariants: a phrase is one run of tokens; no date, nothing behind a comma, and no list is taken in part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from kg.annotations.parse import Parse

OF_TOKENS = 10  # an “of …” phrase longer than this does not belong to a mention
TAIL_TOKENS = 8  # of what else restricts a noun
CLAUSE_TOKENS = 8  # of a clause that restricts a bare plural
LONGEST = 12  # tokens behind the noun
RESTRICTING = frozenset("of in from for to on with between against over about into among towards toward under".split())
PREMODIFIERS = frozenset(
    ("det", "amod", "nummod", "compound", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod", "neg", "preconj", "punct", "case")
)
NOUNS = ("NOUN", "PROPN")
_CLOSE = frozenset(("dobj", "prep", "prt", "attr", "acomp", "advmod", "dative", "xcomp", "agent"))  # what stands close behind its verb


class Span(Protocol):
    """Tokens [first, last) of a name."""

    first: int
    last: int


def noun_phrase(parse: Parse, head: int, covered: Mapping[int, Span], spans: dict[int, tuple[int, int]], depth: int = 0) -> tuple[int, int]:
    """First and last + 1 token of the noun phrase of a head: premodifiers, head, a short “of …” phrase."""
    known = spans.get(head)
    if known is not None:
        return known
    first, last = head, head + 1
    deps, left = parse.deps, parse.left
    for child in reversed(parse.children[head]):
        if child < head:
            if deps[child] in PREMODIFIERS and parse.right[child] + 1 >= first and parse.lower[child] not in (",", ";", ":", "—", "–", ")"):
                first = min(first, left[child])
            elif child >= first:
                continue
            else:
                break
    while (
        first < head
        and (
            parse.pos[first] == "PUNCT"
            or (
                deps[first] in ("advmod", "preconj")
                and parse.heads[first] == head
                and parse.lower[first] not in ("more", "about", "around", "nearly", "almost", "over")
            )
        )
        and parse.lower[first] not in ("$",)
    ):
        first += 1
    for child in parse.children[head]:
        # “legitimate the request”: what stands before a determiner is not part of the phrase
        if (
            first < child < head
            and deps[child] == "det"
            and parse.lower[child] in ("the", "a", "an")
            and parse.lower[first] not in ("all", "both", "half", "such", "many", "quite", "not", "nearly")
        ):
            first = child
    name = covered.get(last - 1)
    if name is not None:
        last = max(last, name.last)
    for child in parse.children[head]:
        if child == last and deps[child] == "prep" and parse.lower[child] == "of" and depth < 3:
            for inner in parse.children[child]:
                if deps[inner] == "pobj":
                    name = covered.get(inner)
                    _, stop = noun_phrase(parse, inner, covered, spans, depth + 1)
                    stop = max(stop, name.last) if name is not None else stop
                    conjunct = inner
                    while conjunct >= 0:
                        conjunct = next((c for c in parse.children[conjunct] if deps[c] == "conj" and c - stop <= 3 and parse.pos[c] in NOUNS), -1)
                        if conjunct >= 0:
                            other = covered.get(conjunct)
                            stop = max(stop, noun_phrase(parse, conjunct, covered, spans, depth + 1)[1], other.last if other is not None else 0)
                    if stop - child <= OF_TOKENS:
                        last = max(last, stop)
    name = covered.get(first)
    if name is not None and name.first < first:
        first = name.first
    spans[head] = first, last
    return first, last


def completed(
    parse: Parse,
    head: int,
    last: int,
    covered: Mapping[int, Span],
    spans: dict[int, tuple[int, int]],
    timed: Sequence[bool],
    depth: int = 0,
) -> int:
    """Last + 1 token of a phrase with what restricts its noun: “profits in its space division”, “moves to cut the backlog”.

    A division's profits are not the company's.

    Args:
        parse: of the document.
        head: token of the noun.
        last: last + 1 token of the phrase so far.
        covered: the name that covers a token.
        spans: noun phrases worked out before, by head.
        timed: tokens that lie in time expressions.
        depth: how many phrases this one stands in.
    """
    there = parse.deps[head] in ("attr", "nsubj") and any(parse.tags[c] == "EX" for c in parse.children[parse.heads[head]])
    for child in parse.children[head]:
        if child < last or parse.left[child] != last:
            continue
        if there and parse.lower[child] in ("in", "at", "on", "near", "among"):
            break  # “there were protests in Paris”: where they were is what is said
        stop = last
        if parse.deps[child] == "prep" and parse.lower[child] in RESTRICTING and not _means(parse, head, child):
            stop = _behind(parse, child, covered, spans, timed, depth)
        elif parse.deps[child] in ("acl", "relcl") and parse.tags[child] == "VB" and parse.tags[last] == "TO":
            stop = _verb_phrase(parse, child, timed)
        elif parse.pos[child] == "ADJ" and parse.deps[child] in ("amod", "acl") and any(parse.deps[c] == "prep" for c in parse.children[child]):
            stop = parse.right[child] + 1  # “a sound louder than a horn”
        elif bare(parse, head) and parse.right[child] - last < CLAUSE_TOKENS and _picks_out(parse, child):
            stop = parse.right[child] + 1
        if stop > last + TAIL_TOKENS and parse.deps[child] == "prep":
            stop = _behind(parse, child, covered, spans, timed, depth + 1)
        if not last < stop <= min(last + TAIL_TOKENS, head + LONGEST):
            break
        last = stop
    return last


def bare(parse: Parse, noun: int) -> bool:
    """Whether a plural has neither determiner nor owner nor number, so that what restricts it says which are meant: “stocks held in small lots”."""
    return parse.tags[noun] == "NNS" and not any(parse.deps[c] in ("det", "poss", "nummod", "predet") for c in parse.children[noun])


def _picks_out(parse: Parse, verb: int) -> bool:
    """Whether a clause says of a plural what makes it the one meant, and no one else is spoken of: “that have growth”, “held in small lots”."""
    children = parse.children[verb]
    if any(parse.deps[c] == "agent" for c in children):
        return False
    if parse.deps[verb] == "acl":
        return parse.tags[verb] in ("VBG", "VBN") and not any(parse.deps[c] in ("nsubj", "nsubjpass") for c in children)
    subjects = [c for c in children if parse.deps[c] in ("nsubj", "nsubjpass")]
    singular = any(parse.lower[c] in ("is", "was", "has") or parse.tags[c] == "VBZ" for c in (verb, *children))
    return parse.deps[verb] == "relcl" and not singular and bool(subjects) and all(parse.tags[c] in ("WDT", "WP") for c in subjects)


def _means(parse: Parse, noun: int, marker: int) -> bool:
    """Whether “with” says by what means rather than which: “broke the agreement with its new store”."""
    definite = any(parse.deps[c] in ("det", "poss") and parse.lower[c] not in ("a", "an", "no") for c in parse.children[noun])
    return parse.lower[marker] == "with" and definite and parse.deps[noun] in ("dobj", "pobj")


def _behind(parse: Parse, marker: int, covered: Mapping[int, Span], spans: dict[int, tuple[int, int]], timed: Sequence[bool], depth: int) -> int:
    """Last + 1 token of a preposition's phrase, or the preposition itself where its object is a date or none."""
    for inner in parse.children[marker]:
        if timed[inner] or inner < marker:
            continue
        if parse.deps[inner] == "pobj" and parse.pos[inner] in NOUNS:
            stop = _end(parse, inner, covered, spans)
            if inner not in covered and depth == 0:
                stop = completed(parse, inner, stop, covered, spans, timed, 1)
            conjunct = inner
            while conjunct >= 0:  # all of a list or none of it
                stop = max(stop, _end(parse, conjunct, covered, spans))
                conjunct = next((c for c in parse.children[conjunct] if parse.deps[c] == "conj"), -1)
            return stop
        if parse.deps[inner] == "pcomp" and parse.tags[inner] == "VBG":
            return _verb_phrase(parse, inner, timed)
    return marker


def _end(parse: Parse, noun: int, covered: Mapping[int, Span], spans: dict[int, tuple[int, int]]) -> int:
    name = covered.get(noun)
    stop = noun_phrase(parse, noun, covered, spans, 1)[1]
    return max(stop, name.last) if name is not None else stop


def _verb_phrase(parse: Parse, verb: int, timed: Sequence[bool]) -> int:
    """Last + 1 token of an infinitive or gerund with what stands close behind it, without dates, further clauses and punctuation."""
    stop = verb + 1
    for child in parse.children[verb]:
        if child < verb or (child != stop and parse.left[child] != stop):
            continue
        if timed[child] or parse.deps[child] not in _CLOSE:
            break
        stop = parse.right[child] + 1
    return stop
