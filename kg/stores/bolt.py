"""What both engines share, since both speak Bolt: a transaction's rows as our values, a driver's error as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.stores.base import Fetched, Node, Path, Relationship
from kg.stores.limits import writes
from schema.errors import CypherError

if TYPE_CHECKING:
    import neo4j
    from neo4j import graph
    from neo4j.exceptions import Neo4jError

_POSITION = re.compile(r"\s*at line (\d+)[:,] ?(?:column )?(\d+)|\s*\(line (\d+), column (\d+)[^)]*\)+")


def fetch(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction,
    query: str,
    parameters: Mapping[str, Any] | None,
    limit: int | None,
) -> Fetched:
    """At most so many rows of a query, with the nodes at both ends of every relationship; maps are in the order of keys.

    CypherError where the query, read to its end, has written.
    """
    result = transaction.run(query, dict(parameters or {}))
    records = list(_values(islice(result, None if limit is None else limit + 1)))
    shown = records if limit is None else records[:limit]
    ends = _ends(transaction, shown)
    rows = [tuple(_value(value, ends) for value in record) for record in shown]
    columns, truncated = tuple(result.keys()), len(records) > len(shown)
    if not truncated and result.consume().counters.contains_updates:
        raise writes()
    return Fetched(columns, rows, truncated)


def _values(records: Iterable[neo4j.Record]) -> Iterator[list[Any]]:
    from neo4j.exceptions import BrokenRecordError

    try:
        for record in records:
            yield record.values()
    except BrokenRecordError as error:
        raise CypherError(
            "The answer holds a date or time beyond the years 1 to 9999, which Python has none for.",
            "Return it as a text: toString(…).",
        ) from error


def _ends(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, records: Iterable[Iterable[Any]]
) -> dict[str, Node]:
    """By element id, all nodes of some rows; those that the rows only point to are fetched."""
    from neo4j import graph

    whole: dict[str, Node] = {}
    wanted: set[str] = set()
    for value in (value for record in records for part in record for value in _entities(part)):
        if isinstance(value, graph.Node):
            whole[value.element_id] = _node(value)
        else:
            wanted.update(node.element_id for node in value.nodes if node is not None)
    missing = sorted(wanted - whole.keys())
    if missing:
        query = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id RETURN collect(n) AS nodes"
        whole |= {node.element_id: _node(node) for [nodes] in transaction.run(query, ids=missing) for node in nodes}
    return whole


def _entities(value: Any) -> Iterator[graph.Node | graph.Relationship]:
    """The nodes and relationships in a value, however deep."""
    from neo4j import graph

    if isinstance(value, (graph.Node, graph.Relationship)):
        yield value
    elif isinstance(value, graph.Path):
        yield from value.nodes
        yield from value.relationships
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _entities(part)


def _value(value: Any, ends: Mapping[str, Node]) -> Any:
    from neo4j import graph

    if isinstance(value, graph.Node):
        return _end(value, ends)
    if isinstance(value, graph.Relationship):
        start, end = (_end(node, ends) for node in value.nodes)
        return Relationship(value.type, start, end, dict(sorted(value.items())))
    if isinstance(value, graph.Path):
        return Path(
            tuple(_end(node, ends) for node in value.nodes if node is not None),
            tuple(_value(relationship, ends) for relationship in value.relationships),
        )
    if isinstance(value, list):
        return [_value(part, ends) for part in value]
    if isinstance(value, dict):
        return {key: _value(part, ends) for key, part in sorted(value.items())}
    return value


def _end(node: graph.Node | None, ends: Mapping[str, Node]) -> Node:
    """A node whole; an empty one where it was deleted after the rows were read, which the store tells by itself."""
    return ends.get(node.element_id, Node((), {})) if node is not None else Node((), {})


def _node(node: graph.Node) -> Node:
    return Node(tuple(sorted(node.labels)), dict(sorted(node.items())))


def wrong(error: Neo4jError) -> CypherError:
    """A query's fault as the engine words it, with the line and column where it names them, both from 1."""
    message = str(error.message or error)
    found = _POSITION.search(message)
    told = message.split("\n")[0]
    if not found:
        return CypherError(told, code=error.code or "")
    line, column, line_of_neo4j, column_of_neo4j = found.groups()
    told = _POSITION.sub("", told).rstrip(" (")
    if line:  # the embedded engine counts columns from 0
        return CypherError(told, code=error.code or "", line=int(line), column=int(column) + 1)
    return CypherError(told, code=error.code or "", line=int(line_of_neo4j), column=int(column_of_neo4j))
