"""What must hold of the differences between any two folders of facts."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from brute_force import Facts, Record, days
from diffing import HEADINGS, diff_of, ids
from fact_strategies import CERTAINTIES, all_records, knowledge_bases, without_partnership, write_folder, written_dates
from hypothesis import HealthCheck, given, settings

from kg.diff.answer import ask_diff
from kg.diff.differences import differences
from loaders.folder import load
from loaders.writing import plain
from schema.facts import Facts as Loaded

some_examples = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠、。：（）「」]")


def diff(old: Facts, new: Facts) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        return diff_of(Path(folder), old, new)


def is_empty(answer: Record) -> bool:
    return not any(answer[heading] for heading in HEADINGS)


# Rewordings and changes


def reworded(draw: st.DrawFn, record: Record) -> Record:
    """The record with its lists in another order, its dates by ISO 8601, plain values as lists of one claim."""
    said: Record = {}
    for key, value in record.items():
        if isinstance(value, list):
            said[key] = draw(st.permutations(value))
        elif key in ("since", "until", "date") and draw(st.booleans()):
            said[key] = in_other_words(draw, value, record.get("evidence", []))
        else:
            said[key] = value
    return said


def in_other_words(draw: st.DrawFn, date: str, evidence: list[Record]) -> Any:
    other = draw(st.sampled_from((date, range_of(date))))
    return [{"value": other, "evidence": draw(st.permutations(evidence))}] if draw(st.booleans()) else other


@st.composite
def rewordings(draw: st.DrawFn, facts: Facts) -> Facts:
    """The same facts in other words, in another order."""
    return {
        section: draw(st.permutations([reworded(draw, record) for record in records]))
        for section, records in facts.items()
    }


def with_another_date(draw: st.DrawFn, record: Record) -> Record:
    return {**{key: value for key, value in record.items() if key != "until"}, "since": draw(written_dates())}


def with_a_certainty(draw: st.DrawFn, record: Record) -> Record:
    first, *rest = record["evidence"]
    return {**record, "evidence": [{**first, "certainty": draw(st.sampled_from(CERTAINTIES))}, *rest]}


def without_sectors(draw: st.DrawFn, record: Record) -> Record:
    return {key: value for key, value in record.items() if key != "sectors"}


def with_a_claim(draw: st.DrawFn, record: Record) -> Record:
    since = [{"value": draw(written_dates()), "evidence": draw(st.permutations(record["evidence"]))[:1]}]
    said = record.get("since", [])
    old = said if isinstance(said, list) else [{"value": said, "evidence": record["evidence"]}]
    return {**{key: value for key, value in record.items() if key != "until"}, "since": [*old, *since]}


CHANGES = (with_another_date, with_a_certainty, without_sectors, with_a_claim)


@st.composite
def variants(draw: st.DrawFn, facts: Facts) -> Facts:
    """The facts with up to two ties changed, perhaps one gone, in other words or not."""
    ties = list(facts["partnerships"])
    for _ in range(draw(st.integers(0, 2))):
        number = draw(st.integers(0, len(ties) - 1))
        ties[number] = draw(st.sampled_from(CHANGES))(draw, ties[number])
    new = {**facts, "partnerships": ties}
    if draw(st.integers(0, 3)) == 0:
        new = without_partnership(new, draw(st.sampled_from(ties))["id"])
    return draw(rewordings(new))


# What a record says, apart from how: an account of its own, over what `plain` writes


def meaning(facts: Loaded) -> dict[str, Any]:
    """Each record by its id, with dates as days, every claim's evidence written out, and no order in lists."""
    return {record.id: of_record(plain(record)) for record in facts.records()}


def of_record(record: Record) -> dict[str, Any]:
    own = in_no_order(record.get("evidence", []))
    return {key: of_value(key, value, own) for key, value in record.items()}


def of_value(key: str, value: Any, own: frozenset[str]) -> Any:
    if key in ("since", "until", "date"):
        return of_claims(value if isinstance(value, list) else [{"value": value}], own)
    if key == "sectors":
        return sorted(str(of_sector(entry, own)) for entry in value)
    return in_no_order(value) if isinstance(value, list) else str(value)


def of_claims(claims: list[Record], own: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Each day or range with each piece of evidence for it."""
    return frozenset((range_of(one["value"]), proof) for one in claims for proof in of_evidence(one, own) or [""])


def range_of(date: str) -> str:
    """The first and the last day of a date, or of a range of days."""
    first, _, last = date.partition("/")
    return f"{days(first).first}/{days(last or first).last}"


def of_sector(entry: Record, own: frozenset[str]) -> list[Any]:
    backed = of_evidence(entry, own)
    dates = [(key, sorted(map(str, of_value(key, entry[key], backed)))) for key in ("since", "until") if key in entry]
    return [entry["sector"], dates, sorted(backed)]


def of_evidence(said: Record, own: frozenset[str]) -> frozenset[str]:
    return in_no_order(said["evidence"]) if "evidence" in said else own


def in_no_order(items: list[Any]) -> frozenset[str]:
    return frozenset(
        str(sorted({"role": "party", "certainty": "stated", **item}.items())) if isinstance(item, dict) else str(item)
        for item in items
    )


def loaded(facts: Facts) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        return load([Path(folder)])


# The laws


@some_examples
@given(st.data())
def test_facts_do_not_differ_from_themselves_in_other_words(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    assert is_empty(diff(facts, facts))
    assert is_empty(diff(facts, data.draw(rewordings(facts))))


@some_examples
@given(knowledge_bases(), knowledge_bases())
def test_what_was_added_one_way_was_removed_the_other_way(one: Facts, other: Facts) -> None:
    there, back = diff(one, other), diff(other, one)
    assert ids(there, "added") == ids(back, "removed")
    assert ids(there, "removed") == ids(back, "added")
    assert is_empty(there) == is_empty(back)


@some_examples
@given(knowledge_bases(), knowledge_bases())
def test_a_record_with_an_id_in_one_alone_is_told_once(one: Facts, other: Facts) -> None:
    answer = diff(one, other)
    before, after = ({record["id"] for _, record in all_records(facts)} for facts in (one, other))
    told = [id for heading in HEADINGS for id in ids(answer, heading)]
    assert sorted(ids(answer, "added")) == sorted(after - before)
    assert sorted(ids(answer, "removed")) == sorted(before - after)
    assert all(told.count(id) == 1 for id in before ^ after)


@settings(some_examples, max_examples=100)
@given(st.data())
def test_nothing_differs_exactly_where_the_records_say_the_same(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    old, new = loaded(facts), loaded(data.draw(variants(facts)))
    assert (differences(old, new) == []) == (meaning(old) == meaning(new))


@some_examples
@given(knowledge_bases(), knowledge_bases())
def test_a_record_in_both_is_told_exactly_where_it_says_something_else(one: Facts, other: Facts) -> None:
    # No value has several claims here, so that no reading turns on what else is known of the documents.
    old, new = loaded(one), loaded(other)
    before, after = meaning(old), meaning(new)
    told = {difference.record.id for difference in differences(old, new)} & before.keys() & after.keys()
    assert told == {id for id in before.keys() & after.keys() if before[id] != after[id]}


@some_examples
@given(st.data())
def test_the_order_of_files_and_records_does_not_matter_to_what_is_told(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    new = data.draw(variants(facts))
    shuffled = {section: data.draw(st.permutations(records)) for section, records in new.items()}
    once, again = diff(facts, new), diff(facts, shuffled)
    assert [once[heading] for heading in HEADINGS] == [again[heading] for heading in HEADINGS]


@some_examples
@given(knowledge_bases(), knowledge_bases())
def test_differences_come_by_section_and_id_and_in_english_without_japanese(one: Facts, other: Facts) -> None:
    answer = diff(one, other)
    sections = list(Loaded.model_fields)
    for heading in HEADINGS:
        places = [(sections.index(each["section"]), each["id"]) for each in answer[heading]]
        assert places == sorted(places)
        assert not [each["text_en"] for each in answer[heading] if JAPANESE.search(each["text_en"])]
        assert all(each["text_ja"].endswith("。") for each in answer[heading])


def test_the_bundled_facts_do_not_differ_from_themselves_and_each_is_told_against_nothing() -> None:
    assert ask_diff("bundled", "bundled").told == []
    bundled = load([Path("data/kawasaki")])
    told = differences(Loaded(), bundled)
    assert len(told) == len(list(bundled.records())) > 500
