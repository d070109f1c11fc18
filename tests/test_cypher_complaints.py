"""What is said of a query that is wrong, or asks for names that the knowledge base does not have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cypher_tokens_and_gate import TEXTS

from kg.cypher.excerpt import pointed
from kg.cypher.mentions import mentions
from kg.cypher.tokens import tokens
from kg.knowledge_base import KnowledgeBase, open_kb
from schema.errors import CypherError

SMALL = Path(__file__).parent / "small_graph"


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    with open_kb(SMALL) as opened:
        yield opened


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.what.name.lower(), mention.token.name) for mention in mentions(tokens(text))]


# Errors


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("MATCH (n:City)\nRETUN n", (2, 1), "Did you mean RETURN?"),
        ("MTCH (n) RETURN n", (1, 1), "Did you mean MATCH?"),
        ("MATCH (n) WEHRE n.id = 'x' RETURN n", (1, 11), "Did you mean WHERE"),
        ("MATCH (n) RETURN n.name ODER BY n.name", (1, 25), "Did you mean ORDER"),
        ("RETURN cout(1)", (1, 8), "Did you mean count() or cot()?"),
        ("RETURN toUppr('a')", (1, 8), "Did you mean toUpper()?"),
        ("MATCH (node) RETURN nod", (1, 21), "Did you mean node?"),
        ("MATCH (n) RETURN n.name AS 'x'", (1, 28), "A name stands in backticks: AS `x`"),
        ("MATCH (n) WHERE n.id == 'x' RETURN n", (1, 23), "Equality is a single =."),
    ],
)
def test_a_misspelt_word_is_told_with_its_place_and_the_right_one(
    kb: KnowledgeBase, text: str, place: tuple[int, int], mend: str
) -> None:
    with pytest.raises(CypherError) as caught:
        kb.cypher(text)
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.mend.startswith(mend)
    assert caught.value.excerpt.endswith("^")


@settings(deadline=None)
@given(st.text(), st.integers(1, 5), st.integers(1, 300))
def test_any_place_of_any_text_can_be_shown(text: str, line: int, column: int) -> None:
    shown = pointed(CypherError("x", line=line, column=column), text).excerpt
    assert not shown or shown.count("\n") == 1


# Doubts


@pytest.mark.parametrize(
    ("text", "what", "near"),
    [
        ("MATCH (n:Cty) RETURN n", "label Cty", "City"),
        ("MATCH (n:city) RETURN n", "label city", "City"),
        ("MATCH (n:都市) RETURN n", "label 都市", "City"),
        ("MATCH (n) WHERE n:Prot RETURN n", "label or relationship type Prot", "Port"),
        ("MATCH ()-[r:SISTERCITY]-() RETURN r", "relationship type SISTERCITY", "SISTER_CITY"),
        ("MATCH ()-[r:姉妹都市]-() RETURN r", "relationship type 姉妹都市", "SISTER_CITY"),
        ("MATCH ()-[r:City]-() RETURN r", "relationship type City", ""),
        ("MATCH (n:City {nmae: 'x'}) RETURN n", "property nmae", "name"),
        ("MATCH (n:City) WHERE n.popluation > 1 RETURN n", "property popluation", "population"),
        ("MATCH ()-[r:SISTER_CITY]-() RETURN r.sinse", "property sinse", "since"),
        ("MATCH (n:City) RETURN n {.idd}", "property idd", "id"),
    ],
)
def test_a_name_that_is_not_there_is_a_warning_with_the_near_names(
    kb: KnowledgeBase, text: str, what: str, near: str
) -> None:
    [warning] = kb.cypher(text).warnings
    assert warning.what == f"This knowledge base has no {what}."
    assert near in warning.mend
    assert text[(warning.column or 0) - 1 :].startswith(what.rpartition(" ")[2])
    assert warning.excerpt.endswith("^")
    assert warning.ja


def test_each_name_is_doubted_once_in_the_order_of_the_text(kb: KnowledgeBase) -> None:
    warnings = kb.cypher("MATCH (n:B)-[:A]-(m:B) WHERE n.zzz = m.zzz RETURN n").warnings
    assert [warning.what.split()[-1] for warning in warnings] == ["B.", "A.", "zzz."]


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:City&Place {id: 'x'})-[r:LINKED|SISTER_CITY*1..2]->(:City|Port) RETURN n.name, r",
        "MATCH (n:Judgement)-[:BENEFITS]->() RETURN n.note",  # of the format, though not in these facts
        "UNWIND [{zzz: 1, yyy: {xxx: 2}}] AS row RETURN row.zzz, row.yyy.xxx AS www",
        "MATCH (n:City) WITH n {.id, zzz: 1} AS n RETURN n.zzz",
        "MATCH (n:City) RETURN {zzz: n.id, yyy: n:Port} AS map, date({year: 2020}).year, point({latitude: 1.0, longitude: 2.0})",
        "MATCH ()-[r:SISTER_CITY]-() WHERE (r:SISTER_CITY) AND r:SISTER_CITY RETURN r.since",
        "WITH [{zzz: 1}] AS xs RETURN [x IN xs | x.zzz], [x IN xs WHERE (x).zzz = 1 | x]",
        "MATCH (n:City) RETURN [(n)--(m) WHERE m:City | m.name] AS names LIMIT 1",
        "CALL db.labels() YIELD label RETURN label",
        "MATCH (n:City) WHERE EXISTS { (n)-[:LINKED]-(m:City) WHERE m:Place } RETURN n",
        "WITH {zzz: 1} AS n MATCH (m:City) RETURN n.zzz",
        "MATCH (n:City) CALL (n) { RETURN {zzz: 1} AS found } RETURN found.zzz",
    ],
)
def test_no_alarm_is_false(kb: KnowledgeBase, text: str) -> None:
    assert kb.cypher(text).warnings == ()


@settings(deadline=None)
@given(TEXTS)
def test_names_are_found_in_any_text(text: str) -> None:
    assert {mention.token for mention in mentions(tokens(text))} <= set(tokens(text))


def test_names_are_told_by_where_they_stand() -> None:
    text = "MATCH (n:(A|B)&!C {p: {q: 1}})<-[r:D|:E*2 {s: 1}]-(:`F G`) WHERE n.t.u = 1 AND n:H RETURN r {.v, w: 1}, x.y"
    assert named(text) == [
        *(("label", name) for name in "ABC"),
        ("property", "p"),
        ("type", "D"),
        ("type", "E"),
        ("property", "s"),
        ("label", "F G"),
        ("property", "t"),
        ("either", "H"),
        ("property", "v"),
    ]
