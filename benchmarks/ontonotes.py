"""Mentions as the OntoNotes scheme has them: whole noun phrases, without demonyms and appositions.

A mention of kg covers a name without its title, or a noun with what stands close to it; coreference corpora annotate the whole phrase.
"""

from __future__ import annotations

from typing import Any

from kg.annotations import Annotations, Parse

OUTSIDE = frozenset(("punct", "nsubj", "nsubjpass", "aux", "ccomp", "advcl", "mark", "csubj", "parataxis", "neg", "advmod", "dep", "preconj"))


def full_phrase(parse: Parse, head: int, first: int, last: int) -> tuple[int, int]:
    """The whole noun phrase that OntoNotes annotates: with clauses and prepositional phrases, without conjuncts."""
    inside = set(range(first, last))
    waiting = [head]
    while waiting:
        token = waiting.pop()
        inside.add(token)
        for child in parse.children[token]:
            dep = parse.deps[child]
            if token == head and (dep in ("conj", "cc") or (dep in OUTSIDE and parse.heads[head] == head) or dep in ("preconj", "dep")):
                continue
            if not (token == head and dep == "advmod" and child < first):
                waiting.append(child)
    a = b = head
    while a - 1 in inside:
        a -= 1
    while b + 1 in inside or (b + 2 in inside and parse.pos[b + 1] == "PUNCT"):
        b += 1
    while b > head and parse.pos[b] == "PUNCT" and parse.words[b] not in ')”"':
        b -= 1
    return a, b + 1


def ontonotes(annotations: Annotations) -> list[dict[str, Any]]:
    """The mentions of a document with their chains, as that scheme writes them."""
    parse = annotations.parse
    spans: dict[tuple[int, int], str] = {}
    for located in annotations.mentions:
        kind = located.mention.kind
        if kind == "demonym" or (kind == "nominal" and parse.deps[located.head] == "appos"):
            continue  # that scheme has neither
        whole = (located.first, located.last) if kind == "pronoun" else full_phrase(parse, located.head, located.first, located.last)
        spans.setdefault((parse.start[whole[0]], parse.end[whole[1] - 1]), located.mention.chain)
    return [{"start": a, "end": b, "coref_cluster": chain} for (a, b), chain in spans.items()]
