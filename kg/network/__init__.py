"""The resolved graph as a network of entities and facts: filters, plain rows, measures, positions, NetworkX.

read_filters(...)              filters as people write them
select(resolution, filters)    the part of a graph that passes, and how much was left out
tabulate(resolution)           nodes and edges as plain rows, for any writer
to_networkx(resolution)        a MultiDiGraph (imports networkx on use)
place_nodes(nodes, edges)      positions (imports numpy on use)
measure(view)                  degree, weighted degree, PageRank
"""

from kg.network.filters import REASONS, Filters, LeftOut, read_filters, select
from kg.network.graph import to_networkx
from kg.network.layout import place_nodes
from kg.network.lookup import Lookup
from kg.network.measures import Measures, measure
from kg.network.palette import COLOURS, colour
from kg.network.view import SEPARATOR, Edge, Node, View, as_row, columns, details, merge, tabulate

__all__ = [
    "COLOURS",
    "REASONS",
    "SEPARATOR",
    "Edge",
    "Filters",
    "LeftOut",
    "Lookup",
    "Measures",
    "Node",
    "View",
    "as_row",
    "colour",
    "columns",
    "details",
    "measure",
    "merge",
    "place_nodes",
    "read_filters",
    "select",
    "tabulate",
    "to_networkx",
]
