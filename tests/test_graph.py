"""The property graph: what becomes an edge, and what does not."""

from __future__ import annotations

from typing import Any

from kg.graph import Graph, graph_of
from schema.facts import Facts

SURE = [{"document": "document:d", "place": "p. 1"}]


def proof(certainty: str) -> list[dict[str, str]]:
    return [{"document": "document:d", "place": "p. 2", "certainty": certainty}]


def graph(**sections: Any) -> Graph:
    places = [{"id": "city:a"}, {"id": "city:b"}, {"id": "country:c"}, {"id": "port:a", "part_of": "city:a"}]
    known = {
        "documents": [{"id": "document:d", "kind": "table", "date": "2000"}],
        "sectors": [{"id": "sector:s"}, {"id": "sector:t"}],
        "places": places,
    }
    return graph_of(Facts.model_validate({**known, **sections}))


def tie(**more: Any) -> dict[str, Any]:
    return {"id": "partnership:p", "kind": "memorandum", "parties": ["city:a", "city:b"], "evidence": SURE, **more}


def edges(graph: Graph, type: str) -> list[tuple[str, str]]:
    return sorted((a, b) for a, b, properties in graph.edges(data=True) if properties["type"] == type)


def test_a_tie_is_one_typed_edge_and_one_link() -> None:
    made = graph(partnerships=[tie()])
    assert edges(made, "MEMORANDUM") == edges(made, "LINKED") == [("city:a", "city:b")]


def test_a_tie_that_is_only_proposed_or_denied_has_no_edge_between_places() -> None:
    for certainty, status in (("proposed", "proposed"), ("negated", "denied")):
        made = graph(partnerships=[tie(evidence=proof(certainty))])
        assert not edges(made, "MEMORANDUM")
        assert not edges(made, "LINKED")
        assert made.nodes["partnership:p"]["status"] == status


def test_a_country_has_typed_edges_and_is_not_linked() -> None:
    made = graph(partnerships=[tie(parties=["city:a", "country:c"])])
    assert edges(made, "MEMORANDUM") == [("city:a", "country:c")]
    assert not edges(made, "LINKED")


def test_a_port_stands_for_its_city_and_is_told() -> None:
    made = graph(partnerships=[tie(kind="friendship_port", parties=["port:a", "city:b"])])
    [properties] = [d for *_, d in made.edges(data=True) if d["type"] == "FRIENDSHIP_PORT"]
    assert edges(made, "FRIENDSHIP_PORT") == [("city:a", "city:b")]
    assert properties["via"] == ["port:a"]


def test_entries_that_are_only_proposed_or_denied_are_claims_and_no_edges() -> None:
    sectors = [{"sector": "sector:s", "evidence": proof("proposed")}, "sector:t"]
    parties = ["city:a", "city:b", {"id": "country:c", "evidence": proof("negated")}]
    made = graph(
        partnerships=[tie(sectors=sectors, parties=parties)],
        events=[{"id": "event:e", "participants": [{"id": "city:a", "evidence": proof("negated")}], "evidence": SURE}],
    )
    assert edges(made, "IN_SECTOR") == [("partnership:p", "sector:t")]
    assert edges(made, "PARTY_TO") == [("city:a", "partnership:p"), ("city:b", "partnership:p")]
    assert not edges(made, "TAKES_PART_IN")
    assert edges(made, "MEMORANDUM") == [("city:a", "city:b")]
    [link] = [d for *_, d in made.edges(data=True) if d["type"] == "LINKED"]
    assert link["sectors"] == ["sector:t"]
    claimed = {(d["property"], d["value"], d["certainty"]) for _, d in made.nodes(data=True) if "certainty" in d}
    assert {("sectors", "sector:s", "proposed"), ("parties", "country:c", "negated")} <= claimed


def test_a_body_takes_part_and_so_does_its_place_through_it() -> None:
    made = graph(events=[{"id": "event:e", "participants": ["port:a"], "evidence": SURE}])
    found = {a: d.get("via") for a, _, d in made.edges(data=True) if d["type"] == "TAKES_PART_IN"}
    assert found == {"port:a": None, "city:a": "port:a"}


def test_every_node_has_its_labels_and_id() -> None:
    made = graph(partnerships=[tie()])
    assert made.nodes["city:a"]["labels"] == ("City", "Place")
    assert made.nodes["partnership:p"]["labels"] == ("Partnership",)
    assert all(node == properties["id"] for node, properties in made.nodes(data=True))


def test_a_value_that_is_only_proposed_or_denied_is_not_read() -> None:
    for certainty in ("proposed", "negated"):
        claims = [{"value": "1999", "evidence": proof(certainty)}]
        made = graph(partnerships=[tie(since=claims, until=claims)])
        read = made.nodes["partnership:p"]
        assert "since" not in read
        assert read["until_from"] == "9999-12-31"


def test_what_is_only_denied_still_has_its_kind() -> None:
    kind = [{"value": "staff_exchange", "evidence": proof("negated")}]
    assert (
        graph(partnerships=[tie(kind=kind, evidence=proof("negated"))]).nodes["partnership:p"]["kind"]
        == "staff_exchange"
    )
