"""Classes, relations, roles and terms, read from `kg.ttl`, `plover.ttl` and a user's own files.

Invariants: a relation is an instance of `kg:Relation`, a role of `kg:Role`, a class of `owl:Class`, an event type a `skos:Concept`; all are
named by prefixed names; whatever a relation refers to (inverse, domain, range, roles, event type) must be defined in one of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.ontology.prefixes import DEFAULT_BASE, KG, VOCABULARIES, contract
from kg.ontology.terms import OntologyClass, Property
from kg.ontology.turtle import Properties, Turtle, near

_RDFS = VOCABULARIES["rdfs"]
_OWL = VOCABULARIES["owl"]
_SKOS = VOCABULARIES["skos"]
_RDF_TYPE = VOCABULARIES["rdf"] + "type"
_LABEL = _RDFS + "label"
# What kg.ttl may say of a relation beside labels and comments.
_RELATION_KEYS = frozenset(
    {KG + key for key in ("restsOnCommitment", "happening", "eventType", "subjectRole", "objectRole", "commitmentOfBoth")}
    | {_RDFS + key for key in ("label", "comment", "domain", "range", "subPropertyOf", "seeAlso", "isDefinedBy")}
    | {_OWL + "inverseOf", _RDF_TYPE, KG + "jsonKey"}
)


@dataclass(slots=True)
class Schema:
    """What the schema files define, by prefixed name; `terms` are all subjects, `event_types` map to labels, `broader` to the next wider type."""

    classes: dict[str, OntologyClass] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    event_types: dict[str, str] = field(default_factory=dict)
    broader: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)


def read_schema(files: Sequence[Turtle], namespaces: Mapping[str, str]) -> Schema:
    """Read classes, relations, roles and event types.

    Args:
        files: parsed files; a later one may add to a class or relation of an earlier one.
        namespaces: prefixes that the files declare beyond kg's own.

    Returns:
        The definitions, each kind in file order.

    Raises:
        ConfigurationError: a relation uses an undefined class, role, relation or event type, or a key that relations do not have.
    """
    schema = Schema()

    def short(iri: str) -> str:
        return contract(iri, DEFAULT_BASE, namespaces)

    for file in files:
        _read_terms(file, schema, short)
    inverses: dict[str, str] = {}
    for file in files:
        _read_relations(file, schema, short)
    for name, relation in schema.properties.items():
        if relation.inverse:
            inverses.setdefault(relation.inverse, name)
    for name, inverse in inverses.items():
        relation = schema.properties[name]
        if not relation.inverse:
            schema.properties[name] = _replace(relation, inverse=inverse)
    return schema


def _replace(relation: Property, **changes: Any) -> Property:
    from dataclasses import replace

    return replace(relation, **changes)


def _read_terms(file: Turtle, schema: Schema, short: Callable[[str], str]) -> None:
    for iri, properties in file.subjects.items():
        types = [term.value for term in properties.get(_RDF_TYPE, ())]
        name = short(iri)
        label = _text(properties, _LABEL) or _text(properties, _SKOS + "prefLabel")
        for type_iri in types:
            if type_iri == _OWL + "Class":
                parents = [short(term.value) for term in properties.get(_RDFS + "subClassOf", ())]
                own = tuple(parent for parent in parents if parent.startswith("kg:") or parent in schema.classes)
                also = tuple(parent for parent in parents if parent not in own)
                schema.classes[name] = OntologyClass(name, label or name.partition(":")[2], own, also)
            elif type_iri == KG + "Role":
                schema.roles[name] = label
            elif type_iri == _SKOS + "Concept":
                schema.event_types[name] = label
                if wider := properties.get(_SKOS + "broader"):
                    schema.broader[name] = short(wider[0].value)
        if types:
            schema.terms.setdefault(name, label)


def _read_relations(file: Turtle, schema: Schema, short: Callable[[str], str]) -> None:
    found = list(file.of_type(KG + "Relation"))
    known = {short(iri) for iri, _ in found} | set(schema.properties)
    for iri, properties in found:
        name = short(iri)
        local = name.partition(":")[2]
        for key in properties:
            if key not in _RELATION_KEYS and key.startswith(KG):
                choices = [short(k) for k in sorted(_RELATION_KEYS)]
                raise file.wrong(f"relations have no {short(key)}", short(key), name, remedy=near(short(key), choices))
        types = [term.value for term in properties[_RDF_TYPE]]
        inverse = _reference(file, properties, _OWL + "inverseOf", name, known, short)
        schema.properties[name] = Property(
            id=name,
            label=_text(properties, _LABEL) or local,
            symmetric=_OWL + "SymmetricProperty" in types,
            inverse=inverse,
            parents=tuple(short(term.value) for term in properties.get(_RDFS + "subPropertyOf", ())),
            domain=_reference(file, properties, _RDFS + "domain", name, schema.classes, short),
            range=_reference(file, properties, _RDFS + "range", name, schema.classes, short),
            rests_on_commitment=_flag(file, properties, KG + "restsOnCommitment", name, default=False),
            happening=_flag(file, properties, KG + "happening", name, default=True),
            event_type=_reference(file, properties, KG + "eventType", name, schema.event_types, short),
            subject_role=(_reference(file, properties, KG + "subjectRole", name, schema.roles, short) or "kg:agent").partition(":")[2],
            object_role=(_reference(file, properties, KG + "objectRole", name, schema.roles, short) or "kg:patient").partition(":")[2],
        )
        for parent in schema.properties[name].parents:
            if parent.startswith("kg:") and parent not in known:
                raise file.wrong(f"{name} is below {parent}, which is undefined", parent, remedy=near(parent, sorted(known)))


def _text(properties: Properties, key: str) -> str:
    terms = properties.get(key)
    return terms[0].value if terms else ""


def _flag(file: Turtle, properties: Properties, key: str, name: str, *, default: bool) -> bool:
    value = _text(properties, key)
    if not value:
        return default
    if value not in ("true", "false"):
        raise file.wrong(f"{contract(key)} of {name} is {value!r}", name, remedy="write true or false")
    return value == "true"


def _reference(file: Turtle, properties: Properties, key: str, name: str, known: Mapping[str, Any] | set[str], short: Callable[[str], str]) -> str:
    terms = properties.get(key)
    if not terms:
        return ""
    target = short(terms[0].value)
    if target not in known:
        raise file.wrong(f"{contract(key)} of {name} is {target}, which is undefined", target, name, remedy=near(target, sorted(known)))
    return target
