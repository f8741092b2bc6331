r"""SPARQL's words: cuts a query into tokens, so that a keyword in a string, a comment or an IRI is never taken for one.

Invariants: tokens come in order and never overlap; what lies between them is white space and comments; a token's text is the query's own.
Terminals are those of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/, §19.8), but that a sign is a token of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.errors import QueryError

Kind = Literal["word", "iri", "name", "blank", "variable", "string", "language", "number", "symbol", "end"]

_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = f"{_START}_0-9\\-\u00b7\u0300-\u036f\u203f-\u2040"
_PREFIX = f"(?:[{_START}](?:[{_MORE}.]*[{_MORE}])?)?:"
_CHARACTER = f"(?:[{_MORE}:]|%[0-9A-Fa-f]{{2}}|\\\\[_~.\\-!$&'()*+,;=/?#@%])"
_LOCAL = f"(?![\\-\u00b7\u0300-\u036f\u203f-\u2040]){_CHARACTER}(?:(?:{_CHARACTER}|\\.)*{_CHARACTER})?"
_ESCAPE = r"\\(?:[tbnrf\\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_LONG = rf"""\"{{3}}(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*\"{{3}}|'{{3}}(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'{{3}}"""
_STRING = rf"""{_LONG}|\"(?:[^\"\\\r\n]|{_ESCAPE})*\"|'(?:[^'\\\r\n]|{_ESCAPE})*'"""


@cache
def _token() -> re.Pattern[str]:
    """Compiled on first use: it takes longer than the rest of the package's import."""
    return re.compile(
        "|".join(
            (
                r"(?P<space>[ \t\r\n]+|\#[^\r\n]*)",
                f"(?P<string>{_STRING})",
                r"(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)",
                rf"(?P<name>{_PREFIX}(?:{_LOCAL})?)",
                rf"(?P<blank>_:[{_START}_0-9](?:[{_MORE}.]*[{_MORE}])?)",
                rf"(?P<variable>[?$][{_START}_0-9](?:[{_START}_0-9\u00b7\u0300-\u036f\u203f-\u2040])*)",
                r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
                r"(?P<number>(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+\-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)",
                r"(?P<word>[A-Za-z_][A-Za-z0-9_]*)",
                r"(?P<symbol>&&|\|\||!=|<=|>=|\^\^|[{}()\[\].,;=<>+\-*/|^?!])",
            )
        )
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query: its kind, its text, and where it starts (0-based character of the query)."""

    kind: Kind
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in upper case, or "" if this is no word."""
        return self.text.upper() if self.kind == "word" else ""


def position(query: str, offset: int) -> tuple[int, int]:
    r"""Turn a character's offset into a line and a column, both 1-based.

    Example:
        >>> position("ASK {\n ?s }", 9)
        (2, 4)
    """
    lines = re.split(r"\r\n|\r(?!\n)|\n", query[:offset])
    return len(lines), len(lines[-1]) + 1


def error_at(query: str, offset: int, message: str, remedy: str = "") -> QueryError:
    """Make the error for a place of a query; its message names line and column."""
    line, column = position(query, offset)
    return QueryError(f"line {line}, column {column}: {message}", line=line, column=column, remedy=remedy)


def tokenise(query: str) -> tuple[Token, ...]:
    """Cut a query into tokens.

    Args:
        query: SPARQL.

    Returns:
        The tokens, the last of kind `end`.

    Raises:
        QueryError: a string is not closed, a character belongs to no token, or a surrogate stands alone.

    Example:
        >>> [token.text for token in tokenise("ASK { ?s kg:met 'SERVICE' } # LOAD")]
        ['ASK', '{', '?s', 'kg:met', "'SERVICE'", '}', '']
    """
    if stray := re.search("[\ud800-\udfff]", query):
        raise error_at(query, stray.start(), "this is no text: a byte or half a character stands alone", "save the query as UTF-8")
    pattern = _token()
    tokens = []
    offset = 0
    while offset < len(query):
        match = pattern.match(query, offset)
        if match is None:
            raise _unreadable(query, offset)
        if match.lastgroup != "space":
            tokens.append(Token(match.lastgroup, match[0], offset))  # type: ignore[arg-type]  # the groups are the kinds
        offset = match.end()
    tokens.append(Token("end", "", len(query.rstrip())))
    return tuple(tokens)


def _unreadable(query: str, offset: int) -> QueryError:
    character = query[offset]
    if character in "\"'":
        message = f"the string that starts with {character} is not closed, or has a backslash that escapes nothing"
        return error_at(query, offset, message, 'write "..." on one line, or """..."""')
    if character == "&":
        return error_at(query, offset, "found &, expected && (and)")
    if character in "“”‘’«»":
        return error_at(query, offset, f"{character} opens no string", "use straight quotes: \"...\" or '...'")
    if character == "@":
        return error_at(query, offset, "@ is not followed by a language", 'write "..."@en')
    return error_at(query, offset, f"{_visible(character)} has no meaning in SPARQL here")


def _visible(character: str) -> str:
    return character if character.isprintable() and not character.isspace() else f"the character U+{ord(character):04X}"
