"""The embedded engine as a store: our own questions in this process, anybody's in one that can be killed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from kg.stores.base import Fetched, Row
from kg.stores.cache import to_serve
from kg.stores.child import Child
from kg.stores.confined import Confined
from kg.stores.engine import DATABASE, ROOT_USER, engine, serve
from kg.stores.limits import writes
from schema.errors import StoreError

if TYPE_CHECKING:
    import neo4j


class Embedded:
    """A database that one process alone has: each of its two engines is started by the first query for it."""

    def __init__(self, root: Path, log: Path) -> None:
        """Of the database in root/original, of which each engine has a copy; what is written to it dies with it."""
        self._root, self._log = root, log
        self._confined = Confined(root, log)
        self._starting = Lock()
        self._served: tuple[Any, neo4j.Driver] | None = None
        self._closed = False

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query; the transaction is rolled back whatever it did, and a write is refused."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            with self._driver().session(database=DATABASE) as session, session.begin_transaction() as transaction:
                try:
                    result = transaction.run(query, dict(parameters or {}))
                    columns = result.keys()
                    rows = [dict(zip(columns, record.values(), strict=True)) for record in result]
                    written = result.consume().counters.contains_updates
                finally:
                    transaction.rollback()
        except (Neo4jError, DriverError) as error:
            raise StoreError(f"The query failed: {error}") from error
        if written:
            refusal = writes()
            raise StoreError(refusal.what, refusal.mend)
        return rows

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None, timeout: float
    ) -> Fetched:
        """At most so many rows of anybody's query, within CITYKG_MEMORY megabytes; those of several threads take turns.

        CypherError where it is wrong, refused or stopped. StoreError where the engine fails.
        """
        self._check_open()
        return self._confined.run(query, parameters, limit, timeout)

    @contextmanager
    def published(self, port: int, timeout: float) -> Iterator[Child]:
        """A copy served to others, who may write to it; `timeout` are the seconds that a query may run."""
        child = Child(self._root, self._log, role="writer", port=port, timeout=timeout)
        try:
            yield child
        finally:
            child.close()

    def close(self) -> None:
        """Stop serving."""
        self._closed = True
        self._confined.close()
        if self._served:
            server, driver = self._served
            driver.close()
            server.stop()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("The knowledge base is closed.", "Open it again.")

    def _driver(self) -> neo4j.Driver:
        """For the engine in this process; StoreError where it does not start."""
        import neo4j

        self._check_open()
        with self._starting:
            if not self._served:
                password = secrets.token_urlsafe(24)
                server, port = serve(engine(self._log), to_serve(self._root), password)
                driver = neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(ROOT_USER, password))
                self._served = (server, driver)
            return self._served[1]
