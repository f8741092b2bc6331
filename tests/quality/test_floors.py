"""Floors of quality on annotated data that is not part of the project: a change that falls below one must say why.

The data and their scorers are looked for in the folder that KG_SHARED names, else in `../shared` beside the checkout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
FLOORS = {
    "facts: recall, core": 60.0,
    "facts: recall, all": 45.0,
}

pytestmark = pytest.mark.skipif(
    not (SHARED / "data" / "facts").is_dir() or not (SHARED / "scorers" / "facts.py").is_file(),
    reason="needs annotated facts and their scorer in $KG_SHARED or ../shared",
)


@cache
def figures() -> dict[str, str]:
    """The figures that the benchmark prints."""
    places = ["--data", str(SHARED / "data"), "--scorers", str(SHARED / "scorers")]
    command = [sys.executable, "benchmarks/quality.py", *places, "--only", "facts", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("measure", FLOORS)
def test_quality_stays_above_its_floor(measure: str) -> None:
    share = re.match(r"([\d.]+)%", figures()[measure])
    assert share is not None
    assert float(share[1]) >= FLOORS[measure], figures()[measure]
