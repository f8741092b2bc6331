"""Arguments: from a syntactic head to the thing, value or group members that fill a slot.

Invariants: an argument's words are exactly those of its mention or of a value's span; a group gives one argument for each member,
with the group's words; a pronoun that no mention covers (“it” of the weather) gives none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotations.records import Annotations, Located
from kg.model import Argument, Mention, Value
from kg.ontology.terms import Ontology
from kg.statements.quantities import Measured, quantity, whole_end

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|its|his|her|their|our|my|your|whose|some|any|no)\s+", re.IGNORECASE)


class Arguments:
    """Makes the arguments of one document's statements.

    Args:
        annotations: the document's annotations.
        ontology: units, gazetteer labels.
    """

    def __init__(self, annotations: Annotations, ontology: Ontology) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.ontology = ontology
        self.labels: dict[str, tuple[str, str]] = {}
        self.counts: dict[tuple[int, int], Value] = {}
        self._known: dict[int, list[Argument]] = {}

    def of(self, role: str, token: int) -> list[Argument]:
        """The arguments that a head token gives for a role; several for a group, none for a pronoun that names nothing."""
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._of(role, token)
        return [in_role(a, role) for a in known]

    def _of(self, role: str, token: int) -> list[Argument]:
        parse = self.parse
        named = self._named(token)
        if named is not None:
            return self.of_mention(role, named)
        time = self.annotations.time_at.get(token)
        if time is not None:
            start, end = parse.start[time.first], parse.end[time.last - 1]
            value = time.time.value if time.time is not None else ""
            return [Argument(role, parse.text[start:end], start, end, "Time", value or time.text, value=Value(time.text, "date"))]
        located = self.annotations.at.get(token)
        measured = quantity(parse, token, self.ontology.lexicon)
        if measured is not None and measured.whole and measured.value.datatype == "quantity":
            of = self._measured_of(token)
            if of and parse.tags[token] == "CD":  # “five of the aircraft”: not the aircraft
                return self._part(role, token, measured, located)
            if of:  # “10 billion cubic metres of gas”: the gas, with its quantity
                for argument in of:
                    self.counts[argument.start, argument.end] = measured.value
                return of
        if measured is not None and (located is None or measured.whole):
            start, end = parse.start[measured.first], parse.end[measured.last - 1]
            text = parse.text[start:end]
            return [Argument(role, text, start, end, "Quantity", text, value=measured.value)]
        if located is not None:
            told = located.mention.kind != "name" or (measured is not None and measured.first < located.first)
            if measured is not None and told and not located.mention.members:  # “the two countries”: how many, not how much of each
                self.counts[located.mention.span.start, located.mention.span.end] = measured.value
            return self.of_mention(role, located)
        if parse.pos[token] in ("PRON", "DET", "PUNCT", "SYM", "SPACE"):
            return []
        return [self.words(role, token)]

    def _part(self, role: str, numeral: int, measured: Measured, located: Located | None) -> list[Argument]:
        """“one of the most successful products”, “500,000 of the workers”: some of a whole, under its own words."""
        if located is not None:
            span = located.mention.span
            self.counts[span.start, span.end] = measured.value
            return self.of_mention(role, located)
        parse = self.parse
        last = max(whole_end(parse, c) for c in parse.children[numeral] if c > numeral and parse.words[c].lower() == "of") - 1
        start, end = parse.start[measured.first], parse.end[last]
        text = " ".join(parse.text[start:end].split())
        if parse.words[numeral].lower() == "one":
            return [self.words(role, numeral, first=measured.first, last=last)]
        return [Argument(role, parse.text[start:end], start, end, "Quantity", text, value=measured.value)]

    def _named(self, token: int) -> Located | None:
        """The name that stands in apposition to a common noun: “the aid group Lantern Relief”, “its director, Noor Haddan”."""
        located = self.annotations.at.get(token)
        if located is None or located.mention.kind != "nominal" or self.parse.tags[token] == "NNS":
            return None
        names = [
            found
            for child in self.parse.children[token]
            if self.parse.deps[child] == "appos" and (found := self.annotations.at.get(child)) is not None and found.mention.kind == "name"
        ]
        fitting = [found for found in names if found.mention.type == located.mention.type]
        return next(iter(fitting or names), None)

    def _measured_of(self, unit: int) -> list[Argument]:
        """What a unit measures: the object of its “of”."""
        parse = self.parse
        for child in parse.children[unit]:
            if parse.deps[child] == "prep" and parse.words[child].lower() == "of":
                return [a for t in parse.children[child] if parse.deps[t] == "pobj" for a in self.of("object", t) if a.chain or a.type == "Text"]
        return []

    def of_mention(self, role: str, located: Located) -> list[Argument]:
        """The arguments that a mention gives."""
        mention = located.mention
        span = mention.span
        chains = [c for c in mention.members if c in self.annotations.chains] or [mention.chain]
        result = []
        for chain in chains:
            label, kind = self.label(chain, mention if len(chains) == 1 else None)
            result.append(Argument(role, span.text, span.start, span.end, kind, label, chain))
        return result

    def words(self, role: str, token: int, *, first: int | None = None, last: int | None = None) -> Argument:
        """A plain value: the words from `first` to `last` (both inclusive), by default the token with its close modifiers."""
        parse = self.parse
        a, b = self.extent(token) if first is None or last is None else (first, last)
        start, end = parse.start[a], parse.end[b]
        text = parse.text[start:end]
        return Argument(role, text, start, end, "Text", " ".join(text.split()), value=Value(text, "text"))

    def extent(self, token: int) -> tuple[int, int]:
        """First and last token of a word with its modifiers, without clauses, appositions and far prepositional phrases."""
        parse = self.parse
        a = b = token
        for child in parse.children[token]:
            dep = parse.deps[child]
            if dep in ("det", "amod", "compound", "poss", "nummod", "advmod", "quantmod", "npadvmod", "neg", "case", "prt"):
                a, b = min(a, parse.left[child]), max(b, parse.right[child])
            elif dep == "prep" and parse.right[child] - child <= 5 and parse.words[child].lower() == "of":
                b = max(b, parse.right[child])
        return a, b

    def label(self, chain: str, mention: Mention | None = None) -> tuple[str, str]:
        """The best name and the type of a chain within the document."""
        known = self.labels.get(chain)
        if known is None:
            known = self.labels[chain] = chain_label(self.annotations.chains.get(chain, ()), self.ontology)
        if not known[0] and mention is not None:
            return plain(mention.span.text), mention.type
        return known


def in_role(argument: Argument, role: str) -> Argument:
    """An argument in another role (made outright: `dataclasses.replace` costs twice as much)."""
    if argument.role == role:
        return argument
    a = argument
    return Argument(role, a.text, a.start, a.end, a.type, a.label, a.chain, a.value, a.statement)


def chain_label(mentions: Sequence[Mention], ontology: Ontology) -> tuple[str, str]:
    """The best name and the type of a chain: the gazetteer's, else its longest name, else its first words without determiner."""
    best: Mention | None = None
    for mention in mentions:
        if mention.gazetteer:
            entry = ontology.gazetteer.entries.get(mention.gazetteer)
            if entry is not None and (mention.kind in ("name", "demonym")) and not mention.metonym:
                return entry.label, entry.type
        if mention.kind == "name" and (best is None or best.kind != "name" or len(mention.name) > len(best.name)):
            best = mention
        elif best is None or (best.kind == "pronoun" and mention.kind in ("nominal", "group")):
            best = mention
    if best is None:
        return "", ""
    if best.metonym and best.gazetteer:
        state = ontology.gazetteer.entries.get(ontology.gazetteer.seats.get(best.gazetteer, best.gazetteer))
        if state is not None:
            return state.label, state.type
    return best.name or plain(best.span.text), best.type


def plain(text: str) -> str:
    """Words of a noun phrase without determiner and with single spaces.

    Example:
        >>> plain("the  new deal")
        'new deal'
    """
    words = " ".join(text.split())
    return _DETERMINER.sub("", words) or words
