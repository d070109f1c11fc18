"""The sheets of a workbook and the headers of their columns: each known one, and a sentence for what is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from loaders.problems import Problems
from loaders.sheets.columns import headers_of
from loaders.sheets.labels import GUIDE, LISTS
from schema.errors import quoted
from schema.facts import SECTIONS
from schema.nearest import nearest

_FRESH = "Take it from a workbook that `citykg sheet export` has just written."


def fold(text: str) -> str:
    """A name of a sheet or column as it is compared: full-width letters, case and spaces aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def sheets_of(workbook: Workbook, file: str, problems: Problems) -> Iterator[tuple[str, Worksheet]]:
    """The sheet of each section; a missing, unknown or doubled one is a fault, unless nothing stands in it."""
    found: dict[str, Worksheet] = {}
    for sheet in workbook.worksheets:
        section = fold(sheet.title)
        if section in SECTIONS and section not in found:
            found[section] = sheet
        elif section not in (fold(GUIDE), fold(LISTS)) and any(cell.value is not None for cell in cells_of(sheet)):
            mend = f"{nearest(section, SECTIONS)} Take out a sheet that is none."
            problems.add(file, 0, 0, "this sheet is no section of facts", mend, sheet=sheet.title)
    for section in SECTIONS:
        if section in found:
            yield section, found[section]
        else:
            problems.add(file, 0, 0, f"the sheet `{section}` is missing", f"{_FRESH} It may hold no record.")


def cells_of(sheet: Worksheet) -> Iterable[Cell]:
    """The cells that are there, row by row; a sheet may reach far beyond them, so they are not counted through."""
    return (cell for _, cell in sorted(sheet._cells.items()) if isinstance(cell, Cell))


def columns_in(sheet: Worksheet, section: str, file: str, problems: Problems) -> Mapping[int, str]:
    """The header of each column, by its number; a fault for each that is missing, unknown or there twice."""
    known, found = headers_of(section), dict[str, Cell]()
    for cell in cells_of(sheet):
        if cell.row > 1:
            break
        _note(cell, found, known, sheet, file, problems)
    missing = [f"`{header}`" for header in known if header not in found]
    if missing:
        what = f"the column {' and '.join(missing)} is missing" if len(missing) < 4 else "columns are missing"
        more = "" if len(missing) < 4 else f" ({', '.join(missing)})"
        problems.add(
            file,
            1,
            1,
            what + more,
            f"A blank column says nothing, a missing one is not understood. {_FRESH}",
            sheet=sheet.title,
        )
    return {cell.column: header for header, cell in found.items()}


def _note(
    cell: Cell, found: dict[str, Cell], known: tuple[str, ...], sheet: Worksheet, file: str, problems: Problems
) -> None:
    header = fold(str(cell.value)) if cell.value is not None else ""
    if header in found:
        what, mend = (
            f"the column `{header}` is here twice (first in {found[header].coordinate})",
            "Keep one of the two.",
        )
    elif header in known:
        found[header] = cell
        return
    elif header:
        what, mend = f"{quoted(str(cell.value))} is no column of `{section_of(sheet)}`", nearest(header, known)
    else:
        return
    problems.add(file, 1, cell.column, what, mend, sheet=sheet.title)


def section_of(sheet: Worksheet) -> str:
    """The section that a sheet holds, by its title."""
    return fold(sheet.title)
