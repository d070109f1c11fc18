"""What `citykg diff` says of each kind of difference, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from brute_force import Facts
from diffing import BASE, DENIAL, LIST, PAPER, PROPOSAL, changed, diff_of, sentences, with_record

from schema.facts import Facts as Model
from schema.kinds import Role
from schema.labels import LABELS
from schema.partnerships import StrictSense
from schema.words import PROPERTIES, TYPES, WORDS

TIE = {"id": "partnership:new", "kind": "friendship_city", "parties": ["city:a", "city:c"], "evidence": [PAPER]}
TRAINEES = {
    "kind": "environmental_technology_trainee",
    "parties": [{"id": "city:c", "role": "sender"}, {"id": "city:a", "role": "host"}],
}

ADDED: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "partnerships",
        {**TIE, "designation": "友好都市", "since": "2020-05", "sectors": ["sector:s"]},
        "甲市・丙市：友好都市（2020-05から、芸術）が加わった。",
        "A tie was added: Aton and Ceton: friendship city (since 2020-05; art).",
    ),
    (
        "partnerships",
        {**TIE, "since": "平成2年", "sectors": [{"sector": "sector:s", "since": "1995", "until": "1999"}]},
        "甲市・丙市：友好都市（平成2年から、芸術（1995～1999））が加わった。",
        "A tie was added: Aton and Ceton: friendship city (since 1990; art (1995–1999)).",
    ),
    (
        "partnerships",
        {**TIE, "kind": "joint_agreement", "parties": ["city:a", "city:b", "city:c"], "since": "2021"},
        "甲市・乙市・丙市：多都市間の合意（2021から）が加わった。",
        "A tie was added: Aton, Beton and Ceton: joint agreement (since 2021).",
    ),
    (
        "partnerships",
        {**TIE, **TRAINEES},
        "丙市から甲市へ：環境技術研修生の受入が加わった。",
        "A tie was added: Ceton → Aton: environmental-technology trainees.",
    ),
    (
        "partnerships",
        {**TIE, "evidence": [DENIAL]},
        "「甲市と丙市は姉妹都市・友好都市ではない」とする資料が加わった。",
        "A denial was added: Aton and Ceton are not sister or friendship cities, so no twins.",
    ),
    (
        "partnerships",
        {**TIE, **TRAINEES, "evidence": [DENIAL]},
        "「丙市から甲市へ：環境技術研修生の受入」を否定する資料が加わった。",
        "A denial was added: Ceton → Aton: environmental-technology trainees.",
    ),
    (
        "partnerships",
        {**TIE, "evidence": [PROPOSAL]},
        "甲市・丙市：友好都市（提案のみ）が加わった。",
        "A proposed tie was added: Aton and Ceton: friendship city.",
    ),
    (
        "partnerships",
        {**TIE, "evidence": [LIST, DENIAL]},
        "甲市・丙市：友好都市（否定する資料もある）が加わった。",
        "A contested tie was added: Aton and Ceton: friendship city.",
    ),
    (
        "places",
        {"id": "region:r", "name_ja": "丁州", "name_en": "Dtate"},
        "州・県など「丁州」が加わった。",
        "Dtate (region) was added.",
    ),
    ("organisations", {"id": "organisation:x"}, "組織「x」が加わった。", "x (organisation) was added."),
    ("sectors", {"id": "sector:u", "name_ja": "弓術"}, "分野「弓術」が加わった。", "弓術 (sector) was added."),
    (
        "documents",
        {"id": "document:d", "kind": "table", "title_ja": "記録", "title_en": "Record", "date": "昭和63年"},
        "資料「記録」（表、昭和63年）が加わった。",
        "Record (document; table; 1988) was added.",
    ),
    (
        "events",
        {
            "id": "event:e",
            "name_ja": "見本市",
            "name_en": "Fair",
            "date": "2022-05",
            "participants": ["city:a", "city:b"],
            "evidence": [LIST],
        },
        "行事「見本市」（2022-05、参加者：甲市・乙市）が加わった。",
        "Fair (event; 2022-05; with Aton and Beton) was added.",
    ),
    (
        "activities",
        {
            "id": "activity:v",
            "name_ja": "市長の訪問",
            "name_en": "The mayor's visit",
            "partnership": "partnership:ab",
            "date": "2021-10",
            "mode": "visit",
            "evidence": [LIST],
        },
        "活動「市長の訪問」（2021-10、訪問、甲市・乙市：姉妹都市）が加わった。",
        "The mayor's visit (activity; 2021-10; visit; Aton and Beton: sister city) was added.",
    ),
    (
        "activities",
        {"id": "activity:v", "partnership": "partnership:ab", "evidence": [LIST]},
        "活動「甲市・乙市の活動」（甲市・乙市：姉妹都市）が加わった。",
        "Aton and Beton: activity (activity; Aton and Beton: sister city) was added.",
    ),
    (
        "proposals",
        {
            "id": "proposal:p",
            "name_ja": "合同の展覧会",
            "name_en": "A joint show",
            "proposes": ["city:a", "city:b"],
            "sectors": ["sector:s"],
            "evidence": [PROPOSAL],
        },
        "提案「合同の展覧会」（対象：甲市・乙市、芸術）が加わった。",
        "A joint show (proposal; about Aton and Beton; art) was added.",
    ),
    (
        "judgements",
        {"id": "judgement:j", "about": ["city:a", "city:b"], "verdict": "aside", "reason": "遠い"},
        "判断「甲市・乙市」（候補から外す、理由：「遠い」）が加わった。",
        "Aton and Beton (judgement; put aside; reason: “遠い”) was added.",
    ),
]


@pytest.mark.parametrize(("section", "record", "ja", "en"), ADDED, ids=[ja for _, _, ja, _ in ADDED])
def test_a_record_that_was_added_or_removed_is_told_by_what_it_is(
    tmp_path: Path, section: str, record: dict[str, Any], ja: str, en: str
) -> None:
    more = with_record(section, **record)
    assert sentences(diff_of(tmp_path, BASE, more)) == [("added", ja, en)]
    gone = [("removed", ja.replace("加わった", "除かれた"), en.replace("was added", "was removed"))]
    assert sentences(diff_of(tmp_path, more, BASE)) == gone


def claims(*values: tuple[str, dict[str, str]]) -> list[dict[str, Any]]:
    return [{"value": value, "evidence": [evidence]} for value, evidence in values]


OFFICE, AB, SHIP = "organisation:o", "partnership:ab", "programme:g"
CHANGED: list[tuple[Facts, Facts, str, str, str]] = [
    (
        BASE,
        changed(AB, since=claims(("1992", LIST), ("1992-04-17", PAPER)), evidence=[LIST]),
        "changed",
        "姉妹都市（甲市・乙市）の始まり：1992 → 1992-04-17。",
        "Aton and Beton (sister city), beginning: 1992 → 1992-04-17.",
    ),
    (
        changed(AB, since="1992-04-17"),
        changed(AB, since=claims(("1992-04-17", LIST), ("平成4年", PAPER))),
        "changed",
        "姉妹都市（甲市・乙市）の始まりを平成4年とする資料も加わった（1992-04-17と一致する）。",
        "Aton and Beton (sister city), beginning: a source that says 1992 was added (agrees with 1992-04-17).",
    ),
    (
        BASE,
        changed(AB, designation=claims(("姉妹都市", LIST), ("友好都市", PAPER))),
        "changed",
        "姉妹都市（甲市・乙市）の呼び方を「友好都市」とする資料も加わった（「姉妹都市」と食い違う）。",
        "Aton and Beton (sister city), designation: a source that says “友好都市” was added (disagrees with “姉妹都市”).",
    ),
    (
        BASE,
        changed(AB, designation=claims(("姉妹都市", LIST), ("友好都市", PROPOSAL))),
        "changed",
        "姉妹都市（甲市・乙市）の呼び方を「友好都市」とする提案も加わった。",
        "Aton and Beton (sister city), designation: a proposal of “友好都市” was added.",
    ),
    (
        changed(AB, since=claims(("1992", LIST), ("1993", DENIAL))),
        BASE,
        "changed",
        "姉妹都市（甲市・乙市）の始まりを1993とすることを否定する資料が除かれた。",
        "Aton and Beton (sister city), beginning: a source that denies 1993 was removed.",
    ),
    (
        BASE,
        changed(AB, since=[{"value": "1992", "evidence": [LIST, PAPER]}]),
        "changed",
        "姉妹都市（甲市・乙市）の始まり（1992）の根拠が加わった。",
        "Aton and Beton (sister city), beginning 1992: evidence was added.",
    ),
    (
        BASE,
        changed(AB, since=claims(("1992", DENIAL))),
        "changed",
        "姉妹都市（甲市・乙市）の始まり：1992 → 記載なし。",
        "Aton and Beton (sister city), beginning: 1992 → not said.",
    ),
    (
        BASE,
        changed(AB, evidence=[LIST, PAPER]),
        "changed",
        "姉妹都市（甲市・乙市）の根拠が加わった。",
        "Aton and Beton (sister city): evidence was added.",
    ),
    (
        BASE,
        changed(AB, evidence=[PAPER]),
        "changed",
        "姉妹都市（甲市・乙市）の根拠が加わった。",
        "Aton and Beton (sister city): evidence was added.",
    ),
    (
        BASE,
        changed(AB, until="2024-03"),
        "ended",
        "甲市・乙市：姉妹都市（1992から、芸術）は、2024-03までとなった。",
        "This tie now has an end, 2024-03: Aton and Beton: sister city (since 1992; art).",
    ),
    (
        changed(AB, until="2024-03"),
        BASE,
        "changed",
        "姉妹都市（甲市・乙市）の終わり：2024-03 → 記載なし。",
        "Aton and Beton (sister city), end: 2024-03 → not said.",
    ),
    (
        BASE,
        changed(SHIP, until="平成26年度"),
        "ended",
        "事業「若者の船」（2001から、参加者：甲市・乙市）は、平成26年度までとなった。",
        "Youth ship (programme; since 2001; with Aton and Beton) now has an end: 2014-04-01/2015-03-31.",
    ),
    (
        BASE,
        changed(AB, sectors=[{"sector": "sector:s", "since": "1992", "until": "2000"}]),
        "ended",
        "姉妹都市（甲市・乙市）の分野「芸術」は、2000までとなった。",
        "Aton and Beton (sister city), sector art now has an end: 2000.",
    ),
    (
        BASE,
        changed(AB, evidence=[LIST, DENIAL]),
        "ended",
        "甲市・乙市：姉妹都市（1992から、芸術）を否定する資料が加わった（認める資料もある）。",
        "A source that denies this tie was added (others assert it): Aton and Beton: sister city (since 1992; art).",
    ),
    (
        changed(AB, evidence=[LIST, DENIAL]),
        changed(AB, evidence=[DENIAL]),
        "ended",
        "甲市・乙市：姉妹都市（1992から、芸術）は、否定する資料だけになり、つながりと数えなくなった。",
        "This tie is now only denied, and no longer counts: Aton and Beton: sister city (since 1992; art).",
    ),
    (
        changed(AB, evidence=[PROPOSAL]),
        changed(AB, evidence=[PROPOSAL, LIST]),
        "changed",
        "甲市・乙市：姉妹都市（1992から、芸術）の位置づけ：提案のみ → 資料が認める。",
        "Aton and Beton: sister city (since 1992; art), standing: only proposed → asserted.",
    ),
    (
        BASE,
        changed(OFFICE, part_of="city:b"),
        "changed",
        "組織「国際課」の属する先：甲市 → 乙市。",
        "Office (organisation), part of: Aton → Beton.",
    ),
    (
        BASE,
        changed(AB, kind="friendship_city"),
        "changed",
        "姉妹都市（甲市・乙市）の種類：姉妹都市 → 友好都市。",
        "Aton and Beton (friendship city), kind: sister city → friendship city.",
    ),
    (
        BASE,
        changed(AB, strict_sense={"assembly_approved": "yes"}),
        "changed",
        "姉妹都市（甲市・乙市）の議会の承認：記載なし → はい。",
        "Aton and Beton (sister city), approved by the assembly: not said → yes.",
    ),
    (
        BASE,
        changed(AB, parties=["city:a", "city:b", {"id": "city:c", "role": "observer"}]),
        "changed",
        "姉妹都市（甲市・乙市）の当事者に丙市（オブザーバー）が加わった。",
        "Aton and Beton (sister city), party: Ceton (observer) was added.",
    ),
    (
        BASE,
        changed(AB, sectors=[{"sector": "sector:s", "since": "1992"}, "sector:t"]),
        "changed",
        "姉妹都市（甲市・乙市）の分野に馬術が加わった。",
        "Aton and Beton (sister city), sector: riding was added.",
    ),
    (
        BASE,
        changed(AB, sectors=[{"sector": "sector:s", "since": "1992"}, {"sector": "sector:t", "evidence": [DENIAL]}]),
        "changed",
        "姉妹都市（甲市・乙市）の分野を馬術とすることを否定する資料も加わった。",
        "Aton and Beton (sister city), sector: a source that denies riding was added.",
    ),
    (
        BASE,
        changed(AB, sectors=[{"sector": "sector:s", "since": "1992", "evidence": [LIST, PAPER]}]),
        "changed",
        "姉妹都市（甲市・乙市）の分野「芸術」の根拠が加わった。",
        "Aton and Beton (sister city), sector art: evidence was added.",
    ),
    (
        BASE,
        changed(AB, benefits=[{"to": "city:a", "sector": "sector:t", "note": "馬"}]),
        "changed",
        "姉妹都市（甲市・乙市）の利点に甲市、馬術、「馬」が加わった。",
        "Aton and Beton (sister city), benefit: Aton, riding, “馬” was added.",
    ),
    (
        BASE,
        changed(SHIP, participants=[{"id": "city:a", "role": "host"}]),
        "changed",
        "事業「若者の船」の参加者から乙市が外れた。",
        "Youth ship (programme), participant: Beton was removed.",
    ),
    (
        BASE,
        changed("city:a", strengths=["sector:s"]),
        "changed",
        "都市「甲市」の強みに芸術が加わった。",
        "Aton (city), strength: art was added.",
    ),
    (
        BASE,
        changed("city:a", aliases=["かぶと", "カブト"]),
        "changed",
        "都市「甲市」の別名に「カブト」が加わった。",
        "Aton (city), other name: “カブト” was added.",
    ),
    (
        BASE,
        changed("city:a", name_en="Aton-by-the-Sea"),
        "changed",
        "都市「甲市」の英語名：「Aton」 → 「Aton-by-the-Sea」。",
        "Aton-by-the-Sea (city), English name: “Aton” → “Aton-by-the-Sea”.",
    ),
    (
        BASE,
        changed("city:a", population="1460000"),
        "changed",
        "都市「甲市」の人口：記載なし → 1460000。",
        "Aton (city), population: not said → 1460000.",
    ),
    (
        BASE,
        changed("document:list", kind="table"),
        "changed",
        "資料「一覧」の種類：登録簿 → 表。",
        "The list (document), kind: register → table.",
    ),
]


@pytest.mark.parametrize(("old", "new", "heading", "ja", "en"), CHANGED, ids=[ja for _, _, _, ja, _ in CHANGED])
def test_a_change_is_told_from_what_to_what(
    tmp_path: Path, old: Facts, new: Facts, heading: str, ja: str, en: str
) -> None:
    told = sentences(diff_of(tmp_path, old, new))
    assert [one for one in told if not one[1].endswith("）の根拠が除かれた。")] == [(heading, ja, en)]


@pytest.mark.parametrize(
    "new",
    [
        changed(AB, since="平成4年"),
        changed(AB, since=claims(("1992", LIST))),
        changed(AB, parties=["city:b", {"id": "city:a", "role": "party"}]),
        changed(AB, sectors=[{"sector": "sector:s", "since": claims(("1992", LIST)), "evidence": [LIST]}]),
        changed(SHIP, participants=["city:b", {"id": "city:a", "role": "host"}]),
        changed("city:a", lat="35.50", aliases="かぶと"),
        changed("city:a", lat=[{"value": "35.5", "evidence": []}]),
        {**BASE, "places": BASE["places"][::-1]},
    ],
)
def test_what_is_only_written_otherwise_is_no_change(tmp_path: Path, new: Facts) -> None:
    assert sentences(diff_of(tmp_path, BASE, new)) == []
    assert sentences(diff_of(tmp_path, new, BASE)) == []


def test_a_change_tells_the_values_and_the_evidence_to_a_program(tmp_path: Path) -> None:
    since = claims(("1992", LIST), ("1992-04-17", PAPER))
    [one] = diff_of(tmp_path, BASE, changed(AB, since=since))["changed"]
    assert (one["id"], one["section"], one["change"], one["property"]) == (AB, "partnerships", "reading", "since")
    assert (one["old"], one["new"], one["evidence"]) == ("1992", "1992-04-17", [{**PAPER, "certainty": "stated"}])


def test_a_value_that_is_denied_now_is_told_with_its_denial(tmp_path: Path) -> None:
    answer = diff_of(tmp_path, BASE, changed(AB, since=claims(("1992", DENIAL))))
    assert [(one["old"], one["new"], one["evidence"]) for one in answer["changed"]] == [("1992", None, [DENIAL])]


def test_the_denial_of_what_was_read_is_told_beside_the_new_reading(tmp_path: Path) -> None:
    answer = diff_of(tmp_path, BASE, changed(AB, since=claims(("1992", DENIAL), ("1993", LIST))))
    told = [(one["change"], one["old"], one["new"], one["evidence"]) for one in answer["changed"]]
    stated = {**LIST, "quote": "", "certainty": "stated"}
    assert told == [
        ("reading", "1992", "1993", [stated]),
        ("evidence", None, "1992", [DENIAL]),
        ("evidence", "1992", None, [stated]),
    ]


def test_quotes_within_a_title_become_double_ones(tmp_path: Path) -> None:
    quoting = {"id": "document:q", "kind": "table", "title_ja": "ブログ「語る会」"}
    assert sentences(diff_of(tmp_path, BASE, with_record("documents", **quoting))) == [
        ("added", "資料「ブログ『語る会』」（表）が加わった。", "ブログ「語る会」 (document; table) was added.")
    ]


def test_an_entry_tells_the_entry_to_a_program(tmp_path: Path) -> None:
    new = changed(AB, sectors=[{"sector": "sector:s", "since": "1992", "until": "2000"}, {"sector": "sector:t"}])
    answer = diff_of(tmp_path, BASE, new)
    [entry], [ended] = answer["changed"], answer["ended"]
    assert (entry["change"], entry["property"], entry["old"], entry["new"]) == (
        "entry",
        "sectors",
        None,
        {"sector": "sector:t"},
    )
    assert (ended["property"], ended["old"], ended["new"]) == ("sectors/sector:s/until", None, "2000")


def test_a_denial_is_told_once_with_its_evidence(tmp_path: Path) -> None:
    answer = diff_of(tmp_path, BASE, changed(AB, evidence=[LIST, DENIAL]))
    assert answer["changed"] == []
    assert [one["evidence"] for one in answer["ended"]] == [[DENIAL]]


def test_evidence_of_the_whole_record_is_not_told_of_each_value_again(tmp_path: Path) -> None:
    answer = diff_of(tmp_path, BASE, changed(AB, evidence=[LIST, PAPER]))
    assert [(one["change"], one["property"]) for one in answer["changed"]] == [("evidence", "evidence")]


def test_two_spells_in_a_sector_are_told_apart(tmp_path: Path) -> None:
    first, second = {"sector": "sector:s", "since": "1992"}, {"sector": "sector:s", "since": "2010"}
    answer = diff_of(tmp_path, BASE, changed(AB, sectors=[second, first]))
    assert [one["text_ja"] for one in answer["changed"]] == [
        "姉妹都市（甲市・乙市）の分野に芸術（2010から）が加わった。"
    ]


def test_every_property_and_word_of_the_format_has_a_name_in_both_languages() -> None:
    properties = {name for field in Model.model_fields.values() for name in get_args(field.annotation)[0].model_fields}
    unnamed = {*properties, *StrictSense.model_fields} - set(PROPERTIES) - {"id", "evidence", "strict_sense"}
    assert not unnamed
    assert set(TYPES) == set(LABELS)
    assert {str(role) for role in Role} <= set(WORDS["role"])
