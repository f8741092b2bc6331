"""What a read-only query may say: no updates, no LOAD, no SERVICE, no nesting that would exhaust the engine's stack.

Invariants: a refusal is decided on tokens, never on raw text. The engine and the tokeniser may read the text between `<` and `>` differently
(`?a<1)SERVICE#>` is one IRI to the standard's lexer and a comparison before a SERVICE to the engine), so a query that has the letters
SERVICE anywhere outside strings runs only if the grammar accepts it as the tokeniser cut it.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from kg.errors import QueryError
from kg.store.grammar import recognise
from kg.store.tokens import Token, error_at

_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
# Far below what overflows the stack of a thread (measured: brackets 5,000 deep, 30,000 operators or words).
DEEPEST = 100
LONGEST = 3000


def check_permission(query: str, tokens: tuple[Token, ...]) -> None:
    """Refuse what a read-only query may not do.

    Args:
        query: SPARQL.
        tokens: its tokens.

    Raises:
        QueryError: the query is an update, calls another endpoint, or nests too deep; with line and column.

    Example:
        >>> from kg.store.tokens import tokenise
        >>> check_permission(text := "CLEAR ALL", tokenise(text))
        Traceback (most recent call last):
        ...
        kg.errors.QueryError: line 1, column 1: CLEAR would change the graph, and queries only read it (use SELECT, ASK, CONSTRUCT or DESCRIBE)
    """
    _check_size(query, tokens)
    first = next((token for token in tokens if token.kind == "word" and token.keyword not in ("BASE", "PREFIX")), tokens[-1])
    if first.keyword in _UPDATES:
        message = f"{first.keyword} would change the graph, and queries only read it"
        raise error_at(query, first.start, message, "use SELECT, ASK, CONSTRUCT or DESCRIBE")
    for token in tokens:
        if token.keyword == "SERVICE":
            message = "SERVICE would send data to another endpoint, and queries stay on this machine"
            raise error_at(query, token.start, message, "query the other endpoint itself")
    if any("SERVICE" in token.text.upper() for token in tokens if token.kind not in ("string", "variable", "language")):
        recognise(query, tokens)


def _check_size(query: str, tokens: tuple[Token, ...]) -> None:
    depth = 0
    length = 0
    for token in tokens:
        if token.kind == "symbol":
            depth += (token.text in "{([") - (token.text in "})]")
        if token.kind == "word" or (token.kind == "symbol" and token.text not in ",.;()"):
            length += 1
        if depth > DEEPEST:
            raise error_at(query, token.start, f"brackets are nested deeper than {DEEPEST} levels")
        if length > LONGEST:
            raise error_at(query, token.start, f"the query has more than {LONGEST} operators and keywords", "give many terms by VALUES")


def has_dataset(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a query names its own dataset by FROM.

    Example:
        >>> from kg.store.tokens import tokenise
        >>> has_dataset(tokenise("SELECT * FROM <http://g> { ?s ?p 'FROM' }")), has_dataset(tokenise("ASK { ?s ?p 'FROM' }"))
        (True, False)
    """
    return any(token.keyword == "FROM" for token in tokens)


def check_prefixes(query: str, tokens: tuple[Token, ...], known: Mapping[str, str]) -> None:
    """Check that every prefix of a query is declared by it or known.

    Args:
        query: SPARQL.
        tokens: its tokens.
        known: prefixes that need no declaration.

    Raises:
        QueryError: one is not; with line, column and near prefixes.

    Example:
        >>> from kg.store.tokens import tokenise
        >>> check_prefixes(text := "ASK { ?s kgg:met ?o }", tokenise(text), {"kg": "http://kg/", "sem": "http://sem/"})
        Traceback (most recent call last):
        ...
        kg.errors.QueryError: line 1, column 10: the prefix kgg: is not declared (did you mean kg:? else write PREFIX kgg: <...> before the query)
    """
    declared = set(known)
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind != "name":
            continue
        prefix, _, local = token.text.partition(":")
        if before is not None and before.keyword == "PREFIX" and not local:
            declared.add(prefix)
        elif prefix not in declared:
            near = get_close_matches(prefix, sorted(declared), n=2)
            hint = f"did you mean {' or '.join(f'{name}:' for name in near)}? else write" if near else "write"
            raise error_at(query, token.start, f"the prefix {prefix}: is not declared", f"{hint} PREFIX {prefix}: <...> before the query")


def explain(query: str, tokens: tuple[Token, ...], known: Mapping[str, str], reason: str) -> QueryError:
    """Say in plain words why the engine rejected a query.

    Args:
        query: SPARQL.
        tokens: its tokens.
        known: prefixes that need no declaration.
        reason: the engine's message, for what no check here finds.

    Returns:
        The error to raise.
    """
    try:
        recognise(query, tokens)
        check_prefixes(query, tokens, known)
    except QueryError as error:
        return error
    select = next((token for token in tokens if token.keyword == "SELECT"), tokens[0])
    if "unbound" in reason:
        message = "a selected variable is neither in GROUP BY nor inside an aggregate"
        return error_at(query, select.start, message, "add it to GROUP BY, or write (SAMPLE(?x) AS ?y)")
    if bound := _bound_twice(tokens):
        return error_at(query, bound.start, f"{bound.text} has a value already, and AS must give a new variable", "choose another name")
    if "IRI parsing" in reason:
        for token in tokens:
            if token.kind == "iri" and not _is_sound(token.text[1:-1]):
                return error_at(query, token.start, f"{token.text} is no valid IRI")
    remedy = "look for aggregates outside SELECT, HAVING and ORDER BY, and for _:names used in two groups"
    return error_at(query, select.start, "the grammar is right, but SPARQL forbids what the query says", remedy)


def _bound_twice(tokens: tuple[Token, ...]) -> Token | None:
    seen: set[str] = set()
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind == "variable":
            if before is not None and before.keyword == "AS" and token.text[1:] in seen:
                return token
            seen.add(token.text[1:])
    return None


def _is_sound(iri: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(iri)
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        return False
    return "%" not in iri or all(len(part) >= 2 and all(c in "0123456789abcdefABCDEF" for c in part[:2]) for part in iri.split("%")[1:])
