"""SPARQL 1.1's grammar for queries, as data, and a recogniser that says where a query departs from it and what it expected there.

Invariants: the grammar is LL(1), so the first token that fits nothing is where the mistake shows. It is a little wider than the standard's
(paths are allowed in templates, `. .` between triples): it explains what the engine rejected, and it proves that a query it accepts holds no
SERVICE but where a SERVICE token stands. Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar; LATERAL is the engine's own.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from kg.errors import QueryError
from kg.store.tokens import Token, error_at

# 'WORD' and '{' are themselves; lower-case words are kinds of tokens; FUNCTION is the name of a built-in function; the rest are rules.
_GRAMMAR = """
Query        = Prologue ( Select | Construct | Describe | Ask ) Values? end
Prologue     = ( 'BASE' iri | 'PREFIX' name iri )*
Select       = Projection Dataset* Where Modifiers
Projection   = 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( '*' | ( variable | '(' Expression 'AS' variable ')' )+ )
Construct    = 'CONSTRUCT' ( '{' Triples? '}' Dataset* Where Modifiers | Dataset* 'WHERE' '{' Triples? '}' Modifiers )
Describe     = 'DESCRIBE' ( '*' | ( variable | Iri )+ ) Dataset* Where? Modifiers
Ask          = 'ASK' Dataset* Where Modifiers
Dataset      = 'FROM' 'NAMED'? Iri
Where        = 'WHERE'? Group
Modifiers    = ( 'GROUP' 'BY' GroupKey+ )? ( 'HAVING' Constraint+ )? ( 'ORDER' 'BY' OrderKey+ )? Slice?
Slice        = 'LIMIT' number ( 'OFFSET' number )? | 'OFFSET' number ( 'LIMIT' number )?
GroupKey     = variable | Call | '(' Expression ( 'AS' variable )? ')'
OrderKey     = variable | Constraint | ( 'ASC' | 'DESC' ) '(' Expression ')'
Constraint   = '(' Expression ')' | Call
Call         = BuiltIn | Iri Arguments
Group        = '{' ( SubSelect | Triples? ( Pattern '.'? Triples? )* ) '}'
SubSelect    = Projection Where Modifiers Values?
Pattern      = Group ( 'UNION' Group )* | 'OPTIONAL' Group | 'MINUS' Group | 'LATERAL' Group | 'GRAPH' ( variable | Iri ) Group
             | 'SERVICE' 'SILENT'? ( variable | Iri ) Group | 'FILTER' Constraint | 'BIND' '(' Expression 'AS' variable ')' | Values
Values       = 'VALUES' ( variable '{' Datum* '}' | '(' variable* ')' '{' ( '(' Datum* ')' )* '}' )
Datum        = Iri | Literal | 'UNDEF'
Triples      = Triple ( '.' Triple? )*
Triple       = Term Properties | Node Properties?
Properties   = Verb Object ( ',' Object )* ( ';' ( Verb Object ( ',' Object )* )? )*
Verb         = variable | Path
Object       = Term | Node
Node         = '(' Object* ')' | '[' Properties? ']'
Term         = variable | Iri | Literal | blank
Path         = Sequence ( '|' Sequence )*
Sequence     = Step ( '/' Step )*
Step         = '^'? ( Iri | 'A' | '!' Excluded | '(' Path ')' ) ( '?' | '*' | '+' )?
Excluded     = One | '(' ( One ( '|' One )* )? ')'
One          = '^'? ( Iri | 'A' )
Expression   = And ( '||' And )*
And          = Comparison ( '&&' Comparison )*
Comparison   = Sum ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum | 'IN' List | 'NOT' 'IN' List )?
List         = '(' ( Expression ( ',' Expression )* )? ')'
Sum          = Factor ( ( '+' | '-' ) Factor )*
Factor       = Unary ( ( '*' | '/' ) Unary )*
Unary        = '!' Unary | ( '+' | '-' )? Operand
Operand      = '(' Expression ')' | BuiltIn | Iri Arguments? | Plain | variable
Arguments    = '(' ( 'DISTINCT'? Expression ( ',' Expression )* )? ')'
BuiltIn      = FUNCTION '(' ( '*' | 'DISTINCT' ( '*' | Expression ) ';'? Separator? | Expression ( ',' Expression )* ( ';' Separator )? )? ')'
             | 'EXISTS' Group | 'NOT' 'EXISTS' Group
Separator    = 'SEPARATOR' '=' string
Literal      = ( '+' | '-' ) number | Plain
Plain        = string ( language | '^^' Iri )? | number | 'TRUE' | 'FALSE'
Iri          = iri | name
"""

FUNCTIONS = frozenset(
    """ABS ADJUST AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HASLANG HASLANGDIR HOURS IF IRI
    ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW OBJECT PREDICATE RAND REGEX REPLACE
    ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT
    SUBSTR SUM TIMEZONE TRIPLE TZ UCASE URI UUID YEAR""".split()
)
_KINDS = frozenset(("iri", "name", "blank", "variable", "string", "language", "number", "end"))
# What a set of expected tokens amounts to, in words: the first rule whose first tokens are all expected speaks for them.
_PLAIN_WORDS = (
    ("Pattern", "a pattern such as OPTIONAL, FILTER or { }"),
    ("Expression", "an expression"),
    ("Constraint", "a condition in ( ) or a function"),
    ("Object", "a term (variable, IRI or literal)"),
    ("Verb", "a property (a variable, a prefixed name such as kg:met, an IRI or a path)"),
    ("Datum", "an IRI, a literal or UNDEF"),
    ("Path", "a property or a path"),
    ("Iri", "an IRI or a prefixed name"),
)
_OPERATORS = (
    (frozenset(("!=", "&&", "+", "-", "<", "<=", "=", ">", ">=", "IN", "NOT", "||")), "an operator"),
    (frozenset(("*", "+", "/", "?", "|")), "a path's next step"),
)
_KIND_WORDS = {
    "iri": "an IRI in < >",
    "name": "a prefixed name",
    "blank": "a blank node",
    "variable": "a variable such as ?x",
    "string": "a string",
    "language": "a language such as @en",
    "number": "a number",
    "end": "the end of the query",
    "FUNCTION": "a function",
    "A": "a",
}

# A rule: an alternative of sequences of items; an item is a terminal (str), a rule's name or a nested rule, with "", "?", "*" or "+".
_Item = tuple["str | _Rule", str]
_Rule = tuple[tuple[_Item, ...], ...]


@cache
def _rules() -> dict[str, _Rule]:
    rules: dict[str, _Rule] = {}
    for definition in re.findall(r"^(\w+) += (.*(?:\n +\|.*)*)", _GRAMMAR, re.MULTILINE):
        symbols = re.findall(r"'[^']+'|\w+|[()|?*+]", definition[1])
        rules[definition[0]] = _alternatives(symbols)
    return rules


def _alternatives(symbols: list[str]) -> _Rule:
    choices: list[tuple[_Item, ...]] = []
    sequence: list[_Item] = []
    while symbols and symbols[0] != ")":
        symbol = symbols.pop(0)
        if symbol == "|":
            choices.append(tuple(sequence))
            sequence = []
            continue
        item: str | _Rule = symbol
        if symbol == "(":
            item = _alternatives(symbols)
            symbols.pop(0)
        sequence.append((item, symbols.pop(0) if symbols and symbols[0] in ("?", "*", "+") else ""))
    return (*choices, tuple(sequence))


@cache
def _first(item: str | _Rule) -> tuple[frozenset[str], bool]:
    """The terminals that an item may start with, and whether it may be empty."""
    if isinstance(item, str):
        if item[0] == "'":
            return frozenset((item[1:-1],)), False
        if item in _KINDS or item == "FUNCTION":
            return frozenset((item,)), False
        return _first(_rules()[item])
    found: set[str] = set()
    empty = False
    for sequence in item:
        for part, times in sequence:
            terminals, nullable = _first(part)
            found |= terminals
            if not nullable and times not in ("?", "*"):
                break
        else:
            empty = True
    return frozenset(found), empty


def _terminal(token: Token) -> str:
    if token.kind == "word":
        keyword = token.keyword
        return "FUNCTION" if keyword in FUNCTIONS else keyword if keyword != "A" or token.text == "a" else ""
    return token.text if token.kind == "symbol" else token.kind


class _Recogniser:
    def __init__(self, query: str, tokens: tuple[Token, ...]) -> None:
        self.query = query
        self.tokens = tokens
        self.at = 0
        self.expected: set[str] = set()

    def accept(self, item: str | _Rule) -> None:
        if isinstance(item, str) and (item[0] == "'" or item in _KINDS or item == "FUNCTION"):
            if not self.starts(item):
                raise self.error()
            self.at += 1
            self.expected = set()
            return
        rule = _rules()[item] if isinstance(item, str) else item
        chosen = [sequence for sequence in rule if self.sequence_starts(sequence)]
        if not chosen:
            chosen = [sequence for sequence in rule if _first((sequence,))[1]]
            if not chosen:
                raise self.error()
        for part, times in chosen[0]:
            if times in ("", "+"):
                self.accept(part)
            if times == "?" and self.starts(part):
                self.accept(part)
            while times in ("*", "+") and self.starts(part):
                self.accept(part)

    def starts(self, item: str | _Rule) -> bool:
        terminals, _ = _first(item)
        self.expected |= terminals
        return _terminal(self.tokens[self.at]) in terminals

    def sequence_starts(self, sequence: tuple[_Item, ...]) -> bool:
        return self.starts((sequence,))

    def error(self) -> QueryError:
        token = self.tokens[self.at]
        message = f"found {_found(token)}, expected {_expected(self.expected)}"
        return error_at(self.query, token.start, message, _remedy(self.query, self.tokens, self.at))


def _found(token: Token) -> str:
    if token.kind == "end":
        return "the end of the query"
    text = " ".join(token.text.split())
    text = text if len(text) <= 40 else f"{text[:37]}..."
    return f"'{text}'" if token.kind == "symbol" else text


def _expected(terminals: set[str]) -> str:
    left = set(terminals)
    words = []
    for rule, plain in _PLAIN_WORDS:
        first, _ = _first(rule)
        if first <= left:
            words.append(plain)
            left -= first
    for operators, plain in _OPERATORS:
        if left & operators and len(left & operators) > 1:
            words.append(plain)
            left -= operators
    words += sorted(_KIND_WORDS.get(terminal) or (terminal if terminal.isalpha() else f"'{terminal}'") for terminal in left)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _remedy(query: str, tokens: tuple[Token, ...], at: int) -> str:
    token = tokens[at]
    if token.text == "<" and (match := re.match(r"<[^>\n]*>", query[token.start :])):
        return f"an IRI may not contain spaces or any of {{ }} | ^ ` \\: {match[0]}"
    before = tokens[at - 1].keyword if at else ""
    if token.text == "," and at and tokens[at - 1].kind == "variable":
        return "variables are separated by spaces"
    if token.keyword in FUNCTIONS and before in ("SELECT", "DISTINCT"):
        return f"write ({token.text}(...) AS ?name)"
    if token.kind == "word":
        if tokens[at + 1].text == "(" and token.keyword not in FUNCTIONS:
            near = get_close_matches(token.keyword, FUNCTIONS, n=3)
            return f"there is no function {token.text}" + (f"; did you mean {', '.join(near)}?" if near else "")
        words = {*re.findall(r"'([A-Z]+)'", _GRAMMAR), *FUNCTIONS}
        near = get_close_matches(token.keyword, sorted(words), n=1, cutoff=0.7)
        if near and near[0] != token.keyword:
            return f"did you mean {near[0]}?"
    if token.kind == "end":
        opened = [opening.text for opening in tokens if opening.text in "{([" and opening.kind == "symbol"]
        closed = [closing for closing in tokens if closing.text in "})]" and closing.kind == "symbol"]
        if len(opened) > len(closed):
            return f"{len(opened) - len(closed)} more bracket(s) opened than closed"
    return ""


def recognise(query: str, tokens: tuple[Token, ...]) -> None:
    """Check that a query follows the grammar.

    Args:
        query: SPARQL.
        tokens: its tokens.

    Raises:
        QueryError: it does not; the message names the place, what stands there and what was expected, in plain words.

    Example:
        >>> from kg.store.tokens import tokenise
        >>> recognise(text := "SELECT ?x { ?x kg:met }", tokenise(text))
        Traceback (most recent call last):
        ...
        kg.errors.QueryError: line 1, column 23: found '}', expected a term (variable, IRI or literal) or a path's next step
    """
    _Recogniser(query, tokens).accept("Query")
