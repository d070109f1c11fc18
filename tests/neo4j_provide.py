"""A Neo4j of a line, from what this machine offers: a given one, a container, or Maven and Java; else why there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j_java import NoServer
from neo4j_processes import JavaServer
from neo4j_servers import Server, empty

# Quick to start rather than quick in the long run; and a test may give a wrong password as often as it likes.
_OPTIONS = ("-XX:TieredStopAtLevel=1",)
_SETTINGS = {"dbms.security.auth_max_failed_attempts": "0"}


@contextmanager
def provide(line: str, home: Path) -> Iterator[Server]:
    """A Neo4j of that line while in the context; NoServer says why there is none."""
    given = _given(line)
    if given:
        yield given
        empty(given)
        return
    with _container(line) as container:
        if container:
            yield container
            return
    with maven_server(line, home) as server:
        yield server
    shutil.rmtree(home / "data", ignore_errors=True)


def maven_server(line: str, home: Path) -> JavaServer:
    """A Neo4j of that line that a test has to itself, still to be started."""
    return JavaServer(line, home, options=_OPTIONS, settings=_SETTINGS)


def _given(line: str) -> Server | None:
    """The server that NEO4J_TEST_URI names, where it is of that line. The tests remove what it holds, so it is empty."""
    if not (uri := os.environ.get("NEO4J_TEST_URI")):
        return None
    user, password = (os.environ.get(f"NEO4J_TEST_{name}", "") for name in ("USERNAME", "PASSWORD"))
    server = Server(uri, user or "neo4j", password)
    if not server.version.startswith(f"{line}."):
        return None
    if server.run("MATCH (n) RETURN n LIMIT 1"):
        raise NoServer("The Neo4j at NEO4J_TEST_URI holds data, which the tests would remove.")
    return server


@contextmanager
def _container(line: str) -> Iterator[Server | None]:
    """A container of that line, where a Docker daemon answers and has or finds its image."""
    import docker
    from testcontainers.community.neo4j import Neo4jContainer

    try:
        docker.from_env().close()
        container = Neo4jContainer(f"neo4j:{line}").start()
    except docker.errors.DockerException:
        yield None
        return
    try:
        yield Server(container.get_connection_url(), container.username, container.password)
    finally:
        container.stop()
