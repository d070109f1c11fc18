"""YAML text → a tree of nodes that know their line and column; every scalar stays the text that it is.

PyYAML's parser (libyaml) reads the syntax; what a scalar means is the schema's to say, so that `NO` is Norway, a date
is read as it is written and `01100` keeps its zero. Aliases are copied, up to a limit that no honest file reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from loaders.problems import Problems
from loaders.texts import CONTROL

MOST_NODES = 5_000_000
DEEPEST = 40
_PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)
_NULLS = ("", "~", "null", "Null", "NULL")
_NEW_ENTRY = re.compile(r"\s*- |\S")


@dataclass(slots=True)
class Node:
    """A mapping, list, text or nothing (None), and where it stands, from 1. Mappings keep where each key stands.

    `height` is how many levels are below it.
    """

    value: dict[str, Node] | list[Node] | str | None
    line: int
    column: int
    keys: dict[str, tuple[int, int]] | None = None
    height: int = 0

    def plain(self) -> Any:
        """The tree without its positions; a key without a value is left out, as not said."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items() if child.value is not None}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def at(self, path: tuple[int | str, ...]) -> tuple[int, int]:
        """Line and column of what the path leads to, or of the last part of it that is there."""
        node, place = self, (self.line, self.column)
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                place = (node.keys or {})[str(step)]
                node = node.value[str(step)]
                if isinstance(node.value, str):
                    place = (node.line, node.column)
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = (node.line, node.column)
        return place


class _Stop(Exception):
    """The file's structure is a fault of its own: nothing below it is read."""


class _Reader:
    """Builds nodes from the parser's events; notes duplicate keys, tags and keys that are no texts."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self.events = yaml.parse(text, Loader=_PARSER)
        self.file, self.problems = file, problems
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def document(self) -> Node | None:
        """The file's one document, None where it is empty."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._fault(event, "a second document starts here", "Write one mapping of sections a file.")
                    raise _Stop
                root = self._node(next(self.events), 0)
        return root

    def _fault(self, event: Any, what: str, mend: str) -> None:
        self.problems.add(self.file, event.start_mark.line + 1, event.start_mark.column + 1, what, mend)

    def _node(self, event: Any, depth: int) -> Node:
        self._grow(event, 1, depth)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        node = Node(None, event.start_mark.line + 1, event.start_mark.column + 1)
        before = self.count
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self._fault(event, f"the tag {event.tag} is not read here", "Write the value without a tag.")
        if isinstance(event, yaml.ScalarEvent):
            node.value = None if not event.style and event.value in _NULLS else self._text(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node.value = self._list(depth)
        else:
            node.keys = {}
            node.value = self._mapping(node.keys, depth)
        node.height = _height(node.value)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before + 1)
        return node

    def _text(self, event: Any) -> str:
        """A scalar, as text; escapes in quotes may write control characters."""
        text = str(event.value)
        if found := CONTROL.search(text):
            self._fault(event, f"the text holds the control character U+{ord(found[0]):04X}", "Take it out.")
        return CONTROL.sub(" ", text)

    def _grow(self, event: Any, nodes: int, depth: int) -> None:
        self.count += nodes
        if depth > DEEPEST:
            self._fault(event, f"this is nested more than {DEEPEST} deep", "Close the brackets, or write it flatter.")
            raise _Stop
        if self.count > MOST_NODES:
            self._fault(
                event,
                "the file unfolds to far more than it says",
                "Write values out instead of aliases (*name) of aliases.",
            )
            raise _Stop

    def _alias(self, event: Any, depth: int) -> Node:
        if event.anchor not in self.anchors:
            self._fault(
                event,
                f"*{event.anchor} stands for nothing that is complete",
                f"Write the value out, or &{event.anchor} before it.",
            )
            raise _Stop
        node, size = self.anchors[event.anchor]
        self._grow(event, size, depth + node.height)
        return node

    def _list(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, keys: dict[str, tuple[int, int]], depth: int) -> dict[str, Node]:
        children: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key.value, str):
                self._fault(event, "this key is not a text", "Write `key: value`.")
            elif key.value in children:
                first = keys[key.value][0]
                self._fault(
                    event,
                    f"the key `{key.value}` is here twice (first in line {first})",
                    "Keep one; write several values as a list.",
                )
            else:
                keys[key.value] = (key.line, key.column)
                children[key.value] = value
        return children


def _height(value: object) -> int:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((child.height + 1 for child in below), default=0)


def parse(text: str, file: str, problems: Problems) -> Node | None:
    """The tree of a file; None where nothing is left to check. A broken entry is noted, blanked, and the rest read on."""
    lines = text.split("\n")
    for _ in range(50):
        try:
            return _Reader("\n".join(lines), file, problems).document()
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = min(mark.line if mark else 0, len(lines) - 1)
            problems.add(
                file,
                line + 1,
                (mark.column if mark else 0) + 1,
                f"this is no YAML: {_words(error)}",
                _hint(lines[line]),
            )
            if not _blank(lines, line):
                return None
        except (yaml.YAMLError, RecursionError):
            problems.add(file, 0, 0, "this is no YAML", "Compare it with the example that `citykg init` writes.")
            return None
    return None


def _words(error: yaml.MarkedYAMLError) -> str:
    return " ".join(str(part) for part in (error.context, error.problem) if part)


def _hint(line: str) -> str:
    if wide := re.search("[：　、，｛｝［］]", line):
        return f'Is the full-width "{wide[0]}" meant to be an ordinary one? YAML reads no other.'
    if re.search(r":\s.*:\s", line):
        return "A value with a colon and a space in it wants quotes."
    return "Look at this line's indentation, quotes and brackets, and at the line before it."


def _blank(lines: list[str], broken: int) -> bool:
    """Blank the entry around a broken line, so that the next reading goes past it; False when there is nothing to blank."""
    start = broken
    while start > 0 and not (_NEW_ENTRY.match(lines[start]) and lines[start].strip()):
        start -= 1
    end = max(start, broken)
    while end + 1 < len(lines) and not _NEW_ENTRY.match(lines[end + 1]):
        end += 1
    changed = any(line.strip() for line in lines[start : end + 1])
    lines[start : end + 1] = [""] * (end + 1 - start)
    return changed
