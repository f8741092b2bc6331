"""Who is quoted: the speaker of each quotation, by the cue that stands beside it.

Invariants: a quotation has at most one speaker; one without a cue of its own keeps the speaker of the quotation before it in its paragraph.

Source: speakers of direct quotations by position after O'Keefe et al., “A sequence labelling approach to quote attribution” (EMNLP 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Attribution
from kg.statements.clauses import Clause

if TYPE_CHECKING:
    from kg.annotations.records import Quote
    from kg.statements.context import Contexts

SHORTEST_QUOTATION = 4  # tokens between the marks; shorter ones are words held at a distance
REACH = 14  # tokens between a quotation and its cue


def quotation_speakers(contexts: Contexts) -> dict[int, Attribution]:
    """The speaker of each quotation that has one.

    Args:
        contexts: the document's contexts; cues are clauses whose verb is a verb of speech.

    Returns:
        Attributions by the quotation's number; `contexts.cues` gets the heads of the clauses that introduce one.
    """
    quotes, quoted = contexts.annotations.quotes, contexts.annotations.quoted
    cues: list[Clause] = []
    for head, clause in contexts.clauses.by_head.items():
        if (quoted[head] if head < len(quoted) else -1) < 0 and contexts.speaks(clause):
            cues.append(clause)
    cues.sort(key=lambda c: c.head)
    found: dict[int, Attribution] = {}
    previous: tuple[int, Attribution] | None = None
    parse = contexts.parse
    for number, quote in enumerate(quotes):
        if quote.last - quote.first - 2 < SHORTEST_QUOTATION:
            continue
        speaker = _beside(contexts, cues, quote, quotes) or _worded(contexts, quote)
        if speaker is None and previous is not None:
            before, last = quotes[previous[0]], previous[1]
            between = parse.text[before.end : quote.start]
            if (
                ("\n\n" not in between or _goes_on(parse.text, before, quote))
                and len(between) < 200
                and not any(before.last <= c.head < quote.first and contexts.speaker(c) not in (None, last) for c in cues)
            ):
                speaker = last
        if speaker is not None:
            found[number] = speaker
            previous = (number, speaker)
        else:
            previous = None
    for number in range(len(quotes) - 2, -1, -1):
        after = found.get(number + 1)
        if number not in found and after is not None and _left_open(parse.text, quotes[number], quotes[number + 1]):
            found[number] = after
    return found


def _left_open(text: str, quote: Quote, after: Quote) -> bool:
    """Whether a quotation is not closed at the end of its paragraph and goes on at the head of the next: one speech, one speaker."""
    return text[quote.end - 1] not in "\"”»'’" and "\n\n" in text[quote.end : after.start] and not text[quote.end : after.start].strip()


def _worded(contexts: Contexts, quote: Quote) -> Attribution | None:
    """“The firm released a statement: ‘…’”: who made the statement that a colon opens."""
    parse = contexts.parse
    colon = quote.first - 1
    if colon < 1 or parse.words[colon] != ":":
        return None
    clause = contexts.clauses.above(colon - 1)
    if clause is None:
        return None
    nouns = (*clause.objects, *(p.token for p in clause.prepositions if p.word in ("with", "in")))
    if not any((t := contexts.trait(parse.lemmas[n], "noun")) is not None and t.speech for n in nouns):
        return None
    return contexts.speaker(clause)


def _goes_on(text: str, before: Quote, quote: Quote) -> bool:
    """Whether a quotation is all of the paragraph that follows the paragraph of another: the same person goes on speaking."""
    between = text[before.end : quote.start]
    if between.count("\n\n") != 1 or between.rsplit("\n\n", 1)[1].strip():
        return False
    rest = text[quote.end : quote.end + 3]
    return not rest.strip() or rest.lstrip(" ").startswith("\n")


def _beside(contexts: Contexts, cues: list[Clause], quote: Quote, quotes: list[Quote]) -> Attribution | None:
    """The speaker of the nearest cue that stands right after or before a quotation, in its sentence or right beside it."""
    parse = contexts.parse
    best: tuple[int, Attribution, int] | None = None
    for clause in cues:
        if clause.head >= quote.last:
            gap = clause.head - quote.last
            first = min([clause.head, *(s for s in clause.subjects if s >= quote.last)])
            near = first - quote.last <= 3 and gap <= REACH
            text = parse.text[quote.end : parse.start[first]]
            near = near and not any(mark in text for mark in ".\n")
        elif clause.head < quote.first:
            gap = quote.first - clause.head
            text = parse.text[parse.end[clause.head] : quote.start]
            near = gap <= REACH and "\n" not in text and ". " not in text
            gap += 1  # a cue behind a quotation is the rule
        else:
            continue
        if not near or (best is not None and best[0] <= gap):
            continue
        speaker = contexts.speaker(clause)
        if speaker is not None:
            best = (gap, speaker, clause.head)
    if best is None:
        return None
    contexts.cues.add(best[2])
    return best[1]
