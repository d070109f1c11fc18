"""What differs between two knowledge bases, record by record: added, changed, ended, removed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.diff.changes import Change, Kind, Pair, Side
from kg.diff.records import changes_of
from kg.readings import Readings
from schema.facts import Facts
from schema.records import Record

SECTIONS = list(Facts.model_fields)


class Heading(StrEnum):
    """What a difference is told under, in this order."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"
    REMOVED = "removed"


@dataclass(frozen=True)
class Difference:
    """One difference: of which record (as the newer side has it, where it does), and what changed."""

    heading: Heading
    section: str
    record: Record
    change: Change


def differences(old: Facts, new: Facts) -> list[Difference]:
    """All differences, by heading, section and id; what is merely written otherwise or elsewhere is none."""
    before, after = _placed(old), _placed(new)
    was, now = Readings(old), Readings(new)
    found: list[Difference] = []
    for id in {**before, **after}:
        if id not in before:
            found.append(_whole(Heading.ADDED, *after[id]))
        elif id not in after:
            found.append(_whole(Heading.REMOVED, *before[id]))
        else:
            pair = Pair(Side.of(before[id][1], was), Side.of(after[id][1], now))
            found += (_changed(after[id], change) for change in changes_of(pair))
    return sorted(found, key=_place)


def _place(difference: Difference) -> tuple[int, int, str]:
    return list(Heading).index(difference.heading), SECTIONS.index(difference.section), difference.record.id


def _placed(facts: Facts) -> dict[str, tuple[str, Record]]:
    return {record.id: (section, record) for section in SECTIONS for record in getattr(facts, section)}


def _whole(heading: Heading, section: str, record: Record) -> Difference:
    return Difference(heading, section, record, Change(Kind.RECORD, evidence=record.evidence))


def _changed(placed: tuple[str, Record], change: Change) -> Difference:
    return Difference(Heading.ENDED if _ends(change) else Heading.CHANGED, *placed, change)


def _ends(change: Change) -> bool:
    """True where something that had no end has one, or a tie is denied that was not, or that nothing asserts any more."""
    if change.kind is Kind.STATUS:
        return bool(change.new == "denied" or (change.new == "contested" and change.old != "denied"))
    return change.kind is Kind.READING and change.path[-1] == "until" and change.old is None
