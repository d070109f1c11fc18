"""Q00, the three-city finder: forms every option, scores it by its components, ranks.

The definitions are those of docs/questions.md; what is fetched stands in kg/questions/three_city.cypher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import fsum, log

from kg.knowledge_base import KnowledgeBase
from kg.links import Links, LinkTie, pair
from kg.options import WEIGHTS, Components, Dated, Option, score
from kg.questions import statements
from kg.stores.base import Row
from schema.periods import Period


@dataclass(frozen=True)
class Asked:
    """The question: ids, as_of, whether stated evidence alone counts, what must be in, and the weights."""

    city: str
    as_of: Period
    sector: str | None = None
    must: tuple[str, ...] = ()
    stated_only: bool = False
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))

    @property
    def parameters(self) -> dict[str, object]:
        """What every statement may refer to."""
        return {"from": self.as_of.first.isoformat(), "to": self.as_of.last.isoformat(), "stated": self.stated_only}


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event or programme that has begun, with those of the places that take part."""

    id: str
    places: frozenset[str]
    date: Dated | None


class Finder:
    """Fetches what the question rests on, and forms the options."""

    def __init__(self, kb: KnowledgeBase, asked: Asked) -> None:
        self._kb, self.asked = kb, asked
        self._cypher = statements("three_city")
        self.links = Links(asked.as_of)
        self.links.add(self.fetch("links", places=[asked.city]))
        self.partners = sorted(self.links.neighbours(asked.city))
        self.links.add(self.fetch("links", places=self.partners))
        self.sectors = (
            {row["id"] for row in self.fetch("sector_and_narrower", sector=asked.sector)} if asked.sector else set()
        )
        ids = sorted({tie.id for a, b in self._pairs() for tie in self._ties(a, b)})
        self.in_sector = self._ties_in_sector()
        self._latest = self._latest_activities(ids)
        self._gatherings = list(self._begun_gatherings())
        self._by_place = self._gatherings_by_place()

    def fetch(self, statement: str, **parameters: object) -> list[Row]:
        """The rows of one statement of the question's Cypher file."""
        return self._kb.read(self._cypher[statement], **self.asked.parameters, **parameters)

    def options(self) -> list[Option]:
        """Every option, best first; equal scores by the ids of the places."""
        options = [option for a, b in self._others() if (option := self._option(a, b))]
        return sorted(options, key=lambda option: (-option.score, option.places))

    # Forming

    def _others(self) -> Iterator[tuple[str, str]]:
        """The other two of each three with at least two links: two partners, or a partner and a place new to the city."""
        must = set(self.asked.must) - {self.asked.city}
        known = {self.asked.city, *self.partners}
        for a, b in combinations(self.partners, 2):
            if must <= {a, b}:
                yield a, b
        for a in self.partners:
            for b in self.links.neighbours(a) - known:
                if must <= {a, b}:
                    yield pair(a, b)

    def _option(self, a: str, b: str) -> Option | None:
        city = self.asked.city
        sides = (pair(city, a), pair(city, b), pair(a, b))
        linked = [side for side in sides if self.links.linked(*side)]
        sector_links = sum(any(tie.id in self.in_sector for tie in self._ties(*side)) for side in linked)
        gatherings = self._shared((city, a, b))
        if self.asked.sector and not sector_links and not gatherings:
            return None
        ties = {tie.id: tie for side in linked for tie in self._ties(*side)}
        middle = _middle(linked)
        components = Components(
            links=len(linked),
            sector_links=sector_links,
            shared_programmes=sum(1 if count == 2 else 2 for _, count in gatherings),
            stated=sum(tie.stated for tie in ties.values()) / sum(tie.asserted for tie in ties.values()),
            last_activity=self._last_activity(ties, [gathering for gathering, _ in gatherings]),
            common_partners=self._adamic_adar((city, a, b), middle),
        )
        total = score(components.terms(self.asked.as_of), self.asked.weights)
        shown = tuple(gathering.id for gathering, _ in gatherings)
        return Option((city, a, b), middle, frozenset(ties), shown, components, total)

    # What counts

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Every linked pair that an option may have."""
        for partner in self.partners:
            for other in self.links.neighbours(partner):
                yield pair(partner, other)

    def _ties(self, a: str, b: str) -> list[LinkTie]:
        link = self.links.of(a, b)
        return link.ties if link else []

    def _ties_in_sector(self) -> set[str]:
        if not self.sectors:
            return set()
        ids = {
            tie.id
            for a, b in self._pairs()
            if (link := self.links.of(a, b)) and link.sectors & self.sectors
            for tie in link.ties
        }
        rows = self.fetch("ties_in_sector", partnerships=sorted(ids), sectors=sorted(self.sectors))
        return {row["id"] for row in rows}

    def _latest_activities(self, ids: list[str]) -> dict[str, Dated]:
        latest: dict[str, Dated] = {}
        for row in self.fetch("activities", partnerships=ids):
            id, date = row["partnership"], Dated.of(row)
            latest[id] = max(latest.get(id, date), date)
        return latest

    def _last_activity(self, ties: Iterable[str], gatherings: Iterable[Gathering]) -> Dated | None:
        activities = [self._latest[id] for id in ties if id in self._latest]
        return max([*activities, *(gathering.date for gathering in gatherings if gathering.date)], default=None)

    def _begun_gatherings(self) -> Iterator[Gathering]:
        """The events and programmes (in the sector, if one is asked) that have certainly begun by as_of's end."""
        last = self.asked.as_of.last.isoformat()
        places = sorted({self.asked.city, *self.partners, *(place for a, b in self._pairs() for place in (a, b))})
        for row in self.fetch("gatherings", places=places):
            begun = row["on_to"] or row["told_by"]
            if begun <= last and (not self.sectors or self.sectors.intersection(row["sectors"])):
                yield Gathering(row["id"], frozenset(row["places"]), Dated.of(row) if row["on"] else None)

    def _gatherings_by_place(self) -> dict[str, list[Gathering]]:
        by_place: dict[str, list[Gathering]] = defaultdict(list)
        for gathering in self._gatherings:
            for place in gathering.places:
                by_place[place].append(gathering)
        return by_place

    def _shared(self, places: tuple[str, str, str]) -> list[tuple[Gathering, int]]:
        """What at least two of the three take part in, with how many of them do, by id."""
        if not self._by_place:
            return []
        seen = {gathering.id: gathering for place in places for gathering in self._by_place.get(place, ())}
        counted = (
            (gathering, sum(place in gathering.places for place in places)) for _, gathering in sorted(seen.items())
        )
        return [(gathering, count) for gathering, count in counted if count > 1]

    def _adamic_adar(self, places: tuple[str, str, str], middle: str | None) -> float:
        """Adamic and Adar's Σ 1/ln degree over the common neighbours of the two that are not linked (Adamic, Adar 2003)."""
        if middle is None:
            return 0.0
        a, b = (place for place in places if place != middle)
        common = self.links.neighbours(a) & self.links.neighbours(b)
        return fsum(1 / log(self._degrees[place]) for place in common)

    @cached_property
    def _degrees(self) -> dict[str, int]:
        """How many places each common neighbour is linked to; those two steps away are asked for, the others known."""
        near = [self.asked.city, *self.partners]
        degrees = {place: len(self.links.neighbours(place)) for place in near}
        reached: dict[str, int] = defaultdict(int)
        for partner in self.partners:
            for other in self.links.neighbours(partner):
                reached[other] += 1
        further = sorted(place for place, times in reached.items() if times > 1 and place not in degrees)
        degrees.update({row["place"]: row["degree"] for row in self.fetch("degrees", places=further)})
        return degrees


def _middle(linked: Iterable[tuple[str, str]]) -> str | None:
    sides = list(linked)
    return next(iter(set(sides[0]) & set(sides[1]))) if len(sides) == 2 else None
