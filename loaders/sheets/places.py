"""Rows of a sheet, and in which cell each part of a record stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.sections import Path
from loaders.sheets.columns import Column

Place = tuple[int, int]
"""Row and column of a cell."""
Tell = Callable[[Place, str, str], None]
"""Hears a fault: its cell, what is wrong, and how to put it right."""


@dataclass(frozen=True)
class Row:
    """One row of a record: its number in the sheet, what its filled cells say, and the number of each column."""

    number: int
    said: Mapping[str, str]
    columns: Mapping[str, int]

    def place(self, header: str) -> Place:
        """One of its cells."""
        return self.number, self.columns[header]


@dataclass(frozen=True)
class Cells:
    """In which cell each part of a record stands; `line` is the row in which it begins."""

    line: int
    places: dict[Path, Place] = field(default_factory=dict)

    def at(self, path: Path) -> Place:
        """The cell of what the path leads to, or of the nearest part around it."""
        around = (path[:length] for length in range(len(path), 0, -1))
        return next((self.places[part] for part in around if part in self.places), (self.line, 1))

    def put(self, path: Path, row: Row, columns: Sequence[Column]) -> None:
        """Note that an entry stands in a row; also the cells that are blank, for what is missing in them."""
        self.places.setdefault(path, row.place(columns[0].name))
        for column in columns:
            self.places.setdefault((*path, column.key), row.place(column.name))
