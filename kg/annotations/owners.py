"""What a noun phrase with a possessive pronoun is to be called: “its board” is “Acme's board” where “its” is Acme.

Invariants: only the label changes, never the words; a phrase keeps its own words where its owner is a group, has neither name nor noun, or is the
subject of its clause (“Acme named its board”), which tells whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotations.binding import SUBJECTS

if TYPE_CHECKING:
    from kg.annotations.chains import Chain
    from kg.annotations.mentions import Draft
    from kg.annotations.scene import Scene

_POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my"))
_LONG = 4  # words of a noun phrase that may stand before “'s”


def name_owned(scene: Scene) -> None:
    """Give each noun phrase that begins with a possessive pronoun the name of its owner."""
    lower = scene.parse.lower
    for draft in scene.drafts:
        if draft.kind != "nominal" or draft.last - draft.first < 2:
            continue
        word = lower[draft.first]
        if word == "whose":
            owner = _antecedent(scene, draft)
        elif word in _POSSESSIVES:
            owner = scene.at.get(draft.first)
        else:
            continue
        if owner is None or owner.chain < 0 or owner.chain in (draft.chain, _subject(scene, draft)):
            continue
        if word == "whose" and len(scene.chain(draft).drafts) > 1:
            continue
        label = _label(scene, scene.chain(owner))
        if label:
            first = draft.first + 1 + (lower[draft.first + 1] == "own" and draft.last - draft.first > 2)
            start, end = scene.parse.start[first], scene.parse.end[draft.last - 1]
            mark = "'" if label.endswith("s") else "'s"
            draft.name = f"{label}{mark} {' '.join(scene.parse.text[start:end].split())}"


def _antecedent(scene: Scene, draft: Draft) -> Draft | None:
    """The noun that a clause with “whose” hangs on."""
    parse = scene.parse
    token = draft.head
    for _ in range(6):
        if parse.deps[token] == "relcl":
            return scene.at.get(parse.heads[token])
        token = parse.heads[token]
    return None


def _subject(scene: Scene, draft: Draft) -> int:
    """The chain of the subject of the clause that a phrase stands in, or -1."""
    parse = scene.parse
    token = draft.head
    for _ in range(8):
        above = parse.heads[token]
        if above == token:
            return -1
        for child in parse.children[above]:
            if parse.deps[child] in SUBJECTS and child != token:
                other = scene.at.get(parse.heads[above] if parse.tags[child] in ("WP", "WDT") and parse.deps[above] == "relcl" else child)
                return other.chain if other is not None else -1
        if parse.deps[token] in SUBJECTS:
            return -1
        token = above
    return -1


def _label(scene: Scene, chain: Chain) -> str:
    if chain.members:
        return ""
    entry = scene.words.ontology.gazetteer.entries.get(chain.entity)
    if entry is not None:
        return entry.label
    names = [d.name for d in chain.drafts if d.kind == "name"]
    if names:
        return max(names, key=len)
    noun = next((d for d in chain.drafts if d.kind == "nominal"), None)
    if noun is None or noun.last - noun.first > _LONG or noun.last != noun.head + 1 or noun.name:
        return ""
    parse = scene.parse
    if parse.lower[noun.first] in _POSSESSIVES:
        return ""
    first = noun.first + (parse.pos[noun.first] == "DET")
    text = " ".join(parse.text[parse.start[first] : parse.end[noun.last - 1]].split())
    return text if parse.pos[first] == "PROPN" or parse.words[first].isupper() else text[:1].lower() + text[1:]
