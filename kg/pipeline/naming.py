"""What a person means by an argument of `kg fix`, as a pointer that lasts.

| argument | points at |
|---|---|
| a name or an alias | all that bears the name, in all documents; the gazetteer's entry, where it has one |
| the id of an entity | that one thing, by its first mention; the gazetteer's entry, where it has one |
| DOCUMENT:WORDS, DOCUMENT:WORDS#N | one mention: the words (the N-th time that they stand there) in a document, by id, URL, file or file name |
| the id of an event, or its beginning | the happening, by the first statement that reports it |
| the id of a statement or a fact, or its beginning | the statement; all present statements of the fact |

Invariants: what could mean two is refused, with the arguments that would say which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from kg.corrections import EntryPointer, MentionPointer, NamePointer, Pointer, StatementPointer
from kg.corrections.pointing import occurrences, point_at_mention, point_at_statement
from kg.entities.names import normalise
from kg.errors import UnknownName, UsageError
from kg.model import Document, Entity, Mention, Span, Statement
from kg.pipeline.graph import KnowledgeGraph
from kg.pipeline.likeness import near_names

_ID = re.compile(r"[0-9a-f]{6,16}")
_NUMBERED = re.compile(r"(.*)#([1-9]\d{0,5})", re.DOTALL)
_SHOWN = 4


class Names:
    """Reads arguments.

    Args:
        graph: the graph as it is.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._sentences: dict[str, list[Span]] = {}
        for statement in graph.statements:
            self._sentences.setdefault(statement.document, []).append(statement.sentence)

    # ---------------------------------------------------------------------------------------- things
    def thing(self, argument: str, *, any_type: bool = False) -> Pointer:
        """Point at a thing.

        Args:
            argument: a name, an id, or DOCUMENT:WORDS.
            any_type: whether a name means what bears it whatever its class.

        Raises:
            UnknownName: nothing is called so.
            UsageError: it could mean two.
        """
        entity = self._graph.lookup.entities.get(argument)
        if entity is not None:
            return self._one(entity)
        mention = self._mention(argument)
        if mention is not None:
            return mention
        entity = self._called(argument)
        if entity.known:
            return EntryPointer(entity.id)
        if not any(m.kind == "name" for m in entity.mentions) and entity.mentions:
            return self._one(entity)
        return NamePointer(argument.strip(), "" if any_type else entity.type)

    def two(self, left: str, right: str, *, apart: bool) -> tuple[Pointer, Pointer]:
        """Point at two things, or at two happenings; two names of one thing are two names.

        Args:
            left: an argument.
            right: another.
            apart: whether they are to be told apart.

        Raises:
            UsageError: an argument could mean two, or both mean the same.
        """
        happenings = [self._happening(argument) for argument in (left, right)]
        if happenings[0] is not None and happenings[1] is not None:
            if happenings[0] == happenings[1]:
                raise UsageError(f"{left} and {right} are one statement", remedy="name two events")
            return happenings[0], happenings[1]
        named = self._is_name(left) and self._is_name(right)
        one_name = named and normalise(left) == normalise(right)
        if one_name and not apart:
            return self._all_called(left), self._all_called(left)
        if named and not one_name:
            entity = self._called(left)
            if entity.id == self._called(right).id:
                return self._by_name(left, entity), self._by_name(right, entity)
        one, two = self.thing(left), self.thing(right)
        if one == two or one_name:
            remedy = f"point at mentions: {self._choices([self._meant(left)])}" if apart else "name two"
            raise UsageError(f"{left} and {right} are the same", remedy=remedy)
        return one, two

    def _by_name(self, name: str, entity: Entity) -> Pointer:
        """Point at one of several names of one entity."""
        gazetteer = self._graph.ontology.gazetteer
        entries = [id for id in gazetteer.names.get(name.casefold(), ()) if gazetteer.entries[id].label.casefold() == name.casefold()]
        return EntryPointer(entries[0]) if entity.known and len(entries) == 1 else NamePointer(name.strip(), entity.type)

    def _is_name(self, argument: str) -> bool:
        return argument not in self._graph.lookup.entities and self._place(argument) is None

    def _meant(self, argument: str) -> Entity:
        return self._graph.lookup.entities.get(argument) or self._called(argument)

    def _one(self, entity: Entity) -> Pointer:
        """Point at one entity by its first mention, a name if it has one."""
        if entity.known:
            return EntryPointer(entity.id)
        if not entity.mentions:
            return NamePointer(entity.label, entity.type)
        first = min(entity.mentions, key=lambda m: (m.kind != "name", m.metonym, self._graph.lookup.documents[m.span.document].published or "9999"))
        return self._at(first)

    def _at(self, mention: Mention) -> MentionPointer:
        return point_at_mention(mention, self._graph.lookup.documents[mention.span.document], self._sentences)

    def _all_called(self, name: str) -> NamePointer:
        found = self._bearers(name)
        if not found:
            self._graph.find(name)
        return NamePointer(name.strip(), found[0].type if len({entity.type for entity in found}) == 1 else "")

    def _bearers(self, name: str) -> list[Entity]:
        key = name.strip().casefold()
        return [e for e in self._graph.entities if key == e.label.casefold() or any(key == alias.casefold() for alias in e.aliases)]

    def _called(self, name: str) -> Entity:
        found = self._bearers(name)
        if not found:
            return self._graph.find(name.strip())
        if len(found) > 1:
            message = f"{len(found)} entities are called {name.strip()!r}"
            raise UsageError(message, remedy=f"say which by its id or one of its mentions: {self._choices(found)}")
        return found[0]

    def _choices(self, entities: Iterable[Entity]) -> str:
        chosen = []
        for entity in entities:
            chosen.append(entity.id)
            documents = dict.fromkeys(m.span.document for m in entity.mentions)
            chosen += [f"“{d}:{next(m.span.text for m in entity.mentions if m.span.document == d)}”" for d in list(documents)[:_SHOWN]]
        return ", ".join(chosen[: 2 * _SHOWN])

    # ---------------------------------------------------------------------------------------- mentions
    def _place(self, argument: str) -> tuple[Document, str] | None:
        """Part DOCUMENT:WORDS; None if no document is named so."""
        for colon in reversed([match.start() for match in re.finditer(":", argument)]):
            name, words = argument[:colon], argument[colon + 1 :].strip().strip('“”"')
            found = [d for d in self._graph.documents if name in (d.id, d.url, d.source)]
            found = found or [d for d in self._graph.documents if name in (PurePath(d.id).name, PurePath(d.source).name)]
            if len(found) > 1:
                raise UsageError(f"{len(found)} documents are called {name!r}", remedy=f"name one: {', '.join(d.id for d in found[:_SHOWN])}")
            if found and words:
                return found[0], words
        return None

    def _mention(self, argument: str) -> MentionPointer | None:
        place = self._place(argument)
        if place is None:
            return None
        document, words = place
        mentions = [m for e in self._graph.entities for m in e.mentions if m.span.document == document.id]
        mentions.sort(key=lambda m: (m.span.start, m.span.end))
        found = self._of_words(mentions, document, words)
        number = 0
        if not found and (match := _NUMBERED.fullmatch(words)):
            words, number = match[1], int(match[2])
            found = self._of_words(mentions, document, words)
        if not found:
            near = near_names(words, {m.span.text for m in mentions})
            raise UnknownName(f"{document.id} mentions nothing by the words {words!r}", near=near)
        if number > len(found):
            raise UsageError(f"{document.id} mentions {words!r} only {len(found)} times", remedy="count from 1 in the order of the text")
        if not number and len({m.chain for m in found}) > 1:
            raise UsageError(
                f"{document.id} mentions {words!r} {len(found)} times, not always the same", remedy=f"say which: …{words}#1 to #{len(found)}"
            )
        return self._at(found[max(number, 1) - 1])

    @staticmethod
    def _of_words(mentions: list[Mention], document: Document, words: str) -> list[Mention]:
        """Mentions with just these words, else (for a name without its title) those that hold them."""
        plain = " ".join(words.split())
        exact = [m for m in mentions if plain in (" ".join(m.span.text.split()), m.name)]
        if exact:
            return exact
        places = occurrences(document.text, words)
        holding = (
            min((m for m in mentions if m.span.start <= a and b <= m.span.end), key=lambda m: m.span.end - m.span.start, default=None)
            for a, b in places
        )
        return list({m.id: m for m in holding if m is not None}.values())

    # ---------------------------------------------------------------------------------------- statements
    def _happening(self, argument: str) -> StatementPointer | None:
        if not _ID.fullmatch(argument):
            return None
        found = [event for event in self._graph.events if event.id.startswith(argument)]
        if len(found) > 1:
            raise UsageError(f"several events start with {argument!r}", remedy="give more of the id")
        if found and not found[0].happening:
            raise UsageError(f"{argument} is a standing relation, which is one by its subject, relation and object", remedy="correct these")
        if found:
            return self._statement(self._graph.lookup.statements[found[0].statements[0]])
        statements = [s for s in self._graph.statements if s.id.startswith(argument)]
        return self._statement(statements[0]) if len(statements) == 1 else None

    def statements(self, argument: str) -> tuple[StatementPointer, ...]:
        """Point at a statement, or at all present statements of a fact.

        Raises:
            UnknownName: no statement and no fact has the id.
            UsageError: several start so.
        """
        statements = [s for s in self._graph.statements if argument and s.id.startswith(argument)]
        facts = {f.mirror_of or f.id: f for f in self._graph.facts if argument and f.id.startswith(argument)}
        if len(statements) + len(facts) > 1:
            near = [*(s.id for s in statements), *facts][:_SHOWN]
            raise UsageError(f"several statements or facts start with {argument!r}", remedy=f"give more of the id: {', '.join(near)}")
        if statements:
            return (self._statement(statements[0]),)
        if not facts:
            raise UnknownName(f"no statement and no fact has the id {argument!r}")
        [fact] = facts.values()
        return tuple(self._statement(self._graph.lookup.statements[id]) for id in fact.statements)

    def _statement(self, statement: Statement) -> StatementPointer:
        return point_at_statement(statement, (s for s in self._graph.statements if s.document == statement.document))
