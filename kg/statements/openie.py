"""Open triples: each clause in the sentence's own words, n-ary or binary, without ontology or identity.

Invariants:
    * Each slot is made of words of the sentence, in their order; words that stand side by side keep what parts them in the input.
    * Relative clauses, appositions and parentheses are no part of an argument; noun conjuncts are arguments of their own.
    * With arity 2 the relation holds the object and the preposition, so that each further argument makes its own binary triple.

Source: minimal propositions with typed adverbials after Del Corro and Gemulla (ClausIE, WWW 2013); relations that hold their object after
Gashteovski et al., “MinIE” (EMNLP 2017); evaluated as Bhardwaj et al., “CaRB” (EMNLP 2019) and Gashteovski et al., “BenchIE” (ACL 2022).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotations.parse import Parse
from kg.annotations.records import Annotations
from kg.ontology.terms import Lexicon
from kg.statements.clauses import RELATIVE_TAGS, Clause, Clauses
from kg.statements.phrases import Prepositional, conjuncts

LEFT_OUT = frozenset(("relcl", "appos", "parataxis", "advcl", "cc", "conj", "punct", "preconj"))
CLOSE_ADVERBS = frozenset(("RB", "RBR", "RBS"))
QUOTES = frozenset(("``", "''", '"', "“", "”", "`", "'", "‘", "’"))
LEADING_OVER = frozenset(
    (
        ("for", "example"),
        ("for", "instance"),
        ("in", "addition"),
        ("of", "course"),
        ("in", "fact"),
        ("in", "particular"),
        ("in", "turn"),
        ("in", "part"),
    )
)
CONTRASTS = frozenset(("although", "though", "while", "whereas"))  # their clauses stand beside what is said, not in it
DEEPEST = 2  # prepositional phrases inside prepositional phrases
LONGEST = 40  # tokens of an argument


@dataclass(frozen=True, slots=True)
class OpenTriple:
    """Subject, relation and objects in words, with a confidence in [0, 1]."""

    sentence: str
    subject: str
    relation: str
    objects: tuple[str, ...]
    confidence: float

    def as_row(self) -> dict[str, object]:
        """The JSON row that `kg extract --openie` prints."""
        return {
            "sentence": self.sentence,
            "subject": self.subject,
            "relation": self.relation,
            "objects": list(self.objects),
            "confidence": self.confidence,
        }


def open_triples(annotations: Annotations, lexicon: Lexicon, *, arity: int = 0, whole: bool = False) -> list[OpenTriple]:
    """The open triples of a document.

    Args:
        annotations: the document's annotations; only the parse and the boilerplate are used.
        lexicon: which verbs control the subject of their infinitive.
        arity: 2 for binary triples, 0 for every argument.
        whole: True if the document is one sentence that each triple repeats as it is.

    Returns:
        Triples by position of the relation.
    """
    return _Renderer(annotations, lexicon, arity, whole).render()


class _Renderer:
    def __init__(self, annotations: Annotations, lexicon: Lexicon, arity: int, whole: bool) -> None:
        self.parse: Parse = annotations.parse
        self.clauses = Clauses(self.parse, annotations.skip, lexicon)
        self.binary = arity == 2
        self.whole = whole
        self.found: dict[tuple[str, str, str, tuple[str, ...]], OpenTriple] = {}

    def render(self) -> list[OpenTriple]:
        for clause in self.clauses.by_head.values():
            self.clause(clause)
        return list(self.found.values())

    # ------------------------------------------------------------------ words
    def sentence(self, token: int) -> str:
        parse = self.parse
        if self.whole:
            return parse.text
        first, last = parse.sentences[parse.sentence[token]]
        return parse.text[parse.start[first] : parse.end[last - 1]].strip()

    def words(self, tokens: list[int]) -> str:
        """Tokens in order, side by side as the input parts them."""
        parse = self.parse
        pieces: list[str] = []
        previous = -2
        for token in sorted(set(tokens)):
            if not parse.words[token].strip():
                continue
            if previous >= 0:
                between = parse.text[parse.end[previous] : parse.start[token]]
                pieces.append(between if token == previous + 1 else " ")
            pieces.append(parse.words[token])
            previous = token
        return " ".join("".join(pieces).split())

    def argument(self, token: int, *, full: bool = True) -> list[int]:
        """The tokens of an argument below its head, without relative clauses, appositions and further conjuncts."""
        parse = self.parse
        found = [token]
        queue = [token]
        while queue:
            head = queue.pop()
            for child in parse.children[head]:
                dep = parse.deps[child]
                if dep in LEFT_OUT and not self._kept(head, child, token):
                    continue
                if dep == "acl" and head == token and child > head and parse.right[child] - child > 3:
                    continue
                if head == token and dep == "prep" and not full and parse.words[child].lower() != "of":
                    continue
                if dep == "acl" and self.binary and child in self.clauses.by_head:
                    continue
                found.append(child)
                queue.append(child)
        if len(found) > LONGEST:
            found = [t for t in found if parse.deps[t] != "prep"] if full else found
        found.sort()
        return self._trimmed(found)

    def _kept(self, head: int, child: int, top: int) -> bool:
        """Conjuncts and marks inside an argument: all below its head's own level, hyphens and quotation marks everywhere."""
        parse = self.parse
        dep = parse.deps[child]
        if dep in ("conj", "cc"):
            return (
                head != top
                or parse.pos[child] not in ("NOUN", "PROPN", "PRON", "NUM", "CCONJ")
                or (
                    dep == "cc"
                    and any(parse.deps[c] == "conj" and parse.pos[c] not in ("NOUN", "PROPN", "PRON", "NUM") for c in parse.children[head])
                )
            )
        if dep == "punct":
            return parse.words[child] in ("-", "`", "'", "%", "$", "/", "``", "''", '"', "“", "”", "‘", "’") or (
                head != top and parse.words[child] == ","
            )
        return False

    def _trimmed(self, tokens: list[int]) -> list[int]:
        parse = self.parse
        while tokens and parse.pos[tokens[0]] in ("PUNCT", "CCONJ") and parse.words[tokens[0]] not in ("$",):
            tokens = tokens[1:]
        while tokens and parse.words[tokens[-1]] in (",", ";", ":", "--", "-", "``", "`"):
            tokens = tokens[:-1]
        quotes = [t for t in tokens if parse.words[t] in QUOTES]
        if len(quotes) == 1 and quotes[0] in (tokens[0], tokens[-1]):
            tokens = [t for t in tokens if t != quotes[0]]
        return tokens

    # ------------------------------------------------------------------ clauses
    def relation(self, clause: Clause) -> list[int]:
        """The verb chain: auxiliaries, negation, particle, close adverbs and the verbs that govern it (“wants to buy”, “uses a fund to help”)."""
        parse = self.parse
        tokens = list(clause.group)
        for child in clause.adverbs:
            single = parse.tags[child] in CLOSE_ADVERBS and parse.right[child] == child == parse.left[child]
            follows = child == clause.head + 1 and any(p.marker == child + 1 for p in clause.prepositions)  # “recalled back to”
            before = child == clause.group[0] - 1 and not self.binary  # “also houses”
            if single and (clause.group[0] < child < clause.head or before or follows):
                tokens.append(child)
        upper = self.clauses.enclosing(clause)
        if upper is not None and upper.head != clause.head:
            tokens = [*self._governing(clause, upper), *tokens]
        return sorted(set(tokens))

    def _governing(self, clause: Clause, upper: Clause) -> list[int]:
        """What stands before a verb that shares the subject of the verb above it."""
        parse = self.parse
        same = clause.subjects == (upper.agents if upper.passive and upper.agents else upper.subjects)
        if clause.link == "xcomp" and clause.governor == upper.head and not upper.objects:
            return self.relation(upper)
        if clause.link == "xcomp" and clause.governor != upper.head and upper.copula:
            return [*self.relation(upper), clause.governor]
        if clause.marker == "to" and same and upper.head < clause.head and clause.link in ("xcomp", "advcl", "acl"):
            nouns = [t for t in (*upper.objects[:1], *upper.attributes[:1]) if t < clause.head]
            return [*self.relation(upper), *(t for noun in nouns for t in self.argument(noun, full=False) if t < clause.group[0])]
        if clause.link == "acl" and parse.tags[clause.head] == "VBN" and upper.copula and clause.governor in upper.attributes and same:
            return list(upper.group)
        if clause.link == "conj" and clause.shared and parse.tags[clause.head] in ("VB", "VBN", "VBG"):
            if not any(parse.deps[c] in ("aux", "auxpass") for c in parse.children[clause.head]):
                above = self._governing(upper, self.clauses.enclosing(upper) or upper) if upper.link in ("xcomp", "advcl", "acl") else []
                shared = [t for t in upper.group if parse.deps[t] in ("aux", "auxpass", "neg") and t < upper.head]
                if parse.tags[clause.head] == "VB":
                    shared = [t for t in shared if parse.tags[t] in ("MD", "TO", "RB") or parse.lemmas[t] == "do"]
                elif parse.tags[clause.head] == "VBN" and parse.tags[upper.head] != "VBN":
                    shared = []
                return [*above, *shared]
        return []

    def clause(self, clause: Clause) -> None:
        parse = self.parse
        complements = [self.clauses.by_head[c] for c in clause.complements if c in self.clauses.by_head]
        infinitives = [c for c in complements if c.link == "xcomp"]
        if infinitives and not clause.objects and not clause.attributes and not clause.prepositions:
            return
        subjects = self.subjects(clause)
        if not subjects or (not self.binary and self.expletive(clause)):
            return
        relation = self.relation(clause)
        cores: list[list[int]] = []
        if not clause.existential:
            cores.extend(self.listed(clause.objects, full=not self.binary))
            cores.extend(self.argument(t) for t in clause.attributes if not any(parse.deps[c] == "xcomp" for c in parse.children[t]))
        if len(cores) == 1 and (preposition := self.adjective(clause)) >= 0:
            relation = sorted({*relation, *(t for t in cores[0] if t <= preposition)})
            cores = [[t for t in cores[0] if t > preposition]]
        tails: list[tuple[list[int], list[int]]] = []  # preposition, argument
        if clause.agents:
            marker = next((c for c in parse.children[clause.head] if parse.deps[c] == "agent"), -1)
            tails.extend(([marker], words) for words in self.listed(clause.agents))
        tails.extend(self._prepositional(clause))
        for indirect in clause.indirect:
            tails.append(([], self.argument(indirect)))
        adverbials = [*self.adverbials(clause, relation), *([] if self.binary else self.leading(clause))]
        for complement in complements:
            if complement.link == "ccomp" and complement.finite:
                tails.append(self._content(complement))
        for token in clause.complements if not self.binary else ():
            lower = self.clauses.by_head.get(token)
            if (
                lower is not None
                and lower.link == "advcl"
                and token > clause.head
                and (lower.finite or lower.marker)
                and lower.marker not in CONTRASTS
            ):
                adverbials.append(self._trimmed(list(range(self.parse.left[token], self.parse.right[token] + 1))))
        base = 0.85 - 0.1 * clause.shared - (0.1 if clause.link in ("advcl", "acl", "pcomp") else 0.0)
        for subject in subjects:
            if self.binary:
                self._binary(clause, subject, relation, cores, tails, adverbials, base)
            else:
                self._nary(clause, subject, relation, cores, tails, adverbials, base)

    def subjects(self, clause: Clause) -> list[list[int]]:
        """The words of each subject; of a noun that the clause itself describes, without the clause (“bonds | priced to yield”)."""
        parse = self.parse
        if clause.existential:
            return [self.argument(t) for t in (*clause.attributes, *clause.subjects)]
        found = self.listed(clause.subjects)
        if clause.link in ("acl", "relcl"):
            first, last = parse.left[clause.head], parse.right[clause.head]
            outside = all(not first <= t <= last for t in clause.subjects)
            found = [self._trimmed([t for t in words if not first <= t <= last]) for words in found] if outside else found
        return found

    def adverbials(self, clause: Clause, relation: list[int]) -> list[list[int]]:
        """Adverbial nouns (“last week”); in n-ary triples adverbs behind the verb, and those with words of their own (“a year later”), too."""
        parse = self.parse
        found = [t for t in clause.adverbs if parse.deps[t] == "npadvmod"]
        if not self.binary:
            found = [t for t in clause.adverbs if t in found or (t not in relation and (t > clause.head or parse.left[t] != t))]
        return [self.argument(t) for t in found]

    def leading(self, clause: Clause) -> list[list[int]]:
        """What leads a sentence, for the verbs that are joined to its first one (“In 1717 A saw it and wrote of it”)."""
        upper = self.clauses.enclosing(clause)
        if upper is None or clause.link != "conj" or not clause.shared:
            return []
        first = min(upper.subjects, default=-1)
        found = [sorted([*marks, *words]) for marks, words in self._prepositional(upper) if words and max(words) < first]
        found.extend(self.argument(t) for t in upper.adverbs if t < first and self.parse.deps[t] == "npadvmod")
        return [*found, *self.leading(upper)]

    def expletive(self, clause: Clause) -> bool:
        """“It is possible that …”, “It was club policy to …”: an “it” that stands for the clause behind it."""
        parse = self.parse
        if not clause.copula or [parse.words[t].lower() for t in clause.subjects] != ["it"]:
            return False
        below = (parse.deps[c] for token in clause.attributes for c in parse.children[token])
        return any(c in self.clauses.by_head for c in clause.complements) or any(d in ("ccomp", "xcomp", "acl", "relcl") for d in below)

    def adjective(self, clause: Clause) -> int:
        """The preposition that an adjective takes as its own (“is responsible for | the damage”), or -1."""
        parse = self.parse
        if self.binary or not clause.copula or clause.existential or len(clause.attributes) != 1 or parse.pos[clause.attributes[0]] != "ADJ":
            return -1
        prepositions = (c for c in parse.children[clause.attributes[0]] if parse.deps[c] == "prep" and c > clause.attributes[0])
        return next((c for c in prepositions if any(parse.deps[d] == "pobj" for d in parse.children[c])), -1)

    def listed(self, heads: list[int], *, full: bool = True) -> list[list[int]]:
        """The words of conjoined arguments: one each in binary triples, together in n-ary ones, which give each argument as it stands."""
        each = [self.argument(t, full=full) for t in heads]
        whole = [t for words in each for t in words]
        if self.binary or len(each) < 2 or any(self.parse.sentence[t] != self.parse.sentence[heads[0]] for t in whole):
            return each
        return [list(range(min(whole), max(whole) + 1))]

    def _prepositional(self, clause: Clause) -> list[tuple[list[int], list[int]]]:
        """Prepositions with their arguments, without relative pronouns and phrases that only lead over (“for example”)."""
        parse = self.parse
        by_marker: dict[int, list[Prepositional]] = {}
        for p in clause.prepositions:
            leads = (parse.words[p.marker].lower(), parse.words[p.token].lower()) in LEADING_OVER
            if not leads and parse.tags[p.token] not in RELATIVE_TAGS:
                by_marker.setdefault(p.marker, []).append(p)
        return [(self._marker(ps[0].marker, ps[0].token), words) for ps in by_marker.values() for words in self.listed([p.token for p in ps])]

    def _marker(self, marker: int, token: int) -> list[int]:
        """A preposition of one or more words."""
        parse = self.parse
        found = [marker]
        if parse.deps[parse.heads[marker]] == "prep" and parse.heads[marker] < marker:
            found.append(parse.heads[marker])  # “according | to”
        head = parse.heads[token]
        while head != marker and parse.pos[head] == "ADP" and parse.heads[head] != head:
            found.append(head)
            head = parse.heads[head]
        found.extend(c for c in parse.children[marker] if marker < c < token and parse.pos[c] in ("ADP", "SCONJ"))
        return sorted(set(found))

    def _content(self, clause: Clause) -> tuple[list[int], list[int]]:
        parse = self.parse
        first, last = parse.left[clause.head], parse.right[clause.head]
        marks = [first] if parse.deps[first] == "mark" and parse.words[first].lower() == "that" else []
        return marks, self._trimmed(list(range(first + len(marks), last + 1)))

    def _nary(
        self,
        clause: Clause,
        subject: list[int],
        relation: list[int],
        cores: list[list[int]],
        tails: list[tuple[list[int], list[int]]],
        adverbials: list[list[int]],
        base: float,
    ) -> None:
        behind = [t for t in tails if not t[0] or t[0][-1] > relation[0]]
        fronted = [sorted([*m, *a]) for m, a in tails if m and m[-1] <= relation[0]]
        rest = [sorted([*m, *a]) for m, a in behind]
        if cores:
            for core in cores:
                self.emit(clause.head, subject, relation, [core, *rest, *adverbials, *fronted], base)
        elif behind:
            marks, first = behind[0]
            self.emit(clause.head, subject, [*relation, *marks], [first, *rest[1:], *adverbials, *fronted], base)
        elif adverbials or fronted:
            self.emit(clause.head, subject, relation, [*adverbials, *fronted], base - 0.1)

    def _binary(
        self,
        clause: Clause,
        subject: list[int],
        relation: list[int],
        cores: list[list[int]],
        tails: list[tuple[list[int], list[int]]],
        adverbials: list[list[int]],
        base: float,
    ) -> None:
        for core in cores:
            self.emit(clause.head, subject, relation, [core], base)
        inside = cores[0] if cores else []
        if clause.agents and tails:
            inside = [*inside, *tails[0][0], *tails[0][1]]
        for marks, argument in tails:
            if clause.agents and marks == tails[0][0]:
                self.emit(clause.head, subject, [*relation, *(cores[0] if cores else []), *marks], [argument], base)
                continue
            before = marks and marks[-1] < relation[0]  # “In 1918 it was renamed”: the preposition stays with its noun
            words, object = ([*relation, *inside], [*marks, *argument]) if before else ([*relation, *inside, *marks], argument)
            self.emit(clause.head, subject, words, [object], base - (0.05 if inside else 0.0))
        for adverbial in adverbials:
            self.emit(clause.head, subject, [*relation, *inside], [adverbial], base - 0.15)
        for token in (*clause.objects, *clause.attributes):
            self._nested(clause.head, subject, relation, token, base - 0.1, 0)
        for p in clause.prepositions:
            if p.marker > relation[0]:
                self._nested(clause.head, subject, [*relation, *inside, *self._marker(p.marker, p.token)], p.token, base - 0.15, 0)

    def _nested(self, token: int, subject: list[int], relation: list[int], noun: int, base: float, depth: int) -> None:
        """Prepositional arguments inside an argument: “became a judge of the court”, “deals with cases of fraud”."""
        parse = self.parse
        if depth >= DEEPEST:
            return
        whole = self.argument(noun)
        for child in parse.children[noun]:
            if parse.deps[child] != "prep" or child < noun:
                continue
            for inner in (c for c in parse.children[child] if parse.deps[c] == "pobj"):
                for t in conjuncts(parse, inner):
                    words = [*relation, *(w for w in whole if w < child), child]
                    self.emit(token, subject, words, [self.argument(t)], base - 0.05 * depth)
                    self._nested(token, subject, words, t, base, depth + 1)

    def emit(self, token: int, subject: list[int], relation: list[int], objects: list[list[int]], confidence: float) -> None:
        """Keep a triple whose slots are not empty."""
        objects = [o for o in objects if o]
        if not subject or not relation or not objects:
            return
        if len(subject) == 1 and self.parse.tags[subject[0]] in ("WDT", "WP", "WRB", "EX"):
            return
        triple = OpenTriple(
            self.sentence(token), self.words(subject), self.words(relation), tuple(self.words(o) for o in objects), round(confidence, 3)
        )
        if not triple.subject or not triple.relation or not triple.objects[0]:
            return
        self.found.setdefault((triple.sentence, triple.subject, triple.relation, triple.objects), triple)
