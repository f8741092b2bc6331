"""The out folder: who may write it, and how a build replaces the one before.

    out/.kg/format              says that kg wrote this folder
    out/.kg/lock                empty; held by a build while it runs (an operating system's lock: it falls with its process)
    out/.kg/build.json          what the graph was built with
    out/.kg/extractions.jsonl   what was found in each document
    out/.kg/commit              names to move into place; present only while they are moved
    .out.kg-new/                beside the out folder: the build that is under way (in .kg/new if that place cannot be written or is
                                another file system)

Invariants:
    * A file of the graph is never written in place. A build that is interrupted before `commit` exists leaves the previous graph; one
      that is interrupted after it is completed by whoever opens the folder next.
    * What kg did not write is neither moved nor removed; a folder that holds only such things is refused.
    * Nothing in `.kg` depends on the clock or on processes.
    * What a long build had already read when it was interrupted waits in `partial.jsonl` of the folder beside, for the next build.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError, BuildInProgress, UsageError

STATE = ".kg"
FORMAT = "kg graph 1\n"
TOLERATED = {"README.md", ".gitignore", ".gitkeep", ".DS_Store"}
KEPT = ("build.json", "extractions.jsonl")
PARTIAL = "partial.jsonl"
PATIENCE = 10.0  # seconds that a reader waits for a build that is moving its files into place


class Workspace:
    """An out folder.

    Args:
        out: need not exist.

    Attributes:
        out: as given.
        state: the folder of what is kept between builds.
        new: where a build writes.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.state = out / STATE
        absolute = Path(os.path.abspath(out))  # noqa: PTH100  resolve() would follow a link that the folder may be
        self._beside = absolute.parent / f".{absolute.name}.kg-new"
        self._inside = self.state / "new"
        self.new = self._beside
        self._journal = self.state / "commit"

    def check(self) -> None:
        """Refuse a folder that cannot be an out folder or is another program's.

        Raises:
            UsageError: with the names that are in the way.
        """
        try:
            names = sorted(path.name for path in self.out.iterdir())
        except FileNotFoundError:
            return
        except NotADirectoryError as error:
            raise UsageError(f"{self.out} is not a folder", remedy="name a folder with --out") from error
        except OSError as error:
            raise UsageError(f"{self.out} cannot be read: {error.strerror}", remedy="name another folder with --out") from error
        marker = self.state / "format"
        if marker.is_file():
            if marker.read_text(encoding="utf-8") != FORMAT:
                raise UsageError(f"{self.out} was built by another version of kg", remedy="name another folder with --out, or remove this one")
            return
        foreign = [name for name in names if name not in TOLERATED and name != STATE]
        if foreign:
            some = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
            raise UsageError(f"{self.out} holds files that kg did not write ({some})", remedy="name an empty or new folder with --out")

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the folder for a build; when the block begins, `new` is a folder that is empty but for `partial.jsonl`.

        Raises:
            UsageError: the folder is another program's or cannot be written.
            BuildInProgress: another process holds it.
        """
        self.check()
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            lock = (self.state / "lock").open("a+b")
        except OSError as error:
            raise UsageError(f"{self.out} cannot be written: {error.strerror}", remedy="name a folder with --out that you may write") from error
        with lock:
            if not _try_lock(lock.fileno()):
                raise BuildInProgress(f"another build holds {self.out}", remedy="wait for it to end, or build into another --out")
            try:
                self._finish()
                (self.state / "format").write_text(FORMAT, encoding="utf-8")
                self.new = self._make_new()
            except OSError as error:
                raise UsageError(f"{self.out} cannot be written: {error.strerror}", remedy="name a folder with --out that you may write") from error
            try:
                yield
            finally:
                if not self._journal.exists():
                    self._clear(keep_partial=True)

    def _make_new(self) -> Path:
        if self._inside.is_dir() and any(self._inside.iterdir()):
            return self._inside
        try:
            self._beside.mkdir(exist_ok=True)
        except OSError:
            # the place beside belongs to somebody else; the out folder itself was found writable
            self._inside.mkdir(exist_ok=True)
            return self._inside
        if self._beside.stat().st_dev == self.out.stat().st_dev:
            return self._beside
        self._beside.rmdir()
        self._inside.mkdir(exist_ok=True)
        return self._inside

    def _clear(self, *, keep_partial: bool) -> None:
        """Empty and remove the folders of builds, but for what an interrupted build had read."""
        for folder in (self._beside, self._inside):
            if folder.is_dir():
                kept = False
                for path in folder.iterdir():
                    if keep_partial and path.name == PARTIAL:
                        kept = True
                    else:
                        _remove(path)
                if not kept:
                    folder.rmdir()

    def commit(self, outdated: Iterable[str]) -> None:
        """Put what stands in `new` in place of what stood there before.

        Args:
            outdated: names in the out folder that this build does not write and that an earlier one may have left.

        Raises:
            BuildError: the operating system refuses; the next command that opens the folder tries again.
        """
        names = sorted(path.name for path in self.new.iterdir() if path.name != PARTIAL)
        plan = {
            "inside": self.new == self._inside,
            "move": [[name, f"{STATE}/{name}" if name in KEPT else name] for name in names],
            "remove": sorted(set(outdated) - set(names)),
        }
        draft = self.state / "commit.draft"
        try:
            draft.write_text(json.dumps(plan), encoding="utf-8")
            draft.replace(self._journal)
            self._finish()
        except OSError as error:
            message = f"{self.out}: the new graph cannot be moved into place: {error}"
            raise BuildError(message, remedy="free the folder and run the command again") from error

    def _finish(self) -> None:
        """Complete a commit that was begun, and clear what an interrupted build left."""
        if self._journal.is_file():
            plan = json.loads(self._journal.read_text(encoding="utf-8"))
            new = self._inside if plan["inside"] else self._beside
            for name, place in plan["move"]:
                source, target = new / name, self.out / place
                if source.exists():
                    if target.is_dir():
                        shutil.rmtree(target)
                    source.replace(target)
            for name in plan["remove"]:
                _remove(self.out / name)
            self._clear(keep_partial=False)
            self._journal.unlink()
        (self.state / "commit.draft").unlink(missing_ok=True)
        self._clear(keep_partial=True)

    def settle(self) -> None:
        """Before reading: complete a commit that was interrupted, or wait for one that is being made.

        Raises:
            BuildInProgress: a build has been moving its files for longer than ten seconds.
            UsageError: an interrupted commit cannot be completed because the folder cannot be written.
        """
        waited = 0.0
        while self._journal.exists():
            try:
                with (self.state / "lock").open("a+b") as lock:
                    if _try_lock(lock.fileno()):
                        self._finish()
                        return
            except OSError as error:
                message = f"{self.out}: an interrupted build cannot be completed: {error.strerror}"
                raise UsageError(message, remedy="make the folder writable") from error
            if waited >= PATIENCE:
                raise BuildInProgress(f"a build is writing {self.out}", remedy="try again in a moment")
            time.sleep(0.05)
            waited += 0.05


def replace_file(path: Path, text: str) -> None:
    """Write a file in one piece: whoever reads it sees the old text or the new.

    Raises:
        OSError: it cannot be written; the old one is as it was.
    """
    target = path.resolve()
    draft = target.with_name(f".{target.name}.kg-new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                return False
            raise
        return True
