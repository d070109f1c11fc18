"""The three-city finder on the embedded engine and on a Neo4j: the same bytes, and what the brute force finds.

The knowledge bases are the same at every run. A Neo4j plans every statement anew after a load, which is most of the time
that this takes: CITYKG_EXAMPLES=200 asks for more of them than the tests of every day have time for.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
import yaml
from asking import citykg, compared, three_city_text
from brute_force import Facts, three_city, unknown_ties
from fact_strategies import knowledge_bases, write_folder
from hypothesis import HealthCheck, Phase, event, given, note, settings
from test_three_city_brute_force import questions

if TYPE_CHECKING:
    from neo4j_servers import Server

KNOWLEDGE_BASES = int(os.environ.get("CITYKG_EXAMPLES", "40"))
GENERATED = [Phase.generate]  # to shrink a failure would take a load at every step
TOO_LONG = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(
    max_examples=KNOWLEDGE_BASES, deadline=None, derandomize=True, suppress_health_check=TOO_LONG, phases=GENERATED
)
@given(data=st.data())
def test_the_answer_is_the_same_on_every_engine(
    neo4j: Server, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.password)
    facts = data.draw(knowledge_bases(), label="facts")
    question = data.draw(questions(facts), label="question")
    note(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False))
    options = [word for option, value in question.items() for word in (f"--{option.replace('_', '-')}", value)]
    with tempfile.TemporaryDirectory() as folder:
        write_folder(facts, Path(folder))
        citykg("load", "--kb", folder, "--store", neo4j.uri)
        text = three_city_text("--kb", folder, *options)
    assert three_city_text("--store", neo4j.uri, *options) == text
    check(facts, question, json.loads(text))


def check(facts: Facts, question: dict[str, str], answer: dict[str, Any]) -> None:
    """The answer is that of the brute force."""
    when_and_whose = (question.get("as_of"), question.get("evidence", "all"))
    expected = three_city(facts, question["city"], question.get("sector"), *when_and_whose)
    event(f"answers: {'some' if expected else 'none'}")
    assert compared(answer["answers"]) == expected
    assert answer["unknown"]["count"] == len(unknown_ties(facts, question["city"], *when_and_whose))
