"""A base of known things: imported from Wikidata, SKOS or a table into a local index, and what entities are looked up in.

    sources      bytes and lines of a file, plain or compressed
    wikidata, vocabularies, tables      what each kind of source says, as drafts
    importing    drafts to a file of SQLite, sorted, whole or not at all
    storage      that file: its schema, and how it is told from another program's
    base         reading it: by name, by words, by id
    context, scoring, linking           which of its items an entity is, if it is sure

Invariants: nothing here runs unless a graph is built with a knowledge base; importing this room imports no heavy library.
"""

from kg.knowledge.base import KnowledgeBase
from kg.knowledge.importing import ImportReport, import_source
from kg.knowledge.items import Item
from kg.knowledge.linking import Linker

__all__ = ["ImportReport", "Item", "KnowledgeBase", "Linker", "import_source"]
