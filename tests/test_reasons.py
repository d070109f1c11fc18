"""What the reasons of an option say, and what they rest on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main

FACTS = """
documents:
  - {id: document:list, kind: register, title_en: List, date: 2020-01-01, url: "https://example.org/list"}
  - {id: document:paper, kind: table, title_en: Paper, date: 2021}
places:
  - {id: city:a, name_ja: 甲市, name_en: Ko, kana: こうべし}
  - {id: city:b, name_ja: 乙市, name_en: Otsu}
  - {id: city:c, name_ja: 丙市, name_en: Hei}
  - {id: region:d, name_ja: 丁州, name_en: Tei}
organisations:
  - {id: organisation:office, name_ja: 丙市局, name_en: Office of Hei, part_of: city:c}
sectors:
  - {id: sector:old, name_ja: 旧分野, name_en: Old}
  - {id: sector:new, name_ja: 新分野, name_en: New}
partnerships:
  - id: partnership:ab
    kind: sister_city
    parties: [city:b, city:a]
    since:
      - {value: 1990, evidence: [{document: document:list, place: row 1}]}
      - {value: 1995, evidence: [{document: document:paper, place: p. 1}]}
    sectors:
      - {sector: sector:old, until: 2000, evidence: [{document: document:paper, place: p. 2}]}
      - {sector: sector:new, since: 2001, evidence: [{document: document:paper, place: p. 3}]}
    evidence: [{document: document:paper, place: p. 9}]
  - id: partnership:ac
    kind: memorandum
    parties: [city:a, organisation:office]
    evidence: [{document: document:list, place: row 2}, {document: document:paper, place: p. 4, certainty: negated}]
  - id: partnership:bc-once
    kind: sister_city
    parties: [city:b, city:c]
    since: 1980
    until: 1999
    evidence: [{document: document:list, place: row 3}]
  - id: partnership:ad
    kind: sector_cooperation
    parties: [city:a, region:d]
    evidence: [{document: document:paper, place: p. 5, certainty: implied}]
  - id: partnership:ad-denied
    kind: friendship_city
    parties: [city:a, region:d]
    evidence: [{document: document:paper, place: p. 6, certainty: negated}]
events:
  - id: event:fair
    name_ja: 見本市
    name_en: Fair
    date: 2019
    participants:
      - city:a
      - {id: organisation:office, role: exhibitor, evidence: [{document: document:paper, place: p. 7}]}
    evidence: [{document: document:list, place: row 4}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reasons")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return folder


def asked(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["ask", "three-city", "--kb", str(folder), "--city", "甲市", *options])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def answer(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(folder, "--format", "json"))
    return found


def reasons(answer: dict[str, Any], *places: str) -> dict[str, tuple[str, list[str]]]:
    """The reasons of an option by their English sentence: the tag and the places of the evidence."""
    [option] = [one for one in answer["answers"] if set(one["places"]) == {"city:a", *places}]
    return {r["text_en"]: (r["tag"], [e["place"] for e in r["evidence"]]) for r in option["reasons"]}


def test_a_tie_is_told_with_the_city_asked_about_first_and_its_sectors_of_now(answer: dict[str, Any]) -> None:
    found = reasons(answer, "city:b", "city:c")
    sentence = "Ko and Otsu: sister city (since 1990; New since 2001) (sources disagree)."
    assert found[sentence] == ("実績", ["row 1", "p. 9"])


def test_what_a_tie_moved_on_from_is_told_with_its_own_evidence(answer: dict[str, Any]) -> None:
    [(tag, places)] = [told for text, told in reasons(answer, "city:b", "city:c").items() if "moved from" in text]
    assert (tag, places) == ("発展", ["p. 2", "p. 3"])


def test_a_tie_that_ended_is_told_beside_the_missing_side(answer: dict[str, Any]) -> None:
    found = reasons(answer, "city:b", "city:c")
    assert found["Otsu and Hei: sister city (1980–1999) has ended."] == ("弱い", ["row 3"])
    missing = "The loaded documents name no tie between Otsu and Hei that certainly holds as of 2021."
    assert found[missing] == ("不明", [])


def test_a_tie_that_a_document_denies_is_told_as_contested(answer: dict[str, Any]) -> None:
    found = reasons(answer, "city:b", "city:c")
    assert found["Ko and Office of Hei: memorandum."] == ("実績", ["row 2"])
    assert found["A document denies this tie: Ko and Office of Hei: memorandum."] == ("弱い", ["p. 4"])


def test_who_takes_part_is_proven_by_what_says_so_of_the_participant(answer: dict[str, Any]) -> None:
    found = reasons(answer, "city:b", "city:c")
    assert found["Ko and Hei take part in Fair (2019)."] == ("実績", ["row 4", "p. 7"])


def test_a_region_a_denial_and_an_inference_are_told(answer: dict[str, Any]) -> None:
    found = reasons(answer, "city:b", "region:d")
    assert found["Ko and Tei: co-operation in a sector (implied)."] == ("実績", ["p. 5"])
    assert found["Tei is no city but a state, province, prefecture or other region."] == ("弱い", [])
    assert found["Ko and Tei are not sister or friendship cities, so no twins."] == ("弱い", ["p. 6"])


def test_stated_evidence_alone_leaves_the_implied_tie_out(folder: Path) -> None:
    stated = json.loads(asked(folder, "--format", "json", "--evidence", "stated"))
    assert not [one for one in stated["answers"] if "region:d" in one["places"]]


def test_the_documents_that_the_reasons_rest_on_are_listed(folder: Path, answer: dict[str, Any]) -> None:
    listed = {"title_ja": "List", "title_en": "List", "date": "2020-01-01", "url": "https://example.org/list"}
    assert answer["documents"]["document:list"] == listed
    assert "https://example.org/list" in asked(folder, "--lang", "en")


def test_the_table_puts_the_middle_city_in_the_middle(folder: Path) -> None:
    assert "Otsu ― Ko ― Hei" in asked(folder, "--lang", "en")


def test_the_table_says_why_it_answers_as_of_that_date(folder: Path) -> None:
    assert "newest document's date" in asked(folder, "--lang", "en")
    assert "newest document's date" not in asked(folder, "--lang", "en", "--as-of", "2021")


@pytest.mark.parametrize("name", ["甲", "こうべ", "コウベ", "こうべし", "KO"])
def test_a_city_is_found_without_its_suffix_and_by_kana(folder: Path, name: str) -> None:
    result = CliRunner().invoke(main, ["ask", "three-city", "--kb", str(folder), "--city", name, "--format", "json"])
    assert json.loads(result.stdout)["asked"]["city"] == "city:a"


def test_trainees_without_sender_and_host_are_remarked_on(tmp_path: Path) -> None:
    text = FACTS.replace("kind: memorandum", "kind: environmental_technology_trainee")
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 0
    assert "partnership:ac wants a party of role sender and one of role host" in result.stderr


def test_a_cache_that_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYKG_CACHE", str(folder / "facts.yaml"))
    result = CliRunner().invoke(main, ["ask", "three-city", "--kb", str(folder), "--city", "甲市"])
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert "CITYKG_CACHE" in result.stderr


def test_a_folder_without_a_name_is_refused() -> None:
    result = CliRunner().invoke(main, ["ask", "three-city", "--kb", "", "--city", "甲市"])
    assert (result.exit_code, "empty name" in result.stderr) == (1, True)


SECTOR_LATER = """
documents: [{id: document:list, kind: register, date: 2014}]
places: [{id: city:a, name: A}, {id: city:b, name: B}, {id: city:c, name: C}]
sectors: [{id: sector:s, name: S}]
partnerships:
  - id: partnership:ab
    kind: memorandum
    parties: [city:a, city:b]
    since: 1990
    sectors: [{sector: sector:s, since: 2014}]
    evidence: [{document: document:list, place: row 1}]
  - id: partnership:ac
    kind: memorandum
    parties: [city:a, city:c]
    since: 1990
    sectors: [sector:s]
    evidence: [{document: document:list, place: row 2}]
  - id: partnership:helper
    kind: memorandum
    parties: [{id: city:a, role: observer}, city:b]
    evidence: [{document: document:list, place: row 3}]
"""


def test_a_sector_that_may_have_begun_is_unknown_and_not_denied(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(SECTOR_LATER, encoding="utf-8")
    command = ["ask", "three-city", "--kb", str(tmp_path), "--city", "A", "--sector", "S", "--as-of", "2014-06"]
    found = json.loads(CliRunner().invoke(main, [*command, "--format", "json"]).stdout)
    [option] = found["answers"]
    told = {reason["text_en"]: reason["tag"] for reason in option["reasons"]}
    assert told["Whether the tie between A and B is in S as of 2014-06 is not known."] == "不明"
    assert not [text for text in told if text.startswith("Nothing says")]
    assert [item["partnership"] for item in found["unknown"]["items"]] == ["partnership:helper"]
