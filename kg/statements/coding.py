"""The PLOVER type of each statement: of what its words are, and of what stands around them.

The words give a type: the verb's own, or that of the noun that it carries (“launched an investigation”), undoes (“halted the talks”), hands over
or moves (“sent troops”). Then PLOVER's conventions for what is not yet done: friendly deeds that are offered, agreed or to come AGREE, hostile
ones THREATEN; what is friendly and refused is a REJECT; who only agrees, threatens or refuses to do a thing does no more than that.

Invariants: only the type changes; all statements of a clause that are not speech have one type; what is asked of somebody keeps its own type, for
the asking is a statement of its own.

Source: the categories of PLOVER, Open Event Data Alliance, “PLOVER Codebook” (2018), with ours in `ontology/plover.ttl`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Statement
from kg.ontology.terms import Trait
from kg.statements.clauses import Clause
from kg.statements.phrases import conjuncts, noun_prepositions
from kg.statements.predicates import mint, predicate, third_person, trigger
from kg.statements.reading import Reading

PLOVER = "plover:"
FRIENDLY = frozenset(PLOVER + name for name in ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
TIES = frozenset(PLOVER + name for name in ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"))
HOSTILE = frozenset(PLOVER + name for name in ("PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"))
STANCES = frozenset(PLOVER + name for name in ("AGREE", "THREATEN", "REJECT"))
READY = frozenset(("ready", "willing", "readiness", "willingness", "prepared"))
COMING = frozenset(("planned", "expected", "hypothetical"))
UNSETTLED = frozenset((*COMING, "possible"))
CONDITIONS = frozenset(("unless", "if", "until"))
ACTORS = frozenset(("State", "Organisation", "Person", "Group", "Place"))
AGREEING = frozenset(("agree", "accept", "approve"))
CITIZENS = frozenset(("CVL", "LAB", "EDU", "OPP", "AGR", "NGO", "REF", "HLH", ""))
FORCES = frozenset(("MIL", "COP", "GOV", "REB"))
OUT_OF = frozenset(("from", "out of", "out"))


def code(reading: Reading) -> None:
    """Give each statement of a document the type that its words and their context make it."""
    coder = _Coder(reading)
    for token, ids in reading.by_clause.items():
        clause = reading.clauses.by_head.get(token)
        for id in ids:
            statement = reading.statements[id]
            type = coder.of_clause(clause, statement) if clause is not None else coder.of_noun(token, statement)
            if type != statement.event_type:
                reading.statements[id] = replace(statement, event_type=type)


class _Coder:
    """Types of one document's statements."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse = reading.parse
        self.lexicon = reading.lexicon
        self.properties = reading.ontology.properties
        self.bases: dict[int, tuple[str, str]] = {}

    # ------------------------------------------------------------------ statements
    def of_clause(self, clause: Clause, statement: Statement) -> str:
        """The type of a verb's statement."""
        if statement.predicate.id == "kg:said":
            return self._warning(clause, statement)
        if statement.extractor == "copular" and not statement.event_type:
            return self._attribute_type(clause) if self._acts(clause, statement) else ""
        if statement.extractor != "verbal":
            return statement.event_type
        if clause.head not in self.bases:
            self.bases[clause.head] = self.base(clause)
        deed, verb = self.bases[clause.head]
        mapped = statement.predicate.id in self.properties
        base = deed or (statement.event_type or ("" if mapped else verb))
        return self.in_context(base, clause, statement) if self._acts(clause, statement) else ""

    def _acts(self, clause: Clause, statement: Statement) -> bool:
        """Whether somebody acts, or is acted upon, or a deed does (“the bombing killed two”); what merely is so (“the rate declined”) is no deed."""
        if statement.predicate.id.startswith("rel:be_") or statement.subject.type in ACTORS:
            return True
        acting = clause.agents if clause.passive else clause.subjects
        deeds = any(self.noun_type(t) for t in acting)
        return deeds or any(m.sector for m in self.reading.annotations.chains.get(statement.subject.chain, ()))

    def of_noun(self, noun: int, statement: Statement) -> str:
        """“the mediation mission between A and B”, “Putin's planned visit to China”."""
        if statement.extractor != "nominal":
            return statement.event_type
        base = statement.event_type
        if not base and statement.predicate.id.startswith("rel:have_"):
            base = self.noun_type(noun)
        if base in FRIENDLY and statement.modality in ("planned", "expected"):
            return PLOVER + "AGREE"
        return base

    def _warning(self, clause: Clause, statement: Statement) -> str:
        """“warned that police will not tolerate rallies”: a threat, where what is said is to come; “charged that it lied”, “agreed to work”."""
        kind = self.lexicon.event_verbs.get(f"{clause.lemma} that", "") or self._verb_type(clause)
        if kind == PLOVER + "ACCUSE":
            return kind
        if kind != PLOVER + "THREATEN":
            return kind if kind == PLOVER + "AGREE" and clause.lemma in AGREEING else statement.event_type
        said = self.reading.statements.get(statement.object.statement) if statement.object is not None else None
        coming = said is None or said.modality in UNSETTLED or said.polarity == "negated"
        return PLOVER + "THREATEN" if coming else statement.event_type

    # ------------------------------------------------------------------ words
    def base(self, clause: Clause) -> tuple[str, str]:
        """The type that a verb with its object has, and the one that the verb has by itself; either may be ""."""
        nouns = clause.subjects if clause.passive or (not clause.objects and self._is(clause, self.lexicon.carrier_verbs)) else clause.objects
        kinds = [kind for noun in nouns if (kind := self.noun_type(noun))]
        deed = self._blocking(clause, nouns, kinds) or self._named_deed(clause) or self._with_noun(clause, nouns, kinds) or self._gathering(clause)
        return deed, deed or self._verb_type(clause) or self._attribute_type(clause)

    def _named_deed(self, clause: Clause) -> str:
        """“accepted the demands”, “stopped work”: a verb that the lexicon lists with this very noun."""
        types = self.lexicon.event_verbs
        return next((types[key] for t in clause.objects if (key := f"{clause.lemma} {self.parse.lemmas[t]}") in types), "")

    def _gathering(self, clause: Clause) -> str:
        """“converged for a rally”, “joined in the protest”, “arrived for talks”."""
        if clause.passive:
            return ""
        behind = [(p.word, self.noun_type(p.token)) for p in clause.prepositions if p.word in ("for", "in", "at")]
        if not behind or self._verb_type(clause):
            return ""
        joins = clause.lemma in ("participate", "join", "engage") or any(self.parse.lemmas[t] == "part" for t in clause.objects)
        if joins:
            return next((kind for word, kind in behind if kind and word == "in"), "")
        if any(kind == PLOVER + "PROTEST" for _, kind in behind):
            return PLOVER + "PROTEST"
        return PLOVER + "CONSULT" if ("for", PLOVER + "CONSULT") in behind else ""

    def _keys(self, clause: Clause) -> list[str]:
        lemma = clause.lemma
        nouns = [self.parse.lemmas[t] for t in clause.objects]
        after = [p.word for p in clause.prepositions]
        return [
            *([f"{lemma} {clause.particle}"] if clause.particle else []),
            *(f"{lemma} {word}" for word in (*nouns, *(w.split(" ")[0] for w in after), *(self.parse.lower[t] for t in clause.adverbs))),
            lemma,
        ]

    def _verb_type(self, clause: Clause) -> str:
        types = self.lexicon.event_verbs
        return next((types[key] for key in self._keys(clause) if key in types), "")

    def _attribute_type(self, clause: Clause) -> str:
        """“has been on strike”, “remained on alert”."""
        if not clause.copula:
            return ""
        behind = (self._support_type(p.token) for p in clause.prepositions if p.word in ("on", "at", "under"))
        return next((kind for kind in behind if kind), "")

    def _is(self, clause: Clause, verbs: frozenset[str]) -> bool:
        return clause.lemma in verbs if not clause.particle else f"{clause.lemma} {clause.particle}" in verbs

    def _blocking(self, clause: Clause, nouns: Sequence[int], kinds: Sequence[str]) -> str:
        """“police broke up the rally” COERCE, “farmers blocked the road” PROTEST."""
        if not self._is(clause, self.lexicon.blocking_verbs) and clause.lemma not in ("blockade", "barricade", "occupy"):
            return ""
        if PLOVER + "PROTEST" in kinds:
            return PLOVER + "COERCE"
        acting = clause.agents if clause.passive else clause.subjects
        people = any(self.parse.lemmas[t] in self.lexicon.protesters or self._sector(t) in CITIZENS - {""} for t in acting)
        streets = any(self.parse.lemmas[t] in self.lexicon.thoroughfares for t in nouns)
        if people and (streets or clause.lemma in ("blockade", "barricade", "occupy")):
            return PLOVER + "PROTEST"
        return ""

    def _sector(self, token: int) -> str:
        located = self.reading.annotations.at.get(token)
        return located.mention.sector if located is not None else ""

    def _with_noun(self, clause: Clause, nouns: Sequence[int], kinds: Sequence[str]) -> str:
        """What a verb makes of the kind of thing that its object is."""
        lexicon = self.lexicon
        kind = kinds[0] if kinds else ""
        if self._is(clause, lexicon.ending_verbs) and kind and (kind not in TIES or self._political(clause)):
            return self._undone(clause, kind)
        if self._is(clause, lexicon.sending_verbs) and kind in (PLOVER + "MOBILIZE", PLOVER + "ACCUSE", PLOVER + "CONSULT", PLOVER + "RETREAT"):
            return kind
        if self._is(clause, lexicon.giving_verbs):
            if kind == PLOVER + "MOBILIZE":
                return PLOVER + "AID"
            if kind:
                return kind
            if nouns and not self._is(clause, lexicon.sending_verbs) and self._political(clause):
                return PLOVER + "AID" if clause.indirect or any(p.word == "to" for p in clause.prepositions) else ""
        if clause.lemma == "offer" and kind == PLOVER + "SUPPORT":
            return kind  # “offered condolences”
        if self._is(clause, lexicon.carrier_verbs):
            if kind == PLOVER + "COOPERATE" and self._alone(clause, nouns):
                return PLOVER + "MOBILIZE"
            if kind and kind != PLOVER + "AID":
                return kind
            words = ("as", "on", "under") if nouns and not clause.passive else ("as", "under", "on", "into", "in", "to", "for")
            behind = [p.token for p in clause.prepositions if p.word in words]
            return next((found for t in behind if (found := self._support_type(t))), "")
        return ""

    def _political(self, clause: Clause) -> bool:
        """Whether a state, what stands above states, or a part of society but business acts."""
        for token in clause.agents if clause.passive else clause.subjects:
            located = self.reading.annotations.at.get(token)
            for mention in self.reading.annotations.chains.get(located.mention.chain, ()) if located is not None else ():
                if (
                    mention.type == "State"
                    or "IGO" in mention.countries
                    or mention.metonym
                    or mention.sector not in ("", "BUS")
                    or (mention.type == "Group" and mention.countries)
                ):
                    return True
        return False

    def _support_type(self, token: int) -> str:
        """“was put under investigation”, “went on strike”: the noun behind the preposition."""
        if any(self.parse.deps[c] in ("det", "poss") for c in self.parse.children[token]):
            return ""
        return self.noun_type(token)

    def _alone(self, clause: Clause, nouns: Sequence[int]) -> bool:
        """An exercise that one side holds: nothing joint, no second party, no partner."""
        parse = self.parse
        if not any(parse.lemmas[t] in ("exercise", "manoeuvre", "maneuver", "game", "drill") for t in nouns):
            return False
        joint = any(parse.lower[c] in ("joint", "common", "multinational", "bilateral") for t in nouns for c in parse.children[t])
        countries = {c for t in clause.subjects if (m := self.reading.annotations.at.get(t)) for c in m.mention.countries}
        return not joint and len(countries) < 2 and not any(p.word == "with" for p in clause.prepositions)

    def _undone(self, clause: Clause, kind: str) -> str:
        """“suspended aid” SANCTION, “lifted the curfew” CONCEDE, “ended the war” RETREAT, “called off the strike” CONCEDE."""
        if kind == PLOVER + "ACCUSE" and (clause.lemma == "withdraw" or self._is(clause, self.lexicon.blocking_verbs)):
            return PLOVER + ("SANCTION" if clause.lemma == "withdraw" else "REJECT")  # “barred the inspectors”
        if kind == PLOVER + "CONSULT" and clause.lemma == "end":
            return kind  # “ended two days of talks”
        if kind in TIES:
            return PLOVER + "SANCTION"
        if kind in (PLOVER + "ASSAULT", PLOVER + "MOBILIZE"):
            return PLOVER + "RETREAT"
        if kind == PLOVER + "RETREAT":
            return PLOVER + "SANCTION"
        return PLOVER + "CONCEDE" if kind in HOSTILE or kind == PLOVER + "ACCUSE" else ""

    def noun_type(self, noun: int, depth: int = 0) -> str:
        """The type of a noun; of what is under way in “a mediation effort”, “a series of attacks”, “the resumption of talks”."""
        parse, types = self.parse, self.lexicon.event_nouns
        lemma = parse.lemmas[noun]
        before = [parse.lemmas[c] for c in parse.children[noun] if c < noun and parse.deps[c] in ("compound", "amod", "nmod")]
        for word in before:
            if f"{word} {lemma}" in types:
                return types[f"{word} {lemma}"]
        if lemma in self.lexicon.aim_nouns and depth < 3:
            for word in reversed(before):
                if word in types:
                    return types[word]
            for p in noun_prepositions(parse, noun):
                if p.word in ("of", "for", "at", "to", "in"):
                    found = self.noun_type(p.token, depth + 1)
                    if found:
                        return found
        if parse.pos[noun] not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM"):
            return ""
        return types.get(lemma, "") or self.lexicon.event_types.get(lemma, "")

    # ------------------------------------------------------------------ context
    def in_context(self, base: str, clause: Clause, statement: Statement) -> str:
        """The type of a deed that is offered, refused, threatened or to come."""
        stance, willing = self._stance(clause)
        if stance == PLOVER + "AGREE" and base in HOSTILE and statement.modality in UNSETTLED and not self._agrees(clause):
            return PLOVER + "THREATEN"
        if stance:
            return stance
        coming = statement.modality in COMING and (statement.tense == "future" or willing or statement.modality == "hypothetical")
        if coming and self._conditional(clause) and (base in HOSTILE or base == PLOVER + "RETREAT"):
            return PLOVER + "THREATEN"
        if statement.polarity == "negated":
            refused = base in FRIENDLY and (coming or willing or base == PLOVER + "AGREE")
            return PLOVER + "REJECT" if refused else base
        if (coming or willing) and self._political(clause):
            handed = self._is(clause, self.lexicon.giving_verbs) or self._is(clause, self.lexicon.sending_verbs)
            if base in FRIENDLY or (not base and handed):
                return PLOVER + "AGREE"
            if base in HOSTILE:
                return PLOVER + "THREATEN"
        if statement.modality == "possible" and self._may(clause) and self._political(clause):
            return PLOVER + "THREATEN" if base in HOSTILE else PLOVER + "AGREE" if base in FRIENDLY else base
        return base

    def _stance(self, clause: Clause) -> tuple[str, bool]:
        """What the verb above makes of a clause: AGREE, THREATEN or REJECT, or whether it tells a readiness (“is ready to”, “plans to”)."""
        reading, parse = self.reading, self.parse
        upper = reading.clauses.enclosing(clause)
        if upper is None or upper is clause:
            return "", False
        if clause.link == "advcl" and clause.marker == "to" and not upper.objects:  # “offered on Monday to go”
            kind = self._verb_type(upper)
            return (kind if kind in STANCES else ""), False
        if clause.link in ("root", "relcl", "advcl"):
            return "", False
        if clause.link == "conj":
            return self._stance(upper) if not clause.finite and upper.link == "xcomp" else ("", False)
        word = parse.lemmas[clause.governor] if clause.governor >= 0 else ""
        if clause.governor != upper.head and parse.pos[clause.governor] == "NOUN":
            kind = self.lexicon.event_nouns.get(word, "")
            trait = reading.contexts.trait(word, "noun")
            willing = trait is not None and _readiness(trait) and clause.marker == "to"
            return (kind if kind in STANCES and clause.marker == "to" else ""), willing
        if clause.finite and clause.link == "ccomp":
            kind = self._verb_type(upper)
            threat = kind == PLOVER + "THREATEN" and self._own(clause, upper)
            agreed = kind == PLOVER + "AGREE" and not any(t.speech for t in self.lexicon.traits.get(upper.lemma, ()))
            return (kind if threat or agreed else ""), False
        kind = self._verb_type(upper)
        if kind in STANCES:
            return kind, False
        trait = reading.contexts.verb_trait(upper)
        if trait is None or upper.lemma in self.lexicon.decision_verbs:
            return self._stance(upper) if trait is not None and upper.link == "xcomp" else ("", False)
        if trait.polarity == "negated" and trait.control == "subject":
            return "", True
        return "", _readiness(trait) and not trait.speech

    def _own(self, clause: Clause, upper: Clause) -> bool:
        """Whether a clause speaks of the subject above it (“warned that it would leave”)."""
        return any(self.parse.lower[t] in ("it", "he", "she", "they", "we", "i") for t in clause.subjects) or clause.subjects == upper.subjects

    def _agrees(self, clause: Clause) -> bool:
        upper = self.reading.clauses.enclosing(clause)
        return upper is not None and upper.lemma in AGREEING

    def _conditional(self, clause: Clause) -> bool:
        """“will leave unless …”."""
        found = self.reading.clauses
        return any(lower.marker in CONDITIONS for t in clause.complements if (lower := found.by_head.get(t)) is not None)

    def _may(self, clause: Clause) -> bool:
        return any(self.parse.lower[t] in ("may", "might", "could") for t in clause.group)


def addressed(reading: Reading) -> None:
    """Emit whom a demand or a permission goes to, where a clause says what they should or may do.

    “demanded that Peru pay”, “said Peru must pay”, “calls for Peru to pay”, “allowed the party to run”.
    """
    if not {"kg:demandedOf", "kg:urged"} <= set(reading.ontology.properties):
        return
    for clause in list(reading.clauses.by_head.values()):
        if clause.link not in ("ccomp", "xcomp", "advcl") or not clause.subjects:
            continue
        upper = reading.clauses.enclosing(clause)
        if clause.shared and not _called_on(clause, upper):
            continue
        if upper is not None and upper is not clause and (name := _demand(reading, clause, upper)):
            _address(reading, clause, upper, name)


def _readiness(trait: Trait) -> bool:
    """Whether a word tells that someone is about to act (“plans to”) or would (“is ready to”)."""
    return trait.modality == "planned" or (trait.modality == "desired" and trait.lemma in READY)


def _called_on(clause: Clause, upper: Clause | None) -> bool:
    """“called on Peru to pay”: whom the preposition names."""
    return upper is not None and any(p.word in ("on", "upon", "to") and p.token in clause.subjects for p in upper.prepositions)


def _demand(reading: Reading, clause: Clause, upper: Clause) -> str:
    """The relation of who speaks to who should act, or ""."""
    if not clause.subjects or not upper.subjects or upper.passive:
        return ""
    modal = any(reading.parse.lower[t] in ("must", "should", "ought") for t in clause.group)
    traits = [t for t in reading.lexicon.traits.get(upper.lemma, ()) if t.pos == "verb"]
    wanted = any(t.modality == "ordered" or (t.modality == "desired" and t.control != "subject") for t in traits)
    if clause.link == "ccomp" and upper.lemma in ("demand", "insist"):
        plain = reading.parse.tags[clause.head] in ("VB", "VBP") or reading.parse.lower[clause.head] == clause.lemma
        bare = plain and not any(reading.parse.tags[t] == "MD" for t in clause.group)
        return "kg:demandedOf" if bare or modal else ""
    if clause.link == "ccomp" and reading.contexts.speaks(upper) and modal and upper.lemma not in AGREEING:
        must = any(reading.parse.lower[t] == "must" for t in clause.group)
        return "kg:demandedOf" if must else "kg:urged"
    if not clause.finite and clause.marker == "to" and wanted and not upper.objects:
        return "kg:urged"
    if not clause.finite and upper.lemma in PERMISSION and not upper.objects:
        return mint([upper.lemma])
    return ""


PERMISSION = frozenset(("allow", "permit", "authorise", "authorize"))
ACTING = frozenset(("State", "Organisation", "Person", "Group"))


def _address(reading: Reading, clause: Clause, upper: Clause, name: str) -> None:
    parse = reading.parse
    context = reading.contexts.of(upper)
    if context.modality not in ("actual", "planned", "possible"):
        return
    speakers = [a for a in reading.slot("subject", _speakers(reading, upper)) if a.chain and a.type in ACTING]
    asked = [a for a in reading.slot("object", [x for t in clause.subjects for x in conjuncts(parse, t)]) if a.chain and a.type in ACTING]
    first, last = trigger(parse, upper.group, upper.subjects)
    known = reading.ontology.properties.get(name)
    phrase = predicate(parse, name, known.label if known is not None else third_person(upper.lemma), first, last)
    for subject in speakers:
        for object in asked:
            reading.emit(
                token=upper.head,
                subject=subject,
                predicate=phrase,
                object=object,
                context=context,
                extractor="verbal",
                time=reading.time(upper),
                place=reading.place(upper),
            )


def _speakers(reading: Reading, upper: Clause) -> list[int]:
    """The subject; of a participle beside the words that someone issued, who issued them: “issued a declaration demanding that …”."""
    if upper.link == "acl" and upper.governor >= 0 and any(t.speech for t in reading.lexicon.traits.get(reading.parse.lemmas[upper.governor], ())):
        above = reading.clauses.enclosing(upper)
        if above is not None and upper.governor in above.objects:
            return above.subjects
    return [x for t in upper.subjects for x in conjuncts(reading.parse, t)]
