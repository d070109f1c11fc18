"""What docs/analysts.md shows is what every engine answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from analysts_page import PAGE, generated, output, queries, tables_of
from portable_queries import differing_queries

from kg.knowledge_base import KnowledgeBase, open_kb
from kg.stores.base import Store
from kg.vocabulary import NODE_LABELS, RELATIONSHIP_TYPES

TEXT = PAGE.read_text(encoding="utf-8")
QUERIES = queries(TEXT)
STYLE = (Path(PAGE).parent / "citykg.grass").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundled() -> Iterator[KnowledgeBase]:
    with open_kb("bundled") as kb:
        yield kb


@pytest.mark.parametrize(("query", "shown"), QUERIES)
def test_an_output_on_the_page_is_what_the_embedded_engine_answers(
    bundled: KnowledgeBase, query: str, shown: str
) -> None:
    assert output(bundled, query) == shown


@pytest.mark.parametrize(("query", "shown"), QUERIES)
def test_an_output_on_the_page_is_what_a_neo4j_answers(bundled_neo4j: Store, query: str, shown: str) -> None:
    assert output(KnowledgeBase(bundled_neo4j, ""), query) == shown


@pytest.mark.parametrize("of", ["labels", "relationship types"])
def test_a_generated_table_is_what_the_embedded_engine_holds(bundled: KnowledgeBase, of: str) -> None:
    assert tables_of(bundled)[of]() == generated(TEXT)[of]


@pytest.mark.parametrize("of", ["labels", "relationship types"])
def test_a_generated_table_is_what_a_neo4j_holds(bundled_neo4j: Store, of: str) -> None:
    assert tables_of(KnowledgeBase(bundled_neo4j, ""))[of]() == generated(TEXT)[of]


def test_the_page_shows_twenty_queries() -> None:
    assert len(QUERIES) == 20
    assert re.findall(r"^### (\d+)\.", TEXT, re.MULTILINE) == [str(number) for number in range(1, 21)]


def test_every_difference_is_on_the_page_and_no_other() -> None:
    [section] = re.findall(r"^## Where the engines differ\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    told = re.findall(r"^\| ([\w -]+) \|", section, re.MULTILINE)
    names = [query.name.replace("_", " ") for query in differing_queries() if not query.instead]
    assert sorted(set(told) - {"what", "---"}) == sorted(names)


def test_the_style_has_every_label_and_relationship_type() -> None:
    assert set(re.findall(r"^node\.(\w+) \{", STYLE, re.MULTILINE)) == NODE_LABELS - {"Place"}
    assert set(re.findall(r"^relationship\.(\w+) \{", STYLE, re.MULTILINE)) == RELATIONSHIP_TYPES
