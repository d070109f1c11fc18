"""The rows of a record in the order that their numbers say, so that a sorted sheet says what it said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.sheets.columns import FOR, ROW
from loaders.sheets.places import Row, Tell


def in_order(rows: Sequence[Row], tell: Tell) -> list[Row]:
    """The rows by their numbers; a row without one stays below the row that it stands below."""
    numbers = list(_numbers(rows, tell))
    _check(rows, tell)
    ordered = sorted(zip(numbers, range(len(rows)), rows, strict=True), key=lambda one: one[:2])
    return [row for _, _, row in ordered]


def _numbers(rows: Sequence[Row], tell: Tell) -> Iterator[int]:
    last = 0
    for row in rows:
        if ROW in row.said and not row.said[ROW].isdecimal():
            tell(row.place(ROW), f"{row.said[ROW]} is no number of a row", "Write 1, 2, 3 …, or leave it blank.")
        elif ROW in row.said:
            last = int(row.said[ROW])
        yield last


def _check(rows: Sequence[Row], tell: Tell) -> None:
    """Two rows of the same number are a copied record without an id of its own; a missing one was taken out."""
    first: dict[int, Row] = {}
    for row in rows:
        number = int(row.said[ROW]) if row.said.get(ROW, "").isdecimal() else 0
        if number in first and number:
            what = f"row {number} of this record is here already (in row {first[number].number})"
            tell(row.place(ROW), what, "Give a new record an id of its own; leave the number of a new row blank.")
        first.setdefault(number, row)
    numbers = sorted(set(first) - {0})
    if any(FOR in row.said for row in rows) and numbers != list(range(1, len(numbers) + 1)):
        what = "rows of this record are missing, and `evidence for` counts values"
        mend = "Look whether its numbers still say which value is meant, then number the rows 1, 2, 3 …"
        tell(first[numbers[-1]].place(ROW), what, mend)
