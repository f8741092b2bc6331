"""Statements of being: “X is the president of Y”, “X is ready for Y”, “X is at odds with Y”, “called X legitimate”, “there were protests in Y”.

Invariants: an office or relation that the lexicon knows becomes its property (president of, capital of); other nouns stay as `is`;
an adjective that only colours its complement (is ready to, is likely to) makes no statement.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Argument
from kg.statements.clauses import Clause
from kg.statements.context import Context
from kg.statements.phrases import joined, noun_prepositions, phrase_end
from kg.statements.predicates import mint, predicate, third_person, trigger
from kg.statements.quantities import quantity, whole_end
from kg.statements.reading import Reading
from kg.statements.roles import role_statements

NOUN_PREPOSITIONS = frozenset(("of", "to", "for", "from", "in", "at", "with", "against", "between", "on"))
COMPARING = frozenset(("below", "above", "over", "under", "short", "lower", "higher", "more", "less", "fewer", "ahead", "behind", "up", "down"))
STATES = COMPARING | {"off", "underway", "away", "back", "over", "out"}
ADVERBIAL = frozenset("because since until after before during despite unlike like".split())
LONGEST_COMPLEMENT = 10  # tokens
IDIOMS = frozenset(
    ("odds", "war", "loggerheads", "line", "touch", "contact", "talks", "charge", "favour", "favor", "danger", "risk", "conflict", "part")
)


def copular(reading: Reading, clause: Clause) -> None:
    """Emit the statements of a clause whose verb is be, become or remain."""
    parse = reading.parse
    context = reading.contexts.of(clause)
    verb = third_person(clause.lemma)
    first, last = trigger(parse, clause.group, (*clause.subjects, *clause.attributes))
    time, place = reading.time(clause), reading.place(clause)
    features = ["recovered subject"] if clause.shared else []

    def emit(subject: Argument, label: str, name: list[str], object: Argument | None, *more: str, kind: str = "") -> None:
        reading.emit(
            token=clause.head,
            subject=subject,
            predicate=predicate(parse, kind or mint(name), label, first, last),
            object=object,
            context=context,
            extractor="copular",
            time=time,
            place=place,
            happening=False,
            features=(*features, *more),
        )

    if clause.existential:
        things = reading.slot("subject", [*clause.attributes, *clause.subjects])
        nouns = [p for noun in (*clause.attributes, *clause.subjects) for p in noun_prepositions(parse, noun) if reading.is_place(p)]
        for p in (*clause.prepositions, *nouns):
            for thing in things:
                for object in reading.slot("object", (p.token,)):
                    if object.type != "Time":
                        emit(thing, f"is {p.word}", ["be", p.word], object)
        return
    subjects = reading.slot("subject", clause.subjects)
    if not subjects or (len(clause.subjects) == 1 and parse.words[clause.subjects[0]].lower() in ("it", "this", "that")):
        return  # “it was the first meeting”: what “it” is stands in what follows
    difference = _difference(reading, clause)
    if difference is not None:
        for subject in subjects:
            emit(subject, verb, [clause.lemma], difference)
        return
    for attribute in clause.attributes:
        if parse.words[attribute].lower() == "face" and not parse.children[attribute][:1]:
            continue  # “face to face”
        if parse.pos[attribute] in ("ADJ", "VERB", "ADV"):
            _adjective(reading, clause, context, subjects, attribute)
            continue
        for subject in subjects:
            if role_statements(reading, clause.head, subject, attribute, context, first, last, time=time, extractor="copular"):
                continue
            indefinite = any(parse.words[c].lower() in ("a", "an") for c in parse.children[attribute] if parse.deps[c] == "det")
            for object in reading.slot("object", (attribute,)):
                emit(
                    subject,
                    verb,
                    [clause.lemma],
                    object,
                    kind="kg:isA" if indefinite and clause.lemma == "be" and "kg:isA" in reading.ontology.properties else "",
                )
            for p in noun_prepositions(parse, attribute):
                located = reading.annotations.at.get(attribute)
                covered = (
                    p.word == "of" and located is not None and located.first <= p.token < located.last
                )  # “is a form of medicine” says it already
                if p.word in NOUN_PREPOSITIONS and not covered:
                    for object in reading.slot("object", (p.token,)):
                        if object.type != "Time":
                            emit(
                                subject,
                                f"{verb} {parse.words[attribute].lower()} {p.word}",
                                [clause.lemma, parse.lemmas[attribute], p.word],
                                object,
                                "further argument",
                            )
    if clause.attributes or any(c in reading.clauses.by_head for c in clause.complements):
        return
    if _state(reading, clause, emit, subjects):
        return
    for p in joined(parse, clause.prepositions):
        nested = [q for q in noun_prepositions(parse, p.token) if q.word in ("with", "of", "for", "to", "from")]
        if parse.lemmas[p.token] in IDIOMS or parse.words[p.token].lower() in IDIOMS:
            for q in nested:
                for subject in subjects:
                    for object in reading.slot("object", (q.token,)):
                        noun = parse.words[p.token].lower()
                        emit(subject, f"{verb} {p.word} {noun} {q.word}", [clause.lemma, p.word, parse.words[p.token], q.word], object)
            if nested:
                continue
        if p.word == "according to":
            continue
        for subject in subjects:
            for object in reading.slot("object", (p.token,)):
                if object.type != "Time":
                    emit(subject, f"{verb} {p.word}", [clause.lemma, p.word], object)


def _difference(reading: Reading, clause: Clause) -> Argument | None:
    """“were 2.8 billion dlrs or 0.7 pct below the level of May”: how far from something, which is no amount of the subject's."""
    parse = reading.parse
    measured = {a: quantity(parse, a, reading.lexicon) for a in clause.attributes}
    measures = [a for a, found in measured.items() if found is not None and found.whole]
    if not measures:
        return None
    end = max(measures)
    for marker in (c for head in (clause.head, *measures) for c in parse.children[head] if c == end + 1):
        if parse.words[marker].lower() in COMPARING and parse.deps[marker] in ("prep", "advmod", "amod", "acomp", "attr"):
            first = min(parse.left[a] for a in measures)
            return reading.arguments.words("object", end, first=first, last=max(whole_end(parse, marker) - 1, marker))
    return None


def _adjective(reading: Reading, clause: Clause, context: Context, subjects: list[Argument], adjective: int) -> None:
    parse = reading.parse
    trait = reading.contexts.trait(parse.lemmas[adjective], "adjective")
    governs = any(c in reading.clauses.by_head for c in (*clause.complements, *parse.children[adjective]))
    if governs and (trait is not None or any(parse.deps[c] == "xcomp" for c in (*parse.children[adjective], *clause.complements))):
        return
    verb = third_person(clause.lemma)
    first, last = trigger(parse, sorted({*clause.group, adjective}), clause.subjects)
    word = parse.words[adjective].lower()
    made = False
    time = reading.time(clause)
    for p in (*noun_prepositions(parse, adjective), *clause.prepositions):
        if p.word == "according to" or reading.is_time(p.token):
            continue
        for subject in subjects:
            if p.word == "than" or parse.tags[adjective] == "JJS":
                word = _compared(reading, adjective)
            for object in reading.slot("object", (p.token,)):
                made |= (
                    reading.emit(
                        token=clause.head,
                        subject=subject,
                        predicate=predicate(parse, mint([clause.lemma, word, p.word]), f"{verb} {word} {p.word}", first, last),
                        object=object,
                        context=context,
                        extractor="copular",
                        happening=False,
                        time=time,
                    )
                    is not None
                )
    if not made:
        value = _completed(reading, clause, adjective)
        if value is None:
            return
        group = trigger(parse, clause.group, clause.subjects)
        for subject in subjects:
            reading.emit(
                token=clause.head,
                subject=subject,
                predicate=predicate(parse, mint([clause.lemma]), verb, *group),
                object=value,
                context=context,
                extractor="copular",
                happening=False,
                time=time,
            )


def _completed(reading: Reading, clause: Clause, adjective: int) -> Argument | None:
    """An adjective with its complement: “payable over three years”, “interested in some of our properties”; None where one is missing."""
    parse = reading.parse
    first, last = reading.arguments.extent(adjective)
    end = max(last, phrase_end(parse, adjective, LONGEST_COMPLEMENT))
    while True:  # what the parser has hung on the verb
        later = next((c for c in parse.children[clause.head] if parse.left[c] == end + 1 and parse.deps[c] == "prep"), -1)
        if later < 0 or parse.right[later] - adjective > LONGEST_COMPLEMENT or parse.words[later].lower() in ADVERBIAL:
            break
        end = parse.right[later]
    if end == adjective and parse.words[adjective].lower() in reading.lexicon.incomplete_words:
        return None
    return reading.arguments.words("object", adjective, first=first, last=end)


def _state(reading: Reading, clause: Clause, emit: Callable[..., None], subjects: list[Argument]) -> bool:
    """“is up 45 pct to 260,000”, “was underway”: an adverb that says how things stand."""
    parse = reading.parse
    for adverb in clause.adverbs:
        if adverb > clause.head and parse.words[adverb].lower() in STATES:
            last = phrase_end(parse, adverb, LONGEST_COMPLEMENT)
            if last == adverb and parse.words[adverb].lower() in COMPARING:
                return False
            for subject in subjects:
                emit(subject, third_person(clause.lemma), [clause.lemma], reading.arguments.words("object", adverb, first=adverb, last=last))
            return True
    return False


def _compared(reading: Reading, adjective: int) -> str:
    """A compared adjective with what stands before it: “more fuel efficient” is not “efficient”."""
    parse = reading.parse
    first = min([adjective, *(parse.left[c] for c in parse.children[adjective] if c < adjective and parse.deps[c] in ("advmod", "npadvmod"))])
    return " ".join(parse.text[parse.start[first] : parse.end[adjective]].lower().split())


def small_clause(reading: Reading, clause: Clause, things: list[Argument], attribute: int) -> None:
    """“Wang called the concerns legitimate”: the concerns are legitimate, says Wang."""
    parse = reading.parse
    context = reading.contexts.of(clause)
    speakers = reading.contexts.speaker(clause) if reading.contexts.speaks(clause) else None
    if speakers is not None:
        context = Context("affirmed", "actual", None, (speakers, *context.attribution))
    first, last = trigger(parse, clause.group, (*clause.subjects, *clause.objects))
    if parse.pos[attribute] in ("NOUN", "PROPN") and speakers is None:
        made = [
            role_statements(reading, clause.head, thing, attribute, context, first, last, time=reading.time(clause), extractor="copular")
            for thing in things
        ]
        if any(made):
            return
    values = reading.slot("object", (attribute,)) if parse.pos[attribute] in ("NOUN", "PROPN") else [reading.arguments.words("object", attribute)]
    for thing in things:
        for value in values:
            reading.emit(
                token=clause.head,
                subject=thing,
                predicate=predicate(parse, mint(["be"]), "is", first, last),
                object=value,
                context=context,
                extractor="copular",
                happening=False,
                time=reading.time(clause),
                features=("loose",),
            )
