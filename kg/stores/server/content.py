"""Graphs as a server holds them: nodes and relationships to compare and to write, and a digest of all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.memory import uncollected

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
        digest = Digest()
        for id, (labels, properties) in self.nodes.items():
            digest.node(id, labels, properties)
        for edge, number in self.edges.items():
            digest.edge(edge, number)
        return str(digest)


class Digest:
    """A hash of nodes and relationships as they come, whatever their order."""

    def __init__(self) -> None:
        self._total = 0

    def node(self, id: str, labels: Iterable[str], properties: Mapping[str, Any]) -> None:
        """Take in a node, with its labels in the order of the alphabet."""
        self._total += _hash((id, tuple(labels), properties))

    def edge(self, edge: Edge, number: int = 1) -> None:
        """Take in a relationship that is there so many times."""
        self._total += _hash(edge) * number

    def __str__(self) -> str:
        return f"{self._total % 2**128:032x}"


@uncollected()
def content_of(graph: Graph) -> Content:
    """A graph as content."""
    content = Content()
    for id, properties in graph.nodes(data=True):
        content.nodes[id] = (tuple(sorted(properties["labels"])), plain(properties, "labels"))
    for start, end, properties in graph.edges(data=True):
        content.edges[Edge(str(properties["type"]), start, end, text(plain(properties, "type")))] += 1
    return content


def plain(properties: Mapping[str, Any], but: str) -> dict[str, Any]:
    """Properties but for one, as a server gives them back: lists for tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in properties.items() if key != but}


text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode
"""Properties as one text, the same whatever their order."""


def _hash(part: Any) -> int:
    return int.from_bytes(hashlib.blake2b(text(part).encode("utf-8", "surrogatepass"), digest_size=16).digest())
