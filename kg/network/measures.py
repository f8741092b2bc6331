"""How central an entity is: degree, weighted degree and PageRank over the facts of a view.

Invariant: same values whatever the order of nodes and edges (sums run over sorted ids).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.network.view import View


@dataclass(frozen=True, slots=True)
class Measures:
    """How central a node is.

    Attributes:
        degree: edges that touch it; incoming, outgoing: the same by direction (a symmetric edge is both).
        weighted: sum of the weights of those edges.
        pagerank: share of a random reader's time, in [0, 1]; all shares add up to 1.
    """

    degree: int
    incoming: int
    outgoing: int
    weighted: float
    pagerank: float


def measure(network: View, *, damping: float = 0.85, tolerance: float = 1e-10) -> dict[str, Measures]:
    """Measure every node of a view.

    Args:
        network: nodes and edges.
        damping: probability in (0, 1) that the reader follows an edge rather than opens any page.
        tolerance: total change between two rounds at which the iteration ends.

    Returns:
        Measures by node id. PageRank is Page and Brin's (1998), edges weighted by support, solved by power iteration; an entity
        without outgoing edges passes its share to all.

    Example:
        >>> from kg.network.view import Node, View
        >>> measure(View((Node("a", "A", "Person", "", "", "", 1, 1, 0),), (), 0, 0, {}))["a"].pagerank
        1.0
    """
    ids = [node.id for node in network.nodes]
    degree, incoming, outgoing = (dict.fromkeys(ids, 0) for _ in range(3))
    weighted = dict.fromkeys(ids, 0.0)
    out: dict[str, dict[str, float]] = {identifier: {} for identifier in ids}
    for edge in network.edges:
        directions = [(edge.source, edge.target), (edge.target, edge.source)] if edge.symmetric else [(edge.source, edge.target)]
        for source, target in directions:
            out[source][target] = out[source].get(target, 0.0) + edge.weight
            outgoing[source] += 1
            incoming[target] += 1
        for end in (edge.source, edge.target):
            degree[end] += 1
            weighted[end] += edge.weight
    ranks = _pagerank(ids, out, damping, tolerance)
    return {
        identifier: Measures(degree[identifier], incoming[identifier], outgoing[identifier], weighted[identifier], ranks[identifier])
        for identifier in ids
    }


def _pagerank(ids: list[str], out: dict[str, dict[str, float]], damping: float, tolerance: float) -> dict[str, float]:
    if not ids:
        return {}
    totals = {identifier: sum(out[identifier].values()) for identifier in ids}
    ranks = dict.fromkeys(ids, 1.0 / len(ids))
    for _ in range(200):
        idle = sum(ranks[identifier] for identifier in ids if not totals[identifier])
        following = dict.fromkeys(ids, (1.0 - damping + damping * idle) / len(ids))
        for source in ids:
            for target, weight in out[source].items():
                following[target] += damping * ranks[source] * weight / totals[source]
        change = sum(abs(following[identifier] - ranks[identifier]) for identifier in ids)
        ranks = following
        if change < tolerance:
            break
    return {identifier: round(rank, 9) for identifier, rank in ranks.items()}
