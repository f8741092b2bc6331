"""The organisation that a report is about, which it goes on to call “the company”.

Invariants: it is named, and stands as the subject of the report's first clause, or of what someone says there (“Acme expects a profit, chairman
Lee said”), or as whose that subject is (“Acme's plan will be changed”); where two stand there together, the report is about neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotations.binding import SUBJECTS

if TYPE_CHECKING:
    from kg.annotations.chains import Chain
    from kg.annotations.mentions import Draft
    from kg.annotations.parse import Parse
    from kg.annotations.scene import Scene

_OPENING = 4  # sentences within which the first clause must stand, behind headline and dateline
# last words of names of bodies that no one calls a company, a firm or an airline
_BODIES = frozenset(
    "organisation organization government administration ministry department agency authority commission committee council parliament congress "
    "senate assembly legislature cabinet court police army navy military force militia party coalition opposition union alliance bloc federation "
    "association institute university college school embassy consulate foundation charity church regime junta league board panel tribunal "
    "delegation bureau watchdog regulator workers growers producers treasury house".split()
)
_STAKES = frozenset("stake control bid share pct takeover interest acquisition offer purchase buyout holding".split())
_ACQUIRING = frozenset(("acquire", "buy", "purchase"))
COMPANIES = frozenset(
    "company firm corporation bank airline conglomerate giant utility insurer carrier chain retailer concern unit refiner brewery".split()
)


def find_topic(scene: Scene) -> Draft | None:
    """The mention of the organisation that the first clause of a report is about, or None."""
    parse = scene.parse
    for begin, end in parse.sentences[:_OPENING]:
        root = next((i for i in range(begin, end) if parse.heads[i] == i), begin)
        if parse.pos[root] not in ("VERB", "AUX"):
            continue
        for verb in (root, *(c for c in parse.children[root] if parse.deps[c] == "ccomp")):
            subject = next((c for c in parse.children[verb] if parse.deps[c] in SUBJECTS), -1)
            if subject < 0:
                continue
            if any(parse.deps[c] == "conj" for c in parse.children[subject]):
                return None
            for token in (subject, *(c for c in parse.children[subject] if parse.deps[c] == "poss")):
                draft = scene.at.get(token)
                if draft is not None and draft.chain >= 0 and draft.kind == "name" and scene.chain(draft).type == "Organisation":
                    return draft
        return None
    return None


def is_target(parse: Parse, head: int) -> bool:
    """Whether a phrase stands for what someone holds or bids for: “a stake in Acme”, “control of the company”, “to acquire Acme”."""
    above = parse.heads[head]
    if parse.deps[head] == "dobj":
        return parse.lemmas[above] in _ACQUIRING
    return parse.deps[head] == "pobj" and parse.lower[above] in ("of", "in", "for") and parse.lemmas[parse.heads[above]] in _STAKES


def is_company(scene: Scene, chain: Chain) -> bool:
    """Whether a named organisation may be called a company, a firm: not by its names a commission, a ministry, a union."""
    names = list(chain.words)
    entry = scene.words.ontology.gazetteer.entries.get(chain.entity)
    if entry is not None:
        names += [tuple(name.lower().split()) for name in (entry.label, *entry.aliases)]
    return not any(words[-1] in _BODIES or words[0] in _BODIES for words in names if words)
