"""Loads that die, that run at once, and readers meanwhile."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j as driver_of_neo4j
import pytest
from loading import SMALL_GRAPH, changed_copy, citykg, elements, load, password  # noqa: F401  # a fixture
from neo4j_processes import JavaServer
from neo4j_servers import Server

from kg.knowledge_base import open_kb
from kg.loading import load_kb
from kg.stores.server import connecting
from kg.stores.server import loading as loading_of_kg
from schema.errors import CitykgError, StoreError

pytestmark = pytest.mark.usefixtures("password")
DYING = """
import itertools, os, signal, sys
import neo4j
calls = itertools.count(1)

def dying(method):
    def call(*arguments, **options):
        if next(calls) == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return method(*arguments, **options)
    return call

neo4j.Session.run = dying(neo4j.Session.run)
neo4j.Session.execute_write = dying(neo4j.Session.execute_write)
from kg.loading import load_kb
load_kb(sys.argv[1], store=sys.argv[2])
print(next(calls) - 1)
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph with much of it changed."""
    changes = (("sister_city", "friendship_city"), ("row p", "page "), (r"(?ms)^  - id: activity:p6.*?(?=^  - id)", ""))
    return changed_copy(tmp_path_factory.mktemp("changed") / "kb", *changes)


def dying(server: Server, folder: Path, at: int) -> subprocess.CompletedProcess[str]:
    """A load in a process that kills itself before one of its calls of the server."""
    command = [sys.executable, "-c", DYING, str(folder), server.uri, str(at)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])


def test_a_load_killed_at_any_of_ten_points_is_taken_up_by_the_next(empty_neo4j: Server, changed: Path) -> None:
    load(empty_neo4j, changed)
    wanted = elements(empty_neo4j)
    load(empty_neo4j, SMALL_GRAPH)
    calls = int(dying(empty_neo4j, changed, 0).stdout)
    assert calls > 30
    for point in range(10):
        load(empty_neo4j, SMALL_GRAPH)
        assert dying(empty_neo4j, changed, 6 + point * (calls - 6) // 9).returncode == -9
        load(empty_neo4j, changed)
        assert elements(empty_neo4j) == wanted, point


def test_until_it_is_taken_up_readers_are_told(empty_neo4j: Server, changed: Path) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    calls = int(dying(empty_neo4j, SMALL_GRAPH, 0).stdout)
    assert dying(empty_neo4j, changed, calls + 20).returncode == -9
    result = citykg("ask", "three-city", "--city", "k", "--store", empty_neo4j.uri)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "A load is running" in result.stderr
    assert f"citykg load --store {empty_neo4j.uri}" in result.stderr


def test_a_load_whose_server_is_killed_is_taken_up_after_its_restart(
    empty_neo4j: Server, changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = empty_neo4j
    if not isinstance(server, JavaServer):
        pytest.skip("wants a Neo4j that it may kill")
    load(server, changed)
    wanted = elements(server)
    for point in (1, 6):
        load(server, SMALL_GRAPH)
        with monkeypatch.context() as patch:
            patch.setattr(connecting, "SECONDS_TO_RETRY", 1.0)
            patch.setattr(driver_of_neo4j.Session, "execute_write", killing(server, point))
            with pytest.raises(StoreError, match="broke off"):
                load(server, changed)
        server.start()
        load(server, changed)
        assert elements(server) == wanted, point


def test_what_others_wrote_meanwhile_with_ids_of_their_own_is_named_and_stays(
    empty_neo4j: Server, changed: Path
) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    assert dying(empty_neo4j, changed, 20).returncode == -9
    empty_neo4j.run("CREATE (:Person {id: 'p-1', name: 'X'})")
    before = elements(empty_neo4j)
    with pytest.raises(StoreError, match="a node :Person without an id of its own"):
        load(empty_neo4j, changed)
    assert elements(empty_neo4j) == before


def test_a_load_that_lost_its_lock_writes_no_more(
    empty_neo4j: Server, changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    written: list[list[str]] = []

    def without_lock(transaction: driver_of_neo4j.ManagedTransaction, *arguments: Any) -> None:
        if not written:
            written.append(elements(empty_neo4j))
            for row in empty_neo4j.run("SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS q WHERE q = ''"):
                empty_neo4j.run("TERMINATE TRANSACTION $id", id=row["id"])
        run(transaction, *arguments)

    run = loading_of_kg._run
    monkeypatch.setattr(loading_of_kg, "_run", without_lock)
    with pytest.raises(CitykgError, match="terminated"):
        load(empty_neo4j, changed)
    assert elements(empty_neo4j) == written[0]


def test_what_keeps_the_lock_from_being_taken_is_told_as_it_is(empty_neo4j: Server, changed: Path) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    empty_neo4j.run("CREATE (:CitykgLock {id: 'load'})")
    with pytest.raises(CitykgError, match="already exists"):
        load(empty_neo4j, changed)


def killing(server: JavaServer, point: int) -> Callable[..., Any]:
    """A driver's `execute_write` that kills the server before one of its calls."""
    write, calls = driver_of_neo4j.Session.execute_write, itertools.count(1)

    def call(*arguments: Any, **options: Any) -> Any:
        if next(calls) == point:
            server.kill()
        return write(*arguments, **options)

    return call


@contextmanager
def loading(server: Server, folder: Path) -> Iterator[None]:
    """A load that has begun to write and goes on at the end of the context."""
    written, go_on = threading.Event(), threading.Event()

    def tell(step: str, done: int, whole: int) -> None:
        if done:
            written.set()
            go_on.wait(60)

    thread = threading.Thread(target=lambda: load_kb(folder, store=server.uri, tell=tell))
    thread.start()
    try:
        assert written.wait(60)
        yield
    finally:
        go_on.set()
        thread.join(60)


def test_a_second_load_at_the_same_time_says_so(empty_neo4j: Server, changed: Path) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    with loading(empty_neo4j, changed), pytest.raises(StoreError, match="Another load of this database is running"):
        load(empty_neo4j, SMALL_GRAPH)
    assert not load(empty_neo4j, changed).writes


def test_a_reader_during_a_load_gets_no_half_answer(empty_neo4j: Server, changed: Path) -> None:
    load(empty_neo4j, SMALL_GRAPH)
    with pytest.raises(StoreError, match="loaded anew meanwhile"), open_kb(store=empty_neo4j.uri):
        load(empty_neo4j, changed)
    running = pytest.raises(StoreError, match="A load is running")
    with loading(empty_neo4j, SMALL_GRAPH), running, open_kb(store=empty_neo4j.uri):
        pass
