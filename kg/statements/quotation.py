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
from kg.statements.reported import LISTENED

if TYPE_CHECKING:
    from kg.annotations.records import Quote
    from kg.statements.context import Context
    from kg.statements.reading import Reading

OCCASIONS = frozenset(("in", "at", "on", "during", "through", "via"))  # “said in a statement”, “said at a news conference”
AGENTS = frozenset(("Person", "Organisation", "State", "Group"))


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
    roles = _occasion(reading, clause)
    for said in _parts(reading, clause, complements):
        object = content(reading, said, cue=clause)
        if object is None:
            continue
        covered.update(_quote(reading, c.head) for c in said)
        for speaker in speakers:
            reading.emit(
                token=clause.head,
                subject=speaker,
                predicate=phrase,
                object=object,
                context=_without(context, speaker) if speech else context,
                extractor="quotation",
                roles=roles,
                time=time,
                place=place,
            )


def _parts(reading: Reading, cue: Clause, complements: list[Clause]) -> list[list[Clause]]:
    """Complements that are one thing said: those on one side of the cue, unless a quotation of its own begins between them."""
    parts: list[list[Clause]] = []
    for clause in sorted(complements, key=lambda c: c.head):
        number = _quote(reading, clause.head)
        before = parts[-1][-1].head if parts else -1
        apart = number >= 0 and before < reading.annotations.quotes[number].first
        if parts and not apart and (before < cue.head) is (clause.head < cue.head):
            parts[-1].append(clause)
        else:
            parts.append([clause])
    return parts


def _quote(reading: Reading, token: int) -> int:
    """Number of the quotation that a token lies in, or -1."""
    quoted = reading.annotations.quoted
    return quoted[token] if token < len(quoted) else -1


def _occasion(reading: Reading, cue: Clause) -> list[tuple[str, Argument]]:
    """To whom and on what occasion something is said: “told Reuters”, “said to reporters”, “said in a statement”."""
    if not reading.contexts.speaks(cue):
        return []
    found = [("recipient", a) for a in reading.slot("recipient", cue.indirect or (cue.objects if cue.lemma in LISTENED else ()))]
    for p in cue.prepositions:
        if not reading.counts(p) or reading.is_place(p):
            continue
        if p.word in OCCASIONS:
            found.extend((p.word, a) for a in reading.slot(p.word, (p.token,)))
        elif p.word in ("to", "with"):
            found.extend((p.word, a) for a in reading.slot(p.word, (p.token,)) if a.type in AGENTS)
    return found


def _without(context: Context, speaker: Argument) -> Context:
    """A statement of saying is not itself attributed to who says it."""
    return replace(context, attribution=tuple(a for a in context.attribution if a.chain != speaker.chain))


def content(reading: Reading, clauses: list[Clause], *, cue: Clause | None = None) -> Argument | None:
    """What clauses say, as an argument: the first statement of theirs, else their words.

    Args:
        reading: the document.
        clauses: by position, on one side of the cue; more than one where the parser parted what is said.
        cue: the clause of the verb of speech, whose own words are left out.

    Returns:
        The argument, or None where the words make no clause (“mailed to holders”).
    """
    parse = reading.parse
    head = clauses[0]
    bare = cue is not None and head.link == "ccomp" and head.group == [head.head] and parse.tags[head.head] in ("VBN", "VBG")
    headless = head.shared or not head.subjects
    if len(clauses) == 1 and headless and (bare or (cue is not None and cue.link == "acl" and head.finite and not head.marker)):
        return None
    first = min(parse.left[t] for c in clauses for t in (c.head, *(() if c.shared else c.subjects)))
    last = max(parse.right[c.head] for c in clauses)
    first, last = _to_quote(reading, head, cue, first, last)
    pieces = [(first, last)] if cue is None else _around(reading, head, cue, first, last)
    pieces = [piece for piece in (_trimmed(reading, a, b) for a, b in pieces) if piece is not None]
    if not pieces:
        return None
    start, end = parse.start[pieces[0][0]], parse.end[pieces[-1][1]]
    text = parse.text[start:end]
    label = " ".join(" ".join(parse.text[parse.start[a] : parse.end[b]].split()) for a, b in pieces)
    heads = [c.head for c in clauses]
    own = next((reading.by_clause[t] for t in heads if t in reading.by_clause), None)
    ids = own or next((reading.by_clause[t] for c in clauses for t in _below(reading, c) if t in reading.by_clause), [])
    if ids:
        return Argument("object", text, start, end, "Statement", label, statement=ids[0])
    return Argument("object", text, start, end, "Text", label, value=Value(label, "text"))


def _to_quote(reading: Reading, clause: Clause, cue: Clause | None, first: int, last: int) -> tuple[int, int]:
    """Words that begin inside a quotation end with it or with their sentence, whatever hangs on them in the parse."""
    number = _quote(reading, clause.head)
    if number < 0:
        return first, last
    quote = reading.annotations.quotes[number]
    begin, end = reading.parse.sentences[reading.parse.sentence[clause.head]]
    if cue is None or _quote(reading, cue.head) == number:
        return max(first, quote.first), min(max(last, clause.head), quote.last - 1)
    if clause.head < cue.head:
        return max(first, quote.first, begin), last
    return max(first, quote.first) if first <= cue.head < quote.first else first, max(last, min(quote.last, end) - 1)


def _around(reading: Reading, clause: Clause, cue: Clause, first: int, last: int) -> list[tuple[int, int]]:
    """Spans of what is said, without the cue: before it, behind it, or on both sides (“Prices, Dorn said, should rise”)."""
    parse = reading.parse
    torn = [reading.clauses.introduced[s] for s in cue.subjects if s in reading.clauses.introduced]
    own = [] if cue.shared else [s for s in cue.subjects if not first <= cue.head < s or s > cue.head]
    begin = min([*cue.group, *(parse.left[s] for s in own), *(min([n, *(c for c in parse.children[n] if c < n)]) for n in torn)])
    end = max([*cue.group, *(parse.right[s] for s in own if s > cue.head)])
    sentence = parse.sentences[parse.sentence[cue.head]][0]
    if clause.head < cue.head:
        bare = clause.finite and (clause.shared or not clause.subjects)
        return [(max(sentence, 0) if bare and first > sentence and _quote(reading, first) < 0 else first, begin - 1)]
    inserted = begin > sentence and parse.words[begin - 1] == "," and parse.words[end + 1 : end + 2] == [","]
    if (
        inserted
        and first > begin
        and _quote(reading, clause.head) < 0
        and not any(p.marker < begin and p.word in OCCASIONS for p in cue.prepositions)
    ):
        first = sentence
    if first < begin:
        before = begin - 1
        while before >= first and (parse.pos[before] in ("PUNCT", "SPACE") or (parse.tags[before] == "WDT" and before > first)):
            before -= 1
        if before >= first:
            return [(first, before), (end + 1, last)]
    first = max(first, end + 1)
    return [(_led_by(reading, clause, cue, first, end + 1), _continued(reading, cue, last))]


def _led_by(reading: Reading, clause: Clause, cue: Clause, first: int, begin: int) -> int:
    """Where what is said begins behind its cue: words between that are neither the listener's nor the cue's own belong to it."""
    parse = reading.parse
    if parse.words[first].lower() == "that" or _quote(reading, first) >= 0:
        return first
    bare = clause.finite and (clause.shared or not clause.subjects)
    own = {}
    for child in parse.children[cue.head]:
        dep = parse.deps[child]
        listener = dep in ("dobj", "dative") and (dep == "dative" or cue.lemma in LISTENED)
        said = dep == "prep" and parse.words[child].lower() not in (*OCCASIONS, "to") and child >= begin
        if said and any(a.type in AGENTS for p in cue.prepositions if p.marker == child for a in reading.slot("object", (p.token,))):
            said = False
        if listener or (dep in ("prep", "agent", "advmod", "npadvmod", "prt") and not said):
            own[parse.left[child]] = parse.right[child] + 1
        elif said and not any(reading.is_time(t) for t in range(child, parse.right[child] + 1)):
            bare = True  # “said with lower prices, demand could rise”
    token = begin
    while bare and token < first:
        if token in own:
            token = own[token]
        elif parse.pos[token] in ("PUNCT", "SPACE"):
            token += 1
        else:
            return token
    return first


def _continued(reading: Reading, cue: Clause, last: int) -> int:
    """Where what is said ends: “A, and | its 55 pct stake in B” goes on behind “and” unless a clause of its own begins there."""
    parse = reading.parse
    token = last
    while token > cue.head and parse.pos[token] in ("PUNCT", "SPACE"):
        token -= 1
    end = parse.right[cue.head]
    if parse.deps[token] != "cc" or token >= end:
        return last
    rest = (reading.clauses.by_head[t] for t in range(token + 1, end + 1) if t in reading.clauses.by_head)
    if any(c.link in ("conj", "root") and c.governor in (cue.head, -1) for c in rest):
        return last
    return end


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """A span without “that” before it and without marks, conjunctions and blanks at its ends, but with the bracket that closes in it."""
    parse = reading.parse
    while first <= last and (parse.pos[first] in ("PUNCT", "SPACE") or (parse.words[first].lower() == "that" and parse.deps[first] == "mark")):
        first += 1
    while last >= first and (parse.pos[last] in ("PUNCT", "SPACE") or parse.deps[last] == "cc"):
        last -= 1
    if first > last:
        return None
    inside = parse.words[first : last + 1]
    if inside.count("(") > inside.count(")") and parse.words[last + 1 : last + 2] == [")"]:
        last += 1
    return first, last


def _below(reading: Reading, clause: Clause) -> list[int]:
    """Heads of the clauses that carry a clause's content where it has no statement of its own (“is ready to work”)."""
    return [t for t in (*clause.complements, *(c for a in clause.attributes for c in reading.parse.children[a])) if t in reading.clauses.by_head]


def _quoted(reading: Reading, covered: set[int]) -> None:
    parse = reading.parse
    for number, speaker in sorted(reading.contexts.quotations.items()):
        quote = reading.annotations.quotes[number]
        if number in covered or any(reading.annotations.skip[t] for t in range(quote.first, quote.last)):
            continue
        heads = [t for t in range(quote.first, quote.last) if t in reading.clauses.by_head and _whole(reading.clauses.by_head[t], quote)]
        cue = _cue(reading, quote, speaker)
        object = content(reading, [reading.clauses.by_head[heads[0]]]) if heads and cue >= 0 else None
        if object is None:
            continue
        clause = reading.clauses.by_head[cue]
        subject = Argument("subject", speaker.text, speaker.start, speaker.end, speaker.type, speaker.label, speaker.chain)
        first, last = trigger(parse, clause.group, clause.subjects)
        name = reading.known("kg:said", clause.lemma)
        reading.emit(
            token=cue,
            subject=subject,
            predicate=predicate(parse, name, third_person(clause.lemma), first, last),
            object=object,
            context=_without(reading.contexts.of(clause), subject),
            extractor="quotation",
            roles=_occasion(reading, clause),
            time=reading.time(clause),
            place=reading.place(clause),
            features=("loose",),
        )


def _whole(clause: Clause, quote: Quote) -> bool:
    """Whether a quotation holds a clause with its subject, and not just some words of one (“sales to ‘lean more heavily’ towards”)."""
    if clause.link not in ("root", "ccomp"):
        return False
    return clause.link == "root" or any(quote.first <= s < quote.last for s in clause.subjects) or clause.existential


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
