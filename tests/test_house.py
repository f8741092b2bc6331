"""The house: what ships, what is locked, what an import costs, what make does on a bare machine."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import kg

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEAVY = ("spacy", "thinc", "numpy", "rdflib", "networkx", "pyoxigraph", "trafilatura", "pyshacl", "lxml")


def locked(name: str) -> dict[str, str]:
    """Pinned versions of a lock, by package; a package that forks by Python version has its versions joined."""
    found: dict[str, str] = {}
    for package, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE):
        found[package] = f"{found[package]} {version}" if package in found else version
    return found


def canonical(requirement: str) -> str:
    """The package that a requirement names, as locks write it."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def python(program: str, *, path: Path | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, cwd=cwd, check=False)


# ------------------------------------------------------------------------------------------------ imports
@pytest.mark.parametrize(
    "program",
    [
        "import kg",
        "import kg; kg.build; kg.load; kg.KnowledgeGraph",
        "import kg.cli.app",
        "from kg.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
    ],
    ids=["import kg", "names of kg", "commands", "kg --help"],
)
def test_what_starts_the_program_loads_nothing_heavy(program: str) -> None:
    report = f"\nimport sys\nsys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    done = python(program + report)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_every_module_can_be_imported_on_its_own() -> None:
    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if module.name != "kg.__main__":
            importlib.import_module(module.name)


def test_everything_public_has_a_docstring() -> None:
    silent = []
    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if module.name == "kg.__main__":
            continue
        loaded = importlib.import_module(module.name)
        if not loaded.__doc__:
            silent.append(module.name)
        for name, thing in vars(loaded).items():
            public = not name.startswith("_") and getattr(thing, "__module__", "") == module.name
            if public and (inspect.isfunction(thing) or inspect.isclass(thing)) and not thing.__doc__:
                silent.append(f"{module.name}.{name}")
    assert not silent


# ------------------------------------------------------------------------------------------------ locks and versions
def test_the_locks_hold_every_dependency_with_hashes() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {canonical(r) for r in PROJECT["project"]["dependencies"]} <= runtime.keys()
    assert {canonical(r) for r in PROJECT["project"]["optional-dependencies"]["dev"]} <= development.keys()
    assert runtime.items() <= development.items()
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not [e.splitlines()[0] for e in entries if "==" in e and "--hash=sha256:" not in e]


def test_the_default_model_is_a_locked_dependency() -> None:
    from kg.config import DEFAULT_MODEL

    assert canonical(DEFAULT_MODEL) in locked("requirements.lock")


def test_no_package_of_the_lock_forks_by_version_but_those_that_drop_old_pythons() -> None:
    forked = {package for package, versions in locked("requirements.lock").items() if " " in versions}
    assert forked <= {"numpy"}


def test_the_changelog_knows_the_version() -> None:
    version = PROJECT["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


# ------------------------------------------------------------------------------------------------ the wheel
@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, as an installation lays them."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_ontology_and_the_sample_articles(unpacked: Path) -> None:
    for name in ("ontology", "seeds"):
        shipped = {p.name: p.read_bytes() for p in (unpacked / "kg" / "_data" / name).iterdir() if p.is_file()}
        source = {p.name: p.read_bytes() for p in (ROOT / name).iterdir() if p.is_file()}
        assert shipped == source
    assert (unpacked / "kg" / "py.typed").is_file()


def test_the_demo_runs_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    program = "import kg, sys; from kg.cli import main; sys.stderr.write(kg.__file__ + '\\n'); main(['demo', '--no-open', '--out', 'out', '--quiet'])"
    done = python(program, path=unpacked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(unpacked) in done.stderr
    assert {"graph.ttl", "graph.gexf", "graph.html", "statements.jsonl", "store"} <= {p.name for p in (tmp_path / "out").iterdir()}


# ------------------------------------------------------------------------------------------------ make
def make(*arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("make")
    assert program is not None
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")} | {"PATH": str(path)}
    return subprocess.run([program, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def bare(folder: Path, *programs: str) -> Path:
    """A folder for PATH with nothing but a few programs."""
    folder.mkdir()
    for name in ("sh", "touch", "sed", *programs):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


def test_make_without_a_python_says_which_one_is_wanted(tmp_path: Path) -> None:
    done = make("demo", f"VENV={tmp_path / 'venv'}", path=bare(tmp_path / "bin"))
    assert done.returncode != 0
    assert "no Python from 3.11" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_make_passes_over_a_python_that_is_too_old_or_does_not_run(tmp_path: Path) -> None:
    path = bare(tmp_path / "bin")
    for name, code in (("python3.12", 127), ("python3", 1)):
        (path / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        (path / name).chmod(0o755)
    done = make("demo", f"VENV={tmp_path / 'venv'}", path=path)
    assert done.returncode != 0
    assert "no Python from 3.11" in done.stderr


def test_make_without_a_target_tells_what_there_is(tmp_path: Path) -> None:
    done = make(path=bare(tmp_path / "bin"))
    assert done.returncode == 0, done.stderr
    assert "make demo" in done.stdout
    assert "make test" in done.stdout
