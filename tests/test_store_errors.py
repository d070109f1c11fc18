"""What is wrong with a store: a sentence with what to do, and never a password."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from loading import SMALL_GRAPH, citykg, load, password  # noqa: F401  # a fixture
from neo4j import Transaction
from neo4j_java import NoServer
from neo4j_processes import JavaServer
from neo4j_provide import maven_server
from neo4j_servers import Server

from kg.knowledge_base import open_kb
from kg.stores.base import Node
from kg.stores.bolt import fetch
from kg.stores.server.address import Address
from schema.errors import StoreError

SECRET = "geheim-4711-xyz"


def refused(*options: str) -> str:
    """What stderr says to a question of a store that cannot be asked."""
    result = citykg("ask", "three-city", "--city", "k", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr
    assert SECRET not in result.stderr
    return result.stderr


@pytest.mark.usefixtures("password")
def test_a_wrong_password(neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    told = refused("--store", neo4j.uri)
    assert "does not accept this user and password" in told
    assert "NEO4J_PASSWORD" in told
    written = citykg("load", "--kb", str(SMALL_GRAPH), "--store", neo4j.uri)
    assert "does not accept" in written.stderr


def test_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    assert "Set NEO4J_PASSWORD" in refused("--store", "bolt://127.0.0.1:7687")


@pytest.mark.usefixtures("password")
def test_a_database_that_does_not_exist(neo4j: Server) -> None:
    told = refused("--store", neo4j.uri, "--database", "nosuch")
    assert "There is no database nosuch" in told
    assert "--database" in told


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s"])
def test_tls_against_a_plain_port(neo4j: Server, scheme: str) -> None:
    told = refused("--store", neo4j.uri.replace("bolt", scheme))
    assert "speaks no TLS" in told
    assert f"{scheme.partition('+')[0]}://" in told


@pytest.mark.usefixtures("password")
def test_a_server_that_routes_is_asked_too(empty_neo4j: Server) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    result = citykg("ask", "three-city", "--city", "k", "--store", empty_neo4j.uri.replace("bolt", "neo4j"))
    assert result.exit_code == 0, result.stderr


@contextmanager
def answering(words: bytes) -> Iterator[str]:
    """The address of something that answers with some bytes and closes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(64)
                    connection.sendall(words)

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("words", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", b"\x15\x03\x01\x00\x02\x02\x28"])
def test_something_that_does_not_speak_bolt(words: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with answering(words) as address:
        told = refused("--store", f"bolt://{address}")
        assert "does not speak Bolt" in told or "No Neo4j answers" in told
        assert "port" in told


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_no_server_at_all(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        told = refused("--store", f"{scheme}://127.0.0.1:{taken.getsockname()[1]}")
    assert "No Neo4j answers" in told


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (f"bolt://neo4j:{SECRET}@localhost", "holds a user or a password"),
        ("http://localhost:7474", 'begins with "http:"'),
        ("localhost:7687", "begins with"),
        ("bolt://", "names no host"),
        ("bolt://localhost:port", "is none"),
        ("bolt://localhost/movies", "--database movies"),
        ("bolt://localhost?policy=eu", "routing context"),
        ("neo4j://localhost?policy=eu&policy=us", "no routing context"),
        ("neo4j://localhost?policy", "no routing context"),
        ("bolt://db..example.org", "a host that cannot be"),
        (f"bolt://{'x' * 64}.example.org", "a host that cannot be"),
    ],
)
def test_an_address_that_is_none(url: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    assert says in refused("--store", url)
    assert SECRET not in repr(Address("bolt://localhost"))


@pytest.mark.parametrize("name", ["NEO4J_USERNAME", "NEO4J_PASSWORD"])
def test_credentials_that_are_no_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    monkeypatch.setenv(name, os.fsdecode(b"\xff\xfe"))
    assert "is no UTF-8 text" in refused("--store", "bolt://127.0.0.1:7687")


@pytest.mark.usefixtures("password")
def test_a_node_that_is_deleted_between_a_relationship_and_its_ends_is_an_empty_one(empty_neo4j: Server) -> None:
    empty_neo4j.run("CREATE (:A)-[:TO]->(:B)")

    class Late:
        """A transaction before whose second query all is deleted."""

        def run(self, query: str, parameters: Any = None, **more: Any) -> Any:
            if more:
                empty_neo4j.run("MATCH (n) DETACH DELETE n")
            return transaction.run(query, parameters, **more)

    with empty_neo4j.driver() as driver, driver.session() as session, session.begin_transaction() as transaction:
        [[relationship]] = fetch(cast("Transaction", Late()), "MATCH ()-[r]->() RETURN r", {}, 10).rows
    assert (relationship.type, relationship.start, relationship.end) == ("TO", Node((), {}), Node((), {}))


@pytest.mark.usefixtures("password")
def test_a_server_that_dies_in_a_query(empty_neo4j: Server) -> None:
    if not isinstance(empty_neo4j, JavaServer):
        pytest.skip("wants a Neo4j that it may kill")
    load(empty_neo4j, SMALL_GRAPH)
    endless = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN count(a + b)"
    killer = threading.Timer(2.0, empty_neo4j.kill)
    try:
        killer.start()
        with pytest.raises(StoreError, match="broke off"), open_kb(store=empty_neo4j.uri) as kb:
            kb.store.run(endless, limit=10, timeout=60)
    finally:
        killer.join()
        time.sleep(0.1)
        empty_neo4j.start()


def test_a_neo4j_that_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        server = maven_server("4.4", tmp_path)
    except NoServer as reason:
        pytest.skip(str(reason))
    with server:
        monkeypatch.setenv("NEO4J_PASSWORD", server.password)
        told = refused("--store", server.uri)
        assert "is Neo4j 4.4" in told
        assert "5.26 or newer" in told
        assert "too old" in citykg("load", "--kb", SMALL_GRAPH, "--store", server.uri).stderr
