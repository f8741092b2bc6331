"""Checks a written graph: against its shapes (SHACL), against the ontology's list of properties, and its quotes against its texts.

Invariants: the check reads files and changes none; it goes to no network; violations come in a stable order. SHACL
(https://www.w3.org/TR/shacl/) is read by pySHACL, and what it cannot say (a quote is cut from its text) is checked here.
About 4 s for 100,000 triples, of which the parser takes 2.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ConfigurationError, UsageError
from kg.ontology.load import default_directory
from kg.ontology.prefixes import DEFAULT_BASE

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_VIOLATION = "http://www.w3.org/ns/shacl#Violation"
_MORE_FILES = ("kg.ttl", "plover.ttl", "alignments.ttl")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What breaks a rule.

    Attributes:
        focus: IRI of the node.
        path: IRI of the property, or "" where the node as a whole is wrong.
        message: what is wrong.
        value: the value that is wrong, or "".
        severity: `Violation`, `Warning` or `Info`; only the first makes a graph not conform.
    """

    focus: str
    path: str
    message: str
    value: str = ""
    severity: str = "Violation"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check.

    Attributes:
        violations: sorted.
        triples: number of triples that were checked.
        shapes: number of node shapes that have targets.
    """

    violations: tuple[Violation, ...]
    triples: int
    shapes: int

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken; warnings do not count."""
        return all(violation.severity != "Violation" for violation in self.violations)


def validate(graph: Path, *, shapes: Path | None = None, ontology: Sequence[Path] = (), base: str = DEFAULT_BASE) -> Report:
    """Check a graph.

    Args:
        graph: `graph.ttl`, or an out folder that holds it.
        shapes: the SHACL shapes; by default `shapes.ttl` of the ontology that comes with the package.
        ontology: a user's own Turtle files, beside the package's ontology; files that are not Turtle are skipped, for they define no term.
        base: base IRI of the graph; minted relations lie under it.

    Returns:
        What was checked and what is wrong.

    Raises:
        UsageError: there is no such graph, or it is no Turtle.
        ConfigurationError: a file of shapes or of the ontology is missing or malformed.
    """
    path = graph / "graph.ttl" if graph.is_dir() else graph
    if not path.is_file():
        raise UsageError(f"{path}: no graph", remedy="build it first: kg build SOURCE --out ...")
    folder = default_directory()
    data = _read(path, UsageError)
    rules = _read(shapes or folder / "shapes.ttl", ConfigurationError)
    known = [folder / name for name in _MORE_FILES if (folder / name).is_file()] + [file for file in ontology if file.suffix == ".ttl"]
    terms = _read_all(known)
    triples = len(data)
    found = [*_undefined_properties(data, terms, base), *_wrong_quotes(data)]
    data += terms
    found += _broken_shapes(data, rules)
    return Report(tuple(sorted(set(found))), triples, _count_shapes(rules))


def _read(path: Path, error: type[UsageError] | type[ConfigurationError]) -> Graph:
    from rdflib import Graph

    try:
        return Graph().parse(path, format="turtle")
    except FileNotFoundError as missing:
        raise error(f"{path}: no such file") from missing
    except Exception as broken:  # rdflib's parser raises errors of many kinds, and none of them is a bug of ours
        raise error(f"{path}: cannot be read as Turtle: {' '.join(str(broken).split())[:300]}") from broken


def _read_all(paths: Iterable[Path]) -> Graph:
    from rdflib import Graph

    union = Graph()
    for path in paths:
        union += _read(path, ConfigurationError)
    return union


def _undefined_properties(data: Graph, terms: Graph, base: str) -> list[Violation]:
    from rdflib import RDF

    minted = {str(subject) for subject in data.subjects(RDF.type, RDF.Property) if str(subject).startswith(f"{base}relation/")}
    defined = {str(subject) for subject in terms.subjects(unique=True)} | minted
    used = sorted({str(predicate) for predicate in data.predicates(unique=True)} - defined)
    message = "the property is defined neither in the ontology nor, under rel:, in the graph"
    return [Violation(predicate, "", message) for predicate in used]


def _wrong_quotes(data: Graph) -> list[Violation]:
    from rdflib import Namespace

    nif = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    texts = {context: str(text) for context, text in data.subject_objects(nif.isString)}
    found = []
    for place, words in data.subject_objects(nif.anchorOf):
        text = texts.get(data.value(place, nif.referenceContext))  # type: ignore[arg-type]  # a place without context has no text either
        start, end = data.value(place, nif.beginIndex), data.value(place, nif.endIndex)
        if text is None or text[_index(start) : _index(end)] != str(words):
            found.append(Violation(str(place), str(nif.anchorOf), "the words do not stand at this place of the text", str(words)))
    return found


def _index(node: Node | None) -> int:
    from rdflib import Literal

    value = node.toPython() if isinstance(node, Literal) else None
    return value if isinstance(value, int) else -1


def _broken_shapes(data: Graph, rules: Graph) -> list[Violation]:
    import pyshacl
    from rdflib import RDF, SH, Graph

    try:
        _, results, text = pyshacl.validate(data, shacl_graph=rules, inference="none", inplace=True, allow_infos=True, allow_warnings=True)
    except (pyshacl.errors.ShapeLoadError, pyshacl.errors.ConstraintLoadError, pyshacl.errors.ReportableRuntimeError) as error:
        raise ConfigurationError(f"the shapes are wrong: {error}") from error
    if not isinstance(results, Graph):
        raise ConfigurationError(f"the shapes cannot be checked: {text}")
    found = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        values = [results.value(result, key) for key in (SH.focusNode, SH.resultPath, SH.resultMessage, SH.value, SH.resultSeverity)]
        focus, path, message, value, severity = ("" if item is None else str(item) for item in values)
        found.append(Violation(focus, path, message, value, (severity or _VIOLATION).rpartition("#")[2]))
    return found


def _count_shapes(rules: Graph) -> int:
    from rdflib import SH

    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    return len({shape for target in targets for shape in rules.subjects(target)})
