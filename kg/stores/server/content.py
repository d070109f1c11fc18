"""Graphs as a server holds them: nodes and relationships to compare and to write, and a digest of all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kg.graph import Graph


class Edge(NamedTuple):
    """A relationship: its type, the ids of its nodes, and its properties as text, so that equal ones are equal."""

    type: str
    start: str
    end: str
    properties: str


@dataclass
class Content:
    """Nodes by id, each with its labels and its properties; relationships with how often they are there."""

    nodes: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = field(default_factory=dict)
    edges: Counter[Edge] = field(default_factory=Counter)

    def digest(self) -> str:
        """A hash of everything, whatever its order."""
        nodes = ((id, *node) for id, node in self.nodes.items())
        return _digest(chain(zip(nodes, repeat(1), strict=False), self.edges.items()))


def content_of(graph: Graph) -> Content:
    """A graph as content."""
    edges = (Edge(type, start, end, text(properties)) for type, start, end, properties in edges_of(graph))
    return Content({properties["id"]: (labels, properties) for labels, properties in nodes_of(graph)}, Counter(edges))


def digest_of(graph: Graph) -> str:
    """The digest of a graph as content, without holding it as such."""
    nodes = ((properties["id"], labels, properties) for labels, properties in nodes_of(graph))
    edges = (Edge(type, start, end, text(properties)) for type, start, end, properties in edges_of(graph))
    return _digest(zip(chain(nodes, edges), repeat(1), strict=False))


def nodes_of(graph: Graph) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Each node's labels and properties."""
    for _, properties in graph.nodes(data=True):
        yield tuple(sorted(properties["labels"])), plain(properties, "labels")


def edges_of(graph: Graph) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Each edge's type, the ids of its nodes, and its properties."""
    for start, end, properties in graph.edges(data=True):
        yield str(properties["type"]), start, end, plain(properties, "type")


def plain(properties: Mapping[str, Any], but: str) -> dict[str, Any]:
    """Properties but for one, as a server gives them back: lists for tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in properties.items() if key != but}


text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode
"""Properties as one text, the same whatever their order."""


def _digest(parts: Iterable[tuple[Any, int]]) -> str:
    return f"{sum(_hash(part) * number for part, number in parts) % 2**128:032x}"


def _hash(part: Any) -> int:
    return int.from_bytes(hashlib.blake2b(text(part).encode("utf-8", "surrogatepass"), digest_size=16).digest())
