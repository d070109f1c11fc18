"""Graphs exported for Neo4j, and imported by its own importer."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

from neo4j_processes import JavaServer

from kg.graph import Graph, Growing


def copied(graph: Graph) -> Callable[[Growing], None]:
    """What fills in a graph that is whole already."""

    def fill(tables: Growing) -> None:
        for node, properties in graph.nodes(data=True):
            tables.add_node(node, **properties)
        for start, end, properties in graph.edges(data=True):
            tables.add_edge(start, end, **properties)

    return fill


def imported(server: JavaServer, folder: Path, *options: str) -> str:
    """What the importer prints, run as import.sh runs it."""
    lines = (folder / "import.sh").read_text(encoding="utf-8").partition("exec ")[2].replace("\\\n", " ")
    words = shlex.split(lines.replace('"${@:-neo4j}"', "neo4j"))
    assert words[:4] == ["neo4j-admin", "database", "import", "full"]
    return server.import_full(*(word.replace("=./", f"={folder}/") for word in words[4:]), *options)


def finished(server: JavaServer, folder: Path) -> None:
    """Run schema.cypher as cypher-shell does, statement by statement."""
    for statement in (folder / "schema.cypher").read_text(encoding="utf-8").split(";\n"):
        if statement:
            server.run(statement)
