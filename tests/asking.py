"""Asking the product a question as its users do, by the command line, and what of its answer a test compares."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from brute_force import Record
from click.testing import CliRunner

from kg.cli import main

COMPARED = ("rank", "places", "shape", "middle", "score", "components")


def ask_text(folder: Path, *options: str) -> str:
    """What `citykg ask three-city` prints about a folder of facts as JSON, with no limit."""
    return three_city_text("--kb", str(folder), *options)


def three_city_text(*options: str) -> str:
    """The same of any knowledge base, which the options name."""
    return citykg("ask", "three-city", "--limit", "0", "--format", "json", *options)


def citykg(*command: str) -> str:
    """What a command prints that goes well."""
    result = CliRunner().invoke(main, command)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, f"citykg {' '.join(command)}\n{result.stderr}"
    return result.stdout


def ask(folder: Path, *options: str) -> dict[str, Any]:
    """The same, read."""
    answer: dict[str, Any] = json.loads(ask_text(folder, *options))
    return answer


def compared(answers: list[Record]) -> list[Record]:
    """The answers without what only the product tells, such as reasons."""
    return [{key: answer[key] for key in COMPARED} for answer in answers]


def without_order(answers: list[Record]) -> list[str]:
    """The answers as texts in an order of their own, so that it does not matter how equal scores were ordered."""
    return sorted(
        json.dumps({**answer, "rank": None, "places": sorted(answer["places"])}, sort_keys=True)
        for answer in compared(answers)
    )


def without_facts_version(text: str) -> str:
    """The printed answer but for the version of the facts it came from; it must name one."""
    blanked, found = re.subn(r'("facts_version": )"[^"]+"', r'\1""', text)
    assert found == 1, text
    return blanked
