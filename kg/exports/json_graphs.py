"""The network as JSON: node-link (NetworkX, D3) and Cytoscape's (`cytoscape.js`, Cytoscape desktop).

Invariants: keys in a fixed order, one node or edge a line (so that versions can be compared), UTF-8, a final line break.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from kg.model import Resolution
from kg.network import as_row, place_nodes, tabulate


def write_node_link(resolution: Resolution, stream: BinaryIO) -> None:
    """Write what `networkx.node_link_graph(data, edges="edges")` and D3 read.

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_node_link(Resolution((), (), (), (), (), {}, {}), out)
        >>> json.loads(out.getvalue())["multigraph"]
        True
    """
    network = tabulate(resolution)
    stream.write(b'{"directed": true, "multigraph": true, "graph": {}, "nodes": [')
    _lines(stream, (as_row(node) for node in network.nodes))
    stream.write(b'], "edges": [')
    _lines(stream, ({"source": edge.source, "target": edge.target, "key": edge.id} | as_row(edge) for edge in network.edges))
    stream.write(b"]}\n")


def write_cytoscape(resolution: Resolution, stream: BinaryIO) -> None:
    """Write elements for cytoscape.js, with positions (y downward, as it draws).

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_cytoscape(Resolution((), (), (), (), (), {}, {}), out)
        >>> json.loads(out.getvalue())
        {'elements': {'nodes': [], 'edges': []}}
    """
    network = tabulate(resolution)
    places = place_nodes((node.id for node in network.nodes), ((edge.source, edge.target, edge.weight) for edge in network.edges))
    stream.write(b'{"elements": {"nodes": [')
    _lines(
        stream,
        ({"data": as_row(node), "position": {"x": places[node.id][0], "y": 0.0 - places[node.id][1]}} for node in network.nodes),
    )
    stream.write(b'], "edges": [')
    _lines(stream, ({"data": as_row(edge)} for edge in network.edges))
    stream.write(b"]}}\n")


def _lines(stream: BinaryIO, items: Iterable[object]) -> None:
    first = True
    for item in items:
        stream.write(b"\n" if first else b",\n")
        stream.write(json.dumps(item, ensure_ascii=False).encode("utf-8", "replace"))
        first = False
