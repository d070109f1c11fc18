"""Which values a query's parameters may have: those that Bolt carries."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from schema.errors import CypherError, quoted

_MEND = (
    "A parameter is a text, a number of at most 64 bits, true or false, null, a date or time, a list or a map of these."
)


def carried(parameters: Mapping[str, Any] | None) -> dict[str, Any]:
    """The parameters as they are; CypherError names the first that a query cannot be given."""
    for name, value in (parameters or {}).items():
        fault = _fault(value)
        if fault:
            raise CypherError(f"The parameter {quoted(name)} {fault}.", _MEND)
    return dict(parameters or {})


def _fault(value: Any) -> str | None:
    """What is wrong with a value, however deep in it."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return "is or holds a whole number of more than 64 bits"
    if isinstance(value, str) and not _is_unicode(value):
        return "is or holds a text with half a character"
    if isinstance(value, Mapping):
        strange = [key for key in value if not isinstance(key, str)]
        return f"holds a map with the key {quoted(strange[0])}, which is no text" if strange else _first(value.values())
    if isinstance(value, (list, tuple)):
        return _first(value)
    return None if _is_carried(value) else f"is or holds a {type(value).__name__}"


def _first(values: Any) -> str | None:
    return next((fault for value in values if (fault := _fault(value))), None)


def _is_carried(value: Any) -> bool:
    if value is None or isinstance(value, (bool, int, float, str, bytes, bytearray)):
        return True
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return True
    return type(value).__module__.startswith(("neo4j.time", "neo4j.spatial", "neo4j._spatial"))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
