"""One colour for each class of entity, the same in Gephi, in the picture and in its legend.

The hues are apart from each other in the three common kinds of colour blindness as far as twelve can be, and dark enough for white
letters (contrast at least 4.5 : 1 against white, WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "Person": "#1f6fb2",
        "Organisation": "#a8480b",
        "State": "#b3262d",
        "Place": "#2c7a3f",
        "Group": "#6b5b95",
        "Event": "#8a3a8f",
        "Work": "#7a5c1e",
        "Product": "#0d7377",
        "Law": "#4a5568",
        "Concept": "#5b6b2f",
        "Thing": "#6b6b6b",
    }
)
OTHER = "#595959"


def colour(kind: str, is_a: Callable[[str, str], bool] | None = None) -> str:
    """Give the colour of a class as `#rrggbb`.

    Args:
        kind: the class without prefix.
        is_a: the ontology's test for subclasses; a class without a colour of its own takes that of the first class above it that has one.

    Returns:
        The colour; classes that are known to be below none share one grey.

    Example:
        >>> colour("Person"), colour("Spaceship"), colour("Company", lambda kind, above: above == "Organisation")
        ('#1f6fb2', '#595959', '#a8480b')
    """
    if kind in COLOURS or is_a is None:
        return COLOURS.get(kind, OTHER)
    return next((COLOURS[above] for above in COLOURS if is_a(kind, above)), OTHER)
