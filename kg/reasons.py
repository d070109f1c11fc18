"""Why an option is one: sentences with their tags, and what proves each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from kg import sentences
from kg.asking import proof, proofs
from kg.lookup import Named
from kg.options import Option
from kg.sentences import Said
from kg.stores.base import Row
from kg.three_cities import Finder
from schema.kinds import KINDS
from schema.labels import type_of
from schema.periods import Bounds, Ternary


class Tag(Enum):
    """What a reason speaks for, in Japanese and English."""

    RECORD = Said("実績", "record")
    POLICY = Said("方針", "policy")
    DEVELOPMENT = Said("発展", "development")
    WEAK = Said("弱い", "weak")
    UNKNOWN = Said("不明", "unknown")


@dataclass(frozen=True)
class Reason:
    """A sentence and the evidence for it: rows with document, place, quote, certainty, and the document's titles, date, url."""

    tag: Tag
    said: Said
    evidence: Sequence[Row] = ()


@dataclass(frozen=True)
class Unknown:
    """Something that the loaded documents leave open, and the tie that it is about, if it is one."""

    said: Said
    partnership: str | None = None


class Proofs:
    """All that the reasons of some options say, fetched at once."""

    def __init__(self, finder: Finder, options: Sequence[Option]) -> None:
        self._finder, self._as_of, self._city = finder, finder.asked.as_of, finder.asked.city
        places = sorted({place for option in options for place in option.places})
        ids = sorted({id for option in options for id in (*option.ties, *self._ended(option))})
        self._names = {row["id"]: Named.of(row) for row in finder.fetch("names", places=places)}
        self._ties: dict[str, Row] = {row["id"]: row for row in finder.fetch("ties", partnerships=ids)}
        self._gatherings = self._fetch_gatherings(sorted({id for option in options for id in option.gatherings}))
        self._denials = finder.fetch("denials", places=places)

    def _fetch_gatherings(self, ids: list[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for statement, type in (("events", "event"), ("programmes", "programme")):
            of_type = [id for id in ids if type_of(id) == type]
            found.update((row["id"], row) for row in self._finder.fetch(statement, ids=of_type))
        return found

    def name(self, id: str) -> Named:
        """What a place is called; its id where it has no name."""
        return self._names.get(id) or Named.of({"id": id})

    # Reasons

    def reasons(self, option: Option, sector: Named | None) -> list[Reason]:
        """The reasons of an option: what is on record, policy, development, then what is weak or not known."""
        ties = [self._ties[id] for id in self._ordered(option)]
        return [
            *map(self._record, ties),
            *(self._gathering(self._gatherings[id], option) for id in option.gatherings),
            *(reason for tie in ties if (reason := self._development(tie))),
            *self._regions(option),
            *(reason for tie in ties if (reason := self._contested(tie))),
            *self._denied(option),
            *(self._outside(option, sector) if sector else ()),
            *self._missing(option),
        ]

    def _ordered(self, option: Option) -> list[str]:
        """The option's ties: those in the sector first, then the older."""
        in_sector = self._finder.in_sector
        return sorted(option.ties, key=lambda id: (id not in in_sector, str(self._ties[id]["since"] or "9"), id))

    def _record(self, tie: Row) -> Reason:
        implied = not self._finder.asked.stated_only and not tie["stated"]
        said = sentences.tie_holds(tie, self._city, self._as_of, implied)
        return Reason(Tag.RECORD, said, self._evidence(tie["claims"], _shown(tie)))

    def _contested(self, tie: Row) -> Reason | None:
        negated = [proof(claim) for claim in tie["claims"] if claim["certainty"] == "negated"]
        return Reason(Tag.WEAK, sentences.tie_contested(tie, self._city), negated) if tie["contested"] else None

    def _ended(self, option: Option) -> list[str]:
        """The ties between the two that are not linked that have ended."""
        link = self._finder.links.of(*option.missing) if option.missing else None
        return link.ended if link else []

    def _missing(self, option: Option) -> Iterator[Reason]:
        """The side that is missing: what was there once, and that nothing is there now."""
        for tie in (self._ties[id] for id in self._ended(option)):
            yield Reason(Tag.WEAK, sentences.tie_ended(tie, self._city), self._evidence(tie["claims"], _shown(tie)))
        if option.missing:
            a, b = map(self.name, option.missing)
            yield Reason(Tag.UNKNOWN, sentences.not_linked(a, b, str(self._as_of)))

    def _gathering(self, row: Row, option: Option) -> Reason:
        through = {one["id"]: one["via"] or one["id"] for one in row["participants"]}
        places = [place for place in option.places if place in through]
        shown = {*_shown(row), *(("participants", through[place]) for place in places)}
        tag = Tag.POLICY if row["policies"] else Tag.RECORD
        said = sentences.take_part(row, [self.name(place) for place in places])
        return Reason(tag, said, self._evidence(row["claims"], shown))

    def _development(self, tie: Row) -> Reason | None:
        """A sector that ended, and the one that began next: how a tie has moved on."""
        last = self._as_of.last.isoformat()
        ended = [entry for entry in tie["sectors"] if entry["until"] and entry["until_to"] <= last]
        old = max(ended, key=lambda entry: (entry["until_to"], entry["id"]), default=None)
        begun = [entry for entry in tie["sectors"] if entry["since"] and entry["since_from"] <= last]
        later = [entry for entry in begun if old and entry["since_from"] > old["since_from"]]
        new = min(later, key=lambda entry: (entry["since_from"], entry["id"]), default=None)
        if old is None or new is None:
            return None
        shown = {("sectors", old["id"]), ("sectors", new["id"])}
        own = [claim for claim in tie["claims"] if (claim["property"], claim["value"]) in shown]
        evidence = self._evidence(own, shown) or self._evidence(tie["claims"])
        return Reason(Tag.DEVELOPMENT, sentences.moved_on(tie, self._city, old, new), evidence)

    def _regions(self, option: Option) -> Iterator[Reason]:
        for place in option.places[1:]:
            if type_of(place) == "region":
                yield Reason(Tag.WEAK, sentences.is_region(self.name(place)))

    def _denied(self, option: Option) -> Iterator[Reason]:
        for row in self._denials:
            sides = [self.name(place) for place in option.places if place in row["parties"]]
            if len(sides) > 1:
                negated = [proof(claim) for claim in row["claims"] if claim["certainty"] == "negated"]
                yield Reason(Tag.WEAK, sentences.denied(KINDS[row["kind"]], *sides[:2]), negated)

    def _outside(self, option: Option, sector: Named) -> Iterator[Reason]:
        """Linked pairs without a tie in the sector, or without one that certainly is."""
        for a, b in combinations(option.places, 2):
            link = self._finder.links.linked(a, b)
            if link and not any(tie.id in self._finder.in_sector for tie in link.ties):
                one, other = self.name(a), self.name(b)
                if any(self._may_be_in_sector(self._ties[tie.id]) for tie in link.ties):
                    yield Reason(Tag.UNKNOWN, sentences.may_be_in_sector(sector, str(self._as_of), one, other))
                else:
                    yield Reason(Tag.WEAK, sentences.not_in_sector(sector, one, other))

    def _may_be_in_sector(self, tie: Row) -> bool:
        entries = [entry for entry in tie["sectors"] if entry["id"] in self._finder.sectors]
        bounds = [Bounds(*(entry[name] for name in Bounds._fields)) for entry in entries]
        return any(bound.holds_on(self._as_of) is Ternary.UNKNOWN for bound in bounds)

    def _evidence(self, claims: Iterable[Row], shown: Collection[tuple[str, str]] = ()) -> list[Row]:
        """What asserts a record and the values of it that are shown, by document and place, each piece once."""
        asserting = ("stated",) if self._finder.asked.stated_only else ("stated", "implied")
        wanted = {("record", ""), *shown}
        told = [c for c in claims if (c["property"], c["value"]) in wanted and c["certainty"] in asserting]
        return proofs(told)

    # What is not known

    def unknown(self, option: Option) -> list[Unknown]:
        """What is open about an option: ties that may hold, and ties without a dated activity."""
        sides = ((a, b, self._finder.links.of(a, b)) for a, b in combinations(option.places, 2))
        found = [self._may_hold(id, a, b) for a, b, link in sides if link for id in link.unknown]
        return found if option.components.last_activity else [*found, Unknown(sentences.NO_DATED_ACTIVITY)]

    def _may_hold(self, id: str, a: str, b: str) -> Unknown:
        return Unknown(sentences.may_hold(id, str(self._as_of), self.name(a), [self.name(b)]), id)


def unknown_ties(finder: Finder) -> Iterator[Unknown]:
    """Every tie of the city, in any role, that may or may not hold at as_of, by id."""
    as_of, city = finder.asked.as_of, Named.of(finder.fetch("names", places=[finder.asked.city])[0])
    for row in finder.fetch("own_ties", city=city.id):
        bounds = Bounds(row["begun_from"], row["begun_by"], row["ended_from"], row["ended_by"])
        if row["asserted"] and bounds.holds_on(as_of) is Ternary.UNKNOWN:
            others = [Named.of(other) for other in sorted(row["others"], key=lambda other: str(other["id"]))]
            yield Unknown(sentences.may_hold(row["id"], str(as_of), city, others), row["id"])


def _shown(row: Row) -> set[tuple[str, str]]:
    """The claimed values of a tie, event or programme that its sentence says."""
    return {(name, row[name]) for name in ("designation", "since", "until", "date") if row.get(name)}
