"""Several folders as one knowledge base: the same id, the same code and the same tie are one record with more claims."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from asking import ask
from click.testing import CliRunner

from kg.cli import main
from kg.graph import Graph, graph_of
from loaders.folder import load
from schema.errors import FactsError
from schema.facts import Facts

DOCUMENTS = """\
documents:
  - {id: document:register, kind: register, date: 1990}
  - {id: document:register-later, kind: register, date: 2001}
  - {id: document:own-page, kind: table, date: 1995, publisher: organisation:bureau}
  - {id: document:blog-old, kind: table, date: 2005}
  - {id: document:blog-new, kind: table, date: 2015}
  - {id: document:blog-new-b, kind: table, date: 2015}
  - {id: document:undated, kind: table}
organisations:
  - {id: organisation:bureau, part_of: city:a}
places:
  - {id: city:a, name_en: Aton}
  - {id: city:b, name_en: Beton}
  - {id: city:c, name_en: Ceton}
"""


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "facts.yaml").write_text(text, encoding="utf-8")
    return path


def proof(document: str, certainty: str = "stated") -> str:
    return f"evidence: [{{document: document:{document}, place: p, certainty: {certainty}}}]"


def tie(
    document: str,
    *more: str,
    id: str = "ab",
    kind: str = "sister_city",
    parties: str = "[city:a, city:b]",
    certainty: str = "stated",
) -> str:
    lines = [
        f"  - id: partnership:{id}",
        f"    kind: {kind}",
        f"    parties: {parties}",
        *(f"    {line}" for line in more),
    ]
    return "\n".join(["partnerships:", *lines, f"    {proof(document, certainty)}", ""])


def merged(tmp_path: Path, *texts: str, order: tuple[int, ...] = ()) -> Facts:
    """The facts of the documents' folder and one folder for each text, in the order given."""
    folders = [folder(tmp_path / f"f{number}", text) for number, text in enumerate((DOCUMENTS, *texts))]
    return load([folders[number] for number in order or range(len(folders))])


def node(graph: Graph, id: str) -> dict[str, Any]:
    return dict(graph.nodes[id])


def edges(graph: Graph, type: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(start, end, dict(said)) for start, end, said in graph.edges(data=True) if said["type"] == type]


# The same id


def test_the_same_tie_in_two_folders_is_one_whose_values_are_claimed_each_by_its_evidence(tmp_path: Path) -> None:
    facts = merged(tmp_path, tie("register", "since: 1981-08-18"), tie("blog-new", "since: 1982"))
    [partnership] = facts.partnerships
    claims = [(claim.value.written, [item.document for item in claim.evidence or ()]) for claim in partnership.since]
    assert claims == [("1981-08-18", ["document:register"]), ("1982", ["document:blog-new"])]
    assert [item.document for item in partnership.evidence] == ["document:register", "document:blog-new"]
    assert [party.id for party in partnership.parties] == ["city:a", "city:b"]


def test_one_folder_may_add_what_the_other_does_not_say(tmp_path: Path) -> None:
    more = "places:\n  - {id: city:a, name_ja: 甲市, population: 5, country: JP}\n"
    facts = merged(tmp_path, more, tie("register"), tie("blog-new", "designation: 姉妹都市"))
    place = node(graph_of(facts), "city:a")
    assert (place["name_en"], place["name_ja"], place["population"], place["country"]) == ("Aton", "甲市", 5, "JP")
    assert node(graph_of(facts), "partnership:ab")["designation"] == "姉妹都市"
    assert len(edges(graph_of(facts), "SISTER_CITY")) == 1


# since of the first folder and its document, the same of the second, and what is read.
READINGS: dict[str, tuple[str, str, str, str, str, int]] = {
    "the more precise of two that agree": ("1981", "register", "1981-08-18", "undated", "1981-08-18", 0),
    "the month rather than its year": ("1981-08", "blog-old", "1981", "register", "1981-08", 0),
    "a day in a fiscal year": ("平成6年度", "register", "1994-05-02", "blog-old", "1994-05-02", 0),
    "the register where they disagree": ("1981", "register", "1982-03-04", "blog-new", "1981", 1),
    "the party's own page where they disagree": ("1981", "own-page", "1982", "blog-new", "1981", 1),
    "the newer of two that are trusted": ("1981", "own-page", "1982", "register", "1981", 1),
    "the newer register": ("1981", "register", "1982", "register-later", "1982", 1),
    "the newer of two that are not": ("1981", "blog-old", "1982", "blog-new", "1982", 1),
    "the dated of two that are not": ("1981", "undated", "1982", "blog-old", "1982", 1),
    "the first id of two of a date": ("1981", "blog-new-b", "1982", "blog-new", "1982", 1),
}


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("name", READINGS)
def test_the_reading_is_the_same_whichever_folder_comes_first(name: str, swapped: bool, tmp_path: Path) -> None:
    one, first, other, second, read, others = READINGS[name]
    facts = merged(
        tmp_path, tie(first, f"since: {one}"), tie(second, f"since: {other}"), order=(0, 2, 1) if swapped else ()
    )
    [(_, _, edge)] = edges(graph_of(facts), "SISTER_CITY")
    assert edge["since"] == read
    assert node(graph_of(facts), "partnership:ab")["since"] == read
    assert node(graph_of(facts), "partnership:ab").get("conflicts", 0) == others


def test_a_claim_that_is_denied_is_not_read(tmp_path: Path) -> None:
    claims = f"since: [{{value: 1981, {proof('register', 'negated')}}}, {{value: 1990, {proof('blog-old')}}}]"
    facts = merged(tmp_path, tie("blog-old", claims))
    assert node(graph_of(facts), "partnership:ab")["since"] == "1990"


def test_a_place_that_two_folders_name_alike_has_no_conflict(tmp_path: Path) -> None:
    same = f"places:\n  - {{id: city:a, name_en: Aton, {proof('register')}}}\n"
    assert "conflicts" not in node(graph_of(merged(tmp_path, same)), "city:a")


def test_the_same_party_said_in_two_ways_is_one_party(tmp_path: Path) -> None:
    more = f"[{{id: city:a, role: party, {proof('blog-new')}}}, city:b]"
    graph = graph_of(merged(tmp_path, tie("register"), tie("blog-new", parties=more)))
    assert sorted(start for start, _, _ in edges(graph, "PARTY_TO")) == ["city:a", "city:b"]
    assert node(graph, "partnership:ab")["parties"] == 2


# The same code


@pytest.mark.parametrize(
    "codes", [("wikidata: Q7", "wikidata: Q7"), ('jis: "14130"', 'jis: "141305"'), ("geonames: 12", "geonames: 12")]
)
def test_places_with_the_same_code_are_one_and_the_second_id_is_an_alias(
    codes: tuple[str, str], tmp_path: Path
) -> None:
    second = f"places:\n  - {{id: city:other, name_ja: 甲市, {codes[1]}}}\n" + tie(
        "blog-new", parties="[city:other, city:c]", id="oc"
    )
    facts = merged(tmp_path, f"places:\n  - {{id: city:first, {codes[0]}}}\n", second)
    graph = graph_of(facts)
    assert "city:other" not in graph
    assert node(graph, "city:first")["name_ja"] == "甲市"
    assert node(graph, "city:first")["aliases"] == ["city:other"]
    assert [pair[:2] for pair in edges(graph, "LINKED")] == [("city:c", "city:first")]


def test_codes_join_over_several_records(tmp_path: Path) -> None:
    texts = [
        f"places:\n  - {{id: city:{id}, {codes}}}\n"
        for id, codes in (("x", "wikidata: Q7"), ("y", "wikidata: Q7, geonames: 1"), ("z", "geonames: 1"))
    ]
    for number, order in enumerate(permutations((1, 2, 3))):
        (tmp_path / str(number)).mkdir()
        facts = merged(tmp_path / str(number), *texts, order=(0, *order))
        joined = [place for place in facts.places if place.id in ("city:x", "city:y", "city:z")]
        assert len(joined) == 1, f"in the order {order} {[place.id for place in joined]} stay apart"


def test_a_city_is_asked_about_by_the_id_that_it_has_in_any_folder(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", DOCUMENTS.replace("name_en: Aton", "name_en: Aton, wikidata: Q7") + tie("register"))
    text = "places:\n  - {id: city:alpha, wikidata: Q7}\n" + tie("register", id="ac", parties="[city:alpha, city:c]")
    two = folder(tmp_path / "two", text)
    answers = [ask(one, "--kb", str(two), "--city", name) for name in ("city:a", "city:alpha", "Aton")]
    assert answers[0]["answers"][0]["places"] == ["city:a", "city:b", "city:c"]
    assert all(answer == answers[0] for answer in answers)


def test_a_tie_of_one_place_with_itself_by_another_id_is_a_fault_or_no_link(tmp_path: Path) -> None:
    text = "places:\n  - {id: city:x, wikidata: Q7}\n"
    more = "places:\n  - {id: city:y, wikidata: Q7}\n" + tie("register", id="xy", parties="[city:x, city:y]")
    try:
        graph = graph_of(merged(tmp_path, text, more))
    except FactsError:
        return
    assert not edges(graph, "LINKED")


# Twinning


def twinning(document: str = "blog-new", **more: str) -> str:
    return tie(document, id="wiki", kind="twinning", parties="[city:b, city:a]", **more)


@pytest.mark.parametrize("kind", ["sister_city", "friendship_city"])
def test_a_twinning_beside_a_sister_city_is_a_further_claim_of_it(kind: str, tmp_path: Path) -> None:
    facts = merged(tmp_path, tie("register", kind=kind), twinning())
    [partnership] = facts.partnerships
    assert partnership.id == "partnership:ab"
    assert [item.document for item in partnership.evidence] == ["document:register", "document:blog-new"]
    graph = graph_of(facts)
    assert len(edges(graph, kind.upper())) == 1
    assert not edges(graph, "TWINNING")
    [(start, end, link)] = edges(graph, "LINKED")
    assert (start, end, link["partnerships"], link["asserted"]) == ("city:a", "city:b", ["partnership:ab"], [2])
    assert node(graph, "partnership:ab")["aliases"] == ["partnership:wiki"]


def test_what_speaks_of_the_twinning_speaks_of_the_tie(tmp_path: Path) -> None:
    activity = f"activities:\n  - {{id: activity:x, partnership: partnership:wiki, date: 2001, {proof('blog-new')}}}\n"
    graph = graph_of(merged(tmp_path, tie("register"), twinning() + activity))
    assert [pair[:2] for pair in edges(graph, "ACTIVITY_OF")] == [("activity:x", "partnership:ab")]


@pytest.mark.parametrize("certainty", ["negated", "proposed"])
def test_a_twinning_beside_a_tie_that_nothing_asserts_stays_a_tie_of_its_own(certainty: str, tmp_path: Path) -> None:
    graph = graph_of(merged(tmp_path, tie("register", certainty=certainty), twinning()))
    assert not edges(graph, "SISTER_CITY")
    assert len(edges(graph, "TWINNING")) == 1
    assert edges(graph, "LINKED")[0][2]["partnerships"] == ["partnership:wiki"]


def test_a_denied_twinning_contests_the_tie_and_does_not_end_it(tmp_path: Path) -> None:
    graph = graph_of(merged(tmp_path, tie("register"), twinning(certainty="negated")))
    assert node(graph, "partnership:ab")["status"] == "contested"
    assert len(edges(graph, "SISTER_CITY")) == 1


@pytest.mark.parametrize("beside", ["staff_exchange", "memorandum", "sector_cooperation"])
def test_a_twinning_beside_another_kind_is_a_tie_of_its_own(beside: str, tmp_path: Path) -> None:
    graph = graph_of(merged(tmp_path, tie("register", kind=beside), twinning()))
    [(_, _, link)] = edges(graph, "LINKED")
    assert link["partnerships"] == ["partnership:ab", "partnership:wiki"]


def test_a_twinning_of_three_or_of_another_pair_is_a_tie_of_its_own(tmp_path: Path) -> None:
    others = tie("blog-new", id="three", kind="twinning", parties="[city:a, city:b, city:c]")
    facts = merged(
        tmp_path, tie("register"), others, tie("blog-new", id="ac", kind="twinning", parties="[city:a, city:c]")
    )
    assert sorted(partnership.id for partnership in facts.partnerships) == [
        "partnership:ab",
        "partnership:ac",
        "partnership:three",
    ]


def test_a_twinning_is_joined_over_folders_that_name_the_place_differently(tmp_path: Path) -> None:
    one = "places:\n  - {id: city:x, wikidata: Q7}\n" + tie("register", id="xb", parties="[city:x, city:b]")
    two = "places:\n  - {id: city:y, wikidata: Q7}\n" + tie(
        "blog-new", id="yb", kind="twinning", parties="[city:b, city:y]"
    )
    [partnership] = merged(tmp_path, one, two).partnerships
    assert (partnership.id, len(partnership.evidence)) == ("partnership:xb", 2)


# Folders together


def test_a_record_of_one_folder_may_refer_to_another_folder(tmp_path: Path) -> None:
    one, two = folder(tmp_path / "one", DOCUMENTS), folder(tmp_path / "two", tie("register", "since: 1981"))
    together = CliRunner().invoke(main, ["check", str(one), str(two)])
    assert (together.exit_code, together.stderr) == (0, "")
    assert "1 partnerships" in together.stdout
    alone = CliRunner().invoke(main, ["check", str(two)])
    assert alone.exit_code == 1
    for id in ("city:a", "city:b", "document:register"):
        assert f"{id} is nowhere" in alone.stderr


def test_the_environment_may_name_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    one, two = folder(tmp_path / "one", DOCUMENTS), folder(tmp_path / "two", tie("register"))
    monkeypatch.setenv("CITYKG_KB", f"{one}{os.pathsep}{two}")
    told = CliRunner().invoke(main, ["ask", "three-city", "--city", "Aton", "--format", "json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["asked"]["city"] == "city:a"


def test_the_same_id_twice_in_one_folder_is_a_fault_though_not_in_two(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", DOCUMENTS + tie("register"))
    (one / "more.yaml").write_text(tie("blog-new"), encoding="utf-8")
    with pytest.raises(FactsError, match="partnership:ab is here already"):
        load([one])


def test_the_order_of_folders_changes_no_graph_where_every_value_is_claimed_by_evidence(tmp_path: Path) -> None:
    texts = [tie("register", "since: 1981"), tie("blog-new", "since: 1982-03", "until: 2010"), twinning()]
    said = set()
    for number, order in enumerate(permutations((1, 2, 3))):
        (tmp_path / str(number)).mkdir()
        graph = graph_of(merged(tmp_path / str(number), *texts, order=(0, *order)))
        said.add(
            json.dumps(
                [sorted((id, sorted_lists(values)) for id, values in graph.nodes(data=True)), shown(graph)],
                sort_keys=True,
            )
        )
    assert len(said) == 1


def sorted_lists(values: dict[str, Any]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, (list, tuple)) else value for key, value in values.items()}


def shown(graph: Graph) -> list[str]:
    return sorted(json.dumps([start, end, said], sort_keys=True) for start, end, said in graph.edges(data=True))


def test_the_same_folder_twice_says_no_more_than_once(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", DOCUMENTS + tie("register", "since: 1981"))
    once, twice = (graph_of(load(folders)) for folders in ([one], [one, one]))
    assert without_claims(once) == without_claims(twice)


def without_claims(graph: Graph) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The graph but for who says so: said twice, each value names the evidence that it had from its record."""
    kept: Graph = graph.subgraph([id for id in graph if not id.startswith("claim:")])
    return {id: dict(said) for id, said in kept.nodes(data=True)}, shown(kept)
