"""One document being read: what the extractors share, and the one place where a statement is made.

Invariants:
    * A statement's id is a hash of document, spans, chains, predicate and attribution: the same words give the same id in every run.
    * A statement never relates a thing to itself, and none has a pronoun that could not be resolved for its subject or object.
    * Offsets of every argument, trigger and sentence lie in the document's text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.annotations.noun_phrases import bare
from kg.annotations.records import Annotations
from kg.identifiers import digest
from kg.model import Argument, Predicate, Qualifiers, Span, Statement, Time, Value
from kg.ontology.terms import Frame, Ontology
from kg.statements.arguments import Arguments, in_role
from kg.statements.clauses import Clause, Clauses
from kg.statements.confidence import confidence, observed, of_sentence
from kg.statements.context import Context, Contexts
from kg.statements.phrases import Prepositional
from kg.statements.places import Places
from kg.statements.predicates import mint
from kg.statements.timeline import Timeline

AMOUNTS = frozenset(("goods", "amount", "price"))  # roles whose number is the statement's
INDEFINITE = frozenset(f"{a}{b}" for a in ("any", "some", "every", "no") for b in ("thing", "one", "body")) | {
    "none",
    "what",
    "which",
    "this",
    "that",
    "these",
    "those",
    "all",
}
PRONOUNS = frozenset("he she it they him her them his hers its their theirs himself herself itself themselves who which that".split())
FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
FIRST_PERSON = FIRST_PLURAL | {"i", "me", "my", "myself"}
CUT = {"prep": "phrase", "relcl": "clause", "acl": "clause", "ccomp": "clause"}


class Reading:
    """The state of reading one document.

    Args:
        annotations: the document's annotations.
        ontology: lexicon, properties, classes.
    """

    def __init__(self, annotations: Annotations, ontology: Ontology) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.ontology = ontology
        self.lexicon = ontology.lexicon
        self.arguments = Arguments(annotations, ontology)
        self.clauses = Clauses(self.parse, annotations.skip, self.lexicon)
        self.contexts = Contexts(annotations, self.clauses, self.arguments, self.lexicon)
        self.statements: dict[str, Statement] = {}
        self.by_clause: dict[int, list[str]] = {}
        self._sentence_features: dict[int, list[str]] = {}
        self._clause_ids: dict[int, str] = {}
        self._made: dict[tuple[object, ...], str] = {}
        self._spans: dict[int, Span] = {}
        self.timeline = Timeline(annotations, self.clauses, self.contexts, ontology.lexicon)
        self.places = Places(annotations, self.clauses, self.arguments)

    # ------------------------------------------------------------------ pieces
    def sentence(self, token: int) -> Span:
        """The sentence that a token lies in, without blank ends."""
        number = self.parse.sentence[token]
        found = self._spans.get(number)
        if found is None:
            first, last = self.parse.sentences[number]
            start, end = self.parse.start[first], self.parse.end[last - 1]
            text = self.parse.text[start:end]
            start += len(text) - len(text.lstrip())
            end -= len(text) - len(text.rstrip())
            found = self._spans[number] = Span(self.annotations.document.id, start, end, self.parse.text[start:end])
        return found

    def slot(self, role: str, tokens: Iterable[int]) -> list[Argument]:
        """The arguments that head tokens give for a role."""
        skip, at, pos = self.annotations.skip, self.annotations.at, self.parse.pos
        return [a for token in tokens if not skip[token] and (pos[token] != "VERB" or token in at) for a in self.arguments.of(role, token)]

    def restricts(self, clause: Clause) -> bool:
        """Whether a clause only says which things are meant, within their own words (“stocks held in small lots”)."""
        if clause.link not in ("relcl", "acl") or len(clause.subjects) != 1:
            return False
        located = self.annotations.at.get(clause.subjects[0])
        return (
            located is not None and located.mention.kind == "nominal" and located.head < clause.head < located.last and bare(self.parse, located.head)
        )

    def known(self, name: str, *words: str) -> str:
        """A property's id, or one minted from words where the ontology in use lacks it."""
        return name if name in self.ontology.properties else mint(words)

    def is_time(self, token: int) -> bool:
        """Whether a token is part of a date or period."""
        return token in self.annotations.time_at

    def counts(self, p: Prepositional) -> bool:
        """Whether a prepositional argument is one: no date, and no noun that says nothing of its own (“at a time of”)."""
        return not self.is_time(p.token) and self.parse.lemmas[p.token] not in self.lexicon.empty_nouns

    def is_place(self, p: Prepositional) -> bool:
        """Whether a prepositional argument says where something happened."""
        return self.places.says_place(p)

    def time(self, clause: Clause) -> Time | None:
        """When a clause's happening was, said or inferred."""
        return self.timeline.of(clause)

    def place(self, clause: Clause) -> Argument | None:
        """Where a clause's happening was."""
        return self.places.of(clause, speaks=self.contexts.speaks(clause))

    # ------------------------------------------------------------------ statements
    def emit(
        self,
        *,
        token: int,
        subject: Argument,
        predicate: Predicate,
        object: Argument | None,
        context: Context,
        extractor: str,
        roles: Sequence[tuple[str, Argument]] = (),
        time: Time | None = None,
        place: Argument | None = None,
        frame: Frame | None = None,
        happening: bool | None = None,
        event_type: str = "",
        features: Iterable[str] = (),
    ) -> Statement | None:
        """Make a statement, unless it says nothing: a thing related to itself, or a pronoun that names nothing.

        Args:
            token: head of the clause or noun phrase; statements of one token share a clause id.
            subject, object: arguments; the object may be absent.
            predicate: the relation.
            context: polarity, modality, tense, attribution.
            extractor: name of the extractor.
            roles: further arguments.
            time, place: qualifiers.
            frame: the frame that mapped the words, if one did.
            happening: whether it happens at a time; by default what the property says, else True.
            event_type: PLOVER type; by default the property's.
            features: what speaks against it (names of features in `kg.statements.confidence`).

        Returns:
            The statement, or None.
        """
        first = self._person(subject, context)
        second = self._person(object, context) if object is not None else None
        if first is None or not first.chain or (object is not None and second is None):
            return None
        if second is not None and first.chain and first.chain == second.chain:
            return None
        others = []
        for role, argument in roles:
            kept = self._person(argument, context)
            if kept is not None and (second is None or kept.start != second.start or kept.chain != second.chain):
                others.append(in_role(kept, role))
        features = [*features]
        if first.text.lower() in PRONOUNS or (second is not None and second.text.lower() in PRONOUNS):
            features.append("pronoun")
        if place is not None and second is not None and second.chain and second.start != place.start:
            place = self.places.beside(place, second)
        prop = self.ontology.properties.get(predicate.id)
        measured = [a for a in ((second, *others) if second is not None else others) if a is second or a.role in AMOUNTS]
        quantity = next((a.value for a in measured if _measured(a)), None)
        if quantity is None:
            quantity = next((q for q in (self._counted(a) for a in measured) if q is not None), None)
        document = self.annotations.document.id
        sentence = self.sentence(token)
        key = digest(
            "statement",
            document,
            [first.start, first.end, first.chain],
            [second.start, second.end, second.chain, second.statement] if second is not None else None,
            predicate.id,
            [predicate.start, predicate.end],
            [[a.chain, a.cue] for a in context.attribution],
        )
        if key in self.statements:
            return self.statements[key]
        # the same said twice of one trigger (a title and its name as two subjects of one verb) is said once
        same = (
            token,
            first.chain,
            predicate.id,
            predicate.start,
            (second.chain or second.text or second.statement) if second is not None else "",
            extractor,
        )
        if same in self._made:
            return self.statements[self._made[same]]
        self._made[same] = key
        clause = self.clauses.by_head.get(token)
        seen = observed(
            first,
            second,
            predicate,
            context,
            frame=frame,
            extractor=extractor,
            noted=(*features, *self._noted("subject", first), *(self._noted("object", second) if second is not None else ())),
            link=clause.link if clause is not None and extractor in ("verbal", "copular") else "",
            beside=self._beside(token),
        )
        statement = Statement(
            key,
            document,
            self._clause_id(token),
            in_role(first, "subject"),
            predicate,
            in_role(second, "object") if second is not None else None,
            tuple(others),
            Qualifiers(time, place, quantity),
            sentence,
            context.polarity,
            context.modality,
            context.tense,
            context.attribution,
            confidence(seen),
            extractor,
            event_type or (prop.event_type if prop is not None else ""),
            (prop.happening if prop is not None else True) if happening is None else happening,
            seen,
        )
        self.statements[key] = statement
        self.by_clause.setdefault(token, []).append(key)
        return statement

    def _noted(self, role: str, argument: Argument) -> list[str]:
        """What the parse shows of an argument: a phrase or clause that it leaves out (“a policy | of turning boats away”), that it is one of a
        list, that it is a definite noun which takes up nothing."""
        parse = self.parse
        first = bisect_left(parse.start, argument.start)
        last = bisect_left(parse.end, argument.end)
        found = set()
        if argument.chain and argument.text[:4].lower() == "the " and len(self.annotations.chains.get(argument.chain, ())) == 1:
            found.add(f"{role} definite alone")
        for token in range(first, min(last + 1, len(parse.heads))):
            if parse.deps[token] == "conj" and not first <= parse.heads[token] <= last:
                found.add(f"{role} listed")
            for child in parse.children[token]:
                dep = parse.deps[child]
                if child > last and dep == "conj":
                    found.add(f"{role} listed")
                elif child > last and dep in CUT and parse.words[parse.left[child] - 1] != ",":
                    found.add(f"{role} without its {CUT[dep]}")
        return sorted(found)

    def _beside(self, token: int) -> list[str]:
        """What a token's sentence tells of the confidence in its statements."""
        number = self.parse.sentence[token]
        if number not in self._sentence_features:
            first, last = self.parse.sentences[number]
            clauses = sum(first <= head < last for head in self.clauses.by_head)
            self._sentence_features[number] = of_sentence(self.sentence(token).text, clauses)
        return self._sentence_features[number]

    def _clause_id(self, token: int) -> str:
        found = self._clause_ids.get(token)
        if found is None:
            found = self._clause_ids[token] = digest("clause", self.annotations.document.id, self.parse.start[token], self.parse.end[token])
        return found

    def _person(self, argument: Argument, context: Context) -> Argument | None:
        """An argument that names something: “I” and “we” in quoted speech are the speaker, or what he speaks for; a pronoun alone is nothing."""
        if not argument.chain:
            return argument
        mentions = self.annotations.chains.get(argument.chain, [])
        known = any(m.kind != "pronoun" for m in mentions)
        word = argument.text.lower()
        if (word in FIRST_PERSON and not argument.text.isupper()) or argument.text == "I":
            speaker = context.attribution[0] if context.attribution else None
            if speaker is None or (known and word in FIRST_PLURAL):
                return argument if speaker is not None else None
            return replace(argument, chain=speaker.chain, label=speaker.label, type=speaker.type)
        if not known or word in INDEFINITE:
            return None
        return argument

    def _counted(self, argument: Argument) -> Value | None:
        """The number in a counted thing: “100,000 soldiers”."""
        return self.arguments.counts.get((argument.start, argument.end))


def _measured(argument: Argument) -> bool:
    return argument.value is not None and argument.value.datatype in ("quantity", "money", "percent")
