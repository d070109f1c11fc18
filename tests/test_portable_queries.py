"""Every engine gives the same answers: columns, rows, and values with their types."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from engine_answers import answer, is_ordered
from portable_queries import PARAMETERS, Query, differing_queries, portable_queries
from question_statements import ANY_ORDER, Statement, question_statements

from kg.stores.base import Store
from schema.errors import CypherError

SET = portable_queries()
DIFFERING = differing_queries()
STATEMENTS = question_statements()

CONSTRUCTS = r"""
:Place:\w+ | :\w+\|\w+ | -\[[:\w]*:\w+\*1\.\.3\]- | \*0\.\. | shortestPath\( | allShortestPaths\( | OPTIONAL\ MATCH | UNWIND\ \$
| \[\(\w+\)-\[:\w+\]->.*?\| | \w+\ \{\.\w+ | \{\.\*\} | NOT\ EXISTS\ \{ | \ EXISTS\ \{ | COUNT\ \{ | CALL\ \{\s+WITH | UNION\n | UNION\ ALL | CASE\ \w+\.
| CASE\ WHEN | reduce\( | \ball\( | \bany\( | none\( | single\( | date\( | duration\( | duration\.between | =~ | STARTS\ WITH | CONTAINS
| ENDS\ WITH | DESC | DISTINCT | count\(\* | collect\( | \bmin\( | \bmax\( | \bavg\( | \bsum\( | percentileCont | percentileDisc | stDev\( | SKIP | LIMIT
| toInteger\( | toFloat\( | toString\( | toBoolean\( | split\( | substring\( | point\( | datetime\( | XOR | \bIN\b | IS\ NULL | nodes\( | relationships\(
| startNode | properties\( | keys\( | labels\( | type\( | coalesce\( | range\( | sqrt\( | %
"""


@pytest.mark.parametrize("query", SET, ids=lambda query: query.name)
def test_a_portable_query_has_one_answer(embedded: Store, bundled_neo4j: Store, query: Query) -> None:
    assert answer(embedded, query.text, query.parameters) == answer(bundled_neo4j, query.text, query.parameters)


@pytest.mark.parametrize("one", STATEMENTS, ids=lambda one: one.called)
def test_a_statement_of_the_questions_has_one_answer(embedded: Store, bundled_neo4j: Store, one: Statement) -> None:
    mine, theirs = (answer(store, one.text, one.parameters, ANY_ORDER) for store in (embedded, bundled_neo4j))
    assert mine == theirs


@pytest.mark.parametrize("query", [one for one in DIFFERING if one.instead], ids=lambda query: query.name)
def test_what_is_written_instead_has_one_answer(embedded: Store, bundled_neo4j: Store, query: Query) -> None:
    test_a_portable_query_has_one_answer(embedded, bundled_neo4j, query)


@pytest.mark.parametrize("query", [one for one in DIFFERING if not one.instead], ids=lambda query: query.name)
def test_the_engines_differ_where_it_is_said(
    embedded: Store, bundled_neo4j: Store, request: pytest.FixtureRequest, query: Query
) -> None:
    if query.note == "not always" or query.note not in ("", request.node.callspec.params["neo4j"]):
        pytest.skip(f"they differ {query.note}")
    assert _whole(embedded, query) != _whole(bundled_neo4j, query)


def _whole(store: Store, query: Query) -> object:
    """An answer with its columns even where there is no row; or that there is none."""
    try:
        fetched = store.run(query.text, query.parameters, limit=None, timeout=60)
    except CypherError:
        return None
    return fetched.columns, repr(fetched.rows)


@pytest.mark.parametrize("query", SET, ids=lambda query: query.name)
def test_a_portable_query_finds_something(embedded: Store, query: Query) -> None:
    assert len(answer(embedded, query.text, query.parameters)) > 1


def test_the_portable_set_has_queries_of_every_kind() -> None:
    assert len(SET) >= 80
    text = "\n".join(query.text for query in SET)
    missing = [part for part in re.split(r"\s\|\s", CONSTRUCTS.strip()) if not re.search(part, text, re.VERBOSE | re.I)]
    assert not missing
    assert set(PARAMETERS) <= {name for query in (*SET, *DIFFERING) for name in query.parameters}


def test_no_name_stands_twice() -> None:
    assert not [name for name, number in Counter(query.name for query in (*SET, *DIFFERING)).items() if number > 1]


def test_nearly_every_portable_query_tells_an_order() -> None:
    assert sum(is_ordered(query.text) for query in SET) > len(SET) / 2


def test_every_difference_has_a_way_around_it() -> None:
    shown = {query.name for query in DIFFERING if not query.instead}
    assert {query.name for query in DIFFERING if query.instead} == {f"{name}_instead" for name in shown}
