"""Records → a workbook with a sheet for each section, one that explains them, and the lists behind the drop-downs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.problems import Problems
from loaders.sections import Placed
from loaders.sheets.columns import FOR, ID, Column, columns_of
from loaders.sheets.dropdowns import LAST_ROW, DropDowns
from loaders.sheets.labels import GUIDE, GUIDE_TEXT, LISTS, label, sheet_label
from loaders.sheets.rows import rows_of
from loaders.sheets.texts import too_long
from loaders.writing import plain
from schema.facts import SECTIONS

FIRST = 3
"""The first row of a sheet that holds a record; above it stand the keys and their labels."""
_WIDTHS = {ID: 34, FOR: 24, "note": 48, "quote": 60, "reason": 48, "url": 40, "document": 30, "place": 24}
_MOST_DIGITS = 15  # that a spreadsheet program keeps of a number


def workbook_of(records: Sequence[Placed], beside: Iterable[Placed], problems: Problems) -> Workbook:
    """A workbook of the records; those beside them are only suggested. What no cell can hold is noted as a fault."""
    workbook = Workbook()
    guide, lists = workbook.worksheets[0], workbook.create_sheet(LISTS)
    for style in _styles():
        workbook.add_named_style(style)
    _write_guide(guide)
    drop_downs = DropDowns(lists, (one.record.id for one in (*records, *beside)))
    for section in SECTIONS:
        sheet = workbook.create_sheet(section, index=len(workbook.sheetnames) - 1)
        _write_head(sheet, drop_downs)
        _write_records(sheet, [one for one in records if one.section == section], problems)
    lists.sheet_state = "hidden"
    return workbook


def _styles() -> list[NamedStyle]:
    wrapped = Alignment(wrap_text=True, vertical="top")
    grey, dark = PatternFill("solid", fgColor="EEF2F6"), PatternFill("solid", fgColor="1F3A5F")
    return [
        NamedStyle("said", number_format="@", alignment=wrapped),
        NamedStyle("number", number_format="General", alignment=Alignment(vertical="top")),
        NamedStyle("key", number_format="@", alignment=wrapped, font=Font(bold=True, color="FFFFFF"), fill=dark),
        NamedStyle("label", number_format="@", alignment=wrapped, font=Font(size=9), fill=grey),
    ]


def _write_guide(sheet: Worksheet) -> None:
    sheet.title = GUIDE
    said = [*GUIDE_TEXT, ("", ""), *((section, sheet_label(section)) for section in SECTIONS)]
    for row, texts in enumerate(said, start=1):
        for column, text in enumerate(texts, start=1):
            _write(sheet.cell(row, column), text, "key" if row == 1 else "said")
    for letter in "AB":
        sheet.column_dimensions[letter].width = 70


def _write_head(sheet: Worksheet, drop_downs: DropDowns) -> None:
    """Keys, labels, widths, formats of whole columns (for what will be added) and drop-downs."""
    for number, column in enumerate(columns_of(sheet.title).values(), start=1):
        letter = get_column_letter(number)
        _write(sheet.cell(1, number), column.name, "key")
        _write(sheet.cell(2, number), label(column.name), "label")
        dimension = sheet.column_dimensions[letter]
        dimension.width = _width(column)
        dimension.number_format = "General" if column.is_number else "@"
        dimension.alignment = Alignment(wrap_text=True, vertical="top")
        if drop_down := drop_downs.of(column):
            drop_down.add(f"{letter}{FIRST}:{letter}{LAST_ROW}")
            sheet.add_data_validation(drop_down)
    sheet.freeze_panes = f"C{FIRST}"


def _width(column: Column) -> int:
    if column.is_number or column.words:
        return 14
    return _WIDTHS.get(column.name) or _WIDTHS.get(column.key) or (32 if column.types else 18)


def _write_records(sheet: Worksheet, records: Iterable[Placed], problems: Problems) -> None:
    columns, row = columns_of(sheet.title), FIRST
    places = {name: number for number, name in enumerate(columns, start=1)}
    for one in records:
        for filled in rows_of(plain(one.record), one.section):
            for name, text in filled.items():
                if what := too_long(text):
                    one.fault(problems, (), f"{name}: {what}", "Shorten it, or split it into two records.")
                else:
                    _write_value(sheet.cell(row, places[name]), text, columns[name])
            row += 1


def _write_value(cell: Cell | MergedCell, text: str, column: Column) -> None:
    if column.is_number and sum(char.isdigit() for char in text) <= _MOST_DIGITS and text != "-0.0":
        cell.value, cell.style = (float(text) if "." in text or "e" in text else int(text)), "number"
    else:
        _write(cell, text, "said")


def _write(cell: Cell | MergedCell, text: str, style: str) -> None:
    cell.value, cell.style = text, style
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
