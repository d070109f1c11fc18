"""Texts in cells: what a spreadsheet program would change or lose is written in quotes, as JSON has it."""

from __future__ import annotations

import json
import re

from schema.errors import quoted

MOST = 32_767
"""The characters that a cell may hold, as Excel counts them (in UTF-16); what is longer is cut without a word."""

# `_x000D_` is how a workbook writes a carriage return, so programs read it as one; x005F_ is its escape, which openpyxl
# takes out wherever it stands. Carriage returns, tabs and line separators become something else in one program or other.
_ESCAPE = re.compile(r"x(?=[0-9A-Fa-f]{4}_)")
_FRAGILE = re.compile(f"{_ESCAPE.pattern}|[\t\r\u2028\u2029\ufeff]")
_RETURN = re.compile(r"_x000[Dd]_\n?|\r\n?")


def written(text: str) -> str:
    r"""A text as it stands in a cell: itself, or in quotes where a program or a person's eye would not keep it.

    >>> print(written("Sister city"), written(" x"), written(""))
    Sister city " x" ""
    """
    if not _needs_quotes(text):
        return text
    in_quotes = json.dumps(text, ensure_ascii=False).translate(
        {0x2028: r"\u2028", 0x2029: r"\u2029", 0xFEFF: r"\ufeff"}
    )
    return _ESCAPE.sub(r"\\u0078", in_quotes)


def read(cell: str) -> str:
    """The text that a cell says: without spaces around it, and out of the quotes where it needs them."""
    text = _RETURN.sub("\n", cell).strip()
    inside = _out_of_quotes(text)
    return text if inside is None else inside


def too_long(cell: str) -> str:
    """What is wrong with a text that no cell can hold, "" where nothing is."""
    length = len(cell.encode("utf-16-le")) // 2
    return f"{quoted(cell)} has {length:,} characters, and a cell holds {MOST:,}" if length > MOST else ""


def _needs_quotes(text: str) -> bool:
    return text != text.strip() or not text or bool(_FRAGILE.search(text)) or _out_of_quotes(text) is not None


def _out_of_quotes(text: str) -> str | None:
    """What stands in the quotes, if it is a text that needs them: "Peace" in quotes is a name in quotes."""
    if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
        return None
    try:
        inside = str(json.loads(text, strict=False))
    except ValueError:
        return None
    return inside if _needs_quotes(inside) else None
