"""Names made whole: company endings, initials, numbers of products, what stands longer elsewhere in the document; who holds the office before them.

Invariants: names stay apart and by position; a name with a gazetteer entry loses it only where it becomes part of a longer name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotations.name import Name
from kg.annotations.parse import Parse
from kg.annotations.time_words import TRIGGERS
from kg.annotations.titles import is_role, title_of
from kg.annotations.vocabulary import Vocabulary

HOLDER_REACH = 10  # tokens between a role noun and the end of the organisation whose holder is named behind it

_JOINED_ENDINGS = frozenset(("co", "co.", "company", "cos", "cos.", "sons", "partners", "associates", "bros", "bros.", "brothers"))
_BRACKETED = frozenset(("(", ")", "pte", "pty"))
_FOREIGN_LINKS = frozenset("do da das dos de del della delle des di du et fur für van von y zu".split())
_NAMED = frozenset(("NNP", "NNPS"))
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_VERSION = re.compile(r"\d{1,2}(?:\.\d)?")
_COUNTED = frozenset("% pct percent million billion trillion mln bln hundred thousand dozen times of / - – :".split())


def make_whole(parse: Parse, words: Vocabulary, skip: Sequence[bool], spans: list[Name]) -> list[Name]:
    """Lengthen names to what they are.

    Args:
        parse: of the document.
        words: the ontology's tables.
        skip: tokens that are not news.
        spans: names by position; changed.

    Returns:
        Names by position.
    """
    spans = _products(parse, words, _linked(parse, words, _companies(parse, words, spans)))
    _numbered(parse, words, spans)
    return _lone_companies(parse, words, skip, _as_elsewhere(parse, words, skip, spans))


def _companies(parse: Parse, words: Vocabulary, spans: list[Name]) -> list[Name]:
    """Join what the parser parts of a company's name: “W.R.” “Grace and Co”, “Eridania Zuccherifici” “Nazionali SpA”."""
    lower, spelled, sentence = parse.lower, parse.words, parse.sentence
    n = len(lower)
    result: list[Name] = []
    for k, name in enumerate(spans):
        before = result[-1] if result else None
        if before is not None and sentence[before.first] == sentence[name.first] and _continues(parse, words, before, name):
            same = all(w in words.company_endings or w in _JOINED_ENDINGS for w in lower[name.first : name.last])  # “J.P. Morgan” “and Co Inc”
            if same:
                _become_company(words, before, name.last)
            else:
                before.last, before.ids, before.type = name.last, (), name.type if before.type == "?" else before.type
        else:
            result.append(name)
            before = name
        stop = spans[k + 1].first if k + 1 < len(spans) else n
        at = before.last
        if at < stop and sentence[at] == sentence[before.first] and spelled[at][0].isupper():
            if (lower[at] in words.company_endings or lower[at].removesuffix(".") in words.company_endings) and lower[at] not in (
                "company",
                "limited",
            ):
                _become_company(words, before, at + 1)
        elif at + 1 < stop and lower[at] in ("and", "&") and lower[at + 1] in _JOINED_ENDINGS and spelled[at + 1][0].isupper():
            _become_company(words, before, at + 2)
        at = before.first - 1
        if (
            before.last - before.first == 2
            and lower[before.last - 1] in words.company_endings
            and not before.ids
            and _is_part(parse, words, result, at)
        ):
            before.first, before.type = at, "Organisation"  # “Private” “Labels Inc”
            at -= 1
        if (
            at >= 0
            and _INITIALS.fullmatch(spelled[at])
            and lower[at] not in words.names
            and sentence[at] == sentence[before.first]
            and not (len(result) > 1 and result[-2].last > at)
            and before.type in ("Person", "Organisation", "?")
        ):
            before.first = at
    return result


def _is_part(parse: Parse, words: Vocabulary, names: list[Name], i: int) -> bool:
    """Whether a capitalised title before a firm's name is its first word: nobody but a person has a title."""
    if i < 0 or not parse.words[i][0].isupper() or parse.lower[i] not in words.titles or parse.sentence[i] != parse.sentence[i + 1]:
        return False
    return not (len(names) > 1 and names[-2].last > i)


def _become_company(words: Vocabulary, name: Name, last: int) -> None:
    entries = words.ontology.gazetteer.entries
    name.ids = name.ids if all(entries[i].type == "Organisation" for i in name.ids) else ()
    name.last, name.type = last, "Organisation"


def _continues(parse: Parse, words: Vocabulary, before: Name, name: Name) -> bool:
    """Whether two names are one: the first goes on in a company's ending, or is but initials."""
    gap = name.first - before.last
    lower = parse.lower
    if gap == 0:
        if before.last - before.first == 1 and _INITIALS.fullmatch(parse.words[before.first]) and lower[before.first] not in words.names:
            return True
        ended = lower[name.last - 1] in words.company_endings and parse.words[name.last - 1][0].isupper()
        if before.ids and all(w in words.company_endings for w in lower[name.first : name.last]):
            return True  # “Merrill Lynch and Co” “Inc”
        return ended and not before.ids and not name.ids and before.first <= parse.heads[before.last - 1] < name.last and before.type != "State"
    joined = lower[name.first] in _JOINED_ENDINGS and all(w in words.company_endings or w in _BRACKETED for w in lower[name.first + 1 : name.last])
    return gap == 1 and lower[before.last] in ("and", "&") and joined


def _linked(parse: Parse, words: Vocabulary, spans: list[Name]) -> list[Name]:
    """Join what a foreign “of” links and the parser parts: “Banco do Brasil”, “Credit Industriel et Commercial”."""
    lower, tags = parse.lower, parse.tags
    beginnings = words.ontology.lexicon.organisation_beginnings
    links = [
        i
        for i, word in enumerate(lower)
        if word in _FOREIGN_LINKS and parse.words[i] == word and i and (not tags[i].startswith("VB") or lower[i - 1] in beginnings)
    ]
    if not links:
        return spans
    ends, starts = {n.last: n for n in spans}, {n.first: n for n in spans}
    inside = {i for n in spans for i in range(n.first, n.last)}
    dropped: set[int] = set()
    for i in links:
        after = starts.get(i + 1)
        if after is None or i == 0 or i in inside or parse.sentence[i - 1] != parse.sentence[i + 1] or id(after) in dropped:
            continue
        before = ends.get(i)
        capital = parse.words[i - 1][0].isupper() and parse.words[i - 1].isalpha() and i - 1 not in inside and lower[i - 1] not in words.role_gender
        if before is None and not (capital and i - 1 > parse.sentences[parse.sentence[i]][0]):
            continue
        if before is not None and before.ids and words.ontology.gazetteer.entries[before.ids[0]].type in ("State", "Person"):
            continue
        after.first = before.first if before is not None else i - 1
        after.type, after.ids = before.type if before is not None and before.type != "?" else "?", ()
        starts[after.first], ends[after.last] = after, after
        if before is not None:
            dropped.add(id(before))
    return [n for n in spans if id(n) not in dropped]


def _lone_companies(parse: Parse, words: Vocabulary, skip: Sequence[bool], spans: list[Name]) -> list[Name]:
    """Name firms where they go by their first words: “Prince Co Inc … Prince said”, “Private Formulations Inc … Private Formulations is”."""
    lower = parse.lower
    cores: dict[str, list[tuple[str, ...]]] = {}
    for name in spans:
        stop = name.last
        while stop - name.first > 1 and lower[stop - 1] in words.company_endings:
            stop -= 1
        if stop < name.last and name.type == "Organisation" and not name.ids and "(" not in lower[name.first : stop]:
            key = tuple(lower[name.first : stop])
            if key not in cores.setdefault(key[0], []):
                cores[key[0]].append(key)
    if not cores:
        return spans
    at: dict[int, Name] = {i: name for name in spans for i in range(name.first, name.last)}
    made: list[Name] = []
    dropped: set[int] = set()
    for i, word in enumerate(lower):
        for key in cores.get(word, ()):
            stop = i + len(key)
            if skip[i] or tuple(lower[i:stop]) != key or any(parse.words[k][0].islower() for k in range(i, stop)):
                continue
            if len(key) == 1 and parse.tags[i] not in _NAMED:
                continue
            over = list(dict.fromkeys(at[k] for k in range(i, stop) if k in at))
            if any(o.ids or o.titles or o.last > stop or o.first < i or o.last - o.first == len(key) for o in over):
                continue
            if stop < len(lower) and not over and parse.tags[stop] in ("NNP", "NNPS") and parse.words[stop][0].isupper():
                continue  # the beginning of a longer name
            dropped.update(map(id, over))
            made.append(Name(i, stop, "Organisation", certain=True))
            at.update(dict.fromkeys(range(i, stop), made[-1]))
            break
    return sorted([n for n in spans if id(n) not in dropped] + made, key=lambda n: n.first) if made else spans


def _products(parse: Parse, words: Vocabulary, spans: list[Name]) -> list[Name]:
    """Join a known maker and the product named right behind it: “Toyota” “Camry”."""
    entries = words.ontology.gazetteer.entries
    result: list[Name] = []
    for name in spans:
        before = result[-1] if result else None
        if (
            before is not None
            and name.type == "Product"
            and not name.ids
            and before.last == name.first
            and parse.words[name.first].isalpha()
            and before.ids
            and all(entries[i].kind == "company" for i in before.ids)
            and name.first <= parse.heads[before.last - 1] < name.last
        ):
            result[-1] = Name(before.first, name.last, "Product", certain=True)
        else:
            result.append(name)
    return result


def _numbered(parse: Parse, words: Vocabulary, spans: list[Name]) -> None:
    """Keep the number of a product's version in its name: “Internet Explorer 6”."""
    lower, heads = parse.lower, parse.heads
    open_: list[tuple[Name, tuple[str, ...]]] = []
    sure: set[tuple[str, ...]] = set()
    for name in spans:
        at = name.last
        if at >= len(lower) or parse.tags[at] != "CD" or not _VERSION.fullmatch(lower[at]) or parse.sentence[at] != parse.sentence[name.first]:
            continue
        after = lower[at + 1] if at + 1 < len(lower) else ""
        continued = at + 1 < len(lower) and ((parse.start[at + 1] == parse.end[at] and after[0].isalnum()) or parse.tags[at + 1] in ("NNP", "NNPS"))
        if (
            continued
            or lower[at - 1] in ("no.", "nos.")
            or name.ids
            or name.type in ("State", "Event", "Law")
            or after in _COUNTED
            or after in TRIGGERS
            or lower[at - 1] in TRIGGERS
        ):
            continue
        key = tuple(lower[name.first : at + 1])
        above = heads[at]
        if name.first <= above < at or (above == heads[at - 1] and parse.tags[above] != "NNS" and above > at):
            sure.add(key)
        open_.append((name, key))
    versions: set[tuple[str, ...]] = set()
    for name, key in open_:
        if key in sure:
            name.last += 1
            if key[-2] in words.ontology.lexicon.numbered_nouns:
                name.type = words.type_of.get(key[-2], name.type)
            else:
                name.type, name.certain = "Product", True
                versions.add(key[:-1])
    for name in spans if versions else ():
        if not name.ids and tuple(lower[name.first : name.last]) in versions:
            name.type, name.certain = "Product", True


def _as_elsewhere(parse: Parse, words: Vocabulary, skip: Sequence[bool], spans: list[Name]) -> list[Name]:
    """Give a name of several words that the document has twice, or that its ending proves, all its words wherever they stand."""
    lower = parse.lower
    counts: dict[tuple[str, ...], list[Name]] = {}
    for name in spans:
        if name.last - name.first > 1:
            counts.setdefault(tuple(lower[name.first : name.last]), []).append(name)
    index: dict[str, list[tuple[str, ...]]] = {}
    for key, names in counts.items():
        if len(names) > 1 or key[-1] in words.company_endings or (names[0].certain and not names[0].ids):
            index.setdefault(key[0], []).append(key)
    if not index:
        return spans
    at: dict[int, Name] = {i: name for name in spans for i in range(name.first, name.last)}
    dropped: set[int] = set()
    made: list[Name] = []
    surnames: dict[tuple[str, ...], int] = {}  # how often the last word alone was taken for a person
    for i, word in enumerate(lower):
        if word not in index or skip[i] or not parse.words[i][0].isupper():
            continue
        for key in index[word]:
            stop = i + len(key)
            if tuple(lower[i:stop]) != key or parse.sentence[stop - 1] != parse.sentence[i] or not parse.words[stop - 1][0].isalnum():
                continue
            if parse.words[stop - 1][0].islower() and parse.words[stop - 1][0] not in "ie":
                continue
            over = list(dict.fromkeys(at[k] for k in range(i, stop) if k in at))
            whole = counts[key][0]
            if len(over) == 1 and over[0].type == "Person" and over[0].last == stop and not whole.certain:
                surnames[key] = surnames.get(key, 0) + 1
            if any(o.last - o.first >= len(key) or (o.ids and (o.first < i or o.last > stop)) for o in over):
                continue
            dropped.update(map(id, over))
            name = Name(i, stop, whole.type, whole.ids, certain=whole.certain)
            made.append(name)
            for k in range(i, stop):
                at[k] = name
            break
    if not made:
        return spans
    for key, votes in surnames.items():
        if votes >= sum(n.type in ("Organisation", "Place", "State", "Group") for n in counts[key]):
            for name in (*counts[key], *made):
                if tuple(lower[name.first : name.last]) == key:
                    name.type = "Person"
    kept = [n for n in (*spans, *made) if id(n) not in dropped]
    kept.sort(key=lambda n: n.first)
    return [n for k, n in enumerate(kept) if k == 0 or n.first >= kept[k - 1].last]


# ------------------------------------------------------------------------------------------------ holders of offices
def read_holders(parse: Parse, words: Vocabulary, spans: list[Name]) -> None:
    """Part an organisation and the person who holds an office in it (“CEO of the Refugee Council Enver Solomon”), who gets it as title.

    Args:
        parse: of the document.
        words: the ontology's tables.
        spans: names by position; changed.
    """
    surnames = {parse.lower[n.first] for n in spans if n.last - n.first == 1 and n.type in ("Person", "?")}
    k = 0
    while k < len(spans):
        name = spans[k]
        following = spans[k + 1] if k + 1 < len(spans) and spans[k + 1].first == name.last else None
        if name.titles and name.title_first < name.first - 1 and following is None:
            k += 1
            continue
        if following is not None and not following.ids and not following.titles and following.type in ("Person", "?", "Organisation"):
            office = _office(parse, words, name.first)
            if office is not None:
                last = following.last
                start = _person_start(parse, words, name, following, surnames)
                if start > name.first:
                    if not name.ids and name.type in ("Person", "?"):
                        name.type = "Organisation"
                    name.last = start
                    following.first = start
                    _hold(following, office, last)
                    k += 2
                    continue
        elif following is None and not name.ids and name.last - name.first > 3 and parse.lower[name.last - 1] in surnames:
            office = _office(parse, words, name.first)
            if office is not None and words.type_of.get(parse.lower[name.last - 1]) is None:
                holder = Name(name.last - 2, name.last, "Person")
                name.last, name.type = name.last - 2, "Organisation"
                _hold(holder, office, holder.last)
                spans.insert(k + 1, holder)
                k += 2
                continue
        k += 1


def _person_start(parse: Parse, words: Vocabulary, name: Name, following: Name, surnames: set[str]) -> int:
    """Where the person begins whose name an organisation's runs into, or -1 if there is none."""
    if following.last - following.first > 1:
        return following.first if following.type == "Person" or parse.lower[following.first] in words.given else -1
    for k in range(name.last - 1, name.first, -1):
        if parse.lower[k - 1] in words.type_of_organisation and parse.words[k][0].isupper() and name.last - k <= 2:
            return k
    return -1


def _office(parse: Parse, words: Vocabulary, before: int) -> tuple[str, int] | None:
    """The role noun, with its title and first token, that an organisation's name hangs on by “of” or “at”, or None."""
    floor = max(parse.sentences[parse.sentence[before]][0], before - HOLDER_REACH)
    for k in range(before - 1, floor, -1):
        word = parse.lower[k]
        if parse.pos[k] in ("PUNCT", "VERB", "AUX", "CCONJ"):
            return None
        if word in ("of", "at", "for") and is_role(parse, words, k - 1) and parse.tags[k - 1] in ("NN", "NNP"):
            for size in range(min(words.title_words, k - floor), 0, -1):
                title = title_of(parse, words, k - size, k)
                if title:
                    return title, k - size
            return parse.lower[k - 1], k - 1
    return None


def _hold(person: Name, office: tuple[str, int], last: int) -> None:
    title, first = office
    person.last, person.type, person.certain = last, "Person", True
    person.titles, person.title_first = (title,), first
