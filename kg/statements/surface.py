"""What a clause says of itself: negation, modal verbs, tense, condition, question.

Invariants: only the clause's own words count; what the clause above does to it is `kg.statements.context`'s.

Source: factuality as polarity and modality after Saurí and Pustejovsky, “FactBank” (2009).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from kg.annotations.records import Annotations
from kg.model import Modality, Polarity, Tense
from kg.ontology.terms import Trait
from kg.statements.clauses import Clause, Clauses

MODALITIES: frozenset[str] = frozenset(get_args(Modality))
NEGATIVE_PRONOUNS = frozenset(("nobody", "none", "nothing", "no-one"))
CONDITIONALS = frozenset(("if", "unless", "should", "whether", "lest", "provided"))
STATES = frozenset("be have remain need know mean seem own contain include cost face".split())  # no one decides to be so
QUANTIFIERS = frozenset("many some most more few several fewer all".split())
_CLOSE = frozenset(("close", "end", "finish", "reach", "stand", "total", "become", "hit", "settle"))
_WIN = frozenset(("win", "take", "become", "reach", "claim", "secure", "clinch"))
OUTCOMES = {
    **dict.fromkeys(
        "rise fall climb drop grow gain lose jump slip decline increase decrease rebound recover surge slide dip advance".split(), _CLOSE
    ),
    **dict.fromkeys("defeat beat outbid edge overcome overtake outscore upset".split(), _WIN),
}


def negate(polarity: Polarity, times: int = 1) -> Polarity:
    """Turn a polarity round an odd number of times."""
    return polarity if times % 2 == 0 else ("negated" if polarity == "affirmed" else "affirmed")


class Surface:
    """The clauses of a document, each by its own words.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        trait: finds the lexicon's trait of a word.
    """

    def __init__(self, annotations: Annotations, clauses: Clauses, trait: Callable[..., Trait | None]) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self._trait = trait

    def own(self, clause: Clause) -> tuple[Polarity, Modality, Tense | None]:
        parse = self.parse
        negations = 0
        modality: Modality = "actual"
        tense: Tense | None = {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(parse.tags[clause.head])  # type: ignore[assignment]
        perfect = going = False
        for token in clause.group:
            if token == clause.head:
                continue
            word, dep, tag = parse.words[token].lower(), parse.deps[token], parse.tags[token]
            if dep == "neg":
                negations += 1
            elif tag == "MD":
                trait = self._trait(parse.lemmas[token], "auxiliary") or self._trait(word, "auxiliary")
                if (
                    word == "should"
                    and not clause.passive
                    and (clause.lemma in (*STATES, "become") or not any(self._agent(t, "Place") for t in clause.subjects))
                ):
                    modality, tense = "expected", tense or "present"  # “should be easier”: no one is told to
                    continue
                if trait is not None and trait.modality in MODALITIES:
                    modality = trait.modality  # type: ignore[assignment]  # checked against the literal's values
                if word in ("will", "'ll", "’ll", "shall", "wo"):
                    tense = "future"
                    modality = self.announced(clause)
                else:
                    tense = tense or "present"
            elif dep in ("aux", "auxpass"):
                if word in ("is", "are", "am", "'s", "’s", "'re", "do", "does", "has", "have") and tag != "VB":
                    tense = tense or "present"
                    perfect |= word in ("has", "have") and parse.tags[clause.head] in ("VBN", "VBD")
                elif word in ("was", "were", "did", "had"):
                    tense = "past"
        if perfect or (parse.tags[clause.head] == "VBN" and tense is None and clause.passive):
            tense = "past"
        if clause.lemma == "go" and parse.tags[clause.head] == "VBG" and any(parse.tags[c] == "VB" for c in clause.complements):
            going = True
        if going:
            modality, tense = "planned", "future"
        if any(parse.deps[c] == "preconj" and parse.words[c].lower() == "neither" for c in parse.children[clause.head]):
            negations += 1
        for adverb in clause.adverbs:
            word = parse.words[adverb].lower()
            if word == "longer" and any(parse.words[c].lower() == "no" for c in parse.children[adverb]):
                negations += 1
            elif word in ("never", "hardly", "barely", "neither", "nor"):
                negations += 1
            else:
                trait = self._trait(word, "adverb")
                if trait is not None and trait.modality in MODALITIES and modality == "actual":
                    modality = trait.modality  # type: ignore[assignment]  # checked against the literal's values
        for token in (*clause.subjects, *clause.objects, *clause.attributes):
            if token >= 0 and not (clause.shared and token in clause.subjects) and self._negative_noun(token):
                negations += 1
                break
        if clause.marker == "to" and clause.link == "root" and clause.subjects and not clause.finite and modality == "actual":
            modality, tense = "planned", "future"  # a headline's “X to buy Y”
        if self.conditional_mark(clause):
            modality = "hypothetical"
        elif modality == "hypothetical" and negations % 2 and self._refuses(clause):
            modality, tense = "actual", "past"
        elif self._inverted(clause) or (modality != "actual" and any(self.is_conditional(c) for c in clause.complements)):
            modality = "hypothetical"
        elif modality == "actual" and clause.link in ("root", "conj") and self._asked(clause.head):
            modality = "possible"
        return negate("affirmed", negations), modality, tense

    def _agent(self, token: int, *also: str) -> bool:
        located = self.annotations.at.get(token)
        return located is not None and located.mention.type in ("Person", "Organisation", "State", "Group", *also)

    def _negative_noun(self, token: int) -> bool:
        parse = self.parse
        if parse.words[token].lower() in NEGATIVE_PRONOUNS:
            return True
        return any(parse.deps[c] == "det" and parse.words[c].lower() in ("no", "neither") for c in parse.children[token])

    def announced(self, clause: Clause) -> Modality:
        """Who announces what will be done means to do it; what will happen by itself, be so, or be done by many is expected."""
        if clause.passive:
            return "planned"
        if clause.lemma in STATES and not (clause.lemma == "have" and any(self._light(t) for t in clause.objects)):
            return "expected"
        return "planned" if any(self._agent(t) and not self._several(t) for t in clause.subjects) else "expected"

    def _light(self, noun: int) -> bool:
        """Whether a noun carries the meaning of its verb (“will have talks”)."""
        return any(f.pos == "light" for f in self.clauses.lexicon.frames.get(self.parse.lemmas[noun], ()))

    def _several(self, token: int) -> bool:
        """“many schools”, “some banks”: no one decides for them all."""
        parse = self.parse
        return any(parse.deps[c] in ("amod", "det") and parse.words[c].lower() in QUANTIFIERS for c in parse.children[token])

    def _refuses(self, clause: Clause) -> bool:
        """“would not comment”: a refusal to speak, which did happen."""
        trait = self._trait(clause.lemma, "verb")
        said = trait is not None and trait.speech and clause.lemma not in ("think", "believe", "assume", "suspect", "agree")
        return said and self.has_would(clause) and any(self._agent(t) for t in clause.subjects)

    def told_ahead(self, clause: Clause) -> bool:
        """“Voters would then choose”: the future of what was told in an earlier sentence, without a condition."""
        if (
            self.parse.sentence[clause.head] == 0
            or clause.link not in ("root", "conj")
            or not self.has_would(clause)
            or self.conditional_mark(clause)
        ):
            return False
        parse = self.parse
        if any(parse.words[t].lower() == "have" and parse.deps[t] == "aux" for t in clause.group):
            return False
        if any(p.word in ("without", "with", "under") for p in clause.prepositions) or clause.lemma in STATES:
            return False
        if any(parse.deps[t] == "neg" for t in clause.group):
            return False
        return clause.passive or any(self._agent(t) for t in clause.subjects)

    def conditional_mark(self, clause: Clause) -> bool:
        """Whether “if”, “unless” or “whether” introduces a clause (also before “to”: “whether to pay”)."""
        parse = self.parse
        return clause.marker in CONDITIONALS or any(
            parse.deps[c] == "mark" and parse.words[c].lower() in CONDITIONALS for c in parse.children[clause.head] if c < clause.head
        )

    def awaits(self, clause: Clause) -> bool:
        """“until the deal becomes effective”: in the present tense it has not happened yet."""
        return clause.marker in ("until", "till") and self.parse.tags[clause.group[0]] in ("VBZ", "VBP")

    def is_yet(self, clause: Clause, upper: Clause) -> bool:
        """“has yet to decide”."""
        return any(self.parse.words[t].lower() == "yet" for t in (*upper.adverbs, *clause.adverbs) if t < clause.head)

    def is_foreseen(self, clause: Clause, upper: Clause) -> bool:
        """“the bank sees inflation holding”: what someone sees a thing do is a forecast."""
        if upper.lemma != "see" or upper.copula or self.parse.tags[upper.head] not in ("VBZ", "VBP") or self.parse.tags[clause.head] != "VBG":
            return False
        return clause.group == [clause.head] and bool(clause.subjects) and not any(self._agent(t) for t in clause.subjects)

    def is_outcome(self, clause: Clause, upper: Clause) -> bool:
        """“rose 3 pct to close at 102”, “beat Lyon to win the cup”: an infinitive of what came out, not of what was wanted."""
        return clause.lemma in OUTCOMES.get(upper.lemma, ())

    def has_would(self, clause: Clause) -> bool:
        return any(self.parse.lemmas[t] == "would" or self.parse.words[t].lower() in ("would", "'d", "’d") for t in clause.group) and not any(
            self.is_conditional(c) for c in clause.complements
        )

    def is_instead(self, clause: Clause) -> bool:
        """“instead of using”, “rather than recall”."""
        parse, governor = self.parse, clause.governor
        if governor >= 0 and clause.link == "pcomp":
            beside = (parse.heads[governor], *parse.children[governor])
            if any(parse.words[t].lower() == "instead" for t in beside):
                return True
        before = clause.group[0] - 1
        return before > 0 and parse.words[before].lower() == "than" and parse.words[before - 1].lower() == "rather"

    def is_ranked(self, clause: Clause) -> bool:
        """“the first leader to confirm”: what an ordinal or superlative singles out did happen."""
        parse = self.parse
        if clause.link != "acl" or clause.governor < 0:
            return False
        return any(
            parse.tags[c] in ("JJS", "RBS")
            or parse.words[c].lower() in ("first", "last", "only", "latest", "next", "second", "third")
            or parse.entity[c] == "ORDINAL"
            for c in (clause.governor, *parse.children[clause.governor])
        )

    def _inverted(self, clause: Clause) -> bool:
        """“should the US impose sanctions”, “had he known”: an auxiliary before the subject of a subordinate clause."""
        if clause.link not in ("advcl", "ccomp", "conj") or not clause.subjects or clause.marker:
            return False
        parse = self.parse
        first = clause.group[0]
        return first != clause.head and first < clause.subjects[0] and parse.words[first].lower() in ("should", "had", "were")

    def is_conditional(self, token: int) -> bool:
        clause = self.clauses.by_head.get(token)
        return clause is not None and (clause.marker in CONDITIONALS or self._inverted(clause))

    def shares_auxiliary(self, clause: Clause, upper: Clause) -> bool:
        """“will be counted and be recorded”: a conjunct without a tensed word of its own stands under the auxiliary of the first."""
        parse = self.parse
        if any(parse.deps[c] in ("aux", "auxpass") and parse.tags[c] not in ("TO", "VB") for c in parse.children[clause.head]):
            return False
        return parse.tags[clause.head] in ("VB", "VBG", "VBN") or (clause.shared and parse.tags[clause.head] == parse.tags[upper.head] == "VB")

    def _asked(self, token: int) -> bool:
        first, last = self.parse.sentences[self.parse.sentence[token]]
        return any(self.parse.words[t] == "?" for t in range(max(first, last - 2), last))
