"""The confidence is calibrated: its weights are those that the judged statements give, and it keeps its word on reports out of the fit."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from kg.statements.confidence import weights

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def fitting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fit_confidence", ROOT / "scripts" / "fit_confidence.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_weights_are_what_the_judged_statements_give(fitting: ModuleType) -> None:
    judged = fitting.read_judged()
    names = fitting.features(judged)
    fitted = fitting.fit(judged, names)
    assert set(names) | {"bias"} == set(weights())
    assert [weights()[name] for name in ("bias", *names)] == pytest.approx(list(fitted), abs=0.0051)


def test_whom_it_calls_sure_it_is_right_about_on_reports_out_of_the_fit(fitting: ModuleType) -> None:
    judged = fitting.read_judged()
    confidence = fitting.held_out(judged)
    right = np.array([j.verdict == "right" for j in judged])
    assert right[confidence >= 0.8].mean() >= 0.8
    assert abs(confidence.mean() - right.mean()) < 0.02


def test_a_fit_finds_what_the_data_say(fitting: ModuleType) -> None:
    good = [fitting.Judged(n, "right", ("a", "plain")) for n in range(60)]
    bad = [fitting.Judged(n, "wrong", ("b", "plain")) for n in range(60)]
    rare = [fitting.Judged(1, "right", ("rare",))]
    names = fitting.features([*good, *bad, *rare])
    assert names == ["a", "b"] or names == ["a", "b", "plain"]
    found = dict(zip(("bias", *names), fitting.fit([*good, *bad, *rare], names), strict=True))
    assert found["a"] > 1 > -1 > found["b"]


def test_judgements_are_collected_with_their_features(fitting: ModuleType, tmp_path: Path) -> None:
    line = {"id": "9f", "document": "a.txt", "features": ["mapped", "verbal"]}
    (tmp_path / "statements.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (tmp_path / "verdicts.tsv").write_text("9f\tright\n", encoding="utf-8")
    found = fitting.collect(tmp_path, tmp_path / "verdicts.tsv")
    assert [(j.verdict, j.features) for j in found] == [("right", ("mapped", "verbal"))]
    assert found[0].report > max(j.report for j in fitting.read_judged())
    fitting.write_judged(found, tmp_path / "judged.csv")
    assert fitting.read_judged(tmp_path / "judged.csv") == found


@pytest.mark.parametrize("text", ["9f\tfine\n", "00\tright\n", "9f right\n"])
def test_a_line_that_is_no_verdict_is_refused(fitting: ModuleType, tmp_path: Path, text: str) -> None:
    (tmp_path / "statements.jsonl").write_text(json.dumps({"id": "9f", "document": "a", "features": []}) + "\n", encoding="utf-8")
    (tmp_path / "verdicts.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match="line 1: expected the id of a statement"):
        fitting.collect(tmp_path, tmp_path / "verdicts.tsv")


def test_what_is_drawn_shows_no_confidence(fitting: ModuleType, tmp_path: Path) -> None:
    import kg

    kg.build([ROOT / "seeds" / "01-beijing-harbour-wire.txt"], out=tmp_path / "out", write=["records"])
    drawn = list(fitting.draw(tmp_path / "out", 5, 1))
    assert sum(line.startswith("- ") for line in drawn) == 5
    assert drawn == list(fitting.draw(tmp_path / "out", 5, 1))
    assert "confidence" not in "\n".join(drawn)
