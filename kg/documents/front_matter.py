"""Front matter at the head of a text, and the sidecar beside a file.

Invariants:
    * The text is exactly what follows the line that closes the front matter; without front matter it is the whole file.
    * Only the keys of `kg.documents.metadata.KEYS` are read; other keys, their lists and tables are passed over.
    * A known key with an unfit value is an error that names file, line and remedy; it is never passed over.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from kg.documents.metadata import KEYS, Metadata, MetadataError, check_value, collect
from kg.errors import DocumentError

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_ENTRY = re.compile(r"(?P<key>[A-Za-z_][\w \-]*?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_BLOCK = re.compile(r"[|>][+\-]?\d?(?:[ \t]+#.*)?")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


def split_front_matter(text: str, *, source: str) -> tuple[Metadata, str]:
    """Split a text into what its front matter says and the text itself.

    Front matter begins with a first line `---`, holds lines `key: value` in the way of YAML, and ends with a line `---` or
    `...`. Values are plain or quoted (single or double, escapes as in JSON) and may go on in indented lines.
    A text that begins with `---` and no such line (a rule, a dash) has no front matter.

    Args:
        text: the decoded file.
        source: name of the input, for messages.

    Returns:
        The metadata and the text after the front matter, character for character.

    Raises:
        DocumentError: if the front matter is not closed, a line is no `key: value`, or a known key has an unfit value.

    Example:
        >>> split_front_matter('---\\ntitle: "Talks: day two"\\n---\\nThey met.\\n', source="a.txt")[0].title
        'Talks: day two'
    """
    lines = _lines(text)
    if not lines or not _FENCE.fullmatch(lines[0][0]):
        return Metadata(), text
    first = next((line for line, _ in lines[1:] if line.strip() and not line.lstrip().startswith("#")), "")
    empty = bool(_END.fullmatch(first))
    if not empty and not _ENTRY.fullmatch(first):
        return Metadata(), text
    closing = next((number for number, (line, _) in enumerate(lines[1:], 2) if _END.fullmatch(line)), None)
    if closing is None:
        entry = _ENTRY.fullmatch(first)
        if entry is None or _key(entry) not in KEYS:
            return Metadata(), text
        raise DocumentError(f"{source}:1", "the front matter is not closed", remedy="write a line --- after its last key")
    return _read_entries([line for line, _ in lines[1 : closing - 1]], source), text[lines[closing - 1][1] :]


def read_sidecar(path: Path, *, source: str) -> Metadata:
    """Read `NAME.meta.toml` beside a file: NAME is the file's name with its ending (first choice) or without.

    Args:
        path: the document's file.
        source: its name as given, for messages.

    Returns:
        The metadata; empty if there is no sidecar.

    Raises:
        DocumentError: if the sidecar is no TOML or holds an unfit value, naming it and the line.
    """
    for name in (f"{path.name}.meta.toml", f"{path.stem}.meta.toml"):
        sidecar = path.with_name(name)
        if sidecar.is_file():
            try:
                text = sidecar.read_text(encoding="utf-8-sig")
                return collect(tomllib.loads(text))
            except MetadataError as error:
                raise DocumentError(source, f"its sidecar {name}: {error}", remedy=error.remedy) from error
            except UnicodeDecodeError as error:
                raise DocumentError(source, f"its sidecar {name} is not UTF-8 at byte {error.start}", remedy="save it as UTF-8") from error
            except tomllib.TOMLDecodeError as error:
                raise DocumentError(source, f"its sidecar {name} is no TOML: {error}", remedy='write lines such as title = "…"') from error
            except OSError as error:
                raise DocumentError(source, f"its sidecar {name} cannot be read: {error.strerror}", remedy="check the file's permissions") from error
    return Metadata()


def is_sidecar(name: str) -> bool:
    """Tell whether a file name is that of a sidecar.

    Example:
        >>> is_sidecar("a.txt.meta.toml")
        True
    """
    return name.endswith(".meta.toml")


def _lines(text: str) -> list[tuple[str, int]]:
    """Return the head of a text as lines without their ends, each with the offset of the next line; stops after a closing fence."""
    lines: list[tuple[str, int]] = []
    position = 0
    while position < len(text):
        match = _LINE.match(text, position)
        if match is None:
            break
        lines.append((match.group(1), match.end()))
        if not _FENCE.fullmatch(lines[0][0]) or (len(lines) > 1 and _END.fullmatch(match.group(1))):
            break
        position = match.end()
    return lines


def _key(entry: re.Match[str]) -> str:
    return entry["key"].strip().casefold().replace("-", "_").replace(" ", "_")


def _read_entries(lines: list[str], source: str) -> Metadata:
    found: dict[str, str | None] = {}
    spelt: dict[str, int] = {}
    place = 0
    while place < len(lines):
        line, number = lines[place], place + 2
        place += 1
        if not _COMMENT.sub("", line).strip():
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            raise DocumentError(f"{source}:{number}", f"{line.strip()!r} is no line of front matter", remedy="write it as key: value")
        more: list[str] = []
        while place < len(lines) and (lines[place][:1] in {" ", "\t"} or lines[place].startswith("- ") or lines[place] == "-"):
            more.append(lines[place])
            place += 1
        field = KEYS.get(_key(entry))
        if field is None:
            continue
        if field in spelt:
            raise DocumentError(f"{source}:{number}", f"{entry['key']} stands twice (first in line {spelt[field]})", remedy="keep one of them")
        spelt[field] = number
        try:
            found[field] = check_value(field, _value(entry["value"] or "", more, field))
        except MetadataError as error:
            raise DocumentError(f"{source}:{number}", str(error), remedy=error.remedy) from error
    return Metadata(**found)


def _value(first: str, more: list[str], field: str) -> str | None:
    one_value = MetadataError(f"{field} is a list or table, expected one value", f"write {field}: VALUE on one line")
    if any(line.lstrip().startswith(("- ", "-\t")) or line.strip() == "-" for line in more):
        raise one_value
    first = first.strip()
    if _BLOCK.fullmatch(first):
        return " ".join(line.strip() for line in more)
    text = " ".join([first, *(line.strip() for line in more)]).strip()
    if text.startswith(("[", "{")):
        raise one_value
    if text.startswith(('"', "'")):
        return _quoted(text, field)
    text = _COMMENT.sub("", text).strip()
    return None if text in {"", "~", "null"} else text


def _quoted(text: str, field: str) -> str:
    pattern = r'("(?:[^"\\]|\\.)*")' if text[0] == '"' else r"('(?:[^']|'')*')"
    match = re.fullmatch(pattern + r"\s*(?:\s#.*)?", text)
    if match is None:
        remedy = f"close the quotation mark, or double it inside the value ({text[0]})" if text[0] == "'" else 'close it with ", and write \\" inside'
        raise MetadataError(f"the quoted value of {field} does not end", remedy)
    if text[0] == "'":
        return match.group(1)[1:-1].replace("''", "'")
    try:
        value = json.loads(match.group(1), strict=False)
    except ValueError as error:
        raise MetadataError(f"the quoted value of {field} has an unknown escape", "write \\\\ for a backslash") from error
    return str(value)
