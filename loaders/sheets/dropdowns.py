"""The lists behind the drop-downs of a workbook, on a hidden sheet."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.sheets.columns import Column
from schema.labels import type_of

LAST_ROW = 1_048_576
"""The last row that a sheet can have."""


class DropDowns:
    """Writes each list once and makes the drop-downs that point at it."""

    def __init__(self, lists: Worksheet, ids: Iterable[str]) -> None:
        self._lists = lists
        self._ids = sorted(set(ids))
        self._ranges: dict[tuple[str, ...], str] = {}

    def of(self, column: Column) -> DataValidation | None:
        """The drop-down of a column, None where it has none; only a closed list refuses what is not in it."""
        words = column.words or column.suggested or self._of_types(column.types)
        if not words:
            return None
        drop_down = DataValidation("list", formula1=self._range(words), allow_blank=True)
        drop_down.showErrorMessage = bool(column.words)
        drop_down.errorTitle, drop_down.error = (
            column.name[:32],
            f"一覧から選んでください。 Choose from the list: {words[0]} …",
        )
        return drop_down

    def _of_types(self, types: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in self._ids if type_of(id) in types) if types else ()

    def _range(self, words: tuple[str, ...]) -> str:
        """Where a list stands, written there the first time."""
        if words not in self._ranges:
            letter = get_column_letter(len(self._ranges) + 1)
            self._ranges[words] = f"{self._lists.title}!${letter}$1:${letter}${len(words)}"
            for row, word in enumerate(words, start=1):
                cell = self._lists.cell(row, len(self._ranges), word)
                cell.data_type = "s"
        return self._ranges[words]
