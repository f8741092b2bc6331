"""Quality of kg on annotated data: one command, one table.

    python benchmarks/quality.py --data DIR --scorers DIR [--only facts,carb,benchie,coref,dates,meantime,plover] [--model NAME]
                                 [--stage graph|statements] [--list] [--docs A,B] [--keep DIR] [--json] [--write docs/quality.md]

`--data` holds the annotated data and `--scorers` the scorers, each a script that reads gold and system lines; kg needs neither. The
facts are what `kg build` makes of each article alone, with its date of publication; `--stage statements` stops after extraction (the
labels are then those within the document). `--list` prints what the scorer of facts found missing and unmatched. `--keep` leaves the
system's lines there. `--write` puts the table into a page between its marks. A part whose data are absent is named as such.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.annotations import annotate, load_pipeline, reading
from kg.annotations.records import Annotations
from kg.config import DEFAULT_MODEL
from kg.documents.assemble import make_document
from kg.model import Document, Extraction, Time
from kg.ontology import load as load_ontology
from kg.statements import extract
from ontonotes import ontonotes
from plover import coded, tally
from tables import table, write_into
from triples import Triples

Rows = list[tuple[str, str]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """JSON objects of a file of lines, packed or not."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Write JSON objects, one a line."""
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


class Bench:
    """What all parts share: where data and scorers lie, the model and the ontology.

    Args:
        options: the parsed command line.
        work: folder for the system's lines.
    """

    def __init__(self, options: argparse.Namespace, work: Path) -> None:
        self.data: Path = options.data
        self.scorers: Path = options.scorers
        self.options = options
        self.work = work
        self.ontology = load_ontology(*options.ontology)
        self._nlp: Any = None

    @property
    def nlp(self) -> Any:
        """The pipeline, loaded on first use."""
        if self._nlp is None:
            self._nlp = load_pipeline(self.options.model)
        return self._nlp

    def annotations(self, documents: Iterable[Document]) -> Iterator[Annotations]:
        """Annotate documents, in order."""
        documents = list(documents)
        for doc, document in zip(self.nlp.pipe(map(reading, documents)), documents, strict=True):
            yield annotate(doc, document, self.ontology)

    def score(self, script: str, *arguments: str | Path) -> str:
        """Run a scorer and return what it prints."""
        command = [sys.executable, str(self.scorers / script), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
        return done.stdout


def extractions(bench: Bench, documents: list[Document]) -> list[Extraction]:
    """The map over documents, in this process."""
    result = []
    for annotated in bench.annotations(documents):
        mentions = tuple(located.mention for located in annotated.mentions)
        result.append(Extraction(annotated.document.id, "", mentions, extract(annotated, bench.ontology)))
    return result


# ------------------------------------------------------------------------------------------------ facts
def facts(bench: Bench) -> Rows:
    """Facts that a careful reader finds in an article, each article on its own."""
    gold = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((bench.data / "facts").glob("*.json"))]
    if bench.options.docs:
        gold = [g for g in gold if g["doc"] in bench.options.docs]
    documents = [make_document(g["text"], source=g["doc"], id=g["doc"], published=g["published"]) for g in gold]
    lines: list[dict[str, Any]] = []
    for document, extraction in zip(documents, extractions(bench, documents), strict=True):
        labels: dict[str, str] = {}
        if bench.options.stage == "graph":
            from kg.pipeline import resolve

            resolution = resolve([document], [extraction], bench.ontology)
            names = {e.id: e.label for e in resolution.entities}
            labels = {chain: names[entity] for chain, entity in resolution.entity_of.items() if entity in names}
        lines.extend(line.row() for line in Triples(document, extraction.statements, labels).lines())
    system = write_lines(bench.work / "facts.jsonl", lines)
    flags = (["--list"] if bench.options.list else []) + (["--docs", ",".join(bench.options.docs)] if bench.options.docs else [])
    printed = bench.score("facts.py", bench.data / "facts", system, *flags)
    print(printed, file=sys.stderr)

    def share(name: str) -> str:
        found = re.search(rf"^\s*{re.escape(name)}\s+(?:exact\s+)?([\d.]+%\s*\(\d+/\d+\)|-\s*\(0/0\))", printed, re.MULTILINE)
        if found is None:
            raise SystemExit(f"facts.py printed no figure for {name!r}")
        return re.sub(r"\s+", " ", found[1])

    def within(name: str, part: str) -> str:
        """A share of the facts of one kind, which the scorer prints behind the share of all."""
        found = re.search(rf"^\s*{re.escape(name)}\s.*{re.escape(part)}\s+([\d.]+%\s*\(\d+/\d+\))", printed, re.MULTILINE)
        return re.sub(r"\s+", " ", found[1]) if found is not None else "- (0/0)"

    return [
        ("facts: recall, core", share("core")),
        ("facts: recall, all", share("all")),
        ("facts: recall, noun-mediated", share("noun-mediated")),
        ("facts: matched precision (a lower bound)", share("matched precision >=")),
        ("facts: polarity", share("polarity")),
        ("facts: polarity, of the negated", within("polarity", "of the negated facts")),
        ("facts: modality", share("modality")),
        ("facts: modality, actual or not", within("modality", "actual/not")),
        ("facts: attribution", share("attribution")),
        ("facts: attribution, of the attributed", within("attribution", "of the attributed")),
        ("facts: time, exact", share("time (gold has one)")),
        ("facts: place", share("place (gold has one)")),
    ]


# ------------------------------------------------------------------------------------------------ open triples
def openie(bench: Bench, sentences: list[str], name: str, arity: str) -> Path:
    """`kg extract --openie --lines` over sentences; returns the file of its lines."""
    source = bench.work / f"{name}.txt"
    source.write_text("\n".join(sentences) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "extract", str(source), "--lines", "--openie", "--arity", arity, "--model", bench.options.model]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    target = bench.work / f"{name}.jsonl"
    target.write_text(done.stdout, encoding="utf-8")
    return target


def _figures(row: dict[str, float], *names: str) -> str:
    return "  ".join(f"{n} {row[n]:.3f}" for n in names)


def carb(bench: Bench) -> Rows:
    """CaRB, development split, n-ary triples."""
    gold = (bench.data / "openie" / "carb_dev.tsv").read_text(encoding="utf-8").splitlines()
    system = openie(bench, list(dict.fromkeys(line.split("\t")[0].strip() for line in gold)), "carb", "n")
    row = json.loads(bench.score("openie.py", "carb", "--split", "dev", "--json", system))
    return [("open triples: CaRB dev", _figures(row, "P", "R", "F1", "AUCstep"))]


def benchie(bench: Bench) -> Rows:
    """BenchIE, the sentences of CaRB's development split, binary triples."""
    gold = (bench.data / "openie" / "benchie_en.txt").read_text(encoding="utf-8").splitlines()
    system = openie(bench, [line.split("\t", 1)[1].strip() for line in gold if line.startswith("sent_id:")], "benchie", "2")
    row = json.loads(bench.score("openie.py", "benchie", "--part", "dev", "--json", system))
    return [("open triples: BenchIE, dev part", _figures(row, "P", "R", "F1"))]


# ------------------------------------------------------------------------------------------------ coreference and dates
def coref(bench: Bench) -> Rows:
    """Coreference within documents, OntoNotes scheme (whole phrases), exact spans."""
    rows = list(read_lines(bench.data / "gum_newslike_dev.jsonl.gz"))
    documents = [make_document(r["text"], source=r["doc_id"], id=r["doc_id"], published=_day(r["meta"].get("dateCreated"))) for r in rows]
    system = []
    for annotated in bench.annotations(documents):
        system.append({"doc_id": annotated.document.id, "mentions": ontonotes(annotated)})
    plain = write_lines(bench.work / "coref_gold.jsonl", rows)
    written = write_lines(bench.work / "coref.jsonl", system)
    result = []
    for key, flags, label in (("onto_mentions", ["--drop-singletons"], "OntoNotes scheme"), ("mentions", [], "with singletons")):
        row = json.loads(bench.score("coref.py", "--gold", plain, "--pred", written, "--key", key, "--json", *flags))
        figures = f"CoNLL {100 * row['conll']:.1f}  mentions F {100 * row['mention']['f']:.1f}  LEA F {100 * row['lea']['f']:.1f}"
        result.append((f"coreference: GUM, {label}", figures))
    return result


def _day(value: object) -> str | None:
    """A whole date, or None."""
    return str(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value or "")) else None


SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def timex_value(time: Time) -> str:
    """A time as TimeML's TIMEX3 writes it."""
    from datetime import date

    year, month = time.begin[:4], time.begin[5:7]
    match time.granularity:
        case "week" if time.begin:
            week = date.fromisoformat(time.begin).isocalendar()
            return f"{week.year}-W{week.week:02d}"
        case "quarter" if month:
            return f"{year}-Q{(int(month) + 2) // 3}"
        case "season" if month:
            return f"{year}-{SEASONS.get(int(month), month)}"
        case "decade" if year:
            return year[:3]
        case "century" if year:
            return year[:2]
        case "year" if year:
            return year
        case _:
            return time.value


def dates(bench: Bench) -> Rows:
    """Dates: spans and normalised values, with each text's own date as the date of publication."""
    gold = list(read_lines(bench.data / "gum_dates_dev.jsonl.gz"))
    documents = []
    for row in gold:
        documents.append(make_document(row["text"], source=row["doc_id"], id=row["doc_id"], published=_day(row["meta"].get("dct"))))
    system = []
    for annotated in bench.annotations(documents):
        timexes = []
        for found in annotated.times:
            if found.point is not None:
                timexes.append({"start": found.point.start, "end": found.point.end_offset, "type": "DATE", "value": timex_value(found.point)})
        system.append({"doc_id": annotated.document.id, "timexes": timexes})
    plain, written = write_lines(bench.work / "dates_gold.jsonl", gold), write_lines(bench.work / "dates.jsonl", system)
    printed = bench.score("timex.py", "--gold", plain, "--pred", written)
    figures = dict(re.findall(r"^(strict|relaxed|value)\s+(R [\d.]+ P [\d.]+ F [\d.]+)", printed, re.MULTILINE))
    return [("dates: spans, relaxed", figures["relaxed"]), ("dates: values", figures["value"])]


# ------------------------------------------------------------------------------------------------ a graph over documents
def meantime(bench: Bench) -> Rows:
    """MEANTIME's graph over sixty articles: entities, events, participants and times across documents (gold is partial: recall)."""
    from kg.pipeline import resolve

    documents = []
    for row in read_lines(bench.data / "meantime_dev_docs.jsonl.gz"):
        documents.append(make_document(row["text"], source=row["doc_id"], id=row["doc_id"], published=row["meta"].get("dct")))
    resolution = resolve(documents, extractions(bench, documents), bench.ontology)
    lines: list[dict[str, Any]] = []
    for entity in resolution.entities:
        mentions = [[m.span.document, m.span.start, m.span.end] for m in entity.mentions]
        lines.append({"node": "entity", "id": entity.id, "mentions": mentions, "type": entity.type, "wiki": None})
    for event in resolution.events:
        time = event.time.value.replace("/", " ").split()[0] if event.time is not None else None
        args = [[p.role, p.entity] for p in event.participants]
        mentions = [[s.document, s.start, s.end] for s in event.mentions]
        lines.append({"node": "event", "id": event.id, "mentions": mentions, "time": time, "args": args})
    gold = write_lines(bench.work / "meantime_gold.jsonl", read_lines(bench.data / "meantime_dev_graph.jsonl.gz"))
    printed = bench.score("graph_meantime.py", "--gold", gold, "--pred", write_lines(bench.work / "meantime.jsonl", lines))
    # Links are to another base than ours, and roles have other names.
    found = [part.split(" with the same role")[0].strip() for line in printed.splitlines() for part in line.split(" | ")]
    figures = [re.fullmatch(r"(.+?):? ((?:R )?[\d.]+(?:%| ).*)", part) for part in found if part and "DBpedia" not in part]
    return [(f"graph: MEANTIME, {match[1]}", match[2]) for match in figures if match is not None]


def plover(bench: Bench) -> Rows:
    """Events coded after PLOVER: sentences with one event each, every one an article of its own."""
    from kg.pipeline import resolve

    gold = list(read_lines(bench.data / "plover_gsr_dev.jsonl"))
    documents = [make_document(row["text"], source=row["id"], id=row["id"], published=None) for row in gold]
    read = zip(documents, extractions(bench, documents), strict=True)
    return tally(gold, [coded(resolve([document], [extraction], bench.ontology), bench.ontology) for document, extraction in read])


PARTS: dict[str, tuple[Callable[[Bench], Rows], str]] = {
    "facts": (facts, "facts"),
    "carb": (carb, "openie/carb_dev.tsv"),
    "benchie": (benchie, "openie/benchie_en.txt"),
    "coref": (coref, "gum_newslike_dev.jsonl.gz"),
    "dates": (dates, "gum_dates_dev.jsonl.gz"),
    "meantime": (meantime, "meantime_dev_graph.jsonl.gz"),
    "plover": (plover, "plover_gsr_dev.jsonl"),
}


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated data")
    parser.add_argument("--scorers", type=Path, required=True, help="folder of scorers")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="the spaCy pipeline")
    parser.add_argument("--ontology", type=Path, nargs="*", default=[], help="further ontology files")
    parser.add_argument("--stage", choices=("graph", "statements"), default="graph", help="labels of the graph, or those within the document")
    parser.add_argument("--list", action="store_true", help="facts: print what is missing and what is unmatched")
    parser.add_argument("--docs", type=lambda s: s.split(","), default=[], help="facts: only these documents")
    parser.add_argument("--keep", type=Path, help="leave the system's lines in this folder")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--write", type=Path, help="a page whose figures to renew")
    options = parser.parse_args()
    unknown = [name for name in options.only.split(",") if name not in PARTS]
    if unknown:
        parser.error(f"unknown part {unknown[0]!r}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as folder:
        work = options.keep or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(options, work)
        rows: Rows = []
        for name in options.only.split(","):
            measure, needs = PARTS[name]
            rows.extend(measure(bench) if (options.data / needs).exists() else [(name, f"no data ({needs})")])
    print(json.dumps(rows, ensure_ascii=False) if options.json else table(rows))
    if options.write is not None:
        parts = "" if options.only == ",".join(PARTS) else f" --only {options.only}"
        command = f"python benchmarks/quality.py --data DIR --scorers DIR --model {options.model}{parts}"
        write_into(options.write, "quality", rows, command)


if __name__ == "__main__":
    main()
