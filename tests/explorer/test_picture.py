"""The picture: what is chosen, where it stands, and that it is well-formed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kg.explorer import write_svg
from kg.explorer.arrange import WIDTH, arrange
from kg.explorer.selection import choose
from kg.explorer.svg import draw
from kg.model import Resolution


def svg(resolution: Resolution) -> bytes:
    out = io.BytesIO()
    write_svg(resolution, out)
    return out.getvalue()


def test_parallel_facts_of_one_relation_are_one_line(resolution: Resolution) -> None:
    lines = {(line.source, line.target): line for line in choose(resolution).lines}
    met = lines["Vladimir_Putin", "Xi_Jinping"]
    assert (met.label, met.symmetric, met.support, len(met.facts)) == ("met ×2", True, 2, 2)
    assert lines["Russia", "Ukraine"].kind == "against"
    assert lines["Russia", "China"].kind == "direct"


def test_facts_of_little_confidence_are_not_drawn_unless_there_is_no_other(resolution: Resolution) -> None:
    shown = choose(resolution)
    assert (shown.all_facts, shown.drawn) == (6, 5)
    assert "speaks for" not in {line.label for line in shown.lines}
    unsure = replace(resolution, facts=tuple(replace(fact, confidence=0.5) for fact in resolution.facts))
    assert "speaks for" in {line.label for line in choose(unsure).lines}


def test_at_most_so_many_entities_and_none_alone(random_graph: Callable[[int, int], Resolution]) -> None:
    shown = choose(random_graph(120, 300), most_entities=25, most_lines=30)
    ends = {end for line in shown.lines for end in (line.source, line.target)}
    assert {entity.id for entity in shown.entities} == ends
    assert len(ends) <= 25
    assert len(shown.lines) <= 30


@pytest.mark.parametrize("size", [(10, 12), (40, 60), (70, 200)])
def test_boxes_and_labels_keep_apart_and_inside(random_graph: Callable[[int, int], Resolution], size: tuple[int, int]) -> None:
    picture = draw(random_graph(*size))
    labels = [route.label for route in picture.routes if route.label is not None]
    boxes = list(picture.boxes.values())
    assert len(boxes) > 5
    for one, other in combinations([*boxes, *labels], 2):
        assert not one.overlaps(other)
    for box in boxes:
        assert box.width / 2 <= box.x <= WIDTH - box.width / 2
        assert box.height / 2 <= box.y <= picture.height - box.height / 2
    assert len(labels) >= 0.7 * len(picture.routes)


@pytest.mark.parametrize("count", [1, 2, 9, 40])
def test_a_clique_is_arranged_without_overlaps(count: int) -> None:
    names = [f"n{number}" for number in range(count)]
    boxes, height = arrange(dict.fromkeys(names, (150.0, 30.0)), [(a, b, 90.0) for a, b in combinations(names, 2)])
    assert not [pair for pair in combinations(boxes.values(), 2) if pair[0].overlaps(pair[1])]
    assert max(box.y + box.height / 2 for box in boxes.values()) <= height


def test_the_svg_is_well_formed_and_holds_no_script(hostile: Resolution, resolution: Resolution) -> None:
    for graph in (hostile, resolution, Resolution((), (), (), (), (), {}, {})):
        root = ElementTree.fromstring(svg(graph))
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {"svg", "title", "style", "rect", "g", "path", "polygon", "text", "circle"}
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_the_order_of_records_does_not_move_anything(random_graph: Callable[[int, int], Resolution]) -> None:
    graph = random_graph(30, 70)
    assert svg(replace(graph, facts=graph.facts[::-1], entities=graph.entities[::-1])) == svg(graph)
