"""A web page to its article: trafilatura finds the text, the page's own marks give title, address, publisher and date.

Invariants:
    * Nothing is fetched: only the page as given is read.
    * A date is taken from an explicit mark (JSON-LD, meta, time elements) or not at all; it is never guessed from words, addresses,
      file times or today's date.
    * The stored text is the extracted text; each block of the article is a paragraph of it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.documents.metadata import Metadata, MetadataError, check_value
from kg.errors import DocumentError

Element = Any  # lxml.html.HtmlElement, which has no types

_MIN_WORDS = 25  # fewer words are a teaser, a notice or an error page
_BULLET = re.compile(r"-(?:\s+|$)")  # how trafilatura writes a list item
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+[.!?][\"'”’)\]]*(?:\s|$)")
_DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "date",
)
_ARTICLE_TYPES = re.compile(r"(?:News|Reportage|Opinion|Analysis|Background|Review|Live)?\w*(?:Article|BlogPosting|Report)")


def html_text(html: str, *, source: str) -> tuple[str, Metadata]:
    """Extract the article of a web page.

    Args:
        html: the decoded page.
        source: name of the input, for messages.

    Returns:
        The article's text and what the page says about it.

    Raises:
        DocumentError: if the page holds no article.
    """
    from trafilatura import bare_extraction, load_html

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        _quiet(name)
    no_article = DocumentError(source, "HTML without an article", remedy="save the page of one article, or its text as .txt")
    try:
        tree = load_html(html)
        if tree is None:
            raise no_article
        published = _published(tree)
        publisher = _publisher(tree)
        article = bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=True)
    except (ValueError, TypeError, AssertionError, RecursionError) as error:
        raise no_article from error
    if article is None or isinstance(article, dict):
        raise no_article
    blocks = [block for block in (_BULLET.sub("", line.strip()) for line in (article.text or "").splitlines()) if block]
    text = "\n\n".join(blocks)
    if len(text.split()) < _MIN_WORDS or not any(_SENTENCE.match(block) for block in blocks):
        raise no_article
    return text + "\n", Metadata(
        title=_checked("title", article.title),
        url=_checked("url", article.url),
        publisher=_checked("publisher", publisher or (article.sitename or "").lstrip("@")),
        published=published,
    )


def _quiet(logger: str) -> None:
    """Keep a library's warnings about bad pages from standard error; a program that wants them can still listen."""
    log = logging.getLogger(logger)
    if not any(isinstance(handler, logging.NullHandler) for handler in log.handlers):
        log.addHandler(logging.NullHandler())


def _checked(field: str, value: str | None) -> str | None:
    """Take what a page says if it is fit: its maker is not at the keyboard to mend it."""
    try:
        return check_value(field, value)
    except MetadataError:
        return None


def _published(tree: Element) -> str | None:
    """Take the first well-formed date that the page marks as its publication date."""
    for value in _date_candidates(tree):
        day = _checked("published", value)
        if day is not None:
            return day
    return None


def _date_candidates(tree: Element) -> Iterator[str]:
    for node in _linked_data(tree):
        if _is_article(node) and isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and meta.get("content"):
                metas.setdefault(name, meta.get("content", ""))
    yield from (metas[name] for name in _DATE_METAS if name in metas)
    times = [time for time in tree.iter("time") if time.get("datetime") and not _aside(time)]
    for time in times:
        if "datepublished" in (time.get("itemprop") or "").lower() or time.get("pubdate") is not None:
            yield time.get("datetime", "")
    inside = [time.get("datetime", "") for time in times if any(parent.tag == "article" for parent in time.iterancestors())]
    yield from inside[:1]
    if len({time.get("datetime", "")[:10] for time in times}) == 1:
        yield times[0].get("datetime", "")


def _aside(element: Element) -> bool:
    """Tell whether an element stands in a part of the page that is not the article."""
    for parent in element.iterancestors():
        if parent.tag in {"aside", "nav", "footer"} or re.search(r"comment|related|sidebar", f"{parent.get('class', '')} {parent.get('id', '')}"):
            return True
    return False


def _publisher(tree: Element) -> str | None:
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "og:site_name" and (meta.get("content") or "").strip():
            return str(meta.get("content"))
    for node in _linked_data(tree):
        publisher = node.get("publisher")
        if _is_article(node) and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and _ARTICLE_TYPES.fullmatch(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _linked_data(tree: Element) -> Iterator[dict[str, Any]]:
    """Yield the nodes of the page's JSON-LD: lists and `@graph` opened, blocks that are no JSON passed over as browsers do."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                waiting[:0] = [node[key] for key in ("@graph", "mainEntity") if key in node]
