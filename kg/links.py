"""The links of some places as they were fetched: who is linked at as_of, by which ties, and what is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.stores.base import Row
from schema.periods import Bounds, Period, Ternary


@dataclass(frozen=True, slots=True)
class LinkTie:
    """A tie of a link that holds: how many pieces of evidence assert it, and how many state it."""

    id: str
    asserted: int
    stated: int


@dataclass(slots=True)
class Link:
    """What joins two places: ties that hold, may hold, or have ended at as_of, and the sectors of all of them."""

    ties: list[LinkTie] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    sectors: frozenset[str] = frozenset()


class Links:
    """Links by pair of places."""

    def __init__(self, as_of: Period) -> None:
        self._as_of = as_of
        self._links: dict[tuple[str, str], Link] = {}
        self._neighbours: dict[str, set[str]] = defaultdict(set)

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows of the statement `links`; a pair that is here already stays as it is."""
        for row in rows:
            a, b = row["place"], row["other"]
            if pair(a, b) not in self._links:
                link = self._links[pair(a, b)] = _read(row, self._as_of)
                if link.ties:
                    self._neighbours[a].add(b)
                    self._neighbours[b].add(a)

    def of(self, a: str, b: str) -> Link | None:
        """What joins two places, holding or not; None where nothing that was fetched does."""
        return self._links.get(pair(a, b))

    def linked(self, a: str, b: str) -> Link | None:
        """What links two places at as_of; None where no tie certainly holds."""
        link = self._links.get(pair(a, b))
        return link if link and link.ties else None

    def neighbours(self, place: str) -> set[str]:
        """The places that it is linked to, as far as fetched."""
        return self._neighbours.get(place, set())


def pair(a: str, b: str) -> tuple[str, str]:
    """Two places in the order of their ids."""
    return (a, b) if a < b else (b, a)


def _read(row: Row, as_of: Period) -> Link:
    first, last = as_of.first.isoformat(), as_of.last.isoformat()
    link = Link(sectors=frozenset(row["sectors"]))
    days = zip(row["begun_from"], row["begun_by"], row["ended_from"], row["ended_by"], strict=True)
    for id, asserted, stated, bounds in zip(row["partnerships"], row["asserted"], row["stated"], days, strict=True):
        if not asserted:
            continue
        if bounds[1] <= last and bounds[2] >= first:  # certain, and by far the most frequent
            link.ties.append(LinkTie(id, asserted, stated))
        elif bounds[3] < first:
            link.ended.append(id)
        elif Bounds(*bounds).holds_on(as_of) is Ternary.UNKNOWN:
            link.unknown.append(id)
    return link
