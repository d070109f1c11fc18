"""A property graph as tables: one for the nodes with the same labels, one for the relationships of a type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.exporting.columns import Cells, Columns, in_quotes
from kg.stores.server.content import edges_of, nodes_of
from schema.errors import QuestionError, quoted

if TYPE_CHECKING:
    from kg.graph import Graph

_UNREADABLE = re.compile(r"[(){}\r\n]")
Key = tuple[str, tuple[str, ...]]


@dataclass
class Table:
    """The rows of a file: `kind` is nodes or relationships, `words` their labels or their type."""

    kind: str
    words: tuple[str, ...]
    columns: Columns = field(default_factory=Columns)
    longest: int = 0
    multiline: bool = False

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.kind}-{'-'.join(self.words)}.csv"

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its nodes; none where it has relationships."""
        return self.words if self.kind == "nodes" else ()

    @property
    def pattern(self) -> str:
        """Its rows in Cypher, each as `x`."""
        words = "".join(f":`{word}`" for word in self.words)
        return f"(x{words})" if self.kind == "nodes" else f"()-[x{words}]->()"

    @property
    def header(self) -> str:
        """Its first line."""
        return ",".join(in_quotes(_heading(name, type)) for name, type in self.columns.types.items())

    def write(self, row: str, file: IO[bytes]) -> None:
        """Write a line, and keep in mind what the importer must be told of it."""
        line = f"{row}\n".encode()
        file.write(line)
        self.longest = max(self.longest, len(line))
        self.multiline = self.multiline or "\n" in row or "\r" in row


def tables_of(graph: Graph) -> tuple[dict[Key, Table], Cells]:
    """The tables, by kind and words, and how their cells are written; nothing is written yet."""
    tables: dict[Key, Table] = {}
    letters: set[str] = set()
    for kind, words, properties in _rows(graph):
        if (kind, words) not in tables:
            tables[kind, words] = Table(kind, words)
        tables[kind, words].columns.see(properties, letters)
    return dict(sorted(tables.items())), Cells.without(letters)


def write_tables(graph: Graph, tables: dict[Key, Table], cells: Cells, folder: Path) -> None:
    """Write every table's file."""
    with ExitStack() as stack:
        files = {key: stack.enter_context((folder / table.file).open("wb")) for key, table in tables.items()}
        for key, table in tables.items():
            table.write(table.header, files[key])
        for kind, words, properties in _rows(graph):
            table = tables[kind, words]
            table.write(cells.row(table.columns.types, properties), files[kind, words])


def _rows(graph: Graph) -> Iterator[tuple[str, tuple[str, ...], dict[str, Any]]]:
    """Each row's kind and words, and its cells by column."""
    for labels, properties in nodes_of(graph):
        yield "nodes", labels, {**properties, ":LABEL": list(labels)}
    for type, start, end, properties in edges_of(graph):
        yield "relationships", (type,), {":START_ID": start, ":END_ID": end, ":TYPE": type, **properties}


def _heading(name: str, type: str) -> str:
    if name.startswith(":"):
        return name
    if _UNREADABLE.search(name):
        raise QuestionError(
            f"Neo4j's importer does not read a property called {quoted(name)}.",
            "Take brackets, braces and line breaks out of the name of the code list.",
        )
    return "id:ID" if name == "id" else f"{name}:{type}"
