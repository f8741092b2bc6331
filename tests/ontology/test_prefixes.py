"""Prefixed names and IRIs."""

from __future__ import annotations

import pytest

from kg.errors import ConfigurationError
from kg.ontology import contract, expand, prefixes


def test_every_prefix_expands_and_contracts_back() -> None:
    for prefix, namespace in prefixes().items():
        assert expand(f"{prefix}:x") == f"{namespace}x"
        assert contract(f"{namespace}x") == f"{prefix}:x"


def test_names_below_the_base_move_with_it_and_vocabularies_do_not() -> None:
    base = "https://news.example/graph/"
    assert expand("ent:Xi_Jinping", base) == f"{base}entity/Xi_Jinping"
    assert expand("kg:met", base) == "https://example.org/kg/ontology#met"
    assert contract(f"{base}entity/Xi_Jinping", base) == "ent:Xi_Jinping"


def test_an_absolute_iri_is_left_alone() -> None:
    assert expand("https://nowhere.example/x") == "https://nowhere.example/x"


def test_the_prefixes_of_a_users_file_are_known_where_they_are_given() -> None:
    more = {"my": "https://me.example/#"}
    assert expand("my:sells", more=more) == "https://me.example/#sells"
    assert contract("https://me.example/#sells", more=more) == "my:sells"
    with pytest.raises(ConfigurationError):
        expand("my:sells")


def test_an_unknown_prefix_fails_and_names_the_near_ones() -> None:
    with pytest.raises(ConfigurationError, match=r"plovr.*plover"):
        expand("plovr:CONSULT")
    with pytest.raises(ConfigurationError, match="no prefixed name"):
        expand("met")
