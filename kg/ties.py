"""Ties → edges between places: one typed edge per tie and pair, and one LINKED per pair that any tie joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from kg.readings import Readings
from schema.evidence import Certainty, Evidence, is_asserted
from schema.kinds import KINDS, Kind, Role
from schema.labels import CITIES, type_of
from schema.partnerships import Partnership
from schema.periods import NEVER, Bounds, Period, Span
from schema.standing import Standing

Value = str | int | float | bool | list[str] | list[int]
Properties = dict[str, Value]


def asserted_by(evidence: Iterable[Evidence], certainty: Certainty, readings: Readings) -> str:
    """The last day by which the earliest dated document asserts it that surely; NEVER where none does."""
    stated = certainty is Certainty.STATED
    ids = [item.document for item in evidence if item.certainty.asserts and (not stated or item.certainty is certainty)]
    return min((date.last.isoformat() for id in ids if (date := readings.date_of(id))), default=NEVER)


def count(evidence: Iterable[Evidence], *certainties: Certainty) -> int:
    """How many of the pieces of evidence are of these certainties."""
    return sum(item.certainty in certainties for item in evidence)


def status_of(evidence: Iterable[Evidence]) -> str:
    """How a record stands by its evidence: asserted, contested (asserted and denied), denied or proposed."""
    return status_by(item.certainty for item in evidence)


def status_by(certainties: Iterable[Certainty]) -> str:
    """The same, of how surely each piece of evidence tells it."""
    told = set(certainties)
    denied = Certainty.NEGATED in told
    if any(certainty.asserts for certainty in told):
        return "contested" if denied else "asserted"
    return "denied" if denied else "proposed"


@dataclass(frozen=True)
class Tie:
    """A partnership as it is read: its kind, dates, and the pairs of places that it links."""

    record: Partnership
    kind: Kind
    since: Period | None
    until: Period | None
    begun_by_stated: str
    bounds: Bounds
    pairs: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @property
    def asserting(self) -> int:
        """How many pieces of evidence assert it."""
        return count(self.record.evidence, Certainty.STATED, Certainty.IMPLIED)

    @property
    def sectors(self) -> set[str]:
        """The sectors that it is said to be in."""
        return {str(entry.sector) for entry in self.record.sectors if is_asserted(entry.evidence)}

    @property
    def status(self) -> str:
        """asserted, contested (asserted and denied), denied or proposed."""
        return status_of(self.record.evidence)


def read_tie(record: Partnership, readings: Readings, standing: Standing) -> Tie:
    """A partnership as a tie; its pairs are empty where nothing asserts it."""
    since, until = readings.value(record, record.since), readings.value(record, record.until)
    kind = KINDS[readings.value(record, record.kind) or record.kind[0].value]
    first = _last_day(asserted_by(record.evidence, Certainty.IMPLIED, readings))
    stated = asserted_by(record.evidence, Certainty.STATED, readings)
    if since and count(record.evidence, Certainty.STATED):
        stated = since.last.isoformat()
    tie = Tie(record, kind, since, until, stated, Span(since, until, first).bounds)
    if tie.asserting:
        tie.pairs.update(_pairs(record, kind, standing))
    return tie


def _last_day(day: str) -> Period | None:
    return None if day == NEVER else Period.parse(day)


def _pairs(record: Partnership, kind: Kind, standing: Standing) -> dict[tuple[str, str], list[str]]:
    """Each pair of places that the tie links, in the edge's direction, with the bodies that act for them."""
    pairs: dict[tuple[str, str], list[str]] = {}
    parties = [party for party in record.parties if is_asserted(party.evidence)]
    for one, other in combinations(parties, 2):
        a, b = _end(one.id, standing), _end(other.id, standing)
        if not (a and b) or a == b or not one.role.links(other.role):
            continue
        backwards = one.role is Role.HOST or other.role is Role.SENDER if kind.directed else a > b
        via = pairs.setdefault((b, a) if backwards else (a, b), [])
        via += [str(party.id) for party, end in ((one, a), (other, b)) if party.id != end and party.id not in via]
    return pairs


def _end(id: str, standing: Standing) -> str | None:
    """A party's end of a typed edge: its place, or the country that it is."""
    return str(id) if type_of(id) == "country" else standing.place(id)


def typed_edges(tie: Tie) -> Iterator[tuple[str, str, str, Properties]]:
    """(type, from, to, properties) for each pair of places that the tie links; a country may be one of them."""
    for (a, b), via in tie.pairs.items():
        properties: Properties = {
            "partnership": str(tie.record.id),
            **{name: period.written for name in ("since", "until") if (period := getattr(tie, name))},
            **tie.bounds._asdict(),
            "certainty": "stated" if count(tie.record.evidence, Certainty.STATED) else "implied",
            "contested": tie.status == "contested",
            "sectors": sorted(tie.sectors),
            "parties": len(tie.record.parties),
        }
        yield tie.kind.edge, a, b, {**properties, "via": via} if via else properties


def linked_edges(ties: Iterable[Tie]) -> Iterator[tuple[str, str, Properties]]:
    """(from, to, properties) of LINKED: lists that run side by side, one entry a tie, ordered by its id."""
    joined: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        for a, b in {(min(pair), max(pair)) for pair in tie.pairs}:
            if type_of(a) in CITIES and type_of(b) in CITIES:
                joined[a, b].append(tie)
    for (a, b), among in sorted(joined.items()):
        among.sort(key=lambda tie: tie.record.id)
        yield (
            a,
            b,
            {
                "partnerships": [str(tie.record.id) for tie in among],
                "kinds": [tie.kind.name for tie in among],
                "begun_from": [tie.bounds.since_from for tie in among],
                "begun_by": [tie.bounds.since_to for tie in among],
                "begun_by_stated": [tie.begun_by_stated for tie in among],
                "ended_from": [tie.bounds.until_from for tie in among],
                "ended_by": [tie.bounds.until_to for tie in among],
                "asserted": [tie.asserting for tie in among],
                "stated": [count(tie.record.evidence, Certainty.STATED) for tie in among],
                "sectors": sorted({sector for tie in among for sector in tie.sectors}),
            },
        )
