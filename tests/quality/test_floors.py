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
FLOORS = {  # the first number behind the pattern in a measure's figures
    ("facts: recall, core", ""): 82.0,
    ("facts: recall, all", ""): 66.0,
    ("facts: recall, noun-mediated", ""): 47.0,
    ("facts: matched precision (a lower bound)", ""): 62.0,
    ("facts: polarity, of the negated", ""): 85.0,
    ("facts: modality, actual or not", ""): 92.0,
    ("facts: attribution, of the attributed", ""): 82.0,
    ("facts: time, exact", ""): 66.0,
    ("facts: place", ""): 66.0,
    ("open triples: CaRB dev", "F1 0."): 565.0,
    ("open triples: BenchIE, dev part", "F1 0."): 515.0,
    ("coreference: GUM, OntoNotes scheme", "CoNLL "): 54.0,
    ("coreference: GUM, with singletons", "CoNLL "): 54.0,
    ("dates: values", "F "): 81.0,
    ("graph: MEANTIME, event instances found", ""): 60.0,
    ("graph: MEANTIME, entity instances found", ""): 75.0,
    ("graph: MEANTIME, participants found", ""): 44.0,
    ("graph: MEANTIME, event with a right participant and right time", ""): 35.0,
    ("graph: MEANTIME, cross-document entity pairs", " F "): 63.0,
    ("events: PLOVER, first event", "category 0."): 800.0,
    ("events: PLOVER, first event", "country pair 0."): 620.0,
    ("events: PLOVER, first event", "both 0."): 600.0,
}

pytestmark = pytest.mark.skipif(
    not (SHARED / "data" / "facts").is_dir() or not (SHARED / "scorers" / "facts.py").is_file(),
    reason="needs annotated facts and their scorer in $KG_SHARED or ../shared",
)


@cache
def figures() -> dict[str, str]:
    """The figures that the benchmark prints."""
    places = ["--data", str(SHARED / "data"), "--scorers", str(SHARED / "scorers")]
    command = [sys.executable, "benchmarks/quality.py", *places, "--only", "facts,carb,benchie,coref,dates,meantime,plover", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(("measure", "before"), FLOORS)
def test_quality_stays_above_its_floor(measure: str, before: str) -> None:
    found = re.search(re.escape(before) + r"([\d.]+)", figures()[measure])
    assert found is not None, figures()[measure]
    assert float(found[1]) >= FLOORS[measure, before], figures()[measure]
