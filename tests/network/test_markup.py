"""Escaped text is well-formed and comes back."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kg.network.markup import attribute, clean, escape


@given(st.text(st.characters(), max_size=60))
def test_text_comes_back_but_for_what_xml_forbids(text: str) -> None:
    root = ElementTree.fromstring(f'<a b="{attribute(text)}">{escape(text)}</a>')
    assert (root.text or "") == clean(text)
    assert root.get("b") == clean(text)


@given(st.text("<>&\"'\x00\x0b\t\n\r\ud800\ufffe\uffff", max_size=20))
def test_special_characters_are_all_escaped(text: str) -> None:
    assert not set(attribute(text)) & set("<>\"'\x00\x0b\t\n\r\ud800\ufffe\uffff")
    assert clean(clean(text)) == clean(text)
