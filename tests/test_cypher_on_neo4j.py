"""Anybody's Cypher on a real Neo4j: the same answers, warnings and complaints as from the embedded engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from loading import SMALL_GRAPH, load, password  # noqa: F401  # a fixture
from neo4j_servers import Server

from kg.cypher.gate import admit
from kg.cypher.graph_schema import graph_schema
from kg.knowledge_base import KnowledgeBase, open_kb
from schema.errors import CypherError

pytestmark = pytest.mark.usefixtures("password")


@pytest.fixture
def there(empty_neo4j: Server) -> Iterator[KnowledgeBase]:
    """The small graph on a server."""
    load(empty_neo4j, SMALL_GRAPH)
    with open_kb(store=empty_neo4j.uri) as kb:
        yield kb


@pytest.fixture(scope="module")
def here() -> Iterator[KnowledgeBase]:
    """The small graph in the embedded engine."""
    with open_kb(SMALL_GRAPH) as kb:
        yield kb


def sorted_keys(answer: dict[str, Any]) -> str:
    return json.dumps(answer, sort_keys=True, ensure_ascii=False)


def test_both_engines_give_the_same_answers(here: KnowledgeBase, there: KnowledgeBase) -> None:
    for text in (
        "MATCH (c:City) RETURN c, c.name AS 名前, size(c.names) ORDER BY c.id",
        "MATCH p = (a:City {id: $id})-[r:SISTER_CITY]-(b) RETURN p, r ORDER BY b.id",
        "MATCH (:City {id: $id})-[r:LINKED]-() RETURN r ORDER BY startNode(r).id, endNode(r).id LIMIT 3",
        "RETURN date('2014-08-26') AS d, duration('P1DT2H') AS u, datetime('2014-08-26T10:00:00+09:00') AS t, 1.5 AS f",
        "RETURN point({latitude: 35.5, longitude: 139.7}) AS p, 9007199254740993 AS n, [1, null, {a: 'x'}] AS l",
        "MATCH (n:City) WHERE n.id = 'nowhere' RETURN n.name, n.id AS `the id`",
        "UNWIND range(1, 5) AS x RETURN x",
    ):
        answers = [kb.cypher(text, {"id": "city:k"}, limit=4) for kb in (here, there)]
        assert sorted_keys(answers[0].as_json()) == sorted_keys(answers[1].as_json()), text
        assert sorted_keys(answers[0].as_graph()) == sorted_keys(answers[1].as_graph()), text


def test_both_engines_have_the_same_schema(here: KnowledgeBase, there: KnowledgeBase) -> None:
    assert sorted_keys(graph_schema(here.store).as_json()) == sorted_keys(graph_schema(there.store).as_json())


@pytest.mark.parametrize(
    "text", ["MATCH (n:Cty {nmae: 1})-[:SISTERCITY]-() RETURN n.idd", "MATCH (n:City) RETURN n.id"]
)
def test_both_engines_warn_of_the_same_names(here: KnowledgeBase, there: KnowledgeBase, text: str) -> None:
    warnings = [[str(warning) for warning in kb.cypher(text).warnings] for kb in (here, there)]
    assert warnings[0] == warnings[1]


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("MATCH (n:City)\nRETUN n", (2, 1), "Did you mean RETURN?"),
        ("RETURN cout(1)", (1, 8), "Did you mean count()"),
        ("MATCH (node:City)\n RETURN nod", (2, 9), "Did you mean node?"),
    ],
)
def test_complaints_have_the_place_and_the_right_word(
    there: KnowledgeBase, text: str, place: tuple[int, int], mend: str
) -> None:
    with pytest.raises(CypherError) as caught:
        there.cypher(text)
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.mend.startswith(mend)


def test_what_one_engine_reads_otherwise_is_refused_before_it_is_read(neo4j: Server) -> None:
    for text in ("RETURN 1 AS x /***/ ' */ CREATE (n) //'", "RETURN '\\u0027 CREATE (n) //' AS x"):
        with pytest.raises(CypherError):
            admit(text)
    with neo4j.driver() as driver, driver.session() as session:
        kind = session.run("EXPLAIN MATCH (n) WITH '\\u0027 AS x CREATE (m) //'").consume().query_type
    assert kind in ("rw", "w"), "this line of Neo4j no longer replaces the escape first"
