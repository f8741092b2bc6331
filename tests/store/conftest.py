"""The hand-made graph of the RDF tests, and a store of it."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from kg.store import write_store


def _made_by_hand() -> ModuleType:
    path = Path(__file__).parent.parent / "rdf" / "conftest.py"
    spec = spec_from_file_location("graph_made_by_hand", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


_module = _made_by_hand()
resolution, ontology, turtle, trig, trig_file = _module.resolution, _module.ontology, _module.turtle, _module.trig, _module.trig_file


@pytest.fixture(scope="session")
def store_folder(trig_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a store of the hand-made graph."""
    folder = tmp_path_factory.mktemp("built") / "store"
    write_store(trig_file, folder)
    return folder
