"""GEXF 1.3 for Gephi, Gephi Lite and NetworkX, written as a stream.

Rules that readers impose, and that this writer keeps:
    * Gephi merges parallel edges of one `kind`: the kind is the relation, and “kg:met 2” for the second meeting of the same two.
    * Edge ids are unique (fact ids), weights above 0, sizes from 4 to 100 on every node, attributes `string`, never `anyURI`.
    * Times are full dates (`timeformat="date"`), intervals disjoint with start before end: the end is the first day after, so one day is
      `start="2022-02-04" end="2022-02-05"`. An open end has no attribute. Undated edges have neither and are always there.
    * All edges are directed, since NetworkX refuses mixed graphs; `symmetric` says which read both ways.
    * Colours stand as r, g, b (which NetworkX reads) and as hex without alpha (with alpha, Gephi aborts).
    * One `<attributes>` block a class, which is all that Gephi Lite takes; its flavour (`dynamic=False`) has no times but `begin` and `end` as text.
    * No date of today: the same graph gives the same bytes. `lastmodifieddate` is the day of the newest document.

Format: https://gexf.net/schema.html (1.3).
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kg.model import Resolution
from kg.network import Edge, Node, View, as_row, colour, columns, place_nodes, tabulate
from kg.network.markup import attribute, escape

SMALLEST, LARGEST = 4.0, 60.0
# Edges that are not in the graph as direct edges are told apart by colour: what is denied or in dispute, and what is only claimed or planned.
_EDGE_COLOURS = {"direct": (112, 128, 144), "open": (178, 178, 178), "against": (196, 78, 82)}
_TYPES = {"str": "string", "int": "integer", "float": "double", "bool": "boolean"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def write_gexf(resolution: Resolution, stream: BinaryIO, *, dynamic: bool = True, is_a: Callable[[str, str], bool] | None = None) -> None:
    """Write the graph as GEXF 1.3.

    Args:
        resolution: the graph, or a part of it (`kg.network.select`).
        stream: takes bytes (UTF-8).
        dynamic: True for dated edges on Gephi's timeline; False for the static flavour that Gephi Lite reads.
        is_a: the ontology's test for subclasses, for the colours of classes that have none of their own.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_gexf(Resolution((), (), (), (), (), {}, {}), out)
        >>> out.getvalue().decode().splitlines()[1]
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    """
    for line in _lines(resolution, tabulate(resolution), dynamic, is_a):
        stream.write(line.encode())


def _lines(resolution: Resolution, network: View, dynamic: bool, is_a: Callable[[str, str], bool] | None) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    newest = max((d.published for d in resolution.documents if d.published and _DATE.fullmatch(d.published)), default="")
    yield f'  <meta lastmodifieddate="{newest}">\n' if newest else "  <meta>\n"
    yield "    <creator>kg</creator>\n"
    yield f"    <description>{escape(_description(resolution, network))}</description>\n  </meta>\n"
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else 'mode="static"'
    yield f'  <graph defaultedgetype="directed" {mode}>\n'
    yield from _declarations("node", Node, ("id", "label"))
    yield from _declarations("edge", Edge, _EDGE_ELEMENT)
    places = place_nodes((node.id for node in network.nodes), ((edge.source, edge.target, edge.weight) for edge in network.edges))
    most = max((node.degree for node in network.nodes), default=0)
    yield f'    <nodes count="{len(network.nodes)}">\n'
    for node in network.nodes:
        yield _node(node, places[node.id], most, colour(node.type, is_a))
    yield f'    </nodes>\n    <edges count="{len(network.edges)}">\n'
    kinds: Counter[tuple[str, str, str]] = Counter()
    for edge in network.edges:
        key = (edge.source, edge.target, edge.relation)
        kinds[key] += 1
        kind = edge.relation if kinds[key] == 1 else f"{edge.relation} {kinds[key]}"
        yield _edge(edge, kind, network.spells.get(edge.id, ()) if dynamic else ())
    yield "    </edges>\n  </graph>\n</gexf>\n"


_EDGE_ELEMENT = ("id", "source", "target", "label", "weight")


def _description(resolution: Resolution, network: View) -> str:
    return (
        f"{len(network.nodes)} entities and {len(network.edges)} facts from {len(resolution.documents)} documents; "
        "each edge carries its status, its sources and the sentence it came from"
    )


def _declarations(element: str, record: type[Node] | type[Edge], without: tuple[str, ...]) -> Iterator[str]:
    yield f'    <attributes class="{element}" mode="static">\n'
    for name in columns(record):
        if name not in without:
            kind = _TYPES[str(record.__annotations__[name])]
            yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _node(node: Node, place: tuple[float, float], most: int, shade: str) -> str:
    size = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(node.degree / most) if most else SMALLEST
    red, green, blue = (int(shade[start : start + 2], 16) for start in (1, 3, 5))
    return (
        f'      <node id="{attribute(node.id)}" label="{attribute(node.label)}">\n'
        f'        <viz:color r="{red}" g="{green}" b="{blue}" hex="{shade}"/>\n'
        f'        <viz:position x="{place[0]:.2f}" y="{place[1]:.2f}" z="0.0"/>\n'
        f'        <viz:size value="{size:.2f}"/>\n'
        f"{_values(node, ('id', 'label'))}      </node>\n"
    )


def _edge(edge: Edge, kind: str, spells: tuple[tuple[str, str], ...]) -> str:
    group = "against" if edge.status in ("Denied", "Disputed", "Retracted") else "direct" if edge.direct else "open"
    red, green, blue = _EDGE_COLOURS[group]
    dates = _dates(spells[0]) if len(spells) == 1 else ""
    text = (
        f'      <edge id="{attribute(edge.id)}" source="{attribute(edge.source)}" target="{attribute(edge.target)}" type="directed" '
        f'kind="{attribute(kind)}" label="{attribute(edge.label)}" weight="{edge.weight}"{dates}>\n'
    )
    if len(spells) > 1:
        text += "        <spells>\n" + "".join(f"          <spell{_dates(spell)}/>\n" for spell in spells) + "        </spells>\n"
    return (
        f'{text}        <viz:color r="{red}" g="{green}" b="{blue}" hex="#{red:02x}{green:02x}{blue:02x}"/>\n'
        f'        <viz:thickness value="{1.0 + math.log2(edge.weight):.2f}"/>\n'
        f'        <viz:shape value="{"solid" if edge.direct else "dashed"}"/>\n'
        f"{_values(edge, _EDGE_ELEMENT)}      </edge>\n"
    )


def _dates(spell: tuple[str, str]) -> str:
    begin, end = spell
    text = f' start="{begin}"' if begin else ""
    if end and end != datetime.date.max.isoformat():
        text += f' end="{(datetime.date.fromisoformat(end) + datetime.timedelta(1)).isoformat()}"'
    return text


def _values(record: Node | Edge, without: tuple[str, ...]) -> str:
    text = "        <attvalues>\n"
    for name, value in as_row(record).items():
        if name not in without and value != "":
            plain = str(value).lower() if isinstance(value, bool) else str(value)
            text += f'          <attvalue for="{name}" value="{attribute(plain)}"/>\n'
    return text + "        </attvalues>\n"
