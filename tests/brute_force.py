"""The three-city finder (Q00 of questions.md) worked out the slow way: every triple of places, from the definitions.

It shares no code with the product. `facts` is the mapping section -> records that a folder of facts says, all scalars
as text (`yaml.BaseLoader`).
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations, permutations
from typing import Any

Record = dict[str, Any]
Facts = dict[str, list[Record]]
Pair = frozenset[str]
Triple = tuple[str, str, str]

WEIGHTS = {"links": 1.0, "sector": 2.0, "programmes": 1.0, "stated": 0.5, "recent": 0.5, "common": 0.5}
PLACE_TYPES = ("city", "district", "region")
BODY_SECTIONS = ("places", "organisations", "facilities", "people", "groups")
ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}  # the year before the era's first


# Dates


@dataclass(frozen=True)
class Days:
    """A date known to the year, month or day: all days that it may be."""

    first: date
    last: date

    def __str__(self) -> str:
        for text in (f"{self.first:%Y}", f"{self.first:%Y-%m}", f"{self.first:%Y-%m-%d}"):
            if days(text) == self:
                return text
        return f"{self.first}/{self.last}"


def days(text: str) -> Days:
    """The days of 1981, 1981-08, 1981-08-18, 昭和63年, 平成6年1月 or 平成26年度."""
    era = re.fullmatch(r"(昭和|平成|令和)(\d+)年(?:(度)|(\d+)月)?", text)
    if era is None:
        return calendar_days(*map(int, text.split("-")))
    year = ERAS[era[1]] + int(era[2])
    if era[3]:
        return Days(date(year, 4, 1), date(year + 1, 3, 31))
    return calendar_days(year, int(era[4])) if era[4] else calendar_days(year)


def calendar_days(year: int, month: int | None = None, day: int | None = None) -> Days:
    """All days of a year, of a month or of a day."""
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Days(date(year, month, day), date(year, month, day))


def newest(dates: Iterable[Days]) -> Days:
    """The date with the latest end, then the more precise."""
    return max(dates, key=lambda known: (known.last, known.first))


def latest(dates: Iterable[Days]) -> Days:
    """The date with the latest start, then the more precise."""
    return max(dates, key=lambda known: (known.first, -known.last.toordinal()))


def newest_document(facts: Facts) -> Days:
    """The as_of of a question that names none."""
    return newest(days(document["date"]) for document in facts["documents"] if "date" in document)


# What is asked, and who counts


@dataclass(frozen=True)
class Asked:
    """The facts and the options that decide which of them count."""

    facts: Facts
    as_of: Days
    certainties: frozenset[str]
    sectors: frozenset[str] | None  # the sector asked about and all narrower ones; None: no sector asked


def asked(facts: Facts, sector: str | None, as_of: str | None, evidence: str) -> Asked:
    """The options of a question, as read."""
    return Asked(
        facts,
        newest_document(facts) if as_of is None else days(as_of),
        frozenset({"stated"} if evidence == "stated" else {"stated", "implied"}),
        None if sector is None else narrower(facts, sector),
    )


def narrower(facts: Facts, sector: str) -> frozenset[str]:
    """The sector itself and every one below it."""
    below = [record["id"] for record in facts["sectors"] if record.get("broader") == sector]
    return frozenset({sector}).union(*(narrower(facts, each) for each in below))


def kind_of_id(identifier: str) -> str:
    return identifier.partition(":")[0]


def all_places(facts: Facts) -> list[str]:
    """Cities, districts and regions: what an option is made of."""
    return sorted(record["id"] for record in facts["places"] if kind_of_id(record["id"]) in PLACE_TYPES)


def stands_for(facts: Facts, identifier: str) -> str | None:
    """The place itself; for a body or port the nearest place that it is part of; for a country none."""
    if kind_of_id(identifier) in PLACE_TYPES:
        return identifier
    if kind_of_id(identifier) == "country":
        return None
    for record in chain.from_iterable(facts.get(section, []) for section in BODY_SECTIONS):
        if record["id"] == identifier and "part_of" in record:
            return stands_for(facts, record["part_of"])
    return None


# Evidence and time


def asserting(record: Record, ask: Asked) -> list[Record]:
    """The evidence of a record that counts as saying that it is so."""
    return [entry for entry in record["evidence"] if entry.get("certainty", "stated") in ask.certainties]


def told_by(record: Record, ask: Asked) -> date:
    """The last day of the earliest dated document that asserts the record: by then it had begun."""
    dates = {document["id"]: document.get("date") for document in ask.facts["documents"]}
    known = [dates[entry["document"]] for entry in asserting(record, ask)]
    return min((days(text).last for text in known if text is not None), default=date.max)


def holds(since: Days, until: Days, as_of: Days) -> str:
    """yes, no or unknown: whether what lasted from some day of since to some day of until held at as_of."""
    if since.first > as_of.last or until.last < as_of.first:
        return "no"
    if since.last <= as_of.last and until.first >= as_of.first:
        return "yes"
    return "unknown"


def end_of(record: Record) -> Days:
    """The days on which it may have ended: never where nothing says so."""
    return days(record["until"]) if "until" in record else Days(date.max, date.max)


def tie_holds(tie: Record, ask: Asked) -> str:
    """Whether an asserted tie holds at as_of; without since it began some day up to the first document about it."""
    since = days(tie["since"]) if "since" in tie else Days(date.min, told_by(tie, ask))
    return holds(since, end_of(tie), ask.as_of)


def entry_holds(entry: Record, ask: Asked) -> str:
    """Whether the entry of a tie for a sector holds; without since it began with the tie."""
    since = days(entry["since"]) if "since" in entry else Days(date.min, date.min)
    return holds(since, end_of(entry), ask.as_of)


def is_in_sector(tie: Record, ask: Asked) -> bool:
    """Whether some entry of the tie for the sector asked about, or for a narrower one, holds."""
    if ask.sectors is None:
        return False
    entries = [{"sector": entry} if isinstance(entry, str) else entry for entry in tie.get("sectors", [])]
    return any(entry["sector"] in ask.sectors and entry_holds(entry, ask) == "yes" for entry in entries)


# Ties


@dataclass(frozen=True)
class Tie:
    """A tie that holds at as_of."""

    joins: frozenset[Pair]
    in_sector: bool
    certainties: tuple[str, ...]  # of each asserting piece of evidence
    activities: tuple[Days, ...]


def roles_link(one: str, other: str) -> bool:
    """Party, sender and host link with each other, but no two senders and no two hosts."""
    return {one, other} <= {"party", "sender", "host"} and (one != other or one == "party")


def pairs_of(tie: Record, facts: Facts) -> frozenset[Pair]:
    """All pairs of places that the tie would link if it held."""
    seats = seats_of(tie, facts)
    return frozenset(
        frozenset({place, other})
        for (place, role), (other, other_role) in permutations(seats, 2)
        if place is not None and other is not None and place != other and roles_link(role, other_role)
    )


def seats_of(tie: Record, facts: Facts) -> list[tuple[str | None, str]]:
    """The place that each party stands for, with the party's role."""
    parties = [{"id": party} if isinstance(party, str) else party for party in tie["parties"]]
    return [(stands_for(facts, party["id"]), party.get("role", "party")) for party in parties]


def asserted_ties(ask: Asked) -> list[Record]:
    """The partnerships that are ties at all: something asserts them."""
    return [tie for tie in ask.facts.get("partnerships", []) if asserting(tie, ask)]


def ties_that_hold(ask: Asked) -> list[Tie]:
    """Every tie that certainly holds at as_of."""
    return [
        Tie(
            pairs_of(tie, ask.facts),
            is_in_sector(tie, ask),
            tuple(entry.get("certainty", "stated") for entry in asserting(tie, ask)),
            tuple(dates_of_activities(tie["id"], ask)),
        )
        for tie in asserted_ties(ask)
        if tie_holds(tie, ask) == "yes"
    ]


def dates_of_activities(tie: str, ask: Asked) -> list[Days]:
    """The dates of what the tie did, certainly not after as_of."""
    dates = [
        days(activity["date"])
        for activity in ask.facts.get("activities", [])
        if activity["partnership"] == tie and "date" in activity and asserting(activity, ask)
    ]
    return [known for known in dates if known.last <= ask.as_of.last]


def unknown_ties(facts: Facts, city: str, as_of: str | None = None, evidence: str = "all") -> list[str]:
    """Ids of the ties of which it is not known whether they hold at as_of, and to which the city is party in any role."""
    ask = asked(facts, None, as_of, evidence)
    return sorted(
        tie["id"]
        for tie in asserted_ties(ask)
        if tie_holds(tie, ask) == "unknown" and any(place == city for place, _ in seats_of(tie, facts))
    )


# Events and programmes


@dataclass(frozen=True)
class Gathering:
    """An event or a programme that has begun by as_of, in the sector where one is asked."""

    places: frozenset[str]
    began: Days | None


def gatherings(ask: Asked) -> list[Gathering]:
    """All events and programmes that count."""
    dated_events = [(event, ("date", "since")) for event in ask.facts.get("events", [])]
    dated_programmes = [(programme, ("since", "date")) for programme in ask.facts.get("programmes", [])]
    return [
        Gathering(places_at(record, ask.facts), first_date(record, fields))
        for record, fields in dated_events + dated_programmes
        if asserting(record, ask) and has_begun(record, ask) and has_theme(record, ask)
    ]


def first_date(record: Record, fields: tuple[str, str]) -> Days | None:
    """The date in the first of the fields that is there."""
    return next((days(record[field]) for field in fields if field in record), None)


def places_at(record: Record, facts: Facts) -> frozenset[str]:
    """The places that take part in any role, by themselves or by a body."""
    places = (stands_for(facts, participant["id"]) for participant in record.get("participants", []))
    return frozenset(place for place in places if place is not None)


def has_begun(record: Record, ask: Asked) -> bool:
    """Whether an event or programme has certainly begun by the end of as_of; undated: by its earliest document."""
    began = first_date(record, ("date", "since"))
    return (began.last if began else told_by(record, ask)) <= ask.as_of.last


def has_theme(record: Record, ask: Asked) -> bool:
    """Whether it is in the sector asked about or in a narrower one."""
    return ask.sectors is None or not ask.sectors.isdisjoint(record.get("sectors", []))


# Options


@dataclass(frozen=True)
class World:
    """All that counts at as_of."""

    ask: Asked
    ties: list[Tie]
    gatherings: list[Gathering]

    def linked(self, one: str, other: str) -> bool:
        return any({one, other} in tie.joins for tie in self.ties)

    def neighbours(self, place: str) -> set[str]:
        return {other for other in all_places(self.ask.facts) if self.linked(place, other)}


def three_city(
    facts: Facts,
    city: str,
    sector: str | None = None,
    as_of: str | None = None,
    evidence: str = "all",
    must: str | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Record]:
    """All options for a city, in order: rank, places, shape, middle, score and components of each."""
    ask = asked(facts, sector, as_of, evidence)
    world = World(ask, ties_that_hold(ask), gatherings(ask))
    triples = [(city, a, b) for a, b in combinations(all_places(facts), 2) if city not in (a, b)]
    options = [option(world, triple, {**WEIGHTS, **(weights or {})}) for triple in triples if is_option(world, triple)]
    wanted = [each for each in options if must is None or must in each["places"]]
    wanted.sort(key=lambda each: (-each["score"], each["places"]))
    return [{"rank": rank, **each} for rank, each in enumerate(wanted, start=1)]


def is_option(world: World, triple: Triple) -> bool:
    """At least two pairs linked; with a sector also a link in it or an event or programme of it that two share."""
    if len(linked_pairs(world, triple)) < 2:
        return False
    return world.ask.sectors is None or sector_links(world, triple) >= 1 or shared_programmes(world, triple) >= 1


def linked_pairs(world: World, triple: Triple) -> list[Pair]:
    return [frozenset(pair) for pair in combinations(triple, 2) if world.linked(*pair)]


def sector_links(world: World, triple: Triple) -> int:
    """How many pairs a tie in the sector links."""
    return sum(any(tie.in_sector and pair in tie.joins for tie in world.ties) for pair in linked_pairs(world, triple))


def shared(world: World, triple: Triple) -> list[Gathering]:
    """The events and programmes in which at least two of the three take part."""
    return [gathering for gathering in world.gatherings if len(gathering.places & set(triple)) >= 2]


def shared_programmes(world: World, triple: Triple) -> int:
    """One for each event or programme of two of the three, two for each of all three."""
    return sum(len(gathering.places & set(triple)) - 1 for gathering in shared(world, triple))


def counted_ties(world: World, triple: Triple) -> list[Tie]:
    """Every tie that links a pair of the three, once."""
    return [tie for tie in world.ties if any(pair in tie.joins for pair in linked_pairs(world, triple))]


def stated_share(world: World, triple: Triple) -> float:
    """The share of stated evidence among that of the counted ties."""
    certainties = [certainty for tie in counted_ties(world, triple) for certainty in tie.certainties]
    return certainties.count("stated") / len(certainties)


def last_activity(world: World, triple: Triple) -> Days | None:
    """The latest activity of the counted ties, shared event or start of a shared programme."""
    began = [gathering.began for gathering in shared(world, triple)]
    dates = [known for known in began if known is not None and known.last <= world.ask.as_of.last]
    for tie in counted_ties(world, triple):
        dates.extend(tie.activities)
    return latest(dates) if dates else None


def common_partners(world: World, triple: Triple) -> float:
    """Adamic-Adar of the pair that is not linked, over the whole network; 0 where there is none."""
    for one, other in combinations(triple, 2):
        if not world.linked(one, other):
            common = world.neighbours(one) & world.neighbours(other)
            return sum(1 / math.log(len(world.neighbours(place))) for place in sorted(common))
    return 0.0


def middle_of(world: World, triple: Triple) -> str | None:
    """The place that is linked to both others, where those are not linked to each other."""
    if len(linked_pairs(world, triple)) == 3:
        return None
    return next(place for place in triple if all(world.linked(place, other) for other in triple if other != place))


def recency(activity: Days | None, as_of: Days) -> float:
    """1 up to three calendar years ago, a half up to ten, else or unknown 0."""
    if activity is None:
        return 0.0
    years = as_of.last.year - activity.first.year
    return 1.0 if years <= 3 else 0.5 if years <= 10 else 0.0


COMPONENTS: dict[str, Callable[[World, Triple], Any]] = {
    "links": lambda world, triple: len(linked_pairs(world, triple)),
    "sector_links": sector_links,
    "shared_programmes": shared_programmes,
    "stated": stated_share,
    "last_activity": last_activity,
    "common_partners": common_partners,
}


def option(world: World, triple: Triple, weights: Mapping[str, float]) -> Record:
    """What is told of one triple."""
    middle = middle_of(world, triple)
    values = [component(world, triple) for component in COMPONENTS.values()]
    links, in_sector, programmes, stated, activity, common = values
    terms = {
        "links": links / 3,
        "sector": in_sector / 3,
        "programmes": min(programmes, 4) / 4,
        "stated": stated,
        "recent": recency(activity, world.ask.as_of),
        "common": common / (1 + common),
    }
    return {
        "places": list(triple),
        "shape": "closed" if middle is None else "broker" if middle == triple[0] else "extension",
        "middle": middle,
        "score": round(sum(weights[name] * term for name, term in terms.items()), 4),
        "components": dict(zip(COMPONENTS, map(shown, values), strict=True)),
    }


def shown(value: float | Days | None) -> float | str | None:
    """A component as an answer shows it: dates as text, numbers to three digits."""
    if isinstance(value, Days):
        return str(value)
    return value if value is None else round(value, 3)
