"""Wikidata's JSON dump: one array, one entity a line, each line but the last with a comma behind it.

    [
    {"type":"item","id":"Q42","labels":{"en":{"language":"en","value":"Douglas Adams"}, …}, …},
    …
    ]

The form is that of https://www.wikidata.org/wiki/Wikidata:Database_download and https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html:
an empty map is written `[]`; of the statements of a property those of the best rank count, and none that is deprecated; a value may be
unknown. Lines cut out of a dump are read as well. A name is the English one, else the one for all languages (`mul`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import UsageError
from kg.knowledge.items import Draft, Refused
from kg.knowledge.sources import LONGEST_LINE, Source
from kg.ontology.prefixes import VOCABULARIES
from kg.ontology.wikidata import WikidataTerms

ENTITY = VOCABULARIES["wd"]
# So many lines without one item, and the file is taken for something else.
PATIENCE = 1000
MOST_RELATIONS = 40
_ID = re.compile(r"Q[1-9][0-9]*")
_TIME = re.compile(r"([+-])0*([0-9]+)-")
_YEAR = 9  # Wikidata's precision of a date that is known to the year


def read_dump(source: Source, terms: WikidataTerms, skipped: Counter[str]) -> Iterator[Draft | Refused]:
    """Read the items of a dump.

    Args:
        source: the dump.
        terms: which of its properties are read.
        skipped: counts what is no item (properties, lexemes).

    Yields:
        A draft for each item, and what is wrong with each line that is no entity.

    Raises:
        UsageError: the file is no dump.
    """
    items, refused, first = 0, 0, ""
    opened = closed = False
    for line in source.lines():
        text = line.strip()
        if text.startswith(b"["):
            opened, text = True, text[1:].lstrip()
        if text.endswith(b"]"):
            closed, text = True, text[:-1].rstrip()
        text = text.removesuffix(b",")
        if not text:
            continue
        found = _entity(text, terms, source.line)
        if isinstance(found, str):
            skipped[found] += 1
            items += 1
            continue
        if isinstance(found, Refused):
            refused += 1
            first = first or found.reason
            if not items and refused >= PATIENCE:
                break
        else:
            items += 1
        yield found
    if not items:
        what = f"line {source.line:,}: {first}" if refused == 1 else f"none of {refused:,} lines is an entity: {first}" if refused else "it is empty"
        raise UsageError(f"{source.path}: not a dump of Wikidata: {what}", remedy="a dump is a JSON array with one entity a line")
    if opened and not closed:
        yield Refused(source.line, "the array is not closed: the dump is cut off behind this line")


def _entity(line: bytes, terms: WikidataTerms, number: int) -> Draft | Refused | str:
    """Read one line; a word for what is a sound entity and no item."""
    if len(line) >= LONGEST_LINE - 2:
        return Refused(number, f"longer than {LONGEST_LINE:,} bytes")
    try:
        entity = json.loads(line)
    except UnicodeDecodeError as error:
        return Refused(number, f"not UTF-8 at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return Refused(number, f"not JSON: {error}")
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str) or "type" not in entity:
        return Refused(number, "no entity: a JSON object with type and id was expected")
    if entity["type"] != "item":
        return str(entity["type"])
    if not _ID.fullmatch(entity["id"]):
        return Refused(number, f"no item: its id is {entity['id']!r}")
    try:
        return _draft(entity, terms)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return Refused(number, f"{entity['id']} is not in the form of an item: {error!r}")


def _draft(entity: Mapping[str, Any], terms: WikidataTerms) -> Draft:
    labels, claims = _map(entity, "labels"), _map(entity, "claims")
    names = [labels[language]["value"] for language in ("en", "mul", "en-gb", "en-ca") if language in labels]
    aliases = _map(entity, "aliases")
    others = {alias["value"] for language in ("en", "mul") for alias in aliases.get(language, ())}
    label = names[0] if names else ""
    described = _map(entity, "descriptions").get("en")
    begins = (_year(claims, property) for property in terms.begins)
    ends = (_year(claims, property) for property in terms.ends)
    related = dict.fromkeys(id for property in terms.relations for id in _ids(claims, property))
    return Draft(
        ENTITY + entity["id"],
        label,
        tuple(sorted({*others, *names} - {label})) if label else (),
        described["value"] if described else "",
        float(len(_map(entity, "sitelinks"))),
        "",
        tuple(ENTITY + id for id in _ids(claims, "P31")),
        tuple(ENTITY + id for id in _ids(claims, "P279")),
        tuple(ENTITY + id for id in list(related)[:MOST_RELATIONS]),
        (),
        next((year for year in begins if year is not None), None),
        next((year for year in ends if year is not None), None),
        int(entity.get("lastrevid", 0)),
    )


def _map(entity: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A map of an entity; one that is empty is written as a list."""
    value = entity.get(key) or {}
    if not isinstance(value, dict):
        raise TypeError(f"{key} is no object")
    return value


def _values(claims: Mapping[str, Any], property: str) -> list[Any]:
    """The known values of a property's statements of the best rank."""
    statements = [statement for statement in claims.get(property, ()) if statement.get("rank") != "deprecated"]
    preferred = [statement for statement in statements if statement.get("rank") == "preferred"]
    snaks = [statement["mainsnak"] for statement in preferred or statements]
    return [snak["datavalue"]["value"] for snak in snaks if snak["snaktype"] == "value"]


def _ids(claims: Mapping[str, Any], property: str) -> list[str]:
    values = _values(claims, property)
    # dumps before 2016 have the number alone
    ids = [value.get("id") or f"Q{value['numeric-id']}" for value in values if isinstance(value, dict)]
    return [id for id in ids if _ID.fullmatch(id)]


def _year(claims: Mapping[str, Any], property: str) -> int | None:
    for value in _values(claims, property):
        match = _TIME.match(value["time"])
        if match and value["precision"] >= _YEAR:
            return int(match[2]) if match[1] == "+" else -int(match[2])
    return None
