"""Statements of noun phrases: titles, appositions, event nouns with their arguments, relations a noun names, places of names.

Invariants: a noun's statement carries the attribution of the clause it stands in, and a plan, wish or denial that governs the noun
(“wants talks”, “warned of an invasion”, “any attack”) is its modality or polarity.

Source: nominal relations after Pal and Mausam, “Demonyms and compound relational nouns in nominal open IE” (AKBC 2016), and the argument
structure of nominalisations after Meyers et al., “NomBank” (2004).
"""

from __future__ import annotations

from kg.annotations.records import Located
from kg.model import Argument, Polarity, Time
from kg.statements.clauses import noun_prepositions
from kg.statements.context import MODALITIES, Context, negate
from kg.statements.frames import Match, distinct_pairs, matches
from kg.statements.predicates import mint, predicate, third_person
from kg.statements.reading import PLACE_TYPES, Reading
from kg.statements.roles import noun_words, owners, role_name, role_statements

RELATION_PREPOSITIONS = frozenset(("with", "to", "against", "over", "on", "between", "toward", "towards"))


LOCATED_TYPES = ("Organisation", "Place", "Event", "Thing")
COURTESIES = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady", "madam"))


def nominal(reading: Reading) -> None:
    """Emit the statements of all noun phrases of a document, in order of position."""
    parse, skip, at = reading.parse, reading.annotations.skip, reading.annotations.at
    frames = reading.lexicon.frames
    for located in reading.annotations.mentions:
        if located.mention.kind == "name":
            _title(reading, located)
            _located(reading, located)
        elif located.mention.kind == "nominal":
            _described(reading, located)
    for token in range(len(parse.words)):
        if skip[token] or parse.pos[token] not in ("NOUN", "PROPN"):
            if parse.deps[token] == "amod" and token > 1 and parse.words[token - 1] == "-" and not skip[token]:
                _hyphen(reading, token)
            continue
        if parse.deps[token] == "appos":
            _apposition(reading, token)
        if parse.pos[token] == "NOUN" and parse.children[token]:
            known = [f for f in frames.get(parse.lemmas[token], ()) if f.pos == "noun"]
            if not (known and _event(reading, token, known)):
                _relation(reading, token)
    for name, noun in reading.clauses.introduced.items():
        if name in at and at[name].mention.kind == "name":
            _introduced(reading, at[name], noun)


# ------------------------------------------------------------------ contexts
def noun_context(reading: Reading, noun: int) -> Context:
    """Polarity, modality, tense and attribution of what a noun speaks of.

    Args:
        reading: the document.
        noun: the noun's token.
    """
    parse, contexts = reading.parse, reading.contexts
    clause = reading.clauses.above(noun)
    outer = contexts.of(clause) if clause is not None else Context()
    polarity: Polarity = "affirmed"
    modality = "actual"
    determiners = {parse.words[c].lower() for c in parse.children[noun] if parse.deps[c] == "det"}
    if "no" in determiners:
        polarity = negate("affirmed")
    for child in parse.children[noun]:
        if parse.deps[child] in ("amod", "compound"):
            trait = contexts.trait(parse.lemmas[child], "adjective")
            if trait is not None and trait.modality in MODALITIES:
                modality = trait.modality
    if "any" in determiners and modality == "actual":
        modality = "hypothetical"
    # words that govern the noun: “a plan for talks”, “warned of an invasion”, “rejected a deal”
    token, steps = noun, 0
    while steps < 4 and parse.heads[token] != token:
        upper = parse.heads[token]
        if upper in reading.clauses.by_head:
            governor = reading.clauses.by_head[upper]
            inside = noun not in governor.subjects and parse.deps[token] in ("dobj", "prep", "pobj", "attr", "conj")
            if inside:
                trait = contexts.verb_trait(governor)
                if trait is not None:
                    if trait.modality in MODALITIES and trait.modality and modality == "actual" and _complement(reading, token, upper):
                        modality = trait.modality
                    if trait.polarity == "negated" and parse.deps[token] == "dobj":
                        polarity = negate(polarity)
                if parse.deps[token] in ("dobj", "attr") and modality == "actual":
                    modality = outer.modality
                    if outer.polarity == "negated":
                        polarity = negate(polarity)
            elif (
                modality == "actual"
                and outer.modality in ("planned", "hypothetical")
                and noun in governor.subjects
                and governor.lemma in ("be", "take", "happen", "occur", "begin", "start")
            ):
                modality = outer.modality
            break
        if parse.pos[upper] == "NOUN" and upper != noun:
            trait = contexts.trait(parse.lemmas[upper], "noun")
            if trait is not None and trait.modality in MODALITIES and trait.modality and modality == "actual":
                modality = trait.modality
        token, steps = upper, steps + 1
    return Context(polarity, modality, outer.tense if modality == "actual" else None, outer.attribution)  # type: ignore[arg-type]  # checked against the literal's values


def _complement(reading: Reading, token: int, verb: int) -> bool:
    """Whether a dependent of a verb is what its trait speaks of: its object, or the object of “for”, “of”, “to”."""
    parse = reading.parse
    return parse.deps[token] in ("dobj", "attr") or (
        parse.deps[token] == "prep" and parse.words[token].lower() in ("for", "of", "to", "on", "against")
    )


def noun_time(reading: Reading, noun: int) -> Time | None:
    """A date inside a noun's own phrase (“talks on Friday”, “Friday's ceremony”)."""
    parse = reading.parse
    home = reading.clauses.above(noun)
    for expression in reading.annotations.times:
        if expression.first > parse.right[noun]:
            break
        if expression.time is not None and expression.first >= parse.left[noun] and reading.clauses.above(expression.head) is home:
            return expression.time
    return None


def noun_place(reading: Reading, noun: int) -> Argument | None:
    """A place attached to a noun (“talks in Beijing”)."""
    for p in noun_prepositions(reading.parse, noun):
        if reading.is_place(p):
            found = reading.arguments.of("place", p.token)
            if found:
                return found[0]
    return None


# ------------------------------------------------------------------ names
def _title(reading: Reading, located: Located) -> None:
    """“Chinese President Xi Jinping”, “the Russian news agency TASS”, “Al Jazeera's Katrina Yu”."""
    parse, head = reading.parse, located.head
    if parse.left[head] >= located.first:
        return
    before = [
        c
        for c in parse.children[head]
        if c < located.first and parse.deps[c] in ("compound", "nmod", "amod", "appos") and parse.pos[c] in ("NOUN", "PROPN")
    ]
    holders = reading.arguments.of_mention("subject", located)
    if not holders or not holders[0].chain:
        return
    holder = holders[0]
    context = noun_context(reading, head)
    context = Context("affirmed", "actual", "present", context.attribution)
    nouns = [
        c
        for c in before
        if c not in reading.annotations.at or reading.annotations.at[c].mention.kind == "nominal" or reading.annotations.at[c] is located
    ]
    made = False
    title = next((c for c in reversed(nouns) if _role_like(reading, c)), None)
    if title is not None:
        slots = owners(reading, title, before=head)
        first = min([title, *(c for c in parse.children[title] if parse.deps[c] in ("compound", "amod") and c not in reading.annotations.at)])
        made = role_statements(reading, head, holder, title, context, first, title + 1, extractor="title", slots=slots)
        if not made and parse.tags[title] not in ("NNS", "NNPS") and holder.type in ("Person", "") and parse.words[title].lower() not in COURTESIES:
            value = reading.arguments.words("object", title, first=first, last=title)
            made = (
                reading.emit(
                    token=head,
                    subject=holder,
                    predicate=predicate(parse, reading.known("kg:hasRole", "be"), "is", first, title + 1),
                    object=value,
                    context=context,
                    extractor="title",
                    happening=False,
                )
                is not None
            )
    if not made and title is None and holder.type == "Person" and "kg:worksFor" in reading.ontology.properties:
        for child in parse.children[head]:
            if parse.deps[child] == "poss":
                for owner in reading.slot("object", (child,)):
                    if owner.type == "Organisation" and owner.chain:
                        end = next((c for c in parse.children[child] if parse.deps[c] == "case"), child)
                        reading.emit(
                            token=head,
                            subject=holder,
                            predicate=predicate(parse, "kg:worksFor", "works for", child, end + 1),
                            object=owner,
                            context=context,
                            extractor="nominal",
                            happening=False,
                            features=("loose",),
                        )


def _described(reading: Reading, located: Located) -> None:
    """“the Russian leader”, “the Chinese capital”, where the text has named who or what that is."""
    parse, head = reading.parse, located.head
    if parse.deps[head] in ("appos", "attr", "compound") or parse.tags[head] in ("NNS", "NNPS"):
        return
    if any(parse.deps[c] == "appos" for c in parse.children[head]):
        return
    mentions = reading.annotations.chains.get(located.mention.chain, ())
    if not any(m.kind == "name" for m in mentions) or not _role_like(reading, head):
        return
    slots = {slot: fillers for slot, fillers in owners(reading, head).items() if slot in ("poss", "mod", "of")}
    if not slots or any(a.chain == located.mention.chain for fillers in slots.values() for a in fillers):
        return
    holders = reading.arguments.of_mention("subject", located)
    if len(holders) == 1:
        first = min([head, *(c for c in parse.children[head] if parse.deps[c] in ("compound", "amod") and c not in reading.annotations.at)])
        context = Context("affirmed", "actual", "present", noun_context(reading, head).attribution)
        role_statements(reading, head, holders[0], head, context, first, head + 1, extractor="nominal", slots=slots, features=("coreference",))


def _role_like(reading: Reading, token: int) -> bool:
    lexicon, lemma = reading.lexicon, reading.parse.lemmas[token]
    return (
        lemma in lexicon.titles
        or lemma in lexicon.person_nouns
        or lemma in lexicon.organisation_nouns
        or role_name(reading, token) in lexicon.titles
        or any(f.pos == "role" for f in lexicon.frames.get(lemma, ()))
    )


def _located(reading: Reading, located: Located) -> None:
    """“the Instituto Gonzaga in Milan”, “Lyon, France”: a name with its place."""
    mention = located.mention
    if mention.type not in LOCATED_TYPES or "kg:locatedIn" not in reading.ontology.properties:
        return
    parse, head = reading.parse, located.head
    targets: list[tuple[int, int]] = []
    for p in noun_prepositions(parse, head):
        if p.word in ("in", "near", "at") and reading.is_place(p):
            targets.append((p.marker, p.token))
    if mention.type == "Place":
        for child in parse.children[head]:
            found = reading.annotations.at.get(child)
            if (
                parse.deps[child] in ("appos", "npadvmod", "nmod")
                and found is not None
                and found.mention.kind == "name"
                and found.mention.type in PLACE_TYPES
                and child > head
            ):
                targets.append((child, child))
    for marker, token in targets:
        for object in reading.slot("object", (token,)):
            for subject in reading.arguments.of_mention("subject", located):
                reading.emit(
                    token=head,
                    subject=subject,
                    predicate=predicate(parse, "kg:locatedIn", "is in", marker, marker + 1),
                    object=object,
                    context=Context("affirmed", "actual", "present", noun_context(reading, head).attribution),
                    extractor="nominal",
                    happening=False,
                    features=("loose",),
                )


# ------------------------------------------------------------------ appositions
def _introduced(reading: Reading, name: Located, noun: int) -> None:
    """“the Russian news agency TASS”, where the parser has torn noun and name apart."""
    parse = reading.parse
    context = Context("affirmed", "actual", "present", ())
    first = min([noun, *(c for c in parse.children[noun] if parse.deps[c] == "compound" and c < noun)])
    for holder in reading.arguments.of_mention("subject", name):
        role_statements(reading, name.head, holder, noun, context, first, noun + 1, extractor="apposition", always=True)


def _apposition(reading: Reading, token: int) -> None:
    """“Sergey Lavrov, the Russian foreign minister”, “his deputy, Li Wei”, “MicroMega, a magazine”."""
    parse, at = reading.parse, reading.annotations.at
    host = parse.heads[token]
    if token in reading.clauses.introduced.values():
        return
    left, right = at.get(host), at.get(token)
    if left is None or right is None:
        return
    if left.mention.kind == "name" and right.mention.kind == "nominal":
        name, nouns = left, [token]
    elif right.mention.kind == "name" and left.mention.kind == "nominal":
        name, nouns = right, [host]
    else:
        return
    if not parse.words[nouns[0]].replace("-", "").isalpha():
        return
    plural = parse.tags[nouns[0]] == "NNS" and not any(parse.deps[c] == "conj" for c in parse.children[name.head])
    if plural or any(parse.tags[c] == "WP$" for c in parse.children[nouns[0]]):
        return
    nouns += [c for n in list(nouns) for c in parse.children[n] if parse.deps[c] == "conj" and parse.pos[c] == "NOUN" and n == token]
    context = Context("affirmed", "actual", "present", noun_context(reading, host).attribution)
    for noun in nouns:
        for holder in reading.arguments.of_mention("subject", name):
            first = min([noun, *(c for c in parse.children[noun] if parse.deps[c] in ("compound", "amod") and c < noun)])
            if role_statements(reading, name.head, holder, noun, context, first, noun + 1, extractor="apposition"):
                continue
            _located_by(reading, name, noun, context)
            kind = reading.known("kg:isA", "be")
            for object in reading.slot("object", (noun,)):
                reading.emit(
                    token=name.head,
                    subject=holder,
                    predicate=predicate(parse, kind, "is", noun, noun + 1),
                    object=object,
                    context=context,
                    extractor="apposition",
                    happening=False,
                )


def _located_by(reading: Reading, name: Located, noun: int, context: Context) -> None:
    """“Instituto Gonzaga, a school in Milan”: what the noun's place says of the name."""
    if name.mention.type not in LOCATED_TYPES:
        return
    for p in noun_prepositions(reading.parse, noun):
        if p.word in ("in", "near") and reading.is_place(p):
            for object in reading.slot("object", (p.token,)):
                for subject in reading.arguments.of_mention("subject", name):
                    reading.emit(
                        token=name.head,
                        subject=subject,
                        predicate=predicate(reading.parse, reading.known("kg:locatedIn", "be", p.word), f"is {p.word}", p.marker, p.marker + 1),
                        object=object,
                        context=context,
                        extractor="apposition",
                        happening=False,
                    )


# ------------------------------------------------------------------ nouns with arguments
def _event(reading: Reading, noun: int, frames: list) -> bool:  # type: ignore[type-arg]
    """“talks between A and B”, “its deployment of soldiers”, “Putin's visit to China”."""
    parse = reading.parse
    if _carried(reading, noun):
        return True
    slots = owners(reading, noun)
    clause = reading.clauses.above(noun)
    if clause is not None and noun in clause.objects and "subject" not in slots:
        slots["subject"] = reading.slot("subject", clause.agents if clause.passive else clause.subjects)
    found = matches(frames, slots, reading.ontology)
    if not found:
        return False
    context = noun_context(reading, noun)
    time, place = noun_time(reading, noun), noun_place(reading, noun)
    if time is None and clause is not None and (noun in clause.objects or noun in clause.subjects):
        time = reading.time(clause)
    for match in found:
        rest = [
            (slot, a) for slot, fillers in slots.items() for a in fillers if slot not in match.consumed and slot not in ("poss", "mod", "subject")
        ]
        for subject, object in match.pairs:
            label = _nominal_label(reading, match, noun)
            reading.emit(
                token=noun,
                subject=subject,
                predicate=predicate(parse, match.frame.property, label, noun, noun + 1),
                object=object,
                context=context,
                extractor="nominal",
                roles=(*match.roles, *rest),
                time=time,
                place=place,
                frame=match.frame,
            )
    return True


def _nominal_label(reading: Reading, match: Match, noun: int) -> str:
    """The words between subject and object: the relation's label for what happens, “has … with” for what holds."""
    prop = reading.ontology.properties.get(match.frame.property)
    if prop is not None and prop.happening:
        return prop.label
    word = next((slot for slot, role in match.frame.slots if role == "object" and slot not in ("poss", "mod", "subject", "object")), "with")
    return f"has {noun_words(reading, noun)} {'with' if word == 'between' else word}"


def _carried(reading: Reading, noun: int) -> bool:
    """Whether a light verb carries the noun and has made its statement."""
    clause = reading.clauses.above(noun)
    if clause is None or noun not in clause.objects:
        return False
    return any(f.pos == "light" and clause.lemma in f.verbs for f in reading.lexicon.frames.get(reading.parse.lemmas[noun], ())) and bool(
        reading.by_clause.get(clause.head)
    )


def _relation(reading: Reading, noun: int) -> None:
    """“Russia's dispute with NATO”, “tensions between A and B”: what one thing has with another."""
    parse = reading.parse
    prepositions = [p for p in noun_prepositions(parse, noun) if p.word in RELATION_PREPOSITIONS and not reading.is_time(p.token)]
    if not prepositions:
        return
    lexicon = reading.lexicon
    if (
        parse.words[noun].lower() in lexicon.group_nouns
        or parse.lemmas[noun] in lexicon.person_nouns
        or parse.lemmas[noun] in lexicon.organisation_nouns
    ):
        return
    context: Context | None = None
    lemma, word = parse.lemmas[noun], noun_words(reading, noun)
    between = [a for p in prepositions if p.word == "between" for a in reading.slot("object", (p.token,))]
    owned: list[Argument] | None = None
    for left, right in distinct_pairs([a for a in between if a.chain]):
        context = context or noun_context(reading, noun)
        reading.emit(
            token=noun,
            subject=left,
            predicate=predicate(parse, mint(["have", lemma, "with"]), f"has {word} with", noun, noun + 1),
            object=right,
            context=context,
            extractor="nominal",
            happening=False,
            time=noun_time(reading, noun),
            place=noun_place(reading, noun),
        )
    for p in prepositions:
        if p.word == "between":
            continue
        if owned is None:
            slots = owners(reading, noun)
            owned = [
                a
                for slot in ("poss", "mod")
                for a in slots.get(slot, ())
                if a.chain and a.type in ("State", "Organisation", "Person", "Group", "Place")
            ]
        for owner in owned:
            for object in reading.slot("object", (p.token,)):
                context = context or noun_context(reading, noun)
                reading.emit(
                    token=noun,
                    subject=owner,
                    predicate=predicate(parse, mint(["have", lemma, p.word]), f"has {word} {p.word}", noun, noun + 1),
                    object=object,
                    context=context,
                    extractor="nominal",
                    happening=False,
                    time=noun_time(reading, noun),
                    place=noun_place(reading, noun),
                    features=("loose",) if p.word in ("on", "to", "over") else (),
                )


def _hyphen(reading: Reading, participle: int) -> None:
    """“the US-led boycott”, “London-based Acme”."""
    parse = reading.parse
    word = parse.words[participle].lower()
    host = parse.heads[participle]
    first = next(
        (c for c in parse.children[participle] if parse.deps[c] in ("npadvmod", "nsubj", "compound", "nmod", "advmod") and c < participle), -1
    )
    if first < 0 or parse.pos[first] not in ("PROPN", "NOUN") or host not in reading.annotations.at:
        return
    left = [a for a in reading.slot("subject", (first,)) if a.chain]
    right = reading.slot("object", (host,))
    context = Context("affirmed", "actual", "present", noun_context(reading, host).attribution)
    for a in left:
        for b in right:
            if word == "based" and "kg:headquarteredIn" in reading.ontology.properties and a.type in PLACE_TYPES:
                reading.emit(
                    token=host,
                    subject=b,
                    predicate=predicate(parse, "kg:headquarteredIn", "is based in", participle, participle + 1),
                    object=a,
                    context=context,
                    extractor="nominal",
                    happening=False,
                )
            elif parse.tags[participle] == "VBN" and word != "based":
                verb = parse.lemmas[participle]
                reading.emit(
                    token=host,
                    subject=a,
                    predicate=predicate(parse, mint([verb]), third_person(verb), participle, participle + 1),
                    object=b,
                    context=context,
                    extractor="nominal",
                    happening=False,
                )
