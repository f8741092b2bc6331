from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.metadata import Metadata, MetadataError, check_value, collect, normalise_url


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("HTTPS://Example.ORG/News/A", "https://example.org/News/A"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://User@Example.org/a", "https://User@example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=7&utm_medium=y", "https://example.org/a?id=7"),
        ("https://example.org/a?utm_source=x", "https://example.org/a"),
        ("https://example.org/a?b=1&fbclid=2", "https://example.org/a?b=1"),
        ("https://example.org/a?x=utm_source", "https://example.org/a?x=utm_source"),
        ("https://example.org/a|b<c>", "https://example.org/a%7Cb%3Cc%3E"),
        ("urn:news:7", "urn:news:7"),
    ],
)
def test_addresses_of_one_page_are_one_identity(url: str, identity: str) -> None:
    assert normalise_url(url) == identity
    assert normalise_url(identity) == identity


@given(st.from_regex(r"https?://[A-Za-z.]{1,10}(:\d{1,4})?/[a-zA-Z0-9/?&=_#%|]{0,30}", fullmatch=True))
def test_normalising_twice_changes_nothing(url: str) -> None:
    assert normalise_url(normalise_url(url)) == normalise_url(url)


def test_published_stands_before_date() -> None:
    assert collect({"date": "2022-02-04", "published": "2022-02-05"}).published == "2022-02-05"
    assert collect({"published": "2022-02-05", "date": "2022-02-04"}).published == "2022-02-05"
    assert collect({"published": None, "date": "2022-02-04"}).published == "2022-02-04"


@pytest.mark.parametrize(("written", "language"), [("en", "en"), ("EN_us", "en-us"), ("English", "en"), ("eng", "en"), ("de", "de")])
def test_language_tags_have_one_form(written: str, language: str) -> None:
    assert check_value("language", written) == language


def test_white_space_in_a_value_is_one_space() -> None:
    assert check_value("title", " A\n  B ") == "A B"


@pytest.mark.parametrize(
    ("field", "value"), [("title", 3), ("title", True), ("url", "a.html"), ("published", 1643970000), ("publisher", {"name": "A"}), ("id", True)]
)
def test_an_unfit_value_is_an_error(field: str, value: object) -> None:
    with pytest.raises(MetadataError) as caught:
        check_value(field, value)
    assert caught.value.remedy


def test_numbers_are_ids() -> None:
    assert collect({"id": 7, "unknown": object()}) == Metadata(id="7")
