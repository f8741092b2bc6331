"""A fingerprint of the code whose results are kept between builds. Nothing is imported to find it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def fingerprint(*rooms: str) -> str:
    """Hash the source code of some rooms, so that results kept from other code are never taken for results of this.

    Args:
        *rooms: names of modules or packages directly below `kg`.

    Returns:
        64 hexadecimal characters of SHA-256 over names and contents, in order of name.

    Example:
        >>> fingerprint("model") == fingerprint("errors")
        False
    """
    package = Path(__file__).resolve().parent.parent
    found = hashlib.sha256()
    for room in rooms:
        files = [package / f"{room}.py"] if (package / f"{room}.py").is_file() else sorted((package / room).rglob("*.py"))
        for file in files:
            found.update(file.relative_to(package).as_posix().encode())
            found.update(b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()
