"""Changing YAML with ruamel.yaml, which keeps comments, quotes and the order of keys. Every scalar stays a text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver

from loaders.edits import Edit, Put, key_in
from schema.facts import SECTIONS
from schema.records import keys

_LIST = re.compile(r"^( *)[^\s#-][^\n]*:[^\S\n]*(?:#[^\n]*)?\n( *)- ", re.MULTILINE)


class _Texts(VersionedResolver):
    """Takes every scalar for a text, as facts files are read."""

    @property
    def versioned_resolver(self) -> dict[str, list[Any]]:
        """No rule makes a number, date or truth of a text."""
        return {}


def changed_mapping(text: str, put: Put) -> str:
    """The YAML of one record with its fields changed."""
    return _rewritten(text, lambda record: _change(record, put))


def changed_whole(text: str, edits: Sequence[Edit]) -> str:
    """The YAML of a file with all edits."""
    return _rewritten(text, lambda root: _change_all(root, {edit.id: edit for edit in edits}))


def _rewritten(text: str, change: Callable[[CommentedMap], None]) -> str:
    yaml = YAML()
    yaml.width, yaml.preserve_quotes, yaml.Resolver = 10**9, True, _Texts
    offset = _offset(text)
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    tree = yaml.load(text)
    change(tree)
    written = io.StringIO()
    yaml.dump(tree, written)
    return written.getvalue()


def _offset(text: str) -> int:
    """How far the dashes of the text's lists stand behind their keys."""
    found = _LIST.search(text)
    return max(0, len(found[2]) - len(found[1])) if found else 2


def _change_all(root: CommentedMap, by_id: dict[str, Edit]) -> None:
    for records in root.values():
        for index in reversed(range(len(records or ()))):
            edit = by_id.pop(records[index].get("id"), None)
            if isinstance(edit, Put):
                _change(records[index], edit)
            elif edit:
                del records[index]
    for edit in by_id.values():
        if isinstance(edit, Put):
            root[edit.section] = root.get(edit.section) or CommentedSeq()
            root[edit.section].append(_commented(edit.record))


def _change(record: CommentedMap, put: Put) -> None:
    """Each key stays where it is; a new one comes behind the last that the format names before it."""
    order = keys(SECTIONS[put.section])
    for key, value in ((key_in(record, key), value) for key, value in put.fields.items()):
        if value is None:
            record.pop(key, None)
        elif key in record:
            record[key] = _merged(record[key], value)
        else:
            before = order[: order.index(key)] if key in order else order
            place = max((index for index, other in enumerate(record, start=1) if other in before), default=0)
            record.insert(place, key, _commented(value))


def _merged(old: Any, new: Any) -> Any:
    """The new value; what of a list is as it was stays, with its comments."""
    if not (isinstance(old, CommentedSeq) and isinstance(new, list)):
        return _commented(new)
    for kind, start, end, first, last in reversed(SequenceMatcher(None, _keys(old), _keys(new)).get_opcodes()):
        if kind != "equal":
            for index in reversed(range(start, end)):
                del old[index]
            for item in reversed(new[first:last]):
                old.insert(start, _commented(item))
    return old


def _keys(items: Sequence[Any]) -> list[str]:
    """Items that can be compared by hash."""
    return [repr(_plain(item)) for item in items]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else str(value)


def _commented(value: Any) -> Any:
    """A value as ruamel.yaml writes it: the innermost mappings and lists on one line."""
    if not isinstance(value, (dict, list)):
        return value
    parts = value.values() if isinstance(value, dict) else value
    made: Any = CommentedMap() if isinstance(value, dict) else CommentedSeq()
    if not any(isinstance(part, (dict, list)) for part in parts):
        made.fa.set_flow_style()
    if isinstance(value, dict):
        made.update({key: _commented(item) for key, item in value.items()})
    else:
        made.extend(_commented(item) for item in value)
    return made
