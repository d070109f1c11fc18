"""A cell → the text that it says; ValueError says what is wrong with it, and how to put it right."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time

from openpyxl.cell import Cell
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from loaders.sheets.columns import Column
from loaders.sheets.texts import read
from loaders.texts import CONTROL
from schema.errors import quoted

_AS_TEXT = "Format the cell as text (文字列), then write it again."
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EXACT = 10**15  # a whole number from here on has lost digits in the spreadsheet program


def text_in(cell: Cell, column: Column) -> str | None:
    """What a cell says as text, None where it is empty."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        raise ValueError("a formula stands here\nPut its result in its place: copy the cell and paste the value alone.")
    if cell.data_type == "e":
        raise ValueError(f"{quoted(value)} is an error of the spreadsheet program\nWrite the value again.")
    if isinstance(value, bool):
        return _from_truth(value, column)
    if isinstance(value, (int, float)):
        return _from_number(value, column, cell)
    if isinstance(value, str):
        return _from_text(value, column)
    return _from_date(value, column, cell.number_format)


def _from_truth(value: bool, column: Column) -> str:
    if column.is_ternary:
        return "yes" if value else "no"
    raise ValueError(f"{str(value).upper()} is no text, but true or false\n{_AS_TEXT}")


def _from_number(value: float, column: Column, cell: Cell) -> str:
    if abs(value) >= _EXACT:
        raise ValueError(f"{value:.0f} has lost its last digits\n{_AS_TEXT}")
    text = str(int(value)) if value == int(value) else repr(value)
    if column.is_date and not re.fullmatch(r"\d{4}", text):
        raise ValueError(f'"{text}" is not a date{_day_of(value, cell)}')
    return text


def _day_of(value: float, cell: Cell) -> str:
    """The day that a bare number is, to a spreadsheet program, and how to write it."""
    workbook = cell.parent.parent
    epoch = workbook.epoch if workbook else WINDOWS_EPOCH
    try:
        day = from_excel(value, epoch)
    except (OverflowError, ValueError):
        day = None
    if not isinstance(day, datetime) or value < 1:
        return "\nWrite 1998, 1998-05 or 1998-05-02."
    return f" but the number by which the program counts {day.date()}\nFormat the cell as text (文字列), then write {day.date()}."


def _from_text(value: str, column: Column) -> str | None:
    text = read(value)
    if found := CONTROL.search(text):
        raise ValueError(f"the text holds the control character U+{ord(found[0]):04X}\nTake it out.")
    if column.is_number or column.words:
        text = unicodedata.normalize("NFKC", text).strip()
    return text if value.strip() else None


def _from_date(value: object, column: Column, number_format: str) -> str:
    """A cell that the program took for a date: to the day, month or year that it shows."""
    if not isinstance(value, datetime) or value.time() != time():
        raise ValueError(f"{quoted(value)} is a time of day, which is not read here\n{_AS_TEXT}")
    if not column.is_date:
        raise ValueError(f"the program made a date of this cell ({value.date()})\n{_AS_TEXT}")
    shown = _NOT_SHOWN.sub("", number_format).lower()
    length = 10 if "d" in shown else 7 if "m" in shown else 4
    return value.date().isoformat()[:length]
