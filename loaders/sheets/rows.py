"""Records as mappings → rows of a sheet: each entry of a list in a row of its own, evidence below each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from loaders.sheets.columns import FOR, ID, ROW, Block, Column, Shape, blocks_of
from loaders.sheets.texts import written

NONE = "none"
"""Stands for the document where a claim says that it has no evidence."""

Told = list[tuple[str, Mapping[str, str]]]
Rows = Mapping[int, dict[str, str]]


def rows_of(record: Mapping[str, Any], section: str) -> list[dict[str, str]]:
    """The rows of a record (see `loaders.writing.plain`): header → what stands in the cell."""
    rows: defaultdict[int, dict[str, str]] = defaultdict(dict)
    told: Told = [("", item) for item in record.get("evidence", ())]
    *blocks, evidence = blocks_of(section)
    for block in blocks:
        _put(block, _entries(block, _value(record, block.path)), rows, told)
    _put_evidence(evidence, told, rows)
    return [{ID: record[ID], ROW: str(number + 1), **rows[number]} for number in range(max(rows, default=0) + 1)]


def _value(record: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = record
    for key in path:
        value = value.get(key) if value is not None else None
    return value


def _entries(block: Block, value: Any) -> list[Mapping[str, Any]]:
    """The value of a key as a list of entries, each a mapping from the keys of the block's columns."""
    if value is None:
        return []
    if block.shape is Shape.CODES:
        return [entry for scheme, codes in value.items() for entry in _codes(scheme, codes)]
    if block.shape is Shape.CLAIMS:
        return _claims(value)
    if block.shape is Shape.ENTRIES:
        return list(value)
    return [{block.path[-1]: item} for item in (value if block.shape is Shape.LIST else [value])]


def _codes(scheme: str, codes: list[str]) -> Iterator[Mapping[str, str]]:
    yield from ({"scheme": scheme, "code": code} for code in codes)
    if not codes:
        yield {"scheme": scheme}


def _claims(value: Any) -> list[Mapping[str, Any]]:
    return value if isinstance(value, list) else [{"value": value}]


def _put(block: Block, entries: list[Mapping[str, Any]], rows: Rows, told: Told) -> None:
    """Write the entries below each other; their evidence goes to `told`, with what it is for."""
    at = 0
    for number, entry in enumerate(entries, start=1):
        told += _own(f"{block.name} {number}", entry)
        height = 1
        for column in block.columns:
            claims = _claims(entry[column.key]) if column.key in entry else []
            told += _told_of_claims(column, f"{block.name} {number}", claims)
            for below, claim in enumerate(claims):
                rows[at + below][column.name] = written(claim["value"])
            height = max(height, len(claims))
        at += height


def _told_of_claims(column: Column, entry: str, claims: list[Mapping[str, Any]]) -> Told:
    numbered = enumerate(claims, start=1)
    return [piece for number, claim in numbered for piece in _own(f"{entry} {column.key} {number}", claim)]


def _own(owner: str, entry: Mapping[str, Any]) -> Told:
    """The evidence that an entry or claim has of its own; where it is said to have none, a row that says so."""
    return [(owner, item) for item in entry["evidence"] or [{"document": NONE}]] if "evidence" in entry else []


def _put_evidence(block: Block, told: Told, rows: Rows) -> None:
    for number, (owner, item) in enumerate(told):
        filled = {column.name: written(item[column.key]) for column in block.columns if column.key in item}
        rows[number].update(filled)
        if owner:
            rows[number][FOR] = owner
