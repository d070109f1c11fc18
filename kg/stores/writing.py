"""Writing a graph as a new database of the embedded engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.stores.engine import engine

if TYPE_CHECKING:
    from kg.graph import Graph

TIMEOUT_MS = 120_000
_SETTINGS = {
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    "arcadedb.command.timeout": str(TIMEOUT_MS),
}


def write(graph: Graph, folder: Path, log: Path) -> None:
    """Write a graph as a new database into a folder that is not there yet. Types and indexes come before any data."""
    database = engine(log).create_database(str(folder))
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
