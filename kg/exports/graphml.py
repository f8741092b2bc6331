"""GraphML, written as a stream (NetworkX, igraph, yEd, Cytoscape read it).

Invariants: one key a column, `attr.name` its name; parallel edges keep their ids; the same graph gives the same bytes, with or without
lxml installed (which NetworkX's own writer does not promise).

Format: http://graphml.graphdrawing.org/specification.html (1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Resolution
from kg.network import Edge, Node, View, as_row, columns, tabulate
from kg.network.markup import attribute, escape

_TYPES = {"str": "string", "int": "int", "float": "double", "bool": "boolean"}
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">\n'
)


def write_graphml(resolution: Resolution, stream: BinaryIO) -> None:
    """Write the graph as GraphML.

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_graphml(Resolution((), (), (), (), (), {}, {}), out)
        >>> out.getvalue().decode().splitlines()[-2:]
        ['  </graph>', '</graphml>']
    """
    for line in _lines(tabulate(resolution)):
        stream.write(line.encode())


def _lines(network: View) -> Iterator[str]:
    yield _HEADER
    for element, record, without in (("node", Node, ("id",)), ("edge", Edge, ("id", "source", "target"))):
        for name in columns(record):
            if name not in without:
                kind = _TYPES[str(record.__annotations__[name])]
                yield f'  <key id="{element}_{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node in network.nodes:
        yield f'    <node id="{attribute(node.id)}">\n{_data("node", node, ("id",))}    </node>\n'
    for edge in network.edges:
        yield f'    <edge id="{attribute(edge.id)}" source="{attribute(edge.source)}" target="{attribute(edge.target)}">\n'
        yield f"{_data('edge', edge, ('id', 'source', 'target'))}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(element: str, record: Node | Edge, without: tuple[str, ...]) -> str:
    text = ""
    for name, value in as_row(record).items():
        if name not in without:
            plain = str(value).lower() if isinstance(value, bool) else str(value)
            text += f'      <data key="{element}_{name}">{escape(plain)}</data>\n'
    return text
