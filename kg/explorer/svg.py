"""The picture as SVG: by itself for a README, and as the head of `graph.html`.

Invariants:
    * Well-formed XML whatever the names are; no script, no link, no font and no image from elsewhere.
    * Colours come from classes, so that the page's light and dark modes reach the picture; only the colours of entity types are fixed.
    * Coordinates have one decimal; the same graph gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from kg.explorer.arrange import MARGIN, WIDTH, Box, arrange
from kg.explorer.classes import Classes
from kg.explorer.routes import LABEL_SIZE, LONGEST_LABEL, Route, route
from kg.explorer.selection import Shown, choose
from kg.explorer.widths import shorten, text_width
from kg.model import Entity, Resolution
from kg.network.markup import attribute, escape

_SMALL, _LARGE = 12.5, 17.0
_LONGEST_NAME = 30
_LEGEND = 64.0


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: boxes by entity id, their names and font sizes, routes, and the page's height in pixels."""

    shown: Shown
    boxes: dict[str, Box]
    names: dict[str, str]
    sizes: dict[str, float]
    routes: tuple[Route, ...]
    height: float


def draw(resolution: Resolution) -> Picture:
    """Choose, place and join what the picture shows.

    Args:
        resolution: the graph.

    Returns:
        The picture as geometry.
    """
    shown = choose(resolution)
    most = max((shown.degrees[entity.id] for entity in shown.entities), default=1)
    names = {entity.id: shorten(entity.label, _LONGEST_NAME) or entity.id for entity in shown.entities}
    sizes = {entity.id: _SMALL + (_LARGE - _SMALL) * math.sqrt(shown.degrees[entity.id] / most) for entity in shown.entities}
    extents = {
        identifier: (text_width(name, sizes[identifier], bold=True) + sizes[identifier] * 1.5, sizes[identifier] * 1.95)
        for identifier, name in names.items()
    }
    boxes, height = arrange(extents, [(line.source, line.target, text_width(shorten(line.label, LONGEST_LABEL), LABEL_SIZE)) for line in shown.lines])
    return Picture(shown, boxes, names, sizes, route(shown.lines, boxes), height)


def picture_style(selector: str = "") -> str:
    """Give the picture's style sheet; `selector` narrows where the dark colours hold when the reader's system is dark."""
    folder = files("kg.explorer")
    light = folder.joinpath("picture.css").read_text(encoding="utf-8")
    dark = folder.joinpath("picture_dark.css").read_text(encoding="utf-8").strip()
    return f"{light}@media (prefers-color-scheme: dark) {{ {selector} .kg-picture {{ {dark} }} }}\n"


def dark_colours() -> str:
    """Give the dark colours of the picture as CSS declarations."""
    return files("kg.explorer").joinpath("picture_dark.css").read_text(encoding="utf-8").strip()


def standalone(picture: Picture, classes: Classes, title: str) -> Iterator[str]:
    """Write the picture as an SVG file with its own style.

    Args:
        picture: what `draw` gave.
        classes: names and colours of classes.
        title: name of the picture for those who do not see it.
    """
    height = picture.height + _LEGEND
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="kg-picture" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
    yield f'width="{WIDTH:.0f}" height="{height:.0f}" role="img" aria-label="{attribute(title)}">\n'
    yield f"<title>{escape(title)}</title>\n<style>{picture_style()}</style>\n"
    yield '<rect class="paper" width="100%" height="100%"/>\n'
    yield from contents(picture, classes, interactive=False)
    yield "</svg>\n"


def contents(picture: Picture, classes: Classes, *, interactive: bool) -> Iterator[str]:
    """Write lines, labels, entities and legend, without the `svg` element around them.

    Args:
        picture: what `draw` gave.
        classes: names and colours of classes.
        interactive: True to make entities and lines buttons for the page's script.
    """
    entities = {entity.id: number for number, entity in enumerate(picture.shown.entities)}
    yield '<g class="lines">\n'
    for found in picture.routes:
        yield _line(found, picture, entities, interactive)
    yield '</g>\n<g class="labels">\n'
    for found in picture.routes:
        if found.label is not None:
            yield _label(found, entities)
    yield '</g>\n<g class="nodes">\n'
    for entity in picture.shown.entities:
        yield _node(entity, picture, classes, entities, interactive)
    yield "</g>\n"
    yield from _legend(picture, classes)


def picture_height(picture: Picture) -> float:
    """Give the height of the picture with its legend, in pixels."""
    return picture.height + _LEGEND


def _line(found: Route, picture: Picture, entities: dict[str, int], interactive: bool) -> str:
    line = found.line
    (ax, ay), (bx, by), (cx, cy) = found.start, found.control, found.end
    path = f"M{ax:.1f} {ay:.1f}Q{bx:.1f} {by:.1f} {cx:.1f} {cy:.1f}"
    head = " ".join(f"{x:.1f},{y:.1f}" for x, y in found.arrow)
    arrow = f'<polygon points="{head}"/>' if head else ""
    said = f"{picture.names[line.source]} {line.label} {picture.names[line.target]}"
    data = f' data-ends="{entities[line.source]} {entities[line.target]}"'
    hit = f'<path class="hit" d="{path}"/>' if interactive else ""
    return (
        f'<g class="line {line.kind}"{data}><title>{escape(said)} ({line.support} source{"" if line.support == 1 else "s"})</title>'
        f'<path d="{path}" stroke-width="{found.width:.1f}"/>{arrow}{hit}</g>\n'
    )


def _label(found: Route, entities: dict[str, int]) -> str:
    box = found.label
    assert box is not None
    return (
        f'<g class="label {found.line.kind}" data-ends="{entities[found.line.source]} {entities[found.line.target]}">'
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3"/>'
        f'<text x="{box.x:.1f}" y="{box.y + 4.2:.1f}" text-anchor="middle">{escape(found.text)}</text></g>\n'
    )


def _node(entity: Entity, picture: Picture, classes: Classes, entities: dict[str, int], interactive: bool) -> str:
    box, size, degree = picture.boxes[entity.id], picture.sizes[entity.id], picture.shown.degrees[entity.id]
    said = f"{entity.label} ({classes.name(entity.type)}, {degree} fact{'' if degree == 1 else 's'})"
    button = ""
    if interactive:
        button = f' data-name="{attribute(entity.label)}" tabindex="0" role="button" aria-pressed="false" aria-label="{attribute(said)}"'
    return (
        f'<g class="node" data-node="{entities[entity.id]}"{button}><title>{escape(said)}</title>'
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="{box.height / 2:.1f}" fill="{classes.colour(entity.type)}"/>'
        f'<text x="{box.x:.1f}" y="{box.y + size * 0.35:.1f}" text-anchor="middle" font-size="{size:.1f}">'
        f"{escape(picture.names[entity.id])}</text></g>\n"
    )


def _legend(picture: Picture, classes: Classes) -> Iterator[str]:
    """Types in one row, kinds of lines in the next."""
    if not picture.shown.entities:
        return
    yield '<g class="legend">\n'
    x, y = MARGIN + 6.0, picture.height + 14.0
    for kind in sorted({entity.type for entity in picture.shown.entities}):
        if x > WIDTH - 120.0:
            break
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{classes.colour(kind)}"/>'
        name = shorten(classes.name(kind), 20)
        yield f'<text x="{x + 11:.1f}" y="{y + 4.2:.1f}">{escape(name)}</text>\n'
        x += text_width(name, 12.0) + 34.0
    x, y = MARGIN, y + 26.0
    kinds = {found.line.kind for found in picture.routes}
    for kind, text in (("direct", "in the graph"), ("open", "planned, claimed or possible"), ("against", "denied or disputed")):
        if kind in kinds:
            yield f'<g class="line {kind}"><path d="M{x:.1f} {y:.1f}H{x + 30:.1f}" stroke-width="1.8"/></g>'
            yield f'<text x="{x + 38:.1f}" y="{y + 4.2:.1f}">{text}</text>\n'
            x += text_width(text, 12.0) + 66.0
    if any(found.line.support > 1 for found in picture.routes):
        yield f'<g class="line direct"><path d="M{x:.1f} {y:.1f}H{x + 30:.1f}" stroke-width="4"/></g>'
        yield f'<text x="{x + 38:.1f}" y="{y + 4.2:.1f}">more sources</text>\n'
    yield "</g>\n"
