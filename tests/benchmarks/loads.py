"""`citykg load` into an empty Neo4j beside the shortest program that writes the same graph."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
from finder import facts_of, links_of
from neo4j_processes import JavaServer
from neo4j_servers import empty
from processes import Row, row
from servers import servers, told

from kg.graph import Graph, graph_of
from kg.stores.server.address import Address
from kg.stores.server.connecting import connected
from kg.stores.server.content import content_of
from kg.stores.server.loading import load

BATCH = 10_000
RUNS = 2


def load_rows(folder: Path, network: Path) -> Iterator[Row]:
    """Both loads in turns, on each line of Neo4j; both begin with the graph and an empty database."""
    found, missing = servers(folder)
    yield from (("load over Bolt", "-", reason, "", "", "") for reason in missing)
    if not network.is_dir():
        return
    graph = graph_of(facts_of(list(links_of(network)), 1))
    for server in found:
        with server:
            pairs = [(_seconds(_ours, server, graph), _seconds(_by_hand, server, graph)) for _ in range(RUNS + 1)][1:]
        yield row(f"load over Bolt into Neo4j {server.line}", "UNWIND by hand", pairs, 1.3)


def _seconds(write: Any, server: JavaServer, graph: Graph) -> float:
    empty(server)
    told(f"loading into {server.line}: {write.__name__}")
    with connected(Address(server.uri), server.user, server.password) as driver:
        start = time.perf_counter()
        write(driver, graph)
        seconds = time.perf_counter() - start
    [nodes], [edges] = server.run("MATCH (n) RETURN count(n) AS n"), server.run("MATCH ()-->() RETURN count(*) AS n")
    assert (nodes["n"], edges["n"]) == (graph.number_of_nodes(), graph.number_of_edges())
    return seconds


def _ours(driver: neo4j.Driver, graph: Graph) -> None:
    load(driver, None, content_of(graph), "f00d", lambda step, done, whole: None)


def _by_hand(driver: neo4j.Driver, graph: Graph) -> None:
    """Constraints, nodes by labels, relationships by type and their nodes' labels, ten thousand at once."""
    nodes, edges = defaultdict(list), defaultdict(list)
    for _, properties in graph.nodes(data=True):
        row = {key: value for key, value in properties.items() if key != "labels"}
        nodes[properties["labels"]].append(row)
    for start, end, properties in graph.edges(data=True):
        row = {key: value for key, value in properties.items() if key != "type"}
        ends = (graph.nodes[start]["labels"][0], graph.nodes[end]["labels"][0])
        edges[properties["type"], *ends].append({"start": start, "end": end, "properties": row})
    with driver.session() as session:
        for label in sorted({label for labels in nodes for label in labels}):
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE").consume()
        for labels, rows in nodes.items():
            _unwind(session, f"CREATE (n:{':'.join(labels)}) SET n = row", rows)
        for (type, a, b), rows in edges.items():
            match = f"MATCH (a:{a} {{id: row.start}}) MATCH (b:{b} {{id: row.end}})"
            _unwind(session, f"{match} CREATE (a)-[r:{type}]->(b) SET r = row.properties", rows)


def _unwind(session: neo4j.Session, write: str, rows: list[Any]) -> None:
    for start in range(0, len(rows), BATCH):
        session.run(f"UNWIND $rows AS row {write}", rows=rows[start : start + BATCH]).consume()
