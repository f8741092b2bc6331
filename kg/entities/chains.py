"""What is known of each chain from its document alone: the input of resolution.

Invariants: a profile reads nothing but its document's records and the ontology; profiles come sorted by (published, document,
offset of the first mention), undated documents last; nothing in a profile depends on another document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.entities.names import is_acronym, normalise, normalise_organisation
from kg.identifiers import digest
from kg.model import Document, Extraction, Mention
from kg.ontology.terms import Entry, Ontology

Order = tuple[str, str, int]
UNDATED = "9999-12-31"
# Classes that one thing never has both of; a class outside these families stands for itself.
_FAMILIES = ("Person", "Organisation", "Place", "Event", "Work", "Product", "Law", "Concept")


@dataclass(slots=True)
class Profile:
    """A chain as resolution sees it.

    Attributes:
        chain: its id; for a publisher, a made-up one.
        document: id of its document; "" for a publisher.
        order: (published, document, offset of the first mention).
        mentions: by offset.
        type, family: its class, and the broadest class that it may not share with others ("" where unknown).
        names: normalised names, sorted.
        full: those that name it fully: for people two words or more, for organisations without legal form.
        acronyms: normalised names that are written as acronyms.
        roles: words of its titles (“foreign”, “minister”).
        gender: `m`, `f`, `n` or "".
        entry: local name of its gazetteer entry or "".
        offices: by role property, the normalised names (or entry ids) of what it holds the role in.
        named: whether a name or the gazetteer names it.
        serves: names (and entry ids) of all that it holds a role of any kind in (“founder of Acme”, “its lawyer”).
    """

    chain: str
    document: str
    order: Order
    mentions: tuple[Mention, ...]
    type: str
    family: str
    names: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    gender: str = ""
    entry: str = ""
    offices: dict[str, frozenset[str]] = field(default_factory=dict)
    named: bool = False
    serves: frozenset[str] = frozenset()


def _title_synonyms(ontology: Ontology) -> dict[str, str]:
    """By title, the shortest title of the same office: “ceo” for “chief executive officer”; offices are what a person alone can hold."""
    titles: dict[str, set[str]] = defaultdict(set)
    for title, frames in ontology.lexicon.frames.items():
        for frame in frames:
            known = ontology.properties.get(frame.property)
            if frame.pos == "role" and known is not None and known.domain == "kg:Person":
                titles[frame.property].add(title)
    return {title: min(same, key=lambda t: (len(t), t)) for same in titles.values() for title in same}


def family_of(type: str, ontology: Ontology) -> str:
    """Give the broadest class that a thing of a class may not share with things of other families.

    Args:
        type: class without prefix.
        ontology: gives the classes above it; a State is a Place here whatever else it is.

    Returns:
        One of `Person`, `Organisation`, `Place`, `Event`, `Work`, `Product`, `Law`, `Concept`, else "" (unknown).
    """
    if type in _FAMILIES:
        return type
    if type == "State" or ontology.is_a(type, "Place"):
        return "Place"
    return next((family for family in _FAMILIES if ontology.is_a(type, family)), "")


def position(document: Document, start: int) -> Order:
    """Give the place of an offset in the order of publication: (published, document, offset), undated last.

    Example:
        >>> position(Document("a", "a", "x"), 3)
        ('9999-12-31', 'a', 3)
    """
    return (document.published or UNDATED, document.id, start)


def profile_chains(documents: Mapping[str, Document], extractions: Iterable[Extraction], ontology: Ontology) -> list[Profile]:
    """Describe each chain of each document.

    Args:
        documents: by id.
        extractions: in any order.
        ontology: gazetteer, titles, role properties.

    Returns:
        Profiles by (published, document, offset).

    Raises:
        KeyError: for an extraction whose document is not among `documents`.
    """
    families: dict[str, str] = {}
    roles: dict[str, frozenset[str]] = {}
    honorifics = frozenset(ontology.lexicon.titles)
    role_properties = frozenset(f.property for frames in ontology.lexicon.frames.values() for f in frames if f.pos == "role")
    offices = frozenset(r for r in role_properties if r in ontology.properties and ontology.properties[r].subject_role == "holder")
    synonyms = _title_synonyms(ontology)
    profiles: list[Profile] = []
    for extraction in extractions:
        document = documents[extraction.document]
        by_chain: dict[str, list[Mention]] = defaultdict(list)
        for mention in extraction.mentions:
            by_chain[mention.chain].append(mention)
        of_document: dict[str, Profile] = {}
        for chain, mentions in by_chain.items():
            mentions.sort(key=lambda m: (m.span.start, m.span.end))
            of_document[chain] = _profile(chain, document, mentions, ontology, families, roles, honorifics, synonyms)
        _note_offices(extraction, of_document, role_properties, offices)
        profiles.extend(of_document.values())
    profiles.sort(key=lambda p: (p.order, p.chain))
    return profiles


def _profile(
    chain: str,
    document: Document,
    mentions: list[Mention],
    ontology: Ontology,
    families: dict[str, str],
    roles: dict[str, frozenset[str]],
    honorifics: frozenset[str],
    synonyms: Mapping[str, str],
) -> Profile:
    named = [m for m in mentions if m.kind == "name" or (m.kind == "demonym" and m.gazetteer)]
    entry = _entry(mentions, ontology)
    type = entry.type if entry else _type(named or mentions)
    if type not in families:
        families[type] = family_of(type, ontology)
    family = families[type]
    order = position(document, mentions[0].span.start)
    if not named and not entry:
        return Profile(chain, document.id, order, tuple(mentions), type, family)
    written = {m.name or m.span.text for m in named if m.kind == "name" and not m.metonym}
    names: set[str] = set()
    acronyms: set[str] = set()
    for name in written:
        normal = normalise(name)
        if family == "Person":
            normal = _without_title(normal, honorifics)
        elif family == "Organisation":
            normal = _spelled_out(normalise_organisation(name), ontology)
        if normal:
            names.add(normal)
            if is_acronym(name):
                acronyms.add(normal)
    if entry and family == "Person":
        names.add(normalise(entry.label))
    full = tuple(sorted(n for n in names if family != "Person" or " " in n))
    titles = {t for m in mentions for t in m.titles}
    words: set[str] = set()
    for title in titles:
        if title not in roles:
            roles[title] = frozenset(normalise(title).split()) | frozenset(synonyms.get(title, "").split())
        words |= roles[title]
    genders = [m.gender for m in named if m.gender]
    gender = min(sorted(set(genders)), key=lambda g: -genders.count(g)) if genders else ""
    return Profile(
        chain, document.id, order, tuple(mentions), type, family, tuple(sorted(names)), full, frozenset(acronyms), frozenset(words),
        (entry.gender if entry and entry.gender else gender), entry.id if entry else "", {}, True,
    )  # fmt: skip


def _entry(mentions: Sequence[Mention], ontology: Ontology) -> Entry | None:
    """The gazetteer entry that most of a chain's mentions mean; a metonym means the state whose seat it is."""
    votes: dict[str, int] = {}
    for mention in mentions:
        if mention.gazetteer:
            meant = ontology.gazetteer.seats.get(mention.gazetteer, mention.gazetteer) if mention.metonym else mention.gazetteer
            votes[meant] = votes.get(meant, 0) + (2 if mention.kind == "name" else 1)
    if not votes:
        return None
    return ontology.gazetteer.entries.get(min(votes, key=lambda e: (-votes[e], e)))


def _type(mentions: Iterable[Mention]) -> str:
    """The class that most mentions have, names before others, `Thing` only where there is nothing else."""
    votes: dict[str, int] = {}
    for mention in mentions:
        type = mention.type or "Thing"
        votes[type] = votes.get(type, 0) + (2 if mention.kind in ("name", "nominal") else 1)
    if len(votes) == 1:
        return next(iter(votes))
    return min(votes, key=lambda t: (t == "Thing", -votes[t], t))


def _spelled_out(name: str, ontology: Ontology) -> str:
    """A normalised name of an organisation with its state's name in full: “us air force” as “united states air force”."""
    state, _, rest = name.partition(" ")
    ids = ontology.gazetteer.names.get(state, ())
    if not rest or len(ids) != 1 or len(state) > 3 or ontology.gazetteer.entries[ids[0]].type != "State":
        return name
    return f"{normalise(ontology.gazetteer.entries[ids[0]].label)} {rest}"


def _without_title(name: str, honorifics: frozenset[str]) -> str:
    """Take titles off the front of a normalised name; something always remains."""
    words = name.split()
    while len(words) > 1 and words[0] in honorifics:
        words = words[1:]
    return " ".join(words)


def spellings(name: str, ontology: Ontology) -> frozenset[str]:
    """Give the normalised forms under which a profile may hold a name: as a person's without title, as an organisation's without legal form.

    Example:
        >>> from kg.ontology.terms import Gazetteer, Lexicon
        >>> sorted(spellings("Acme Ltd.", Ontology({}, {}, Lexicon(), Gazetteer(), "")))
        ['acme', 'acme ltd']
    """
    normal = normalise(name)
    person = _without_title(normal, frozenset(ontology.lexicon.titles)) if normal else ""
    return frozenset({normal, person, _spelled_out(normalise_organisation(name), ontology)} - {""})


def _note_offices(extraction: Extraction, profiles: Mapping[str, Profile], role_properties: frozenset[str], offices: frozenset[str]) -> None:
    """Note in what each person holds an office or another role, by affirmed statements of role properties with a named object."""
    if not role_properties:
        return
    for statement in extraction.statements:
        role = statement.predicate.id
        if role not in role_properties or statement.object is None or statement.polarity != "affirmed":
            continue
        holder, held = profiles.get(statement.subject.chain), profiles.get(statement.object.chain)
        if holder is None or held is None or not holder.named or not held.named:
            continue
        keys = frozenset({held.entry, *held.full} - {""})
        holder.serves |= keys
        if role in offices:
            holder.offices[role] = holder.offices.get(role, frozenset()) | keys


def profile_publisher(name: str, ontology: Ontology) -> Profile:
    """Describe a publisher as if it were a chain that names it once.

    Args:
        name: as the documents give it, not empty.
        ontology: its gazetteer may know the publisher.

    Returns:
        A profile of an Organisation that comes before all chains and belongs to no document.
    """
    normal = _spelled_out(normalise_organisation(name), ontology) or name
    known = ontology.gazetteer.names.get(name.casefold(), ())
    entries = [ontology.gazetteer.entries[e] for e in known if ontology.gazetteer.entries[e].type == "Organisation"]
    entry = entries[0] if len(entries) == 1 else None
    return Profile(
        digest("publisher", normal), "", ("", "", 0), (), "Organisation", "Organisation", (normal,), (normal,),
        frozenset((normal,)) if is_acronym(name) else frozenset(), frozenset(), "", entry.id if entry else "", {}, True,
    )  # fmt: skip
