"""Products named by their maker and a model number: “the Boeing 747”, “an Airbus A380”, and afterwards “the 747” alone.

Invariants: a model is never its maker: the name covers maker and number and loses the maker's entry; a bare number is a name only where the
document has it behind its maker too; numbers that count (“gave Acme 300 orders”) name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotations.name import Name
from kg.annotations.parse import Parse
from kg.annotations.vocabulary import Vocabulary

_LETTERED = re.compile(r"(?!(?:Q|H|FY)\d)[A-Z]{1,4}-?\d{1,4}[A-Za-z]{0,3}(?:-\d{2,4}[A-Z]{0,3})?|\d{1,4}-?[A-Z]{1,3}(?:-\d+)?|\d[a-z]\d")
_PLAIN = re.compile(r"\d{3}(?:-\d{2,4}[A-Z]{0,3})?s?|\d{3}[A-Z]{1,3}")
_BRAND = re.compile(r"i[A-Z][a-z]\w*")  # “iPhone”
_VARIANT = re.compile(r"-\d{2,4}[A-Z]{0,3}")
_COUNTED = frozenset("% pct percent per million billion trillion mln bln hundred thousand dozen times points people - – to or and , . $".split())
_DETERMINERS = frozenset("the a an this that its their his her our new first another each every".split())
_PLURAL = re.compile(r"'?s$")


def name_models(parse: Parse, words: Vocabulary, skip: Sequence[bool], spans: list[Name]) -> list[Name]:
    """Join a maker and the number of its model, and find the model where its number stands alone.

    Args:
        parse: of the document.
        words: the ontology's tables.
        skip: tokens that are not news.
        spans: names by position; changed.

    Returns:
        Names by position.
    """
    at = {i: name for name in spans for i in range(name.first, name.last)}
    found = [(name, stop) for name in spans if name.type in ("Organisation", "Product", "?") and (stop := _model_end(parse, name))]
    if not found:
        return spans
    made: list[Name] = []
    dropped: set[int] = set()
    makers = _makers(parse, words, found)
    for name, stop in found:
        # not “an Air France A330”
        first = name.first if makers[_number(parse, name.last)] == parse.lower[name.first] and _makes(words, name) else name.last
        stop = _nicknamed(parse, words, at, stop)
        dropped.update(id(at[k]) for k in range(first, stop) if k in at)
        made.append(Name(first, stop, "Product", certain=True))
    taken = {i for name in made for i in range(name.first, name.last)}
    for i, word in enumerate(parse.lower):
        if word[0].isalnum() and _PLURAL.sub("", word) in makers and i not in taken and not skip[i] and _alone(parse, at, i):
            stop = _nicknamed(parse, words, at, _variant_end(parse, i + 1))
            dropped.update(id(at[k]) for k in range(i, stop) if k in at)
            made.append(Name(i, stop, "Product", certain=True))
            taken.update(range(i, stop))
    return sorted([n for n in spans if id(n) not in dropped] + made, key=lambda n: n.first)


def _number(parse: Parse, i: int) -> str:
    if i + 1 < len(parse.words) and parse.end[i] == parse.start[i + 1] and parse.words[i + 1].isupper():
        return f"{parse.lower[i]}{parse.lower[i + 1]}"  # “3” “GS”
    return _PLURAL.sub("", parse.lower[i])


def _makers(parse: Parse, words: Vocabulary, found: list[tuple[Name, int]]) -> dict[str, str]:
    """By number, the first word of its maker: whom most of the names before it name, one that the gazetteer knows before others."""
    votes: dict[str, dict[str, int]] = {}
    for name, _ in found:
        counted = votes.setdefault(_number(parse, name.last), {})
        counted[parse.lower[name.first]] = counted.get(parse.lower[name.first], 0) + (1 if not name.ids else 100 if _makes(words, name) else 0)
    return {number: min(counted, key=lambda word: (-counted[word], word)) for number, counted in votes.items()}


def _makes(words: Vocabulary, name: Name) -> bool:
    """Whether a name may be a maker's: the gazetteer does not know it for an airline, a bank, an air force."""
    return all(words.ontology.gazetteer.entries[i].kind == "company" for i in name.ids)


def _model_end(parse: Parse, name: Name) -> int:
    """Where the model ends whose maker a name is, or 0 if no model stands behind it."""
    i = name.last
    if i >= len(parse.words) or parse.sentence[i] != parse.sentence[name.first]:
        return 0
    word = parse.words[i]
    plural = word.endswith("s") and word[:-1].isdigit()
    branded = name.type == "Product" or bool(_BRAND.fullmatch(parse.words[name.last - 1]))
    if i + 1 < len(parse.words) and parse.end[i] == parse.start[i + 1] and word.isdigit() and parse.words[i + 1].isupper():
        return i + 2 if branded and _LETTERED.fullmatch(word + parse.words[i + 1]) else 0  # “iPhone 3” “GS”
    if _LETTERED.fullmatch(_PLURAL.sub("", word)):
        if name.type == "?" and not branded:
            return 0
    elif branded:
        return 0
    elif not _PLAIN.fullmatch(word) or not (plural or _is_one_thing(parse, name, i)):
        return 0
    return _variant_end(parse, i + 1)


def _variant_end(parse: Parse, i: int) -> int:
    """“A330”, “-300”: a variant that the tokeniser parted belongs to its model."""
    for stop in (i + 1, i + 2):
        if stop <= len(parse.words) and parse.end[stop - 1] - parse.start[i] == sum(len(w) for w in parse.words[i:stop]):
            if parse.start[i] == parse.end[i - 1] and _VARIANT.fullmatch("".join(parse.words[i:stop])):
                return stop
    return i


def _is_one_thing(parse: Parse, name: Name, i: int) -> bool:
    """Whether a number behind a name is a model's: a determiner stands before the two, and the number counts nothing."""
    after = parse.lower[i + 1] if i + 1 < len(parse.words) else ""
    if after in _COUNTED - {",", ".", "and", "or", "to"} or (
        parse.deps[i] == "nummod" and parse.tags[parse.heads[i]] == "NNS" and parse.heads[i] > i
    ):
        return name.first > 0 and parse.lower[name.first - 1] in ("the", "new") and after not in _COUNTED
    before = name.first - 1
    return before >= 0 and (parse.lower[before] in _DETERMINERS or (parse.pos[before] == "ADJ" and parse.sentence[before] == parse.sentence[i]))


def _nicknamed(parse: Parse, words: Vocabulary, at: dict[int, Name], stop: int) -> int:
    """Where a model's name ends that goes on in capitals: “787 Dreamliner”, “A350 XWB”."""
    if stop >= len(parse.words) or parse.tags[stop] not in ("NNP", "NNPS") or not parse.words[stop][0].isupper():
        return stop
    if parse.lower[stop] in words.role_gender or parse.sentence[stop] != parse.sentence[stop - 1]:
        return stop
    name = at.get(stop)
    if name is not None and (name.ids or name.first < stop or name.last - stop > 1 or name.titles):
        return name.last if name.first < stop and not name.ids else stop
    after = stop + 1
    return stop if after < len(parse.words) and parse.tags[after] in ("NNP", "NNPS") and name is None else after


def _alone(parse: Parse, at: dict[int, Name], i: int) -> bool:
    """Whether the number of a known model stands for it: “the 787”, “787s”, not “787 people”."""
    name = at.get(i)
    if name is not None and (name.ids or name.last - name.first > 1 or name.type in ("Person", "State")):
        return False
    word = parse.words[i]
    if not _PLURAL.sub("", word).isdigit():
        return True
    after = parse.lower[i + 1] if i + 1 < len(parse.words) else ""
    if after in _COUNTED - {",", ".", "and", "or", "to"} or parse.lower[i - 1] in ("$", "#", "no.", "flight", "-"):
        return False
    if not word.isdigit():
        return True
    counts = parse.deps[i] == "nummod" and parse.tags[parse.heads[i]] in ("NNS", "NNPS")
    return i > 0 and not counts and (parse.lower[i - 1] in _DETERMINERS or parse.lower[i - 1] in ("'s", "’s") or parse.pos[i - 1] == "ADJ")
