"""The Neo4j servers that benchmarks stand beside, filled by the importer or empty."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from exporting import copied, finished, imported
from finder import Timed
from neo4j_java import NoServer
from neo4j_processes import JavaServer

from kg.exporting.neo4j_csv import export
from kg.graph import Graph
from kg.stores.server.reading import opened

LINES = ("5.26", "2026.09")


def servers(folder: Path, heap: str = "2g") -> tuple[list[JavaServer], list[str]]:
    """A server of each line, not started, as far as this machine has what it wants; and why others are missing."""
    found, missing = [], []
    for line in LINES:
        home = folder / f"neo4j-{line}"
        home.mkdir(parents=True)
        try:
            found.append(JavaServer(line, home, heap=heap, page_cache="512m"))
        except NoServer as reason:
            missing.append(str(reason))
    return found, missing


def told(step: str) -> None:
    """Say on stderr what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {step}", file=sys.stderr, flush=True)


@contextmanager
def asked(server: JavaServer) -> Iterator[Timed]:
    """A running server as a store to ask, on the clock."""
    with opened(server.uri, None, lambda user: server.password) as store:
        yield Timed(store)


@contextmanager
def holding(found: Sequence[JavaServer], graph: Graph, folder: Path) -> Iterator[None]:
    """The servers, running on an import of the graph."""
    export(copied(graph), "f00d", folder)
    try:
        for server in found:
            told(f"importing into {server.line}")
            imported(server, folder, "--overwrite-destination")
            server.start()
            finished(server, folder)
        yield
    finally:
        for server in found:
            server.stop()
