"""What changed in the claims of one value: how it is read, what else is claimed, and by which evidence.

How a claim is written makes no difference: plain or as a list of one, in which era, in which order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.diff.changes import Change, Kind, Pair, Side, in_order
from schema.evidence import Claim, Evidence


class Claims:
    """The claims of a value on one side: each value once, with all the evidence for it, and the reading."""

    def __init__(self, claims: Sequence[Claim[Any]], side: Side) -> None:
        self.told: dict[Any, frozenset[Evidence]] = {}
        for claim in claims:
            self.told[claim.value] = self.told.get(claim.value, frozenset()) | side.told(claim.evidence)
        self._side, whole = side, frozenset(side.evidence)
        once = [Claim(value, None if told == whole else in_order(told)) for value, told in self.told.items()]
        self.reading = side.readings.value(side.record, once, side.evidence)

    def evidence(self, value: Any) -> tuple[Evidence, ...]:
        """All evidence for a value."""
        return in_order(self.told.get(value, frozenset()))

    def asserts(self, value: Any) -> bool:
        """False for a value that is only proposed or denied."""
        return self._side.asserts(self.told[value])


def claim_changes(
    path: tuple[str, ...], old: Sequence[Claim[Any]], new: Sequence[Claim[Any]], pair: Pair
) -> Iterator[Change]:
    """How two lists of claims of the same value differ; one change for the reading, if it did, and one for each claim."""
    before, after = Claims(old, pair.before), Claims(new, pair.after)
    settled: set[Any] = set()
    if before.reading != after.reading:
        shown = before.reading if after.reading is None else after.reading
        evidence = after.evidence(shown) or before.evidence(before.reading)
        yield Change(Kind.READING, path, before.reading, after.reading, evidence)
        # What was read is told again where it is still claimed, by other evidence.
        settled = {shown} | ({before.reading} - after.told.keys())
    for value in sorted({*before.told, *after.told} - settled, key=str):
        if value not in before.told:
            yield Change(Kind.CLAIM, path, None, value, after.evidence(value), after.reading, after.asserts(value))
        elif value not in after.told:
            yield Change(Kind.CLAIM, path, value, None, before.evidence(value), after.reading, before.asserts(value))
        else:
            yield from pair.evidence(path, value, before.told[value], after.told[value])
