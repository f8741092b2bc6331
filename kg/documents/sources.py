"""From what the user named to the files that are read.

Invariants:
    * The files and their ids depend on the set of sources, not on their order; a file that is reached twice is one file, under its
      longest path below a source.
    * Hidden files, the out folder and other graphs' out folders are never sources; README and its like are no articles, unless named.
    * A file of another type is counted, never passed over in silence; one that the user named is refused.
"""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from kg.documents.encoding import utf8_name
from kg.documents.front_matter import is_sidecar
from kg.model import Refusal

TYPES = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".jsonl.gz", ".ndjson")
STDIN = "-"
_OUT_FILES = ("documents.jsonl", "statements.jsonl")
_ABOUT = re.compile(r"(?:README|LICEN[CS]E|COPYING|NOTICE|CHANGELOG|CONTRIBUTING)(?:\..*)?", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file to be read: `id` is its path below its source in POSIX form, `source` the file as given."""

    id: str
    source: str
    path: Path
    type: str


@dataclass(slots=True)
class Found:
    """What the sources hold: inputs sorted by id, refusals sorted by source, files of other types counted by type."""

    inputs: list[Input] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    stdin: bool = False


def find_inputs(sources: Iterable[str], *, exclude: Iterable[Path] = ()) -> Found:
    """Find the files that files, folders, globs and `-` name.

    Args:
        sources: as given on the command line.
        exclude: files and folders that are never read, such as the out folder.

    Returns:
        The inputs and what is not read.
    """
    found = Found()
    excluded = frozenset(os.path.realpath(path) for path in exclude)
    reached: dict[str, Input] = {}
    others: dict[str, str] = {}
    for source in sorted(set(sources)):
        if source == STDIN:
            found.stdin = True
        else:
            _Walk(found, reached, others, excluded).add(source)
    found.inputs = sorted(reached.values())
    found.refusals = sorted(set(found.refusals), key=lambda refusal: (refusal.source, refusal.reason))
    found.skipped = Counter(dict(sorted(Counter(others.values()).items())))
    return found


def file_type(name: str) -> str | None:
    """Return the ending under which a file is read, or None.

    Example:
        >>> file_type("news.JSONL.gz"), file_type("photo.jpg")
        ('.jsonl.gz', None)
    """
    lower = name.lower()
    return next((ending for ending in TYPES if lower.endswith(ending)), None)


@dataclass(slots=True)
class _Walk:
    found: Found
    reached: dict[str, Input]
    others: dict[str, str]
    excluded: frozenset[str]

    def add(self, source: str) -> None:
        path = Path(source)
        try:
            if not source:
                self._refuse(source, "no path but an empty text", "name a file, a folder or a glob")
            elif path.is_file():
                self._add_named(path, source)
            elif path.is_dir():
                self._add_folder(path, source)
            elif _WILD.search(source):
                self._add_glob(source)
            elif path.exists():
                self._refuse(source, "neither a file nor a folder", "name a file, a folder or a glob")
            else:
                self._refuse(source, "no such file or folder", "check the path; quote a glob so that the shell leaves it alone")
        except (OSError, ValueError) as error:
            self._refuse(source, f"cannot be read: {error}", "check the path and its permissions")

    def _add_named(self, path: Path, source: str) -> None:
        if self._is_excluded(path):
            self._refuse(source, "lies in the out folder, which is never a source", "name the articles themselves")
        elif file_type(path.name) is None:
            self._refuse(source, f"a file of type {path.suffix or path.name}, which is not read", f"convert it to one of {' '.join(TYPES)}")
        else:
            self._reach(path, path.name)

    def _add_folder(self, folder: Path, source: str) -> None:
        if self._is_excluded(folder) or _is_out_folder(folder):
            self._refuse(source, "an out folder, which is never a source", "name the folder of the articles")
            return
        if not self._walk(folder, folder):
            self._refuse(source, f"a folder without documents ({' '.join(TYPES)})", "name a folder that holds articles")

    def _add_glob(self, pattern: str) -> None:
        parts = PurePath(pattern).parts
        fixed = next(number for number, part in enumerate(parts) if _WILD.search(part))
        root = Path(*parts[:fixed])
        documents = 0
        for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob takes no pattern that is absolute or goes up
            path = Path(match)
            if self._is_excluded(path) or any(_is_out_folder(parent) for parent in _between(path, root)):
                continue
            if path.is_dir():
                # `**` itself reaches what lies below; a folder that another pattern names is read whole, as the shell would have it.
                if "**" not in parts and not _is_out_folder(path):
                    documents += self._walk(path, root)
            elif path.is_file():
                documents += self._offer(path, root)
        if not documents:
            self._refuse(pattern, f"no document matches it ({' '.join(TYPES)})", "check the pattern")

    def _walk(self, folder: Path, root: Path) -> int:
        documents = 0
        for place, folders, names in os.walk(folder, onerror=self._unreadable):
            here = Path(place)
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and not self._is_excluded(here / name) and not _is_out_folder(here / name)
            )
            for name in sorted(names):
                documents += self._offer(here / name, root)
        return documents

    def _unreadable(self, error: OSError) -> None:
        self._refuse(str(error.filename), f"cannot be read: {error.strerror}", "check its permissions")

    def _offer(self, path: Path, root: Path) -> int:
        """Take a file that was found rather than named; return 1 if it is a document."""
        name = path.name
        if name.startswith(".") or self._is_excluded(path) or (is_sidecar(name) and _has_article(path)):
            return 0
        kind = file_type(name)
        if kind is None or _ABOUT.fullmatch(name):
            self.others[os.path.realpath(path)] = path.suffix.lower() or name if kind is None else name
            return 0
        if not path.is_file():
            self._refuse(path.as_posix(), "no file: a broken link or a device", "remove it")
            return 0
        self._reach(path, path.relative_to(root).as_posix())
        return 1

    def _reach(self, path: Path, id: str) -> None:
        source = path.as_posix()
        if not utf8_name(source):
            self._refuse(source.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), "its name is not UTF-8", "rename it")
            return
        kind = file_type(path.name)
        if kind is None:
            raise ValueError(f"{source}: not a type that is read")
        candidate = Input(id, source, path, kind)
        real = os.path.realpath(path)
        before = self.reached.get(real)
        if before is None or _rank(candidate) < _rank(before):
            self.reached[real] = candidate

    def _is_excluded(self, path: Path) -> bool:
        if not self.excluded:
            return False
        real = os.path.realpath(path)
        return any(real == place or real.startswith(place + os.sep) for place in self.excluded)

    def _refuse(self, source: str, reason: str, remedy: str) -> None:
        self.found.refusals.append(Refusal(source, reason, remedy))


def _rank(item: Input) -> tuple[int, str, str]:
    return -len(item.id), item.id, item.source


def _has_article(sidecar: Path) -> bool:
    name = sidecar.name.removesuffix(".meta.toml")
    return any(sidecar.with_name(name + ending).is_file() for ending in ("", *TYPES))


def _is_out_folder(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _OUT_FILES)


def _between(path: Path, root: Path) -> list[Path]:
    return [parent for parent in path.parents if parent != root and root in (parent, *parent.parents)]
