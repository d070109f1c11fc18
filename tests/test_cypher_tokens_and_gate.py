"""Reading Cypher's words and signs, and what is refused by its text alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cypher.columns import columns_of
from kg.cypher.gate import LONGEST, admit
from kg.cypher.tokens import Kind, place, tokens
from schema.errors import CypherError

PIECES = st.sampled_from(
    [
        *(["MATCH", "RETURN", "CREATE", "AS", "n", "川崎市", "が", "x1", "_y"]),
        *(["'a'", '"b"', "'it\\'s'", "`q``r`", "$p", "$`q", "r`", "$0", "1", "1.5", ".5", "0x1F", "1e3", ".."]),
        *(
            [
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ":",
                ",",
                ".",
                ";",
                "|",
                "=",
                "<>",
                "<=",
                "->",
                "+",
                "*",
                "/",
                "%",
                "^",
                "'",
                '"',
                "`",
                "\\",
                "$",
                "\\u0027",
            ]
        ),
        " ",
        "\n",
        "\r\n",
        "\t",
        "\u3000",
        "// c\n",
        "/* d */",
        "/*",
        "\u200b",
        "😀",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


def refusal_of(text: str) -> CypherError | None:
    try:
        admit(text)
    except CypherError as error:
        return error
    return None


def refused(text: str) -> CypherError:
    error = refusal_of(text)
    assert error, "it is not refused"
    return error


# Tokens


@settings(deadline=None)
@given(TEXTS)
def test_every_character_of_any_text_is_in_a_token_or_a_space_or_a_comment(text: str) -> None:
    found = tokens(text)
    for one, after in pairwise(found):
        assert one.end <= after.start
    kept = list(text)
    for token in found:
        assert text[token.start : token.end] == token.text
        assert place(text, token.start) == (token.line, token.column)
        kept[token.start : token.end] = [" "] * len(token.text)
    rest = "".join(kept)
    assert not rest.strip() or "//" in rest or "/*" in rest


@settings(deadline=None)
@given(TEXTS)
def test_the_gate_refuses_any_text_with_a_sentence_or_lets_it_pass(text: str) -> None:
    error = refusal_of(text)
    if error:
        assert error.what.endswith(".")
        assert error.line is None or 1 <= error.line <= text.count("\n") + text.count("\r") + 1


@settings(deadline=None)
@given(st.text())
def test_a_text_in_quotes_is_one_token_and_lets_nothing_out(text: str) -> None:
    written = "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    assert [token.kind for token in tokens(f"RETURN {written}")] == [Kind.NAME, Kind.STRING]


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_name_in_backticks_is_one_token_that_says_its_name(text: str) -> None:
    [token] = tokens("`" + text.replace("`", "``") + "`")
    assert (token.kind, token.name) == (Kind.QUOTED, text)


def test_numbers_ranges_parameters_and_japanese_names_are_told_apart() -> None:
    found = tokens("[1..3] .5 1.5e3 $p $`q r` 都市.名前")
    assert [(token.kind.name, token.name) for token in found if token.kind is not Kind.SYMBOL] == [
        ("NUMBER", "1"),
        ("NUMBER", "3"),
        ("NUMBER", ".5"),
        ("NUMBER", "1.5e3"),
        ("PARAMETER", "p"),
        ("PARAMETER", "q r"),
        ("NAME", "都市"),
        ("NAME", "名前"),
    ]


def test_a_name_may_be_written_as_macos_writes_japanese() -> None:
    assert [token.text for token in tokens("か\u3099")] == ["か\u3099"]


def test_lines_end_as_on_any_system() -> None:
    assert [(token.line, token.column) for token in tokens("a\nb\r\nc\rd /* \n */ e 'x\ny' f")] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (5, 5),
        (5, 7),
        (6, 4),
    ]


# What is refused


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("CREATE (n)", "CREATE writes"),
        ("create (n)", "CREATE writes"),
        ("MATCH (n) SET n.x = 1", "SET writes"),
        ("MATCH (n) REMOVE n.x", "REMOVE writes"),
        ("MATCH (n) DETACH DELETE n", "DELETE writes"),
        ("MERGE (n:City {id: 'x'}) ON CREATE SET n.x = 1", "MERGE writes"),
        ("INSERT (:City)", "INSERT writes"),
        ("FOREACH (x IN [1] | CREATE (:City))", "FOREACH writes"),
        ("MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n", "SET writes"),
        ("RETURN COUNT { MATCH (n) CREATE (m) }", "CREATE writes"),
        ("CREATE INDEX x FOR (n:City) ON (n.id)", "CREATE writes"),
        ("DROP INDEX x", "DROP INDEX is for the administration"),
        ("ALTER USER neo4j SET PASSWORD 'x'", "ALTER USER is for the administration"),
        ("GRANT ROLE x TO y", "GRANT ROLE is for the administration"),
        ("SHOW SETTINGS", "SHOW SETTINGS is for the administration"),
        ("MATCH (n) RETURN n SHOW INDEXES", "SHOW INDEXES is for the administration"),
        ("TERMINATE TRANSACTIONS 'x'", "TERMINATE TRANSACTIONS is for the administration"),
        ("STOP DATABASE neo4j", "STOP DATABASE is for the administration"),
        ("LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line", "LOAD CSV reads files"),
        ("load/**/\ncsv FROM 'x' AS line RETURN line", "LOAD CSV reads files"),
        ("USE neo4j MATCH (n) RETURN n", "USE chooses a database"),
        ("EXPLAIN MATCH (n) RETURN n", "EXPLAIN asks how"),
        ("PROFILE MATCH (n) RETURN n", "PROFILE asks how"),
        ("CYPHER 5 RETURN 1", "CYPHER chooses a version"),
        ("CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN x", "IN TRANSACTIONS is for writing"),
        ("CALL { RETURN 1 AS x } IN 3 CONCURRENT TRANSACTIONS RETURN x", "IN TRANSACTIONS is for writing"),
        ("CALL dbms.listConfig()", "CALL dbms.listConfig is not possible"),
        ("CALL `dbms` . `listConfig`", "CALL dbms.listConfig is not possible"),
        ("OPTIONAL CALL apoc.load.json('x') YIELD value RETURN value", "CALL apoc.load.json is not possible"),
        ("RETURN apoc.cypher.runFirstColumn('MATCH (n) DELETE n', {})", "apoc.cypher.runFirstColumn() is no function"),
        ("RETURN apoc . /* */ `cypher`.\nrunFirstColumn ('', {})", "apoc.cypher.runFirstColumn() is no function"),
        ("RETURN `apoc.cypher.runFirstColumn`('', {})", "apoc.cypher.runFirstColumn() is no function"),
        ("RETURN date.trunc('year')", "date.trunc() is no function"),
        ("RETURN 1; RETURN 2", "There are several statements"),
        ("RETURN 'x", '"\'x" is opened and never closed'),
        ("RETURN `x", '"`x" is opened and never closed'),
        ("RETURN 1 /* x", '"/* x" is opened and never closed'),
    ],
)
def test_what_is_no_question_is_refused_by_its_text(text: str, what: str) -> None:
    error = refused(text)
    assert error.what.startswith(what)
    assert error.line
    assert error.column
    assert error.mend
    assert error.ja


@pytest.mark.parametrize("text", ["", " \n", "// nothing", ";", " ; // nothing"])
def test_an_empty_query_is_a_sentence(text: str) -> None:
    assert refused(text).what == "There is no query."


def test_a_query_of_more_than_a_megabyte_is_a_sentence() -> None:
    assert "1,000,002 bytes" in refused(f"'{'x' * LONGEST}'").what
    assert "bytes" in refused("川" * (LONGEST // 3 + 1)).what


def test_broken_bytes_in_a_query_are_a_sentence() -> None:
    assert refused("RETURN '\udcff'").what == "The query is no UTF-8 text."


@pytest.mark.parametrize(
    "before",
    [
        "WITH 1 AS as ",  # the alias is called as
        "WITH 1. ",  # no property of 1
        "WITH * ",
        "MATCH ((a)-[:R]->(b))+ ",
        "WITH [1] AS l WHERE l IS :: LIST<INTEGER> ",
        "WITH 1 AS l WHERE l IS :: INTEGER! ",
        "MATCH (n) WHERE n:% ",
        "WITH n.with ",
        "WITH with ",
        "MATCH (n) WHERE n.x = return ",
        "MATCH (n) WHERE n.x IN in ",
        "WITH 1 AS x, x AS as ",
        "WITH 1 AS with WITH with AS as WITH as ",
        "RETURN 1 AS x NEXT ",
        "WHEN true THEN ",
        "MATCH (n)\u00a0",
        "MATCH (n)\u200b",
        "MATCH (n)/*'*/",
        "MATCH (n) //'\r",
        "MATCH (n) WHERE n.x = '\\\\' ",
        'MATCH (n) WHERE n.x = "\'" ',
        "MATCH (n) WHERE n.`a``'` = 1 ",
        "/***/ ' */ ",
    ],
)
@pytest.mark.parametrize("clause", ["CREATE (m)", "SET m.x = 1", "DELETE m", "LOAD CSV FROM '' AS l RETURN l"])
def test_a_clause_hides_behind_nothing(before: str, clause: str) -> None:
    refused(before + clause)


@pytest.mark.parametrize(
    "text",
    [
        "RETURN '\\u0027 CREATE (n) //'",
        "RETURN '\\\\u0027 CREATE (n) //'",
        "MATCH (n) \\u0043REATE (m)",
        "/* \\u002a\\u002f CREATE (n) /* */ RETURN 1",
        "// \\u000aCREATE (n)\nRETURN 1",
        "RETURN `\\u0060 CREATE (n) //`",
        "RETURN '\\uuu0027 CREATE (n) //'",
        "RETURN '\\u005c' CREATE (n) //'",
    ],
)
def test_an_escape_that_one_engine_reads_first_opens_nothing(text: str) -> None:
    assert refused(text).mend == "Write the character itself."


# What passes


@pytest.mark.parametrize(
    "text",
    [
        "RETURN 1;",
        "MATCH (n) RETURN n.set, n.create AS use, n . delete",
        "RETURN {create: 1, merge: 2, `set`: 3} AS show",
        "MATCH (n:Show|Set&!Create) RETURN n",
        "MATCH (start)-[use:LOAD]->(show:Start {set: 1}) RETURN start, use, show",
        "MATCH ()-[:SET|DELETE*1..3]->() RETURN 1",
        "WITH 1 AS set RETURN set",
        "UNWIND [1, 2] AS set RETURN set + 1 AS next ORDER BY set DESC LIMIT 3",
        "MATCH (n) WHERE set.x = 1 AND n.x IN load RETURN DISTINCT start AS s",
        "MATCH (n) RETURN n {.set, .create, drop: 1, show}",
        "RETURN reduce(set = 0, x IN [1] | set + x)",
        "RETURN 'CREATE (n)', \"SET\" // DELETE\n/* MERGE */",
        "MATCH (n) RETURN `set`, `create` LIMIT 1",
        "RETURN $create, $set, $`delete`",
        "RETURN '\\u5ddd\\u5d0e'",
        "CALL { MATCH (n) RETURN n } RETURN n",
        "MATCH (n) CALL (n) { RETURN 1 AS x } RETURN x",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.relationshipTypes",
        "RETURN date.truncate('year', date()), duration.inDays(date(), date()), point.distance(a, b)",
        "RETURN datetime.fromEpoch(1, 2), DateTime.FromEpochMillis(1), localtime.statement()",
        "WITH 1 AS call RETURN call",
        "MATCH (n) WHERE n.name STARTS WITH 'x' RETURN count(*) AS start, END",
        "MATCH (n) WHERE EXISTS { MATCH (n)-[:R]->() } RETURN n",
    ],
)
def test_what_only_asks_passes_also_with_names_like_words_of_the_language(text: str) -> None:
    admit(text)


def test_a_doubtful_name_is_told_to_stand_in_backticks() -> None:
    error = refused("RETURN CASE WHEN true THEN set END")
    assert "put it in backticks: `set`" in error.mend
    admit("RETURN CASE WHEN true THEN `set` END")


# The columns of an empty answer


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("MATCH (n) RETURN n.name AS 名前, count( n ), [x IN [1,2] | x] ORDER BY 名前", ("名前", "count( n )", "[x IN [1,2] | x]")),
        ("MATCH (n) RETURN DISTINCT n, n.order SKIP 1", ("n", "n.order")),
        ("CALL { RETURN 1 AS z } RETURN z, EXISTS { RETURN 1 };", ("z", "EXISTS { RETURN 1 }")),
        ("RETURN 1 AS `a b` UNION RETURN 2 AS `a b`", ("a b",)),
        ("MATCH (n) RETURN *", ()),
        ("CALL db.labels()", ()),
    ],
)  # fmt: skip
def test_columns_are_taken_from_the_last_return(text: str, columns: tuple[str, ...]) -> None:
    assert columns_of(text, tokens(text)) == columns
