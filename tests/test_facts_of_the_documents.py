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
from schema.evidence import Certainty, Claim, Evidence
from schema.facts import Facts
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

# Words that end like the name of a place and name none.
NO_PLACES = {
    "都市",
    "友好都市",
    "姉妹都市",
    "姉妹友好都市",
    "三都市",
    "二都市",
    "他都市",
    "本市",
    "海外都市",
    "先端技術都市",
}
COUNTRIES = ("中国", "韓国", "日本", "オーストラリア", "ベトナム", "ラオス")


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


def test_every_city_state_and_port_that_the_documents_mention_is_a_place(
    facts: Facts, newsletter: list[str], plan: list[str]
) -> None:
    known = {
        fold(str(value))
        for place in facts.places
        for value in (*(claim.value for claim in place.name_ja), *(alias.value for alias in place.aliases))
    }
    texts = [fold("".join(lines)) for lines in (newsletter, plan)]
    mentioned = {name for text in texts for name in places_in(text)}
    assert {
        "瀋陽市",
        "上海市",
        "富川市",
        "ザルツブルク市",
        "クイーンズランド州",
        "ダナン港",
        "連雲港港",
        "川崎港",
    } <= mentioned
    # A word of the sentence may stick to the front of a name: 戦略|川崎市.
    assert {name for name in mentioned if not any(name.endswith(each) for each in known)} == set()


def places_in(text: str) -> Iterator[str]:
    """Words that end like a city, state or port, and the countries; without what only looks so."""
    text = re.sub(">[^<>]+<", " ", text)  # captions that are printed turned round
    for country in COUNTRIES:
        if country in text:
            yield country
            text = re.sub(f"{country}[の・]?", " ", text)
    for name in re.findall("(?:[ァ-ヶー]{2,}|[一-鿿]{2,3})(?:市(?![民内場街])|州|港(?!湾))", text):
        if name not in NO_PLACES and not name.endswith(("都市", "諸港", "本市", "友好港", "空港")):
            yield name


@pytest.mark.parametrize("document", [NEWSLETTER, PLAN])
def test_every_body_person_facility_and_event_is_named_by_its_document(document: str, facts: Facts) -> None:
    """Something of each section rests on each document."""
    for section in (facts.places, facts.organisations, facts.facilities, facts.people, facts.groups, facts.events):
        assert any(lines_cited(record, document) for record in section)


def test_every_record_says_who_names_it(facts: Facts) -> None:
    """Documents themselves aside."""
    records = [record for record in facts.records() if record not in facts.documents]
    assert [str(record.id) for record in records if not evidence_of(record)] == []


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
