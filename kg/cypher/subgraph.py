"""The nodes and relationships anywhere in the rows of an answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.cypher.values import as_json, id_of, relationship_json
from kg.stores.base import Node, Path, Relationship


def graph_json(rows: Iterable[Iterable[Any]]) -> dict[str, Any]:
    """Each node and relationship once, in the order of ids and types.

    Two relationships of one type between the same nodes with the same properties cannot be told apart, and are one.
    """
    found = [part for row in rows for value in row for part in _parts(value)]
    nodes = [_node(part) for part in found if isinstance(part, Node)]
    edges = [relationship_json(part) for part in found if isinstance(part, Relationship)]
    return {"nodes": _once(nodes, "id"), "edges": _once(edges, "type", "start", "end")}


def _node(node: Node) -> dict[str, Any]:
    return {"id": id_of(node), "labels": list(node.labels), "properties": as_json(node.properties)}


def _parts(value: Any) -> Iterator[Node | Relationship]:
    """The nodes and relationships in a value, however deep, with the ends of the relationships."""
    if isinstance(value, Node):
        yield value
    elif isinstance(value, Relationship):
        yield from (value.start, value.end, value)
    elif isinstance(value, Path):
        yield from value.nodes
        for relationship in value.relationships:
            yield from _parts(relationship)
    elif isinstance(value, (list, tuple, Mapping)):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _parts(part)


def _once(listed: Iterable[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    by_text = {json.dumps(one, sort_keys=True): one for one in listed}
    return [
        by_text[text] for text in sorted(by_text, key=lambda text: (*(str(by_text[text][key]) for key in keys), text))
    ]
