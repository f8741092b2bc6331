"""Nodes and edges as CSV (RFC 4180, UTF-8, comma, one header line).

Invariants: `Source`, `Target`, `Id`, `Label`, `Type` and `Weight` stand first under the names by which Gephi's spreadsheet import knows
them; the other columns keep the names of `kg.network.Node` and `Edge`. Cells hold the text as it is: a spreadsheet program may take a
label that begins with “=” for a formula, so import hostile text as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from kg.model import Resolution
from kg.network import Edge, Node, as_row, columns, tabulate

_NODE_NAMES = {"id": "Id", "label": "Label"}
_EDGE_NAMES = {"source": "Source", "target": "Target", "id": "Id", "label": "Label", "weight": "Weight"}


def write_nodes(resolution: Resolution, stream: BinaryIO) -> None:
    """Write one line an entity.

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).

    Example:
        >>> out = io.BytesIO()
        >>> write_nodes(Resolution((), (), (), (), (), {}, {}), out)
        >>> out.getvalue().decode()[:20]
        'Id,Label,type,aliase'
    """
    _write(stream, Node, _NODE_NAMES, tabulate(resolution).nodes, {})


def write_edges(resolution: Resolution, stream: BinaryIO) -> None:
    """Write one line a fact between two entities.

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).

    Example:
        >>> out = io.BytesIO()
        >>> write_edges(Resolution((), (), (), (), (), {}, {}), out)
        >>> out.getvalue().decode()[:35]
        'Source,Target,Id,Label,Weight,Type,'
    """
    _write(stream, Edge, _EDGE_NAMES, tabulate(resolution).edges, {"Type": "Directed"})


def _write(
    stream: BinaryIO, record: type[Node] | type[Edge], names: Mapping[str, str], records: Iterable[Node | Edge], constant: Mapping[str, str]
) -> None:
    rest = [name for name in columns(record) if name not in names]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names.values(), *constant, *rest])
    for item in records:
        cells = as_row(item)
        plain = {name: str(value).lower() if isinstance(value, bool) else value for name, value in cells.items()}
        writer.writerow([*(plain[name] for name in names), *constant.values(), *(plain[name] for name in rest)])
    stream.write(text.getvalue().encode("utf-8", "replace"))
