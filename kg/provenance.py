"""Who says what about a record: each of its properties with every claim, the reading, and what disagrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.asking import evidence_json, proofs
from kg.nodes import EDGES
from kg.readings import refines
from kg.stores.base import Row
from kg.ties import status_by
from schema.evidence import Certainty
from schema.facts import SECTION_OF, SECTIONS
from schema.labels import type_of
from schema.partnerships import StrictSense
from schema.periods import Period
from schema.records import keys

_HELD_BY_END = ("PARTY_TO", "TAKES_PART_IN")
"""Edges that end at the record whose list they are."""
_ENTRIES = {
    "parties": ("PARTY_TO",),
    "participants": ("TAKES_PART_IN",),
    "sectors": ("IN_SECTOR", "HAS_THEME"),
    "strengths": ("STRONG_IN",),
    "needs": ("NEEDS",),
    "benefits": ("BENEFITS",),
    "proposes": ("ABOUT",),
    "about": ("ABOUT",),
    "partnership": ("ACTIVITY_OF",),
}
"""Lists whose entries are edges, with the edges' types."""
_NO_EVIDENCE: Row = {"document": None, "place": "", "quote": "", "certainty": None}
_DATES = ("since", "until", "date")


@dataclass(frozen=True)
class ClaimRead:
    """A claim, and how it stands to the reading: reading, agrees (less precisely), disagrees, proposed or denied.

    `row` is None for a value that no evidence backs.
    """

    value: str
    standing: str
    row: Row | None


@dataclass(frozen=True)
class Statement:
    """A property of a record (or of an entry of a list of it): what it is read as, and every claim about it."""

    name: str
    entry: str
    reading: Any
    claims: Sequence[ClaimRead]

    @property
    def conflicts(self) -> list[str]:
        """The values that disagree with the reading; a record that is asserted and denied disagrees with itself."""
        if self.name == "record":
            return [self.reading] if self.reading == "contested" else []
        return list(dict.fromkeys(claim.value for claim in self.claims if claim.standing == "disagrees"))

    @property
    def evidence(self) -> list[Row]:
        """All claims as evidence."""
        return proofs(claim.row for claim in self.claims if claim.row)

    def as_json(self) -> dict[str, Any]:
        """The keys of Q26's answers."""
        claims = [
            {"value": claim.value, "standing": claim.standing, **evidence_json([claim.row or _NO_EVIDENCE])[0]}
            for claim in self.claims
        ]
        entry = {"entry": self.entry} if self.entry else {}
        told = {"reading": self.reading, "conflicts": self.conflicts, "claims": claims}
        return {"property": self.name, **entry, **told, "evidence": evidence_json(self.evidence)}


def statements_about(record: Row, out: Iterable[Row], into: Iterable[Row]) -> list[Statement]:
    """All that is claimed of a record, given with its `properties` and `claims` and the edges from it and to it."""
    own = [edge for edge in out if edge["type"] not in _HELD_BY_END]
    own += [edge for edge in into if edge["type"] in _HELD_BY_END]
    return list(_Claims(record, own).statements())


class _Claims:
    """The claims of a record by property and entry."""

    def __init__(self, record: Row, edges: Iterable[Row]) -> None:
        self.properties, self.type = record["properties"], type_of(record["id"])
        self.claims: list[Row] = sorted(record["claims"], key=lambda c: (c["document"], c["place"], c["quote"]))
        self.edges = [edge for edge in edges if not edge["properties"].get("via")]

    def statements(self) -> Iterator[Statement]:
        """The record whole, then its properties in the order of a facts file."""
        own = self._claimed("record")
        if own:
            read = [ClaimRead("", standing(claim, "", ""), claim) for claim in own]
            yield Statement("record", "", status_by(Certainty(claim["certainty"]) for claim in own), read)
        for name in self._names():
            if name in _ENTRIES or name == "aliases":
                yield from self._list(name)
            elif (value := self._value(name)) is not None or self._claimed(name):
                yield self._statement(name, "", value)

    def _names(self) -> Iterator[str]:
        for name in keys(SECTIONS[SECTION_OF[self.type]]):
            if name == "strict_sense":
                yield from StrictSense.model_fields
            elif name not in ("id", "evidence", "codes", "file"):
                yield name

    def _claimed(self, property: str, entry: str = "") -> list[Row]:
        return [claim for claim in self.claims if (claim["property"], claim["entry"] or "") == (property, entry)]

    def _unproven(self, name: str) -> list[str]:
        """The values of a property that are claimed without evidence."""
        pairs = (told.partition("\t") for told in self.properties.get("unproven", ()))
        return [value for property, _, value in pairs if property == name]

    def _value(self, name: str) -> Any:
        """What a property is read as: a value, or the id that it leads to."""
        if name in EDGES:
            return next((edge["id"] for edge in self.edges if edge["type"] == EDGES[name]), None)
        if name == "name" and "name" not in {claim["property"] for claim in self.claims}:
            other = [self.properties.get(key) for key in ("name_ja", "name_en", "title", "title_ja", "title_en")]
            return None if self.properties.get("name") in other else self.properties.get("name")
        return self.properties.get(name)

    def _statement(self, name: str, entry: str, reading: Any, own: Sequence[Row] = ()) -> Statement:
        """A property's claims; a plain value is claimed by the record's evidence, or by that of its entry."""
        claims = self._claimed(name, entry)
        if name == "note" and not claims:  # our own words: no document says them
            return Statement(name, entry, reading, ())
        bare = [value for value in self._unproven(name) if not entry]
        if claims or bare:
            read = [ClaimRead(claim["value"], standing(claim, claim["value"], reading), claim) for claim in claims]
            read += [ClaimRead(value, compared(name, value, reading), None) for value in bare]
        else:
            rest = own or self._claimed("record")
            read = [ClaimRead(str(reading), standing(claim, str(reading), reading), claim) for claim in rest]
        return Statement(name, entry, reading, read)

    def _list(self, name: str) -> Iterator[Statement]:
        """A list: which entries there are, then the dates of each."""
        edges = [edge for edge in self.edges if edge["type"] in _ENTRIES.get(name, ())]
        there = [edge["id"] for edge in edges] or list(self.properties.get(name, [])) * (name == "aliases")
        told = [claim for claim in self.claims if claim["property"] == name]
        if not there and not told:
            return
        read = [ClaimRead(claim["value"], standing(claim, claim["value"], claim["value"]), claim) for claim in told]
        backed = {claim["value"] for claim in told}
        read += [
            ClaimRead(entry, standing(claim, entry, entry), claim)
            for entry in dict.fromkeys(there)
            if entry not in backed
            for claim in self._claimed("record")
        ]
        yield Statement(name, "", list(dict.fromkeys(there)), read)
        dated = {edge["properties"].get("entry") or edge["id"]: edge["properties"] for edge in edges}
        more = (claim["entry"] for claim in self.claims if claim["property"] in (f"{name}.since", f"{name}.until"))
        for entry in dict.fromkeys((*dated, *more)):
            own = [claim for claim in told if (claim["entry"] or claim["value"]) == entry]
            yield from self._dates(name, entry, dated.get(entry, {}), own)

    def _dates(self, name: str, entry: str, dates: Row, own: Sequence[Row]) -> Iterator[Statement]:
        """The dates of an entry, also of one that is only proposed or denied."""
        for part in ("since", "until"):
            value, property = dates.get(part), f"{name}.{part}"
            if value is not None or self._claimed(property, entry):
                yield self._statement(property, entry, value, own)


def standing(claim: Row, value: str, reading: Any) -> str:
    """How a claim stands to what its property is read as."""
    if claim["certainty"] in ("proposed", "negated"):
        return "proposed" if claim["certainty"] == "proposed" else "denied"
    return compared(claim["property"], value, reading)


def compared(property: str, value: str, reading: Any) -> str:
    """How a value stands to what its property is read as."""
    if value == str(reading):
        return "reading"
    if property.rpartition(".")[2] in _DATES and reading is not None:
        read, told = Period.parse(str(reading)), Period.parse(value)
        return "reading" if read == told else "agrees" if refines(read, told) else "disagrees"
    return "disagrees"


def relation_claims(shown: Row, other: Row, hows: Iterable[tuple[str, str, str, str]]) -> list[Row]:
    """What tells that two records stand to each other so: the claims of the entry or value that one of them has."""
    found = []
    for edge, way, _, via in hows:
        held_by_end = edge in _HELD_BY_END
        holder, held = (shown, other) if (way == "out") != held_by_end else (other, shown)
        names, ids = _PROPERTIES.get(edge, ()), (held["id"], via)
        own = [claim for claim in holder["claims"] if claim["property"] in names and claim["value"] in ids]
        found += own or [claim for claim in holder["claims"] if claim["property"] == "record"]
    return found


_PROPERTIES = {
    edge: [name for name, edges in _ENTRIES.items() if edge in edges] for edges in _ENTRIES.values() for edge in edges
}
_PROPERTIES.update({edge: [name] for name, edge in EDGES.items()})
