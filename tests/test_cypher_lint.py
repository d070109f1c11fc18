"""No query that citykg shows or asks falls into a trap that is known; and each trap is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from cypher_lint import SIGNS, WRITTEN, lint, queries_in
from cypher_traps import RULES
from portable_queries import Query, differing_queries, portable_queries
from question_statements import FILES

from kg.questions import statements

PAGE = Path(__file__).parents[1] / "docs" / "analysts.md"

SEEN_AS = {
    "optional_then_comprehension": ["optional_then_pattern"],
    "optional_then_negated_pattern": ["pattern_negated", "optional_then_pattern"],
    "reduce_in_where": ["element_of_a_list_in_where"],
    "collect_without_an_order": [],
    "rows_without_an_order": [],
    "columns_of_no_row": [],
    "wrong_regular_expression": [],
    "case_of_a_number": [],
    "last_digits_of_a_mean": [],
    "large_numbers_and_floats": [],
    "kinds_of_values_in_one_order": [],
}
"""How differences are seen that are not seen under their own name, or not at all."""

EXAMPLES = {
    "pattern_negated": "MATCH (c:City) WHERE NOT (c)-[:LINKED]-() RETURN c.id AS id ORDER BY id",
    "limit_without_an_order": "MATCH (c:City) RETURN c.id AS id LIMIT 3",
    "files": "LOAD CSV FROM 'file:///facts.csv' AS line RETURN line",
    "optional_then_pattern": "MATCH (a:City) OPTIONAL MATCH (a)-[:NEEDS]->(s) MATCH (b)-[:STRONG_IN]->(s) RETURN b.id AS id",
}
"""Traps that are no difference in answers, or that several differences fall into."""


def test_the_questions_fall_into_no_trap() -> None:
    found = {(file, name): lint(text) for file in FILES for name, text in statements(file).items()}
    assert {place: traps for place, traps in found.items() if traps} == {}


@pytest.mark.parametrize("query", portable_queries(), ids=lambda query: query.name)
def test_the_portable_set_falls_into_no_trap(query: Query) -> None:
    assert lint(query.text) == []


def test_the_page_for_analysts_falls_into_no_trap() -> None:
    shown = list(queries_in(PAGE.read_text(encoding="utf-8")))
    assert {text: traps for text in shown if (traps := lint(text))} == {}


@pytest.mark.parametrize("query", differing_queries(), ids=lambda query: query.name)
def test_a_difference_is_seen_and_the_way_around_it_is_not(query: Query) -> None:
    expected = [] if query.instead else SEEN_AS.get(query.name, [query.name])
    assert lint(query.text) == expected


@pytest.mark.parametrize(("trap", "text"), EXAMPLES.items())
def test_a_trap_is_seen(trap: str, text: str) -> None:
    assert trap in lint(text)


def test_every_rule_has_an_example() -> None:
    fired = {trap for query in differing_queries() for trap in lint(query.text)} | set(EXAMPLES)
    assert fired == {*SIGNS, *WRITTEN, *RULES}


def test_words_in_quotes_and_comments_are_no_traps() -> None:
    assert (
        lint("// SHORTEST\nMATCH (c:City) WHERE c.name = 'SHORTEST elementId(' RETURN c.id AS id /* labels(c)[0] */")
        == []
    )
