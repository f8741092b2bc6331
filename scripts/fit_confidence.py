"""Fits the confidence of statements to judged statements; draws statements to judge.

    python scripts/fit_confidence.py draw OUT [--number 200] [--seed 1] > packet.md    statements of a built graph, without their confidence
    python scripts/fit_confidence.py collect OUT verdicts.tsv                           adds judged statements to benchmarks/judged.csv
    python scripts/fit_confidence.py fit [--write]                                      fits the weights and prints the reliability curve

A verdict is a line: the statement's id, a tab, and `right` or what is wrong (`context`: subject, relation and object are right, but not
polarity, modality, speaker, time, place or quantity; `useless`: true, but empty without words that were left out; `wrong`). Only `right`
counts as right. The judge reads the statement against its sentence and article and does not see the confidence.

`benchmarks/judged.csv` keeps of each judged statement its report's number, its verdict and its features, and no text: the fit needs
neither the articles nor the model. The fit is a logistic regression with a ridge penalty (Newton's method). Reliability is measured on
reports that were kept out of the fit: each tenth of the reports is judged by weights fitted to the other nine.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "benchmarks" / "judged.csv"
WEIGHTS = ROOT / "kg" / "statements" / "weights.toml"
PAGE = ROOT / "docs" / "quality.md"
VERDICTS = ("right", "context", "useless", "wrong")
PENALTY = 4.0  # ridge; a weight of 1 costs as much as three judgements seen at even odds
RAREST = 8  # judged statements that a feature needs
FOLDS = 10
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
MARKS = ("<!-- reliability -->", "<!-- end of reliability -->")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One judged statement: its report's number, its verdict, its features."""

    report: int
    verdict: str
    features: tuple[str, ...]


# ------------------------------------------------------------------------------------------------ judging
def read_judged(path: Path = JUDGED) -> list[Judged]:
    """The judged statements of the repository."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Judged(int(row["report"]), row["verdict"], tuple(row["features"].split("; "))) for row in csv.DictReader(stream)]


def write_judged(judged: Iterable[Judged], path: Path = JUDGED) -> None:
    """Write judged statements, by report."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("report", "verdict", "features"))
        writer.writerows((j.report, j.verdict, "; ".join(j.features)) for j in sorted(judged, key=lambda j: (j.report, j.features, j.verdict)))


def _lines(out: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines() if line]


def _context(line: dict[str, Any]) -> str:
    parts = [line["polarity"], line["modality"]]
    if line["attribution"]:
        parts.append("said by " + " via ".join(said["label"] for said in line["attribution"]))
    for name, value in line["qualifiers"].items():
        if name != "time_words":
            parts.append(f"{name}: {value.get('label') or value.get('text') if isinstance(value, dict) else value}")
    return "; ".join(parts)


def draw(out: Path, number: int, seed: int) -> Iterator[str]:
    """Statements of a built graph, drawn at random, with their articles, in words for a judge.

    Args:
        out: folder of a build.
        number: how many statements.
        seed: of the drawing.

    Yields:
        Lines of a text.
    """
    statements = _lines(out, "statements.jsonl")
    drawn = random.Random(seed).sample(statements, min(number, len(statements)))
    for document in _lines(out, "documents.jsonl"):
        mine = [line for line in drawn if line["document"] == document["id"]]
        if mine:
            yield f"\n# {document['id']} ({document['published'] or 'undated'})\n\n{document['text']}\n"
        for line in mine:
            shown = line["object"]["label"] if line["object"] else "—"
            yield f"- {line['id']}: {line['subject']['label']} | {line['predicate']['label']} | {shown} [{_context(line)}]"
            yield f"  “{' '.join(line['sentence']['text'].split())}”"


def collect(out: Path, verdicts: Path) -> list[Judged]:
    """Join a judge's verdicts with the statements of a built graph.

    Args:
        out: folder of the build that the statements were drawn from.
        verdicts: lines of statement id, tab, verdict.

    Returns:
        The judged statements; their reports are numbered behind those already judged.

    Raises:
        SystemExit: a line is no verdict, or names no statement of the graph.
    """
    lines = {line["id"]: line for line in _lines(out, "statements.jsonl")}
    begin = 1 + max((j.report for j in read_judged()), default=0) if JUDGED.exists() else 1
    reports: dict[str, int] = {}
    found = []
    for number, text in enumerate(verdicts.read_text(encoding="utf-8").splitlines(), 1):
        id, _, verdict = text.partition("\t")
        if id not in lines or verdict not in VERDICTS:
            raise SystemExit(f"{verdicts}, line {number}: expected the id of a statement of {out}, a tab, and one of {', '.join(VERDICTS)}")
        line = lines[id]
        found.append(Judged(reports.setdefault(line["document"], begin + len(reports)), verdict, tuple(line["features"])))
    return found


# ------------------------------------------------------------------------------------------------ fitting
def _matrix(judged: Sequence[Judged], names: Sequence[str]) -> Array:
    return np.array([[1.0, *(float(name in j.features) for name in names)] for j in judged])


def fit(judged: Sequence[Judged], names: Sequence[str]) -> Array:
    """The weights, bias first, that best explain which judged statements are right.

    Args:
        judged: the statements.
        names: the features that get a weight.

    Returns:
        An array of 1 + len(names) numbers.
    """
    x = _matrix(judged, names)
    y = np.array([float(j.verdict == "right") for j in judged])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        step = np.linalg.solve((x.T * (p * (1.0 - p))) @ x + np.diag(penalty), x.T @ (y - p) - penalty * weights)
        weights = weights + step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def features(judged: Sequence[Judged]) -> list[str]:
    """The features that are neither too rare nor nearly always there, sorted."""
    counts = Counter(name for j in judged for name in j.features)
    return sorted(name for name, count in counts.items() if RAREST <= count <= len(judged) - RAREST)


def held_out(judged: Sequence[Judged]) -> Array:
    """The confidence of each judged statement by weights that were fitted without its report."""
    found = np.zeros(len(judged))
    order = sorted({j.report for j in judged})
    random.Random(0).shuffle(order)
    fold = {report: place % FOLDS for place, report in enumerate(order)}
    for number in range(FOLDS):
        kept = [j for j in judged if fold[j.report] != number]
        out = [i for i, j in enumerate(judged) if fold[j.report] == number]
        if out and kept:
            names = features(kept)
            found[out] = 1.0 / (1.0 + np.exp(-_matrix([judged[i] for i in out], names) @ fit(kept, names)))
    return found


def reliability(judged: Sequence[Judged], confidence: Array) -> Iterator[str]:
    """The reliability curve as rows of a table: how sure, how many, how often right."""
    right = np.array([j.verdict == "right" for j in judged])
    yield f"| confidence | of {len(judged)} judged | mean confidence | right |"
    yield "|---|---|---|---|"
    for low, high in pairwise(BINS):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            yield f"| {low:.1f} to {min(high, 1):.1f} | {inside.mean():.0%} | {confidence[inside].mean():.2f} | {right[inside].mean():.0%} |"
    for least in (0.8, 0.5, 0.0):
        inside = confidence >= least
        if inside.any():
            yield f"| **≥ {least:.1f}** | **{inside.mean():.0%}** | {confidence[inside].mean():.2f} | **{right[inside].mean():.0%}** |"


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("out", type=Path)
    drawing.add_argument("--number", type=int, default=200)
    drawing.add_argument("--seed", type=int, default=1)
    collecting = commands.add_parser("collect")
    collecting.add_argument("out", type=Path)
    collecting.add_argument("verdicts", type=Path)
    fitting = commands.add_parser("fit")
    fitting.add_argument("--write", action="store_true", help="write the weights, and the curve into docs/quality.md")
    options = parser.parse_args()
    if options.command == "draw":
        sys.stdout.writelines(f"{line}\n" for line in draw(options.out, options.number, options.seed))
    elif options.command == "collect":
        write_judged([*(read_judged() if JUDGED.exists() else []), *collect(options.out, options.verdicts)])
    else:
        _fit(write=options.write)


def _fit(*, write: bool) -> None:
    judged = read_judged()
    names = features(judged)
    weights = fit(judged, names)
    table = "\n".join(reliability(judged, held_out(judged)))
    sys.stdout.write(f"{table}\n")
    if not write:
        return
    rows = "".join(f"{json.dumps(name, ensure_ascii=False)} = {weight:.2f}\n" for name, weight in zip(names, weights[1:], strict=True))
    head = "# Weights of the features of a statement, in log-odds; written by scripts/fit_confidence.py.\n[weights]\n"
    WEIGHTS.write_text(f"{head}bias = {weights[0]:.2f}\n{rows}", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    PAGE.write_text(f"{before}{MARKS[0]}\n\n{table}\n\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
