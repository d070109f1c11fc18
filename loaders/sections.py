"""Trees → records: each record checked against the schema, each fault told in words with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from loaders.problems import Problems
from loaders.wording import faults
from loaders.yaml_tree import Node
from schema.facts import SECTIONS
from schema.nearest import nearest
from schema.records import Record


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
            what, mend = f"`{name}` is no list of records", "Start each record with `- id: …`."
            problems.add(file, section.line, section.column, what, mend)


def _read_record(node: Node, section: str, file: str, problems: Problems) -> Iterator[Placed]:
    if not isinstance(node.value, dict):
        mend = "Write `- id: …` and its keys below it."
        problems.add(file, node.line, node.column, f"this is no record of `{section}`", mend)
        return
    model, written = SECTIONS[section], node.plain()
    try:
        yield Placed(model.model_validate(written), section, file, node)
    except ValidationError as error:
        for path, what, mend in faults(model, error):
            problems.add(file, *node.at(path), what, mend)
        yield from _what_is_right(model, written, error, section, file, node)


def _what_is_right(
    model: type[Record], written: dict[str, Any], error: ValidationError, section: str, file: str, node: Node
) -> Iterator[Placed]:
    """A faulty record without its faulty keys, so that what is wrong with the others shows too. It is never loaded."""
    faulty = {fault["loc"][0] for fault in error.errors(include_url=False) if fault["loc"]}
    try:
        right = model.model_validate({key: value for key, value in written.items() if key not in faulty})
    except ValidationError:
        return
    yield Placed(right, section, file, node)
