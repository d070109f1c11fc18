"""What a Neo4j says of the knowledge base in it: complete, and which, or being loaded.

It is kept in the names of indexes on a label that no node has. So there is no node, label or property beside the
knowledge base's own, and a query gives the same answer as on the embedded engine, even `MATCH (n) RETURN count(n)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import neo4j

from schema.errors import StoreError

_LABEL = "CitykgState"
_COMPLETE = re.compile(r"citykg_complete_([0-9a-f]+)_([0-9a-f]+)")
_LOADING = "citykg_loading"


@dataclass(frozen=True)
class State:
    """Which facts are in the database, with the digest of their graph; `loading` where that is not finished."""

    facts_version: str
    digest: str
    loading: bool = False

    @property
    def statements(self) -> list[str]:
        """The Cypher that notes that this is in the database, whole."""
        name = f"citykg_complete_{self.facts_version}_{self.digest}"
        return [f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{_LABEL}) ON (n.{name})", f"DROP INDEX {_LOADING} IF EXISTS"]


def read_state(session: neo4j.Session) -> State | None:
    """What was noted; None where citykg has never loaded anything."""
    names = session.execute_read(
        lambda transaction: [
            str(record["name"])
            for record in transaction.run("SHOW INDEXES YIELD name WHERE name STARTS WITH 'citykg_' RETURN name")
        ]
    )
    complete = [found.groups() for name in names if (found := _COMPLETE.fullmatch(name))]
    loading = _LOADING in names
    if not complete and not loading:
        return None
    version, digest = complete[0] if complete else ("", "")
    return State(version, digest, loading or len(complete) > 1)


def begin(session: neo4j.Session) -> None:
    """Note that a load is under way: from now on readers are told so."""
    session.run(f"CREATE INDEX {_LOADING} IF NOT EXISTS FOR (n:{_LABEL}) ON (n.{_LOADING})").consume()
    for record in session.run("SHOW INDEXES YIELD name RETURN name").data():
        if _COMPLETE.fullmatch(record["name"]):
            session.run(f"DROP INDEX {record['name']} IF EXISTS").consume()


def finish(session: neo4j.Session, state: State) -> None:
    """Note that the load is complete."""
    for statement in state.statements:
        session.run(statement).consume()


def readable(state: State | None, uri: str) -> State:
    """The state, where the knowledge base can be read; StoreError where it is not there or not whole."""
    if state is None:
        raise StoreError(f"There is no knowledge base at {uri}.", f"Load one: citykg load --store {uri}")
    if state.loading:
        raise StoreError(
            f"A load is running at {uri}, or one was broken off.",
            f"Ask again when it is done. A load that was broken off is taken up by: citykg load --store {uri}",
        )
    return state
