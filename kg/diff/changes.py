"""What a change of a record is, and the two sides that are compared to find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.readings import Readings
from schema.evidence import Evidence, is_asserted
from schema.records import Record


class Kind(StrEnum):
    """What sort of a change it is."""

    RECORD = "record"
    READING = "reading"
    CLAIM = "claim"
    ENTRY = "entry"
    EVIDENCE = "evidence"
    STATUS = "status"


@dataclass(frozen=True)
class Change:
    """One change of a record: where in it, from what to what (None for nothing), and the evidence that tells it."""

    kind: Kind
    path: tuple[str, ...] = ()
    old: Any = None
    new: Any = None
    evidence: tuple[Evidence, ...] = ()
    read: Any = None
    """The reading beside which a further claim stands."""
    asserted: bool = True
    """False for what came or went with evidence that only proposes or denies it."""


@dataclass(frozen=True)
class Side:
    """A record in one of the two knowledge bases, or an entry in it, with the evidence that its plain values stand on."""

    record: Record
    readings: Readings
    evidence: tuple[Evidence, ...]

    @classmethod
    def of(cls, record: Record, readings: Readings) -> Side:
        """A whole record as a side."""
        return cls(record, readings, record.evidence)

    def told(self, evidence: Iterable[Evidence] | None) -> frozenset[Evidence]:
        """The evidence of a value, its record's where it has none of its own."""
        return frozenset(self.evidence if evidence is None else evidence)

    def asserts(self, told: frozenset[Evidence]) -> bool:
        """False for a value that is only proposed or denied; what rests on all of a record's evidence stands with it."""
        return told == frozenset(self.evidence) or is_asserted(tuple(told))


@dataclass(frozen=True)
class Pair:
    """The two sides that are compared."""

    before: Side
    after: Side

    @property
    def added(self) -> frozenset[Evidence]:
        """The evidence that the newer side alone has."""
        return frozenset(self.after.evidence) - frozenset(self.before.evidence)

    @property
    def gone(self) -> frozenset[Evidence]:
        """The evidence that the older side alone has."""
        return frozenset(self.before.evidence) - frozenset(self.after.evidence)

    def evidence(
        self, path: tuple[str, ...], value: Any, old: frozenset[Evidence], new: frozenset[Evidence]
    ) -> Iterator[Change]:
        """The evidence of a value that came and went, but for what came and went with the whole."""
        if added := new - old - self.added:
            yield Change(Kind.EVIDENCE, path, None, value, in_order(added))
        if gone := old - new - self.gone:
            yield Change(Kind.EVIDENCE, path, value, None, in_order(gone))


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence by document, place and quote, so that it is told in the same order every time."""
    return tuple(sorted(evidence, key=lambda item: (item.document, item.place, item.quote, item.certainty)))
