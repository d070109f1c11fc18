"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"<!-- output: (.+?) -->\n```\n(.*?)```\n", TEXT, re.DOTALL)
PARTS = re.findall(r"<!-- part of: (.+?) -->\n```\n(.*?)```\n", TEXT, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), BLOCKS)
def test_the_output_in_the_readme_is_what_the_command_prints(command: str, shown: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == shown


@pytest.mark.parametrize(("command", "shown"), PARTS)
def test_a_part_of_an_output_in_the_readme_is_what_the_command_prints(command: str, shown: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command))
    assert shown in result.stdout


def test_the_readme_shows_real_output() -> None:
    assert len(BLOCKS) >= 1
    assert len(PARTS) >= 1


def test_the_python_in_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "city:kawasaki" in capsys.readouterr().out
