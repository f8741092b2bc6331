"""Speech: who is quoted with which words, and statements of saying whose object is what was said.

Invariants: a quotation has at most one speaker; what is said is a statement of its own where the text yields one, else the very words.

Source: source, cue and content after Pareti, “PARC 3.0” (2016); speakers of direct quotations by position after O'Keefe et al.,
“A sequence labelling approach to quote attribution” (EMNLP 2012).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Argument, Attribution, Value
from kg.statements.clauses import Clause
from kg.statements.predicates import mint, predicate, third_person, trigger

if TYPE_CHECKING:
    from kg.annotations.records import Quote
    from kg.statements.context import Context
    from kg.statements.reading import Reading


def quotation(reading: Reading) -> None:
    """Emit the statements of saying of a document: reported clauses first, then quotations that no verb takes as its complement."""
    covered: set[int] = set()
    for clause in list(reading.clauses.by_head.values()):
        _reported(reading, clause, covered)
    _quoted(reading, covered)


def _reported(reading: Reading, clause: Clause, covered: set[int]) -> None:
    contexts, clauses = reading.contexts, reading.clauses
    trait = contexts.verb_trait(clause)
    speech = trait is not None and trait.speech
    complements = [
        c for c in (clauses.by_head.get(t) for t in clause.complements) if c is not None and (c.link == "ccomp" or (speech and c.link == "xcomp"))
    ]
    complements = [c for c in complements if (speech and (c.link == "ccomp" or not clause.objects)) or (c.finite and c.head > clause.head)]
    if not complements or trait is None or (not speech and (trait.raising or trait.polarity or not (trait.factive or trait.modality))):
        return  # “made sure that”, “let it go”: no one says or thinks anything
    if clause.copula or contexts.trait(reading.parse.words[clause.head].lower(), "conjunction") is not None:
        return
    speakers = reading.slot("subject", clause.agents if clause.passive and clause.agents else clause.subjects)
    if clause.passive and not clause.agents:
        return
    context = contexts.of(clause)
    parse = reading.parse
    first, last = trigger(parse, clause.group, clause.subjects)
    name = reading.known("kg:said", clause.lemma) if speech else mint([clause.lemma])
    phrase = predicate(parse, name, third_person(clause.lemma), first, last)
    time, place = reading.time(clause), reading.place(clause)
    occasion = _occasion(reading, clause)
    for complement in complements:
        number = reading.annotations.quoted[complement.head] if reading.annotations.quoted else -1
        if number >= 0:
            covered.add(number)
        object = content(reading, complement, cue=clause)
        for speaker in speakers:
            reading.emit(
                token=clause.head,
                subject=speaker,
                predicate=phrase,
                object=object,
                context=_without(context, speaker),
                extractor="quotation",
                roles=occasion,
                time=time,
                place=place,
            )


def _occasion(reading: Reading, clause: Clause) -> list[tuple[str, Argument]]:
    """Where or in what something was said (“in a letter”, “at a conference”), as roles."""
    return [
        (p.word, a)
        for p in clause.prepositions
        if p.word in ("in", "at", "during", "on") and reading.counts(p) and not reading.is_place(p)
        for a in reading.slot(p.word, (p.token,))
    ]


def _without(context: Context, speaker: Argument) -> Context:
    """A statement of saying is not itself attributed to who says it."""
    return replace(context, attribution=tuple(a for a in context.attribution if a.chain != speaker.chain))


def content(reading: Reading, clause: Clause, *, cue: Clause | None = None) -> Argument:
    """What a clause says, as an argument: its first statement, else its words, without those of a cue that stands before or behind them."""
    parse = reading.parse
    first, last = parse.left[clause.head], parse.right[clause.head]
    if cue is not None and not clause.shared:  # a subject that the parser gave to another verb
        first = min([first, *(parse.left[s] for s in clause.subjects if cue.head < parse.left[s] and s < clause.head)])
    if first < clause.head and parse.words[first].lower() == "that" and (parse.deps[first] == "mark" or clause.marker == "that"):
        first += 1
    if cue is not None and first <= cue.head <= last:
        torn = [reading.clauses.introduced[s] for s in cue.subjects if s in reading.clauses.introduced]
        edges = [cue.head, *(parse.left[s] for s in cue.subjects), *(min([n, *(c for c in parse.children[n] if c < n)]) for n in torn)]
        if cue.head > clause.head:
            last = min(edges) - 1
        else:
            first = max(cue.head, *(parse.right[s] for s in cue.subjects)) + 1 if cue.subjects else cue.head + 1
    while first < last and parse.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    while last > first and parse.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    start, end = parse.start[first], parse.end[last]
    text = parse.text[start:end]
    label = " ".join(text.split())
    ids = reading.by_clause.get(clause.head) or next((reading.by_clause[t] for t in _below(reading, clause) if t in reading.by_clause), [])
    if ids:
        return Argument("object", text, start, end, "Statement", label, statement=ids[0])
    return Argument("object", text, start, end, "Text", label, value=Value(text, "text"))


def _below(reading: Reading, clause: Clause) -> list[int]:
    """Heads of the clauses that carry a clause's content where it has no statement of its own (“is ready to work”)."""
    return [t for t in (*clause.complements, *(c for a in clause.attributes for c in reading.parse.children[a])) if t in reading.clauses.by_head]


def _quoted(reading: Reading, covered: set[int]) -> None:
    parse = reading.parse
    for number, speaker in sorted(reading.contexts.quotations.items()):
        quote = reading.annotations.quotes[number]
        if number in covered or any(reading.annotations.skip[t] for t in range(quote.first, quote.last)):
            continue
        heads = [t for t in range(quote.first, quote.last) if t in reading.clauses.by_head and reading.clauses.by_head[t].link in ("root", "ccomp")]
        cue = _cue(reading, quote, speaker)
        if not heads or cue < 0:
            continue
        clause = reading.clauses.by_head[cue]
        subject = Argument("subject", speaker.text, speaker.start, speaker.end, speaker.type, speaker.label, speaker.chain)
        first, last = trigger(parse, clause.group, clause.subjects)
        name = reading.known("kg:said", clause.lemma)
        reading.emit(
            token=cue,
            subject=subject,
            predicate=predicate(parse, name, third_person(clause.lemma), first, last),
            object=content(reading, reading.clauses.by_head[heads[0]]),
            context=_without(reading.contexts.of(clause), subject),
            extractor="quotation",
            roles=_occasion(reading, clause),
            time=reading.time(clause),
            place=reading.place(clause),
            features=("loose",),
        )


def _cue(reading: Reading, quote: Quote, speaker: Attribution) -> int:
    """Token of the verb that the speaker's attribution names, nearest to the quotation."""
    parse = reading.parse
    best = -1
    for head in reading.clauses.by_head:
        if parse.words[head] == speaker.cue and not quote.first <= head < quote.last:
            distance = min(abs(head - quote.first), abs(head - quote.last))
            if best < 0 or distance < min(abs(best - quote.first), abs(best - quote.last)):
                best = head
    return best
