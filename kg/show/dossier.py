"""A dossier: a record with its ties and everything else that stands around it, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.asking import evidence_json, proofs, texts_json
from kg.lookup import Named
from kg.provenance import Statement
from kg.sentences import Said
from kg.show import sentences as words
from kg.show.related import Conflict, Related
from kg.show.tie_sheets import TieSheet
from kg.stores.base import Row
from schema.facts import Facts
from schema.labels import type_of
from schema.periods import Period

GROUPS = tuple(name for name in Facts.model_fields if name not in ("documents", "partnerships", "sectors"))


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
