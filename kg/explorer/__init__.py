"""The graph for people: one page that opens from disk, and its picture alone.

Importing this package draws nothing and loads no library; the writers import what they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.model import Resolution

if TYPE_CHECKING:
    from kg.config import Config
    from kg.ontology.terms import Ontology

__all__ = ["write_explorer", "write_svg"]


def write_explorer(
    resolution: Resolution, stream: BinaryIO, *, ontology: Ontology | None = None, config: Config | None = None, title: str = ""
) -> None:
    """Write `graph.html`: the picture of the main entities, then the facts with their quotes, speakers, dates and sources.

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).
        ontology: names the classes, and gives those without a colour the colour of the class above.
        config: its base starts the facts' IRIs, by which the page and a SPARQL query name the same fact (`data-iri`).
        title: heading of the page; by default it counts the articles.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_explorer(Resolution((), (), (), (), (), {}, {}), out)
        >>> out.getvalue().decode().splitlines()[0]
        '<!doctype html>'
    """
    from kg.explorer.classes import Classes
    from kg.explorer.page import page

    for part in page(resolution, Classes(ontology), config.base if config else "", title):
        stream.write(part.encode())


def write_svg(resolution: Resolution, stream: BinaryIO, *, ontology: Ontology | None = None, title: str = "Entities and facts") -> None:
    """Write the picture alone, with its own style for light and dark, as an image for a README.

    Args:
        resolution: the graph, or a part of it.
        stream: takes bytes (UTF-8).
        ontology: as for `write_explorer`.
        title: what the picture is called for those who do not see it.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> write_svg(Resolution((), (), (), (), (), {}, {}), out)
        >>> out.getvalue().decode().splitlines()[-1]
        '</svg>'
    """
    from kg.explorer.classes import Classes
    from kg.explorer.svg import draw, standalone

    for part in standalone(draw(resolution), Classes(ontology), title):
        stream.write(part.encode())
