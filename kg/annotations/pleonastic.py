"""An “it” that speaks of nothing (after Lappin and Leass, “An algorithm for pronominal anaphora resolution”, 1994).

Invariants: only “it” as a subject, or alone in brackets, is judged; when unsure it is taken to speak of something.
"""

from __future__ import annotations

from kg.annotations.parse import Parse

_WEATHER = frozenset(("rain", "snow", "hail"))
_WARM = frozenset("warm cold cool hot mild chilly dry wet rainy sunny cloudy windy foggy humid frosty freezing dark".split())
_SEEMING = frozenset("seem appear happen turn look".split())
_CLAUSES = frozenset(("ccomp", "csubj", "xcomp", "acl", "advcl", "relcl"))
_OPENERS = frozenset("that to for how whether if when what who why where".split())
# “it is able to pay” speaks of a payer; “it is hard to pay” does not
_OWN = frozenset(
    "able unable ready willing unwilling likely unlikely eager keen due set free prepared reluctant determined certain sure bound afraid apt liable "
    "slow quick powerless entitled anxious hesitant content careful loath poised desperate".split()
)
_DEEDS = frozenset(
    "hard difficult easy possible impossible necessary important essential crucial vital normal common unusual rare wrong right".split()
)
# “it was damning that …”: participles that judge what the clause says
_JUDGING = frozenset(
    "amaze alarm concern damn disappoint encourage interest shock surprise embarrass worry annoy frustrate depress comfort reassure tell strike "
    "sicken upset dismay disturb frighten sadden astonish puzzle bewilder distress mislead promise emerge gratify hearten".split()
)
_TOLD = frozenset("tell inform assure warn convince persuade notify remind advise satisfy teach promise".split())
_MAKING = frozenset("make find keep consider think believe deem leave render".split())
_SPENT = frozenset("year month week day hour minute second time decade century while lot money effort courage sense".split())
_AS = ("that", "as", "like")
_IDLE = frozenset("time case fact pity shame".split())


def is_pleonastic(parse: Parse, i: int) -> bool:
    """Tell whether an “it” is that of “it is likely that …”, “it seems that …”, “it made it easier to …”, “it rained”.

    Args:
        parse: of the document.
        i: the token.

    Returns:
        True if it speaks of nothing.
    """
    verb, dep = parse.heads[i], parse.deps[i]
    if dep == "expl" or (0 < i < len(parse.words) - 1 and parse.words[i - 1] in ("(", "[") and parse.words[i + 1] in (")", "]")):
        return True
    if dep not in ("nsubj", "nsubjpass"):
        return False
    lemma = parse.lemmas[verb]
    openers = {parse.lower[parse.left[c]] for c in parse.children[verb] if c > verb and parse.deps[c] in _CLAUSES} & _OPENERS
    if dep == "nsubjpass":
        return lemma not in _TOLD and any(parse.deps[c] == "ccomp" and c > verb for c in parse.children[verb])
    if lemma == "be":
        return _is(parse, verb, openers)
    if lemma in _WEATHER:
        return True
    if parse.pos[verb] == "ADJ":  # “make it easier to”, a clause of its own to the parser
        return parse.lemmas[parse.heads[verb]] in _MAKING and bool(openers)
    if lemma in _SEEMING:
        return any(
            parse.deps[c] == "ccomp" or (parse.deps[c] == "advcl" and parse.lower[parse.left[c]] in _AS) for c in parse.children[verb] if c > verb
        )
    if lemma == "follow":
        return "that" in openers
    if lemma == "remain":
        return bool(openers)
    if lemma in ("take", "cost", "make"):
        return any(
            parse.deps[c] == "dobj" and parse.lemmas[c] in _SPENT and ("to" in openers or _opens(parse, c, ("to",))) for c in parse.children[verb]
        )
    return parse.tags[verb] == "VBG" and lemma in _JUDGING and "that" in openers


def _opens(parse: Parse, noun: int, words: tuple[str, ...]) -> bool:
    return any(parse.deps[c] in _CLAUSES and c > noun and parse.lower[parse.left[c]] in words for c in parse.children[noun])


def _is(parse: Parse, verb: int, openers: set[str]) -> bool:
    """“It is …”: of an adjective, a noun or a place that a clause goes on to explain."""
    that = "that" in openers or "who" in openers
    for child in parse.children[verb]:
        dep = parse.deps[child]
        if dep == "acomp":
            beneath = {
                parse.lower[parse.left[c]] for c in parse.children[child] if c > child and parse.deps[c] in ("ccomp", "xcomp", "advcl", "csubj")
            } & _OPENERS
            if parse.lemmas[child] in _OWN and not that and beneath <= {"to"} and openers <= {"to", "if", "when", "for"}:
                return False
            if openers or beneath:
                return True
            if parse.lemmas[child] in _WARM:
                return True
            if parse.lemmas[child] in _DEEDS and child + 1 < len(parse.words) and parse.lower[child + 1] == "for":
                return True
        elif dep == "attr":
            if parse.lemmas[child] in _IDLE or _opens(parse, child, ("that", "to", "who", "whether")):
                return True
            if that or (openers and parse.tags[child] != "NNP"):
                return True
        elif dep == "prep" and child > verb and (that or (parse.lower[child] == "up" and "to" in openers)):
            return True
    return False
