from __future__ import annotations

import socket
import time

import pytest
import trafilatura

from kg.documents import parse_html
from kg.documents.metadata import Metadata
from kg.errors import DocumentError

ARTICLE = """<h1>Talks end in Geneva</h1>
<p>The two sides met for a third day on Friday, and the minister – Zoë Müller – said that “progress” had been made on most of the open questions.</p>
<p>Nobody expects a deal before the end of the month, officials said after the meeting. They will meet again
in Vienna next week 🚀 to talk about details.</p>
<ul><li>The first point is about natural gas deliveries.</li><li>The second point is about the release of prisoners.</li></ul>
<p>Café owners near the venue said that they had never seen so many reporters in one place during the winter.</p>"""


def page(head: str = "", article: str = ARTICLE, charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Talks end in Geneva | Example</title>{head}</head><body>'
        f'<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav><article>{article}</article>'
        "<footer>Copyright 2022 Example <time datetime='2001-01-01'>then</time></footer></body></html>"
    )


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    assert trafilatura.__version__  # imported before: its annotations name socket.socket
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_article_is_the_text_and_each_block_a_paragraph() -> None:
    paragraphs = parse_html(page(), source="a.html").text.strip().split("\n\n")
    assert paragraphs[0].startswith(("Talks end", "The two sides met"))
    assert "The first point is about natural gas deliveries." in paragraphs
    assert any(part.startswith("Nobody expects") and part.endswith("next week 🚀 to talk about details.") for part in paragraphs)
    assert not any(word in "\n".join(paragraphs) for word in ("Home", "Copyright"))


def test_metadata_come_from_the_page() -> None:
    head = (
        '<meta property="og:title" content="Talks end"><meta property="og:site_name" content="Example News">'
        '<link rel="canonical" href="https://News.example.org/talks?utm_source=x">'
    )
    document = parse_html(page(head), source="a.html")
    assert (document.title, document.publisher, document.id) == ("Talks end", "Example News", "https://news.example.org/talks")


def test_a_sidecar_stands_before_the_page() -> None:
    known = Metadata(title="Mine", publisher="B", published="2020-01-01")
    document = parse_html(page('<meta name="date" content="2022-02-04">'), source="a.html", metadata=known)
    assert (document.title, document.publisher, document.published) == ("Mine", "B", "2020-01-01")


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "head",
    [
        LINKED.format('{"@type": "NewsArticle", "datePublished": "2022-02-04T23:30:00-05:00", "dateModified": "2022-02-09"}'),
        LINKED.format('{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": ["Article"], "datePublished": "2022-02-04"}]}'),
        LINKED.format("{broken") + '<meta property="article:published_time" content="2022-02-04T10:00:00Z">',
        '<meta name="DC.date.issued" content="4 February 2022">',
        '<meta itemprop="datePublished" content="2022-02-04">',
        '<meta property="article:published_time" content="03/04/2022"><meta name="pubdate" content="Fri, 04 Feb 2022 10:00:00 GMT">',
    ],
)
def test_an_explicit_date_is_taken(head: str) -> None:
    assert parse_html(page(head), source="a.html").published == "2022-02-04"


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2022-02-04T10:00">4 Feb</time>',
        '<time datetime="2001-01-01">x</time><time itemprop="datePublished" datetime="2022-02-04">y</time>',
    ],
)
def test_a_time_element_of_the_article_is_taken(mark: str) -> None:
    assert parse_html(page(article=mark + ARTICLE), source="a.html").published == "2022-02-04"


@pytest.mark.parametrize(
    "guess",
    [
        page('<link rel="canonical" href="https://example.org/2022/02/04/talks">'),
        page(article=ARTICLE + "<p>Published on 4 February 2022 by the newsroom.</p>"),
        page('<meta property="article:modified_time" content="2022-02-04">'),
        page('<meta property="article:published_time" content="03/04/2022">'),
        page(
            article=ARTICLE + '<aside><time datetime="2022-02-04">other</time></aside><div class="related"><time datetime="2022-02-05">o</time></div>'
        ),
    ],
)
def test_a_date_is_never_guessed(guess: str) -> None:
    assert parse_html(guess, source="a.html").published is None
    assert parse_html(guess, source="a.html", published="2020-05-06").published == "2020-05-06"


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body><nav><a href=x>Home</a> <a href=y>World</a></nav><p>Please enable JavaScript.</p></body></html>",
        "<html><head><title>Index</title></head><body>" + '<li><a href="/a">Some link here to a story</a></li>' * 80 + "</body></html>",
        "<html><body><p>Page not found</p></body></html>",
        "garbage <<<< >>>",
        "<frameset><frame src=a></frameset>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(DocumentError, match=r"b\.html: HTML without an article") as caught:
        parse_html(html, source="b.html")
    assert caught.value.remedy


def test_an_empty_page_is_empty() -> None:
    with pytest.raises(DocumentError, match="empty"):
        parse_html(b" \n", source="b.html")


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
def test_the_declared_charset_is_heeded(charset: str) -> None:
    document = parse_html(page(charset=charset).replace("🚀", "").encode("cp1252"), source="a.html")
    assert "minister – Zoë Müller – said that “progress”" in document.text


def test_a_declared_xml_encoding_does_no_harm() -> None:
    assert "Zoë Müller" in parse_html(('<?xml version="1.0" encoding="utf-8"?>' + page()).encode(), source="a.html").text


def test_a_page_in_another_language_is_refused() -> None:
    german = "<p>Der Minister sagte am Freitag, dass die beiden Seiten sich in der Woche noch einmal treffen werden, um über das Gas zu sprechen.</p>"
    with pytest.raises(DocumentError, match="not English: it looks like German"):
        parse_html(page(article=german + german.replace("Freitag", "Montag")), source="a.html")


def test_the_same_page_gives_the_same_document() -> None:
    assert parse_html(page(), source="a.html") == parse_html(page(), source="a.html")


def test_a_hostile_page_ends_in_time() -> None:
    start = time.process_time()
    with pytest.raises(DocumentError):
        parse_html("<div>" * 20_000, source="a.html")
    assert time.process_time() - start < 20
