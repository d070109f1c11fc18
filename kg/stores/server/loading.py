"""A knowledge base into a Neo4j: what differs is written, in batches, and nothing else is touched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import neo4j

from kg.memory import uncollected
from kg.stores.server.clashes import check_clashes
from kg.stores.server.comparing import Differences, Labels, Stored, differences, read_stored
from kg.stores.server.content import Content
from kg.stores.server.lock import has_lock, load_lock
from kg.stores.server.state import State, begin, finish, read_state
from kg.stores.server.unhurried import NO_LIMIT, unhurried

BATCH = 10_000
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Counts:
    """What a load did, and how much there is now."""

    created: int
    changed: int
    deleted: int
    nodes: int
    relationships: int

    @property
    def writes(self) -> bool:
        """Whether anything had to be written."""
        return bool(self.created or self.changed or self.deleted)


def load(driver: neo4j.Driver, database: str | None, content: Content, facts_version: str, tell: Tell) -> Counts:
    """Make the database hold this content; `tell` hears what is done, how far, and of how much.

    StoreError where another load runs, or where data of others is in the way; then nothing is written. A load that was
    broken off is taken up, since only what differs is written.
    """
    state = State(facts_version, content.digest())
    with driver.session(database=database) as session:
        if not has_lock(session):  # a refusal must not even leave the lock behind
            _plan(session, content, tell)
        with load_lock(driver, database) as still_locked:
            before, stored, changes = _plan(session, content, tell)
            counts = _counts(changes, content)
            if before != state or counts.writes:
                begin(session)
                _constraints(session, content)
                with uncollected():
                    steps = list(_steps(changes, stored.content, content))
                _write(session, steps, tell, still_locked)
                finish(session, state)
            return counts


def _plan(session: neo4j.Session, content: Content, tell: Tell) -> tuple[State | None, Stored, Differences]:
    """What was noted, what is there, and what has to be done; StoreError where data of others is in the way."""
    tell("Comparing", 0, 0)
    before, stored = read_state(session), read_stored(session)
    changes = differences(stored, content)
    check_clashes(session, stored, content, changes, before)
    return before, stored, changes


def constraints(labels: Iterable[str]) -> Iterator[str]:
    """The Cypher that makes ids unique, and found by an index."""
    for label in labels:
        yield f"CREATE CONSTRAINT citykg_{label.lower()}_id IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE"


def _constraints(session: neo4j.Session, content: Content) -> None:
    for statement in constraints(sorted({label for labels, _ in content.nodes.values() for label in labels})):
        session.run(unhurried(statement)).consume()


def _counts(changes: Differences, content: Content) -> Counts:
    return Counts(
        len(changes.new_nodes) + changes.new_edges.total(),
        len({*changes.changed_nodes, *chain.from_iterable(changes.relabelled_nodes.values())}),
        len(changes.gone_nodes) + len(changes.gone_edges),
        len(content.nodes),
        content.edges.total(),
    )


def _write(
    session: neo4j.Session, steps: list[tuple[str, list[Any]]], tell: Tell, still_locked: Callable[[], None]
) -> None:
    whole, done = sum(len(rows) for _, rows in steps), 0
    for statement, rows in steps:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            session.execute_write(_run, statement, batch, still_locked)
            done += len(batch)
            tell("Writing", done, whole)


@neo4j.unit_of_work(timeout=NO_LIMIT)
def _run(
    transaction: neo4j.ManagedTransaction, statement: str, rows: list[Any], still_locked: Callable[[], None]
) -> None:
    still_locked()  # at every attempt: what is tried again after the lock was lost would be written beside another load
    transaction.run(statement, rows=rows).consume()


def _steps(changes: Differences, stored: Content, content: Content) -> Iterator[tuple[str, list[Any]]]:
    """Statements with their rows: first what goes, so that nothing new is in the way of it."""
    yield "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row DELETE r", changes.gone_edges
    for label, ids in _by_label(stored, changes.gone_nodes):
        yield f"UNWIND $rows AS row MATCH (n:`{label}` {{id: row}}) DELETE n", ids
    for (had, wanted), ids in sorted(changes.relabelled_nodes.items()):
        yield f"UNWIND $rows AS row MATCH (n:`{had[0]}` {{id: row}}) {_relabel(had, wanted)}", ids
    for label, ids in _by_label(content, changes.changed_nodes):
        rows = [{"id": id, "change": changes.changed_nodes[id]} for id in ids]
        yield f"UNWIND $rows AS row MATCH (n:`{label}` {{id: row.id}}) SET n += row.change", rows
    yield from _new_nodes(changes, content)
    yield from _new_edges(changes, content)


def _relabel(had: Labels, wanted: Labels) -> str:
    """The clauses that take labels of ours from n, and give it others."""
    clauses = (("REMOVE", set(had) - set(wanted)), ("SET", set(wanted) - set(had)))
    return " ".join(f"{clause} n{_labels(sorted(labels))}" for clause, labels in clauses if labels)


def _labels(labels: Iterable[str]) -> str:
    return "".join(f":`{label}`" for label in labels)


def _by_label(content: Content, ids: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Ids by a label of their nodes, by which an index finds them."""
    found = defaultdict(list)
    for id in ids:
        found[content.nodes[id][0][0]].append(id)
    return sorted(found.items())


def _new_nodes(changes: Differences, content: Content) -> Iterator[tuple[str, list[Any]]]:
    by_labels = defaultdict(list)
    for id in changes.new_nodes:
        labels, properties = content.nodes[id]
        by_labels[labels].append(properties)
    for labels, rows in sorted(by_labels.items()):
        yield f"UNWIND $rows AS row CREATE (n{_labels(labels)}) SET n = row", rows


def _new_edges(changes: Differences, content: Content) -> Iterator[tuple[str, list[Any]]]:
    by_ends = defaultdict(list)
    for edge, number in changes.new_edges.items():
        start, end = (content.nodes[id][0][0] for id in (edge.start, edge.end))
        row = {"start": edge.start, "end": edge.end, "properties": json.loads(edge.properties)}
        by_ends[edge.type, start, end].extend([row] * number)
    for (type, start, end), rows in sorted(by_ends.items()):
        yield (
            f"UNWIND $rows AS row MATCH (a:`{start}` {{id: row.start}}) MATCH (b:`{end}` {{id: row.end}}) "
            f"CREATE (a)-[r:`{type}`]->(b) SET r = row.properties",
            rows,
        )
