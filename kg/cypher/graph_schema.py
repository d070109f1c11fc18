"""What a knowledge base's property graph consists of: labels, relationship types, and the properties of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.cypher.graph_parts import Part
from schema.periods import ALWAYS, NEVER

if TYPE_CHECKING:
    from kg.stores.base import Store

SECONDS = 120.0
_DULL = ["", ALWAYS, NEVER, []]
_PROPERTY = """
count(*) AS count,
coalesce(min(CASE WHEN value IN $dull THEN null ELSE value END), min(value)) AS example
"""
_NODES = "MATCH (n) RETURN labels(n) AS labels, count(*) AS count"
_NODE_PROPERTIES = f"""
MATCH (n) UNWIND keys(n) AS key WITH labels(n) AS labels, key, n[key] AS value
RETURN labels, key, {_PROPERTY}
"""
_EDGES = "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start, labels(b) AS end, count(*) AS count"
_EDGE_PROPERTIES = f"""
MATCH ()-[r]->() UNWIND keys(r) AS key WITH type(r) AS type, key, r[key] AS value
RETURN type, key, {_PROPERTY}
"""


@dataclass(frozen=True)
class GraphSchema:
    """All labels and relationship types by name, and how many nodes and relationships there are."""

    nodes: int
    relationships: int
    labels: list[Part]
    types: list[Part]

    def as_json(self) -> dict[str, Any]:
        """What `citykg schema --graph --format json` prints."""
        labels = [
            {"label": part.name, "count": part.count, "beside": sorted(part.beside), "properties": part.listed()}
            for part in self.labels
        ]
        types = [
            {"type": part.name, "count": part.count, "between": part.ends(), "properties": part.listed()}
            for part in self.types
        ]
        return {
            "nodes": self.nodes,
            "relationships": self.relationships,
            "labels": labels,
            "relationship_types": types,
        }


def graph_schema(store: Store) -> GraphSchema:
    """The schema of what is in a store, by four queries that any engine answers."""
    nodes, edges = _rows(store, _NODES), _rows(store, _EDGES)
    labels: dict[str, Part] = {}
    types: dict[str, Part] = {}
    for of, count in nodes:
        for label in of:
            part = labels.setdefault(label, Part(label))
            part.count += count
            part.beside.update(other for other in of if other != label)
    for type, start, end, count in edges:
        part = types.setdefault(type, Part(type))
        part.count += count
        part.between[_main(start), _main(end)] += count
    for of, key, count, example in _rows(store, _NODE_PROPERTIES):
        for label in of:
            labels[label].add(key, count, example)
    for type, key, count, example in _rows(store, _EDGE_PROPERTIES):
        types[type].add(key, count, example)
    return GraphSchema(sum(row[-1] for row in nodes), sum(row[-1] for row in edges), _by_name(labels), _by_name(types))


def _rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    fetched = store.run(query, {"dull": _DULL} if "$dull" in query else {}, limit=None, timeout=SECONDS)
    return sorted(fetched.rows, key=lambda row: str(row[:-2]))


def _by_name(parts: dict[str, Part]) -> list[Part]:
    return [parts[name] for name in sorted(parts)]


def _main(labels: Iterable[str]) -> str:
    """The label that says most of a node: not Place beside City."""
    listed = sorted(labels)
    return ":".join([label for label in listed if label != "Place"] or listed)
