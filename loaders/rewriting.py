"""A facts file's text with records put in, changed or taken out; all else, comments and order too, stays as it is.

The lines of a record are exchanged for new ones, and no other line is touched. Where records do not stand on lines of
their own (`places: [{…}, {…}]`), ruamel.yaml writes the whole file again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ruamel.yaml.error import YAMLError

from loaders.edits import Edit, Put, Record, Remove, applied
from loaders.problems import Problems
from loaders.roundtrip import changed_mapping, changed_whole
from loaders.writing import dump
from loaders.yaml_tree import Node, parse

Splice = tuple[int, int, list[str]]
"""Lines to exchange: the first, the one behind the last, and what stands there afterwards."""


class NotOnLines(Exception):
    """Records share a line, so lines cannot be exchanged for one of them."""


def rewritten(text: str, edits: Sequence[Edit]) -> str | None:
    """The text with the edits, at most one for each id; None where it is written in a way that no program can change."""
    expected = applied(_tree(text), edits)
    for way in (_by_lines, changed_whole):
        try:
            new = way(text, edits)
        except (NotOnLines, YAMLError):
            continue
        if _tree(new) == expected:
            return new
    return None


def _tree(text: str) -> dict[str, list[Record]]:
    """The sections of a file that have records, as mappings, lists and texts."""
    root = parse(text, "", Problems())
    sections: dict[str, Any] = (root.plain() if root else None) or {}
    return {name: records for name, records in sections.items() if records}


class _Lines:
    """A file's lines (from 0) and where its records are in them."""

    def __init__(self, text: str) -> None:
        self.lines = text.removesuffix("\n").split("\n") if text.strip() else []
        root = parse(text, "", Problems())
        self.sections: dict[str, Node] = root.value if root and isinstance(root.value, dict) else {}
        self._keys = {name: line - 1 for name, (line, _) in ((root.keys if root else None) or {}).items()}
        keys = sorted(self._keys.values())
        self._ends = dict(zip(keys, [*keys[1:], len(self.lines)], strict=False))

    def records(self, section: str) -> list[tuple[Node, int, int]]:
        """Each record of a section with its first line and the line behind its last; NotOnLines if it shares one."""
        nodes = self.sections[section].value
        listed = nodes if isinstance(nodes, list) else []
        starts = [node.line - 1 for node in listed]
        if any(self.lines[node.line - 1][: node.column - 1].strip() != "-" for node in listed):
            raise NotOnLines(section)
        ends = [*starts[1:], self.end(section)]
        return [(node, start, self._trimmed(start, end)) for node, start, end in zip(listed, starts, ends, strict=True)]

    def end(self, section: str) -> int:
        """The line behind the section's last, comments and blank lines at its end left out."""
        key = self._keys[section]
        return self._trimmed(key, self._ends[key])

    def _trimmed(self, start: int, end: int) -> int:
        while end > start + 1 and self.lines[end - 1].strip()[:1] in ("", "#"):
            end -= 1
        return end


def _by_lines(text: str, edits: Sequence[Edit]) -> str:
    """The text with the lines of the records exchanged."""
    file, by_id = _Lines(text), {edit.id: edit for edit in edits}
    splices: list[Splice] = []
    for section in file.sections:
        splices += _changes(file, section, by_id)
    splices += _additions(file, [edit for edit in by_id.values() if isinstance(edit, Put)])
    lines = file.lines
    for start, end, new in sorted(splices, key=lambda splice: splice[0], reverse=True):
        lines[start:end] = new
    return "\n".join(lines) + "\n"


def _changes(file: _Lines, section: str, by_id: dict[str, Edit]) -> list[Splice]:
    """The lines to exchange for records that are there; what is used of `by_id` is taken from it."""
    splices: list[Splice] = []
    for node, start, end in file.records(section):
        edit = by_id.pop(node.plain().get("id", ""), None)
        if isinstance(edit, Remove):
            blank = end < len(file.lines) and not file.lines[end].strip()
            splices.append((start, end + blank, []))
        elif edit:
            splices.append((start, end, _exchanged(file.lines[start:end], node.column - 1, edit)))
    return splices


def _exchanged(lines: list[str], column: int, put: Put) -> list[str]:
    """A record's lines with the fields changed: what stands behind the dash is a mapping of its own."""
    dash, behind = lines[0][:column], lines[0][column:]
    inner = [behind, *(line[column:] if not line[:column].strip() else line.lstrip() for line in lines[1:])]
    new = changed_mapping("\n".join(inner) + "\n", put).removesuffix("\n").split("\n")
    return [dash + new[0], *(" " * column + line if line else line for line in new[1:])]


def _additions(file: _Lines, puts: Sequence[Put]) -> list[Splice]:
    """The lines of new records, at the end of their sections; new sections at the end of the file."""
    by_section: dict[str, list[Put]] = {}
    for put in puts:
        by_section.setdefault(put.section, []).append(put)
    splices, last = [], list[str]()
    for section, new in by_section.items():
        if section in file.sections:
            end = file.end(section)
            splices.append((end, end, _lines_of(new, *_layout(file, section))))
        else:
            last += [*([""] if file.lines or last else []), f"{section}:", *_lines_of(new, 2, False)]
    return [*splices, (len(file.lines), len(file.lines), last)] if last else splices


def _layout(file: _Lines, section: str) -> tuple[int, bool]:
    """The column of a section's dashes, and whether a blank line stands between its records."""
    records = file.records(section)
    if not records:
        if file.sections[section].value is not None:
            raise NotOnLines(section)
        return 2, False
    dash = file.lines[records[0][1]].index("-")
    blank = len(records) > 1 and not file.lines[records[-1][1] - 1].strip()
    return dash, blank


def _lines_of(puts: Iterable[Put], indent: int, blank: bool) -> list[str]:
    found = []
    for put in puts:
        lines = dump([put.record]).removesuffix("\n").split("\n")
        own = len(lines[0]) - len(lines[0].lstrip())
        found += [*([""] if blank else []), *(" " * indent + line[own:] if line.strip() else "" for line in lines)]
    return found
