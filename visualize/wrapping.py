"""Breaking lines of Japanese and English text at phrases, by the width that a terminal gives each character."""

from __future__ import annotations

from functools import cache
from typing import Any

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; Japanese breaks between phrases (BudouX), other text at spaces."""
    lines, line = [], ""
    for phrase in _phrases(text):
        if line and cell_len(line) + cell_len(phrase.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += phrase
        while cell_len(line.rstrip()) > width:
            piece = chop_cells(line, width)[0]
            lines.append(piece)
            line = line[len(piece) :]
    return [*lines, line.rstrip()]


def _phrases(text: str) -> list[str]:
    """What is not broken: Japanese phrases, and words with the space after them."""
    found = []
    for phrase in _parser().parse(text):
        head, *rest = phrase.split(" ")
        words = [head, *rest]
        found += [f"{word} " for word in words[:-1]] + [words[-1]]
    return [phrase for phrase in found if phrase]


@cache
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()
