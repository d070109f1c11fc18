"""`citykg sheet` for tests."""

from __future__ import annotations

from click.testing import CliRunner, Result

from kg.cli import main


def sheet(*arguments: object, ok: bool = True) -> Result:
    """`citykg sheet …` in this process; what is not told as a sentence is raised."""
    result = CliRunner().invoke(main, ["sheet", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert (result.exit_code == 0) is ok, result.output
    return result
