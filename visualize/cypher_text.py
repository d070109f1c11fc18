"""The answer to a query of one's own as a table for a person, or record by record where it is too wide for one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kg.cypher.answer import CypherAnswer
from kg.cypher.excerpt import printable
from visualize.cypher_values import short

_GAP = 2
_NARROWEST = 12


def write_cypher(answer: CypherAnswer, console: Console, language: str) -> None:
    """Print the rows; what is longer than its column is cut with …, and names are in `language` where there are several."""
    cells = [[short(value, language) for value in row] for row in answer.rows]
    headings = [printable(column) for column in answer.columns]
    natural = [max(map(cell_len, column)) for column in zip(headings, *cells, strict=True)]
    widths = _widths(natural, console.width)
    if widths:
        _write_table(answer, headings, cells, widths, console)
    else:
        _write_records(answer, headings, cells, console)


def _widths(natural: Sequence[int], width: int) -> list[int]:
    """The widths of the columns, the widest cut first; none where columns would be too narrow to read."""
    room = width - _GAP * (len(natural) - 1)
    widest = max(natural, default=0)
    while sum(min(cells, widest) for cells in natural) > room and widest >= _NARROWEST:
        widest -= 1
    return [min(cells, widest) or 1 for cells in natural] if widest >= _NARROWEST or sum(natural) <= room else []


def _write_table(
    answer: CypherAnswer,
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    widths: Sequence[int],
    console: Console,
) -> None:
    """Print a line a row; columns of numbers stand at the right of their column."""
    numeric = [all(isinstance(row[at], (int, float, type(None))) for row in answer.rows) for at in range(len(widths))]
    _write_line([Text(heading, "bold underline") for heading in headings], widths, numeric, console)
    for row, texts in zip(answer.rows, cells, strict=True):
        styled = [_styled(value, text) for value, text in zip(row, texts, strict=True)]
        _write_line(styled, widths, numeric, console)


def _write_line(parts: Sequence[Text], widths: Sequence[int], numeric: Sequence[bool], console: Console) -> None:
    line = Text()
    for part, width, right in zip(parts, widths, numeric, strict=True):
        part.truncate(width, overflow="ellipsis")
        room = " " * (width - part.cell_len)
        line.append(room if right else "").append_text(part).append("" if right else room).append(" " * _GAP)
    line.rstrip()
    console.print(line, soft_wrap=True)


def _styled(value: object, text: str) -> Text:
    return Text(text, "dim italic" if value is None else "")


def _write_records(
    answer: CypherAnswer, headings: Sequence[str], cells: Sequence[Sequence[str]], console: Console
) -> None:
    """Print each row as lines of its own, a column a line."""
    label = min(max(map(cell_len, headings)), console.width // 3)
    for number, (row, texts) in enumerate(zip(answer.rows, cells, strict=True), start=1):
        console.print(Text(f"── {number} ".ljust(min(24, console.width), "─"), "dim"))
        for heading, value, text in zip(headings, row, texts, strict=True):
            line = Text(heading, "bold")
            line.truncate(label, overflow="ellipsis", pad=True)
            line.append("  ", "not bold").append_text(_styled(value, text))
            line.truncate(console.width, overflow="ellipsis")
            console.print(line, soft_wrap=True)
