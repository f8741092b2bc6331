"""The bytes of a source, plain or compressed, with how far it was read.

Invariants: a file is read in pieces, never whole; a compressed file that ends too soon or does not match its checksum is an error, for
what it lacks cannot be known.
"""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path
from typing import IO, cast

from kg.errors import BuildError, UsageError

LONGEST_LINE = 64 * 1024 * 1024  # bytes; the largest items of Wikidata have a tenth of it
COMPRESSED = (".gz", ".bz2")
_ENDINGS = {".json": "wikidata", ".csv": "csv", ".ttl": "skos", ".rdf": "skos", ".xml": "skos", ".owl": "skos", ".nt": "skos"}
FORMATS = ("wikidata", "skos", "csv")


@dataclass(slots=True)
class Source:
    """An open source.

    Attributes:
        path: as given.
        stream: its bytes, unpacked.
        size: of the file, in bytes.
        report: called now and then while the source is read as pieces.
        line: number of the line that is being read, from 1; 0 before the first and where a source is not read by lines.
    """

    path: Path
    stream: IO[bytes]
    size: int
    line: int = 0
    report: Callable[[], None] = lambda: None
    _raw: IO[bytes] | None = field(default=None, repr=False)

    def done(self) -> int:
        """Tell how many bytes of the file were read."""
        return self._raw.tell() if self._raw is not None else 0

    def pieces(self) -> IO[bytes]:
        """The bytes, for a reader that takes them piece by piece; `report` is called with each piece."""
        return cast("IO[bytes]", _Pieces(self))

    def lines(self) -> Iterator[bytes]:
        """Give the lines, without their ends; a line beyond `LONGEST_LINE` is cut there and its rest left out."""
        while line := self.stream.readline(LONGEST_LINE):
            self.line += 1
            if not line.endswith(b"\n"):
                while (rest := self.stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
            yield line.rstrip(b"\r\n")


class _Pieces:
    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, size: int = -1) -> bytes:
        self._source.report()
        return self._source.stream.read(size)


def kind_of(path: Path, format: str | None) -> tuple[str, str]:
    """Tell what kind of source a file is.

    Args:
        path: its name.
        format: what the user says, or None to tell by the name.

    Returns:
        One of `FORMATS`, and the ending of the name below any compression (`.ttl`).

    Raises:
        UsageError: neither the name nor the user tells.

    Example:
        >>> kind_of(Path("latest-all.json.bz2"), None), kind_of(Path("people.rdf"), None)
        (('wikidata', '.json'), ('skos', '.rdf'))
    """
    ending = path.suffixes[-2] if path.suffix.lower() in COMPRESSED and len(path.suffixes) > 1 else path.suffix
    ending = ending.lower()
    if format is not None and format not in FORMATS:
        raise UsageError(f"--format is {format!r}", remedy=f"choose from {', '.join(FORMATS)}")
    kind = format or _ENDINGS.get(ending, "")
    if not kind:
        known = ", ".join(_ENDINGS)
        raise UsageError(f"{path}: its name does not tell what it is", remedy=f"name it {known} (.gz, .bz2), or say --format {'|'.join(FORMATS)}")
    if kind == "skos" and _ENDINGS.get(ending) != "skos":
        ending = ".ttl"
    return kind, ending


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a source, and say clearly if it breaks off.

    Args:
        path: a file; `.gz` and `.bz2` are unpacked while they are read.

    Raises:
        UsageError: there is no such file, it cannot be read, or it is not packed as its name says.
        BuildError: a packed file ends too soon or is damaged.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}", remedy="name an existing file") from error
    with raw:
        size = path.stat().st_size
        unpacked: BufferedIOBase | IO[bytes] = raw
        if path.suffix.lower() == ".gz":
            unpacked = gzip.GzipFile(fileobj=raw)
        elif path.suffix.lower() == ".bz2":
            unpacked = bz2.BZ2File(raw)
        source = Source(path, cast("IO[bytes]", unpacked), size, _raw=raw)
        try:
            yield source
        except (EOFError, zlib.error, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise UsageError(f"{path}: cannot be read: {error.strerror}", remedy="get the file again") from error
            packed = path.suffix.lower()[1:]
            if not source.line and not isinstance(error, EOFError):
                raise UsageError(f"{path}: not a {packed} file: {error}", remedy="give the file its right ending") from error
            after = f" after line {source.line:,}" if source.line else ""
            message = f"{path}: the {packed} file breaks off{after}: {error}"
            raise BuildError(message, remedy="get the file again; what was imported before is as it was") from error
