"""What a store does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]


@dataclass(frozen=True)
class Node:
    """A node as a query gave it: its labels in the order of the alphabet, and its properties."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Relationship:
    """A relationship as a query gave it, with both its nodes whole."""

    type: str
    start: Node
    end: Node
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Path:
    """A path as a query gave it: one node more than relationships, in the order of the way."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True)
class Fetched:
    """What a query gave, row by row: texts, numbers, truths, None, lists, maps, `neo4j.time` and `neo4j.spatial` values,
    and the three above. `truncated` where there were more rows than asked for.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool


def in_order(row: Row) -> Row:
    """A row with its lists of maps in an order of their own: they come from patterns, which engines go through differently.

    >>> in_order({"id": "partnership:kawasaki-rijeka", "parties": [{"id": "city:rijeka"}, {"id": "city:kawasaki"}]})
    {'id': 'partnership:kawasaki-rijeka', 'parties': [{'id': 'city:kawasaki'}, {'id': 'city:rijeka'}]}
    """
    return {key: sorted(value, key=_content) if _is_of_maps(value) else value for key, value in row.items()}


def _is_of_maps(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict)


def _content(part: Mapping[str, Any]) -> str:
    return repr(sorted(part.items()))


class Store(Protocol):
    """A property graph that answers openCypher."""

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query of ours, each a mapping of its columns. StoreError says what failed."""
        ...

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None, timeout: float
    ) -> Fetched:
        """At most so many rows of anybody's query, which can neither write nor outlast `timeout` seconds.

        CypherError where the query is wrong or refused, StoreError where the store fails.
        """
        ...

    def close(self) -> None:
        """Let go of everything that the store holds; it cannot be read afterwards."""
        ...
