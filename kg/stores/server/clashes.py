"""What of others' data is in the way of a load, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import neo4j

from kg.stores.server.comparing import ID_TYPES, Differences, Stored
from kg.stores.server.content import Content
from kg.stores.server.state import State
from kg.stores.server.unhurried import unhurried
from kg.vocabulary import NODE_LABELS, RELATIONSHIP_TYPES
from schema.errors import StoreError

_SHOWN = 10
_ELSEWHERE = "Give citykg a database of its own (--database), or relabel or remove what is named here."
_DROP = "Drop what is named here; citykg makes what it needs itself."
_INDEXES = """
SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint
WHERE type = 'RANGE' AND entityType = 'NODE' AND properties = ['id'] AND labelsOrTypes[0] IN $words AND owningConstraint IS NULL
RETURN name, labelsOrTypes[0] AS word, properties
"""
_CONSTRAINTS = """
SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties
WHERE labelsOrTypes[0] IN $words AND (properties <> ['id'] OR type CONTAINS 'KEY')
RETURN name, labelsOrTypes[0] AS word, properties
"""
_FOREIGN_IDS = """
MATCH (n)
WHERE n.id IS :: STRING NOT NULL AND split(n.id, ':')[0] IN $types AND none(l IN labels(n) WHERE l IN $labels)
RETURN n.id AS id, labels(n) AS labels
"""
_ATTACHED = """
UNWIND $ids AS id
MATCH (n:`{label}` {{id: id}})-[r]-()
WHERE NOT type(r) IN $types
RETURN DISTINCT id, type(r) AS type
"""


def check_clashes(
    session: neo4j.Session, stored: Stored, content: Content, changes: Differences, before: State | None
) -> None:
    """StoreError where the load would change, delete or mix with what citykg has not written."""
    there = stored.content
    if stored.strange:
        _refuse("citykg's labels and relationship types are used by others in this database", stored.strange)
    _check_schema(session)
    _check_ids(session, content)
    digest = there.digest() if there.nodes or there.edges else None
    if before is None and digest is not None and digest != content.digest():
        _refuse("citykg's labels are used by others in this database", _by_label(there))
    if before is not None and not before.loading and digest != before.digest:
        doubtful = [*(f"node {id}" for id in changes.gone_nodes), *(_told(edge) for edge in changes.gone_told)]
        if doubtful:
            _refuse(
                "Since the last load others have written under citykg's labels. Not in the facts, and perhaps theirs",
                doubtful,
            )
    _check_attached(session, there, changes.gone_nodes)


def _check_schema(session: neo4j.Session) -> None:
    """What would refuse our own constraints, or what a load writes, in the middle of it."""
    words = sorted(NODE_LABELS | RELATIONSHIP_TYPES)
    found = [
        f"{kind} {record['name']} on :{record['word']}({', '.join(record['properties'])})"
        for kind, query in (("index", _INDEXES), ("constraint", _CONSTRAINTS))
        for record in session.run(query, words=words)
    ]
    if found:
        _refuse("Indexes or constraints of others on citykg's labels and types are in the way", found, _DROP)


def _check_ids(session: neo4j.Session, content: Content) -> None:
    rows = session.run(unhurried(_FOREIGN_IDS), types=sorted(ID_TYPES), labels=sorted(NODE_LABELS))
    clashing = [f"{record['id']} (:{':'.join(record['labels'])})" for record in rows if record["id"] in content.nodes]
    if clashing:
        _refuse("Nodes of others in this database have ids that are citykg's", clashing)


def _check_attached(session: neo4j.Session, there: Content, ids: Sequence[str]) -> None:
    """A node that goes must not take others' relationships with it."""
    by_label: dict[str, list[str]] = {}
    for id in ids:
        by_label.setdefault(there.nodes[id][0][0], []).append(id)
    for label, listed in by_label.items():
        query = _ATTACHED.format(label=label)
        rows = session.run(unhurried(query), ids=listed, types=sorted(RELATIONSHIP_TYPES))
        attached = [f"{record['id']} has :{record['type']}" for record in rows]
        if attached:
            _refuse(
                "Nodes that are no longer in the facts have relationships of others, which would go with them", attached
            )


def _by_label(there: Content) -> list[str]:
    found: dict[str, list[str]] = {}
    for id, (labels, _) in there.nodes.items():
        found.setdefault(labels[0], []).append(id)
    return [f":{label}, {len(ids)} of them, such as {ids[0]}" for label, ids in sorted(found.items())]


def _told(edge: Sequence[str]) -> str:
    return f"relationship ({edge[1]})-[:{edge[0]}]->({edge[2]})"


def _refuse(what: str, listed: Iterable[str], mend: str = _ELSEWHERE) -> None:
    told = list(dict.fromkeys(listed))
    more = f"\n    and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    raise StoreError(f"{what}; nothing was written:\n    " + "\n    ".join(told[:_SHOWN]) + more, mend)
