"""What grammar forbids a pronoun to stand for, and whom the words around it point to.

Invariants: what is given is chain numbers of the pronoun's own sentence; nothing here changes a chain. The prohibitions are Principles B and C
of Chomsky, "Lectures on Government and Binding" (1981), and the i-within-i filter, read off a dependency parse.
"""

from __future__ import annotations

from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.scene import Scene
from kg.annotations.vocabulary import PLURAL

SELVES = frozenset(("himself", "herself", "itself", "themselves"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# words that speak of no one thing, which nothing outside their sentence can take up
QUANTIFIED = frozenset(
    "any every each no neither either another anyone anybody everyone everybody someone somebody nobody no-one something anything everything "
    "nothing".split()
)
_OWNERS = frozenset(("his", "her", "its", "their"))


def is_possessive(parse: Parse, draft: Draft) -> bool:
    """Tell whether a pronoun stands before what it owns (“its head”)."""
    return parse.deps[draft.head] == "poss" or (draft.lemma in _OWNERS and draft.lemma != "her")


def governor(parse: Parse, head: int) -> int:
    """The verb or noun that a phrase is an argument of, past coordination, apposition and preposition."""
    above = parse.heads[head]
    steps = 0
    while parse.deps[head] in ("conj", "pobj", "appos") and steps < 6:
        head, steps = above, steps + 1
        above = parse.heads[head]
    if parse.pos[above] == "ADP":
        above = parse.heads[above]
    return above


def forbidden(scene: Scene, draft: Draft) -> set[int]:
    """Chains that a pronoun or a noun phrase cannot stand for.

    These are what it lies in (“the head of its board”), what is an argument of its own verb (“Smith praised him”), what is named below it
    (“he said Putin would go”, “it is Boeing's airliner”), what its own quotation speaks of (“‘Putin left,’ he said”), and, for an owner,
    what it owns: the thing itself, what that stands in apposition to or is said to be (“Firefox, its main rival”).

    Args:
        scene: the document.
        draft: a pronoun or a definite noun phrase.

    Returns:
        Numbers of chains of its sentence.
    """
    parse = scene.parse
    deps, heads = parse.deps, parse.heads
    head = draft.head
    owner = is_possessive(parse, draft)
    above = governor(parse, head)
    found: set[int] = set()
    if owner:
        _owned(scene, heads[head], found)
    verb = heads[head] if deps[head] in SUBJECTS else -1
    says = verb >= 0 and scene.quoted[head] < 0 and parse.lemmas[verb] in scene.words.speech
    end = parse.right[verb] if verb >= 0 else -1
    free = owner or draft.lemma in SELVES
    if not free and verb < 0:
        _doer(scene, above, found)
    for other in scene.within[parse.sentence[head]]:
        if other is draft or other.chain < 0 or other.chain in found:
            continue
        if (
            (other.first <= draft.first and draft.last <= other.last)
            or (not free and deps[other.head] != "poss" and governor(parse, other.head) == above)
            or (
                head < other.first
                and other.head <= end
                and other.kind != "pronoun"
                and below(parse, other.head, verb)
                # “Acme said …. The company said Acme shares …”: reports name whoever speaks on within what it says
                and not (says and draft.kind == "nominal" and scene.chain(other).spoke >= 0)
            )
            or (
                says
                and scene.quoted[other.head] >= 0
                and not (draft.kind == "nominal" and draft.type == "Organisation" and scene.chain(other).spoke >= 0)
            )
        ):
            found.add(other.chain)
    return found


def _doer(scene: Scene, verb: int, found: set[int]) -> None:
    """“Smith hoped to meet him”, “Smith came and praised him”: who does what is done to a pronoun stands with the verb above."""
    parse = scene.parse
    deps, heads, children = parse.deps, parse.heads, parse.children
    for _ in range(4):
        subject = next((c for c in children[verb] if deps[c] in SUBJECTS), -1)
        if subject >= 0:
            other = scene.at.get(subject)
            if other is not None and other.chain >= 0:
                found.add(other.chain)
            return
        above = heads[verb]
        controlled = deps[verb] == "xcomp" and not any(deps[c] in ("dobj", "dative") for c in children[above])
        if above == verb or not (controlled or deps[verb] == "conj") or parse.pos[above] not in ("VERB", "AUX"):
            return
        verb = above


def _owned(scene: Scene, noun: int, found: set[int]) -> None:
    parse = scene.parse
    thing = scene.at.get(noun)
    if thing is not None and thing.chain >= 0:
        found.add(thing.chain)
    others = []
    if parse.deps[noun] == "appos":
        others.append(parse.heads[noun])
    elif parse.deps[noun] == "attr":
        others.extend(c for c in parse.children[parse.heads[noun]] if parse.deps[c] in SUBJECTS)
    for token in others:
        other = scene.at.get(token)
        if other is not None and other.chain >= 0:
            found.add(other.chain)


def below(parse: Parse, token: int, top: int) -> bool:
    """Whether a token hangs, at any depth, on another."""
    heads = parse.heads
    for _ in range(40):
        if token == top:
            return True
        above = heads[token]
        if above == token:
            return False
        token = above
    return False


def subjects_above(scene: Scene, draft: Draft) -> tuple[set[int], int]:
    """Chains of the subjects of the verbs over a pronoun, and of the speaker whose words it lies in.

    Args:
        scene: the document.
        draft: a pronoun.

    Returns:
        The chains of the subjects of its own clause (for an owner) and of the clauses that govern it; the chain of the subject of the nearest
        verb of speech or thought that takes its clause as what is said (“Voltmark said it would pay”), or -1.
    """
    parse = scene.parse
    deps, heads = parse.deps, parse.heads
    found: set[int] = set()
    speaker = -1
    verb, clause = governor(parse, draft.head), ""
    # the speaker is at hand as the subject of what is said, or as whose the subject is
    head = heads[draft.head] if is_possessive(parse, draft) else draft.head
    leads = deps[head] in SUBJECTS and verb == (heads[head] if head == draft.head else head)
    if head != draft.head and deps[head] in SUBJECTS:
        verb = heads[head]
    if head != draft.head and deps[head] == "pobj":
        # “in backing Russia in its dispute”: where the verb has no subject, its object is nearest
        over = governor(parse, head)
        if parse.pos[over] == "VERB" and not any(deps[c] in SUBJECTS for c in parse.children[over]):
            near = next((scene.at[c].chain for c in parse.children[over] if deps[c] == "dobj" and c < draft.head and c in scene.at), -1)
            if near >= 0:
                return {near}, -1
    for _ in range(6):
        for child in parse.children[verb]:
            if deps[child] in SUBJECTS and child < draft.head:
                # “who” stands for the noun that its clause hangs on
                other = scene.at.get(heads[verb] if parse.tags[child] in ("WP", "WDT") and deps[verb] == "relcl" else child)
                if other is not None and other.chain >= 0:
                    found.add(other.chain)
                    if leads and speaker < 0 and clause == "ccomp" and parse.lemmas[verb] in scene.words.speech:
                        speaker = other.chain
        above = heads[verb]
        if above == verb:
            break
        if deps[verb] == "acl" and parse.tags[verb] == "VBG" and above in scene.at and scene.at[above].chain >= 0:
            found.add(scene.at[above].chain)  # “users putting cases on their phones”
        if deps[verb] != "conj":
            leads = leads and not clause  # only of what the subject's own clause hangs on
            clause = deps[verb]
        verb = above
    return found, speaker


def told_of_others(scene: Scene, draft: Draft) -> bool:
    """Whether the clause of a singular pronoun speaks of others as “they” (“she died after they left”), who are then apart from it."""
    parse = scene.parse
    if parse.deps[draft.head] not in SUBJECTS or parse.lemmas[parse.heads[draft.head]] in scene.words.speech:
        return False
    begin, end = parse.sentences[parse.sentence[draft.head]]
    return any(parse.lower[i] in PLURAL and parse.deps[i] in SUBJECTS for i in range(begin, end))
