"""Records → property graph: a networkx MultiDiGraph whose nodes have labels and whose edges have types."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx
from pydantic import BaseModel

from kg.names import fold
from kg.readings import Readings
from kg.ties import Properties, Tie, asserted_by, count, linked_edges, read_tie, typed_edges
from schema.activities import Activity, Gathering, Judgement, Proposal
from schema.actors import Actor
from schema.documents import Document
from schema.evidence import Certainty, Claim, Evidence
from schema.facts import Facts
from schema.labels import LABELS, PLACES, type_of
from schema.partnerships import Partnership, StrictSense
from schema.periods import ALWAYS, NEVER, Bounds, Period
from schema.places import Place
from schema.records import Record, SectorEntry
from schema.vocabulary import Measure, Policy, Sector

if TYPE_CHECKING:
    Graph = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph

ASSERTING = (Certainty.STATED, Certainty.IMPLIED)
_NAMES = ("name", "name_ja", "name_en", "kana")
_EDGES_NOT_PROPERTIES = ("part_of", "broader", "programme", "policy", "facility", "publisher")


class GraphOf:
    """Builds the graph of a knowledge base, record by record."""

    def __init__(self, facts: Facts) -> None:
        self.graph: Graph = Graph()
        self.readings = Readings(facts)
        self.standing = self.readings.standing(facts)
        ties = [self._add(record) for record in facts.records()]
        for a, b, properties in linked_edges(tie for tie in ties if tie):
            self.edge(a, "LINKED", b, **properties)

    def edge(self, start: str, type: str, end: str, **properties: Any) -> None:
        """Add an edge; two of one type between the same nodes are two edges."""
        self.graph.add_edge(str(start), str(end), type=type, **properties)

    def _add(self, record: Record) -> Tie | None:
        self.graph.add_node(str(record.id), labels=labels_of(record.id), **self._properties(record))
        self._claims(record)
        self._references(record)
        for entry in getattr(record, "sectors", ()):
            self._sector(record, entry)
        if isinstance(record, Partnership):
            return self._tie(record)
        if isinstance(record, Gathering):
            self._participants(record)
        elif isinstance(record, Place):
            self._strengths(record)
        elif isinstance(record, Activity):
            self.edge(record.id, "ACTIVITY_OF", record.partnership)
        elif isinstance(record, Proposal):
            self._proposal(record)
        elif isinstance(record, Judgement):
            for id in record.about:
                self.edge(record.id, "ABOUT", id)
        return None

    # Properties

    def _properties(self, record: Record) -> Properties:
        found: Properties = {"id": str(record.id)}
        conflicts = 0
        for path, claims in _claimed(record):
            reading = self.readings.read(record, claims)
            if reading is None:
                continue
            conflicts += len(reading.others)
            if path not in _EDGES_NOT_PROPERTIES:
                found[path] = _value(reading.value)
        found.update(self._named(record, found))
        for name in ("verdict", "reason", "mark") if isinstance(record, Judgement) else ():
            if said := getattr(record, name, ""):
                found[name] = str(said)
        if conflicts:
            found["conflicts"] = conflicts
        if isinstance(record, Document):
            found["kind"] = record.kind
        if isinstance(record, (Gathering, Activity, Document)):
            found.update(self._dates(record))
        if isinstance(record, (Gathering, Activity)):
            found.update(self._standing_of_evidence(record))
        if isinstance(record, Sector):
            found.update({f"code_{scheme}": list(codes) for scheme, codes in record.codes.items()})
        return found

    def _named(self, record: Record, found: Properties) -> Properties:
        """The name to show, and every name folded, for looking it up."""
        titles = [found[key] for key in ("name", "name_ja", "name_en", "title", "title_ja", "title_en") if key in found]
        names = [claim.value for key in _NAMES for claim in getattr(record, key)] + [
            alias.value for alias in record.aliases
        ]
        folded = list(dict.fromkeys(fold(text) for text in (*names, record.id, record.id.partition(":")[2])))
        named: Properties = {"names": folded}
        if titles:
            named["name"] = titles[0]
        if record.aliases:
            named["aliases"] = [alias.value for alias in record.aliases]
        return named

    def _dates(self, record: Gathering | Activity | Document) -> Properties:
        """`from` and `to` as days of the date (or start) of an event, programme, activity or document."""
        order = (record.date,) if not isinstance(record, Gathering) else (record.date, record.since)
        if type_of(record.id) == "programme":
            order = order[::-1]
        period = next((value for claims in order if (value := self.readings.value(record, claims))), None)
        if period is None:
            return {}
        return {"on": str(period), "on_from": period.first.isoformat(), "on_to": period.last.isoformat()}

    def _standing_of_evidence(self, record: Gathering | Activity) -> Properties:
        evidence = record.evidence
        return {
            "asserted": count(evidence, *ASSERTING),
            "stated": count(evidence, Certainty.STATED),
            "told_by": asserted_by(evidence, Certainty.IMPLIED, self.readings),
            "told_by_stated": asserted_by(evidence, Certainty.STATED, self.readings),
        }

    # Edges

    def _references(self, record: Record) -> None:
        upward = "BROADER" if isinstance(record, Sector) else "PART_OF"
        edges = {
            "part_of": upward,
            "broader": upward,
            "programme": "IN_PROGRAMME",
            "policy": "UNDER",
            "facility": "HELD_AT",
            "publisher": "PUBLISHED_BY",
        }
        for name, type in edges.items():
            if isinstance(record, (Place, Actor, Gathering, Policy, Measure, Sector, Partnership, Document)):
                value = self.readings.value(record, getattr(record, name, ()))
                if value is not None:
                    self.edge(record.id, type, value)

    def _sector(self, record: Record, entry: SectorEntry) -> None:
        if isinstance(record, Partnership):
            self.edge(record.id, "IN_SECTOR", entry.sector, **self._entry(record, entry))
        else:
            self.edge(record.id, "HAS_THEME", entry.sector)

    def _entry(self, record: Record, entry: SectorEntry) -> Properties:
        own = entry.evidence or record.evidence
        since, until = self.readings.value(record, entry.since, own), self.readings.value(record, entry.until, own)
        written: Properties = {name: period.written for name, period in (("since", since), ("until", until)) if period}
        return {**written, **entry_bounds(since, until)._asdict()}

    def _tie(self, record: Partnership) -> Tie:
        tie = read_tie(record, self.readings, self.standing)
        self.graph.nodes[str(record.id)].update(_tie_properties(tie))
        for party in record.parties:
            self.edge(party.id, "PARTY_TO", record.id, role=party.role.value)
        for benefit in record.benefits:
            more = {"sector": str(benefit.sector)} if benefit.sector else {}
            self.edge(record.id, "BENEFITS", benefit.to, note=benefit.note, **more)
        for type, a, b, properties in typed_edges(tie):
            self.edge(a, type, b, **properties)
        return tie

    def _participants(self, record: Gathering) -> None:
        """Who takes part, and the place that a body stands for beside it, with `via`."""
        seen: set[tuple[str, str]] = set()
        for participant in record.participants:
            self.edge(participant.id, "TAKES_PART_IN", record.id, role=participant.role)
            place = self.standing.place(participant.id)
            if place and place != participant.id and (place, participant.role) not in seen:
                seen.add((place, participant.role))
                self.edge(place, "TAKES_PART_IN", record.id, role=participant.role, via=str(participant.id))

    def _strengths(self, record: Place) -> None:
        for name, type in (("strengths", "STRONG_IN"), ("needs", "NEEDS")):
            for entry in getattr(record, name):
                self.edge(record.id, type, entry.sector, **self._entry(record, entry))

    def _proposal(self, record: Proposal) -> None:
        for document in dict.fromkeys(evidence.document for evidence in record.evidence):
            self.edge(document, "PROPOSES", record.id)
        for id in record.proposes:
            self.edge(record.id, "ABOUT", id)

    # Claims

    def _claims(self, record: Record) -> None:
        """A node for each piece of evidence: of the record whole, and of each value that has evidence of its own."""
        for evidence in record.evidence:
            self._claim(record, "record", "", evidence)
        for path, claims in _claimed(record):
            for claim in claims:
                for evidence in claim.evidence or ():
                    self._claim(record, path, str(_value(claim.value)), evidence)
        for name in type(record).model_fields:
            for item in getattr(record, name) if isinstance(getattr(record, name), tuple) else ():
                for evidence in getattr(item, "evidence", ()) if isinstance(item, BaseModel) else ():
                    self._claim(record, name, _told(item), evidence)

    def _claim(self, record: Record, path: str, value: str, evidence: Evidence) -> None:
        parts = (record.id, path, value, evidence.document, evidence.place, evidence.quote, evidence.certainty.value)
        id = "claim:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
        said = {
            "property": path,
            "value": value,
            "certainty": evidence.certainty.value,
            "quote": evidence.quote,
            "place": evidence.place,
        }
        if not self.graph.has_edge(str(record.id), id):
            self.graph.add_node(id, labels=("Claim",), id=id, **said)
            self.edge(record.id, "SUPPORTED_BY", id)
            self.edge(id, "FROM", evidence.document)


def graph_of(facts: Facts) -> Graph:
    """The property graph of a knowledge base.

    Nodes are ids with `labels` (a tuple) and their properties; edges have `type` and theirs. Values are texts,
    numbers, truths and lists of texts or whole numbers.
    """
    return GraphOf(facts).graph


def labels_of(id: str) -> tuple[str, ...]:
    """The labels of a record's node."""
    label = LABELS[type_of(id)]
    return (label, "Place") if type_of(id) in PLACES else (label,)


def entry_bounds(since: Period | None, until: Period | None) -> Bounds:
    """When a sector entry holds: without `since` it began with what it belongs to."""
    return Bounds(
        since.first.isoformat() if since else ALWAYS,
        since.last.isoformat() if since else ALWAYS,
        until.first.isoformat() if until else NEVER,
        until.last.isoformat() if until else NEVER,
    )


def _tie_properties(tie: Tie) -> Properties:
    evidence = tie.record.evidence
    counts: Properties = {certainty.value: count(evidence, certainty) for certainty in Certainty}
    return {
        **counts,
        **tie.bounds._asdict(),
        "status": tie.status,
        "contested": tie.status == "contested",
        "parties": len(tie.record.parties),
    }


def _claimed(record: Record) -> Iterator[tuple[str, tuple[Claim[Any], ...]]]:
    """Each property of a record that is claimed, with its claims."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, StrictSense):
            yield from ((inner, getattr(value, inner)) for inner in type(value).model_fields if getattr(value, inner))
        elif isinstance(value, tuple) and value and isinstance(value[0], Claim):
            yield name, value


def _value(value: object) -> str | int | float:
    if isinstance(value, Period):
        return value.written or str(value)
    return value if isinstance(value, (int, float)) else str(value)


def _told(item: BaseModel) -> str:
    """An entry of a list as a claim's value: its id, sector or text."""
    return next((str(said) for name in ("id", "sector", "to", "value") if (said := getattr(item, name, None))), "")
