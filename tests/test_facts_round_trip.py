"""Facts written and read again are the same; the graph rests on what is said, not on how or how often."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fact_strategies import knowledge_bases, without_partnership, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import Graph, graph_of
from kg.knowledge_base import bundled_folder
from loaders.folder import load
from loaders.writing import to_yaml
from schema.evidence import Claim, Evidence
from schema.facts import Facts
from schema.kinds import KINDS
from schema.periods import Period

ROOT = Path(__file__).parent.parent
FOLDERS = {"bundled": bundled_folder(), "small graph": ROOT / "tests/small_graph", "example": ROOT / "data/example"}
Said = dict[str, list[dict[str, Any]]]


def read(said: Said) -> Facts:
    """The records of facts that are written to a folder and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(said, Path(folder))
        return load([Path(folder)])


def read_text(text: str) -> Facts:
    """The records of one file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "facts.yaml").write_text(text, encoding="utf-8")
        return load([Path(folder)])


def same(one: Facts, other: Facts) -> None:
    """Equal record by record, and as written too, which periods do not compare."""
    for section in Facts.model_fields:
        assert getattr(one, section) == getattr(other, section), section
    assert to_yaml(one) == to_yaml(other)


def told(graph: Graph) -> tuple[dict[str, str], Counter[str]]:
    """Nodes with their properties, and the edges, each as often as it is there."""
    nodes = {id: json.dumps(said, sort_keys=True) for id, said in graph.nodes(data=True)}
    return nodes, Counter(json.dumps([start, end, said], sort_keys=True) for start, end, said in graph.edges(data=True))


def linked(graph: Graph) -> set[tuple[str, str]]:
    return {(start, end) for start, end, said in graph.edges(data=True) if said["type"] == "LINKED"}


# Round trips


@given(knowledge_bases())
@settings(max_examples=40, deadline=None)
def test_facts_written_and_read_again_are_the_same_records(said: Said) -> None:
    facts = read(said)
    same(read_text(to_yaml(facts)), facts)


@pytest.mark.parametrize("name", FOLDERS)
def test_facts_of_a_folder_written_and_read_again_are_the_same_records(name: str) -> None:
    facts = load([FOLDERS[name]])
    assert len(list(facts.records())) > 10
    again = read_text(to_yaml(facts))
    same(again, facts)
    assert told(graph_of(again)) == told(graph_of(facts))


FURTHER = """\
documents: [{id: document:more, kind: table, date: 2012}]
places: [{id: city:k, name_ja: 甲, wikidata: Q1}]
partnerships:
  - {id: partnership:p1, kind: sister_city, parties: [city:k, city:s], since: 1981-05, strict_sense: {signed_by_heads: yes},
     evidence: [{document: document:more, place: p}]}
"""
ANOTHER_ID = """\
places: [{id: city:kk, wikidata: Q1, lat: 1.5, population: 12}]
partnerships:
  - {id: partnership:w, kind: twinning, parties: [city:b, city:kk], evidence: [{document: document:more, place: q}]}
"""


def test_facts_of_several_folders_written_and_read_again_are_the_same_records(tmp_path: Path) -> None:
    for name, text in (("further", FURTHER), ("last", ANOTHER_ID)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "facts.yaml").write_text(text, encoding="utf-8")
    facts = load([FOLDERS["small graph"], tmp_path / "further", tmp_path / "last"])
    assert [alias.value for alias in facts.places[0].aliases] == ["city:kk"]
    assert len(facts.partnerships) == 12
    same(read_text(to_yaml(facts)), facts)


TEXTS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff\ufffe\uffff\u2028\u2029\x85"),
    min_size=1,
    max_size=20,
)


@given(TEXTS.filter(lambda text: text.strip() and text not in ("~", "null", "Null", "NULL")))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    facts = read({"places": [{"id": "city:a", "name_ja": text, "aliases": [text], "note": text}]})
    assert facts.places[0].name_ja == (Claim(text, None),)
    same(read_text(to_yaml(facts)), facts)


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "yes",
        "01100",
        "1e3",
        "1998-05-02",
        "null",
        "~",
        "0x10",
        "a: b",
        "- a",
        "# a",
        "two\nlines",
        "'",
        " x ",
    ],
)
def test_a_text_that_yaml_takes_for_something_else_is_kept(text: str) -> None:
    facts = read({"places": [{"id": "city:a", "name_ja": text}]})
    assert facts.places[0].name_ja == (Claim(text, None),)
    same(read_text(to_yaml(facts)), facts)


def test_a_date_is_written_as_the_document_has_it() -> None:
    facts = read({"documents": [{"id": "document:d", "kind": "table", "date": "平成２６年度"}]})
    assert "平成２６年度" in to_yaml(facts)
    assert read_text(to_yaml(facts)).documents[0].date[0].value == Period.parse("2014年度")


def test_every_shade_of_a_claim_survives() -> None:
    proof = {"document": "document:d", "place": "p", "quote": "q", "certainty": "implied"}
    said: Said = {
        "documents": [{"id": "document:d", "kind": "table"}],
        "places": [
            {
                "id": "city:a",
                "lat": [{"value": "1.5", "evidence": [proof]}, {"value": "2", "evidence": [proof, proof]}],
            },
            {"id": "city:b"},
        ],
        "partnerships": [
            {
                "id": "partnership:t",
                "kind": "sister_city",
                "parties": ["city:a", {"id": "city:b", "role": "observer", "evidence": [proof]}],
                "strict_sense": {
                    "signed_by_heads": "yes",
                    "not_one_field": [{"value": "unknown", "evidence": [proof]}],
                },
                "benefits": [{"to": "city:a", "note": "n", "evidence": [proof]}],
                "evidence": [proof],
            }
        ],
    }
    facts = read(said)
    assert facts.places[0].lat[0] == Claim(1.5, (Evidence.model_validate(proof),))
    same(read_text(to_yaml(facts)), facts)


# The graph


@given(knowledge_bases())
@settings(max_examples=30, deadline=None)
def test_loading_twice_gives_the_graph_of_loading_once(said: Said) -> None:
    assert told(graph_of(read(said))) == told(graph_of(read(said)))
    facts = read(said)
    assert told(graph_of(facts)) == told(graph_of(facts))


@given(knowledge_bases(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_tie_without_direction_is_the_same_whichever_party_is_named_first(said: Said, data: st.DataObject) -> None:
    swapped = [
        tie if KINDS[tie["kind"]].directed else {**tie, "parties": data.draw(st.permutations(tie["parties"]))}
        for tie in said["partnerships"]
    ]
    before, after = told(graph_of(read(said))), told(graph_of(read({**said, "partnerships": swapped})))
    assert before[0] == after[0]
    assert without_order_of_bodies(before[1]) == without_order_of_bodies(after[1])


def without_order_of_bodies(edges: Counter[str]) -> Counter[str]:
    """The edges, with the bodies that act for their places in an order of their own."""
    ordered: Counter[str] = Counter()
    for text, times in edges.items():
        start, end, said = json.loads(text)
        ordered[json.dumps([start, end, {**said, "via": sorted(said.get("via", []))}], sort_keys=True)] += times
    return ordered


@given(knowledge_bases(), st.data())
@settings(max_examples=30, deadline=None)
def test_the_order_of_records_changes_nothing(said: Said, data: st.DataObject) -> None:
    shuffled = {section: data.draw(st.permutations(records)) for section, records in said.items()}
    assert told(graph_of(read(shuffled))) == told(graph_of(read(said)))


@given(knowledge_bases(), st.data())
@settings(max_examples=30, deadline=None)
def test_taking_a_tie_away_links_no_places(said: Said, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from([tie["id"] for tie in said["partnerships"]]))
    before, after = graph_of(read(said)), graph_of(read(without_partnership(said, gone)))
    assert linked(after) <= linked(before)
    assert gone not in after
    rest = {(a, b): told_by for a, b, told_by in links(after)}
    for a, b, told_by in links(before):
        assert rest.get((a, b), []) == [id for id in told_by if id != gone]


def links(graph: Graph) -> list[tuple[str, str, list[str]]]:
    return [
        (start, end, said["partnerships"]) for start, end, said in graph.edges(data=True) if said["type"] == "LINKED"
    ]


@given(knowledge_bases())
@settings(max_examples=30, deadline=None)
def test_what_nothing_asserts_has_no_edge_between_places(said: Said) -> None:
    graph = graph_of(read(said))
    asserted = {
        tie["id"]
        for tie in said["partnerships"]
        if any(item.get("certainty", "stated") in ("stated", "implied") for item in tie["evidence"])
    }
    typed = {
        said["partnership"]
        for _, _, said in graph.edges(data=True)
        if said["type"] in {kind.edge for kind in KINDS.values()}
    }
    assert typed <= asserted
    assert {id for _, _, ids in links(graph) for id in ids} <= typed
