"""Records → property graph: a networkx MultiDiGraph whose nodes have labels and whose edges have types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import networkx as nx

from kg.claims import claims_of, keyed_entries, told
from kg.memory import uncollected
from kg.nodes import EDGES, labels_of, properties_of, tie_properties
from kg.readings import Readings
from kg.ties import Properties, Tie, linked_edges, read_tie, typed_edges
from schema.activities import Activity, Gathering, Judgement, Participant, Proposal
from schema.evidence import is_asserted
from schema.facts import Facts
from schema.partnerships import Benefit, Partnership, Party
from schema.periods import ALWAYS, NEVER, Bounds, Period
from schema.places import Place
from schema.records import Record, SectorEntry

if TYPE_CHECKING:
    Graph = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph


E = TypeVar("E", Party, Participant, Benefit)


def graph_of(facts: Facts) -> Graph:
    """The property graph of a knowledge base.

    Nodes are ids with `labels` (a tuple) and their properties; edges have `type` and theirs. Values are texts,
    numbers, truths and lists of texts or whole numbers.
    """
    graph = Graph()
    build(facts, graph)
    return graph


class Growing(Protocol):
    """What a graph can be built into, also one that is not kept."""

    def add_node(self, node: str, /, **properties: Any) -> None:
        """Take a node, whole; each is given once."""

    def add_edge(self, start: str, end: str, /, **properties: Any) -> object:
        """Take an edge; its nodes may come later."""

    def __contains__(self, node: str) -> bool:
        """Whether the node has come."""
        ...


def build(facts: Facts, graph: Graph | Growing) -> None:
    """Build the property graph of a knowledge base into one that is empty."""
    with uncollected():
        _Building(facts, graph)


class _Building:
    """A graph as it grows, record by record."""

    def __init__(self, facts: Facts, graph: Graph | Growing) -> None:
        self.graph = graph
        self.readings = Readings(facts)
        self.standing = self.readings.standing(facts)
        ties = [self._add(record) for record in facts.records()]
        for a, b, properties in linked_edges(tie for tie in ties if tie):
            self._edge(a, "LINKED", b, **properties)

    def _edge(self, start: str, type: str, end: str, **properties: Any) -> None:
        """Add an edge; two of one type between the same nodes are two edges."""
        self.graph.add_edge(str(start), str(end), type=type, **properties)

    def _add(self, record: Record) -> Tie | None:
        tie = read_tie(record, self.readings, self.standing) if isinstance(record, Partnership) else None
        properties = properties_of(record, self.readings) | (tie_properties(tie) if tie else {})
        self.graph.add_node(str(record.id), labels=labels_of(record.id), **properties)
        self._claims(record)
        self._references(record)
        for key, entry in _asserted_sectors(record, "sectors"):
            self._sector(record, entry, key)
        if tie:
            self._tie(tie)
        elif isinstance(record, Gathering):
            self._participants(record)
        elif isinstance(record, Place):
            self._strengths(record)
        elif isinstance(record, Activity):
            self._edge(record.id, "ACTIVITY_OF", record.partnership)
        elif isinstance(record, Proposal):
            self._proposal(record)
        elif isinstance(record, Judgement):
            self._about(record.id, record.about)
        return tie

    def _claims(self, record: Record) -> None:
        for one in told(record):
            id = one.id(record.id)
            if id not in self.graph:
                self.graph.add_node(id, labels=("Claim",), id=id, **one.properties())
                self._edge(record.id, "SUPPORTED_BY", id)
                self._edge(id, "FROM", one.evidence.document)

    def _references(self, record: Record) -> None:
        for name, type in EDGES.items():
            value = self.readings.value(record, claims_of(record, name))
            if value is not None:
                self._edge(record.id, type, value)

    def _sector(self, record: Record, entry: SectorEntry, key: str) -> None:
        type = "IN_SECTOR" if isinstance(record, Partnership) else "HAS_THEME"
        self._edge(record.id, type, entry.sector, **self._entry(record, entry, key))

    def _entry(self, record: Record, entry: SectorEntry, key: str) -> Properties:
        """An entry's dates and bounds; `entry` is its key where the sector is named several times."""
        own = entry.evidence or record.evidence
        since, until = self.readings.value(record, entry.since, own), self.readings.value(record, entry.until, own)
        dates = {name: period.written for name, period in (("since", since), ("until", until)) if period}
        note = {"note": entry.note} if entry.note else {}
        again = {"entry": key} if key != entry.sector else {}
        return {**dates, **note, **again, **entry_bounds(since, until)._asdict()}

    def _tie(self, tie: Tie) -> None:
        record = tie.record
        for party in _asserted(record.parties):
            self._edge(party.id, "PARTY_TO", record.id, role=party.role.value)
        for benefit in _asserted(record.benefits):
            sector = {"sector": str(benefit.sector)} if benefit.sector else {}
            self._edge(record.id, "BENEFITS", benefit.to, note=benefit.note, **sector)
        for type, a, b, properties in typed_edges(tie):
            self._edge(a, type, b, **properties)

    def _participants(self, record: Gathering) -> None:
        """Who takes part, and beside a body the place that it stands for, with `via`."""
        seen: set[tuple[str, str]] = set()
        for participant in _asserted(record.participants):
            self._edge(participant.id, "TAKES_PART_IN", record.id, role=participant.role)
            place = self.standing.place(participant.id)
            if place and place != participant.id and (place, participant.role) not in seen:
                seen.add((place, participant.role))
                self._edge(place, "TAKES_PART_IN", record.id, role=participant.role, via=str(participant.id))

    def _strengths(self, record: Place) -> None:
        for type, name in (("STRONG_IN", "strengths"), ("NEEDS", "needs")):
            for key, entry in _asserted_sectors(record, name):
                self._edge(record.id, type, entry.sector, **self._entry(record, entry, key))

    def _proposal(self, record: Proposal) -> None:
        for document in dict.fromkeys(evidence.document for evidence in record.evidence):
            self._edge(document, "PROPOSES", record.id)
        self._about(record.id, record.proposes)

    def _about(self, record: str, ids: tuple[str, ...]) -> None:
        for id in ids:
            self._edge(record, "ABOUT", id)


def _asserted_sectors(record: Record, name: str) -> list[tuple[str, SectorEntry]]:
    """The sector entries of one of a record's lists that are more than proposed or denied, each with its key."""
    if not vars(record).get(name):
        return []
    keyed = ((key, entry) for listed, key, entry in keyed_entries(record) if listed == name)
    return [(key, entry) for key, entry in keyed if isinstance(entry, SectorEntry) and is_asserted(entry.evidence)]


def _asserted(entries: Iterable[E]) -> list[E]:
    """The entries of a list that are more than proposed or denied."""
    return [entry for entry in entries if is_asserted(entry.evidence)]


def entry_bounds(since: Period | None, until: Period | None) -> Bounds:
    """When a sector entry holds: without `since` it began with what it belongs to."""
    return Bounds(
        since.first.isoformat() if since else ALWAYS,
        since.last.isoformat() if since else ALWAYS,
        until.first.isoformat() if until else NEVER,
        until.last.isoformat() if until else NEVER,
    )
