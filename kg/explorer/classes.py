"""Classes of entities as the page shows them: a name and a colour."""

from __future__ import annotations

from dataclasses import dataclass

from kg.network import colour
from kg.ontology.terms import Ontology


@dataclass(frozen=True, slots=True)
class Classes:
    """Names and colours of classes, by an ontology, or by the classes alone."""

    ontology: Ontology | None

    def name(self, kind: str) -> str:
        """Name a class: the ontology's label with a capital letter, else the class itself.

        Example:
            >>> from kg.ontology.terms import Gazetteer, Lexicon, OntologyClass
            >>> classes = Classes(Ontology({"kg:Law": OntologyClass("kg:Law", "law or treaty")}, {}, Lexicon(), Gazetteer(), ""))
            >>> classes.name("Law"), classes.name("Spaceship")
            ('Law or treaty', 'Spaceship')
        """
        known = self.ontology.classes.get(f"kg:{kind}") if self.ontology else None
        return known.label[:1].upper() + known.label[1:] if known is not None and known.label else kind

    def colour(self, kind: str) -> str:
        """Give the colour of a class as `#rrggbb`."""
        return colour(kind, self.ontology.is_a if self.ontology else None)
