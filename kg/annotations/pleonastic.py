"""An “it” that speaks of nothing (after Lappin and Leass, “An algorithm for pronominal anaphora resolution”, 1994).

Invariants: only “it” as a subject is judged; when unsure it is taken to speak of something.
"""

from __future__ import annotations

from kg.annotations.parse import Parse

_WEATHER = frozenset(("rain", "snow", "hail"))
_SEEMING = frozenset("seem appear happen turn follow look".split())


def is_pleonastic(parse: Parse, i: int) -> bool:
    """Tell whether an “it” is that of “it is likely that …”, “it seems that …”, “it rained”.

    Args:
        parse: of the document.
        i: the token.

    Returns:
        True if it speaks of nothing.
    """
    verb = parse.heads[i]
    if parse.deps[i] == "expl":
        return True
    if parse.deps[i] not in ("nsubj", "nsubjpass"):
        return False
    lemma = parse.lemmas[verb]
    clause = any(
        parse.deps[c] in ("ccomp", "csubj", "xcomp", "acl", "advcl", "relcl")
        and c > verb
        and parse.lower[parse.left[c]] in ("that", "to", "for", "how", "whether", "if", "when", "what")
        for c in parse.children[verb]
    )
    if lemma == "be":
        for child in parse.children[verb]:
            dep = parse.deps[child]
            if dep == "acomp" and (
                clause
                or any(
                    parse.deps[c] in ("ccomp", "xcomp", "advcl", "prep")
                    and c > child
                    and parse.lower[parse.left[c]] in ("that", "to", "for", "whether", "how")
                    for c in parse.children[child]
                )
            ):
                return True
            if dep == "attr" and (
                parse.lemmas[child] in ("time", "case", "fact", "pity", "shame")
                or any(
                    parse.deps[c] in ("relcl", "acl", "ccomp") and parse.lower[parse.left[c]] in ("that", "to", "who") for c in parse.children[child]
                )
                or (clause and parse.tags[child] != "NNP")
            ):
                return True
        return False
    if lemma in _WEATHER:
        return True
    if lemma in _SEEMING:
        return any(parse.deps[c] in ("ccomp", "advcl", "prt") and c > verb for c in parse.children[verb])
    return parse.deps[i] == "nsubjpass" and any(parse.deps[c] == "ccomp" and c > verb for c in parse.children[verb])
