"""Where a clause's happening was, by the place that its words name.

Invariants: a place stands behind a preposition of place; a common noun is one only where it means a certain place (“the border”, “a hotel in
town”, “four French sites”; not “working capital”, “some areas”); what lies in a part of a place (“eastern Europe”) lies in words, not in
the whole; the place that leads a sentence holds for the clauses joined to its first one; a dateline is no happening's place.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotations.records import Annotations, Located
from kg.model import Argument
from kg.statements.arguments import Arguments, in_role
from kg.statements.clauses import Clause, Clauses
from kg.statements.phrases import Prepositional

PLACE_PREPOSITIONS = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout", "off"))
PLACE_TYPES = ("Place", "State")
_ON_LINE = ("www.", "http://", "https://")
_VAGUE = frozenset("some any many several few no all most certain various other more less enough".split())
_COMPASS = frozenset(
    f"{a}{b}{c}" for a in ("", "north", "south") for b in ("", "-", " ") for c in ("north", "south", "east", "west")
)  # “north-east”; the plain four as well
_PARTS = frozenset([f"{word}{end}" for word in _COMPASS for end in ("", "ern")] + ["central", "mid", "upper", "lower"])
_INSIDE = frozenset(("dobj", "pobj", "prep", "attr", "nsubj", "nsubjpass", "conj", "npadvmod"))
_MOST_STEPS = 4


class Places:
    """The places of one document's clauses.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        arguments: makes a place's argument.
    """

    def __init__(self, annotations: Annotations, clauses: Clauses, arguments: Arguments) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self.arguments = arguments
        self._tokens: dict[int, list[int]] = {}  # of a verb: heads of the places attached to it
        self._joined: dict[int, frozenset[int]] = {}  # of a place's first character: those of the places joined to it
        for located in annotations.mentions:
            marker = self.parse.heads[located.head]
            if self._is_certain(located) and self.parse.deps[located.head] == "pobj" and self.parse.lower[marker] in PLACE_PREPOSITIONS:
                clause = self.clauses.above(marker) if self._is_near(marker) else None
                if clause is not None:
                    self._tokens.setdefault(clause.head, []).append(located.head)
                    joined = [annotations.at[t].mention.span.start for t in self._conjoined(located.head) if t in annotations.at]
                    if joined:
                        self._joined[located.mention.span.start] = frozenset(joined)

    def says_place(self, p: Prepositional) -> bool:
        """Whether a prepositional argument says where something happened."""
        if self._is_on_line(p):
            return True
        located = self.annotations.at.get(p.token)
        return located is not None and p.word in PLACE_PREPOSITIONS and self._is_certain(located)

    def _is_certain(self, located: Located) -> bool:
        """Whether a mention means a certain place."""
        mention = located.mention
        if mention.type not in PLACE_TYPES:
            return False
        if mention.kind == "name":
            return True
        if mention.kind != "nominal":
            return False
        parse = self.parse
        words = range(located.first, located.last)
        if any(parse.lower[t] in _VAGUE for t in words if t < located.head):
            return False
        return any(parse.pos[t] in ("DET", "PROPN") or parse.deps[t] in ("det", "poss") or parse.words[t][0].isupper() for t in words)

    def _is_near(self, marker: int) -> bool:
        """Whether a place belongs to the clause: attached to its verb or to an argument of it, not deep inside a name."""
        parse = self.parse
        above = parse.heads[marker]
        for _ in range(_MOST_STEPS):
            if above in self.clauses.by_head or above in self.clauses.carrier:
                return True
            if parse.deps[above] not in _INSIDE:
                return False
            above = parse.heads[above]
        return False

    # ------------------------------------------------------------------ of clauses
    def of(self, clause: Clause, *, speaks: bool = False) -> Argument | None:
        """Where a clause's happening was: by its own words, those of a verb that is one happening with it, or those that lead its sentence.

        Who speaks “from” a place speaks there.
        """
        for token in (*self._tokens.get(clause.head, ()), *self._shared(clause), *self._leading(clause)):
            found = self.argument(token)
            if found is not None:
                return found
        for p in clause.prepositions:
            if self._is_on_line(p):
                return self.arguments.words("place", p.token)
            located = self.annotations.at.get(p.token) if speaks and p.word == "from" else None
            if located is not None and located.mention.kind == "name" and self._is_certain(located):
                return self.argument(p.token)
        return None

    def _is_on_line(self, p: Prepositional) -> bool:
        return p.word in ("at", "on") and self.parse.lower[p.token].startswith(_ON_LINE)

    def argument(self, token: int) -> Argument | None:
        """A place as an argument; a part of a named place, whose name alone would say too much, in words."""
        found = self.arguments.of("place", token)
        if not found:
            return None
        parse = self.parse
        part = [c for c in parse.children[token] if c < token and parse.lower[c] in _PARTS and parse.deps[c] in ("amod", "compound", "nmod")]
        if part and found[0].chain and parse.end[part[0]] <= found[0].start:
            return self.arguments.words("place", token, first=min(parse.left[c] for c in part), last=token)
        return found[0]

    def beside(self, place: Argument, object: Argument) -> Argument | None:
        """The place of a statement whose object is one of several places: of “in Ghent and Bruges” the one that it names."""
        if object.start not in self._joined.get(place.start, ()):
            return place
        return in_role(object, "place") if object.type in PLACE_TYPES else None

    def _conjoined(self, token: int) -> Iterator[int]:
        for child in self.parse.children[token]:
            if self.parse.deps[child] == "conj":
                yield child
                yield from self._conjoined(child)

    def _shared(self, clause: Clause) -> list[int]:
        """Places of the verbs that are one happening with a clause: “began to meet in Bonn”."""
        found: list[int] = []
        for complement in clause.complements:
            lower = self.clauses.by_head.get(complement)
            if lower is not None and lower.link == "xcomp" and not lower.finite:
                found += self._tokens.get(complement, ())
        return found

    def _leading(self, clause: Clause) -> list[int]:
        """Places that lead the sentence of a clause that is joined to its first one: “In Ghent, workers met and agreed to strike”."""
        upper = self.clauses.enclosing(clause)
        if upper is None or not (clause.link in ("conj", "xcomp") or (clause.link == "advcl" and clause.shared and not clause.finite)):
            return []
        first = min([upper.head, *upper.subjects])
        own = [t for t in self._tokens.get(upper.head, ()) if t < first]
        return own or self._leading(upper)
