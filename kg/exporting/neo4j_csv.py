"""A property graph as the files that Neo4j's bulk importer reads, and what makes of them a knowledge base to ask."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.exporting.columns import Cells
from kg.exporting.folder import check_new, new_folder
from kg.exporting.neo4j_import import command, schema, script
from kg.exporting.tables import Table
from kg.graph import Growing, build
from kg.knowledge_base import facts_of
from kg.stores.server.content import Digest, Edge, plain, text
from kg.stores.server.state import State


@dataclass(frozen=True)
class Exported:
    """How much was exported, and the shell command that imports it from within the folder."""

    nodes: int
    relationships: int
    command: str


class Tables:
    """A graph to be built into, which becomes rows of tables at once: it is never whole in memory.

    What is not yet written waits in files without a name on the disk of the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.digest = Digest()
        self.letters: set[str] = set()
        self.relationships = 0
        self._tables: dict[tuple[str, tuple[str, ...]], Table] = {}
        self._ids: set[str] = set()

    def __contains__(self, node: str) -> bool:
        return node in self._ids

    def __len__(self) -> int:
        """How many nodes there are."""
        return len(self._ids)

    def __iter__(self) -> Iterator[Table]:
        """The tables, by kind and words."""
        return (table for _, table in sorted(self._tables.items()))

    def add_node(self, node: str, /, **properties: Any) -> None:
        """Take a node, whole; each is given once."""
        labels, row = tuple(sorted(properties["labels"])), plain(properties, "labels")
        self.digest.node(node, labels, row)
        self._ids.add(node)
        self._add("nodes", labels, {**row, ":LABEL": list(labels)})

    def add_edge(self, start: str, end: str, /, **properties: Any) -> None:
        """Take an edge; its nodes may come later."""
        type, row = str(properties["type"]), plain(properties, "type")
        self.digest.edge(Edge(type, start, end, text(row)))
        self.relationships += 1
        self._add("relationships", (type,), {":START_ID": start, ":END_ID": end, ":TYPE": type, **row})

    def _add(self, kind: str, words: tuple[str, ...], row: dict[str, Any]) -> None:
        if (kind, words) not in self._tables:
            waiting = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (the table closes it)
            self._tables[kind, words] = Table(kind, words, waiting)
        self._tables[kind, words].add(row, self.letters)


def export_kb(
    folder: Path, *names: str | os.PathLike[str], tell: Callable[[str], None] = lambda step: None
) -> Exported:
    """Write the knowledge base of these folders into one that is new or empty; `tell` hears each step.

    FactsError tells every fault of the folders; QuestionError that the new one is taken or cannot be written.
    """
    check_new(folder)
    tell("Reading the facts")
    loaded = facts_of(*names)
    tell("Writing the files")
    return export(lambda tables: build(loaded.facts, tables), loaded.facts_version, folder)


def export(fill: Callable[[Growing], None], facts_version: str, folder: Path) -> Exported:
    """Write the graph that is filled in; QuestionError where the folder is not new or empty, or cannot be written."""
    with new_folder(folder) as aside:
        tables = Tables(aside)
        fill(tables)
        cells = Cells.without(tables.letters)
        for table in tables:
            table.write(aside, cells)
        statements = schema(tables, cells, State(facts_version, str(tables.digest)))
        _write(aside / "schema.cypher", "".join(f"{statement};\n" for statement in statements))
        _write(aside / "import.sh", script(tables, cells))
    return Exported(len(tables), tables.relationships, command(tables, cells))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
