"""The embedded engine (ArcadeDB in this process): writing a database once, serving a private copy over Bolt."""

from __future__ import annotations

import os
import secrets
import socket
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.stores.base import Fetched, Row
from schema.errors import StoreError

if TYPE_CHECKING:
    from kg.graph import Graph

DATABASE = "kg"
USER = "root"
TIMEOUT_MS = 120_000
_SETTINGS = {
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    "arcadedb.command.timeout": str(TIMEOUT_MS),
}


def engine_version() -> str:
    """The engine's version, whichever of its two distributions is installed."""
    for name in ("arcadedb", "arcadedb-jvm"):
        try:
            return f"{name} {version(name)}"
        except ImportError:
            continue
    raise StoreError(
        "The embedded engine is not installed.", "pip install arcadedb (or arcadedb-jvm where it has no wheel)."
    )


def _engine(log: Path) -> Any:
    """The engine's module, with its log in a file instead of on the terminal."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
    import arcadedb

    return arcadedb


def write(graph: Graph, folder: Path, log: Path) -> None:
    """Write a graph as a new database into a folder that is not there yet. Types and indexes come before any data."""
    database = _engine(log).create_database(str(folder))
    try:
        by_labels = defaultdict(list)
        for _, properties in graph.nodes(data=True):
            node = {key: value for key, value in properties.items() if key != "labels"}
            by_labels[properties["labels"]].append(node)
        types = {str(properties["type"]) for *_, properties in graph.edges(data=True)}
        # One script: the engine saves its schema once instead of at every command.
        database.command("sqlscript", ";\n".join([*_settings(), *_node_types(by_labels), *_edge_types(types)]) + ";")
        with database.graph_batch(commit_every=20_000, use_wal=False) as batch:
            rids: dict[str, str] = {}
            for labels, nodes in sorted(by_labels.items()):
                rids.update(
                    zip((node["id"] for node in nodes), batch.create_vertices(_type_name(labels), nodes), strict=True)
                )
            _write_edges(graph, batch, rids)
    finally:
        database.close()


def _settings() -> Iterator[str]:
    """No query reads files or other hosts, none runs for ever; the database keeps these settings."""
    for name, value in _SETTINGS.items():
        yield f"ALTER DATABASE `{name}` {value}"


def _type_name(labels: tuple[str, ...]) -> str:
    """The engine's own name for nodes with these labels."""
    return "~".join(sorted(labels))


def _node_types(all_labels: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for label in sorted({label for labels in all_labels for label in labels}):
        yield f"CREATE VERTEX TYPE `{label}` BUCKETS 1"
        yield f"CREATE PROPERTY `{label}`.id STRING"
        yield f"CREATE INDEX ON `{label}` (id) UNIQUE"
    for labels in sorted(all_labels):
        if len(labels) > 1:
            yield f"CREATE VERTEX TYPE `{_type_name(labels)}` EXTENDS {', '.join(sorted(labels))} BUCKETS 1"


def _edge_types(types: Iterable[str]) -> Iterator[str]:
    for type in sorted(types):
        yield f"CREATE EDGE TYPE `{type}` BUCKETS 1"


def _write_edges(graph: Graph, batch: Any, rids: Mapping[str, str]) -> None:
    by_type = defaultdict(list)
    for start, end, properties in graph.edges(data=True):
        by_type[properties["type"]].append(
            (rids[start], rids[end], {key: value for key, value in properties.items() if key != "type"})
        )
    for type, edges in sorted(by_type.items()):
        starts, ends, properties_of = zip(*edges, strict=True)
        batch.new_edges(starts, type, ends, properties_of)


class Embedded:
    """A served database that one process alone has: what is written to it dies with it."""

    def __init__(self, root: Path, log: Path) -> None:
        """Serve the database in root/databases/kg on a loopback port; StoreError where the engine does not start."""
        import neo4j

        password = secrets.token_urlsafe(24)
        self._server, port = _serve(_engine(log), root, password)
        self._driver = neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, password))

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query; the transaction is rolled back whatever it did, and a write is refused."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            with self._driver.session(database=DATABASE) as session, session.begin_transaction() as transaction:
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
            raise StoreError("This query writes, and a knowledge base is only read.", "Change the facts files instead.")
        return rows

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None, timeout: float
    ) -> Fetched:
        """At most so many rows of anybody's query; the transaction is rolled back whatever it did."""
        from neo4j.exceptions import DriverError, Neo4jError

        from kg.stores.bolt import fetch, wrong

        try:
            with self._driver.session(database=DATABASE) as session, session.begin_transaction() as transaction:
                try:
                    return fetch(transaction, query, parameters, limit)
                finally:
                    transaction.rollback()
        except Neo4jError as error:
            raise wrong(error) from error
        except DriverError as error:
            raise StoreError(f"The query failed: {error}") from error

    def close(self) -> None:
        """Stop serving."""
        self._driver.close()
        self._server.stop()


def _serve(engine: Any, root: Path, password: str) -> tuple[Any, int]:
    """A running server of the databases below root, and its Bolt port; a port that was taken meanwhile is tried again."""
    for attempt in range(8):
        port = _free_port()
        config = {"http_port": 0, "bolt_port": port, "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"}
        server = engine.create_server(str(root), password, config=config)
        try:
            server.start()
            server.get_database(DATABASE)
        except engine.ArcadeDBError as error:
            server.stop()
            if attempt == 7:
                raise StoreError(f"The embedded engine does not start: {error}") from error
        else:
            return server, port
    raise AssertionError("unreachable")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
