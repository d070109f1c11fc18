"""Records → a workbook with a sheet for each section, one that explains them, and the lists behind the drop-downs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.problems import Problems
from loaders.sections import Placed
from loaders.sheets.columns import Column, columns_of
from loaders.sheets.dropdowns import LAST_ROW, DropDowns
from loaders.sheets.labels import GUIDE, GUIDE_TEXT, LISTS, label, sheet_label
from loaders.sheets.look import KEY, LABEL, LINE, NUMBER, SAID, WRAPPED, lines_of, styles, width_of
from loaders.sheets.rows import rows_of
from loaders.sheets.texts import too_long
from loaders.writing import plain
from schema.facts import SECTIONS

FIRST = 3
"""The first row of a sheet that holds a record; above it stand the keys and their labels."""
_GUIDE_WIDTH = 70
_MOST_DIGITS = 15  # that a spreadsheet program keeps of a number


def workbook_of(records: Sequence[Placed], beside: Iterable[Placed], problems: Problems) -> Workbook:
    """A workbook of the records; those beside them are only suggested. What no cell can hold is noted as a fault."""
    workbook = Workbook()
    guide, lists = workbook.worksheets[0], workbook.create_sheet(LISTS)
    for style in styles():
        workbook.add_named_style(style)
    _write_guide(guide)
    drop_downs = DropDowns(lists, (one.record.id for one in (*records, *beside)))
    for section in SECTIONS:
        sheet = workbook.create_sheet(section, index=len(workbook.sheetnames) - 1)
        _write_head(sheet, drop_downs)
        _write_records(sheet, [one for one in records if one.section == section], problems)
    lists.sheet_state = "hidden"
    return workbook


def _write_guide(sheet: Worksheet) -> None:
    sheet.title = GUIDE
    said = [*GUIDE_TEXT, ("", ""), *((section, sheet_label(section)) for section in SECTIONS)]
    for row, texts in enumerate(said, start=1):
        for column, text in enumerate(texts, start=1):
            _write(sheet.cell(row, column), text, KEY if row == 1 else SAID)
        sheet.row_dimensions[row].height = LINE * max(lines_of(text, _GUIDE_WIDTH) for text in texts)
    for letter in "AB":
        sheet.column_dimensions[letter].width = _GUIDE_WIDTH


def _write_head(sheet: Worksheet, drop_downs: DropDowns) -> None:
    """Keys, labels, widths, formats of whole columns (for what will be added) and drop-downs."""
    for number, column in enumerate(columns_of(sheet.title).values(), start=1):
        letter = get_column_letter(number)
        _write(sheet.cell(1, number), column.name, KEY)
        _write(sheet.cell(2, number), label(column.name), LABEL)
        dimension = sheet.column_dimensions[letter]
        dimension.width = width_of(column)
        dimension.number_format = "General" if column.is_number else "@"
        dimension.alignment = WRAPPED
        if drop_down := drop_downs.of(column):
            drop_down.add(f"{letter}{FIRST}:{letter}{LAST_ROW}")
            sheet.add_data_validation(drop_down)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 2 * LINE, 4 * LINE
    sheet.freeze_panes = f"C{FIRST}"


def _write_records(sheet: Worksheet, records: Iterable[Placed], problems: Problems) -> None:
    rows = ((one, said) for one in records for said in rows_of(plain(one.record), one.section))
    for row, (one, said) in enumerate(rows, start=FIRST):
        for name, text in said.items():
            if what := too_long(text):
                one.fault(problems, (), f"{name}: {what}", "Shorten it, or split it into two records.")
        _write_row(sheet, row, said)


def _write_row(sheet: Worksheet, row: int, said: Mapping[str, str]) -> None:
    """One row, high enough for what it says: not every program sees to that by itself."""
    columns, lines = columns_of(sheet.title), 1
    for number, name in enumerate(columns, start=1):
        if name in said:
            _write_value(sheet.cell(row, number), said[name], columns[name])
            lines = max(lines, lines_of(said[name], width_of(columns[name])))
    if lines > 1:
        sheet.row_dimensions[row].height = LINE * lines


def _write_value(cell: Cell | MergedCell, text: str, column: Column) -> None:
    if column.is_number and sum(char.isdigit() for char in text) <= _MOST_DIGITS and text != "-0.0":
        cell.value, cell.style = (float(text) if "." in text or "e" in text else int(text)), NUMBER
    else:
        _write(cell, text, SAID)


def _write(cell: Cell | MergedCell, text: str, style: str) -> None:
    cell.value, cell.style = text, style
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
