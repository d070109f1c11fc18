"""All that is known of one record, whatever it is: `citykg show`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg import dossier_sentences as words
from kg.around import Around
from kg.asking import as_of_asked, evidence_json, natural, proofs, texts_json
from kg.knowledge_base import KnowledgeBase
from kg.lookup import Named, find_record
from kg.provenance import Statement, relation_claims, statements_about
from kg.sentences import Said
from kg.stores.base import Row
from kg.tie_sheets import TieSheet, by_kind_and_year
from kg.ties import status_by
from schema.evidence import Certainty
from schema.facts import SECTION_OF, Facts
from schema.labels import ACTORS, PLACES, type_of
from schema.periods import Period

GROUPS = tuple(name for name in Facts.model_fields if name not in ("documents", "partnerships", "sectors"))
_BODIES = (*PLACES, *ACTORS)


How = tuple[str, str, str, str]
"""How a record stands to the one shown: the edge's type, its direction, the role, by way of whom."""


@dataclass(frozen=True)
class Related:
    """A record that stands beside the one shown: how (edge type, direction, role, by way of whom), when, who says so."""

    named: Named
    how: tuple[How, ...]
    record: Row
    claims: Sequence[Row]

    @property
    def when(self) -> Mapping[str, str | None]:
        """date, since and until, as written."""
        return {name: self.record["properties"].get(name) for name in ("date", "since", "until")}

    @property
    def status(self) -> str:
        """asserted, contested, denied or proposed, by the record's own evidence; asserted where it has none."""
        told = [Certainty(claim["certainty"]) for claim in self.record["claims"] if claim["property"] == "record"]
        return status_by(told) if told else "asserted"

    @property
    def evidence(self) -> list[Row]:
        """What tells that it stands so to the record shown."""
        return proofs(self.claims)

    def as_json(self) -> dict[str, Any]:
        """An entry of one of a dossier's lists."""
        how = [
            {"edge": edge, "direction": way, **({"role": role} if role else {}), **({"via": via} if via else {})}
            for edge, way, role, via in self.how
        ]
        names = {"ja": self.named.ja, "en": self.named.en}
        dates = {name: date for name, date in self.when.items() if date}
        return {
            "id": self.named.id,
            "names": names,
            "relations": how,
            **dates,
            "evidence": evidence_json(self.evidence),
        }


@dataclass(frozen=True)
class Conflict:
    """A property on which sources disagree, and of which record, with what that is called."""

    of: Named
    statement: Statement

    def as_json(self) -> dict[str, Any]:
        """The record, and the statement as Q26 has it."""
        return {"id": self.of.id, "names": {"ja": self.of.ja, "en": self.of.en}, **self.statement.as_json()}


@dataclass(frozen=True)
class Dossier:
    """A record with its ties and everything else that stands around it, at as_of.

    `groups` are lists of related records by section; `statements` all that is claimed of the record itself.
    """

    named: Named
    as_of: Period
    as_of_said: bool
    facts_version: str
    record: Row
    statements: Sequence[Statement]
    ties: Sequence[TieSheet]
    groups: Mapping[str, Sequence[Related]]
    conflicts: Sequence[Conflict]

    @property
    def type(self) -> str:
        """What it is: city, event, …"""
        return type_of(self.named.id)

    @cached_property
    def holding(self) -> list[TieSheet]:
        """The ties that are not only proposed and not denied."""
        return [tie for tie in self.ties if tie.status not in ("denied", "proposed")]

    @cached_property
    def denials(self) -> list[TieSheet]:
        """The ties that a document denies."""
        return [tie for tie in self.ties if tie.status == "denied" or tie.contested]

    @cached_property
    def proposed(self) -> list[TieSheet]:
        """The ties that documents only propose."""
        return [tie for tie in self.ties if tie.status == "proposed"]

    def sectors(self, when: str) -> list[Named]:
        """The sectors of the ties that hold: now, or at the start of each; with the record's own."""
        ties = [tie for tie in self.holding if when == "start" or tie.status == "holds"]
        themes = [one.named for one in self.of_sectors("HAS_THEME", "out")]
        return list({one.id: one for one in (*themes, *(one for tie in ties for one in tie.sectors(when)))}.values())

    def of_sectors(self, edge: str, way: str) -> list[Related]:
        """The sectors beside the record by one kind of edge, such as STRONG_IN."""
        return [one for one in self.groups.get("sectors", ()) if any(how[:2] == (edge, way) for how in one.how)]

    @property
    def codes(self) -> dict[str, list[str]]:
        """The codes of a sector by scheme, such as sdg and dac."""
        properties = sorted(self.record["properties"].items())
        return {name.removeprefix("code_"): codes for name, codes in properties if name.startswith("code_")}

    @property
    def own_evidence(self) -> list[Row]:
        """What tells of the record itself."""
        return proofs(claim for claim in self.record["claims"] if claim["property"] == "record")

    @cached_property
    def unknown(self) -> list[tuple[Said, str]]:
        """What the loaded documents leave open, each with the record that it is about."""
        there = {"since" if one.name == "date" and self.type != "activity" else one.name for one in self.statements}
        own = [name for name in _EXPECTED.get(self.type, ()) if name not in there]
        said = [(words.not_said(Said(self.named.ja, self.named.en), own), self.named.id)] if own else []
        return [*said, *((one, tie.row["id"]) for tie in self.ties for one in tie.unknown)]

    @cached_property
    def documents(self) -> dict[str, Row]:
        """Every document that what is shown rests on, by id, each with how many `claims` it makes."""
        found: dict[str, Row] = {}
        told = [statement.evidence for statement in self.statements]
        told += [tie.evidence for tie in self.ties]
        told += [one.evidence for group in self.groups.values() for one in group]
        told += [conflict.statement.evidence for conflict in self.conflicts]
        for row in (row for rows in told for row in rows):
            found.setdefault(row["document"], {**row, "claims": 0})["claims"] += 1
        return dict(sorted(found.items()))

    def as_json(self) -> dict[str, Any]:
        """What `--format json` prints."""
        about = ("title_ja", "title_en", "date", "url", "claims")
        return {
            "show": self.named.id,
            "type": self.type,
            "names": {"ja": self.named.ja, "en": self.named.en},
            "as_of": str(self.as_of),
            "properties": {one.name: one.reading for one in self.statements if one.name != "record" and not one.entry},
            "codes": self.codes,
            "evidence": evidence_json(self.own_evidence),
            "claims": [one.as_json() for one in self.statements],
            "ties": [tie.as_json() for tie in self.holding],
            "sectors": {when: [one.id for one in self.sectors(when)] for when in ("start", "now")},
            **{name: [one.as_json() for one in self.of_sectors(*edge)] for name, edge in _SECTOR_LISTS.items()},
            **{name: [one.as_json() for one in self.groups.get(name, ())] for name in GROUPS},
            "proposed_ties": [tie.as_json() for tie in self.proposed],
            "denials": [tie.as_json() for tie in self.denials],
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "unknown": {
                "count": len(self.unknown),
                "items": [{"record": id, **texts_json(said)} for said, id in self.unknown],
            },
            "documents": {id: {key: row[key] for key in about} for id, row in self.documents.items()},
            "facts_version": self.facts_version,
        }


_SECTOR_LISTS = {
    "strengths": ("STRONG_IN", "out"),
    "needs": ("NEEDS", "out"),
    "broader_sectors": ("BROADER", "out"),
    "narrower_sectors": ("BROADER", "in"),
}
_EXPECTED = {
    "city": ("strengths", "needs"),
    "region": ("strengths", "needs"),
    "programme": ("since", "participants"),
    "event": ("since", "participants"),
    "activity": ("date",),
}
"""What a reader looks for in a record, told as unknown where no document says it."""


def show(kb: KnowledgeBase, name: str, as_of: str | None = None) -> Dossier:
    """The dossier of a record by id or name; NameNotFound for a name that none or more than one has."""
    return _Gathering(kb, find_record(kb, name), as_of_asked(kb, as_of)).dossier(as_of is not None)


class _Gathering:
    """Fetches what stands around a record, step by step."""

    def __init__(self, kb: KnowledgeBase, named: Named, as_of: Period) -> None:
        self.around, self.as_of, self.version = Around(kb), as_of, kb.facts_version
        self.named = self.around.called([named])[named.id]
        type = type_of(named.id)
        self.bodies = self.around.bodies(named.id) if type in _BODIES else []
        self.places = self.around.places_in(named.id) if type == "country" else []
        self.below = self.around.below(named.id) if type == "policy" else []
        self.own = [named.id, *(body.id for body in self.bodies)]
        out, into = self.around.edges_out([named.id]), self.around.edges_in([named.id])
        self.edges = {"out": out.get(named.id, []), "in": into.get(named.id, [])}
        self.cited = {row["id"]: row for row in self.around.cited(named.id)} if type == "document" else {}

    def dossier(self, as_of_said: bool) -> Dossier:
        """Everything, with the conflicts in it."""
        ties, hows = self._ties(), self._hows()
        for edge in (edge for tie in ties for edge in tie.activities):
            hows.setdefault(edge["id"], (Named.of(edge), []))[1].append((edge["type"], "in", "", ""))
        rows = self.around.records([self.named.id, *hows])
        shown = rows[self.named.id]
        related = [
            Related(named, tuple(dict.fromkeys(how)), rows[id], relation_claims(shown, rows[id], how))
            for id, (named, how) in hows.items()
        ]
        own = statements_about(shown, self.edges["out"], self.edges["in"])
        groups = {
            name: _in_order(one for one in related if SECTION_OF[one.named.id.partition(":")[0]] == name)
            for name in (*GROUPS, "sectors")
        }
        conflicts = [Conflict(self.named, one) for one in own if one.conflicts]
        conflicts += self._conflicts(rows, ties, related)
        return Dossier(self.named, self.as_of, as_of_said, self.version, shown, own, ties, groups, conflicts)

    def _ties(self) -> list[TieSheet]:
        ids = sorted(self._tie_ids())
        rows, records = self.around.ties(ids), self.around.records(ids)
        self.tie_edges = {"out": self.around.edges_out(ids), "in": self.around.edges_in(ids)}
        return by_kind_and_year(self._sheet(row, records[row["id"]]) for row in rows)

    def _sheet(self, row: Row, record: Row) -> TieSheet:
        out, into = (self.tie_edges[way].get(row["id"], []) for way in ("out", "in"))
        seen = next((party["id"] for party in row["parties"] if party["id"] in self.own), self.named.id)
        activities = [edge for edge in into if edge["type"] == "ACTIVITY_OF"]
        if activities:
            dated = self.around.records(edge["id"] for edge in activities)
            activities = [{**edge, "properties": dated[edge["id"]]["properties"]} for edge in activities]
        return TieSheet(row, record, seen, self.as_of, activities, [edge for edge in out if edge["type"] == "BENEFITS"])

    def _tie_ids(self) -> set[str]:
        """The ties that a record has, is, contains, or is about."""
        type = type_of(self.named.id)
        ids = {edge["id"] for way in self.edges.values() for edge in way if edge["type"] != "BENEFITS"}
        near = {id for id in (*ids, *self.cited) if type_of(id) == "partnership"}
        if type == "partnership":
            return {self.named.id}
        if type == "sector":
            return {*near, *self.around.ties_in(self.named.id)}
        return {*near, *self.around.ties_of(self.own)} if type in _BODIES else near

    def _hows(self) -> dict[str, tuple[Named, list[How]]]:
        """What stands beside the record, and how."""
        found: dict[str, tuple[Named, list[How]]] = {}
        for way, edges in self.edges.items():
            for edge in edges:
                how = (edge["type"], way, edge["properties"].get("role") or "", edge["properties"].get("via") or "")
                found.setdefault(edge["id"], (Named.of(edge), []))[1].append(how)
        for body in (*self.bodies, *self.places):
            found.setdefault(body.id, (body, []))[1].append(("PART_OF", "in", "", ""))
        for one in self.below:
            found.setdefault(one.id, (one, []))[1].append(("UNDER", "in", "", ""))
        for id, row in self.cited.items():
            found.setdefault(id, (Named.of(row), []))[1].append(("FROM", "in", "", ""))
        about = [edge for edges in self.tie_edges["in"].values() for edge in edges if edge["type"] == "ABOUT"]
        for edge in about:
            found.setdefault(edge["id"], (Named.of(edge), []))[1].append(("ABOUT", "in", "", ""))
        return {
            id: told
            for id, told in found.items()
            if SECTION_OF[type_of(id)] in (*GROUPS, "sectors") and id != self.named.id
        }

    def _conflicts(
        self, rows: Mapping[str, Row], ties: Iterable[TieSheet], related: Iterable[Related]
    ) -> list[Conflict]:
        """What sources disagree on in the ties and in what happened, but for the record itself."""
        told = {tie.row["id"]: tie.record for tie in ties if tie.row["id"] != self.named.id}
        told.update(
            (one.named.id, one.record) for one in related if type_of(one.named.id) in ("event", "programme", "activity")
        )
        odd = [
            id for id, row in told.items() if row["properties"].get("conflicts") or row["properties"].get("contested")
        ]
        out, into = self.around.edges_out(odd), self.around.edges_in(odd)
        called = self.around.called(Named.of(told[id]) for id in odd)
        return [
            Conflict(called[id], one)
            for id in odd
            for one in statements_about(told[id], out.get(id, []), into.get(id, []))
            if one.conflicts
        ]


def _in_order(related: Iterable[Related]) -> list[Related]:
    """The oldest first, what has no date behind; then by the place of the evidence, then by id."""
    return sorted(related, key=lambda one: (_first_day(one), _first_place(one), one.named.id))


def _first_day(related: Related) -> str:
    written = next((date for date in related.when.values() if date), None)
    return Period.parse(written).first.isoformat() if written else "9999"


def _first_place(related: Related) -> tuple[str, Sequence[tuple[int, str]]]:
    own = [claim for claim in related.record["claims"] if claim["property"] == "record"]
    return min(((claim["document"], natural(claim["place"])) for claim in own), default=("", ()))
