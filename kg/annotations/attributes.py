"""A pipeline's attribute ruler and lemmatizer, remembered: parts of speech, features and lemmas, each worked out once for a word in its place.

Invariants: what a token gets is exactly what the pipeline's own components give it. The ruler's patterns of one token read nothing but the
token's form, tag and dependency, and of the form only whether it is one that they list; those of several tokens are matched for each document;
so a token's tag, dependency, such matches and, if it is listed, its form determine its attributes, and the ruler itself is asked only when it
sees a combination for the first time. The rules of the lemmatizer read nothing but a token's form, part of speech and features.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ATTRIBUTES = "kg_attributes"
LEMMAS = "kg_lemmas"
FORMS = ("ORTH", "TEXT", "LOWER")
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
        self._strings = nlp.vocab.strings
        self._listed, self._patterns, self._all = _forms(ruler.patterns)
        self._form: dict[int, int] = {}

    def _form_of(self, orth: int) -> int:
        """A token's form, or 0 if no pattern tells it from others."""
        text = self._strings[orth]
        lower = text.lower()
        listed = self._all or text.isspace() or text in self._listed or lower in self._listed or any(p.search(lower) for p in self._patterns)
        form = self._form[orth] = orth if listed else 0
        return form

    def _alone(self, doc: Doc, number: int) -> list[int]:
        """What the ruler gives a token of which no pattern of several tokens speaks, by a Doc that holds nothing else."""
        from spacy.tokens import Doc as Document

        token = doc[number]
        one = Document(doc.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        self._ruler(one)
        row: list[int] = one.to_array(self._written).tolist()[0]
        return row

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a parsed Doc."""
        import numpy

        forms = self._form
        keys: list[tuple[Any, ...]] = []
        for orth, tag, dep in doc.to_array(self._key).tolist():
            form = forms.get(orth)
            keys.append((self._form_of(orth) if form is None else form, tag, dep))
        for name, start, end in self._matcher(doc) if self._targets else ():
            number, index = self._targets[name]
            target = start + index if index >= 0 else end + index
            keys[target] = (*keys[target], number)
        known = self._known
        if len(known) > MOST_REMEMBERED:
            known.clear()
        rows: list[list[int]] = []
        for number, key in enumerate(keys):
            row = known.get(key)
            if row is None and len(key) == len(self._key):
                row = known[key] = self._alone(doc, number)
            if row is None:  # what several tokens are together
                self._ruler(doc)
                for other, given in zip(keys, doc.to_array(self._written).tolist(), strict=True):
                    known.setdefault(other, given)
                return doc
            rows.append(row)
        if rows:
            values: Any = numpy.array(rows, dtype="uint64")
            doc.from_array(self._written, values)
        return doc


def _forms(patterns: list[dict[str, Any]]) -> tuple[frozenset[str], list[re.Pattern[str]], bool]:
    """The forms that a ruler's patterns list, the expressions that they match forms by, and whether they read more of a form than these."""
    listed: set[str] = set()
    expressions: list[re.Pattern[str]] = []
    more = False
    for token in (token for entry in patterns for pattern in entry["patterns"] for token in pattern):
        for key, value in token.items():
            if key in ("TAG", "DEP", "IS_SPACE"):
                continue
            if key not in FORMS:
                more = True
            elif isinstance(value, str):
                listed.add(value)
            elif set(value) <= {"IN", "NOT_IN"}:
                listed.update(form for forms in value.values() for form in forms)
            elif set(value) == {"REGEX"} and key == "LOWER":
                expressions.append(re.compile(value["REGEX"]))
            else:
                more = True
    return frozenset(listed), expressions, more


def remember_lemmas(nlp: Language) -> bool:
    """Let a pipeline remember what its lemmatizer gives, if that depends on nothing but a token's form, part of speech and features.

    Args:
        nlp: a loaded pipeline; changed in place.

    Returns:
        Whether it was possible: the pipeline has spaCy's rule lemmatizer for English.
    """
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.language import Language as Registry

    if "lemmatizer" not in nlp.pipe_names:
        return False
    lemmatizer = nlp.get_pipe("lemmatizer")
    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return False
    if not Registry.has_factory(LEMMAS):
        Registry.factory(LEMMAS, func=lambda nlp, name: RememberedLemmas(nlp))
    nlp.add_pipe(LEMMAS, before="lemmatizer")
    nlp.disable_pipe("lemmatizer")
    return True


class RememberedLemmas:
    """The component that stands for the lemmatizer.

    Args:
        nlp: the pipeline that holds it.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy import attrs

        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._lemmatizer = lemmatizer
        self._key = [attrs.LEMMA, attrs.ORTH, attrs.POS, attrs.MORPH]
        self._lemma = [attrs.LEMMA]
        self._strings = nlp.vocab.strings
        self._known: dict[tuple[int, int, int], int] = {}
        self._base: dict[tuple[int, int], bool] = {}
        lookups: Any = self._lemmatizer.lookups
        if lookups.has_table("lemma_index"):
            index = lookups.get_table("lemma_index")
            for pos in list(index):  # a list of some ten thousand forms, of which is only asked what it holds
                index[pos] = frozenset(index[pos])

    def _lemma_of(self, doc: Doc, number: int, kind: tuple[int, int]) -> int:
        token = doc[number]
        base = self._base.get(kind)
        if base is None:
            base = self._base[kind] = token.pos_ not in ("", "SPACE", "EOL") and self._lemmatizer.is_base_form(token)
        lemma: int = self._strings.add(token.text.lower() if base else self._lemmatizer.lemmatize(token)[0])
        return lemma

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that a Doc with parts of speech still lacks."""
        import numpy

        known = self._known
        if len(known) > MOST_REMEMBERED:
            known.clear()
        lemmas: list[int] = []
        for number, (lemma, orth, pos, morph) in enumerate(doc.to_array(self._key).tolist()):
            if not lemma:
                key = (orth, pos, morph)
                found = known.get(key)
                if found is None:
                    found = known[key] = self._lemma_of(doc, number, (pos, morph))
                lemma = found
            lemmas.append(lemma)
        if lemmas:
            values: Any = numpy.array(lemmas, dtype="uint64").reshape(-1, 1)
            doc.from_array(self._lemma, values)
        return doc
