"""`citykg bolt`: a private copy for any Bolt client, until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
import pytest
from canaries import Canaries, bytes_of, canaries
from click.testing import CliRunner
from neo4j.exceptions import ClientError, Neo4jError

from kg.cli import main

SMALL_GRAPH = Path(__file__).parent / "small_graph"
COUNT = "MATCH (c:City) RETURN count(c) AS n"


@contextmanager
def serving(cache: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """`citykg bolt` in a process of its own, and the access that it prints."""
    command = [sys.executable, "-m", "kg.cli", "bolt", "--kb", str(SMALL_GRAPH), "--port", "0", "--format", "json"]
    environment = {**os.environ, "CITYKG_CACHE": str(cache)}
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def ask(access: dict[str, str], query: str, database: str | None = None) -> list[dict[str, Any]]:
    """The rows of a query that is committed, as any client would."""
    auth = (access["user"], access["password"])
    with neo4j.GraphDatabase.driver(access["uri"], auth=auth) as driver, driver.session(database=database) as session:
        return [record.data() for record in session.run(query)]


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether something becomes so before the seconds are over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.1)
    return is_so()


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop_and_leaves_nothing(signal_: signal.Signals, tmp_path: Path) -> None:
    with serving(tmp_path) as (process, access):
        [row] = ask(access, COUNT)
        before = bytes_of(tmp_path / "stores")
        ask(access, "CREATE (:City {id: 'city:new'})")
        assert ask(access, COUNT) == [{"n": row["n"] + 1}]
        process.send_signal(signal_)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "A private copy" in said
    assert "Traceback" not in said
    assert list((tmp_path / "copies").iterdir()) == []
    assert bytes_of(tmp_path / "stores") == before
    with serving(tmp_path) as (_, access):
        assert ask(access, COUNT) == [row]


def test_it_stops_while_a_query_runs_that_nothing_else_can_end(tmp_path: Path) -> None:
    endless = "RETURN size([x IN range(1, 3000000) | size([y IN range(1, 3000000) | y])])"
    with serving(tmp_path) as (process, access):
        code = f"import json, sys, neo4j\na = json.loads(sys.argv[1])\nneo4j.GraphDatabase.driver(a['uri'], auth=(a['user'], a['password'])).session().run({endless!r}).consume()"
        with subprocess.Popen([sys.executable, "-c", code, json.dumps(access)], stderr=subprocess.DEVNULL) as client:
            time.sleep(2)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            client.wait(timeout=60)
    assert process.returncode == 0
    assert client.returncode != 0
    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM '{file}' AS line RETURN line",
        "LOAD CSV FROM '{url}' AS line RETURN line",
        "CREATE USER other SET PASSWORD 'other-password'",
        "ALTER USER citykg SET PASSWORD 'other-password'",
        "SHOW USERS",
        "CREATE DATABASE other",
        "DROP DATABASE kg",
        "USE system MATCH (n) RETURN n",
        "CALL apoc.load.csv('{file}')",
        "CALL java.lang.System.exit(1)",
        "SELECT FROM City",
        "sql: SELECT FROM City",
        "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` true",
    ],
)
def test_a_client_reaches_nothing_but_the_copy(query: str, served: dict[str, str], alive: Canaries) -> None:
    with pytest.raises(Neo4jError):
        ask(served, query.replace("{file}", alive.file.as_uri()).replace("{url}", alive.url))
    assert alive.touched() == []
    assert ask(served, "RETURN 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize("database", ["other", "../kg", "/etc"])
def test_a_client_opens_no_other_database(database: str, served: dict[str, str]) -> None:
    with pytest.raises(ClientError, match="not allowed"):
        ask(served, "RETURN 1 AS one", database)


def test_a_wrong_password_and_the_engines_own_user_are_refused(served: dict[str, str]) -> None:
    for wrong in ({"password": "wrong-password"}, {"user": "root"}):
        with pytest.raises(ClientError, match="nauthorized"):
            ask({**served, **wrong}, "RETURN 1 AS one")


def test_a_query_over_the_time_limit_is_ended(served: dict[str, str]) -> None:
    with pytest.raises(Neo4jError):
        ask(served, "MATCH (a), (b), (c), (d), (e), (f) RETURN count(a.id + f.id) AS n")
    assert ask(served, "RETURN 1 AS one") == [{"one": 1}]


def test_a_command_killed_leaves_no_process_and_the_next_clears_its_copy(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, access):
        process.kill()
        process.wait()
        port = int(access["uri"].rpartition(":")[2])
        assert within(20, lambda: not is_served(port))
    assert list((tmp_path / "copies").iterdir())
    with serving(tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        process.wait(60)
    assert list((tmp_path / "copies").iterdir()) == []


def is_served(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_port_that_is_taken_is_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = CliRunner().invoke(main, ["bolt", "--kb", str(SMALL_GRAPH), "--port", str(port)])
    assert told.exit_code == 1
    assert told.stderr == (
        f"Error: Port {port} cannot be served: address already in use.\n"
        "  Name another by --port; 0 takes any that is free.\n"
    )


def test_a_store_that_is_a_neo4j_is_not_served_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYKG_STORE", "bolt://127.0.0.1:9")
    told = CliRunner().invoke(main, ["bolt", "--port", "0"])
    assert told.exit_code == 1
    assert "Give a client bolt://127.0.0.1:9" in told.stderr


@pytest.fixture(scope="module", name="served")
def serve_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with serving(tmp_path_factory.mktemp("cache"), "--timeout", "2") as (_, access):
        yield access


@pytest.fixture(name="alive")
def fixture_alive(tmp_path: Path) -> Iterator[Canaries]:
    with canaries(tmp_path) as both:
        yield both
