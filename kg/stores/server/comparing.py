"""What a server holds of a knowledge base, and how it differs from what it is to hold.

Only our own words count: a label, property or relationship of another's is neither read, compared nor touched, also
where it stands on a node of ours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import neo4j

from kg.stores.server.content import Content, Edge, text
from kg.stores.server.unhurried import unhurried
from kg.vocabulary import NODE_LABELS, RELATIONSHIP_TYPES, is_property
from schema.labels import LABELS

ID_TYPES = frozenset({*LABELS, "claim"})
"""What the id of a node of ours begins with, before its colon."""
_NODES = f"""
MATCH (n:{"|".join(sorted(NODE_LABELS))})
RETURN elementId(n) AS element, labels(n) AS labels, properties(n) AS properties
"""
_EDGES = f"""
MATCH (a)-[r:{"|".join(sorted(RELATIONSHIP_TYPES))}]->(b)
RETURN elementId(r) AS element, type(r) AS type, elementId(a) AS start, elementId(b) AS end, properties(r) AS properties
"""

Labels = tuple[str, ...]


@dataclass
class Stored:
    """What is in the database under our labels and types; what cannot be ours stands in `strange`, in words."""

    content: Content = field(default_factory=Content)
    elements: dict[Edge, list[str]] = field(default_factory=lambda: defaultdict(list))
    strange: list[str] = field(default_factory=list)


@dataclass
class Differences:
    """What a load has to do: ids of nodes, relationships to write, element ids of relationships to delete.

    Nodes to be relabelled stand by the labels that they have and those that they are to have.
    """

    new_nodes: list[str]
    relabelled_nodes: dict[tuple[Labels, Labels], list[str]]
    changed_nodes: dict[str, dict[str, Any]]
    gone_nodes: list[str]
    new_edges: Counter[Edge]
    gone_edges: list[str]
    gone_told: list[Edge]


def read_stored(session: neo4j.Session) -> Stored:
    """Everything under our labels and types."""
    stored = Stored()
    ids: dict[str, str] = {}
    for element, labels, properties in session.run(unhurried(_NODES)):
        id = properties.get("id")
        if not _is_id(id) or id in stored.content.nodes:
            named = ":".join(sorted(labels))
            stored.strange.append(
                f"a node :{named} without an id of its own as citykg writes it ({text(properties)[:60]})"
            )
            continue
        ids[element] = id
        stored.content.nodes[id] = (tuple(sorted(NODE_LABELS.intersection(labels))), _ours(properties))
    for element, type, start, end, properties in session.run(unhurried(_EDGES)):
        if start not in ids or end not in ids:
            stored.strange.append(f"a relationship :{type} of a node that is not citykg's")
            continue
        edge = Edge(type, ids[start], ids[end], text(_ours(properties)))
        stored.content.edges[edge] += 1
        stored.elements[edge].append(element)
    return stored


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and value.partition(":")[0] in ID_TYPES


def _ours(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if is_property(key)}


def differences(stored: Stored, content: Content) -> Differences:
    """What must be written and deleted so that the database holds the content."""
    there, wanted = stored.content.nodes, content.nodes
    surplus = stored.content.edges - content.edges
    kept = [id for id in wanted if id in there]
    relabelled = defaultdict(list)
    for id in kept:
        if there[id][0] != wanted[id][0]:
            relabelled[there[id][0], wanted[id][0]].append(id)
    return Differences(
        new_nodes=[id for id in wanted if id not in there],
        relabelled_nodes=relabelled,
        changed_nodes={id: change for id in kept if (change := _change(there[id][1], wanted[id][1]))},
        gone_nodes=[id for id in there if id not in wanted],
        new_edges=content.edges - stored.content.edges,
        gone_edges=[element for edge, number in surplus.items() for element in stored.elements[edge][:number]],
        gone_told=list(surplus),
    )


def _change(there: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The properties to set; None removes one."""
    gone = {key: None for key in there if key not in wanted}
    return gone | {key: value for key, value in wanted.items() if key not in there or not _same(there[key], value)}


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same, and of the same type: 1 is not 1.0, and not true."""
    return text({"": one}) == text({"": other})
