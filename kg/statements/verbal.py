"""Statements of verbs: who did what to whom, mapped by the lexicon's frames or kept in the text's own words.

Invariants:
    * A passive is turned round: what was acted upon is the object, the agent the subject; without an agent it stays as it is (“was held in”).
    * A verb that only colours its complement (plans to, failed to, is expected to) makes no statement of its own.
    * An argument that no frame takes is still a role of the statement, under its preposition.

Source: clause types after Del Corro and Gemulla (ClausIE, WWW 2013); objects moved into the relation after Fader, Soderland and Etzioni,
“Identifying relations for open information extraction” (ReVerb, EMNLP 2011).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Argument
from kg.ontology.terms import Frame
from kg.statements.arguments import plain
from kg.statements.clauses import Clause
from kg.statements.copular import copular, small_clause
from kg.statements.frames import Match, matches
from kg.statements.phrases import joined, noun_prepositions, phrase_end
from kg.statements.predicates import mint, predicate, third_person, trigger
from kg.statements.quantities import number
from kg.statements.reading import Reading
from kg.statements.roles import noun_words

ARGUMENT_PREPOSITIONS = frozenset("to with from for against into over about on as of at toward towards between among".split())
NEVER_ARGUMENTS = frozenset("per despite like unlike including amid since until after before during because".split()) | {
    "according to",
    "because of",
    "due to",
    "in addition to",
    "in spite of",
    "in view of",
    "in light of",
    "in terms of",
    "in case of",
}
GERUND_PREPOSITIONS = frozenset("from of for into to about against on".split())
TOPICS = frozenset("about of for against on over to with from at as".split())  # behind a verb of speech: of what, to whom
UTTERING = frozenset("say state add tell note announce disclose declare reveal".split())  # nothing without what is said
IDLE_OBJECTS = frozenset((("take", "place"), ("take", "part"), ("take", "effect"), ("take", "shape"), ("make", "sense")))
CLOSE_ADVERBS = frozenset("underway together ahead away back along forward home abroad ashore apart".split())  # part of their verb
LONGEST_COMPLEMENT = 10  # tokens of a complement in words
BEHIND_NOUNS = frozenset("of in from for to on with between against over about into among at by".split())
MOST_PAIRS = 16
MOST_LABEL_WORDS = 4


def verbal(reading: Reading) -> None:
    """Emit the statements of all clauses of a document, in order of position."""
    for clause in reading.clauses.by_head.values():
        if reading.restricts(clause):
            continue
        if clause.copula or clause.existential:
            copular(reading, clause)
        else:
            _Verb(reading, clause).emit()


def _turned(clause: Clause) -> tuple[list[int], list[int], list[int], bool]:
    """Subject, object and indirect object tokens of the active form; True at the end for a passive without agent."""
    if not clause.passive:
        return clause.subjects, clause.objects, clause.indirect, False
    if not clause.agents:
        return clause.subjects, clause.objects, [], True
    if clause.objects:
        return clause.agents, clause.objects, clause.subjects, False
    return clause.agents, clause.subjects, [], False


class _Verb:
    """One clause on its way to statements."""

    def __init__(self, reading: Reading, clause: Clause) -> None:
        self.reading = reading
        self.clause = clause
        self.parse = reading.parse
        self.trait = reading.contexts.verb_trait(clause)
        subjects, self.objects, indirect, self.passive = _turned(clause)
        self.slots: dict[str, list[Argument]] = {
            "subject": reading.slot("subject", subjects),
            "object": reading.slot("object", self.objects),
            "indirect": reading.slot("indirect", indirect),
        }
        if not self.objects and not clause.passive:
            self._amount()
        self.prepositions = [p for p in joined(self.parse, clause.prepositions) if reading.counts(p) and p.word not in NEVER_ARGUMENTS]
        for p in self.prepositions:
            self.slots.setdefault(p.word, []).extend(reading.slot(p.word, (p.token,)))
        self.idiom = False
        self.taken: set[str] = set()
        self.event_type = ""

    def _amount(self) -> None:
        """“fell 9 percent”: by how much, where the parser has it as an adverb."""
        for token in self.clause.adverbs:
            if self.parse.deps[token] == "npadvmod" and token > self.clause.head:
                found = [a for a in self.reading.slot("object", (token,)) if a.type == "Quantity" and a.value is not None and a.value.unit]
                if found:
                    self.objects, self.slots["object"] = [token], found
                    return

    def emit(self) -> None:
        """Emit the clause's statements: the mapped ones, then what no frame has taken."""
        if self.parse.tags[self.clause.head] == "MD" or self._only_colours() or not self.slots["subject"]:
            return  # “all who can”: a modal verb whose verb is left out
        self.context = self.reading.contexts.of(self.clause)
        self.time, self.place = self.reading.time(self.clause), self.reading.place(self.clause)
        matched = self._matched()
        for match, noun in matched:
            self._mapped(match, noun)
        self._plain(bool(matched))
        for attribute in self.clause.attributes:
            small_clause(self.reading, self.clause, self.slots["subject"] if self.passive else self.slots["object"], attribute)

    def _only_colours(self) -> bool:
        """Whether the verb says nothing of its own beside its complement."""
        clauses = self.reading.clauses
        complements = [c for c in (clauses.by_head.get(t) for t in self.clause.complements) if c is not None and c.link in ("xcomp", "ccomp")]
        if not complements or self.objects:
            return False
        if self.trait is None or not self.trait.speech:
            return self.trait is not None or any(not c.finite for c in complements)
        return not self.clause.prepositions

    # ------------------------------------------------------------------ mapped by the lexicon
    def _matched(self) -> list[tuple[Match, int]]:
        """Frames of the verb, and of a noun that a light verb carries (with the noun's token, else -1)."""
        reading, parse, clause, slots = self.reading, self.parse, self.clause, self.slots
        frames = reading.lexicon.frames
        verb = [f for f in frames.get(clause.lemma, ()) if f.pos == "verb" and f.particle == clause.particle]
        if self.passive:
            # “was born in”: a frame whose subject is what the verb acts upon; of the others the kind of event is kept
            types = [reading.ontology.properties[f.property].event_type for f in verb if ("object", "object") in f.slots]
            self.event_type = types[0] if types else ""
            turned = [f for f in verb if ("object", "subject") in f.slots]
            return [(m, -1) for m in matches(turned, {**slots, "object": slots["subject"], "subject": []}, reading.ontology)]
        found: list[tuple[Match, int]] = []
        for noun in self.objects:
            light = [f for f in frames.get(parse.lemmas[noun], ()) if f.pos == "light" and clause.lemma in f.verbs]
            if light:
                own = dict(slots)
                for p in noun_prepositions(parse, noun):
                    if not reading.is_time(p.token):
                        own[p.word] = [*own.get(p.word, ()), *reading.slot(p.word, (p.token,))]
                found.extend((m, noun) for m in matches(light, own, reading.ontology))
        if not found:
            found.extend((m, -1) for m in matches(verb, slots, reading.ontology, allow_no_object=not slots["object"]))
        return found

    def _mapped(self, match: Match, noun: int) -> None:
        label, first, last = self._label(match, noun)
        phrase = predicate(self.parse, match.frame.property, label, first, last)
        self.taken |= {match.slot} | ({"object"} if noun >= 0 or self.passive else set())
        self.taken |= {slot for slot, role in match.frame.slots if role == "both"} | (match.consumed - {"subject", "object", "indirect"})
        rest = [(word, a) for word, a in self._roles() if word not in match.consumed]
        for subject, object in match.pairs[:MOST_PAIRS]:
            self.reading.emit(
                token=self.clause.head,
                subject=subject,
                predicate=phrase,
                object=object,
                context=self.context,
                extractor="verbal",
                time=self.time,
                place=self.place,
                roles=(*match.roles, *rest),
                frame=match.frame,
                features=self._features(match.frame, object),
            )

    def _roles(self) -> list[tuple[str, Argument]]:
        """Prepositional arguments that say no place, each once, under their prepositions."""
        reading = self.reading
        return [(p.word, a) for p in self.prepositions if not reading.is_place(p) for a in reading.slot(p.word, (p.token,))]

    def _label(self, match: Match, noun: int) -> tuple[str, int, int]:
        """The words between subject and object, and the tokens of the trigger."""
        clause = self.clause
        first, last = trigger(self.parse, clause.group, (*clause.subjects, *clause.objects))
        words = ["is", self.parse.words[clause.head].lower()] if self.passive else [third_person(clause.lemma)]
        if clause.particle:
            words.append(clause.particle)
        if noun >= 0 and match.slot != "object":
            words.append(noun_words(self.reading, noun))
            first, last = min(first, noun), max(last, noun + 1)
        elif match.slot not in ("object", "subject", "indirect", ""):
            goods = self._goods(match)
            if goods is not None and len(goods.label.split()) <= MOST_LABEL_WORDS:
                words.append(goods.label)
        elif match.slot == "indirect":
            words.extend((self._goods_words(match), "to"))
        if match.slot not in ("object", "subject", "indirect", "complement", ""):
            words.append(match.slot)
        return " ".join(filter(None, words)), first, last

    def _goods_words(self, match: Match) -> str:
        goods = self._goods(match)
        return _short(goods) if goods is not None else ""

    def _ordered(self) -> str:
        """What the object is to do: “forces … to lower its prices”, where the verb says nothing without it."""
        if self.clause.passive or self.clause.lemma not in self.reading.lexicon.incomplete_words:
            return ""
        for token in self.clause.complements:
            lower = self.reading.clauses.by_head.get(token)
            if lower is None or lower.link != "xcomp" or lower.finite or lower.marker != "to" or lower.subjects != self.objects:
                continue
            if not all(self.clause.head < t < lower.head for t in self.objects):
                continue
            parse, last = self.parse, phrase_end(self.parse, lower.head, LONGEST_COMPLEMENT)
            return "… " + " ".join(parse.text[parse.start[lower.group[0]] : parse.end[last]].split())
        return ""

    def _completed(self) -> str:
        """What the verb says of its object, without which it says little: “describes … as a chance”, “leaves … dead”, “takes … seriously”."""
        parse, clause = self.parse, self.clause
        if self.passive or len(self.objects) != 1:
            return ""
        noun = self.objects[0]
        behind = [c for c in (*parse.children[clause.head], *parse.children[noun]) if c > noun]
        first = next((c for c in behind if parse.deps[c] == "prep" and parse.words[c].lower() == "as" and c in self._as), -1)
        if first < 0:
            first = next((c for c in behind if parse.deps[c] == "oprd" and parse.pos[c] == "ADJ" and parse.heads[c] == clause.head), -1)
        if first < 0 and clause.lemma in self.reading.lexicon.incomplete_words:
            first = next((c for c in behind if parse.deps[c] == "advmod" and parse.heads[c] == clause.head and parse.words[c].endswith("ly")), -1)
        if first < 0:
            return ""
        last = phrase_end(parse, first, LONGEST_COMPLEMENT)
        return "… " + " ".join(parse.text[parse.start[parse.left[first]] : parse.end[last]].split())

    @property
    def _as(self) -> set[int]:
        """The tokens of “as” that have an argument (“as a chance”, not “as soon”)."""
        return {
            c
            for t in (self.clause.head, *self.objects)
            for c in self.parse.children[t]
            if any(self.parse.deps[d] == "pobj" for d in self.parse.children[c])
        }

    @staticmethod
    def _goods(match: Match) -> Argument | None:
        """What fills the verb's object slot where the frame's object stands behind a preposition (“supplies gas to”)."""
        role = next((r.removesuffix("!") for s, r in match.frame.slots if s == "object"), "")
        return next((a for r, a in match.roles if r == role), None)

    def _features(self, frame: Frame | None, object: Argument | None) -> list[str]:
        clause = self.clause
        found = []
        if clause.shared:
            found.append("recovered subject" if clause.link in ("advcl", "acl", "pcomp") else "shared subject")
        if object is not None and object.type == "Group":
            found.append("group")
        if frame is None and clause.lemma not in self.reading.lexicon.frames:
            found.append("rare verb")
        return found

    # ------------------------------------------------------------------ in the text's own words
    def _plain(self, mapped: bool) -> None:
        parse, clause, slots = self.parse, self.clause, self.slots
        self.verb, self.lemmas = third_person(clause.lemma), [clause.lemma]
        if self.passive:
            self.verb, self.lemmas = f"is {parse.words[clause.head].lower()}", ["be", parse.words[clause.head]]
        if clause.particle:
            self.verb, self.lemmas = f"{self.verb} {clause.particle}", [*self.lemmas, clause.particle]
        self._idioms()
        listener = self.trait is not None and self.trait.speech and any(t in self.reading.clauses.by_head for t in clause.complements)
        made = mapped
        if slots["object"] and "object" not in self.taken and not (listener and not self.passive):
            roles = [*(("recipient", a) for a in slots["indirect"]), *self._roles()]
            ordered = self._ordered() or self._completed()
            for object in slots["object"][:MOST_PAIRS]:
                self._say(f"{self.verb} {ordered}".strip(), self.lemmas, object, roles)
            made = True
        self._indirect()
        self._noun_arguments()
        if not mapped:
            made |= self._prepositional(made)
        acted = any(parse.deps[c] == "dobj" for c in parse.children[clause.head])  # on something that names nothing (“praised itself”)
        if not made and not slots["object"] and (self.passive or self.idiom or not acted) and self._happens():
            self._say(self.verb, self.lemmas, None, [])

    def _idioms(self) -> None:
        """“takes place”, “gets underway”: a bare noun or an adverb that belongs to the verb."""
        parse, clause = self.parse, self.clause
        if len(self.objects) == 1 and (clause.lemma, parse.words[self.objects[0]].lower()) in IDLE_OBJECTS and not self.passive:
            noun = self.objects[0]
            if not any(c < noun for c in parse.children[noun]):
                word = parse.words[noun].lower()
                self.slots["object"], self.objects = [], []
                self.verb, self.lemmas, self.idiom = f"{self.verb} {word}", [*self.lemmas, word], True
        elif not clause.particle and not self.slots["object"] and not self.passive:
            close = clause.head + 1
            if close in clause.adverbs and not parse.children[close] and parse.words[close].lower() in CLOSE_ADVERBS:
                word = parse.words[close].lower()
                self.verb, self.lemmas, self.idiom = f"{self.verb} {word}", [*self.lemmas, word], True

    def _happens(self) -> bool:
        """Whether a verb without any argument is worth a statement: it is no speech, no idle participle, and known or said of a name."""
        clause, lexicon = self.clause, self.reading.lexicon
        if self.trait is not None and (self.trait.speech or (self.trait.modality and not self.trait.polarity) or self.trait.raising):
            return False
        if not clause.finite and clause.link in ("advcl", "acl", "conj", "pcomp") and not self.passive:
            return False
        if self.idiom:
            return True
        if clause.lemma in lexicon.incomplete_words and not clause.particle and not (self.passive and clause.lemma in lexicon.support_verbs):
            return False
        known = clause.lemma in lexicon.frames or clause.lemma in lexicon.event_types
        return known or any(a.label[:1].isupper() for a in self.slots["subject"])

    def _say(self, label: str, name: list[str], object: Argument | None, roles: Sequence[tuple[str, Argument]], *features: str) -> None:
        first, last = trigger(self.parse, self.clause.group, (*self.clause.subjects, *self.clause.objects))
        for subject in self.slots["subject"]:
            self.reading.emit(
                token=self.clause.head,
                subject=subject,
                predicate=predicate(self.parse, mint(name), label, first, last),
                object=object,
                context=self.context,
                extractor="verbal",
                roles=roles,
                time=self.time,
                place=self.place,
                event_type=self.event_type,
                features=(*self._features(None, object), *features),
            )

    def _indirect(self) -> None:
        """“gave the firm a loan”: gives a loan to the firm."""
        slots = self.slots
        if not slots["indirect"] or not slots["object"] or "indirect" in self.taken:
            return
        what = _short(slots["object"][0])
        for object in slots["indirect"]:
            self._say(f"{self.verb} {what} to", [*self.lemmas, "to"], object, [("patient", slots["object"][0])], "further argument")

    def _noun_arguments(self) -> None:
        """“have experienced souring relations with”: the noun that a support verb carries moves into the relation."""
        reading, parse = self.reading, self.parse
        if self.clause.lemma not in reading.lexicon.support_verbs or "object" in self.taken or len(self.objects) != len(self.slots["object"]):
            return
        for noun, argument in zip(self.objects, self.slots["object"], strict=True):
            if parse.pos[noun] != "NOUN":
                continue
            for p in noun_prepositions(parse, noun):
                if p.word in ARGUMENT_PREPOSITIONS and p.word != "of" and not reading.is_time(p.token):
                    for object in reading.slot("object", (p.token,)):
                        label, name = f"{self.verb} {noun_words(reading, noun)} {p.word}", [*self.lemmas, parse.lemmas[noun], p.word]
                        self._say(label, name, object, [("patient", argument)], "further argument")

    def _prepositional(self, made: bool) -> bool:
        """“looks for support”, “supplies gas to China”: the object of a preposition, with the verb's object in the relation."""
        reading, parse, slots = self.reading, self.parse, self.slots
        transitive = bool(slots["object"])
        support = self.clause.lemma in reading.lexicon.support_verbs
        middle, name = "", []
        if transitive:
            middle = f" {noun_words(reading, self.objects[0])}" if support and self.objects else f" {_short(slots['object'][0])}"
            name = [parse.lemmas[self.objects[0]]] if support and self.objects and parse.pos[self.objects[0]] == "NOUN" else []
        if self._uttered() or reading.contexts.reports(self.clause):
            return made  # what is said has a statement of its own, with the occasion and the listener in it
        for p in self.prepositions:
            if p.word in self.taken or not self._asks_for(p.word):
                continue
            if transitive and (p.word not in ARGUMENT_PREPOSITIONS or reading.is_place(p) or p.word in ("in", "at")):
                continue
            for object in reading.slot("object", (p.token,)):
                roles = [r for r in self._roles() if r[1].start != object.start] + ([("patient", slots["object"][0])] if transitive else [])
                extra = ("further argument",) if transitive or made else ()
                self._say(f"{self.verb}{middle} {p.word}", [*self.lemmas, *name, p.word], object, roles, *extra)
            made = True
        for word, argument in self._gerunds():
            if word not in self.taken:
                self._say(f"{self.verb}{middle} {word}", [*self.lemmas, *name, word], argument, [], *(("further argument",) if transitive else ()))
                made = True
        return made

    def _uttered(self) -> bool:
        """Whether the clause reports what was said, so that its prepositions only say how (“said in a statement that …”)."""
        if not self._speaks():
            return False
        lower = (self.reading.clauses.by_head.get(t) for t in self.clause.complements)
        return self.clause.lemma in UTTERING or any(c is not None and c.link == "ccomp" for c in lower)

    def _speaks(self) -> bool:
        return self.trait is not None and self.trait.speech and not self.passive and not self.slots["object"]

    def _asks_for(self, word: str) -> bool:
        """Whether a preposition can stand alone behind the verb: “spoke about”, not “spoke in”."""
        return not self._speaks() or word in TOPICS

    def _gerunds(self) -> list[tuple[str, Argument]]:
        """“was barred from selling drugs”, “accused it of hiding losses”: prepositions before a verb, with its words."""
        parse, found = self.parse, []
        for marker in parse.children[self.clause.head]:
            word = parse.words[marker].lower()
            if parse.deps[marker] != "prep" or word not in GERUND_PREPOSITIONS:
                continue
            for verb in parse.children[marker]:
                if parse.deps[verb] == "pcomp" and parse.tags[verb] == "VBG" and parse.left[verb] == verb:
                    last = phrase_end(parse, verb, LONGEST_COMPLEMENT)
                    if last > verb:
                        found.append((word, self.reading.arguments.words("object", verb, first=verb, last=last)))
        return found


def _short(argument: Argument) -> str:
    """An argument's words for a label: at most a few, those before a preposition if there are many."""
    words = plain(argument.label or argument.text).split()
    if len(words) > MOST_LABEL_WORDS:
        first = next((i for i, word in enumerate(words) if i and word.lower() in BEHIND_NOUNS and number(words[i - 1 : i]) is None), len(words))
        words = words[:first]
    return " ".join(words[-MOST_LABEL_WORDS:])
