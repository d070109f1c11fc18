"""A tie as one looks at it: whether it holds, its sectors at the start and now, what it did, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg import sentences
from kg.asking import evidence_json, proofs, texts_json
from kg.lookup import Named
from kg.options import Dated
from kg.sentences import Said
from kg.show import sentences as words
from kg.stores.base import Row
from schema.kinds import KINDS
from schema.periods import Bounds, Period, Ternary

_NEVER = Dated("", 0, "")
TESTS = ("signed_by_heads", "not_one_field", "assembly_approved")


@dataclass(frozen=True)
class TieSheet:
    """A partnership seen from one of its parties, at as_of.

    `row` is what sentences need, `record` its properties and claims, `activities` rows of what it did, `benefits` the
    edges to those who have something of it.
    """

    row: Row
    record: Row
    city: str
    as_of: Period
    activities: Sequence[Row] = ()
    benefits: Sequence[Row] = ()

    @property
    def kind(self) -> str:
        """The kind that it is read as."""
        return str(self.row["kind"])

    @property
    def status(self) -> str:
        """holds, unknown, ended or later at as_of; denied or proposed where nothing asserts it."""
        properties = self.record["properties"]
        if properties["status"] in ("denied", "proposed"):
            return str(properties["status"])
        bounds = Bounds(*(properties[name] for name in Bounds._fields))
        held = bounds.holds_on(self.as_of)
        if held is Ternary.NO:
            return "ended" if bounds.until_to < self.as_of.first.isoformat() else "later"
        return "holds" if held is Ternary.YES else "unknown"

    @property
    def said(self) -> Said:
        """Who is tied to whom, as what, since when."""
        if self.status == "ended":
            return sentences.tie_ended(self.row, self.city)
        parties = [Named.of(party) for party in self.row["parties"]]
        if self.status == "denied" and len(parties) == 2:
            return sentences.denied(KINDS[self.kind], *parties)
        implied = self.status != "proposed" and not self.row["stated"]
        return sentences.tie_holds(self.row, self.city, self.as_of, implied)

    @property
    def contested(self) -> bool:
        """True where one document asserts it and another denies it."""
        return bool(self.row["contested"])

    def sectors(self, when: str) -> list[Named]:
        """The sectors at its start, or now: those whose entries hold then, by their beginning."""
        since = self.record["properties"].get("since")
        start = Period.parse(since) if since else None
        entries = sorted(self.row["sectors"], key=lambda entry: (entry["since_from"], entry["id"]))
        if when == "now" and self.status != "holds":
            return []
        held = [entry for entry in entries if (_at_start(entry, start) if when == "start" else _now(entry, self.as_of))]
        return [Named.of(entry) for entry in {entry["id"]: entry for entry in held}.values()]

    @property
    def _done(self) -> list[Row]:
        """The properties of what it did, as far as a document asserts it."""
        return [row["properties"] for row in self.activities if row["properties"].get("asserted")]

    @property
    def last_activity(self) -> str | None:
        """The date of the latest dated activity not after as_of."""
        last = self.as_of.last.isoformat()
        return max((Dated.of(one) for one in self._done if one.get("on_to", "9") <= last), default=_NEVER).text or None

    @property
    def levels(self) -> dict[str, int]:
        """How many of its activities are of each level: government, private, economic."""
        return dict(sorted(Counter(str(one["level"]) for one in self._done if one.get("level")).items()))

    @property
    def missing(self) -> list[str]:
        """What no document says of it, as properties; `activity` where none is dated."""
        properties = self.record["properties"]
        if self.status in ("denied", "proposed"):
            return []
        asked = ("since", *(TESTS if KINDS[self.kind].twin else ()))
        found = [name for name in asked if properties.get(name) in (None, "unknown")]
        return [*found, *(() if self.row["sectors"] else ("sectors",)), *(() if self.last_activity else ("activity",))]

    @property
    def unknown(self) -> list[Said]:
        """What is not known of it, as sentences."""
        who = sentences.who_and_what(self.row, self.city)
        open_ = [words.may_hold(who, str(self.as_of))] if self.status == "unknown" else []
        return [*open_, *([words.not_said(who, self.missing)] if self.missing else [])]

    @property
    def evidence(self) -> list[Row]:
        """What tells of the tie, and of the values that its sentence says."""
        shown = {
            ("record", ""),
            *((name, self.row[name]) for name in ("designation", "since", "until") if self.row[name]),
        }
        return proofs(claim for claim in self.record["claims"] if (claim["property"], claim["value"]) in shown)

    @property
    def ended_by(self) -> list[Row]:
        """What tells of its end."""
        return proofs(claim for claim in self.record["claims"] if claim["property"] == "until")

    def as_json(self) -> dict[str, Any]:
        """A tie of a dossier."""
        row, sectors = self.row, {when: [one.id for one in self.sectors(when)] for when in ("start", "now")}
        called = {party["id"]: Named.of(party) for party in row["parties"]}
        parties = [
            {"id": id, "role": party["role"], "names": {"ja": called[id].ja, "en": called[id].en}}
            for party in row["parties"]
            for id in [party["id"]]
        ]
        benefits = [{"to": edge["id"], **{k: v for k, v in edge["properties"].items() if v}} for edge in self.benefits]
        return {
            "id": row["id"],
            "kind": self.kind,
            "designation": row["designation"],
            "since": row["since"],
            "until": row["until"],
            "status": self.status,
            "contested": self.contested,
            "parties": sorted(parties, key=lambda party: (party["id"] != self.city, party["id"])),
            "sectors": sectors,
            "last_activity": self.last_activity,
            "levels": self.levels,
            "benefits": benefits,
            "missing": self.missing,
            **texts_json(self.said),
            "evidence": evidence_json(self.evidence),
        }


def by_kind_and_year(ties: Iterable[TieSheet]) -> list[TieSheet]:
    """Ties by kind in the order of their declaration, then the oldest first."""
    order = list(KINDS)
    return sorted(ties, key=lambda tie: (order.index(tie.kind), _first_day(tie), tie.row["id"]))


def _first_day(tie: TieSheet) -> str:
    since = tie.record["properties"].get("since")
    return Period.parse(since).first.isoformat() if since else "9"


def _at_start(entry: Row, start: Period | None) -> bool:
    """An entry holds at the start where nothing says that it began later."""
    if not entry["since"]:
        return True
    return start is not None and Period.parse(entry["since"]).first <= start.last


def _now(entry: Row, as_of: Period) -> bool:
    return Bounds(*(entry[name] for name in Bounds._fields)).holds_on(as_of) is Ternary.YES
