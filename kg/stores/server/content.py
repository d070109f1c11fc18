"""Graphs as a server holds them: nodes and relationships to compare and to write, and a digest of all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
        parts: Iterator[tuple[Any, int]] = iter([((id, *node), 1) for id, node in self.nodes.items()])
        total = sum(_hash(part) * number for part, number in parts)
        total += sum(_hash(edge) * number for edge, number in self.edges.items())
        return f"{total % 2**128:032x}"


def content_of(graph: Graph) -> Content:
    """A graph as content."""
    content = Content()
    for id, properties in graph.nodes(data=True):
        kept = {key: value for key, value in properties.items() if key != "labels"}
        content.nodes[id] = (tuple(sorted(properties["labels"])), plain(kept))
    for start, end, properties in graph.edges(data=True):
        kept = {key: value for key, value in properties.items() if key != "type"}
        content.edges[Edge(str(properties["type"]), start, end, text(kept))] += 1
    return content


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as a server gives them back: lists for tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in properties.items()}


def text(properties: Mapping[str, Any]) -> str:
    """Properties as one text, the same whatever their order."""
    return json.dumps(properties, ensure_ascii=False, sort_keys=True, default=str)


def _hash(part: Any) -> int:
    told = json.dumps(part, ensure_ascii=False, sort_keys=True, default=str)
    return int.from_bytes(hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest())
