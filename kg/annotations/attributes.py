"""A pipeline's attribute ruler, remembered: parts of speech, features and exceptional lemmas, each worked out once for a word in its place.

Invariants: what a token gets is exactly what the pipeline's own ruler gives it. The ruler's patterns of one token read nothing but the token's
form, tag and dependency; those of several tokens are matched for each document; so a token's form, tag, dependency and such matches
determine its attributes, and the ruler itself is asked only when it sees a combination for the first time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ATTRIBUTES = "kg_attributes"
READ = frozenset(("ORTH", "LOWER", "TEXT", "NORM", "TAG", "DEP", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT", "LIKE_NUM", "SHAPE"))
WRITTEN = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
MOST_REMEMBERED = 500_000


def remember_attributes(nlp: Language) -> bool:
    """Let a pipeline remember what its attribute ruler gives, if that depends on nothing but a token's form, tag and dependency.

    Args:
        nlp: a loaded pipeline; changed in place.

    Returns:
        Whether it was possible: the pipeline has a ruler, no component before it writes what it writes, and its patterns read no more.
    """
    from spacy.language import Language as Registry

    if "attribute_ruler" not in nlp.pipe_names or "morphologizer" in nlp.pipe_names:
        return False
    ruler: Any = nlp.get_pipe("attribute_ruler")
    before = nlp.pipe_names[: nlp.pipe_names.index("attribute_ruler")]
    if "lemmatizer" in before or "trainable_lemmatizer" in before or "parser" not in before:
        return False
    tokens = [token for entry in ruler.patterns for pattern in entry["patterns"] for token in pattern]
    if any(key not in READ for token in tokens for key in token):
        return False
    if any(str(key).upper() not in WRITTEN for entry in ruler.patterns for key in entry["attrs"]):
        return False
    if not Registry.has_factory(ATTRIBUTES):
        Registry.factory(ATTRIBUTES, func=lambda nlp, name: RememberedAttributes(nlp))
    nlp.add_pipe(ATTRIBUTES, before="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")
    return True


class RememberedAttributes:
    """The component that stands for the ruler.

    Args:
        nlp: the pipeline that holds the ruler.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy import attrs
        from spacy.matcher import Matcher

        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._ruler: Any = ruler
        self._key = [attrs.ORTH, attrs.TAG, attrs.DEP]
        self._written = [getattr(attrs, name) for name in WRITTEN]
        self._matcher = Matcher(nlp.vocab)
        self._targets: dict[int, tuple[int, int]] = {}
        for number, entry in enumerate(ruler.patterns):
            longer = [pattern for pattern in entry["patterns"] if len(pattern) > 1]
            if longer:
                name = f"{ATTRIBUTES} {number}"
                self._matcher.add(name, longer)
                self._targets[nlp.vocab.strings[name]] = (number, entry["index"])
        self._known: dict[tuple[Any, ...], list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a parsed Doc."""
        import numpy

        keys: list[tuple[Any, ...]] = [tuple(row) for row in doc.to_array(self._key).tolist()]
        for name, start, end in self._matcher(doc) if self._targets else ():
            number, index = self._targets[name]
            target = start + index if index >= 0 else end + index
            keys[target] = (*keys[target], number)
        known = self._known
        try:
            rows = [known[key] for key in keys]
        except KeyError:
            self._ruler(doc)
            if len(known) > MOST_REMEMBERED:
                known.clear()
            for key, row in zip(keys, doc.to_array(self._written).tolist(), strict=True):
                known.setdefault(key, row)
            return doc
        if rows:
            values: Any = numpy.array(rows, dtype="uint64")
            doc.from_array(self._written, values)
        return doc
