"""A three-city option: its shape, the components that count for it, and the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from kg.stores.base import Row
from schema.periods import Period

WEIGHTS: Mapping[str, float] = {"links": 1, "sector": 2, "programmes": 1, "stated": 0.5, "recent": 0.5, "common": 0.5}


class Dated(NamedTuple):
    """A date as it is known. The latest is the greatest: by its first day, then the more precise."""

    first: str
    precision: int
    text: str

    @classmethod
    def of(cls, row: Row) -> Dated:
        """From a row with on, on_from and on_to."""
        period = Period.between(row["on_from"], row["on_to"])
        return cls(row["on_from"], -period.days, row["on"])


@dataclass(frozen=True, slots=True)
class Components:
    """What counts for an option, as docs/questions.md defines it."""

    links: int
    sector_links: int
    shared_programmes: int
    stated: float
    last_activity: Dated | None
    common_partners: float

    def terms(self, as_of: Period) -> dict[str, float]:
        """Each component as a number from 0 to 1, by the name of its weight."""
        return {
            "links": self.links / 3,
            "sector": self.sector_links / 3,
            "programmes": min(self.shared_programmes, 4) / 4,
            "stated": self.stated,
            "recent": _recent(self.last_activity, as_of),
            "common": self.common_partners / (1 + self.common_partners),
        }

    def shown(self) -> dict[str, int | float | str | None]:
        """The components as an answer shows them: numbers to three digits."""
        return {
            "links": self.links,
            "sector_links": self.sector_links,
            "shared_programmes": self.shared_programmes,
            "stated": round(self.stated, 3),
            "last_activity": self.last_activity.text if self.last_activity else None,
            "common_partners": round(self.common_partners, 3),
        }


@dataclass(frozen=True, slots=True)
class Option:
    """Three places, the middle one (None where all are linked), and what counts for them."""

    places: tuple[str, str, str]
    middle: str | None
    ties: frozenset[str]
    gatherings: tuple[str, ...]
    components: Components
    score: float

    @property
    def shape(self) -> str:
        """closed; broker, where the city asked about is the middle; extension, where a partner is."""
        if self.middle is None:
            return "closed"
        return "broker" if self.middle == self.places[0] else "extension"

    @property
    def path(self) -> tuple[str, str, str]:
        """The places in the order in which they are linked: the middle one in the middle."""
        if self.middle is None:
            return self.places
        first, last = (place for place in self.places if place != self.middle)
        return first, self.middle, last

    @property
    def missing(self) -> tuple[str, str] | None:
        """The two places that are not linked."""
        if self.middle is None:
            return None
        a, b = (place for place in self.places if place != self.middle)
        return a, b


def score(terms: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Σ weight × term, to four digits."""
    return round(fsum(weights[name] * term for name, term in terms.items()), 4)


def _recent(latest: Dated | None, as_of: Period) -> float:
    if latest is None:
        return 0.0
    years = as_of.last.year - int(latest.first[:4])
    return 1.0 if years <= 3 else 0.5 if years <= 10 else 0.0
