"""How a workbook looks: styles of cells, widths of columns, heights of rows."""

from __future__ import annotations

import unicodedata

from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

from loaders.sheets.columns import FOR, ID, ROW, Column

SAID, NUMBER, KEY, LABEL = "said", "number", "key", "label"
"""The styles: a text, a number, a key of the format, its names."""
LINE = 15
"""The height of a line."""
WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTHS = {ID: 40, ROW: 9, FOR: 24, "note": 48, "quote": 60, "reason": 48, "url": 40, "document": 34, "place": 28}
_MOST_LINES = 12


def styles() -> list[NamedStyle]:
    """The styles of a workbook's cells; texts have the format that keeps 01100 and 1981-08-18 as they are."""
    grey, dark = PatternFill("solid", fgColor="EEF2F6"), PatternFill("solid", fgColor="1F3A5F")
    return [
        NamedStyle(SAID, number_format="@", alignment=WRAPPED),
        NamedStyle(NUMBER, number_format="General", alignment=Alignment(vertical="top")),
        NamedStyle(KEY, number_format="@", alignment=WRAPPED, font=Font(bold=True, color="FFFFFF"), fill=dark),
        NamedStyle(LABEL, number_format="@", alignment=WRAPPED, font=Font(size=9), fill=grey),
    ]


def width_of(column: Column) -> int:
    """How many letters wide a column is."""
    known = _WIDTHS.get(column.name) or _WIDTHS.get(column.key)
    if known or column.is_number:
        return known or 12
    if column.words:
        return max(14, *(len(word) + 3 for word in column.words))
    return 34 if column.types else 18


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column; Japanese letters are two letters wide."""
    if text.isascii() and len(text) < width and "\n" not in text:
        return 1
    wide = (sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) for line in text.split("\n"))
    return min(_MOST_LINES, sum(letters // width + 1 for letters in wide))
