"""Clauses of a parse: a predicate group with its typed arguments, whoever fills them on the surface.

Invariants:
    * A clause is named by its head token (a verb or a copula); each head token has one clause.
    * Arguments are head tokens. Relative pronouns are replaced by their antecedent; a missing subject is recovered where grammar
      says who it is (coordination, participles, infinitives, relative clauses) and stays missing where it does not.
    * The passive is noted, not turned: `subjects` of a passive clause are what was acted upon, `agents` who did it.

Source: clause types and their constituents after Del Corro and Gemulla, “ClausIE: clause-based open information extraction”
(WWW 2013), over CLEAR dependencies as spaCy's English models give them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.annotations.parse import Parse
from kg.ontology.terms import Lexicon
from kg.statements.agreement import agreeing
from kg.statements.phrases import NOMINAL, Prepositional, conjuncts, noun_prepositions, prepositional, with_examples
from kg.statements.repairs import mend_clauses, swallowed
from kg.statements.reported import mend_reports
from kg.statements.verbs import may_be_verb, verb_lemma

CLAUSE_DEPENDENCIES = frozenset(
    (
        "ROOT",
        "conj",
        "xcomp",
        "ccomp",
        "relcl",
        "acl",
        "advcl",
        "pcomp",
        "csubj",
        "csubjpass",
        "parataxis",
        "dep",
        "appos",
        "pobj",
        "nsubj",
        "dobj",
        "attr",
        "oprd",
    )
)
RELATIVE_TAGS = frozenset(("WDT", "WP", "WP$"))
REFLEXIVES = frozenset(("itself", "himself", "herself", "themselves", "oneself", "myself", "yourself", "ourselves"))
QUOTING = frozenset(("quote", "cite", "describe", "depict", "portray"))
PREPOSITIONAL_CONTROL = frozenset(("call", "appeal", "look", "wait", "rely", "count"))  # “called on X to act”, “waited for X to act”
MANNER_NOUNS = frozenset(("force", "law", "hand", "mail", "phone", "default", "accident", "chance", "mistake", "decree", "consensus", "way", "means"))


@dataclass(slots=True)
class Clause:
    """One clause.

    Attributes:
        head: token of the verb.
        lemma: of the verb.
        group: tokens of the predicate group (auxiliaries, negation, particle, verb) by position.
        particle: “out” in “carried out”, or "".
        passive: True for a passive or a past participle that modifies what was acted upon.
        link: how it hangs on its governor: root, conj, xcomp, ccomp, relcl, acl, advcl, pcomp.
        governor: the token it hangs on, or -1.
        marker: the word that introduces it (“if”, “that”, “to”, “without”), lower case, or "".
        finite: True with a tensed verb or a modal.
        shared: True where the subject is not its own but recovered.
    """

    head: int
    lemma: str
    group: list[int]
    particle: str
    passive: bool
    link: str
    governor: int
    marker: str
    finite: bool
    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    indirect: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    attributes: list[int] = field(default_factory=list)
    prepositions: list[Prepositional] = field(default_factory=list)
    complements: list[int] = field(default_factory=list)
    adverbs: list[int] = field(default_factory=list)
    existential: bool = False
    shared: bool = False

    @property
    def copula(self) -> bool:
        """True where the verb only links its subject to an attribute or a place."""
        return self.lemma in ("be", "become", "remain") and not self.passive


class Clauses:
    """All clauses of a document, by head token.

    Args:
        parse: the document's parse.
        skip: True for tokens that are not read.
        lexicon: which verbs control the subject of their infinitive.
    """

    def __init__(self, parse: Parse, skip: list[bool], lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.by_head: dict[int, Clause] = {}
        self.carrier: dict[int, int] = {}  # a noun's token → the verb below it that the parser took for its modifier
        self.introduced: dict[int, int] = {}  # a name's token → the noun before it that the parser took for something else
        deps, pos = parse.deps, parse.pos
        for i in range(len(deps)):
            if (
                pos[i] in ("VERB", "AUX")
                and not skip[i]
                and (deps[i] in CLAUSE_DEPENDENCIES or swallowed(parse, i))
                and may_be_verb(parse, i, lexicon)
            ):
                parse.lemmas[i] = verb_lemma(parse.words[i].lower(), parse.lemmas[i], lexicon)
                self.by_head[i] = self._clause(i)
        mend_clauses(self)
        mend_reports(self)
        resolved: set[int] = set()
        for head in self.by_head:
            self._recover(head, resolved)

    # ------------------------------------------------------------------ surface
    def _clause(self, head: int) -> Clause:
        parse = self.parse
        deps, words, tags = parse.deps, parse.words, parse.tags
        dep = deps[head]
        governor = parse.heads[head] if parse.heads[head] != head else -1
        link = {"ROOT": "root", "csubj": "ccomp", "csubjpass": "ccomp", "parataxis": "root", "pobj": "pcomp", "dobj": "ccomp", "nsubj": "ccomp"}.get(
            dep, dep
        )
        clause = Clause(head, parse.lemmas[head], [head], "", False, link, governor, "", tags[head] in ("VBD", "VBZ", "VBP", "MD"))
        auxiliary = False
        if link == "relcl" and any(deps[c] == "aux" and words[c].lower() == "to" for c in parse.children[head]):
            clause.link = link = "acl"  # “a deal to supply”: an infinitive of a noun, not a relative clause
        for child in parse.children[head]:
            d = deps[child]
            if d in ("nsubj", "nsubjpass"):
                if words[child].lower() == "there" and tags[child] == "EX":
                    clause.existential = True
                else:
                    clause.subjects.extend(with_examples(parse, child))
                clause.passive |= d == "nsubjpass"
            elif d == "expl":
                clause.existential |= words[child].lower() == "there"
            elif d == "dobj":
                if words[child].lower() in REFLEXIVES:
                    if clause.lemma == "find":
                        clause.lemma = "be"  # “find themselves at odds with”
                else:
                    clause.objects.extend(with_examples(parse, child))
            elif d == "dative":
                if parse.pos[child] == "ADP":
                    clause.prepositions.extend(prepositional(parse, child))
                else:
                    clause.indirect.extend(conjuncts(parse, child))
            elif d in ("attr", "acomp", "oprd"):
                clause.attributes.extend(conjuncts(parse, child) if parse.pos[child] in NOMINAL else [child])
            elif d == "prep":
                clause.prepositions.extend(prepositional(parse, child))
            elif d == "agent":
                clause.agents.extend(p.token for p in prepositional(parse, child) if parse.lemmas[p.token] not in MANNER_NOUNS)
            elif d == "prt":
                clause.particle = words[child].lower()
                clause.group.append(child)
            elif d in ("aux", "auxpass", "neg"):
                clause.group.append(child)
                clause.passive |= d == "auxpass"
                auxiliary |= d != "neg" and tags[child] in ("VBD", "VBZ", "VBP", "MD")
                if d == "aux" and words[child].lower() == "to":
                    clause.marker = "to"
            elif d == "mark":
                clause.marker = words[child].lower()
            elif d in ("xcomp", "ccomp", "advcl"):
                clause.complements.append(child)
            elif d in ("advmod", "npadvmod"):
                clause.adverbs.append(child)
        clause.group.sort()
        clause.finite |= auxiliary
        if clause.passive and not clause.agents:  # “was fined $1 billion by Washington”: the agent taken for a mere preposition
            by = [p for p in clause.prepositions if p.word == "by" and parse.pos[p.token] == "PROPN"]
            clause.agents = [p.token for p in by]
            clause.prepositions = [p for p in clause.prepositions if p not in by]
        if link == "pcomp" and governor >= 0:
            clause.marker = words[governor].lower()
        if tags[head] == "VBN" and not auxiliary and link in ("acl", "advcl", "relcl", "conj") and not clause.objects and not clause.finite:
            own = any(deps[c] in ("aux", "auxpass") for c in parse.children[head])
            clause.passive |= not own and link != "conj"
        return clause

    # ------------------------------------------------------------------ recovery
    def _recover(self, head: int, resolved: set[int]) -> None:
        if head in resolved:
            return
        resolved.add(head)
        clause = self.by_head[head]
        parse = self.parse
        upper = self.enclosing(clause)
        if upper is not None:
            self._recover(upper.head, resolved)
        if clause.link == "relcl" and clause.governor >= 0:
            self._relative(clause)
        if clause.subjects:
            return
        if clause.link == "conj" and upper is not None:
            clause.subjects, clause.shared = list(upper.subjects), True
            bare = not any(parse.deps[c] in ("aux", "auxpass") for c in parse.children[head])
            if parse.tags[head] in ("VBN", "VBD") and upper.passive and bare and not clause.objects:
                clause.passive = True
            if clause.marker == "" and parse.tags[head] == "VB":
                clause.marker = upper.marker
        elif clause.link == "acl" and clause.governor >= 0:
            described = self._described(clause.governor) if clause.marker != "to" else []
            clause.subjects, clause.shared = described or self._of_noun(clause), True
        elif clause.link in ("xcomp", "ccomp") and not clause.finite and upper is not None:
            clause.subjects, clause.shared = self._controlled(clause, upper), True
        elif clause.link == "ccomp" and clause.finite and upper is not None and upper.link == "relcl" and upper.governor >= 0:
            # “a summit it hopes will be a triumph”: the antecedent is the subject of the inner clause
            clause.subjects, clause.shared = [upper.governor], True
            upper.objects = [t for t in upper.objects if t != upper.governor]
        elif clause.link in ("advcl", "pcomp") and not clause.finite and upper is not None:
            if clause.link == "pcomp" and clause.governor >= 0 and parse.pos[parse.heads[clause.governor]] in ("NOUN", "PROPN"):
                owner = _possessor(parse, parse.heads[clause.governor])
                governed = any(t.control for t in self.lexicon.traits.get(parse.lemmas[parse.heads[clause.governor]], ()) if t.pos == "noun")
                clause.subjects = [owner] if owner >= 0 else list(upper.subjects) if governed else []
            elif clause.link == "pcomp" and clause.marker in ("of", "from", "for", "into") and (upper.objects or upper.passive):
                # “accused Apple of copying”, “prevented it from leaving”: who is acted upon does it
                clause.subjects = list(upper.subjects if upper.passive else upper.objects)
            elif clause.link == "pcomp" and clause.marker == "as" and upper.lemma in QUOTING and upper.objects and not upper.passive:
                clause.subjects = list(upper.objects)  # “quoted unions as saying”
            elif clause.marker == "as" and parse.tags[head] == "VBN" and upper.copula:
                return  # “is a success as measured by its sales”: who measures is no part of what is measured
            elif clause.marker == "to" and upper.indirect and upper.objects and upper.objects[-1] == clause.group[0] - 1:
                clause.subjects = list(upper.indirect)  # “gives firms the freedom to grow”
            else:
                clause.subjects = list(upper.subjects)
            clause.shared = True

    def _relative(self, clause: Clause) -> None:
        """Put the antecedent where its pronoun stands, or where a reduced relative clause leaves a gap."""
        parse = self.parse
        if parse.pos[clause.governor] not in NOMINAL:
            return
        antecedent = clause.governor
        if parse.deps[antecedent] == "appos" and parse.pos[parse.heads[antecedent]] == "PROPN":
            antecedent = parse.heads[antecedent]  # “Kyiv, a partner that is …”: the name rather than what is said of it
        antecedents = agreeing(parse, clause.head, antecedent) if antecedent == clause.governor else [antecedent]
        head = self._described(antecedent) or antecedents

        def put(tokens: list[int]) -> list[int]:
            return [x for t in tokens for x in (head if parse.tags[t] in RELATIVE_TAGS else [t])]

        slots = (*clause.subjects, *clause.objects, *clause.attributes)
        pronoun = any(parse.tags[t] in RELATIVE_TAGS or any(parse.tags[c] == "WP$" for c in parse.children[t]) for t in slots)
        clause.subjects, clause.objects = put(clause.subjects), put(clause.objects)
        for p in clause.prepositions:
            if parse.tags[p.token] in RELATIVE_TAGS:
                p.token, pronoun = clause.governor, True
        if not clause.subjects and not pronoun:
            clause.subjects = list(head)
        elif not pronoun and not clause.objects and not clause.attributes and not clause.passive and not _has_relative_adverb(parse, clause.head):
            clause.objects = list(head)

    def _described(self, noun: int) -> list[int]:
        """What a copula says to be the noun: in “X is a firm founded in 2003” and “X is a firm that …” the clause speaks of X."""
        upper = self.above(noun)
        if upper is None or not upper.copula or noun not in upper.attributes or len(upper.attributes) != 1:
            return []
        parse = self.parse
        plain = [t for t in upper.subjects if parse.pos[t] in ("PROPN", "NOUN") or parse.tags[t] == "PRP"]
        if any(parse.deps[t] == "neg" or parse.tags[t] == "MD" for t in upper.group):
            return []
        indefinite = any(parse.deps[c] == "det" and parse.words[c].lower() in ("a", "an") for c in parse.children[noun])
        return plain if indefinite else []

    def _of_noun(self, clause: Clause) -> list[int]:
        """Who does what a noun's participle or infinitive says: the noun, its owner or agent, or the subject above."""
        parse = self.parse
        noun = clause.governor
        if clause.marker != "to":
            return [noun]
        owner = _possessor(parse, noun)
        if owner >= 0:
            return [owner]
        by = [p.token for p in noun_prepositions(parse, noun) if p.word == "by"]
        if by:
            return by
        upper = self.enclosing(clause)
        if upper is not None and noun in upper.objects and upper.indirect and not upper.passive:
            return list(upper.indirect)  # “gave her the option to go”
        if upper is not None and (noun in upper.objects or noun in upper.attributes):
            return list(upper.agents if upper.passive else upper.subjects)
        return [noun] if upper is not None and noun in upper.subjects and parse.entity[noun] else []

    def _controlled(self, clause: Clause, upper: Clause) -> list[int]:
        lemma = upper.lemma
        controls = [t.control for t in self.lexicon.traits.get(lemma, ()) if t.control and t.pos == "verb"]
        control = controls[0] if controls else ""
        if upper.passive:
            return list(upper.subjects)
        wanted = any(t.modality in ("desired", "expected", "ordered") for t in self.lexicon.traits.get(lemma, ()) if t.pos == "verb")
        if wanted and not control and not upper.objects and self.parse.tags[clause.head] == "VBG":
            return []  # “suggests waiting”: for others to do
        promised = control == "subject" and not wanted
        if upper.objects and (control == "object" or wanted) and lemma not in PREPOSITIONAL_CONTROL:
            return list(upper.objects)  # “told him to come”; but “promised him to come”, “sanctioned the firm to punish it”
        if lemma in PREPOSITIONAL_CONTROL or (control == "object" and not upper.objects):  # “called on NATO to abandon”
            called = [p.token for p in upper.prepositions if p.word in ("on", "upon", "for", "to", "with") and p.token < clause.head]
            if called:
                return called
        if upper.indirect and not promised:
            return list(upper.indirect)
        if (
            upper.copula
            and not upper.attributes
            and len(upper.subjects) == 1
            and any(t.pos == "noun" for t in self.lexicon.traits.get(self.parse.lemmas[upper.subjects[0]], ()))
        ):
            owner = _possessor(self.parse, upper.subjects[0])  # “its goal is to cut costs”: whose goal it is
            return [owner] if owner >= 0 else [p.token for p in noun_prepositions(self.parse, upper.subjects[0]) if p.word == "of"]
        return list(upper.subjects)

    # ------------------------------------------------------------------ structure
    def enclosing(self, clause: Clause) -> Clause | None:
        """The clause that a clause hangs on, through nouns, adjectives and prepositions."""
        return self.above(clause.governor) if clause.governor >= 0 else None

    def above(self, token: int) -> Clause | None:
        """The nearest clause at or above a token."""
        heads = self.parse.heads
        while token >= 0:
            found = self.by_head.get(self.carrier.get(token, token))
            if found is not None:
                return found
            if heads[token] == token:
                return None
            token = heads[token]
        return None


def _possessor(parse: Parse, noun: int) -> int:
    return next((c for c in parse.children[noun] if parse.deps[c] == "poss"), -1)


def _has_relative_adverb(parse: Parse, head: int) -> bool:
    return any(parse.tags[c] == "WRB" for c in parse.children[head])
