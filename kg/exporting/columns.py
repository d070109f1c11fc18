"""Tables of a property graph as CSV: which columns, of which types, and every value as a cell.

A text is quoted always and an absent value is nothing at all, so that the empty text and none are two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
_DELIMITERS = (";", "|", "~", *map(chr, range(0xE000, 0xF8FF)))
_UNSAID: tuple[list[str], ...] = ([], [""])
"""Lists that a cell cannot say: the importer takes them for absent values."""


@dataclass
class Columns:
    """The properties that the rows of one table have, each with its type as the importer calls it.

    `unsaid` names those that are lists which a cell cannot say, each with that list.
    """

    types: dict[str, str] = field(default_factory=dict)
    unsaid: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)

    def see(self, properties: Mapping[str, Any], letters: set[str]) -> None:
        """Take note of a row, and of the letters in its lists; TypeError where a property is of two types."""
        for name, value in properties.items():
            type = self._see_list(name, value, letters) if isinstance(value, list) else _type_of(value)
            if self.types.setdefault(name, type) != type:
                raise TypeError(f"{name} is of type {self.types[name]} and of type {type}")

    def _see_list(self, name: str, value: list[Any], letters: set[str]) -> str:
        if value in _UNSAID:
            self.unsaid.add((name, tuple(value)))
            return "string[]"
        for item in value:
            letters.update(str(item))
        return f"{_type_of(value[0])}[]"


def _type_of(value: Any) -> str:
    return _TYPES.get(type(value)) or next(name for kind, name in _TYPES.items() if isinstance(value, kind))


@dataclass(frozen=True)
class Cells:
    """How values are written: which letter parts the items of a list, and which begins the only item of a mark.

    A mark stands for a list that a cell cannot say, until it is mended in the database.
    """

    delimiter: str
    mark: str

    @classmethod
    def without(cls, letters: set[str]) -> Cells:
        """With two letters that stand in no list."""
        free = (letter for letter in _DELIMITERS if letter not in letters)
        return cls(next(free), next(free))

    def row(self, names: Iterable[str], properties: Mapping[str, Any]) -> str:
        """The cells of these columns, parted by commas."""
        return ",".join([self.cell(properties.get(name)) for name in names])

    def cell(self, value: Any) -> str:
        """A value as the importer reads it back; nothing for None."""
        if isinstance(value, str):
            return in_quotes(value)
        if isinstance(value, list):
            return in_quotes(self.marked(value) if value in _UNSAID else self.delimiter.join(map(str, value)))
        if value is None:
            return ""
        return str(value).lower()

    def marked(self, unsaid: Iterable[str]) -> str:
        """The mark of a list that a cell cannot say."""
        return self.mark + ("empty" if not list(unsaid) else "one empty text")


def in_quotes(text: str) -> str:
    """A text in quotes, those in it doubled."""
    return '"' + text.replace('"', '""') + '"'
