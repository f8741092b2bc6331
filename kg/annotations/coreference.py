"""Chains of mentions within one document: names first, then appositions, then nominals, pronouns and groups from left to right.

Invariants: every draft gets a chain; a mention joins a chain only if type, gender and number agree; where two chains fit a name or a
definite role equally it stays alone. After the sieves of Raghunathan et al. (2010) and the salience of Lappin and Leass (1994).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.annotations.aliases import chain_names
from kg.annotations.appositions import join_appositions, join_brackets, learn, learn_descriptions, learn_service, learn_which, serve
from kg.annotations.binding import QUANTIFIED, forbidden
from kg.annotations.chains import Chain, Chains
from kg.annotations.groups import Groups
from kg.annotations.mentions import Draft
from kg.annotations.nominals import determiner, name_of, take_up
from kg.annotations.owners import name_owned
from kg.annotations.parse import Parse
from kg.annotations.pronouns import Pronouns
from kg.annotations.records import Quote
from kg.annotations.repeated import Repeated
from kg.annotations.roles import HOMES, Roles
from kg.annotations.scene import Scene
from kg.annotations.topics import find_topic, is_target
from kg.annotations.vocabulary import Vocabulary

DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
_WEIGHT = {"nsubj": 3.0, "nsubjpass": 2.6, "dobj": 2.0, "dative": 1.6, "pobj": 1.2, "poss": 0.8, "agent": 2.0, "attr": 1.0, "appos": 0.6, "conj": 0.0}


def chain_mentions(
    parse: Parse, words: Vocabulary, drafts: Sequence[Draft], quotes: Sequence[Quote], quoted: Sequence[int], published: str | None
) -> Chains:
    """Put every draft in a chain.

    Args:
        parse: of the document.
        words: the ontology's tables.
        drafts: by position; their `chain`, `kind`, `members`, `ids` and `titles` are set.
        quotes: by position.
        quoted: number of the quote of each token, or -1.
        published: ISO date, by which office holders are known, or None.

    Returns:
        The chains.
    """
    chains = Chains()
    chain_names(parse, drafts, chains, words)
    at: dict[int, Draft] = {}
    for draft in drafts:
        at.setdefault(draft.head, draft)
    scene = Scene(parse, words, drafts, chains, at, quoted, published or "")
    within: list[list[Draft]] = [[] for _ in parse.sentences]
    for draft in drafts:
        within[parse.sentence[draft.head]].append(draft)
    scene.within = within
    scene.entities = {chain.entity: chain.number for chain in chains.all.values() if chain.entity}
    roles = Roles(scene)
    roles.learn()
    learn_which(scene)
    join_appositions(scene, roles)
    join_brackets(scene)
    learn_descriptions(scene)
    scene.topic = find_topic(scene)
    learn_service(scene)
    scene.speakers = _speakers(scene, quotes)
    pronouns, groups, repeated = Pronouns(scene), Groups(scene, roles), Repeated(scene)
    for draft in sorted(drafts, key=lambda d: (d.head, d.first)):
        scene.sentence = parse.sentence[draft.head]
        if draft.chain < 0:
            if draft.kind == "pronoun":
                if not groups.pronoun(draft):
                    pronouns.resolve(draft, groups)
            elif not groups.nominal(draft):
                chain = roles.resolve(draft) if draft.titles else None
                if chain is None and draft.lemma in HOMES:
                    chain = roles.belonging(draft)
                chain = chain or name_of(scene, draft) or repeated.find(draft)
                if chain is None and determiner(scene, draft) in DEFINITE:
                    chain = take_up(scene, draft)
                if chain is None or (chain.named and chain.number in forbidden(scene, draft)):
                    chain = chains.new(draft)
                else:
                    chains.add(chain, draft)
                learn(scene, chain, draft)
                if draft.titles:
                    serve(scene, draft)
            if draft.chain < 0:
                chains.new(draft)
        elif draft.lemma == "counterpart":
            roles.counterpart(draft)
        _mention(scene, chains.all[draft.chain], draft)
        groups.saw(draft)
    groups.last()
    pronouns.first_person(roles)
    name_owned(scene)
    return chains


# ------------------------------------------------------------------------------------------------ salience
def _mention(scene: Scene, chain: Chain, draft: Draft) -> None:
    weight = role_weight(scene.parse, draft.head)
    if draft.kind == "name":
        weight += 0.8
    elif draft.kind == "demonym":
        weight = 0.6
    parse, head = scene.parse, draft.head
    if parse.deps[head] == "nsubj" and parse.lemmas[parse.heads[head]] in scene.words.speech:
        chain.spoke = scene.sentence
    if chain.named and chain.type == "Organisation" and is_target(parse, head):
        scene.targets.setdefault(chain.number)
    if chain.latest is None and draft.kind == "nominal":
        chain.generic = draft.lemma in QUANTIFIED or parse.lower[draft.first] in QUANTIFIED
    scene.chains.mentioned(chain, draft, scene.sentence, weight, quoted=scene.quoted[draft.head] >= 0)


def role_weight(parse: Parse, head: int) -> float:
    """How much a mention's syntactic role lifts what it speaks of."""
    dep = parse.deps[head]
    if dep == "pobj" and parse.lower[parse.heads[head]] == "to" and parse.lower[parse.heads[parse.heads[head]]] == "according":
        return _WEIGHT["nsubj"]
    steps = 0
    while dep == "conj" and steps < 6:
        head, steps = parse.heads[head], steps + 1
        dep = parse.deps[head]
    return _WEIGHT.get(dep, 1.0)


# ------------------------------------------------------------------------------------------------ speakers
def _speakers(scene: Scene, quotes: Sequence[Quote]) -> dict[int, Draft]:
    """Whom each quote's words are by: the subject of a verb of speech beside it, else the speaker of the quote before in its paragraph."""
    parse = scene.parse
    found: dict[int, Draft] = {}
    verbs = [i for i, p in enumerate(parse.pos) if p == "VERB" and parse.lemmas[i] in scene.words.speech and scene.quoted[i] < 0]
    if not verbs:
        return found
    previous: tuple[int, Draft] | None = None
    spoken = -1  # the verb of speech of the last quotation that has one
    for number, quote in enumerate(quotes):
        behind = verbs[bisect_left(verbs, quote.last) : bisect_left(verbs, quote.last + 10)]
        before = verbs[bisect_left(verbs, quote.first - 16) : bisect_left(verbs, quote.first)]
        for verb in (*behind, *reversed(before)):
            subject = next((c for c in parse.children[verb] if parse.deps[c] == "nsubj" and scene.quoted[c] < 0), -1)
            draft = scene.at.get(subject)
            if draft is not None and parse.text.count("\n", *sorted((quote.end, parse.start[verb]))) == 0:
                found[number], spoken = draft, verb
                break
        if number in found:
            previous = (quote.end, found[number])
        elif (
            previous is not None
            and (
                "\n" not in parse.text[previous[0] : quote.start]
                # a quotation that was left open goes on at the head of the next paragraph
                or (parse.text[previous[0] - 1] not in "\"”'’»" and not parse.text[previous[0] : quote.start].strip())
                # “…,” said Lee. “…”: a quotation that follows at once, and begins its paragraph
                or (parse.sentence[quote.first] - parse.sentence[spoken] == 1 and _heads(parse, quote))
            )
        ):
            found[number] = previous[1]
            previous = (quote.end, previous[1])
    return found


def _heads(parse: Parse, quote: Quote) -> bool:
    """Whether a quotation begins its sentence and ends one."""
    begin, end = parse.sentences[parse.sentence[quote.first]]
    return quote.first <= begin + 1 and quote.last >= end - 1
