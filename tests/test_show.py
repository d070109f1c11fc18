"""`citykg show`: everything that stands around a record, and nothing else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from brute_force import (
    Facts,
    Record,
    asked,
    dates_of_activities,
    end_of,
    kind_of_id,
    latest,
    places_at,
    tie_holds,
)
from click.testing import CliRunner
from fact_strategies import all_records, knowledge_bases, place_ids, write_folder
from hypothesis import given, settings
from rich.console import Console

from kg.cli import main
from kg.knowledge_base import KnowledgeBase, open_kb
from kg.show.gathering import show
from visualize.dossier_text import write_dossier

SMALL = Path(__file__).parent / "small_graph"


def citykg(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.stderr
    return result.stdout


def shown(name: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(citykg("show", name, "--format", "json", *options))
    return found


@pytest.fixture(scope="module")
def bundled() -> Iterator[KnowledgeBase]:
    with open_kb() as kb:
        yield kb


# The small graph


def test_ties_are_told_by_kind_and_year_with_their_status() -> None:
    ties = shown("city:x", "--kb", str(SMALL))["ties"]
    assert [(tie["id"], tie["since"], tie["until"], tie["status"]) for tie in ties] == [
        ("partnership:p9", "1970", None, "holds"),
        ("partnership:p11", "1985", "1999", "ended"),
        ("partnership:p10", "2003", None, "holds"),
    ]


def test_a_tie_tells_its_sectors_at_the_start_and_now_and_its_last_activity() -> None:
    [tie] = [tie for tie in shown("city:k", "--kb", str(SMALL))["ties"] if tie["id"] == "partnership:p1"]
    assert tie["sectors"] == {"start": ["sector:heavy-industry"], "now": ["sector:environment"]}
    assert tie["last_activity"] == "2014"
    now = shown("city:k", "--kb", str(SMALL), "--as-of", "1990")["sectors"]["now"]
    assert now == ["sector:heavy-industry"]


def test_as_of_decides_what_holds() -> None:
    status = {tie["id"]: tie["status"] for tie in shown("city:x", "--kb", str(SMALL), "--as-of", "1990")["ties"]}
    assert status == {"partnership:p9": "holds", "partnership:p11": "holds", "partnership:p10": "later"}


def test_what_it_takes_part_in_stands_with_its_role() -> None:
    [event] = shown("city:k", "--kb", str(SMALL))["events"]
    assert event["relations"] == [{"edge": "TAKES_PART_IN", "direction": "out", "role": "host"}]


def test_what_tells_of_the_whole_record_is_not_said_again_at_each_value(tmp_path: Path) -> None:
    own = (
        "places: [{id: city:k, name: K, population: [{value: 5, evidence: [{document: document:o, place: row 1}]}]}]\n"
    )
    (tmp_path / "own.yaml").write_text(
        own + "documents: [{id: document:o, kind: table, title_en: Own list, date: 2014}]\n", encoding="utf-8"
    )
    shown = citykg("show", "city:k", "--kb", str(SMALL), "--kb", str(tmp_path), "--lang", "en")
    head = shown.partition("\nTies")[0].splitlines()
    proofs = [line for line in head if "└" in line]
    assert len(proofs) == len(set(proofs))
    assert head[head.index("  population: 5") + 1].strip() == "└ Own list, row 1"


# Any record


def test_every_record_of_the_bundled_facts_is_shown_in_both_languages(bundled: KnowledgeBase) -> None:
    rows = bundled.read("MATCH (n) WHERE n.names IS NOT NULL RETURN n.id AS id ORDER BY id")
    ids = [row["id"] for row in rows if "wikidata-" not in row["id"]]
    assert len(ids) > 400
    for id in ids:
        dossier = show(bundled, id, "2014")
        json.dumps(dossier.as_json())
        for language in ("ja", "en"):
            console = Console(width=100, record=True, quiet=True)
            write_dossier(dossier, console, language)


@pytest.mark.parametrize("name", ["city:nowhere", "nowhere:x", "Shenyangg", "", ":"])
def test_a_name_that_nothing_has_is_told(name: str) -> None:
    result = CliRunner().invoke(main, ["show", name])
    assert result.exit_code == 1
    assert f'No record is called "{name}"' in result.stderr


def test_several_of_one_name_are_told_with_their_ids(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "documents: [{id: document:d, kind: table, date: 2014}]\n"
        "places: [{id: city:a, name_en: Twin}, {id: region:a, name_en: Twin}, {id: city:b, aliases: [Twin]}]\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["show", "twin", "--kb", str(tmp_path)])
    assert "city:a (Twin), region:a (Twin)" in result.stderr
    assert "city:b" not in result.stderr


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("川崎市・ザルツブルク市：友好都市", "partnership:kawasaki-salzburg"),
        ("瀋陽市から川崎市へ：環境技術研修生の受入", "partnership:trainees-shenyang-kawasaki"),
        ("Kawasaki and Bucheon: staff exchange", "partnership:kawasaki-bucheon-staff"),
        ("川崎市とザルツブルク", "partnership:kawasaki-salzburg"),
    ],
)
def test_a_tie_is_found_by_what_answers_call_it(bundled: KnowledgeBase, name: str, id: str) -> None:
    assert show(bundled, name).named.id == id


def test_several_ties_of_the_same_two_are_told_with_what_they_are() -> None:
    result = CliRunner().invoke(main, ["show", "川崎市・瀋陽市"])
    assert "partnership:kawasaki-shenyang (川崎市・瀋陽市：友好都市)" in result.stderr


# The bundled facts, read against the documents


def test_shenyang(bundled: KnowledgeBase) -> None:
    found = show(bundled, "瀋陽市").as_json()
    ties = {tie["id"]: tie for tie in found["ties"]}
    assert ties["partnership:kawasaki-shenyang"]["since"] == "1981-08-18"
    assert ties["partnership:kawasaki-shenyang"]["sectors"] == {
        "start": ["sector:heavy-industry"],
        "now": ["sector:environment"],
    }
    assert ties["partnership:trainees-shenyang-kawasaki"]["kind"] == "environmental_technology_trainee"
    assert [one["id"] for one in found["strengths"]] == ["sector:heavy-industry"]
    assert found["proposals"]


def test_queensland_has_a_water_tie_and_is_denied_to_be_a_twin(bundled: KnowledgeBase) -> None:
    found = show(bundled, "Queensland").as_json()
    assert "water_partnership" in {tie["kind"] for tie in found["ties"]}
    [denial] = found["denials"]
    assert denial["evidence"][0]["quote"] == "クイーンズランド州は姉妹友好都市ではありません"
    assert {"sister_city", "friendship_city"}.isdisjoint(tie["kind"] for tie in found["ties"])


def test_the_port_of_kawasaki_has_one_friendship_port_and_one_exchange(bundled: KnowledgeBase) -> None:
    ties = show(bundled, "川崎港").as_json()["ties"]
    assert [(tie["kind"], tie["parties"][1]["id"]) for tie in ties] == [
        ("friendship_port", "port:da-nang"),
        ("port_exchange", "port:lianyungang"),
    ]


def test_the_eco_tech_fair_has_its_editions_and_its_host(bundled: KnowledgeBase) -> None:
    found = show(bundled, "川崎国際環境技術展").as_json()
    assert {"2009-02-17", "2012-02-10", "2013-02-01"} <= {one.get("since") for one in found["events"]}
    assert [(one["id"], one["relations"][0]["role"]) for one in found["places"]] == [("city:kawasaki", "host")]


def test_the_conflict_over_salzburg_is_shown_as_one(bundled: KnowledgeBase) -> None:
    [conflict] = show(bundled, "ザルツブルク").as_json()["conflicts"]
    assert (conflict["id"], conflict["property"], conflict["reading"], conflict["conflicts"]) == (
        "partnership:kawasaki-salzburg",
        "designation",
        "友好都市",
        ["姉妹都市"],
    )
    assert {claim["document"] for claim in conflict["claims"]} == {
        "document:city-sister-list",
        "document:newsletter-21",
    }


def test_english_texts_hold_no_japanese_but_names_and_quotes(bundled: KnowledgeBase) -> None:
    found = show(bundled, "Shenyang").as_json()
    texts = [tie["text_en"] for tie in found["ties"]] + [item["text_en"] for item in found["unknown"]["items"]]
    assert texts
    assert not [text for text in texts if any("぀" <= letter <= "鿿" for letter in text)]


# Laws


@given(knowledge_bases())
@settings(max_examples=12, deadline=None)
def test_a_dossier_equals_what_the_records_say(facts: Facts) -> None:
    ask = asked(facts, None, "2005", "all")
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        with open_kb(folder) as kb:
            for id in place_ids(facts):
                same_as_the_records(show(kb, id, "2005").as_json(), id, facts, ask)


def same_as_the_records(found: dict[str, Any], id: str, facts: Facts, ask: Any) -> None:
    city = kind_of_id(id) in ("city", "region", "district")
    ties = [tie for tie in facts.get("partnerships", []) if is_party(id, tie, facts)]
    told = {tie["id"]: tie for tie in (*found["ties"], *found["proposed_ties"], *found["denials"])}
    assert set(told) == {tie["id"] for tie in ties}
    for tie in ties:
        assert told[tie["id"]]["status"] == status(tie, ask), tie
        dates = dates_of_activities(tie["id"], ask)
        assert (told[tie["id"]]["last_activity"] is None) == (not dates)
        if dates:
            assert told[tie["id"]]["last_activity"] == str(latest(dates)), tie
    for section in ("programmes", "events"):
        there = {record["id"] for record in facts.get(section, []) if city and id in places_at(record, facts)}
        assert there <= {one["id"] for one in found[section]}
    assert {item["record"] for item in found["unknown"]["items"]} <= {*told, id}


def is_party(id: str, tie: Record, facts: Facts) -> bool:
    parties = [party if isinstance(party, str) else party["id"] for party in tie["parties"]]
    return any(id in ways_up(party, facts) for party in parties)


def ways_up(id: str, facts: Facts) -> list[str]:
    """A party and what it is part of, up to the place that it stands for."""
    records = {record["id"]: record for _, record in all_records(facts)}
    found = [id]
    while kind_of_id(found[-1]) not in ("city", "region", "district") and "part_of" in records[found[-1]]:
        found.append(records[found[-1]]["part_of"])
    return found


def status(tie: Record, ask: Any) -> str:
    certainties = {item.get("certainty", "stated") for item in tie["evidence"]}
    if not certainties & {"stated", "implied"}:
        return "denied" if "negated" in certainties else "proposed"
    held = tie_holds(tie, ask)
    if held == "no":
        return "ended" if end_of(tie).last < ask.as_of.first else "later"
    return {"yes": "holds", "unknown": "unknown"}[held]
