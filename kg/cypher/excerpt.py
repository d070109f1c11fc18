"""A line of a query with a mark below the place that is spoken of, and texts made safe for a terminal."""

from __future__ import annotations

import re
import unicodedata

from schema.errors import CypherError

_NEWLINE = re.compile(r"\r\n?|\n")
_MOST_CELLS = 90
_JOINERS = "\u200c\u200d"
_SIGNS = {"\n": "↵", "\r": "↵", "\t": " "}


def pointed(error: CypherError, text: str) -> CypherError:
    """The error with its line of the query, where it knows the line."""
    lines = _NEWLINE.split(text)
    if error.line and error.line <= len(lines):
        error.excerpt = _excerpt(lines[error.line - 1], error.line, error.column or 1)
    return error


def _excerpt(line: str, number: int, column: int) -> str:
    from rich.cells import cell_len, set_cell_size

    before, after = printable(line[: column - 1]), printable(line[column - 1 :])
    if cell_len(before) > _MOST_CELLS // 2:
        while cell_len(before) > _MOST_CELLS // 2:
            before = before[max(1, len(before) // 8) :] if len(before) > _MOST_CELLS else before[1:]
        before = f"…{before}"
    if cell_len(before + after) > _MOST_CELLS:
        after = f"{set_cell_size(after, _MOST_CELLS - cell_len(before)).rstrip()}…"
    margin = f"  {number} | "
    return f"{margin}{before}{after}\n{' ' * (len(margin) - 2)}| {' ' * cell_len(before)}^"


def printable(text: str) -> str:
    r"""A text on one line that tells a terminal nothing to do.

    >>> print(printable("A\x1b[2J\nB\u3000C"))
    A\x1b[2J↵B　C
    """
    if text.isprintable():
        return text
    return "".join(_SIGNS.get(letter) or _safe(letter) for letter in text.replace("\r\n", "\n"))


def _safe(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) in ("Zs", "Co", "Cn"):
        return letter
    return letter.encode("unicode_escape").decode("ascii")
