"""One load at a time: a lock that the server lets go of when its holder ends, however it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import Neo4jError

from schema.errors import StoreError

_SECONDS_TO_WAIT = 3.0
_HELD = ("Lock", "Deadlock", "TimedOut", "Terminated")
"""Parts of the codes by which a server says that it could not give the lock in time."""
_CONSTRAINT = "citykg_lock"
_MAKE = f"CREATE CONSTRAINT {_CONSTRAINT} IF NOT EXISTS FOR (n:CitykgLock) REQUIRE n.id IS UNIQUE"


@contextmanager
def load_lock(driver: neo4j.Driver, database: str | None) -> Iterator[Callable[[], None]]:
    """Hold the lock; what it gives checks that it is still held. StoreError where another load has it.

    The lock is on a node that is never committed: a unique value, written in a transaction that stays open and is
    rolled back at the end. Nobody ever sees the node, and the server rolls back too when the connection is lost.
    """
    with driver.session(database=database) as session:
        if not has_lock(session):  # making it waits for whoever holds the lock
            session.run(_MAKE).consume()
        with session.begin_transaction(timeout=_SECONDS_TO_WAIT) as probe:
            _take(probe)
            probe.rollback()
        with session.begin_transaction(timeout=0) as transaction:
            _take(transaction)
            try:
                yield lambda: _check(transaction)
            finally:
                if not transaction.closed():
                    transaction.rollback()


def has_lock(session: neo4j.Session) -> bool:
    """Whether a load has ever begun to write here."""
    return bool(session.run("SHOW CONSTRAINTS YIELD name WHERE name = $name RETURN name", name=_CONSTRAINT).data())


def _check(transaction: neo4j.Transaction) -> None:
    transaction.run("RETURN 1").consume()


def _take(transaction: neo4j.Transaction) -> None:
    try:
        transaction.run("CREATE (:CitykgLock {id: 'load'})").consume()
    except Neo4jError as error:
        if not any(part in (error.code or "") for part in _HELD):
            raise
        raise StoreError(
            "Another load of this database is running.", "Wait until it is done, then try again."
        ) from error
