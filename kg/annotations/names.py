"""Which words are names, and of what: the parser's entities, mended by the gazetteer, titles, name endings and the rest of the document.

Invariants: name spans are apart and by position; a span covers the name alone (no determiner, no title before a person's name, no
“'s”); a name that two gazetteer entries bear keeps no entry unless its type or a title beside it tells which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.annotations.calendar import MONTHS, WEEKDAYS
from kg.annotations.model_names import name_models
from kg.annotations.name import LINKS, Name
from kg.annotations.name_types import type_names
from kg.annotations.parse import Parse
from kg.annotations.titles import is_demonym, is_role, read_titles, share_titles, title_length
from kg.annotations.vocabulary import ENTITY_TYPES, NAME_ENDINGS, Vocabulary
from kg.annotations.whole_names import make_whole, read_holders

HEADLINE_SHARE = 0.7  # of the longer words capitalised: a headline, whose capitals say nothing
_TRAILING = frozenset(("'s", "’s", "'", "’", ",", ".", ";", ":", "-", "–", "—", ")", "]", '"', "”", "“", "and", "of", "the", "/", "in", "on", "at"))
_LEADING = frozenset(
    "the a an this that these his her its their our my 's ’s ( [ \" “ ” ' ‘ - – and former late then ex , all both some most many".split()
)
_BEFORE_TITLES = frozenset(("shadow", "deputy", "acting", "interim", "assistant", "vice", "former", "outgoing", "chief"))
_STOPS = frozenset((".", "!", "?", "”", '"', "''", "’", ")"))
_MEASURES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))
_DOUBLE = frozenset(('"', "“", "”", "``", "''"))
_NAME_TAGS = frozenset(("NNP", "NNPS"))
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, *"gmt est utc bst cet edt".split()))


def find_names(parse: Parse, words: Vocabulary, skip: Sequence[bool], text: str) -> list[Name]:
    """Find the names of a document.

    Args:
        parse: of the document.
        words: the ontology's tables.
        skip: tokens that are not news.
        text: the reading that the parse was made of.

    Returns:
        Names by position.
    """
    known = _gazetteer(parse, words, skip, text)
    spans = _entities(parse, words, skip)
    spans = _merge(parse, known, spans)
    spans = _runs(parse, words, skip, spans)
    spans = make_whole(parse, words, skip, _surnames(parse, skip, _coordinated(parse, spans)))
    spans = name_models(parse, words, skip, spans)
    for name in spans:
        read_titles(parse, words, name)
    share_titles(parse, spans)
    read_holders(parse, words, spans)
    type_names(parse, words, spans)
    # a lone capitalised word before a noun is a name only if something says of what; “US $ 29” is money
    return [
        n
        for n in spans
        if n.type
        and not (n.type == "Thing" and n.last - n.first == 1 and parse.deps[n.first] in ("compound", "nmod", "amod"))
        and not (n.type == "State" and n.last < len(parse.words) and parse.words[n.last] == "$")
        and not _is_made_by(parse, words, n)
    ]


def _is_made_by(parse: Parse, words: Vocabulary, name: Name) -> bool:
    """Whether a maker's name stands for what it makes: “the new Airbus will seat 500”, “a Boeing landed”, which is a noun and no name."""
    entries = words.ontology.gazetteer.entries
    if not name.ids or any(entries[i].kind != "company" for i in name.ids):
        return False
    before = [(parse.deps[c], parse.lower[c]) for c in parse.children[name.last - 1] if c < name.first]
    determined = any(dep == "det" and word in ("a", "an") for dep, word in before)
    renewed = any(dep == "amod" and word in ("new", "next", "latest") for dep, word in before) and any(dep in ("det", "poss") for dep, _ in before)
    return (determined or renewed) and parse.deps[name.last - 1] not in ("compound", "nmod", "poss")


# ------------------------------------------------------------------------------------------------ candidates
def _gazetteer(parse: Parse, words: Vocabulary, skip: Sequence[bool], text: str) -> list[Name]:
    found: list[Name] = []
    index = words.names
    i, n = 0, len(parse.words)
    lower, start, end = parse.lower, parse.start, parse.end
    while i < n:
        listed = index.get(lower[i])
        if listed is None or skip[i] or not (parse.words[i][0].isupper() or parse.words[i][0].isdigit()):
            i += 1
            continue
        for folded, exact, ids in listed:
            stop = start[i] + len(folded)
            piece = text[start[i] : stop]
            if piece.casefold() != folded or (exact and piece != exact):
                continue
            j = bisect_left(end, stop, i)
            if j < n and end[j] == stop:
                found.append(Name(i, j + 1, words.ontology.gazetteer.entries[ids[0]].type if len(ids) == 1 else "", ids))
                i = j
                break
        i += 1
    return found


def _entities(parse: Parse, words: Vocabulary, skip: Sequence[bool]) -> list[Name]:
    found: list[Name] = []
    for first, last, label in parse.entities:
        kind = ENTITY_TYPES.get(label)
        if kind is None or skip[first]:
            continue
        for a, b in _pieces(parse, words, first, last, kind):
            while a < b and (parse.lower[a] in _LEADING or parse.pos[a] in ("PUNCT", "DET")) and not (b - a > 1 and kind == "Work"):
                a += 1
            while b > a and (parse.lower[b - 1] in _TRAILING or parse.pos[b - 1] == "PUNCT"):
                b -= 1
            if a >= b:
                continue
            if "(" in parse.words[a:b] and ")" not in parse.words[a:b]:
                b = parse.words.index("(", a, b)  # “World Health Organisation (WHO”
            a, b = _balanced(parse, a, b)
            b = _uncounted(parse, a, b, kind)
            if b - a > 1 and b < len(parse.words) and is_role(parse, words, b):
                end = parse.sentences[parse.sentence[a]][1]
                for k in range(a + 1, b):
                    if k + title_length(parse, words, k, end) > b:
                        b = k  # “[Shadow Home] Secretary”: the title begins within
                        break
                if b - a == 1 and (parse.lower[a] in _BEFORE_TITLES or parse.lower[a] in _LEADING):
                    continue
            while b - a > 1 and kind in ("Person", "Organisation", "Group") and is_demonym(parse, words, a) and parse.lower[a + 1] not in LINKS:
                if kind == "Organisation" and not is_role(parse, words, b - 1) and not title_length(parse, words, a + 1, b):
                    break
                a += 1
            while b - a > 1 and kind == "Organisation" and is_role(parse, words, b - 1) and parse.lower[b - 1] not in words.type_of_organisation:
                b -= 1  # “State Department Spokesperson”
            size = 0 if _is_firm(parse, words, a, b) else title_length(parse, words, a, parse.sentences[parse.sentence[a]][1])
            if size and a + size < b and kind != "Work":
                a, kind = a + size, "Person" if kind in ("Organisation", "Place", "Group", "Product") else kind
            elif size and a + size >= b:
                continue  # a title alone is a role noun
            if a >= b or all(parse.words[k] == parse.lower[k] for k in range(a, b)):
                continue
            if (
                b - a == 1
                and (parse.lower[a] in _CALENDAR or parse.pos[a] in ("VERB", "AUX", "ADP", "ADV", "PRON", "NUM", "CCONJ", "SCONJ"))
                and label not in ("GPE", "PERSON")
            ):
                continue
            if b - a == 1 and parse.lower[a] in words.role_gender and label != "GPE":
                continue
            if b - a == 2 and " ".join(parse.lower[a:b]) in words.ontology.gazetteer.demonyms:
                continue  # “South Korean”
            if b - a == 1 and (
                parse.lower[a] in words.ontology.gazetteer.demonyms or (parse.pos[a] == "ADJ" and kind != "Person" and label != "GPE")
            ):
                continue
            found.append(Name(a, b, kind))
    return found


def _is_firm(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether a company's ending, or a noun for organisations, closes a name whose first word is also a title: “Prince Co”, “General Staff”."""
    if last - first < 2 or last - first > 4 or not parse.words[last - 1][0].isupper():
        return False
    if parse.lower[last - 1] in words.company_endings:
        return True
    return last - first == 2 and parse.lower[first] == "general" and parse.lower[last - 1] in words.ontology.lexicon.organisation_endings


def _balanced(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A name without half a quotation: “Robert "Bobby" Jones” whole, “Bobby" Jones” lengthened to it, else cut."""
    marks = [i for i in range(first, last) if parse.words[i] in _DOUBLE]
    if len(marks) % 2 == 0:
        return first, last
    mark = marks[0]
    begin = parse.sentences[parse.sentence[first]][0]
    if first - 2 >= begin and parse.words[first - 1] in _DOUBLE and parse.tags[first - 2] == "NNP" and mark + 1 < last:
        return first - 2, last
    return (mark + 1, last) if last - mark - 1 > mark - first else (first, mark)


def _uncounted(parse: Parse, first: int, last: int, kind: str) -> int:
    """A name without the number behind it that counts something: “Labour 37 pct”, “Sweden 1 – 0”."""
    if last - first < 2 or parse.tags[last - 1] != "CD" or kind == "Event" or last >= len(parse.words):
        return last
    after = parse.lower[last]
    return last - 1 if after in ("pct", "percent", "%", "–", "out", "mln", "bln", "million", "billion", "tonnes", "dlrs") else last


def _pieces(parse: Parse, words: Vocabulary, first: int, last: int, kind: str) -> list[tuple[int, int]]:
    """Split an entity that holds several: at a genitive, at a comma or “and” between people or places."""
    pieces = []
    a = first
    for i in range(first, last):
        word = parse.lower[i]
        if (
            (word == "'s" and kind in ("Person", "Place", "Organisation", "Group") and i + 1 < last and not _owned(parse, words, a, i, last, kind))
            or (word == "," and kind in ("Person", "Place") and i + 1 < last and parse.lower[i + 1] not in NAME_ENDINGS)
            or (word == "the" and i > a and parse.lower[i - 1] not in LINKS and parse.lower[i - 1] not in ("in", "on", "to", "at", "with", "by"))
            or (word in ("and", "&", "/") and kind in ("Person", "Place"))
        ):
            pieces.append((a, i))
            a = i + 1
    pieces.append((a, last))
    return pieces


def _owned(parse: Parse, words: Vocabulary, first: int, mark: int, last: int, kind: str) -> bool:
    """Whether a genitive is part of a name: “Platt's Music Hall”, not “China's Foreign Ministry”."""
    return (
        kind in ("Place", "Organisation")
        and mark - first == 1
        and parse.lower[first] not in words.names
        and not is_demonym(parse, words, first)
        and words.type_of.get(parse.lower[last - 1]) in ("Place", "Organisation")
        and not title_length(parse, words, mark + 1, last)
    )


def _merge(parse: Parse, known: list[Name], spans: list[Name]) -> list[Name]:
    """Join gazetteer matches and entities: the longer wins; the gazetteer's, where they cross or are equal."""
    taken: list[Name] = []
    at: dict[int, Name] = {}
    for name in known:
        for i in range(name.first, name.last):
            at[i] = name
    dropped: set[int] = set()
    for span in spans:
        inner: list[Name] = []
        for i in range(span.first, span.last):
            match = at.get(i)
            if match is not None and (not inner or inner[-1] is not match):
                inner.append(match)
        if not inner:
            taken.append(span)
            continue
        inside = all(span.first <= m.first and m.last <= span.last for m in inner)
        covered = sum(min(m.last, span.last) - max(m.first, span.first) for m in inner)
        if inside and covered < span.last - span.first and not (len(inner) > 1 and span.type in ("Place", "Person")):
            if span.type == "Person" and inner[-1].type == "Person" and inner[-1].last == span.last:
                continue  # words before a person's name that are neither name nor known title
            rest = [i for i in range(span.first, span.last) if i not in at]
            if len(inner) > 1 and all(parse.lower[i] in _TRAILING or parse.lower[i] in LINKS for i in rest) and span.type != "Organisation":
                continue
            dropped.update(id(m) for m in inner)
            taken.append(span)
        elif (
            len(inner) == 1
            and covered == span.last - span.first
            and inner[0].first == span.first
            and inner[0].last == span.last
            and not inner[0].type
        ):
            inner[0].type = span.type
    taken.extend(m for m in known if id(m) not in dropped)
    taken.sort(key=lambda m: (m.first, -m.last))
    result: list[Name] = []
    for name in taken:
        if not result or name.first >= result[-1].last:
            result.append(name)
    return result


def _runs(parse: Parse, words: Vocabulary, skip: Sequence[bool], spans: list[Name]) -> list[Name]:
    """Add runs of proper nouns that nothing has claimed, outside headlines; lengthen names that a run continues."""
    claimed: dict[int, Name] = {i: name for name in spans for i in range(name.first, name.last)}
    result = list(spans)
    tags, lower = parse.tags, parse.lower
    spelled = set(parse.words)
    for a, b in parse.sentences:
        i = a
        headline: bool | None = None
        while i < b:
            if tags[i] not in _NAME_TAGS or i in claimed or skip[i] or parse.entity[i] in _MEASURES:
                i += 1
                continue
            j = i
            while j < b and tags[j] in _NAME_TAGS and j not in claimed and not skip[j] and parse.entity[j] not in _MEASURES:
                j += 1
            first, last = i, j
            i = j
            before, after = claimed.get(first - 1), claimed.get(last)
            institution = last - first > 2 and lower[last - 1] in words.type_of_organisation  # “Brazilian Coffee Institute”
            while first < last and ((is_demonym(parse, words, first) and not institution) or lower[first] in _LEADING):
                first += 1
            size = 0 if _is_firm(parse, words, first, last) else title_length(parse, words, first, last)
            if size and first + size == last and after is not None:
                continue  # the title of the name that follows
            if size:
                first += size
            if first >= last or lower[last - 1] in _CALENDAR or lower[first] in _CALENDAR or not parse.words[first][0].isalpha():
                continue
            if last - first == 2 and f"{lower[first]} {lower[first + 1]}" in words.ontology.gazetteer.demonyms:
                continue  # “the South Koreans”
            if lower[last - 1] in words.role_gender and not (before is not None and before.last == first):
                continue  # “Prime Minister” alone is a role
            if all(len(parse.words[k]) == 1 for k in range(first, last)):
                continue
            if (
                before is not None
                and before.last == first
                and parse.heads[before.last - 1] < last
                and lower[last - 1] not in words.role_gender
                and not before.ids
            ):
                before.last = last
                continue
            if headline is None:
                long = [parse.words[k] for k in range(a, b) if len(parse.words[k]) > 3 and parse.words[k].isalpha()]
                headline = len(long) > 3 and parse.lower[b - 1] not in _STOPS and sum(w[0].isupper() for w in long) >= HEADLINE_SHARE * len(long)
            if last - first == 1 and first == a and lower[first] in spelled:
                continue  # a common word that begins its sentence
            if headline or all(parse.words[k] == lower[k] for k in range(first, last)):
                continue
            if (
                after is not None
                and last - first == 1
                and after.last - after.first == 1
                and after.type == "Person"
                and _is_given(parse, first, after)
            ):
                after.first = first
                continue
            if before is not None and before.last == first and _goes_on(parse, words, before, first, last):
                result.remove(before)
                end = last
                while last - first > 1 and is_role(parse, words, last - 1):
                    last -= 1  # “Boeing Commercial Airplanes CEO”
                result.append(Name(before.first, last, "Organisation" if last < end else "?"))
                continue
            result.append(Name(first, last, "?"))
    result.sort(key=lambda m: m.first)
    return result


def _is_given(parse: Parse, i: int, after: Name) -> bool:
    """Whether a capitalised word right before a lone person's name is the rest of it: “Sherlock” “Holmes”."""
    return parse.deps[i] == "compound" and parse.heads[i] == after.first and not after.ids and not after.titles and not parse.words[i].isupper()


def _goes_on(parse: Parse, words: Vocabulary, before: Name, first: int, last: int) -> bool:
    """Whether capitals behind a known organisation make the name of another thing: “Boeing Commercial Airplanes”, “Airbus Industrie Asia”."""
    entries = words.ontology.gazetteer.entries
    if not before.ids or any(entries[i].kind != "company" for i in before.ids) or is_role(parse, words, first):
        return False
    return first <= parse.heads[before.last - 1] < last and parse.deps[before.last - 1] in ("compound", "nmod")


def _coordinated(parse: Parse, spans: list[Name]) -> list[Name]:
    """Split what the parser takes for one name and is two surnames of the document: “Dorn and Weil”."""
    known = {parse.lower[n.last - 1] for n in spans if n.last - n.first > 1 and n.type in ("Person", "?")}
    result: list[Name] = []
    for name in spans:
        a, b = name.first, name.last
        if b - a == 3 and parse.lower[a + 1] in ("and", "&") and parse.lower[a] in known and parse.lower[a + 2] in known:
            result.extend((Name(a, a + 1, "Person"), Name(a + 2, b, "Person")))
        else:
            result.append(name)
    return result


def _surnames(parse: Parse, skip: Sequence[bool], spans: list[Name]) -> list[Name]:
    """Add lone surnames of persons whom the document names in full, whatever the tagger took them for."""
    known = {parse.lower[n.last - 1] for n in spans if n.type == "Person" and n.last - n.first > 1 and len(parse.words[n.last - 1]) > 2}
    if not known:
        return spans
    claimed = {i for n in spans for i in range(n.first, n.last)}
    found = [
        Name(i, i + 1, "Person")
        for i, word in enumerate(parse.lower)
        if word in known
        and i not in claimed
        and parse.words[i][0].isupper()
        and not skip[i]
        and not (i and i - 1 in claimed and parse.lower[i - 1] not in known)
    ]
    return sorted((*spans, *found), key=lambda n: n.first) if found else spans
