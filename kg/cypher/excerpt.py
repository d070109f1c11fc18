"""A line of a query with a mark below the place that is spoken of, and texts made safe for a terminal."""

from __future__ import annotations

import re
import unicodedata

from schema.errors import CypherError

_NEWLINE = re.compile(r"\r\n?|\n")
_LONGEST = 90
_JOINERS = "\u200c\u200d"
_SIGNS = {"\n": "↵", "\r": "↵", "\t": " "}


def pointed(error: CypherError, text: str) -> CypherError:
    """The error with its line of the query, where it knows the line."""
    lines = _NEWLINE.split(text)
    if error.line and error.line <= len(lines):
        error.excerpt = _excerpt(lines[error.line - 1], error.line, error.column or 1)
    return error


def _excerpt(line: str, number: int, column: int) -> str:
    from rich.cells import cell_len

    before, after = line[: column - 1], line[column - 1 :]
    if len(before) > _LONGEST // 2:
        before = f"…{before[-_LONGEST // 2 :]}"
    if len(before) + len(after) > _LONGEST:
        after = f"{after[: _LONGEST - len(before)]}…"
    shown = printable(before)
    margin = f"  {number} | "
    return f"{margin}{shown}{printable(after)}\n{' ' * (len(margin) - 2)}| {' ' * cell_len(shown)}^"


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
