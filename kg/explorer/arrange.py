"""Boxes on a page: where the entities of the picture stand.

Invariants:
    * No two boxes overlap, none leaves the page's sides; the page grows downward as it must.
    * Same input, same places on any machine: only additions, products, quotients and square roots are used.

Method: each connected part is laid out by itself: stress majorisation (Gansner, Koren, North 2004, Graph Drawing), begun from the force
layout of `kg.network`, with ideal lengths that leave room for labels; its long axis is turned to lie flat; overlaps are pushed apart along
the shorter way; then the parts are packed in rows, largest first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.network import place_nodes

WIDTH = 1160.0
MARGIN = 18.0
GAP_X, GAP_Y = 34.0, 30.0
EDGE = 128.0
STRETCH, SQUEEZE = 1.4, 0.7
LABEL_ROOM = 52.0
LABEL_LINE = 17.0
ROUNDS = 160


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its centre, width and height, in pixels; y grows downward."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box, gap_x: float = 0.0, gap_y: float = 0.0) -> bool:
        """Tell whether two boxes come nearer than the gaps.

        Example:
            >>> Box(0, 0, 10, 10).overlaps(Box(9, 0, 10, 10)), Box(0, 0, 10, 10).overlaps(Box(20, 0, 10, 10))
            (True, False)
        """
        return abs(self.x - other.x) < (self.width + other.width) / 2 + gap_x and abs(self.y - other.y) < (self.height + other.height) / 2 + gap_y

    def holds(self, x: float, y: float, grown: float = 0.0) -> bool:
        """Tell whether a point lies in the box, grown by some pixels on each side."""
        return abs(x - self.x) < self.width / 2 + grown and abs(y - self.y) < self.height / 2 + grown


def arrange(sizes: Mapping[str, tuple[float, float]], pairs: Sequence[tuple[str, str, float]]) -> tuple[dict[str, Box], float]:
    """Place boxes so that those that are joined stand near each other.

    Args:
        sizes: width and height of each box by its id, in pixels.
        pairs: ids that are joined, and the width of the label that should find room between them, in pixels.

    Returns:
        The boxes by id, and the height of the page in pixels; its width is `WIDTH`.

    Example:
        >>> boxes, height = arrange({"a": (80, 30), "b": (80, 30)}, [("a", "b", 60.0)])
        >>> boxes["a"].overlaps(boxes["b"])
        False
    """
    joined: dict[str, set[str]] = {identifier: set() for identifier in sorted(sizes)}
    labels: dict[tuple[str, str], float] = {}
    lines: Counter[tuple[str, str]] = Counter()
    for left, right, label in pairs:
        joined[left].add(right)
        joined[right].add(left)
        for pair in ((left, right), (right, left)):
            labels[pair] = max(label, labels.get(pair, 0.0))
            lines[pair] += 1
    parts = [_arrange_part(part, sizes, joined, labels, lines) for part in _parts(joined)]
    return _pack(parts)


def _parts(joined: Mapping[str, set[str]]) -> list[list[str]]:
    seen: set[str] = set()
    parts: list[list[str]] = []
    for identifier in joined:
        if identifier in seen:
            continue
        part, rim = {identifier}, {identifier}
        while rim:
            rim = {other for one in rim for other in joined[one]} - part
            part |= rim
        seen |= part
        parts.append(sorted(part))
    return parts


def _arrange_part(
    part: list[str],
    sizes: Mapping[str, tuple[float, float]],
    joined: Mapping[str, set[str]],
    labels: Mapping[tuple[str, str], float],
    lines: Mapping[tuple[str, str], int],
) -> dict[str, Box]:
    index = {identifier: number for number, identifier in enumerate(part)}
    edges = [(one, other, 1.0) for one in part for other in joined[one] if one < other]
    start = place_nodes(part, edges)
    lengths = _distances(part, sizes, joined, labels)
    xs, ys = _stress([start[identifier] for identifier in part], lengths)
    xs, ys = _flat(xs, ys)
    boxes = [Box(xs[index[i]] * STRETCH, ys[index[i]] * SQUEEZE, *sizes[i]) for i in part]
    gaps = [[(labels[i, j] + LABEL_ROOM, GAP_Y + LABEL_LINE * lines[i, j]) if j in joined[i] else (GAP_X, GAP_Y) for j in part] for i in part]
    span = max(box.x + box.width / 2 for box in boxes) - min(box.x - box.width / 2 for box in boxes)
    room = WIDTH - 2 * MARGIN
    if span > room:
        boxes = [replace(box, x=box.x * room / span) for box in boxes]
    return dict(zip(part, _separate(boxes, gaps), strict=True))


def _distances(
    part: list[str], sizes: Mapping[str, tuple[float, float]], joined: Mapping[str, set[str]], labels: Mapping[tuple[str, str], float]
) -> list[list[float]]:
    """Shortest ways between all (Floyd, Warshall); an edge is longer where its ends have many neighbours or its label is long."""
    count = len(part)
    crowd = [math.sqrt(len(joined[identifier])) for identifier in part]
    far = float("inf")

    def length(i: int, j: int) -> float:
        if i == j or part[j] not in joined[part[i]]:
            return 0.0 if i == j else far
        room = (sizes[part[i]][0] + sizes[part[j]][0]) / 2 + labels[part[i], part[j]] + LABEL_ROOM
        return max(EDGE, 0.75 * room / STRETCH) + 16.0 * (crowd[i] + crowd[j] - 2.0)

    lengths = [[length(i, j) for j in range(count)] for i in range(count)]
    for k in range(count):
        through = lengths[k]
        for i in range(count):
            first = lengths[i][k]
            if first < far:
                lengths[i] = [min(known, first + more) for known, more in zip(lengths[i], through, strict=True)]
    return lengths


def _stress(start: Sequence[tuple[float, float]], lengths: list[list[float]]) -> tuple[list[float], list[float]]:
    import numpy as np

    if len(start) < 2:
        return [0.0] * len(start), [0.0] * len(start)
    wanted = np.array(lengths)
    weight = 1.0 / (wanted * wanted + np.eye(len(start)))
    weight = weight * (1.0 - np.eye(len(start)))
    total = weight.sum(axis=0)
    x, y = (np.array([point[axis] for point in start]) for axis in (0, 1))
    for _ in range(ROUNDS):
        dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
        ratio = wanted / (np.sqrt(dx * dx + dy * dy) + 1e-9)
        # Half a step: all move at once, and two that each go the whole way would swing past each other.
        x = (x + (weight * (x[:, None] + ratio * dx)).sum(axis=0) / total) / 2.0
        y = (y + (weight * (y[:, None] + ratio * dy)).sum(axis=0) / total) / 2.0
    return [float(value) for value in x], [float(value) for value in y]


def _flat(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    """Turn points so that their longest direction is horizontal (principal axis of the 2 × 2 covariance)."""
    count = len(xs)
    mean_x, mean_y = sum(xs) / count, sum(ys) / count
    xs, ys = [x - mean_x for x in xs], [y - mean_y for y in ys]
    a, b, c = sum(x * x for x in xs), sum(x * y for x, y in zip(xs, ys, strict=True)), sum(y * y for y in ys)
    largest = (a + c) / 2 + math.sqrt((a - c) * (a - c) / 4 + b * b)
    along = (largest - c, b) if a >= c else (b, largest - a)
    length = math.sqrt(along[0] * along[0] + along[1] * along[1])
    if length < 1e-9:
        return xs, ys
    cos, sin = along[0] / length, along[1] / length
    return [x * cos + y * sin for x, y in zip(xs, ys, strict=True)], [y * cos - x * sin for x, y in zip(xs, ys, strict=True)]


def _separate(boxes: list[Box], gaps: list[list[tuple[float, float]]]) -> list[Box]:
    """Push boxes apart that come nearer than their gaps, each pair along the axis that needs the shorter way, within the page's width."""
    low = min(box.x - box.width / 2 for box in boxes)
    high = max(low + WIDTH - 2 * MARGIN, max(box.width for box in boxes) + low)
    boxes = list(boxes)
    for attempt in range(400):
        moved = False
        # When pushing does not settle, only downward ways are left: these always do.
        sideways = attempt < 250
        for i in range(len(boxes)):
            for j in range(i + 1, len(boxes)):
                one, other = boxes[i], boxes[j]
                gap_x, gap_y = gaps[i][j] if attempt < 150 else (GAP_X, GAP_Y)
                if not one.overlaps(other, gap_x, gap_y):
                    continue
                moved = True
                need_x = (one.width + other.width) / 2 + gap_x - abs(one.x - other.x) + 0.01
                need_y = (one.height + other.height) / 2 + gap_y - abs(one.y - other.y) + 0.01
                if sideways and need_x < need_y * 1.6:
                    side = 0.5 if one.x <= other.x else -0.5
                    boxes[i], boxes[j] = replace(one, x=one.x - side * need_x), replace(other, x=other.x + side * need_x)
                else:
                    side = 0.5 if one.y <= other.y else -0.5
                    boxes[i], boxes[j] = replace(one, y=one.y - side * need_y), replace(other, y=other.y + side * need_y)
        boxes = [replace(box, x=min(max(box.x, low + box.width / 2), high - box.width / 2)) for box in boxes]
        if not moved:
            break
    return boxes


def _pack(parts: list[dict[str, Box]]) -> tuple[dict[str, Box], float]:
    placed: dict[str, Box] = {}
    right, top, bottom = MARGIN, MARGIN, MARGIN
    row: list[tuple[dict[str, Box], float, float]] = []

    def finish() -> None:
        spare = WIDTH - MARGIN - right + GAP_X * 2
        for number, (part, x, width) in enumerate(row):
            shift = spare * (number + 0.5) / len(row) if len(row) > 1 else spare / 2
            tallest = max(box.y + box.height / 2 for box in part.values()) - min(box.y - box.height / 2 for box in part.values())
            left = min(box.x - box.width / 2 for box in part.values())
            upper = min(box.y - box.height / 2 for box in part.values())
            down = (bottom - top - tallest) / 2
            for identifier, box in part.items():
                placed[identifier] = replace(box, x=box.x - left + x + shift, y=box.y - upper + top + down)
            assert width >= 0.0
        row.clear()

    def extent(part: dict[str, Box]) -> tuple[float, float]:
        boxes = part.values()
        return (
            max(box.x + box.width / 2 for box in boxes) - min(box.x - box.width / 2 for box in boxes),
            max(box.y + box.height / 2 for box in boxes) - min(box.y - box.height / 2 for box in boxes),
        )

    for part in sorted(parts, key=lambda part: (-len(part), min(part))):
        width, height = extent(part)
        if row and right + width > WIDTH - MARGIN:
            finish()
            right, top = MARGIN, bottom + GAP_Y * 1.5
            bottom = top
        row.append((part, right, width))
        right += width + GAP_X * 2
        bottom = max(bottom, top + height)
    if row:
        finish()
    return placed, bottom + MARGIN
