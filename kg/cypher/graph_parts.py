"""A label or relationship type of a property graph, and its properties."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kg.cypher.values import as_json

_TYPES = {bool: "BOOLEAN", int: "INTEGER", float: "FLOAT", str: "STRING"}


@dataclass
class Property:
    """A property, how many have it, and an example of its value: the first in order that says something."""

    name: str
    count: int
    example: Any

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        return {
            "name": self.name,
            "type": type_of_value(self.example),
            "count": self.count,
            "example": as_json(self.example),
        }


@dataclass
class Part:
    """A label or a relationship type: how many have it, beside which other labels, between which, with what properties."""

    name: str
    count: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    between: Counter[tuple[str, str]] = field(default_factory=Counter)
    properties: dict[str, Property] = field(default_factory=dict)

    def add(self, name: str, count: int, example: Any) -> None:
        """Count a property, which nodes with several labels have under each."""
        known = self.properties.setdefault(name, Property(name, 0, example))
        known.count += count

    def listed(self) -> list[dict[str, Any]]:
        """The properties by name."""
        return [self.properties[name].as_json() for name in sorted(self.properties)]

    def ends(self) -> list[dict[str, Any]]:
        """From which label to which it leads, and how often."""
        return [{"from": start, "to": end, "count": self.between[start, end]} for start, end in sorted(self.between)]


def type_of_value(value: Any) -> str:
    """What Cypher calls the type of a value: STRING, LIST<INTEGER>."""
    if isinstance(value, list):
        return f"LIST<{type_of_value(value[0])}>" if value else "LIST<ANY>"
    return _TYPES.get(type(value), type(value).__name__.upper())
