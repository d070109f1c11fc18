"""Values of an answer as JSON has them."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Mapping
from typing import Any

from kg.stores.base import Node, Path, Relationship

_NOUGHTS = re.compile(r"(\.\d*?[1-9])0+(?!\d)|\.0+(?!\d)")
_GEOGRAPHIC = ("longitude", "latitude", "height")
_CARTESIAN = ("x", "y", "z")


def as_json(value: Any) -> Any:
    """A value as JSON: dates, times and durations as ISO 8601, what JSON has no numbers for as text, bytes as base64."""
    if isinstance(value, Node):
        return {"labels": list(value.labels), "properties": as_json(value.properties)}
    if isinstance(value, Relationship):
        return relationship_json(value)
    if isinstance(value, Path):
        return {"nodes": list(map(as_json, value.nodes)), "relationships": list(map(as_json, value.relationships))}
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode("ascii")
    return _temporal_or_spatial(value)


def relationship_json(relationship: Relationship) -> dict[str, Any]:
    """A relationship with the ids of its ends; what the engine numbers nodes by never appears."""
    return {
        "type": relationship.type,
        "start": id_of(relationship.start),
        "end": id_of(relationship.end),
        "properties": as_json(relationship.properties),
    }


def id_of(node: Node) -> Any:
    """The property `id` of a node, which every node of a knowledge base has."""
    return as_json(node.properties.get("id"))


def _temporal_or_spatial(value: Any) -> Any:
    from neo4j.spatial import Point

    if isinstance(value, Point):
        names = _GEOGRAPHIC if value.srid in (4326, 4979) else _CARTESIAN
        return {"srid": value.srid, **{name: as_json(part) for name, part in zip(names, value, strict=False)}}
    if hasattr(value, "iso_format"):  # before lists: a duration is a tuple as well
        return _NOUGHTS.sub(r"\1", str(value.iso_format()))
    if isinstance(value, (list, tuple)):
        return [as_json(part) for part in value]
    raise TypeError(f"{type(value).__name__} is no value of a query's answer")
