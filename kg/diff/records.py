"""What changed within one record: its values, the entries of its lists, its evidence, how a tie stands by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.diff.changes import Change, Kind, Pair, in_order
from kg.diff.claims import claim_changes
from kg.diff.entries import entry_changes
from kg.ties import status_of
from schema.evidence import Claim
from schema.partnerships import Partnership, StrictSense


def changes_of(pair: Pair) -> Iterator[Change]:
    """What changed in a record, its evidence last."""
    old, new = pair.before.record, pair.after.record
    for name in type(new).model_fields:
        if name not in ("id", "evidence"):
            yield from _of_value((name,), getattr(old, name), getattr(new, name), pair)
    yield from _of_evidence(pair)


def _of_value(path: tuple[str, ...], old: Any, new: Any, pair: Pair) -> Iterator[Change]:
    if isinstance(new, StrictSense):
        for name in type(new).model_fields:
            yield from _of_value((*path, name), getattr(old, name), getattr(new, name), pair)
    elif not isinstance(new, tuple):
        if old != new:
            yield Change(Kind.READING, path, old or None, new or None, in_order(pair.after.evidence))
    elif any(isinstance(item, Claim) for item in (*old, *new)):
        yield from claim_changes(path, old, new, pair)
    else:
        yield from entry_changes(path[0], old, new, pair)


def _of_evidence(pair: Pair) -> Iterator[Change]:
    """Evidence of the record as a whole that came and went, and how a tie stands by it."""
    added, gone = (Change(Kind.EVIDENCE, evidence=in_order(items)) for items in (pair.added, pair.gone))
    old, new = status_of(pair.before.evidence), status_of(pair.after.evidence)
    if isinstance(pair.after.record, Partnership) and old != new:
        yield Change(Kind.STATUS, ("status",), old, new, added.evidence or in_order(pair.after.evidence))
        added = replace(added, evidence=())
    if added.evidence:
        yield replace(added, new="evidence")
    if gone.evidence:
        yield replace(gone, old="evidence")
