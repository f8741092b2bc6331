"""`graph.html`: one page that opens from disk, with the picture, the facts, and the words behind each.

Invariants:
    * Nothing is loaded from anywhere: style and script stand in the page, and its Content-Security-Policy allows just these two, by their
      hashes. A name that smuggled in a script could not run it.
    * All text is escaped; only http and https addresses are links; names are isolated, so right-to-left marks stay inside.
    * Without scripts the page shows everything.
    * The same graph gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from kg.explorer.arrange import WIDTH
from kg.explorer.cards import Card, Quote, make_cards
from kg.explorer.classes import Classes
from kg.explorer.dates import say_date
from kg.explorer.svg import Picture, contents, dark_colours, draw, picture_height, picture_style
from kg.model import Resolution
from kg.network.markup import attribute, escape

MOST_FACTS = 2000
_FIRST_QUOTES = 2
_STATUSES = {
    "Asserted": "said by an outlet in its own voice",
    "Reported": "reported by a news agency that an outlet relays",
    "Planned": "announced, not done",
    "Claimed": "said by somebody else",
    "Possible": "may be so",
    "Denied": "said not to be so",
    "Disputed": "affirmed by some, denied by others",
    "Retracted": "only in a text that was corrected",
}


def page(resolution: Resolution, classes: Classes, base: str, title: str) -> Iterator[str]:
    """Write the page.

    Args:
        resolution: the graph.
        classes: names and colours of classes.
        base: start of the facts' IRIs, or "" to leave them out.
        title: heading of the page; "" for one that counts the articles.
    """
    picture = draw(resolution)
    cards, possible, unsure = make_cards(resolution, most=MOST_FACTS)
    read = len(resolution.documents)
    heading = title or f"What {read} article{'' if read == 1 else 's'} say{'s' if read == 1 else ''}"
    style, script = _style(), _asset("page.js")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="kg">\n<title>{escape(heading)}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        '<a class="skip" href="#facts">To the facts</a>\n'
        f'<header><div><h1>{escape(heading)}</h1>\n<p class="counts">{escape(_counts(resolution, possible))}</p></div>\n'
        '<button type="button" id="theme" class="theme script" hidden>Dark colours</button></header>\n<main>\n'
    )
    yield from _figure(picture, classes)
    yield from _tools(cards, possible, unsure)
    drawn = {entity.id: number for number, entity in enumerate(picture.shown.entities)}
    yield '<ol class="facts" id="facts" tabindex="-1">\n'
    for card in cards:
        yield from _card(card, drawn, classes, base)
    yield '</ol>\n<p id="none" hidden>No fact fits. Press Escape to see all again.</p>\n</main>\n'
    yield (
        '<footer class="page">Made by kg from the words above, without a network. Each fact opens the exact words it came from; '
        "confidence is that the sentence says so, not that it is true.</footer>\n"
    )
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return files("kg.explorer").joinpath(name).read_text(encoding="utf-8")


def _style() -> str:
    dark, badges = _asset("page_dark.css").strip(), _asset("badges_dark.css").strip()
    forced = " ".join(f':root[data-theme="dark"] {rule.strip()}}}' for rule in badges.split("}") if rule.strip())
    # In “.Denied, .Disputed” both need the prefix of their rule.
    forced = forced.replace(", .", ', :root[data-theme="dark"] .')
    automatic = forced.replace('[data-theme="dark"]', ':not([data-theme="light"])')
    return (
        f"{_asset('page.css')}{picture_style(':root:not([data-theme=light])')}"
        f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} {automatic} }}\n'
        f':root[data-theme="light"] {{ color-scheme: light; }}\n:root[data-theme="dark"] {{ color-scheme: dark; {dark} }}\n'
        f':root[data-theme="dark"] .kg-picture {{ {dark_colours()} }}\n{forced}\n'
        "@media print { :root, .kg-picture { color-scheme: light; } }\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _counts(resolution: Resolution, possible: int) -> str:
    published = sorted(document.published for document in resolution.documents if document.published)
    parts = [
        _plural(len(resolution.documents), "article", "articles"),
        _plural(len(resolution.entities), "entity", "entities"),
        _plural(len(resolution.events), "event or situation", "events and situations"),
        _plural(possible, "fact", "facts"),
    ]
    if published:
        days = (say_date(published[0]), say_date(published[-1]))
        parts.append(f"published {days[0]}" if days[0] == days[1] else f"published {days[0]} to {days[1]}")
    return " · ".join(parts)


def _figure(picture: Picture, classes: Classes) -> Iterator[str]:
    shown = picture.shown
    if not shown.entities:
        yield "<p>No fact between two entities was found, so there is no picture.</p>\n"
        return
    yield (
        f'<figure><div class="scroll"><svg xmlns="http://www.w3.org/2000/svg" class="kg-picture" role="group" aria-label="Entities and facts" '
        f'viewBox="0 0 {WIDTH:.0f} {picture_height(picture):.0f}">\n'
    )
    yield from contents(picture, classes, interactive=True)
    unlabelled = sum(found.label is None for found in picture.routes)
    yield (
        f"</svg></div>\n<figcaption>{len(shown.entities)} of {_plural(shown.all_entities, 'entity', 'entities')} with facts between them, "
        f"{shown.drawn} of {_plural(shown.all_facts, 'fact', 'facts')}. "
        f"{f'{unlabelled} lines have no room for a label: point at them. ' if unlabelled else ''}"
        'An arrow reads from subject to object.<span class="script" hidden> Choose an entity or a line to see its facts.</span>'
        "</figcaption></figure>\n"
    )


def _tools(cards: tuple[Card, ...], possible: int, unsure: int) -> Iterator[str]:
    statuses = "".join(f'<option value="{status}">{status}: {text}</option>' for status, text in _STATUSES.items() if _any(cards, status))
    yield (
        "<h2>Facts and the words behind them</h2>\n"
        '<p class="key">In the quotes: <mark class="subject">who</mark> <mark class="trigger">does what</mark> <mark class="object">to whom</mark>, '
        '<mark class="speaker">who says so</mark>.</p>\n'
        '<div class="tools script" hidden role="search"><label class="grow">Search names, relations, quotes (press /)'
        '<input id="search" type="search" autocomplete="off" spellcheck="false"></label>\n'
        f'<label>Status<select id="status"><option value="">all</option>{statuses}</select></label>\n'
        '<label>Order<select id="order"><option value="certain">most certain first</option><option value="newest">newest first</option>'
        '<option value="oldest">oldest first</option></select></label>\n'
        '<button type="button" id="unsure" aria-pressed="false" hidden></button></div>\n'
    )
    cut = f" The first {len(cards):,} of {possible:,} are listed; the files of the graph hold all." if len(cards) < possible else ""
    yield (
        f'<div class="state"><p><span id="count" aria-live="polite">{_plural(len(cards), "fact", "facts")}, '
        f"{unsure:,} of them less certain (confidence below .8)</span>.{cut}</p>"
        '<button type="button" id="clear" hidden></button></div>\n'
    )


def _any(cards: tuple[Card, ...], status: str) -> bool:
    return any(card.status == status for card in cards)


def _card(card: Card, drawn: dict[str, int], classes: Classes, base: str) -> Iterator[str]:
    ends = " ".join(str(drawn[end]) for end in dict.fromkeys((card.subject, card.object)) if end in drawn)
    iri = f' data-iri="{attribute(base)}fact/{attribute(card.id)}"' if base else ""
    yield (
        f'<li id="fact-{attribute(card.id)}" data-ends="{ends}" data-status="{card.status}" data-unsure="{int(not card.confident)}" '
        f'data-begin="{attribute(card.begin)}"{iri}><article>\n'
        f'<h3>{_thing(card.subject_label, card.subject_type, classes)} <span class="what">{escape(card.label)}</span>'
        f"{' ' + _thing(card.object_label, card.object_type, classes) if card.object_label else ''}</h3>\n"
        f'<p class="meta"><span class="badge {card.status}" title="{_STATUSES[card.status]}">{card.status}</span>'
    )
    if card.time_text:
        yield f'<time datetime="{attribute(card.time)}">{escape(card.time_text)}</time>'
    if card.place:
        yield f"<span>in <bdi>{escape(card.place)}</bdi></span>"
    for detail in card.details:
        yield f"<span><bdi>{escape(detail)}</bdi></span>"
    yield f"<span>{_plural(card.support, 'source', 'sources')}{f', {card.opposed} against' if card.opposed else ''}</span>"
    yield f"<span>confidence {card.confidence:.2f}</span></p>\n"
    for quote in card.quotes[:_FIRST_QUOTES]:
        yield _quote(quote)
    rest = card.quotes[_FIRST_QUOTES:]
    if rest or card.more:
        yield f"<details><summary>{_plural(len(rest) + card.more, 'more quote', 'more quotes')}</summary>\n"
        yield from map(_quote, rest)
        if card.more:
            yield f'<p class="key">{_plural(card.more, "further statement is", "further statements are")} in the files of the graph.</p>\n'
        yield "</details>\n"
    yield "</article></li>\n"


def _thing(label: str, kind: str, classes: Classes) -> str:
    dot = f'<svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="{classes.colour(kind)}"/></svg>' if kind else ""
    title = f' title="{attribute(classes.name(kind))}"' if kind else ""
    return f'{dot}<bdi class="thing"{title}>{escape(label)}</bdi>'


def _quote(quote: Quote) -> str:
    words = "".join(f'<mark class="{piece.mark}">{escape(piece.text)}</mark>' if piece.mark else escape(piece.text) for piece in quote.pieces)
    source = f"<bdi>{escape(quote.title)}</bdi>"
    if quote.link:
        source = f'<a href="{attribute(quote.link)}" rel="noopener noreferrer nofollow">{source}</a>'
    parts = [
        f"<em>{escape(quote.note)}</em>" if quote.note else "",
        f"speaker: <bdi>{escape(', in the words of '.join(quote.speakers))}</bdi>" if quote.speakers else "",
        f"<bdi>{escape(quote.publisher)}</bdi>" if quote.publisher else "",
        source,
        escape(quote.published),
    ]
    return f"<blockquote><p>{words}</p>\n<footer>{' · '.join(part for part in parts if part)}</footer></blockquote>\n"
