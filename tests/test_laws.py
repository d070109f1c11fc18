"""What must not change an answer: the order of parties, asking again, other names, other files."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from asking import ask, ask_text, compared, without_facts_version, without_order
from brute_force import Facts, Record
from fact_strategies import (
    all_records,
    cities_of,
    knowledge_bases,
    other_names,
    place_ids,
    renamed,
    sectors_of,
    write_files,
    write_folder,
)
from hypothesis import HealthCheck, given, settings

some_examples = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def questions(draw: st.DrawFn, facts: Facts) -> list[str]:
    """The options of a question about any place, in a sector or not."""
    sector = draw(st.one_of(st.none(), st.sampled_from(sectors_of(facts))))
    return ["--city", draw(st.sampled_from(cities_of(facts))), *(["--sector", sector] if sector else [])]


@some_examples
@given(st.data())
def test_the_order_of_the_parties_of_a_tie_says_nothing(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    question = data.draw(questions(facts))
    swapped = {**facts, "partnerships": [with_parties_swapped(tie) for tie in facts["partnerships"]]}
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        before = ask_text(Path(folder), *question)
        write_folder(swapped, Path(folder))
        after = ask_text(Path(folder), *question)
    assert without_facts_version(after) == without_facts_version(before)


def with_parties_swapped(tie: Record) -> Record:
    return {**tie, "parties": tie["parties"][::-1]}


@some_examples
@given(st.data())
def test_the_same_question_twice_gives_the_same_bytes(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    question = data.draw(questions(facts))
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        assert ask_text(Path(folder), *question) == ask_text(Path(folder), *question)


@some_examples
@given(st.data())
def test_other_names_for_the_places_change_the_names_in_the_answers_alone(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    city, *sector = data.draw(questions(facts))[1:]
    old = place_ids(facts)
    names = other_names(old, data.draw(st.permutations(range(len(old)))))
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        before = ask(Path(folder), "--city", city, *sector)
        write_folder(renamed(facts, names), Path(folder))
        after = ask(Path(folder), "--city", names[city], *sector)
    assert without_order(after["answers"]) == without_order(renamed(compared(before["answers"]), names))
    assert [answer["score"] for answer in after["answers"]] == [answer["score"] for answer in before["answers"]]
    assert after["unknown"]["count"] == before["unknown"]["count"]


@some_examples
@given(st.data())
def test_it_does_not_matter_in_which_file_or_order_records_stand(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases())
    question = data.draw(questions(facts))
    shuffled = data.draw(st.permutations(all_records(facts)))
    cut = data.draw(st.integers(1, len(shuffled) - 1))
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        before = ask_text(Path(folder), *question)
        write_files([by_section(shuffled[:cut]), by_section(shuffled[cut:])], Path(folder))
        after = ask_text(Path(folder), *question)
    assert without_facts_version(after) == without_facts_version(before)


def by_section(records: list[tuple[str, Record]]) -> Facts:
    """Facts again, from records with their sections."""
    facts: Facts = {}
    for section, record in records:
        facts.setdefault(section, []).append(record)
    return facts
