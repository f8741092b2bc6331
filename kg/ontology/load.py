"""Loading: the files of a folder and a user's own become one `Ontology`.

Invariants: the files are read in the order of `FILES`, then the extra files as given; the result depends on their contents only; it is
kept for the process by the hash of all files, so an edited file is read anew.
"""

from __future__ import annotations

import gc
from pathlib import Path

from kg.errors import ConfigurationError
from kg.ontology.gazetteer import read_gazetteer
from kg.ontology.lexicon import read_lexicon
from kg.ontology.prefixes import KG, contract, prefixes
from kg.ontology.relations import read_relations
from kg.ontology.schema import Schema, read_schema
from kg.ontology.terms import Ontology
from kg.ontology.turtle import Turtle, digest_files, near, read_turtle

FILES = ("kg.ttl", "plover.ttl", "lexicon.ttl", "gazetteer.ttl", "gazetteer_extra.ttl")
_loaded: dict[tuple[str, tuple[str, ...]], Ontology] = {}


def default_directory() -> Path:
    """Find the ontology that comes with the package: inside an installed package, else beside it in a checkout.

    Returns:
        A folder with `kg.ttl`.

    Raises:
        ConfigurationError: neither folder exists (a broken installation).

    Example:
        >>> (default_directory() / "kg.ttl").exists()
        True
    """
    package = Path(__file__).resolve().parent.parent
    for directory in (package / "_data" / "ontology", package.parent / "ontology"):
        if (directory / "kg.ttl").is_file():
            return directory
    raise ConfigurationError(f"{package / '_data' / 'ontology'}: no ontology", remedy="install the package again")


def load(*extra: Path, directory: Path | None = None) -> Ontology:
    """Load the ontology, its lexicon and its gazetteer.

    Args:
        *extra: a user's own Turtle files (`.ttl`) and relation tables (`.csv`), read after the others.
        directory: folder with the files of the ontology; the package's own by default.

    Returns:
        The ontology; the same object for the same files.

    Raises:
        ConfigurationError: a file is missing or malformed, or names something that no file defines; with file, line and near choices.

    Example:
        >>> load().properties["kg:met"].symmetric
        True
    """
    folder = directory if directory is not None else default_directory()
    paths = [folder / name for name in FILES] + [Path(path) for path in extra]
    for path in paths:
        if path.suffix not in (".ttl", ".csv"):
            raise ConfigurationError(f"{path}: neither Turtle nor a table of relations", remedy="name files ending in .ttl or .csv")
    key = (digest_files(paths), tuple(str(path) for path in paths))
    if key not in _loaded:
        was_enabled = gc.isenabled()
        gc.disable()  # some hundred thousand small objects are made, and none of them becomes garbage
        try:
            _loaded[key] = _read(paths, key[0])
        finally:
            if was_enabled:
                gc.enable()
    return _loaded[key]


def _read(paths: list[Path], digest: str) -> Ontology:
    files = [read_turtle(path) for path in paths if path.suffix == ".ttl"]
    schema_file, plover, lexicon_file, gazetteer_file, gazetteer_more, *own = files
    known = prefixes()
    taken = set(known.values())
    more = {prefix: iri for file in own for prefix, iri in sorted(file.namespaces.items()) if prefix and prefix not in known and iri not in taken}
    schema = read_schema([plover, schema_file, *own], more)
    for file in own:
        _check_terms(file, schema)
    frames = [frame for path in paths if path.suffix == ".csv" for frame in read_relations(path, schema)]
    return Ontology(
        classes=schema.classes,
        properties=schema.properties,
        lexicon=read_lexicon([lexicon_file, *own], schema, more, frames),
        gazetteer=read_gazetteer([gazetteer_file, gazetteer_more, *own], schema),
        digest=digest,
        files=tuple(str(path) for path in paths),
        roles=schema.roles,
        event_types=schema.event_types,
        broader=schema.broader,
        terms=schema.terms,
        prefixes=more,
    )


def _check_terms(file: Turtle, schema: Schema) -> None:
    """Refuse a `kg:` property that no file defines: kg's namespace is closed."""
    for iri, properties in file.subjects.items():
        for key in properties:
            name = contract(key)
            if key.startswith(KG) and name not in schema.terms:
                raise file.wrong(f"{contract(iri)} has {name}, which is undefined", name, remedy=near(name, schema.terms))
