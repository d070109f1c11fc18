"""Everything that is wrong with facts, collected before stopping."""

from __future__ import annotations

from dataclasses import dataclass, field

from schema.errors import FactsError

SHOWN = 200


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault: where (line and column from 1, 0 for a whole file or sheet), what, and how to put it right."""

    file: str
    sheet: str = field(default="", kw_only=True)
    line: int
    column: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        separator = ": " if self.sheet else ", "  # a cell is named after a comma
        return f"{self._where()}{separator}{self.what}" + (f"\n  {self.mend}" if self.mend else "")

    def _where(self) -> str:
        if self.sheet:
            return f"{self.file}, {self.sheet}" + (f"!{cell_name(self.line, self.column)}" if self.line else "")
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheet programs name it.

    >>> cell_name(5, 3), cell_name(1, 28)
    ('C5', 'AB1')
    """
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"


@dataclass
class Problems:
    """The faults found so far, and words that are no faults."""

    found: set[Problem] = field(default_factory=set)
    remarks: dict[str, None] = field(default_factory=dict)

    def add(self, file: str, line: int, column: int, what: str, mend: str = "", sheet: str = "") -> None:
        """Note a fault; on a sheet of a workbook, line and column are a cell's."""
        self.found.add(Problem(file, line, column, what, mend, sheet=sheet))

    def remark(self, what: str) -> None:
        """Note something worth knowing that is no fault, once."""
        self.remarks[what] = None

    def stop(self) -> None:
        """Raise FactsError with every fault in the order of files and lines, if there is one."""
        if not self.found:
            return
        lines = [str(problem) for problem in sorted(self.found)]
        more = len(lines) - SHOWN
        if more > 0:
            lines[SHOWN:] = [f"… and {more} more. Put these right first."]
        raise FactsError("\n".join(lines))
