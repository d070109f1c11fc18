"""`citykg schema --graph`: what there is to ask about, counted as the graph itself has it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from kg.cli import main
from kg.cypher.graph_parts import type_of_value
from kg.cypher.graph_schema import graph_schema
from kg.graph import Graph, graph_of
from kg.knowledge_base import bundled_folder, open_kb
from loaders.folder import load


@pytest.fixture(scope="module")
def found() -> Iterator[dict[str, Any]]:
    with open_kb() as kb:
        yield graph_schema(kb.store).as_json()


@pytest.fixture(scope="module")
def graph() -> Graph:
    return graph_of(load([bundled_folder()]))


def test_nodes_and_relationships_are_all_counted(found: dict[str, Any], graph: Graph) -> None:
    assert (found["nodes"], found["relationships"]) == (len(graph.nodes), len(graph.edges))
    labels = Counter(label for _, node in graph.nodes(data=True) for label in node["labels"])
    assert {part["label"]: part["count"] for part in found["labels"]} == labels
    types = Counter(edge["type"] for *_, edge in graph.edges(data=True))
    assert {part["type"]: part["count"] for part in found["relationship_types"]} == types


def test_every_property_is_counted_with_an_example_that_occurs(found: dict[str, Any], graph: Graph) -> None:
    for part in found["labels"]:
        nodes = [node for _, node in graph.nodes(data=True) if part["label"] in node["labels"]]
        counts = Counter(key for node in nodes for key in node if key != "labels")
        assert {one["name"]: one["count"] for one in part["properties"]} == counts
        for one in part["properties"]:
            values = [node[one["name"]] for node in nodes if one["name"] in node]
            assert one["example"] in values
            assert one["type"] in {type_of_value(value) for value in values}


def test_relationships_lead_from_a_label_to_a_label(found: dict[str, Any]) -> None:
    by_type = {part["type"]: part for part in found["relationship_types"]}
    assert {"from": "Claim", "to": "Document"}.items() <= by_type["FROM"]["between"][0].items()
    for part in by_type.values():
        assert sum(ends["count"] for ends in part["between"]) == part["count"]
    assert {one["name"] for one in by_type["SISTER_CITY"]["properties"]} >= {"since", "partnership", "certainty"}


def test_cities_are_places_too(found: dict[str, Any]) -> None:
    [city] = [part for part in found["labels"] if part["label"] == "City"]
    assert city["beside"] == ["Place"]


@pytest.mark.parametrize(
    ("value", "type"),
    [("x", "STRING"), (1, "INTEGER"), (1.5, "FLOAT"), (True, "BOOLEAN"), ([1], "LIST<INTEGER>"), ([], "LIST<ANY>")],
)
def test_types_are_called_as_cypher_calls_them(value: object, type: str) -> None:
    assert type_of_value(value) == type


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["schema", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_prints_a_table_or_json() -> None:
    table = run("--graph", "--lang", "en")
    assert table.startswith("2,")
    assert "(:City)  155  (also :Place)" in table
    assert "[:SISTER_CITY]" in table
    assert max(map(cell_len, table.splitlines())) <= 100
    assert set(json.loads(run("--graph", "--format", "json"))) == {
        "nodes",
        "relationships",
        "labels",
        "relationship_types",
    }


def test_without_graph_it_is_the_schema_of_a_facts_file_as_before() -> None:
    assert "partnerships" in json.loads(run())["properties"]


def test_an_empty_knowledge_base_has_an_empty_schema(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("places: []\n", encoding="utf-8")
    assert json.loads(run("--graph", "--format", "json", "--kb", str(tmp_path)))["labels"] == []
