"""Claims as nodes: each piece of evidence for a record, or for one of its values."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from schema.evidence import Claim, Evidence
from schema.partnerships import StrictSense
from schema.periods import Period
from schema.records import Record


class Told(NamedTuple):
    """What a piece of evidence is for: a property of the record and its value; `record` is the record whole.

    `entry` is the entry of a list that the property belongs to (`sectors.since` of a sector), else empty.
    """

    property: str
    value: str
    evidence: Evidence
    entry: str = ""

    def id(self, record: str) -> str:
        """An id made of the content, so that the same claim is the same node."""
        item, entry = self.evidence, (self.entry,) if self.entry else ()
        parts = (record, self.property, self.value, item.document, item.place, item.quote, item.certainty.value, *entry)
        return "claim:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]

    def properties(self) -> dict[str, str]:
        """The properties of its node."""
        item = self.evidence
        said = {"property": self.property, "value": self.value, "certainty": item.certainty.value}
        entry = {"entry": self.entry} if self.entry else {}
        return {**said, "quote": item.quote, "place": item.place, **entry}


def told(record: Record) -> Iterator[Told]:
    """All that is told of a record: itself, each value with evidence of its own, each entry of a list that has some."""
    yield from (Told("record", "", evidence) for evidence in record.evidence)
    for path, claims in claimed(record):
        yield from _told(path, claims)
    for name, key, entry in keyed_entries(record):
        value = entry_key(entry)
        again = key if key != value else ""
        yield from (Told(name, value, evidence, again) for evidence in getattr(entry, "evidence", ()))
        for path, claims in claimed(entry):
            yield from _told(f"{name}.{path}", claims, key)


def _told(path: str, claims: tuple[Claim[Any], ...], entry: str = "") -> Iterator[Told]:
    for claim in claims:
        yield from (Told(path, str(value_of(claim.value)), evidence, entry) for evidence in claim.evidence or ())


def entries(record: Record) -> Iterator[tuple[str, BaseModel]]:
    """The entries of a record's lists, such as parties and sectors, with the list's name."""
    for name, listed in vars(record).items():
        if listed and isinstance(listed, tuple) and name != "evidence":
            yield from ((name, entry) for entry in listed if isinstance(entry, BaseModel))


def keyed_entries(record: Record) -> Iterator[tuple[str, str, BaseModel]]:
    """Each entry with its list and a key of its own: a sector that is named twice is `sector:x` and `sector:x 2`."""
    seen: Counter[tuple[str, str]] = Counter()
    for name, entry in entries(record):
        key = entry_key(entry)
        seen[name, key] += 1
        number = seen[name, key]
        yield name, key if number == 1 else f"{key} {number}", entry


def unproven(record: Record) -> list[str]:
    """Claimed values that no evidence backs, as `property` TAB `value`; a plain value rests on its record's evidence."""
    told = ((name, listed) for name, listed in claimed(record) if record.evidence or len(listed) > 1)
    claims = ((name, claim) for name, listed in told for claim in listed)
    return [f"{name}\t{value_of(claim.value)}" for name, claim in claims if claim.evidence == ()]


def claimed(record: BaseModel) -> Iterator[tuple[str, tuple[Claim[Any], ...]]]:
    """Each property of a record that is claimed, with its claims."""
    for name, value in vars(record).items():
        if isinstance(value, StrictSense):
            yield from claimed(value)
        elif value and isinstance(value, tuple) and isinstance(value[0], Claim):
            yield name, value


def claims_of(record: BaseModel, name: str) -> tuple[Claim[Any], ...]:
    """The claims of one property; none where a record of that type has no such property."""
    claims: tuple[Claim[Any], ...] = vars(record).get(name, ())
    return claims


def value_of(value: object) -> str | int | float:
    """A value as a property holds it; a date as it was written."""
    if isinstance(value, Period):
        return value.written or str(value)
    return value if isinstance(value, (int, float)) else str(value)


def entry_key(entry: BaseModel) -> str:
    """An entry of a list as a claim's value: its id, sector or text."""
    return next((str(said) for name in ("id", "to", "sector", "value") if (said := getattr(entry, name, None))), "")
