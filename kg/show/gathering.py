"""Fetches what stands around a record, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.around import Around
from kg.asking import as_of_asked
from kg.finding import find_record
from kg.knowledge_base import KnowledgeBase
from kg.lookup import Named
from kg.names import natural
from kg.provenance import relation_claims, statements_about
from kg.show.dossier import GROUPS, Dossier
from kg.show.related import Conflict, How, Related
from kg.show.tie_sheets import TieSheet, by_kind_and_year
from kg.stores.base import Row
from schema.facts import SECTION_OF
from schema.labels import ACTORS, PLACES, type_of
from schema.periods import Period

_BODIES = (*PLACES, *ACTORS)


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
        activities = self.around.activities(self.tie_edges["in"])
        return by_kind_and_year(self._sheet(row, records[row["id"]], activities.get(row["id"], [])) for row in rows)

    def _sheet(self, row: Row, record: Row, activities: Sequence[Row]) -> TieSheet:
        benefits = [edge for edge in self.tie_edges["out"].get(row["id"], []) if edge["type"] == "BENEFITS"]
        seen = next((party["id"] for party in row["parties"] if party["id"] in self.own), self.named.id)
        return TieSheet(row, record, seen, self.as_of, activities, benefits)

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
