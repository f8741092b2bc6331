"""What the parser often gets wrong in news and what can be recognised safely.

Invariants: a repair needs a pattern that is hardly ever right as parsed; it changes the clauses only, never the parse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.statements.agreement import noun_number, verb_number
from kg.statements.phrases import conjuncts, noun_prepositions
from kg.statements.reported import LISTENED

if TYPE_CHECKING:
    from kg.annotations.parse import Parse
    from kg.statements.clauses import Clause, Clauses

PERCEIVING = frozenset("see hear watch find catch show picture film leave keep have get notice feel".split())
SUBORDINATING = frozenset(("after", "before", "since", "until", "as", "because", "while"))


def mend_clauses(clauses: Clauses) -> None:
    """Mend the clauses of a document in place, before missing subjects are recovered."""
    for clause in list(clauses.by_head.values()):
        if clause.head not in clauses.by_head:
            continue
        if clause.link in ("conj", "pcomp", "ccomp") and clause.group == [clause.head] and _adjectival(clauses, clause):
            continue
        if clause.link == "ccomp" and clause.marker == "" and clause.subjects:
            _torn(clauses, clause)
        if clause.link in ("relcl", "acl") and clause.finite and clause.subjects:
            _said_in(clauses, clause)
        if clause.link == "amod":
            _restore(clauses, clause)
        if clause.link == "advcl" and not clause.finite and not clause.subjects:
            _speaking_on(clauses, clause)
        bare = clause.link == "advcl" and clause.marker == "" and clauses.parse.tags[clause.head] in ("VB", "VBP", "VBD", "VBZ")
        if not clause.objects and not clause.passive:
            _shared_object(clauses, clause)
        if clause.complements:
            _parted(clauses, clause)
            _headless(clauses, clause)
        if not clause.subjects and (bare or (clause.link == "conj" and clause.finite)):
            _subordinate(clauses, clause)
        if clause.link == "root" and not clause.passive and not clause.objects and clauses.parse.tags[clause.head] in ("VBN", "VBD"):
            _headline(clauses, clause)
        if clauses.parse.deps[clause.head] == "parataxis" and clause.subjects:
            _inserted_cue(clauses, clause)
        if clause.link in ("relcl", "conj", "acl", "advcl", "ccomp", "appos", "dep") and clause.finite and clause.subjects:
            _closing_cue(clauses, clause)


def _transitive(clauses: Clauses, clause: Clause) -> bool:
    """Whether the lexicon knows a verb, and only with an object."""
    frames = [f for f in clauses.lexicon.frames.get(clause.lemma, ()) if f.pos == "verb" and f.particle == clause.particle]
    return bool(frames) and all(any(slot == "object" for slot, _ in f.slots) for f in frames)


def _said_in(clauses: Clauses, clause: Clause) -> None:
    """“said in a letter that Russia had attacked”: what was said, which the parser takes for a relative clause of the letter."""
    parse, noun = clauses.parse, clause.governor
    first = parse.left[clause.head]
    if parse.deps[noun] != "pobj" or parse.words[first].lower() != "that" or first in clause.subjects or clause.subjects[0] < noun:
        return
    marker = parse.heads[noun]
    verb = clauses.by_head.get(parse.heads[marker])
    if verb is None or parse.words[marker].lower() not in ("in", "at", "during") or not _speaks(clauses, verb) or verb.passive:
        return
    if verb.objects or any(c in clauses.by_head and clauses.by_head[c].link == "ccomp" for c in verb.complements):
        return
    clause.objects = [t for t in clause.objects if t != first]
    clause.link, clause.governor, clause.marker = "ccomp", verb.head, "that"
    verb.complements = [*verb.complements, clause.head]


def _adjectival(clauses: Clauses, clause: Clause) -> bool:
    """“and investigating magistrates asked …”, “with attacking style”, “made field work impossible”: words of a noun phrase taken for a verb.

    Returns:
        Whether the clause was none and is gone.
    """
    parse, head = clauses.parse, clause.head
    upper = clauses.by_head.get(clause.governor) or clauses.above(clause.governor)
    if upper is None or upper.head == head:
        return False
    if parse.tags[head] == "VBG" and clause.objects and clause.objects[0] == head + 1 and not clause.subjects and not clause.prepositions:
        noun = clause.objects[0]
        if clause.link == "conj" and upper.finite:
            asked = next((c for c in (clauses.by_head.get(t) for t in range(noun + 1, noun + 4)) if c is not None), None)
            if asked is None or not asked.finite or asked.subjects:
                return False
            asked.subjects, asked.link, asked.governor = conjuncts(parse, noun), "conj", upper.head
        elif not (clause.link == "pcomp" and clause.marker == "with" and upper.objects and not upper.passive and parse.tags[noun] == "NN"):
            return False
    elif not (
        clause.link == "ccomp"
        and upper.lemma in ("make", "keep", "leave", "render", "find", "consider")
        and parse.tags[head] in ("VB", "VBP")
        and any(parse.deps[c] == "acomp" for c in parse.children[head])
        and [parse.tags[s] for s in clause.subjects] == ["NN"]
        and parse.left[clause.subjects[0]] == head - 1
        and not clause.copula
    ):
        return False
    del clauses.by_head[head]
    upper.complements = [c for c in upper.complements if c != head]
    return True


def _torn(clauses: Clauses, clause: Clause) -> None:
    """Give a verb its object back that the parser took for the subject of what follows.

    “noticed the people and a warship was sent”, “visited Tokyo hoping to …”.
    """
    parse = clauses.parse
    upper = clauses.by_head.get(clause.governor)
    if upper is None or upper.objects or upper.passive or upper.head > clause.subjects[0] or _speaks(clauses, upper):
        return
    if clause.finite and len(clause.subjects) == 2 and verb_number(parse, clause.head):
        first, last = clause.subjects
        if noun_number(parse, last) is not True or parse.left[last] == last:
            return  # “peace and quiet was …”
        upper.objects, clause.subjects = [first], [last]
    elif parse.tags[clause.head] == "VBG" and not clause.finite and len(clause.subjects) == 1 and _transitive(clauses, upper):
        if parse.pos[clause.subjects[0]] != "PROPN" or clause.group != [clause.head] or upper.lemma in PERCEIVING:
            return
        upper.objects, clause.subjects = clause.subjects, []
        clause.link = "advcl"
        return
    else:
        return
    upper.complements = [c for c in upper.complements if c != clause.head]
    clause.link = "conj"


def _shared_object(clauses: Clauses, clause: Clause) -> None:
    """“arrested and charged the student”: the object of the second verb is the first one's too."""
    parse = clauses.parse
    for child in parse.children[clause.head]:
        other = clauses.by_head.get(child) if parse.deps[child] == "conj" else None
        if other is None or not other.objects or other.subjects or other.head - clause.head > 3 or not _transitive(clauses, clause):
            continue
        if parse.tags[child] == parse.tags[clause.head] and not clause.prepositions and not clause.complements:
            clause.objects = list(other.objects)
            return


def swallowed(parse: Parse, token: int) -> bool:
    """Whether a finite verb with a subject of its own was taken for a modifier of its object (“Dorn held talks”)."""
    return (
        parse.deps[token] == "amod"
        and parse.tags[token] in ("VBD", "VBZ", "VBP")
        and parse.heads[token] > token
        and parse.pos[parse.heads[token]] == "NOUN"
        and any(parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[token])
    )


def _restore(clauses: Clauses, clause: Clause) -> None:
    """Give a swallowed verb its object, and what hangs on the object to the verb."""
    parse, noun = clauses.parse, clause.governor
    clause.objects = conjuncts(parse, noun)
    clause.prepositions.extend(noun_prepositions(parse, noun))
    clauses.carrier[noun] = clause.head
    above = parse.heads[noun]
    clause.governor, clause.link = (above, "ccomp") if above != noun and above in clauses.by_head else (-1, "root")


def _headline(clauses: Clauses, clause: Clause) -> None:
    """“900 people rescued off the coast”: a headline's participle without its auxiliary, of a verb that takes an object."""
    parse = clauses.parse
    _, last = parse.sentences[parse.sentence[clause.head]]
    if parse.words[last - 1] in (".", "!", "?", "”", '"', "''") or clause.complements or clause.group != [clause.head]:
        return
    if _transitive(clauses, clause):
        clause.passive = True


def _speaking_on(clauses: Clauses, clause: Clause) -> None:
    """“A said B has losses, noting that …”: who notes is who said, not B, whom the parser gives the participle."""
    parse = clauses.parse
    inner = clauses.by_head.get(clause.governor)
    if inner is None or inner.link != "ccomp" or parse.tags[clause.head] != "VBG" or clause.marker or clause.head < inner.head:
        return
    outer = clauses.by_head.get(inner.governor)
    if outer is not None and _speaks(clauses, clause) and _speaks(clauses, outer):
        inner.complements = [c for c in inner.complements if c != clause.head]
        outer.complements = [*outer.complements, clause.head]
        clause.governor = outer.head


def _speaks(clauses: Clauses, clause: Clause) -> bool:
    return any(t.speech for t in clauses.lexicon.traits.get(clause.lemma, ()) if t.pos == "verb") and not _supposes(clauses, clause)


def _supposes(clauses: Clauses, clause: Clause) -> bool:
    """Whether a verb form is a conjunction of condition (“assuming”, “supposing”)."""
    word = clauses.parse.words[clause.head].lower()
    return any(t.pos == "conjunction" and t.modality == "hypothetical" for t in clauses.lexicon.traits.get(word, ()))


def _parted(clauses: Clauses, clause: Clause) -> None:
    """“A captured a hill, officials said; B says it holds it”, “C was announced; D brings E”: no verb takes what a semicolon parts from it."""
    parse = clauses.parse
    for complement in list(clause.complements):
        lower = clauses.by_head.get(complement)
        if lower is None or lower.link not in ("ccomp", "advcl"):
            continue
        before, behind = (lower, clause) if complement < clause.head else (clause, lower)
        first = min([behind.head, *(parse.left[s] for s in behind.subjects)])
        if any(parse.words[t] == ";" for t in range(before.head, first)):
            clause.complements.remove(complement)
            lower.link, lower.governor = "root", -1


def _headless(clauses: Clauses, clause: Clause) -> None:
    """Give what was said the subject that the parser gave to something else.

    “said the plan, begun in May, has failed”, “said the firms being sold are A and B”: to the participle between; “told reporters the talks
    ended”: to the verb of speech as its object.
    """
    parse = clauses.parse
    if not _speaks(clauses, clause):
        return
    below = [
        c for c in (clauses.by_head.get(t) for t in clause.complements) if c is not None and c.link in ("ccomp", "xcomp") and c.head > clause.head
    ]
    for said in below:
        if said.subjects or not said.finite or said.marker == "to":
            continue
        before = next((c for c in below if c.head < said.head and c.subjects and c.link == "ccomp"), None)
        if before is not None:
            bare = parse.tags[before.head] in ("VBN", "VBD") and before.group == [before.head]
            begun = bare and parse.words[before.head - 1] == ","
            being = any(parse.words[t].lower() == "being" for t in before.group) and not before.finite
            between = range(before.head + 1, said.group[0])
            if (begun or being) and not any(parse.pos[t] == "CCONJ" and parse.heads[t] in (before.head, clause.head) for t in between):
                said.subjects, said.link = list(before.subjects), "ccomp"
                before.link, before.governor, before.passive = "acl", before.subjects[0], before.passive or begun
                clause.complements = [c for c in clause.complements if c != before.head]
                _settle(clauses, clause, said)
                return
        elif clause.objects and clause.objects[-1] < said.head and (clause.indirect or clause.lemma != "tell"):
            if not any(parse.pos[t] == "CCONJ" for t in range(clause.objects[-1], said.group[0])):
                said.subjects, said.link = clause.objects, "ccomp"
                clause.objects = []
                _settle(clauses, clause, said)
                return


def _settle(clauses: Clauses, clause: Clause, said: Clause) -> None:
    """Hang the recovered subjects on their verb; a further verb of speech stays with the speaker (“said it would end, but said that …”)."""
    clauses.carrier.update(dict.fromkeys(said.subjects, said.head))
    for child in clauses.parse.children[said.head]:
        other = clauses.by_head.get(child)
        if other is not None and other.link == "conj" and not other.subjects and _speaks(clauses, other):
            other.governor = clause.head


def _subordinate(clauses: Clauses, clause: Clause) -> None:
    """“… after its deployment of soldiers near the border prompted X to warn”: the noun behind the preposition is the verb's subject."""
    parse = clauses.parse
    upper = clauses.by_head.get(clause.governor)
    if upper is None or any(parse.deps[c] == "cc" for c in parse.children[clause.governor] if upper.head < c < clause.head):
        return
    for p in upper.prepositions:
        if p.word in SUBORDINATING and upper.head < p.marker < clause.head and parse.right[p.marker] == parse.left[clause.head] - 1:
            clause.subjects = [q.token for q in upper.prepositions if q.marker == p.marker]
            clauses.carrier.update(dict.fromkeys((p.marker, *clause.subjects), clause.head))
            clause.link, clause.marker = "advcl", p.word
            upper.prepositions = [q for q in upper.prepositions if q.marker != p.marker]
            return


def _inserted_cue(clauses: Clauses, clause: Clause) -> None:
    """“Iran, Biden said, has attacked”: a verb of speech with its subject that is put into a sentence reports the sentence."""
    parse = clauses.parse
    main = clauses.by_head.get(clause.governor)
    if main is None or clause.objects or any(parse.deps[c] == "ccomp" for c in parse.children[clause.head]):
        return
    if not any(t.speech for t in clauses.lexicon.traits.get(clause.lemma, ()) if t.pos == "verb"):
        return
    main.complements = [c for c in main.complements if c != clause.head]
    clause.link, clause.governor, clause.marker = "root", -1, ""
    clause.complements = [*clause.complements, main.head]
    main.link, main.governor = "ccomp", clause.head


def _closing_cue(clauses: Clauses, clause: Clause) -> None:
    """“…, the Russian news agency TASS reported.”: a verb of speech with its subject that closes a sentence reports the whole of it."""
    parse = clauses.parse
    first, last = parse.sentences[parse.sentence[clause.head]]
    listener = clause.objects if clause.lemma not in LISTENED else []  # “…, he told a news conference.”
    if listener or clause.complements or not any(t.speech for t in clauses.lexicon.traits.get(clause.lemma, ()) if t.pos == "verb"):
        return
    if any(parse.pos[t] not in ("PUNCT", "SPACE") for t in range(parse.right[clause.head] + 1, last)):
        return
    subject = min(clause.subjects)
    if parse.tags[subject] == "WDT":
        return  # “…, which is estimated at 60 mln dlrs” reports nothing
    if parse.right[clause.subjects[-1]] >= clause.head or clause.head - parse.left[subject] > 12:
        return
    start = parse.left[subject]
    noun = clause.governor
    if clause.link == "relcl" and 0 <= noun == start - 1:  # “the Russian news agency | TASS reported”
        start = min([noun, *(c for c in parse.children[noun] if c < noun)])
        start = min(start, *(parse.left[c] for c in parse.children[noun] if c < noun)) if any(c < noun for c in parse.children[noun]) else start
    if start <= first or parse.words[start - 1] not in (",", "”", '"', "''", "’"):
        return
    root = next((t for t in range(first, last) if parse.heads[t] == t and t in clauses.by_head), -1)
    if root < 0 or root == clause.head:
        return
    main = clauses.by_head[root]
    if clause.link == "relcl" and 0 <= noun == parse.left[subject] - 1:
        for other in clauses.by_head.values():
            other.objects = [t for t in other.objects if t != noun]
            other.subjects = [t for t in other.subjects if t != noun]
        clauses.introduced[subject] = noun
    main.complements = [c for c in main.complements if c != clause.head]
    clause.link, clause.governor, clause.marker, clause.complements = "root", -1, "", [root]
    main.link, main.governor = "ccomp", clause.head
