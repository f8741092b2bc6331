"""The files of a build beside its records: Turtle, TriG, GEXF, the picture, the store.

Invariants: each is a pure function of the resolved graph, the ontology and the build record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import Resolution

if TYPE_CHECKING:
    from kg.config import Config
    from kg.ontology import Ontology
    from kg.rdf import Run

FILES = {"ttl": "graph.ttl", "trig": "graph.trig", "gexf": "graph.gexf", "html": "graph.html", "store": "store"}
MANY_FACTS = 200_000


def choose(write: Iterable[str] | None, facts: int) -> tuple[str, ...]:
    """Decide which files a build writes beside its records.

    Args:
        write: names of `FILES`, or `records` for none of them; None for the default.
        facts: how many facts the graph has; above 200,000 the default is the store alone.

    Returns:
        Names in the order of `FILES`.

    Raises:
        UsageError: a name is unknown; the choices are listed.

    Example:
        >>> choose(["store", "ttl"], 10)
        ('ttl', 'store')
    """
    if write is None:
        return tuple(FILES) if facts <= MANY_FACTS else ("store",)
    if isinstance(write, str):
        write = write.split(",")
    wanted = {name.strip().casefold().removeprefix("graph.") for name in write}
    for name in sorted(wanted - {"records", *FILES}):
        near = get_close_matches(name, FILES, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"a build writes no {name!r}", remedy=f"{hint}choose from {', '.join(FILES)}, or records for none")
    return tuple(name for name in FILES if name in wanted)


def project(resolution: Resolution, ontology: Ontology, config: Config, run: Run, folder: Path, chosen: tuple[str, ...]) -> None:
    """Write the chosen files.

    Args:
        resolution: the graph.
        ontology: classes and properties.
        config: gives the base IRI.
        run: what the graph was made by.
        folder: an existing folder.
        chosen: names of `FILES`.
    """
    from kg.rdf import write_trig, write_turtle

    writers: dict[str, Callable[..., None]] = {"ttl": write_turtle, "trig": write_trig}
    for name, write in writers.items():
        if name in chosen or (name == "trig" and "store" in chosen):
            with (folder / FILES[name]).open("w", encoding="utf-8", newline="\n") as stream:
                write(resolution, ontology, config, stream, run=run)
    if "store" in chosen:
        from kg.store import write_store

        write_store(folder / FILES["trig"], folder / FILES["store"])
        if "trig" not in chosen:
            (folder / FILES["trig"]).unlink()
    if "gexf" in chosen:
        from kg.exports import export

        export("gexf", resolution, folder / FILES["gexf"], ontology=ontology, config=config, run=run)
    if "html" in chosen:
        from kg.explorer import write_explorer

        with (folder / FILES["html"]).open("wb") as page:
            write_explorer(resolution, page)
