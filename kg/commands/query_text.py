"""Where a query and its parameters come from: the command line, a file, stdin."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from schema.errors import QuestionError, quoted


def text_of(text: str | None, file: Path | None) -> str:
    """The query: as given, or read from the file, or from stdin where it is `-` or nothing is given."""
    if text is not None and file is not None:
        raise click.UsageError("Give the query as TEXT or by --file, not both.")
    if file is not None and str(file) != "-":
        return _decoded(_read(file), str(file))
    if text is None or text == "-":
        return _decoded(sys.stdin.buffer.read(), "stdin")
    return text


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise QuestionError(f"{file} cannot be read: {error.strerror}.", "Name a file with a query.") from error


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise QuestionError(f"{name}:{line} is no UTF-8 text.", "Save it as UTF-8.") from error


def parameter(text: str) -> tuple[str, Any]:
    """The name and the value of `name=JSON`; QuestionError where it is none."""
    name, equals, value = text.partition("=")
    name = name.strip().removeprefix("$")
    if not name or not equals:
        raise QuestionError(f"{quoted(text)} is no parameter.", "Write name=JSON, such as --param year=1981.")
    try:
        return name, json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        shown = json.dumps(value if len(value) <= 40 else "text", ensure_ascii=False)
        mend = f"Write a text in double quotes, and all of it in single ones: --param '{name}={shown}'."
        raise QuestionError(f"--param {name}: {quoted(value)} is no JSON.", mend) from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _parameters(ctx: click.Context, param: click.Parameter, given: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in map(parameter, given):
        if name in found:
            raise QuestionError(f"--param {name} is given twice.", "Give each parameter once.")
        found[name] = value
    return found


parameters_option = click.option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=JSON",
    callback=_parameters,
    help="The value of $NAME in the query, as JSON: year=1981, 'city=\"city:kawasaki\"'; may be repeated.",
)
"""`--param`, the values of a query's $parameters."""


def at_a_terminal() -> bool:
    """Whether a person sits at stdin."""
    return sys.stdin.isatty()
