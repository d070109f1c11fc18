"""`citykg load`: a Neo4j kept in step with the facts, and nothing else in it touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from loading import SMALL_GRAPH, changed_copy, citykg, elements, load, password  # noqa: F401  # a fixture
from neo4j.exceptions import DatabaseError
from neo4j_servers import Server, empty

from kg.graph import graph_of
from kg.knowledge_base import facts_of, open_kb
from schema.errors import StoreError

pytestmark = pytest.mark.usefixtures("password")


P9 = [(rf"(?ms)^  - id: {one}.*?(?=^  - id|\Z)", "") for one in ("partnership:p9$", "activity:p9")]


@pytest.fixture
def loaded(empty_neo4j: Server) -> Server:
    """A server with the small graph."""
    load(empty_neo4j, SMALL_GRAPH)
    return empty_neo4j


def test_the_store_holds_the_graph_and_nothing_beside_it(loaded: Server) -> None:
    graph = graph_of(facts_of(SMALL_GRAPH).facts)
    assert len(elements(loaded)) == graph.number_of_nodes() + graph.number_of_edges()
    nodes = {row["n"]["id"]: row for row in loaded.run("MATCH (n) RETURN n, labels(n) AS labels")}
    for id, properties in graph.nodes(data=True):
        assert set(nodes[id]["labels"]) == set(properties["labels"])
        wanted = {key: list(value) if isinstance(value, tuple) else value for key, value in properties.items()}
        assert nodes[id]["n"] == {key: value for key, value in wanted.items() if key != "labels"}


def test_a_second_load_changes_nothing(loaded: Server) -> None:
    before = elements(loaded)
    assert not load(loaded, SMALL_GRAPH).writes
    told = citykg("load", "--kb", SMALL_GRAPH, "--store", loaded.uri)
    assert told.stdout.startswith("Nothing to change. The store has ")
    assert elements(loaded) == before


def test_a_changed_fact_changes_that_fact(loaded: Server, tmp_path: Path) -> None:
    before = set(elements(loaded))
    counts = load(loaded, changed_copy(tmp_path / "kb", ("title_ja: 提携台帳", "title_ja: 台帳")))
    assert (counts.created, counts.changed, counts.deleted) == (0, 1, 0)
    [changed] = [row["d"] for row in loaded.run("MATCH (d:Document) RETURN d")]
    assert changed["title_ja"] == "台帳"
    assert len(before.symmetric_difference(elements(loaded))) == 2
    empty_then_loaded = elements(loaded)
    empty(loaded)
    load(loaded, tmp_path / "kb")
    assert elements(loaded) == empty_then_loaded


def test_a_removed_fact_goes_and_comes_back(loaded: Server, tmp_path: Path) -> None:
    before = elements(loaded)
    less = changed_copy(tmp_path / "less", *P9)
    assert load(loaded, less).deleted
    assert loaded.run("MATCH (p:Partnership {id: 'partnership:p9'}) RETURN p") == []
    load(loaded, SMALL_GRAPH)
    assert elements(loaded) == before


def test_whole_other_facts_take_the_place_of_what_was_there(loaded: Server) -> None:
    load(loaded, "bundled")
    graph = graph_of(facts_of("bundled").facts)
    assert len(elements(loaded)) == graph.number_of_nodes() + graph.number_of_edges()


def test_what_is_removed_from_the_store_by_hand_comes_back(loaded: Server) -> None:
    before = elements(loaded)
    loaded.run("MATCH (p:Partnership {id: 'partnership:p1'}) DETACH DELETE p")
    load(loaded, SMALL_GRAPH)
    assert elements(loaded) == before


@pytest.mark.parametrize("loading", [False, True])
@pytest.mark.parametrize("by_hand", ["REMOVE c:Place", "REMOVE c:City", "SET c:Port", "REMOVE c:Place SET c:Port:Mine"])
def test_a_label_that_is_changed_by_hand_is_put_right(loaded: Server, by_hand: str, loading: bool) -> None:
    before = elements(loaded)
    loaded.run(f"MATCH (c:City {{id: 'city:k'}}) {by_hand}")
    if loading:
        loaded.run("CREATE INDEX citykg_loading FOR (n:CitykgState) ON (n.citykg_loading)")
    counts = load(loaded, SMALL_GRAPH)
    assert (counts.created, counts.changed, counts.deleted) == (0, 1, 0)
    loaded.run("MATCH (c:Mine) REMOVE c:Mine")
    assert elements(loaded) == before


def test_an_index_of_others_that_failed_is_nobodys_hindrance(empty_neo4j: Server) -> None:
    empty_neo4j.run("CREATE (:Blob {text: reduce(t = 'abcdefgh', i IN range(1, 12) | t + t)})")
    empty_neo4j.run("CREATE INDEX theirs FOR (b:Blob) ON (b.text)")
    with pytest.raises(DatabaseError, match=r"(?i)failed"):
        empty_neo4j.run("CALL db.awaitIndex('theirs', 60)")
    assert load(empty_neo4j, SMALL_GRAPH).writes
    assert not load(empty_neo4j, SMALL_GRAPH).writes


def test_other_data_stays_as_it_is(empty_neo4j: Server, tmp_path: Path) -> None:
    server = empty_neo4j
    server.run("CREATE (:Customer {id: 7, name: 'Other'})-[:BOUGHT {on: 1}]->(:Product {id: 'p'})")
    server.run("CREATE INDEX product_name FOR (p:Product) ON (p.name)")
    other = elements(server)
    load(server, SMALL_GRAPH)
    server.run("MATCH (c:City {id: 'city:k'}), (o:Customer) CREATE (o)-[:LIVES_IN {since: 2001}]->(c)")
    server.run("MATCH (c:City {id: 'city:k'}) SET c:Favourite, c.our_note = 'mine'")
    load(server, changed_copy(tmp_path / "kb", ("title_en: Register of ties", "title_en: Ties")))
    assert set(other) < set(elements(server))
    [city] = server.run("MATCH (o:Customer)-[r:LIVES_IN]->(c:Favourite) RETURN c.our_note AS note, r.since AS since")
    assert city == {"note": "mine", "since": 2001}
    assert [row["name"] for row in server.run("SHOW INDEXES YIELD name WHERE name = 'product_name'")]


REFUSED = {
    "a node with one of the labels": ("CREATE (:City {id: 'city:theirs'})", ":City, 1 of them, such as city:theirs"),
    "a node without an id": ("CREATE (:Person {name: 'X'})", "a node :Person without an id"),
    "a relationship type": ("CREATE (:X)-[:LINKED]->(:Y)", "a relationship :LINKED"),
    "a node with an id of another form": ("CREATE (:Person {id: 'x1'})", "a node :Person without an id"),
    "an index": ("CREATE INDEX theirs FOR (c:City) ON (c.id)", "index theirs on :City(id)"),
    "a constraint": ("CREATE CONSTRAINT theirs FOR (c:City) REQUIRE c.name IS UNIQUE", "theirs on :City(name)"),
    "an id": ("CREATE (:Thing {id: 'city:k'})", "city:k (:Thing)"),
}


@pytest.mark.parametrize("clash", REFUSED)
def test_what_clashes_is_named_before_anything_is_written(empty_neo4j: Server, clash: str) -> None:
    create, named = REFUSED[clash]
    empty_neo4j.run(create)
    before = elements(empty_neo4j)
    result = citykg("load", "--kb", SMALL_GRAPH, "--store", empty_neo4j.uri)
    assert result.exit_code == 1
    assert named in result.stderr
    assert "nothing was written" in result.stderr
    assert elements(empty_neo4j) == before


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("CREATE (:City:Place {id: 'city:theirs'})", "node city:theirs"),
        (
            "MATCH (a {id: 'city:k'}), (b {id: 'city:z'}) CREATE (a)-[:SISTER_CITY {since: '1'}]->(b)",
            "relationship (city:k)-[:SISTER_CITY]->(city:z)",
        ),
        ("CREATE (:Thing {id: 'city:k'})", "city:k (:Thing)"),
        ("MATCH (a {id: 'city:k'}) CREATE (a)-[:PART_OF]->(:Thing)", "a relationship :PART_OF"),
    ],
)
def test_what_others_wrote_under_our_labels_later_is_named_and_stays(loaded: Server, written: str, named: str) -> None:
    loaded.run(written)
    before = elements(loaded)
    with pytest.raises(StoreError, match="nothing was written") as refused:
        load(loaded, SMALL_GRAPH)
    assert named in str(refused.value)
    assert elements(loaded) == before


def test_a_node_that_goes_does_not_take_others_relationships_with_it(loaded: Server, tmp_path: Path) -> None:
    loaded.run("MATCH (p:Partnership {id: 'partnership:p9'}) CREATE (:Memo {text: 'keep'})-[:ON]->(p)")
    less = changed_copy(tmp_path / "less", *P9)
    before = elements(loaded)
    with pytest.raises(StoreError, match="partnership:p9 has :ON"):
        load(loaded, less)
    assert elements(loaded) == before


def test_facts_with_faults_load_nothing(loaded: Server, tmp_path: Path) -> None:
    before = elements(loaded)
    result = citykg(
        "load", "--kb", changed_copy(tmp_path / "kb", ("since: 1981", "since: May 81")), "--store", loaded.uri
    )
    assert result.exit_code == 1
    assert "partnerships.yaml" in result.stderr
    assert elements(loaded) == before


def test_a_store_without_a_knowledge_base_says_how_to_load_one(empty_neo4j: Server) -> None:
    result = citykg("ask", "three-city", "--city", "k", "--store", empty_neo4j.uri)
    assert result.exit_code == 1
    assert f"citykg load --store {empty_neo4j.uri}" in result.stderr


def test_the_store_of_the_environment_is_asked_unless_folders_are_named(
    loaded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYKG_STORE", loaded.uri)
    question = ("ask", "three-city", "--city", "k", "--format", "json")
    assert citykg(*question).stdout == citykg(*question, "--kb", SMALL_GRAPH).stdout
    assert (
        citykg("show", "city:k", "--format", "json").stdout
        == citykg("show", "city:k", "--format", "json", "--kb", SMALL_GRAPH).stdout
    )
    both = citykg(*question, "--kb", SMALL_GRAPH, "--store", loaded.uri)
    assert both.exit_code == 1
    assert "Leave one out" in both.stderr


def test_the_python_interface_reads_the_store(loaded: Server) -> None:
    with open_kb(store=loaded.uri) as kb, open_kb(SMALL_GRAPH) as local:
        query = "MATCH (c:City)-[:LINKED]-(d) RETURN c.id AS city, count(d) AS partners ORDER BY city"
        assert kb.read(query) == local.read(query)
        assert kb.facts_version == local.facts_version
