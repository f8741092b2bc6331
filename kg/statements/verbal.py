"""Statements of verbs: who did what to whom, mapped by the lexicon's frames or kept in the text's own words.

Invariants:
    * A passive is turned round: what was acted upon is the object, the agent the subject; without an agent it stays as it is (“was held in”).
    * A verb that only colours its complement (plans to, failed to, is expected to) makes no statement of its own.
    * An argument that no frame takes is still a role of the statement, under its preposition.

Source: clause types after Del Corro and Gemulla (ClausIE, WWW 2013); objects moved into the relation after Fader, Soderland and Etzioni,
“Identifying relations for open information extraction” (ReVerb, EMNLP 2011).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Argument
from kg.statements.arguments import plain
from kg.statements.clauses import Clause, Prepositional, noun_prepositions
from kg.statements.context import Context
from kg.statements.copular import copular, small_clause
from kg.statements.frames import Match, matches
from kg.statements.predicates import mint, predicate, third_person, trigger
from kg.statements.reading import Reading
from kg.statements.roles import noun_words

ARGUMENT_PREPOSITIONS = frozenset(
    ("to", "with", "from", "for", "against", "into", "over", "about", "on", "as", "of", "at", "toward", "towards", "between", "among")
)
NEVER_ARGUMENTS = frozenset("per despite like unlike including amid since until after before during because".split()) | {
    "according to",
    "because of",
    "due to",
}
MOST_PAIRS = 16
MOST_LABEL_WORDS = 4


def verbal(reading: Reading) -> None:
    """Emit the statements of all clauses of a document, in order of position."""
    for clause in reading.clauses.by_head.values():
        if clause.copula or clause.existential:
            copular(reading, clause)
        else:
            _clause(reading, clause)


def _clause(reading: Reading, clause: Clause) -> None:
    contexts, clauses = reading.contexts, reading.clauses
    trait = contexts.verb_trait(clause)
    complements = [c for c in (clauses.by_head.get(t) for t in clause.complements) if c is not None and c.link in ("xcomp", "ccomp")]
    subjects, objects, indirect, passive = _turned(clause)
    if complements and not objects:
        if trait is None or not trait.speech:
            if any(not c.finite for c in complements) or trait is not None:
                return
        elif not clause.prepositions:
            return
    context = contexts.of(clause)
    slots: dict[str, list[Argument]] = {"subject": reading.slot("subject", subjects)}
    if not slots["subject"]:
        return
    slots["object"] = reading.slot("object", objects)
    slots["indirect"] = reading.slot("indirect", indirect)
    prepositions = [p for p in clause.prepositions if reading.counts(p) and p.word not in NEVER_ARGUMENTS]
    for p in prepositions:
        slots.setdefault(p.word, []).extend(reading.slot(p.word, (p.token,)))
    matched = [] if passive else _framed(reading, clause, slots, objects)
    time, place = reading.time(clause), reading.place(clause)
    taken: set[str] = set()
    light = False
    for match, noun in matched:
        label, first, last = _label(reading, clause, match, noun)
        phrase = predicate(reading.parse, match.frame.property, label, first, last)
        light |= noun >= 0
        taken |= {match.slot} | ({"object"} if noun >= 0 else set())
        taken |= {slot for slot, role in match.frame.slots if role == "both"} | (match.consumed - {"subject", "object", "indirect"})
        rest = [(p.word, a) for p in prepositions if p.word not in match.consumed and not reading.is_place(p) for a in slots[p.word]]
        for subject, object in match.pairs[:MOST_PAIRS]:
            reading.emit(
                token=clause.head,
                subject=subject,
                predicate=phrase,
                object=object,
                context=context,
                extractor="verbal",
                time=time,
                place=place,
                roles=(*match.roles, *rest),
                frame=match.frame,
                features=_features(clause, object),
            )
    _plain(reading, clause, context, slots, prepositions, taken, passive, bool(matched), objects)
    for attribute in clause.attributes:
        small_clause(reading, clause, slots["subject"] if passive else slots["object"], attribute)


def _turned(clause: Clause) -> tuple[list[int], list[int], list[int], bool]:
    """Subject, object and indirect object tokens of the active form; True at the end for a passive without agent."""
    if not clause.passive:
        return clause.subjects, clause.objects, clause.indirect, False
    if not clause.agents:
        return clause.subjects, clause.objects, [], True
    if clause.objects:
        return clause.agents, clause.objects, clause.subjects, False
    return clause.agents, clause.subjects, [], False


def _framed(reading: Reading, clause: Clause, slots: dict[str, list[Argument]], objects: Sequence[int]) -> list[tuple[Match, int]]:
    """Frames of the verb, and of a noun that a light verb carries (with the noun's token, else -1)."""
    lexicon, parse = reading.lexicon, reading.parse
    found: list[tuple[Match, int]] = []
    for noun in objects:
        frames = [f for f in lexicon.frames.get(parse.lemmas[noun], ()) if f.pos == "light" and clause.lemma in f.verbs]
        if frames:
            own = dict(slots)
            for p in noun_prepositions(parse, noun):
                if not reading.is_time(p.token):
                    own[p.word] = [*own.get(p.word, ()), *reading.slot(p.word, (p.token,))]
            found.extend((m, noun) for m in matches(frames, own, reading.ontology))
    if not found:
        frames = [f for f in lexicon.frames.get(clause.lemma, ()) if f.pos == "verb" and f.particle == clause.particle]
        found.extend((m, -1) for m in matches(frames, slots, reading.ontology, allow_no_object=not slots["object"]))
    return found


def _label(reading: Reading, clause: Clause, match: Match, noun: int) -> tuple[str, int, int]:
    """The words between subject and object, and the tokens of the trigger."""
    parse = reading.parse
    blocked = [*clause.subjects, *clause.objects]
    first, last = trigger(parse, clause.group, blocked)
    words = [third_person(clause.lemma)]
    if clause.particle:
        words.append(clause.particle)
    slot = match.slot
    if noun >= 0:
        words.append(noun_words(reading, noun))
        last = max(last, noun + 1)
        first = min(first, noun)
    elif slot not in ("object", "subject", "indirect", ""):
        goods = next((a for s, r in match.frame.slots if s == "object" for a in _fillers(match, r)), None)
        if goods is not None and len(goods.label.split()) <= MOST_LABEL_WORDS:
            words.append(goods.label)
    if slot not in ("object", "subject", "indirect", "complement", ""):
        words.append(slot)
    return " ".join(words), first, last


def _fillers(match: Match, role: str) -> list[Argument]:
    return [a for r, a in match.roles if r == role]


def _features(clause: Clause, object: Argument | None) -> list[str]:
    found = []
    if clause.shared:
        found.append(
            "shared subject" if clause.link == "conj" else "recovered subject" if clause.link in ("advcl", "acl", "pcomp") else "shared subject"
        )
    if object is not None and object.type == "Group":
        found.append("group")
    return found


def _plain(
    reading: Reading,
    clause: Clause,
    context: Context,
    slots: dict[str, list[Argument]],
    prepositions: Sequence[Prepositional],
    taken: set[str],
    passive: bool,
    mapped: bool,
    objects: Sequence[int],
) -> None:
    """Statements in the text's own words, for what no frame has taken."""
    parse = reading.parse
    first, last = trigger(parse, clause.group, (*clause.subjects, *clause.objects))
    time, place = reading.time(clause), reading.place(clause)
    if passive:
        verb, lemmas = f"is {parse.words[clause.head].lower()}", ["be", parse.words[clause.head]]
    else:
        verb, lemmas = third_person(clause.lemma), [clause.lemma]
    if clause.particle:
        verb, lemmas = f"{verb} {clause.particle}", [*lemmas, clause.particle]
    features = _features(clause, None)

    def emit(subject: Argument, label: str, name: list[str], object: Argument | None, roles: Sequence[tuple[str, Argument]], *more: str) -> None:
        reading.emit(
            token=clause.head,
            subject=subject,
            predicate=predicate(parse, mint(name), label, first, last),
            object=object,
            context=context,
            extractor="verbal",
            roles=roles,
            time=time,
            place=place,
            features=(*features, *more),
        )

    roles = [(p.word, a) for p in prepositions for a in slots[p.word] if not reading.is_place(p)]
    subjects = slots["subject"]
    made = mapped
    support = clause.lemma in reading.lexicon.support_verbs
    if slots["object"] and "object" not in taken:
        for subject in subjects:
            for object in slots["object"][:MOST_PAIRS]:
                emit(subject, verb, lemmas, object, [*(("recipient", a) for a in slots["indirect"]), *roles])
        made = True
    if slots["indirect"] and slots["object"] and "indirect" not in taken:
        what = _short(slots["object"][0])
        for subject in subjects:
            for object in slots["indirect"]:
                emit(subject, f"{verb} {what} to".replace("  ", " "), [*lemmas, "to"], object, [("object", slots["object"][0])], "further argument")
    for noun, argument in zip(objects, slots["object"], strict=False) if len(objects) == len(slots["object"]) else ():
        if support and "object" not in taken and parse.pos[noun] == "NOUN":
            for p in noun_prepositions(parse, noun):
                if p.word in ARGUMENT_PREPOSITIONS and p.word != "of" and not reading.is_time(p.token):
                    for subject in subjects:
                        for object in reading.slot("object", (p.token,)):
                            words = noun_words(reading, noun)
                            emit(
                                subject,
                                f"{verb} {words} {p.word}",
                                [*lemmas, parse.lemmas[noun], p.word],
                                object,
                                [("object", argument)],
                                "further argument",
                            )
    for p in prepositions:
        if p.word in taken or not slots[p.word]:
            continue
        transitive = bool(slots["object"])
        if (transitive or mapped) and (p.word not in ARGUMENT_PREPOSITIONS or reading.is_place(p) or p.word in ("in", "at")):
            continue
        if parse.lemmas[p.token] in reading.lexicon.empty_nouns or (p.word == "as" and mapped):
            continue
        what = f" {_short(slots['object'][0])}" if transitive and not support else ""
        if transitive and support:
            what = f" {noun_words(reading, objects[0])}" if objects else ""
        for subject in subjects:
            for object in reading.slot("object", (p.token,)):
                middle = [parse.lemmas[objects[0]]] if transitive and support and objects else []
                emit(
                    subject,
                    f"{verb}{what} {p.word}",
                    [*lemmas, *middle, p.word],
                    object,
                    [r for r in roles if r[1].start != object.start] + ([("object", slots["object"][0])] if transitive else []),
                    *(["further argument"] if transitive or made else []),
                )
        made = True
    trait = reading.contexts.verb_trait(clause)
    participle = not clause.finite and clause.link in ("advcl", "acl", "conj", "pcomp") and not passive
    if not made and not slots["object"] and not participle and not (trait is not None and trait.speech):
        for subject in subjects:
            if subject.chain:
                emit(subject, verb, lemmas, None, [])


def _short(argument: Argument) -> str:
    """An argument's words for a label: at most a few."""
    words = plain(argument.label or argument.text).split()
    return " ".join(words[-MOST_LABEL_WORDS:]) if len(words) <= 2 * MOST_LABEL_WORDS else words[-1]
