"""What surrounds a clause: polarity, modality, tense, and who says it.

Invariants: a clause inherits from the clause that governs it what that word does to it (a trait of the lexicon): “plans to” makes it
planned, “denied that” negates it, “said” attributes it; own auxiliaries and negation come first. Attribution is innermost first.

Sources: factuality as polarity and modality under source-introducing predicates, after Saurí and Pustejovsky, “FactBank” (2009);
attribution as source, cue and content after Pareti, “PARC 3.0” (2016).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.annotations.records import Annotations
from kg.model import Argument, Attribution, Modality, Polarity, Tense
from kg.ontology.terms import Lexicon, Trait
from kg.statements.arguments import Arguments
from kg.statements.clauses import Clause, Clauses
from kg.statements.reported import LISTENED
from kg.statements.speakers import quotation_speakers
from kg.statements.surface import MODALITIES, Surface, negate
from kg.statements.traits import Traits

FALSE = frozenset(("false", "untrue", "baseless", "fake", "unfounded", "fabricated"))
AGENTS = frozenset(("Person", "Organisation", "State", "Group"))
FINDINGS = frozenset(("Thing", "Concept", "Work"))  # “a study showed”: things that know nothing but say what was found
LONG_QUOTE = 4  # tokens between the marks


@dataclass(frozen=True, slots=True)
class Context:
    """Polarity, modality, tense and attribution of one clause."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    tense: Tense | None = None
    attribution: tuple[Attribution, ...] = ()


def _distinct(attribution: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Each speaker once, where first named."""
    found: dict[str, Attribution] = {}
    for a in attribution:
        found.setdefault(a.chain, a)
    return tuple(found.values())


class Contexts:
    """Contexts of a document's clauses, each worked out once.

    Args:
        annotations: the document's annotations.
        clauses: its clauses.
        arguments: makes the speakers' arguments.
        lexicon: traits.
    """

    def __init__(self, annotations: Annotations, clauses: Clauses, arguments: Arguments, lexicon: Lexicon) -> None:
        self.annotations = annotations
        self.parse = annotations.parse
        self.clauses = clauses
        self.arguments = arguments
        self.lexicon = lexicon
        self.traits = Traits(annotations.parse, clauses, lexicon)
        self.surface = Surface(annotations, clauses, self.trait)
        self.known: dict[int, Context] = {}
        self.speakers: dict[int, Attribution | None] = {}
        self.active: set[int] = set()
        self.holders: dict[int, tuple[Attribution, ...]] = {}  # whose wishes, fears or findings a clause is, by its head
        self.cues: set[int] = set()  # heads of the clauses that introduce a quotation
        self._quotations: dict[int, Attribution] | None = None

    # ------------------------------------------------------------------ traits
    def trait(self, lemma: str, *pos: str) -> Trait | None:
        """The lexicon's trait of a word, for one of these parts of speech."""
        return self.traits.word(lemma, *pos)

    def verb_trait(self, clause: Clause) -> Trait | None:
        """The trait of a clause's predicate: of its verb, or of the adjective or noun that its copula links."""
        return self.traits.of(clause)

    def speaks(self, clause: Clause) -> bool:
        """Whether a clause's subject says what its complement holds."""
        trait = self.verb_trait(clause)
        return trait is not None and trait.speech

    def reports(self, clause: Clause) -> bool:
        """Whether a clause says something that stands in the text: a clause, or a quotation beside it."""
        if not self.speaks(clause) or (clause.passive and not clause.agents) or (clause.objects and clause.lemma not in LISTENED):
            return False
        lower = (self.clauses.by_head.get(t) for t in clause.complements)
        return any(c is not None and c.link == "ccomp" for c in lower) or (bool(self.quotations) and clause.head in self.cues)

    # ------------------------------------------------------------------ contexts
    def of(self, clause: Clause) -> Context:
        """The context of a clause."""
        known = self.known.get(clause.head)
        if known is not None:
            return known
        if clause.head in self.active:  # a malformed parse may quote in a circle
            return Context()
        self.active.add(clause.head)
        result = self._context(clause)
        self.active.discard(clause.head)
        self.known[clause.head] = result
        return result

    def _context(self, clause: Clause) -> Context:
        polarity, modality, tense = self.surface.own(clause)
        upper = self.clauses.enclosing(clause)
        own = Context(polarity, modality, tense)
        if upper is not None:
            outer = self.of(upper)
            held = self.holders.get(upper.head, ())
            if held and clause.link in ("relcl", "acl") and not self._governed(clause, upper):
                own = replace(own, attribution=tuple(a for a in outer.attribution if a not in held))  # what describes is not wished itself
            else:
                own = replace(own, attribution=self.within(clause.governor, upper))
                self.holders[clause.head] = held
            if clause.link == "conj":
                own = self._joined(clause, upper, own, outer)
            elif self._governed(clause, upper):
                if self._assumed(clause, upper):
                    return replace(own, modality="hypothetical")  # “assuming prices remain”: a condition, and no one's word
                own = self._complement(clause, upper, own, outer)
            elif not clause.finite:
                own = self._adjunct(clause, upper, own, outer)
            elif self.surface.awaits(clause) and own.modality == "actual":
                own = replace(own, modality="expected")
        attribution = (*self._according(clause), *own.attribution)
        modality = own.modality
        if not attribution or self._quote(clause.head) >= 0:
            speaker = self.quoted_speaker(clause.head)
            if speaker is not None:
                attribution = (*attribution, speaker)
        if not attribution and modality == "actual" and self._long_quote(clause.head):
            modality = "possible"  # quoted words, and no one to whom they could be given
        if not attribution and modality == "hypothetical" and self._quote(clause.head) < 0 and self.surface.told_ahead(clause):
            modality, own = self.surface.announced(clause), replace(own, tense="future")
        return replace(own, modality=modality, attribution=_distinct(attribution))

    def _joined(self, clause: Clause, upper: Clause, own: Context, outer: Context) -> Context:
        """What a conjunct shares with the clause it is joined to: auxiliaries, “nor”, a condition (“unless he returned and cooperated”)."""
        polarity, modality = own.polarity, own.modality
        if self.surface.shares_auxiliary(clause, upper):
            modality = outer.modality if modality == "actual" else modality
            polarity = outer.polarity if polarity == "affirmed" and not clause.finite else polarity
        conditional = self.surface.conditional_mark(upper)
        if conditional and modality == "actual" and (clause.shared or clause.head < upper.governor):
            modality = "hypothetical"
        between = (c for c in self.parse.children[clause.governor] if upper.head < c < clause.head) if clause.governor >= 0 else ()
        if polarity == "affirmed" and any(self.parse.words[c].lower() == "nor" for c in between):
            polarity = "negated"
        return Context(polarity, modality, own.tense or outer.tense, own.attribution)

    def _assumed(self, clause: Clause, upper: Clause) -> bool:
        if clause.link != "ccomp" or upper.link != "advcl" or upper.finite:
            return False
        trait = self.trait(self.parse.words[upper.head].lower(), "conjunction")
        return trait is not None and trait.modality in MODALITIES

    def _complement(self, clause: Clause, upper: Clause, own: Context, outer: Context) -> Context:
        """What the word that a clause is the complement of does to it: “plans to”, “denied that”, “said”."""
        polarity, modality, tense = own.polarity, own.modality, own.tense
        trait = self._governing_trait(clause, upper)
        speech = trait is not None and trait.speech
        asked = self.surface.conditional_mark(clause)  # “decide whether to pay”
        if trait is not None:
            if trait.polarity == "negated":
                polarity = negate(polarity)
            settled = clause.finite and trait.modality == "planned" and trait.control == "subject" and tense != "future"
            # “was able to flee”: what one was able to do in the past one did
            settled |= trait.lemma == "able" and (outer.tense, outer.modality, outer.polarity) == ("past", "actual", "affirmed")
            open_ = modality in ("actual", "planned", "expected") or (modality == "hypothetical" and not asked)
            if trait.modality in MODALITIES and trait.modality and open_ and not settled:
                modal = clause.link == "xcomp" and any(self.parse.tags[t] == "MD" for t in upper.group)
                unsure = modal and outer.modality in ("possible", "hypothetical")  # “may try to”
                modality = outer.modality if unsure else trait.modality  # type: ignore[assignment]  # checked against the literal's values
        if speech and modality == "hypothetical" and outer.tense == "past" and self.surface.has_would(clause):
            modality, tense = self.surface.announced(clause), "future"  # “said it would buy”: the future of a past report
        if modality == "actual" and clause.link == "xcomp" and clause.marker == "to":
            if trait is None and upper.objects:
                modality = "actual" if self.surface.is_outcome(clause, upper) else "desired"  # “sanctioned X to punish it”: a purpose
            if upper.copula and not upper.attributes:
                modality = "planned" if outer.modality == "actual" else outer.modality  # “is to begin”; “if it is to begin”
            if upper.lemma in ("have", "be") and self.surface.is_yet(clause, upper):
                return Context(negate(polarity), "actual", outer.tense, own.attribution)  # “has yet to decide”
        if modality == "actual" and self.surface.is_foreseen(clause, upper):
            modality = "expected"
        if outer.polarity == "negated" and upper.lemma in self.lexicon.negation_raising_verbs and clause.link in ("ccomp", "xcomp", "acl"):
            polarity = negate(polarity)
            modality = outer.modality if modality == "actual" else modality
        elif speech and clause.link in ("ccomp", "xcomp"):
            if outer.polarity == "negated" and modality == "actual":
                modality = "possible"
        else:
            if outer.polarity == "negated" and not (trait is not None and trait.factive) and not asked:
                polarity = negate(polarity) if not clause.finite else polarity
                if clause.finite and modality == "actual":
                    modality = "possible"
            if modality == "actual":
                modality = outer.modality
        if not clause.finite and tense is None:
            tense = outer.tense
        if self._called_false(clause.governor, upper, trait):
            polarity = negate(polarity)
        speaker = self._reporter(clause, upper, trait)
        if speaker is None and (speaker := self._holder(clause, upper, trait)) is not None:
            self.holders[clause.head] = (speaker, *self.holders.get(clause.head, ()))
        if speaker is None and speech and modality == "actual":
            modality = "possible"  # said by someone whom the text does not name
        attribution = (speaker, *own.attribution) if speaker is not None else own.attribution
        return Context(polarity, modality, tense, attribution)

    def _adjunct(self, clause: Clause, upper: Clause, own: Context, outer: Context) -> Context:
        """What a participle or infinitive that no word governs takes from the clause around it."""
        polarity, modality = own.polarity, own.modality
        if modality == "actual" and outer.modality != "actual":
            caused = clause.link == "acl" and clause.passive and upper.lemma in ("have", "get") and clause.governor in upper.objects
            absolute = clause.link == "advcl" and clause.subjects and not clause.shared and clause.marker != "with"
            if caused or (clause.link in ("pcomp", "advcl") and not absolute):
                modality = outer.modality  # “will have the case heard”; not “must be filled in, the office advising a lawyer”
        if clause.marker == "to" and clause.link in ("advcl", "acl") and modality == "actual" and not self.surface.is_ranked(clause):
            if not self.surface.is_outcome(clause, upper):
                modality = self._described(clause) or "desired"
        if clause.marker == "without" or self.surface.is_instead(clause):
            polarity = negate(polarity)
        return Context(polarity, modality, own.tense or outer.tense, own.attribution)

    def _described(self, clause: Clause) -> Modality | None:
        """“the expected date for Acme to deliver”: the adjective of the noun that an infinitive hangs on."""
        if clause.link != "acl" or clause.governor < 0:
            return None
        for child in self.parse.children[clause.governor]:
            trait = self.trait(self.parse.words[child].lower(), "adjective") if self.parse.deps[child] == "amod" else None
            if trait is not None and trait.modality in ("expected", "planned", "possible"):
                return trait.modality  # type: ignore[return-value]  # checked against the literal's values
        return None

    def _holder(self, clause: Clause, upper: Clause, trait: Trait | None) -> Attribution | None:
        """Whose wish, request, fear or finding a clause is that speaks of someone else: “asked towns to pay”, “a poll found that …”."""
        if trait is None or (clause.governor != upper.head and clause.link not in ("xcomp", "ccomp")) or clause.link == "pcomp":
            return None
        found = self.speaker(upper)
        if found is None or any(a.chain == found.chain for a in self.of(upper).attribution):
            return None
        if trait.factive:
            shown = found.type in FINDINGS or (found.type == "Event" and upper.lemma == "find")  # of events only inquiries find
            foreseen = shown or self.surface.is_foreseen(clause, upper)
            return found if clause.link == "ccomp" and foreseen and not trait.speech else None
        if trait.modality not in ("desired", "ordered", "expected", "possible") or clause.subjects == upper.subjects:
            return None
        if upper.lemma in ("have", "make") or (upper.copula and found.type not in AGENTS) or found.type in ("Event", "Place", "Quantity"):
            return None
        chains = {a.chain for t in clause.subjects for a in self.arguments.of("subject", t)}
        return found if chains and found.chain not in chains else None

    def _governed(self, clause: Clause, upper: Clause) -> bool:
        """Whether a clause is a complement (and not a mere modifier) of what it hangs on."""
        parse = self.parse
        if clause.link in ("xcomp", "ccomp"):
            return True
        if clause.link == "relcl" and clause.governor >= 0 and self._content(clause):
            return True
        if clause.link == "acl" and clause.governor >= 0:
            if clause.marker == "to" and parse.pos[clause.governor] == "PRON" and clause.governor in upper.objects:
                return self.verb_trait(upper) is not None  # “wants nothing to change”
            if clause.marker == "" and not clause.finite and parse.tags[clause.head] == "VBN":
                return False  # “an agreement reached in May”
            return self.trait(parse.lemmas[clause.governor], "noun") is not None
        if clause.link == "pcomp":
            if clause.marker in ("of", "from", "against", "on", "in", "for", "at", "about", "as", "to", "into"):
                above = parse.heads[clause.governor]
                return self.trait(parse.lemmas[above], "noun", "verb", "adjective") is not None
        if clause.link == "advcl" and clause.marker in ("", "to", "that"):
            # a participle or infinitive whose governor is a verb that takes complements (“is ready to …” parsed as adverbial)
            listed = upper.copula or (upper.passive and self.trait(parse.words[upper.head].lower(), "adjective") is not None)
            return not clause.finite and clause.marker == "to" and self._governing_trait(clause, upper) is not None and listed
        return False

    def _content(self, clause: Clause) -> bool:
        """“the report that A sold turbines to B”: a clause that says what the noun holds, though it was taken for a relative clause."""
        parse = self.parse
        trait = self.trait(parse.lemmas[clause.governor], "noun")
        if trait is None or not (trait.speech or trait.modality):
            return False
        first = parse.words[clause.governor + 1].lower() if clause.governor + 1 < len(parse.words) else ""
        return first == "that" and clause.governor not in (*clause.subjects, *clause.objects) and bool(clause.subjects) and bool(clause.objects)

    def _called_false(self, governor: int, upper: Clause, trait: Trait | None) -> bool:
        """“denied a report that …”, “the claim that … was denied”, “… is false”."""
        above = self.verb_trait(upper)
        denies = above is not None and above is not trait and above.polarity == "negated"
        if denies and (governor in upper.objects or (upper.passive and governor in upper.subjects)):
            return True
        return upper.copula and governor in upper.subjects and any(self.parse.lemmas[t] in FALSE for t in upper.attributes)

    def _long_quote(self, token: int) -> bool:
        number = self._quote(token)
        if number < 0:
            return False
        quote = self.annotations.quotes[number]
        if self.parse.left[token] < quote.first or self.parse.right[token] > quote.last:
            return False  # only some of its words are quoted
        return quote.last - quote.first - 2 >= LONG_QUOTE

    def _governing_trait(self, clause: Clause, upper: Clause) -> Trait | None:
        """The trait of the very word that a clause hangs on (an adjective or noun counts before the verb above it)."""
        parse = self.parse
        governor = clause.governor
        if clause.link == "pcomp" and governor >= 0:
            governor = parse.heads[governor]
        if governor != upper.head and governor >= 0:
            found = self.trait(parse.lemmas[governor], "adjective", "noun")
            if found is not None:
                return found
        if clause.link == "ccomp" and clause.finite and not upper.copula and not upper.particle:
            found = self.trait(upper.lemma, "verb")
            if found is not None and found.speech:
                return found  # “told Reuters that …”, whatever infinitive stands beside it
        return self.verb_trait(upper)

    # ------------------------------------------------------------------ speakers
    def _reporter(self, clause: Clause, upper: Clause, trait: Trait | None) -> Attribution | None:
        if trait is None or not trait.speech:
            return None
        if (
            clause.governor >= 0
            and clause.governor != upper.head
            and self.parse.pos[clause.governor] == "NOUN"
            and clause.link in ("acl", "ccomp", "relcl")
        ):
            return self._of_noun(clause.governor)
        return self.speaker(upper)

    def _of_noun(self, noun: int) -> Attribution | None:
        """Whose claim it is: “his claim that …”, “the statement by X that …”."""
        parse = self.parse
        for child in parse.children[noun]:
            if parse.deps[child] == "poss":
                return self.attribution(child, parse.words[noun])
            if parse.deps[child] in ("prep", "agent") and parse.words[child].lower() in ("by", "from", "of"):
                for token in parse.children[child]:
                    if parse.deps[token] == "pobj":
                        return self.attribution(token, parse.words[noun])
        upper = self.clauses.above(noun)
        return self.speaker(upper) if upper is not None and noun in upper.objects else None

    def speaker(self, clause: Clause) -> Attribution | None:
        """Who says what a speech clause holds: its subject, or the agent of a passive (“was told by …”)."""
        if clause.head not in self.speakers:
            tokens = clause.agents if clause.passive else clause.subjects
            cue = self.parse.words[clause.head]
            found = next((a for a in (self.attribution(t, cue) for t in tokens) if a is not None), None)
            self.speakers[clause.head] = found
        return self.speakers[clause.head]

    def attribution(self, token: int, cue: str) -> Attribution | None:
        """An attribution to the thing that a token heads, if it may speak."""
        arguments: list[Argument] = self.arguments.of("speaker", token)
        for a in arguments:
            mentions = self.annotations.chains.get(a.chain, ())
            if a.chain and any(m.kind != "pronoun" for m in mentions):
                return Attribution(a.chain, a.label, a.text, a.start, a.end, cue, a.type)
        return None

    def _according(self, clause: Clause) -> tuple[Attribution, ...]:
        found = []
        for p in clause.prepositions:
            if p.word in ("according to", "per", "in the words of"):
                attribution = self.attribution(p.token, self.parse.words[p.marker] if p.word == "per" else "according to")
                if attribution is not None and not self._measure(p.token, p.marker, attribution):
                    found.append(attribution)
        for token in clause.complements:
            lower = self.clauses.by_head.get(token)
            if lower is not None and lower.link == "advcl" and lower.marker == "as" and self.speaks(lower):
                speaker = self.speaker(lower)
                if speaker is not None:
                    found.append(speaker)
        if clause.lemma in ("say", "write") or clause.passive or clause.link == "root" or not found:
            upper = self.clauses.enclosing(clause)
            if clause.link == "pcomp" and clause.marker == "as" and upper is not None and upper.lemma in ("quote", "cite"):
                found.extend(a for a in (self.attribution(t, self.parse.words[upper.head]) for t in upper.agents) if a is not None)
        return tuple(found)

    def _measure(self, noun: int, marker: int, source: Attribution) -> bool:
        """Whether “according to” names no source but a measure: “repaid according to the terms”, with no comma before it."""
        if source.type not in ("Thing", "Concept"):
            return False
        trait = self.trait(self.parse.lemmas[noun], "noun")
        if trait is not None and trait.speech:
            return False
        first = marker - 1 if self.parse.words[marker].lower() == "to" else marker
        return first - 1 >= self.parse.sentences[self.parse.sentence[marker]][0] and self.parse.words[first - 1] != ","

    def _quote(self, token: int) -> int:
        quoted = self.annotations.quoted
        return quoted[token] if token < len(quoted) else -1

    def quoted_speaker(self, token: int) -> Attribution | None:
        """Who is quoted with the words at a token, if a cue stands beside the quotation."""
        number = self._quote(token)
        return self.quotations.get(number) if number >= 0 else None

    def within(self, token: int, clause: Clause) -> tuple[Attribution, ...]:
        """Attribution of what stands at a token of a clause: inside the source's own phrase (“according to Ann, who left”) it is not the source's."""
        outer = self.of(clause).attribution
        for p in clause.prepositions:
            if p.word == "according to" and self.parse.left[p.token] <= token <= self.parse.right[p.token]:
                sources = self._according(clause)
                return tuple(a for a in outer if a not in sources)
        return outer

    def background(self, token: int) -> tuple[Attribution, ...]:
        """Whose word an apposition or title is: a quoted speaker's, else the outlet's own, even inside a reported clause."""
        speaker = self.quoted_speaker(token)
        return (speaker,) if speaker is not None else ()

    @property
    def quotations(self) -> dict[int, Attribution]:
        """Speaker of each quotation that has one, by the quotation's number."""
        if self._quotations is None:
            self._quotations = {}  # a quotation inside a cue's own clause must not ask for itself
            self._quotations = quotation_speakers(self)
        return self._quotations
