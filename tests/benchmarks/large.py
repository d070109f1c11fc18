"""200,000 places and a million ties: exported, imported by Neo4j's importer, and asked."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from exporting import finished, imported
from finder import Timed, ask
from processes import Row
from servers import asked, servers, told
from synthetic import largest_hub, synthetic_facts

from kg.exporting.neo4j_csv import export
from kg.graph import build

PLACES, TIES = 200_000, 1_000_000


class Clock:
    """Seconds from one step to the next, as rows of the table, with the most memory that there has been so far."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def row(self, what: str) -> Row:
        """The step that has just ended."""
        now = time.perf_counter()
        seconds, self._last = now - self._last, now
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        told(f"{what}: {seconds:.1f} s, {memory:.1f} GiB")
        return what, f"peak memory so far {memory:.1f} GiB", f"{seconds:.1f}", "", "", ""


def large_rows(folder: Path, network: Path) -> Iterator[Row]:
    """Every step's time and memory, then the hub's question beside the same where it costs next to nothing to find."""
    if not network.is_dir():
        return
    clock = Clock()
    facts = synthetic_facts(network, PLACES, TIES)
    yield clock.row(f"{TIES:,} ties as validated records")
    hub = largest_hub(facts)
    done = export(partial(build, facts), "f00d", folder / "csv")
    del facts
    yield clock.row(f"export neo4j: {done.nodes:,} nodes, {done.relationships:,} relationships")
    found, missing = servers(folder, heap="3g")
    yield from ((f"import of {TIES:,} ties", "-", reason, "", "", "") for reason in missing)
    for server in found:
        imported(server, folder / "csv")
        yield clock.row(f"neo4j-admin database import full, {server.line}")
        with server:
            finished(server, folder / "csv")
            yield clock.row(f"start and schema.cypher, {server.line}")
            with asked(server) as store:
                yield from _asked(store, hub, server.line)


def _asked(store: Timed, hub: str, line: str) -> Iterator[Row]:
    first, *others = (ask(store, hub.removeprefix("city:")) for _ in range(4))
    (whole, cypher) = min(others)
    told(f"asked {line}: {first[0]:.2f} s at first, then {whole:.2f} s")
    yield f"whole question, its largest hub, Neo4j {line}", "its Cypher alone", f"{whole:.2f}", f"{cypher:.2f}", "", ""
