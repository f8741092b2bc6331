"""The command starts at once, and importing kg loads nothing heavy."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HEAVY = ("spacy", "thinc", "numpy", "rdflib", "pyoxigraph", "networkx", "trafilatura", "pyshacl", "rich.console", "rapidfuzz")
ROOT = Path(__file__).resolve().parent.parent.parent
Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize(
    "code",
    ["import kg", "import kg; kg.build; kg.load; kg.KnowledgeGraph; kg.KgError", "import kg.cli.app", "import kg.pipeline.workers"],
)
def test_nothing_heavy_is_imported(code: str) -> None:
    program = f"import sys\n{code}\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_importing_kg_imports_none_of_its_rooms() -> None:
    program = "import sys, kg\nprint(sorted(name for name in sys.modules if name.startswith('kg.')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    assert done.stdout.strip() == "[]"


def test_help_comes_in_a_quarter_of_a_second(run_kg: Kg) -> None:
    """Measured in the process's own time on the processor: what else runs on the machine has no part in it."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run_kg("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(times) < 0.25


def test_a_misspelt_name_of_the_package_fails() -> None:
    import kg

    with pytest.raises(AttributeError, match="biuld"):
        kg.biuld  # noqa: B018
    assert set(kg.__all__) == set(dir(kg))
    for name in kg.__all__:
        assert getattr(kg, name)


def test_the_program_is_run_as_a_module_too(run_kg: Kg) -> None:
    done = run_kg("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("kg ")
