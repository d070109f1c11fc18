"""A workbook → the records that it says, each fault told with its sheet and cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from loaders.problems import Problems, cell_name
from loaders.sections import Path as Steps
from loaders.sections import Placed, records_of
from loaders.sheets.cells import text_in
from loaders.sheets.columns import ID, ROW, columns_of
from loaders.sheets.heads import cells_of, columns_in, sheets_of
from loaders.sheets.opening import open_workbook
from loaders.sheets.order import in_order
from loaders.sheets.places import Cells, Place, Row
from loaders.sheets.records import RecordReader
from loaders.sheets.wording import in_a_sheet
from loaders.sheets.writing import FIRST
from schema.records import Record

FileOf = Callable[[str, str], str]
"""The facts file in which a record of a section and an id stands or will stand."""


@dataclass(frozen=True, slots=True)
class PlacedInSheet(Placed):
    """A record that a workbook says; `file` is the facts file where it stands or will stand."""

    workbook: str = ""

    @property
    def where(self) -> str:
        """The cell in which it begins, for a message about another record."""
        return f"{self.workbook}, {self.section}!{cell_name(self.node.line, 1)}"

    def fault(self, problems: Problems, path: Steps, what: str, mend: str = "") -> None:
        """Note a fault in the cell of the part that the path leads to."""
        problems.add(self.workbook, *self.node.at(path), what, in_a_sheet(mend), sheet=self.section)


def read_workbook(file: Path, file_of: FileOf, problems: Problems, unread: set[str]) -> list[Placed]:
    """The records of a workbook; the ids of those that a fault keeps from being read are added to `unread`."""
    workbook = open_workbook(file)
    placed: list[Placed] = []
    for section, sheet in sheets_of(workbook, str(file), problems):
        reader = _SheetReader(sheet, section, str(file), problems, unread)
        for rows in reader.records():
            id = rows[0].said[ID]
            found = [
                PlacedInSheet(record, section, file_of(section, id), cells, str(file))
                for record, cells in reader.read(rows)
            ]
            unread |= set() if found else {id}
            placed += found
    return placed


@dataclass
class _SheetReader:
    """Reads the sheet of one section."""

    sheet: Worksheet
    section: str
    file: str
    problems: Problems
    unread: set[str]
    unreadable: set[Place] = field(default_factory=set)

    def records(self) -> Iterator[list[Row]]:
        """The rows of each record in their order, wherever they stand."""
        for merged in self.sheet.merged_cells.ranges:
            what = f"the cells {merged.coord} are merged"
            self.tell((merged.min_row, merged.min_col), what, "Take the merging off, and fill in each cell.")
        by_id: dict[str, list[Row]] = {}
        for row in self._rows():
            by_id.setdefault(row.said[ID], []).append(row)
        for rows in by_id.values():
            yield in_order(rows, self.tell)

    def read(self, rows: list[Row]) -> Iterator[tuple[Record, Cells]]:
        """The record of these rows as far as it is right, and its cells."""
        reader = RecordReader(rows, self.section, self.tell)
        written, cells = reader.read(), reader.cells
        for record in records_of(written, self.section, lambda path, *said: self.tell(cells.at(path), *said)):
            yield record, cells

    def tell(self, place: Place, what: str, mend: str = "") -> None:
        """Note a fault, unless its cell could not be read, which is told already."""
        if place not in self.unreadable:
            self.problems.add(self.file, *place, what, in_a_sheet(mend), sheet=self.section)

    def _rows(self) -> Iterator[Row]:
        headers = columns_in(self.sheet, self.section, self.file, self.problems)
        columns = {header: number for number, header in headers.items()}
        if set(columns) != set(columns_of(self.section)):
            # The sheet's columns are told to be wrong, so what they say would be too; others may still name its records.
            self.unread |= {str(cell.value) for cell in cells_of(self.sheet) if ":" in str(cell.value)}
            return
        for number, cells in groupby(cells_of(self.sheet), lambda cell: int(cell.row)):
            said = self._said(list(cells), headers) if number > 1 else {}
            if number < FIRST:
                self._check_labels(said, number, columns)
            elif ID in said:
                yield Row(number, said, columns)
            elif set(said) - {ROW}:
                self.tell((number, columns[ID]), "the id is blank", "Write the id of the record in each of its rows.")

    def _check_labels(self, said: dict[str, str], number: int, columns: dict[str, int]) -> None:
        if ":" in said.get(ID, ""):
            mend = "Put a row between the headers and the first record: the second row is not read."
            self.tell((number, columns[ID]), "a record stands here", mend)

    def _said(self, cells: Sequence[Cell], headers: Mapping[int, str]) -> dict[str, str]:
        """What the filled cells of a row say, by header; what cannot be read is told."""
        texts = ((headers.get(cell.column), self._text(cell, headers)) for cell in cells if cell.value is not None)
        return {header: text for header, text in texts if header and text is not None}

    def _text(self, cell: Cell, headers: Mapping[int, str]) -> str | None:
        place = (int(cell.row), int(cell.column))
        if cell.column not in headers:
            self.tell((1, place[1]), "this column has no header", "Write its header, or take out what stands below it.")
            return None
        try:
            return text_in(cell, columns_of(self.section)[headers[cell.column]])
        except ValueError as error:
            what, _, mend = str(error).partition("\n")
            self.tell(place, what, mend)
            self.unreadable.add(place)
            return None
