"""Trees → records: each record checked against the schema, each fault told in words with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from loaders.problems import Problems
from loaders.yaml_tree import Node
from schema.errors import quoted
from schema.evidence import Claim
from schema.facts import Facts
from schema.nearest import nearest
from schema.records import Record

SECTIONS: dict[str, type[Record]] = {name: get_args(field.annotation)[0] for name, field in Facts.model_fields.items()}


@dataclass(frozen=True, slots=True)
class Placed:
    """A record, its section, and the tree that it was read from."""

    record: Record
    section: str
    file: str
    node: Node

    def fault(self, problems: Problems, path: tuple[int | str, ...], what: str, mend: str = "") -> None:
        """Note a fault at the part of the record that the path leads to."""
        problems.add(self.file, *self.node.at(path), what, mend)


def read_sections(root: Node | None, file: str, problems: Problems) -> Iterator[Placed]:
    """The records of a file's tree; what is wrong is noted and left out."""
    if root is None or root.value is None:
        problems.add(file, 1, 1, "the file is empty", "Write a section, such as `places:`, or delete the file.")
        return
    if not isinstance(root.value, dict):
        problems.add(
            file,
            root.line,
            root.column,
            "the file is no mapping of sections",
            "Start with a section, such as `places:`.",
        )
        return
    for name, section in root.value.items():
        if name not in SECTIONS:
            line, column = (root.keys or {})[name]
            problems.add(file, line, column, f"`{name}` is no section", nearest(name, SECTIONS))
        elif isinstance(section.value, list):
            for node in section.value:
                yield from _read_record(node, name, file, problems)
        elif section.value is not None:
            problems.add(
                file,
                section.line,
                section.column,
                f"`{name}` is no list of records",
                "Start each record with `- id: …`.",
            )


def _read_record(node: Node, section: str, file: str, problems: Problems) -> Iterator[Placed]:
    if not isinstance(node.value, dict):
        problems.add(
            file, node.line, node.column, f"this is no record of `{section}`", "Write `- id: …` and its keys below it."
        )
        return
    model = SECTIONS[section]
    try:
        yield Placed(model.model_validate(node.plain()), section, file, node)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            if fault["type"] == "too_short" and fault["input"]:
                continue  # its entries have faults of their own, told already
            what, mend = _in_words(
                model, tuple(fault["loc"]), fault["type"], fault["msg"], fault["input"], fault.get("ctx", {})
            )
            problems.add(file, *node.at(tuple(fault["loc"])), what, mend)


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
