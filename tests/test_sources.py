"""Q26, `citykg ask sources`: every claim, the reading, who disagrees; and all that a document says."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from brute_force import Facts
from click.testing import CliRunner
from fact_strategies import all_records, knowledge_bases, write_folder
from hypothesis import given, settings

from kg.cli import main
from kg.knowledge_base import open_kb
from kg.sources import ask_sources

TEXT = """
documents:
  - {id: document:a, kind: register, title_ja: 一覧, date: 2010}
  - {id: document:b, kind: table, title_en: Notes, date: 2020}
  - {id: document:c, kind: table}
places:
  - {id: city:a, name_en: A, population: [{value: 5, evidence: [{document: document:b, place: p. 1}]}]}
  - {id: city:b, name_en: B, aliases: [Bee, {value: Be, evidence: [{document: document:c, place: p. 9}]}]}
sectors: [{id: sector:s, name_en: S}, {id: sector:t, name_en: T}]
partnerships:
  - id: partnership:ab
    kind: sister_city
    parties: [city:a, {id: city:b, evidence: [{document: document:c, place: p. 2}]}]
    designation:
      - {value: sister, evidence: [{document: document:a, place: row 1}]}
      - {value: friend, evidence: [{document: document:b, place: p. 3}]}
      - {value: twin, evidence: [{document: document:b, place: p. 4, certainty: negated}]}
    since:
      - {value: 1999-05-02, evidence: [{document: document:b, place: p. 5}]}
      - {value: 1999, evidence: [{document: document:a, place: row 1}]}
      - {value: 平成10年, evidence: [{document: document:c, place: p. 6}]}
    strict_sense: {assembly_approved: unknown}
    sectors:
      - sector: sector:s
        since:
          - {value: 2001, evidence: [{document: document:a, place: row 1}]}
          - {value: 2002, evidence: [{document: document:b, place: p. 7}]}
      - {sector: sector:t, until: 2005, evidence: [{document: document:b, place: p. 10}]}
    evidence:
      - {document: document:a, place: row 1}
      - {document: document:c, place: p. 8, certainty: negated}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("facts")
    (made / "facts.yaml").write_text(TEXT, encoding="utf-8")
    return made


def ask(folder: Path, id: str, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["ask", "sources", id, "--kb", str(folder), "--format", "json", *options])
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def answers(folder: Path, id: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["property"], one.get("entry", "")): one for one in ask(folder, id)["answers"]}


def test_a_value_is_read_by_the_rule_and_what_disagrees_is_a_conflict(folder: Path) -> None:
    designation = answers(folder, "partnership:ab")["designation", ""]
    assert (designation["reading"], designation["conflicts"]) == ("sister", ["friend"])
    assert [
        (claim["value"], claim["standing"], claim["document"], claim["place"]) for claim in designation["claims"]
    ] == [
        ("sister", "reading", "document:a", "row 1"),
        ("friend", "disagrees", "document:b", "p. 3"),
        ("twin", "denied", "document:b", "p. 4"),
    ]


def test_a_less_precise_date_agrees(folder: Path) -> None:
    since = answers(folder, "partnership:ab")["since", ""]
    assert (since["reading"], since["conflicts"]) == ("1999-05-02", ["平成10年"])
    assert {claim["value"]: claim["standing"] for claim in since["claims"]} == {
        "1999-05-02": "reading",
        "1999": "agrees",
        "平成10年": "disagrees",
    }


def test_a_tie_that_is_asserted_and_denied_is_contested(folder: Path) -> None:
    record = answers(folder, "partnership:ab")["record", ""]
    assert (record["reading"], record["conflicts"]) == ("contested", ["contested"])


def test_the_dates_of_an_entry_have_claims_of_their_own(folder: Path) -> None:
    found = answers(folder, "partnership:ab")
    assert found["sectors.since", "sector:s"]["reading"] == "2001"
    assert found["sectors.since", "sector:s"]["conflicts"] == ["2002"]
    [until] = found["sectors.until", "sector:t"]["claims"]
    assert (until["value"], until["document"], until["place"]) == ("2005", "document:b", "p. 10")


def test_entries_rest_on_their_own_evidence_or_on_that_of_the_record(folder: Path) -> None:
    parties = answers(folder, "partnership:ab")["parties", ""]
    assert {(claim["value"], claim["place"]) for claim in parties["claims"]} == {
        ("city:b", "p. 2"),
        ("city:a", "row 1"),
        ("city:a", "p. 8"),
    }
    assert {claim["value"] for claim in answers(folder, "B")["aliases", ""]["claims"]} == {"Be"}


def test_a_document_tells_all_that_it_says_in_the_order_of_its_places(folder: Path) -> None:
    found = ask(folder, "Notes")["answers"]
    assert [one["evidence"][0]["place"] for one in found] == ["p. 1", "p. 3", "p. 4", "p. 5", "p. 7", "p. 10"]
    assert {one["property"]: one["standing"] for one in found}["population"] == "reading"
    assert {one["evidence"][0]["document"] for one in found} == {"document:b"}


def test_stated_evidence_alone_and_a_limit_can_be_asked_for(folder: Path) -> None:
    assert "twin" not in json.dumps(ask(folder, "partnership:ab", "--evidence", "stated"))
    limited = ask(folder, "partnership:ab", "--limit", "2")
    assert (len(limited["answers"]), limited["found"] > 2) == (2, True)


def test_the_table_and_the_csv_tell_the_conflict(folder: Path) -> None:
    for lang, odd in (("ja", "食い違い"), ("en", "sources disagree")):
        table = CliRunner().invoke(main, ["ask", "sources", "partnership:ab", "--kb", str(folder), "--lang", lang])
        assert odd in table.stdout
    rows = CliRunner().invoke(main, ["ask", "sources", "partnership:ab", "--kb", str(folder), "--format", "csv"]).stdout
    read = list(csv.DictReader(io.StringIO(rows)))
    assert ("designation", "friend", "disagrees") in {(row["property"], row["value"], row["standing"]) for row in read}


@given(knowledge_bases())
@settings(max_examples=25, deadline=None)
def test_every_piece_of_evidence_is_a_claim_of_its_record_and_of_its_document(facts: Facts) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_folder(facts, Path(place))
        with open_kb(place) as kb:
            cited: Counter[str] = Counter()
            for _, record in all_records(facts):
                told = {
                    (claim["document"], claim["place"], claim["certainty"])
                    for one in ask_sources(kb, record["id"], limit=0).as_json()["answers"]
                    for claim in one.get("claims", one.get("evidence", ()))
                }
                said = set(evidence_in(record))
                if not record["id"].startswith("document:"):
                    assert told == said, record["id"]
                    cited.update(document for document, _, _ in said)
            for document in facts["documents"]:
                found = ask_sources(kb, document["id"], limit=0)
                assert bool(found.found) == bool(cited[document["id"]])


def evidence_in(said: Any) -> list[tuple[str, str, str]]:
    """Every piece of evidence in a record, wherever in it."""
    if isinstance(said, dict):
        own = [(said["document"], said["place"], said.get("certainty", "stated"))] if "place" in said else []
        return own + [item for part in said.values() for item in evidence_in(part)]
    return [item for part in said for item in evidence_in(part)] if isinstance(said, list) else []


# What an examination from outside found


def sources_of(tmp_path: Path, id: str, *texts: str) -> dict[tuple[str, str], dict[str, Any]]:
    folders = []
    for number, text in enumerate(texts):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "facts.yaml").write_text(text, encoding="utf-8")
        folders += ["--kb", str(tmp_path / str(number))]
    result = CliRunner().invoke(main, ["ask", "sources", id, *folders, "--format", "json"])
    assert result.exit_code == 0, result.stderr
    return {(one["property"], one.get("entry", "")): one for one in json.loads(result.stdout)["answers"]}


DOCUMENTS = "documents: [{id: document:d1, kind: register, date: 2010}, {id: document:d2, kind: table, date: 2011}]\n"
PLACES = "places: [{id: city:a, name: A}, {id: city:b, name: B}]\nsectors: [{id: sector:s, name: S}]\n"


def test_what_is_part_of_a_place_is_not_what_it_is_part_of(tmp_path: Path) -> None:
    text = DOCUMENTS + "places: [{id: region:r, name: R}, {id: city:a, name: A, part_of: region:r}]\n"
    assert ("part_of", "") not in sources_of(tmp_path, "region:r", text)


def test_each_folder_is_credited_with_the_entries_and_dates_that_it_tells(tmp_path: Path) -> None:
    tie = "partnerships: [{{id: partnership:ab, kind: memorandum, parties: [{0}, city:b], sectors: [{1}], evidence: [{2}]}}]\n"
    one = tie.format(
        "{id: city:a, evidence: [{document: document:d1, place: r3}]}",
        "{sector: sector:s, since: 1990, evidence: [{document: document:d1, place: r4}]}",
        "{document: document:d1, place: r1}",
    )
    other = tie.format("city:a", "{sector: sector:s, since: 1980}", "{document: document:d2, place: r1}")
    found = sources_of(tmp_path, "partnership:ab", DOCUMENTS + PLACES + one, other)
    assert {(claim["value"], claim["document"], claim["place"]) for claim in found["parties", ""]["claims"]} == {
        ("city:a", "document:d1", "r3"),
        ("city:a", "document:d2", "r1"),
        ("city:b", "document:d1", "r1"),
        ("city:b", "document:d2", "r1"),
    }
    dates = {
        (key[1], claim["value"], claim["document"])
        for key, one in found.items()
        if key[0] == "sectors.since"
        for claim in one["claims"]
    }
    assert dates == {("sector:s", "1990", "document:d1"), ("sector:s 2", "1980", "document:d2")}


def test_a_value_that_nothing_proves_is_told_and_may_disagree(tmp_path: Path) -> None:
    places = "places: [{{id: city:a, name: A, population: {}}}]\n"
    found = sources_of(tmp_path, "city:a", DOCUMENTS + places.format(1000), places.format(2000))
    population = found["population", ""]
    assert {claim["value"] for claim in population["claims"]} == {"1000", "2000"}
    assert {claim["document"] for claim in population["claims"]} == {None}
    assert len(population["conflicts"]) == 1


def test_a_tie_that_one_source_calls_a_twinning_and_another_a_sister_city_stays(tmp_path: Path) -> None:
    tie = """partnerships:
  - id: partnership:ab
    kind:
      - {value: sister_city, evidence: [{document: document:d1, place: p1}]}
      - {value: twinning, evidence: [{document: document:d2, place: p1}]}
    parties: [city:a, city:b]
    evidence: [{document: document:d1, place: p1}]
"""
    assert sources_of(tmp_path, "partnership:ab", DOCUMENTS + PLACES + tie)["kind", ""]["reading"] == "sister_city"


def test_a_denial_lends_a_value_no_weight(tmp_path: Path) -> None:
    tie = """partnerships:
  - id: partnership:ab
    kind: memorandum
    parties: [city:a, city:b]
    since:
      - value: 1980
        evidence: [{document: document:d0, place: r}, {document: document:d1, place: r, certainty: negated}]
      - {value: 1990, evidence: [{document: document:d2, place: r}]}
    evidence: [{document: document:d2, place: r}]
"""
    documents = DOCUMENTS.replace("[{id", "[{id: document:d0, kind: table, date: 2000}, {id", 1)
    assert sources_of(tmp_path, "partnership:ab", documents + PLACES + tie)["since", ""]["reading"] == "1990"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_values_in_one_document_the_first_place_is_read_whatever_the_order(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    claims = [
        "{value: 1000, evidence: [{document: document:d1, place: r1}]}",
        "{value: 2000, evidence: [{document: document:d1, place: r2}]}",
    ]
    listed = ", ".join(claims[index] for index in order)
    text = DOCUMENTS + f"places: [{{id: city:a, name: A, population: [{listed}]}}]\n"
    assert sources_of(tmp_path, "city:a", text)["population", ""]["reading"] == 1000


def test_an_event_that_is_asserted_and_denied_is_contested(tmp_path: Path) -> None:
    event = "events: [{id: event:e, name: E, evidence: [{document: document:d1, place: r}, {document: document:d2, place: r, certainty: negated}]}]\n"
    assert sources_of(tmp_path, "event:e", DOCUMENTS + event)["record", ""]["conflicts"] == ["contested"]


def test_a_name_that_is_denied_is_none(tmp_path: Path) -> None:
    places = "places: [{id: city:a, name: A, aliases: [{value: Aville, evidence: [{document: document:d1, place: r, certainty: negated}]}]}]\n"
    (tmp_path / "facts.yaml").write_text(DOCUMENTS + places, encoding="utf-8")
    result = CliRunner().invoke(main, ["show", "Aville", "--kb", str(tmp_path)])
    assert "No record is called" in result.stderr
