"""The values of a query's $parameters: all there, and such as an engine can take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.cypher.tokens import Kind, Token
from schema.errors import CypherError, QuestionError

_LARGEST = 2**63


def check_parameters(found: Sequence[Token], given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values; CypherError names all parameters of the query that have none, QuestionError what is no value."""
    missing: dict[str, Token] = {}
    for token in found:
        if token.kind is Kind.PARAMETER and token.name not in given:
            missing.setdefault(token.name, token)
    if missing:
        raise _missing(list(missing.values()))
    for name, value in given.items():
        _check(name, value)
    return dict(given)


def _missing(missing: Sequence[Token]) -> CypherError:
    named = ", ".join(f"${token.name}" for token in missing)
    first = missing[0]
    mend = (
        f"Give each one: --param {first.name}=1 or --param '{first.name}=\"text\"' on the command line, "
        f':param {first.name} => 1 at the prompt, {{"{first.name}": 1}} in Python.'
    )
    ja = f"{named} の値がありません。--param 名前=値 で与えてください。"
    return CypherError(f"No value for {named}.", mend, ja, line=first.line, column=first.column)


def _check(name: str, value: Any) -> None:
    """QuestionError where a value, however deep, is a whole number or a text that no engine can take."""
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise QuestionError(
            f"${name}: {value} is too large.", "Whole numbers have 64 bits: at most 9223372036854775807."
        )
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise QuestionError(f"${name} is no UTF-8 text.", "Write the characters themselves.")
    if isinstance(value, Mapping):
        for part in (*value, *value.values()):
            _check(name, part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _check(name, part)
