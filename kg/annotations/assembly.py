"""Joins the parts of this room: a parsed document with its mentions, chains, times and quotations.

Invariants: a chain's id is the hash of document, start and end of its first mention, so that it depends on nothing after it; mentions are by
position, the wider first.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotations.actors import Actors
from kg.annotations.coreference import chain_mentions
from kg.annotations.datelines import read_dateline, report_day
from kg.annotations.loading import READ
from kg.annotations.mentions import Draft, draft_mentions
from kg.annotations.names import find_names
from kg.annotations.parse import Parse
from kg.annotations.quotes import find_quotes
from kg.annotations.records import Annotations, Located
from kg.annotations.times import find_times
from kg.annotations.vocabulary import vocabulary
from kg.identifiers import HASH_CHARACTERS
from kg.model import Document, Mention, Passage, Span
from kg.ontology.terms import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

DATED = frozenset(("date", "caption"))  # kinds of passages that are not read for statements, but for dates


def annotate(doc: Doc, document: Document, ontology: Ontology) -> Annotations:
    """Find who and what a document speaks of, when, and in whose words.

    Args:
        doc: what the pipeline made of `reading(document)` (or of the document's text).
        document: where the text comes from.
        ontology: lexicon and gazetteer.

    Returns:
        The annotations; offsets are code points of `document.text`.

    Raises:
        ValueError: if the Doc was made of a text of another length.
    """
    read: str = doc.user_data.get(READ) or doc.text
    return annotate_parse(Parse.of(doc, document.text, read=read), document, ontology, read)


def annotate_parse(parse: Parse, document: Document, ontology: Ontology, text: str) -> Annotations:
    """Annotate a document whose parse is already a list; `text` is the reading it was made of."""
    words = vocabulary(ontology)
    skip = _skipped(parse, document.boilerplate)
    annotations = Annotations(document, parse, skip)
    annotations.quotes, annotations.quoted = find_quotes(parse, text)
    # a line that dates the text is no news, yet the relative dates of the text go by it; and a caption has dates like any text
    dates = any(passage.kind in DATED for passage in document.boilerplate)
    undated = _skipped(parse, tuple(p for p in document.boilerplate if p.kind not in DATED)) if dates else skip
    annotations.times = find_times(parse, undated, document.published)
    annotations.dateline_place, annotations.dateline_date = read_dateline(document, ontology)
    annotations.report = report_day(document, annotations.times, annotations.dateline_date)
    timed = [False] * len(parse.words)
    for expression in annotations.times:
        for i in range(expression.first, expression.last):
            timed[i] = True
            annotations.time_at[i] = expression
    names = [n for n in find_names(parse, words, skip, text) if not timed[n.last - 1] or n.last - n.first > 1]
    drafts = draft_mentions(parse, words, names, skip, timed, text)
    chain_mentions(parse, words, drafts, annotations.quotes, annotations.quoted, document.published)
    _records(annotations, drafts, Actors(parse, words, drafts))
    return annotations


def _skipped(parse: Parse, passages: Sequence[Passage]) -> list[bool]:
    skip = [False] * len(parse.words)
    for passage in passages:
        for i in range(bisect_right(parse.end, passage.start), bisect_left(parse.start, passage.end)):
            skip[i] = True
    return skip


def _records(annotations: Annotations, drafts: list[Draft], actors: Actors) -> None:
    parse, document = annotations.parse, annotations.document
    name = json.dumps(document.id, ensure_ascii=False)
    # the same bytes as kg.identifiers.digest would hash, made once for the document
    of_mention = hashlib.sha256(f'["mention",{name},'.encode("utf-8", "surrogatepass"))
    of_chain = hashlib.sha256(f'["chain",{name},'.encode("utf-8", "surrogatepass"))
    ids: dict[int, str] = {}
    text, starts, ends = parse.text, parse.start, parse.end
    for draft in drafts:
        if draft.chain not in ids:
            ids[draft.chain] = _hash(of_chain, starts[draft.first], ends[draft.last - 1])
    for draft in drafts:
        start, end = starts[draft.first], ends[draft.last - 1]
        chain = ids[draft.chain]
        members = tuple(ids[m] for m in draft.members if m in ids)
        mention = Mention(
            _hash(of_mention, start, end),
            Span(document.id, start, end, text[start:end]),
            draft.type,
            chain,
            draft.kind,  # type: ignore[arg-type]  # drafts take their kinds from MentionKind
            draft.name,
            draft.titles,
            members,
            draft.metonym,
            draft.gender,
            draft.ids[0] if len(draft.ids) == 1 else "",
            *actors.of(draft),
        )
        located = Located(draft.first, draft.last, draft.head, mention)
        annotations.mentions.append(located)
        known = annotations.at.get(draft.head)
        if known is None or known.last - known.first < located.last - located.first:
            annotations.at[draft.head] = located
        annotations.chains.setdefault(chain, []).append(mention)


def _hash(prefix: hashlib._Hash, start: int, end: int) -> str:
    hashed = prefix.copy()
    hashed.update(f"{start},{end}]".encode())
    return hashed.hexdigest()[:HASH_CHARACTERS]
