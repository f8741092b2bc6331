"""What the resolvers of a document share while its chains are made.

Invariants: the parse, the tables and the quotes never change; the chains do, and each resolver sees what those before it made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.annotations.chains import Chain, Chains
from kg.annotations.mentions import Draft
from kg.annotations.parse import Parse
from kg.annotations.vocabulary import Vocabulary


@dataclass(slots=True, eq=False)
class Scene:
    """What the resolvers share: the parse, the drafts by head, position and sentence, the chains so far.

    Attributes (beside what the names say):
        topic: the mention of the organisation that the report is about.
        targets: chains of the organisations that someone holds or bids for, in order.
    """

    parse: Parse
    words: Vocabulary
    drafts: Sequence[Draft]
    chains: Chains
    at: dict[int, Draft]
    quoted: Sequence[int]
    published: str
    speakers: dict[int, Draft] = field(default_factory=dict)
    sentence: int = 0
    within: Sequence[Sequence[Draft]] = ()
    entities: dict[str, int] = field(default_factory=dict)
    topic: Draft | None = None
    targets: dict[int, None] = field(default_factory=dict)

    def chain(self, draft: Draft) -> Chain:
        """The chain of a draft that has one."""
        return self.chains.all[draft.chain]

    def spelled(self, draft: Draft) -> list[str]:
        """A draft's words in lower case, without a determiner."""
        first = draft.first + (self.parse.pos[draft.first] == "DET")
        return self.parse.lower[first : draft.last]

    def of_entity(self, entity: str) -> Chain | None:
        """The chain of a gazetteer entry, if the document speaks of it."""
        number = self.entities.get(entity, -1)
        return self.chains.all.get(number)
