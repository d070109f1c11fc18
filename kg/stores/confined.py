"""Anybody's queries, asked of a process that is killed when one does not end or takes too much."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Timer
from typing import TYPE_CHECKING, Any

from kg.stores.base import Fetched
from kg.stores.child import Child
from kg.stores.engine import DATABASE
from kg.stores.limits import overdue, reaches_out, too_large, writes
from kg.stores.parameters import carried
from schema.errors import CypherError, StoreError

if TYPE_CHECKING:
    import neo4j
    from neo4j.exceptions import Neo4jError

_ROWS_AT_ONCE = 1000
_HEAP = ("heap budget", "OutOfMemory")
_OUTSIDE = ("LOAD CSV", "update security", "Access to database")


class Confined:
    """Runs queries one after another in a process that is started for the first, and anew after one that was stopped."""

    def __init__(self, root: Path, log: Path) -> None:
        self._root, self._log = root, log
        self._child: Child | None = None
        self._turn = Lock()

    def run(self, query: str, parameters: Mapping[str, Any] | None, limit: int | None, timeout: float) -> Fetched:
        """At most so many rows of a query; CypherError where it is wrong, refused or stopped."""
        given = carried(parameters)
        with self._turn:
            child = self._serving()  # while it starts, the driver is imported
            from neo4j.exceptions import DriverError, Neo4jError

            from kg.stores.bolt import fetch

            _ = child.uri  # the clock runs from when it serves
            try:
                with _stopped_after(timeout, child), _transaction(child, limit) as transaction:
                    return fetch(transaction, query, given, limit)
            except Neo4jError as error:
                raise _refusal(error, child.megabytes) from error
            except DriverError as error:
                raise self._lost(child) from error
            except BaseException:  # it wrote, took too long, or Ctrl-C
                self.close()
                raise

    def close(self) -> None:
        """End the process; a query would start another."""
        if self._child:
            self._child.close()
            self._child = None

    def _serving(self) -> Child:
        if self._child is None or not self._child.alive:
            self.close()
            self._child = Child(self._root, self._log, role="reader")
        return self._child

    def _lost(self, child: Child) -> CypherError | StoreError:
        """Why no more is heard of the process."""
        lacking, ended = child.lacked_memory(), not child.alive
        self.close()
        if lacking:
            return too_large(child.megabytes)
        how = "was ended from outside" if ended else "broke the connection off"
        return StoreError(f"The process that answers queries {how}.", "Ask again.")


@contextmanager
def _stopped_after(timeout: float, child: Child) -> Iterator[None]:
    """The process is killed after so many seconds, since the engine ends no query that stays within one expression."""
    late = Event()

    def stop() -> None:
        late.set()
        child.kill()

    clock = Timer(timeout, stop)
    clock.daemon = True
    clock.start()
    try:
        yield
    except Exception as error:
        if late.is_set():
            raise overdue(timeout) from error
        raise
    finally:
        clock.cancel()


@contextmanager
def _transaction(child: Child, limit: int | None) -> Iterator[neo4j.Transaction]:
    """A transaction on a connection of its own, which is cut and not rolled back at the end.

    A rollback has the engine compute all rows that were not fetched; a cut ends the query at once, and what it wrote.
    """
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # a cut is told by an error of ours
    at_once = _ROWS_AT_ONCE if limit is None else min(limit + 1, _ROWS_AT_ONCE)
    driver = neo4j.GraphDatabase.driver(child.uri, auth=(child.user, child.password))
    with driver.session(database=DATABASE, fetch_size=at_once) as session:
        try:
            yield session.begin_transaction()
        finally:
            driver.close()


def _refusal(error: Neo4jError, megabytes: int) -> CypherError:
    """What the engine says of a query, in our words where it refuses it."""
    message, code = str(error.message or error), error.code or ""
    if any(word in message for word in _HEAP):
        return too_large(megabytes, code)
    if code.endswith("Security.Forbidden"):
        return reaches_out(code) if any(word in message for word in _OUTSIDE) else writes(code)
    from kg.stores.bolt import wrong

    return wrong(error)
