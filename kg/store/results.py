"""What a query gives, free of the engine: terms, rows, and the bytes of the format that was asked for.

Invariants: a result holds plain values only, so it may cross threads and processes; rows keep the engine's order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["rows", "boolean", "graph"]
TermKind = Literal["iri", "literal", "blank", "triple"]


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term: `value` is the IRI, the literal's words, the blank node's label, or a triple as N-Triples writes it."""

    kind: TermKind
    value: str
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.value


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    Attributes:
        kind: `rows` (SELECT), `boolean` (ASK), `graph` (CONSTRUCT, DESCRIBE).
        columns: the variables without `?`; `subject`, `predicate`, `object` for a graph; `answer` for a boolean.
        rows: one tuple a solution or triple, filled for the format `table`; None where a variable is unbound.
        body: the answer in the format that was asked for, in UTF-8; empty for `table`.
        truth: the answer of an ASK query, else None.
    """

    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    body: bytes = b""
    truth: bool | None = None

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows) if self.truth is None else self.truth

    def cells(self, prefixes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        """Give the rows as words for people: IRIs by their prefixes, literals without quotes, "" where unbound.

        Args:
            prefixes: namespaces by prefix.

        Yields:
            One tuple of strings a row.

        Example:
            >>> list(Result("rows", ("x", "y"), ((Term("iri", "http://e/a"), None),)).cells({"e": "http://e/"}))
            [('e:a', '')]
        """
        longest_first = sorted(((namespace, prefix) for prefix, namespace in prefixes.items()), key=lambda pair: (-len(pair[0]), pair))
        for row in self.rows:
            yield tuple("" if term is None else _cell(term, longest_first) for term in row)


def _cell(term: Term, longest_first: list[tuple[str, str]]) -> str:
    if term.kind != "iri":
        return term.value
    for namespace, prefix in longest_first:
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value[len(namespace) :]}"
    return f"<{term.value}>"
