"""The network as a NetworkX graph. The only module that imports networkx.

Invariants: node and edge attributes are str, int, float or bool, so any writer of NetworkX takes the graph; an edge's key is its
fact's id; nodes and edges are added in sorted order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Resolution
from kg.network.filters import Filters, select
from kg.network.measures import measure
from kg.network.view import as_row, tabulate

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx


def to_networkx(
    resolution: Resolution,
    filters: Filters | None = None,
    *,
    is_a: Callable[[str, str], bool] | None = None,
) -> networkx.MultiDiGraph[str]:
    """Give the graph as a NetworkX multigraph.

    Args:
        resolution: the resolved graph.
        filters: which facts are wanted; by default all facts between two entities, denied and planned ones too: look at `status` and
            `direct`, or ask for `Filters(direct=True)`.
        is_a: the ontology's test for subclasses, for filters by type.

    Returns:
        Entities as nodes with the attributes of `Node` and the measures of `Measures`; facts as edges from subject to object, keyed by
        the fact's id, with the attributes of `Edge`. A symmetric fact is one edge with `symmetric` True. Facts without an object
        entity are in the node's `facts`. `graph.graph` counts what was left out: `facts_left_out`, `facts_kept`, `left_out` (text).

    Raises:
        UnknownName: a filter names what the graph does not hold.

    Example:
        >>> from kg.model import Resolution
        >>> to_networkx(Resolution((), (), (), (), (), {}, {})).number_of_nodes()
        0
    """
    import networkx

    part, left_out = select(resolution, filters or Filters(), is_a=is_a)
    network = tabulate(part)
    central = measure(network)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(facts_kept=left_out.kept, facts_left_out=left_out.facts, left_out=str(left_out))
    for node in network.nodes:
        found = central[node.id]
        graph.add_node(
            node.id,
            **as_row(node)
            | {"degree_in": found.incoming, "degree_out": found.outgoing, "weighted_degree": found.weighted, "pagerank": found.pagerank},
        )
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **as_row(edge))
    return graph
