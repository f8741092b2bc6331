"""The closed namespace: finds names of kg's vocabulary in source text that the ontology does not define.

Invariants: `kg:` and `plover:` are closed; a name in a string literal of Python (`"kg:met"`), a template (`f"kg:{...}"`) aside, must be
defined by the ontology's files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ontology.terms import Ontology

_NAME = re.compile(r"(?<![\w<])(?:kg|plover):[A-Za-z]\w*")


def undefined_terms(text: str, ontology: Ontology) -> Iterator[tuple[int, str]]:
    """Find the `kg:` and `plover:` names of a text that the ontology does not define.

    Args:
        text: Python source, SPARQL, Turtle or prose.
        ontology: what is defined.

    Yields:
        1-based line and prefixed name, in the order of the text.

    Example:
        >>> from kg.ontology import load
        >>> prefix = "kg"
        >>> [line for line, name in undefined_terms(f'edge = "{prefix}:met"\\nother = "{prefix}:mett"', load())]
        [2]
    """
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _NAME.finditer(line):
            if match[0] not in ontology.terms:
                yield number, match[0]
