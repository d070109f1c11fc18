"""The three-city finder on any small knowledge base, by the command line, against the brute force."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
import yaml
from asking import ask, compared
from brute_force import Facts, newest_document, three_city, unknown_ties
from fact_strategies import cities_of, iso_dates, knowledge_bases, sectors_of, write_folder
from hypothesis import HealthCheck, event, given, note, settings


@st.composite
def questions(draw: st.DrawFn, facts: Facts) -> dict[str, str]:
    """The options of a question that the facts can answer; an option that is not said is absent."""
    sectors = sectors_of(facts)
    asked = {
        "city": draw(st.sampled_from(cities_of(facts))),
        "sector": draw(st.one_of(st.none(), st.sampled_from([sectors[0], *sectors]))),
        "as_of": draw(st.one_of(st.none(), iso_dates(), st.sampled_from(("2014", "2014-08", "2014-08-26")))),
        "evidence": draw(st.sampled_from((None, "all", "stated"))),
    }
    return {option: value for option, value in asked.items() if value is not None}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_answer_is_that_of_the_brute_force(data: st.DataObject) -> None:
    facts = data.draw(knowledge_bases(), label="facts")
    asked = data.draw(st.lists(questions(facts), min_size=2, max_size=3), label="questions")
    note(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False))
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        for question in asked:
            compare(facts, Path(folder), question)


def compare(facts: Facts, folder: Path, question: dict[str, str]) -> None:
    """Ask the product and the brute force the same question."""
    options = [word for option, value in question.items() for word in (f"--{option.replace('_', '-')}", value)]
    note(" ".join(options))
    when_and_whose = (question.get("as_of"), question.get("evidence", "all"))
    answer = ask(folder, *options)
    expected = three_city(facts, question["city"], question.get("sector"), *when_and_whose)
    event(f"answers: {'some' if expected else 'none'}")
    assert compared(answer["answers"]) == expected
    assert answer["as_of"] == question.get("as_of", str(newest_document(facts)))
    unknown = unknown_ties(facts, question["city"], *when_and_whose)
    event(f"unknown: {'some' if unknown else 'none'}")
    assert answer["unknown"]["count"] == len(unknown)
