"""`citykg diff` as it is called: folders, what both refer to, faults, formats, and texts that nobody can trust."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from diffing import BASE, LIST, changed, citykg_diff, diff_of, ids, sentences, with_record
from fact_strategies import write_folder

from kg.cli import main

NOTHING = {"ja": "違いはない。\n", "en": "No difference.\n"}


def folder(path: Path, text: str) -> str:
    path.mkdir()
    (path / "facts.yaml").write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("language", NOTHING)
def test_nothing_differs_between_a_folder_and_itself(language: str) -> None:
    result = citykg_diff("bundled", "bundled", "--lang", language)
    assert (result.exit_code, result.stdout, result.stderr) == (0, NOTHING[language], "")


def test_the_table_has_a_heading_for_each_sort_and_a_proof_for_each_sentence(tmp_path: Path) -> None:
    proof = {"document": "document:paper", "place": "line 7", "quote": "姉妹都市の甲市", "certainty": "implied"}
    for name, facts in (("old", BASE), ("new", changed("partnership:ab", until="2020", evidence=[LIST, proof]))):
        (tmp_path / name).mkdir()
        write_folder(facts, tmp_path / name)
    arguments = (str(tmp_path / "old"), str(tmp_path / "new"))
    shown = citykg_diff(*arguments).stdout
    assert "変わったもの（1件）\n" in shown
    assert "終わったもの・否定されたもの（1件）\n" in shown
    assert "└ 新聞, 7行目「姉妹都市の甲市」（推定）\n" in shown
    assert "└ 一覧, row 1\n" in shown
    assert "Ended or denied (1)\n" in citykg_diff(*arguments, "--lang", "en").stdout


def test_the_versions_of_both_are_told(tmp_path: Path) -> None:
    answer = diff_of(tmp_path, BASE, changed("city:a", lat="36"))
    assert answer["diff"] == [str(tmp_path / "old"), str(tmp_path / "new")]
    old, new = answer["facts_versions"]
    assert old != new
    assert list(answer) == ["diff", "added", "changed", "ended", "removed", "facts_versions"]


REFERS = """\
documents: [{{id: document:own, kind: table, title_ja: 自分の表}}]
partnerships:
  - {{id: partnership:own, kind: memorandum, parties: [city:kawasaki, city:lubeck], since: {since},
      evidence: [{{document: document:own, place: row 1}}]}}
"""


def test_folders_that_refer_to_bundled_facts_are_compared_beside_them(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", REFERS.format(since="1999"))
    new = folder(tmp_path / "new", REFERS.format(since="1999-05"))
    alone = citykg_diff(old, new)
    assert alone.exit_code == 1
    assert "city:kawasaki is nowhere" in alone.stderr
    answer = json.loads(citykg_diff(old, new, "--kb", "bundled", "--format", "json").stdout)
    assert sentences(answer) == [
        (
            "changed",
            "覚書・協定（川崎市・リューベック市）の始まり：1999 → 1999-05。",
            "Kawasaki and Lübeck (memorandum), beginning: 1999 → 1999-05.",
        )
    ]
    same = json.loads(citykg_diff("bundled", new, "--kb", "bundled", "--format", "json").stdout)
    assert ids(same, "added") == ["document:own", "partnership:own"]


def test_the_folders_of_the_environment_are_not_taken_for_what_both_refer_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYKG_KB", str(tmp_path / "nowhere"))
    assert citykg_diff("bundled", "bundled").exit_code == 0


@pytest.mark.parametrize(("place", "which"), [(0, "OLD"), (1, "NEW")])
def test_an_error_says_which_of_the_two_folders_it_is_about(tmp_path: Path, place: int, which: str) -> None:
    faulty = folder(tmp_path / "faulty", "places:\n  - {id: city:a, lat: north}\n")
    for broken, what in ((faulty, "faulty/facts.yaml:2:"), (str(tmp_path / "none"), "there is no such folder")):
        arguments = ["bundled", "bundled"]
        arguments[place] = broken
        result = citykg_diff(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"Error: {which} cannot be compared:\n")
        assert what in result.stderr


def test_a_record_in_another_file_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    write_folder(BASE, tmp_path / "one")
    (tmp_path / "two/below").mkdir(parents=True)
    places = {"places": BASE["places"]}
    write_folder(places, tmp_path / "two/below")
    write_folder({key: value for key, value in BASE.items() if key != "places"}, tmp_path / "two")
    assert citykg_diff(str(tmp_path / "one"), str(tmp_path / "two")).stdout == NOTHING["ja"]


# Ids that joining changed


KNOWN = "places: [{id: city:known, name_ja: 甲市, name_en: Aton, wikidata: Q1}]\n"
OWN = """\
documents: [{{id: document:own, kind: table}}]
places: [{{id: city:own, name_ja: 甲市, name_en: Aton{code}}}, {{id: city:z}}]
partnerships:
  - {{id: partnership:t, kind: sister_city, parties: [city:own, city:z], evidence: [{{document: document:own, place: p}}]}}
"""


def test_a_place_that_a_code_joins_with_another_is_no_change_but_for_the_code(tmp_path: Path) -> None:
    old, new = OWN.format(code=""), OWN.format(code=", wikidata: Q1")
    arguments = (folder(tmp_path / "old", old), folder(tmp_path / "new", new))
    beside = ("--kb", folder(tmp_path / "known", KNOWN))
    assert citykg_diff(*arguments, *beside).stdout == NOTHING["ja"]
    assert citykg_diff(*arguments[::-1], *beside).stdout == NOTHING["ja"]
    alone = json.loads(citykg_diff(*arguments, "--format", "json").stdout)
    assert [told for _, told, _ in sentences(alone)] == ["都市「甲市」のWikidataの番号：記載なし → Q1。"]


def test_a_place_that_is_new_and_joined_with_a_known_one_tells_only_what_it_adds(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", "places: [{id: city:z}]\n")
    new = folder(tmp_path / "new", "places: [{id: city:z}, {id: city:own, wikidata: Q1, population: 5}]\n")
    answer = json.loads(
        citykg_diff(old, new, "--kb", folder(tmp_path / "known", KNOWN), "--format", "json").stdout,
    )
    assert sentences(answer) == [
        ("changed", "都市「甲市」の人口：記載なし → 5。", "Aton (city), population: not said → 5.")
    ]


def test_a_twinning_that_turns_out_to_be_a_sister_city_keeps_its_tie(tmp_path: Path) -> None:
    other = {"kind": "twinning", "parties": ["city:a", "city:c"], "evidence": [LIST]}
    twinning = with_record("partnerships", id="partnership:w", **other)
    both = copy.deepcopy(twinning)
    both["partnerships"].append({**other, "id": "partnership:ac", "kind": "sister_city"})
    answer = diff_of(tmp_path, twinning, both)
    assert (answer["added"], answer["removed"]) == ([], [])
    assert [one["text_ja"] for one in answer["changed"]] == [
        "姉妹都市（甲市・丙市）の種類：姉妹・友好提携 → 姉妹都市。"
    ]


# Texts that nobody can trust


def test_markup_in_facts_is_shown_as_it_is(tmp_path: Path) -> None:
    for name, text in (("old", "[bold]x[/bold]"), ("new", "[/red] {old} %s\n:boom:")):
        (tmp_path / name).mkdir()
        write_folder(changed("partnership:ab", note=text, designation="[link=x]姉妹[/link]"), tmp_path / name)
    shown = citykg_diff(str(tmp_path / "old"), str(tmp_path / "new")).stdout
    assert "[link=x]姉妹[/link]（甲市・乙市）の注記：「[bold]x[/bold]」 → 「[/red] {old} %s :boom:」。" in shown


def test_a_folder_that_builds_on_another_is_told_how_to_compare_it(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("places: [{id: city:new-place, name_ja: 新市}]\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["diff", "bundled", str(tmp_path), "--lang", "en"])
    assert "If NEW adds to it, say --kb bundled." in result.stderr
    result = CliRunner().invoke(main, ["diff", "bundled", str(tmp_path), "--kb", "bundled", "--lang", "en"])
    assert result.stderr == ""
    assert "新市" in result.stdout
