"""One class for a name that the gazetteer does not know, where a tagger gives it several.

Invariants: only a chain with nothing but a bare name gives way (no title, no gender, no person's full name); it gives way to a class
that the same name has with at least twice its weight in the other texts; it becomes a person's only where it has two words and
many mentions say so; the outcome does not depend on the order of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.entities.chains import Profile

OUTWEIGHS = 2
SURELY_A_PERSON = 16  # half mentions that make a name of two words a person's: three texts, or one that goes on about it
STRONG = 2  # mentions that a title, a gender or a fuller name is worth


def settle_families(profiles: Sequence[Profile]) -> list[Profile]:
    """Give bare names the class that the same name has elsewhere.

    Args:
        profiles: all chains.

    Returns:
        The profiles in the same order, some with another type and family.
    """
    weights: dict[str, Counter[tuple[str, str]]] = {}
    for profile in profiles:
        if profile.named and not profile.entry and profile.document:
            for name in profile.names:
                weights.setdefault(name, Counter())[profile.family, profile.type] += _weight(profile)
    return [_settled(profile, weights[profile.names[0]]) if profile.document and _bare(profile) else profile for profile in profiles]


def _weight(profile: Profile) -> int:
    """How much a chain says for its class, in half mentions: a person of one bare word, without title or pronoun, is half believed."""
    if not _bare(profile):
        return 2 * (len(profile.mentions) + STRONG)
    return len(profile.mentions) if profile.family == "Person" else 2 * len(profile.mentions)


def _bare(profile: Profile) -> bool:
    """Whether nothing but a name tells what a chain is; a person's of two words tells enough."""
    if not profile.named or profile.entry or profile.roles or profile.gender in ("m", "f") or len(profile.names) != 1:
        return False
    return profile.family != "Person" or " " not in profile.names[0]


def _settled(profile: Profile, weights: Counter[tuple[str, str]]) -> Profile:
    families: Counter[str] = Counter()
    for (family, _), weight in weights.items():
        if family:
            families[family] += weight
    best = max(sorted(families), key=lambda family: families[family], default="")
    if best in ("", profile.family) or families[best] < OUTWEIGHS * _weight(profile):
        return profile
    if best == "Person" and (" " not in profile.names[0] or families[best] < max(SURELY_A_PERSON, 2 * OUTWEIGHS * _weight(profile))):
        return profile
    type = max(sorted(t for f, t in weights if f == best), key=lambda t: weights[best, t])
    return replace(profile, type=type, family=best, full=profile.names, gender="" if best == "Person" else profile.gender)
