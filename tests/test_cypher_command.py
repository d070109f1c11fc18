"""`citykg cypher`: what it prints, what it refuses, where the query comes from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.knowledge_base import KnowledgeBase, open_kb
from schema.errors import CypherError, QuestionError

SMALL = str(Path(__file__).parent / "small_graph")


def run(*words: str, stdin: str | bytes | None = None, kb: str = SMALL) -> Result:
    result = CliRunner().invoke(main, ["cypher", "--kb", kb, "--lang", "en", *words], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def asked(*words: str, stdin: str | bytes | None = None) -> str:
    result = run(*words, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def told(*words: str, stdin: str | bytes | None = None) -> str:
    result = run(*words, stdin=stdin)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    return result.stderr


@pytest.fixture(scope="module", name="kb")
def small_kb() -> Iterator[KnowledgeBase]:
    with open_kb(SMALL) as kb:
        yield kb


# Formats

CITIES = "MATCH (c:City) WHERE c.id IN ['city:k', 'city:s'] RETURN c.id AS id, c.lat AS 緯度, [1, {a: null}] AS list ORDER BY id"


def test_a_table_has_a_line_a_row() -> None:
    assert asked(CITIES).splitlines() == [
        "id      緯度  list",
        "city:k  null  [1, {a: null}]",
        "city:s  null  [1, {a: null}]",
    ]


def test_json_has_columns_rows_and_whether_there_were_more() -> None:
    answer: dict[str, Any] = json.loads(asked(CITIES, "--format", "json", "--limit", "1"))
    assert answer == {
        "columns": ["id", "緯度", "list"],
        "rows": [{"id": "city:k", "緯度": None, "list": [1, {"a": None}]}],
        "truncated": True,
    }


def test_csv_has_a_header_and_json_for_what_is_no_single_value() -> None:
    rows = list(csv.reader(io.StringIO(asked(CITIES, "--format", "csv"))))
    assert rows == [["id", "緯度", "list"], ["city:k", "", '[1, {"a": null}]'], ["city:s", "", '[1, {"a": null}]']]


def test_csv_guards_what_a_spreadsheet_would_run() -> None:
    rows = list(csv.reader(io.StringIO(asked("RETURN '=1+1' AS `=x`, true AS t", "--format", "csv"))))
    assert rows == [["'=x", "t"], ["'=1+1", "true"]]


def test_a_graph_has_every_node_and_relationship_of_the_rows() -> None:
    graph = json.loads(asked("MATCH (:City {id: 'city:k'})-[r:SISTER_CITY]-() RETURN r", "--format", "graph"))
    ends = {id for edge in graph["edges"] for id in (edge["start"], edge["end"])}
    assert ends == {node["id"] for node in graph["nodes"]}
    assert "city:k" in ends
    assert all({"id", "labels", "properties"} == set(node) for node in graph["nodes"])
    assert all({"type", "start", "end", "properties"} == set(edge) for edge in graph["edges"])


def test_a_graph_without_a_node_says_how_to_get_one() -> None:
    result = run("RETURN 1 AS one", "--format", "graph")
    assert json.loads(result.stdout) == {"nodes": [], "edges": []}
    assert "RETURN them whole" in result.stderr


def test_an_empty_answer_keeps_its_columns() -> None:
    empty = "MATCH (n:City) WHERE n.id = 'x' RETURN n.id, n.name AS `the name`"
    assert json.loads(asked(empty, "--format", "json"))["columns"] == ["n.id", "the name"]
    assert asked(empty, "--format", "csv") == "n.id,the name\n"
    assert run(empty).stderr == "No row.\n"


# Limits


def test_when_it_is_cut_it_says_which_option_shows_all() -> None:
    result = run("UNWIND range(1, 5) AS x RETURN x", "--limit", "2")
    assert result.stdout.split() == ["x", "1", "2"]
    assert result.stderr == "Only the first 2 rows are shown; --limit 0 shows all.\n"
    japanese = CliRunner().invoke(main, ["cypher", "UNWIND range(1, 5) AS x RETURN x", "--limit", "1", "--kb", SMALL])
    assert japanese.stderr.startswith("Only the first row is shown; --limit 0 shows all.\n  最初の1行")


def test_a_thousand_rows_are_the_rule_and_zero_is_all() -> None:
    many = "UNWIND range(1, 1001) AS x RETURN x"
    assert len(json.loads(asked(many, "--format", "json"))["rows"]) == 1000
    assert len(json.loads(asked(many, "--format", "json", "--limit", "0"))["rows"]) == 1001
    assert run(many, "--limit", "1001").stderr == ""


@pytest.mark.parametrize("wrong", [["--limit", "-1"], ["--timeout", "0"], ["--timeout", "86401"], ["--format", "xml"]])
def test_what_cannot_be_is_said_before_anything_is_asked(wrong: list[str]) -> None:
    assert run("RETURN 1", *wrong).exit_code == 2


@pytest.mark.parametrize("wrong", [{"limit": -1}, {"timeout": 0.0}, {"timeout": float("nan")}, {"timeout": 1e9}])
def test_what_cannot_be_is_said_in_python_too(kb: KnowledgeBase, wrong: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        kb.cypher("RETURN 1", **wrong)


def test_python_may_say_none_for_all(kb: KnowledgeBase) -> None:
    assert len(kb.cypher("UNWIND range(1, 1001) AS x RETURN x", limit=None).rows) == 1001


# Where the query comes from


def test_a_query_comes_from_the_line_a_file_or_stdin(tmp_path: Path) -> None:
    (tmp_path / "q.cypher").write_bytes("\ufeff// 川崎\r\nRETURN '川崎' AS x;\r\n".encode())
    shown = "x\n川崎\n"
    assert asked("RETURN '川崎' AS x") == shown
    assert asked("--file", str(tmp_path / "q.cypher")) == shown
    assert asked("-", stdin="RETURN '川崎' AS x") == shown
    assert asked("--file", "-", stdin="RETURN '川崎' AS x") == shown
    assert asked(stdin="RETURN '川崎' AS x") == shown


def test_a_query_comes_from_one_place() -> None:
    assert run("RETURN 1", "--file", "x").exit_code == 2


def test_a_file_that_is_not_there_or_no_utf8_is_a_sentence(tmp_path: Path) -> None:
    assert "cannot be read" in told("--file", str(tmp_path / "none"))
    assert "cannot be read" in told("--file", str(tmp_path))
    (tmp_path / "sjis").write_bytes("RETURN 1,\n'川崎'".encode("shift_jis"))
    assert f"{tmp_path / 'sjis'}:2 is no UTF-8 text." in told("--file", str(tmp_path / "sjis"))
    assert "stdin:1 is no UTF-8 text." in told("-", stdin=b"\xff")


def test_an_empty_query_is_a_sentence() -> None:
    assert "There is no query." in told("")
    assert "There is no query." in told("-", stdin="")


# Parameters


def test_parameters_are_json() -> None:
    options = ["--param", 'a="川崎"', "--param", '$b=[1, {"c": null}]', "--param", "d = 9007199254740993"]
    answer = json.loads(asked("RETURN $a AS a, $b AS b, $d AS d", *options, "--format", "json"))
    assert answer["rows"] == [{"a": "川崎", "b": [1, {"c": None}], "d": 9007199254740993}]


@pytest.mark.parametrize(
    ("given", "what", "mend"),
    [
        ("a=川崎", '--param a: "川崎" is no JSON.', "--param 'a=\"川崎\"'"),
        ("a=", '--param a: "" is no JSON.', "--param 'a=\"\"'"),
        ("a=NaN", '--param a: "NaN" is no JSON.', "double quotes"),
        ("a=" + "[" * 100_000, "is no JSON.", "double quotes"),
        ("a", '"a" is no parameter.', "--param year=1981"),
        ("=1", '"=1" is no parameter.', "NAME=JSON".lower()[:5]),
        ("a=9223372036854775808", "$a: 9223372036854775808 is too large.", "64 bits"),
        ('a={"b": ["\\ud800"]}', "$a is no UTF-8 text.", "Write the characters"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_a_sentence(given: str, what: str, mend: str) -> None:
    sentence = told("RETURN $a", "--param", given)
    assert what in sentence
    assert mend in sentence


def test_a_parameter_given_twice_is_a_sentence() -> None:
    assert "--param a is given twice." in told("RETURN $a", "--param", "a=1", "--param", "$a=2")


def test_missing_parameters_are_named_all_at_once_with_how_to_give_them() -> None:
    sentence = told("RETURN $a + $`b c` + $a + $d", "--param", "d=1")
    assert sentence.startswith("Error: No value for $a, $b c.")
    assert "--param a=1" in sentence


# What is wrong


def test_what_writes_is_refused_with_its_place() -> None:
    assert told("MATCH (川崎)\n  SET 川崎.x = 1").splitlines() == [
        "Error: SET writes, and a knowledge base is only read here.",
        "  2 |   SET 川崎.x = 1",
        "    |   ^",
        "  Change the facts files instead.",
    ]


def test_the_mark_stands_below_the_place_after_japanese_and_tabs() -> None:
    lines = told("MATCH (川崎:City)\n\tWHERE 川崎.name = '川崎市' RETUN 川崎").splitlines()
    shown, mark = lines[1], lines[2]
    from rich.cells import cell_len

    assert cell_len(shown[: shown.index("RETUN")]) == mark.index("^")


def test_a_long_line_is_shown_around_the_place() -> None:
    shown, mark = told(f"RETURN '{'川' * 200}' RETUN '{'x' * 200}'").splitlines()[1:3]
    assert "RETUN" in shown
    assert len(mark) < 110


def test_errors_are_the_same_in_python(kb: KnowledgeBase) -> None:
    with pytest.raises(CypherError, match="SET writes") as caught:
        kb.cypher("MATCH (n) SET n.x = 1")
    assert (caught.value.line, caught.value.column) == (1, 11)


def test_two_columns_of_one_name_are_a_sentence() -> None:
    assert "AS" in told("RETURN 1 AS a, 2 AS a")


def test_the_engines_own_errors_are_sentences() -> None:
    assert "Error: " in told("RETURN date('no day')")
    assert "Error: " in told("MATCH (n RETURN n")
