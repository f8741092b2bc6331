"""What stands beside a name: titles, appositions, ages, places, and roles of nouns that a name has been given to.

Invariants: the holder of a title is the name, whatever the parser takes for the head; a title says that the role is held now.

Source: nominal relations after Pal and Mausam, “Demonyms and compound relational nouns in nominal open IE” (AKBC 2016).
"""

from __future__ import annotations

from kg.annotations.records import Located
from kg.model import Argument, Value
from kg.statements.context import Context
from kg.statements.phrases import noun_prepositions
from kg.statements.places import PLACE_TYPES
from kg.statements.predicates import predicate
from kg.statements.reading import Reading
from kg.statements.roles import owners, role_name, role_statements

LOCATED_TYPES = ("Organisation", "Place", "Event", "Thing")
OLDEST = 120  # years
COURTESIES = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady", "madam"))


def beside_names(reading: Reading) -> None:
    """Emit what stands beside the names of a document, in order of position."""
    parse, skip, at = reading.parse, reading.annotations.skip, reading.annotations.at
    for located in reading.annotations.mentions:
        if located.mention.kind == "name":
            _title(reading, located)
            _located(reading, located)
            _age(reading, located)
        elif located.mention.kind == "nominal":
            _described(reading, located)
    for token in range(len(parse.words)):
        if parse.deps[token] == "appos" and not skip[token] and parse.pos[token] in ("NOUN", "PROPN"):
            _apposition(reading, token)
    for name, noun in reading.clauses.introduced.items():
        if name in at and at[name].mention.kind == "name":
            _introduced(reading, at[name], noun)


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
    context = Context("affirmed", "actual", "present", reading.contexts.background(head))
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
    kind = next((c for c in reversed(nouns) if parse.tags[c] == "NN"), None)
    if not made and kind is not None and holder.type not in ("Person", "", "State"):
        _is_a(reading, head, holder, kind, context, extractor="title")  # “the magazine MicroMega”
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


def _age(reading: Reading, located: Located) -> None:
    """“Thomas Sam, 42,” and “Jobs, aged 55”: a person's age."""
    if located.mention.type != "Person" or "kg:hasAge" not in reading.ontology.properties:
        return
    parse = reading.parse
    for child in parse.children[located.head]:
        number = child
        if parse.words[child].lower() == "aged":
            number = next((c for c in parse.children[child] if parse.tags[c] == "CD"), -1)
        elif parse.deps[child] not in ("appos", "nummod") or child <= located.head or parse.words[child - 1] != ",":
            continue
        if number < 0 or not parse.words[number].isdigit() or not 0 < int(parse.words[number]) <= OLDEST:
            continue
        start, end = parse.start[number], parse.end[number]
        text = parse.text[start:end]
        value = Argument("object", text, start, end, "Quantity", text, value=Value(text, "quantity", float(text), "years"))
        for subject in reading.arguments.of_mention("subject", located):
            reading.emit(
                token=located.head,
                subject=subject,
                predicate=predicate(parse, "kg:hasAge", "is aged", number, number + 1),
                object=value,
                context=Context("affirmed", "actual", "present", reading.contexts.background(located.head)),
                extractor="apposition",
                happening=False,
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
        context = Context("affirmed", "actual", "present", reading.contexts.background(head))
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
                    context=Context("affirmed", "actual", "present", reading.contexts.background(head)),
                    extractor="nominal",
                    happening=False,
                    features=("loose",),
                )


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
    context = Context("affirmed", "actual", "present", reading.contexts.background(host))
    for noun in nouns:
        for holder in reading.arguments.of_mention("subject", name):
            first = min([noun, *(c for c in parse.children[noun] if parse.deps[c] in ("compound", "amod") and c < noun)])
            if role_statements(reading, name.head, holder, noun, context, first, noun + 1, extractor="apposition"):
                continue
            _located_by(reading, name, noun, context)
            # “the precursor to the state”: a noun that the lexicon does not know as a role still says of what
            role_statements(reading, name.head, holder, noun, context, first, noun + 1, extractor="apposition", always=True)
            _is_a(reading, name.head, holder, noun, context, extractor="apposition")


def _is_a(reading: Reading, token: int, holder: Argument, noun: int, context: Context, *, extractor: str) -> None:
    """“MicroMega, a magazine”: what a name is, in the noun's own words."""
    parse = reading.parse
    located = reading.annotations.at.get(noun)
    first, last = (located.first, located.last - 1) if located is not None and located.mention.kind == "nominal" else reading.arguments.extent(noun)
    if located is not None and located.mention.kind == "nominal":
        named = [c for c in parse.children[noun] if parse.deps[c] == "appos" and first <= c <= last]
        last = min([last, *(parse.left[c] - 1 for c in named)])
    while first < noun and parse.deps[first] in ("det", "predet"):
        first += 1
    reading.emit(
        token=token,
        subject=holder,
        predicate=predicate(parse, reading.known("kg:isA", "be"), "is", noun, noun + 1),
        object=reading.arguments.words("object", noun, first=first, last=last),
        context=context,
        extractor=extractor,
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
