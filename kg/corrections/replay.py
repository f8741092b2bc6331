"""One replay of the corrections over the documents of a build: what each points at today, and what became of it.

Invariants: corrections are taken in the order of their ids, so the order of the file, of documents and of builds decides nothing (but
which of two labels of one thing is the later); the work is linear in the corrections and in the documents that they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.corrections.outcomes import Outcome
from kg.corrections.pointing import Places
from kg.corrections.records import Correction, EntryPointer, MentionPointer, NamePointer, StatementPointer
from kg.errors import ConfigurationError
from kg.model import Document, Extraction, Judgement, Mention, Statement
from kg.ontology.terms import Ontology
from kg.ontology.turtle import near

_THINGS = ("Agent", "Person", "Organisation", "Group", "Place", "Event", "Work", "Product", "Law", "Concept", "Thing")

Target = NamePointer | EntryPointer | Mention


@dataclass(slots=True)
class Decision:
    """A correction of things with what it points at today; a mention that is gone is left out with its correction."""

    number: int
    correction: Correction
    targets: tuple[Target, ...]


@dataclass(slots=True)
class Ties:
    """What corrections say of happenings, by statements that report them.

    Attributes:
        one: statements of one happening: correction and the two statements.
        two: statements of two happenings.
    """

    one: list[tuple[int, str, str]] = field(default_factory=list)
    two: list[tuple[int, str, str]] = field(default_factory=list)


class Replay:
    """Corrections on their way through a build.

    Args:
        corrections: in the order of the file.
        documents: of the graph.
        extractions: one a document.
        ontology: its gazetteer and classes.
        file: the file of corrections, for messages.

    Attributes:
        decisions: those on things, in the order of their ids.
        ties: those on happenings.
        corrections: all of them, by id.
        chain_of: the new chain of each mention that left the one of its document; filled by `kg.entities`.
        judgements: what was decided on happenings, by their statements; filled by `kg.events`.

    Raises:
        ConfigurationError: a correction names a class that the ontology does not have.
    """

    def __init__(
        self,
        corrections: Iterable[Correction],
        documents: Sequence[Document],
        extractions: Sequence[Extraction],
        ontology: Ontology,
        file: Path = Path("corrections.ttl"),
    ) -> None:
        self.corrections = sorted(corrections, key=lambda correction: correction.id)
        self.decisions: list[Decision] = []
        self.ties = Ties()
        self.chain_of: dict[str, str] = {}
        self.judgements: list[Judgement] = []
        self._file = file
        self._reasons: dict[int, list[str]] = {}
        self._wrong: dict[str, int] = {}
        self._withdrawn: dict[int, list[Statement]] = {}
        self._classes = things(ontology)
        places = Places(documents, extractions)
        for number, correction in enumerate(self.corrections):
            self._check_types(correction)
            if correction.kind == "wrong":
                self._locate_wrong(number, correction, places)
            elif correction.of_statements:
                self._locate_ties(number, correction, places)
            else:
                self._locate_things(number, correction, places, ontology)

    def __bool__(self) -> bool:
        return bool(self.corrections)

    def _check_types(self, correction: Correction) -> None:
        names = [target.type for target in correction.targets if isinstance(target, NamePointer) and target.type]
        names += [correction.text] if correction.kind == "type" else []
        for name in names:
            check_type(name, self._classes, f"{self._file}:{correction.line}: ")

    def _locate_wrong(self, number: int, correction: Correction, places: Places) -> None:
        for target in correction.targets:
            assert isinstance(target, StatementPointer)
            found = places.statement(target)
            if isinstance(found, str):
                self.miss(number, found)
            else:
                self._wrong.setdefault(found.id, number)

    def _locate_ties(self, number: int, correction: Correction, places: Places) -> None:
        found = [places.statement(target) for target in correction.targets if isinstance(target, StatementPointer)]
        ids = [statement.id for statement in found if not isinstance(statement, str)]
        for statement in found:
            if isinstance(statement, str):
                self.miss(number, statement)
        if len(ids) == 2:
            (self.ties.one if correction.kind == "same" else self.ties.two).append((number, ids[0], ids[1]))

    def _locate_things(self, number: int, correction: Correction, places: Places, ontology: Ontology) -> None:
        targets: list[Target] = []
        for target in correction.targets:
            assert not isinstance(target, StatementPointer)
            found = places.mention(target) if isinstance(target, MentionPointer) else target
            if isinstance(found, EntryPointer) and found.entry not in ontology.gazetteer.entries:
                found = f"the gazetteer has no entry {found.entry}"
            if isinstance(found, str):
                self.miss(number, found)
            else:
                targets.append(found)
        if len(targets) == len(correction.targets):
            self.decisions.append(Decision(number, correction, tuple(targets)))

    # ---------------------------------------------------------------------------------------- wrong statements
    def without_wrong(self, extractions: Sequence[Extraction]) -> list[Extraction]:
        """Take out the statements that are wrong, and what is said to say them."""
        return [self._mended(extraction) if self._wrong else extraction for extraction in extractions]

    def _mended(self, extraction: Extraction) -> Extraction:
        wrong = {s.id: self._wrong[s.id] for s in extraction.statements if s.id in self._wrong}
        if not wrong:
            return extraction
        sayings: dict[str, list[str]] = {}
        for statement in extraction.statements:
            for argument in (statement.object, *statement.arguments):
                if argument is not None and argument.statement:
                    sayings.setdefault(argument.statement, []).append(statement.id)
        waiting = sorted(wrong)
        while waiting:
            said = waiting.pop()
            for saying in sayings.get(said, ()):
                if saying not in wrong:
                    wrong[saying] = wrong[said]
                    waiting.append(saying)
        for statement in extraction.statements:
            if statement.id in wrong:
                self._withdrawn.setdefault(wrong[statement.id], []).append(statement)
        return replace(extraction, statements=tuple(s for s in extraction.statements if s.id not in wrong))

    # ---------------------------------------------------------------------------------------- what others tell
    def miss(self, number: int, reason: str) -> None:
        """Note that a correction finds nothing to apply to."""
        reasons = self._reasons.setdefault(number, [])
        if reason not in reasons:
            reasons.append(reason)

    def because(self, number: int) -> str:
        """Give the reason that a judgement names: the correction and its note."""
        correction = self.corrections[number]
        return f"correction {correction.id}: {correction.says}" + (f"; {correction.note}" if correction.note else "")

    def judge(self, number: int, left: str, right: str) -> None:
        """Note what a correction decided on the happenings of two statements."""
        one, two = sorted((left, right))
        same = self.corrections[number].kind == "same"
        self.judgements.append(Judgement(one, two, same, 1.0 if same else 0.0, (self.because(number),)))

    def contradiction(self, same: int, different: int) -> ConfigurationError:
        """Make the error of two corrections that cannot both hold."""
        one, two = self.corrections[same], self.corrections[different]
        where = f"{self._file}:{one.line}" if one.line else "the new correction"
        there = f"line {two.line}" if two.line else "the new correction"
        message = f"{where}: “{one.says}” contradicts {there}: “{two.says}”"
        return ConfigurationError(message, remedy="take one of the two back with kg fix undo (kg fix list numbers them)")

    def outcomes(self) -> tuple[Outcome, ...]:
        """Say what became of each correction, in the order of their ids; to be asked at the end."""
        return tuple(
            Outcome(
                correction.id,
                correction.says,
                correction.note,
                number not in self._reasons,
                "; ".join(self._reasons.get(number, ())),
                tuple(self._withdrawn.get(number, ())),
            )
            for number, correction in enumerate(self.corrections)
        )


def things(ontology: Ontology) -> tuple[str, ...]:
    """List the classes, without prefix, that a thing in the graph can be of.

    Example:
        >>> from kg.ontology import load
        >>> "State" in things(load()), "Fact" in things(load())
        (True, False)
    """
    names = (name.removeprefix("kg:") for name in ontology.classes if name.startswith("kg:"))
    return tuple(sorted(name for name in names if any(ontology.is_a(name, thing) for thing in _THINGS)))


def check_type(name: str, classes: Sequence[str], where: str = "") -> None:
    """Refuse a class that no thing can be of.

    Args:
        name: class without prefix.
        classes: from `things`.
        where: file and line, for the message.

    Raises:
        ConfigurationError: with the near choices.
    """
    if name not in classes:
        raise ConfigurationError(f"{where}{name!r} is no class of things", remedy=near(name, classes))
