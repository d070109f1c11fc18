"""What changed in a list of a record: entries that came and went, the dates and the evidence of those that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from kg.diff.changes import Change, Kind, Pair, Side, in_order
from kg.diff.claims import claim_changes
from schema.evidence import Evidence
from schema.labels import LABELS, type_of
from schema.records import Alias, SectorEntry

Entries = Sequence[Any]


def entry_changes(name: str, old: Entries, new: Entries, pair: Pair) -> Iterator[Change]:
    """How two lists of entries differ, whatever their order; a list of sectors is compared sector by sector."""
    if any(isinstance(entry, SectorEntry) for entry in (*old, *new)):
        for sector in sorted({str(entry.sector) for entry in (*old, *new)}):
            before, after = ([entry for entry in entries if entry.sector == sector] for entries in (old, new))
            yield from _sector_changes((name, sector), before, after, pair)
        return
    told_before, told_after = _told(old, pair.before), _told(new, pair.after)
    for entry in sorted({**told_before, **told_after}, key=str):
        if entry in told_before and entry in told_after:
            yield from pair.evidence((name,), entry, told_before[entry], told_after[entry])
        elif entry in told_after:
            yield _came((name,), entry, told_after[entry], pair.after)
        else:
            yield _went((name,), entry, told_before[entry], pair.before)


def _came(path: tuple[str, ...], entry: Any, told: frozenset[Evidence], side: Side) -> Change:
    return Change(Kind.ENTRY, path, None, entry, in_order(told), asserted=side.asserts(told))


def _went(path: tuple[str, ...], entry: Any, told: frozenset[Evidence], side: Side) -> Change:
    return Change(Kind.ENTRY, path, entry, None, in_order(told), asserted=side.asserts(told))


def _told(entries: Entries, side: Side) -> dict[Any, frozenset[Evidence]]:
    """Each entry once, bare, with the evidence for it."""
    found: dict[Any, frozenset[Evidence]] = {}
    for entry in entries:
        if isinstance(entry, BaseModel) and not _is_id_of_a_joined_record(entry):
            bare = entry.model_copy(update={"evidence": ()})
            found[bare] = found.get(bare, frozenset()) | _evidence(entry, side)
        elif isinstance(entry, str):
            found[entry] = frozenset()
    return found


def _is_id_of_a_joined_record(entry: BaseModel) -> bool:
    """Joining two records leaves the id of one as an alias: that says where it was written, nothing about the world."""
    return isinstance(entry, Alias) and ":" in entry.value and type_of(entry.value) in LABELS


def _evidence(entry: Any, side: Side) -> frozenset[Evidence]:
    return side.told(entry.evidence or None)


def _sector_changes(
    path: tuple[str, str], old: list[SectorEntry], new: list[SectorEntry], pair: Pair
) -> Iterator[Change]:
    old, new = list(old), list(new)
    for entry in list(old):
        alike = next((other for other in new if not list(_one_sector(path, entry, other, pair))), None)
        if alike is not None:
            old.remove(entry)
            new.remove(alike)
    old.sort(key=str)
    new.sort(key=str)
    for before, after in zip(old, new, strict=False):
        yield from _one_sector(path, before, after, pair)
    for entry in new[len(old) :]:
        yield _came(path[:1], entry, _evidence(entry, pair.after), pair.after)
    for entry in old[len(new) :]:
        yield _went(path[:1], entry, _evidence(entry, pair.before), pair.before)


def _one_sector(path: tuple[str, str], old: SectorEntry, new: SectorEntry, pair: Pair) -> Iterator[Change]:
    """How two entries for the same sector differ."""
    within = Pair(_within(pair.before, old), _within(pair.after, new))
    for name in ("since", "until"):
        yield from claim_changes((*path, name), getattr(old, name), getattr(new, name), within)
    if old.note != new.note:
        yield Change(Kind.READING, (*path, "note"), old.note or None, new.note or None, in_order(within.after.evidence))
    yield from pair.evidence(path, new, frozenset(within.before.evidence), frozenset(within.after.evidence))


def _within(side: Side, entry: SectorEntry) -> Side:
    return Side(side.record, side.readings, in_order(_evidence(entry, side)))
