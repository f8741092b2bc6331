"""The hand-made graphs of `tests/network/sample.py`, as fixtures."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kg.model import Resolution


def _load() -> ModuleType:
    name = "kg_network_sample"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "network" / "sample.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def resolution() -> Resolution:
    made: Resolution = _load().sample()
    return made


@pytest.fixture(scope="session")
def hostile() -> Resolution:
    made: Resolution = _load().hostile()
    return made


@pytest.fixture(scope="session")
def random_graph() -> Callable[[int, int], Resolution]:
    made: Callable[[int, int], Resolution] = _load().random_graph
    return made
