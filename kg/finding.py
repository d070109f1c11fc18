"""Any record by its id or name; a tie also by its parties, as answers call it."""

from __future__ import annotations

from kg.around import Around
from kg.knowledge_base import KnowledgeBase
from kg.lookup import Named, text_of_shell, the_one
from kg.names import fold, parties_in
from kg.questions import statements
from kg.sentences import what_of
from kg.stores.base import Row
from schema.labels import LABELS, type_of


def find_record(kb: KnowledgeBase, name: str) -> Named:
    """The record of any section of that id or name; NameNotFound says what is near."""
    name, cypher = text_of_shell(name), statements("record")
    if ":" in name and (label := LABELS.get(type_of(name))):
        rows = kb.read(cypher["by_id"].replace("LABEL", label), id=name)
    else:
        rows = kb.read(cypher["called"], name=fold(name)) or _ties_called(kb, name)
    found = Around(kb).called(Named.of(row) for row in rows) if rows else {}
    return the_one(name, "record", list(found.values()), lambda: kb.read(cypher["all_named"]))


def _ties_called(kb: KnowledgeBase, name: str) -> list[Row]:
    """The ties between the parties that a name names, as what it says behind the colon, if anything."""
    parties, what = parties_in(name)
    if len(parties) < 2:
        return []
    around, called = Around(kb), statements("record")["called"]
    sides = [{row["id"] for row in kb.read(called, name=fold(party))} for party in parties]
    shared = set.intersection(*(set(around.ties_of(side)) for side in sides))
    rows = around.ties(shared) if shared else []
    return [row for row in rows if not what or fold(what) in map(fold, what_of(row))]
