"""Connecting to a Neo4j, and what goes wrong with that, in sentences."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.stores.server.address import EXAMPLE, Address
from schema.errors import CypherError, StoreError

if TYPE_CHECKING:
    import neo4j

OLDEST = (5, 26)
"""The oldest Neo4j that the tests run on."""
_SECONDS_TO_CONNECT = 10.0
SECONDS_TO_RETRY = 15.0


@contextmanager
def connected(address: Address, user: str, password: str) -> Iterator[neo4j.Driver]:
    """A driver that is connected to a Neo4j that is new enough; StoreError says why there is none."""
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what goes wrong is raised; it need not be logged too
    with sentences(address):
        driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=(user, password),
            connection_timeout=_SECONDS_TO_CONNECT,
            max_transaction_retry_time=SECONDS_TO_RETRY,
            telemetry_disabled=True,
        )
    with driver:
        read = neo4j.READ_ACCESS
        with sentences(address), driver.session(database=address.database, default_access_mode=read) as session:
            _check(session.run("RETURN 1").consume().server.agent, address)
        yield driver


@contextmanager
def sentences(address: Address) -> Iterator[None]:
    """Whatever goes wrong with the server inside becomes a StoreError or CypherError."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise failed(error, address) from error


def _check(agent: str, address: Address) -> None:
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    wanted = f"citykg needs Neo4j {OLDEST[0]}.{OLDEST[1]} or newer."
    if not found:
        raise StoreError(f'The server at {address.uri} is "{agent}", not Neo4j.', wanted)
    if (int(found[1]), int(found[2])) < OLDEST:
        raise StoreError(f"The server at {address.uri} is Neo4j {agent.partition('/')[2]}, which is too old.", wanted)


def failed(error: Exception, address: Address) -> StoreError | CypherError:
    """What a driver's error means for a person."""
    from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

    from kg.stores.bolt import wrong

    if isinstance(error, Neo4jError):
        for code, (what, mend) in _CODES.items():
            if code in (error.code or ""):
                return StoreError(what.format(uri=address.uri, database=address.database), mend)
        return wrong(error)
    if type(error) is ConfigurationError:  # of an address, the routing context alone is left to the driver
        return StoreError(f"What stands after the ? of the store's address is no routing context: {error}.", EXAMPLE)
    routed = "+" in address.uri.partition(":")[0] and "routing" in str(error)  # which hides its cause
    if _has(error, ssl.SSLError) or routed or "TLS" in str(error) or "encrypt" in str(error).lower():
        return StoreError(
            f"What answers at {address.uri}, if anything, speaks no TLS, or its certificate is not trusted.",
            f"Try {address.uri.partition('+')[0]}:// for a server without TLS; +ssc trusts a certificate of its own.",
        )
    if isinstance(error, DriverError) and "handshake" in str(error).lower():
        return StoreError(
            f"What answers at {address.uri} does not speak Bolt, or only with TLS.",
            "Check the port (Bolt is 7687, not 7474); for a server with TLS write bolt+s:// or neo4j+s://.",
        )
    return StoreError(
        f"No Neo4j answers at {address.uri}, or it broke off.",
        "Check that it runs and that the port is right, then try again.",
    )


_CODES = {
    "Security.Unauthorized": (
        "The server at {uri} does not accept this user and password.",
        "Set NEO4J_USERNAME and NEO4J_PASSWORD.",
    ),
    "Security.AuthenticationRateLimit": (
        "The server at {uri} has refused too many wrong passwords and waits.",
        "Try again in a minute, with the right NEO4J_PASSWORD.",
    ),
    "Security.CredentialsExpired": (
        "The password of this user must be changed before the first use.",
        "Log in once with cypher-shell or Neo4j Browser and change it.",
    ),
    "Database.DatabaseNotFound": (
        "There is no database {database} on {uri}.",
        "Name another by --database, or leave it out for the user's own.",
    ),
    "Database.DatabaseUnavailable": (
        "The database at {uri} is not available now.",
        "Try again, or ask its administrator.",
    ),
    "Security.Forbidden": (
        "This user may not do that at {uri}.",
        "Ask its administrator for the rights, or use another.",
    ),
}
"""By a part of the server's code for an error: what to say, and how to mend it."""


def _has(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Whether an error, or what led to it, is of a kind."""
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
