"""Tense, as far as it tells on which side of the day of publication a relative date lies.

Invariants: reads the parse only; an infinitive is future below a verb or adjective that looks ahead (“is due to”, “plans to”).
"""

from __future__ import annotations

from kg.annotations.parse import Parse

_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "can", "could", "should", "must"))
_CONDITIONS = frozenset(("if", "once", "unless", "until"))
_AHEAD = frozenset(
    (
        "plan expect schedule due set want hope intend aim agree likely decide prepare promise ready slate propose go be urge ask tell order call"
    ).split()
)


def tense_of(parse: Parse, token: int) -> str:
    """Tell the tense of the clause that a word stands in.

    Args:
        parse: of the document.
        token: the word.

    Returns:
        `past`, `present`, `future`, or "" if no verb tells.
    """
    i = token
    for _ in range(12):
        if parse.pos[i] in ("VERB", "AUX"):
            own = own_tense(parse, i)
            if own:
                return own
            if parse.tags[i] == "VBG" and parse.deps[i] == "acl":
                return ""  # “bills maturing on March 19”: the verb above tells nothing of it
        if parse.heads[i] == i:
            break
        i = parse.heads[i]
    return ""


def own_tense(parse: Parse, i: int) -> str:
    """The tense that a verb has of its own, by its form and auxiliaries; "" for an infinitive or participle without."""
    if parse.tags[i] in ("VBN", "VBG") and any(parse.deps[c] == "mark" and parse.lower[c] in _CONDITIONS for c in parse.children[i]):
        return "future"  # “if confirmed by the board on April 16”
    auxiliaries = [c for c in parse.children[i] if parse.deps[c] in ("aux", "auxpass")]
    words = [parse.lower[c] for c in auxiliaries]
    tag = parse.tags[i]
    if any(w in _FUTURE for w in words):
        return "future"
    if any(w in ("was", "were", "had", "did", "has", "have", "been", "'d") for w in words):
        return "past"
    if "to" in words:
        above = parse.heads[i]
        if above != i and (parse.lemmas[above] in _AHEAD or parse.tags[above] in ("VBZ", "VBP", "VBG", "JJ", "NN", "NNS")):
            return "future"
        return ""
    if tag == "VBD":
        return "past"
    if tag in ("VBZ", "VBP"):
        return "present" if parse.lemmas[i] != "say" else ""
    if any(w in ("is", "are", "'s", "’s", "'re", "am") for w in words):
        return "present"
    return "past" if tag == "VBN" else ""
