"""A correction and what it points at.

Invariants: a pointer holds words and keys of documents, never an offset, a hash of the graph or a number of a build; a correction's id is
the hash of what it says, without its note, so the same decision taken twice is one.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from typing import Literal

from kg.identifiers import digest

Kind = Literal["same", "different", "wrong", "label", "type"]


@dataclass(frozen=True, slots=True)
class NamePointer:
    """All that bears a name, in all documents.

    Attributes:
        name: as written; case, accents and punctuation do not count.
        type: class without prefix of what is meant, or "" for anything of that name.
    """

    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class EntryPointer:
    """An entry of the gazetteer, by the local name of its IRI."""

    entry: str


@dataclass(frozen=True, slots=True)
class MentionPointer:
    """One mention.

    Attributes:
        document: id of its document.
        words: its words.
        around: words of the document that hold them: as a rule the sentence.
        occurrence: which of the places where the words stand within such words, from 1.
    """

    document: str
    words: str
    around: str
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class StatementPointer:
    """One statement.

    Attributes:
        document: id of its document.
        around: the sentence.
        trigger: the words of the relation.
        subject: the words of the subject.
        object: the words of the object, or "".
        relation: `kg:…` or `rel:…`.
        occurrence: which of the statements that fit, in the order of the text, from 1.
    """

    document: str
    around: str
    trigger: str
    subject: str
    object: str = ""
    relation: str = ""
    occurrence: int = 1


Pointer = NamePointer | EntryPointer | MentionPointer | StatementPointer


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision.

    Attributes:
        id: end of its IRI.
        kind: what is decided.
        targets: of `same` and `different` the two; of `label` and `type` the one; of `wrong` one statement or more.
        text: the label or the class (without prefix) that `label` or `type` gives; else "".
        note: why.
        line: of the file, from 1; 0 for one that stands in no file yet.
    """

    id: str
    kind: Kind
    targets: tuple[Pointer, ...]
    text: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)

    @classmethod
    def of(cls, kind: Kind, targets: tuple[Pointer, ...], *, text: str = "", note: str = "") -> Correction:
        """Make a correction with the id that its content gives it.

        Example:
            >>> one = Correction.of("label", (EntryPointer("Russia"),), text="Russian Federation")
            >>> one.id == Correction.of("label", (EntryPointer("Russia"),), text="Russian Federation", note="by house style").id
            True
        """
        key = [[type(target).__name__, *astuple(target)] for target in targets]
        return cls(digest("correction", kind, sorted(key, key=str) if kind == "same" else key, text), kind, targets, text, note)

    @property
    def of_statements(self) -> bool:
        """Whether it is about statements or happenings, not about things."""
        return all(isinstance(target, StatementPointer) for target in self.targets)

    @property
    def says(self) -> str:
        """The decision in a line.

        Example:
            >>> Correction.of("type", (NamePointer("Acme", "Person"),), text="Organisation").says
            'type: “Acme” is Organisation'
        """
        shown = [describe(target) for target in self.targets[:2]]
        if self.kind in ("same", "different"):
            return f"{self.kind}: {shown[0]} and {shown[1]}"
        if self.kind == "wrong":
            more = len(self.targets) - 1
            return f"wrong: {shown[0]}" + (f" and {more} more" if more else "")
        return f"{self.kind}: {shown[0]} is {self.text}"


def describe(pointer: Pointer) -> str:
    """Say what a pointer points at.

    Example:
        >>> describe(EntryPointer("Xi_Jinping")), describe(MentionPointer("a.txt", "he", "Then he left.", 1))
        ('Xi Jinping (gazetteer)', '“he” in a.txt (“Then he left.”)')
    """
    if isinstance(pointer, NamePointer):
        return f"“{pointer.name}”"
    if isinstance(pointer, EntryPointer):
        return f"{pointer.entry.replace('_', ' ')} (gazetteer)"
    around = " ".join(pointer.around.split())
    if isinstance(pointer, MentionPointer):
        number = f", number {pointer.occurrence}" if pointer.occurrence > 1 else ""
        return f"“{pointer.words}” in {pointer.document} (“{around}”{number})"
    words = " ".join(" ".join(part.split()) for part in (pointer.subject, pointer.trigger, pointer.object) if part)
    return f"“{words}” in {pointer.document} (“{around}”)"
