"""The finder on the embedded engine beside the same on Neo4j: the same questions, in turns, in one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from finder import COPIES, Timed, ask, facts_of, links_of
from neo4j_processes import JavaServer
from processes import Row, row
from servers import asked, holding, servers, told

from kg.graph import Graph, graph_of
from kg.stores.cache import Cache
from kg.stores.embedded import Embedded
from kg.stores.writing import write

RUNS = 7


def engine_rows(folder: Path, network: Path) -> Iterator[Row]:
    """The finder's Cypher and the whole question, on the network and on ten times as much."""
    found, missing = servers(folder)
    yield from (("finder beside Neo4j", "-", reason, "", "", "") for reason in missing)
    if not network.is_dir() or not found:
        return
    links = list(links_of(network))
    hub = Counter(place for link in links for place in link).most_common(1)[0][0]
    for copies, most in ((1, 1.0), (COPIES, 1.5)):
        told(f"finder beside Neo4j, {copies} times the network")
        what = "the network" if copies == 1 else f"{copies} times the network"
        yield from _beside(folder / f"times-{copies}", graph_of(facts_of(links, copies)), found, hub, what, most)


def _beside(folder: Path, graph: Graph, found: list[JavaServer], hub: str, what: str, most: float) -> Iterator[Row]:
    with ExitStack() as stack:
        stack.enter_context(holding(found, graph, folder / "csv"))
        stores = [stack.enter_context(_embedded(graph, folder))]
        stores += [stack.enter_context(asked(server)) for server in found]
        for store in stores * 3:
            ask(store, hub)
        runs = [[ask(store, hub) for store in stores] for _ in range(RUNS)]
    for number, server in enumerate(found, start=1):
        pairs = [(run[0][1], run[number][1]) for run in runs]
        yield row(f"finder's Cypher, hub of {what}, embedded", f"Neo4j {server.line}", pairs, most)
        pairs = [(run[0][0], run[number][0]) for run in runs]
        yield row(f"whole question, hub of {what}, embedded", f"Neo4j {server.line}", pairs, most)


@contextmanager
def _embedded(graph: Graph, folder: Path) -> Iterator[Timed]:
    """The graph on the embedded engine."""
    cache = Cache(folder / "embedded")
    with cache.copy("network", lambda target: write(graph, target, cache.log)) as root:
        store = Timed(Embedded(root, cache.log))
        try:
            yield store
        finally:
            store.close()
