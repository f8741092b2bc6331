"""A keyword is a keyword only where SPARQL reads one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.tokens import Token, position, tokenise


def texts(query: str) -> list[str]:
    """Cut a query into the texts of its tokens."""
    return [token.text for token in tokenise(query)][:-1]


def cut(query: str) -> tuple[Token, ...] | QueryError:
    """Cut a query into tokens, or give the error."""
    try:
        return tokenise(query)
    except QueryError as error:
        return error


def test_strings_comments_and_iris_are_whole_tokens() -> None:
    assert texts("""ASK { <http://x/SERVICE#a> ?p 'SERVICE \\' ', "LOAD", '''a'b
    ''', \"\"\"c"d\"\"\"@en-GB } # INSERT""") == [
        "ASK", "{", "<http://x/SERVICE#a>", "?p", "'SERVICE \\' '", ",", '"LOAD"', ",", "'''a'b\n    '''", ",", '"""c"d"""', "@en-GB", "}",
    ]  # fmt: skip


def test_names_variables_and_numbers() -> None:
    assert texts("kg:a.b . _:n1 :x ?été $y 1.5e3 .5 -2 kg:with%20space kg:a\\,b a:") == [
        "kg:a.b", ".", "_:n1", ":x", "?été", "$y", "1.5e3", ".5", "-", "2", "kg:with%20space", "kg:a\\,b", "a:",
    ]  # fmt: skip


def test_a_comparison_is_no_iri() -> None:
    assert texts("?a < 1 && ?b > 2") == ["?a", "<", "1", "&&", "?b", ">", "2"]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_is_cut_into_its_own_pieces_or_refused_with_a_place(query: str) -> None:
    outcome = cut(query)
    if isinstance(outcome, QueryError):
        assert outcome.line is not None
        assert outcome.column is not None
        assert 1 <= outcome.line <= query.count("\n") + query.count("\r") + 1
    else:
        assert all(query[token.start : token.start + len(token.text)] == token.text for token in outcome)
        assert [token.start for token in outcome] == sorted(token.start for token in outcome)


@pytest.mark.parametrize("query", ["ASK { ?s ?p 'open }", 'ASK { ?s ?p "two\nlines" }', "ASK { ?s ?p '\\q' }"])
def test_a_string_that_is_not_closed_is_named_where_it_starts(query: str) -> None:
    with pytest.raises(QueryError, match="is not closed") as caught:
        tokenise(query)
    assert (caught.value.line, caught.value.column) == (1, 13)


def test_lines_end_in_any_way() -> None:
    assert position("a\r\nb\rc\nd", 7) == (4, 1)
    assert position("a\r\nb", 3) == (2, 1)
