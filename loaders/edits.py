"""What may be changed in facts files: a record put in or changed, a record taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]
_OTHER_WORDS = {"programme": "part_of"}


@dataclass(frozen=True)
class Put:
    """A record to add or to change: the keys given get these values (as `plain` gives them); None takes a key out."""

    section: str
    id: str
    fields: Mapping[str, Any]

    @property
    def record(self) -> Record:
        """The record that it adds where none of its id is there."""
        return {"id": self.id, **{key: value for key, value in self.fields.items() if value is not None}}


@dataclass(frozen=True)
class Remove:
    """A record to take out."""

    id: str


Edit = Put | Remove


def key_in(record: Mapping[str, Any], key: str) -> str:
    """The word that a record uses for a key, where the format knows two."""
    other = _OTHER_WORDS.get(key)
    is_tie = str(record.get("id", "")).startswith("partnership:")
    return other if other and is_tie and other in record else key


def applied(tree: Mapping[str, list[Record]], edits: Sequence[Edit]) -> dict[str, list[Record]]:
    """The sections of a file, as mappings, lists and texts, with the edits; new records are last in their section."""
    by_id = {edit.id: edit for edit in edits}
    known = {record.get("id") for records in tree.values() for record in records}
    found = {name: [_changed(record, by_id) for record in records] for name, records in tree.items()}
    kept = {name: [record for record in records if record] for name, records in found.items()}
    for edit in edits:
        if isinstance(edit, Put) and edit.id not in known:
            kept.setdefault(edit.section, []).append(edit.record)
    return {name: records for name, records in kept.items() if records}


def _changed(record: Record, by_id: Mapping[str, Edit]) -> Record:
    edit = by_id.get(record.get("id", ""))
    if isinstance(edit, Remove):
        return {}
    given = {key_in(record, key): value for key, value in edit.fields.items()} if edit else {}
    return {key: value for key, value in {**record, **given}.items() if value is not None}
