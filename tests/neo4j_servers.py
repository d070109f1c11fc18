"""A running Neo4j, wherever it runs, and what tests do with it."""

from __future__ import annotations

from typing import Any

from neo4j import Driver, GraphDatabase


class Server:
    """A Neo4j at a Bolt address."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        self.uri, self.user, self.password = uri, user, password

    @property
    def version(self) -> str:
        """What the server says that it is, such as 5.26.0."""
        [row] = self.run(
            "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS v"
        )
        return str(row["v"])

    def driver(self) -> Driver:
        """A driver of one's own, to be closed."""
        return GraphDatabase.driver(self.uri, auth=(self.user, self.password))

    def run(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of one query in a transaction of its own, which the query may itself divide."""
        with self.driver() as driver, driver.session() as session:
            return session.run(query, parameters).data()


def empty(server: Server) -> None:
    """Remove all data, by batches, and all constraints and indexes but the two that every database has."""
    server.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
    for row in server.run("SHOW CONSTRAINTS YIELD name"):
        server.run(f"DROP CONSTRAINT `{row['name']}`")
    for row in server.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
        server.run(f"DROP INDEX `{row['name']}`")
