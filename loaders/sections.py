"""Trees → records: each record checked against the schema, each fault told in words with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from loaders.problems import Problems
from loaders.wording import faults
from loaders.yaml_tree import Node
from schema.facts import SECTIONS
from schema.nearest import nearest
from schema.records import Record

Path = tuple[int | str, ...]


class Written(Protocol):
    """What a record was read from, a tree or rows of a sheet: it knows where each part of the record stands."""

    @property
    def line(self) -> int:
        """The line or row in which it begins."""

    def at(self, path: Path) -> tuple[int, int]:
        """Line and column, or row and column, of what the path leads to."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A record, its section, the facts file that it stands in, and what it was read from."""

    record: Record
    section: str
    file: str
    node: Written

    @property
    def where(self) -> str:
        """Where it begins, for a message about another record."""
        return f"{self.file}:{self.node.line}"

    def fault(self, problems: Problems, path: Path, what: str, mend: str = "") -> None:
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
    for record in records_of(node.plain(), section, lambda path, *said: problems.add(file, *node.at(path), *said)):
        yield Placed(record, section, file, node)


def records_of(written: Any, section: str, tell: Callable[[Path, str, str], None]) -> Iterator[Record]:
    """The record that a mapping says; `tell` hears each fault. A faulty one comes without its faulty keys, if at all.

    So what is wrong with its other keys shows too. It is never loaded.
    """
    model = SECTIONS[section]
    try:
        yield model.model_validate(written)
    except ValidationError as error:
        for path, what, mend in faults(model, error):
            tell(path, what, mend)
        yield from _what_is_right(model, written, error)


def _what_is_right(model: type[Record], written: dict[str, Any], error: ValidationError) -> Iterator[Record]:
    faulty = {fault["loc"][0] for fault in error.errors(include_url=False) if fault["loc"]}
    try:
        yield model.model_validate({key: value for key, value in written.items() if key not in faulty})
    except ValidationError:
        return
