"""Turtle files as a small in-memory graph: what the readers of schema, lexicon and gazetteer share.

Invariants: files are read with pyoxigraph; subjects, predicates and objects keep the order of the files; blank nodes are refused;
a message about a file names the file and the line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import ConfigurationError
from kg.ontology.prefixes import DEFAULT_BASE, contract

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Predicate IRI → objects (pyoxigraph terms) in file order.
Properties = dict[str, list[Any]]


@dataclass(slots=True)
class Turtle:
    """One Turtle file: its text for messages, its subjects with their properties, the prefixes that it declares."""

    path: Path
    text: str
    subjects: dict[str, Properties] = field(default_factory=dict)
    namespaces: dict[str, str] = field(default_factory=dict)

    def place(self, *tokens: str) -> str:
        """Name the file and, where the first of the tokens that occurs stands, the line: `lexicon.ttl:12`.

        Args:
            *tokens: strings to look for, best first (an IRI's local name, a literal).
        """
        lines = self.text.splitlines()
        for token in filter(None, tokens):
            whole = re.compile(rf"{re.escape(token)}(?!\w)")
            for number, line in enumerate(lines, start=1):
                if whole.search(line.split(" #", 1)[0]):
                    return f"{self.path}:{number}"
        return str(self.path)

    def wrong(self, message: str, *tokens: str, remedy: str) -> ConfigurationError:
        """Make the error that says what is wrong in this file, with the line where the first of the tokens that occurs stands."""
        return ConfigurationError(f"{self.place(*tokens)}: {message}", remedy=remedy)

    def of_type(self, *types: str) -> Iterator[tuple[str, Properties]]:
        """Go over the subjects that have one of the types (IRIs), in file order."""
        wanted = set(types)
        for subject, properties in self.subjects.items():
            if any(term.value in wanted for term in properties.get(_RDF_TYPE, ())):
                yield subject, properties


def read_turtle(path: Path) -> Turtle:
    """Read a Turtle file.

    Args:
        path: a file in UTF-8.

    Returns:
        The file's triples by subject and predicate.

    Raises:
        ConfigurationError: the file is missing, is not UTF-8, is malformed (with the line) or has blank nodes.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror})", remedy="name an existing Turtle file") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}", remedy="save the file as UTF-8") from error
    return parse_turtle(path, text)


def parse_turtle(path: Path, text: str) -> Turtle:
    """Read the text of a Turtle file.

    Args:
        path: of the file, for messages.
        text: its content.

    Returns:
        The text's triples by subject and predicate.

    Raises:
        ConfigurationError: the text is malformed (with the line) or has blank nodes.

    Example:
        >>> [term.value for term in parse_turtle(Path("a.ttl"), '<http://e/a> <http://e/b> "c" .').subjects["http://e/a"]["http://e/b"]]
        ['c']
    """
    from pyoxigraph import BlankNode, RdfFormat, parse

    turtle = Turtle(path, text)
    subjects = turtle.subjects
    try:
        reader = parse(input=text.encode(), format=RdfFormat.TURTLE, base_iri=DEFAULT_BASE)
        for quad in reader:
            subject, target = quad.subject, quad.object
            if type(subject) is BlankNode or type(target) is BlankNode:
                predicate = contract(quad.predicate.value)
                raise ConfigurationError(
                    f"{turtle.place(predicate, predicate.partition(':')[2], '[')}: a blank node at {predicate}",
                    remedy="give the node an IRI of its own",
                )
            properties = subjects.get(subject.value)
            if properties is None:
                properties = subjects[subject.value] = {}
            predicate = quad.predicate.value
            if predicate in properties:
                properties[predicate].append(target)
            else:
                properties[predicate] = [target]
        turtle.namespaces.update(reader.prefixes)
    except SyntaxError as error:
        raise ConfigurationError(f"{path}:{error.lineno}: malformed Turtle: {error.msg}", remedy="mend the line or the one before it") from error
    return turtle


def digest_files(paths: Sequence[Path]) -> str:
    """Hash the contents of files in order (SHA-256, 64 hexadecimal characters); names and folders do not count.

    Raises:
        ConfigurationError: a file cannot be read.
    """
    total = hashlib.sha256()
    for path in paths:
        try:
            total.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise ConfigurationError(f"{path}: cannot be read ({error.strerror})", remedy="name an existing file") from error
    return total.hexdigest()


def near(word: str, choices: Sequence[str] | dict[str, Any], count: int = 4) -> str:
    """Write the choices most like a word, for a message's remedy.

    Example:
        >>> near("subjct", ["object", "subject", "with"])
        'near: subject, object'
    """
    found = get_close_matches(word, list(choices), n=count, cutoff=0.55)
    if found:
        return f"near: {', '.join(found)}"
    few = sorted(choices)
    return f"choices: {', '.join(few)}" if len(few) <= 30 else f"none of the {len(few)} choices is near"
