"""A property graph as tables: one for the nodes with the same labels, one for the relationships of a type."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from kg.exporting.columns import Cells, Columns, in_quotes
from schema.errors import QuestionError, quoted

_BATCH = 1000
_UNREADABLE = re.compile(r"[(){}\r\n]")


@dataclass
class Table:
    """The rows of a file: `kind` is nodes or relationships, `words` their labels or their type.

    Rows wait in another file, since the last of them may have a column that the first has not.
    """

    kind: str
    words: tuple[str, ...]
    waiting: IO[bytes]
    columns: Columns = field(default_factory=Columns)
    longest: int = 0
    multiline: bool = False
    _batch: list[dict[str, Any]] = field(default_factory=list)

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

    def add(self, row: dict[str, Any], letters: set[str]) -> None:
        """Take a row, and note the letters in its lists."""
        self.columns.see(row, letters)
        self._batch.append(row)
        if len(self._batch) == _BATCH:
            self._put_aside()

    def write(self, folder: Path, cells: Cells) -> None:
        """Write the file, with a header first."""
        self._put_aside()
        types = self.columns.types
        with (folder / self.file).open("wb") as file:
            self._line(",".join(in_quotes(_heading(name, type)) for name, type in types.items()), file)
            for row in self._rows():
                self._line(cells.row(types, row), file)

    def _put_aside(self) -> None:
        pickle.dump(self._batch, self.waiting)
        self._batch = []

    def _rows(self) -> Iterator[dict[str, Any]]:
        """All rows; they are gone afterwards."""
        end = self.waiting.tell()
        self.waiting.seek(0)
        while self.waiting.tell() < end:
            yield from pickle.load(self.waiting)  # noqa: S301
        self.waiting.close()

    def _line(self, row: str, file: IO[bytes]) -> None:
        """Write a line, and keep in mind what the importer must be told of it."""
        line = f"{row}\n".encode()
        file.write(line)
        self.longest = max(self.longest, len(line))
        self.multiline = self.multiline or "\n" in row or "\r" in row


def _heading(name: str, type: str) -> str:
    if name.startswith(":"):
        return name
    if _UNREADABLE.search(name):
        raise QuestionError(
            f"Neo4j's importer does not read a property called {quoted(name)}.",
            "Take brackets, braces and line breaks out of the name of the code list.",
        )
    return "id:ID" if name == "id" else f"{name}:{type}"
