"""The graph that users hold.

Invariants:
    * What stands on disk is read when it is first asked for: a query opens the store and nothing else.
    * The graph is read-only; `kg.build` and `kg.remove` make a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from kg.config import Config
from kg.errors import UnknownName, UsageError
from kg.model import Document, Entity, Event, Fact, Refusal, Resolution, Statement
from kg.pipeline.building import BuildReport, run_of
from kg.pipeline.likeness import near_names
from kg.pipeline.provenance import BuildRecord, config_of, read_record
from kg.pipeline.workspace import Workspace
from kg.records import DOCUMENTS, REFUSED, read_refusals, read_resolution

if TYPE_CHECKING:
    import networkx

    from kg.events import Explanation
    from kg.network.filters import LeftOut
    from kg.network.lookup import Lookup
    from kg.ontology import Ontology
    from kg.pipeline.occurrences import Occurrence
    from kg.rdf import Report
    from kg.store import Result


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a fact, in one document.

    Attributes:
        statement: what was read from the words.
        document: where they stand.
        publisher: who published them, or "".
        speakers: who said it, innermost first; empty where the outlet speaks itself.
    """

    statement: Statement
    document: Document
    publisher: str
    speakers: tuple[str, ...]

    @property
    def quote(self) -> str:
        """The sentence, exactly as it stands in the document."""
        return self.statement.sentence.text

    @property
    def link(self) -> str:
        """The address of the words: the document's URL with a text fragment; "" for a document without URL."""
        from kg.pipeline.citing import text_fragment

        return self.document.url + text_fragment(self.quote) if self.document.url else ""


class KnowledgeGraph:
    """A resolved graph with its sources.

    Example:
        >>> import io, tempfile, kg
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     article = Path(folder, "talks.txt")
        ...     _ = article.write_text("Vladimir Putin met Xi Jinping in Beijing on Friday.", encoding="utf-8")
        ...     graph = kg.build([article], out=Path(folder, "out"), published="2022-02-05")
        ...     answer = graph.query("SELECT ?who WHERE { ent:Vladimir_Putin kg:met ?who }")
        ...     network = graph.to_networkx(relation="kg:met")
        ...     left_out = graph.export("csv-edges", io.BytesIO())
        >>> [str(row["who"]) for row in answer]
        ['https://example.org/kg/entity/Xi_Jinping']
        >>> sorted(network.nodes)
        ['Vladimir_Putin', 'Xi_Jinping']
        >>> [met] = [fact for fact in graph.facts_about(graph.find("Xi Jinping")) if fact.predicate == "kg:met"]
        >>> met.status, [evidence.quote for evidence in graph.evidence(met)]
        ('Asserted', ['Vladimir Putin met Xi Jinping in Beijing on Friday.'])

    Args:
        out: the folder that it stands in.
        resolution: its records, if they are in memory already.
        config: what it was built with, if known.
        report: what the build that made it did.

    Attributes:
        out: the folder.
        report: what the build did; None for a graph that was loaded.
    """

    def __init__(self, out: Path, *, resolution: Resolution | None = None, config: Config | None = None, report: BuildReport | None = None) -> None:
        self.out = out
        self.report = report
        self._resolution = resolution
        self._config = config

    def __repr__(self) -> str:
        return f"KnowledgeGraph({str(self.out)!r})"

    @property
    def resolution(self) -> Resolution:
        """All records of the graph."""
        if self._resolution is None:
            self._resolution = read_resolution(self.out)
        return self._resolution

    @cached_property
    def record(self) -> BuildRecord | None:
        """What the graph was built with, if its folder says so."""
        return read_record(self.out)

    @property
    def config(self) -> Config:
        """The configuration that the graph was built with."""
        if self._config is None:
            self._config = config_of(self.out, self.record)
        return self._config

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology that the graph was built with."""
        from kg.ontology import load

        return load(*self.config.ontology)

    @cached_property
    def lookup(self) -> Lookup:
        """The records by their ids."""
        from kg.network.lookup import Lookup

        return Lookup(self.resolution)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, sorted by id."""
        return self.resolution.documents

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, in document order."""
        return self.resolution.statements

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, sorted by id."""
        return self.resolution.entities

    @property
    def events(self) -> tuple[Event, ...]:
        """Happenings and standing relations."""
        return self.resolution.events

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts; a symmetric one stands there twice, the second as a mirror of the first."""
        return self.resolution.facts

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """The inputs that were not built."""
        return read_refusals(self.out) if (self.out / REFUSED).is_file() else ()

    def query(self, sparql: str, *, format: str = "table", timeout: float | None = None) -> Result:
        """Ask the graph in SPARQL 1.1; prefixes of the graph are known.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            format: `table` for rows as values; `json`, `csv`, `tsv`, `xml` or `ttl` for the answer as bytes.
            timeout: seconds after which the query is stopped; None for no limit.

        Returns:
            The answer: iterate over it for rows by variable, or take its `body`.

        Raises:
            QueryError: the query is malformed, with its place, or is not read-only.
            UsageError: the graph was built without its store.
        """
        from kg.store import Store

        folder = self.out / "store"
        if not folder.is_dir():
            raise UsageError(f"{self.out} has no store to query", remedy="build the graph again without --write, or with --write store")
        return Store.open(folder, base=self.config.base).query(sparql, format, timeout=timeout)

    def to_networkx(self, **filters: Any) -> networkx.MultiDiGraph[str]:
        """Give the graph as a NetworkX multigraph: entities as nodes, facts as edges keyed by their ids.

        Args:
            **filters: `relation`, `types`, `publisher`, `begin`, `end`, `undated`, `status`, `min_confidence`, `direct`, `around`, as
                `kg.network.read_filters` describes them.

        Returns:
            A MultiDiGraph whose `graph` counts what was left out.

        Raises:
            UsageError: a filter is malformed.
            UnknownName: a filter names what the graph does not hold.
        """
        from kg.network import read_filters, to_networkx

        return to_networkx(self.resolution, read_filters(**filters), is_a=self.ontology.is_a)

    def export(self, format: str, target: Path | str | BinaryIO, **filters: Any) -> LeftOut:
        """Write the graph for another program.

        Args:
            format: a name of `kg.exports.FORMATS`: `gexf`, `graphml`, `csv-edges`, `ttl`, ...
            target: path of a file, or a stream that takes bytes.
            **filters: as for `to_networkx`.

        Returns:
            How much was left out, and why.

        Raises:
            UsageError: the format is unknown or the file cannot be written.
        """
        from kg.exports import export
        from kg.network import read_filters

        run = run_of(self.record, self.config)
        return export(format, self.resolution, target, read_filters(**filters), ontology=self.ontology, config=self.config, run=run)

    def validate(self) -> Report:
        """Check the graph against its shapes (SHACL), its properties against the ontology, and its quotes against its texts.

        Returns:
            What was checked and what is wrong; `conforms` says whether anything is.
        """
        import tempfile

        from kg.rdf import validate

        config = self.config
        if (self.out / "graph.ttl").is_file():
            return validate(self.out / "graph.ttl", ontology=config.ontology, base=config.base)
        with tempfile.TemporaryDirectory() as folder:
            self.export("ttl", Path(folder, "graph.ttl"))
            return validate(Path(folder, "graph.ttl"), ontology=config.ontology, base=config.base)

    def find(self, name: str) -> Entity:
        """Find the entity that a name means.

        Args:
            name: an id, a label or an alias, in any case.

        Returns:
            The entity; of several with one label, the one that is mentioned most.

        Raises:
            UnknownName: nothing is called so; near names are listed.
        """
        try:
            return self.lookup.entity_named(name)
        except UnknownName as error:
            names = {alias for entity in self.entities for alias in (entity.label, *entity.aliases)}
            raise UnknownName(error.message, near=near_names(name, names)) from None

    def facts_about(self, entity: Entity | str) -> tuple[Fact, ...]:
        """List the facts in which an entity is subject or object; of a symmetric fact, the direction that starts with the entity."""
        id = entity if isinstance(entity, str) else entity.id
        mirrored = {fact.mirror_of: fact for fact in self.facts if fact.mirror_of}
        found = []
        for fact in self.facts:
            if fact.mirror_of:
                continue
            if fact.subject == id:
                found.append(fact)
            elif fact.object == id:
                found.append(mirrored.get(fact.id, fact))
        return tuple(found)

    def statement(self, id: str) -> Statement:
        """Find a statement by its id or the beginning of it.

        Raises:
            UnknownName: no statement's id starts so, or several do; they are listed.
        """
        return _starting(id, self.statements, "statement")

    def event(self, id: str) -> Event:
        """Find an event by its id or the beginning of it.

        Raises:
            UnknownName: no event's id starts so, or several do; they are listed.
        """
        return _starting(id, self.events, "event")

    def timeline(self, entity: Entity | str, *, begin: str = "", end: str = "", undated: str = "drop") -> tuple[Occurrence, ...]:
        """List what an entity took part in, what held of it and what happened there, in order of time.

        Args:
            entity: an entity, or its name, alias or id.
            begin: first day, month or year of a window, or the window as an interval `a/b`; an event lies in it if they share a day.
            end: last day, month or year of the window.
            undated: `keep` or `drop`: whether a window keeps events without a date.

        Returns:
            Occurrences: dated ones, then undated happenings, then what holds without a date. Without a window, all.

        Raises:
            UnknownName: nothing is called so; near names are listed.
            UsageError: a date is none.

        Example:
            >>> import tempfile, kg
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     article = Path(folder, "talks.txt")
            ...     _ = article.write_text("Putin met Xi Jinping in Beijing on 4 February 2022. Putin visited Minsk in 2021.", encoding="utf-8")
            ...     graph = kg.build([article], out=Path(folder, "out"))
            >>> [(o.time.value, o.event.label, o.roles) for o in graph.timeline("Putin")]  # doctest: +NORMALIZE_WHITESPACE
            [('2021', 'Vladimir Putin visited Minsk', ('agent',)),
             ('2022-02-04', 'Vladimir Putin met Xi Jinping in Beijing', ('participant',))]
            >>> [o.roles for o in graph.timeline("Beijing", begin="2022-02", end="2022-03")]
            [('place',)]
        """
        from kg.pipeline.occurrences import Occurrences, window_of

        found = self.find(entity) if isinstance(entity, str) else entity
        return tuple(Occurrences(self).of_entity(found.id, window=window_of(begin, end, undated)))

    def find_events(
        self, *, between: Sequence[str] = (), begin: str = "", end: str = "", undated: str = "drop", type: str = "", at: str = ""
    ) -> tuple[Occurrence, ...]:
        """List the events that meet every condition that is given, in order of time.

        Args:
            between: names of entities that all take part.
            begin: first day, month or year of a window, or the window as an interval `a/b`; an event lies in it if they share a day.
            end: last day, month or year of the window.
            undated: `keep` or `drop`: whether a window keeps events without a date.
            type: event types of PLOVER (`CONSULT`, or wider: `VerbalCooperation`) or relations (`met`), separated by commas; those below
                them count.
            at: name of the place; an event in a place within it counts.

        Returns:
            Occurrences, ordered as in `timeline`.

        Raises:
            UnknownName: an entity, type or place is unknown; near names are listed.
            UsageError: a date is none.

        Example:
            >>> import tempfile, kg
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     article = Path(folder, "talks.txt")
            ...     _ = article.write_text("Putin met Xi Jinping in Beijing on 4 February 2022. Putin visited Minsk in 2021.", encoding="utf-8")
            ...     graph = kg.build([article], out=Path(folder, "out"))
            >>> [o.event.label for o in graph.find_events(between=("Xi Jinping", "Putin"), begin="2022")]
            ['Vladimir Putin met Xi Jinping in Beijing']
            >>> [o.event.type for o in graph.find_events(type="VerbalCooperation", at="China")]
            ['plover:CONSULT']
        """
        from kg.pipeline.occurrences import Occurrences, kinds_named, places_named, window_of

        return tuple(
            Occurrences(self).select(
                between=[self.find(name).id for name in between],
                window=window_of(begin, end, undated),
                kinds=kinds_named(self, type) if type else None,
                places=places_named(self, at) if at else None,
            )
        )

    def explain(self, event: Event | str) -> Explanation:
        """Say why the statements of an event are taken for one, and why others are not.

        Args:
            event: an event, its id or the beginning of it.

        Returns:
            Each telling of it with the reasons, and the events that it was kept apart from. The joining is done anew, over all statements.

        Raises:
            UnknownName: no event has the id.
        """
        from kg.entities import Identities
        from kg.events import explain

        found = self.event(event) if isinstance(event, str) else event
        whole = self.resolution
        identities = Identities(whole.entities, whole.entity_of, whole.publisher_of, whole.judgements)
        return explain(found, whole.events, whole.documents, whole.statements, identities, self.ontology)

    def evidence(self, fact: Fact | Statement | str) -> tuple[Evidence, ...]:
        """Give the words behind a fact.

        Args:
            fact: a fact, a statement, or the id of a fact.

        Returns:
            One piece of evidence for each statement, by document and place.

        Raises:
            UnknownName: no fact has the id.
        """
        if isinstance(fact, Statement):
            return (self._evidence(fact),)
        if isinstance(fact, str):
            if fact not in self.lookup.facts:
                raise UnknownName(f"no fact has the id {fact!r}")
            fact = self.lookup.facts[fact]
        return tuple(self._evidence(self.lookup.statements[id]) for id in fact.statements)

    def _evidence(self, statement: Statement) -> Evidence:
        lookup = self.lookup
        return Evidence(
            statement,
            lookup.documents[statement.document],
            lookup.publisher(statement.document),
            tuple(lookup.speaker(said) for said in statement.attribution),
        )


Identified = TypeVar("Identified", Statement, Event)


def _starting(id: str, records: Iterable[Identified], what: str) -> Identified:
    """Find the one record whose id is, or starts with, some letters."""
    found = [record for record in records if record.id.startswith(id)] if id else []
    exact = [record for record in found if record.id == id]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise UnknownName(f"several {what}s start with {id!r}", near=tuple(record.id for record in found[:5]))
    raise UnknownName(f"no {what} has the id {id!r}")


def load_graph(out: Path) -> KnowledgeGraph:
    """Open a graph; see `kg.load`."""
    Workspace(out).settle()
    if not (out / DOCUMENTS).is_file():
        raise UsageError(f"there is no graph in {out}", remedy="run `kg demo` or `kg build SOURCE...` first, or name the graph's folder with --out")
    return KnowledgeGraph(out)
