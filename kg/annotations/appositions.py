"""What stands beside a name and says what it is: appositions, short forms in brackets, nouns before it.

Invariants: a phrase joins the chain of a name only if their types agree, or if one of the types was but a guess at the name's form; phrases
that have parts of their own in the sentence, or stand in a list, stay apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotations.binding import QUANTIFIED, SUBJECTS, below
from kg.annotations.chains import Chain, compatible, seems_person
from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.topics import is_company

if TYPE_CHECKING:
    from kg.annotations.roles import Roles
    from kg.annotations.scene import Scene

MODIFIERS = frozenset(("amod", "compound", "nummod", "nmod"))
_CHAIRS = frozenset(("chairman", "chairwoman", "ceo", "spokesman", "spokeswoman"))  # whom a report names without what they serve
_FORMER = frozenset(("former", "ex", "late", "previous", "retired", "onetime"))


def join_appositions(scene: Scene, roles: Roles) -> None:
    """Put the noun phrases that stand in apposition to a name (or to each other) in one chain."""
    parse, chains = scene.parse, scene.chains
    begins = {d.first: d for d in reversed(scene.drafts)}
    for draft in scene.drafts:
        head = draft.head
        if parse.deps[head] != "appos":
            # “Malaysia's Prime Minister, Najib Razak said”: beside each other, though the parser does not see it
            beside = begins.get(draft.last + 1) if draft.last + 1 < len(parse.words) and parse.words[draft.last] == "," else None
            if beside is not None and {draft.kind, beside.kind} == {"name", "nominal"} and draft.type == beside.type == "Person":
                role, name = (draft, beside) if draft.kind == "nominal" else (beside, draft)
                after = parse.lower[beside.last] if beside.last < len(parse.words) else ""
                if (
                    role.titles
                    and role.chain < 0
                    and not role.plural
                    and after not in ("and", "or")
                    and parse.deps[role.head] != "conj"
                    and parse.deps[name.head] != "conj"
                    and not _apart(parse, role, name)
                ):
                    chain = scene.chain(name)
                    chains.add(chain, role)
                    learn(scene, chain, role)
                    roles.apposed(chain, name, role)
            continue
        above = scene.at.get(parse.heads[head])
        if above is None or above is draft or (above.first <= draft.first and draft.last <= above.last):
            continue
        if parse.words[draft.first - 1] == ":" or _apart(parse, above, draft):
            continue
        if above.plural != draft.plural and "Group" not in (above.type, draft.type):
            continue
        if draft.kind == "name" and above.kind == "name":
            continue
        pair = (above, draft) if above.kind == "name" else (draft, above)
        name, nominal = pair
        if nominal.kind != "nominal" or name.kind not in ("name", "nominal") or nominal.plural or name.plural:
            continue
        if name.type == "Organisation" and nominal.type == "Person" and nominal.lemma in scene.words.type_of_organisation:
            nominal.type, nominal.gender, nominal.titles = "Organisation", "n", ()  # “Rosneft, the largest producer”
        if (
            name.kind == "name"
            and nominal.lemma in scene.words.type_of_organisation
            and nominal.type == "Organisation"
            and seems_person(scene.chain(name))
        ):
            scene.chain(name).retype("Organisation")  # “Lantern Relief, an aid group”
        if name.kind == "name" and nominal.type == "Person" and name.type in ("Organisation", "Thing") and _person(scene, name, nominal):
            scene.chain(name).retype("Person")  # “Jean-Marc Vernes, president of Beghin-Say”
        if name.kind == "nominal" and (_listed(scene, draft) or _listed(scene, above)):
            continue
        if not compatible(name.type, nominal.type) or (name.type == "Place" and nominal.type in ("Thing", "Concept")):
            continue
        if any(parse.deps[c] == "conj" for c in parse.children[head]) and draft.kind == "name":
            continue
        chain = scene.chain(name) if name.chain >= 0 else chains.new(name)
        if nominal.chain < 0:
            chains.add(chain, nominal)
            learn(scene, chain, nominal)
            roles.apposed(chain, name, nominal)


def _person(scene: Scene, name: Draft, nominal: Draft) -> bool:
    """Whether an office beside a name that looks like a person's tells that it is one's."""
    chain, words = scene.chain(name), scene.words
    parts = name.name.split()
    return (
        len(parts) in (2, 3)
        and nominal.titles[-1:] != ()
        and nominal.titles[-1] in words.titles
        and nominal.lemma not in words.type_of_organisation
        and not (chain.entity or any(d.certain for d in chain.drafts) or any(len(spelling) < 2 for spelling in chain.words))
        and all(part[0].isupper() and part.lower() not in words.company_endings and part.lower() not in words.type_of_organisation for part in parts)
    )


def _listed(scene: Scene, draft: Draft) -> bool:
    """Whether a noun that seems to be in apposition may be one of a list (“local emissions, the use of technology, regulations and policy”)."""
    parse = scene.parse
    bare = draft.type in ("Thing", "Concept") and parse.pos[draft.first] not in ("DET", "PRON") and parse.deps[draft.first] != "poss"
    return bare or parse.lower[draft.first] in QUANTIFIED or any(parse.deps[c] == "conj" for c in parse.children[draft.head])


def _apart(parse: Parse, role: Draft, name: Draft) -> bool:
    """Whether two phrases beside each other have parts of their own in the sentence: “to speak with his mother, Smith was put through”."""
    before, behind = (role, name) if role.first < name.first else (name, role)
    deps = parse.deps
    return deps[behind.head] in SUBJECTS and deps[before.head] in ("pobj", "dobj", "dative") and not below(parse, before.head, behind.head)


def learn_descriptions(scene: Scene) -> None:
    """Learn what a thing is from the noun before its name: “the battery maker Solvane” may come back as “the maker”."""
    parse = scene.parse
    for draft in scene.drafts:
        if draft.kind != "name" or not draft.first:
            continue
        last = draft.first - 1
        if parse.pos[last] != "NOUN" or parse.deps[last] not in ("compound", "nmod", "appos") or parse.sentence[last] != parse.sentence[draft.first]:
            continue
        first = last
        while first and parse.pos[first - 1] in ("NOUN", "ADJ", "PROPN") and parse.deps[first - 1] in MODIFIERS:
            first -= 1
        scene.chains.learn(scene.chain(draft), parse.lemmas[last], frozenset(parse.lower[first:last]))


def learn_which(scene: Scene) -> None:
    """“Voltmark, which had made an offer”: no person is a “which”."""
    parse = scene.parse
    for draft in scene.drafts:
        if draft.kind == "name" and draft.type == "Person" and seems_person(scene.chain(draft)):
            for child in parse.children[draft.head]:
                if parse.deps[child] == "relcl" and parse.lower[parse.left[child]] == "which" and parse.left[child] <= draft.last + 1:
                    scene.chain(draft).retype("Organisation")
                    break


def learn_service(scene: Scene) -> None:
    """Note whose officer each person is: “Brightwater's chief executive, Pieter Hoekstra”, “Ferruzzi chairman Raul Gardini”."""
    for draft in scene.drafts:
        if draft.chain >= 0 and draft.titles:
            serve(scene, draft)


def serve(scene: Scene, draft: Draft) -> None:
    """Note whose officer a person is by what one mention says: “an Acme spokeswoman”, “a spokesman for Acme”."""
    chain = scene.chain(draft)
    if chain.type != "Person" or not speaks_for(scene, draft) or any("minister" in title for title in draft.titles):
        return
    parse, at = scene.parse, scene.at
    voice = any(title.startswith("spokes") for title in draft.titles)  # “vice president for finance” speaks for no Finance
    found = []
    for child in parse.children[draft.head]:
        if parse.lower[child] in _FORMER:
            return
        if parse.deps[child] in ("poss", "compound", "nmod"):
            found.append(at.get(child))
        elif parse.deps[child] == "prep" and parse.lower[child] in (("of", "at", "for") if voice else ("of", "at")):
            found.extend(at.get(c) for c in parse.children[child] if parse.deps[c] == "pobj")
    if not any(found):
        found = [_before_title(scene, draft)]
    if any(d is not None and d.first and parse.lower[d.first - 1] in _FORMER for d in found):
        return
    numbers = [d.chain for d in found if d is not None and d.chain >= 0 and scene.chain(d).named and scene.chain(d).type == "Organisation"]
    if not numbers and not chain.serves and not any(found) and scene.topic is not None and _at_home(scene, draft):
        numbers = [scene.topic.chain]
    if numbers:
        chain.serves = tuple(dict.fromkeys((*chain.serves, *numbers)))


def _at_home(scene: Scene, draft: Draft) -> bool:
    """Whether an officer of no named organisation is one of that which the report is about: “a company spokeswoman”, “chairman Ann Ray”."""
    parse = scene.parse
    if scene.topic is None or not is_company(scene, scene.chain(scene.topic)) or draft.plural:
        return False
    before = {parse.lower[c] for c in parse.children[draft.head] if c < draft.head and parse.deps[c] in ("compound", "amod", "nmod", "poss")}
    if draft.kind == "nominal":
        company = before == {"company"}
        return company or (not before and parse.lower[draft.first] == "a" and draft.lemma.startswith("spokes") and draft.last == draft.head + 1)
    last = draft.first - 1
    if last < 0 or parse.lower[last] not in _CHAIRS:
        return False
    return last == 0 or parse.pos[last - 1] not in ("NOUN", "PROPN", "ADJ", "PART") or parse.lower[last - 1] in ("company", "vice", "deputy")


def speaks_for(scene: Scene, draft: Draft) -> bool:
    """Whether a mention names an office whose holder speaks for what he serves; an analyst does not."""
    spokesmen = scene.words.spokesmen
    return any(title in spokesmen or title.rsplit(" ", 1)[-1] in spokesmen for title in draft.titles)


def _before_title(scene: Scene, draft: Draft) -> Draft | None:
    """The name before the title of a name: “Acme” in “Acme senior vice president Ann Ray”."""
    parse = scene.parse
    i = draft.first - 1
    if draft.kind != "name" or i < 0 or parse.lower[i] not in {title.rsplit(" ", 1)[-1] for title in draft.titles}:
        return None
    while i >= 0 and parse.pos[i] in ("NOUN", "PROPN", "ADJ", "PART") and parse.sentence[i] == parse.sentence[draft.first]:
        if parse.lower[i] in _FORMER:
            return None
        other = scene.at.get(i)
        if other is not None:
            return other if other.kind == "name" else None
        i -= 1
    return None


def join_brackets(scene: Scene) -> None:
    """“Movimento 5 Stelle (M5S)”: a short form in brackets behind a name."""
    parse, chains = scene.parse, scene.chains
    ends = {d.last: d for d in scene.drafts if d.kind in ("name", "nominal")}
    for draft in scene.drafts:
        if draft.kind != "name" or draft.last - draft.first > 1 or not draft.first or parse.words[draft.first - 1] != "(":
            continue
        if draft.last >= len(parse.words) or parse.words[draft.last] != ")":
            continue
        full = ends.get(draft.first - 1)
        word = parse.words[draft.first]
        if full is None or sum(c.isupper() or c.isdigit() for c in word) < 2 or full.last - full.first < 2 or "Person" in (full.type, draft.type):
            continue
        if full.chain < 0:
            if full.kind == "nominal" and full.type == "Organisation":
                chains.add(scene.chain(draft), full)
            continue
        a, b = scene.chain(full), scene.chain(draft)
        if not (a.entity and b.entity and a.entity != b.entity):
            chains.join(a, b)


def modifiers(parse: Parse, head: int) -> frozenset[str]:
    """The words before a noun that narrow what it may be, in lower case."""
    return frozenset(parse.lower[c] for c in parse.children[head] if c < head and parse.deps[c] in MODIFIERS)


def learn(scene: Scene, chain: Chain, draft: Draft) -> None:
    """Note the noun of a nominal of a chain and what narrows it."""
    scene.chains.learn(chain, draft.lemma, modifiers(scene.parse, draft.head))
