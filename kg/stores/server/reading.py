"""A Neo4j that a knowledge base was loaded into, as a store to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.stores.base import Fetched, Row
from kg.stores.limits import overdue
from kg.stores.parameters import carried
from kg.stores.server.address import Address, credentials
from kg.stores.server.connecting import connected, failed
from kg.stores.server.waiting import within
from schema.errors import CypherError, StoreError

if TYPE_CHECKING:
    import neo4j

SECONDS = 120.0
"""The longest that one of our own statements may take."""
_GRACE = 5.0


class Server:
    """A knowledge base on a Neo4j; what is read is refused where a load has changed it meanwhile."""

    def __init__(self, driver: neo4j.Driver, address: Address) -> None:
        """StoreError where there is no knowledge base, or one that is just being loaded."""
        import neo4j

        self._driver, self._address = driver, address
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()  # no replica answers with less than another did
        self.state = self._state()

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query of ours, tried again where the server asks for that."""
        import neo4j

        @neo4j.unit_of_work(timeout=SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            result = transaction.run(query, dict(parameters or {}))
            columns = result.keys()
            return [dict(zip(columns, record.values(), strict=True)) for record in result]

        with self._sentences(), self._session() as session:
            return session.execute_read(work)

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None, timeout: float
    ) -> Fetched:
        """At most so many rows of anybody's query, whose plan is checked before it runs."""
        from kg.stores.bolt import fetch
        from kg.stores.server.guard import check

        def work() -> Fetched:
            with self._session() as session, session.begin_transaction(timeout=timeout) as transaction:
                check(transaction, query, given)
                try:
                    return fetch(transaction, query, given, limit)
                finally:
                    if not transaction.closed():
                        transaction.rollback()

        given = carried(parameters)
        with self._sentences(timeout):
            return within(timeout + _GRACE, work, lambda: overdue(timeout))

    def confirm(self) -> None:
        """StoreError where a load has begun or changed something since the knowledge base was opened."""
        if self._state() != self.state:
            raise StoreError(f"The knowledge base at {self._address.uri} was loaded anew meanwhile.", "Ask again.")

    def close(self) -> None:
        """The driver closes by itself."""

    def _state(self) -> State:
        from kg.stores.server.state import read_state, readable

        with self._sentences(), self._session() as session:
            return readable(read_state(session), self._address.uri)

    def _session(self) -> neo4j.Session:
        import neo4j

        return self._driver.session(
            database=self._address.database,
            default_access_mode=neo4j.READ_ACCESS,
            bookmark_manager=self._bookmarks,
        )

    @contextmanager
    def _sentences(self, timeout: float = SECONDS) -> Iterator[None]:
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            yield
        except (Neo4jError, DriverError) as error:
            raise _stopped(error, timeout) or failed(error, self._address) from error


if TYPE_CHECKING:
    from kg.stores.server.state import State


def _stopped(error: Exception, timeout: float) -> CypherError | None:
    """The sentence for a query that a limit ended; None where none did."""
    code = str(getattr(error, "code", "") or "")
    if "TransactionTimedOut" in code or ("Terminated" in code and "timeout" in str(error)):
        return overdue(timeout, code)
    if "OutOfMemory" in code or "MemoryPoolOutOfMemory" in code:
        return CypherError(
            "The query needed more memory than the server gives it, and was stopped.",
            "Ask for less: a narrower pattern, or a LIMIT before it collects.",
            code=code,
        )
    return None


@contextmanager
def opened(url: str, database: str | None, ask: Callable[[str], str] | None) -> Iterator[Server]:
    """The knowledge base at an address; what is asked of it is of one load, or an error says so."""
    address = Address.parse(url, database)
    with connected(address, *credentials(ask)) as driver:
        server = Server(driver, address)
        yield server
        server.confirm()
