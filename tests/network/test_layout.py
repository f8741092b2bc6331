"""Positions: the same everywhere, spread out, neighbours near."""

from __future__ import annotations

import math

import pytest

from kg.network import place_nodes


def ring(groups: int, members: int) -> tuple[list[str], list[tuple[str, str, float]]]:
    """Cliques joined in a ring."""
    nodes = [f"{group}-{member}" for group in range(groups) for member in range(members)]
    edges = [(f"{g}-{i}", f"{g}-{j}", 1.0) for g in range(groups) for i in range(members) for j in range(i)]
    return nodes, edges + [(f"{g}-0", f"{(g + 1) % groups}-0", 1.0) for g in range(groups)]


# One below and one above the number up to which all pairs repel.
@pytest.mark.parametrize(("groups", "members"), [(6, 5), (60, 6)])
def test_neighbours_stand_nearer_than_strangers_and_nobody_on_another(groups: int, members: int) -> None:
    nodes, edges = ring(groups, members)
    places = place_nodes(nodes, edges)
    near = sum(math.dist(places[a], places[b]) for a, b, _ in edges) / len(edges)
    far = [math.dist(places[a], places[b]) for a in nodes[::5] for b in nodes[1::7] if a != b]
    assert near < 0.4 * sum(far) / len(far)
    assert len(set(places.values())) == len(nodes)


@pytest.mark.parametrize(("groups", "members"), [(6, 5), (60, 6)])
def test_the_order_of_nodes_and_edges_does_not_matter(groups: int, members: int) -> None:
    nodes, edges = ring(groups, members)
    assert place_nodes(nodes, edges) == place_nodes(nodes[::-1], [(b, a, w) for a, b, w in edges[::-1]])


def test_known_coordinates_stay() -> None:
    # What the method gives on every machine; a change here moves every picture and must be meant.
    assert place_nodes(["a", "b", "c", "d"], [("a", "b", 1.0), ("b", "c", 2.0), ("c", "d", 1.0)]) == {
        "a": (90.0, -2.43),
        "b": (29.29, -0.79),
        "c": (-29.32, 0.79),
        "d": (-90.0, 2.43),
    }


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_graphs(count: int) -> None:
    places = place_nodes([str(number) for number in range(count)], [("0", "0", 1.0), ("0", "1", 1.0)])
    assert len(places) == count
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())
