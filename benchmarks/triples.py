"""From a statement of kg to the binary triples that scorers of facts read.

A statement has any number of arguments; a scorer's line has three slots. A statement with subject and object is one line. Each
further argument is another line, its relation the predicate's words, the object's words and the preposition that stands before
the argument (“supplies natural gas to” | China). A statement without object gives only its arguments' lines, with place and time
among them, for these are then all that its clause says. Nothing is inferred here: every word of a line is a label of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Argument, Document, Statement

PREPOSITIONS = frozenset(
    """about above across after against ahead along alongside amid among around as at before behind beside besides between beyond by despite
    down during except for from in inside into like near of off on onto out outside over past per since through throughout till to toward
    towards under until up upon via with within without""".split()
)
DETERMINERS = frozenset("a an the this that these those its his her their our my your some any all both".split())
WITHOUT_PREPOSITION = {"recipient": "to", "beneficiary": "for"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line for the scorer."""

    doc: str
    subject: str
    relation: str
    object: str
    polarity: str
    modality: str
    attributed_to: tuple[str, ...]
    time: str | None
    place: str | None
    subject_mention: str
    object_mention: str
    confidence: float

    def row(self) -> dict[str, Any]:
        """The line as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__} | {"attributed_to": list(self.attributed_to)}


class Triples:
    """Turns the statements of one document into lines.

    Args:
        document: the document.
        statements: all of its statements.
        labels: label of the resolved entity, by chain; a chain that is absent keeps the label that extraction gave it.
    """

    def __init__(self, document: Document, statements: Sequence[Statement], labels: Mapping[str, str]) -> None:
        self.document = document
        self.statements = statements
        self.labels = labels
        self.by_id = {s.id: s for s in statements}
        self.clauses: dict[str, list[Statement]] = {}
        for statement in statements:
            self.clauses.setdefault(statement.clause, []).append(statement)

    def lines(self) -> list[Line]:
        """All lines, each once, in the order of the statements."""
        return list(dict.fromkeys(line for statement in self.statements for line in self._of(statement)))

    def _of(self, statement: Statement) -> Iterator[Line]:
        relation = statement.predicate.label
        if statement.object is not None:
            yield self._line(statement, relation, statement.object)
            head = f"{relation} {self._label(statement.object)}" if not statement.object.statement else relation
            rest: Iterable[Argument] = statement.arguments
        else:
            head = relation
            place = (statement.qualifiers.place,) if statement.qualifiers.place is not None else ()
            rest = (*statement.arguments, *place)
        seen = {(statement.object.start, statement.object.end, statement.object.chain)} if statement.object is not None else set()
        for argument in rest:
            key = (argument.start, argument.end, argument.chain)
            if key in seen or argument.role == "subject":
                continue
            seen.add(key)
            yield self._line(statement, f"{head} {self._preposition(argument)}".strip(), argument)
        time = statement.qualifiers.time
        if statement.object is None and time is not None:
            when = Argument("time", time.text, time.start, time.end_offset, label=time.value)
            yield self._line(statement, f"{head} {self._preposition(when)}".strip(), when)

    def _line(self, statement: Statement, relation: str, filler: Argument) -> Line:
        time, place = statement.qualifiers.time, statement.qualifiers.place
        return Line(
            doc=self.document.id,
            subject=self._label(statement.subject),
            relation=relation,
            object=self._label(filler),
            polarity=statement.polarity,
            modality=statement.modality,
            attributed_to=tuple(self.labels.get(a.chain) or a.label or a.text for a in statement.attribution),
            time=time.value if time is not None else None,
            place=self._label(place) if place is not None else None,
            subject_mention=statement.subject.text,
            object_mention=filler.text,
            confidence=statement.confidence,
        )

    def _label(self, argument: Argument) -> str:
        """The entity's label, the value's words, or the words of the said clause."""
        if argument.statement:
            return self._said(argument)
        if argument.value is not None:
            return argument.value.text or argument.text
        return self.labels.get(argument.chain) or argument.label or argument.text

    def _said(self, argument: Argument) -> str:
        """The words of the clause that was said, from its first argument or trigger to its last."""
        said = self.by_id.get(argument.statement)
        if said is None:
            return argument.text
        starts, ends = [], []
        for statement in self.clauses[said.clause]:
            fillers = [statement.subject, *([statement.object] if statement.object is not None else []), *statement.arguments]
            for start, end in ((statement.predicate.start, statement.predicate.end), *((f.start, f.end) for f in fillers)):
                if said.sentence.start <= start and end <= said.sentence.end:
                    starts.append(start)
                    ends.append(end)
        return " ".join(self.document.text[min(starts) : max(ends)].split()) if starts else argument.text

    def _preposition(self, argument: Argument) -> str:
        """The preposition before an argument, over its determiners; for one that needs none (“sent China gas”), its role's."""
        words = self.document.text[max(0, argument.start - 40) : argument.start].split()
        while words and words[-1].lower() in DETERMINERS:
            words.pop()
        if words and words[-1].lower() in PREPOSITIONS:
            return words[-1].lower()
        return WITHOUT_PREPOSITION.get(argument.role, "")
