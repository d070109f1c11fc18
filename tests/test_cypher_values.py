"""Values of an answer as JSON, as a graph, and as short texts on a terminal."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j.spatial import CartesianPoint, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time
from rich.cells import cell_len
from rich.console import Console

from kg.cypher.answer import CypherAnswer
from kg.cypher.excerpt import printable
from kg.cypher.values import as_json
from kg.stores.base import Node, Path, Relationship
from schema.errors import CitykgError
from visualize.cypher_text import write_cypher
from visualize.cypher_values import short

KO = Node(("City", "Place"), {"id": "city:ko", "name": "甲市", "name_en": "Ko"})
OTSU = Node(("City", "Place"), {"id": "city:otsu", "name": "乙市", "name_en": "Otsu"})
TIE = Relationship("SISTER_CITY", KO, OTSU, {"since": "1981", "parties": 2})

DATES = st.builds(Date, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
TIMES = st.builds(Time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999_999_999))
MOMENTS = st.builds(DateTime.combine, DATES, TIMES)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text())
SCALARS = st.one_of(PLAIN, DATES, TIMES, MOMENTS, st.binary(), st.builds(Duration, st.integers(-99, 99)))
PROPERTIES = st.dictionaries(st.text(), PLAIN, max_size=3)
NODES = st.builds(Node, st.lists(st.text(), max_size=2).map(tuple), PROPERTIES)
EDGES = st.builds(Relationship, st.text(), NODES, NODES, PROPERTIES)
PATHS = st.builds(lambda edge: Path((edge.end, edge.start), (edge,)), EDGES)
VALUES = st.recursive(
    st.one_of(SCALARS, NODES, EDGES, PATHS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)


# JSON


@settings(deadline=None)
@given(VALUES)
def test_every_value_is_json_and_stays_what_it_is(value: Any) -> None:
    shown = as_json(value)
    assert json.loads(json.dumps(shown, allow_nan=False)) == shown


@settings(deadline=None)
@given(PLAIN.filter(lambda value: not isinstance(value, float) or math.isfinite(value)))
def test_what_json_has_stays_as_it_is(value: Any) -> None:
    assert as_json([value, {"a": value}]) == [value, {"a": value}]


@settings(deadline=None)
@given(DATES, TIMES, MOMENTS)
def test_dates_and_times_are_read_back_from_their_texts(date: Date, time: Time, moment: DateTime) -> None:
    assert Date.from_iso_format(as_json(date)) == date
    assert Time.from_iso_format(as_json(time)) == time
    assert DateTime.from_iso_format(as_json(moment)) == moment


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (-float("inf"), "-Infinity"),
        (2**63 - 1, 9223372036854775807),
        (b"ab", "YWI="),
        (Duration(months=14, days=3, seconds=4, nanoseconds=500_000_000), "P1Y2M3DT4.5S"),
        (Duration(), "PT0S"),
        (Time(10, 20, 0, 0), "10:20:00"),
        (DateTime(2020, 1, 2, 3, 4, 5, 60_000_000), "2020-01-02T03:04:05.06"),
        (WGS84Point((139.7, 35.5)), {"srid": 4326, "longitude": 139.7, "latitude": 35.5}),
        (CartesianPoint((1.0, 2.0, 3.0)), {"srid": 9157, "x": 1.0, "y": 2.0, "z": 3.0}),
        (KO, {"labels": ["City", "Place"], "properties": {"id": "city:ko", "name": "甲市", "name_en": "Ko"}}),
        (
            TIE,
            {
                "type": "SISTER_CITY",
                "start": "city:ko",
                "end": "city:otsu",
                "properties": {"since": "1981", "parties": 2},
            },
        ),
    ],
)
def test_values_are_written_as_the_documents_say(value: Any, shown: Any) -> None:
    assert as_json(value) == shown


def test_a_path_is_its_nodes_and_relationships() -> None:
    shown = as_json(Path((OTSU, KO), (TIE,)))
    assert [node["properties"]["id"] for node in shown["nodes"]] == ["city:otsu", "city:ko"]
    assert [(edge["start"], edge["end"]) for edge in shown["relationships"]] == [("city:ko", "city:otsu")]


# Graphs


def test_a_graph_is_everything_anywhere_in_the_rows_once_and_in_order() -> None:
    answer = CypherAnswer(("a", "b"), [([{"x": TIE}], None), (Path((KO, OTSU), (TIE,)), OTSU)], False)
    graph = answer.as_graph()
    assert [node["id"] for node in graph["nodes"]] == ["city:ko", "city:otsu"]
    assert [(edge["type"], edge["start"], edge["end"]) for edge in graph["edges"]] == [
        ("SISTER_CITY", "city:ko", "city:otsu")
    ]
    assert graph["nodes"][0]["labels"] == ["City", "Place"]


def test_rows_without_a_node_are_an_empty_graph() -> None:
    assert CypherAnswer(("a",), [(1,)], False).as_graph() == {"nodes": [], "edges": []}


@settings(deadline=None)
@given(st.lists(VALUES, max_size=3))
def test_the_graph_of_any_rows_has_both_ends_of_every_edge(values: list[Any]) -> None:
    graph = CypherAnswer(("a",), [(value,) for value in values], False).as_graph()
    ids = [node["id"] for node in graph["nodes"]]
    assert all(edge["start"] in ids and edge["end"] in ids for edge in graph["edges"])


# DataFrames


def test_a_dataframe_has_the_rows_and_keeps_large_whole_numbers() -> None:
    frame = CypherAnswer(("n", "city", "day"), [(2**62 + 1, KO, Date(2014, 8, 26)), (None, None, None)], False).to_df()
    assert list(frame.columns) == ["n", "city", "day"]
    assert int(frame["n"][0]) == 2**62 + 1
    assert frame["city"][0]["properties"]["id"] == "city:ko"
    assert frame["day"][0] == "2014-08-26"


def test_an_empty_answer_is_an_empty_dataframe_with_columns() -> None:
    assert list(CypherAnswer(("a", "b"), [], False).to_df().columns) == ["a", "b"]


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(CitykgError, match="pip install pandas"):
        CypherAnswer(("a",), [], False).to_df()


# Texts


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        (KO, "(:City 甲市 city:ko)", "(:City Ko city:ko)"),
        (TIE, "[:SISTER_CITY since 1981]", "[:SISTER_CITY since 1981]"),
        (
            Path((OTSU, KO), (TIE,)),
            "(:City 乙市)<-[:SISTER_CITY since 1981]-(:City 甲市)",
            "(:City Otsu)<-[:SISTER_CITY since 1981]-(:City Ko)",
        ),
        ([KO, 1], "[(:City 甲市 city:ko), 1]", "[(:City Ko city:ko), 1]"),
        ({"a": "x", "b": None}, '{a: "x", b: null}', '{a: "x", b: null}'),
        (None, "null", "null"),
        ("null", '"null"', '"null"'),
        ("14130", '"14130"', '"14130"'),
        ("", '""', '""'),
        (" x", '" x"', '" x"'),
        ("true", '"true"', '"true"'),
        (True, "true", "true"),
        (1.5, "1.5", "1.5"),
        (float("nan"), "NaN", "NaN"),
        (Date(1981, 8, 18), "1981-08-18", "1981-08-18"),
        ("川崎市 1981", "川崎市 1981", "川崎市 1981"),
        (Node((), {}), "()", "()"),
    ],
)
def test_values_are_short_texts_that_cannot_be_taken_for_another(value: Any, japanese: str, english: str) -> None:
    assert (short(value, "ja"), short(value, "en")) == (japanese, english)


@settings(deadline=None)
@given(VALUES)
def test_no_value_tells_a_terminal_what_to_do(value: Any) -> None:
    shown = short(value, "ja")
    assert not {letter for letter in shown if ord(letter) < 32 or 127 <= ord(letter) < 160 or letter in "\u202e\u2028"}


@settings(deadline=None)
@given(st.text())
def test_a_text_made_safe_stays_so(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def table(answer: CypherAnswer, width: int) -> list[str]:
    console = Console(width=width, highlight=False, soft_wrap=False)
    with console.capture() as capture:
        write_cypher(answer, console, "ja")
    return capture.get().splitlines()


@settings(deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=3), st.text(), st.integers(20, 120))
def test_any_values_make_a_table_that_fits(rows: list[tuple[Any, Any]], column: str, width: int) -> None:
    lines = table(CypherAnswer((column, "b"), rows, False), width)
    assert len(lines) in (len(rows) + 1, 3 * len(rows))
    assert max(cell_len(line) for line in lines) <= width


def test_columns_of_japanese_stand_below_each_other() -> None:
    answer = CypherAnswer(("名前", "n"), [("川崎市", 1), ("Ko", 20)], False)
    assert table(answer, 80) == ["名前     n", "川崎市   1", "Ko      20"]


def test_the_widest_column_is_cut_first() -> None:
    answer = CypherAnswer(("a", "b"), [("川" * 40, "short")], False)
    assert table(answer, 40) == ["a                                  b", f"{'川' * 16}…  short"]


def test_many_columns_are_shown_record_by_record() -> None:
    answer = CypherAnswer(tuple("abcdefghij"), [tuple(["x" * 30] * 10)] * 2, False)
    lines = table(answer, 60)
    assert len(lines) == 22
    assert lines[0].startswith("── 1 ")
    assert lines[1] == f"a  {'x' * 30}"
