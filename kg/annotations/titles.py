"""Titles: the role words before a person's name (“Foreign Minister”, “Mr”, “spokesman”), which are not part of it.

Invariants: a title is one of the lexicon's, a courtesy, or a noun for a person that the parser hangs on the name; plural titles are read in the
singular and belong to every name that they stand before.
"""

from __future__ import annotations

from kg.annotations.name import LINKS, Name
from kg.annotations.name_types import ending_type
from kg.annotations.parse import Parse
from kg.annotations.vocabulary import Vocabulary


def is_demonym(parse: Parse, words: Vocabulary, i: int) -> bool:
    """Whether a token is a demonym (“Russian”)."""
    return parse.lower[i] in words.ontology.gazetteer.demonyms and parse.words[i][0].isupper()


def is_role(parse: Parse, words: Vocabulary, i: int) -> bool:
    """Whether a token is a noun for a person or the last word of a title."""
    return parse.lower[i] in words.role_gender


def title_length(parse: Parse, words: Vocabulary, first: int, last: int) -> int:
    """Number of words of the longest title that begins at a token, 0 if none."""
    for size in range(min(words.title_words, last - first), 0, -1):
        if title_of(parse, words, first, first + size):
            return size
    return 1 if first < last and parse.lower[first] in words.courtesies else 0


def title_of(parse: Parse, words: Vocabulary, first: int, last: int) -> str:
    """The title that tokens spell (in the singular: “Foreign Ministers”), or ""."""
    phrase = " ".join(parse.lower[first:last])
    if phrase in words.titles:
        return phrase
    if " - " in phrase:  # “Secretary-General”, “Major-General”
        for joint in ("-", " "):
            joined = phrase.replace(" - ", joint)
            if joined in words.titles:
                return joined
    if parse.tags[last - 1] in ("NNS", "NNPS") or parse.lower[last - 1].endswith("s"):
        phrase = " ".join((*parse.lower[first : last - 1], parse.lower[last - 1].removesuffix("s")))
        if phrase in words.titles:
            return phrase
    return ""


def field_length(parse: Parse, words: Vocabulary, i: int, floor: int) -> int:
    """Number of words of a title with its field before a token: “Minister of Education”, “Undersecretary for Health”."""
    for k in range(i - 2, max(i - 5, floor), -1):
        if (
            parse.lower[k] in ("of", "for")
            and parse.words[i - 1][0].isupper()
            and all(parse.words[j][0].isupper() or parse.lower[j] in LINKS for j in range(k + 1, i))
        ):
            first = k - 1
            while first > floor and title_of(parse, words, first - 1, k):
                first -= 1
            return i - first if title_of(parse, words, first, k) and parse.words[first][0].isupper() else 0
    return 0


def read_titles(parse: Parse, words: Vocabulary, name: Name) -> None:
    """Read the titles that stand before a name: “Foreign Minister”, “Mr”, “spokesman”."""
    i = name.first
    titles: list[str] = []
    gender = ""
    floor = parse.sentences[parse.sentence[i]][0]
    reach = max(words.title_words, 1)
    while i > floor:
        # “head of state and party leader”: titles may be joined
        stop = i - 1 if titles and parse.lower[i - 1] in ("and", ",", "-") and i - 1 > floor else i
        for size in range(min(reach, stop - floor), 0, -1):
            phrase = title_of(parse, words, stop - size, stop)
            if not phrase and size == 1:
                word = parse.lower[stop - 1]
                beside = (
                    word in words.role_gender
                    # “sugar producer Beghin-Say”, “its rival Acme”, not “film producer Ann Ray”
                    and not (_names_firms(words, word) and not (name.type == "Person" and name.last - name.first > 1))
                    and stop == i
                    and parse.pos[i - 1] in ("NOUN", "PROPN")
                    and parse.deps[i - 1] in ("compound", "nmod", "amod", "appos")
                )
                phrase = word if word in words.courtesies or beside else ""
            if phrase:
                if stop < i and phrase in words.courtesies:
                    continue
                gender = gender or words.courtesies.get(phrase, "") or words.role_gender.get(phrase.rsplit(" ", 1)[-1], "")
                if phrase not in words.courtesies:
                    titles.insert(0, phrase)
                i = stop - size
                break
        else:
            size = field_length(parse, words, i, floor)
            if not size:
                break
            titles.insert(0, " ".join(parse.lower[i - size : i]))
            i -= size
    if i == name.first:
        _apposed(parse, words, name)
        return
    if name.type == "State" or (name.ids and name.type != "Person" and name.type):
        return  # “president Russia”: the title is another's
    told = ending_type(parse, words, name)
    if told not in ("", "Person") and (name.type not in ("Person", "?", "") or (told == "Organisation" and name.type == "?")):
        return
    name.title_first = i
    name.titles = tuple(titles)
    name.gender = gender
    if not name.ids or name.type == "Person":
        name.type, name.certain = "Person", True


def _names_firms(words: Vocabulary, noun: str) -> bool:
    """Whether a noun for people is said of firms and states too: “producer”, “rival”."""
    return noun in words.type_of_organisation or noun in words.ontology.lexicon.agent_nouns


def _apposed(parse: Parse, words: Vocabulary, name: Name) -> None:
    """“its head, Anselm Fourie, …”: a name in apposition to a noun for a person is a person's."""
    first, last = name.first, name.last
    if name.ids or name.type == "Person" or first < 2 or parse.lower[first - 1] != "," or parse.lemmas[first - 2] not in words.role_gender:
        return
    if parse.tags[first - 2] in ("NN", "NNP") and parse.deps[last - 1] == "appos" and ending_type(parse, words, name) in ("", "Person"):
        name.type, name.certain = "Person", True


def share_titles(parse: Parse, spans: list[Name]) -> None:
    """Give the titles before a coordination in the plural to all its names: “Foreign Ministers Wang Yi and Sergey Lavrov”."""
    plural = {i: n for n in spans if n.titles and parse.lower[n.first - 1] == f"{n.titles[-1].rsplit(' ', 1)[-1]}s" for i in range(n.first, n.last)}
    for name in spans if plural else ():
        head = name.last - 1
        while parse.deps[head] == "conj" and not name.titles:
            head = parse.heads[head]
            first = plural.get(head)
            if first is not None and (name.type == "Person" or not name.ids):
                name.titles, name.type, name.certain = first.titles, "Person", True
