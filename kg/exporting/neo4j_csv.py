"""A property graph as the files that Neo4j's bulk importer reads, and what makes of them a knowledge base to ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporting.folder import check_new, new_folder
from kg.exporting.neo4j_import import command, schema, script
from kg.exporting.tables import tables_of, write_tables
from kg.knowledge_base import facts_of
from kg.stores.server.content import digest_of
from kg.stores.server.state import State

if TYPE_CHECKING:
    from kg.graph import Graph


@dataclass(frozen=True)
class Exported:
    """How much was exported, and the shell command that imports it from within the folder."""

    nodes: int
    relationships: int
    command: str


def export_kb(
    folder: Path, *names: str | os.PathLike[str], tell: Callable[[str], None] = lambda step: None
) -> Exported:
    """Write the knowledge base of these folders into one that is new or empty; `tell` hears each step.

    FactsError tells every fault of the folders; QuestionError that the new one is taken or cannot be written.
    """
    from kg.graph import graph_of

    check_new(folder)
    tell("Reading the facts")
    loaded = facts_of(*names)
    version, graph = loaded.facts_version, graph_of(loaded.facts)
    del loaded  # large, and no longer needed
    tell("Writing the files")
    return export(graph, version, folder)


def export(graph: Graph, facts_version: str, folder: Path) -> Exported:
    """Write a graph into a folder that is new or empty; QuestionError where it is neither or cannot be written."""
    by_key, cells = tables_of(graph)
    tables = list(by_key.values())
    with new_folder(folder) as aside:
        write_tables(graph, by_key, cells, aside)
        statements = schema(tables, cells, State(facts_version, digest_of(graph)))
        _write(aside / "schema.cypher", "".join(f"{statement};\n" for statement in statements))
        _write(aside / "import.sh", script(tables, cells))
    return Exported(graph.number_of_nodes(), graph.number_of_edges(), command(tables, cells))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
