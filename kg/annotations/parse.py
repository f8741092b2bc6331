"""A spaCy Doc as plain lists: one pass over its array, then Python speed.

Invariants: `start[i]` and `end[i]` are code points of the document's text (spaCy keeps every character); white space is no token here
(spaCy's SPACE tokens are left out and their dependents handed to their heads); what the tokeniser parts at a hyphen and the tagger reads as
one word (“co-founder”, “re-run”) is one token; heads are absolute token indices; the root of a
sentence is its own head; `children[i]` is in order of position.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotations.time_words import TRIGGERS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ATTRIBUTES = ("ORTH", "IDX", "HEAD", "DEP", "TAG", "POS", "LEMMA", "SENT_START", "ENT_IOB", "ENT_TYPE")
_SIGNED = 1 << 63


@dataclass(slots=True)
class Parse:
    """The parse of one document.

    Attributes:
        text: the document's text.
        words, lemmas, tags, pos, deps: strings, one a token (Penn tags, universal parts of speech, CLEAR dependencies); lemmas in lower case.
        heads: index of the head token.
        children: indices of the dependents, by position.
        left, right: first and last token (inclusive) of the subtree.
        start, end: code points.
        sentence: index of the sentence a token lies in.
        sentences: first and last + 1 token of each sentence.
        entity: label of the named entity a token lies in, or "".
        entities: (first, last + 1, label) of each named entity.
        lower: the words in lower case.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    entity: list[str]
    entities: list[tuple[int, int, str]]
    lower: list[str]

    @classmethod
    def of(cls, doc: Doc, text: str | None = None, *, read: str | None = None) -> Parse:
        """Read a parsed Doc.

        Args:
            doc: with heads, dependencies, tags and lemmas; named entities if the pipeline has them.
            text: the document's text, if the Doc was made of a reading of it (`kg.annotations.reading`); as long as the Doc's.
            read: the Doc's own text, if it is at hand; spaCy puts it together anew each time it is asked.

        Raises:
            ValueError: if the text is not as long as the Doc's.
        """
        if read is None:
            read = doc.text
        if text is None:
            text = read
        elif len(text) != len(read):
            raise ValueError(f"a Doc of {len(read)} characters was made of another text than one of {len(text)}")
        strings = doc.vocab.strings
        columns = doc.to_array(list(_ATTRIBUTES)).T.tolist() if len(doc) else [[] for _ in _ATTRIBUTES]
        orth, start, offsets, dep, tag, pos, lemma, sent, iob, kind = columns
        names = {key: strings[key] if key else "" for key in {*orth, *dep, *tag, *pos, *lemma, *kind}}
        # HEAD is a signed offset in an array that may come back unsigned
        heads: list[int] = [i + (offset if offset < _SIGNED else offset - (_SIGNED << 1)) for i, offset in enumerate(offsets)]
        universal = [names[key] for key in pos]
        number = -1
        sentence = []
        for i, flag in enumerate(sent):
            if flag == 1 or i == 0:
                number += 1
            sentence.append(number)
        if "SPACE" in universal:
            kept = [i for i, p in enumerate(universal) if p != "SPACE"]
            place = {i: k for k, i in enumerate(kept)}
            above = []
            for i in kept:
                head = heads[i]
                while head not in place and heads[head] != head:
                    head = heads[head]
                above.append(place.get(head, place[i]))
            heads = above
            orth, start, dep, tag, lemma, iob, kind, sentence = (
                [column[i] for i in kept] for column in (orth, start, dep, tag, lemma, iob, kind, sentence)
            )
            universal = [universal[i] for i in kept]
        words = [names[key] for key in orth]
        lemmas = [names[key].lower() for key in lemma]
        if "-" in words:
            groups = _hyphenated(words, start, [names[key] for key in tag])
            if groups:
                heads, dep = _joined_heads(heads, dep, groups)
                for a, b in reversed(groups):
                    lemmas[a:b] = ["".join(words[a : b - 1]).lower() + (lemmas[b - 1] or words[b - 1].lower())]
                    words[a:b] = ["".join(words[a:b])]
                    universal[a:b], tag[a:b] = [universal[b - 1]], [tag[b - 1]]
                    iob[a:b], kind[a:b] = [iob[a] if kind[a] == kind[b - 1] else iob[b - 1]], [kind[b - 1]]
                    start[a:b], sentence[a:b] = [start[a]], [sentence[a]]
        n = len(words)
        sentences: list[tuple[int, int]] = []
        first = 0
        for i in range(1, n + 1):
            if i == n or sentence[i] != sentence[first]:
                sentences.append((first, i))
                first = i
        if sentences and sentence[-1] != len(sentences) - 1:
            sentence = [k for k, (a, b) in enumerate(sentences) for _ in range(a, b)]
        children: list[list[int]] = [[] for _ in range(n)]
        right = list(range(n))
        # An edge reaches the ancestors on its own side; one on the other side has it from its own position.
        for i, h in enumerate(heads):
            if h != i:
                children[h].append(i)
                while h < i and right[h] < i:
                    right[h] = i
                    h = heads[h]
        left = list(range(n))
        for i in range(n - 1, -1, -1):
            h = heads[i]
            while h > i and left[h] > i:
                left[h] = i
                h = heads[h]
        for i in range(n):  # what hangs below a dependent reaches past it (and past its head, where a tree is not projective)
            h = heads[i]
            while h != i and (left[h] > left[i] or right[h] < right[i]):
                left[h] = min(left[h], left[i])
                right[h] = max(right[h], right[i])
                if heads[h] == h:
                    break
                h = heads[h]
        entity = [names[key] for key in kind]
        entities: list[tuple[int, int, str]] = []
        i = 0
        while i < n:
            label = entity[i]
            if label:
                j = i + 1
                while j < n and iob[j] == 1 and entity[j] == label:
                    j += 1
                entities.append((i, j, label))
                i = j
            else:
                i += 1
        lower = [w.lower() for w in words]
        return cls(
            text,
            words,
            [of or w for of, w in zip(lemmas, lower, strict=True)],
            [names[key] for key in tag],
            universal,
            [names[key] for key in dep],
            heads,
            children,
            left,
            right,
            start,
            [s + len(w) for s, w in zip(start, words, strict=True)],
            sentence,
            sentences,
            entity,
            entities,
            lower,
        )


def _hyphenated(words: list[str], start: list[int], tags: list[str]) -> list[tuple[int, int]]:
    """First and last + 1 token of each word that was parted at its hyphens: where the tagger gives the hyphen the tag of a word and no mark's."""
    groups: list[tuple[int, int]] = []
    for i in range(1, len(words) - 1):
        if (
            words[i] == "-"
            and (tags[i][:2] in ("JJ", "VB", "RB") or tags[i] in ("NN", "NNS"))
            and start[i + 1] == start[i] + 1
            and start[i - 1] + len(words[i - 1]) == start[i]
            and words[i - 1][-1].isalpha()
            and words[i + 1][0].islower()
            and words[i - 1].lower() not in TRIGGERS
            and words[i + 1].lower() not in TRIGGERS
        ):
            if groups and groups[-1][1] == i:
                groups[-1] = groups[-1][0], i + 2
            else:
                groups.append((i - 1, i + 2))
    return groups


def _joined_heads(heads: list[int], deps: list[int], groups: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Heads and dependencies after joining groups of tokens; a group hangs where its member nearest to the root hung, so that no cycle comes."""
    place: list[int] = []
    hung: dict[int, int] = {}
    number = 0
    n = len(heads)
    for a, b in groups:
        best = n
        for i in range(b - 1, a - 1, -1):
            depth, k = 0, i
            while heads[k] != k and depth < n:
                depth, k = depth + 1, heads[k]
            if depth < best:
                best, hung[a] = depth, i
    stops = dict(groups)
    i = 0
    above: list[int] = []
    below: list[int] = []
    while i < n:
        stop = stops.get(i, i + 1)
        place.extend([number] * (stop - i))
        source = hung.get(i, i)
        above.append(heads[source])
        below.append(deps[source])
        number += 1
        i = stop
    return [place[h] for h in above], below
