"""What all tests share: a cache of their own, so that they neither use nor clear the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from neo4j_processes import JavaServer
    from neo4j_servers import Server

    from kg.stores.base import Store

SHARED = Path(os.environ.get("CITYKG_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder for the session, for this process and those that it starts."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITYKG_CACHE", str(folder))
        for name in ("CITYKG_KB", "CITYKG_LANG", "CITYKG_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents, fact tables and networks that lies beside the repository where it is developed."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED} (or CITYKG_SHARED), which is not here")
    return SHARED


def _line(line: str) -> object:
    """A line of Neo4j. Its tests share a worker, so that its server is started once."""
    return pytest.param(line, marks=pytest.mark.xdist_group(f"neo4j-{line}"))


LINES = [_line("5.26"), _line("2026.09")]


@pytest.fixture(scope="session", params=LINES)
def neo4j(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j, as it was left by the test before; one of each line. A line that is not to be had is skipped."""
    from neo4j_java import NoServer
    from neo4j_provide import provide

    with ExitStack() as stack:
        try:
            server = stack.enter_context(provide(request.param, tmp_path_factory.mktemp("neo4j")))
        except NoServer as reason:
            _without(request.param, str(reason))
        yield server


@pytest.fixture(params=LINES)
def stopped_neo4j(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> JavaServer:
    """A Neo4j that has never been started, with a home of its own; one of each line."""
    from neo4j_java import NoServer
    from neo4j_provide import maven_server

    try:
        return maven_server(request.param, tmp_path_factory.mktemp("neo4j"))
    except NoServer as reason:
        _without(request.param, str(reason))


def _without(line: str, reason: str) -> NoReturn:
    """Skip what wants the line; where CI is set, fail, unless it is a line for which this machine has no Java."""
    from neo4j_java import has_java

    if os.environ.get("CI") and (line == "5.26" or has_java(line)):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def empty_neo4j(neo4j: Server) -> Server:
    """A real Neo4j with no data, constraints or indexes."""
    from neo4j_servers import empty

    empty(neo4j)
    return neo4j


@pytest.fixture(scope="session")
def embedded() -> Iterator[Store]:
    """The bundled facts on the embedded engine."""
    from kg.knowledge_base import open_kb

    with open_kb("bundled") as kb:
        yield kb.store


@pytest.fixture(scope="module")
def bundled_neo4j(neo4j: Server) -> Iterator[Store]:
    """The bundled facts on a real Neo4j, whatever was there before."""
    from neo4j_servers import empty

    from kg.knowledge_base import open_kb
    from kg.loading import load_kb
    from schema.errors import StoreError

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", neo4j.password)
        try:
            load_kb("bundled", store=neo4j.uri)
        except StoreError:  # others' data is in the way
            empty(neo4j)
            load_kb("bundled", store=neo4j.uri)
        with open_kb(store=neo4j.uri) as kb:
            yield kb.store
