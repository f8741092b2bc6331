"""What several rooms' tests share: the command as a process, a small graph, and annotated data where it is present."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = {
    "summit.txt": (
        "---\ntitle: Leaders meet in Beijing\nurl: https://north.example/summit\npublisher: Northern Wire\npublished: 2022-02-04\n---\n"
        "Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on Friday.\n\n"
        "“Russia has prepared a new deal to supply China with 10 billion cubic metres of natural gas,” Putin said.\n"
    ),
    "talks.txt": (
        "---\ntitle: Ministers hold talks\nurl: https://quay.example/talks\npublisher: The Quay\npublished: 2022-02-05\n---\n"
        "China’s Foreign Minister Wang Yi held talks with his Russian counterpart, Sergey Lavrov, on Thursday.\n\n"
        "Xi Jinping met Putin on Friday. Beijing denied that it had supplied weapons to Russia.\n"
    ),
}
Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated data: KG_SHARED, else `../shared` beside the checkout."""
    folder = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"needs annotated data in {folder} (set KG_SHARED)")
    return folder


@pytest.fixture(scope="session")
def run_kg() -> Kg:
    """Run the command in a process of its own; keyword arguments go to `subprocess.run`, `seed` is the hash seed."""

    def run(*arguments: object, seed: int | None = None, **options: object) -> subprocess.CompletedProcess[str]:
        environment = dict(os.environ, PYTHONPATH=str(ROOT)) | ({} if seed is None else {"PYTHONHASHSEED": str(seed)})
        settings: dict[str, Any] = {"capture_output": True, "text": True, "encoding": "utf-8", "env": environment, "timeout": 120, **options}
        done: subprocess.CompletedProcess[str] = subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], check=False, **settings)
        return done

    return run


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two short articles on one meeting."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The out folder of a graph of these articles; tests that change it copy it first."""
    import kg

    out = tmp_path_factory.mktemp("built") / "out"
    kg.build([articles], out=out)
    return out


@pytest.fixture(scope="session")
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Read every file of a folder but those of the store, whose bytes are the database's affair, and what tells of builds before."""

    def read(folder: Path) -> dict[str, bytes]:
        skipped = {"store", "changes.jsonl"}
        files = (path for path in folder.rglob("*") if path.is_file() and skipped.isdisjoint(path.relative_to(folder).parts))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return read
