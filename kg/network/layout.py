"""Positions for nodes: a force layout that gives the same picture everywhere.

Invariants:
    * Same nodes and edges, same coordinates to the last digit, on any machine: starts come from hashes of ids, and only
      additions, products, quotients and square roots are used, which IEEE 754 fixes to the bit (no matrix product, no sine).
    * The order in which nodes or edges are given does not matter.
    * Coordinates are rounded to two decimals and centred on (0, 0); y grows upward.

Method: the forces of ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014, PLoS ONE 9(6)): repulsion falls with distance and grows with
degree, attraction grows with distance, a weak pull to the centre holds the parts together. Steps cool linearly. Up to `EXACT` nodes
repel each other in pairs; beyond that each node meets a fixed number of others in every step, as many as time allows, with their push
scaled up (random repulsion, as large-graph layouts such as LargeVis do), so that the cost grows with nodes and edges, not with pairs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

EXACT = 300
SAMPLE = 48
SPACING = 90.0


def place_nodes(nodes: Iterable[str], edges: Iterable[tuple[str, str, float]], *, steps: int | None = None) -> dict[str, tuple[float, float]]:
    """Place the nodes of a network.

    Args:
        nodes: ids, all different.
        edges: pairs of ids with a weight above 0; direction, loops and edges to ids that are not nodes do not matter.
        steps: how often the forces act; by default 300, fewer above 5,000, at least 60.

    Returns:
        For each id, x and y: a square around (0, 0) whose side grows with the root of the number of nodes, about `SPACING` a node.

    Example:
        >>> places = place_nodes(["a", "b", "c"], [("a", "b", 1.0), ("b", "c", 1.0)])
        >>> places == place_nodes(["c", "a", "b"], [("b", "c", 1.0), ("b", "a", 1.0)])
        True
    """
    import numpy as np

    ids = sorted(nodes)
    count = len(ids)
    if count == 0:
        return {}
    index = {identifier: number for number, identifier in enumerate(ids)}
    weights: dict[tuple[int, int], float] = {}
    for left, right, weight in sorted(edges):
        if left in index and right in index and left != right:
            pair = (min(index[left], index[right]), max(index[left], index[right]))
            weights[pair] = weights.get(pair, 0.0) + weight
    pairs = sorted(weights)
    source = np.array([pair[0] for pair in pairs], dtype=np.int64)
    target = np.array([pair[1] for pair in pairs], dtype=np.int64)
    pull = np.sqrt(np.array([weights[pair] for pair in pairs], dtype=np.float64))
    mass = 1.0 + np.bincount(source, minlength=count) + np.bincount(target, minlength=count)
    points = np.array([_start(identifier) for identifier in ids], dtype=np.float64) * np.sqrt(np.float64(count))
    rounds = steps if steps is not None else 300 if count <= 5_000 else max(60, min(300, 4_000_000 // count))
    for step in range(rounds):
        heat = 1.0 - step / rounds
        force = _repulsion(points, mass, step) - _gravity(points, mass)
        along = (points[target] - points[source]) * pull[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(source, weights=along[:, axis], minlength=count)
            force[:, axis] -= np.bincount(target, weights=along[:, axis], minlength=count)
        length = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1]) + 1e-9
        reach = np.minimum(length / mass, heat * 0.1 * np.sqrt(np.float64(count)) + 0.01)
        points = points + force / length[:, None] * reach[:, None]
    return _scaled(ids, points)


def _start(identifier: str) -> tuple[float, float]:
    hashed = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(hashed[:4], "big") / 2**32 - 0.5, int.from_bytes(hashed[4:8], "big") / 2**32 - 0.5


def _repulsion(points: Points, mass: Any, step: int) -> Points:
    import numpy as np

    count = len(points)
    force = np.zeros_like(points)
    if count <= EXACT:
        x, y = points[:, 0], points[:, 1]
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        push = mass[:, None] * mass[None, :] / (dx * dx + dy * dy + 0.01)
        # Rows are added one after another (axis 0), so that the order of the sum is fixed; the force is antisymmetric.
        force[:, 0], force[:, 1] = -(dx * push).sum(axis=0), -(dy * push).sum(axis=0)
        return force * 0.5
    scale = 0.5 * (count - 1) / (2 * SAMPLE)
    for sample in range(SAMPLE):
        shift = 1 + (step * SAMPLE + sample) * 7919 % (count - 1)
        other, weight = np.roll(points, shift, axis=0), np.roll(mass, shift)
        between = points - other
        push = between * (mass * weight / (between[:, 0] * between[:, 0] + between[:, 1] * between[:, 1] + 0.01))[:, None]
        force += push
        force -= np.roll(push, -shift, axis=0)
    return force * scale


def _gravity(points: Points, mass: Any) -> Points:
    import numpy as np

    distance = np.sqrt(points[:, 0] * points[:, 0] + points[:, 1] * points[:, 1]) + 1.0
    pulled: Points = points * (mass / distance)[:, None]
    return pulled


def _scaled(ids: Sequence[str], points: Points) -> dict[str, tuple[float, float]]:
    import numpy as np

    low, high = points.min(axis=0), points.max(axis=0)
    side = max(float((high - low).max()), 1e-9)
    factor = SPACING * float(np.sqrt(np.float64(len(ids)))) / side if len(ids) > 1 else 0.0
    centred = (points - (low + high) / 2.0) * factor
    return {identifier: (round(float(x), 2) + 0.0, round(float(y), 2) + 0.0) for identifier, (x, y) in zip(ids, centred, strict=True)}
