"""Lines between boxes: curves that go round other boxes, and labels that keep off each other.

Invariants:
    * A curve begins and ends at the edge of its boxes, with room for the arrowhead.
    * Lines of one pair bend apart; a label that finds no free place is left out, and the line keeps its tooltip.
    * Same input, same curves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.explorer.arrange import WIDTH, Box
from kg.explorer.selection import Line
from kg.explorer.widths import shorten, text_width

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
LABEL_SIZE = 12.0
LABEL_HEIGHT = 16.0
LONGEST_LABEL = 34
_BENDS = (0.0, 0.09, -0.09, 0.18, -0.18, 0.3, -0.3, 0.45, -0.45)
_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
_SAMPLES = 24
_ARROW = 9.0


@dataclass(frozen=True, slots=True)
class Route:
    """A line as it is drawn.

    Attributes:
        line: what it stands for.
        start, control, end: a quadratic Bézier curve, in pixels.
        arrow: corners of the arrowhead, or () for symmetric lines.
        width: thickness in pixels.
        label: box of the label, or None where there was no room.
        text: the label, cut to a readable length.
    """

    line: Line
    start: Point
    control: Point
    end: Point
    arrow: tuple[Point, ...]
    width: float
    label: Box | None
    text: str


def route(lines: Sequence[Line], boxes: Mapping[str, Box]) -> tuple[Route, ...]:
    """Draw lines between boxes.

    Args:
        lines: best first; the first choose their ways and places first.
        boxes: by entity id; both ends of every line are among them.

    Returns:
        A route for each line, in the order given.
    """
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        pairs[min(line.source, line.target), max(line.source, line.target)].append(number)
    curves: dict[int, Curve] = {}
    crowd: list[list[Point]] = []
    for ends, numbers in pairs.items():
        chosen = _bundle(ends, len(numbers), boxes, crowd)
        for number, curve in zip(numbers, chosen, strict=True):
            turned = lines[number].source != ends[0]
            curves[number] = (curve[2], curve[1], curve[0]) if turned else curve
            crowd.append(_sampled(curve))
    widths = [1.4 + min(4.0, math.sqrt(max(0, line.support - 1)) * 1.3) for line in lines]
    trimmed = [
        _trim(curves[number], boxes[line.source], boxes[line.target], 4.0 if line.symmetric else _ARROW + 3.0) for number, line in enumerate(lines)
    ]
    arrows = [() if line.symmetric else _arrow(trimmed[number], widths[number]) for number, line in enumerate(lines)]
    sampled = [_sampled(curve) for curve in trimmed]
    labels: list[Box] = []
    routes: list[Route] = []
    for number, line in enumerate(lines):
        text = shorten(line.label, LONGEST_LABEL)
        others = [points for other, points in enumerate(sampled) if other != number]
        label = _place_label(text, trimmed[number], boxes, labels, others, arrows)
        if label is not None:
            labels.append(label)
        routes.append(Route(line, *trimmed[number], arrows[number], widths[number], label, text))
    return tuple(routes)


def _bundle(ends: tuple[str, str], count: int, boxes: Mapping[str, Box], crowd: list[list[Point]]) -> list[Curve]:
    left, right = boxes[ends[0]], boxes[ends[1]]
    others = [box for identifier, box in boxes.items() if identifier not in ends]
    spread = {1: (0.0,), 2: (0.11, -0.11), 3: (0.0, 0.2, -0.2)}[count]
    best: tuple[float, list[Curve]] | None = None
    for bend in _BENDS:
        curves = [_curve(left, right, bend + offset) for offset in spread]
        cost = abs(bend) * 6.0
        for curve in curves:
            points = _sampled(curve)
            cost += sum(12.0 for x, y in points for box in others if box.holds(x, y, 5.0))
            cost += sum(4.0 for x, y in points if not 4.0 < x < WIDTH - 4.0 or y < 4.0)
            cost += sum(2.5 for other in crowd if _crosses(points, other))
        if best is None or cost < best[0] - 1e-9:
            best = (cost, curves)
    assert best is not None
    return best[1]


def _curve(left: Box, right: Box, bend: float) -> Curve:
    dx, dy = right.x - left.x, right.y - left.y
    middle = ((left.x + right.x) / 2 - dy * bend, (left.y + right.y) / 2 + dx * bend)
    return (left.x, left.y), middle, (right.x, right.y)


def _at(curve: Curve, t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy) = curve
    u = 1.0 - t
    return u * u * ax + 2 * u * t * bx + t * t * cx, u * u * ay + 2 * u * t * by + t * t * cy


def _sampled(curve: Curve) -> list[Point]:
    return [_at(curve, step / _SAMPLES) for step in range(1, _SAMPLES)]


def _crosses(one: list[Point], other: list[Point]) -> bool:
    """Tell whether two polylines cross; each is taken as a few straight pieces."""
    for a, b in zip(one[::4], one[4::4], strict=False):
        for c, d in zip(other[::4], other[4::4], strict=False):
            if (_side(a, b, c) > 0) != (_side(a, b, d) > 0) and (_side(c, d, a) > 0) != (_side(c, d, b) > 0):
                return True
    return False


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _trim(curve: Curve, source: Box, target: Box, gap: float) -> Curve:
    """Cut off what lies in the boxes, and a gap before the target; de Casteljau's construction."""
    steps = 200
    first = next((s for s in range(steps + 1) if not source.holds(*_at(curve, s / steps), 3.0)), 0) / steps
    last = next((s for s in range(steps, -1, -1) if not target.holds(*_at(curve, s / steps), gap)), steps) / steps
    if last <= first:
        middle = (first + last) / 2
        first, last = max(0.0, middle - 0.01), min(1.0, middle + 0.01)
    start, end = _at(curve, first), _at(curve, last)
    (ax, ay), (bx, by), (cx, cy) = curve
    u, v = 1.0 - first, 1.0 - last
    # The blossom of a quadratic curve at (first, last) is the control point of the piece between them.
    control = (
        u * v * ax + (u * last + first * v) * bx + first * last * cx,
        u * v * ay + (u * last + first * v) * by + first * last * cy,
    )
    return start, control, end


def _arrow(curve: Curve, width: float) -> tuple[Point, ...]:
    _, (bx, by), (cx, cy) = curve
    dx, dy = cx - bx, cy - by
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    dx, dy = dx / length, dy / length
    half = 3.6 + width * 0.6
    return (cx + dx * _ARROW, cy + dy * _ARROW), (cx - dy * half, cy + dx * half), (cx + dy * half, cy - dx * half)


def _place_label(
    text: str,
    curve: Curve,
    boxes: Mapping[str, Box],
    labels: list[Box],
    crowd: list[list[Point]],
    arrows: Sequence[tuple[Point, ...]],
) -> Box | None:
    width = text_width(text, LABEL_SIZE) + 8.0
    best: tuple[float, Box] | None = None
    for place in _PLACES:
        x, y = _at(curve, place)
        box = Box(min(max(x, width / 2 + 2.0), WIDTH - width / 2 - 2.0), y, width, LABEL_HEIGHT)
        if any(box.overlaps(other, 3.0, 2.0) for other in boxes.values()) or any(box.overlaps(other, 3.0, 1.0) for other in labels):
            continue
        cost = abs(place - 0.5) + sum(0.25 for points in crowd if any(box.holds(px, py) for px, py in points))
        cost += sum(0.5 for arrow in arrows if any(box.holds(px, py, 1.0) for px, py in arrow))
        if best is None or cost < best[0] - 1e-9:
            best = (cost, box)
    return best[1] if best else None
