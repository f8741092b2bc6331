"""What a graph was built with: `.kg/build.json`, read by every later command."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.config import Config, load_config
from kg.errors import UsageError
from kg.pipeline.workspace import STATE

FILE = "build.json"


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What decided a graph beside its documents.

    Attributes:
        version: of the program.
        model: what `spacy.load` takes.
        model_version: its version.
        base: start of the graph's own IRIs.
        blas: matrix library.
        ontology: files that added to the packaged ontology; relative paths start at the out folder.
        ontology_digest: hash of all ontology files.
        write: which files were written beside the records.
        knowledge_base: file of known things, as the ontology's; "" where there was none.
        knowledge_digest: hash of its content.
    """

    version: str
    model: str
    model_version: str
    base: str
    blas: str
    ontology: tuple[str, ...]
    ontology_digest: str
    write: tuple[str, ...]
    knowledge_base: str = ""
    knowledge_digest: str = ""


def write_record(folder: Path, record: BuildRecord) -> None:
    """Write the record into a folder."""
    table = {key: value for key, value in asdict(record).items() if value or not key.startswith("knowledge_")}
    (folder / FILE).write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_record(out: Path) -> BuildRecord | None:
    """Read what the graph in an out folder was built with; None if there is none, or the folder was copied without its `.kg`.

    Raises:
        UsageError: the record is damaged.
    """
    path = out / STATE / FILE
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return BuildRecord(**{**table, "ontology": tuple(table["ontology"]), "write": tuple(table["write"])})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: damaged: {error}", remedy="build the graph again") from error


def config_of(out: Path, record: BuildRecord | None, *, new_corrections: bool = False) -> Config:
    """The configuration that a graph was built with; that of kg.toml where nothing is recorded."""
    config = load_config(out, new_corrections=new_corrections)
    if record is None:
        return config
    return replace(
        config,
        model=record.model,
        model_version=record.model_version,
        base=record.base,
        blas="numpy" if record.blas == "numpy" else "blis",
        ontology=tuple(Path(os.path.normpath(out / name)) for name in record.ontology),
        knowledge_base=Path(os.path.normpath(out / record.knowledge_base)) if record.knowledge_base else None,
    )


def relative(out: Path, files: tuple[Path, ...]) -> tuple[str, ...]:
    """Paths as the record keeps them: from the out folder."""
    return tuple(Path(os.path.relpath(file, out)).as_posix() for file in files)
