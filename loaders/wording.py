"""What the schema finds wrong with a record, in words: what is wrong, and how to put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from schema.errors import quoted
from schema.evidence import Claim
from schema.nearest import nearest

Path = tuple[int | str, ...]


def faults(model: type[BaseModel], error: ValidationError) -> Iterator[tuple[Path, str, str]]:
    """Each fault of a record: the path to it, what is wrong, and how to put it right."""
    for fault in error.errors(include_url=False):
        if fault["type"] == "too_short" and fault["input"]:
            continue  # its entries have faults of their own, told already
        path = tuple(fault["loc"])
        yield path, *_in_words(model, path, fault["type"], fault["msg"], fault["input"], fault.get("ctx", {}))


def _in_words(
    model: type[BaseModel], path: tuple[int | str, ...], kind: str, message: str, given: object, more: dict[str, Any]
) -> tuple[str, str]:
    """A fault that pydantic found, as what is wrong and how to put it right."""
    key = next((str(step) for step in reversed(path) if isinstance(step, str) and step != "value"), "")
    called = f"{key}: " if key else ""
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"`{key}` is no key here", nearest(key, _keys_at(model, path[:-1]))
    if kind == "missing":
        key = str(path[-1])
        return f"`{key}` is missing", _MISSING.get(key, f"Write `{key}: …`.")
    if kind == "too_short" and key == "evidence":
        return "`evidence` is missing", _MISSING["evidence"]
    if kind == "value_error":
        what, _, mend = message.removeprefix("Value error, ").partition("\n")
        return f"{called}{what}", mend
    if kind in ("enum", "literal_error"):
        words = re.findall(r"'([^']+)'", str(more.get("expected", "")))
        return f"{called}{_short(given)} is none of the words for it", nearest(str(given), words)
    return f"{called}{_short(given)} does not fit", _FORMS.get(key) or _SHAPES.get(kind, f"{message}.")


_MISSING = {
    "evidence": "Say which document says so, and where: `evidence: [{document: document:…, place: …}]`.",
    "id": "Give each record an id of its own: `id: type:name`.",
    "parties": "Name at least two: `parties: [city:…, city:…]`.",
}
_FORMS = {
    "country": "Write the two letters of ISO 3166-1, such as JP.",
    "wikidata": "Write Wikidata's code, such as Q164234.",
    "jis": 'Write the five or six digits of JIS X 0402, in quotes: "14130".',
    "geonames": "Write the number of GeoNames, such as 1859642.",
    "lat": "Write degrees north, from -90 to 90, such as 35.53.",
    "lon": "Write degrees east, from -180 to 180, such as 139.70.",
    "population": "Write a whole number without separators, such as 1460000.",
    "mode": "Write one word, such as visit or staff_exchange.",
}
_SHAPES = {
    "float_parsing": "Write a number, such as 35.53.",
    "int_parsing": "Write a whole number without separators, such as 1460000.",
    "string_type": "Write one text here, in quotes if it looks like a list or a mapping.",
    "tuple_type": "Write a list: `[a, b]`, or one entry a line, each after `- `.",
    "model_type": "Write a mapping here: `{key: value}`.",
    "dataclass_type": "Write a mapping here: `{value: …, evidence: […]}`.",
    "string_too_short": "Write a text, or leave the key out.",
    "string_pattern_mismatch": "Write a text, or leave the key out.",
}


def _short(given: object) -> str:
    if isinstance(given, (dict, list)):
        return "a mapping" if isinstance(given, dict) else "a list"
    return quoted(given)


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where the path leads."""
    here: Any = model
    for step in path:
        if isinstance(step, str) and step in _fields(here):
            here = _fields(here)[step]
    return list(_fields(here))


@cache
def _fields(model: Any) -> dict[str, Any]:
    """Each key of a model with the model that its value or its list's entries have, if any."""
    if model is Claim:
        return {"value": None, "evidence": None}
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    return {name: _inner(field.annotation) for name, field in model.model_fields.items()}


def _inner(annotation: Any) -> Any:
    if getattr(annotation, "__origin__", None) is Claim:
        return Claim
    for argument in get_args(annotation):
        if (inner := _inner(argument)) is not None:
            return inner
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
