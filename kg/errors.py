"""Every error that kg raises on purpose.

    KgError                       base; `.remedy` says what to do, `.exit_code` what a command returns
    ├── UsageError                a bad option, query, path or name (2)
    │   ├── QueryError            malformed or refused SPARQL, with line and column (2)
    │   └── UnknownName           a name that is not in the graph; lists near names (2)
    ├── DocumentError             one input cannot be read; the others still are (3)
    ├── ConfigurationError        kg.toml, ontology or corrections are wrong, with file and place (2)
    ├── ModelError                the spaCy pipeline is missing or unfit, with the command that mends it (2)
    ├── MissingComponent          an optional part is not installed, with the command that installs it (2)
    ├── NotConforming             the graph breaks its shapes (4)
    ├── BuildError                a build failed; the previous graph is intact (5)
    └── BuildInProgress           another build holds the out folder (6)

A message says what happened and where (file, line, offset); the remedy says what to do about it.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that kg raises on purpose.

    Args:
        message: what happened, and where.
        remedy: what the reader can do about it; empty if there is nothing to add.

    Example:
        >>> str(KgError("news.txt: empty", remedy="remove it"))
        'news.txt: empty (remove it)'
    """

    exit_code = 1

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} ({self.remedy})" if self.remedy else self.message


class UsageError(KgError):
    """A bad option, path or name."""

    exit_code = 2


class QueryError(UsageError):
    """SPARQL that is malformed or that a read-only query may not do.

    Args:
        message: what was found and what was expected.
        line: 1-based line of the query, if known.
        column: 1-based column, if known.
        remedy: what to write instead.
    """

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.line = line
        self.column = column


class UnknownName(UsageError):
    """A name that no entity, statement or document of the graph has.

    Args:
        message: which name.
        near: names of the graph that look like it, best first.
    """

    def __init__(self, message: str, *, near: tuple[str, ...] = ()) -> None:
        super().__init__(message, remedy=f"near names: {', '.join(near)}" if near else "")
        self.near = near


class DocumentError(KgError):
    """One input that cannot be read; `source` names it, the other inputs are not affected.

    Args:
        source: the input as the user gave it, with a line number where there is one.
        reason: what is wrong with it.
        remedy: how to mend it.
    """

    exit_code = 3

    def __init__(self, source: str, reason: str, *, remedy: str = "") -> None:
        super().__init__(f"{source}: {reason}", remedy=remedy)
        self.source = source
        self.reason = reason


class ConfigurationError(KgError):
    """A configuration file, an ontology file or a corrections file is wrong."""

    exit_code = 2


class ModelError(KgError):
    """The spaCy pipeline is missing, not English, or lacks a parser or named entities."""

    exit_code = 2


class MissingComponent(KgError):
    """An optional part is not installed; the remedy is the command that installs it."""

    exit_code = 2


class NotConforming(KgError):
    """The graph was checked and breaks its shapes."""

    exit_code = 4


class BuildError(KgError):
    """A build failed; the graph that was there before is intact."""

    exit_code = 5


class BuildInProgress(KgError):
    """Another build holds the out folder."""

    exit_code = 6
