"""Near-duplicate articles, which count as one source: a syndicated copy is no second witness.

Invariants: documents are compared by the sentences that they share word for word (case, spacing and punctuation aside), so a copy that
was cut or got a new headline is found and a second report in other words is not; the relation is closed under “copy of a copy”; the
group's name is its earliest document, whatever the order of input.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Document

# A copy shares at least this part of the shorter text's sentences, and at least so many sentences.
SHARED_PART = 0.5
SHARED_SENTENCES = 3
SENTENCE_WORDS = 6
# A sentence that more documents have is a formula (a subscription line), not a copied report.
COMMON_SENTENCE = 40

_END = re.compile(r"[.!?]+[\"'\u2019\u201d)]*\s+|\n+")
_WORD = re.compile(r"\w+")
UNDATED = "9999-12-31"


def sentences_of(document: Document) -> frozenset[str]:
    """Give the sentences by which a document is compared.

    Args:
        document: its boilerplate is left out.

    Returns:
        Sentences of six words or more, case-folded, words joined by single spaces.

    Example:
        >>> sorted(sentences_of(Document("a", "a", "Short one. It was the best of times, it was.")))
        ['it was the best of times it was']
    """
    text = document.text
    for passage in sorted(document.boilerplate, key=lambda p: p.start, reverse=True):
        text = text[: passage.start] + "\n" + text[passage.end :]
    found: set[str] = set()
    for piece in _END.split(text):
        words = _WORD.findall(piece.casefold())
        if len(words) >= SENTENCE_WORDS:
            found.add(" ".join(words))
    return frozenset(found)


def copies(documents: Iterable[Document]) -> dict[str, str]:
    """Find near-duplicate documents.

    Args:
        documents: in any order.

    Returns:
        For each document id, the id of the earliest document, by (published, id), of its group of copies: itself if it has none.

    Example:
        >>> text = "The first sentence of it has seven words. The second sentence has seven words too. A third one follows with seven words."
        >>> copies([Document("b", "b", text, published="2022-01-02"), Document("a", "a", text, published="2022-01-03"), Document("c", "c", "Other.")])
        {'a': 'b', 'b': 'b', 'c': 'c'}
    """
    ordered = sorted(documents, key=lambda d: (d.published or UNDATED, d.id))
    own = [sentences_of(d) for d in ordered]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, sentences in enumerate(own):
        for sentence in sentences:
            holders[sentence].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for group in holders.values():
        if 1 < len(group) <= COMMON_SENTENCE:
            for place, one in enumerate(group):
                for two in group[place + 1 :]:
                    shared[one, two] += 1
    parent = list(range(len(ordered)))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for (one, two), count in sorted(shared.items()):
        enough = count >= SHARED_SENTENCES and count >= SHARED_PART * min(len(own[one]), len(own[two]))
        if enough or own[one] == own[two]:
            a, b = sorted((find(one), find(two)))
            parent[b] = a
    return {d.id: ordered[find(i)].id for i, d in sorted(enumerate(ordered), key=lambda pair: pair[1].id)}
