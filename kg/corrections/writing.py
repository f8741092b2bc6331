"""The file of corrections, written: one block a correction, each on lines of its own, nothing else touched.

Invariants: what is added stands at the end and what stood before keeps its bytes, comments too; a block is taken out only if the file
then says all that it said before but for that correction; what is written reads back as it was.
"""

from __future__ import annotations

import json
import re

from kg.corrections.reading import CORRECTION, parse_corrections
from kg.corrections.records import Correction, EntryPointer, MentionPointer, NamePointer, Pointer, StatementPointer
from kg.errors import UsageError
from kg.ontology.prefixes import prefixes

HEAD = f"""# Corrections by people: every build of kg replays them. `kg fix` adds to this file and `kg fix undo` takes from it; it may be edited
# by hand too. The terms are explained in docs/reference/corrections.md.

@prefix kg: <{prefixes()["kg"]}> .
@prefix ent: <{prefixes()["ent"]}> .
@prefix corr: <{CORRECTION}> .
"""
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")
_SIDES = ("first", "second")


def added(text: str, correction: Correction) -> str:
    """Give the text of a file with a correction at its end.

    Args:
        text: of the file; "" for a new one.
        correction: what to add.
    """
    prefix = "" if text else HEAD
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{prefix}{text}{gap}\n{_block(correction, bare=all(f'@prefix {p}: <{n}>' in (text or HEAD) for p, n in _declared()))}"


def withdrawn(text: str, correction: Correction) -> str:
    """Give the text of a file without a correction.

    Args:
        text: of the file.
        correction: one that was read from it.

    Raises:
        UsageError: the correction is not written as `kg fix` writes it, so that its end cannot be told.
    """
    kept: list[str] = []
    gone = False
    start = re.compile(rf"^(?:corr:|<{re.escape(CORRECTION)}){re.escape(correction.id)}(?:-\w+)?>?\s")
    for block in re.split(r"(?<=\n)\n(?=\S)", text):
        lines = block.splitlines(keepends=True)
        if any(start.match(line) for line in lines):
            gone = True
            remaining = [line for line in lines if line.startswith("#")]
            if remaining:
                kept.append("".join(remaining))
        else:
            kept.append(block)
    result = "\n".join(kept)
    before = [c for c in parse_corrections(text, "corrections") if c.id != correction.id]
    if not gone or list(parse_corrections(result, "corrections")) != before:
        raise UsageError(
            f"correction {correction.id} at line {correction.line} is not written as kg fix writes it", remedy="take it out of the file by hand"
        )
    return result


def _declared() -> tuple[tuple[str, str], ...]:
    return (("kg", prefixes()["kg"]), ("ent", prefixes()["ent"]), ("corr", CORRECTION))


def _block(correction: Correction, *, bare: bool) -> str:
    """A correction with its pointers; with prefixed names if the file declares the prefixes."""
    names = dict(_declared())

    def name(prefix: str, local: str) -> str:
        return f"{prefix}:{local}" if bare and (_PLAIN.fullmatch(local) or prefix == "corr") else f"<{names[prefix]}{local}>"

    own: list[str] = []
    pointers: list[str] = []
    two = correction.kind in ("same", "different")
    for number, target in enumerate(correction.targets):
        side = _SIDES[number] if two else "target"
        if isinstance(target, EntryPointer):
            own.append(f"{name('kg', side)} {name('ent', target.entry)}")
            continue
        local = f"{correction.id}-{_SIDES[number] if two else number + 1}"
        own.append(f"{name('kg', side)} {name('corr', local)}")
        body = " ;\n  ".join(f"{name('kg', key)} {value}" for key, value in _properties(target, name))
        pointers.append(f"{name('corr', local)} a {name('kg', type(target).__name__)} ;\n  {body} .\n")
    if correction.kind == "label":
        own.append(f"{name('kg', 'newLabel')} {_literal(correction.text)}")
    if correction.kind == "type":
        own.append(f"{name('kg', 'newType')} {name('kg', correction.text)}")
    if correction.note:
        own.append(f"{name('kg', 'note')} {_literal(correction.note)}")
    kind = name("kg", f"{correction.kind.capitalize()}Correction")
    return f"{name('corr', correction.id)} a {kind} ;\n  " + " ;\n  ".join(own) + " .\n" + "".join(pointers)


def _properties(pointer: Pointer, name: object) -> list[tuple[str, str]]:
    assert callable(name)
    if isinstance(pointer, NamePointer):
        return [("bears", _literal(pointer.name)), *([("ofType", name("kg", pointer.type))] if pointer.type else [])]
    if isinstance(pointer, MentionPointer):
        found = [("inDocument", _literal(pointer.document)), ("words", _literal(pointer.words)), ("inWords", _literal(pointer.around))]
    else:
        assert isinstance(pointer, StatementPointer)
        found = [
            ("inDocument", _literal(pointer.document)),
            ("inWords", _literal(pointer.around)),
            ("subjectWords", _literal(pointer.subject)),
            ("triggerWords", _literal(pointer.trigger)),
        ]
        if pointer.object:
            found.append(("objectWords", _literal(pointer.object)))
        if pointer.relation:
            found.append(("relation", _literal(pointer.relation)))
    if pointer.occurrence != 1:
        found.append(("occurrence", str(pointer.occurrence)))
    return found


def _literal(text: str) -> str:
    """A string on one line: the escapes of JSON are escapes of Turtle too, and what breaks lines elsewhere is escaped as well."""
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04X}", json.dumps(text, ensure_ascii=False))
