"""Speed of kg: one command, one table.

    python benchmarks/speed.py [--text FILE.jsonl.gz] [--words 40000] [--rounds 5] [--model NAME] [--json] [--write docs/quality.md]

Words per second of what `kg extract` does (read, parse, annotate, extract, make lines) against `nlp.pipe` of the same model as
`spacy.load` gives it, over the same texts, both with the model loaded. The two take turns within one process and the ratio is the
median over the rounds, so that a busy machine slows both. A word is what white space separates. Memory is the greatest resident size of
`kg extract` as a process of its own.
Without `--text` the sample articles are repeated until there are enough words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from kg.config import DEFAULT_MODEL, Config
from kg.pipeline.samples import sample_articles
from tables import table, write_into

QUERY = "SELECT ?who WHERE { ent:Vladimir_Putin kg:met ?who }"


def articles(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Documents as JSON objects until there are enough words."""
    if options.text is not None:
        with gzip.open(options.text, "rt", encoding="utf-8") as stream:
            texts = [(row["text"], str(row.get("date") or "")[:10]) for row in map(json.loads, stream) if row["text"].strip()]
    else:
        texts = []
        for path in sorted(sample_articles().glob("*.txt")):
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            dated = [line.partition(":")[2].strip() for line in head.splitlines() if line.startswith("published:")]
            texts.append((body, dated[0]))
    words = 0
    for number in count():
        text, published = texts[number % len(texts)]
        yield {"url": f"https://example.org/bench/{number}", "text": text, "published": published}
        words += len(text.split())
        if words >= options.words:
            return


def process(*arguments: str | Path) -> tuple[float, float]:
    """Run kg as a process of its own; returns seconds and its greatest resident size in megabytes."""
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-m", "kg", *map(str, arguments)], stdout=out, stderr=subprocess.PIPE)
        assert child.stderr is not None
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
    if child.returncode:
        raise SystemExit(f"kg {' '.join(map(str, arguments))} failed:\n{said.decode()}")
    return seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def against_parser(source: Path, texts: list[str], options: argparse.Namespace) -> tuple[list[float], list[float], int]:
    """Seconds of `nlp.pipe` and of extraction, in turns, and how many statements were found."""
    import spacy

    from kg.documents import read
    from kg.model import Document
    from kg.pipeline.mapping import BATCH, Mapper, Task

    nlp = spacy.load(options.model)
    mapper = Mapper(Config(model=options.model, blas=options.blas), Task("lines"))

    def raw() -> int:
        return sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))

    def ours() -> int:
        documents = (document for document in read([str(source)]) if isinstance(document, Document))
        return sum(lines.count("\n") for lines in mapper.results(documents))

    parser, whole, found = [], [], 0
    raw()
    ours()
    for number in range(options.rounds):
        for which in ("raw", "ours") if number % 2 == 0 else ("ours", "raw"):
            started = time.perf_counter()
            if which == "raw":
                raw()
                parser.append(time.perf_counter() - started)
            else:
                found = ours()
                whole.append(time.perf_counter() - started)
    return parser, whole, found


def measure(options: argparse.Namespace) -> list[tuple[str, str]]:
    """All figures, in order."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(articles(options))
        words = sum(len(row["text"].split()) for row in rows)
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        out = Path(folder) / "out"
        parser, whole, found = against_parser(source, [row["text"] for row in rows], options)
        ratio = statistics.median(p / w for p, w in zip(parser, whole, strict=True))
        start_to_end, memory = process("extract", source, "--model", options.model)
        helps = [process("--help")[0] for _ in range(options.rounds)]
        build, _ = process("build", sample_articles(), "--out", out, "--model", options.model)
        queries = [process("query", QUERY, "--out", out)[0] for _ in range(options.rounds)]
    return [
        ("input", f"{len(rows)} documents, {words:,} words"),
        ("nlp.pipe", f"{words / statistics.median(parser):,.0f} words/s"),
        ("kg extract", f"{words / statistics.median(whole):,.0f} words/s"),
        ("ratio (median of the rounds)", f"{ratio:.3f}"),
        ("kg extract as a process, from start to end", f"{words / start_to_end:,.0f} words/s"),
        ("greatest memory of kg extract", f"{memory:,.0f} MB"),
        ("statements", f"{1000 * found / words:.1f} per thousand words"),
        ("kg --help", f"{statistics.median(helps):.3f} s"),
        ("kg build seeds", f"{build:.2f} s"),
        ("kg query on the seeds, first", f"{queries[0]:.3f} s (median {statistics.median(queries):.3f} s)"),
    ]


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, help='packed JSON lines with "text" and perhaps "date"')
    parser.add_argument("--words", type=int, default=40_000, help="how many words to read (default 40,000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default 5)")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="the spaCy pipeline")
    parser.add_argument("--blas", choices=("blis", "numpy"), default="blis", help="matrix library of kg extract (numpy: OPENBLAS_NUM_THREADS=1)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--write", type=Path, help="a page whose figures to renew")
    options = parser.parse_args()
    rows = measure(options)
    if options.json:
        print(json.dumps(dict(rows)))
        return
    print(table(rows))
    if options.write is not None:
        write_into(options.write, "speed", rows, f"python benchmarks/speed.py --words {options.words}")


if __name__ == "__main__":
    main()
