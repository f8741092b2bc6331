"""Seats of government that stand for the government: “Moscow said”, “relations with Beijing”, but not “in Moscow”.

Invariants: a place is taken literally unless it does something, has dealings, or is dealt with as one deals with a state.
"""

from __future__ import annotations

from kg.annotations.parse import Parse
from kg.annotations.vocabulary import Vocabulary

_DEALINGS = frozenset("with by between against among toward towards".split())


def acts(parse: Parse, words: Vocabulary, head: int) -> bool:
    """Tell whether a seat of government stands for its government.

    Args:
        parse: of the document.
        words: the ontology's tables.
        head: head token of the seat's name.

    Returns:
        True if the government is meant.
    """
    dep, above = parse.deps[head], parse.heads[head]
    for _ in range(8):
        if dep != "conj":
            break
        head = above
        dep, above = parse.deps[head], parse.heads[head]
    if dep == "nsubj":
        if parse.lemmas[above] == "be":
            return not any(parse.deps[c] == "attr" and words.type_of.get(parse.lemmas[c]) == "Place" for c in parse.children[above])
        return True
    if dep == "poss":
        return words.type_of.get(parse.lemmas[above]) not in ("Place", "Person")
    if dep in ("pobj", "agent"):
        return parse.lower[above] in _DEALINGS and not (above > 0 and parse.lower[above - 1] in ("close", "near"))
    return dep in ("dobj", "dative", "nsubjpass") and _takes_agents(words, parse.lemmas[above])


def _takes_agents(words: Vocabulary, verb: str) -> bool:
    """Whether what a verb is done to is a state, a person or an organisation by the ontology, and can be no place (“left Paris”)."""
    ontology = words.ontology
    agents = False
    for frame in ontology.lexicon.frames.get(verb, ()):
        if frame.pos != "verb":
            continue
        known = ontology.properties.get(frame.property)
        stated = frame.object_type or (known.range.removeprefix("kg:") if known is not None else "")
        if stated == "Place":
            return False
        agents |= bool(stated) and ontology.is_a(stated, "Agent")
    return agents
