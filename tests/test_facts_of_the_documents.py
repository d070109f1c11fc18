"""The newsletter and the plan, held against the facts: what the texts count, name and list is in data/kawasaki."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.knowledge_base import bundled_folder
from loaders.folder import load
from loaders.quotes import fold
from loaders.references import walk
from schema.activities import MODES
from schema.evidence import Certainty, Claim, Evidence
from schema.facts import Facts
from schema.kinds import KINDS
from schema.records import Record
from schema.vocabulary import Policy

NEWSLETTER, PLAN = "document:newsletter-21", "document:policy-plan"
WIKIDATA = "document:wikidata-2016-09"
WHOLE_PLAN = "policy:kawasaki-international-plan"
POLICIES = [
    "川崎発の最先端技術で世界をリードするまち",
    "発信力を高め世界的プレゼンスを確立するまち",
    "多様性が市民の生活を…",
]

MEASURES = slice(74, 269)  # lines 75 to 269
PAST_WORK = slice(309, 465)  # lines 310 to 465

# What ends like the name of a city, state, port, prefecture or country in the texts and names none. A run of characters
# is cut behind each such ending, so 川崎国 is the beginning of 川崎国際環境技術展.
NO_PLACES = """
    市 港 県 国 本市 都市 三都市 二都市 他都市 相手都市 近隣都市 海外都市 海外諸都市 産業都市 先端技術都市 グローバル都市
    姉妹都市 交流姉妹都市 検証姉妹都市 友好都市 姉妹友好都市 友好港 海外諸港 羽田空港
    全国 外国 帰国 海外帰国 新興国 人市 間市 戦略的国 川崎国 殿町国 課題国 イン国 総務局国
"""
# Runs of katakana that are no place, nor made of places.
NO_PLACES_IN_KATAKANA = """
    アクセスポイント アジア アピール イベント イメージ イン エコタウン エコビジネスフォーラム オリンピック パラリンピック
    オーケストラ カネ カワサキハロウィン キングスカイフロント クラブ グローバル コミュニケーション コーナー ゴールデングランプリ
    サイト サイン サポート サロン ザルツブルクモニュメント シティプロモーション シンフォニーホール スタッフ スピード
    スポーツイベント セット セミナー センター セールス ツール テレビドラマ ニュースレター ニーズ ネットワーク ノウハウ
    ハブポート バイオテクノロジー パンフレット ヒト ビジター ビジネス ビジネスネットワーク ビジネスマッチング ビズネット フォーリン
    プラン プレスセンター プレスツアー プレゼンス プロジェクト ページ ベアーズハイム ホテル ホームページ ホール ボランティア
    ポイント ポートセールス マップ ミュージアム ミューザ メディア メリット モデルアイゼンバーンクラブ モデルツアー モノ
    ヨーロッパ ライフサイエンス リード レベル ロケ ワンストップサービス
"""
# Where a line is cut, a caption is turned round or another word stands for it, a document names a record by these words.
BY_OTHER_WORDS = {
    "country:austria": "ストリア",
    "region:kanagawa": "県内",
    "organisation:kawasaki-city": "川崎市",
    "organisation:kawasaki-general-affairs-bureau": "総務",
    "organisation:nature": "erutan",
}
NAMED = ("places", "organisations", "facilities", "people", "groups")

# How places work together, which is never a field of it.
MODES_IN_WORDS = (
    "研修生",
    "人事交流",
    "派遣",
    "受入",
    "展示",
    "技術展",
    "フォーラム",
    "訪問",
    "視察",
    "寄付",
    "募金",
    "覚書",
    "公演",
)


@pytest.fixture(scope="module", name="facts")
def bundled_facts() -> Facts:
    return load([bundled_folder()])


@pytest.fixture(name="newsletter")
def newsletter_lines(shared: Path) -> list[str]:
    return (shared / "documents/newsletter-21.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(name="plan")
def plan_lines(shared: Path) -> list[str]:
    return (shared / "documents/policy-plan-summary.txt").read_text(encoding="utf-8").splitlines()


def evidence_of(record: Record) -> list[Evidence]:
    return [part for _, part in walk(record) if isinstance(part, Evidence)]


def name_of(record: Record) -> str:
    return str(record.name_ja[0].value)


def only(claims: tuple[Claim[Any], ...]) -> str:
    [claim] = claims
    return str(claim.value)


def above(policy: Policy, facts: Facts) -> Iterator[Policy]:
    """What a policy is part of, nearest first."""
    by_id = {str(each.id): each for each in facts.policies}
    while policy.part_of:
        policy = by_id[only(policy.part_of)]
        yield policy


def names_of(record: Record) -> set[str]:
    """What a record is called, folded: names in both languages and aliases."""
    named = {str(claim.value) for claim in (*record.name_ja, *record.name_en)}
    return {fold(name) for name in named | {str(alias.value) for alias in record.aliases}}


def lines_cited(record: Record, document: str) -> set[int]:
    found: set[int] = set()
    for evidence in evidence_of(record):
        if evidence.document == document:
            numbers = [int(number) for number in re.findall(r"\d+", evidence.place)]
            found |= set(range(numbers[0], numbers[-1] + 1))
    return found


# The plan


def test_the_62_measures_and_the_10_new_or_strengthened_ones_are_all_there(facts: Facts, plan: list[str]) -> None:
    listed = "\n".join(plan[MEASURES])
    legend = "★ …新規"
    marks = Counter(only(measure.mark) for measure in facts.measures)
    assert marks == {"●": listed.count("●"), "★": listed.count("★") - listed.count(legend)} == {"●": 62, "★": 10}


def test_each_measure_stands_where_the_text_has_its_mark(facts: Facts, plan: list[str]) -> None:
    """Each mark of the text with the line it is in and the first words behind it, against each measure's."""
    in_text = Counter(
        (number, mark, fold(words)[:8])
        for number, line in enumerate(plan[MEASURES], start=75)
        for mark, words in re.findall("([●★])([^●★]*)", line)
        if not words.startswith(" …新規")
    )
    in_facts = Counter(
        (min(lines_cited(measure, PLAN)), only(measure.mark), fold(name_of(measure))[:8]) for measure in facts.measures
    )
    assert in_facts == in_text


def test_each_measure_is_called_as_the_plan_words_it(facts: Facts, plan: list[str]) -> None:
    """The whole of its words, over line breaks, up to the next mark."""
    listed = re.split("[●★]", fold("".join(plan[MEASURES])))[1:]
    assert [
        str(measure.id)
        for measure in facts.measures
        if not any(words.startswith(fold(name_of(measure))) for words in listed)
    ] == []


def test_how_the_plan_is_carried_out_is_marked_too_but_is_no_measure(facts: Facts, plan: list[str]) -> None:
    system = range(plan.index(" 推進体制 ") + 1, plan.index("組を推進します。 ") + 2)
    assert sum(plan[number - 1].count("●") for number in system) == 2
    assert not any(lines_cited(measure, PLAN) & set(system) for measure in facts.measures)
    assert any(lines_cited(policy, PLAN) & set(system) for policy in facts.policies)


def test_the_three_policies_have_nine_headings_in_the_order_of_the_text(facts: Facts, plan: list[str]) -> None:
    numbered = [fold(match[1]) for line in plan[:75] if (match := re.match("[１２３]　(.+)", line))]
    assert len(numbered) == 9
    by_name = {fold(name_of(policy)): policy for policy in facts.policies}
    headings = [by_name[name] for name in numbered]
    parents = [next(above(heading, facts)) for heading in headings]
    assert list(map(name_of, parents)) == [name for name in POLICIES for _ in range(3)]
    assert {only(parent.part_of) for parent in parents} == {WHOLE_PLAN}


def test_every_circled_heading_is_part_of_one_of_the_nine_and_has_measures(facts: Facts, plan: list[str]) -> None:
    circled = [fold(match[1]) for line in plan[MEASURES] if (match := re.match(r"\s*[①-⑤](.+)", line))]
    assert len(circled) == 22
    subheadings = {
        str(policy.id) for policy in facts.policies if any(fold(name_of(policy)).startswith(name) for name in circled)
    }
    assert {only(measure.policy) for measure in facts.measures} == subheadings
    assert len(subheadings) == 22
    by_id = {str(policy.id): policy for policy in facts.policies}
    assert {len(list(above(by_id[id], facts))) for id in subheadings} == {3}
    assert len({only(by_id[id].part_of) for id in subheadings}) == 9


def test_the_plan_lasts_as_long_as_it_says(facts: Facts) -> None:
    [plan] = [policy for policy in facts.policies if policy.id == WHOLE_PLAN]
    [since], [until] = plan.since, plan.until
    assert (since.value.first.isoformat(), until.value.last.isoformat()) == ("2015-04-01", "2026-03-31")
    assert until.value.written == "平成37年度"
    assert since.evidence is not None
    assert {evidence.certainty for evidence in since.evidence} == {Certainty.IMPLIED}


def test_the_past_work_has_its_eight_fields(facts: Facts, plan: list[str]) -> None:
    numbered = [fold(line) for line in plan[PAST_WORK] if re.match("（[１-８]）", line)]
    assert len(numbered) == 8
    fields = [
        programme
        for programme in facts.programmes
        if [claim.value for claim in programme.part_of] == ["programme:past-work"]
    ]
    assert sorted(fold(evidence.quote) for field in fields for evidence in field.evidence[:1]) == sorted(numbered)


def test_every_item_of_the_past_work_is_cited(facts: Facts, plan: list[str]) -> None:
    """○ and ・ at the start of a line: some record quotes what stands behind."""
    items = [
        (number, fold(line[1:]))
        for number, line in enumerate(plan[PAST_WORK], start=310)
        if line[:1] in "○・" and line.strip()
    ]
    assert len(items) > 40
    quoted = [
        (lines_cited(record, PLAN), fold(evidence.quote))
        for record in facts.records()
        for evidence in evidence_of(record)
        if evidence.document == PLAN
    ]
    assert [
        (number, words)
        for number, words in items
        if not any(number in lines and fold(quote).find(words[:6].strip("「」")) >= 0 for lines, quote in quoted)
    ] == []


def test_every_caption_is_cited(facts: Facts, plan: list[str]) -> None:
    """Words under a photo: 〈…〉 and ＜…＞, on one line or two, also those that are printed turned round."""
    quotes = "\n".join(fold(evidence.quote) for record in facts.records() for evidence in evidence_of(record))
    captions = re.findall("[〈＜]([^〉＞]+)[〉＞]|＞([^＜＞]+)＜", "\n".join(plan))
    assert len(captions) > 15
    assert [
        words for pair in captions if (words := fold("".join(pair)))[:6] not in quotes and words[-6:] not in quotes
    ] == []


def test_a_body_that_does_not_exist_yet_is_proposed_and_nothing_else(facts: Facts, plan: list[str]) -> None:
    [working_name] = re.findall("（仮称）([^」]+)", "".join(plan))
    citing = [
        record for record in facts.records() if any(working_name in evidence.quote for evidence in evidence_of(record))
    ]
    assert [str(record.id) for record in citing] == ["proposal:international-policy-committee"]


# The newsletter


def test_what_the_newsletter_proposes_is_there(facts: Facts) -> None:
    proposed = [proposal for proposal in facts.proposals if lines_cited(proposal, NEWSLETTER)]
    assert len(proposed) >= 13
    assert {evidence.certainty for proposal in proposed for evidence in proposal.evidence} == {Certainty.PROPOSED}


def test_the_newsletter_denies_one_tie(facts: Facts) -> None:
    denied = [
        str(tie.id)
        for tie in facts.partnerships
        if {evidence.certainty for evidence in tie.evidence} == {Certainty.NEGATED}
    ]
    assert denied == ["partnership:kawasaki-queensland-not-a-friendship-city"]


def test_every_answer_in_the_assembly_is_told_with_who_asked(facts: Facts, newsletter: list[str]) -> None:
    answers = [number for number, line in enumerate(newsletter, start=1) if "答弁" in line]
    assert len(answers) == 2
    told = set().union(*(lines_cited(event, NEWSLETTER) for event in facts.events))
    assert set(answers) <= told
    roles = {str(participant.role) for event in facts.events for participant in event.participants}
    assert {"questioner", "respondent"} <= roles


def test_a_council_member_does_not_speak_for_the_city(facts: Facts) -> None:
    [member] = [person for person in facts.people if person.id == "person:tsukimoto-takuya"]
    assert member.part_of == ()


# Names


def test_every_city_state_port_and_country_that_a_document_mentions_is_a_place_that_cites_it(
    facts: Facts, newsletter: list[str], plan: list[str]
) -> None:
    for document, lines, some in (
        (NEWSLETTER, newsletter, {"瀋陽市", "富川市", "オーストラリアクイーンズランド州", "中国", "韓国"}),
        (PLAN, plan, {"瀋陽市", "上海市", "富川市", "ザルツブルク市", "ダナン港", "連雲港", "川崎港", "中国", "韓国"}),
    ):
        found = set(ending_like_places(text_of(lines)))
        assert some <= found
        # Words of the line before may stick to the front of a name: 戦略|川崎市.
        known = tuple(name for name in place_names(facts, document) if name[-1] in "市州港県国")
        assert {name for name in found - set(NO_PLACES.split()) if not name.endswith(known)} == set()


def test_every_word_in_katakana_is_such_a_place_or_known_to_be_none(
    facts: Facts, newsletter: list[str], plan: list[str]
) -> None:
    words = {}
    for document, lines, some in (
        (NEWSLETTER, newsletter, {"ザルツブルク", "オーストラリアクイーンズランド", "ストリア"}),
        (PLAN, plan, {"ザルツブルク", "ベトナム", "ダナン", "ラオス"}),
    ):
        known = {name for name in place_names(facts, document) if re.fullmatch("[ァ-ヺー]+", name)}
        places = re.compile(f"({'|'.join(sorted(known | {BY_OTHER_WORDS['country:austria']}))})+")
        words[document] = set(re.findall("[ァ-ヺー]{2,}", text_of(lines)))
        assert {word for word in words[document] if places.fullmatch(word)} >= some
        assert {word for word in words[document] if not places.fullmatch(word)} <= set(NO_PLACES_IN_KATAKANA.split())
    assert set(NO_PLACES_IN_KATAKANA.split()) <= words[NEWSLETTER] | words[PLAN]


def place_names(facts: Facts, document: str) -> set[str]:
    """What the places are called that rest on a document."""
    return {name for place in facts.places if lines_cited(place, document) for name in names_of(place)}


@pytest.mark.parametrize(
    "name",
    ["東京", "東アジア", "殿町", "川崎区", "宮本町", "京浜港", "羽田空港", "京浜３港", "世界８都市", "日本", "県内"],
)
def test_places_and_groups_of_them_without_such_an_ending_are_there_too(
    name: str, facts: Facts, newsletter: list[str], plan: list[str]
) -> None:
    assert fold(name) in text_of(newsletter) + text_of(plan)
    called = {str(record.id): names_of(record) for section in NAMED for record in getattr(facts, section)}
    by_other_words = {id for id, words in BY_OTHER_WORDS.items() if words == name}
    assert by_other_words or any(fold(name) in names for names in called.values())


def text_of(lines: list[str]) -> str:
    """The text folded, captions that are printed turned round turned back."""
    return re.sub(">([^<>]+)<", lambda caption: f" {caption[1][::-1]} ", fold("".join(lines)))


def ending_like_places(text: str) -> Iterator[str]:
    """Each run of kanji, or of katakana and kanji, cut behind what a place's name ends with."""
    for run in re.findall("[ァ-ヺー]*[一-鿿々]+", text):
        yield from re.findall("[^市州港県国]*[市州港県国]", run)


@pytest.mark.parametrize("document", [NEWSLETTER, PLAN])
def test_every_body_person_facility_and_event_is_named_by_its_document(document: str, facts: Facts) -> None:
    """Something of each section rests on each document."""
    for section in (facts.places, facts.organisations, facts.facilities, facts.people, facts.groups, facts.events):
        assert any(lines_cited(record, document) for record in section)


def test_every_record_says_who_names_it(facts: Facts) -> None:
    """Documents themselves aside."""
    records = [record for record in facts.records() if record not in facts.documents]
    assert [str(record.id) for record in records if not evidence_of(record)] == []


@pytest.mark.parametrize("section", NAMED)
def test_what_a_document_is_quoted_for_names_the_record(section: str, facts: Facts) -> None:
    """The evidence of the record itself; that of a value may speak of it in other words."""
    unnamed = [
        (str(record.id), evidence.place, evidence.quote)
        for record in getattr(facts, section)
        for evidence in record.evidence
        if evidence.document in (NEWSLETTER, PLAN)
        and not any(name in fold(evidence.quote) for name in names_of(record))
    ]
    assert {id for id, _, _ in unnamed} <= BY_OTHER_WORDS.keys()
    assert [each for each in unnamed if fold(BY_OTHER_WORDS[each[0]]) not in fold(each[2])] == []


def test_no_record_needs_other_words_for_nothing(facts: Facts) -> None:
    named = {str(record.id): record for section in NAMED for record in getattr(facts, section)}
    assert all(fold(words) not in names_of(named[id]) for id, words in BY_OTHER_WORDS.items())


def test_how_places_work_together_is_no_sector(facts: Facts) -> None:
    """Trainees, staff exchange, fairs and donations are modes or kinds of tie."""
    named = [(str(sector.id), name) for sector in facts.sectors for name in names_of(sector)]
    assert [each for each in named if any(word in each[1] for word in MODES_IN_WORDS)] == []
    modes = {fold(label) for label, _ in MODES.values()} | {fold(kind.label_ja) for kind in KINDS.values()}
    assert {name for _, name in named} & modes == set()


def test_what_wikidata_says_is_told_apart_from_what_the_documents_say(facts: Facts) -> None:
    """A place that only Wikidata names has no strength, need or tie that rests on the two texts."""
    wikidata_alone = {
        str(place.id) for place in facts.places if {evidence.document for evidence in evidence_of(place)} == {WIKIDATA}
    }
    for tie in facts.partnerships:
        if lines_cited(tie, NEWSLETTER) or lines_cited(tie, PLAN):
            assert not wikidata_alone & {str(party.id) for party in tie.parties}


# What audit questions stand on


def test_every_strength_need_and_benefit_has_evidence_of_its_own(facts: Facts) -> None:
    entries = [
        (str(record.id), entry.evidence)
        for record in (*facts.places, *facts.partnerships)
        for field in ("strengths", "needs", "benefits")
        for entry in getattr(record, field, ())
    ]
    assert len(entries) > 30
    assert [id for id, evidence in entries if not evidence] == []


def test_a_benefit_goes_to_a_party_of_the_tie(facts: Facts) -> None:
    for tie in facts.partnerships:
        assert {str(benefit.to) for benefit in tie.benefits} <= {str(party.id) for party in tie.parties}, tie.id


def test_activities_show_all_three_levels(facts: Facts) -> None:
    levels = {claim.value for activity in facts.activities for claim in activity.level}
    assert levels == {"government", "private", "economic"}
