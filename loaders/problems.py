"""Everything that is wrong with facts, collected before stopping."""

from __future__ import annotations

from dataclasses import dataclass, field

from schema.errors import FactsError

SHOWN = 200


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault: where (line and column from 1, 0 for a whole file), what, and how to put it right."""

    file: str
    line: int
    column: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        where = self.file if not self.line else f"{self.file}:{self.line}:{self.column}"
        return f"{where}, {self.what}" + (f"\n  {self.mend}" if self.mend else "")


@dataclass
class Problems:
    """The faults found so far, and words that are no faults."""

    found: set[Problem] = field(default_factory=set)
    remarks: dict[str, None] = field(default_factory=dict)

    def add(self, file: str, line: int, column: int, what: str, mend: str = "") -> None:
        """Note a fault."""
        self.found.add(Problem(file, line, column, what, mend))

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
