"""Verb forms: which words may be verbs, and their dictionary form where the pipeline's is wrong."""

from __future__ import annotations

import re

from kg.annotations.parse import Parse
from kg.ontology.terms import Lexicon

CLITICS = {"'re": "be", "'m": "be", "'s": "be", "'ve": "have"}
_CLOSED = re.compile(r"^[^aeiou]*[aeiou][bdgkmnprtv]$")  # one short syllable, whose consonant would be doubled


def may_be_verb(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Whether a word that was tagged as a verb may be one: letters, and no capital but at the start of a sentence or for a known verb."""
    word = parse.words[token]
    if word[:1] in "'’":
        return len(word) > 1
    if not word.replace("-", "").isalpha() or len(word) < 2:
        return False
    if word[0].isupper() and not word.isupper() and token != parse.sentences[parse.sentence[token]][0]:
        lemma = parse.lemmas[token]
        return lemma in lexicon.frames or lemma in lexicon.traits or lemma in ("be", "have", "do")
    return True


def verb_lemma(word: str, lemma: str, lexicon: Lexicon) -> str:
    """A verb's lemma with the final e that the rule-based lemmatiser loses (“hopes” → hop)."""
    if word[:1] in "'’":
        return CLITICS.get(word.replace("’", "'"), lemma)
    if word == lemma + "es" and not lemma.endswith(("s", "x", "z", "h", "o")):
        return lemma + "e"  # “rates”: without the e it would be “rats”
    if word in (lemma + "ed", lemma + "ing") and _CLOSED.match(lemma):
        return lemma + "e"  # “rated”: without the e it would be “ratted”
    if lemma + "e" in lexicon.traits or lemma + "e" in lexicon.frames:
        known = lemma in lexicon.traits or lemma in lexicon.frames
        if word.startswith(lemma + "e") and not known and not word.startswith(lemma + lemma[-1:]):
            return lemma + "e"
    return lemma
