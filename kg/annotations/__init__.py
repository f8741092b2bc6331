"""Annotations: spaCy's parse, mentions, coreference, dates and quotations of one document.

nlp = load_pipeline(model)
annotations = annotate(nlp(reading(document)), document, ontology)
"""

from __future__ import annotations

from kg.annotations.assembly import annotate
from kg.annotations.loading import load_pipeline
from kg.annotations.parse import Parse
from kg.annotations.reading import reading
from kg.annotations.records import Annotations, Located, Quote, TimeExpression

__all__ = ["Annotations", "Located", "Parse", "Quote", "TimeExpression", "annotate", "load_pipeline", "reading"]
