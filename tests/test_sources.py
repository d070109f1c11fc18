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
